# Outcomes and conclusions. A sign stands before each: ✓ ✗ ?
outcome-met = met
outcome-not_met = not met
outcome-undetermined = undetermined
conclusion-qualifies = qualifies
conclusion-does_not_qualify = does not qualify
conclusion-undetermined = undetermined
conclusion-qualifies-meaning = All five criteria of the order are met by the evidence at hand. That does not put the asset on the official list.
conclusion-does_not_qualify-meaning = At least one of the five criteria of the order is not met.
conclusion-undetermined-meaning = The evidence at hand shows no criterion to be failed, but does not show all five to be met. What is missing stands below.

remark-demonstration = DEMONSTRATION: some of the facts are made up to show the program at work. This is not a finding about a real asset.
remark-before-entry-into-force = Before entry into force: on such a day the order was not law yet; this is what its criteria would have given.
remark-after-end-of-force = After the end of force: on such a day this version of the order is no longer law.

# The rules, by the paragraphs.
rule-entry_into_force = entry into force
rule-value_information = information on value
rule-stability = stability
rule-disclosure = disclosure
rule-market_presence = market presence
rule-legal_standing = legal standing
status-official_text = official text
status-reported = reported
status-our_reading = our reading

subject-asset = the asset
subject-issuer = the issuer
event-court_decision = a court decision
event-order = an order
price-close = last price
price-ohlc4 = mean of first, highest, lowest and last price
price-extreme = highest or lowest price
price-vwap = volume-weighted price
item-asset = the asset itself
item-backing = what backs it
item-issuer = its issuer
item-stabilisation_mechanism = the mechanism that keeps its value stable

# Reasons. Of an undetermined one, `.missing` names the evidence; `.command` and `.key` say how to supply it, to a
# workspace or in a case file.
reason-peg_unknown = It is not known to which currencies the value is pegged.
    .missing = the peg: how many units of which currencies one unit is worth by its own terms
    .command = { way-facts }
    .key = facts.peg
reason-component_is_no_national_currency = The peg has { $currency }, which is no state's currency.
reason-peg_source_unknown = A peg is declared, but not where that is said in public.
    .missing = a public address that states the peg
    .command = { way-facts }
    .key = facts.peg.source.url
reason-peg_is_public = The peg is stated at { $url }

reason-no_series = There are no prices.
    .missing = daily prices from CoinMarketCap or an exchange
    .command = qazyq import FILE.csv --asset { $asset }
    .key = facts.market
reason-source_not_there = There are no prices of { $source }.
    .missing = daily prices of { $source }
    .command = qazyq import FILE.csv --asset { $asset } --source { $source }
    .key = facts.market
reason-nothing_to_deviate_from = { $source }: without a peg there is nothing to deviate from.
    .missing = the peg: how many units of which currencies one unit is worth by its own terms
    .command = { way-facts }
    .key = facts.peg
reason-quoted_in_a_token = { $source }: prices are in { $currency }, itself a token; they cannot be held against a currency without its own price of each day.
    .missing = prices of { $source } in a national currency, or the chain of conversion from { $currency }
    .command = qazyq import FILE.csv --asset { $asset } --source { $source } --through TOKEN (TOKEN: the asset of this workspace that { $currency } is; its own series converts the prices day by day)
    .key = facts.market: the series converted day by day
reason-rate_missing = { $source }: no rate of { $base } in { $quote } serves on { $days ->
        [one] { $day }
       *[other] { $days } days of the window, first on { $day }
    }.
    .missing = rates of { $base } in { $quote } for the window, from { $day } on
    .command = { way-facts }
    .key = facts.fx
reason-price_missing = { $source }: no { $price } on { $days ->
        [one] { $day }
       *[other] { $days } days of the window, first on { $day }
    }.
    .missing = { $price } of { $source } on { $days ->
        [one] { $day }
       *[other] { $days } days from { $day } on
    }
    .command = qazyq import FILE.csv --asset { $asset } --source { $source } (a file that has { $days ->
        [one] that day
       *[other] those days
    }); or choose the reading --missing carry_forward
    .key = facts.market
reason-deviation_within_limit = { $source }: { $deviation } of at most { $limit }, { $room } to spare. Exactly { $exact }.
reason-deviation_above_limit = { $source }: { $deviation } where at most { $limit } is allowed, { $room } too much; the day farthest off is { $day }.{ $again ->
        [none] {""}
       *[other] {" "}If every later day were at the peg, the criterion would be met again on { $again }.
    } Exactly { $exact }.

reason-item_unknown = Nothing is known of a publication on { $item }.
    .missing = a public address with information on { $item }, or the finding that there is none
    .command = { way-facts }
    .key = facts.disclosures
reason-item_without_address = Information on { $item } is said to be published, but not where.
    .missing = the address of the publication on { $item }
    .command = { way-facts }
    .key = facts.disclosures[].url
reason-item_published_later = Information on { $item } was published only on { $published }, after the assessment date.
    .missing = a publication on { $item } on or before the assessment date
    .command = { way-facts }
    .key = facts.disclosures
reason-item_absent = Information on { $item } was looked for and not found{ $looked_for_on ->
        [none] {""}
       *[other] {" "}on { $looked_for_on }
    }.
reason-item_published = Information on { $item } is at { $url }{ $published ->
        [none] {""}
       *[other] , since { $published } ({ $age_days ->
            [one] one day
           *[other] { $age_days } days
        })
    }
reason-item_published_long_ago = Information on { $item } is at { $url }, since { $published }: { $age_days } days, so look whether it still holds. The order sets no age limit.

reason-not_listed = The asset is not listed on CoinMarketCap.
reason-bar_missing = { $source } has no figures for { $day } or the day before.
    .missing = volume and capitalisation of { $source } for { $day } or the day before
    .command = qazyq import FILE.csv --asset { $asset } --source { $source }
    .key = facts.market
reason-market_cap_missing = CoinMarketCap's figures of { $day } have no capitalisation.
    .missing = the capitalisation of { $day }
    .command = qazyq import FILE.csv --asset { $asset } (a file that has it)
    .key = facts.market[].days[].market_cap
reason-volume_missing = CoinMarketCap's figures of { $day } have no volume.
    .missing = the volume of { $day }
    .command = qazyq import FILE.csv --asset { $asset } (a file that has it)
    .key = facts.market[].days[].volume
reason-volume_not_positive = CoinMarketCap shows a volume of { $volume } for { $day }.
reason-market_cap_not_positive = CoinMarketCap shows a capitalisation of { $market_cap } for { $day }.
reason-market_cap_self_reported = CoinMarketCap has not verified the supply: on { $day } there is only the issuer's own figure.
    .missing = a capitalisation that CoinMarketCap has verified
    .command = { way-facts }
    .key = facts.coinmarketcap
reason-figures_present = CoinMarketCap has a volume of { $volume } and a capitalisation of { $market_cap } for { $day }.

reason-event_in_force = { $kind } against { $subject } is in force since { $since }: { $title ->
        [none] without a title
       *[other] { $title }
    }, { $body ->
        [none] body not named
       *[other] { $body }
    }.
reason-not_checked = No register was checked for { $subject } in the thirty days before{ $last ->
        [none] {""}
       *[other] ; the last check is of { $last }
    }.
    .missing = a check of a register for { $subject }, at most thirty days old
    .command = { way-facts }
    .key = facts.legal.checks
reason-check_found_something = { $register } found something on { $subject } on { $on }, and nobody has looked into it.
    .missing = a finding whether the hits of { $register } concern { $subject }
    .command = { way-facts }
    .key = facts.legal.checks
reason-check_is_clean = { $register }: nothing on { $subject }, checked on { $on }.

# Defects of bars in a case.
defect-price_absent = the price that the reading asks for is absent
defect-price_not_positive = a price is zero or negative and counts as missing
defect-high_below_low = the highest price lies below the lowest; the bar counts all the same
defect-outside_high_and_low = the first or last price lies outside the highest and lowest; the bar counts all the same

verdict-reading = Reading: { $reading }; source: { $source }.
verdict-robustness = Of { $all } readings { $met } are met, { $not_met } not met, { $undetermined } undetermined: { $robust ->
        [yes] the outcome of stability is robust
       *[no] the outcome of stability is not robust
    }.
verdict-dissenting = The opposite comes out under:
verdict-defects = Data defect ({ $source }): { $what }; { $count ->
        [one] on { $first }
       *[other] on { $count } days, first on { $first }
    }.
verdict-law = Law: { $law }, SHA-256 { $sha256 }. What is verified of it: qazyq law
missing-heading = What is missing
missing-way = How to supply it
# The way for all facts that people write down.
way-facts = qazyq facts --template { $asset } --on { $date } > { $asset }.facts.toml — fill the page in, then: qazyq import { $asset }.facts.toml; or one by one: qazyq peg add, disclosure add, check add

any = any
robust = robust
column-case = case
column-date = date
column-asset = asset
column-outcome = verdict
column-deviation = deviation
column-readings = readings ✓/✗/?
