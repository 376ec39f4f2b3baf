//! Answers: bytes under their digest, packed.
//!
//! ```text
//! answers/e3/e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855.zst
//! ```
//!
//! The digest is that of the bytes as they came, not of what is on disk; so it tells of every change on the way.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::folder::{Taken, write_whole};
use crate::{Digest, Lake, LakeError};

/// How many bytes an answer may have, unpacked: no more are ever held for one.
pub const ANSWER_BYTES_MAX: u64 = 256 << 20;

/// Beyond this level, packing takes much longer and gains little.
const LEVEL: i32 = 6;

impl Lake {
    /// Keeps the bytes of an answer. Several threads and processes may do so at once; bytes that are there are left
    /// alone, unless they are not those of their name.
    ///
    /// # Errors
    /// Where they cannot be written, or are too many.
    pub fn keep(&self, bytes: &[u8]) -> Result<Digest, LakeError> {
        let many = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if many > ANSWER_BYTES_MAX {
            return Err(LakeError::AnswerTooLarge { bytes: many, bytes_max: ANSWER_BYTES_MAX });
        }
        let digest = Digest::of(bytes);
        let path = self.answer_path(&digest);
        // Bytes that are not those of their name are no evidence that could be lost by putting the right ones there.
        let taken = match unpacked(&path, &digest) {
            Ok(_) => return Ok(digest),
            Err(LakeError::AnswerMissing { .. }) => Taken::Refuse,
            Err(_) => Taken::Replace,
        };
        let packed = zstd::bulk::compress(bytes, LEVEL).map_err(|e| LakeError::path(&path, e))?;
        match write_whole(&path, taken, |file| file.write_all(&packed)) {
            // Somebody else kept the same bytes meanwhile.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(digest),
            Err(error) => Err(LakeError::path(&path, error)),
            Ok(()) => Ok(digest),
        }
    }

    /// The bytes of an answer.
    ///
    /// # Errors
    /// Where they are not there, cannot be read, or are not those that were kept.
    pub fn bytes(&self, digest: &Digest) -> Result<Vec<u8>, LakeError> {
        unpacked(&self.answer_path(digest), digest)
    }

    /// Where the bytes of an answer are.
    #[must_use]
    pub fn answer_path(&self, digest: &Digest) -> PathBuf {
        let name = digest.to_string();
        let folder = name.get(..2).unwrap_or_default();
        self.answers_folder().join(folder).join(format!("{name}.zst"))
    }
}

/// The bytes in a file of which the digest is known.
fn unpacked(path: &Path, digest: &Digest) -> Result<Vec<u8>, LakeError> {
    let shown = || path.display().to_string();
    let altered = |what: String| LakeError::AnswerAltered { path: shown(), what };
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(LakeError::AnswerMissing { path: shown() });
        }
        file => file.map_err(|e| LakeError::path(path, e))?,
    };
    // What cannot be packed becomes a little longer by it.
    let packed_max = ANSWER_BYTES_MAX.saturating_add(ANSWER_BYTES_MAX >> 4);
    if file.metadata().map_err(|e| LakeError::path(path, e))?.len() > packed_max {
        return Err(altered("it is too large".to_owned()));
    }
    let packed = fs::read(path).map_err(|e| LakeError::path(path, e))?;

    let unpacking = zstd::stream::read::Decoder::with_buffer(packed.as_slice());
    let mut bytes = Vec::new();
    unpacking
        .and_then(|decoder| decoder.take(ANSWER_BYTES_MAX.saturating_add(1)).read_to_end(&mut bytes))
        .map_err(|error| altered(error.to_string()))?;
    let found = Digest::of(&bytes);
    if found == *digest { Ok(bytes) } else { Err(altered(format!("sha256 {found}"))) }
}
