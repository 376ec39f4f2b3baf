//! Tables that are written here are read here.

use qazyq_exact::{Amount, Day};
use qazyq_market::Bar;
use qazyq_market::bars::{Batch, Column, FIGURES, Wanted};
use qazyq_parquet::bars::Bars;
use qazyq_parquet::table::{Cell, Column as Written, Digits, Form, Kind, Packing, Table};
use qazyq_parquet::{BarRow, columns, write_bars};

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

fn bar(day: i32, close: &str, volume: Option<&str>, market_cap: Option<&str>) -> Bar {
    Bar {
        day: Day::from_number(day),
        open: None,
        high: None,
        low: None,
        close: Some(amount(close)),
        vwap: None,
        volume: volume.map(amount),
        market_cap: market_cap.map(amount),
        coverage: None,
    }
}

#[test]
fn a_column_has_the_narrowest_form_that_holds_all_of_it() {
    let form = |texts: &[&str]| {
        let mut digits = Digits::default();
        texts.iter().for_each(|text| digits.see(Some(&amount(text))));
        digits.form()
    };
    assert_eq!(form(&[]), Form::Narrow { scale: 0 });
    assert_eq!(form(&["0.0001", "99999999999999"]), Form::Narrow { scale: 4 });
    assert_eq!(form(&["0.0001", "-100000000000000"]), Form::Broad { scale: 4 });
    assert_eq!(form(&[&"9".repeat(38)]), Form::Broad { scale: 0 });
    assert_eq!(form(&[&"9".repeat(38), "0.1"]), Form::Text);
    assert_eq!(form(&[&format!("0.{}1", "0".repeat(37))]), Form::Broad { scale: 38 });
    assert_eq!(form(&[&format!("0.{}1", "0".repeat(38))]), Form::Text);
}

#[test]
fn bars_that_are_written_are_read() {
    let nines = "9".repeat(60);
    let bars = [
        ("DAI", bar(19_000, "1.0001", None, None)),
        ("DAI", bar(19_001, "0.99", Some("12345678901234567890.5"), Some(&nines))),
        ("теңге", bar(19_000, "1", Some("0"), None)),
    ];
    for packing in [Packing::None, Packing::Zstd] {
        let rows = || bars.iter().map(|(asset, bar)| BarRow { asset, currency: None, bar });
        let mut bytes = Vec::new();
        assert_eq!(write_bars(rows, packing, &mut bytes).unwrap(), 3);
        let types = columns(&bytes).unwrap().join(", ");
        assert_eq!(
            types,
            "asset STRING, day DATE, close DECIMAL(18, 4), volume DECIMAL(38, 1), market_cap STRING"
        );
        let read = Bars::open(&bytes).unwrap();
        let wanted = Wanted { figures: [true; FIGURES], days: (i32::MIN, i32::MAX) };
        let mut reader = read.reader(&bytes[..], 0..1, &wanted).unwrap();
        let mut batch = Batch::default();
        assert!(reader.fill(&mut batch).unwrap());
        assert_eq!(batch.assets, [0, 0, 1]);
        assert_eq!([0, 1].map(|place| reader.asset(place).unwrap()).join(" "), "DAI теңге");
        assert_eq!(batch.days, [19_000, 19_001, 19_000]);
        let told = format!("{:?}", &batch.figures[3]);
        assert_eq!(told, "Narrow { scale: 4, digits: [10001, 9900, 10000] }");
        let absent = i128::MIN;
        let told = format!("{:?}", &batch.figures[5]);
        assert_eq!(
            told,
            format!("Broad {{ scale: 1, digits: [{absent}, 123456789012345678905, 0], wide: [] }}")
        );
        let Column::Broad { wide, .. } = &batch.figures[6] else { panic!("{:?}", batch.figures[6]) };
        assert_eq!(wide, &[(1, amount(&nines))]);
        assert!(!reader.fill(&mut batch).unwrap());
    }
}

#[test]
fn many_rows_are_several_row_groups_with_bounds_of_their_days() {
    let bars: Vec<Bar> = (0..300_000).map(|n| bar(10_000 + n / 100, "1.5", None, None)).collect();
    let rows = || bars.iter().map(|bar| BarRow { asset: "A", currency: Some("EUR"), bar });
    let mut bytes = Vec::new();
    assert_eq!(write_bars(rows, Packing::None, &mut bytes).unwrap(), 300_000);
    // A constant price and days one behind the other take next to nothing as differences.
    assert!(bytes.len() < 100_000, "{}", bytes.len());
    let read = Bars::open(&bytes).unwrap();
    assert_eq!((read.groups(), read.rows()), (2, 300_000));
    let wanted = Wanted { figures: [true; FIGURES], days: (12_900, 13_100) };
    let mut reader = read.reader(&bytes[..], 0..2, &wanted).unwrap();
    let (mut batch, mut many) = (Batch::default(), 0);
    while reader.fill(&mut batch).unwrap() {
        many += batch.len();
    }
    // A hundred days of a hundred rows, and what else lies in the batch in which they begin.
    assert!((10_000..20_000).contains(&many), "{many}");
    assert_eq!((reader.assets(), reader.currency(0)), (1, Some("EUR")));
}

#[test]
fn a_row_that_is_none_of_the_table_is_refused() {
    let columns = [
        Written { name: "asset", kind: Kind::Text, is_optional: true },
        Written { name: "days", kind: Kind::Int32, is_optional: false },
    ];
    let mut table = Table::create(Vec::new(), &columns, Packing::Zstd).unwrap();
    table.push(&[Cell::Absent, Cell::Number(i64::from(i32::MAX))]).unwrap();
    let mut error = |row: &[Cell<'_>]| table.push(row).unwrap_err().to_string();
    assert_eq!(error(&[Cell::Text("x")]), "a row has not the table's columns");
    let wrong = "a cell is not of its column's kind";
    assert_eq!(error(&[Cell::Text("x"), Cell::Number(1 << 31)]), wrong);
    assert_eq!(error(&[Cell::Number(1), Cell::Number(1)]), wrong);
    assert_eq!(error(&[Cell::Text("x"), Cell::Absent]), "a value is absent");
}
