//! Plans: what is to be asked so that every day that is wanted is had, in the fewest requests.
//!
//! ```text
//!              03-10  03-11  03-12  03-13 (today)
//! usdc  3408     ●      ·      ·      ◦
//! usdt   825     ●      ·      ·      ◦            one request: ids 825, 3408, 03-11 … 03-12
//! dai   4943     ●      ●      ·      ◦            one request: id 4943, 03-12
//! ```
//!
//! A day is had where a row of it was retrieved after the day had settled, or where the source, asked twice two days later
//! or more, had none. So what was fetched is not fetched again, whatever interrupted the last run, and a row that a source
//! is late with is asked for until it is there.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp};
use qazyq_exact::Day;
use qazyq_lake::{Outcome, Receipt, Receipts};
use qazyq_market::days::DayCut;
use qazyq_market::feed::{Ask, Reach};
use qazyq_market::klines::Interval;

/// What a source without a row says for good, so long after the day.
const LATE: SignedDuration = SignedDuration::from_hours(48);
/// Days that are fetched of a series of which nothing was asked for yet: a window, what is carried into it, and room for
/// the days of an assessment that lies a little back.
const FIRST_DAYS: i32 = 60;

/// Which days are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first; `None` for where the series begins already, or 60 days back.
    pub from: Option<Day>,
    /// The last.
    pub to: Day,
    /// Days that are had are asked for again.
    pub again: bool,
}

/// One series that is wanted: which key, and what is had of it.
#[derive(Clone, Debug)]
pub(crate) struct Wanted {
    pub(crate) key: String,
    pub(crate) had: Had,
}

/// What is had of a key.
#[derive(Clone, Debug, Default)]
pub(crate) struct Had {
    days: BTreeSet<Day>,
    /// The first day that was ever asked for.
    first_asked: Option<Day>,
    /// The first day that has a row.
    pub(crate) first_row: Option<Day>,
}

/// What is had of a key. `asked` are the receipts of questions for it, `rows` the days and receipts of its rows.
pub(crate) fn had(
    receipts: &Receipts,
    asked: &[&Receipt],
    (key, currency, interval): (&str, &str, Interval),
    settles_after_seconds: i64,
    rows: impl IntoIterator<Item = (Day, u64)>,
) -> Had {
    let mut had = Had::default();
    let settles = SignedDuration::from_secs(settles_after_seconds);
    let is_of_series = |receipt: &Receipt| {
        let ask = &receipt.ask;
        ask.interval == Some(interval) && (ask.currency.is_empty() || ask.currency == currency)
    };
    for (day, receipt) in rows {
        let receipt = receipts.get(receipt).filter(|receipt| is_of_series(receipt));
        if receipt.is_some_and(|receipt| since_end(day, receipt.retrieved) >= settles) {
            had.days.insert(day);
            had.first_row = Some(had.first_row.map_or(day, |first| first.min(day)));
        }
    }
    // Days of which one late answer had no row: a second one settles them.
    let mut empty: BTreeSet<Day> = BTreeSet::new();
    for receipt in asked.iter().filter(|receipt| is_of_series(receipt)) {
        let (Some(from), Some(to)) = (receipt.ask.from, receipt.ask.to) else { continue };
        // What failed was wanted too: where a series begins does not hang on what came of the first attempt.
        had.first_asked = Some(had.first_asked.map_or(from, |first| first.min(from)));
        if receipt.outcome != Outcome::Rows || receipt.rejected > 0 || says_nothing_of(receipt, key) {
            continue;
        }
        let late = receipt.retrieved.saturating_sub(LATE).unwrap_or(Timestamp::MIN);
        for day in days(from, to.min(DayCut::Utc.day_of(late).plus(-1))) {
            if !empty.insert(day) {
                had.days.insert(day);
            }
        }
    }
    had
}

/// How long a UTC day was over at an instant; negative before.
fn since_end(day: Day, instant: Timestamp) -> SignedDuration {
    instant.duration_since(DayCut::Utc.end(day))
}

/// The answer said nothing of this key, or nothing that can be used: that settles no day.
fn says_nothing_of(receipt: &Receipt, key: &str) -> bool {
    let of_key = |remark: &&qazyq_lake::Told| remark.args.get("key").is_some_and(|of| of == key);
    let mut codes = receipt.remarks.iter().filter(of_key).map(|remark| remark.code.as_str());
    codes.any(|code| matches!(code, "part-is-unusable" | "key-is-absent"))
}

fn days(from: Day, to: Day) -> impl Iterator<Item = Day> {
    (0..=to.since(from)).map(move |n| from.plus(n))
}

/// What a plan asks, and what it cannot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Asks {
    pub(crate) asks: Vec<Ask>,
    /// Keys of which the source has not the first days, with the first day that it has.
    pub(crate) beyond_reach: Vec<(String, Day)>,
    /// Days of keys that are asked for.
    pub(crate) days: u64,
}

/// The requests that have every wanted day of these series that is not had yet.
pub(crate) fn asks(
    wanted: &[Wanted],
    reach: Reach,
    (currency, interval): (&str, Interval),
    span: Span,
    today: Day,
) -> Asks {
    let mut plan = Asks::default();
    let mut runs: BTreeMap<(Day, Day), Vec<&str>> = BTreeMap::new();
    for Wanted { key, had } in wanted {
        let usual = span.to.plus(1 - FIRST_DAYS);
        let mut from = span.from.unwrap_or(had.first_asked.map_or(usual, |first| first.min(usual)));
        if let Some(back) = reach.days_back_max {
            let first = today.plus(-back);
            if from < first {
                let lacking = days(from, first.plus(-1)).any(|day| span.again || !had.days.contains(&day));
                if lacking && span.from.is_some() {
                    plan.beyond_reach.push((key.clone(), first));
                }
                from = first;
            }
        }
        for run in runs_of(days(from, span.to).filter(|day| span.again || !had.days.contains(day))) {
            plan.days = plan.days.saturating_add(u64::try_from(run.1.since(run.0)).unwrap_or(0) + 1);
            runs.entry(run).or_default().push(key);
        }
    }
    let rows_a_day = usize::try_from(Interval::DAY.micros() / interval.micros().max(1)).unwrap_or(1).max(1);
    let days_max = (reach.rows_max / rows_a_day).max(1);
    for ((from, to), keys) in runs {
        let mut begin = from;
        while begin <= to {
            let end = to.min(begin.plus(i32::try_from(days_max).unwrap_or(i32::MAX).saturating_sub(1)));
            let points = rows_a_day.saturating_mul(usize::try_from(end.since(begin)).unwrap_or(0) + 1);
            let at_once = reach.keys_max.min(reach.points_max / points.max(1)).max(1);
            plan.asks.extend(keys.chunks(at_once).map(|keys| Ask {
                keys: keys.iter().map(|key| (*key).to_owned()).collect(),
                currency: currency.to_owned(),
                interval,
                from: begin,
                to: end,
            }));
            begin = end.plus(1);
        }
    }
    plan
}

/// Days that follow one another, put together.
fn runs_of(days: impl Iterator<Item = Day>) -> Vec<(Day, Day)> {
    let mut runs: Vec<(Day, Day)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if last.plus(1) == day => *last = day,
            _ => runs.push((day, day)),
        }
    }
    runs
}

/// Takes the whole months out of an ask that end before `today`: a source's files are by month, then by day.
pub(crate) fn months(ask: Ask, today: Day) -> (Vec<Ask>, Vec<Ask>) {
    let (mut whole, mut rest) = (Vec::new(), Vec::new());
    let mut begin = ask.from;
    while begin <= ask.to {
        let (year, month, _) = begin.date();
        let (year, month) = (i32::try_from(year).unwrap_or(0), u32::try_from(month).unwrap_or(1));
        let next = if month == 12 { Day::new(year + 1, 1, 1) } else { Day::new(year, month + 1, 1) };
        let Ok(next) = next else { break };
        let last = next.plus(-1);
        let part = Ask { from: begin, to: last.min(ask.to), ..ask.clone() };
        let is_whole = begin.date().2 == 1 && last <= ask.to && last < today;
        if is_whole {
            whole.push(part)
        } else {
            rest.push(part)
        }
        begin = next;
    }
    (whole, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    const REACH: Reach = Reach {
        keys_max: 100,
        rows_max: 10_000,
        points_max: 10_000,
        days_back_max: None,
        settles_after_seconds: 600,
    };

    fn wanted(key: &str, had: &[&str]) -> Wanted {
        let days: BTreeSet<Day> = had.iter().map(|text| day(text)).collect();
        Wanted { key: key.to_owned(), had: Had { days, ..Had::default() } }
    }

    /// The asks as `from..to keys`.
    fn check(wanted: &[Wanted], reach: Reach, from: Option<&str>, to: &str, again: bool, expected: &[&str]) {
        let span = Span { from: from.map(day), to: day(to), again };
        let plan = asks(wanted, reach, ("USD", Interval::DAY), span, day(to).plus(1));
        let shown: Vec<String> =
            plan.asks.iter().map(|ask| format!("{}..{} {}", ask.from, ask.to, ask.keys.join(","))).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn keys_that_lack_the_same_days_share_a_request() {
        let both = ["2026-03-10", "2026-03-11"];
        let wanted = [wanted("825", &both[..1]), wanted("3408", &both[..1]), wanted("4943", &both)];
        let from = Some("2026-03-10");
        check(
            &wanted,
            REACH,
            from,
            "2026-03-12",
            false,
            &["2026-03-11..2026-03-12 825,3408", "2026-03-12..2026-03-12 4943"],
        );
        check(&wanted, REACH, from, "2026-03-12", true, &["2026-03-10..2026-03-12 825,3408,4943"]);
        check(&wanted[2..], REACH, from, "2026-03-11", false, &[]);
    }

    #[test]
    fn a_gap_is_asked_for_and_nothing_around_it() {
        let wanted = [wanted("1", &["2026-03-10", "2026-03-12"])];
        check(&wanted, REACH, Some("2026-03-10"), "2026-03-12", false, &["2026-03-11..2026-03-11 1"]);
        check(
            &wanted,
            REACH,
            Some("2026-03-08"),
            "2026-03-12",
            false,
            &["2026-03-08..2026-03-09 1", "2026-03-11..2026-03-11 1"],
        );
    }

    #[test]
    fn a_request_is_no_larger_than_the_source_takes() {
        let new: Vec<Wanted> = ["1", "2", "3"].map(|key| wanted(key, &[])).to_vec();
        let small = Reach { keys_max: 2, rows_max: 4, points_max: 6, ..REACH };
        check(
            &new,
            small,
            Some("2026-03-01"),
            "2026-03-05",
            false,
            &[
                "2026-03-01..2026-03-04 1",
                "2026-03-01..2026-03-04 2",
                "2026-03-01..2026-03-04 3",
                "2026-03-05..2026-03-05 1,2",
                "2026-03-05..2026-03-05 3",
            ],
        );
    }

    #[test]
    fn a_thousand_assets_take_ten_requests_a_day() {
        let had = ["2026-03-11"];
        let from = Some(day("2026-03-11"));
        let many: Vec<Wanted> = (1..=1000).map(|id| wanted(&id.to_string(), &had)).collect();
        let span = Span { from, to: day("2026-03-12"), again: false };
        let plan = asks(&many, REACH, ("USD", Interval::DAY), span, day("2026-03-13"));
        assert_eq!((plan.asks.len(), plan.days), (10, 1000));
    }

    #[test]
    fn of_a_new_series_sixty_days_are_fetched() {
        check(&[wanted("1", &[])], REACH, None, "2026-03-31", false, &["2026-01-31..2026-03-31 1"]);
    }

    #[test]
    fn what_a_source_has_no_more_is_not_asked_for() {
        let reach = Reach { days_back_max: Some(3), ..REACH };
        let span = Span { from: Some(day("2026-03-01")), to: day("2026-03-11"), again: false };
        let plan = asks(&[wanted("1", &[])], reach, ("USD", Interval::DAY), span, day("2026-03-12"));
        assert_eq!(plan.beyond_reach, [("1".to_owned(), day("2026-03-09"))]);
        assert_eq!(plan.asks[0].from, day("2026-03-09"));
    }

    #[test]
    fn whole_months_come_as_files() {
        let ask = Ask {
            keys: vec!["USDCUSDT".to_owned()],
            currency: String::new(),
            interval: Interval::DAY,
            from: day("2025-11-15"),
            to: day("2026-03-11"),
        };
        let spans = |asks: Vec<Ask>| asks.iter().map(|a| format!("{}..{}", a.from, a.to)).collect::<Vec<_>>();
        let (whole, rest) = months(ask, day("2026-03-12"));
        assert_eq!(
            spans(whole),
            ["2025-12-01..2025-12-31", "2026-01-01..2026-01-31", "2026-02-01..2026-02-28"]
        );
        assert_eq!(spans(rest), ["2025-11-15..2025-11-30", "2026-03-01..2026-03-11"]);
    }
}
