# The registry: facts that people record, lists, people, and the journal.

# Facts.
help-asset = Record what an asset is called, and look at what is known of it
    .long =
        An asset has an id here, which never changes, and is told apart by identifiers of others: CoinMarketCap's id, its
        DTI, its contract. A symbol may be shared: what has the same one is shown beside it.
    .example =
        qazyq asset add eurk --symbol EURK --name "An example, not an asset"
        qazyq asset show eurk
help-asset-add = Record an asset, or say more of it
    .long =
        Of each field the latest entry that says it counts; what is not given stays as it was. A new asset needs --symbol
        or --name, so that a misspelt id makes none.

        Nothing is looked up anywhere, and nothing is overwritten: what was said before stays in the journal. Once there
        are users, the token of an analyst is needed.
    .example = qazyq asset add eurk --symbol EURK --name "An example, not an asset" --issuer eurk-issuer
help-asset-show = Show all that is recorded of an asset
    .long =
        What it is called, who issues it, which others have the same symbol, on which lists it is today, and every entry
        about it or its issuer, those that do not count any more too. Prices are not shown: `qazyq assets ASSET` does that.
    .example = qazyq asset show eurk
help-issuer = Record who issues assets, and look at what is known of it
    .long = An issuer has an id here. A check of a register or a ruling about an issuer concerns every asset of it.
    .example =
        qazyq issuer add eurk-issuer --name "An example, not a company" --country KZ
        qazyq issuer show eurk-issuer
help-issuer-add = Record an issuer, or say more of it
    .long =
        Of each field the latest entry that says it counts; what is not given stays as it was. Names that are given take
        the place of all those before. A new issuer needs --name, so that a misspelt id makes none.

        LEI and БИН are checked by their own check digits alone. Whether they were given out, and to whom, registers know.
        Once there are users, the token of an analyst is needed.
    .example = qazyq issuer add eurk-issuer --name "An example, not a company" --name "Мысал, компания емес" --country KZ
help-issuer-show = Show all that is recorded of an issuer
    .long = Its names and identifiers, its group, its assets, and every entry about it, those that do not count any more too.
    .example = qazyq issuer show eurk-issuer
help-peg = Record what an asset is worth by its own terms
    .long = The peg decides what a price is held against. Of several that hold on a day, the one recorded last counts.
    .example =
        qazyq peg add eurk EUR --url https://example.com/terms
        qazyq peg list --asset eurk
help-peg-add = Record a peg, and where it is public
    .long =
        A peg without an address is a peg, but does not meet the criterion of information on value. It holds for as long as
        --from and --until say, and always where they say nothing.

        Once there are users, the token of an analyst is needed.
    .example = qazyq peg add eurk EUR --url https://example.com/terms --from 2026-01-01
help-disclosure = Record what is public about an asset
    .long = The order wants four things to be public: what the asset is, what backs it, who issues it, and what keeps its value stable.
    .example =
        qazyq disclosure add eurk backing --url https://example.com/reserves --published 2026-01-31
        qazyq disclosure list --asset eurk
help-disclosure-add = Record where something is public, or that it was looked for and is not there
    .long =
        What is public has an address, and should have a day. What was looked for and not found has the day on which
        somebody looked: --looked-for-on. The latest one about an item counts.

        The page itself can be kept with --document, and should be: an address may show something else tomorrow. Once there
        are users, the token of an analyst is needed.
    .example =
        qazyq disclosure add eurk backing --url https://example.com/reserves --published 2026-01-31
        qazyq disclosure add eurk issuer --looked-for-on 2026-02-01
help-check = Record what a register said when somebody looked
    .long = A look into a register of court decisions or of orders. The program looks into none by itself: a person does, and says what came back.
    .example =
        qazyq check add "Court decisions" --asset eurk --term EURK --on 2026-02-01 --result none
        qazyq check list --asset eurk
help-check-add = Record a look into a register
    .long =
        It says which register, when, about whom, what was searched for and what came back. A result `found` leaves the
        criterion undecided until somebody has looked into the hits: record what they are with `qazyq ruling add`, or that
        they concern somebody else with the result `dismissed`.

        Once there are users, the token of an analyst is needed.
    .example = qazyq check add "Court decisions" --asset eurk --issuer eurk-issuer --term EURK --on 2026-02-01 --result none --document page.html
help-ruling = Record a court decision or an order of a body
    .long = A ruling against an asset or its issuer that is in force decides the criterion of legal standing.
    .example =
        qazyq ruling add eurk-1 --kind order --body "An example, not an authority" --asset eurk --in-force-from 2026-02-01
        qazyq ruling list --asset eurk
help-ruling-add = Record a ruling, or say one anew
    .long =
        An entry with the id of an earlier one says that ruling anew as a whole: what is left out is not taken over. That
        is how an end or an appeal is recorded. An appeal by itself decides nothing.

        A ruling that is against nobody here, or of the kind `other`, is worth recording and decides nothing. Once there
        are users, the token of an analyst is needed.
    .example = qazyq ruling add eurk-1 --kind order --body "An example, not an authority" --asset eurk --in-force-from 2026-02-01 --ended-on 2026-03-01
help-fact-list = List the facts of this kind that count
    .long =
        What was corrected or retracted is not listed: `qazyq asset show` and `qazyq journal show` have it. With --csv or
        --json every field is written, as `import` reads it again; on a screen some are left out for want of room.
    .example = qazyq disclosure list --asset eurk
help-fact-import = Record facts of this kind from files
    .long =
        A file is TOML, CSV, JSON, or JSON line by line, by the ending of its name; the fields are those of `add`, under
        the same names with `_` in place of `-`. In CSV a header names them, and several values stand in one cell between
        bars: `a|b`.

        A file is taken wholly or not at all. What the journal says already is not written again, so the same command can
        be given again after an interruption. A document is a file beside it, or `sha256:` and the digest of one that is
        kept already. Once there are users, the token of an analyst is needed.
    .example = qazyq disclosure import disclosures.csv
help-record = Record facts of all kinds from files, or write a form for them
    .long =
        In TOML each fact is a table of its kind, as [[disclosure]]; in JSON its key `record` names the kind. CSV knows one
        kind alone: hand it to `qazyq disclosure import` and the like.

        With --template a form is written in which every line begins with `#`. Take the sign away where you fill in. A
        file is taken wholly or not at all. Once there are users, the token of an analyst is needed.
    .example =
        qazyq record --template > facts.toml
        qazyq record facts.toml

# Lists.
help-list = Keep the lists of the authorities, and the decisions on them
    .long =
        There are four lists, each with a law of its own, and they are never mixed: ministry, afsa, national_bank and
        ministry_of_finance. What they say is what was recorded in this workspace; the program has no list of its own.

        A verdict puts nothing on a list and takes nothing off it. A person proposes, a second person approves, and the
        verdict of the day stands beside what they do.
    .example =
        qazyq list show ministry
        qazyq list propose add eurk --from 2026-03-01 --reason "an example"
        qazyq list proposals
help-list-show = Show a list as it was on a day, with verdicts beside it
    .long =
        Behind the list stands what is not on it and qualifies. What is on the list and does not qualify is marked, unless
        it is suspended on that day: it is for people to look at, and changes nothing by itself. Verdicts are those of the
        default reading.

        With --as-of only what was known at that instant counts. Everybody may see lists.
    .example = qazyq list show ministry --on 2026-03-14
help-list-diff = Show what changed on a list between two days
    .long = What came and went, what was suspended or counts again, and what the list says otherwise. What came and went again in between is not shown.
    .example = qazyq list diff ministry --from 2026-01-01 --to 2026-03-14
help-list-export = Write a list as it was on a day
    .long =
        As JSON or CSV, the same bytes on every machine, so that their SHA-256 can be published beside them. JSON also
        names the entry of the journal up to which it was made. Verdicts are not part of it.
    .example = qazyq list export ministry --on 2026-03-14 --output list.json
help-list-import = Take in a list that an authority keeps itself
    .long =
        The list comes in as it was on a day, with the act behind it. What it does not have any more is off the list from
        that day on, unless --part says that this is only a part of it. It is somebody else's decision, and --document
        should keep what shows it. Nobody approves it, unless this workspace has published a change of that list itself:
        then it takes effect when a second person says `qazyq list approve`.

        Which asset a row means is found by CoinMarketCap's id, the DTI, the contract, or a symbol that one asset alone
        has. Where that does not tell, the row stays on the list by its own name, and you say it with --means. A file
        whose name ends in .json is read as `qazyq list export` writes it, every other as CSV with a comma. Once there are
        users, the token of an analyst is needed.
    .example = qazyq list import table.csv --authority afsa --act "An example, not an act" --of 2026-03-14 --columns "symbol=Symbol,name=Name"
help-list-proposals = Show proposals, or all about one
    .long = One by its number is shown with every step that was taken, by whom, and with the verdict that stood beside it.
    .example = qazyq list proposals 12
help-list-propose = Propose a change of a list
    .long =
        An analyst may; the list does not change yet. The verdict on the asset is taken down beside the proposal, for its
        first day or for today, whichever is earlier, with the digest of the case, so that it can be computed again.

        Then others may review it, a second person approves or rejects it, and once approved it is published. About one
        asset and one list, one proposal at a time can be open.
    .example = qazyq list propose add eurk --from 2026-03-01 --act "An example, not an act" --reason "all five criteria are met" --evidence 3
help-list-review = Say what came of looking at a proposal
    .long = Analysts and approvers may, any number of times, until the proposal is at its end. A review decides nothing.
    .example = qazyq list review 12 --finding supports --note "the reserves page was read"
help-list-approve = Approve a proposal that somebody else made
    .long = An approver may, and never the one who proposed it. The list does not change yet: `qazyq list publish` does that. A list that was taken in and needs a second person is approved by the number of its entry, and takes effect at once.
    .example = qazyq list approve 12
help-list-reject = Reject a proposal that somebody else made
    .long = An approver may, and never the one who proposed it, until it is published. The proposal is at its end then; another can be made.
    .example = qazyq list reject 12 --reason "the register was not checked"
help-list-recall = Take an own proposal back
    .long = Only whoever proposed it may, until it is published.
    .example = qazyq list recall 12 --reason "a wrong day"
help-list-publish = Let an approved proposal take effect
    .long =
        An approver may, and never the one who proposed it. The list changes from the day that the proposal names, and
        the row is taken down as it is published. What was published is not taken back: propose the opposite.
    .example = qazyq list publish 12

# People.
help-user = Say who may do what
    .long =
        As long as there are no users, whoever can write the folder may record facts, and lists cannot be decided on. From
        the first user on, each command that writes wants a token, and whoever is refused is recorded.

        A reader reads. An analyst records facts, imports lists, proposes and reviews. An approver reviews, approves,
        rejects and publishes. An administrator says who may do what. An auditor sees users, tokens and refused attempts.
    .example =
        qazyq user add aigerim --role administrator > token.txt
        qazyq --token-file token.txt user add daniyar --role analyst
help-user-add = Make a user
    .long =
        The first user must be an administrator and gets a token at once. It is shown this one time and kept nowhere; only
        its digest is. From then on each writing command wants a token, in QAZYQ_TOKEN or a file named by --token-file.

        Every other user is made by an administrator, and gets a token with `qazyq token new`. The short name cannot be
        changed later: entries are written under it.
    .example =
        qazyq user add aigerim --role administrator > token.txt
        qazyq --token-file token.txt user add daniyar --name "An example" --role analyst --role approver
help-user-set = Change a user's name or roles, or stop it
    .long =
        An administrator may. Roles that are given take the place of those before. A user who is not active may do
        nothing, and what was written stays. One active administrator must be left.
    .example =
        qazyq user set daniyar --role approver
        qazyq user set daniyar --inactive
help-user-password = Set a user's password, or take it away
    .long =
        An administrator may. With a password a user gets tokens without an administrator: `qazyq token new USER
        --password-file FILE`. It is read from a file, since others may see a command line. Only its hash is kept, and
        tokens that were given out go on serving.
    .example = qazyq user password daniyar --password-file password.txt
help-user-list = List the users
    .long = Administrators and auditors may. Tokens are counted that serve today.
    .example = qazyq user list
help-token = Give out tokens, and take them back
    .long =
        A token says who acts: each command that writes reads it from QAZYQ_TOKEN or from a file named by --token-file. It
        has a public half, by which it is listed, and a secret one, of which only the digest is kept.
    .example = qazyq token new daniyar --days 30 > token.txt
help-token-new = Give a user a token
    .long =
        An administrator may, for anybody; a user for itself with the own password. The token is shown this one time: if it
        is lost, give out another and revoke this one.
    .example =
        qazyq token new daniyar --days 30 --label laptop > token.txt
        qazyq token new daniyar --password-file password.txt > token.txt
help-token-revoke = Take a token back
    .long = An administrator may. From then on it serves no more; what was written with it stays.
    .example = qazyq token revoke 0123456789abcdef --reason "the laptop is lost"
help-token-list = List the tokens by their public halves
    .long = Administrators and auditors may. Those that were revoked or have expired are listed too.
    .example = qazyq token list

# The journal.
help-journal = Look at the journal, check it, and move it
    .long =
        The journal is all that a workspace knows beside the files themselves: one entry behind another, each with the
        digest of the one before. Nothing in it is ever changed: a correction or a retraction is a new entry.
    .example =
        qazyq journal show
        qazyq journal verify
help-journal-verify = Look whether the journal is whole
    .long =
        Every entry is read and held against its digest and the one before. It finds what was changed, added or taken out
        in the middle, damage that the database itself reports, passwords put there by hand, and files of entries that are
        missing or altered.

        By itself it cannot find rows cut off at the end, nor a journal that was rewritten as a whole. For that give --head
        from earlier, from another machine or from a backup: it must be on the chain. This command and `export` tell the
        present one; keep it elsewhere.

        The exit status is 0 if the journal is whole, and 3 if not.
    .example = qazyq journal verify --head 12:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
help-journal-show = Show entries of the journal
    .long =
        The last ones, or one by its number as the line of JSON that is chained. With --json all are shown so. Entries about
        users, tokens, passwords and refused attempts are for administrators and auditors; without their token they are
        left out.
    .example =
        qazyq journal show --asset eurk
        qazyq journal show 12
help-journal-export = Write the whole journal, one entry a line
    .long =
        The very bytes that are chained: the SHA-256 of each line, its end left out, stands in the next. Administrators and
        auditors may, since refused attempts are part of it. Passwords are not: with --credentials an administrator gets
        what they are checked against, in a file of its own. Files that were handed over lie in the folder `raw` of the
        workspace and are copied apart, as what was fetched in `lake` is.
    .example = qazyq journal export --output journal.jsonl
help-journal-import = Bring in a journal that was exported
    .long =
        Into an empty workspace, or one whose journal is how this one begins. Each line is checked as it comes, the chain
        stays as it was, and the same command takes up what was interrupted. Where there are users already, the token of an
        administrator is needed.

        With --database the journal goes into that database and stays there; the file in the folder does not count any
        more. Copy the folders `raw` and `lake` apart.
    .example = qazyq --workspace copy journal import journal.jsonl
help-journal-retract = Take an entry back that says something wrong
    .long =
        The entry stays where it is and does not count any more; the reason stays with it. As of an instant before, it
        still counts. Retracted can be facts and pages of registers; decisions on lists, users and tokens are undone by
        deciding anew, files by `qazyq withdraw`. To say it right at once, give `--corrects NUMBER` to `add` instead.

        Once there are users, the token of an analyst is needed.
    .example = qazyq journal retract 12 --reason "about another company"
help-journal-follow = Write entries as they come, until interrupted
    .long = One entry a line, as JSON. Administrators and auditors may.
    .example = qazyq journal follow --after 12

# Options that every command has.
arg-database = PostgreSQL database that holds the journal, as postgres://USER@HOST/NAME [default: QAZYQ_DATABASE, else a file in the workspace]
arg-token_file = File with the token that says who acts [default: the token in QAZYQ_TOKEN]

# Options of several commands.
arg-symbol = Its symbol, which other assets may share
arg-url = Address where that is public
arg-document = File that shows it, kept under its digest; or sha256:DIGEST of one that is kept already
arg-retrieved = When it was had, as 2026-03-13T06:00:00Z; from then on it counts [default: now]
arg-corrects = Number of the entry whose place this one takes
arg-issuer = The issuer's id in the workspace
arg-authority = Whose list: ministry, afsa, national_bank or ministry_of_finance
arg-proposal = The proposal's number
arg-user = The user's short name
arg-reason = Why: it is kept in the journal
arg-fact-list-asset = Only what is about this asset
arg-fact-list-issuer = Only what is about this issuer
arg-csv = Write CSV that `import` reads again
arg-fact-import-files = Files of forms: .toml, .csv, .json or .jsonl
arg-record-files = Files of forms: .toml, .json or .jsonl
arg-record-template = Write a form with all fields of all kinds

arg-asset-add-asset = The asset's id: 1 to 64 small letters, digits, `-`, `.` and `_`, a letter or digit first
arg-asset-add-name = Its name
arg-asset-add-coinmarketcap = CoinMarketCap's id of it, a number; no two assets have the same
arg-asset-add-dti = Its Digital Token Identifier, ISO 24165: 9 capitals and digits
arg-asset-add-caip19 = Where it lives, by CAIP-19, as eip155:1/erc20:0x…; may be given several times and takes the place of all before
arg-asset-add-issuer = Who issues it, by the issuer's id here
arg-asset-add-origin = Who says so: official_register, issuer, third_party, on_chain or self_reported [default: self_reported]
arg-asset-show-id = The asset's id
arg-issuer-add-issuer = The issuer's id: 1 to 64 small letters, digits, `-`, `.` and `_`, a letter or digit first
arg-issuer-add-name = A name; may be given several times, in any script. The first is shown
arg-issuer-add-lei = Its LEI, ISO 17442: 20 capitals and digits
arg-issuer-add-bin = Its business identification number in Kazakhstan, БИН: 12 digits
arg-issuer-add-country = Where it is registered: two capitals by ISO 3166, as KZ
arg-issuer-add-group = The issuer at the head of its group, by its id here
arg-issuer-add-website = Address of its own pages
arg-issuer-add-origin = Who says so: official_register, issuer, third_party, on_chain or self_reported [default: third_party]
arg-issuer-show-id = The issuer's id
arg-peg-add-peg = What one unit is worth by its own terms: USD, "100 KZT", "0.5 USD + 0.5 EUR"
arg-peg-add-from = The first day on which it holds, YYYY-MM-DD [default: always]
arg-peg-add-until = The first day on which it does not hold any more, YYYY-MM-DD [default: none]
arg-peg-add-origin = Who says so: official_register, issuer, third_party, on_chain or self_reported [default: issuer]
arg-disclosure-add-item = What is public: asset, backing, issuer or stabilisation_mechanism
arg-disclosure-add-status = published or absent [default: absent with --looked-for-on, else published]
arg-disclosure-add-published = Since which day it is public, YYYY-MM-DD
arg-disclosure-add-looked_for_on = On which day somebody looked and found nothing, YYYY-MM-DD
arg-disclosure-add-next_expected = By which day the next one is due, YYYY-MM-DD
arg-disclosure-add-url = Address where it is public; needed where it is published
arg-disclosure-add-origin = Who says so: official_register, issuer, third_party, on_chain or self_reported [default: issuer]
arg-check-add-register = Which register, in words
arg-check-add-asset = About which asset, by its id; may be given several times. An asset or an issuer must be named
arg-check-add-issuer = About which issuer, by its id; may be given several times
arg-check-add-term = What was searched for; may be given several times, and must be once
arg-check-add-on = On which day, YYYY-MM-DD
arg-check-add-result = What came back: none, found, or dismissed where the hits concern somebody else
arg-check-add-note = What a person made of it
arg-check-add-url = Address of the register or of the search
arg-check-add-origin = Who says so: official_register, issuer, third_party, on_chain or self_reported [default: official_register]
arg-ruling-add-ruling = The ruling's id here: 1 to 64 small letters, digits, `-`, `.` and `_`, a letter or digit first
arg-ruling-add-kind = What it is: court_decision, order, or other, which decides nothing
arg-ruling-add-country = Of which state: two capitals by ISO 3166 [default: KZ]
arg-ruling-add-body = Whose: the court or the body
arg-ruling-add-reference = Its number there
arg-ruling-add-title = What it is called
arg-ruling-add-asset = Against which asset, by its id; may be given several times
arg-ruling-add-issuer = Against which issuer, by its id; may be given several times
arg-ruling-add-in_force_from = The first day on which it is in force, YYYY-MM-DD
arg-ruling-add-appealed_on = On which day it was appealed, YYYY-MM-DD
arg-ruling-add-ended_on = The first day on which it is not in force any more, YYYY-MM-DD
arg-ruling-add-note = What a person made of it
arg-ruling-add-url = Address where it can be read
arg-ruling-add-origin = Who says so: official_register, issuer, third_party, on_chain or self_reported [default: official_register]

arg-list-show-on = Of which day, YYYY-MM-DD [default: today]
arg-list-show-without_verdicts = Show the list alone, without verdicts and without what is not on it
arg-list-export-on = Of which day, YYYY-MM-DD [default: today]
arg-list-export-format = json or csv [default: json]
arg-list-export-output = File to write [default: standard output]
arg-list-import-file = The list, as .csv or .json
arg-list-import-act = The act behind the list, with its day and number
arg-list-import-of = As it was on this day, YYYY-MM-DD [default: today]
arg-list-import-document = File that shows that the list is so, kept under its digest
arg-list-import-columns = Columns of another CSV: symbol=Symbol,name=Name,… The keys are asset, symbol, name, coinmarketcap, dti, caip19, issuer, lei, peg, from, until, suspended_from, act, reason and comment [default: columns of these names]
arg-list-import-means = Which asset a row means: its symbol or name in the list, `=`, and the asset's id here; may be given several times
arg-list-import-part = This is a part of the list: what it does not have stays on it
arg-list-import-retrieved = When the list was had, as 2026-03-13T06:00:00Z; from then on it counts [default: now]
arg-list-proposals-proposal = The number of one proposal [default: all that are open or approved]
arg-list-proposals-all = Show also those that were rejected, recalled or published
arg-list-propose-action = What shall be done: add, suspend, resume, remove or correct
arg-list-propose-authority = Whose list: ministry, afsa, national_bank or ministry_of_finance [default: ministry]
arg-list-propose-from = From which day on it shall hold, YYYY-MM-DD
arg-list-propose-until = The first day on which it shall not hold any more, YYYY-MM-DD; for add, suspend and correct [default: none]
arg-list-propose-act = The act behind it, with its day and number
arg-list-propose-criterion = Which criterion it is about: value_information, stability, disclosure, market_presence or legal_standing [default: all]
arg-list-propose-evidence = Number of an entry that it rests on; may be given several times
arg-list-review-finding = What came of it: supports, objects, or remarks for something that is only to be known
arg-list-review-note = What was looked at, in words
arg-list-approve-note = Something to be kept with it

arg-user-add-user = The short name: 1 to 64 small letters, digits, `-`, `.` and `_`, a letter or digit first
arg-user-add-name = The person's own name
arg-user-add-role = What the user may do: reader, analyst, approver, administrator or auditor; may be given several times
arg-user-set-name = The person's own name
arg-user-set-role = What the user may do from now on: reader, analyst, approver, administrator or auditor; may be given several times
arg-user-set-active = The user may act again
arg-user-set-inactive = The user may do nothing any more
arg-user-password-password_file = File with the password: 15 characters or more, and 1024 bytes at most; `-` reads standard input
arg-user-password-none = Take the password away
arg-token-new-days = For how many days it serves [default: 90]
arg-token-new-label = What it is for
arg-token-new-password_file = File with the user's own password, in place of an administrator's token; `-` reads standard input
arg-token-revoke-token = Its public half, 16 digits, or the whole token

arg-journal-verify-head = Number and digest of an entry, as told earlier: it must be on the chain
arg-journal-show-entry = The number of one entry [default: the last ones]
arg-journal-show-kind = Only of this kind, as disclosure, market, proposal or attempt
arg-journal-show-asset = Only about this asset
arg-journal-show-author = Only of this user
arg-journal-show-last = How many are shown at most [default: 40]
arg-journal-export-output = File to write [default: standard output]
arg-journal-export-credentials = New file for what passwords are checked against; keep it as you keep passwords
arg-journal-import-file = The journal, as `qazyq journal export` wrote it
arg-journal-import-credentials = File of credentials, as the export wrote it [default: passwords are set anew]
arg-journal-retract-entry = The entry's number
arg-journal-follow-after = Begin behind this entry [default: what is written from now on]

# Names of choices.
authority-ministry = Ministry's List
    .note = The Ministry's List under order No. 600/НҚ is a tax matter; what it says here is what was recorded in this workspace, its official contents are unverified, and it is never mixed with the other lists.
authority-afsa = AFSA's table
    .note = AFSA's table of digital assets approved for trading in the AIFC says what may be traded there; what it says here is what was recorded in this workspace, and it is never mixed with the other lists.
authority-national_bank = National Bank's list
    .note = The National Bank's list is for what it permits under the laws of 16 January 2026; what it says here is what was recorded in this workspace, and it is never mixed with the other lists.
authority-ministry_of_finance = Ministry of Finance's list
    .note = The Ministry of Finance's list is for assets whose value is published for the tax on mining; what it says here is what was recorded in this workspace, and it is never mixed with the other lists.

action-add = add
action-suspend = suspend
action-resume = resume
action-remove = remove
action-correct = correct
action-import = take in a list
finding-supports = review: for it
finding-objects = review: against it
finding-remarks = review: a remark
stage-open = open
stage-approved = approved
stage-rejected = rejected
stage-recalled = recalled
stage-published = published
step-proposal = proposed
step-review = reviewed
step-approval = approved
step-rejection = rejected
step-recall = recalled
step-publication = published
step-list_import = taken in
list-change-added = added
list-change-removed = removed
list-change-suspended = suspended
list-change-resumed = counts again
list-change-corrected = says otherwise
list-status-listed = listed
list-status-suspended = suspended
list-status-unlisted = not listed
yes = yes
no = no

# Fields, as labels and headings of columns.
field-asset = asset
field-assets = assets
field-symbol = symbol
field-same-symbol = same symbol
field-name = name
field-coinmarketcap = CoinMarketCap
field-dti = DTI
field-caip19 = CAIP-19
field-issuer = issuer
field-lei = LEI
field-bin = БИН
field-country = country
field-group = head of its group
field-same-group = same group
field-website = website
field-peg = peg
field-from = from
field-until = until
field-item = item
field-status = status
field-published = published
field-looked_for_on = looked for on
field-next_expected = next expected
field-register = register
field-term = searched for
field-on = on
field-result = result
field-note = note
field-ruling = ruling
field-kind = kind
field-body = body
field-reference = reference
field-title = title
field-in_force_from = in force from
field-appealed_on = appealed on
field-ended_on = ended on
field-url = address
field-document = document
field-origin = origin
field-retrieved = retrieved
field-corrects = corrects
field-entry = entry
field-recorded_at = recorded at
field-author = author
field-says = says

# Screens: facts.
record-done = Recorded as entry { $number }.
record-done-many = { $count } entries were recorded, { $first } to { $last }.
record-known = { $count ->
        [one] One fact was in the journal already and was not written again.
       *[other] { $count } facts were in the journal already and were not written again.
    }
record-none = Nothing of this kind is recorded.
record-template =
    Facts of all kinds. Take the `#` away in front of the table's name and of the fields that you fill in, delete the
    others, and hand the file over with: qazyq record FILE.toml
    A table may stand several times. What has a * at its end is required.
show-undone = (does not count since entry { $number })
show-listing = { $authority }: { $status }, on it since { $date }

# Screens: lists.
list-heading = { $authority } on { $date }: { $count ->
        [0] no assets
        [one] one asset
       *[other] { $count } assets
    }
list-empty = Nothing was on this list on that day, as far as this workspace knows.
list-asset = asset
list-symbol = symbol
list-name = name
list-status = status
list-from = from
list-until = until
list-act = act
list-verdict = verdict
list-mark = mark
list-change = change
list-alarm = listed, fails
list-candidate = qualifies, not listed
list-tally = { $alarms ->
        [0] Nothing that is on the list
        [one] One asset that is on the list
       *[other] { $alarms } assets that are on the list
    } and not suspended { $alarms ->
        [0] fails
        [one] fails
       *[other] fail
    } the criteria of order No. 600/НҚ; { $candidates ->
        [0] nothing qualifies and is not on it
        [one] one asset qualifies and is not on it
       *[other] { $candidates } assets qualify and are not on it
    }.
list-same = Nothing on the list differs between the two days.
list-without-verdict = No verdict on `{ $asset }`: { $why }
list-exported = The list is in { $path }; its SHA-256 is { $sha256 }
list-import-done = { $authority }: { $count ->
        [one] one row was
       *[other] { $count } rows were
    } taken in as entry { $number }.
list-import-known = { $authority }: this list was taken in already, as entry { $number }, and nothing was written.
list-import-pending = This list is decided on here, so it does not change yet. A second person decides on the import: qazyq list approve { $number }, or qazyq list reject { $number }
list-import-approved = The list that came in as entry { $number } is approved and has taken effect.
list-import-heading = List taken in as entry { $number }: { $authority } as it was on { $date }, rows: { $count } ({ $stage })
list-import-unknown = { $count ->
        [one] Which asset is meant is not known for one row: { $names }. It stays
       *[other] Which asset is meant is not known for { $count } rows: { $names }. They stay
    } on the list under that name; --means NAME=ASSET says it.

proposals-none = No proposal is open.
proposals-number = number
proposals-list = list
proposals-action = action
proposals-asset = asset
proposals-from = from
proposals-until = until
proposals-stage = stage
proposals-by = by
proposals-verdict = verdict
proposals-reason = reason
proposals-act = act
proposals-criterion = criterion
proposals-evidence = evidence, by entries
proposals-at = at
proposals-step = step
proposals-note = note
proposal-heading = Proposal { $number }: { $action } { $asset }, { $authority } ({ $stage })
proposal-made = Proposal { $number } is recorded. The verdict on { $date } beside it: { $outcome }. A second person decides on it: qazyq list approve { $number }, or qazyq list reject { $number }
proposal-reviewed = The review of proposal { $number } is recorded.
proposal-approved = Proposal { $number } is approved. The list changes with: qazyq list publish { $number }
proposal-rejected = Proposal { $number } is rejected.
proposal-recalled = Proposal { $number } is taken back.
proposal-published = Proposal { $number } is published.

# Screens: people.
user-first = `{ $user }` is the first user, an administrator. This is the token, shown this one time. From now on each writing command wants one, in QAZYQ_TOKEN or a file named by --token-file.
user-added = The user `{ $user }` is made. Roles: { $roles }. A token comes from: qazyq token new { $user }
user-set = The user `{ $user }` is changed. Roles: { $roles }
users-none = There are no users: whoever can write the folder may record facts. `qazyq user add USER --role administrator` makes the first.
users-user = user
users-name = name
users-roles = roles
users-active = active
users-password = password
users-tokens = tokens
password-set = The password of `{ $user }` is set.
password-taken = `{ $user }` has no password any more.
token-given = A token for `{ $user }`, shown this one time; it serves until { $date }.
token-revoked = The token serves no more.
tokens-none = There are no tokens.
tokens-token = token
tokens-user = user
tokens-label = label
tokens-since = since
tokens-expires = expires
tokens-revoked = revoked

# Screens: the journal.
journal-whole = The journal is whole. Entries: { $count }. Keep this elsewhere, for --head later: { $head }
journal-first-format = The journal is of the first format, in which no entry names the one before: only its files could be checked, and they are whole. Entries: { $count }. Its head as a chain: { $head }
journal-not-whole = The journal is not whole. Entries that fit: { $count }, up to { $head }
journal-broken = Entry { $number } is the first that does not fit: { $why }
journal-engine = The database says of its own files: { $text }
journal-credential = The password of `{ $user }` is not the one that the journal vouches for.
journal-file = The file { $file }, which entry { $number } names, is missing or altered.
journal-decision = Decision { $number } breaks the rules: { $why }
journal-exported = The journal is in { $path }. Entries: { $count }. Keep this elsewhere, for --head later: { $head }
journal-imported = The journal is brought in. Entries: { $count }, new here: { $new }. The last one: { $head }
journal-credential-left-out = The password of `{ $user }` is left out: no entry vouches for it.
journal-moved = From now on it is in the database. The file in the folder does not count any more.
journal-retracted = Entry { $number } does not count any more.

# Why a journal is not whole; each stands behind the number of an entry.
row-is-missing = its row is not there.
row-is-altered = its bytes are not those of its digest.
row-is-no-entry = its bytes are no entry.
row-is-not-canonical = it says what it says in another spelling than this program writes.
row-says-another-number = it says another number of itself.
row-is-behind-another = it names another entry before it than the one that is there.
row-is-not-the-known-one = it is not the one that --head names.
rows-are-cut-off = the journal ends before it, and --head names a later one.
store-cannot-be-opened = its database cannot be opened.
store-cannot-be-read = its row cannot be read.
store-cannot-be-written = its database cannot be written.
store-busy = somebody else kept the database busy.
store-of-another-format = its database is of another format.
store-damaged = its row is damaged.
store-address = the address of its database is none.
store-unreachable = its database cannot be reached any more.
store-refused-login = its database refused the login.
store-not-durable = its database could lose what it acknowledged.

# How a decision breaks the rules; each stands behind the number of an entry.
decision-without-the-right = its author had no right to it.
decision-by-the-proposer = its author proposed what it decides on.
decision-by-another = somebody else proposed what it takes back.
decision-at-another-stage = what it decides on was at another stage.
decision-on-nothing = what it decides on is no proposal.

# Why an entry cannot be undone.
stands-for-ever = files, decisions on lists, users, tokens and refusals stand; what follows from them is undone by deciding anew, a file by `qazyq withdraw`.
is-undone-already = it was corrected or retracted already.
is-about-something-else = it is of another kind, or about another asset, than what shall take its place.

# What can go wrong. `.help` says the way out.
trouble-unknown-entry = there is no entry { $number }
    .help = `qazyq journal show` shows the last ones with their numbers
trouble-unknown-issuer = there is no issuer `{ $text }` in the workspace
    .help = { $choices ->
        [none] there is none yet: `qazyq issuer add { $text } --name NAME` makes it
       *[other] there are: { $choices }; `qazyq issuer add { $text } --name NAME` makes another
    }
trouble-not-a-form-file = { $place }: what stands there cannot be read: { $text }
    .help = forms are .toml, .json or .jsonl, and .csv for a command of one kind, with texts and whole numbers alone: `qazyq record --template` writes one. Columns of a list are named with --columns
trouble-cannot-be-undone = entry { $number } cannot be corrected or retracted:
    .help = `qazyq journal show { $number }` shows it
trouble-broken-chain = the journal does not fit together at entry { $number }:
    .help = `qazyq journal verify` looks at all of it; bring a backup into an empty workspace with `qazyq journal import`
trouble-lease-is-lost = somebody else has taken this work over, and nothing more was written
    .help = give the command again
trouble-journal-is-here = the journal of { $path } is in its folder, and a database was named
    .help = leave --database and QAZYQ_DATABASE out; or move it: `qazyq journal export --output FILE` without the database, then `qazyq journal import FILE` with it
trouble-database-not-named = the journal of { $path } is in a database, and none was named
    .help = give --database or QAZYQ_DATABASE
trouble-journal-is-missing = the journal { $path } is gone
    .help = restore the file from a copy; an empty one in its place would look as if nothing had been known
trouble-another-journal = { $path }: the journal that is there is another one, or has more entries
    .help = a journal is brought into an empty workspace, or one whose journal is how it begins; so is it into a database. If somebody was writing there, give the command again
trouble-journal-has-grown = { $path }: somebody wrote to the journal meanwhile; it stays where it was
    .help = export the journal again, and import that
trouble-document-is-empty = `{ $name }` is empty
    .help = choose the file with the document itself
trouble-document-is-a-program = `{ $name }` is a program or a script, and is not kept
    .help = record what shows the fact: a page, a scan, a letter
trouble-document-of-no-kept-kind = `{ $name }` is of no kind that is kept
    .help = kept are PDF, PNG, JPEG and TIFF, text of any kind (CSV, JSON, XML, HTML, EML), DOCX, XLSX and ODF, and CMS signatures, by what is in them
trouble-document-too-large = `{ $name }` has more than { $limit } bytes
    .help = record the SHA-256 of the file in a note, or keep the part of it that matters
trouble-id-of-another = { $text } is CoinMarketCap's id of `{ $asset }`
    .help = each of these ids is one asset's; `qazyq find` shows which. A symbol may be shared
trouble-user-is-there = there is a user `{ $user }` already
    .help = `qazyq user set { $user }` changes it
trouble-unknown-user = there is no user `{ $text }`
    .help = { $choices ->
        [none] there is none yet: `qazyq user add { $text } --role administrator` makes the first
       *[other] there are: { $choices }
    }
trouble-unknown-token = no token that serves has the public half `{ $text }`
    .help = { $choices ->
        [none] there is none
       *[other] there are: { $choices }
    }
trouble-password-too-short = the password is too short
    .help = it has { $limit } characters or more; several words that nobody else would put together are easy to keep
trouble-password-too-long = the password is too long
    .help = it has { $limit } bytes at most
trouble-none-of-the-choices = `{ $text }` is no value for { $name }
    .help = what can stand there: { $choices }

# Where the journal lies.
trouble-store-cannot-be-opened = the journal { $store } cannot be opened: { $text }
    .help = see whether it is there and may be read and written
trouble-store-cannot-be-read = the journal { $store } cannot be read: { $text }
    .help = nothing was changed; `qazyq journal verify` says more
trouble-store-cannot-be-written = the journal { $store } cannot be written: { $text }
    .help = see whether there is room and you may write there; nothing was written in part
trouble-store-busy = the journal { $store } is busy: { $text }
    .help = somebody else is writing: give the command again
trouble-store-of-another-format = { $store } is no journal that this program knows: { $text }
    .help = use the program that made it, or another place
trouble-store-damaged = the journal { $store } is damaged{ $number ->
        [0] {""}
       *[other] {" "}at entry { $number }
    }: { $text }
    .help = bring a backup into an empty workspace with `qazyq journal import`; `qazyq journal verify` shows how far the journal is whole
trouble-store-address = the address of the database cannot be used: { $text }
    .help = it is written postgres://USER@HOST:PORT/NAME, and behind a `?` its options, as sslmode=verify-full; the password can stand in it as USER:PASSWORD, and the whole in QAZYQ_DATABASE
trouble-store-unreachable = the database { $store } cannot be reached: { $text }
    .help = see whether the server runs and the network leads there; what was acknowledged is not lost
trouble-store-refused-login = the database { $store } refused the login: { $text }
    .help = see whether user and password in the address are right, and whether this machine may connect
trouble-store-not-durable = the journal { $store } could lose what it acknowledged: { $setting }
    .help = for PostgreSQL, set fsync, full_page_writes and synchronous_commit to on; for a file, use a disk of this machine

# Who may do what.
trouble-token-is-missing = there are users here, and no token was given
    .help = put the token into QAZYQ_TOKEN, or into a file and name it with --token-file; an administrator gives out tokens with `qazyq token new USER`
trouble-token-is-none = what was given as a token is none
    .help = a token is `qzt_`, 16 digits, `_` and 64 digits, each of 0 to 9 and a to f; see whether all of it was copied
trouble-token-is-unknown = this token was not given out here
    .help = it may be of another workspace; an administrator gives out another with `qazyq token new USER`
trouble-token-is-revoked = this token was revoked
    .help = an administrator gives out another with `qazyq token new USER`
trouble-token-has-expired = this token has expired
    .help = an administrator gives out another with `qazyq token new USER`, and a user with a password does so with --password-file
trouble-user-is-inactive = the user is not active and may do nothing
    .help = an administrator can change that with `qazyq user set USER --active`
trouble-right-is-missing = `{ $user }` may not { $right ->
        [record] record facts, files and lists
        [propose] propose changes of lists
        [review] review proposals
        [approve] approve, reject or publish proposals
        [administer] say who may do what
        [audit] see who may do what and who was refused
       *[other] do this
    }
    .help = it is for the roles: { $choices }. An administrator gives roles with `qazyq user set { $user } --role ROLE`
trouble-first-user-must-be-administrator = the first user must be an administrator
    .help = give --role administrator; else nobody could make the others
trouble-last-administrator = no active administrator would be left
    .help = make somebody else an administrator first
trouble-users-are-missing = lists are decided on by users, and there are none
    .help = a proposal and its approval must be two people's: `qazyq user add USER --role administrator` makes the first, who makes the others
trouble-password-is-wrong = `{ $user }` is no active user with this password
    .help = an administrator can set another with `qazyq user password { $user } --password-file FILE`
trouble-code-is-missing = `{ $user }` has a second factor, and no code of it was given
    .help = sign in to the workbench with the app's code; an administrator can take the second factor away there
trouble-code-is-wrong = it is no code of the second factor of `{ $user }` now, or one that was used already
    .help = wait for the app's next code, and see that the clocks of both machines are right; a recovery code serves once
trouble-not-own-proposal = `{ $user }` did not make this proposal
    .help = whoever made it can take it back; an approver can reject it: qazyq list reject
trouble-own-proposal = `{ $user }` made this proposal
    .help = a second person approves or rejects it; you can take it back: qazyq list recall

# Lists.
trouble-is-on-the-list = the asset is on the list on { $date } already
    .help = `qazyq list show` shows since when; what the list says of it is changed with the action correct
trouble-is-not-on-the-list = the asset is not on the list on { $date }
    .help = put it there with the action add, or choose a day on which it is
trouble-is-suspended = the asset is suspended on { $date } already
    .help = the action resume lets it count again
trouble-is-not-suspended = the asset is not suspended on { $date }
    .help = choose a day on which it is
trouble-another-proposal-is-open = proposal { $number } about this asset and this list is not at its end
    .help = decide on it first, or take it back: qazyq list proposals { $number }
trouble-no-such-proposal = there is no proposal { $number }
    .help = `qazyq list proposals --all` shows all of them
trouble-proposal-at-another-stage = proposal { $number } { $stage ->
        [open] is not approved yet
        [approved] is approved already
        [rejected] was rejected
        [recalled] was taken back
        [published] is published already
       *[other] is at another stage
    }
    .help = { $stage ->
        [open] a second person approves it: qazyq list approve { $number }
        [approved] it takes effect with: qazyq list publish { $number }
        [published] what was published is undone by proposing the opposite
       *[other] make another proposal: qazyq list propose
    }

# Forms.
trouble-field-is-unknown = there is no field `{ $field }`
    .help = the fields are { $choices }
trouble-field-is-missing = the field `{ $field }` is missing
trouble-field-has-several = the field `{ $field }` has several values
    .help = one alone can stand there
trouble-field-is-empty = the field `{ $field }` is empty
    .help = leave it out where there is nothing to say
trouble-field-is-too-long = the field `{ $field }` is too long: the bound is { $limit }
    .help = one line has at most 300 characters, the name of a document 2000, a note or a reason 10000; a field has at most 100 values
trouble-field-has-control-characters = the field `{ $field }` has characters that steer a terminal: { $text }
    .help = type it anew; notes and reasons may have several lines, all else is one line without tabs
trouble-field-has-invisible-characters = the field `{ $field }` has characters that cannot be seen: { $text }
    .help = type it anew: what is copied from a page brings them along
trouble-field-is-none-of = `{ $text }` cannot stand in the field `{ $field }`
    .help = it is one of { $choices }
trouble-field-is-no-number = `{ $text }` is no number that can stand in the field `{ $field }`
    .help = a number is its digits alone, from 1 to 9007199254740991; `corrects` names an entry that is there
trouble-field-is-no-address = `{ $text }` in the field `{ $field }` is no address
    .help = an address begins with https:// or http://, has no blanks, and at most 2000 bytes
trouble-field-is-no-day = `{ $text }` in the field `{ $field }` is no day
    .help = a day is written YYYY-MM-DD, from 1970-01-01 to 2999-12-31
trouble-field-is-no-instant = `{ $text }` in the field `{ $field }` is no instant
    .help = an instant is written 2026-03-13T06:00:00Z, or with an offset as 2026-03-13T11:00:00+05:00
trouble-field-is-no-id = `{ $text }` in the field `{ $field }` is no id
    .help = an id is 1 to 64 small letters, digits, `-`, `.` and `_`, and begins with a letter or a digit
trouble-field-is-no-peg = `{ $text }` in the field `{ $field }` is no peg
    .help = a peg is a currency's code, perhaps with an amount, several joined by `+`: USD, "100 KZT", "0.5 USD + 0.5 EUR"
trouble-field-is-no-digest = `{ $text }` in the field `{ $field }` is no digest
    .help = a SHA-256 is 64 digits, each of 0 to 9 and a to f
trouble-field-is-in-the-future = { $text } in the field `{ $field }` has not come yet
    .help = say when it was had, or leave it out for now
trouble-field-ends-before-it-begins = the day in the field `{ $field }` is not after the day on which it begins
    .help = give a later day: it is the first on which it is over or on which the next is due
trouble-field-names-nobody = it is not said which asset or issuer this is about
    .help = name one at least: asset, issuer, or both
trouble-field-says-nothing = nothing is said of `{ $field }` but its id
    .help = give one more field at least

# Identifiers.
trouble-lei-length = the LEI has { $characters } { $characters ->
        [one] character
       *[other] characters
    }
    .help = an LEI is 20 capital letters and digits; the last two are check digits
trouble-lei-small-letter = the LEI has the small letter `{ $character }` at place { $position }
    .help = an LEI is written in capitals: 20 capital letters and digits, the last two are check digits
trouble-lei-character = the LEI has `{ $character }` ({ $code_point }) at place { $position }
    .help = an LEI is 20 Latin capitals and digits; Cyrillic letters that look like them are others, and there are no blanks in it
trouble-lei-without-check-digits = the LEI does not end in two digits
    .help = an LEI is 20 capital letters and digits; the last two are check digits
trouble-lei-check-digits = the check digits of the LEI do not fit the rest
    .help = something is mistyped: compare it with the register; the last two of the 20 characters check the others
trouble-bin-length = the БИН has { $characters } { $characters ->
        [one] character
       *[other] characters
    }
    .help = a БИН is 12 digits; the last one is a check digit
trouble-bin-character = the БИН has `{ $character }` ({ $code_point }) at place { $position }
    .help = a БИН is 12 digits and nothing else
trouble-bin-month = the БИН has { $month } where its month stands
    .help = the third and fourth of its 12 digits are a month, 01 to 12
trouble-bin-fifth-digit = the fifth digit of the БИН is { $digit }
    .help = { $digit ->
        [0] a number whose fifth digit is 0 to 3 is a person's: an ИИН, which is not recorded here. A БИН has 4, 5 or 6
        [1] a number whose fifth digit is 0 to 3 is a person's: an ИИН, which is not recorded here. A БИН has 4, 5 or 6
        [2] a number whose fifth digit is 0 to 3 is a person's: an ИИН, which is not recorded here. A БИН has 4, 5 or 6
        [3] a number whose fifth digit is 0 to 3 is a person's: an ИИН, which is not recorded here. A БИН has 4, 5 or 6
       *[other] the fifth of its 12 digits is 4, 5 or 6; a person's number, an ИИН, has 0 to 3
    }
trouble-bin-check-digit = the check digit of the БИН does not fit the rest
    .help = something is mistyped: compare it with the register; the last of the 12 digits checks the others
trouble-bin-is-never-given-out = no check digit fits the first eleven digits of the БИН
    .help = such a number is never given out: compare it with the register
trouble-dti-length = the DTI has { $characters } { $characters ->
        [one] character
       *[other] characters
    }
    .help = a DTI is 9 digits and capital consonants without Y; the last one is a check character
trouble-dti-small-letter = the DTI has the small letter `{ $character }` at place { $position }
    .help = a DTI is written in capitals: 9 digits and capital consonants without Y, the last one is a check character
trouble-dti-character = the DTI has `{ $character }` ({ $code_point }) at place { $position }
    .help = a DTI is 9 digits and Latin capital consonants without Y; Cyrillic letters that look like them are others, and there are no blanks in it
trouble-dti-leading-zero = the DTI begins with 0
    .help = the first of its 9 characters is never 0
trouble-dti-check-character = the check character of the DTI does not fit the rest
    .help = something is mistyped: compare it with the register; the last of the 9 characters checks the others
trouble-caip19-form = this is not written as CAIP-19 writes an asset
    .help = it is a chain, `/` and an asset, each with a `:` in it: eip155:1/erc20:0x… A token's own number may follow behind another `/`
trouble-caip19-chain-namespace = the kind of chain, before the first `:`, cannot be one
    .help = it is 3 to 8 small letters, digits and `-`: eip155, solana
trouble-caip19-chain-reference = the chain, between the first `:` and the `/`, cannot be one
    .help = it is 1 to 32 letters, digits, `-` and `_`: 1 for Ethereum, where the kind is eip155
trouble-caip19-asset-namespace = the kind of asset, between the `/` and the second `:`, cannot be one
    .help = it is 3 to 8 small letters, digits and `-`: erc20, slip44
trouble-caip19-asset-reference = the asset, behind the second `:`, cannot be one
    .help = it is 1 to 128 letters, digits, `-`, `.` and `%`: a contract's address, as a rule
trouble-caip19-token-id = the token's own number, behind the second `/`, cannot be one
    .help = it is 1 to 78 letters, digits, `-`, `.` and `%`
trouble-country-form = this is no country's code
    .help = a country is two Latin capitals, as ISO 3166 has them: KZ
arg-demonstration = Made up for a demonstration: `true`; whatever rests on it says so
field-demonstration = demonstration
trouble-journal-of-the-first-format = the journal of this workspace is of the first format: a folder of files that nobody follows
    .help = whatever is written first takes it over, `qazyq asset add`, say; `qazyq journal show` reads it as it is
trouble-written-since = somebody else wrote about the same meanwhile: entry { $number }
    .help = look at it, and decide anew; nothing was written
trouble-done-before = the same request was made before; its first entry is { $number }
    .help = nothing is written twice
trouble-another-request = the name `{ $name }` was given to another request
    .help = give each request a name of its own; nothing was written
trouble-changed-meanwhile = somebody else keeps writing about `{ $asset }`
    .help = nothing is lost: give the same command again

# Signing in by a provider.
arg-user-add-openid_subject = Whoever signs in as this subject at the provider of the workspace’s settings is the user
arg-user-set-openid_subject = Whoever signs in as this subject at the provider of the workspace’s settings is the user; an empty one takes that back
trouble-openid-role-is-missing = the provider gives `{ $subject }` no role that is one here
    .help = whoever keeps the provider gives roles there; `[openid.roles]` of `qazyq.toml` says which role here each of them is
trouble-openid-name-is-taken = `{ $user }` is a user here who is not bound to `{ $subject }`
    .help = if it is the same person, an administrator binds the user to that subject, on the user’s page or with `qazyq user set { $user } --openid-subject SUBJECT`
trouble-openid-name-is-missing = no short name can be made of what the provider calls `{ $subject }`
    .help = an administrator makes a user and binds it to that subject, on the user’s page or with `qazyq user set USER --openid-subject SUBJECT`
trouble-not-a-subject = “{ $text }” is not written as a provider’s subjects are
    .help = 1 to 255 letters, digits and signs of ASCII, without a blank at either end
trouble-openid-subject-is-bound = the user `{ $user }` is bound to that subject already
    .help = one person at the provider is one user here: take it from `{ $user }` first
trouble-openid-is-not-set = no provider is set
    .help = put a table `[openid]` into the workspace’s `qazyq.toml`
trouble-openid-needs-origin = people sign in by a provider, and no address of the server’s own is known to which it may send them back
    .help = say it with `--origin https://registry.example`; `http` is enough on this machine alone
