# What can go wrong. `.help` says the way out.

# Files that cannot be read as JSON or TOML.
trouble-not-utf8 = the bytes are not UTF-8
    .help = save the file as UTF-8
trouble-byte-order-mark = a byte-order mark stands in front
    .help = save the file as UTF-8 without a byte-order mark
trouble-ends-too-early = the text ends where more must come
    .help = the file was perhaps cut off: get it again
trouble-unexpected-character = `{ $text }` cannot stand here
    .help = the file must be JSON as RFC 8259 writes it: no comments, no comma before a closing bracket, no NaN
trouble-text-after-end = something stands behind the end
    .help = one file holds one case
trouble-bad-string = a string is not written as JSON writes strings
    .help = control characters are escaped, and an escape is one of \" \\ \/ \b \f \n \r \t \uXXXX
trouble-bad-number = a number is not written as JSON writes numbers
trouble-nested-too-deeply = too many lists or objects stand inside one another
    .help = at most 64 may in a case, and 32 in a page of facts or a law
trouble-repeated-key = the key `{ $text }` stands twice in one object
    .help = keep one of the two: it cannot be told which was meant
trouble-not-toml = this is no TOML: { $text }

# Values that are not what must stand there.
trouble-not-an-object = an object with keys must stand here
trouble-not-a-list = a list must stand here
trouble-not-text = text must stand here
    .help = amounts and days are text, in quotes: "0.9998", "2023-03-11"
trouble-not-a-boolean = true or false must stand here
trouble-not-a-whole-number = a whole number must stand here
trouble-unknown-key = the key `{ $text }` is not known here
    .help = known are { $choices }; a remark can go into `origin`
trouble-missing-key = the key `{ $text }` is missing
trouble-not-an-amount = `{ $text }` is no amount
    .help = an amount is 1 to 60 digits, optionally `-` before them and a point with 1 to 40 digits behind: no exponent, no `+`, no spaces
trouble-not-a-rate = `{ $text }` is no rate
    .help = a rate is a positive amount, or two joined by `/` with nothing between: "1.0586", "1/520.35"
trouble-not-positive = `{ $text }` is not above zero
trouble-not-a-day = `{ $text }` is no day
    .help = a day is written YYYY-MM-DD
trouble-no-such-day = the calendar has no day `{ $text }`
trouble-day-out-of-range = `{ $text }` lies outside 1970-01-01 to 2999-12-31
trouble-not-an-instant = `{ $text }` is no instant
    .help = an instant is written 2026-03-13T06:00:00Z, or with an offset as 2026-03-13T11:00:00+05:00
trouble-not-a-country = `{ $text }` is no country
    .help = a country is two capitals, as ISO 3166 has them: KZ
trouble-not-one-of = `{ $text }` cannot stand here
    .help = it is one of { $choices }
trouble-empty = at least one item must stand here
trouble-stands-twice = { $text } stands twice
    .help = keep one of the two: it cannot be told which was meant
trouble-either-is-no-source = no source can be called `either`
    .help = `either` is the reading under which any source may meet the limit
trouble-unknown-act = the act `{ $text }` is not known
    .help = known are { $choices }

# A law that does not fit together.
trouble-paragraph-without-rule = the program has no rule `{ $name }`
    .help = a paragraph names one of the rules that the program carries out; a new criterion needs a new program
trouble-rule-without-paragraph = no paragraph backs the rule `{ $name }`
    .help = each of the program's rules must have its paragraph
trouble-parameter-without-paragraph = there is no paragraph `{ $name }`
trouble-version-without-file = the act names version { $name }, which has no file
trouble-another-version = the file is that of { $name }
trouble-versions-overlap = versions { $name } are in force at one time, or stand in the wrong order
    .help = give each version but the last an in_force_until
trouble-ends-before-it-begins = it ends before it begins, or on the same day
    .help = what is given as its end is the first day on which it is over: it lies after its beginning
trouble-too-large = { $name } days are too many
    .help = at most 3660 days can be looked at

# The workspace and what is asked of it.
trouble-path-unusable = { $path }: { $text }
trouble-not-a-workspace = { $path } holds something, but no workspace
    .help = name an empty folder, or one that does not exist yet
trouble-workspace-of-another-format = { $path } is a workspace of the format `{ $text }`, which this program does not know
    .help = use the program that made it, or another folder
trouble-no-workspace = there is no workspace in { $path } yet
    .help = the first `qazyq import` makes it; `qazyq demo --keep { $path }` fills it with a sample
trouble-broken-entry = the entry { $path } of the journal cannot be read: { $text }
    .help = restore the file from a copy; nothing else was changed
trouble-broken-bytes = the bytes of { $name } are not in { $path }, or not the ones that were imported
    .help = hand the same file over again with qazyq import, or restore it from a copy: its name is the SHA-256 of what it must hold
trouble-unknown-asset = there is no asset `{ $text }` in the workspace
    .help = { $choices ->
        [none] there is none yet: qazyq import or qazyq asset add makes the first
       *[other] there are: { $choices }
    }
trouble-asset-not-introduced = the asset `{ $text }` is new
    .help = if that is meant, give --symbol, --name or --peg too{ $choices ->
        [none] {""}
       *[other] ; known are: { $choices }
    }
trouble-asset-id = `{ $text }` is no id
    .help = an id is 1 to 64 small letters, digits, `-`, `.` and `_`
trouble-asset-not-named = it is not said which asset the file is about
    .help = give --asset ID; a page of facts may have `asset = "ID"` in it
trouble-another-asset = the page is about `{ $found }`, and the command about `{ $expected }`
trouble-not-a-peg = `{ $text }` is no peg
    .help = a peg is a currency's code, perhaps with an amount, several joined by `+`: USD, "100 KZT", "0.5 USD + 0.5 EUR"
trouble-peg-not-declared = the address of a peg was given, and no peg is declared
    .help = give --peg too, as USD or "0.5 USD + 0.5 EUR"
trouble-in-the-future = { $text } has not come yet
trouble-format-unknown = the format is not known; the file begins with: { $text }
    .help = declare its columns, as: --source NAME --currency USD --columns "date=Date,open=Open,high=High,low=Low,close=Close,volume=Volume"
trouble-source-not-named = it is not said whose figures these are
    .help = give --source NAME, as coinmarketcap, kraken or bybit
trouble-currency-not-named = it is not said in which currency the figures are
    .help = give --currency CODE, as USD, or for a pair in another token that token's code
trouble-another-currency = the figures are in { $found }, and the command says { $expected }
    .help = leave --currency out: the file tells it
trouble-another-series = { $text } is a series of { $expected } already, and this would make it { $found }
    .help = a file can get another --source name, as { $text }-2; a series that is followed is let go by qazyq unfollow
trouble-no-cases = { $path } holds no file named *.case.json
trouble-no-facts = the page says nothing about an asset
    .help = take the `#` away from the lines that you filled in
trouble-bars-in-facts = a page of facts holds no prices
    .help = hand over the file that they came in: its bytes are the evidence
trouble-feature-is-missing = { $text } needs the feature `{ $name }`, which this program was built without
    .help = build it with the feature: cargo install --path crates/cli --features { $name }

# Market files.
trouble-file-is-empty = the file is empty
    .help = download it again
trouble-file-is-packed = the file is packed ({ $packing })
    .help = unpack it first; a spreadsheet is packed too: save it as CSV
trouble-file-is-utf-16 = the text is UTF-16
    .help = save it as CSV in UTF-8
trouble-file-is-not-utf-8 = line { $line } is not UTF-8
    .help = save the file as UTF-8, or download it again if it was damaged
trouble-header-is-unknown = the first line has none of the format's columns: { $found }
    .help = the format has { $expected }; another table can be handed over with --columns
trouble-date-column-is-missing = there is no column of days `{ $column }`; the file has { $found }
    .help = days cannot be guessed: name the column that has them, or take a file that has one
trouble-column-is-missing = there is no column `{ $column }`; the file has { $found }
    .help = correct the mapping, or take a file that has it
trouble-column-stands-twice = two columns are named `{ $column }`
    .help = rename one of them
trouble-currency-is-not-known = on line { $line } the column `name` holds `{ $found }`, not 2781, the US dollar: the currency of the figures is not known
    .help = download it again with the US dollar chosen
trouble-day-and-month-are-exchanged = `{ $found }` on line { $line } does not fit { $pattern }, but { $exchanged }: other days may be misread
    .help = declare --date-format "{ $exchanged }"
trouble-day-stands-twice = { $day } stands on lines { $first } and { $second } with different figures: the file holds several assets, or was edited
    .help = choose one asset's rows with --columns … --only COLUMN=VALUE, or download it again
trouble-file-has-no-rows = there is a header and nothing below it
    .help = the source has no data for this span, or the download was cut off
trouble-no-row-is-readable = no line can be read, { $rejected } { $rejected ->
        [one] was
       *[other] were
    } rejected. The first:
    .help = compare that line with the format, and its day with --date-format
trouble-filter-matches-nothing = no row has { $filter }
    .help = check the value, capitals included
trouble-units-of-time-are-mixed = lines { $first } and { $second } count time in different units
    .help = import the parts as files of their own
trouble-interval-is-too-long = the candles are of { $interval } (line { $line }), longer than a day
    .help = download candles of a day or less
trouble-interval-changes = the candles are of { $interval } on line { $first } and of { $other } on line { $second }
    .help = import the parts as files of their own
trouble-candle-stands-twice = the candle of { $time } stands on lines { $first } and { $second } with different figures
    .help = download it again
trouble-line-breaks-within-quotes = line { $line } ends inside a quoted field
    .help = take the line break out, or write the file anew without
trouble-candles-are-not-in-order = the candle on line { $line } opens before the one above it
    .help = sort the file by time, or download it again
trouble-file-has-too-many-rows = there are more than { $rows_max } rows: a row is not a day of one asset
    .help = choose one asset's rows with --only COLUMN=VALUE, or take daily rows
trouble-file-is-too-large = the file has { $bytes } bytes; at most { $bytes_max } are read
    .help = part it, and import the parts
trouble-columns-are-not-declared = it is not said which column holds what; the file has { $found }
    .help = declare its columns, as: --source NAME --currency USD --columns "date=day,close=close"
trouble-parquet-is-broken = the Parquet file cannot be read: { $what }
    .help = download it again
trouble-parquet-column-is-broken = the column `{ $column }` cannot be read: { $what }
    .help = download the file again
trouble-parquet-is-encrypted = the Parquet file is encrypted
    .help = write it anew without encryption
trouble-column-type-is-not-usable = the column `{ $column }` is of the type { $found }, { $role ->
        [date] which holds no days
        [only] whose values cannot be compared with a text
       *[other] which holds no figures
    }
    .help = declare another column, or write this one with another type: { $role ->
        [date] DATE, TIMESTAMP or text
        [only] text or integers
       *[other] DECIMAL, integers, DOUBLE or text
    }
trouble-parquet-column-is-packed-otherwise = the column `{ $column }` is written by { $found }, which is not read
    .help = write the file anew with Snappy, gzip, Zstandard or uncompressed, and with ordinary encodings
trouble-pair-has-no-equals-sign = `{ $found }` is no KEY=COLUMN
    .help = write --columns "date=Date,close=Close"
trouble-key-is-unknown = `{ $found }` is no key of a mapping
    .help = the keys are { $expected }
trouble-key-stands-twice = `{ $key }` stands twice in the mapping
trouble-column-name-is-empty = `{ $key }` has no column in the mapping
trouble-date-is-not-mapped = the mapping has no date
    .help = add date=COLUMN
trouble-no-figure-is-mapped = the mapping has no figure
    .help = add one, as close=COLUMN
trouble-date-pattern-determines-no-day = `{ $found }` does not determine a day
    .help = write it like %d/%m/%Y
trouble-delimiter-is-unusable = `{ $found }` cannot stand between fields
    .help = use a comma, a semicolon, a bar or `tab`
trouble-thousands-separator-is-unusable = `{ $found }` cannot group thousands
    .help = use a comma or a blank; decimal commas are not read
trouble-candle-crosses-midnight = the candle of { $time } ({ $interval }) crosses midnight ({ $cut })
    .help = cut the days at UTC, or take finer candles
trouble-candles-overlap = the candle of { $time } covers time that another covers

# Rejected lines.
rejection-fields-do-not-match-the-header = { $found } fields where { $expected } should be
rejection-quote-is-not-closed = a quote is not closed; the lines up to { $through } are lost with it
rejection-date-is-not-readable = `{ $found }` is no day of the form { $expected }
rejection-time-is-not-midnight = the time in `{ $found }` is not midnight UTC
rejection-times-do-not-span-one-day = { $open } to { $close } is not one UTC day
rejection-time-is-not-readable = `{ $found }` is no time in milliseconds or microseconds since 1970
rejection-times-span-no-interval = { $open } to { $close } is no length that candles have
rejection-candle-is-off-the-grid = { $open } is no step of { $interval }
rejection-candle-figure-is-not-readable = `{ $found }` is no exact { $figure }
rejection-asset-is-not-readable = `{ $found }` names no asset
rejection-trade-figure-is-not-usable = `{ $column }` is `{ $found }`, no amount above zero
rejection-bar-of-the-future = `{ $found }` had not begun yet when it was fetched
rejection-rate-is-not-usable = `{ $found }` is no rate above zero
rejection-units-are-not-usable = `{ $found }` is no number of units that rates are set for: 1, 10, 100, 1000 or 10000
rejection-quote-is-not-of-the-days-end = the quote of { $found } is not of the last ten minutes of its UTC day

# Defects of market files.
defect-figure-is-absent = { $figure } is empty
defect-digits-may-be-lost = { $figure } is written `{ $found }`, which keeps few digits, and is left out
defect-thousands-are-grouped-wrongly = in { $figure } `{ $found }` the separators stand in wrong places; it is left out
defect-figure-is-not-readable = { $figure } `{ $found }` is no number and is left out
defect-last-figure-may-be-cut = the file ends right behind { $figure } `{ $found }`, which may lack digits
defect-price-is-not-positive = { $figure } is { $found }, so the day counts as one without it
defect-high-is-below-low = the high { $high } lies below the low { $low }
defect-price-is-outside-range = { $figure } { $found } lies outside { $low } to { $high }
defect-figure-is-negative = { $figure } is { $found }
defect-volume-is-zero = the source gives a volume of zero
defect-capitalisation-is-zero = the source gives a capitalisation of zero

trouble-folder = { $path } is a folder
    .help = name the files in it, as { $path }/*.csv
trouble-not-an-address = `{ $text }` is no address
    .help = an address begins with https:// or http:// and has no blanks
trouble-not-a-currency = `{ $text }` is no currency's code
    .help = a code is 2 to 12 capitals and digits: USD, KZT, USDT
trouble-another-pair = the file's name tells the pair { $found }, and the asset's symbol is { $expected }
    .help = hand it over for the asset that the pair begins with, or give the right --symbol
trouble-stdin-twice = standard input can be read once
    .help = one `-` stands for one case
trouble-rows-are-not-daily = some rows are of midnight and others of other times of the day (line { $line }: { $found }): a row is not a day
    .help = download daily rows, or build days of these first

trouble-unknown-file = no single file of the asset has a SHA-256 that begins with `{ $text }`
    .help = { $choices ->
        [none] it has no file that counts
       *[other] give eight digits or more of one of: { $choices }
    }
