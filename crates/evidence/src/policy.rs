//! Policies of those who verify: whom they believe, and by which law they judge.
//!
//! ```toml
//! format = "qazyq.policy/1"
//!
//! # Whose signature on a bundle counts, as `qazyq key list` prints keys.
//! publishers = ["registry.example/kz+c74f20a3+ARpc2QcU…"]
//!
//! # Which logs are known, and which witnesses must have cosigned: C2SP tlog-policy.
//! log = """
//! log log.example/kz+0b6d3f1e+AZ3…
//! witness exchange exchange.example/w+… https://exchange.example/witness
//! quorum exchange
//! """
//!
//! # What a bundle must have; without this line a signature and a log, and what is missing could not be checked.
//! requires = ["signature", "log", "timestamp", "cms"]
//!
//! # Certificates (PEM) from which trust in CMS signatures and in timestamps starts.
//! signers = """-----BEGIN CERTIFICATE-----…"""
//! timestampers = """-----BEGIN CERTIFICATE-----…"""
//!
//! # Another law than the program's: the texts of act.toml and of its versions.
//! [law]
//! act = """…"""
//! versions = ["""…"""]
//! ```
//!
//! A policy comes from whoever verifies and never from what is verified.

use std::collections::BTreeSet;

use qazyq_cms::TrustList;
use qazyq_law::Act;
use qazyq_proof::key::{Signs, VerifierKey};
use serde::Deserialize;

/// The format's name.
pub const FORMAT: &str = "qazyq.policy/1";
/// Bytes of a policy, at most.
pub const POLICY_BYTES_MAX: usize = 4 << 20;

/// What a bundle may be asked to have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Required {
    /// The signature of a publisher.
    Signature,
    /// A log's word that it holds the statement.
    Log,
    /// An RFC 3161 timestamp.
    Timestamp,
    /// A CMS signature.
    Cms,
}

/// Whom somebody believes who verifies.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Whose signature on a bundle counts.
    pub publishers: Vec<VerifierKey>,
    /// Which logs and witnesses are known.
    pub log: Option<qazyq_proof::policy::Policy>,
    /// What a bundle must have; none where nobody said.
    pub requires: Option<BTreeSet<Required>>,
    /// Certificates from which trust in CMS signatures starts.
    pub signers: Option<TrustList>,
    /// Certificates from which trust in timestamps starts.
    pub timestampers: Option<TrustList>,
    /// Another law than the program's.
    pub act: Option<Act>,
}

/// A policy that cannot be read: where, and what is wrong there.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}")]
pub struct PolicyError {
    /// The key.
    pub place: String,
    /// What is wrong.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    format: String,
    #[serde(default)]
    publishers: Vec<String>,
    log: Option<String>,
    requires: Option<BTreeSet<Required>>,
    signers: Option<String>,
    timestampers: Option<String>,
    law: Option<WrittenLaw>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenLaw {
    act: String,
    versions: Vec<String>,
}

impl Policy {
    /// Reads a policy.
    ///
    /// # Errors
    /// Where it is none.
    pub fn parse(bytes: &[u8]) -> Result<Self, PolicyError> {
        let refuse = |place: &str, what: String| PolicyError {
            place: place.to_owned(),
            what: what.trim_end().to_owned(),
        };
        if bytes.len() > POLICY_BYTES_MAX {
            return Err(refuse("policy", format!("more than {POLICY_BYTES_MAX} bytes")));
        }
        let text = str::from_utf8(bytes).map_err(|error| refuse("policy", error.to_string()))?;
        let written: Written = toml::from_str(text).map_err(|error| refuse("policy", error.to_string()))?;
        if written.format != FORMAT {
            return Err(refuse("format", written.format));
        }
        let mut publishers = Vec::new();
        for text in &written.publishers {
            let key: VerifierKey = text.parse().map_err(|error| refuse("publishers", format!("{error}")))?;
            if key.signs() != Signs::Notes {
                return Err(refuse("publishers", format!("{} signs checkpoints of others", key.name())));
            }
            publishers.push(key);
        }
        let log = written.log.map(|text| qazyq_proof::policy::Policy::parse(text.as_bytes()));
        let log = log.transpose().map_err(|error| refuse("log", error.to_string()))?;
        let act = written.law.map(|law| {
            let version = |number: u32| law.versions.iter().find(|text| is_version(text, number)).cloned();
            Act::parse(&law.act, version)
        });
        let act = act.transpose().map_err(|refusal| refuse("law", refusal.place))?;
        let certificates = |place: &str, pem: Option<String>| {
            let list = pem.map(|pem| TrustList::parse_pem(pem.as_bytes()));
            list.transpose().map_err(|why| refuse(place, why.to_string()))
        };
        let signers = certificates("signers", written.signers)?;
        let timestampers = certificates("timestampers", written.timestampers)?;
        let requires = written.requires;
        Ok(Self { publishers, log, requires, signers, timestampers, act })
    }

    /// Whether a bundle must have that, by the word of whoever wrote the policy.
    #[must_use]
    pub fn demands(&self, what: Required) -> bool {
        self.requires.as_ref().is_some_and(|requires| requires.contains(&what))
    }

    /// Whether that is expected of a bundle.
    #[must_use]
    pub fn expects(&self, what: Required) -> bool {
        match &self.requires {
            Some(requires) => requires.contains(&what),
            None => matches!(what, Required::Signature | Required::Log),
        }
    }
}

/// Whether a version's file says that it has that number.
fn is_version(text: &str, number: u32) -> bool {
    #[derive(Deserialize)]
    struct Numbered {
        version: u32,
    }
    toml::from_str::<Numbered>(text).is_ok_and(|numbered| numbered.version == number)
}
