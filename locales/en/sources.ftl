# Sources: what is followed, what is fetched, what came of it.

# Commands.
help-find = Find an asset's id at CoinMarketCap
    .long =
        Symbols and names are shared by several assets; an id is one asset's own. Shown are the ids with that symbol,
        id or name, or those that CoinMarketCap files under a tag; each with how many others share its symbol.

        The map of all ids is fetched where it is older than a day. It costs no credits and needs no key. A tag
        needs no key either; with one it costs a credit for every 250 assets. A tag decides nothing: governance tokens stand under `stablecoin` too.
    .example =
        qazyq find usdc
        qazyq find --tag stablecoin --limit 50 --csv > follows.csv
help-follow = Say from where a series comes by itself
    .long =
        An asset is followed at CoinMarketCap by its id, at an exchange by a pair. `qazyq fetch` then keeps the series up
        to date. Figures of CoinMarketCap are asked for in the currency of the peg, where it has just one.

        A pair priced in a token is converted, day by day, by that token's own price: name the token with --through.
        A day on which the token has no price is missing, and never taken as 1.

        Many series at once come from a table with the columns asset, source, key and perhaps currency, symbol, name,
        peg, peg_source, through, day.
    .example =
        qazyq follow usdc coinmarketcap 3408 --symbol USDC --peg USD
        qazyq follow usdc binance USDCUSDT --through usdt
        qazyq follow --file follows.csv
help-unfollow = Stop following a series
    .long = What was fetched of it stays in the lake and does not count any more, from now on; verdicts as of an instant before still count it.
    .example = qazyq unfollow usdc binance --reason "wrong pair"
help-fetch = Fetch what is followed and not had yet
    .long =
        Every answer is kept, byte for byte, before anything of it counts. Without a day named, each series is brought up
        to the last day that is over; a new one begins 60 days back. What is had is not asked for again, so an
        interrupted run is taken up by the same command.

        CoinMarketCap's key is read from QAZYQ_COINMARKETCAP_KEY, from --key-file or from the file that qazyq.toml in the
        workspace names; it is never shown or kept. Without a key only what CoinMarketCap gives everybody is asked for.

        Official rates come with it where a peg is in another currency than a series: of the European Central Bank, and of
        the National Bank of Kazakhstan for the tenge and all others. Name `ecb` or `nbk` to fetch them alone.

        A source that answers with nonsense, or not at all, costs a receipt that says so, and never a wrong bar.
    .example =
        qazyq fetch --dry-run
        qazyq fetch --from 2025-01-01
        qazyq fetch coinmarketcap --every 1d
help-sources = Show how whole, how late and how steady the sources are
    .long = Of each series: the days that are there and those that should be, the first gap, how long ago the last day ended, how long days take to come, days told differently at different times, and defects. Of each source: what was asked and what failed.
    .example = qazyq sources usdc
help-lake = Look after the answers that were fetched
    .long = The lake keeps every answer under its SHA-256, with a receipt of what was asked. Columns of rows are made of them and can be made again.
    .example = qazyq lake check
help-lake-check = Look whether every answer is there and as it came
    .long = Every receipt, every answer and every file of columns is read, and every digest computed again.
    .example = qazyq lake check
help-lake-rebuild = Read every answer again and make the columns anew
    .long = What a newer version of the program reads otherwise in the same bytes is told.
    .example = qazyq lake rebuild
help-lake-export = Write the rows of a feed as CSV or Parquet
    .long = Every row of every answer, with the number of its receipt; figures with every digit. Candles of an hour are those of a feed with `-1h` behind its name.
    .example = qazyq lake export coinmarketcap-ohlcv --output bars.csv

arg-base_url = Reach a source under another address: coinmarketcap=http://localhost:8080; may be given several times
arg-key_file = File whose first line is CoinMarketCap's key
arg-find-text = A symbol, an id, or part of a name
arg-find-tag = A tag of CoinMarketCap, as stablecoin
arg-find-limit = How many are shown at most [default: 100]
arg-find-csv = Write a table that `qazyq follow --file` reads
arg-follow-asset = The asset's id in the workspace; a new one needs --symbol, --name or --peg
arg-follow-source = coinmarketcap, binance, bybit or kraken
arg-follow-key = CoinMarketCap's id, or a pair as USDCUSDT
arg-follow-file = A CSV table of many series
arg-follow-currency = Currency or token of the figures [default: for CoinMarketCap that of the peg, else from the pair]
arg-follow-through = The token that the prices are in, as an asset here, and whose series of it: usdt, usdt@kraken [default source: coinmarketcap]
arg-follow-day = Whose midnight ends a day: utc or almaty; almaty of candles of an hour alone [default: utc]
arg-follow-symbol = Its symbol, which other assets may share
arg-follow-name = Its name
arg-follow-peg = What one unit is worth by its own terms: USD, "100 KZT", "0.5 USD + 0.5 EUR"
arg-follow-peg_source = Address where that is public
arg-import-through = The token that the figures are in, as an asset here, and whose series of it: usdt, usdt@kraken
arg-unfollow-asset = The asset's id in the workspace
arg-unfollow-source = Whose series
arg-unfollow-reason = Why: it is kept in the journal
arg-fetch-sources = Only these: coinmarketcap, binance, bybit, kraken, ecb, nbk
arg-fetch-asset = Only this asset, with the tokens that convert it; may be given several times
arg-fetch-from = From this day on, YYYY-MM-DD [default: 60 days back, later where a series began]
arg-fetch-to = Up to this day, YYYY-MM-DD [default: the last that is over and settled]
arg-fetch-today = The running day too; its figures are provisional
arg-fetch-again = Ask also for days that are had, to see whether the source changed its past
arg-fetch-bulk = Take whole past months from Binance's own files
arg-fetch-info = Ask CoinMarketCap anew what its ids are
arg-fetch-dry_run = Ask nothing; show what would be asked and what it would cost
arg-fetch-credits_max = Spend at most so many of CoinMarketCap's credits
arg-fetch-every = Begin again after this time, as 1d or 12h, until interrupted
arg-sources-assets = Only these assets
arg-lake-export-feed = The feed, as coinmarketcap-ohlcv or binance-klines-1h
arg-lake-export-format = csv, or parquet where the program was built with that feature [default: csv]
arg-lake-export-output = File to write [default: standard output; Parquet needs a file]

# Screens.
follow-done = { $asset } follows { $key } at { $source }, in { $currency }{ $day ->
        [almaty] , days cut at midnight in Almaty
       *[utc] {""}
    }. `qazyq fetch` brings its days.
follow-known = { $asset } follows { $key } at { $source } already
unfollow-done = { $asset } does not follow { $source } any more

find-id = id
find-symbol = symbol
find-name = name
find-status = status
find-price = price in USD
find-sharing = others with the symbol
find-followed = followed as
find-status-active = traded
find-status-inactive = no longer traded
find-status-untracked = not tracked
find-more = { $count ->
        [one] One more is not shown; --limit shows more.
       *[other] { $count } more are not shown; --limit shows more.
    }
find-shared = Where others share the symbol, look at the name and the id: the id is what is followed.
find-nothing = Nothing found.

fetch-source = source
fetch-requests = requests
fetch-answered = answered
fetch-failed = failed attempts
fetch-rows = rows
fetch-defects = defects
fetch-credits = credits
fetch-nothing = Everything that is followed is had; nothing to ask.
fetch-dry = Nothing was asked. The requests would bring { $days ->
        [one] one day
       *[other] { $days } days
    }; the credits are those that CoinMarketCap's documents name.
fetch-bar-failed = failed:
fetch-bar-left = about
fetch-next = Next run: { $when }
fetch-not-a-pause = `{ $text }` is no time between two runs
    .help = write it as 1d, 12h or 30m; at least one minute
fetch-beyond-reach = { $source } has of { $key } nothing before { $day }: earlier days come from its files, by qazyq import
fetch-no-such-currency = CoinMarketCap gives no figures in { $currency }; follow the asset in another currency
fetch-credits-left-day = CoinMarketCap's credits left today: { $left }
fetch-credits-left-month = CoinMarketCap's credits left this month: { $left }
fetch-without-key = { $count ->
        [one] one question to CoinMarketCap needs a key and was not asked
       *[other] { $count } questions to CoinMarketCap need a key and were not asked
    }
    .help = put the key into QAZYQ_COINMARKETCAP_KEY, or name a file with --key-file
fetch-without-credits = { $count ->
        [one] one question to CoinMarketCap was not asked: the credits do not suffice
       *[other] { $count } questions to CoinMarketCap were not asked: the credits do not suffice
    }
    .help = they would cost { $credits }; the same command asks them when there are credits again
fetch-ends-before-it-begins = the days end on { $to }, before they begin on { $from }
fetch-unusable = { $what }: what came cannot be used, and is asked for again in the next run: { $why }
fetch-unanswered = { $source }: { $what }: { $why }
fetch-unanswered-more = { $source }: { $count ->
        [one] one more question has no answer
       *[other] { $count } more questions have no answer
    }
fetch-interrupted = Interrupted; the same command takes it up.

sources-source = source
sources-asset = asset
sources-days = days
sources-whole = whole
sources-first-gap = first gap
sources-behind = behind
sources-lag = lag
sources-restated = restated
sources-defects = defects
sources-legend = days: with a bar / from the first to yesterday · behind: since the last day with a bar ended · lag: how long a day takes to come, the median · restated: days told differently at different times
sources-none = Nothing was imported or fetched yet.
sources-requests-heading = What was asked
sources-attempts = attempts
sources-answered = answered
sources-rows = rows
sources-credits = credits
sources-last-answer = last answer
sources-last-failure = last failure
time-minutes = { $count } min
time-hours = { $count } h
time-days = { $count } d

assets-earlier = { $count ->
        [one] One earlier is not shown; --json tells it.
       *[other] { $count } earlier are not shown; --json tells them.
    }
assets-described = CoinMarketCap calls { $id } { $name } ({ $symbol })
evidence-converted = { $source }: prices in { $from }, converted day by day by the series of { $through } at { $by }; other prices than close and vwap are not there.

lake-checked = { $receipts } receipts, { $answers } answers, { $bytes } bytes
lake-sound = Every answer is there and as it came.
lake-without-receipt = { $count ->
        [one] One answer has no receipt: its run was interrupted. That does no harm.
       *[other] { $count } answers have no receipt: their runs were interrupted. That does no harm.
    }
lake-rebuilt-same = { $feed } ({ $interval }): { $rows } rows, the same as before
lake-rebuilt = { $feed } ({ $interval }): { $rows } rows; new { $added }, gone { $lost }, changed { $changed }
lake-unreadable = receipt { $receipt } cannot be read any more: { $why }
lake-exported = { $rows } rows written to { $path }

# What can go wrong.
trouble-unknown-source = there is no source `{ $text }`
    .help = there are: { $choices }
trouble-unknown-feed = there is no feed `{ $text }`
    .help = there are: { $choices }
trouble-not-followed = nothing is followed at `{ $text }`
    .help = { $choices ->
        [none] qazyq follow says from where a series comes
       *[other] followed: { $choices }
    }
trouble-not-a-key = `{ $text }` is nothing that { $source } knows an asset by
    .help = { $source ->
        [coinmarketcap] give CoinMarketCap's id, a number; `qazyq find SYMBOL` shows it
       *[other] give a pair in capitals, as USDCUSDT
    }
trouble-followed-by-another = { $text } at { $source } is followed as { $asset }
    .help = one series belongs to one asset; `qazyq unfollow { $asset } { $source } --reason TEXT` gives it free
trouble-days-are-utc = { $source } gives days of UTC alone
    .help = days of Almaty are built of candles of an hour: follow the pair at binance or bybit
trouble-no-conversion = the series cannot be converted through `{ $text }`: { $why ->
        [itself] that is the asset itself
        [in-a-currency-already] it is in a currency already
        [another-midnight] its days end at another midnight than the token's
        [another-token] that is not the token that its prices are in, by its symbol
        [converted-itself] that series is converted itself
        [no-such-series] the token has no such series
        [in-a-token-itself] the token's series is in a token itself
       *[other] { $why }
    }
    .help = the token must be an asset of the workspace with a series in a national currency, cut at midnight UTC; follow it first
trouble-settings-are-none = { $path }: { $text }
    .help = the keys are [sources.NAME] with base_url, key_file, bars, requests_per_minute, requests_at_once, keys_at_once, deadline_seconds, attempts, first_wait_milliseconds
trouble-no-key-in-file = { $path } has no key on its first line
trouble-not-a-follow-list = line { $line } of the table: `{ $text }` is missing or unknown
    .help = the first line names the columns: asset,source,key and perhaps currency,symbol,name,peg,peg_source,through,day
trouble-no-map = the workspace has no list of CoinMarketCap's ids yet
    .help = it is fetched by `qazyq find` and `qazyq fetch`; see above why it could not be
trouble-cannot-be-written = the rows cannot be written: { $text }
trouble-lake-path-unusable = { $path }: { $text }
trouble-lake-is-in-use = another qazyq is fetching into { $path }
    .help = wait until it has ended
trouble-lake-writer-has-stopped = what was fetched can be recorded no more in { $path }
    .help = look whether the disk is full, then give the same command again
trouble-answer-is-missing = the answer { $path } is not there
    .help = restore it from a copy: its name is the SHA-256 of what it must hold
trouble-answer-is-altered = the answer { $path } is not as it came: { $what }
    .help = restore it from a copy: its name is the SHA-256 of what it must hold
trouble-answer-is-too-large = an answer of { $bytes } bytes is more than the { $bytes_max } that are kept
trouble-broken-receipt = line { $line } of { $path } is no receipt: { $what }
    .help = restore the file from a copy; nothing else was changed
trouble-receipts-are-missing = receipts are missing in { $path }: the columns cover { $covered }, and at most { $last } of those are left
    .help = restore the receipts from a copy; if they are lost for good, remove the folder `columns`, which is made anew
trouble-columns-are-broken = the columns { $path } cannot be used: { $what }
    .help = qazyq lake rebuild makes them anew
trouble-not-a-feed-name = `{ $feed }` is no name of a feed
trouble-base-is-empty = the address of the source is empty
    .help = write it as coinmarketcap=https://pro-api.coinmarketcap.com
trouble-base-is-not-readable = `{ $found }` is no address: { $detail }
trouble-base-is-neither-http-nor-https = `{ $found }` begins neither with http:// nor with https://
trouble-base-has-no-host = `{ $found }` names no host
trouble-base-has-no-readable-port = the port in `{ $found }` is none
trouble-base-holds-a-password = `{ $found }` holds a name or a password
    .help = a key belongs into QAZYQ_COINMARKETCAP_KEY or a file
trouble-base-has-a-query = `{ $found }` has a question mark in it
    .help = paths and queries are put behind the address by the program
trouble-base-has-a-fragment = `{ $found }` has a number sign in it

# What receipts tell: of one attempt, or of an answer.
told-no-connection = no connection
told-deadline-passed = no whole answer in time
told-connection-ended-early = the connection ended before the answer did
told-reply-is-too-long = the answer is too long
told-body-cannot-be-unpacked = the answer cannot be unpacked
told-no-trusted-connection = the connection cannot be trusted
told-name-is-not-found = the host's name is not found
told-address-cannot-be-asked = the address cannot be asked
told-source-sends-elsewhere = the source sends to another address, which is not followed
told-reply-is-not-http = what came is no HTTP
told-answer-has-no-bytes = the answer is empty
told-answer-is-a-web-page = a web page came in place of data
told-answer-is-not-json = the answer is no JSON, or is cut off
told-answer-is-not-xml = the answer is no XML, or is cut off
told-answer-is-no-archive = the answer is no archive with one file
told-answer-holds-an-unusable-file = the file in the answer cannot be used
told-answer-is-misshapen = something stands in the answer that the source's documents do not allow
told-source-refused = the source refused{ $message ->
        [none] {""}
       *[other] : { $message } ({ $code })
    }
told-answer-is-about-another-key = the answer is about something else than what was asked for
told-answer-is-in-another-currency = the answer is in another currency than was asked for
told-row-stands-twice = a day stands twice with different figures
told-not-asked-for = something came that was not asked for, and was passed over
told-key-is-absent = nothing came of something that was asked for
told-part-is-unusable = what came of one asset cannot be used
told-rows-are-out-of-order = rows stood in another order than documented, and were sorted
told-answer-held-the-key = the answer held the key and was not kept
told-interrupted = interrupted
told-answer-broke-the-program = the answer broke the program; it is kept, and this is a bug to be reported
told-source-fails-too-often = the source fails too often, and was left alone
told-source-asked-to-stop = the source asked to be left alone
told-no-answer = no answer
