# Help of the command line. `.long` follows the first line; `.example` stands at the end.

heading-usage = Usage
heading-commands = Commands
heading-arguments = Arguments
heading-options = Options
heading-example = Example
usage-options = OPTIONS
usage-command = COMMAND

help-qazyq = Decide whether a digital asset is an unsecured digital asset with fixed value
    .long =
        Qazyq holds a digital asset against the five criteria of Kazakhstan's order No. 600/НҚ, shows why it meets
        them or not, and says what evidence is missing. Where the order is unclear, every reasonable reading is
        computed and shown.

        Data come from files that you hand over and from the sources of the series that you follow; no file is sent
        anywhere. A verdict is not a legal opinion, and the official list of assets is not part of the program.
    .example =
        qazyq demo
        qazyq import USDC.csv --asset usdc --symbol USDC --peg USD
        qazyq assess usdc --on 2023-03-14

help-demo = Show the program at work on a small real sample
    .long =
        Five dollar-pegged assets around November 2018, May 2022 and March 2023, with real prices of CoinMarketCap:
        screened on three telling days, and two of them looked back on day by day.

        The facts for the other four criteria are made up for the demonstration, and every screen says so. Nothing
        is kept, unless --keep names a folder.
    .example = qazyq demo --lang ru

help-import = Hand over market files and pages of facts
    .long =
        Read are CoinMarketCap's own "download CSV", its historical pages saved as tab-separated text, Binance's
        kline files, pages of facts in TOML, and any other CSV whose columns you declare with --columns; so are Parquet
        files, if the program was built with the feature `parquet`.

        The bytes are kept under their SHA-256 and never changed. The same day from two files is one bar where the
        figures agree, and a recorded restatement where they do not: the file had last counts, and both stay.

        A new asset is made on the way: give --symbol, --name or --peg. Giving the same command again takes up an
        import that was interrupted.
    .example =
        qazyq import USDC_2023.csv --asset usdc --symbol USDC --name "USD Coin" --peg USD
        qazyq import usdc.facts.toml
        qazyq import prices.csv --asset x --peg "100 KZT" --source bybit --currency USD --columns "date=Day,close=Last"

help-assets = List the assets of the workspace, or show where one comes from
    .long = For one asset, its files with their digests are listed, and every day that a source told differently at different times.
    .example = qazyq assets usdc

help-assess = Decide one asset on one day, and explain it
    .long =
        The law in force on that day decides; a day before 13 December 2025 is decided too and marked so. What is not
        chosen is decided under the default reading, and the verdict tells how all the others come out.

        With --as-of only what was had up to that instant counts, so a past verdict can be had again.
    .example = qazyq assess usdc --on 2023-03-14 --statistic every_day

help-screen = Decide every asset of the workspace on one day
    .long = With --json one verdict a line, by the asset's id.
    .example = qazyq screen --on 2023-03-14

help-history = Look back on one asset, day by day
    .long =
        A chart of the figure against the limit, the days on which a verdict changed and why, and for every reading on
        which days the asset fails. With --json one verdict a line.
    .example = qazyq history ust --from 2022-04-25 --to 2022-06-20

help-case = Write down everything that a verdict rests on
    .long =
        The case file holds the facts, the bars and the digests of the bytes they come from. Anyone can decide it with
        `qazyq evaluate`, on any machine, and gets the same verdict byte for byte (under --json, with the case's
        path in front).
    .example = qazyq case usdc --on 2023-03-14 > usdc.case.json

help-facts = Write a form for the facts that are missing
    .long =
        The form is TOML in which every line to fill in begins with `#`. Take the sign away, fill in, and hand it over
        with `qazyq import`. Handed over as it is, it is refused, since it says nothing.
    .example =
        qazyq facts --template usdc > usdc.facts.toml
        qazyq import usdc.facts.toml

help-evaluate = Decide case files, with no workspace
    .long =
        A PATH is a case file, a folder in which every file named *.case.json is decided, or `-` for one case on
        standard input. With --json one verdict a line, in the order given, folders in path order.

        The exit status is 0 if all were decided, 3 if any was refused, 2 for wrong usage, and 1 if it could not run.
    .example = qazyq evaluate --json cases/ > verdicts.jsonl

help-readings = Show what "average daily deviation" may mean
    .long = The order does not define it. Shown is every choice that is counted, what it means, and what was considered and not counted.
    .example = qazyq readings

help-law = Show the order as the program knows it
    .long = Each paragraph in our own words, with its source and how well it is known, each number with its paragraph, and what nobody has verified.
    .example = qazyq law --lang kk

help-completions = Write a shell's completions
    .long = SHELL is bash, zsh, fish, elvish or powershell.
    .example = qazyq completions bash > ~/.local/share/bash-completion/completions/qazyq

# Options that every command has.
arg-lang = Language of all words: en, ru or kk [default: QAZYQ_LANG, else the system's, else en]
arg-workspace = Folder of the workspace [default: QAZYQ_WORKSPACE, else the user's data folder]
arg-law = Folder with the order as data, in place of the one that ships with the program
arg-json = Write JSON, for programs
arg-quiet = Write no progress and no remarks beside the result
arg-help = Show help; --help shows more than -h
arg-version = Show the version

# Options of several commands.
arg-on = The assessment date, YYYY-MM-DD
arg-from = The first day, YYYY-MM-DD
arg-to = The last day, YYYY-MM-DD
arg-asset = The asset's id in the workspace
arg-as_of = Count only what was had up to this instant, as 2026-03-13T06:00:00Z
arg-statistic = How the days are put together: mean_absolute, mean_signed or every_day
arg-price = Which price of a day: close, ohlc4, extreme or vwap
arg-missing = What becomes of a day without a price: undetermined or carry_forward
arg-window = Which thirty days: complete_days or through_assessment_day
arg-source = Which source decides: either, or its name

# Options of one command.
arg-demo-keep = Make the workspace here and leave it for you to explore
arg-import-files = Market files, and pages of facts named *.toml
arg-import-asset = The asset's id: small letters, digits, `-`, `.` and `_`
arg-import-symbol = Its symbol, which other assets may share
arg-import-name = Its name
arg-import-peg = What one unit is worth by its own terms: USD, "100 KZT", "0.5 USD + 0.5 EUR"
arg-import-peg_source = Address where that is public
arg-import-source = Whose figures these are [default: coinmarketcap or binance where the format is theirs]
arg-import-currency = Currency of the figures [default: USD for CoinMarketCap, from the file's name for Binance]
arg-import-retrieved = When the files were had, as 2026-03-13T06:00:00Z [default: now]
arg-import-day = Whose midnight ends a day built of candles: utc or almaty [default: utc]
arg-import-partial_days = Build bars also of days that are not covered from first to last minute
arg-import-columns = Columns of another table: date=Day,open=Open,high=High,low=Low,close=Close,vwap=…,volume=…,market_cap=…
arg-import-only = Only rows with this value in this column; may be given several times
arg-import-delimiter = What stands between fields, `tab` for a tab [default: found by itself]
arg-import-thousands = What groups thousands in numbers
arg-import-date_format = How days are written, as %d/%m/%Y [default: YYYY-MM-DD]
arg-facts-template = The asset's id
arg-facts-on = The assessment date for which something may be missing, YYYY-MM-DD [default: today]
arg-evaluate-paths = Case files, folders of *.case.json, or `-`
arg-completions-shell = The shell

# Complaints about what was typed.
usage-unknown-argument = there is no option { $arg } here
usage-unknown-command = there is no command `{ $command }`
usage-value-missing = a value is missing behind { $arg }
usage-invalid-value = `{ $value }` is no value for { $arg }
usage-argument-missing = something is missing: { $args }
usage-command-missing = a command is missing
usage-twice = { $arg } cannot stand there twice
usage-conflict = { $arg } and { $other } exclude each other
usage-other = the command line cannot be read: { $text }
usage-did-you-mean = perhaps you meant { $text }
usage-one-of = it is one of { $choices }
usage-see-help = `qazyq --help` and `qazyq COMMAND --help` show what can be typed
usage-to-before-from = the last day lies before the first

usage-unexpected = `{ $arg }` is not expected here

help-withdraw = Take a file back that was the wrong one
    .long =
        The file stays where it is and does not count any more; the reason stays with it. As of an instant before,
        it still counts. `qazyq assets ASSET` lists the files with the beginning of their SHA-256, eight digits of which
        are enough here. Handed over again, the file counts again.
    .example = qazyq withdraw ust 3f9a51c2 --reason "prices of LUNC"
arg-withdraw-file = SHA-256 of the file, or its first eight digits and more
arg-withdraw-reason = Why: it is kept with the withdrawal

help-serve = Serve the register: pages for people, an interface for programs, a gate for exchanges
    .long =
        Everything is read from the workspace and nothing is written to it, unless --update-every lets the server fetch what is
        followed; with --record-key each day's verdicts are then signed, kept as public bundles and logged besides. Without
        it every page says how old its figures are.

        The server speaks plain HTTP on this machine alone. For the world, put a web server with TLS in front of it and name its
        address by --origin: permanent addresses begin with it.
    .example = qazyq serve --demo
arg-serve-address = Where connections are taken [default: 127.0.0.1:8600]
arg-serve-origin = Where permanent addresses begin, as https://registry.example
arg-serve-on = Show this day instead of the present one
arg-serve-demo = Show a sample with real prices and made-up facts; every page says so
arg-serve-read_only = Show the register alone, without a workbench
arg-serve-update_every = Fetch what is followed, so often: 1d, 12h
arg-serve-record_key = Sign each day's verdicts with this key, keep their bundles and log them
arg-serve-requests_per_second = Requests a second that one address may make, five times as many at once; 0: any number [default: 20]
arg-serve-price_days_max = The gate has a person look where the last price is older than so many days [default: 1]
arg-serve-operations = Give metrics there, apart from the public
