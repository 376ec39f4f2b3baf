//! Who may do what, folded from the journal.
//!
//! | right | reader | analyst | approver | administrator | auditor |
//! | --- | --- | --- | --- | --- | --- |
//! | record facts, fetch | | ✓ | | | |
//! | propose a change of a list, take it back | | ✓ | | | |
//! | review a proposal | | ✓ | ✓ | | |
//! | approve, reject and publish what somebody else proposed | | | ✓ | | |
//! | say who may do what; bring a journal in | | | | ✓ | |
//! | see users, tokens and refused attempts | | | | ✓ | ✓ |
//!
//! Everybody sets their own password, by a token of theirs.
//!
//! Somebody with several roles has the rights of all of them, but never approves an own proposal.
//!
//! A token is `qzt_` with its public half, `_`, and its secret half. The journal has the secret's SHA-256: 256 random
//! bits cannot be guessed, so nothing slower is needed. Passwords are another matter: see [`crate::password`].

use std::collections::{BTreeMap, BTreeSet};

use subtle::ConstantTimeEq as _;

use crate::digest::Digest;
use crate::entry::{Entry, Instant};
use crate::factor;
use crate::text::named;
use crate::what::{OpenIdSubject, Role, SecondFactor, SignedIn, User, What};

named! {
    /// Something that not everybody may do.
    Right {
        /// Record facts, hand over files, follow and fetch.
        Record = "record",
        /// Propose a change of a list, or take such a proposal back.
        Propose = "propose",
        /// Review a proposal.
        Review = "review",
        /// Approve, reject or publish what somebody else proposed.
        Approve = "approve",
        /// Say who may do what.
        Administer = "administer",
        /// See who may do what, and who was refused.
        Audit = "audit",
    }
}

impl Role {
    /// What it may do.
    #[must_use]
    pub fn rights(self) -> &'static [Right] {
        match self {
            Self::Reader => &[],
            Self::Analyst => &[Right::Record, Right::Propose, Right::Review],
            Self::Approver => &[Right::Review, Right::Approve],
            Self::Administrator => &[Right::Administer, Right::Audit],
            Self::Auditor => &[Right::Audit],
        }
    }
}

impl User {
    /// Whether one of its roles may.
    #[must_use]
    pub fn may(&self, right: Right) -> bool {
        self.active && self.roles.iter().any(|role| role.rights().contains(&right))
    }
}

/// A token that was given out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenState {
    /// Its public half.
    pub token: String,
    /// Whose.
    pub user: String,
    /// SHA-256 of its secret half.
    pub sha256: Digest,
    /// Until when it serves.
    pub expires: Option<Instant>,
    /// What it is for.
    pub label: Option<String>,
    /// When it was given out.
    pub since: Instant,
    /// When it was taken back, and why.
    pub revoked: Option<(Instant, String)>,
    /// It is a session, and how it began.
    pub session: Option<SignedIn>,
    /// It is a link by which the user chooses a password, once.
    pub link: bool,
}

impl TokenState {
    /// Whether it serves at `now`.
    #[must_use]
    pub fn serves(&self, now: Instant) -> bool {
        self.revoked.is_none() && self.expires.is_none_or(|expires| expires > now)
    }
}

/// A user's second factor, as the journal has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Factor {
    /// The entry that set it.
    pub entry: u64,
    /// SHA-256 of the secret.
    pub sha256: Digest,
    /// SHA-256 of each recovery code that still serves.
    pub recovery: BTreeSet<Digest>,
    /// The step of the last code that was taken.
    pub step: Option<u64>,
}

/// Why somebody is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There are users, and nobody said who this is.
    NoToken,
    /// It is not written as tokens are.
    NotAToken,
    /// No such token was given out, or its secret is another.
    UnknownToken,
    /// It was taken back.
    RevokedToken,
    /// It has run out.
    ExpiredToken,
    /// Its user is not active any more.
    InactiveUser,
    /// No role of the user has the right.
    NoRight {
        /// Who.
        user: String,
        /// Which right.
        right: Right,
    },
    /// The first user must be an administrator: who else could make the second?
    FirstMustAdminister,
    /// Without an administrator nobody could ever change who may do what.
    LastAdministrator,
    /// It takes users: nobody can be a second person otherwise.
    NoUsers,
    /// It is not the user's password, or there is no such user, or the user has none.
    WrongPassword {
        /// Who it was said to be.
        user: String,
    },
    /// There is a second factor, and no code was given.
    CodeIsMissing {
        /// Who it was said to be.
        user: String,
    },
    /// It is no code of the user's second factor now, or one that was taken before.
    WrongCode {
        /// Who it was said to be.
        user: String,
    },
    /// A provider of OpenID Connect says who it is, and none of the roles that it gives is one here.
    NoOpenIdRole {
        /// What the provider calls the person.
        subject: String,
    },
    /// A provider says who it is, and the short name that would be the person's is a user's who is not bound to that person.
    OpenIdNameTaken {
        /// The name.
        user: String,
        /// What the provider calls the person.
        subject: String,
    },
    /// A provider says who it is, and no short name can be made of what it calls the person.
    NoOpenIdName {
        /// What the provider calls the person.
        subject: String,
    },
    /// Only whoever proposed it takes it back.
    NotOwnProposal {
        /// Who tried.
        user: String,
    },
    /// Whoever proposed it cannot decide on it.
    OwnProposal {
        /// Who.
        user: String,
    },
}

impl Refused {
    /// Every code there is.
    pub const CODES: &'static [&'static str] = &[
        "token-is-missing",
        "token-is-none",
        "token-is-unknown",
        "token-is-revoked",
        "token-has-expired",
        "user-is-inactive",
        "right-is-missing",
        "first-user-must-be-administrator",
        "last-administrator",
        "users-are-missing",
        "password-is-wrong",
        "code-is-missing",
        "code-is-wrong",
        "openid-role-is-missing",
        "openid-name-is-taken",
        "openid-name-is-missing",
        "not-own-proposal",
        "own-proposal",
    ];

    /// A short sentence: the name of its message in the locales.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoToken => "token-is-missing",
            Self::NotAToken => "token-is-none",
            Self::UnknownToken => "token-is-unknown",
            Self::RevokedToken => "token-is-revoked",
            Self::ExpiredToken => "token-has-expired",
            Self::InactiveUser => "user-is-inactive",
            Self::NoRight { .. } => "right-is-missing",
            Self::FirstMustAdminister => "first-user-must-be-administrator",
            Self::LastAdministrator => "last-administrator",
            Self::NoUsers => "users-are-missing",
            Self::WrongPassword { .. } => "password-is-wrong",
            Self::CodeIsMissing { .. } => "code-is-missing",
            Self::WrongCode { .. } => "code-is-wrong",
            Self::NoOpenIdRole { .. } => "openid-role-is-missing",
            Self::OpenIdNameTaken { .. } => "openid-name-is-taken",
            Self::NoOpenIdName { .. } => "openid-name-is-missing",
            Self::NotOwnProposal { .. } => "not-own-proposal",
            Self::OwnProposal { .. } => "own-proposal",
        }
    }

    /// What the message names.
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::NoRight { user, right } => {
                let roles = Role::ALL.iter().filter(|role| role.rights().contains(right));
                let roles: Vec<&str> = roles.map(|role| role.as_str()).collect();
                vec![("user", user.clone()), ("right", right.to_string()), ("choices", roles.join(", "))]
            }
            Self::WrongPassword { user }
            | Self::CodeIsMissing { user }
            | Self::WrongCode { user }
            | Self::NotOwnProposal { user }
            | Self::OwnProposal { user } => vec![("user", user.clone())],
            Self::NoOpenIdRole { subject } | Self::NoOpenIdName { subject } => {
                vec![("subject", subject.clone())]
            }
            Self::OpenIdNameTaken { user, subject } => {
                vec![("user", user.clone()), ("subject", subject.clone())]
            }
            _ => Vec::new(),
        }
    }
}

/// A token as somebody holds it.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenText {
    token: String,
    secret: String,
}

/// Hexadecimal digits of a token's public half.
const TOKEN_DIGITS: usize = 16;
/// Hexadecimal digits of its secret half.
const SECRET_DIGITS: usize = 64;

impl TokenText {
    /// A token of random bytes: eight for its public half, and thirty-two.
    #[must_use]
    pub fn of_random(public: [u8; 8], secret: [u8; 32]) -> Self {
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        Self { token: hex(&public), secret: hex(&secret) }
    }

    /// Reads what somebody holds.
    ///
    /// # Errors
    /// Where it is not written as tokens are.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let is_hex = |text: &str, digits| {
            text.len() == digits && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        };
        let halves = text.trim().strip_prefix("qzt_").and_then(|rest| rest.split_once('_'));
        let halves = halves.filter(|(t, s)| is_hex(t, TOKEN_DIGITS) && is_hex(s, SECRET_DIGITS));
        let (token, secret) = halves.ok_or(Refused::NotAToken)?;
        Ok(Self { token: token.to_owned(), secret: secret.to_owned() })
    }

    /// Its public half, which may be shown.
    #[must_use]
    pub fn public(&self) -> &str {
        &self.token
    }

    /// SHA-256 of its secret half.
    #[must_use]
    pub fn sha256(&self) -> Digest {
        Digest::of(self.secret.as_bytes())
    }

    /// The whole token: for whoever it is given to, once.
    #[must_use]
    pub fn reveal(&self) -> String {
        format!("qzt_{}_{}", self.token, self.secret)
    }
}

impl std::fmt::Debug for TokenText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "qzt_{}_…", self.token)
    }
}

/// Users and their tokens.
#[derive(Clone, Debug, Default)]
pub struct People {
    users: BTreeMap<String, (User, Instant)>,
    tokens: BTreeMap<String, TokenState>,
    passwords: BTreeMap<String, (u64, Option<Digest>)>,
    factors: BTreeMap<String, Factor>,
}

impl People {
    /// What entries come to.
    #[must_use]
    pub fn of<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Self {
        let mut people = Self::default();
        entries.into_iter().for_each(|entry| people.add(entry));
        people
    }

    /// Adds the next entry.
    pub fn add(&mut self, entry: &Entry) {
        match &entry.what {
            What::User(user) => {
                self.users.insert(user.user.clone(), (user.clone(), entry.recorded_at));
            }
            What::Password { user, sha256 } => {
                self.passwords.insert(user.clone(), (entry.number, *sha256));
            }
            What::Token(given) => {
                let state = TokenState {
                    token: given.token.clone(),
                    user: given.user.clone(),
                    sha256: given.sha256,
                    expires: given.expires,
                    label: given.label.clone(),
                    since: entry.recorded_at,
                    revoked: None,
                    session: given.session.clone(),
                    link: given.link,
                };
                if let (Some(session), Some(factor)) = (&given.session, self.factors.get_mut(&given.user)) {
                    factor.step = factor.step.max(session.step);
                    if let Some(used) = &session.recovery {
                        factor.recovery.remove(used);
                    }
                }
                self.tokens.insert(given.token.clone(), state);
            }
            What::SecondFactor(SecondFactor { user, sha256, recovery, step }) => {
                // The steps that were taken are of the old secret.
                match sha256 {
                    None => drop(self.factors.remove(user)),
                    Some(sha256) => {
                        let recovery = recovery.iter().copied().collect();
                        let factor = Factor { entry: entry.number, sha256: *sha256, recovery, step: *step };
                        self.factors.insert(user.clone(), factor);
                    }
                }
            }
            What::TokenRevocation { token, reason } => {
                if let Some(state) = self.tokens.get_mut(token) {
                    state.revoked = Some((entry.recorded_at, reason.clone()));
                }
            }
            _ => {}
        }
    }

    /// Nobody is a user yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.users.is_empty()
    }

    /// Every user, by name, with the instant of the last change.
    pub fn users(&self) -> impl Iterator<Item = (&User, Instant)> {
        self.users.values().map(|(user, since)| (user, *since))
    }

    /// The user of that name.
    #[must_use]
    pub fn user(&self, name: &str) -> Option<&User> {
        self.users.get(name).map(|(user, _)| user)
    }

    /// The user whom a provider of OpenID Connect calls this.
    #[must_use]
    pub fn bound(&self, openid: &OpenIdSubject) -> Option<&User> {
        self.users.values().map(|(user, _)| user).find(|user| user.openid.as_ref() == Some(openid))
    }

    /// Every token, by its public half.
    pub fn tokens(&self) -> impl Iterator<Item = &TokenState> {
        self.tokens.values()
    }

    /// The token of that public half.
    #[must_use]
    pub fn token(&self, token: &str) -> Option<&TokenState> {
        self.tokens.get(token)
    }

    /// The entry that set a user's password, and the SHA-256 of what it is checked against.
    #[must_use]
    pub fn password(&self, user: &str) -> Option<(u64, Digest)> {
        self.passwords.get(user).and_then(|(number, sha256)| Some((*number, (*sha256)?)))
    }

    /// The SHA-256 that what is kept under a name beside the journal must have: a user's password, or the secret of a second factor.
    #[must_use]
    pub fn vouched(&self, name: &str) -> Option<Digest> {
        match factor::user_of(name) {
            Some(user) => self.factor(user).map(|factor| factor.sha256),
            None => self.password(name).map(|(_, sha256)| sha256),
        }
    }

    /// A user's second factor, if there is one.
    #[must_use]
    pub fn factor(&self, user: &str) -> Option<&Factor> {
        self.factors.get(user)
    }

    /// The user who holds a token of an interface, at `now`. A session is none: it serves in the browser that began it.
    ///
    /// # Errors
    /// Where nobody does.
    pub fn holder(&self, held: &TokenText, now: Instant) -> Result<&User, Refused> {
        self.holder_of(held, now, |state| state.session.is_none() && !state.link)
    }

    /// The user whose session this is, at `now`.
    ///
    /// # Errors
    /// Where it is nobody's.
    pub fn session(&self, held: &TokenText, now: Instant) -> Result<&User, Refused> {
        self.holder_of(held, now, |state| state.session.is_some())
    }

    /// The user for whom this link was made, at `now`.
    ///
    /// # Errors
    /// Where it is nobody's, or was used.
    pub fn link(&self, held: &TokenText, now: Instant) -> Result<&User, Refused> {
        self.holder_of(held, now, |state| state.link)
    }

    fn holder_of(
        &self,
        held: &TokenText,
        now: Instant,
        is_of_kind: impl Fn(&TokenState) -> bool,
    ) -> Result<&User, Refused> {
        let state = self.tokens.get(&held.token).ok_or(Refused::UnknownToken)?;
        // Who tries secrets learns nothing from how long the answer takes, nor that a token was taken back.
        if !bool::from(state.sha256.as_bytes().ct_eq(held.sha256().as_bytes())) || !is_of_kind(state) {
            return Err(Refused::UnknownToken);
        }
        if state.revoked.is_some() {
            return Err(Refused::RevokedToken);
        }
        if state.expires.is_some_and(|expires| expires <= now) {
            return Err(Refused::ExpiredToken);
        }
        self.user(&state.user).filter(|user| user.active).ok_or(Refused::InactiveUser)
    }

    /// Whether a user may become what `user` says, so that there is an administrator afterwards.
    ///
    /// # Errors
    /// Where there would be none.
    pub fn allows(&self, user: &User) -> Result<(), Refused> {
        if user.may(Right::Administer) {
            return Ok(());
        }
        if self.is_empty() {
            return Err(Refused::FirstMustAdminister);
        }
        let others = self.users.values().filter(|(other, _)| other.user != user.user);
        if others.map(|(other, _)| other).any(|other| other.may(Right::Administer)) {
            Ok(())
        } else {
            Err(Refused::LastAdministrator)
        }
    }
}
