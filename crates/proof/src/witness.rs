//! Asking a witness (C2SP tlog-witness), and being one.
//!
//! ```text
//! old 20852014
//! PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=
//! …
//!
//! example.com/behind-the-sofa
//! 20852163
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//!
//! — example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/…
//! ```
//!
//! That is what a log sends to `add-checkpoint`: from which size its witness knows it, why the new tree begins with that one, and
//! the new checkpoint. [`judge`] is what a witness does with it before it signs; each refusal is a status of HTTP. Sending, and
//! keeping what was signed last, is the caller's business: it must be kept before the answer goes out, and nobody may be judged by
//! an older word in between.

use core::fmt;

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::hash::TreeHash;
use crate::key::VerifierKey;
use crate::lines::{decimal, line};
use crate::merkle::{ProofError, verify_consistency};
use crate::note::{NOTE_BYTES_MAX, Note, NoteError, NoteSignature, SignatureError};

/// Lines of a proof.
const HASHES_MAX: usize = 63;

/// What a log sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The size of the checkpoint that the witness signed last; zero if none.
    pub old: u64,
    /// The proof that the new tree begins with that one.
    pub proof: Vec<TreeHash>,
    /// The new checkpoint, signed by the log.
    pub checkpoint: Note,
}

/// What is wrong with a request's text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RequestError {
    /// It is larger than any request, or no text.
    #[error("a request is text of {NOTE_BYTES_MAX} bytes at most")]
    NotText,
    /// The first line is none of a size.
    #[error("line 1 is not `old` with a number")]
    Old,
    /// A line that should be a hash is none.
    #[error("hash {0} is none")]
    Hash(usize),
    /// What follows is no note.
    #[error("the checkpoint is no note: {0}")]
    Note(#[from] NoteError),
}

/// What a witness has signed last of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Latest {
    /// How many entries it had.
    pub size: u64,
    /// Their root.
    pub root: TreeHash,
}

/// Why a witness does not sign.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// 400: what was signed is no checkpoint, or a smaller one than the log says it had.
    #[error("{0}")]
    Bad(Bad),
    /// 403: it is not signed by a key of that log.
    #[error(transparent)]
    Unsigned(SignatureError),
    /// 404: nobody knows a log of that origin.
    #[error("no log of `{0}` is known")]
    UnknownLog(String),
    /// 409: the witness signed another one last; of that size.
    #[error("the last checkpoint that was signed has {0} entries")]
    Conflict(u64),
    /// 422: the tree does not begin with that of the last one.
    #[error(transparent)]
    Inconsistent(ProofError),
}

/// What a bad request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Bad {
    /// No checkpoint.
    #[error(transparent)]
    Checkpoint(CheckpointError),
    /// The old one would be the larger.
    #[error("the old size is larger than the checkpoint's")]
    Shrunk,
}

impl Request {
    /// Reads a request.
    ///
    /// # Errors
    /// Where it is none.
    pub fn parse(bytes: &[u8]) -> Result<Self, RequestError> {
        if bytes.len() > NOTE_BYTES_MAX {
            return Err(RequestError::NotText);
        }
        let mut rest = str::from_utf8(bytes).map_err(|_| RequestError::NotText)?;
        let old = line(&mut rest).and_then(|line| line.strip_prefix("old ")).and_then(decimal);
        let old = old.ok_or(RequestError::Old)?;
        let mut proof = Vec::new();
        loop {
            let place = proof.len().saturating_add(1);
            match line(&mut rest) {
                Some("") => break,
                Some(text) if proof.len() < HASHES_MAX => {
                    proof.push(text.parse().map_err(|_| RequestError::Hash(place))?);
                }
                Some(_) | None => return Err(RequestError::Hash(place)),
            }
        }
        Ok(Self { old, proof, checkpoint: Note::parse(rest.as_bytes())? })
    }
}

impl fmt::Display for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "old {}", self.old)?;
        self.proof.iter().try_for_each(|hash| writeln!(f, "{hash}"))?;
        write!(f, "\n{}", self.checkpoint)
    }
}

impl Refusal {
    /// The status that HTTP has for it.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Bad(_) => 400,
            Self::Unsigned(_) => 403,
            Self::UnknownLog(_) => 404,
            Self::Conflict(_) => 409,
            Self::Inconsistent(_) => 422,
        }
    }
}

/// Whether a witness may sign, who knows logs by `logs` (a key's name is the log's origin) and signed `latest` of this one last.
/// Gives the checkpoint, which is to be kept as the latest before anybody hears of the signature.
///
/// # Errors
/// Why it must not.
pub fn judge(
    request: &Request,
    logs: &[VerifierKey],
    latest: impl FnOnce(&str) -> Option<Latest>,
) -> Result<Checkpoint, Refusal> {
    let checkpoint: Checkpoint =
        request.checkpoint.text().parse().map_err(|error| Refusal::Bad(Bad::Checkpoint(error)))?;
    let origin = checkpoint.origin();
    let keys: Vec<VerifierKey> = logs.iter().filter(|log| log.name().as_str() == origin).cloned().collect();
    if keys.is_empty() {
        return Err(Refusal::UnknownLog(origin.to_owned()));
    }
    request.checkpoint.signed_by(&keys).map_err(Refusal::Unsigned)?;
    if request.old > checkpoint.size {
        return Err(Refusal::Bad(Bad::Shrunk));
    }
    let latest = latest(origin).unwrap_or(Latest { size: 0, root: TreeHash::of_nothing() });
    // Two trees of one size with two roots are told as a conflict too.
    let is_another = checkpoint.size == latest.size && checkpoint.root != latest.root;
    if request.old != latest.size || is_another {
        return Err(Refusal::Conflict(latest.size));
    }
    let (older, newer) = ((latest.size, &latest.root), (checkpoint.size, &checkpoint.root));
    verify_consistency(older, newer, &request.proof).map_err(Refusal::Inconsistent)?;
    Ok(checkpoint)
}

/// A checkpoint with the lines that witnesses answered with behind its own. Nothing of them has been checked.
///
/// # Errors
/// Where they are no signature lines.
pub fn with_answer(checkpoint: &Note, answer: &[u8]) -> Result<Note, NoteError> {
    let note = Note::parse(&[checkpoint.to_string().as_bytes(), answer].concat())?;
    // An empty line in the answer would make another text of all that stands before it.
    if note.text() == checkpoint.text() { Ok(note) } else { Err(NoteError::Form) }
}

/// What is wrong with a witness's answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnswerError {
    /// It has no signature lines.
    #[error("no signature lines: {0}")]
    Lines(#[from] NoteError),
    /// None of them is of that witness, or one is not a cosignature of the checkpoint.
    #[error(transparent)]
    Signature(#[from] SignatureError),
}

/// The cosignature of a checkpoint by `key` in an answer, and its time in seconds since 1970-01-01. Lines of other keys are
/// passed over.
///
/// # Errors
/// Where there is none, or a line in the key's name is not its cosignature of that checkpoint.
pub fn cosignature_in(
    checkpoint: &Note,
    answer: &[u8],
    key: &VerifierKey,
) -> Result<(NoteSignature, u64), AnswerError> {
    // Beside the bare text: what the checkpoint has of that key already must not spoil the answer.
    let bare = Note::new(checkpoint.text().to_owned())?;
    let note = with_answer(&bare, answer)?;
    let signed = note.signed_by(core::slice::from_ref(key))?;
    let time = signed.first().and_then(|signed| signed.time).ok_or(SignatureError::Unknown)?;
    let is_of_key = |line: &&NoteSignature| line.name == *key.name() && line.key_id == key.id();
    let line = note.signatures().iter().find(is_of_key).ok_or(SignatureError::Unknown)?;
    Ok((line.clone(), time))
}

/// The size that a witness tells where it signed another checkpoint last: the body of a 409.
#[must_use]
pub fn conflict_size(body: &[u8]) -> Option<u64> {
    let mut rest = str::from_utf8(body).ok()?;
    line(&mut rest).filter(|_| rest.is_empty()).and_then(decimal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cosignature::cosign;
    use crate::key::{SignerKey, Signs};
    use crate::merkle::{Frontier, Subtrees, consistency};

    const ORIGIN: &str = "example.org/log";

    fn log() -> SignerKey {
        SignerKey::new(ORIGIN.parse().unwrap(), Signs::Notes, &[1; 32]).unwrap()
    }

    /// The subtrees of a log whose entries are told by two numbers: which log, and which entry.
    #[derive(Default)]
    struct Tree(Vec<Vec<TreeHash>>, Frontier);

    impl Tree {
        fn of(log: u8, size: u8) -> Self {
            let mut tree = Self::default();
            for n in 0..size {
                let Self(levels, frontier) = &mut tree;
                frontier.push(TreeHash::of_leaf(&[log, n]), |level, _, hash| {
                    let level = usize::try_from(level).unwrap();
                    levels.resize(levels.len().max(level.saturating_add(1)), Vec::new());
                    levels[level].push(hash);
                });
            }
            tree
        }

        fn latest(&self) -> Option<Latest> {
            Some(Latest { size: self.1.size(), root: self.1.root() })
        }
    }

    impl Subtrees for Tree {
        type Error = core::convert::Infallible;

        fn subtree(&mut self, level: u32, index: u64) -> Result<TreeHash, Self::Error> {
            Ok(self.0[usize::try_from(level).unwrap()][usize::try_from(index).unwrap()])
        }
    }

    fn checkpoint(tree: &Tree) -> Note {
        let mut note =
            Note::new(Checkpoint::new(ORIGIN, tree.1.size(), tree.1.root()).unwrap().to_string()).unwrap();
        note.sign(&log());
        note
    }

    fn request(old: u8, size: u8) -> Request {
        let mut tree = Tree::of(0, size);
        let proof = consistency(old.into(), size.into(), &mut tree).unwrap();
        Request { old: old.into(), proof, checkpoint: checkpoint(&tree) }
    }

    fn judged(request: &Request, latest: Option<Latest>) -> Result<u64, Refusal> {
        judge(request, &[log().public().clone()], |_| latest).map(|checkpoint| checkpoint.size)
    }

    #[test]
    fn a_log_that_only_grew_is_signed() {
        for old in 0..9 {
            for size in old..12 {
                let request = request(old, size);
                let latest = if old == 0 { None } else { Tree::of(0, old).latest() };
                assert_eq!(judged(&request, latest), Ok(size.into()), "{old} {size}");
                let text = request.to_string();
                assert_eq!(Request::parse(text.as_bytes()), Ok(request), "{text}");
            }
        }
    }

    #[test]
    fn each_refusal_has_its_status() {
        let known = Tree::of(0, 5).latest();
        let refused = |request: &Request, latest| {
            let refusal = judged(request, latest).unwrap_err();
            (refusal.status(), refusal)
        };
        let good = request(5, 9);
        assert_eq!(judged(&good, known), Ok(9));
        // The witness is elsewhere, or knows nothing of it yet.
        assert_eq!(refused(&good, Tree::of(0, 6).latest()), (409, Refusal::Conflict(6)));
        assert_eq!(refused(&good, None), (409, Refusal::Conflict(0)));
        // Another log under the same name: at a later size, and at the same one.
        let other = Tree::of(1, 5).latest();
        assert!(matches!(refused(&good, other), (422, Refusal::Inconsistent(_))));
        assert_eq!(refused(&request(5, 5), other), (409, Refusal::Conflict(5)));
        // A proof that is none, or is where none belongs.
        let spoilt = Request { proof: vec![TreeHash::of_nothing(); good.proof.len()], ..good.clone() };
        assert!(matches!(refused(&spoilt, known), (422, Refusal::Inconsistent(ProofError::OtherRoot))));
        let longer = Request { proof: vec![TreeHash::of_nothing()], ..request(0, 9) };
        assert_eq!(refused(&longer, None), (422, Refusal::Inconsistent(ProofError::TooLong)));
        // Smaller than before.
        let smaller = Request { old: 10, ..good.clone() };
        assert_eq!(refused(&smaller, known), (400, Refusal::Bad(Bad::Shrunk)));
        // Signed by nobody who may, of a log that nobody knows, and no checkpoint at all.
        let strangers = SignerKey::new("stranger".parse().unwrap(), Signs::Notes, &[3; 32]).unwrap();
        let mut note = Note::new(good.checkpoint.text().to_owned()).unwrap();
        note.sign(&strangers);
        let unsigned = Request { checkpoint: note, ..good.clone() };
        assert_eq!(refused(&unsigned, known), (403, Refusal::Unsigned(SignatureError::Unknown)));
        let unknown = judge(&good, &[strangers.public().clone()], |_| None).unwrap_err();
        assert_eq!((unknown.status(), &unknown), (404, &Refusal::UnknownLog(ORIGIN.to_owned())));
        let mut note = Note::new("no checkpoint\n".to_owned()).unwrap();
        note.sign(&log());
        let none = Request { checkpoint: note, ..good };
        assert_eq!(refused(&none, known), (400, Refusal::Bad(Bad::Checkpoint(CheckpointError::Size))));
    }

    #[test]
    fn what_is_no_request_is_told_why() {
        let text = request(3, 9).to_string();
        let told = |text: &str| Request::parse(text.as_bytes()).unwrap_err();
        assert_eq!(told(&text.replace("old 3", "old 03")), RequestError::Old);
        assert_eq!(told(&text.replace("old 3", "new 3")), RequestError::Old);
        assert_eq!(told(&text.replacen("\n\n", "\n", 1)), RequestError::Hash(6));
        assert_eq!(told(&text.replacen('=', "", 1)), RequestError::Hash(1));
        let hash = TreeHash::of_nothing().to_string();
        let many = |lines: usize| {
            format!("old 3\n{}\n{}", format!("{hash}\n").repeat(lines), request(3, 9).checkpoint)
        };
        assert!(Request::parse(many(HASHES_MAX).as_bytes()).is_ok());
        assert_eq!(told(&many(HASHES_MAX + 1)), RequestError::Hash(HASHES_MAX + 1));
        assert!(matches!(told("old 3\n\n"), RequestError::Note(_)));
        assert_eq!(Request::parse(b"old \xff\n"), Err(RequestError::NotText));
    }

    #[test]
    fn an_answer_is_put_behind_the_checkpoint() {
        let request = request(0, 4);
        let witness = SignerKey::new("w.example".parse().unwrap(), Signs::Cosignatures, &[4; 32]).unwrap();
        let mut signed = request.checkpoint.clone();
        assert!(cosign(&mut signed, &witness, 7));
        let answer = format!("{}\n", signed.signatures()[1]);
        assert_eq!(with_answer(&request.checkpoint, answer.as_bytes()), Ok(signed));
        assert!(with_answer(&request.checkpoint, b"<html>").is_err());
    }

    #[test]
    fn of_an_answer_the_witness_s_own_cosignature_counts() {
        let key = |secret| {
            SignerKey::new("w.example".parse().unwrap(), Signs::Cosignatures, &[secret; 32]).unwrap()
        };
        let checkpoint = request(0, 4).checkpoint;
        let line = |of: &Note, secret, time| {
            let mut signed = Note::new(of.text().to_owned()).unwrap();
            assert!(cosign(&mut signed, &key(secret), time));
            format!("{}\n", signed.signatures()[0])
        };
        let told = |answer: &str, secret| {
            cosignature_in(&checkpoint, answer.as_bytes(), key(secret).public()).map(|(_, time)| time)
        };
        let (good, stranger) = (line(&checkpoint, 4, 7), line(&checkpoint, 5, 8));
        let of_another = line(&request(0, 5).checkpoint, 4, 7);
        let wrong = SignatureError::Wrong("w.example".parse().unwrap());
        assert_eq!(told(&good, 4), Ok(7));
        assert_eq!(told(&format!("{stranger}{good}"), 4), Ok(7));
        assert_eq!(told(&stranger, 4), Err(SignatureError::Unknown.into()));
        assert_eq!(told(&of_another, 4), Err(wrong.clone().into()));
        assert_eq!(told(&format!("{good}{of_another}"), 4), Err(wrong.into()));
        for none in ["", "\n", "<html>\n", "4\n", &good[..good.len() - 1]] {
            assert!(matches!(told(none, 4), Err(AnswerError::Lines(_))), "{none}");
        }
        // A text of the witness's own behind the checkpoint, signed as if it were one.
        let mut longer = Note::new(format!("{}\nmore\n", checkpoint.text())).unwrap();
        assert!(cosign(&mut longer, &key(4), 7));
        let forged = format!("more\n\n{}\n", longer.signatures()[0]);
        assert_eq!(told(&forged, 4), Err(NoteError::Form.into()));
    }

    #[test]
    fn a_conflict_tells_a_size_in_one_form() {
        assert_eq!(conflict_size(b"20852163\n"), Some(20_852_163));
        assert_eq!(conflict_size(b"0\n"), Some(0));
        for none in [&b""[..], b"7", b"07\n", b"7\n\n", b" 7\n", b"7\r\n", b"-7\n", b"\xff\n"] {
            assert_eq!(conflict_size(none), None);
        }
    }
}
