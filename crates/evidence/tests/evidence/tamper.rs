//! No change of a bundle verifies as the bundle did.

use std::sync::atomic::{AtomicUsize, Ordering};

use qazyq_evidence::bundle::Bundle;
use qazyq_evidence::container::{self, File};
use qazyq_evidence::manifest;
use qazyq_evidence::verify::Came;
use qazyq_law::Act;
use qazyq_registry::digest::Digest;

use crate::made::{faults, judged};
use crate::vectors;

fn bytes_of(name: &str) -> &'static [u8] {
    &vectors::VECTORS.iter().find(|vector| vector.name == name).unwrap().bytes
}

/// How many of these changes were made; each a byte's place and what is changed in it.
fn none_passes(bytes: &[u8], changes: impl Iterator<Item = (usize, u8)> + Clone + Send + Sync) -> usize {
    let (act, policy) = (Act::embedded().unwrap(), vectors::policy());
    assert_ne!(judged(bytes, &act, &policy, None).came(), Came::Failed);
    let done = AtomicUsize::new(0);
    const THREADS: usize = 2;
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            let changes = changes.clone().skip(thread).step_by(THREADS);
            let (act, policy, done) = (&act, &policy, &done);
            scope.spawn(move || {
                let mut changed = bytes.to_vec();
                for (place, flip) in changes {
                    changed[place] ^= flip;
                    let report = judged(&changed, act, policy, None);
                    assert_eq!(
                        report.came(),
                        Came::Failed,
                        "byte {place} with {flip:#x}: {:?}",
                        faults(&report)
                    );
                    changed[place] ^= flip;
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
    });
    done.into_inner()
}

fn bits(bytes: usize) -> impl Iterator<Item = (usize, u8)> + Clone {
    (0..bytes).flat_map(|place| (0..8).map(move |bit| (place, 1 << bit)))
}

/// A change of one bit of a file, of which the checksums in the container are made anew: so that what is behind it is looked at.
fn none_passes_inside(bytes: &[u8], stride: usize) -> usize {
    let (act, policy) = (Act::embedded().unwrap(), vectors::policy());
    let files = container::read(bytes).unwrap();
    let mut changes = 0;
    for (at, file) in files.iter().enumerate() {
        let mut content = file.bytes.to_vec();
        for place in (0..content.len()).step_by(stride) {
            let flip = 1 << (place / stride % 8);
            content[place] ^= flip;
            let mut files = files.clone();
            files[at].bytes = &content;
            // Where it is no attachment, the manifest follows as well.
            let end = files.iter().position(|file| file.name == "manifest").unwrap();
            let listed = manifest::of(&files[..end]);
            for follows in [false, true] {
                let mut files = files.clone();
                if follows && at < end {
                    files[end].bytes = listed.as_bytes();
                }
                let report = judged(&container::write(&files).unwrap(), &act, &policy, None);
                assert_ne!(report.came(), Came::Passed, "{} at {place}: {:?}", file.name, faults(&report));
                changes += 1;
            }
            content[place] ^= flip;
        }
    }
    changes
}

#[test]
fn no_flipped_bit_of_the_least_bundle_passes() {
    let bytes = bytes_of("least");
    assert_eq!(none_passes(bytes, bits(bytes.len())), bytes.len() * 8);
}

#[test]
fn no_flipped_bit_of_a_sample_passes() {
    for name in ["good", "answers", "public", "certificates"] {
        let bytes = bytes_of(name);
        // Places that have nothing to do with where files begin: a stride that is prime.
        let sample = bits(bytes.len()).step_by(61);
        let all = bytes.len() * 8;
        assert_eq!(none_passes(bytes, sample), all.div_ceil(61));
    }
}

#[test]
fn no_change_of_a_file_passes_though_its_checksums_are_made_anew() {
    assert!(none_passes_inside(bytes_of("good"), 97) > 100);
}

#[test]
#[ignore = "every bit: minutes in a debug build"]
fn no_flipped_bit_at_all_passes() {
    let bytes = bytes_of("good");
    assert_eq!(none_passes(bytes, bits(bytes.len())), bytes.len() * 8);
}

#[test]
#[ignore = "every byte of every file: minutes in a debug build"]
fn no_change_of_any_byte_of_a_file_passes() {
    // What certificates make has bytes that nobody signs: `qazyq-cms` tells which.
    let bytes = bytes_of("good");
    assert!(none_passes_inside(bytes, 1) > bytes.len());
}

#[test]
fn attachments_of_one_bundle_are_worth_nothing_to_another() {
    let (act, policy) = (Act::embedded().unwrap(), vectors::policy());
    let (good, answers) = (bytes_of("good"), bytes_of("answers"));
    let bundles = [good, answers].map(|bytes| Bundle::read(bytes).unwrap());
    let [own, other] = [&bundles[0], &bundles[1]].map(Bundle::attachments);
    for (swapped, expected) in [
        (own.clone(), vec![]),
        (other.clone(), vec!["signature failed statement-differs", "log failed not-in-log"]),
        (
            qazyq_evidence::bundle::Attachments { note: other.note.clone(), ..own.clone() },
            vec!["signature failed statement-differs"],
        ),
        (
            qazyq_evidence::bundle::Attachments { log_proof: other.log_proof.clone(), ..own.clone() },
            vec!["log failed not-in-log"],
        ),
    ] {
        let report = judged(&bundles[0].with(&swapped).unwrap(), &act, &policy, None);
        assert_eq!(faults(&report), expected);
    }
    // Nor is a manifest with what hangs on it.
    let swap = |name: &str| {
        let (mut ours, theirs) = (container::read(good).unwrap(), container::read(answers).unwrap());
        let file: File<'_> = *theirs.iter().find(|file| file.name == name).unwrap();
        *ours.iter_mut().find(|file| file.name == name).unwrap() = file;
        container::write(&ours).unwrap()
    };
    for name in ["bundle.json", "case.json", "verdict.json", "entries.jsonl", "receipts.jsonl", "manifest"] {
        let report = judged(&swap(name), &act, &policy, None);
        assert_eq!(report.came(), Came::Failed, "{name}");
    }
    assert_ne!(Digest::of(good), Digest::of(answers));
}
