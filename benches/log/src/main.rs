//! How fast a log takes, proves, checks and indexes entries as it grows, with other crates doing a part of it in the same run.
//!
//! ```text
//! qazyq-bench-log run FOLDER ROUNDS WORKS SIZES…    tables for people: what `scripts/bench-log` calls
//! qazyq-bench-log WORK …                             one work, its figures as lines: each runs in a process of its own
//! ```
//!
//! Each work is a process, so that the most memory it had is its own, and nothing is left over from the work before. Rounds do
//! ours and the peers' in turn, and medians count.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "tables for people, and how far it is")]

mod data;
mod measured;
mod ours;
mod peers;

use std::fs;
use std::path::{Path, PathBuf};

use qazyq_log::{Folder, reader};

use crate::measured::{Figures, in_a_process, medians, on_disk};

/// Entries of a batch while a log is filled.
const FILLED_BY: u64 = 10_000;
/// Entries of a batch, and how many batches are measured at each size.
const BATCHES: [(u64, u64); 4] = [(1, 500), (100, 60), (1_000, 40), (10_000, 12)];
/// Logs up to this size are measured in every round, larger ones once where all of their files are read.
const OFTEN: u64 = 1_000_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let text = |n: usize| arguments.get(n).map_or("", String::as_str);
    let number = |n: usize| text(n).parse::<u64>().expect("a number");
    let folder = || Path::new(text(1));
    let told = match text(0) {
        "run" => {
            let sizes: Vec<u64> = (4..arguments.len()).map(number).collect();
            return Run { folder: folder().to_owned(), rounds: number(2) }.all(text(3), &sizes);
        }
        "build" => ours::build(folder(), number(2), number(3)),
        "append" => ours::append(folder(), number(2), number(3)),
        "open" => ours::open(folder()),
        "audit" => ours::audited(folder()),
        "prove" => ours::prove(folder(), number(2)),
        "prove-once" => ours::prove_once(folder(), number(2)),
        "prove-tlog_tiles" => {
            let (_, checkpoint) = reader::checkpoint(&Folder::to_read(folder())).expect("a checkpoint");
            peers::tlog_tiles_from_disk(folder(), (checkpoint.size, checkpoint.root), number(2))
        }
        "verify" => ours::verify(folder(), number(2)),
        "tree" => ours::tree(number(1), number(2)),
        "tree-ct-merkle" => peers::ct_merkle(number(1), number(2)),
        "tree-tlog_tiles" => peers::tlog_tiles_in_memory(number(1), number(2)),
        "memory" => ours::in_memory(number(1)),
        "index" => ours::index(number(1), number(2), number(3)),
        other => panic!("there is no work `{other}`"),
    };
    told.iter().for_each(|(name, figure)| println!("{name}\t{figure}"));
}

/// A run of several works.
struct Run {
    folder: PathBuf,
    rounds: u64,
}

impl Run {
    fn all(&self, works: &str, sizes: &[u64]) {
        let has = |work: &str| works.split(',').any(|one| one == work);
        if has("disk") {
            self.disk(sizes);
        }
        if has("memory") {
            self.memory(sizes);
        }
        if has("index") {
            self.index(sizes);
        }
    }

    /// Logs on disk.
    fn disk(&self, sizes: &[u64]) {
        let (mut built, mut read, mut proved, mut verified, mut appended) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for size in sizes {
            let path = self.folder.join(format!("log-{size}"));
            let log = path.to_str().expect("a path").to_owned();
            if path.exists() {
                fs::remove_dir_all(&path).expect("the last run's log is removed");
            }
            eprintln!("{} entries", grouped(*size as f64));
            let at = &work("build", &[&log, &size.to_string(), &FILLED_BY.to_string()]);
            let per_entry = |name: &str| at[name] / *size as f64;
            built.push(vec![
                grouped(*size as f64),
                grouped(at["appends"]),
                fixed(at["seconds"]),
                fixed(at["longest"] / 1e3),
                grouped(at["files"]),
                fixed(at["bytes"] / 1e6),
                fixed(per_entry("bytes")),
                fixed(per_entry("blocks")),
                fixed(at["mib"]),
            ]);
            eprintln!("  opened and audited");
            let opened = medians(&self.rounds(|_| work("open", &[&log])));
            let audits = if *size > OFTEN { 1 } else { self.rounds };
            let audit = medians(&(0..audits).map(|_| work("audit", &[&log])).collect::<Vec<_>>());
            read.push(vec![
                grouped(*size as f64),
                fixed(opened["milliseconds"]),
                fixed(opened["mib"]),
                fixed(audit["seconds"]),
                fixed(audit["processor"]),
                grouped(audit["entries"] / audit["seconds"]),
                fixed(audit["mib"]),
            ]);
            eprintln!("  proofs");
            let once = medians(
                &(0..20).map(|lot: u64| work("prove-once", &[&log, &lot.to_string()])).collect::<Vec<_>>(),
            );
            let both = self.rounds(|_| {
                let mut all = work("prove", &[&log, "4000"]);
                let theirs = work("prove-tlog_tiles", &[&log, "4000"]);
                all.extend(theirs.into_iter().map(|(name, figure)| (format!("their {name}"), figure)));
                all
            });
            let at = medians(&both);
            proved.push(vec![
                grouped(*size as f64),
                grouped(at["inclusion"]),
                fixed(at["median"]),
                fixed(at["p99"]),
                fixed(once["milliseconds"]),
                grouped(at["hashes"]),
                grouped(at["their inclusion"]),
                grouped(at["consistency"]),
                grouped(at["their consistency"]),
                fixed(at["mib"]),
            ]);
            eprintln!("  verified");
            verified.push((*size, medians(&self.rounds(|_| work("verify", &[&log, "40000"])))));
            for (batch, batches) in BATCHES {
                eprintln!("  batches of {batch}");
                let before = on_disk(&path);
                let at = work("append", &[&log, &batch.to_string(), &batches.to_string()]);
                let bytes = (on_disk(&path).0 - before.0) as f64 / (batch * batches) as f64;
                appended.push(vec![
                    grouped(batch as f64),
                    grouped(*size as f64),
                    grouped(at["appends"]),
                    fixed(at["median"]),
                    fixed(at["p99"]),
                    fixed(at["longest"]),
                    grouped(bytes),
                ]);
            }
            fs::remove_dir_all(&path).expect("the log is removed");
        }
        // By batch, then by size.
        let by_batch =
            (0..BATCHES.len()).flat_map(|n| appended.iter().skip(n).step_by(BATCHES.len()).cloned());
        table(
            "Filled in batches of 10,000",
            "entries|a second|s|longest batch, s|files|MB|bytes an entry|on disk|MiB",
            &built,
        );
        table(
            "Appended and published behind that",
            "batch|log|entries a second|median ms|99 of 100|longest|bytes an entry",
            &by_batch.collect::<Vec<_>>(),
        );
        table("Opened, audited", "entries|open ms|MiB|audit s|processor s|entries a second|MiB", &read);
        table(
            "Proofs from disk, a second of processor time",
            "entries|whole|median ms|99 of 100|first, ms|hashes alone|tlog_tiles|consistency|tlog_tiles|MiB",
            &proved,
        );
        verification(&verified);
    }

    /// Trees in memory, where the peers are.
    fn memory(&self, sizes: &[u64]) {
        let mut rows = Vec::new();
        for size in sizes {
            eprintln!("{} entries in memory", grouped(*size as f64));
            let text = size.to_string();
            let often = if *size > OFTEN { 1 } else { self.rounds };
            let proofs = "200000";
            let mut line = |who: &str, arguments: &[&str]| {
                let at = medians(&(0..often).map(|_| work(who, arguments)).collect::<Vec<_>>());
                let told = |name: &str| at.get(name).map_or("–".to_owned(), |figure| grouped(*figure));
                let name = match who {
                    "tree" => "ours, the tree alone",
                    "memory" => "ours, a whole log",
                    other => other.trim_start_matches("tree-"),
                };
                rows.push(vec![
                    grouped(*size as f64),
                    name.to_owned(),
                    told("appends"),
                    told("inclusion"),
                    told("consistency"),
                    told("mib"),
                ]);
            };
            line("tree", &[&text, proofs]);
            line("tree-ct-merkle", &[&text, proofs]);
            line("tree-tlog_tiles", &[&text, proofs]);
            if *size <= OFTEN {
                line("memory", &[&text]);
            }
        }
        let header = "entries|who|appends a second|inclusion proofs a second|consistency proofs a second|MiB";
        table("In memory, a root every 1,000 entries", header, &rows);
    }

    fn index(&self, sizes: &[u64]) {
        let mut rows = Vec::new();
        let sizes = sizes.iter().filter(|size| **size >= 100_000);
        let each = sizes.clone().map(|size| (*size, 10_000)).chain(sizes.map(|size| (*size, *size)));
        for (size, names) in each.filter(|(size, names)| size != names || *size <= OFTEN) {
            eprintln!("an index of {} entries", grouped(size as f64));
            let arguments = [size.to_string(), names.to_string(), "2000".to_owned()];
            let often = if size > OFTEN { 1 } else { self.rounds };
            let runs = (0..often).map(|_| work("index", &arguments.each_ref().map(String::as_str)));
            let at = medians(&runs.collect::<Vec<_>>());
            rows.push(vec![
                grouped(size as f64),
                grouped(at["names"]),
                grouped(at["pushes"]),
                fixed(at["finish"] * 1e3),
                grouped(at["mib pushed"]),
                grouped(at["none bytes"]),
                grouped(at["one bytes"]),
                format!("{} ({})", grouped(at["all bytes"]), grouped(at["postings"])),
                grouped(at["none"]),
                grouped(at["one"]),
                grouped(at["all"]),
            ]);
        }
        let header = "entries|names|pushes a second|finish ms|MiB|none, bytes|one, bytes|all, bytes (postings)|none \
                      checked a second|one|all";
        table("The index", header, &rows);
    }

    fn rounds(&self, mut round: impl FnMut(u64) -> Figures) -> Vec<Figures> {
        (0..self.rounds).map(&mut round).collect()
    }
}

fn work(name: &str, arguments: &[&str]) -> Figures {
    in_a_process(&[name].iter().chain(arguments).map(ToString::to_string).collect::<Vec<_>>())
}

fn verification(by_size: &[(u64, Figures)]) {
    let lines = [
        ("inclusion, from the entry", "inclusion", "inclusion ct-merkle", "inclusion tlog_tiles"),
        ("consistency", "consistency", "consistency ct-merkle", "consistency tlog_tiles"),
        ("checkpoint read and its signature checked", "note", "", "note signed_note"),
        ("checkpoint signed", "sign", "", "sign signed_note"),
        ("tlog-proof, from its bytes to the entry", "files", "", "files signed_note, tlog_tiles"),
        ("tlog-proof read and not checked", "files read", "", ""),
    ];
    let mut rows = Vec::new();
    for (size, at) in by_size {
        for (what, ours, ct_merkle, other) in lines {
            let told = |name: &str| at.get(name).map_or("–".to_owned(), |figure| grouped(*figure));
            rows.push(vec![grouped(*size as f64), what.to_owned(), told(ours), told(ct_merkle), told(other)]);
        }
        let of_proof =
            [grouped(*size as f64), "hashes of an inclusion proof".to_owned(), fixed(at["hashes"])];
        rows.push(of_proof.into_iter().chain(["–".to_owned(), "–".to_owned()]).collect());
        let of_file = [grouped(*size as f64), "bytes of a tlog-proof".to_owned(), fixed(at["bytes"])];
        rows.push(of_file.into_iter().chain(["–".to_owned(), "–".to_owned()]).collect());
    }
    table(
        "Verifying, a second of processor time",
        "entries|what|ours|ct-merkle|tlog_tiles, signed_note",
        &rows,
    );
}

fn table(title: &str, header: &str, rows: &[Vec<String>]) {
    let header: Vec<&str> = header.split('|').collect();
    println!("\n{title}:\n\n| {} |", header.join(" | "));
    println!("|{}", " ---: |".repeat(header.len()));
    rows.iter().for_each(|row| println!("| {} |", row.join(" | ")));
}

/// A whole number with commas.
fn grouped(figure: f64) -> String {
    let digits = format!("{figure:.0}");
    let groups = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy);
    groups.collect::<Vec<_>>().join(",")
}

/// Three figures or so.
fn fixed(figure: f64) -> String {
    match figure {
        100.0.. => grouped(figure),
        10.0.. => format!("{figure:.1}"),
        1.0.. => format!("{figure:.2}"),
        _ => format!("{figure:.3}"),
    }
}
