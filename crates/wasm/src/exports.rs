//! What a page calls.

use std::cell::RefCell;

use crate::page;
use crate::report::{Inputs, report};

thread_local! {
    /// What was handed over, in order, and what was answered last.
    static HELD: RefCell<(Vec<Vec<u8>>, String)> = const { RefCell::new((Vec::new(), String::new())) };
}

/// A place for the next input, which has `length` bytes.
#[must_use]
#[expect(unsafe_code, reason = "a name that JavaScript finds")]
#[unsafe(no_mangle)]
pub extern "C" fn take(length: usize) -> *mut u8 {
    HELD.with_borrow_mut(|(inputs, _)| {
        inputs.push(vec![0; length]);
        inputs.last_mut().map_or(std::ptr::null_mut(), |input| input.as_mut_ptr())
    })
}

/// Verifies what was handed over; gives the length of the answer. `now` is in seconds since 1970-01-01, or negative where the page
/// does not say.
#[must_use]
#[expect(unsafe_code, reason = "a name that JavaScript finds")]
#[unsafe(no_mangle)]
pub extern "C" fn verify(now: i64) -> usize {
    HELD.with_borrow_mut(|(inputs, answer)| {
        let input = |place: usize| inputs.get(place).map(Vec::as_slice).unwrap_or_default();
        *answer = report(&Inputs {
            bundle: input(0),
            policy: input(1),
            checkpoint: input(2),
            language: std::str::from_utf8(input(3)).unwrap_or_default(),
            now: (now >= 0).then_some(now),
        });
        inputs.clear();
        answer.len()
    })
}

/// The page's own words in the language that was handed over; gives the length of the answer.
#[must_use]
#[expect(unsafe_code, reason = "a name that JavaScript finds")]
#[unsafe(no_mangle)]
pub extern "C" fn words() -> usize {
    HELD.with_borrow_mut(|(inputs, answer)| {
        let language = inputs.first().map(Vec::as_slice).unwrap_or_default();
        *answer = page::words(std::str::from_utf8(language).unwrap_or_default());
        inputs.clear();
        answer.len()
    })
}

/// Where the answer is.
#[must_use]
#[expect(unsafe_code, reason = "a name that JavaScript finds")]
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    HELD.with_borrow(|(_, answer)| answer.as_ptr())
}
