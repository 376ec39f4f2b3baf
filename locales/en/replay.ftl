# Replaying markets, flip margins, and bars made of trades and candles.

help-replay = Replay a market: every asset, every day, under every reading
    .long =
        Stability is decided for each asset and each day from --from to --to, under every reading or those that --readings
        names, with the very outcomes that `qazyq assess` gives. The assets are those of the workspace, or those of a file
        of bars (--input) with their pegs (--pegs). An asset's days are those from its first bar in the interval to its last.

        With --threshold, --window-days or --amended the law is another than the one in force, and what that changes is
        told: the amendment's effect, before it takes force.

        The summary is for people. CSV and Parquet hold one table: `spans` of days with one outcome, `assets` with days
        met and not met, flips and recoveries, `days` with how many assets meet on each, or `changes` against the law in
        force. JSON holds the totals of each reading, and the table that --table names.
    .example =
        qazyq replay --from 2022-01-01 --to 2023-12-31
        qazyq replay --input bars.csv --pegs pegs.csv --from 2022-01-01 --to 2023-12-31 --format json --output replay.json
        qazyq replay --from 2023-01-01 --to 2023-12-31 --threshold 1/200 --format csv --table changes

arg-replay-assets = Only these assets of the workspace
arg-replay-readings = Readings: all, default, or statistic/price/missing/window joined by commas, `*` for any choice [default: all]
arg-input = Bars of a file in place of the workspace's: CSV or Parquet with the columns asset, day, open, high, low, close …, or the lake's columns (*.arrow)
arg-pegs = The pegs of the assets in --input: a CSV with the columns asset and peg
arg-fx = Rates of currencies: a CSV with the columns date, base, quote, rate
arg-replay-currency = Currency of the figures in --input, where it has no such column [default: USD]
arg-screen-currency = Currency of the figures in --input, where it has no such column [default: USD]
arg-threshold = What if the threshold were another: 1/100, 0.005
arg-window_days = What if the window had so many days
arg-amended = What if the law were that in this folder
arg-replay-format = summary, csv, json or parquet [default: summary]
arg-table = Lines that are written: spans, assets, days or changes
arg-replay-output = File for the result [default: standard output]
arg-screen-format = table, csv or parquet [default: table]
arg-screen-output = File for the result [default: standard output]

help-margin = Show how little would flip an asset's outcome on a day
    .long =
        The smallest change of one day's price that turns the criterion of stability from met to not met or back, exactly,
        for each series that decides; and the day that costs most of what the order allows.
    .example = qazyq margin usdc --on 2023-03-14
arg-margin-asset = The asset's id

help-bars = Make daily bars of trades or candles
    .long =
        Trades are CSV or Parquet with the columns time, price and quantity, perhaps with an asset, or Binance's files of
        trades; candles are Binance's kline files. Bars are exact: open, high, low, close and the mean price by volume. The
        input is not kept. The output is CSV, or Parquet where the file is named *.parquet.
    .example = qazyq bars --klines USDCUSDT-1m-2023-03.csv --asset usdc --output usdc.csv
arg-bars-trades = Files of trades
arg-bars-klines = Files of candles
arg-bars-output = File for the bars: *.csv or *.parquet
arg-bars-asset = The asset, for files that do not name it
arg-bars-partial_days = Also make bars of days with missing candles
arg-bars-day = Whose midnight ends a day: utc or almaty [default: utc]

replay-heading = { $from } to { $to } · assets: { $assets } · asset-days: { $days } · readings: { $readings }
replay-column-reading = reading
replay-column-met = met
replay-column-not-met = not met
replay-column-undetermined = undetermined
replay-column-flips = flips
replay-column-recovery = days to recover
replay-column-accord = as ←
replay-column-changed = changed
replay-legend = Days of all assets. Flips are turns between met and not met; days to recover count from the first day not met to the first met again, on average. "as ←" is the share of days on which a reading comes to the same as the one marked ←, where both are determined.
replay-legend-what-if = Days of all assets, under the other law; "changed" are those whose outcome is not that of the law in force. Flips are turns between met and not met; days to recover count from the first day not met to the first met again, on average. "as ←" is the share of days on which a reading comes to the same as the one marked ←, where both are determined.
replay-unanimity = On { $determined } asset-days at least one reading is determined; on { $unanimous } of them ({ $share }) all that are determined agree.
replay-first-day = On { $day }, the first day on which something can be said under ←, { $met } of { $all } assets meet the criterion.
replay-last-day = On { $day }, the last such day, { $met } of { $all }.
replay-worst-day = The smallest share was on { $day }: { $met } of { $all }.
replay-what-if = The law that was replayed is not the one in force.
replay-floats = Read as binary floating point, each number as the shortest decimal that stands for it: { $columns }. That need not be what the source wrote.
replay-unordered = The rows are neither by asset nor by day; all of them were held in memory.
replay-without-peg = { $count ->
    [one] One asset has no peg
   *[other] { $count } assets have no peg
 }: without it nothing can be said.
replay-without-rate = { $count ->
    [one] One asset has a peg in another currency than its figures, and no rate tells
   *[other] { $count } assets have a peg in another currency than their figures, and no rate tells
 } what it is worth: --fx names a file of rates.
replay-rejected = { $count ->
    [one] One line is no row and was left out:
   *[other] { $count } lines are no rows and were left out, the first of them:
 }
replay-unreadable = { $count ->
    [one] One cell holds no amount; that figure is absent.
   *[other] { $count } cells hold no amount; these figures are absent.
 }

trouble-to-before-from = the last day, { $to }, lies before the first, { $from }
trouble-not-a-window = a window cannot have { $found } days
    .help = name between 1 and { $limit } days
trouble-not-a-threshold = `{ $text }` is not a threshold
    .help = a threshold is an amount or two joined by `/`, not below zero: 1/100, 0.005
trouble-not-readings = `{ $text }` names no reading that the law counts
    .help = write all, default, or readings as statistic/price/missing/window, joined by commas, `*` for any choice; `qazyq readings` lists the choices
trouble-table-line-unusable = { $path }, line { $line }: `{ $text }` cannot be used here
    .help = a peg is a currency, amounts of currencies, or a number of units, once for each asset; a rate is above zero, once for each pair and day
trouble-table-column-missing = { $path } has no column { $text }
    .help = its columns are { $choices }
trouble-currency-changes = the rows of { $asset } are in more than one currency
    .help = name each series as an asset of its own, or convert it first
trouble-day-of-asset-twice = { $asset } has two rows of { $day }
    .help = one row for each asset and day can count; take the other out
trouble-interrupted = interrupted; nothing was written
trouble-replay-contradicts-itself = the run contradicts itself ({ $text })
    .help = this is a fault of the program: please report it with the file and the command
trouble-nothing-to-compare = there is no other law to compare with
    .help = name what shall be different with --threshold, --window-days or --amended

margin-heading = { $asset } on { $date }: how little would flip stability
margin-reading = Reading: { $reading }
margin-no-series = No series decides here.
margin-undetermined = The outcome is undetermined, so there is nothing to flip. `qazyq assess` says what is missing.
margin-none = No change of one day's price alone would flip it.
margin-rise = A rise of the price of { $day } flips it: from { $from } to { $edge ->
    [at] { $to }
   *[beyond] anything above { $to }
 } ({ $change } of what the asset is worth).
margin-fall = A fall of the price of { $day } flips it: from { $from } to { $edge ->
    [at] { $to }
   *[beyond] anything below { $to }
 } ({ $change } of what the asset is worth).
margin-smallest = This is the smaller change.
margin-costliest = The day that costs most: { $day }, { $deviation } off{ $share ->
    [none] .
   *[other] , { $share } of all deviation in the window.
 }

screen-file-heading = Stability on { $date }
screen-file-asset = asset
screen-file-outcome = outcome
screen-file-deviation = deviation
screen-file-days = days with a price
screen-file-stability-alone = The other four criteria need facts that a file of bars does not have. `qazyq import` brings an asset into the workspace, where all five are decided.

bars-made = Bars: { $bars } · assets: { $assets } · trades or candles: { $ticks }
replay-nothing = No asset has a bar on these days.
trouble-summary-is-for-the-screen = the summary is for the screen: it has no file and no table
    .help = name csv, json or parquet with --format
trouble-table-is-for-the-screen = the table is for the screen: a file needs a format
    .help = name csv or parquet with --format
trouble-file-twice = { $path } was handed over twice
    .help = name each file once: what stands in it would count twice
