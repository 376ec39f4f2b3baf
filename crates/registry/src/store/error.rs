//! What can go wrong with a store, each with a code and what its message names.

use std::fmt;

/// Something that was asked of a store could not be done.
///
/// `store` is the path of a file, or where a database is: `host:port/name`, never the address that was typed. So no
/// password is in here, neither in `Debug` nor in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StoreError {
    /// It cannot be opened, or its tables cannot be made.
    CannotBeOpened {
        /// Which.
        store: String,
        /// The engine's own words.
        text: String,
    },
    /// Something cannot be read from it.
    CannotBeRead {
        /// Which.
        store: String,
        /// The engine's own words.
        text: String,
    },
    /// Something cannot be written to it. Where the connection broke, what was sent may still be there: read on.
    CannotBeWritten {
        /// Which.
        store: String,
        /// The engine's own words.
        text: String,
    },
    /// Others kept it to themselves for as long as is waited for them.
    Busy {
        /// Which.
        store: String,
        /// The engine's own words.
        text: String,
    },
    /// It is no journal, or one of another version of the format. It was not touched.
    AnotherFormat {
        /// Which.
        store: String,
        /// What it is instead.
        text: String,
    },
    /// The engine cannot make sense of what is stored.
    Damaged {
        /// Which.
        store: String,
        /// The row at which it was noticed, where that is known.
        number: Option<u64>,
        /// The engine's own words.
        text: String,
    },
    /// This is no address of a database.
    Address {
        /// What is wrong with it; never the address itself.
        text: String,
    },
    /// The server cannot be reached, or the connection broke.
    Unreachable {
        /// Which.
        store: String,
        /// The system's own words.
        text: String,
    },
    /// The server does not let this user in.
    RefusedLogin {
        /// Which.
        store: String,
        /// The server's own words.
        text: String,
    },
    /// The server acknowledges before what it acknowledges is on disk.
    NotDurable {
        /// Which.
        store: String,
        /// Its setting that says so.
        setting: String,
    },
}

impl StoreError {
    /// Every code there is, in the order of the variants.
    pub const CODES: &'static [&'static str] = &[
        "store-cannot-be-opened",
        "store-cannot-be-read",
        "store-cannot-be-written",
        "store-busy",
        "store-of-another-format",
        "store-damaged",
        "store-address",
        "store-unreachable",
        "store-refused-login",
        "store-not-durable",
    ];

    /// A short sentence: the name of its message in the locales.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::CannotBeOpened { .. } => "store-cannot-be-opened",
            Self::CannotBeRead { .. } => "store-cannot-be-read",
            Self::CannotBeWritten { .. } => "store-cannot-be-written",
            Self::Busy { .. } => "store-busy",
            Self::AnotherFormat { .. } => "store-of-another-format",
            Self::Damaged { .. } => "store-damaged",
            Self::Address { .. } => "store-address",
            Self::Unreachable { .. } => "store-unreachable",
            Self::RefusedLogin { .. } => "store-refused-login",
            Self::NotDurable { .. } => "store-not-durable",
        }
    }

    /// What the message names, by the names it has in the locales. `number` is 0 where no row is known.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::CannotBeOpened { store, text }
            | Self::CannotBeRead { store, text }
            | Self::CannotBeWritten { store, text }
            | Self::Busy { store, text }
            | Self::AnotherFormat { store, text }
            | Self::Unreachable { store, text }
            | Self::RefusedLogin { store, text } => vec![("store", store.clone()), ("text", text.clone())],
            Self::Damaged { store, number, text } => vec![
                ("store", store.clone()),
                ("number", number.unwrap_or_default().to_string()),
                ("text", text.clone()),
            ],
            Self::Address { text } => vec![("text", text.clone())],
            Self::NotDurable { store, setting } => {
                vec![("store", store.clone()), ("setting", setting.clone())]
            }
        }
    }
}

impl fmt::Display for StoreError {
    /// The code and its arguments, for logs; the words for people are the locales'.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())?;
        self.args().iter().try_for_each(|(name, value)| write!(f, " {name}=`{value}`"))
    }
}

impl std::error::Error for StoreError {}
