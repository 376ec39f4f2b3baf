//! Whose bytes are passed on in a public bundle.
//!
//! This is caution and no legal finding: nobody has asked the sources, and what is unclear is left out. Of a source that is not
//! named here, as of files of whatever other origin, the bytes are withheld. Whoever may pass on more makes a bundle that is not
//! public.

/// What people wrote themselves: pages of facts.
pub const OWN: &str = "own";

/// Sources whose bytes are passed on: official rates, and what people wrote themselves.
pub const PASSED_ON: [&str; 3] = ["ecb", "nbk", OWN];

/// Whether bytes of that source are passed on.
#[must_use]
pub fn may_be_passed_on(source: &str) -> bool {
    PASSED_ON.contains(&source)
}
