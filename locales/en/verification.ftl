# What verifying a bundle says: on a terminal, and on the page in a browser.

verify-title = { $asset }, { $day }: evidence bundle { $digest }
verify-title-none = A file that is no evidence bundle
verify-passed = ✓ Every check passed.
verify-failed = ✗ { $count ->
    [one] A check failed
   *[other] { $count } checks failed
}: this bundle does not show what it says.
verify-unknown = ? { $count ->
    [one] One thing could not be checked
   *[other] { $count } things could not be checked
}; nothing else is wrong.
verify-found = Found again from the evidence: { $verdict }.
verify-withheld = As the case in the bundle has it: { $verdict }.
verify-limits = What no check can show: that the sources really sent these bytes, that what people recorded is true, and that no other evidence was left out. Whoever signed answers for that.

came-passed = ✓ passed
came-failed = ✗ failed
came-unknown = ? not checked
came-absent = – none

check-container = The file is in its one form
check-manifest = Every file is the one that the manifest names
check-head = The bundle says what it is of
check-law = The law is the one that you judge by
check-evidence = Entries, receipts and raw bytes belong together
check-case = The case comes out of the raw bytes
check-verdict = The verdict comes out of the case
check-signature = Signed by somebody you believe
check-log = Held by a log that you know
check-consistency = The log has only grown
check-timestamp = A timestamp of an authority
check-cms = A CMS signature by a certificate

why-not-looked-at = Nothing to look at, since an earlier check failed.
why-bundle-too-large = The file is larger than any bundle.
why-not-an-archive = The file is no zip archive.
why-archive-cut-off = The archive ends inside its file no. { $number }.
why-archive-packed = File no. { $number } of the archive is packed: somebody packed the bundle anew, or it never was one.
why-archive-bad-name = File no. { $number } of the archive has a name that no bundle's file has.
why-archive-other-form = From byte { $number } on the archive is not what its files come to: something was changed, added or cut off.
why-file-unknown = No bundle has a file “{ $name }”.
why-file-out-of-order = “{ $name }” stands twice, or not in its place.
why-file-missing = “{ $name }” is missing.
why-manifest-unreadable = Line { $line } of the manifest cannot be read.
why-manifest-other-bytes = “{ $name }” is not the file that the manifest names: SHA-256 { $expected } expected, { $found } found.
why-manifest-other-files = The manifest names other files than there are.
why-head-unreadable = bundle.json cannot be read: { $text }
why-head-other-case = bundle.json names another asset, day or instant than the case.
why-law-other = The bundle has another law than you judge by: SHA-256 { $expected } is yours, { $found } the bundle's.
why-law-unreadable = What the bundle has as law cannot be read.
why-law-parameter-other = { $name }: { $expected } with you, { $found } in the bundle
why-entry-unreadable = Line { $line } of entries.jsonl cannot be read: { $text }
why-entry-out-of-order = Line { $line } of entries.jsonl stands twice, or not in its place.
why-receipt-unreadable = Line { $line } of receipts.jsonl cannot be read: { $text }
why-receipt-out-of-order = Line { $line } of receipts.jsonl stands twice, or not in its place.
why-raw-altered = The bytes of { $name } are not those of their digest.
why-raw-unnamed = No entry and no receipt names { $name }.
why-raw-missing = The bytes of { $name } are missing.
why-withheld-is-there = The bytes of { $name } are said to be withheld, and are there.
why-bytes-withheld = Not recomputed: bytes withheld. { $count ->
    [one] One file or answer
   *[other] { $count } files and answers
} of { $name } { $count ->
    [one] is
   *[other] are
} not passed on; whoever has the bytes checks them by their digests.
why-build-cannot-read = Not recomputed: this build of the program does not read { $text }; it takes the feature { $name }.
why-case-unreadable = case.json cannot be read.
why-case-refused = The law refuses the case at { $name }: { $text }
why-case-not-found = The raw bytes lead to no case: { $text }
why-case-differs = The raw bytes lead to another case: it differs from byte { $number } on.
why-verdict-differs = The case leads to another verdict: it differs from byte { $number } on.
why-signed-by = Signed by { $name }.
why-not-signed = Nobody has signed it.
why-note-unreadable = statement.note cannot be read: { $text }
why-statement-differs = Something else was signed than what is in the bundle.
why-signature-wrong = The signature in the name of { $name } is not theirs, or not of this text.
why-signer-not-believed = Signed by { $name }, whom your policy does not name.
why-not-logged = It comes without a log's word.
why-log-not-believed = In the log { $name }, which your policy does not know.
why-proof-unreadable = log.proof cannot be read: { $text }
why-log-held-at = It is entry { $number }, counted from 0, of the log { $name }, which has { $size }.
why-not-in-log = The log { $name } does not hold it: the proof leads elsewhere.
why-witnessed-by = Seen by the witnesses { $name }.
why-quorum-missed = Too few witnesses have seen the log { $name }.
why-checkpoint-of-another-log = The older checkpoint is of another log, { $name }.
why-log-shrank = The older checkpoint has { $found } entries, the bundle's { $size }: ask the other way round.
why-log-rewritten = The log was rewritten: the { $found } entries of the older checkpoint are not the first of its { $size }.
why-no-consistency-proof = There is no proof that leads from { $found } entries to { $size }: name the log's folder.
why-log-only-grew = { $found ->
    [one] Its first entry is that
   *[other] Its first { $found } entries are those
} of the older checkpoint.
why-no-timestamp = It comes without a timestamp.
why-no-cms = It comes without a CMS signature.
why-no-trust-list = It is there, and your policy names no certificates to hold it against.

why-revocation-unreadable = revocation/{ $name } cannot be read.
why-stamped-by = { $name } saw the manifest at { $time }, at the latest at { $until }.
why-cms-signed-by = { $name } has signed ({ $text }, { $level }); the certificate is looked at as of { $time }.

why-cms-malformed = The file is not as its specification has it ({ $part ->
    [file] the file itself
    [signed-data] the signed data
    [attribute] an attribute
    [timestamp] the timestamp
    [certificate] a certificate
    [key] a key
   *[algorithm] an algorithm
}).
why-cms-not-der = The file is CMS in another encoding than DER, which is not read here.
why-cms-too-much = There is more in the file than is looked at ({ $of ->
    [bytes] bytes
    [certificates] certificates
    [revocation-evidence] evidence on revocation
    [signers] signers
    [attributes] attributes
    [timestamps] timestamps
    [key-bits] bits of a key
   *[verifications] signatures
}: { $max } at most).
why-cms-not-signed-data = The file holds something else than a signature ({ $oid }).
why-cms-no-signer = Nobody has signed.
why-cms-no-signer-certificate = The signer's certificate is not there.
why-cms-gost-not-verified = Signed by an algorithm of GOST ({ $oid }), which is not verified here yet.
why-cms-algorithm-not-verified = Signed by an algorithm that is not verified here ({ $oid }).
why-cms-weak-algorithm = { $algorithm } is too weak to prove anything.
why-cms-algorithms-differ = The file names two algorithms where there must be one: { $one } and { $other }.
why-cms-attribute-missing = An attribute that must be signed is missing ({ $oid }).
why-cms-attribute-repeated = An attribute stands twice ({ $oid }).
why-cms-content-type-differs = What was signed is said to be something else.
why-cms-content-differs = Other bytes were signed than the manifest.
why-cms-signature-wrong = The signature is not by the key of { $certificate }.
why-cms-signing-certificate-differs = The signature names another certificate than that of { $certificate }.
why-cms-no-trusted-chain = No chain leads from { $certificate }, issued by { $issuer }, to a certificate that you trust.
why-cms-not-yet-valid = The certificate of { $certificate } is valid from { $from } on, and the time that counts is { $at }.
why-cms-expired = The certificate of { $certificate } was valid until { $until }, and the time that counts is { $at }.
why-cms-not-an-authority = { $certificate } may not issue certificates.
why-cms-chain-too-long = The chain of certificates is longer than { $max } or than { $certificate } allows.
why-cms-wrong-purpose = The certificate of { $certificate } is for another purpose.
why-cms-critical-extension = The certificate of { $certificate } has a critical extension that is not understood ({ $oid }).
why-cms-no-revocation-evidence = Whether { $certificate } was revoked, nothing in the file says. Nobody is asked: this is unknown, and no fault.
why-cms-revocation-unknown = Whether { $certificate } was revoked cannot be said: the evidence { $because ->
    [unreadable] cannot be read
    [not-by-issuer] is not by its issuer
    [algorithm] is signed by an algorithm that is not verified here
    [stale] is too old
    [from-the-future] begins later than now
    [after-expiry] begins after the certificate's end
    [scope] is of other certificates
    [extension] has an extension that is not understood
    [responder] is by somebody who may not answer for it
    [unknown-to-issuer] says that the issuer does not know it
   *[too-many] is more than is looked at
}.
why-cms-revoked = { $certificate } was revoked from { $since } on, and the time that counts is { $at }.
why-cms-not-granted = The authority refused a timestamp (status { $status }).
why-cms-from-the-future = The timestamp says { $time }, and it is { $now }.
why-cms-authority-differs = The timestamp names another authority than { $certificate }.
why-cms-timestamp-extension = The timestamp has a critical extension that is not understood ({ $oid }).

bundle-written = { $path }: { $asset } on { $day }, { $verdict }. { $files ->
    [one] One file
   *[other] { $files } files
}, { $bytes } bytes.
bundle-digest = Its digest, by which it is logged and cited: { $digest }
bundle-signed = Signed by { $name }.
bundle-not-signed = Not signed: name a key with --key; `qazyq key new` makes one.
bundle-withheld = { $count ->
    [one] The bytes of one file or answer are
   *[other] The bytes of { $count } files and answers are
} left out and named by their digests ({ $name }). The figures of the case are in the bundle: whether they may be published is for you to know.

trouble-bundle-contradicts-itself = The bundle does not come to what it was made of ({ $text }), so nothing was written. This is a fault of the program.
    .help = Please report it with the command that you gave.
trouble-nothing-known-then = Nothing was known of { $asset } at { $instant }, so there is no evidence to hand over.
    .help = Ask as of a later instant.
trouble-not-a-trust-policy = { $path } is no policy: { $place }: { $text }
    .help = docs/formats/policy.md says what one has. A policy of a log alone goes into its `log`.

column-step = step
column-came = outcome
column-check = what was checked

help-bundle = Put everything that a verdict rests on into one file that anyone can check
    .long =
        The file holds the bytes as the sources sent them, the facts that were recorded, the case, the law as data, the
        verdict, and a list of digests that is signed. It is a plain zip archive; `qazyq verify` and a page in a browser
        find the verdict again from it, without a network and without trusting anybody.

        What is signed is the same, byte for byte, whoever makes it from the same evidence. With --public, bytes that their
        sources may not want passed on are left out; their digests stay.
    .example =
        qazyq bundle usdc --on 2023-03-14
        qazyq bundle usdc --on 2023-03-14 --public -o usdc.qazyq
help-verify = Find everything that a bundle says again from its own bytes
    .long =
        The raw bytes are read anew, the case is made again and decided again, and each is held against the bundle byte for
        byte; then digests, signatures, and the log's word. The law and the keys come from the program or from --policy,
        never from the bundle.

        The exit status is 0 where every check passed, 3 where one failed, 4 where one could not be made: a bundle without
        a signature or a log that you believe is such a one. No check shows that a source really sent these bytes.
    .example =
        qazyq verify usdc-2023-03-14.qazyq
        qazyq verify usdc-2023-03-14.qazyq --policy policy.toml
arg-bundle-asset = The asset
arg-bundle-output = File for the bundle [default: ASSET-DAY.qazyq]
arg-public = Leave out bytes that their sources may not want passed on, and keep their digests
arg-documents = Pass on the documents behind facts
arg-verify-bundle = The bundle
arg-verify-policy = Whom you believe: publishers, logs, witnesses, certificates, the law
arg-verify-checkpoint = An older checkpoint of the log, to see that it has only grown since

trouble-not-to-be-logged = { $path } is not logged: { $why ->
    [list] it is neither a bundle nor a list as `qazyq list export` writes it.
   *[other] this check of it fails:
}
    .help = `qazyq verify` tells what is wrong with a bundle. Nothing was logged.
trouble-not-a-logged-name = Nothing can be logged under “{ $text }”.
    .help = Names are verdict/ASSET, list/AUTHORITY/ASSET and list/AUTHORITY.
trouble-log-without-index = The log in { $path } holds no index.
    .help = qazyq log index makes one.
trouble-log-index-differs = The last index in the log in { $path } is not what its entries come to.
    .help = Whoever signed that index has said something wrong. qazyq log verify checks the entries.

log-appended = { $number }  { $text }
log-appended-all = { $count ->
    [0] Nothing is new.
    [one] One entry was logged and published.
   *[other] { $count } entries were logged and published.
} qazyq log witness asks the witnesses for theirs.
statement-verdict = { $asset } on { $day }: { $verdict } (bundle { $digest })
statement-listing = { $name }: { $text } { $asset } from { $day }
statement-list = { $name }: the list of { $day }, { $count ->
    [one] one row
   *[other] { $count } rows
}
statement-made-up = DEMONSTRATION
log-indexed = The first { $size ->
    [one] entry has
   *[other] { $size } entries have
} { $count ->
    [one] one name
   *[other] { $count } names
}; their index is entry { $number }.
log-looked-up = { $path }: what is under “{ $name }” in the first { $size ->
    [one] entry
   *[other] { $size } entries
}. qazyq log check checks it, offline.
lookup-nothing = ✓ Nothing is logged under “{ $name }” in the first { $size ->
    [one] entry
   *[other] { $size } entries
} of { $text }.
lookup-all = ✓ Under “{ $name }” in the first { $size ->
    [one] entry
   *[other] { $size } entries
} of { $text } there { $count ->
    [one] is one entry, and no other:
   *[other] are { $count } entries, and no others:
}
lookup-one = ✓ Under “{ $name }” in the first { $size ->
    [one] entry
   *[other] { $size } entries
} of { $text } there is this entry, among others:
lookup-hash-alone = an entry that the file names by its hash alone
lookup-not-shown = ✗ The file does not show it. { $text }
lookup-unreadable = It cannot be read as a lookup: { $text }.
lookup-of-another-name = It is about another name, “{ $name }”.
lookup-by-another-rule = Its index has names by another rule, “{ $name }”.
lookup-checkpoint-not-believed = Its checkpoint does not count by your policy.
lookup-of-another-log = Its index is of another log, { $name }.
lookup-head-not-signed = The log's key has not signed the index.
lookup-head-not-logged = The index is not shown to be in the log.
lookup-log-rewritten = The log of which the index speaks is not the beginning of the one that the checkpoint speaks of.
lookup-neighbours-differ = The names between which it would stand are not shown to be neighbours.
lookup-record-differs = What is said of the name is not in the index.
lookup-incomplete = The entries are not all of the name's, or others.
lookup-entry-differs = The entry is not shown to be one of the name's.

reproduce-size = { $count ->
    [one] One entry
   *[other] { $count } entries
} in the log.
reproduce-other-root = ✗ The entries come to another root than the checkpoint's.
reproduce-counts = ✓ The checkpoint counts by your policy.
reproduce-does-not-count = ✗ The checkpoint does not count by your policy.
reproduce-nobody-known = ? Your policy names no log: whose checkpoint it is was not checked.
reproduce-found = ✓ Verdicts found again, byte for byte: { $count }.
reproduce-failed = ✗ Verdicts that do not come out again: { $count }.
reproduce-unknown = ? Verdicts of which something could not be checked: { $count }.
reproduce-missing = ? Verdicts whose bundle is not there: { $count }.
reproduce-unlogged = – Bundles that the log does not name: { $count }.
reproduce-is-missing = its bundle is not there
reproduce-differs = it says something else than the log
reproduce-more = … and { $count } more

help-log-append = Log verdicts with their bundles, lists as they were published, and changes of lists
    .long =
        Each bundle is verified first, and gets the log's word put in. Beside a list as `qazyq list export` writes it, a file
        with the log's word appears, and with --key one with a signature. --lists logs every published change of a list
        that the journal has and the log does not.

        What is logged is one line on each: the asset, the day, the law, the reading, the outcome and the bundle's digest,
        so that anyone can follow an asset. An entry stays for ever.
    .example =
        qazyq log append usdc-2023-03-14.qazyq
        qazyq log append --lists
help-log-index = Log what is found under which name, so that absence can be shown
    .long =
        The index of all entries is signed by the log's key and logged itself: whoever has the log makes it again and sees
        whether it is right. From then on qazyq log lookup shows that nothing is logged under a name, or that an answer is
        complete, as of these entries.
    .example = qazyq log index
help-log-lookup = Write what is logged under a name, or that nothing is, as a file that can be checked offline
    .long =
        Names are verdict/ASSET, list/AUTHORITY/ASSET and list/AUTHORITY. The file speaks of the entries that the last
        index covers, and of no later ones.
    .example = qazyq log lookup list/ministry/usdc -o usdc.lookup
help-log-check = Check such a file, by a policy and nothing else
    .long =
        The exit status is 0 where the file shows what it says, and 3 where it does not. That the index left nothing out is
        the word of the log's key: making the index again from the log's entries shows it.
    .example = qazyq log check usdc.lookup list/ministry/usdc --policy policy.toml
help-reproduce = Find every verdict that a log holds again from its bundle
    .long =
        The entries are held against the checkpoint's root, the checkpoint against your policy, and each bundle is verified
        and held against what the log says of it, by several threads at once. Nothing is written.

        The exit status is 0 where all came out again, 3 where something failed, 4 where something could not be checked, a
        bundle that is not there included.
    .example = qazyq reproduce --bundles bundles --policy policy.toml
arg-key = Sign with the key of that name
arg-log-append-files = Bundles, and lists as `qazyq list export` writes them
arg-log-append-lists = Log every published change of a list that is not logged yet
arg-log-append-key = Sign what nobody has signed with the key of that name
arg-log-lookup-name = The name: verdict/ASSET, list/AUTHORITY/ASSET or list/AUTHORITY
arg-log-lookup-output = File for the answer
arg-log-check-file = The answer
arg-log-check-name = The name that it shall be about
arg-log-check-policy = Whom you believe: its `log` names the log and its witnesses
arg-bundles = Folder with the bundles, and folders in it
arg-reproduce-policy = Whom you believe: publishers, logs, witnesses, certificates, the law
arg-threads = How many work at once [default: as many as the machine has processors]

# The page in a browser. What cannot be read of the reader's own files is told in place of a report.
refused-policy = The trust policy cannot be read: { $place }: { $text }
refused-checkpoint = The older checkpoint cannot be read: { $text }

page-title = Check an evidence bundle
page-lead = Everything that the bundle says is found again from its own bytes, in this window. Nothing that you choose here leaves your device.
page-language = Language
page-bundle = Evidence bundle
page-drop = Drop the file here, or
page-choose-bundle = Choose a bundle
page-more = Whom you believe
page-more-why = Optional. Without a trust policy no signature and no log counts, and those checks stay open. Take the policy and the checkpoint from somewhere else than the bundle: whoever sent it must not say whom you believe.
page-policy = Trust policy
page-choose-policy = Choose a policy
page-checkpoint = Older checkpoint of the log
page-choose-checkpoint = Choose a checkpoint
page-remove = Remove
page-working = Checking…
page-unreadable = The browser could not read the file.
page-stopped = The check broke off: this browser may have too little memory for the file. The command “qazyq verify” needs no browser.
page-refused = Nothing was checked.
page-steps = The twelve checks
page-chart = Deviation from the peg, day by day
page-chart-how = How far each day's price lay from the peg, above it or below, computed anew from the case as the law counts it. A hatched gap is a day without a price; a square head is a day above the limit.
page-chart-limit = limit
page-chart-none = no price
page-figures = The figures
page-day = day
page-deviation = deviation
page-exact = exact share
page-limits = Limits of the check
page-checked = About this check
page-moment = Checked at
page-module = SHA-256 of the page's module
page-nobody = none
page-save = Save the report (JSON)
