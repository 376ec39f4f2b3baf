//! Checkpoints (C2SP tlog-checkpoint): a log's word on how many entries it holds and their root.
//!
//! ```text
//! example.com/behind-the-sofa
//! 20852163
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//! ```
//!
//! This is the text of a [`crate::note::Note`]; who signed it is told there. Lines behind the third are extensions, which
//! nobody audits: they are read, kept and printed, and mean nothing here.

use core::fmt;
use core::str::FromStr;

use crate::hash::TreeHash;
use crate::lines::{decimal, line};

/// What a log says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// Which log: one line that is not empty, by custom an address without its scheme.
    origin: String,
    /// How many entries it holds.
    pub size: u64,
    /// Their root.
    pub root: TreeHash,
    /// Lines that are not empty.
    extensions: Vec<String>,
}

/// What is wrong with a checkpoint's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointError {
    /// The first line is no origin.
    #[error("line 1 is no origin")]
    Origin,
    /// The second is no number.
    #[error("line 2 is no number of entries")]
    Size,
    /// The third is no hash.
    #[error("line 3 is no root")]
    Root,
    /// A later line is empty, or does not end.
    #[error("line {0} is no extension")]
    Extension(usize),
}

impl Checkpoint {
    /// A checkpoint without extensions.
    ///
    /// # Errors
    /// Where the origin is empty or more than a line.
    pub fn new(origin: &str, size: u64, root: TreeHash) -> Result<Self, CheckpointError> {
        if origin.is_empty() || origin.contains(|c: char| c.is_ascii_control()) {
            return Err(CheckpointError::Origin);
        }
        Ok(Self { origin: origin.to_owned(), size, root, extensions: Vec::new() })
    }

    /// Which log.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// The lines behind the root.
    #[must_use]
    pub fn extensions(&self) -> &[String] {
        &self.extensions
    }
}

impl FromStr for Checkpoint {
    type Err = CheckpointError;

    fn from_str(text: &str) -> Result<Self, CheckpointError> {
        let mut rest = text;
        let origin = line(&mut rest).ok_or(CheckpointError::Origin)?;
        let size = line(&mut rest).and_then(decimal).ok_or(CheckpointError::Size)?;
        let root = line(&mut rest).and_then(|text| text.parse().ok()).ok_or(CheckpointError::Root)?;
        let mut checkpoint = Self::new(origin, size, root)?;
        while !rest.is_empty() {
            let place = checkpoint.extensions.len().saturating_add(4);
            let extension = line(&mut rest).filter(|line| !line.is_empty());
            checkpoint.extensions.push(extension.ok_or(CheckpointError::Extension(place))?.to_owned());
        }
        Ok(checkpoint)
    }
}

impl fmt::Display for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n{}\n{}\n", self.origin, self.size, self.root)?;
        self.extensions.iter().try_for_each(|extension| writeln!(f, "{extension}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification.
    const TEXT: &str =
        "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";

    #[test]
    fn a_checkpoint_is_printed_as_it_was_read() {
        for text in [TEXT.to_owned(), format!("{TEXT}an extension\nanother\n"), TEXT.replace("20852163", "0")]
        {
            assert_eq!(text.parse::<Checkpoint>().unwrap().to_string(), text);
        }
        let read: Checkpoint = TEXT.parse().unwrap();
        assert_eq!((read.origin(), read.size), ("example.com/behind-the-sofa", 20_852_163));
    }

    #[test]
    fn what_is_no_checkpoint_is_told_by_its_line() {
        let told = |text: &str| text.parse::<Checkpoint>().unwrap_err();
        assert_eq!(told(""), CheckpointError::Origin);
        assert_eq!(told(&TEXT.replace("example.com/behind-the-sofa", "")), CheckpointError::Origin);
        assert_eq!(told(&TEXT.replace("20852163", "020852163")), CheckpointError::Size);
        assert_eq!(told(&TEXT.replace("20852163", "-1")), CheckpointError::Size);
        assert_eq!(told(&TEXT.replace("20852163", "18446744073709551616")), CheckpointError::Size);
        assert_eq!(told(&TEXT.replace("2I=", "2J=")), CheckpointError::Root);
        assert_eq!(told(TEXT.strip_suffix('\n').unwrap()), CheckpointError::Root);
        assert_eq!(told(&format!("{TEXT}\n")), CheckpointError::Extension(4));
        assert_eq!(told(&format!("{TEXT}a\n\n")), CheckpointError::Extension(5));
        assert_eq!(told(&format!("{TEXT}a")), CheckpointError::Extension(4));
    }
}
