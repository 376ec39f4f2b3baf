//! Flip margins against the law's own function: prices are changed by the margin and a hair more or less and decided anew,
//! and on small integers every other price of every bar is tried.

use qazyq_exact::{Amount, Day, IBig, Ratio};
use qazyq_law::case::Bar;
use qazyq_law::reading::{Choices, Missing, Price, Source, Statistic, Window};
use qazyq_law::{Act, Case, Law, Outcome, assess};
use qazyq_replay::margin::{Edge, Flip, Margin, costliest, margin};
use qazyq_replay::worth::Moving;
use qazyq_replay::{Digits, Prices, Rule, Series, Worth};

/// Numbers that are the same on every machine (SplitMix64).
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From `least` to `most`.
    fn between(&mut self, least: i64, most: i64) -> i64 {
        let choices = u64::try_from(most - least + 1).unwrap();
        least + i64::try_from(self.next() % choices).unwrap()
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[usize::try_from(self.next()).unwrap() % choices.len()]
    }
}

/// A series in integers: by day open, high, low, close, vwap; zero where there is none.
#[derive(Clone, Debug)]
struct Market {
    bars: Vec<[i64; 5]>,
    /// One for all days, or one for each.
    worths: Vec<Ratio>,
    choices: Choices,
}

const FIRST: &str = "2026-01-01";

fn first() -> Day {
    FIRST.parse().unwrap()
}

fn day(place: usize) -> Day {
    first().plus(i32::try_from(place).unwrap())
}

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

fn amount(number: i64) -> Option<Amount> {
    (number > 0).then(|| Amount::new(IBig::from(number), 0))
}

fn size(ratio: &Ratio) -> Ratio {
    if *ratio < Ratio::ZERO { Ratio::ZERO.minus(ratio) } else { ratio.clone() }
}

/// The order, with a window short enough for every price to be tried.
fn law(act: &Act, window_days: u32, carry_days_max: u32, limit: &str) -> Law {
    let mut law = act.on("2026-01-01".parse().unwrap()).clone();
    (law.window_days, law.carry_days_max, law.deviation_max) = (window_days, carry_days_max, ratio(limit));
    law
}

impl Market {
    fn draw(draw: &mut Draw) -> Self {
        let days = 8;
        let spread = draw.of(&[1, 2, 4]);
        let missing = draw.of(&[0, 0, 4, 2]);
        let mut bar = || {
            if missing > 0 && draw.between(1, missing) == 1 {
                return [0; 5];
            }
            [0; 5].map(|_| draw.between(10 - spread, 10 + spread))
        };
        let bars = (0..days).map(|_| bar()).collect();
        let moves = draw.between(0, 1) == 1;
        let mut worth =
            || ratio(&format!("{}/{}", draw.between(9, 11), draw.of(&[1, 1, 3, 7]))).times(&ratio("1"));
        let worths = match moves {
            true => {
                (0..days).map(|_| worth().plus(&ratio("10"))).map(|w| w.over(&ratio("2")).unwrap()).collect()
            }
            false => vec![ratio("10")],
        };
        let choices = Choices {
            statistic: draw.of(Statistic::ALL),
            price: draw.of(Price::ALL),
            missing: draw.of(Missing::ALL),
            window: draw.of(Window::ALL),
        };
        Self { bars, worths, choices }
    }

    fn worth(&self) -> Worth {
        match self.worths.as_slice() {
            [worth] => Worth::Constant(worth.clone()),
            worths => Worth::Moving(Moving::new(first(), worths.iter().cloned().map(Some).collect())),
        }
    }

    fn column(&self, place: usize) -> Vec<i64> {
        self.bars.iter().map(|bar| bar[place]).collect()
    }

    /// What margins say, of the series in columns of either kind.
    fn told<T>(&self, of: impl Fn(&Series<'_>) -> T) -> [T; 3] {
        let worth = self.worth();
        let narrow = [0, 1, 2, 3, 4].map(|place| self.column(place));
        let broad = narrow
            .clone()
            .map(|column| column.into_iter().map(|p| i128::from(p) * 1_000).collect::<Vec<_>>());
        let wide = narrow.clone().map(|column| column.into_iter().map(amount).collect::<Vec<_>>());
        let series = |scale, digits: [Digits<'_>; 5]| {
            let [open, high, low, close, vwap] = digits;
            let prices = Prices { scale, open, high, low, close, vwap };
            of(&Series { first: first(), days: self.bars.len(), prices, worth: &worth })
        };
        [
            series(0, narrow.each_ref().map(|column| Digits::Narrow(column))),
            series(3, broad.each_ref().map(|column| Digits::Broad(column))),
            series(9, wide.each_ref().map(|column| Digits::Wide(column))),
        ]
    }

    fn case<'l>(&self, act: &'l Act, law: &'l Law, date: Day) -> Case<'l> {
        let (currency, amount_of_peg, moving) = match self.worths.as_slice() {
            [_] => ("USD", "10", &[][..]),
            worths => ("EUR", "1", worths),
        };
        let rate = |(place, rate)| {
            format!(r#"{{"date": "{}", "base": "EUR", "quote": "USD", "rate": "{rate}"}}"#, day(place))
        };
        let rates: Vec<String> = moving.iter().enumerate().map(rate).collect();
        let text = format!(
            r#"{{"format": "qazyq.case/1", "asset": {{"id": "x"}}, "assessment": {{"date": "{date}"}}, "facts": {{
                "peg": {{"components": [{{"currency": "{currency}", "amount": "{amount_of_peg}"}}]}},
                "fx": [{}], "market": [{{"source": "s", "currency": "USD", "days": []}}]}}}}"#,
            rates.join(",")
        );
        let mut case = Case::parse(act, text.as_bytes()).unwrap();
        case.law = law;
        (case.reading.choices, case.reading.source) = (self.choices, Source::Either);
        let bars = self.bars.iter().enumerate().map(|(place, bar)| {
            let [open, high, low, close, vwap] = bar.map(amount);
            Bar { date: day(place), open, high, low, close, vwap, volume: None, market_cap: None }
        });
        case.facts.market[0].days = bars.collect();
        case
    }

    /// The first day on which the bar can stand in the window.
    fn first_served(&self, place: usize, law: &Law, date: Day) -> usize {
        let last = match self.choices.window {
            Window::CompleteDays => date.plus(-1),
            Window::ThroughAssessmentDay => date,
        };
        let window_first = last.plus(1 - i32::try_from(law.window_days).unwrap());
        place.max(usize::try_from(window_first.since(first())).unwrap())
    }

    /// The bar's price as the reading takes it.
    fn price(&self, place: usize, law: &Law, date: Day) -> Option<Ratio> {
        let [open, high, low, close, vwap] = self.bars[place].map(|p| ratio(&p.to_string()));
        let price = match self.choices.price {
            Price::Close => close,
            Price::Vwap => vwap,
            Price::Ohlc4 => open.plus(&high).plus(&low).plus(&close).times(&ratio("1/4")),
            Price::Extreme => {
                let at = self.first_served(place, law, date);
                let worth = self.worths.get(at).unwrap_or(&self.worths[0]);
                let distance = |price: &Ratio| size(&price.minus(worth));
                if distance(&high) >= distance(&low) { high } else { low }
            }
        };
        price.is_positive().then_some(price)
    }
}

/// The outcome with another price in one bar.
fn with_price(case: &Case<'_>, place: usize, price: &Amount) -> Outcome {
    let mut case = case.clone();
    let bar = &mut case.facts.market[0].days[place];
    for figure in [&mut bar.open, &mut bar.high, &mut bar.low, &mut bar.close, &mut bar.vwap] {
        *figure = Some(price.clone());
    }
    outcome(&case)
}

fn outcome(case: &Case<'_>) -> Outcome {
    assess(case).stability.finding.outcome
}

/// The case with all prices and worths so many times as large: the outcomes are the same.
fn enlarged<'l>(case: &Case<'l>, times: &Ratio) -> Case<'l> {
    let mut case = case.clone();
    let enlarge = |amount: &mut Amount| {
        let product = amount.to_ratio().times(times);
        assert_eq!(product.denominator(), IBig::from(1));
        *amount = Amount::new(product.numerator().clone(), 0);
    };
    let facts = &mut case.facts;
    for bar in &mut facts.market[0].days {
        let figures = [&mut bar.open, &mut bar.high, &mut bar.low, &mut bar.close, &mut bar.vwap];
        figures.into_iter().flatten().for_each(enlarge);
    }
    facts.fx.iter_mut().for_each(|rate| rate.rate = rate.rate.times(times));
    // A peg in another currency moves with its rates.
    let peg = &mut facts.peg.as_mut().unwrap().components[0];
    if facts.fx.is_empty() {
        enlarge(&mut peg.amount);
    }
    case
}

/// Decides anew at the margin and a hair beside it. Where that price is no decimal, the whole case is made larger until it is.
fn check_edge(case: &Case<'_>, now: Outcome, flip: &Flip, is_rise: bool, told: &str) {
    let place = usize::try_from(flip.day.since(first())).unwrap();
    let times = Ratio::new(flip.to.denominator(), &IBig::from(1)).unwrap();
    let case = enlarged(case, &times);
    let scaled = flip.to.numerator() * IBig::from(10).pow(40);
    let with = |hairs: i32| {
        let hairs = IBig::from(if is_rise { hairs } else { -hairs });
        with_price(&case, place, &Amount::new(&scaled + hairs, 40))
    };
    match flip.edge {
        Edge::At => assert!(with(0).is_opposite_of(now), "at the price: {told}"),
        Edge::Beyond => {
            assert_eq!(with(0), now, "at the price: {told}");
            assert!(with(1).is_opposite_of(now), "beyond it: {told}");
        }
    }
    if flip.change != Ratio::ZERO {
        assert_eq!(with(-1), now, "before it: {told}");
    }
    assert_eq!(flip.to.minus(&flip.from), flip.change, "{told}");
}

#[test]
fn no_smaller_change_of_one_price_flips_an_outcome() {
    let act = Act::embedded().unwrap();
    let (mut margins, mut without, mut undetermined) = (0, 0, 0);
    for seed in 0..150 {
        let draw = &mut Draw(seed);
        let market = Market::draw(draw);
        let law = law(&act, 4, 2, draw.of(&["1/10", "1/10", "1/20", "3/10"]));
        let (rule, date) = (Rule::from(&law), day(7));
        let case = market.case(&act, &law, date);
        let now = outcome(&case);
        let [told, broad, wide] = market.told(|series| margin(&rule, series, &market.choices, date));
        let text = format!("seed {seed}: {market:?}, {told:?}");
        assert_eq!((&told, &told), (&broad, &wide), "{text}");

        let mut least: [Option<Ratio>; 2] = [None, None];
        let places = if now == Outcome::Undetermined { 0..0 } else { 0..market.bars.len() };
        for place in places {
            let Some(from) = market.price(place, &law, date) else { continue };
            for price in 1..=25 {
                if !with_price(&case, place, &amount(price).unwrap()).is_opposite_of(now) {
                    continue;
                }
                let change = amount(price).unwrap().to_ratio().minus(&from);
                for (least, is_there) in least.iter_mut().zip([change >= Ratio::ZERO, change <= Ratio::ZERO])
                {
                    if is_there && least.as_ref().is_none_or(|least| size(&change) < size(least)) {
                        *least = Some(change.clone());
                    }
                }
            }
        }
        let Some(margin) = told else {
            assert_eq!(least, [None, None], "{text}");
            undetermined += u32::from(now == Outcome::Undetermined);
            without += u32::from(now != Outcome::Undetermined);
            continue;
        };
        margins += 1;
        assert_eq!(margin.outcome, now, "{text}");
        for (flip, (least, is_rise)) in
            [&margin.up, &margin.down].into_iter().zip(least.iter().zip([true, false]))
        {
            if let Some(flip) = flip {
                check_edge(&case, now, flip, is_rise, &text);
            }
            if let Some(least) = least {
                let margin = size(&flip.as_ref().unwrap_or_else(|| panic!("{text}")).change);
                assert!(margin <= size(least), "{text}");
                assert!(margin < size(least) || flip.as_ref().unwrap().edge == Edge::At, "{text}");
            }
        }
    }
    assert!(margins > 50 && without > 10 && undetermined > 10, "{margins} {without} {undetermined}");
}

#[test]
fn the_day_that_costs_most_is_the_laws() {
    let act = Act::embedded().unwrap();
    for seed in 0..300 {
        let market = Market::draw(&mut Draw(seed));
        let law = law(&act, 4, 2, "1/10");
        let (rule, date) = (Rule::from(&law), day(7));
        let [told, ..] = market.told(|series| costliest(&rule, series, &market.choices, date));
        let verdict = assess(&market.case(&act, &law, date));
        let deviation = verdict.stability.series[0].deviation.as_ref();
        assert_eq!(told.as_ref().map(|told| told.day), deviation.map(|d| d.farthest_day), "{seed}");
        let (Some(told), Some(deviation)) = (told, deviation) else { continue };
        match market.choices.statistic {
            Statistic::EveryDay => assert_eq!(size(&told.deviation), deviation.figure, "{seed}"),
            Statistic::MeanAbsolute if deviation.figure == Ratio::ZERO => assert_eq!(told.share, None),
            Statistic::MeanAbsolute => {
                let sum = deviation.figure.times(&ratio("4"));
                assert_eq!(told.share, size(&told.deviation).over(&sum), "{seed}");
            }
            Statistic::MeanSigned => {}
        }
    }
}

/// A market of closes under the order as it is, assessed on the day behind the last.
fn closes(closes: &[i64], scale: u8, statistic: Statistic, missing: Missing) -> Option<Margin> {
    let rule = Rule::from(Act::embedded().unwrap().on(first()));
    let absent = Digits::Absent;
    let close = Digits::Narrow(closes);
    let prices = Prices { scale, open: absent, high: absent, low: absent, close, vwap: absent };
    let worth = Worth::Constant(Ratio::ONE);
    let series = Series { first: first(), days: closes.len(), prices, worth: &worth };
    let choices = Choices { statistic, price: Price::Close, missing, window: Window::CompleteDays };
    margin(&rule, &series, &choices, day(closes.len()))
}

fn flip(place: usize, from: &str, to: &str, edge: Edge) -> Option<Flip> {
    let (from, to) = (ratio(from), ratio(to));
    let change = to.minus(&from);
    Some(Flip { day: day(place), from, to, relative: change.clone(), change, edge })
}

#[test]
fn margins_by_hand() {
    use Statistic::{EveryDay, MeanAbsolute, MeanSigned};
    let own = Missing::Undetermined;
    let met = |up, down| Some(Margin { outcome: Outcome::Met, up, down });
    let not_met = |up, down| Some(Margin { outcome: Outcome::NotMet, up, down });

    // At the peg, the whole limit of thirty days is one day's to use.
    let peg = vec![100; 30];
    let ends = met(flip(29, "1", "1.3", Edge::Beyond), flip(29, "1", "0.7", Edge::Beyond));
    assert_eq!(closes(&peg, 2, MeanAbsolute, own), ends);
    assert_eq!(closes(&peg, 2, MeanSigned, own), ends);
    let ends = met(flip(29, "1", "1.01", Edge::Beyond), flip(29, "1", "0.99", Edge::Beyond));
    assert_eq!(closes(&peg, 2, EveryDay, own), ends);

    // Exactly the limit is met, and a hair of any price flips it; a price back to the peg flips nothing.
    let exact = vec![101; 30];
    let up = flip(29, "1.01", "1.01", Edge::Beyond);
    assert_eq!(closes(&exact, 2, MeanAbsolute, own), met(up.clone(), flip(29, "1.01", "0.99", Edge::Beyond)));
    assert_eq!(closes(&exact, 2, MeanSigned, own), met(up.clone(), flip(29, "1.01", "0.41", Edge::Beyond)));
    assert_eq!(closes(&exact, 2, EveryDay, own), met(up, flip(29, "1.01", "0.99", Edge::Beyond)));

    // One day in the way, and one that brings it back.
    let mut fallen = vec![100; 30];
    fallen[20] = 69;
    assert_eq!(closes(&fallen, 2, MeanAbsolute, own), not_met(flip(20, "0.69", "0.7", Edge::At), None));
    assert_eq!(closes(&fallen, 2, MeanSigned, own), not_met(flip(29, "1", "1.01", Edge::At), None));
    assert_eq!(closes(&fallen, 2, EveryDay, own), not_met(flip(20, "0.69", "0.99", Edge::At), None));
    // Two are too many for one price to mend.
    fallen[21] = 69;
    assert_eq!(closes(&fallen, 2, EveryDay, own), None);

    // The price before the window stands for two of its days, so that half of the change does.
    let mut gap = vec![100; 31];
    (gap[1], gap[2]) = (0, 0);
    assert_eq!(closes(&gap, 2, MeanAbsolute, own), None);
    let ends = met(flip(0, "1", "1.15", Edge::Beyond), flip(0, "1", "0.85", Edge::Beyond));
    assert_eq!(closes(&gap, 2, MeanAbsolute, Missing::CarryForward), ends);
    assert_eq!(ends.unwrap().smallest(), flip(0, "1", "1.15", Edge::Beyond).as_ref());

    // No price is so low that a limit this wide were left: there is none at zero or below.
    let mut high = vec![100; 30];
    high[3] = 5_000;
    assert_eq!(closes(&high, 2, MeanSigned, own), not_met(None, flip(3, "50", "1.3", Edge::At)));
    assert_eq!(closes(&[100; 29], 2, MeanAbsolute, own), None);
}
