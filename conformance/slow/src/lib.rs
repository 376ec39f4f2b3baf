//! A slow, obvious evaluator: a case goes in, a verdict comes out.
//!
//! ```
//! let case = serde_json::json!({
//!     "format": "qazyq.case/1",
//!     "asset": {"id": "example"},
//!     "assessment": {"date": "2026-01-31"},
//!     "facts": {"coinmarketcap": {"listed": false}}
//! });
//! let verdict = qazyq_slow::answer(&case).unwrap();
//! assert_eq!(verdict["outcome"], "does_not_qualify");
//! assert_eq!(verdict["criteria"]["market_presence"], "not_met");
//! assert_eq!(verdict["criteria"]["stability"], "undetermined");
//! ```
//!
//! It is written from the page that says what the order means, paragraph by paragraph, and shares no code
//! with the evaluator that the product runs. Every figure is computed anew, from the case's own words, for
//! each reading and each series, so that no shortcut can hide a mistake. Where the two differ, one of them is
//! wrong.
//!
//! What it is not: it reads no bytes, so repeated keys, nesting depth and what is no JSON at all are the
//! business of whoever parsed the [`Value`]. It gives no reasons, keeps no versions of the law, and is never
//! in a hurry.
//!
//! | module | what it holds |
//! |---|---|
//! | `law` | the order's numbers and the national currencies |
//! | `number` | amounts and rates read exactly, fractions written |
//! | `case` | what a case says, and the readings |
//! | `read` | from JSON to a case, or the refusal |
//! | `stability` | the criterion with 48 readings |
//! | `criteria` | the other four |
//! | `verdict` | the answer |
//! | [`random`] | cases drawn from a seed, sound and spoilt |

mod case;
mod criteria;
mod law;
mod number;
mod read;
mod stability;
mod verdict;

pub mod random;

use serde_json::Value;

/// The verdict on a case, with exactly the keys of `qazyq.verdict/1`.
///
/// # Errors
/// Where the case is refused: a sentence that begins with the place in the file and has no verdict beside it.
/// The whole case is checked before anything is decided.
pub fn answer(case: &Value) -> Result<Value, String> {
    let case = read::case(case)?;
    Ok(verdict::verdict(&case))
}
