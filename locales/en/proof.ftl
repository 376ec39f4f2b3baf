# Keys and the transparency log.

# Help.
help-key = Make keys that sign, and list those there are
    .long =
        A log is signed with a key, and so is what a witness says of one. Keys lie in a folder of their own, outside every
        workspace, so that whoever copies a workspace copies no secret.
    .example =
        qazyq key new log.example/kz
        qazyq key list
help-key-new = Make a key that signs
    .long =
        The name tells whose key it is and, of a log's key, which log it is: by custom an address without https://, as
        log.example/kz. It has neither blanks nor `+`.

        The secret is written to the folder of keys, in a file that nobody else may read, and shown nowhere. Beside it lies
        the public key, which is printed too: that one is to be given away. No key is ever overwritten.

        A log needs one key and bundles may have the same, but make two: then losing one does not spoil the other. A witness
        signs with a key of another kind: --cosignatures.
    .example = qazyq key new log.example/kz
help-key-list = List the keys that are here, and those that cannot be used
    .long = Of each key its name, what it signs, and the public key. Secrets are shown nowhere.
    .example = qazyq key list
help-log = Keep a transparency log that anybody can check
    .long =
        A transparency log is a list that only grows: nobody can take an entry out of it, or change one, without everybody
        being able to see it. It is a folder that any web server serves. Witnesses cosign its checkpoints, so that it cannot
        show one list to some and another list to others.
    .example =
        qazyq log init --key log.example/kz
        qazyq log status
        qazyq log verify
help-log-init = Make a transparency log
    .long =
        The log is called what its key is called, and lies in the folder `log` of the workspace. It begins with a signed
        checkpoint of no entries. A folder that holds a log, or what is left of one, is refused: a second log under one name
        would contradict the first.

        What is printed is the policy by which others check the log: hand it out, and not through the log itself. A policy
        with witnesses is given with --policy; it must know the log's key, and stays in the log's folder.
    .example = qazyq log init --key log.example/kz
help-log-status = Show how a log stands, and who has signed it
    .long =
        How many entries are published and how many wait, the root, whether the log and its witnesses have signed and when.
        It needs no secret key.

        The exit status is 3 where the checkpoint does not count: by the policy, or by the log's own key where there is
        none.
    .example = qazyq log status
help-log-verify = Compute all of a log again and check it
    .long =
        Every hash and the root are computed from the entries. The signature is checked by the key in the folder of keys, or
        by the policy that you were handed: --policy. With a checkpoint from earlier, --since, it is shown that the log only
        grew since then.

        DIR is a log of somebody else's, made by whatever program. A policy that lies in it is not believed: it says whom
        others trust.

        The exit status is 0 if all that was looked at is as it should be, 3 if something is not, and 4 if something could
        not be checked, as where no trusted key is there.
    .example =
        qazyq log verify
        qazyq log verify downloaded --policy their.policy --since checkpoint.old
help-log-witness = Have witnesses cosign what was published
    .long =
        Every witness of the policy that has an address is asked. What it answers is checked before it is kept. Addresses
        are https, or on this machine.

        The exit status is 3 where the quorum is not reached: then the checkpoint counts for nobody who follows the policy.
        What was got is kept all the same, and the command can be given again.
    .example = qazyq log witness

arg-keys = Folder of the keys [default: QAZYQ_KEYS, else qazyq/keys in the user's settings folder]
arg-log = Folder of the log [default: `log` in the workspace]
arg-key-new-name = The key's name, as log.example/kz
arg-key-new-cosignatures = Make the key of a witness
arg-log-init-key = Name of the key that signs the log
arg-log-init-policy = Policy that names the log's witnesses; it is kept in the log's folder
arg-policy = Policy by which the log counts [default: the one in the log's folder]
arg-log-verify-folder = Folder of a log of somebody else's
arg-log-verify-policy = Policy that you trust [default: the key in the folder of keys]
arg-log-verify-since = A checkpoint of the log from earlier, with which this one must agree
arg-log-witness-timeout = How long each witness may take, in seconds [default: 10]

# Keys.
key-made = The key { $name } is made; its secret lies in { $path }. Keep a copy where nobody else gets it: without it nothing can be signed any more. This is the public key, to be given away:
key-made-of-witness = The witness key { $name } is made; its secret lies in { $path }. Keep a copy where nobody else gets it: without it nothing can be cosigned any more. This is the public key, to be given to those who name the witness in a policy:
keys-none = There are no keys in { $path }.
key-signs-notes = { $name }: signs checkpoints and bundles
key-is-of-witness = { $name }: cosigns checkpoints, as a witness
key-is-another-s = { $name }: the public key alone; nothing can be signed with it
key-is-unusable = { $name }: cannot be used

# The log.
log-made = The log { $name } is made in { $path }. This is the policy by which others check it; hand it out:
log-size = Entries: { $count }, root { $root }
log-waiting = Waiting to be published: { $count }
log-torn = Behind them stand { $count } bytes that are no entry: what was being written when something stopped, or damage.
log-signed = { $name } has signed
log-not-signed = { $name } has not signed
log-cosigned = { $name } has cosigned: { $time }
log-not-cosigned = { $name } has not cosigned
log-wrongly-signed = { $name }: there is a line in this name, and no signature of it
log-strangers = Signatures of keys that nobody here knows: { $count }
log-instant = { $utc } (in Almaty { $almaty })
log-counts = By the policy { $path } the checkpoint counts.
log-does-not-count = The checkpoint does not count: { $why }
log-without-policy = The log's key has signed. There is no policy that asks for witnesses.
log-is-of-nobody-known = Whose signature it is could not be checked: neither a policy nor the folder of keys knows this log.

log-part-checkpoint = checkpoint
log-part-signature = signature
log-part-entries = entries
log-part-witnesses = witnesses
log-part-since = earlier checkpoint
log-part-pending = waiting entries
log-passed-checkpoint = it is one
log-passed-signature = by { $key }
log-passed-entries = hashes and root are what they come to
log-passed-witnesses = the quorum has cosigned
log-passed-since = the log only grew since then
log-passed-pending = they follow the checkpoint
log-has-no-checkpoint = not checked: there is no checkpoint to check by
log-has-no-trusted-key = not checked: nobody said which key is the log's; name a policy with --policy
log-entries-failed = not checked: the entries are not those of the checkpoint
log-since-is-not-signed = the log only grew, but nobody said which key is the log's: whether that checkpoint is its own could not be checked
log-pending-is-torn = not checked: at the end stand bytes that are no entry, cut off while they were written or damaged
log-no-policy = not asked for: there is no policy that names any
log-quorum-of-nobody = not asked for: the policy asks for none
log-no-since = not asked for: none was given with --since
log-nothing-waits = none
log-verified = All that was looked at is as it should be.
log-partly-verified = Nothing is wrong, but not everything could be checked.
log-not-verified = Not everything is as it should be.

log-file-is-missing = { $path } is missing
log-file-has-no-form = { $path } has not the form that it should have: bytes are missing, too many or altered
log-hashes-differ = { $path } is not what the entries come to
log-entries-differ = { $path } holds other entries than were logged
log-root-differs = { $path } has another root than the entries lead to
log-pending-has-a-gap = in { $path } entry { $found } waits where entry { $expected } comes next
checkpoint-is-none = { $path } is no checkpoint
checkpoint-not-signed = no trusted key has signed { $path }
checkpoint-wrongly-signed = { $path } has a signature in the name of { $name } that is not its own
checkpoint-without-quorum = too few witnesses have cosigned { $path }: { $count } of { $total }, and the quorum is not reached
checkpoint-of-another-log = { $path } is of another log
checkpoint-is-newer = { $path } speaks of more entries than the log has: the log has become smaller
checkpoint-contradicts = the log does not begin with the entries of { $path }: it was rewritten

# Witnesses.
witness-cosigned = has cosigned: { $time }
witness-no-address = not asked: the policy tells no address
witness-unguarded = not asked: { $text } is not https, so somebody on the way could read and change what is sent
witness-calls-it-no-request = says that this was no request
witness-does-not-know-the-key = does not know the key that signed
witness-does-not-know-the-log = does not know this log
witness-tells-no-size = refuses, and does not tell a size from which it could be asked again
witness-changed-meanwhile = had another checkpoint each time it was asked; ask again
witness-saw-other-entries = has seen other entries under this log's name
witness-saw-more = has seen more entries under this log's name: { $count }
witness-answers-otherwise = answered with something that is no cosignature
witness-signed-for-another = did not answer with the cosignature of the key that the policy names
witness-signed-wrongly = answered with a cosignature that is not of this checkpoint
witness-status = answered with the status { $text }
log-fork = A witness knows another log under this name: a copy of the log was written to in two places, or an old copy was put back. Publish nothing more before it is known which of them is right.
log-witnessed = The quorum has cosigned: the checkpoint counts.
log-not-kept = Another checkpoint was published meanwhile, so nothing was kept. Ask again.

# Troubles.
trouble-not-a-key-name = `{ $text }` is no name of a key
    .help = a name has neither blanks nor `+`, as log.example/kz
trouble-key-is-there = { $path } is there already
    .help = no key is overwritten: choose another name, or move the old one away
trouble-unknown-signing-key = there is no key `{ $text }`; those there are: { $choices }
    .help = make one with `qazyq key new`, or name the folder of keys with --keys
trouble-others-read-key = others may read { $path }, so it is not used
    .help = let nobody else read it (chmod 600), and if others may have read it: make a new key
trouble-others-write-keys = others may write in { $path }, so no key in it is used
    .help = let nobody else write in it: chmod 700
trouble-not-a-key-file = { $path } holds no key:
    .help = put it back from a copy, or make a new key
trouble-key-of-another-name = { $path } holds the key of { $found }
    .help = a key's file is called what the key is called, with `+` in place of `/`
trouble-two-keys = { $path } is not the public key of the secret beside it
    .help = one of the two files is of another key: put both back from a copy
trouble-key-signs-cosignatures = the key `{ $text }` is a witness's, and signs no log
    .help = make a key without --cosignatures
trouble-no-keys-folder = it is not known where this system keeps settings
    .help = name the folder of keys with --keys or QAZYQ_KEYS
key-has-no-name = its name is none
key-has-no-form = its text has not the form of a key
key-of-unread-kind = it is of a kind that is not read here: Ed25519 is
key-is-no-ed25519 = its bytes are no key of Ed25519
key-has-another-id = its number does not follow from the rest

trouble-no-log = there is no log in { $path }
    .help = make one with `qazyq log init`, or name its folder
trouble-log-is-there = there is a log in { $path } already
    .help = a log is begun once; name another folder with --log
trouble-log-without-checkpoint = { $path } holds a log without its checkpoint
    .help = put the file `checkpoint` back from any copy of the log: begun anew, it would contradict what it said before
trouble-log-is-in-use = another process is writing to the log in { $path }
    .help = wait until it is done
trouble-log-is-broken = the log is not as it was written:
    .help = `qazyq log verify` looks at all of it; put what is damaged back from a copy
trouble-log-entry-too-long = an entry has { $limit } bytes at most
trouble-log-is-full = the log has no room for more entries
trouble-no-log-entry = there is no published entry { $number }: of { $count } entries the first is 0
trouble-log-has-moved = another checkpoint was published meanwhile
    .help = give the command again
trouble-not-a-policy = { $path } is no policy; line { $line }:
    .help = the format is c2sp.org/tlog-policy
trouble-policy-without-log = { $path } does not know this log
    .help = add the line: log { $text }
trouble-no-policy = there is no policy that names witnesses, and none in { $path }
    .help = name one with --policy
trouble-nobody-to-ask = { $path } tells no address of any witness
    .help = a witness's address stands behind its key
trouble-not-a-checkpoint = { $path } is no checkpoint
    .help = it is the file `checkpoint` of a log, as it was at some time
policy-is-no-text = it is too large, or no text
policy-line-has-no-form = a line is `log KEY`, `witness NAME KEY`, `group NAME all|any|NUMBER NAME…` or `quorum NAME`
policy-key-of-another-purpose = a witness has a key of cosignatures, and no log has one
policy-key-twice = the key stands in a line before
policy-name-twice = the name stands for something already
policy-name-unknown = the name stands for nothing in the lines before
policy-member-twice = a member belongs to one group, once
policy-threshold = a group asks for one of its members at least, and for no more than it has
policy-quorum-twice = there is a quorum already
policy-quorum-missing = there is no quorum; one that asks for nobody is `quorum none`
policy-too-many = there are too many of them
