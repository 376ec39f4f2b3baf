//! Policies (C2SP tlog-policy): which logs are known, and whose cosignatures a checkpoint must have.
//!
//! ```text
//! log example.org/qazyq+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW
//!
//! witness exchange  exchange.example/w+…
//! witness university university.example/w+…
//! witness issuers  issuers.example/w+…
//! group two-of-three 2 exchange university issuers
//! quorum two-of-three
//! ```
//!
//! A checkpoint is valid if one of the logs has signed it under its own name, and the quorum has cosigned it. Nothing less
//! counts: without the quorum a checkpoint is as good as unsigned. Where the policy comes from is the caller's business; it is
//! never taken from what it shall judge.

use core::fmt;

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::key::{KeyError, Signs, VerifierKey};
use crate::lines::decimal;
use crate::note::{Note, SignatureError};

/// Logs, witnesses and groups, each; the specification asks for 32.
pub const EACH_MAX: usize = 256;
/// Bytes of a policy.
pub const POLICY_BYTES_MAX: usize = 1 << 18;

/// What a checkpoint must have to be believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    logs: Vec<VerifierKey>,
    witnesses: Vec<Witness>,
    groups: Vec<(Name, Group)>,
    /// None where no cosignature is asked for.
    quorum: Option<Member>,
}

/// A name of the policy's own: any bytes but white space.
type Name = Vec<u8>;

/// A witness as a policy knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witness {
    /// What the policy calls it, in any bytes.
    pub name: Vec<u8>,
    /// Its key.
    pub key: VerifierKey,
    /// Where it is asked, in any bytes: nothing here looks at them.
    pub address: Option<Vec<u8>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Group {
    least: usize,
    members: Vec<Member>,
}

/// A place among the witnesses, or among the groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Member {
    Witness(usize),
    Group(usize),
}

/// What is wrong with a policy's text.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {why}")]
pub struct PolicyError {
    /// The line; behind the last one where something is missing.
    pub line: usize,
    /// What is wrong.
    pub why: Why,
}

/// What is wrong with a line of a policy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Why {
    /// The file is too large, or has control characters.
    #[error("a policy is text of {POLICY_BYTES_MAX} bytes at most, without control characters")]
    NotText,
    /// The line is none that a policy has.
    #[error("a line is `log KEY`, `witness NAME KEY`, `group NAME all|any|NUMBER NAME…` or `quorum NAME`")]
    Form,
    /// A key is none.
    #[error("{0}")]
    Key(#[from] KeyError),
    /// A key signs what it is not for.
    #[error("a witness has a key of cosignatures, and no log has one")]
    Purpose,
    /// The same key stands twice.
    #[error("the key stands in a line before")]
    KeyTwice,
    /// A name stands twice, or is `none`.
    #[error("the name stands for something already")]
    NameTwice,
    /// A name is of nothing that stands before.
    #[error("the name stands for nothing in the lines before")]
    Unknown,
    /// A member of one group is a member of another.
    #[error("a member belongs to one group, once")]
    MemberTwice,
    /// A group asks for none of its members, or for more than it has.
    #[error("a group asks for one of its members at least, and for no more than it has")]
    Threshold,
    /// There is another quorum.
    #[error("there is one quorum")]
    QuorumTwice,
    /// There is none.
    #[error("there is no quorum; one that asks for nobody is `quorum none`")]
    QuorumMissing,
    /// There are too many.
    #[error("a policy has {EACH_MAX} logs, witnesses and groups each at most")]
    TooMany,
}

/// A checkpoint that a policy lets count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Witnessed<'p> {
    /// What was signed.
    pub checkpoint: Checkpoint,
    /// The log's key.
    pub log: &'p VerifierKey,
    /// Whose cosignatures there are, and when each says it saw the log, in seconds since 1970-01-01.
    pub witnesses: Vec<(&'p VerifierKey, u64)>,
}

/// Who of a policy's witnesses has cosigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cosigned<'p> {
    /// Whose cosignatures there are, and when each says it saw the log, in seconds since 1970-01-01.
    pub witnesses: Vec<(&'p VerifierKey, u64)>,
    /// Whether that is the quorum.
    pub is_quorum: bool,
}

/// Why a checkpoint does not count.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotWitnessed {
    /// No known key has signed, or one of them wrongly.
    #[error(transparent)]
    Signature(#[from] SignatureError),
    /// What was signed is no checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// No known log of that name has signed it.
    #[error("no known log has signed the checkpoint of `{0}`")]
    OtherLog(String),
    /// Too few witnesses have cosigned.
    #[error("the quorum has not cosigned")]
    NoQuorum,
}

impl Policy {
    /// Reads a policy.
    ///
    /// # Errors
    /// Which line is wrong, and why.
    pub fn parse(bytes: &[u8]) -> Result<Self, PolicyError> {
        let is_text = |byte: &u8| matches!(byte, b'\t' | b'\n' | 0x20..=0x7e | 0x80..);
        if bytes.len() > POLICY_BYTES_MAX || !bytes.iter().all(is_text) {
            return Err(PolicyError { line: 1, why: Why::NotText });
        }
        let (mut reader, mut line) = (Reader::default(), 0usize);
        for text in bytes.split(|byte| *byte == b'\n') {
            line = line.saturating_add(1);
            let is_space = |byte: &u8| matches!(byte, b' ' | b'\t');
            let items: Vec<&[u8]> = text.split(is_space).filter(|item| !item.is_empty()).collect();
            reader.line(&items).map_err(|why| PolicyError { line, why })?;
        }
        let quorum = reader.quorum.ok_or(PolicyError { line, why: Why::QuorumMissing })?;
        Ok(Self { logs: reader.logs, witnesses: reader.witnesses, groups: reader.groups, quorum })
    }

    /// The logs that it knows.
    #[must_use]
    pub fn logs(&self) -> &[VerifierKey] {
        &self.logs
    }

    /// The witnesses that it knows, whether the quorum asks for them or not.
    #[must_use]
    pub fn witnesses(&self) -> &[Witness] {
        &self.witnesses
    }

    /// Whether any cosignature is asked for.
    #[must_use]
    pub fn asks_for_witnesses(&self) -> bool {
        self.quorum.is_some()
    }

    /// Whether it knows a log of that origin.
    #[must_use]
    pub fn knows(&self, origin: &str) -> bool {
        self.logs.iter().any(|log| log.name().as_str() == origin)
    }

    /// Lets a checkpoint count, or says why not.
    ///
    /// # Errors
    /// Where a log's signature or the quorum is missing.
    pub fn check(&self, note: &Note) -> Result<Witnessed<'_>, NotWitnessed> {
        let checkpoint: Checkpoint = note.text().parse()?;
        note.signed_by(&self.logs)?;
        let own = self.logs.iter().filter(|log| log.name().as_str() == checkpoint.origin());
        let log = own.into_iter().find(|log| note.signed_by(core::slice::from_ref(log)).is_ok());
        let log = log.ok_or_else(|| NotWitnessed::OtherLog(checkpoint.origin().to_owned()))?;
        let Cosigned { witnesses, is_quorum } = self.cosigned(note)?;
        if is_quorum { Ok(Witnessed { checkpoint, log, witnesses }) } else { Err(NotWitnessed::NoQuorum) }
    }

    /// Which of the witnesses have cosigned a note, and whether they are the quorum. What the log itself signed is not asked.
    ///
    /// # Errors
    /// Where a line in the name of a witness is not its cosignature: it spoils the note.
    pub fn cosigned(&self, note: &Note) -> Result<Cosigned<'_>, SignatureError> {
        let mut witnesses = Vec::new();
        let mut has_signed = vec![false; self.witnesses.len()];
        for (Witness { key, .. }, has_signed) in self.witnesses.iter().zip(&mut has_signed) {
            match note.signed_by(core::slice::from_ref(key)) {
                Ok(signed) => {
                    *has_signed = true;
                    witnesses.extend(signed.first().and_then(|signed| signed.time).map(|time| (key, time)));
                }
                Err(SignatureError::Unknown) => {}
                Err(wrong @ SignatureError::Wrong(_)) => return Err(wrong),
            }
        }
        let is_quorum = self.quorum.is_none_or(|quorum| self.stands(quorum, &has_signed));
        Ok(Cosigned { witnesses, is_quorum })
    }

    /// Whether that member has seen it. Groups name only what stands before them, so this ends.
    fn stands(&self, member: Member, has_signed: &[bool]) -> bool {
        match member {
            Member::Witness(place) => has_signed.get(place).copied().unwrap_or(false),
            Member::Group(place) => self.groups.get(place).is_some_and(|(_, group)| {
                let standing = group.members.iter().filter(|member| self.stands(**member, has_signed));
                standing.count() >= group.least
            }),
        }
    }
}

impl fmt::Display for Policy {
    /// One line for each, without comments and the addresses of logs.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |member: &Member| {
            let name = match member {
                Member::Witness(place) => self.witnesses.get(*place).map(|witness| &witness.name),
                Member::Group(place) => self.groups.get(*place).map(|(name, _)| name),
            };
            String::from_utf8_lossy(name.map(Vec::as_slice).unwrap_or_default()).into_owned()
        };
        self.logs.iter().try_for_each(|log| writeln!(f, "log {log}"))?;
        for Witness { name, key, address } in &self.witnesses {
            write!(f, "witness {} {key}", String::from_utf8_lossy(name))?;
            address.iter().try_for_each(|address| write!(f, " {}", String::from_utf8_lossy(address)))?;
            writeln!(f)?;
        }
        for (of, group) in &self.groups {
            let members: Vec<String> = group.members.iter().map(name).collect();
            writeln!(f, "group {} {} {}", String::from_utf8_lossy(of), group.least, members.join(" "))?;
        }
        match &self.quorum {
            None => writeln!(f, "quorum none"),
            Some(member) => writeln!(f, "quorum {}", name(member)),
        }
    }
}

#[derive(Default)]
struct Reader {
    logs: Vec<VerifierKey>,
    witnesses: Vec<Witness>,
    groups: Vec<(Name, Group)>,
    /// Of witnesses and groups, whether they are in a group.
    grouped: Vec<Member>,
    quorum: Option<Option<Member>>,
}

impl Reader {
    fn line(&mut self, items: &[&[u8]]) -> Result<(), Why> {
        match items {
            [] => Ok(()),
            [first, ..] if first.starts_with(b"#") => Ok(()),
            [b"log", key] | [b"log", key, _] => self.log(key),
            [b"witness", name, key] => self.witness(name, key, None),
            [b"witness", name, key, address] => self.witness(name, key, Some(address.to_vec())),
            [b"group", name, least, members @ ..] => self.group(name, least, members),
            [b"quorum", name] => self.set_quorum(name),
            _ => Err(Why::Form),
        }
    }

    fn log(&mut self, key: &[u8]) -> Result<(), Why> {
        let key = key_of(key)?;
        if key.signs() != Signs::Notes {
            return Err(Why::Purpose);
        }
        if self.logs.iter().any(|log| log.as_bytes() == key.as_bytes()) {
            return Err(Why::KeyTwice);
        }
        room_in(&self.logs)?;
        self.logs.push(key);
        Ok(())
    }

    fn witness(&mut self, name: &[u8], key: &[u8], address: Option<Vec<u8>>) -> Result<(), Why> {
        let key = key_of(key)?;
        if key.signs() != Signs::Cosignatures {
            return Err(Why::Purpose);
        }
        if self.witnesses.iter().any(|witness| witness.key.as_bytes() == key.as_bytes()) {
            return Err(Why::KeyTwice);
        }
        self.is_new(name)?;
        room_in(&self.witnesses)?;
        self.witnesses.push(Witness { name: name.to_vec(), key, address });
        Ok(())
    }

    fn group(&mut self, name: &[u8], least: &[u8], members: &[&[u8]]) -> Result<(), Why> {
        self.is_new(name)?;
        room_in(&self.groups)?;
        let least = match least {
            b"all" => members.len(),
            b"any" => 1,
            number => {
                let number = str::from_utf8(number).ok().and_then(decimal).ok_or(Why::Form)?;
                usize::try_from(number).map_err(|_| Why::Threshold)?
            }
        };
        if !(1..=members.len()).contains(&least) {
            return Err(Why::Threshold);
        }
        let mut own = Vec::new();
        for member in members {
            let member = self.named(member).ok_or(Why::Unknown)?;
            if self.grouped.contains(&member) || own.contains(&member) {
                return Err(Why::MemberTwice);
            }
            own.push(member);
        }
        self.grouped.extend(&own);
        self.groups.push((name.to_vec(), Group { least, members: own }));
        Ok(())
    }

    fn set_quorum(&mut self, name: &[u8]) -> Result<(), Why> {
        let quorum = match name {
            b"none" => None,
            name => Some(self.named(name).ok_or(Why::Unknown)?),
        };
        match self.quorum.replace(quorum) {
            None => Ok(()),
            Some(_) => Err(Why::QuorumTwice),
        }
    }

    fn named(&self, name: &[u8]) -> Option<Member> {
        let witness = self.witnesses.iter().position(|known| known.name == name).map(Member::Witness);
        witness.or_else(|| self.groups.iter().position(|(known, _)| known == name).map(Member::Group))
    }

    fn is_new(&self, name: &[u8]) -> Result<(), Why> {
        if name == b"none" || self.named(name).is_some() { Err(Why::NameTwice) } else { Ok(()) }
    }
}

fn key_of(text: &[u8]) -> Result<VerifierKey, Why> {
    Ok(str::from_utf8(text).map_err(|_| KeyError::Form)?.parse()?)
}

fn room_in<T>(all: &[T]) -> Result<(), Why> {
    if all.len() < EACH_MAX { Ok(()) } else { Err(Why::TooMany) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cosignature::cosign;
    use crate::hash::TreeHash;
    use crate::key::SignerKey;

    const ORIGIN: &str = "example.org/log";

    fn log() -> SignerKey {
        SignerKey::new(ORIGIN.parse().unwrap(), Signs::Notes, &[1; 32]).unwrap()
    }

    fn witness(number: u8) -> SignerKey {
        let name = format!("w{number}.example").parse().unwrap();
        SignerKey::new(name, Signs::Cosignatures, &[number.wrapping_add(100); 32]).unwrap()
    }

    /// The specification's example: two of three X, any of two Y.
    fn policy() -> String {
        let mut text = format!("# who is known\nlog {} https://example.org/log\n\n", log().public());
        for (number, name) in (1u8..).zip(["X1", "X2", "X3", "Y1", "Y2"]) {
            text += &format!("witness\t{name}  {}\n", witness(number).public());
        }
        text + "group X 2 X1 X2 X3\n group Y any Y1 Y2\ngroup both all X Y\nquorum both"
    }

    fn checkpoint(witnesses: &[u8]) -> Note {
        let checkpoint = Checkpoint::new(ORIGIN, 7, TreeHash::of_nothing()).unwrap();
        let mut note = Note::new(checkpoint.to_string()).unwrap();
        note.sign(&log());
        for number in witnesses {
            assert!(cosign(&mut note, &witness(*number), 1000 + u64::from(*number)));
        }
        note
    }

    #[test]
    fn the_quorum_or_nothing() {
        let policy = Policy::parse(policy().as_bytes()).unwrap();
        assert!(policy.knows(ORIGIN) && !policy.knows("example.org"));
        // Every set of witnesses.
        for set in 0..1u8 << 5 {
            let of: Vec<u8> = (1..=5).filter(|number| set & (1 << (number - 1)) != 0).collect();
            let (x, y) = (of.iter().filter(|n| **n <= 3).count(), of.iter().filter(|n| **n > 3).count());
            let note = checkpoint(&of);
            match policy.check(&note) {
                Ok(found) => {
                    assert!(x >= 2 && y >= 1, "{of:?}");
                    let times: Vec<u64> = found.witnesses.iter().map(|(_, time)| *time).collect();
                    assert_eq!(times, of.iter().map(|n| 1000 + u64::from(*n)).collect::<Vec<_>>());
                    assert_eq!((found.checkpoint.size, found.log), (7, log().public()));
                }
                Err(error) => assert!((x < 2 || y < 1) && error == NotWitnessed::NoQuorum, "{of:?} {error}"),
            }
        }
    }

    #[test]
    fn whom_it_knows_and_where_they_are_asked() {
        let [one, other] = [1, 2].map(|number| witness(number).public().clone());
        let text = format!(
            "log {} https://example.org/log\nwitness a {one} https://w.example/a\nwitness \u{e9} {other}\nquorum none\n",
            log().public()
        );
        let policy = Policy::parse(text.as_bytes()).unwrap();
        assert_eq!(policy.logs(), [log().public().clone()]);
        assert!(!policy.asks_for_witnesses());
        let address = Some(b"https://w.example/a".to_vec());
        let expected = [
            Witness { name: b"a".to_vec(), key: one, address },
            Witness { name: "\u{e9}".as_bytes().to_vec(), key: other, address: None },
        ];
        assert_eq!(policy.witnesses(), expected);
        assert_eq!(Policy::parse(policy.to_string().as_bytes()), Ok(policy));
    }

    #[test]
    fn a_log_signs_under_its_own_name() {
        let policy = Policy::parse(policy().as_bytes()).unwrap();
        let text = checkpoint(&[]).text().replace(ORIGIN, "example.org/other");
        let mut note = Note::new(text).unwrap();
        note.sign(&log());
        assert_eq!(policy.check(&note), Err(NotWitnessed::OtherLog("example.org/other".to_owned())));
        // Witnesses alone make no checkpoint.
        let mut note = Note::new(checkpoint(&[]).text().to_owned()).unwrap();
        for number in 1..=5 {
            assert!(cosign(&mut note, &witness(number), 1));
        }
        assert_eq!(policy.check(&note), Err(SignatureError::Unknown.into()));
    }

    #[test]
    fn a_wrong_line_of_a_known_witness_spoils_the_checkpoint() {
        let policy = Policy::parse(policy().as_bytes()).unwrap();
        let mut note = checkpoint(&[1, 2, 4]);
        note.add(witness(5).public(), vec![0; 72]);
        assert!(matches!(policy.check(&note), Err(NotWitnessed::Signature(SignatureError::Wrong(_)))));
        // One of a stranger does not.
        let mut note = checkpoint(&[1, 2, 4]);
        note.add(witness(9).public(), vec![0; 72]);
        assert!(policy.check(&note).is_ok());
    }

    #[test]
    fn a_policy_is_printed_without_its_comments() {
        let read = Policy::parse(policy().as_bytes()).unwrap();
        let printed = read.to_string();
        assert_eq!(Policy::parse(printed.as_bytes()), Ok(read));
        assert!(printed.contains("group both 2 X Y\nquorum both\n"), "{printed}");
        let none = format!("log {}\nquorum none\n", log().public());
        let read = Policy::parse(none.as_bytes()).unwrap();
        assert_eq!(read.to_string(), none);
        assert!(read.check(&checkpoint(&[])).is_ok());
    }

    #[test]
    fn what_is_no_policy_is_told_by_its_line() {
        let why = |text: &str| {
            let error = Policy::parse(text.as_bytes()).unwrap_err();
            (error.line, error.why)
        };
        let renamed = VerifierKey::new("other".parse().unwrap(), Signs::Notes, log().public().as_bytes());
        let renamed = renamed.unwrap();
        let (log, w1, w2) =
            (log().public().to_string(), witness(1).public().to_string(), witness(2).public().to_string());
        for (text, line, expected) in [
            (String::new(), 1, Why::QuorumMissing),
            (format!("log {log}\n"), 2, Why::QuorumMissing),
            (format!("log {log}\nlog {renamed}\nquorum none"), 2, Why::KeyTwice),
            (format!("log {w1}\nquorum none"), 1, Why::Purpose),
            (format!("witness a {log}\nquorum none"), 1, Why::Purpose),
            (format!("witness a {w1}\nwitness a {w2}\nquorum a"), 2, Why::NameTwice),
            (format!("witness a {w1}\nwitness b {w1}\nquorum a"), 2, Why::KeyTwice),
            (format!("witness none {w1}\nquorum none"), 1, Why::NameTwice),
            (format!("witness a {w1}\ngroup a any a\nquorum a"), 2, Why::NameTwice),
            (format!("witness a {w1}\ngroup g any a a\nquorum g"), 2, Why::MemberTwice),
            (format!("witness a {w1}\ngroup g any a\ngroup h any a\nquorum g"), 3, Why::MemberTwice),
            (format!("witness a {w1}\ngroup g any none\nquorum g"), 2, Why::Unknown),
            (format!("group g any a\nwitness a {w1}\nquorum g"), 1, Why::Unknown),
            (format!("witness a {w1}\ngroup g 0 a\nquorum g"), 2, Why::Threshold),
            (format!("witness a {w1}\ngroup g 2 a\nquorum g"), 2, Why::Threshold),
            ("group g all\nquorum g".to_owned(), 1, Why::Threshold),
            (format!("witness a {w1}\ngroup g 01 a\nquorum g"), 2, Why::Form),
            (format!("witness a {w1}\ngroup g most a\nquorum g"), 2, Why::Form),
            ("quorum a\n".to_owned(), 1, Why::Unknown),
            ("quorum none\nquorum none".to_owned(), 2, Why::QuorumTwice),
            ("quorum".to_owned(), 1, Why::Form),
            ("Log x\nquorum none".to_owned(), 1, Why::Form),
            ("log x\nquorum none".to_owned(), 1, Why::Key(KeyError::Form)),
            ("quorum none\r\n".to_owned(), 1, Why::NotText),
            ("quorum none\0".to_owned(), 1, Why::NotText),
            (" ".repeat(POLICY_BYTES_MAX + 1), 1, Why::NotText),
        ] {
            assert_eq!(why(&text), (line, expected), "{text:.200}");
        }
        // Names are bytes.
        assert!(Policy::parse(&[b"witness \xff ", w1.as_bytes(), b"\nquorum \xff"].concat()).is_ok());
        let many: String = (0..=EACH_MAX)
            .map(|n| {
                format!("group g{n} any {}\n", if n == 0 { "a".to_owned() } else { format!("g{}", n - 1) })
            })
            .collect();
        let text = format!("witness a {w1}\n{many}quorum g1\n");
        assert_eq!(why(&text), (EACH_MAX + 2, Why::TooMany));
    }
}
