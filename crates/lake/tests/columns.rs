//! Columns: what the answers said is what the rows say, however it was put into files.
#![allow(clippy::unwrap_used, reason = "a test says what it expects")]

mod common;

use std::fs;
use std::path::PathBuf;

use common::world::{PARSER, World, amount, bar, candle, day, part};
use common::{answer_of, exchange, receipts_file};
use proptest::prelude::*;
use qazyq_exact::Amount;
use qazyq_lake::columns::{resealed, rows_of_bytes};
use qazyq_lake::{Asked, LakeError, Outcome, Receipt, Row};
use qazyq_market::feed::{Answer, Part, Rate, Rows};
use qazyq_market::klines::Interval;
use qazyq_market::{Bar, Defect, DefectKind, Figure};

/// Many days of one key.
fn days(key: &str, from: i32, many: i32) -> Answer {
    let bars = (from..from + many).map(|n| bar(n, [None, None, None, Some("0.9998"), None, Some("7"), None]));
    answer_of(vec![part(key, Rows::Bars(bars.collect()))])
}

#[test]
fn every_kind_of_row_comes_back_digit_for_digit() {
    let mut world = World::new();
    let lake = world.lake();
    let mut writer = lake.writer().unwrap();
    let longest = format!("-{}.{}", "9".repeat(60), "7".repeat(40));
    let thirty_eight = "9".repeat(38);
    let thirty_nine = format!("1{}", "0".repeat(38));
    let small = format!("0.{}1", "0".repeat(39));
    let of_38 = format!("{}.{}", "1".repeat(20), "3".repeat(18));
    let of_39 = format!("-{}.{}", "1".repeat(21), "3".repeat(18));
    let mut bars = part(
        "3408",
        Rows::Bars(vec![
            bar(-1, [None; 7]),
            bar(0, [Some("0"), Some("-0.5"), Some("100"), Some(&longest), None, Some(&longest), Some("1")]),
            bar(
                1,
                [
                    Some(&thirty_eight),
                    Some(&thirty_nine),
                    Some(&small),
                    Some(&of_38),
                    Some(&of_39),
                    None,
                    None,
                ],
            ),
            bar(20_000, [None, None, None, Some("0.9998"), None, Some("1.50"), Some("-12")]),
        ]),
    );
    bars.defects = vec![
        Defect {
            line: 2,
            day: day(0),
            kind: DefectKind::PriceNotPositive { figure: Figure::Open, found: amount("0") },
        },
        Defect {
            line: 2,
            day: day(0),
            kind: DefectKind::FigureUnreadable { figure: Figure::Vwap, found: "\"a\\\n\"".to_owned() },
        },
        Defect { line: 4, day: day(20_000), kind: DefectKind::VolumeIsZero },
    ];
    let other = part("1", Rows::Bars(vec![bar(0, [Some("1"); 7])]));
    world.add(&mut writer, "bars", "1d", answer_of(vec![bars, other, part("none", Rows::Bars(vec![]))]));
    let hour = 3_600_000_000;
    let mut candles = part(
        "USDCUSDT",
        Rows::Candles(
            Interval::named("1h").unwrap(),
            vec![
                candle(-hour, ["1", "2", "0.5", "1.5", "10", "15"]),
                candle(0, ["1", "2", "0.5", "1.5", "11", "16"]),
                candle(hour, ["1", "2", "0.5", "0", &longest, "16"]),
            ],
        ),
    );
    candles.defects = vec![Defect {
        line: 3,
        day: day(0),
        kind: DefectKind::PriceNotPositive { figure: Figure::Close, found: amount("0") },
    }];
    world.add(&mut writer, "candles", "1h", answer_of(vec![candles.clone()]));
    let rate =
        |number, rate: &str, units: &str| Rate { day: day(number), rate: amount(rate), units: amount(units) };
    let rates = vec![rate(19_000, "520.35", "1"), rate(19_001, "3.41", "10")];
    world.add(&mut writer, "rates", "1d", answer_of(vec![part("USD", Rows::Rates(rates.clone()))]));

    assert_eq!(world.update(&writer), 5 + 3 + 2);
    for (feed, interval) in [("bars", "1d"), ("candles", "1h"), ("rates", "1d")] {
        assert_eq!(world.found(feed, interval), world.expected(feed, interval), "{feed}");
    }
    assert_eq!(world.names("candles-1h"), ["00000001-00000003.arrow"]);

    // And back to what they were.
    let rows = |feed, interval, key| {
        let columns = lake.columns(feed, Interval::named(interval).unwrap(), PARSER).unwrap();
        columns.rows_of(key).map(Result::unwrap).collect::<Vec<Row>>()
    };
    let Rows::Bars(expected) = &world.answers[&1].parts[0].rows else { panic!() };
    let found = rows("bars", "1d", "3408");
    assert_eq!(found.iter().map(Row::bar).collect::<Vec<_>>(), *expected);
    assert_eq!(found[0].candle(), None);
    assert_eq!(
        found[1].defects.as_deref(),
        Some(
            r#"[{"defect":"price-is-not-positive","figure":"open","found":"0"},{"defect":"figure-is-not-readable","figure":"vwap","found":"\"a\\\n\""}]"#
        )
    );
    assert_eq!(found[3].defects.as_deref(), Some(r#"[{"defect":"volume-is-zero"}]"#));
    let found = rows("candles", "1h", "USDCUSDT");
    let Rows::Candles(_, expected) = &candles.rows else { panic!() };
    assert_eq!(found.iter().map(Row::candle).collect::<Option<Vec<_>>>().as_ref(), Some(expected));
    let told: Vec<bool> = found.iter().map(|row| row.defects.is_some()).collect();
    assert_eq!(told, [false, true, false], "what is odd about a day stands with its first candle");
    let found = rows("rates", "1d", "USD");
    assert_eq!(found.iter().map(Row::rate).collect::<Option<Vec<_>>>(), Some(rates));
    assert!(rows("rates", "1d", "EUR").is_empty() && rows("nothing", "1d", "USD").is_empty());
}

#[test]
fn rows_are_exported_with_every_digit() {
    let mut world = World::new();
    let lake = world.lake();
    let mut writer = lake.writer().unwrap();
    let mut one =
        part("a,b", Rows::Bars(vec![bar(0, [Some("1.50"), None, None, Some("-0.1"), None, None, None])]));
    one.defects = vec![Defect { line: 1, day: day(0), kind: DefectKind::VolumeIsZero }];
    world.add(&mut writer, "bars", "1d", answer_of(vec![one]));
    world.update(&writer);
    let mut csv = Vec::new();
    let columns = lake.columns("bars", Interval::named("1d").unwrap(), PARSER).unwrap();
    assert_eq!(qazyq_lake::export::csv(&columns, &mut csv).unwrap(), 1);
    assert_eq!(
        String::from_utf8(csv).unwrap(),
        "key,time,open,high,low,close,vwap,volume,base_volume,market_cap,units,receipt,defects\n\
         \"a,b\",1970-01-01T00:00:00Z,1.5,,,-0.1,,,,,,1,\"[{\"\"defect\"\":\"\"volume-is-zero\"\"}]\"\n"
    );
}

#[test]
fn only_receipts_with_rows_of_days_are_read_and_each_once() {
    let mut world = World::new();
    let lake = world.lake();
    let mut writer = lake.writer().unwrap();
    let mut lookup = exchange("bars", "2026-11-01T00:00:00Z");
    lookup.ask = Asked { keys: vec!["1".to_owned()], ..Asked::default() };
    world.add_exchange(&mut writer, lookup, answer_of(vec![]));
    let mut refused = exchange("bars", "2026-11-01T00:00:00Z");
    refused.outcome = Outcome::Refused;
    world.add_exchange(&mut writer, refused, days("1", 0, 3));
    world.answers.clear();
    assert_eq!(world.update(&writer), 0);
    assert!(!lake.folder().join("columns").exists(), "no rows, no columns");

    world.add(&mut writer, "bars", "1d", days("1", 0, 3));
    world.add(&mut writer, "bars", "1d", days("1", 0, 3));
    world.answers.remove(&4);
    let updates = writer.update_columns(PARSER, |receipt, bytes| world.read(receipt, bytes)).unwrap();
    let unreadable: Vec<_> = updates[0].unreadable.iter().map(|(n, told)| (*n, told.code.as_str())).collect();
    assert_eq!((updates[0].receipts, updates[0].rows, unreadable), (2, 3, vec![(4, "answer-is-a-web-page")]));
    assert!(writer.update_columns(PARSER, |_, _| panic!("all are covered")).unwrap().is_empty());
    assert_eq!(world.names("bars"), ["00000001-00000004.arrow"]);
    // Another parser reads all again.
    let updates = writer.update_columns(PARSER + 1, |receipt, bytes| world.read(receipt, bytes)).unwrap();
    assert_eq!(updates[0].receipts, 2);
    assert_eq!(world.names("bars"), ["00000001-00000004.arrow"]);
    let columns = lake.columns("bars", Interval::named("1d").unwrap(), PARSER).unwrap();
    assert!(columns.is_empty() && columns.last_receipt() == 0 && columns.broken().is_empty());

    // The bytes of an answer are gone: nothing is made of what is left as if it were all.
    world.add(&mut writer, "bars", "1d", days("1", 0, 3));
    let digest = writer.receipts().get(5).unwrap().sha256.unwrap();
    fs::remove_file(lake.answer_path(&digest)).unwrap();
    let error = writer.update_columns(PARSER + 1, |receipt, bytes| world.read(receipt, bytes)).unwrap_err();
    assert_eq!(error.code(), "answer-is-missing");
}

#[test]
fn a_feed_needs_a_name_that_a_folder_can_have() {
    let world = World::new();
    let lake = world.lake();
    let mut writer = lake.writer().unwrap();
    for feed in ["", "..", "a/b", "A", "-a", "a-1h", "a-1d", &"a".repeat(65)] {
        let error = writer.append(exchange(feed, "2026-11-01T00:00:00Z")).unwrap_err();
        assert_eq!(error.code(), "not-a-feed-name", "{feed}");
        assert_eq!(
            lake.columns(feed, Interval::named("1d").unwrap(), PARSER).unwrap_err().code(),
            "not-a-feed-name"
        );
    }
    writer.append(exchange("a1d", "2026-11-01T00:00:00Z")).unwrap();
}

#[test]
fn segments_stay_few_and_what_is_left_over_is_passed_over() {
    let mut world = World::new();
    let lake = world.lake();
    let mut writer = lake.writer().unwrap();
    let interval = Interval::named("1d").unwrap();
    for round in 0..40 {
        world.add(&mut writer, "bars", "1d", days(["a", "b", "c"][round % 3], round as i32, 5));
        // As if the machine had stopped before the merged ones were removed.
        let before: Vec<_> = match round {
            0 => vec![],
            _ => world.files("bars").iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect(),
        };
        world.update(&writer);
        assert!(world.files("bars").len() <= 8, "{:?}", world.names("bars"));
        let names = world.names("bars");
        for (path, bytes) in &before {
            fs::write(path, bytes).unwrap();
        }
        fs::write(lake.folder().join("columns/bars/.qazyq-left"), "half").unwrap();
        fs::write(lake.folder().join("columns/bars/notes.txt"), "not ours").unwrap();
        let columns = lake.columns("bars", interval, PARSER).unwrap();
        assert_eq!(columns.last_receipt(), writer.receipts().last_number());
        assert_eq!(world.found("bars", "1d"), world.expected("bars", "1d"));
        world.update(&writer);
        fs::remove_file(lake.folder().join("columns/bars/notes.txt")).unwrap();
        assert_eq!(world.names("bars"), names, "what was needless is gone");
    }
}

#[test]
fn rows_are_read_while_segments_are_merged() {
    let mut world = World::new();
    let lake = world.lake();
    let mut writer = lake.writer().unwrap();
    let done = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|scope| {
        let lake = &lake;
        let done = &done;
        let reader = scope.spawn(move || {
            let mut looks = 0;
            while !done.load(std::sync::atomic::Ordering::Relaxed) || looks == 0 {
                let columns = lake.columns("bars", Interval::named("1d").unwrap(), PARSER).unwrap();
                assert!(columns.broken().is_empty());
                let rows = columns.rows().map(Result::unwrap).count() as u64;
                assert_eq!(rows, columns.last_receipt() * 3, "every receipt has three rows");
                looks += 1;
            }
        });
        for round in 0..30 {
            world.add(&mut writer, "bars", "1d", days("a", round, 3));
            world.update(&writer);
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        reader.join().unwrap();
    });
}

/// A lake with one segment, and its file.
fn one_segment() -> (World, PathBuf) {
    let mut world = World::new();
    let mut writer = world.lake().writer().unwrap();
    let mut first = days("a", 0, 3);
    first.parts[0].defects = vec![Defect { line: 1, day: day(0), kind: DefectKind::VolumeIsZero }];
    first.parts.push(part(
        "b",
        Rows::Bars(vec![bar(5, [Some(&"9".repeat(50)), None, None, None, None, None, None])]),
    ));
    world.add(&mut writer, "bars", "1d", first);
    world.add(&mut writer, "bars", "1d", days("b", 5, 1));
    world.update(&writer);
    let path = world.files("bars").remove(0);
    (world, path)
}

#[test]
fn a_segment_that_was_cut_or_altered_is_never_taken_for_whole() {
    let (world, path) = one_segment();
    let whole = fs::read(&path).unwrap();
    let rows = rows_of_bytes(whole.clone()).unwrap();
    assert_eq!(rows, world.expected("bars", "1d"));
    for len in 0..whole.len() {
        assert!(rows_of_bytes(whole[..len].to_vec()).is_err(), "cut at {len}");
    }
    let mut unnoticed = 0;
    for place in 0..whole.len() {
        for mask in [1, 0x10, 0x80, 0xff] {
            let mut altered = whole.clone();
            altered[place] ^= mask;
            // What no row comes from, as the copy of the schema in the footer, may pass.
            if let Ok(found) = rows_of_bytes(altered) {
                assert_eq!(found, rows, "altered at {place}");
                unnoticed += 1;
            }
        }
    }
    assert!(unnoticed < whole.len(), "{unnoticed} of {}", whole.len() * 4);
}

/// A file of `qazyq.columns/1`, in which the digits of every figure have 128 bits.
const FIRST_FORMAT: &[u8] = include_bytes!("data/columns-1.arrow");

#[test]
fn files_of_the_first_format_serve_as_they_are_and_are_merged() {
    let wide = "9".repeat(50);
    let bars = |key| {
        let bars = (20_000..20_003).map(|number| {
            let close = if number == 20_001 { &wide } else { "-0.5" };
            let (open, high, volume) = (Some("0.9998"), Some("1.0001"), Some("123456789.12"));
            bar(number, [open, high, None, Some(close), None, volume, Some("0")])
        });
        let kind = DefectKind::CapitalisationIsZero;
        let defect = Defect { line: 2, day: day(20_001), kind };
        let defects = (key == "3408").then_some(defect).into_iter().collect();
        Part { defects, ..part(key, Rows::Bars(bars.collect())) }
    };
    let mut world = World::new();
    let mut writer = world.lake().writer().unwrap();
    world.add(&mut writer, "bars", "1d", answer_of(vec![bars("3408"), bars("ü")]));
    // The file covers four receipts.
    (2..=4).for_each(|_| world.add(&mut writer, "other", "1d", answer_of(vec![])));
    world.update(&writer);
    let path = world.files("bars").remove(0);
    let new = fs::read(&path).unwrap();
    assert_eq!(rows_of_bytes(FIRST_FORMAT.to_vec()).unwrap(), rows_of_bytes(new.clone()).unwrap());

    fs::remove_file(&path).unwrap();
    fs::write(&path, FIRST_FORMAT).unwrap();
    assert_eq!(world.found("bars", "1d"), world.expected("bars", "1d"));
    assert_eq!(world.update(&writer), 0, "nothing is made anew");
    assert_eq!(fs::read(&path).unwrap(), FIRST_FORMAT);
    let read = |receipt: &Receipt, bytes: &[u8]| world.read(receipt, bytes);
    assert!(writer.compare_columns(PARSER, read).unwrap()[0].is_same());
    assert_eq!(fs::read(&path).unwrap(), FIRST_FORMAT);
    writer.rebuild_columns(PARSER, read).unwrap();
    assert_eq!(fs::read(&path).unwrap(), new, "a rebuild makes it one of the format of today");

    fs::remove_file(&path).unwrap();
    fs::write(&path, FIRST_FORMAT).unwrap();
    world.add(&mut writer, "bars", "1d", days("1", 0, 900));
    world.update(&writer);
    assert_eq!(world.names("bars"), ["00000001-00000005.arrow"]);
    assert_eq!(world.found("bars", "1d"), world.expected("bars", "1d"));
}

#[test]
fn digits_beyond_64_bits_are_text_where_they_are_few_and_a_column_where_they_are_many() {
    let beyond = "18446744073709551616.5";
    for (many, is_text) in [(1, true), (70, false)] {
        let closes = (0..128).map(|number| if number < many { beyond } else { "0.9998" });
        let bars =
            (0..).zip(closes).map(|(n, close)| bar(n, [None, None, None, Some(close), None, None, None]));
        let mut world = World::new();
        let mut writer = world.lake().writer().unwrap();
        world.add(&mut writer, "bars", "1d", answer_of(vec![part("1", Rows::Bars(bars.collect()))]));
        world.update(&writer);
        let bytes = fs::read(world.files("bars").remove(0)).unwrap();
        let has_text = bytes.windows(beyond.len()).any(|window| window == beyond.as_bytes());
        assert_eq!(has_text, is_text, "{many}");
        assert_eq!(world.found("bars", "1d"), world.expected("bars", "1d"), "{many}");
        // However they stood, rows are the same when files become one.
        world.add(&mut writer, "bars", "1d", days("2", 0, 10_000));
        world.update(&writer);
        assert_eq!(world.found("bars", "1d"), world.expected("bars", "1d"), "{many}");
    }
}

#[test]
fn a_segment_made_to_deceive_has_an_error_or_rows_but_no_panic() {
    let (_world, path) = one_segment();
    let whole = fs::read(&path).unwrap();
    assert_eq!(resealed(&whole).as_deref(), Some(&whole[..]));
    let (mut read, mut refused) = (0, 0);
    for place in 0..whole.len() {
        for mask in [1, 0x80, 0xff] {
            let mut altered = whole.clone();
            altered[place] ^= mask;
            match resealed(&altered).map(rows_of_bytes) {
                Some(Ok(_)) => read += 1,
                Some(Err(error)) => {
                    assert_eq!(error.code(), "columns-are-broken");
                    refused += 1;
                }
                None => {}
            }
        }
    }
    assert!(read > 0 && refused > 0, "{read} {refused}");
}

#[test]
fn broken_columns_are_passed_over_checked_and_made_anew() {
    let (world, path) = one_segment();
    let lake = world.lake();
    let interval = Interval::named("1d").unwrap();
    let whole = fs::read(&path).unwrap();
    let expected = world.expected("bars", "1d");
    let read = |receipt: &Receipt, bytes: &[u8]| world.read(receipt, bytes);
    assert!(lake.check().unwrap().is_sound());

    // Cut: noticed when it is opened, and its receipts are not covered.
    fs::write(&path, &whole[..whole.len() - 1]).unwrap();
    let columns = lake.columns("bars", interval, PARSER).unwrap();
    assert_eq!((columns.last_receipt(), columns.broken().len()), (0, 1));
    assert_eq!(lake.check().unwrap().broken_columns.len(), 1);
    assert_eq!(world.found("bars", "1d"), expected);
    let writer = lake.writer().unwrap();
    world.update(&writer);
    assert_eq!(fs::read(&path).unwrap(), whole, "the same rows make the same bytes");

    // Altered: noticed when the block is looked at.
    let mut altered = whole.clone();
    altered[whole.len() / 2] ^= 4;
    fs::remove_file(&path).unwrap();
    fs::write(&path, &altered).unwrap();
    let columns = lake.columns("bars", interval, PARSER).unwrap();
    assert!(matches!(columns.rows_of("a").next(), Some(Err(LakeError::BrokenColumns { .. }))));
    assert_eq!(lake.check().unwrap().broken_columns.len(), 1);
    drop(columns);
    let compared = writer.rebuild_columns(PARSER, read).unwrap();
    assert_eq!((compared[0].added, compared[0].broken.len(), compared[0].is_same()), (5, 1, false));
    assert_eq!(fs::read(&path).unwrap(), whole);
    assert!(writer.rebuild_columns(PARSER, read).unwrap()[0].is_same());
    assert!(lake.check().unwrap().is_sound());

    // One that says something else, whole in itself.
    let other = |receipt: &Receipt, bytes: &[u8]| {
        let mut answer = world.read(receipt, bytes)?;
        let Rows::Bars(bars) = &mut answer.parts[0].rows else { panic!() };
        match receipt.n {
            1 => _ = bars.pop(),
            _ => bars[0].close = None,
        }
        bars.extend((receipt.n == 2).then(|| bar(9, [None; 7])));
        Ok(answer)
    };
    let compared = &writer.compare_columns(PARSER, other).unwrap()[0];
    let counts = (compared.rows, compared.added, compared.lost, compared.changed);
    assert_eq!((counts, compared.first.as_ref().map(|place| place.key.as_str())), ((5, 1, 1, 1), Some("a")));
    assert_eq!(fs::read(&path).unwrap(), whole, "comparing changes nothing");
    assert_eq!(writer.rebuild_columns(PARSER, other).unwrap()[0].changed, 1);
    assert_eq!(writer.compare_columns(PARSER, read).unwrap()[0].lost, 1);
    let left: Vec<_> = fs::read_dir(lake.folder().join("columns")).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is left beside the feed's folder");
}

#[test]
fn an_altered_block_that_is_to_be_merged_is_made_anew() {
    let (mut world, path) = one_segment();
    let mut altered = fs::read(&path).unwrap();
    let middle = altered.len() / 2;
    altered[middle] ^= 4;
    fs::remove_file(&path).unwrap();
    fs::write(&path, &altered).unwrap();
    let lake = world.lake();
    let mut writer = lake.writer().unwrap();
    world.add(&mut writer, "bars", "1d", days("a", 0, 500));
    world.update(&writer);
    assert_eq!(world.names("bars"), ["00000001-00000003.arrow"]);
    assert_eq!(world.found("bars", "1d"), world.expected("bars", "1d"));
}

/// That the receipts are missing is said by whoever would write or read on.
fn check_missing(world: &World, last: u64, covered: u64) {
    let lake = world.lake();
    let interval = Interval::DAY;
    let read = |receipt: &Receipt, bytes: &[u8]| world.read(receipt, bytes);
    let columns = lake.columns("bars", interval, PARSER).unwrap();
    let receipts = lake.receipts().unwrap();
    let checked = lake.check().unwrap();
    assert!(!checked.is_sound());
    assert_eq!(checked.without_receipt, [], "none of them is harmless");
    let by_writing = lake.writer().unwrap_err();
    let by_reading = columns.with_uncovered(&lake, &receipts, ("bars", interval), read).unwrap_err();
    for error in [&by_writing, &by_reading, &checked.broken_columns[0]] {
        let path = lake.folder().join("receipts").display().to_string();
        let expected = format!("receipts-are-missing path=`{path}` last=`{last}` covered=`{covered}`");
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn receipts_that_were_cut_emptied_or_deleted_are_missed_and_no_number_is_given_anew() {
    let mut world = World::new();
    let lake = world.lake();
    let mut writer = lake.writer().unwrap();
    world.add(&mut writer, "bars", "1d", days("a", 0, 50));
    world.update(&writer);
    for round in 0..2 {
        world.add(&mut writer, "bars", "1d", days("b", round, 1));
    }
    world.update(&writer);
    drop(writer);
    assert_eq!(world.names("bars"), ["00000001-00000001.arrow", "00000002-00000003.arrow"]);
    let path = receipts_file(&lake, "2026-11");
    let whole = fs::read_to_string(&path).unwrap();
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();

    fs::write(&path, lines[..2].concat()).unwrap();
    check_missing(&world, 2, 3);
    let of_the_third = lake.check().unwrap().perhaps_of_missing;
    assert_eq!(of_the_third.len(), 1);
    // Torn in the third: nothing is mended where something is missing.
    let torn = [lines[0], lines[1], &lines[2][..30]].concat();
    fs::write(&path, &torn).unwrap();
    check_missing(&world, 2, 3);
    assert_eq!(fs::read_to_string(&path).unwrap(), torn);
    fs::write(&path, "").unwrap();
    check_missing(&world, 0, 3);
    fs::remove_file(&path).unwrap();
    check_missing(&world, 0, 3);
    fs::remove_dir(path.parent().unwrap()).unwrap();
    check_missing(&world, 0, 3);

    // From a copy they are back, and nothing else was lost.
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, &whole).unwrap();
    assert!(lake.check().unwrap().is_sound());
    assert_eq!(world.found("bars", "1d"), world.expected("bars", "1d"));

    // Lost for good: without the columns, which are made anew.
    fs::write(&path, lines[..2].concat()).unwrap();
    world.answers.remove(&3);
    fs::remove_dir_all(lake.folder().join("columns")).unwrap();
    let writer = lake.writer().unwrap();
    world.update(&writer);
    let checked = lake.check().unwrap();
    assert!(checked.is_sound() && checked.perhaps_of_missing.is_empty());
    assert_eq!(checked.without_receipt, of_the_third);
    assert_eq!(world.found("bars", "1d"), world.expected("bars", "1d"));
}

#[test]
fn receipts_that_stand_in_the_place_of_others_are_noticed() {
    let mut world = World::new();
    let lake = world.lake();
    let mut writer = lake.writer().unwrap();
    world.add(&mut writer, "bars", "1d", days("a", 0, 1));
    let path = receipts_file(&lake, "2026-11");
    let of_one = fs::read(&path).unwrap();
    world.add(&mut writer, "bars", "1d", days("a", 1, 1));
    world.update(&writer);
    drop(writer);

    // The second is lost, and two others are written by somebody who does not look at the columns.
    let (columns, aside) = (lake.folder().join("columns"), world.folder.path().join("aside"));
    fs::rename(&columns, &aside).unwrap();
    fs::write(&path, of_one).unwrap();
    let mut writer = lake.writer().unwrap();
    for round in 2..4 {
        let exchange = exchange("bars", "2026-11-02T00:00:00Z");
        world.add_exchange(&mut writer, exchange, days("b", round, 1));
    }
    drop(writer);
    fs::rename(&aside, &columns).unwrap();
    check_missing(&world, 1, 2);
}

#[test]
fn columns_of_another_version_or_feed_show_lost_receipts_too() {
    let mut world = World::new();
    let lake = world.lake();
    let mut writer = lake.writer().unwrap();
    world.add(&mut writer, "bars", "1d", days("a", 0, 1));
    world.add(&mut writer, "candles", "1h", answer_of(vec![]));
    let read = |receipt: &Receipt, bytes: &[u8]| world.read(receipt, bytes);
    writer.update_columns(PARSER + 1, read).unwrap();
    drop(writer);
    fs::write(receipts_file(&lake, "2026-11"), "").unwrap();
    check_missing(&world, 0, 2);
    fs::remove_dir_all(lake.folder().join("columns/bars")).unwrap();
    assert_eq!(lake.writer().unwrap_err().code(), "receipts-are-missing");
    // Of what cannot be used nothing is believed.
    fs::write(world.files("candles-1h").remove(0), "ARROW1").unwrap();
    lake.writer().unwrap();
}

#[test]
fn columns_newer_than_the_receipts_at_hand_are_no_loss() {
    let mut world = World::new();
    let lake = world.lake();
    let mut writer = lake.writer().unwrap();
    world.add(&mut writer, "bars", "1d", days("a", 0, 1));
    let before = lake.receipts().unwrap();
    world.add(&mut writer, "bars", "1d", days("a", 1, 1));
    world.update(&writer);
    let columns = lake.columns("bars", Interval::DAY, PARSER).unwrap();
    let read = |receipt: &Receipt, bytes: &[u8]| world.read(receipt, bytes);
    let (columns, _) = columns.with_uncovered(&lake, &before, ("bars", Interval::DAY), read).unwrap();
    assert_eq!((columns.last_receipt(), columns.len()), (2, 2));
}

#[test]
fn a_check_finds_what_was_altered_lost_or_left_over() {
    let mut world = World::new();
    let lake = world.lake();
    let mut writer = lake.writer().unwrap();
    for _ in 0..4 {
        world.add(&mut writer, "bars", "1d", days("a", 0, 1));
    }
    let left_over = lake.keep(b"kept, and then the machine stopped").unwrap();
    let checked = lake.check().unwrap();
    assert!(checked.is_sound());
    assert_eq!((checked.receipts, checked.answers, checked.without_receipt), (4, 4, vec![left_over]));
    let path = |n| lake.answer_path(&writer.receipts().get(n).unwrap().sha256.unwrap());
    fs::remove_file(path(1)).unwrap();
    fs::write(path(2), b"something else").unwrap();
    fs::copy(path(4), path(3)).unwrap();
    let checked = lake.check().unwrap();
    let lost: Vec<_> = checked.lost.iter().map(|(n, error)| (*n, error.code())).collect();
    assert_eq!(lost, [(1, "answer-is-missing"), (2, "answer-is-altered"), (3, "answer-is-altered")]);
    assert!(!checked.is_sound());
}

fn any_amount() -> impl Strategy<Value = Amount> {
    let small = r"-?[0-9]{1,6}(\.[0-9]{1,8})?";
    let any = r"-?[0-9]{1,60}(\.[0-9]{1,40})?";
    let at_the_bound = r"-?[0-9]{19,20}\.[0-9]{18,19}";
    prop_oneof![small, any, at_the_bound].prop_map(|text| amount(&text))
}

fn any_bar() -> impl Strategy<Value = Bar> {
    let figures = proptest::collection::vec(proptest::option::of(any_amount()), 7);
    (0..12_i32, figures).prop_map(|(number, figures)| {
        let [open, high, low, close, vwap, volume, market_cap] = figures.try_into().unwrap();
        Bar { day: day(number), open, high, low, close, vwap, volume, market_cap, coverage: None }
    })
}

fn any_part() -> impl Strategy<Value = Part> {
    let key = prop_oneof![Just("1"), Just("1027"), Just("ü"), Just(""), Just("USD\"C")];
    (key, proptest::collection::vec(any_bar(), 0..6), any::<bool>()).prop_map(|(key, mut bars, odd)| {
        bars.sort();
        bars.dedup_by_key(|bar| bar.day);
        let odd = bars.first().filter(|_| odd).map(|bar| bar.day);
        let defects = odd.map(|day| Defect { line: 1, day, kind: DefectKind::CapitalisationIsZero });
        Part { defects: defects.into_iter().collect(), ..part(key, Rows::Bars(bars)) }
    })
}

fn any_answer() -> impl Strategy<Value = Answer> {
    proptest::collection::vec(any_part(), 0..4).prop_map(|mut parts| {
        parts.sort_by(|a, b| a.key.cmp(&b.key));
        parts.dedup_by(|a, b| a.key == b.key);
        answer_of(parts)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// However the receipts are split among updates, the rows are those of the answers.
    #[test]
    fn rows_are_those_of_the_answers(updates in proptest::collection::vec((any_answer(), any::<bool>()), 1..14)) {
        let mut world = World::new();
        let lake = world.lake();
        let mut writer = lake.writer().unwrap();
        for (answer, update) in updates {
            world.add(&mut writer, "bars", "1d", answer);
            if update {
                world.update(&writer);
            }
        }
        prop_assert_eq!(world.found("bars", "1d"), world.expected("bars", "1d"));
        world.update(&writer);
        prop_assert_eq!(world.found("bars", "1d"), world.expected("bars", "1d"));
        let compared = writer.compare_columns(PARSER, |receipt, bytes| world.read(receipt, bytes)).unwrap();
        prop_assert!(compared.iter().all(|compared| compared.is_same()));
    }
}
