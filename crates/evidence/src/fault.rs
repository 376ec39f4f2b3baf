//! Why evidence cannot be folded.

use qazyq_law::Refusal;
use qazyq_market::FileError;
use qazyq_market::columns::MappingError;
use qazyq_market::days::DaysError;

/// Bytes or entries that lead to no case. Nothing was half done.
#[derive(Debug)]
pub enum Fault {
    /// No entry is about that asset.
    UnknownAsset(String),
    /// A page of facts has none.
    NoFacts,
    /// A page of facts has bars, which come as files of their own.
    BarsInFacts,
    /// A page of facts names its asset by something that is no text.
    AssetNotNamed,
    /// A page of facts says what no case can hold.
    Refused(Refusal),
    /// A market file cannot be used.
    File(FileError),
    /// A declared mapping of columns is none.
    Mapping(MappingError),
    /// Candles do not make days.
    Days(DaysError),
    /// This build does not read such a file.
    FeatureMissing {
        /// What would bring it.
        feature: &'static str,
        /// The file.
        what: String,
    },
}

impl Fault {
    /// Every code that is this crate's own; those of the errors it wraps are theirs.
    pub const CODES: &'static [&'static str] =
        &["unknown-asset", "no-facts", "bars-in-facts", "asset-not-named", "feature-is-missing"];

    /// A short sentence: the name of its message in the locales.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownAsset(_) => "unknown-asset",
            Self::NoFacts => "no-facts",
            Self::BarsInFacts => "bars-in-facts",
            Self::AssetNotNamed => "asset-not-named",
            Self::Refused(refusal) => refusal.why.code(),
            Self::File(error) => error.code(),
            Self::Mapping(error) => error.code(),
            Self::Days(error) => error.code(),
            Self::FeatureMissing { .. } => "feature-is-missing",
        }
    }

    /// What the message names, by the names it has in the locales.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::UnknownAsset(asset) => vec![("text", asset.clone()), ("choices", "none".to_owned())],
            Self::NoFacts | Self::BarsInFacts | Self::AssetNotNamed => vec![],
            Self::Refused(refusal) => refusal.why.args(),
            Self::File(error) => error.args(),
            Self::Mapping(error) => error.args(),
            Self::Days(error) => error.args(),
            Self::FeatureMissing { feature, what } => {
                vec![("name", (*feature).to_owned()), ("text", what.clone())]
            }
        }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<FileError> for Fault {
    fn from(error: FileError) -> Self {
        Self::File(error)
    }
}

impl From<MappingError> for Fault {
    fn from(error: MappingError) -> Self {
        Self::Mapping(error)
    }
}

impl From<DaysError> for Fault {
    fn from(error: DaysError) -> Self {
        Self::Days(error)
    }
}
