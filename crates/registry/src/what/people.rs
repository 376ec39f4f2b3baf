//! Who may do what.

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::entry::Instant;
use crate::text::named;

named! {
    /// What a user may do.
    Role {
        /// Reads what everybody may read.
        Reader = "reader",
        /// Records facts, proposes and reviews changes of lists.
        Analyst = "analyst",
        /// Reviews, approves, rejects and publishes changes of lists that somebody else proposed.
        Approver = "approver",
        /// Says who may do what; records no facts and decides nothing.
        Administrator = "administrator",
        /// Reads everything, writes nothing.
        Auditor = "auditor",
    }
}

/// Somebody who may do something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct User {
    /// The short name that entries are written under.
    pub user: String,
    /// The person's own name.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// What the user may do; sorted.
    pub roles: Vec<Role>,
    /// A user who is not active may do nothing; what was written stays.
    pub active: bool,
    /// Who this is at a provider of OpenID Connect: whoever signs in there as that is this user.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub openid: Option<OpenIdSubject>,
}

/// Somebody at a provider of OpenID Connect. Only the two together say who (OpenID Connect Core 1.0, section 5.7): a name or an e-mail
/// address may be another person's tomorrow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenIdSubject {
    /// The provider, by its issuer's address, byte for byte.
    pub issuer: String,
    /// What the provider calls the person, which it gives to nobody else (`sub`).
    pub subject: String,
}

/// The longest subject: section 2 of the same text.
pub const SUBJECT_BYTES_MAX: usize = 255;

/// Whether this is written as subjects are: ASCII that shows, 255 characters at most.
#[must_use]
pub fn is_subject(text: &str) -> bool {
    let is_trimmed = !text.starts_with(' ') && !text.ends_with(' ');
    let shows = text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ');
    (1..=SUBJECT_BYTES_MAX).contains(&text.len()) && is_trimmed && shows
}

named! {
    /// How somebody who signed in was told apart.
    SignInBy {
        /// By the password alone.
        Password = "password",
        /// By the password and a code of the second factor (RFC 6238).
        Code = "code",
        /// By the password and a recovery code.
        Recovery = "recovery",
        /// By the one-time link with which the first user is made.
        Link = "link",
        /// By a provider of OpenID Connect.
        OpenId = "openid",
    }
}

/// That a token is a session: somebody signed in with a browser, and the token serves there alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedIn {
    /// How the user was told apart.
    pub by: SignInBy,
    /// The step of the code, RFC 6238: a code of this step or of one before it serves no more.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub step: Option<u64>,
    /// SHA-256 of the recovery code, which serves no more.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub recovery: Option<Digest>,
    /// What the browser calls itself.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub agent: Option<String>,
}

/// A token that was given out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Token {
    /// Its public half.
    pub token: String,
    /// Whose.
    pub user: String,
    /// SHA-256 of its secret half.
    pub sha256: Digest,
    /// Until when it serves.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub expires: Option<Instant>,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub label: Option<String>,
    /// It is a session, and how it began.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub session: Option<SignedIn>,
    /// It is a link by which the user chooses a password, once.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub link: bool,
}

/// A second factor: a secret from which an app computes codes (RFC 6238), and codes for when the app is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecondFactor {
    /// Whose.
    pub user: String,
    /// SHA-256 of the secret; none where it was taken away.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sha256: Option<Digest>,
    /// SHA-256 of each recovery code; each serves once.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub recovery: Vec<Digest>,
    /// The step of the code that showed that the app has it: it serves no more.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub step: Option<u64>,
}

named! {
    /// How far something to be done has come.
    TaskState {
        /// It is to be done.
        Open = "open",
        /// It was done.
        Done = "done",
        /// Somebody looked at it, and nothing is to be done.
        Dismissed = "dismissed",
    }
}

/// What is to be done about an item of the inbox, by whom and until when; the latest entry of an item counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// The item: its kind, a colon, and what it is about.
    pub item: String,
    /// How far it has come.
    pub state: TaskState,
    /// Who is to do it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub assignee: Option<String>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none", default, with = "crate::text::option")]
    pub due: Option<qazyq_exact::Day>,
    /// In words.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_user_who_is_nobody_at_a_provider_is_written_as_before_there_were_any() {
        let line = r#"{"user":"ana","name":"Ana","roles":["analyst"],"active":true}"#;
        let mut user: User = serde_json::from_str(line).unwrap();
        assert_eq!(user.openid, None);
        assert_eq!(serde_json::to_string(&user).unwrap(), line);
        user.openid =
            Some(OpenIdSubject { issuer: "https://id.example".to_owned(), subject: "s".to_owned() });
        let bound = serde_json::to_string(&user).unwrap();
        assert!(bound.ends_with(r#","openid":{"issuer":"https://id.example","subject":"s"}}"#), "{bound}");
        assert_eq!(serde_json::from_str::<User>(&bound).unwrap(), user);
        let more = bound.replace("\"subject\"", "\"email\":\"a\",\"subject\"");
        assert!(serde_json::from_str::<User>(&more).is_err(), "and nothing else of it");
    }

    #[test]
    fn a_subject_shows_and_is_not_too_long() {
        for subject in ["s", "auth0|5f0c", "CN=Ana, O=Example", &"s".repeat(SUBJECT_BYTES_MAX)] {
            assert!(is_subject(subject), "{subject}");
        }
        for not in ["", " ", " s", "s ", "a\nb", "a\u{7f}", "Әлия", &"s".repeat(SUBJECT_BYTES_MAX + 1)] {
            assert!(!is_subject(not), "{not}");
        }
    }
}
