//! Whole markets replayed: files of bars in any order, read by any number of threads, and the workspace's own assets come to
//! what `qazyq_law::assess` says of each asset and day.
//!
//! `QAZYQ_CASES=200 cargo test --release -p qazyq-casework --test replay` looks at as many made-up markets.

mod columns;
#[path = "../fetch/desk.rs"]
#[expect(dead_code, reason = "the desk of the tests of fetching, of which few need all")]
mod desk;
mod expected;
mod files;
mod market;
mod own;
mod refused;
mod screened;
mod what_if;

use std::path::Path;
use std::sync::atomic::AtomicBool;

use qazyq_casework::Trouble;
use qazyq_casework::replay::tables::{Cell, Rows, Table};
use qazyq_casework::replay::{Foreign, Plan, Replayed, Watch, replay_file, to_json};
use qazyq_exact::Day;
use qazyq_law::json::Value;

/// Runs `replay` with so many threads and nobody who interrupts it.
fn watched<T>(threads: usize, replay: impl FnOnce(&Watch<'_>) -> T) -> T {
    replay(&Watch { stop: &AtomicBool::new(false), advanced: &|_| {}, threads })
}

/// A folder with a file of bars, its pegs and perhaps rates.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).unwrap();
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Replays `input` by `pegs.csv`, and by `fx.csv` if it is there.
    fn replay(
        &self,
        plan: &Plan,
        input: &str,
        wants: (Option<Table>, bool),
        watch: &Watch<'_>,
    ) -> Result<Replayed, Trouble> {
        let [input, pegs, rates] = [input, "pegs.csv", "fx.csv"].map(|name| self.path().join(name));
        let rates = rates.exists().then_some(&*rates);
        replay_file(plan, &Foreign { input: &input, pegs: &pegs, rates, currency: "USD" }, wants, watch)
    }
}

/// All that a replay tells: its totals, and its table's lines in order of their text.
fn told(plan: &Plan, table: Option<Table>, mut replayed: Replayed) -> (String, Vec<String>) {
    let json = Value::object(to_json(plan, &replayed)).to_string();
    let mut lines = Lines::default();
    if let Some(table) = table {
        replayed.write(plan, table, &mut lines).unwrap();
        assert!(lines.finished);
    }
    lines.lines.sort();
    (json, lines.lines)
}

/// Lines of a table, cells joined by blanks.
#[derive(Default)]
struct Lines {
    lines: Vec<String>,
    finished: bool,
}

impl Rows for Lines {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), Trouble> {
        let text = |cell: &Cell<'_>| match cell {
            Cell::Text(text) => (*text).to_owned(),
            Cell::Date(day) => day.to_string(),
            Cell::Number(number) => number.to_string(),
        };
        self.lines.push(cells.iter().map(text).collect::<Vec<_>>().join(" "));
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Trouble> {
        self.finished = true;
        Ok(())
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}
