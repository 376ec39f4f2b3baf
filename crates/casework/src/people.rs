//! Who may do what: users, their roles, passwords and tokens.
//!
//! Randomness comes in as an argument, as the clock does: [`Random`] is filled at the edge.

use jiff::Timestamp;
use qazyq_registry::digest::Digest;
use qazyq_registry::form::{FormError, Wrong, is_id};
use qazyq_registry::journal::{Writing, Written};
use qazyq_registry::password::{self, NotAPassword};
pub use qazyq_registry::people::{People, TokenState, TokenText};
pub use qazyq_registry::people::{Refused, Right};
use qazyq_registry::store::Credential;
pub use qazyq_registry::what::{OpenIdSubject, Role, User};
use qazyq_registry::what::{Token, is_subject};

use crate::Trouble;
use crate::book::Book;
use crate::record::{check_reason, check_short};
use crate::sign_in::ended;
use crate::workspace::{Draft, What};

/// Random bytes, from the system.
#[derive(Clone)]
pub struct Random {
    /// For a token's public half.
    pub public: [u8; 8],
    /// For its secret half.
    pub secret: [u8; 32],
    /// For a password's salt.
    pub salt: [u8; 16],
}

/// How a user shall be.
#[derive(Clone, Debug, Default)]
pub struct UserChange {
    /// The person's own name; `None` for what it was.
    pub name: Option<String>,
    /// The roles; `None` for those that there were.
    pub roles: Option<Vec<Role>>,
    /// Whether the user may do anything; `None` for what it was.
    pub active: Option<bool>,
    /// Who the user is at a provider of OpenID Connect, or that it is nobody there; `None` for what it was.
    pub openid: Option<Option<OpenIdSubject>>,
}

impl Book {
    /// Makes a user, or changes one. Tells whether anything changed.
    ///
    /// # Errors
    /// Where whoever acts may not, the user is there already or not there, or nobody could administer afterwards.
    pub fn set_user(
        &mut self,
        user: &str,
        change: &UserChange,
        is_new: bool,
        now: Timestamp,
    ) -> Result<User, Trouble> {
        check_user(user)?;
        change.name.iter().try_for_each(|name| check_short("name", name))?;
        change.openid.iter().flatten().try_for_each(check_subject)?;
        let decide = |book: &Self, _: Option<&str>| {
            let known = book.people().user(user);
            let mut changed = match (known, is_new) {
                (Some(_), true) => return Err(Trouble::UserIsThere(user.to_owned())),
                (None, false) => return Err(unknown_user(book, user)),
                (Some(known), false) => known.clone(),
                (None, true) => {
                    User { user: user.to_owned(), name: None, roles: Vec::new(), active: true, openid: None }
                }
            };
            changed.name = change.name.clone().or(changed.name);
            changed.active = change.active.unwrap_or(changed.active);
            if let Some(roles) = &change.roles {
                changed.roles.clone_from(roles);
                changed.roles.sort_unstable();
                changed.roles.dedup();
            }
            if let Some(openid) = &change.openid {
                changed.openid.clone_from(openid);
                // One person at the provider is one user here.
                let bound = openid.as_ref().and_then(|openid| book.people().bound(openid));
                if let Some(other) = bound.filter(|other| other.user != user) {
                    return Err(Trouble::SubjectIsBound { user: other.user.clone() });
                }
            }
            book.people().allows(&changed)?;
            let is_same = known == Some(&changed);
            let draft = Draft::new(now, What::User(changed.clone()));
            Ok((if is_same { Vec::new() } else { vec![draft] }, changed))
        };
        self.write_with(Right::Administer, now, Vec::new(), decide).map(|(_, user)| user)
    }

    /// Sets a user's password, or takes it away. Users set their own; an administrator anybody's.
    ///
    /// # Errors
    /// Where whoever acts may not, there is no such user, or the password cannot be one. Users set their own by a token of
    /// theirs, whatever their roles.
    pub fn set_password(
        &mut self,
        user: &str,
        password: Option<&str>,
        random: &Random,
        now: Timestamp,
    ) -> Result<(), Trouble> {
        let phc = password.map(|password| hashed(password, random.salt)).transpose()?;
        let sha256 = phc.as_ref().map(|phc| Digest::of(phc.as_bytes()));
        let credentials = vec![Credential { user: user.to_owned(), phc }];
        let draft = Draft::new(now, What::Password { user: user.to_owned(), sha256 });
        self.refresh()?;
        if self.is_own(user, now) {
            // Sessions that were begun by the old one end, as when an administrator sets it.
            let ends = self.ends(user, ended::PASSWORD_CHANGED, now);
            let drafts = std::iter::once(draft).chain(ends).collect();
            let writing = Writing { drafts, credentials, ..Writing::default() };
            // Looked at before each try: the token may be taken back meanwhile.
            let check = |book: &Self| match book.author(Right::Administer, now) {
                Err(refused) if !book.is_own(user, now) => Err(refused),
                _ => Ok(()),
            };
            return self.write_as(user, &writing, now, check);
        }
        let decide = |book: &Self, _: Option<&str>| {
            book.people().user(user).ok_or_else(|| unknown_user(book, user))?;
            // Whoever had a session by the old one does not go on with it.
            let ends = book.ends(user, ended::PASSWORD_CHANGED, now);
            Ok((std::iter::once(draft.clone()).chain(ends).collect(), ()))
        };
        self.write_with(Right::Administer, now, credentials, decide).map(|_| ())
    }

    /// Whether whoever acts is that user: by a token that serves, whatever the user may do otherwise.
    fn is_own(&self, user: &str, now: Timestamp) -> bool {
        match self.author(Right::Administer, now) {
            Ok(author) => author.as_deref() == Some(user),
            Err(Refused::NoRight { user: holder, .. }) => holder == user,
            Err(_) => false,
        }
    }

    /// Writes as a user who was told apart in another way than by a right, as long as `check` allows it.
    fn write_as(
        &mut self,
        user: &str,
        writing: &Writing,
        now: Timestamp,
        check: impl Fn(&Self) -> Result<(), Refused>,
    ) -> Result<(), Trouble> {
        let writing = Writing { author: Some(user.to_owned()), ..writing.clone() };
        self.make_writable()?;
        loop {
            if let Err(refused) = check(self) {
                return Err(self.refuse(refused, now)?);
            }
            let written = self.journal_mut().append(&writing, now);
            let read = self.refresh();
            match written? {
                Written::Done(_) => return Ok(()),
                Written::Behind => read.map(|_| ())?,
            }
        }
    }

    /// Whether this is the user's password, by the hash that the journal vouches for.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn is_password(&mut self, user: &str, password: &str) -> Result<bool, Trouble> {
        self.make_writable()?;
        let known = self.people().password(user).map(|(_, sha256)| sha256);
        let credentials = self.journal_mut().store()?.credentials()?;
        let phc = credentials.into_iter().find(|c| c.user == user).and_then(|c| c.phc);
        // A hash that was put there by hand is not the one whose digest the journal has.
        let vouched = phc.filter(|phc| Some(Digest::of(phc.as_bytes())) == known);
        Ok(password::is_of(password, vouched.as_deref()))
    }

    /// Gives out a token; it is shown once, and only its digest is kept.
    ///
    /// # Errors
    /// Where whoever acts may not, or there is no such active user.
    pub fn new_token(
        &mut self,
        user: &str,
        expires: Option<Timestamp>,
        label: Option<&str>,
        random: &Random,
        now: Timestamp,
    ) -> Result<TokenText, Trouble> {
        label.iter().try_for_each(|label| check_short("label", label))?;
        let token = TokenText::of_random(random.public, random.secret);
        let decide = |book: &Self, _: Option<&str>| {
            let known = book.people().user(user).ok_or_else(|| unknown_user(book, user))?;
            if !known.active {
                return Err(Refused::InactiveUser.into());
            }
            let what = What::Token(Token {
                token: token.public().to_owned(),
                user: user.to_owned(),
                sha256: token.sha256(),
                expires,
                label: label.map(str::to_owned),
                session: None,
                link: false,
            });
            Ok((vec![Draft::new(now, what)], ()))
        };
        self.write_with(Right::Administer, now, Vec::new(), decide)?;
        Ok(token)
    }

    /// Makes the first user, an administrator, together with a token: from then on nobody writes without one.
    ///
    /// # Errors
    /// Where there is a user already, or the journal cannot be written.
    pub fn first_user(
        &mut self,
        user: &str,
        change: &UserChange,
        random: &Random,
        now: Timestamp,
    ) -> Result<TokenText, Trouble> {
        check_user(user)?;
        change.name.iter().try_for_each(|name| check_short("name", name))?;
        change.openid.iter().flatten().try_for_each(check_subject)?;
        let token = TokenText::of_random(random.public, random.secret);
        self.write(Right::Administer, now, |book, _| {
            // Somebody else may have been first meanwhile.
            if !book.people().is_empty() {
                return Err(Trouble::UserIsThere(user.to_owned()));
            }
            let mut roles = change.roles.clone().unwrap_or_default();
            roles.sort_unstable();
            roles.dedup();
            let openid = change.openid.clone().flatten();
            let first =
                User { user: user.to_owned(), name: change.name.clone(), roles, active: true, openid };
            book.people().allows(&first)?;
            let given = What::Token(Token {
                token: token.public().to_owned(),
                user: user.to_owned(),
                sha256: token.sha256(),
                expires: None,
                label: None,
                session: None,
                link: false,
            });
            Ok(vec![Draft::new(now, What::User(first)), Draft::new(now, given)])
        })?;
        Ok(token)
    }

    /// Gives a user a token for the user's own password, instead of an administrator's.
    ///
    /// # Errors
    /// Where it is not the password, or the user is not active; that is recorded.
    pub fn token_for_password(
        &mut self,
        user: &str,
        password: &str,
        expires: Option<Timestamp>,
        label: Option<&str>,
        random: &Random,
        now: Timestamp,
    ) -> Result<TokenText, Trouble> {
        label.iter().try_for_each(|label| check_short("label", label))?;
        self.make_writable()?;
        self.refresh()?;
        let set_by = self.people().password(user);
        let is_it = self.is_password(user, password)?;
        // Before each try: the password may be another meanwhile, or the user not be active any more.
        let check = |book: &Self| {
            let is_active = book.people().user(user).is_some_and(|user| user.active);
            // A password alone is half of what a user with a second factor is told apart by.
            if is_it && is_active && book.people().factor(user).is_some() {
                return Err(Refused::CodeIsMissing { user: user.to_owned() });
            }
            if is_it && is_active && book.people().password(user) == set_by {
                Ok(())
            } else {
                Err(Refused::WrongPassword { user: user.to_owned() })
            }
        };
        let token = TokenText::of_random(random.public, random.secret);
        let what = What::Token(Token {
            token: token.public().to_owned(),
            user: user.to_owned(),
            sha256: token.sha256(),
            expires,
            label: label.map(str::to_owned),
            session: None,
            link: false,
        });
        let writing = Writing { drafts: vec![Draft::new(now, what)], ..Writing::default() };
        self.write_as(user, &writing, now, check)?;
        Ok(token)
    }

    /// Takes a token back.
    ///
    /// # Errors
    /// Where whoever acts may not, or there is no such token that serves.
    pub fn revoke_token(&mut self, token: &str, reason: &str, now: Timestamp) -> Result<(), Trouble> {
        check_reason(reason)?;
        // Somebody may hand over the whole of it, which is to be revoked all the more.
        let public = TokenText::parse(token).map_or_else(|_| token.to_owned(), |t| t.public().to_owned());
        self.write(Right::Administer, now, |book, _| {
            let state = book.people().token(&public).filter(|state| state.revoked.is_none());
            state.ok_or_else(|| Trouble::UnknownToken {
                token: public.clone(),
                known: book
                    .people()
                    .tokens()
                    .filter(|t| t.revoked.is_none())
                    .map(|t| t.token.clone())
                    .collect(),
            })?;
            let what = What::TokenRevocation { token: public.clone(), reason: reason.to_owned() };
            Ok(vec![Draft::new(now, what)])
        })?;
        Ok(())
    }
}

/// The hash of a password.
pub(crate) fn hashed(password: &str, salt: [u8; 16]) -> Result<String, Trouble> {
    password::hash(password, salt).map_err(|why| match why {
        NotAPassword::TooShort => Trouble::PasswordTooShort(password::CHARACTERS_MIN),
        NotAPassword::TooLong => Trouble::PasswordTooLong(password::BYTES_MAX),
    })
}

pub(crate) fn check_user(user: &str) -> Result<(), Trouble> {
    if is_id(user) {
        return Ok(());
    }
    let why = Wrong { code: "field-is-no-id", args: vec![("text", user.to_owned())] };
    Err(Trouble::Form { place: String::new(), error: FormError { field: "user".to_owned(), why } })
}

fn check_subject(openid: &OpenIdSubject) -> Result<(), Trouble> {
    if is_subject(&openid.subject) { Ok(()) } else { Err(Trouble::NotASubject(openid.subject.clone())) }
}

pub(crate) fn unknown_user(book: &Book, user: &str) -> Trouble {
    let known = book.people().users().map(|(user, _)| user.user.clone()).collect();
    Trouble::UnknownUser { user: user.to_owned(), known }
}
