//! Luck, drawn from a seed, and the small things that are drawn everywhere.

use jiff::civil::{Date, date};
use serde_json::{Map, Value, json};

use crate::case::days_later;

/// Luck. The same seed draws the same things in the same order.
pub(super) struct Draw(fastrand::Rng);

impl Draw {
    pub(super) fn from_seed(seed: u64) -> Self {
        Self(fastrand::Rng::with_seed(seed))
    }

    /// A number between the two, both of them possible.
    pub(super) fn between(&mut self, least: i32, most: i32) -> i32 {
        self.0.i32(least..=most)
    }

    /// True in so many cases of a hundred.
    pub(super) fn percent(&mut self, share: i32) -> bool {
        self.between(1, 100) <= share
    }

    /// One of the items; the list is never empty here. What stands twice is drawn twice as often.
    pub(super) fn of<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.0.usize(..items.len())].clone()
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        self.0.shuffle(items);
    }

    /// A decimal point between random digits, so many before it and behind it; above zero.
    pub(super) fn digits(&mut self, whole: i32, places: i32) -> String {
        let mut some = |how_many| (0..how_many).map(|_| self.0.digit(10)).collect::<String>();
        let (whole, places) = (some(whole - 1), some(places - 1));
        format!("1{whole}.{places}1")
    }

    /// A text where no form is named.
    pub(super) fn text(&mut self) -> String {
        const TEXTS: [&str; 14] = [
            "",
            "x",
            "null",
            "https://issuer.example/terms",
            "Қазақстан",
            "реестр судебных актов",
            "a\nb\t\"c\"\\",
            "\u{0}",
            "\u{7f}",
            "\u{feff}",
            "\u{ffff}",
            "𝔛",
            "e\u{301}",
            "1.0",
        ];
        self.of(&TEXTS).to_owned()
    }

    /// JSON of any shape, for the places that are free.
    pub(super) fn anything(&mut self, depth: i32) -> Value {
        match self.between(if depth > 0 { 0 } else { 2 }, 9) {
            0 => (0..self.between(0, 3)).map(|_| self.anything(depth - 1)).collect(),
            1 => {
                let keys = ["", "url", "origin", "retrieved", "cloze", "series", "date"];
                let entries =
                    (0..self.between(0, 3)).map(|_| (self.of(&keys).to_owned(), self.anything(depth - 1)));
                Value::Object(entries.collect::<Map<String, Value>>())
            }
            2 => Value::Null,
            3 => json!(self.percent(50)),
            4 => json!(self.between(-3, 3)),
            5 => json!(u64::MAX),
            6 => json!(1.5),
            _ => json!(self.text()),
        }
    }

    /// Sets the key; where there is nothing to say, leaves it absent or says null.
    pub(super) fn put(&mut self, object: &mut Map<String, Value>, key: &str, value: Option<Value>) {
        let value = value.or_else(|| self.percent(25).then_some(Value::Null));
        value.and_then(|value| object.insert(key.to_owned(), value));
    }
}

/// Days counted from the assessment date.
#[derive(Clone, Copy)]
pub(super) struct Calendar {
    pub(super) date: Date,
}

impl Calendar {
    /// So many days after the assessment date, where a case may name that day.
    pub(super) fn day(self, offset: i32) -> Option<String> {
        let day = days_later(self.date, offset);
        (1970..=2999).contains(&day.year()).then(|| day.to_string())
    }

    /// The nearest day to that one that a case may name.
    pub(super) fn nearest(self, offset: i32) -> Value {
        let day = days_later(self.date, offset).clamp(date(1970, 1, 1), date(2999, 12, 31));
        json!(day.to_string())
    }
}
