# The public register: its pages, and the days and instants on them.

# Days and instants. The month is a number and chooses its name.
web-day-long = { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
} { $year }
web-day-short = { $day } { $month ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
web-instant = { $date }, { $time } UTC
web-on-day = On { $day }
web-asset-on-day = { $asset } on { $day }

# Around every page.
web-skip = To the content
web-tag = Digital assets under order No. 600/НҚ
web-language = Language
web-dark-theme = Dark theme
web-sections = Sections
web-section-look-up = Look up
web-section-market = Market
web-section-lists = Lists
web-section-listing = What listing means
web-section-method = Method
web-section-log = Log
web-about-page = About this page
web-contents = On this page
web-notice-head = Demonstration
web-notice-demo = Prices come from their sources. Facts and lists that call themselves a demonstration are made up. Nothing here is a finding about a real asset.
web-notice-page = Some of what stands on this page is made up, to show the program at work. It is not a finding about a real asset.
web-notice-register = Some facts of this register are made up, to show the program at work. The pages on which they stand say so.
web-footer-no-opinion = A verdict is not a legal opinion, and it puts no asset on a list. The official text of the order and the contents of the official list are unverified here.
web-footer-prices = Prices on these pages: { $sources }.
web-footer-sources = Prices belong to their sources and stand under their terms. Qazyq is free software: anyone can run it and find every answer again.
web-age = The register as of { $instant }. Every asset that has prices has them up to { $until } at least.
web-age-without-prices = The register as of { $instant }. It holds no prices yet.
web-age-by-hand = Newer figures come only when somebody fetches them.
web-as-csv = This table as CSV
web-as-json = This table as JSON
web-show = Show
web-unverified = unverified
web-unverified-contents = official contents unverified
web-entry-made-up = This entry is made up.

# Look up.
web-search-label = Name, symbol, contract address or CoinMarketCap id
web-search-hint = For example a symbol, a number, or an address that begins with 0x. Capitals do not matter.
web-home-title = Look up a digital asset
web-home = Is it a stablecoin in the law of Kazakhstan?
web-home-lead = Order No. 600/НҚ names five criteria for an unsecured digital asset with fixed value. This register holds digital assets against them, day by day, and shows the evidence.
web-home-emblem = is the stake that a tethered horse circles. A stablecoin is tethered to a currency, and the order says how far it may stray: { $limit }, on average over { $days } days.
web-home-tells = What an answer tells you
web-home-criteria = What the criteria give
web-home-criteria-text = Qualifies, does not qualify, or undetermined, with each of the five criteria and the evidence behind it. Where the order is unclear, every counted reading is shown.
web-home-lists = Whether a list names it
web-home-lists-text = Four lists exist in Kazakhstan, of four authorities under four laws. They are never mixed, and a verdict puts nothing on any of them.
web-home-follows = What follows from it
web-home-follows-text = For an asset on the Ministry’s List: what one unit counts for under the tax rule. For any other: that the rule does not apply.
web-home-now = The register on { $day }
web-home-all = { $count ->
    [one] The one asset
   *[other] All { $count } assets
}
web-home-lists-link = The lists of the authorities
web-home-log-link = The log that shows nothing was changed
web-home-not = What this register is not
web-home-not-text = It is not the official list, and a verdict is not a legal opinion. The official text of the order and the contents of the official list are unverified here.
web-home-not-link = What is known, from where, and how well
web-found-heading = “{ $typed }”
web-found-one = One asset is called so: { $asset }
web-found-whole = The whole answer with its evidence
web-found-shared = { $count ->
    [one] “{ $typed }” is the symbol of one asset.
   *[other] “{ $typed }” is the symbol of { $count } assets. A symbol belongs to nobody, and several may share one. Choose the one that you mean by what tells it apart.
}
web-found-several = { $count ->
    [one] One asset is called so, or nearly so.
   *[other] { $count } assets are called so, or nearly so. Choose the one that you mean by what tells it apart.
}
web-found-sure = To be sure of the right one
web-found-sure-text = Take the contract address from the issuer’s own site, or CoinMarketCap’s number, and look that up: they belong to one asset alone.
web-found-none = { $count ->
    [one] The one asset in this register is not called so: not by name, symbol, contract address or CoinMarketCap id.
   *[other] None of the { $count } assets in this register is called so: not by name, symbol, contract address or CoinMarketCap id.
}
web-found-none-says-nothing = That an asset is not here says nothing about it: neither that it meets the criteria nor that it fails them.
web-found-none-hint = Part of a name is enough. A contract address must be whole.
web-apart-id = id { $id }
web-apart-symbol = symbol { $text }
web-apart-peg = pegged to { $text }
web-apart-coinmarketcap = CoinMarketCap id { $text }
web-apart-contract = contract { $text }
web-apart-issuer = issuer { $text }
web-apart-lists = on the list: { $text }
web-apart-no-list = on no list

# A verdict in plain words.
web-gauge-figure = { $statistic ->
    [every_day] from the peg on the day farthest off, of { $days } days
   *[other] from the peg, on average over { $days } days
}. The order allows { $limit }.
web-gauge-none = No figure
web-gauge-open = can be had from the evidence: of some of the { $days } days something is missing. The order allows { $limit }.
web-answer-listed = Is it on a list?
web-answer-listed-no = No. None of the four lists that are recorded here names it on that day.
web-answer-listed-yes = Yes: { $list }, since { $since }{ $act ->
    [none] .
   *[other] , by the act “{ $act }”.
}
web-answer-listed-suspended = Yes: { $list }, since { $since }{ $act ->
    [none] {""}
   *[other] , by the act “{ $act }”
}; but it is suspended and does not count on that day.
web-answer-listed-unverified = What the official lists say is unverified here.
web-answer-listed-link = The list of that day
web-answer-follows = What follows from it?
web-answer-follows-nothing = Nothing by itself. The tax rule for assets with fixed value applies to what is on the Ministry’s List. This asset is not on it on that day, as far as is recorded here.
web-answer-follows-suspended = Nothing on that day, as far as is recorded here: the asset is on the Ministry’s List but suspended.
web-answer-follows-counts = For the tax rule one { $symbol } counts as { $peg ->
    [none] one unit of the currency that it is pegged to
   *[other] { $peg }
}, whatever its price.
web-answer-follows-apart = Listing is one thing, the criteria are another: a verdict takes nothing off a list.
web-answer-sure = How sure is the answer?
web-answer-missing = What is missing?
web-sure-robust = All readings of the order’s unclear text that can be computed agree.
web-sure-against = { $against } of { $all } readings of the order’s unclear text give the opposite.
web-sure-open = Open. Of { $all } readings of the order’s unclear text { $met } come out as met and { $not_met } as not met.
web-sure-one-source = All readings agree, but one source alone would give the opposite.
web-sure-no-reading-is-law = The order does not say what “average daily deviation” means, and no reading is the law.
web-sure-link = All { $all } readings
web-prices-until = Prices are known up to { $day }.
web-prices-behind = Prices are known up to { $day } only, { $days } days before the day of this answer.
web-prices-none = No prices are known.

# An asset.
web-asset-title = { $asset } on { $day }: { $verdict }
web-other-moment = This is the answer for { $day } by what was known at { $instant }.
web-other-own = The register’s own answer, for { $day }
web-another-day = Another day
web-id = Id
web-pegged-to = Pegged to
web-coinmarketcap-id = CoinMarketCap id
web-contract = Contract
web-unavailable = No answer
web-unavailable-lead = The asset is known here, but what is recorded of it gives no answer for this day.
web-unavailable-why = Why: { $why }.

# The five criteria.
web-criteria = The five criteria
web-criterion-wording = Where this wording comes from
web-why-peg-is-public = The peg is stated at a public address.
web-why-all-published = { $count ->
    [one] The one item is published.
   *[other] All { $count } items are published.
}
web-why-nothing-found = The registers that were checked have nothing on asset and issuer.
web-why-within = { $source }: { $figure } of at most { $limit }; { $room } to spare.
web-why-above = { $source }: { $figure } where at most { $limit } is allowed; { $room } too much.
web-evidence-peg = Peg
web-evidence-peg-is = one { $symbol } is { $peg } by its own terms.
web-evidence-published = published, no day named.
web-evidence-published-since = published { $day }{ $age ->
    [0] , on the day itself:
    [one] , one day before:
   *[other] , { $age } days before:
}
web-evidence-published-long-ago = published { $day }, { $age } days before. Look whether it still holds; the order sets no age limit:
web-item-asset = The asset itself
web-item-backing = What backs it
web-item-issuer = Its issuer
web-item-stabilisation_mechanism = What keeps its value stable
web-fact-source = Source
web-fact-days = Days that count
web-fact-days-are = { $first } to { $last }, with a price on { $present } of { $all }
web-fact-figure = Figure
web-fact-exactly = Exactly
web-fact-headroom = Headroom
web-fact-farthest = Day farthest off
web-fact-again = Met again, at the earliest
web-fact-again-is = { $day }, if every later day were at the peg
web-fact-reading = Reading
web-fact-volume = Volume
web-fact-capitalisation = Capitalisation
web-fact-day = Day
web-fact-coinmarketcap = CoinMarketCap id
web-fact-listed = Listed on CoinMarketCap
web-link-days = Every day with its price
web-link-readings = All readings
web-trail-entry = entry { $number } of the journal
web-trail-class = said by { $class }
web-trail-of-official_register = an official register
web-trail-of-issuer = the issuer
web-trail-of-third_party = a third party
web-trail-of-on_chain = the chain itself
web-trail-of-self_reported = whoever recorded it
web-trail-file = from { $file }
web-trail-address = from { $address }
web-trail-retrieved = had on { $instant }
web-trail-digest = SHA-256 { $digest }
web-trail-made-up = made up for a demonstration

# The chart and its table.
web-chart = How far from the peg
web-chart-caption = Each stroke is one day: up, the price was above the peg; down, below it. A square stands for a day more than { $limit } off. The bars below are the figure of the { $days } days before each day, which the order’s limit is held against.
web-chart-farthest = Farthest: { $figure } on { $day }.
web-days = Every day as a table
web-days-caption = { $symbol }: price in { $currency }, { $source }. ■ more than { $limit } from the peg.
web-days-day = Day (UTC)
web-days-price = Price
web-days-deviation = From the peg
web-days-figure = Figure of the window
web-days-no-price = no price
web-days-none = No price of these days is known.
web-days-above = above the limit
web-draw-each = How far each day’s price was from the peg
web-draw-each-short = Each day’s price, from the peg
web-draw-even = Inside the shaded band: within { $limit }
web-draw-even-short = Shaded: within { $limit }
web-draw-broken = Shaded: within { $limit }. Beyond it the scale is squeezed: each power of ten takes the same height.
web-draw-broken-short = Beyond { $limit } the scale is squeezed (logarithmic)
web-draw-peg = peg
web-draw-no-price = no price
web-draw-no-figure = undetermined
web-draw-counted = the { $days } days that count
web-draw-figure = The { $days }-day figure, day by day
web-draw-alt = { $symbol }, { $first } to { $last }. Days more than { $limit } off: { $above }. { $farthest } The figure of { $last }: { $figure }. The table below has every day.
web-draw-gauge = Deviation { $figure }, limit { $limit }
web-draw-gauge-open = Deviation undetermined, limit { $limit }
web-draw-history = { $symbol }: { $runs }
web-draw-run = { $verdict } from { $day }, { $days ->
    [one] one day
   *[other] { $days } days
}
web-draw-spark = Farthest from the peg: { $figure } on { $day }
web-draw-spark-none = No prices

# The readings.
web-readings = Every reading
web-readings-lead = The order limits the “average daily deviation” and does not say what that is: which average, which price of a day, what becomes of a day without a price, which thirty days. Each cell is one answer to all four questions.
web-readings-caption = Stability under all { $all } readings, with the figure that is held against { $limit }. Met { $met }, not met { $not_met }, undetermined { $undetermined }.
web-readings-own = the reading of this verdict
web-readings-against = comes out against it
web-readings-open = cannot be computed
web-reading-mean-absolute = the mean of the daily deviations without their sign
web-reading-mean-signed = the mean with its sign, then without it
web-reading-every-day = the largest: each day must keep the limit
web-reading-close = last price
web-reading-ohlc4 = mean of first, highest, lowest, last
web-reading-extreme = farthest of highest and lowest
web-reading-vwap = weighted by volume
web-reading-undetermined = A day without a price: open
web-reading-carry-forward = An earlier price stands in
web-reading-complete-days = { $days } days to the day before
web-reading-through-day = { $days } days to the day itself

# What would change it.
web-changes = How little would change the outcome
web-changes-room = { $source }: the figure is { $figure }, which leaves { $room } to the limit of { $limit }.
web-changes-over = { $source }: the figure is { $figure }, which is { $room } above the limit of { $limit }.
web-changes-one-day = The criterion would fail if one single day of the { $days } had been more than { $more } farther from the peg, all others staying as they are.
web-changes-all-days = For the criterion to be met, the deviations of the { $days } days would have to be { $more } less, all added up.
web-changes-farthest = The day farthest off, { $day }, makes up about { $part } of the figure.
web-changes-again = If every later day were at the peg, the criterion would be met again on { $day }.
web-changes-nothing = There is no figure, so there is nothing that a price could change. What is missing stands above.

# What was before.
web-history = History
web-history-caption = The verdict of each day from { $first } to { $last }, by the same knowledge and under the same reading.
web-change-first = The first day of this history.
web-change-above = The figure of that day: { $figure }, above the limit of { $limit }.
web-change-within = The figure of that day: { $figure }, within the limit of { $limit }.
web-change-open = That day has no figure.
web-restated = Restated figures
web-restated-none = None. No figure that may matter here was told differently at different times.
web-restated-some = { $count ->
    [one] One day that may matter here was told differently at different times. The later figure counts; the earlier one stays on record.
   *[other] { $count } days that may matter here were told differently at different times. The later figures count; the earlier ones stay on record.
}
web-restated-more = { $shown } of { $all } figures are shown.
web-restated-what = { $source }, { $figure }, { $currency }
web-restated-figure = Figure
web-restated-counts = Counts
web-restated-other = Was also said
web-restated-file = In the file (SHA-256)
web-figure-open = first price
web-figure-high = highest price
web-figure-low = lowest price
web-figure-close = last price
web-figure-vwap = price weighted by volume
web-figure-volume = volume
web-figure-market_cap = capitalisation
web-figure-quote_volume = turnover

# Checking and citing.
web-check = Check it yourself
web-check-lead = The bundle holds everything that this verdict rests on: the case, the entries of the journal, the law as data, the digests of the sources’ files. Anyone finds the verdict again from it, offline, without trusting this site.
web-check-download = Download { $file }
web-check-browser = Check a bundle in the browser
web-check-public = This is the kind for the public: bytes that their sources’ terms do not let us pass on are left out and named by their digest.
web-check-none = No bundle can be made of this answer.
web-check-limits = What no check can show: that a source really sent these bytes, that what people recorded is true, and that nothing was left out.
web-cite = Cite this answer
web-cite-lead = This address gives this answer, whatever becomes known later. Only a file that is later said to have been had before this instant could alter it, and the journal would show that.
web-cite-day = Assessment date
web-cite-as-of = As known at
web-cite-bundle = Bundle, SHA-256
web-cite-law = Law
web-cite-law-digest = Law, SHA-256
web-copy = Copy the address
web-copied = Copied

# Market.
web-market-heading = All assets on { $day }
web-market-lead = Each asset of this register, held against the five criteria on one day, under the default reading.
web-market-name = Name or symbol
web-market-any = all
web-market-count = { $count } of { $all } assets shown
web-market-legend = Last { $days } days: one stroke a day; the band is { $limit } up and down, and an arrow stands where a day went farther. Criteria in their order: value, stability, disclosure, market presence, legal standing. Readings: how many come out as met, not met, undetermined.
web-market-table = All assets
web-market-asset = Asset
web-market-verdict = Verdict
web-market-figure = Deviation
web-market-limit = Limit { $limit }
web-market-days = Last days
web-market-criteria = Criteria
web-market-readings = Readings ✓ / ✗ / ?
web-market-peg = Peg
web-market-pages = Pages

# Lists.
web-lists = The lists of the authorities
web-lists-lead = Four authorities keep four lists under four laws. They are never mixed, and a verdict of this register puts nothing on any of them.
web-lists-authorities = Authorities
web-lists-heading = { $list } on { $day }
web-lists-recorded = What stands here is what was recorded in this register.
web-lists-on = On the day
web-lists-since = Compared with the day (optional)
web-lists-empty = Nothing was on this list on that day, as far as is recorded here.
web-lists-caption = { $count ->
    [one] One asset
   *[other] { $count } assets
}
web-lists-status = Status
web-lists-from = From
web-lists-until = Until (that day not included)
web-lists-act = Act
web-lists-verdict = Verdict that day
web-lists-entries = { $count ->
    [one] entry { $numbers } of the journal
   *[other] entries { $numbers } of the journal
}
web-lists-alarm = Listed and failing.
web-lists-alarm-text = For people to look at; it changes nothing by itself.
web-lists-candidates = Qualifying, and not on the list
web-lists-candidates-none = None on that day.
web-lists-candidates-text = For people to look at. Only an act of the Ministry puts an asset on its List.
web-lists-changed = What changed between two days
web-lists-differences = { $from } to { $to }: { $count ->
    [0] nothing differs
    [one] one change
   *[other] { $count } changes
}
web-lists-change = Change
web-lists-which = Which list says what
web-list-ministry = The List of unsecured digital assets with fixed value, under order No. 600/НҚ: a tax matter.
web-list-afsa = The table of digital assets that AFSA approved for trading in the AIFC.
web-list-national_bank = What the National Bank permits under the laws of 16 January 2026.
web-list-ministry_of_finance = Assets whose value is published for the tax on mining.

# What listing means.
web-listing-rule = For the tax rule, one unit of an asset on the Ministry’s List counts as one unit of the currency that it is pegged to, converted into tenge at the market exchange rate of the last working day before the deal.
web-listing-counts = What { $symbol } counts for on { $day }
web-listing-not = The tax rule does not apply to { $asset }
web-listing-not-listed = The rule counts one unit of an asset on the Ministry’s List as one unit of its currency. { $asset } is not on that List on { $day }, as far as is recorded here.
web-listing-suspended = { $asset } is on the Ministry’s List on { $day } but suspended, as far as is recorded here: it does not count on that day.
web-listing-deal = Day of the deal
web-listing-units = Units
web-listing-work-out = Work it out
web-listing-sum = { $units } { $symbol } in a deal on { $day }
web-listing-on-list = On the Ministry’s List that day
web-listing-since = Since { $since }{ $act ->
    [none] .
   *[other] , by the act “{ $act }”.
}
web-listing-one-unit = What one { $symbol } is worth by its own terms.
web-listing-count-as = { $units } { $symbol } count as
web-listing-whatever = Whatever their market price is.
web-listing-working-day = Last working day before the deal
web-listing-weekends = Weekends are known here, public holidays are not: unverified.
web-listing-rate = Rate
web-listing-rate-of = Of { $day }; { $source }.
web-listing-rate-is = { $rate } ₸ for 1 { $currency }
web-rate-nbk = National Bank of Kazakhstan
web-rate-ecb = European Central Bank
web-rate-recorded = recorded by a person
web-listing-no-peg = What the asset is pegged to is not known here for that day, so nothing can be worked out.
web-listing-no-rate = No rate serves on that day, as far as is recorded here, so there is no sum in tenge.
web-listing-qualifies = Does it qualify?
web-listing-qualifies-text = Meeting the criteria puts nothing on a list; that takes an act of the Ministry.
web-listing-qualifies-link = The criteria on that day
web-listing-then = What then applies?
web-listing-then-text = Not this rule. This register does not say which other one does.
web-listing-known = How well is that known?
web-listing-known-heading = What is known of the rule
web-listing-known-unit = One unit counts as one unit of the currency. The rule stood in article 332-1 of the Tax Code of 2017.
web-listing-known-price = The market price does not enter. As long as the List names an asset, the rule counts it at its peg.
web-listing-known-rate = Which published rate is the “market exchange rate” of the rule. Taken here is the National Bank’s official one, or what a person recorded.
web-listing-known-holidays = Which days are public holidays. Taken here is the last day before the deal that is neither a Saturday nor a Sunday.
web-listing-known-tenge = Whether the rule reaches a peg in tenge: it speaks of foreign currency.
web-listing-means-not = What listing does not mean
web-listing-no-licence = It is no licence, no guarantee of the price, and no advice to buy.
web-listing-no-trading = It does not say that the asset may be traded: that is for other lists and other laws.
web-listing-no-criteria = It does not say that the criteria are met today. Listed and failing is shown where it happens.

# Method.
web-method-lead = What the order says, what of it is verified, and what is our reading.
web-method-order = The order
web-method-in-force = In force
web-method-since = since { $from }
web-method-between = from { $from } to { $until }, that day not included
web-method-here = Version here
web-method-sources = Where it was seen
web-method-read = in { $language }, read on { $day }
web-language-en = English
web-language-ru = Russian
web-language-kk = Kazakh
web-method-whence = How well each sentence is known
web-method-official = Read in the official publication.
web-method-reported = Told by a news page or a law firm that is named beside it.
web-method-reading = Not in the order as reported; chosen here, because something has to be.
web-method-unverified = Nobody here knows.
web-method-seen = Seen at
web-method-what = What
web-method-value = Number
web-method-criterion = Criterion
web-method-known = Known how
web-method-how = How a verdict comes about
web-method-how-all = An asset qualifies if all five criteria are met, does not qualify if any is not, and is undetermined otherwise.
web-method-how-exact = A missing price is never filled with the peg. A figure of exactly { $limit } keeps the limit. Nothing is rounded before it is compared.
web-method-how-readings = “Average daily deviation” is defined nowhere. A verdict is given under one named reading, and all { $count } that are counted stand beside it.
web-method-how-robust = A verdict is robust when its stability is determined and no counted reading and no single source comes out the other way.
web-method-axes-heading = The readings
web-method-axes = A reading is one choice for each of these questions; { $count } are counted.
web-glossary = Glossary
web-glossary-mark = * translated here, to be checked against the official text
web-term-digital-asset = digital asset
web-term-unsecured = unsecured digital asset
web-term-fixed-value = unsecured digital asset with fixed value
web-term-order = order
web-term-list = List*
web-term-criterion = criterion*
web-term-issuer = issuer
web-term-national-currency = national currency*
web-term-deviation = average daily deviation
web-term-exchange = digital asset exchange
web-term-market-rate = market exchange rate
web-term-peg = peg*
web-term-reading = reading*
web-term-robust = robust*
web-term-bundle = evidence bundle*
web-term-witness = witness*

# Log.
web-log = The log
web-log-lead = Verdicts and lists that were published are entered in a log that only grows. Nothing in it can be changed or taken out without everyone being able to see it.
web-log-none = This register shows no log.
web-log-checkpoint = Checkpoint
web-log-checkpoint-text = One hash stands for all entries: no other list of entries leads to it.
web-log-name = Name
web-log-entries = Entries
web-log-root = Root
web-log-key = Key
web-log-signed = The checkpoint as it is signed
web-log-signers = Who has signed it
web-log-as = As
web-log-when = When
web-log-itself = the log itself
web-log-witness = witness
web-log-no-witness = No witness.
web-log-no-witness-text = Nobody else has seen this log grow. With witnesses who have other interests, it cannot show one list to some and another to others.
web-log-witness-text = A witness has seen the log grow and signs only as long as nothing in it is changed.
web-log-latest = Latest entries
web-log-empty = The log has no entries yet.
web-log-entry = Entry
web-log-what = What
web-log-digest = Digest of what it vouches for
web-log-something-else = something else
web-log-lines = The entries as they are logged
web-log-monitor = How to monitor it
web-log-monitor-text = The log is a folder of files; take a copy. Keep a checkpoint, and come back with it: whoever holds an older one can show that the log has only grown since.
web-log-policy = The policy says by which key the log is known. Take the key from somewhere other than this site: on paper, in a contract, from somebody you trust.

# Problems: what it is, `.help` what can be done. `-meaning` says to a program’s author what the code stands for.
web-problem-busy = Too many are asking at once
    .help = Try again in a moment.
web-problem-busy-meaning = Too many requests wait already. Ask again after the seconds that Retry-After names.
web-problem-fault = Something went wrong here
    .help = It is our fault, and nothing was changed. Try again later.
web-problem-fault-meaning = A fault of the server. Nothing of the request is wrong.
web-problem-later_than_now = { $text } has not come yet
    .help = Name a day or an instant up to the present one.
web-problem-later_than_now-meaning = A day or an instant lies in the future.
web-problem-method_not_allowed = This address is for reading alone
    .help = Ask with GET.
web-problem-method_not_allowed-meaning = The address exists, and knows no such method.
web-problem-no_bundle = No bundle can be made of this answer
    .help = The answer itself stands; only the file with everything behind it cannot be had.
web-problem-no_bundle-meaning = The verdict can be had, and no public bundle of it.
web-problem-not_a_choice = “{ $text }” is none of the choices
    .help = Go back and choose from what is offered.
web-problem-not_a_choice-meaning = A parameter has a value that is none of those it can have.
web-problem-not_a_day = “{ $text }” is not a day
    .help = Days are written as year, month and day: 2023-02-28.
web-problem-not_a_day-meaning = A day is not written YYYY-MM-DD, or the calendar has none such.
web-problem-not_a_number = “{ $text }” is not a number that can stand here
    .help = Write digits, and a point before a fraction: 250 or 0.5. It must be above zero.
web-problem-not_a_number-meaning = A parameter must be a number above zero, written with digits and a point.
web-problem-not_acceptable = This request cannot be read
    .help = Look whether the address was copied whole.
web-problem-not_acceptable-meaning = The query of the address cannot be read.
web-problem-not_an_instant = “{ $text }” is not an instant
    .help = An instant is written 2026-03-13T06:00:00Z, or with an offset as 2026-03-13T11:00:00+05:00.
web-problem-not_an_instant-meaning = An instant is not written as RFC 3339 writes it.
web-problem-not_found = There is no such page
    .help = Look whether the address was copied whole, or look the asset up.
web-problem-not_found-meaning = There is nothing at the address.
web-problem-token_refused = The token is not valid
    .help = Leave it out, or use one that an administrator has given you.
web-problem-token_refused-meaning = Whoever shows a token must hold it. Reading needs none.
web-problem-another_digest = These bytes have another digest: { $text }
    .help = Send them again; nothing was kept.
web-problem-another_digest-meaning = The address names a digest that the bytes sent do not have.
web-problem-no_such_tag = It does not have the tag { $text }
    .help = Read it again, decide anew, and send the tag that it has then.
web-problem-no_such_tag-meaning = The tag in If-Match is none that this register gives.
web-problem-not_a_digest = “{ $text }” is no digest
    .help = Write SHA-256 in hexadecimal: 64 digits and lower-case letters.
web-problem-not_a_digest-meaning = A digest is not written as SHA-256 in hexadecimal.
web-problem-not_a_request_name = “{ $text }” cannot be a request's name
    .help = In Idempotency-Key, write up to 128 visible characters of ASCII, of which none is a quotation mark or a backslash; a UUID will do.
web-problem-not_a_request_name-meaning = The name in Idempotency-Key cannot be one.
web-problem-not_a_tag = “{ $text }” is no tag that can stand here
    .help = In If-Match, write the ETag that you were given, with its quotation marks; in If-None-Match, *.
web-problem-not_a_tag-meaning = A tag is not written as RFC 9110 writes it, or is none that can stand in that head.
web-problem-not_as_described = The body is not what this address takes: { $text }
    .help = /api/v1/openapi.json says what it takes.
web-problem-not_as_described-meaning = The body is not as the description of the interface says.
web-problem-not_looked_at = It was not said what this was when you looked
    .help = Read it and send its tag in If-Match, or If-None-Match: * where there is none yet.
web-problem-not_looked_at-meaning = What others change too is set only upon what was seen: by If-Match or If-None-Match.
web-problem-not_that_media_type = The body must be { $text }
    .help = Say so in Content-Type.
web-problem-not_that_media_type-meaning = The body is of another media type than this address takes.
web-problem-request_without_name = The request has no name of its own
    .help = Give each request another one in Idempotency-Key: made again by that name, it writes nothing twice.
web-problem-request_without_name-meaning = Whoever writes names each request, in Idempotency-Key.
web-problem-too_large = This request is too long
    .help = Shorten what you typed.
web-problem-too_large-meaning = The request, or a part of it, is longer than is read here.
web-problem-too_many_requests = Too many requests came from your address
    .help = Wait a few seconds, then try again.
web-problem-too_many_requests-meaning = More requests came from one address than it may make. Ask again after the seconds that Retry-After names.
web-problem-too_slow = This took too long
    .help = Try again in a moment. Another day than the register’s takes longer.
web-problem-too_slow-meaning = The answer was not ready in the time that a request may take.
web-problem-unknown_asset = No asset has the id “{ $text }”
    .help = Look it up by its name, symbol, contract address or CoinMarketCap id.
web-problem-unknown_asset-meaning = The register has no asset of that id.
web-problem-unknown_parameter = There is no parameter “{ $text }” here
    .help = Leave it out, or look up how it is called.
web-problem-unknown_parameter-meaning = The query has a name that means nothing at this address.
