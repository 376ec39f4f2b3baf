//! The verifier of evidence bundles for a page in a browser.
//!
//! ```text
//! page                                   module
//! at = take(length)          ──────────▶ a place for that many bytes; once for each input, in their order
//! memory[at …] = bytes
//! length = verify(now)       ──────────▶ the report on the inputs as JSON; they are let go of
//! memory[answer() …]         ◀──────────
//!
//! length = words()           ──────────▶ the page's own words as JSON, in the language that was handed over alone
//! ```
//!
//! Inputs: the bundle; a policy; an older checkpoint of the log; the language's code. All but the first may be empty. The report is
//! [`report`], with every word in that language; natively the same function gives the same bytes.
//!
//! The module imports nothing: it has no clock, no network and no file, and what it is not handed it does not know.

pub mod exports;
mod page;
mod report;

pub use page::{PAGE, words};
pub use report::{Inputs, report};
