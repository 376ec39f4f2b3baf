//! Signing in: by a password, a code, a recovery code and a link, each as often as it may serve and no more.

use jiff::{SignedDuration, Timestamp};
use qazyq_casework::Trouble;
use qazyq_casework::book::{Acting, Book};
use qazyq_casework::journal::verify;
use qazyq_casework::people::{Random, TokenText, UserChange};
use qazyq_casework::sign_in::{NewFactor, NewSession, ended};
use qazyq_casework::workspace::Workspace;
use qazyq_registry::factor::code_at;
use qazyq_registry::people::Right;
use qazyq_registry::what::Role;

const PASSWORD: &str = "a horse circles its stake";
const ANOTHER: &str = "the north star is iron";

fn at(seconds: i64) -> Timestamp {
    "2026-11-30T09:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_secs(seconds)
}

/// A workspace in which every random byte is another.
struct Desk {
    book: Book,
    _folder: tempfile::TempDir,
    next: u8,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let book = Book::open_or_new(Workspace::at(folder.path().join("w"))).unwrap();
        Self { book, _folder: folder, next: 0 }
    }

    fn random(&mut self) -> Random {
        self.next += 1;
        Random { public: [self.next; 8], secret: [self.next; 32], salt: [self.next; 16] }
    }

    fn session(&mut self) -> NewSession {
        let random = self.random();
        NewSession {
            random,
            expires: at(12 * 3600),
            agent: Some("A browser\u{7}".to_owned()),
            replaces: None,
        }
    }

    /// Somebody's session, for what follows.
    fn act(&mut self, session: &TokenText) {
        let token = Some(Ok(session.clone()));
        self.book.act(Acting { token, command: "test".to_owned(), is_session: true, ..Acting::default() });
    }

    /// With `root`, an administrator, and `aliya`, an analyst with a password; gives both sessions.
    fn with_people() -> (Self, TokenText, TokenText) {
        let mut desk = Self::new();
        let session = desk.session();
        let root = desk.book.first_administrator("root", None, PASSWORD, &session, at(0)).unwrap();
        desk.act(&root);
        let change = UserChange { roles: Some(vec![Role::Analyst]), ..UserChange::default() };
        desk.book.set_user("aliya", &change, true, at(1)).unwrap();
        let random = desk.random();
        let link = desk.book.new_link("aliya", at(3600), &random, at(2)).unwrap();
        let session = desk.session();
        let aliya = desk.book.use_link(&link, PASSWORD, &session, at(3)).unwrap().unwrap();
        let again = desk.session();
        let used = desk.book.use_link(&link, ANOTHER, &again, at(4)).unwrap_err();
        assert_eq!(used.code(), "token-is-revoked", "a link serves once");
        (desk, root, aliya)
    }

    fn sign_in(&mut self, code: Option<&str>, now: Timestamp) -> Result<TokenText, Trouble> {
        let proven = self.book.prove("aliya", PASSWORD).unwrap().unwrap();
        let session = self.session();
        self.book.sign_in(&proven, code, &session, now)
    }

    fn is_whole(&self) -> bool {
        verify(self.book.workspace(), None, |_| {}).unwrap().is_whole()
    }
}

fn code(refused: Result<TokenText, Trouble>) -> &'static str {
    refused.unwrap_err().code()
}

#[test]
fn the_first_user_administers_and_there_is_one_first() {
    let (mut desk, root, _) = Desk::with_people();
    let session = desk.session();
    let second = desk.book.first_administrator("eve", None, PASSWORD, &session, at(5));
    assert!(second.is_err(), "nobody becomes first once somebody is");
    desk.act(&root);
    assert!(desk.book.author(Right::Administer, at(5)).is_ok());
    assert_eq!(desk.book.author(Right::Record, at(5)).unwrap_err().code(), "right-is-missing");
}

#[test]
fn a_session_is_no_token_and_a_token_is_no_session() {
    let (mut desk, root, aliya) = Desk::with_people();
    let people = desk.book.people();
    assert_eq!(people.session(&aliya, at(5)).unwrap().user, "aliya");
    assert_eq!(people.holder(&aliya, at(5)).unwrap_err().code(), "token-is-unknown");
    assert_eq!(people.link(&aliya, at(5)).unwrap_err().code(), "token-is-unknown");
    // Until its last second, and not in it.
    assert!(people.session(&aliya, at(12 * 3600 - 1)).is_ok());
    assert_eq!(people.session(&aliya, at(12 * 3600)).unwrap_err().code(), "token-has-expired");
    desk.act(&root);
    let random = desk.random();
    let token = desk.book.new_token("aliya", None, None, &random, at(6)).unwrap();
    let people = desk.book.people();
    assert!(people.holder(&token, at(7)).is_ok());
    assert_eq!(people.session(&token, at(7)).unwrap_err().code(), "token-is-unknown");
}

#[test]
fn a_password_proves_its_user_alone() {
    let (mut desk, root, _) = Desk::with_people();
    assert_eq!(desk.book.prove("aliya", ANOTHER).unwrap(), None);
    assert_eq!(desk.book.prove("nobody", PASSWORD).unwrap(), None);
    let proven = desk.book.prove("aliya", PASSWORD).unwrap().unwrap();
    // Between the password and the code an administrator takes her out.
    desk.act(&root);
    let out = UserChange { active: Some(false), ..UserChange::default() };
    desk.book.set_user("aliya", &out, false, at(8)).unwrap();
    let session = desk.session();
    assert_eq!(code(desk.book.sign_in(&proven, None, &session, at(9))), "password-is-wrong");
    assert_eq!(desk.book.prove("aliya", PASSWORD).unwrap(), None);
    assert!(desk.is_whole());
}

#[test]
fn a_code_serves_once_and_a_recovery_code_once() {
    let (mut desk, root, aliya) = Desk::with_people();
    let new = NewFactor::of_random([7; 20], std::array::from_fn(|k| [u8::try_from(k).unwrap(); 10]));
    desk.act(&aliya);
    let code_of =
        |seconds: i64| code_at(&new.secret, u64::try_from(at(seconds).as_second()).unwrap()).unwrap();
    assert_eq!(desk.book.set_factor(&new, "000000", at(10)).unwrap_err().code(), "code-is-wrong");
    desk.book.set_factor(&new, &code_of(10), at(10)).unwrap();
    assert!(desk.is_whole());

    // The code that showed that the app has it is taken already.
    assert_eq!(code(desk.sign_in(Some(&code_of(10)), at(11))), "code-is-wrong");
    assert_eq!(code(desk.sign_in(None, at(12))), "code-is-missing");
    desk.sign_in(Some(&code_of(60)), at(61)).unwrap();
    assert_eq!(code(desk.sign_in(Some(&code_of(60)), at(62))), "code-is-wrong", "replayed");
    assert_eq!(code(desk.sign_in(Some(&code_of(30)), at(63))), "code-is-wrong", "an older one");
    desk.sign_in(Some(&code_of(90)), at(90)).unwrap();

    let recovery = new.recovery[3].to_uppercase();
    desk.sign_in(Some(&recovery), at(91)).unwrap();
    assert_eq!(code(desk.sign_in(Some(&recovery), at(92))), "code-is-wrong");
    assert_eq!(desk.book.people().factor("aliya").unwrap().recovery.len(), 9);

    // Another process knows the same.
    let workspace = desk.book.workspace().clone();
    let mut other = Book::open(workspace).unwrap();
    let proven = other.prove("aliya", PASSWORD).unwrap().unwrap();
    let session = desk.session();
    assert_eq!(code(other.sign_in(&proven, Some(&code_of(90)), &session, at(93))), "code-is-wrong");

    // A password alone gives no token of an interface either.
    let random = desk.random();
    let got = desk.book.token_for_password("aliya", PASSWORD, None, None, &random, at(94));
    assert_eq!(code(got), "code-is-missing");

    // Somebody else's is not hers to take; an administrator may, and her own takes a code.
    desk.act(&aliya);
    assert_eq!(desk.book.take_factor("root", None, at(95)).unwrap_err().code(), "right-is-missing");
    assert_eq!(desk.book.take_factor("aliya", Some("111111"), at(96)).unwrap_err().code(), "code-is-wrong");
    desk.act(&root);
    desk.book.take_factor("aliya", None, at(97)).unwrap();
    desk.sign_in(None, at(98)).unwrap();
    assert!(desk.is_whole());
}

#[test]
fn whoever_changes_the_password_ends_every_other_session() {
    let (mut desk, root, aliya) = Desk::with_people();
    let other = desk.sign_in(None, at(20)).unwrap();
    desk.act(&aliya);
    let session = desk.session();
    let wrong = desk.book.change_password(ANOTHER, ANOTHER, &session, at(21));
    assert_eq!(code(wrong), "password-is-wrong");
    let session = desk.session();
    assert_eq!(code(desk.book.change_password(PASSWORD, "short", &session, at(22))), "password-too-short");
    let session = desk.session();
    let fresh = desk.book.change_password(PASSWORD, ANOTHER, &session, at(23)).unwrap();
    let people = desk.book.people();
    assert!(people.session(&fresh, at(24)).is_ok());
    for old in [&aliya, &other] {
        assert_eq!(people.session(old, at(24)).unwrap_err().code(), "token-is-revoked");
    }
    assert!(people.session(&root, at(24)).is_ok(), "other people's go on");
    assert!(desk.is_whole());
}

#[test]
fn a_session_is_ended_by_its_user_and_by_an_administrator() {
    let (mut desk, root, aliya) = Desk::with_people();
    desk.act(&aliya);
    let refused = desk.book.end_session(root.public(), ended::ENDED, at(30)).unwrap_err();
    assert_eq!(refused.code(), "right-is-missing");
    desk.book.end_session(aliya.public(), ended::SIGNED_OUT, at(31)).unwrap();
    assert_eq!(desk.book.people().session(&aliya, at(32)).unwrap_err().code(), "token-is-revoked");
    assert!(desk.book.end_session(aliya.public(), ended::SIGNED_OUT, at(33)).is_err());

    let again = desk.sign_in(None, at(34)).unwrap();
    desk.act(&root);
    desk.book.end_session(again.public(), ended::ENDED, at(35)).unwrap();
    assert_eq!(desk.book.people().session(&again, at(36)).unwrap_err().code(), "token-is-revoked");
    // A link made for her is no session, and is not ended as one.
    let random = desk.random();
    let link = desk.book.new_link("aliya", at(3600), &random, at(37)).unwrap();
    assert!(desk.book.end_session(link.public(), ended::ENDED, at(38)).is_err());
}
