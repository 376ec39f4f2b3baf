//! Whether rows are a chain: what a journal can show of itself, whoever had his hands on its file.
//!
//! Each row is held against four things: its number is the next; the line has the digest that was stored with it; the
//! line says that number; and it names the digest of the line before. Whoever changes, adds or takes out a row in the
//! middle must therefore rewrite all rows behind it, and then the head is another.
//!
//! **What this cannot see by itself:** rows cut off at the end, and a journal rewritten from some row to its end. Both
//! show against a head that was known earlier, from a backup, a receipt or another machine: it must be on the chain.

use std::fmt;

use serde::Deserialize;

use super::{Head, Row, Store, StoreError};
use crate::digest::Digest;

/// A row does not fit the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The first row that does not fit; where one is missing, its number.
    pub number: u64,
    /// What is wrong with it.
    pub why: Why,
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is not there: the row found in its place has this number.
    Missing {
        /// The number found.
        found: u64,
    },
    /// The line is not the one whose digest was stored with it.
    Altered,
    /// The line is no entry: no JSON object with a `number` and a `previous`.
    NotAnEntry,
    /// The line says that it is another row.
    AnotherNumber {
        /// The number that it says.
        said: u64,
    },
    /// The line was written behind another one than that which stands before it.
    AnotherBefore,
    /// The row has another digest than was known of it earlier.
    NotTheKnown,
    /// The journal ends before the row that was known earlier.
    Cut {
        /// The last row that is there.
        last: u64,
    },
}

impl Why {
    /// Every code there is, in the order of the variants.
    pub const CODES: &'static [&'static str] = &[
        "row-is-missing",
        "row-is-altered",
        "row-is-no-entry",
        "row-says-another-number",
        "row-is-behind-another",
        "row-is-not-the-known-one",
        "rows-are-cut-off",
    ];

    /// A short sentence: the name of its message in the locales.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing { .. } => "row-is-missing",
            Self::Altered => "row-is-altered",
            Self::NotAnEntry => "row-is-no-entry",
            Self::AnotherNumber { .. } => "row-says-another-number",
            Self::AnotherBefore => "row-is-behind-another",
            Self::NotTheKnown => "row-is-not-the-known-one",
            Self::Cut { .. } => "rows-are-cut-off",
        }
    }
}

impl fmt::Display for Broken {
    /// The code and the row's number, for logs; the words for people are the locales'.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} number=`{}`", self.why.code(), self.number)
    }
}

impl std::error::Error for Broken {}

/// What of a line places it in the chain.
#[derive(Deserialize)]
struct Link {
    number: u64,
    previous: Digest,
}

/// Takes rows one by one, from the first on, and says of each whether it fits.
#[derive(Clone, Debug)]
pub struct Chain {
    head: Head,
    known: Option<Head>,
}

impl Chain {
    /// An empty chain, on which `known` must come to lie, if a head was known earlier.
    #[must_use]
    pub fn new(known: Option<Head>) -> Self {
        Self { head: Head::default(), known }
    }

    /// The last row that fitted.
    #[must_use]
    pub fn head(&self) -> Head {
        self.head
    }

    /// Takes the next row.
    ///
    /// # Errors
    /// Where it does not fit; the chain is then as it was.
    pub fn take(&mut self, row: &Row) -> Result<(), Broken> {
        let number = self.head.number.saturating_add(1);
        let broken = |why| Err(Broken { number, why });
        if row.number != number {
            return broken(Why::Missing { found: row.number });
        }
        let sha256 = Digest::of(&row.line);
        if sha256 != row.sha256 {
            return broken(Why::Altered);
        }
        // An array is no entry, though serde would take its items for the fields.
        let is_object = row.line.first() == Some(&b'{');
        let Some(link) = serde_json::from_slice::<Link>(&row.line).ok().filter(|_| is_object) else {
            return broken(Why::NotAnEntry);
        };
        if link.number != number {
            return broken(Why::AnotherNumber { said: link.number });
        }
        if link.previous != self.head.sha256 {
            return broken(Why::AnotherBefore);
        }
        if self.known.is_some_and(|known| known.number == number && known.sha256 != sha256) {
            return broken(Why::NotTheKnown);
        }
        self.head = Head { number, sha256 };
        Ok(())
    }

    /// There are no more rows: the head of all of them.
    ///
    /// # Errors
    /// Where the known head has not come.
    pub fn end(self) -> Result<Head, Broken> {
        match self.known {
            Some(known) if known.number > self.head.number => {
                let why = Why::Cut { last: self.head.number };
                Err(Broken { number: self.head.number.saturating_add(1), why })
            }
            _ => Ok(self.head),
        }
    }
}

/// Whether `rows`, from the first on, are a chain on which `known` lies; its head.
///
/// # Errors
/// The first row that does not fit.
pub fn verify_rows(rows: impl IntoIterator<Item = Row>, known: Option<Head>) -> Result<Head, Broken> {
    let mut chain = Chain::new(known);
    rows.into_iter().try_for_each(|row| chain.take(&row))?;
    chain.end()
}

/// How many rows are held in memory at a time.
const ROWS_AT_A_TIME: u32 = 1_000;

/// Whether all rows of a store are a chain on which `known` lies; its head.
///
/// # Errors
/// Where the store cannot be read. Within: the first row that does not fit.
pub fn verify(store: &mut dyn Store, known: Option<Head>) -> Result<Result<Head, Broken>, StoreError> {
    let mut chain = Chain::new(known);
    loop {
        let rows = store.read(chain.head().number, ROWS_AT_A_TIME)?;
        if rows.is_empty() {
            return Ok(chain.end());
        }
        for row in &rows {
            if let Err(broken) = chain.take(row) {
                return Ok(Err(broken));
            }
        }
    }
}
