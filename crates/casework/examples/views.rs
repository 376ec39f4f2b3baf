//! How long the views take to be made from nothing, and what asking them costs, for a journal of so many entries.
//!
//! `cargo run --release -p qazyq-casework --example views -- 1000000`: a row of a Markdown table.

#![expect(clippy::print_stdout, reason = "a measurement is printed")]
#![expect(clippy::unwrap_used, reason = "a measurement that goes wrong may end")]

use std::time::{Duration, Instant};

use jiff::Timestamp;
use qazyq_casework::book::Book;
use qazyq_casework::workspace::{Draft, What, Workspace};
use qazyq_registry::form::RecordKind;
use qazyq_registry::journal::{Journal, Writing};
use qazyq_registry::store::Sqlite;
use qazyq_registry::what::{
    Action, Asset, Authority, Check, CheckResult, Disclosure, DisclosureStatus, Item, Listed, Peg, Proposal,
    Subject,
};

/// One asset for so many entries.
const ENTRIES_AN_ASSET: u64 = 100;

fn at(number: u64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + i64::try_from(number).unwrap()).unwrap()
}

/// The entry of that number: an asset, its peg, a list decision, then disclosures and checks, month after month.
fn draft(number: u64) -> Draft {
    let asset = format!("asset-{}", number / ENTRIES_AN_ASSET);
    let url = Some(format!("https://issuer.example/{number}/disclosures/reserves.pdf"));
    let what = match number % ENTRIES_AN_ASSET {
        0 => What::Asset(Asset {
            symbol: Some("SYM".to_owned()),
            name: Some(asset.clone()),
            ..Asset::default()
        }),
        1 => {
            let component = ("USD".to_owned(), "1".parse::<qazyq_exact::Amount>().unwrap()).into();
            What::Peg(Peg { components: vec![component], url, ..Peg::default() })
        }
        2 => What::Proposal(Proposal {
            authority: Authority::Ministry,
            action: Action::Add,
            from: "2026-01-01".parse().unwrap(),
            until: None,
            act: None,
            reason: "meets all five".to_owned(),
            criterion: None,
            evidence: vec![number],
            verdict: None,
        }),
        3 => What::Approval { proposal: number, note: None, verdict: None },
        4 => {
            let row =
                Listed { asset: Some(asset.clone()), symbol: Some("SYM".to_owned()), ..Listed::default() };
            What::Publication { proposal: number - 1, row: Some(row) }
        }
        n if n % 2 == 0 => What::Disclosure(Disclosure {
            item: Item::ALL[usize::try_from(n / 2 % 4).unwrap()],
            status: DisclosureStatus::Published,
            url,
            published: Some("2025-12-31".parse().unwrap()),
            looked_for_on: None,
            next_expected: None,
        }),
        _ => What::Check(Check {
            register: "a register".to_owned(),
            on: "2026-01-29".parse().unwrap(),
            subjects: vec![Subject::Asset(asset.clone())],
            terms: vec!["asset".to_owned(), "issuer of the asset".to_owned()],
            result: CheckResult::None,
            url,
            note: None,
        }),
    };
    Draft::about(&asset, at(number), what)
}

fn main() {
    let entries: u64 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(10_000);
    let folder = tempfile::tempdir().unwrap();
    let workspace = Workspace::at(folder.path().join("workspace"));
    workspace.keep("nothing", b"").unwrap();
    let path = folder.path().join("workspace/journal.sqlite");
    let mut journal = Journal::open(Box::new(Sqlite::open(&path).unwrap())).unwrap();
    for first in (0..entries).step_by(1_000) {
        let drafts = (first..(first + 1_000).min(entries)).map(draft).collect();
        journal.append(&Writing { drafts, ..Writing::default() }, at(first)).unwrap();
    }
    drop(journal);

    let book = Instant::now();
    let opened = Book::open(workspace).unwrap();
    let opening = book.elapsed();
    let (asset, half) = (format!("asset-{}", entries / ENTRIES_AN_ASSET / 2), at(entries / 2));
    let lists =
        measure(5, || opened.lists(half).on(Authority::Ministry, "2026-06-01".parse().unwrap()).count());
    let one = measure(1_000, || opened.asset_at(&asset, half).unwrap().name.map_or(0, |name| name.len()));
    let all = measure(5, || opened.records(RecordKind::Disclosure, half).count());
    let size = std::fs::metadata(&path).unwrap().len();
    println!(
        "| {entries} | {:.2} s | {:.1} µs | {:.1} ms | {:.1} ms | {} MB | {} B |",
        opening.as_secs_f64(),
        one.as_secs_f64() * 1e6,
        all.as_secs_f64() * 1e3,
        lists.as_secs_f64() * 1e3,
        memory_peak() / 1_000,
        size / entries,
    );
}

/// The least of so many times.
fn measure(times: usize, mut ask: impl FnMut() -> usize) -> Duration {
    let once = |_| {
        let begin = Instant::now();
        assert!(std::hint::black_box(ask()) < usize::MAX);
        begin.elapsed()
    };
    (0..times).map(once).min().unwrap_or_default()
}

/// The most memory that this process had, in kilobytes, where the system says it.
fn memory_peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok()).unwrap_or_default()
}
