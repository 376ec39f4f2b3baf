//! What the fuzz targets `bundle` and `policy` hold of any bytes, on the files that they start from.

use std::fs;
use std::path::Path;

use qazyq_evidence::bundle::Bundle;
use qazyq_evidence::container;
use qazyq_evidence::policy::Policy;
use qazyq_evidence::verify::{Came, Check};
use qazyq_law::Act;

use crate::made::judged;
use crate::vectors;

fn corpus(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/corpus").join(target);
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    let files: Vec<_> = files.map(|path| (path.display().to_string(), fs::read(&path).unwrap())).collect();
    assert!(files.len() > 3);
    files
}

#[test]
fn bundles_of_the_corpus_are_answered() {
    let (act, policy) = (Act::embedded().unwrap(), vectors::policy());
    let of_vectors = vectors::VECTORS.iter().map(|vector| (vector.name.to_owned(), vector.bytes.clone()));
    for (name, bytes) in corpus("bundle").into_iter().chain(of_vectors) {
        if let Ok(files) = container::read(&bytes) {
            assert_eq!(container::write(&files).unwrap(), bytes, "{name}");
        }
        let report = judged(&bytes, &act, &policy, None);
        assert!(report.steps.iter().map(|step| step.check).eq(Check::ALL), "{name}");
        if report.came() < Came::Failed {
            assert_eq!(report.digest, Bundle::read(&bytes).ok().map(|bundle| bundle.digest()), "{name}");
        }
    }
}

#[test]
fn policies_of_the_corpus_are_answered() {
    let mut read = 0;
    for (name, bytes) in corpus("policy") {
        match Policy::parse(&bytes) {
            Ok(_) => read += 1,
            Err(error) => assert!(!error.place.is_empty(), "{name}"),
        }
    }
    assert!(read > 1);
}
