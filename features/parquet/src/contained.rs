//! Keeping panics in: what a decoder asserts of a foreign file's bytes becomes an error.
//!
//! The `parquet` crate checks much and asserts the rest: lengths that do not add up end in a slice that is out of range.
//! That is no fault of this program, and nothing that was half done is used again.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

thread_local! {
    /// Whether a panic of this thread is one that is kept in.
    static IS_CONTAINED: Cell<bool> = const { Cell::new(false) };
}

/// Does `what`; `None` where it panics. Whatever it was at must not be used then.
pub(crate) fn contained<T>(what: impl FnOnce() -> T) -> Option<T> {
    static HOOK: Once = Once::new();
    // The message of a panic is for who can mend the program. All other panics say theirs as before.
    HOOK.call_once(|| {
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_CONTAINED.get() {
                before(panic);
            }
        }));
    });
    let was = IS_CONTAINED.replace(true);
    let done = catch_unwind(AssertUnwindSafe(what)).ok();
    IS_CONTAINED.set(was);
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_none_and_the_next_is_not_hidden() {
        assert_eq!(contained(|| 1), Some(1));
        assert_eq!(contained(|| -> u8 { panic!("contained") }), None);
        assert!(!IS_CONTAINED.get());
    }
}
