//! Answers of three values.

use crate::why::Why;

/// Valid, invalid, or neither shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer<T> {
    /// Every check was passed; with what was found.
    Valid(T),
    /// A check was failed: what was handed over shows it to be wrong.
    Invalid(Why),
    /// A check could not be made: something is missing, or is not verified here.
    Unknown(Why),
}

impl<T> Answer<T> {
    pub(crate) fn of(result: Result<T, Why>) -> Self {
        match result {
            Ok(found) => Self::Valid(found),
            Err(why) if why.is_unknown() => Self::Unknown(why),
            Err(why) => Self::Invalid(why),
        }
    }

    /// What was found, where it is valid.
    pub fn valid(&self) -> Option<&T> {
        match self {
            Self::Valid(found) => Some(found),
            Self::Invalid(_) | Self::Unknown(_) => None,
        }
    }

    /// Why it is not valid, where it is not.
    pub fn why(&self) -> Option<&Why> {
        match self {
            Self::Valid(_) => None,
            Self::Invalid(why) | Self::Unknown(why) => Some(why),
        }
    }

    /// `valid`, `invalid` or `unknown`.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Valid(_) => "valid",
            Self::Invalid(_) => "invalid",
            Self::Unknown(_) => "unknown",
        }
    }
}
