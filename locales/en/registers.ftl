# Other people's registers: their files, what they say, whom they may mean, and what they propose.

help-register = Hand over files of other people's registers
    .long =
        Read are the five files of ESMA's interim register under MiCA, GLEIF's records of legal entities, and DefiLlama's
        stablecoins. What they say is a third party's word: it is shown beside issuers and assets, and decides nothing.
    .example =
        qazyq register import EMT20260209.csv
        qazyq register list
help-register-import = Hand over files of ESMA, GLEIF or DefiLlama
    .long =
        Which register a file is of, its bytes show. They are kept under their SHA-256 and never changed; rows are read
        anew from them. A file that cannot be read as a whole is refused, and nothing of it is kept. The same file again
        writes nothing.

        Of ESMA's and DefiLlama's files the newest counts; of GLEIF's all do, and of an entity its newest record. No register
        is asked by itself: download the files, and say with --url where they are from. Once there are users, the token of an
        analyst is needed.
    .example =
        qazyq register import EMT20260209.csv CASP20260209.csv
        qazyq register import stablecoins.json --url https://stablecoins.llama.fi/stablecoins --retrieved 2026-02-09T06:00:00Z
help-register-list = List the files of registers, and which of them count
    .long = With --json one file a line.
    .example = qazyq register list
help-issuer-match = Look up names that an issuer's may be
    .long =
        The names of an issuer are held against the names in ESMA's and GLEIF's files and those of other issuers here, in
        whatever scripts they are written. Without an id or a name that is done for every issuer that has no LEI.

        A score is in thousandths and says how near two spellings are, and never that two names are one entity's: sister
        companies have the same name. Nothing is recorded. Whoever knows which it is takes it over with `qazyq issuer accept`.
    .example =
        qazyq issuer match eurk-issuer
        qazyq issuer match --name "Байбит Казахстан" --min 600
help-issuer-accept = Record which entity of the registers an issuer is
    .long =
        The LEI is recorded with the names and the country that a register has: GLEIF's record before a row of ESMA's. The
        entry names the file and the place in it. Names that were recorded before stay behind those.

        An issuer that has another LEI keeps it, unless --corrects names the entry that was wrong. Once there are users, the
        token of an analyst is needed.
    .example = qazyq issuer accept circle-eu 969500OYUDADGZKCR583 --new
help-asset-proposals = Show which assets DefiLlama has that are not known here, or otherwise
    .long =
        DefiLlama's newest list and its newest answer are read together. An asset there is one here if it was accepted as it,
        if both have the same id of CoinMarketCap, or if both have the same symbol, capitals included, and the same name.

        Shown are assets that are new, and known ones of which something is not recorded here or is recorded otherwise. What was
        declined is shown with --all alone.
    .example =
        qazyq asset proposals --new
        qazyq asset accept 1
help-asset-accept = Take an asset over that DefiLlama has
    .long =
        Recorded are the symbol, the name, CoinMarketCap's id, where the token lives if the ledger is named, and the peg if it is
        a currency: all as a third party's word, with the file and the place in it. What is recorded here already stays.

        The peg has no address, so it does not meet the criterion of information on value. Links are told and not recorded: whether
        the issuer publishes something there, a person looks up. The id is the symbol in small letters; where others have it
        too, give --as. Once there are users, the token of an analyst is needed.
    .example =
        qazyq asset accept 1
        qazyq asset accept 216 --as susd-solayer
help-asset-decline = Record that an asset of DefiLlama is not wanted here
    .long = It is not proposed any more, and can be accepted all the same. Once there are users, the token of an analyst is needed.
    .example = qazyq asset decline 3 --reason "given up in 2022"

arg-register-import-files = Files of registers
arg-register-import-of = The day whose state the files tell [default: that in the file's name or in the answer]
arg-register-import-url = From where the files are
arg-issuer-match-id = An issuer of the workspace [default: each that has no LEI]
arg-issuer-match-name = A name to look up, in whatever script
arg-issuer-match-limit = How many candidates at most [default: 10]
arg-issuer-match-min = The least score, in thousandths [default: 730]
arg-issuer-accept-id = The issuer
arg-issuer-accept-lei = Its LEI
arg-issuer-accept-new = Make the issuer: it is not known here yet
arg-issuer-accept-corrects = The entry with the wrong LEI, whose place this one takes
arg-asset-proposals-new = Show new assets alone
arg-asset-proposals-all = Show every asset, known and declined ones too
arg-asset-proposals-csv = Write CSV
arg-asset-accept-key = DefiLlama's id of the asset
arg-asset-accept-id = The id that it gets here, or has [default: the symbol in small letters]
arg-asset-accept-symbol = Its symbol, where DefiLlama's is not right
arg-asset-accept-name = Its name, where DefiLlama's is not right
arg-asset-decline-key = DefiLlama's id of the asset
arg-asset-decline-reason = Why

# The registers.
register-esma_emt = ESMA, e-money tokens
register-esma_art = ESMA, asset-referenced tokens
register-esma_other = ESMA, white papers of other crypto-assets
register-esma_casp = ESMA, crypto-asset service providers
register-esma_ncasp = ESMA, entities without authorisation
register-gleif = GLEIF, legal entities
register-defillama = DefiLlama, stablecoins
register-row = row { $number }
register-header = header
register-whence = { $register }{ $date ->
        [none] {""}
       *[other] , { $date }
    }, { $place }
register-taken = { $file }: { $register }, { $rows } { $rows ->
        [one] row
       *[other] rows
    }{ $date ->
        [none] {""}
       *[other] , as of { $date }
    }{ $known ->
        [yes] ; already in the workspace
       *[no] {""}
    }
register-defects = { $count ->
        [one] { $place }: { $what }
       *[other] { $count } times, first { $place }: { $what }
    }
register-none = No file of a register is here yet: qazyq register import FILE
register-column-name = register
register-column-day = of
register-column-retrieved = retrieved
register-column-file = file
register-column-sha256 = SHA-256
register-column-entry = entry
register-column-counts = counts
register-counts = yes
register-older = no

# What registers say of an issuer or an asset.
says-heading = What registers say
says-note = A third party's word, found by the identifier alone. It decides nothing.
says-warning = ✗ WARNING:
says-authority = authority
says-name = name
says-trade-names = trades as
says-other-names = other names
says-transliterated = names in other letters
says-authorised = authorised from
says-ended = authorisation ended on
says-credit-institution = credit institution
says-institution = kind of institution
says-exempt-48-4 = exemption of MiCA, Article 48(4)
says-exempt-48-5 = exemption of MiCA, Article 48(5)
says-groups = DTI of the token
says-tokens = DTI by ledger
says-papers = white paper
says-paper-day = white paper notified on
says-paper-countries = white paper for
says-provider = provider
says-platforms = trading platform
says-services = services
says-countries = in
says-infringement = infringement found
says-reason = reason
says-decided = decided on
says-websites = websites
says-comments = comments
says-updated = last changed on
says-jurisdiction = under the law of
says-status = entity
says-registration = LEI
says-renewal = LEI to be renewed on
says-file = file
says-yes = yes
says-no = no

# Names that an issuer's may be.
match-score = score
match-name = name
match-lei = LEI
match-country = country
match-where = where
match-here = issuer here: { $issuer }
match-place = { $warning ->
        [yes] { says-warning }{" "}
       *[no] {""}
    }{ $place }{ $count ->
        [one] {""}
       *[other] {" "}({ $count } rows)
    }
match-none = No name has a score of { $score } or more. A lower bound is given with --min.
match-nobody = Every issuer with a name has an LEI.
match-note = A score says how near two spellings are, and not that they are one entity. If you know that they are: qazyq issuer accept ID LEI
match-accepted = { $issuer } is { $name }, LEI { $lei }: { $place }. { $number ->
        [none] That is recorded already.
       *[other] Recorded as entry { $number }.
    }

# What DefiLlama proposes.
proposed-key = key
proposed-id = id here
proposed-symbol = symbol
proposed-name = name
proposed-coinmarketcap = CoinMarketCap
proposed-peg = peg
proposed-remarks = remarks
proposed-new = new
proposed-known = known
proposed-declined = declined
proposed-taken = { $others ->
        [none] `{ $id }` is an asset here: give --as
       *[other] { $others } would be `{ $id }` too: give --as
    }
proposed-no-id = the symbol gives no id: give --as
proposed-missing = { $field } is not recorded: { $theirs }
proposed-differs = { $field } here { $ours }, there { $theirs }
proposed-dead = dead since { $date }
proposed-over = given up or taken off the list
proposed-tally = { $new } new, { $known } known, { $declined } declined.
proposed-accepted = { $how ->
        [known] { $asset }: all of that is recorded already, nothing was written ({ $place }).
        [new] { $asset } is new, recorded from { $place } (entries: { $entries }):
       *[more] { $asset } was known, more is recorded from { $place } (entries: { $entries }):
    }
proposed-peg-note = The peg is DefiLlama's word and has no address: it does not meet the criterion of information on value. If the issuer publishes it: qazyq peg add
proposed-kept = Not changed: { $what }
proposed-links = Links, not recorded. Look there, and record what the issuer publishes: qazyq disclosure add { $asset } ITEM --url URL
proposed-decline-done = { $number ->
        [none] { $key } is declined already.
       *[other] { $key } is declined, recorded as entry { $number }.
    }

# What can go wrong.
register-header-is-unknown = the first line has no register's columns: { $found }
    .help = take the file as its publisher has it; each register is known by one of { $expected }
register-file-has-too-many-rows = there are more than { $rows_max } rows, more than any register has
    .help = look what the file is
register-file-is-too-large = the file has { $bytes } bytes; at most { $bytes_max } are read
    .help = look what the file is
register-column-is-missing = there is no column `{ $column }`; the file has { $found }
    .help = take the file as its publisher has it
trouble-header-is-of-several-registers = the first line has columns of several registers: { $registers }
    .help = take the files one by one, as their publisher has them
trouble-file-is-a-web-page = the file is a web page
    .help = look at it in a browser, and download the answer again
trouble-file-is-not-json = the file is no JSON, or is cut off: { $what }
    .help = download it again
trouble-document-is-of-another-shape = the JSON is neither an answer of GLEIF's nor a list or an answer of DefiLlama's
    .help = look at what it says: perhaps the source refused to answer
trouble-no-register = no file of the register `{ $register }` is here
    .help = download it, and hand it over: qazyq register import FILE
trouble-unknown-proposal = DefiLlama's newest files have no asset with the id `{ $text }`
    .help = qazyq asset proposals --all lists them: the key stands in front
trouble-is-an-asset-here = DefiLlama's `{ $text }` is the asset `{ $asset }` here
    .help = qazyq asset show { $asset } has what is recorded of it
trouble-id-is-taken = { $choices ->
        [none] the id `{ $text }` is that of an asset here
       *[other] the id `{ $text }` would be that of others too, by DefiLlama's ids { $choices }
    }
    .help = { $choices ->
        [none] if it is that very asset: --as { $text }; if not, give another id with --as
       *[other] give one with --as, as { $text } or another
    }
trouble-not-the-same-asset = the asset `{ $asset }` has another symbol here, or another id at CoinMarketCap, than DefiLlama's `{ $text }`
    .help = give another id with --as, or first correct what is recorded: qazyq asset add { $asset }
trouble-no-id-from-symbol = the symbol `{ $text }` gives no id
    .help = give one with --as ID: 1 to 64 small letters, digits, `-`, `.` and `_`
trouble-lei-not-in-registers = no register that is here has the LEI { $text }
    .help = hand GLEIF's record over: https://api.gleif.org/api/v1/lei-records/{ $text } with qazyq register import; or record it yourself: qazyq issuer add ID --lei { $text }
trouble-another-lei = { $issuer } has the LEI { $text } already, by entry { $number }
    .help = if that is wrong, give --corrects { $number }; another company is another issuer
trouble-lei-of-another = the LEI { $text } is that of `{ $issuer }` already
    .help = if both are one, use that issuer

# Defects of registers.
defect-value-is-absent = `{ $field }` is empty
defect-lei-is-malformed = `{ $found }` in `{ $field }` is no LEI
defect-dti-is-malformed = `{ $found }` in `{ $field }` is no DTI
defect-date-is-not-readable = `{ $found }` in `{ $field }` is no day of the form { $expected }
defect-address-has-no-scheme = `{ $found }` in `{ $field }` lacks https://
defect-text-is-not-an-address = `{ $found }` in `{ $field }` is no address
defect-country-is-not-a-code = `{ $found }` in `{ $field }` is no country's code
defect-answer-is-neither-yes-nor-no = `{ $found }` in `{ $field }` is neither a yes nor a no
defect-values-are-parted-otherwise = `{ $found }` in `{ $field }` is parted otherwise than by `|`
defect-encoding-is-broken = letters were lost in `{ $field }`: `{ $found }`
defect-service-letter-and-words-differ = `{ $found }` in `{ $field }`: letter and words are of different services
defect-service-is-not-known = `{ $found }` in `{ $field }` is no service of MiCA
defect-column-has-no-name = column { $place } has no name
defect-value-has-no-column-name = `{ $found }` stands in column { $place }, which has no name
defect-column-is-not-known = the column `{ $field }` is not known and not read
defect-column-is-absent = the column `{ $field }` is missing
defect-fields-do-not-match-the-header = { $found } fields where { $expected } should be
defect-quote-is-not-closed = a quote is not closed; the row goes on to line { $through }
defect-key-stands-twice = the key `{ $field }` stands twice; the last counts
defect-key-is-misspelt = the key `{ $field }` is read as `{ $meant }`
defect-value-is-misspelt = `{ $found }` in `{ $field }` is read as `{ $meant }`
defect-value-is-of-another-kind = `{ $field }` holds `{ $found }` where { $expected ->
        [object] an object
        [list] a list
        [text] a text
       *[other] { $expected }
    } should be, and counts as empty
defect-peg-is-not-known = `{ $found }` is no peg that is known
defect-mechanism-is-not-known = `{ $found }` is no mechanism that is known
