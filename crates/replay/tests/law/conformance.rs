//! The real and made-up series of the conformance suite.

use std::fs;
use std::path::{Path, PathBuf};

use qazyq_law::{Act, Case};
use qazyq_replay::{Kernel, Rule};

use crate::columns::Kind;
use crate::difference;

fn cases(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            cases(&path, found);
        } else if path.to_string_lossy().ends_with(".case.json") {
            found.push(path);
        }
    }
}

#[test]
fn every_case_that_is_not_refused_comes_out_the_same() {
    let act = Act::embedded().expect("the embedded law");
    let mut paths = Vec::new();
    cases(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../conformance/cases")), &mut paths);
    let mut held = 0;
    for path in paths {
        let bytes = fs::read(&path).expect("a file");
        let Ok(case) = Case::parse(&act, &bytes) else { continue };
        let mut kernel = Kernel::new(Rule::from(case.law), case.law.counted.readings().collect());
        for (kind, days) in [(Kind::Narrow, 4), (Kind::Broad, 1), (Kind::Wide, 1), (Kind::Mixed, 1)] {
            let span = (case.date.plus(if days > 1 { -2 } else { 0 }), days);
            let found = difference(&mut kernel, &case, case.law, kind, span, |k| k % 48 == 0 || k % 7 == 0);
            assert_eq!(found, None, "{}", path.display());
        }
        held += 1;
    }
    assert!(held > 300, "{held}");
}
