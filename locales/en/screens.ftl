# Screens of single commands.
default = default
error = error
help = help
cannot-write = the result cannot be written: { $text }
place-line = line { $line }
place-line-column = line { $line }, column { $column }

screen-heading = All assets on { $date }

history-heading = { $asset }, { $from } to { $to }: the deviation that is held against the limit
history-legend = █ above the limit   ░ at or below it   · undetermined   ▔ the limit
history-changes = When it changed, and why
history-readings = Stability under every reading (statistic · price · missing day · window)
history-reading = reading
history-failing = days not met
history-unknown = days undetermined
history-spans = not met

readings-heading = Readings of "average daily deviation"
readings-intro = { $law } does not say what the words mean. A reading is one choice on each axis; { $count } are counted, and every verdict tells how all of them come out.
readings-source = Which source decides
readings-either = met if any source meets the limit, not met if every one fails: the order says "or"
readings-named = that source alone
readings-not-counted = Considered and not counted

law-version = { $name }, in force from { $from } { $until ->
        [none] on
       *[other] until { $until }
    }
law-parameters = Numbers that decide
law-parameter = { $name } = { $value } [par. { $paragraph }, { $status }] — { $text }
law-unverified = What nobody has verified
law-sources = Pages that speak of the order
law-source = { $language }, read on { $date }

assets-id = id
assets-symbol = symbol
assets-name = name
assets-peg = peg
assets-source = source
assets-days = days
assets-span = from … to
assets-restated = restated
assets-files = What { $source } is made of
assets-restatements = { $count ->
        [one] One day was told differently at different times
       *[other] { $count } days were told differently at different times
    }
assets-restatement = { $when }: { $figures } (counted: { $file })
assets-restated-figure = { $figure } { $counts } counts, { $other } was also said

import-facts = { $file }: { $known ->
        [yes] facts on { $asset }, already in the workspace
       *[no] facts on { $asset }
    }
import-market = { $file }: { $format }, { $rows } { $rows ->
        [one] row
       *[other] rows
    } from { $first } to { $last }, { $source } in { $currency }, for { $asset }{ $known ->
        [yes] ; already in the workspace
       *[no] {""}
    }
import-floats = binary floating point in { $columns }: each figure is the shortest decimal that stands for the same number; the source may have written another
import-rejected = rejected
import-rejected-more = and { $count } more rejected { $count ->
        [one] line
       *[other] lines
    }
import-defects = { $count ->
        [one] { $first }: { $what }
       *[other] { $count } times from { $first } to { $last }, for example: { $what }
    }
import-series = { $asset } of { $source } now has { $days ->
        [one] one day
       *[other] { $days } days
    } from { $first } to { $last }{ $repeated ->
        [0] {""}
        [one] ; one of them was told twice, the same
       *[other] ; { $repeated } of them were told more than once, the same
    }{ $restated ->
        [0] .
        [one] ; one was told differently at different times:
       *[other] ; { $restated } were told differently at different times:
    }
format-coinmarketcap_export = CoinMarketCap download
format-coinmarketcap_page = CoinMarketCap page
format-binance_klines = Binance klines
format-kraken_ohlcvt = Kraken's OHLCVT file
format-columns = declared columns
format-parquet = Parquet

form-head = Facts about { $asset } that were missing for { $date }. Take the `#` away from the blocks that you fill in, fill in every line of them, delete the others, and hand the page over with: qazyq import PAGE.toml
form-nothing-missing = Nothing is missing that a person would write down.
form-peg = What one unit is worth by its own terms, and the public address that says so.
form-peg-source = The peg again, with the public address that says so.
form-disclosure = Where it is published. If it was looked for and is not there: status = "absent", and looked_for_on with the day in place of url and published.
form-check = A look into a register of court decisions or orders: its name, the day, and what came back: "none", "found", or "dismissed" where the hits concern somebody else.
form-coinmarketcap = What CoinMarketCap says of the asset.
form-fx = A rate: units of quote for one unit of base, as text. An inverse is written "1/520.35". One row serves its day and the ten days after it.

demo-intro = DEMONSTRATION. The prices are real: CoinMarketCap's daily bars of five dollar-pegged assets. The facts for the other four criteria are made up. Each command below can be given in a workspace of your own.
demo-2018-11-30 = In November 2018 the averages of these assets lay well above one dollar: a market's premium fails the criterion as a loss does.
demo-2022-05-13 = TerraUSD lost its peg on 9 May 2022. Four days later it fails under every reading that can be computed.
demo-2023-03-14 = USDC and Dai fell over the weekend of 11 and 12 March 2023. Under the mean of thirty days USDC stays within the limit; held against every single day it does not.
demo-ust = The fall was quick, and the criterion needs days to see it: an average moves slowly.
demo-usdc = One bad weekend: the default reading never fails, the strictest fails for a month.
demo-next = Now your own file: qazyq import FILE.csv --asset usdc --symbol USDC --peg USD, then qazyq assess usdc --on DAY. Or keep this workspace: qazyq demo --keep DIR
demo-kept = The workspace is in { $folder }: qazyq --workspace { $folder } assets

import-uncovered = { $count ->
        [one] One day is not covered from its first to its last minute and is left out: { $first }.
       *[other] { $count } days are not covered from their first to their last minute and are left out, the first { $first }.
    } With --partial-days and a --source of its own such days give bars too.
import-another-asset = Look again: most days that { $source } had for { $asset } already are told differently now. Is this file about another asset? Nothing was lost, but what was had last counts. If it is: qazyq assets { $asset } lists the files, and qazyq withdraw takes one back.
evidence-restated = { $count ->
        [one] One day that may matter here was told differently at different times
       *[other] { $count } days that may matter here were told differently at different times
    } ({ $source }, first { $first }): qazyq assets { $asset }
evidence-had-later = Some of what the workspace has was had only later, from { $first } on, and does not count as of the instant asked for. Files that you had earlier are imported with --retrieved.

withdraw-done = { $file } does not count for { $asset } any more.
assets-withdrawn = Withdrawn files

serve-ready = The register is at { $address }
serve-first = Nobody is a user yet. The first administrator begins here, once: { $address }
serve-no-address = No connection can be taken at { $address }: { $text }.
    .help = Another program may be there. Name another place by --address, as 127.0.0.1:8601.
serve-not-an-address = “{ $text }” is no address with a port.
    .help = Write an IP address and a port: 127.0.0.1:8600, or [::1]:8600.
serve-not-an-origin = “{ $text }” is not where addresses can begin.
    .help = Write a scheme and a host, with nothing behind: https://registry.example
