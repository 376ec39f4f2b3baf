//! Bundles: made, taken apart, altered and verified.
#![expect(clippy::disallowed_methods, reason = "tests read and write the committed vectors")]

mod charts;
mod collecting;
mod container;
mod corpora;
mod lines;
mod made;
mod policies;
mod tamper;
mod vectors;
mod verifying;
