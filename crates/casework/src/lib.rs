//! What people do with the order, one file for each thing.
//!
//! | module | what somebody does |
//! | --- | --- |
//! | [`import`] | hands over a file: market data, or a page of facts |
//! | [`follow`] | says from where a series comes by itself |
//! | [`mod@fetch`] | lets everything that is followed come |
//! | [`find`] | looks up what an asset is called at CoinMarketCap |
//! | [`sources`] | asks how whole, how late and how steady the sources are |
//! | [`listing`] | asks what it means for a tax that an asset is on the list |
//! | [`sheet`] | looks an asset up: everything that a register shows of it on a day |
//! | [`assess`] | asks for one asset's verdict on one day; screens all assets; looks back over many days |
//! | [`bars`] | makes daily bars of trades and candles |
//! | [`mod@replay`] | replays a market: every asset, every day, every reading, by this law or another |
//! | [`bundle`] | puts everything that a verdict rests on into one file |
//! | [`mod@reproduce`] | finds every verdict of a log again from its bundle |
//! | [`publish`] | records the verdicts of a day: signed bundles, and each in the log |
//! | [`law`] | loads the order that decides |
//! | [`registers`] | hands over files of other people's registers; takes over what they propose |
//! | [`keys`] | makes a key that signs, and looks at those there are |
//! | [`log`] | keeps a transparency log: makes it, appends, publishes, has it witnessed, and checks anybody's |
//! | [`openid`] | signs in by a provider of OpenID Connect |
//! | `withdraw` | takes a wrong file back: [`dossier::Book::withdraw`] |
//! | [`template`] | asks which facts are missing, and for a form to fill in |
//!
//! and what they rest on:
//!
//! | module | what it keeps |
//! | --- | --- |
//! | [`workspace`] | a folder: raw bytes under their digest, and a journal of what they are |
//! | [`dossier`] | all that was known of one asset at an instant, folded from the journal |
//!
//! Nothing here decides: the verdict is `qazyq_law`'s alone. No clock is read: "now" is an argument. Words for
//! people live in the locales; a [`Trouble`] has a code and arguments.

pub mod assess;
pub mod bars;
pub mod book;
pub mod bundle;
pub mod dossier;
pub mod fetch;
pub mod find;
pub mod follow;
pub mod import;
pub mod inbox;
pub mod journal;
mod keep;
pub mod keys;
mod lake;
pub mod law;
mod lines;
pub mod listing;
pub mod lists;
pub mod log;
pub mod openid;
pub mod output;
mod parquet;
mod peg;
pub mod people;
pub mod publish;
pub mod record;
pub mod registers;
pub mod replay;
pub mod reproduce;
pub mod sheet;
pub mod sign_in;
pub mod sources;
pub mod template;
mod trouble;
mod withdraw;
pub mod workspace;

pub use keep::RowsAs;
pub use peg::parse_peg;
pub use qazyq_evidence::facts::FACTS_KEYS;
pub use qazyq_evidence::{rates, statement};
pub use trouble::Trouble;
