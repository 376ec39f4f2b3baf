//! Answers of CoinMarketCap's API: read again they say the same, and no row is of a time after they were had.
//!
//! The first byte picks the endpoint; what follows is the body.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use qazyq_market::coinmarketcap::lookups::{fiat_map, info, key_info, listings, map, quotes_latest};
use qazyq_market::coinmarketcap::{Ohlcv, Quotes, refusal};
use qazyq_market::days::DayCut;
use qazyq_market::feed::{Ask, Feed, Rows};
use qazyq_market::klines::Interval;

fn same<T: PartialEq + std::fmt::Debug>(read: impl Fn() -> T) {
    assert_eq!(read(), read(), "read again");
}

fn series(feed: &dyn Feed, body: &[u8]) {
    let day = |text: &str| text.parse().expect("a day");
    let ask = Ask {
        keys: vec!["1".to_owned(), "825".to_owned()],
        currency: "USD".to_owned(),
        interval: Interval::named("1d").expect("a day"),
        from: day("2019-01-01"),
        to: day("2019-01-04"),
    };
    // Noon of the second day that the documented answer has.
    let retrieved = Timestamp::from_second(1_546_516_800).expect("in 2019");
    same(|| feed.read(&ask, body, retrieved));
    let answer = match feed.read(&ask, body, retrieved) {
        Ok(answer) => answer,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    assert!(answer.remarks.iter().all(|remark| !remark.to_string().is_empty()));
    let keys: Vec<_> = answer.parts.iter().map(|part| &part.key).collect();
    assert!(keys.is_sorted() && keys.windows(2).all(|two| two[0] != two[1]), "as asked, each once");
    for part in &answer.parts {
        assert!(ask.keys.contains(&part.key), "nothing that was not asked for");
        let Rows::Bars(bars) = &part.rows else { panic!("rows of days are bars") };
        assert!(bars.is_sorted_by(|a, b| a.day < b.day), "sorted, each day once");
        assert!(bars.iter().all(|bar| DayCut::Utc.start(bar.day) <= retrieved), "not of the future");
        assert!(part.defects.iter().all(|defect| bars.iter().any(|bar| bar.day == defect.day)));
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((endpoint, body)) = bytes.split_first() else { return };
    match endpoint {
        b'o' => series(&Ohlcv, body),
        b'h' => series(&Quotes, body),
        b'l' => same(|| listings::parse(body, "USD")),
        b'q' => {
            same(|| quotes_latest::parse(body, "USD"));
            for quoted in quotes_latest::parse(body, "USD").into_iter().flat_map(|found| found.entries) {
                let cap = quoted.market_cap.as_ref().is_some_and(|cap| cap.is_positive());
                assert_eq!(quoted.self_reported_only() == Some(false), cap);
            }
        }
        b'm' => same(|| map::parse(body)),
        b'i' => same(|| info::parse(body)),
        b'f' => same(|| fiat_map::parse(body)),
        b'k' => same(|| key_info::parse(body)),
        status => {
            let said = refusal(u16::from(*status) + 300, body);
            assert!(said.message.chars().count() <= 200 && !said.message.contains(char::is_control));
            assert!(!said.code.contains(char::is_control));
        }
    }
});
