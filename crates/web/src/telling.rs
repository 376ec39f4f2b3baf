//! Lines for whoever keeps the server, on the error stream: one JSON object each.
//!
//! A line is put into memory by whoever answers, and written by one task a few times a second, and at the end: no answer waits for a
//! stream that is read slowly. Where it is not read at all, lines beyond a bound are counted and left out, and the count is told.

use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::{Mutex, PoisonError};

/// Bytes that wait at most.
const WAITING_MAX: usize = 8 << 20;

/// Characters of what others say that are told.
const SAID_MAX: usize = 400;

/// Lines that wait to be written.
#[derive(Debug, Default)]
pub struct Telling {
    waiting: Mutex<Waiting>,
}

#[derive(Debug, Default)]
struct Waiting {
    lines: String,
    left_out: u64,
}

impl Telling {
    fn waiting(&self) -> std::sync::MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// That a request was answered: no address of whoever asked, and no query, which may hold what he typed.
    pub fn answered(&self, method: &str, path: &str, route: &str, status: u16, microseconds: u128) {
        let mut line = String::with_capacity(160);
        // Writing to a text cannot fail.
        let _ =
            write!(line, "{{\"event\":\"request\",\"method\":{},\"path\":{}", quoted(method), quoted(path));
        let _ = writeln!(line, ",\"route\":{},\"status\":{status},\"us\":{microseconds}}}", quoted(route));
        self.put(&line);
    }

    /// That something went wrong outside of this server, and what.
    pub fn said(&self, event: &str, code: &str, text: &str) {
        let text: String = text.chars().take(SAID_MAX).collect();
        let line =
            format!("{{\"event\":{},\"code\":{},\"text\":{}}}\n", quoted(event), quoted(code), quoted(&text));
        self.put(&line);
    }

    fn put(&self, line: &str) {
        let mut waiting = self.waiting();
        if waiting.lines.len() < WAITING_MAX {
            waiting.lines.push_str(line);
        } else {
            waiting.left_out = waiting.left_out.saturating_add(1);
        }
    }

    /// Writes what waits.
    pub fn write(&self) {
        let Waiting { mut lines, left_out } = std::mem::take(&mut *self.waiting());
        if left_out > 0 {
            let _ = writeln!(lines, "{{\"event\":\"lines_left_out\",\"count\":{left_out}}}");
        }
        if !lines.is_empty() {
            // Where nobody reads it, nothing is lost.
            let _ = std::io::stderr().lock().write_all(lines.as_bytes());
        }
    }
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_else(|_| "\"\"".to_owned())
}
