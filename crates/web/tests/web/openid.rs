//! Signing in by a provider, by requests alone: who is let in as whom, and that nobody comes back but whoever left.

#[expect(
    dead_code,
    reason = "the provider can do more than is asked of it here; the protocol's own tests ask for all of it"
)]
#[path = "../../../../features/openid/tests/openid/provider.rs"]
mod provider;

use std::collections::BTreeMap;

use qazyq_casework::book::{Acting, Book};
use qazyq_casework::openid::OpenId;
use qazyq_casework::people::{OpenIdSubject, Random, Role, TokenText, User, UserChange};
use qazyq_casework::sign_in::NewSession;
use qazyq_casework::workspace::What;
use serde_json::{Value, json};

use provider::{Manner, Provider, query_of};

use crate::site::{Answer, Kind, Site, counting, now};

const PASSWORD: &str = "a horse circles its stake";

fn session() -> NewSession {
    let mut random = Random { public: [0; 8], secret: [0; 32], salt: [0; 16] };
    counting(&mut random.public);
    counting(&mut random.secret);
    counting(&mut random.salt);
    let expires = now() + jiff::SignedDuration::from_hours(12);
    NewSession { random, expires, agent: None, replaces: None }
}

/// A register and its provider.
struct Desk {
    provider: Provider,
    site: Site,
    root: TokenText,
}

/// A browser: the cookies that it has.
#[derive(Clone, Default)]
struct Browser(BTreeMap<String, String>);

impl Browser {
    fn cookies(&self) -> String {
        self.0.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Takes what an answer has a browser keep.
    fn keep(&mut self, answer: &Answer) {
        for (_, value) in answer.heads.iter().filter(|(name, _)| name == "set-cookie") {
            let (name, rest) = value.split_once('=').unwrap();
            let text = rest.split(';').next().unwrap();
            assert!(
                value.contains("; Secure; HttpOnly; SameSite=Lax") && value.contains("; Path=/;"),
                "{value}"
            );
            match text {
                "" => drop(self.0.remove(name)),
                text => drop(self.0.insert(name.to_owned(), text.to_owned())),
            }
        }
    }

    fn session(&self) -> Option<TokenText> {
        self.0.get("__Host-qazyq").map(|text| TokenText::parse(text).unwrap())
    }
}

impl Desk {
    fn empty() -> (Provider, Site) {
        let provider = Provider::at(now().as_second());
        let roles = [("qa", Role::Analyst), ("qp", Role::Approver), ("qx", Role::Administrator)];
        let openid = OpenId {
            issuer: provider.issuer.clone(),
            client_id: provider::CLIENT.to_owned(),
            client_secret_file: None,
            scopes: "openid profile".to_owned(),
            roles_claim: "roles".to_owned(),
            roles: roles.map(|(value, role)| (value.to_owned(), role)).into(),
            name: Some("Staff <b>".to_owned()),
        };
        let site = Site::like(&Kind { workbench: true, openid: Some(openid), ..Kind::default() });
        (provider, site)
    }

    fn new() -> Self {
        let (provider, site) = Self::empty();
        let mut book = Book::open(site.workspace.clone()).unwrap();
        let root = book.first_administrator("root", None, PASSWORD, &session(), now()).unwrap();
        Self { provider, site, root }
    }

    /// The journal, in the name of the administrator.
    fn book(&self) -> Book {
        let acting = Acting {
            token: Some(Ok(self.root.clone())),
            command: "test".to_owned(),
            is_session: true,
            ..Acting::default()
        };
        Book::open(self.site.workspace.clone()).unwrap().acting(acting)
    }

    /// The provider says that of whoever signs in.
    fn person(&self, person: Value) {
        self.provider.behaves(Manner { person, ..Manner::default() });
    }

    /// Begins in a browser, and gives the address that it is sent to.
    fn begin(&self, browser: &mut Browser, form: &str) -> String {
        begin(&self.site, browser, form)
    }

    /// Comes back to this server with a query.
    fn back(&self, browser: &mut Browser, query: &str) -> Answer {
        back(&self.site, browser, query)
    }

    /// From the beginning to the end.
    fn signs_in(&self, browser: &mut Browser) -> Answer {
        let address = self.begin(browser, "");
        let query = self.provider.grants(&address);
        self.back(browser, &query)
    }

    /// Why the last that was refused was, by the journal.
    fn refused(&self) -> Option<(String, Option<String>)> {
        self.book().entries().last().and_then(|entry| match &entry.what {
            What::Attempt { why, about, .. } => Some((why.clone(), about.clone())),
            _ => None,
        })
    }

    fn user(&self, name: &str) -> Option<User> {
        self.book().people().user(name).cloned()
    }

    fn bind(&self, user: &str, subject: &str) {
        let openid = OpenIdSubject { issuer: self.provider.issuer.clone(), subject: subject.to_owned() };
        let change = UserChange { openid: Some(Some(openid)), ..UserChange::default() };
        self.book().set_user(user, &change, false, now()).unwrap();
    }
}

fn begin(site: &Site, browser: &mut Browser, form: &str) -> String {
    let text = format!(
        "POST /kk/openid HTTP/1.1\r\nhost: x\r\nconnection: close\r\norigin: http://x\r\ncookie: {}\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        browser.cookies(),
        form.len()
    );
    let answer = site.answer(text.as_bytes());
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.head("cache-control"), "no-store");
    browser.keep(&answer);
    answer.head("refresh").strip_prefix("0; url=").unwrap().to_owned()
}

fn back(site: &Site, browser: &mut Browser, query: &str) -> Answer {
    let answer = site.ask("GET", &format!("/openid/callback?{query}"), &[("cookie", &browser.cookies())]);
    browser.keep(&answer);
    assert!(!browser.0.contains_key("__Host-qazyq-openid"), "nobody is on the way any more");
    assert_eq!((answer.head("referrer-policy"), answer.head("cache-control")), {
        // A redirect is no page, and is not kept either way.
        let kept = if answer.status == 303 { String::new() } else { "no-store".to_owned() };
        ("no-referrer".to_owned(), kept)
    });
    answer
}

/// That nobody was let in, with this status and these words (in Kazakh, of the page where it began).
fn not_in(answer: &Answer, browser: &Browser, status: u16, words: &str) {
    assert_eq!(answer.status, status, "{}", answer.text());
    assert!(answer.text().contains(words), "{}", answer.text());
    assert!(browser.session().is_none());
    // Where it leads is to begin again, in any language; what the provider said leads nowhere.
    assert!(answer.text().contains("href=\"/ru/sign-in\""), "{}", answer.text());
    assert!(!answer.text().contains("code-") && !answer.text().contains("state="), "{}", answer.text());
}

#[test]
fn whoever_comes_the_first_time_becomes_a_user_in_one_append() {
    let desk = Desk::new();
    let before = desk.book().head().number;
    let mut browser = Browser::default();
    let address = desk.begin(&mut browser, "next=workbench%2Flists");
    assert_eq!(query_of(&address)["redirect_uri"], "https://registry.example/openid/callback");
    assert_eq!(desk.book().head().number, before, "who is on the way is nobody's business yet");
    let query = desk.provider.grants(&address);
    let answer = desk.back(&mut browser, &query);
    // To where somebody wanted to go, in the language of the page.
    assert_eq!((answer.status, answer.head("location").as_str()), (303, "/kk/workbench/lists"));
    let book = desk.book();
    let entries: Vec<_> = book.entries().iter().skip(usize::try_from(before).unwrap()).collect();
    let [user, token] = entries.as_slice() else { panic!("{entries:?}") };
    let expected = OpenIdSubject { issuer: desk.provider.issuer.clone(), subject: "s-1".to_owned() };
    let What::User(made) = &user.what else { panic!("{user:?}") };
    assert_eq!((made.user.as_str(), made.name.as_deref(), made.active), ("aliya", Some("Aliya"), true));
    assert_eq!((made.roles.as_slice(), made.openid.as_ref()), (&[Role::Analyst][..], Some(&expected)));
    assert_eq!((user.author.as_deref(), token.author.as_deref()), (Some("aliya"), Some("aliya")));
    let What::Token(given) = &token.what else { panic!("{token:?}") };
    assert_eq!(given.session.as_ref().unwrap().by.as_str(), "openid");
    assert_eq!(given.expires.unwrap(), now() + jiff::SignedDuration::from_hours(12));
    // No token, code or verifier of the provider's is in the journal.
    let lines: String = entries.iter().map(ToString::to_string).collect();
    for not in ["an-access-token", "code-1", &query_of(&address)["nonce"], "eyJ"] {
        assert!(!lines.contains(not), "{not}");
    }
    let page = desk.site.ask("GET", "/en/workbench/account", &[("cookie", &browser.cookies())]);
    assert!(page.text().contains("s-1") && page.text().contains(&desk.provider.issuer));
}

#[test]
fn the_provider_says_what_somebody_may_do_each_time() {
    let desk = Desk::new();
    let mut browser = Browser::default();
    assert_eq!(desk.signs_in(&mut browser).status, 303);
    let first = browser.session().unwrap();
    // Nothing new is said: no entry but the session's own, and the end of the one that this browser had.
    let before = desk.book().head().number;
    assert_eq!(desk.signs_in(&mut browser).status, 303);
    let second = browser.session().unwrap();
    assert_ne!(first, second);
    assert_eq!(desk.book().head().number, before + 2);
    let book = desk.book();
    assert_eq!(book.people().token(first.public()).unwrap().revoked.as_ref().unwrap().1, "replaced");
    assert!(book.people().session(&second, now()).is_ok());
    // Another name there is the same person; other roles are other rights; a name that is not told stays.
    desk.person(json!({ "sub": "s-1", "preferred_username": "root", "roles": ["qp", "qa", "unknown"] }));
    assert_eq!(desk.signs_in(&mut browser).status, 303);
    let user = desk.user("aliya").unwrap();
    assert_eq!(user.roles, [Role::Analyst, Role::Approver]);
    assert_eq!(user.name.as_deref(), Some("Aliya"));
    // And no role that counts here is none.
    desk.person(json!({ "sub": "s-1", "preferred_username": "aliya", "roles": ["administrator"] }));
    let mut other = Browser::default();
    not_in(&desk.signs_in(&mut other), &other, 403, "рөл бермейді");
    let about = format!("s-1 ({})", desk.provider.issuer);
    assert_eq!(desk.refused(), Some(("openid-role-is-missing".to_owned(), Some(about))));
    assert_eq!(desk.user("aliya").unwrap().roles, [Role::Analyst, Role::Approver]);
}

#[test]
fn a_name_is_nobodys_proof_and_a_subject_is() {
    let desk = Desk::new();
    // Whoever is called `root` there is not the administrator here.
    desk.person(json!({ "sub": "s-2", "preferred_username": "root", "roles": ["qx"] }));
    let mut browser = Browser::default();
    not_in(&desk.signs_in(&mut browser), &browser, 403, "s-2");
    assert_eq!(desk.refused().unwrap().0, "openid-name-is-taken");
    assert_eq!(desk.user("root").unwrap().openid, None);
    // The administrator binds the two: from then on it is, whatever the name.
    desk.bind("root", "s-2");
    desk.person(json!({ "sub": "s-2", "preferred_username": "Тамыр", "roles": ["qx"] }));
    assert_eq!(desk.signs_in(&mut browser).status, 303);
    assert_eq!(desk.book().people().session(&browser.session().unwrap(), now()).unwrap().user, "root");
    // The same subject at another provider is somebody else.
    let elsewhere = OpenIdSubject { issuer: "https://evil.example".to_owned(), subject: "s-9".to_owned() };
    let change = UserChange {
        roles: Some(vec![Role::Reader]),
        openid: Some(Some(elsewhere)),
        ..UserChange::default()
    };
    desk.book().set_user("nine", &change, true, now()).unwrap();
    desk.person(json!({ "sub": "s-9", "preferred_username": "nine", "roles": ["qa"] }));
    let mut browser = Browser::default();
    not_in(&desk.signs_in(&mut browser), &browser, 403, "nine");
    // No name can be made of letters that ids do not have.
    desk.person(json!({ "sub": "s-3", "preferred_username": "Дина", "roles": ["qa"] }));
    not_in(&desk.signs_in(&mut browser), &browser, 403, "s-3");
    assert_eq!(desk.refused().unwrap().0, "openid-name-is-missing");
    // One person there is one user here.
    let twice = OpenIdSubject { issuer: desk.provider.issuer.clone(), subject: "s-2".to_owned() };
    let change = UserChange { openid: Some(Some(twice)), ..UserChange::default() };
    let refused = desk.book().set_user("nine", &change, false, now()).unwrap_err();
    assert_eq!(refused.code(), "openid-subject-is-bound");
}

#[test]
fn who_was_stopped_stays_out_and_somebody_stays_an_administrator() {
    let desk = Desk::new();
    desk.bind("root", "s-1");
    let mut browser = Browser::default();
    // The only administrator would be none: `qa` is an analyst.
    not_in(&desk.signs_in(&mut browser), &browser, 403, "");
    assert_eq!(desk.refused().unwrap().0, "last-administrator");
    desk.person(json!({ "sub": "s-2", "preferred_username": "aliya", "roles": ["qa"] }));
    assert_eq!(desk.signs_in(&mut browser).status, 303);
    let change = UserChange { active: Some(false), ..UserChange::default() };
    desk.book().set_user("aliya", &change, false, now()).unwrap();
    let mut browser = Browser::default();
    not_in(&desk.signs_in(&mut browser), &browser, 403, "");
    assert_eq!(desk.refused().unwrap().0, "user-is-inactive");
    assert!(!desk.user("aliya").unwrap().active);
}

#[test]
fn whoever_is_refused_again_and_again_waits_and_fills_no_journal() {
    let desk = Desk::new();
    let nobody = json!({ "sub": "s-7", "preferred_username": "nobody", "roles": [] });
    desk.person(nobody.clone());
    let before = desk.book().head().number;
    for time in 0..7 {
        let mut browser = Browser::default();
        let words =
            if time < 5 { "рөл бермейді" } else { "Он бес минут күтіңіз" };
        not_in(&desk.signs_in(&mut browser), &browser, 403, words);
    }
    assert_eq!(desk.book().head().number, before + 5);
    // Another person is another matter.
    desk.person(json!({ "sub": "s-8", "preferred_username": "aliya", "roles": ["qa"] }));
    assert_eq!(desk.signs_in(&mut Browser::default()).status, 303);
    desk.person(nobody);
    let mut browser = Browser::default();
    not_in(&desk.signs_in(&mut browser), &browser, 403, "Он бес минут күтіңіз");
}

#[test]
fn nobody_is_the_first_by_a_provider() {
    let (provider, site) = Desk::empty();
    let before = Book::open(site.workspace.clone()).unwrap().head();
    // Not even whoever is an administrator there.
    let person = json!({ "sub": "s-1", "preferred_username": "aliya", "roles": ["qx"] });
    provider.behaves(Manner { person, ..Manner::default() });
    let mut browser = Browser::default();
    let address = begin(&site, &mut browser, "");
    let answer = back(&site, &mut browser, &provider.grants(&address));
    not_in(&answer, &browser, 403, "");
    let book = Book::open(site.workspace.clone()).unwrap();
    assert!(book.people().is_empty() && book.head() == before);
}

#[test]
fn nobody_comes_back_but_whoever_left() {
    let desk = Desk::new();
    let before = desk.book().head();
    let stale = "осы браузерде басталмаған";
    // The page speaks the browser's language where nobody knows where it began.
    let in_kazakh = |browser: &mut Browser, query: &str| {
        let heads = [("cookie", browser.cookies()), ("accept-language", "kk".to_owned())];
        let heads = heads.each_ref().map(|(name, value)| (*name, value.as_str()));
        let answer = desk.site.ask("GET", &format!("/openid/callback?{query}"), &heads);
        browser.keep(&answer);
        answer
    };
    let check = |change: &dyn Fn(&str, &mut Browser) -> String| {
        let mut browser = Browser::default();
        let address = desk.begin(&mut browser, "");
        let query = desk.provider.grants(&address);
        let mut shown = browser.clone();
        let changed = change(&query, &mut shown);
        not_in(&in_kazakh(&mut shown, &changed), &shown, 403, stale);
        query
    };
    // Somebody else's state, in a browser that began nothing, or something else (login CSRF).
    check(&|query, browser| {
        *browser = Browser::default();
        query.to_owned()
    });
    check(&|query, browser| {
        desk.begin(browser, "");
        query.to_owned()
    });
    check(&|query, browser| {
        browser.0.insert("__Host-qazyq-openid".to_owned(), "0".repeat(64));
        query.to_owned()
    });
    // A state that was changed, is not there, or stands there twice.
    check(&|query, _| query.replace("state=", "state=0"));
    check(&|query, _| query.replace("state=", "other="));
    check(&|query, _| format!("{query}&state=x"));
    check(&|query, _| format!("{query}&code=another"));
    check(&|_, _| String::new());
    assert_eq!(desk.book().head(), before, "nothing of it is written");
    // A state serves once, even where the first answer was refused.
    let mut browser = Browser::default();
    let address = desk.begin(&mut browser, "");
    let (query, left) = (desk.provider.grants(&address), browser.clone());
    assert_eq!(desk.back(&mut browser, &query).status, 303);
    let mut again = left;
    not_in(&in_kazakh(&mut again, &query), &again, 403, stale);
}

#[test]
fn an_answer_that_is_not_the_providers_own_lets_nobody_in() {
    let desk = Desk::new();
    let before = desk.book().head();
    let with = |manner: Manner, change: &dyn Fn(&str) -> String, status: u16, words: &str| {
        desk.provider.behaves(manner);
        let mut browser = Browser::default();
        let address = desk.begin(&mut browser, "");
        let query = change(&desk.provider.grants(&address));
        not_in(&desk.back(&mut browser, &query), &browser, status, words);
    };
    let unproven = "тексеру мүмкін болмады";
    let whole = |query: &str| query.to_owned();
    // Another provider's answer with this one's state (mix-up).
    with(Manner::default(), &|query| query.replace("iss=http", "iss=https"), 403, unproven);
    with(Manner { signed: provider::Signed::By(2), ..Manner::default() }, &whole, 403, unproven);
    with(Manner { signed: provider::Signed::NotAtAll, ..Manner::default() }, &whole, 403, unproven);
    with(Manner { answers: provider::Answers::Refuses, ..Manner::default() }, &whole, 403, unproven);
    let code = |query: &str| query.replace("code=code", "code=another");
    with(Manner::default(), &code, 403, unproven);
    with(Manner::default(), &|query| query.replace("code=", "other="), 403, unproven);
    // A subject that no provider may have.
    let person = json!({ "sub": "қ", "preferred_username": "a", "roles": ["qa"] });
    with(Manner { person, ..Manner::default() }, &whole, 403, "ASCII");
    // What the provider says instead of a code: in words, and its own words only where they are some.
    let denied = |query: &str| query.replace("code=", "error=access_denied&other=");
    with(Manner::default(), &denied, 403, "Провайдер кіруден бас тартты");
    let error = |query: &str| query.replace("code=", "error=server_error&error_description=%3Cb%3E&other=");
    with(Manner::default(), &error, 403, "server_error");
    let odd = |query: &str| query.replace("code=", "error=%3Cscript%3E&other=");
    with(Manner::default(), &odd, 403, "Оның жауабы: ?");
    // An error of another provider is none of this one's either.
    let foreign = |query: &str| denied(query).replace("iss=http", "iss=https");
    with(Manner::default(), &foreign, 403, unproven);
    assert_eq!(desk.book().head(), before, "strangers do not fill the journal");
}

#[test]
fn the_way_out_is_for_own_pages_and_to_the_provider_alone() {
    let desk = Desk::new();
    let page = desk.site.get("/en/sign-in?next=workbench/lists");
    assert!(page.text().contains("Sign in with Staff &#60;b&#62;"), "{}", page.text());
    assert!(page.text().contains("action=\"/en/openid\""));
    let begin = |origin: &str| {
        let text = format!(
            "POST /en/openid HTTP/1.1\r\nhost: x\r\nconnection: close\r\norigin: {origin}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: 0\r\n\r\n"
        );
        desk.site.answer(text.as_bytes())
    };
    assert_eq!(begin("https://evil.example").status, 403);
    assert_eq!(desk.site.get("/en/openid").status, 405, "a link begins nothing");
    let answer = begin("http://x");
    assert!(answer.head("content-security-policy").contains("form-action 'self'"));
    assert!(answer.text().contains(&format!("href=\"{}/authorize?", desk.provider.issuer)));
    assert!(answer.text().contains("href=\"/kk/sign-in\""), "in another language it begins anew");
    let leads = format!("0; url={}/authorize?", desk.provider.issuer);
    assert!(answer.head("refresh").starts_with(&leads), "{}", answer.head("refresh"));
    // Wherever somebody says they want to go, it is a page of the workbench.
    for next in ["https://evil.example", "//evil.example", "workbench\\evil", "../x"] {
        let mut browser = Browser::default();
        let form: String = form_urlencoded::Serializer::new(String::new()).append_pair("next", next).finish();
        let query = desk.provider.grants(&desk.begin(&mut browser, &form));
        assert_eq!(desk.back(&mut browser, &query).head("location"), "/kk/workbench", "{next}");
    }
}

#[test]
fn a_provider_that_is_away_is_told_of() {
    let (provider, site) = Desk::empty();
    drop(provider);
    std::thread::sleep(std::time::Duration::from_millis(50));
    let text = "POST /en/openid HTTP/1.1\r\nhost: x\r\nconnection: close\r\norigin: http://x\r\n\
                content-type: application/x-www-form-urlencoded\r\ncontent-length: 0\r\n\r\n";
    let answer = site.answer(text.as_bytes());
    assert_eq!(answer.status, 502);
    assert!(answer.text().contains("cannot be reached now") && !answer.text().contains("127.0.0.1"));
}
