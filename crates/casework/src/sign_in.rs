//! Signing in with a browser: by a password, a second factor, or a link that serves once.
//!
//! A session is a token that serves in the browser that began it ([`SignedIn`]). It is an entry of the journal as every token is: so it lasts,
//! it can be ended, and whoever audits sees who signed in, when and by what. Which code of a second factor was taken is in the same entry:
//! no code is taken twice, by whichever process.
//!
//! How often somebody may try is for the edge, which sees who asks. Randomness and the clock are arguments.

use jiff::Timestamp;
use qazyq_registry::digest::Digest;
use qazyq_registry::factor::{self, RECOVERY_BYTES, RECOVERY_CODES, SECRET_BYTES};
use qazyq_registry::journal::{Writing, Written};
use qazyq_registry::people::{Refused, Right, TokenText};
use qazyq_registry::store::Credential;
use qazyq_registry::what::{Role, SecondFactor, SignInBy, SignedIn, Token, User};

use crate::Trouble;
use crate::book::Book;
use crate::people::{Random, check_user, hashed, unknown_user};
use crate::record::check_short;
use crate::workspace::{Draft, What};

/// The most characters of what a browser calls itself that are kept.
const AGENT_CHARACTERS_MAX: usize = 200;

/// Why a token does not serve any more, where the program says so itself: codes, which screens have words for.
pub mod ended {
    /// Its user signed out.
    pub const SIGNED_OUT: &str = "signed-out";
    /// The user, or an administrator, ended it from elsewhere.
    pub const ENDED: &str = "ended";
    /// Nobody used it for long.
    pub const IDLE: &str = "idle";
    /// The password became another.
    pub const PASSWORD_CHANGED: &str = "password-changed";
    /// It was a link, and it was used.
    pub const LINK_USED: &str = "link-used";
    /// Another session of the same browser took its place.
    pub const REPLACED: &str = "replaced";
}

/// Who was told apart by a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    user: String,
    set_by: u64,
}

impl Proven {
    /// Who.
    #[must_use]
    pub fn user(&self) -> &str {
        &self.user
    }
}

/// A session that is to begin.
#[derive(Clone)]
pub struct NewSession {
    /// Random bytes for it.
    pub random: Random,
    /// Until when it serves at most.
    pub expires: Timestamp,
    /// What the browser calls itself.
    pub agent: Option<String>,
    /// The session of the same browser whose place it takes: its public half.
    pub replaces: Option<String>,
}

impl NewSession {
    pub(crate) fn token(&self) -> TokenText {
        TokenText::of_random(self.random.public, self.random.secret)
    }

    /// What the journal has of it.
    pub(crate) fn drafts(&self, book: &Book, user: &str, how: How, now: Timestamp) -> Vec<Draft> {
        let token = self.token();
        let agent = self.agent.as_deref().map(|agent| {
            agent.chars().filter(|c| !c.is_control()).take(AGENT_CHARACTERS_MAX).collect::<String>()
        });
        let What::Token(given) =
            token_of(user, &token, Some(self.expires), Kind::Session(how.signed_in(agent)))
        else {
            return Vec::new();
        };
        let replaced = self.replaces.as_deref().and_then(|public| book.people().token(public));
        let replaced = replaced.filter(|state| state.user == user && state.revoked.is_none());
        let ends = replaced.map(|state| end(&state.token, ended::REPLACED));
        ends.into_iter().chain([What::Token(given)]).map(|what| Draft::new(now, what)).collect()
    }
}

/// By what somebody was told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct How {
    by: SignInBy,
    step: Option<u64>,
    recovery: Option<Digest>,
}

impl How {
    pub(crate) fn plain(by: SignInBy) -> Self {
        Self { by, step: None, recovery: None }
    }

    fn signed_in(self, agent: Option<String>) -> SignedIn {
        SignedIn { by: self.by, step: self.step, recovery: self.recovery, agent }
    }
}

/// What a token is for.
enum Kind {
    Session(SignedIn),
    Link,
}

fn token_of(user: &str, token: &TokenText, expires: Option<Timestamp>, kind: Kind) -> What {
    let (session, link) = match kind {
        Kind::Session(signed_in) => (Some(signed_in), false),
        Kind::Link => (None, true),
    };
    What::Token(Token {
        token: token.public().to_owned(),
        user: user.to_owned(),
        sha256: token.sha256(),
        expires,
        label: None,
        session,
        link,
    })
}

fn end(public: &str, reason: &str) -> What {
    What::TokenRevocation { token: public.to_owned(), reason: reason.to_owned() }
}

/// A second factor that somebody is about to take up. Shown once, and kept nowhere until a code shows that the app has it.
#[derive(Clone, PartialEq, Eq)]
pub struct NewFactor {
    /// The secret, as people type it into an app.
    pub secret: String,
    /// The recovery codes, as people read them.
    pub recovery: Vec<String>,
}

impl std::fmt::Debug for NewFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewFactor(…)")
    }
}

impl NewFactor {
    /// One of random bytes.
    #[must_use]
    pub fn of_random(secret: [u8; SECRET_BYTES], recovery: [[u8; RECOVERY_BYTES]; RECOVERY_CODES]) -> Self {
        Self { secret: factor::secret(secret), recovery: recovery.map(factor::recovery_code).into() }
    }

    /// The address by which an app takes it up.
    #[must_use]
    pub fn address(&self, user: &str) -> Option<String> {
        factor::address(&self.secret, user)
    }
}

fn seconds(now: Timestamp) -> u64 {
    u64::try_from(now.as_second()).unwrap_or_default()
}

impl Book {
    /// Whose password this is, if it is that active user's. It takes as long where there is no such user.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn prove(&mut self, user: &str, password: &str) -> Result<Option<Proven>, Trouble> {
        self.make_writable()?;
        self.refresh()?;
        let set_by = self.people().password(user).map(|(entry, _)| entry);
        let is_it = self.is_password(user, password)?;
        let is_active = self.people().user(user).is_some_and(|user| user.active);
        let proven = set_by.filter(|_| is_it && is_active);
        Ok(proven.map(|set_by| Proven { user: user.to_owned(), set_by }))
    }

    /// Records that somebody gave a wrong password for a user. For a name that nobody has nothing is recorded: it would be for strangers to fill the journal.
    ///
    /// # Errors
    /// Where the journal cannot be written.
    pub fn not_proven(&mut self, user: &str, now: Timestamp) -> Result<(), Trouble> {
        if self.people().user(user).is_some() {
            self.refuse(Refused::WrongPassword { user: user.to_owned() }, now)?;
        }
        Ok(())
    }

    /// Begins a session for somebody whose password was right: with a `code`, of the app or a recovery code, where there is a second factor.
    ///
    /// # Errors
    /// Where a code is missing or wrong, or the password has become another meanwhile; that is recorded.
    pub fn sign_in(
        &mut self,
        proven: &Proven,
        code: Option<&str>,
        session: &NewSession,
        now: Timestamp,
    ) -> Result<TokenText, Trouble> {
        let user = proven.user.as_str();
        let secret = self.factor_secret(user)?;
        self.write_own(user, Vec::new(), now, |book| {
            still(book, proven)?;
            let how = book.how(user, secret.as_deref(), code, now)?;
            Ok(session.drafts(book, user, how, now))
        })?;
        Ok(session.token())
    }

    /// By what a user is told apart besides the password.
    fn how(
        &self,
        user: &str,
        secret: Option<&str>,
        code: Option<&str>,
        now: Timestamp,
    ) -> Result<How, Refused> {
        let Some(factor) = self.people().factor(user) else { return Ok(How::plain(SignInBy::Password)) };
        let code = code.ok_or_else(|| Refused::CodeIsMissing { user: user.to_owned() })?;
        // One that was put there by hand is not the one whose digest the journal has.
        let secret = secret.filter(|secret| Digest::of(secret.as_bytes()) == factor.sha256);
        let step = secret.and_then(|secret| factor::step_of(secret, code, seconds(now)));
        if let Some(step) = step.filter(|step| factor.step.is_none_or(|taken| *step > taken)) {
            return Ok(How { by: SignInBy::Code, step: Some(step), recovery: None });
        }
        let digest = factor::recovery_digest(code);
        if factor.recovery.contains(&digest) {
            return Ok(How { by: SignInBy::Recovery, step: None, recovery: Some(digest) });
        }
        Err(Refused::WrongCode { user: user.to_owned() })
    }

    fn factor_secret(&mut self, user: &str) -> Result<Option<String>, Trouble> {
        self.make_writable()?;
        let name = factor::kept_under(user);
        let kept = self.journal_mut().store()?.credentials()?;
        Ok(kept.into_iter().find(|kept| kept.user == name).and_then(|kept| kept.phc))
    }

    /// Whether somebody's second factor takes this code now; it is not taken by that.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn is_code(&mut self, user: &str, code: &str, now: Timestamp) -> Result<bool, Trouble> {
        let secret = self.factor_secret(user)?;
        Ok(self.how(user, secret.as_deref(), Some(code), now).is_ok())
    }

    /// Takes up a second factor for whoever acts; `code` shows that the app has it.
    ///
    /// # Errors
    /// Where whoever acts is nobody, or the code is not one of that secret.
    pub fn set_factor(&mut self, new: &NewFactor, code: &str, now: Timestamp) -> Result<(), Trouble> {
        let user = self.own_name(now)?;
        let step = factor::step_of(&new.secret, code, seconds(now));
        let recovery = new.recovery.iter().map(|code| factor::recovery_digest(code)).collect();
        let set = SecondFactor {
            user: user.clone(),
            sha256: Some(Digest::of(new.secret.as_bytes())),
            recovery,
            step,
        };
        let credentials = vec![Credential { user: factor::kept_under(&user), phc: Some(new.secret.clone()) }];
        self.write_own(&user, credentials, now, |book| {
            book.is_still(&user, now)?;
            step.ok_or_else(|| Refused::WrongCode { user: user.clone() })?;
            Ok(vec![Draft::new(now, What::SecondFactor(set.clone()))])
        })
    }

    /// Takes a second factor away: one's own with a code of it, anybody's as an administrator.
    ///
    /// # Errors
    /// Where whoever acts may not, there is no such factor, or the code is wrong.
    pub fn take_factor(&mut self, user: &str, code: Option<&str>, now: Timestamp) -> Result<(), Trouble> {
        let what = What::SecondFactor(SecondFactor { user: user.to_owned(), ..SecondFactor::default() });
        let credentials = vec![Credential { user: factor::kept_under(user), phc: None }];
        let draft = Draft::new(now, what);
        self.refresh()?;
        if self.own_name(now).is_ok_and(|own| own == user) && code.is_some() {
            let secret = self.factor_secret(user)?;
            return self.write_own(user, credentials, now, |book| {
                book.is_still(user, now)?;
                book.how(user, secret.as_deref(), code, now)?;
                Ok(vec![draft.clone()])
            });
        }
        self.write_with(Right::Administer, now, credentials, |book, _| {
            book.people().user(user).ok_or_else(|| unknown_user(book, user))?;
            let drafts = book.people().factor(user).map(|_| draft.clone());
            Ok((drafts.into_iter().collect(), ()))
        })
        .map(|_| ())
    }

    /// Changes one's own password, and begins another session in place of all that there were.
    ///
    /// # Errors
    /// Where the old password is wrong, or the new one cannot be one.
    pub fn change_password(
        &mut self,
        old: &str,
        new: &str,
        session: &NewSession,
        now: Timestamp,
    ) -> Result<TokenText, Trouble> {
        let user = self.own_name(now)?;
        let phc = hashed(new, session.random.salt)?;
        let proven = self.prove(&user, old)?;
        let by = self.acting_session().map_or(SignInBy::Password, |state| state.by);
        let set = What::Password { user: user.clone(), sha256: Some(Digest::of(phc.as_bytes())) };
        let credentials = vec![Credential { user: user.clone(), phc: Some(phc) }];
        self.write_own(&user, credentials, now, |book| {
            let wrong = || Refused::WrongPassword { user: user.clone() };
            still(book, proven.as_ref().ok_or_else(wrong)?)?;
            let mut drafts = vec![Draft::new(now, set.clone())];
            drafts.extend(book.ends(&user, ended::PASSWORD_CHANGED, now));
            let session = NewSession { replaces: None, ..session.clone() };
            drafts.extend(session.drafts(book, &user, How::plain(by), now));
            Ok(drafts)
        })?;
        Ok(session.token())
    }

    /// What ends every session and every link of a user.
    pub(crate) fn ends(&self, user: &str, reason: &str, now: Timestamp) -> Vec<Draft> {
        let tokens = self.people().tokens().filter(|state| state.user == user && state.serves(now));
        let tokens = tokens.filter(|state| state.session.is_some() || state.link);
        tokens.map(|state| Draft::new(now, end(&state.token, reason))).collect()
    }

    /// Ends a session: one's own, or anybody's as an administrator.
    ///
    /// # Errors
    /// Where whoever acts may not, or there is no such session that serves.
    pub fn end_session(&mut self, public: &str, reason: &str, now: Timestamp) -> Result<(), Trouble> {
        self.refresh()?;
        let unknown = || Trouble::UnknownToken { token: public.to_owned(), known: Vec::new() };
        let state = self.people().token(public).filter(|state| state.session.is_some() && state.serves(now));
        let owner = state.map(|state| state.user.clone()).ok_or_else(unknown)?;
        let draft = Draft::new(now, end(public, reason));
        if self.own_name(now).is_ok_and(|own| own == owner) {
            return self.write_own(&owner, Vec::new(), now, |_| Ok(vec![draft.clone()]));
        }
        self.write(Right::Administer, now, |_, _| Ok(vec![draft.clone()])).map(|_| ())
    }

    /// A link by which a user chooses a password, once: for somebody new, and for whoever has forgotten it.
    ///
    /// # Errors
    /// Where whoever acts may not, or there is no such active user.
    pub fn new_link(
        &mut self,
        user: &str,
        expires: Timestamp,
        random: &Random,
        now: Timestamp,
    ) -> Result<TokenText, Trouble> {
        let token = TokenText::of_random(random.public, random.secret);
        self.write(Right::Administer, now, |book, _| {
            let known = book.people().user(user).ok_or_else(|| unknown_user(book, user))?;
            if !known.active {
                return Err(Refused::InactiveUser.into());
            }
            Ok(vec![Draft::new(now, token_of(user, &token, Some(expires), Kind::Link))])
        })?;
        Ok(token)
    }

    /// Chooses a password by a link, which then does not serve any more, and begins a session; where there is a second factor none begins, for a
    /// link is no code.
    ///
    /// # Errors
    /// Where the link does not serve, or the password cannot be one.
    pub fn use_link(
        &mut self,
        link: &TokenText,
        password: &str,
        session: &NewSession,
        now: Timestamp,
    ) -> Result<Option<TokenText>, Trouble> {
        self.refresh()?;
        let user = self.people().link(link, now).map(|user| user.user.clone());
        let user = user.map_err(Trouble::NotAllowed)?;
        let phc = hashed(password, session.random.salt)?;
        let set = What::Password { user: user.clone(), sha256: Some(Digest::of(phc.as_bytes())) };
        let credentials = vec![Credential { user: user.clone(), phc: Some(phc) }];
        self.write_own(&user, credentials, now, |book| {
            book.people().link(link, now)?;
            let mut drafts = vec![Draft::new(now, set.clone())];
            drafts.extend(book.ends(&user, ended::LINK_USED, now));
            if book.people().factor(&user).is_none() {
                drafts.extend(session.drafts(book, &user, How::plain(SignInBy::Link), now));
            }
            Ok(drafts)
        })?;
        Ok(self.people().factor(&user).is_none().then(|| session.token()))
    }

    /// Makes the first user, an administrator, with a password and a session: from then on nobody writes without saying who it is.
    ///
    /// # Errors
    /// Where there is a user already, or the password cannot be one.
    pub fn first_administrator(
        &mut self,
        user: &str,
        name: Option<&str>,
        password: &str,
        session: &NewSession,
        now: Timestamp,
    ) -> Result<TokenText, Trouble> {
        check_user(user)?;
        name.iter().try_for_each(|name| check_short("name", name))?;
        let phc = hashed(password, session.random.salt)?;
        let first = User {
            user: user.to_owned(),
            name: name.map(str::to_owned),
            roles: vec![Role::Administrator],
            active: true,
            openid: None,
        };
        let set = What::Password { user: user.to_owned(), sha256: Some(Digest::of(phc.as_bytes())) };
        let credentials = vec![Credential { user: user.to_owned(), phc: Some(phc) }];
        self.write_with(Right::Administer, now, credentials, |book, _| {
            // Somebody else may have been first meanwhile.
            if !book.people().is_empty() {
                return Err(Trouble::UserIsThere(user.to_owned()));
            }
            let mut drafts = vec![Draft::new(now, What::User(first.clone())), Draft::new(now, set.clone())];
            drafts.extend(session.drafts(book, user, How::plain(SignInBy::Link), now));
            Ok((drafts, ()))
        })?;
        Ok(session.token())
    }

    /// Who acts, whatever the roles.
    fn own_name(&self, now: Timestamp) -> Result<String, Trouble> {
        match self.author(Right::Administer, now) {
            Ok(Some(user)) | Err(Refused::NoRight { user, .. }) => Ok(user),
            Ok(None) => Err(Refused::NoToken.into()),
            Err(refused) => Err(refused.into()),
        }
    }

    fn is_still(&self, user: &str, now: Timestamp) -> Result<(), Refused> {
        match self.own_name(now) {
            Ok(own) if own == user => Ok(()),
            Err(Trouble::NotAllowed(refused)) => Err(refused),
            _ => Err(Refused::NoToken),
        }
    }

    /// The session by which somebody acts.
    fn acting_session(&self) -> Option<&SignedIn> {
        self.people().token(self.acting_token()?.public())?.session.as_ref()
    }

    /// Writes in a user's own name what `decide` comes to, who was told apart in another way than by a right.
    fn write_own(
        &mut self,
        user: &str,
        credentials: Vec<Credential>,
        now: Timestamp,
        mut decide: impl FnMut(&Self) -> Result<Vec<Draft>, Refused>,
    ) -> Result<(), Trouble> {
        self.write_by(credentials, now, |book| Ok((user.to_owned(), decide(book)?))).map(|_| ())
    }

    /// The same where only `decide` finds who it is.
    pub(crate) fn write_by(
        &mut self,
        credentials: Vec<Credential>,
        now: Timestamp,
        mut decide: impl FnMut(&Self) -> Result<(String, Vec<Draft>), Refused>,
    ) -> Result<String, Trouble> {
        self.make_writable()?;
        self.refresh()?;
        loop {
            let (user, drafts) = match decide(self) {
                Ok(decided) => decided,
                // That a code is asked for is no attempt of somebody who may not.
                Err(refused @ Refused::CodeIsMissing { .. }) => return Err(refused.into()),
                Err(refused) => return Err(self.refuse(refused, now)?),
            };
            let author = Some(user.clone());
            let writing = Writing { drafts, author, credentials: credentials.clone(), ..Writing::default() };
            let written = self.journal_mut().append(&writing, now);
            let read = self.refresh();
            match written? {
                Written::Done(_) => return Ok(user),
                Written::Behind => read.map(|_| ())?,
            }
        }
    }
}

/// The password is the one that was right.
fn still(book: &Book, proven: &Proven) -> Result<(), Refused> {
    let is_active = book.people().user(&proven.user).is_some_and(|user| user.active);
    let set_by = book.people().password(&proven.user).map(|(entry, _)| entry);
    if is_active && set_by == Some(proven.set_by) {
        Ok(())
    } else {
        Err(Refused::WrongPassword { user: proven.user.clone() })
    }
}
