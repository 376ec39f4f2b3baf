//! Signing in by a provider of OpenID Connect: what is set for it, who its claims say somebody is, and what the journal has of that.
//!
//! ```toml
//! # in qazyq.toml
//! [openid]
//! issuer = "https://id.example/realms/staff"
//! client_id = "qazyq"
//! client_secret_file = "openid.secret"   # left out by a public client
//! roles_claim = "realm_access.roles"
//!
//! [openid.roles]
//! qazyq-analyst = "analyst"
//! ```
//!
//! Nobody is asked here: the protocol is the feature's own crate, which hands over claims whose origin it has proved. Here they become somebody
//! ([`OpenId::person`]) and a session ([`Book::sign_in_by_openid`]). Who it is hangs on issuer and subject alone, never on a name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use qazyq_fetch::{Base, Secret};
use qazyq_registry::form::{check_short, is_id};
use qazyq_registry::people::{Refused, TokenText};
use qazyq_registry::what::{OpenIdSubject, Role, SignInBy, User, is_subject};
use serde::Deserialize;
use serde_json::Value;

use crate::Trouble;
use crate::book::Book;
use crate::fetch::settings::key_in;
use crate::sign_in::{How, NewSession};
use crate::workspace::{Draft, What};

/// The feature of the program that it takes.
pub const FEATURE: &str = "openid";
/// The most characters of what stands on the button.
const NAME_CHARACTERS_MAX: usize = 60;
/// Values of the roles' claim that are looked at: nobody has more roles.
const VALUES_MAX: usize = 1_000;

/// What is set for a provider.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OpenId {
    /// The provider, as its own discovery document calls it.
    pub issuer: String,
    /// What the provider calls this register.
    pub client_id: String,
    /// The file that holds the client's secret; none for a public client.
    pub client_secret_file: Option<PathBuf>,
    /// What is asked for, with blanks between.
    #[serde(default = "scopes")]
    pub scopes: String,
    /// The claim with somebody's roles at the provider: a name, or names with dots between for one inside of others.
    #[serde(default = "roles_claim")]
    pub roles_claim: String,
    /// Which role here each of those is.
    pub roles: BTreeMap<String, Role>,
    /// What the provider is called on the page of signing in; its host where nothing is said.
    pub name: Option<String>,
}

fn scopes() -> String {
    "openid profile".to_owned()
}

fn roles_claim() -> String {
    "roles".to_owned()
}

/// What a provider says of somebody, all of it proved to come from there and to be meant for this register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claims {
    /// `sub`.
    pub subject: String,
    /// `preferred_username`.
    pub preferred_username: Option<String>,
    /// `name`.
    pub name: Option<String>,
    /// Every other claim.
    pub more: serde_json::Map<String, Value>,
}

/// Somebody whom a provider has told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub openid: OpenIdSubject,
    /// The short name that the person would have here, where one can be made.
    pub user: Option<String>,
    /// The person's own name.
    pub name: Option<String>,
    /// The roles here; sorted.
    pub roles: Vec<Role>,
}

impl OpenId {
    /// Looks whether everything that is set can be; else the key that cannot. Paths are meant from `folder` on.
    pub(crate) fn checked(mut self, folder: &Path) -> Result<Self, &'static str> {
        // Whoever reads along or changes what is sent would say who somebody is.
        let issuer = Base::parse(&self.issuer).map_err(|_| "issuer")?;
        let is_plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic());
        let name_fits =
            |name: &String| check_short(name).is_ok() && name.chars().count() <= NAME_CHARACTERS_MAX;
        for (key, is_right) in [
            ("issuer", issuer.is_guarded()),
            ("client_id", is_plain(&self.client_id)),
            (
                "scopes",
                self.scopes.split_whitespace().any(|scope| scope == "openid") && self.scopes.is_ascii(),
            ),
            ("roles_claim", !self.roles_claim.is_empty()),
            ("roles", !self.roles.is_empty()),
            ("name", self.name.iter().all(name_fits)),
        ] {
            if !is_right {
                return Err(key);
            }
        }
        self.client_secret_file = self.client_secret_file.take().map(|path| folder.join(path));
        Ok(self)
    }

    /// What stands on the button.
    #[must_use]
    pub fn label(&self) -> &str {
        let host = self.issuer.split_once("://").map_or("", |(_, rest)| rest);
        self.name.as_deref().unwrap_or_else(|| host.split('/').next().unwrap_or_default())
    }

    /// The client's secret, where it has one.
    ///
    /// # Errors
    /// Where the file cannot be read, or is empty.
    pub fn secret(&self) -> Result<Option<Secret>, Trouble> {
        self.client_secret_file.as_deref().map(key_in).transpose()
    }

    /// Whether the claims have that of the roles at all: where they do not, the provider may tell it elsewhere.
    #[must_use]
    pub fn has_roles(&self, claims: &serde_json::Map<String, Value>) -> bool {
        at(claims, &self.roles_claim).is_some()
    }

    /// Who somebody is here, by what the provider says.
    #[must_use]
    pub fn person(&self, claims: &Claims) -> Person {
        let told = at(&claims.more, &self.roles_claim);
        let values: Vec<&str> = match told {
            Some(Value::String(one)) => vec![one.as_str()],
            Some(Value::Array(several)) => {
                several.iter().take(VALUES_MAX).filter_map(Value::as_str).collect()
            }
            _ => Vec::new(),
        };
        let mut roles: Vec<Role> =
            values.iter().filter_map(|value| self.roles.get(*value).copied()).collect();
        roles.sort_unstable();
        roles.dedup();
        let name = claims.name.as_deref().map(str::trim).filter(|name| check_short(name).is_ok());
        Person {
            openid: OpenIdSubject { issuer: self.issuer.clone(), subject: claims.subject.clone() },
            user: claims.preferred_username.as_deref().and_then(short_name),
            name: name.map(str::to_owned),
            roles,
        }
    }
}

/// Whether a provider may send browsers back to a server of these addresses: nobody on the way reads what they bring, and they keep the cookie by which they are
/// known again.
#[must_use]
pub fn is_way_back(origin: &str) -> bool {
    Base::parse(origin).is_ok_and(|base| base.is_guarded())
}

/// The claim of that name. A dot may be part of a name (`https://id.example/roles`) or stand between one and another inside of it: the longest name
/// that is there counts.
fn at<'c>(claims: &'c serde_json::Map<String, Value>, path: &str) -> Option<&'c Value> {
    if let Some(value) = claims.get(path) {
        return Some(value);
    }
    path.rmatch_indices('.').find_map(|(dot, _)| {
        let (name, rest) = (path.get(..dot)?, path.get(dot.checked_add(1)?..)?);
        at(claims.get(name)?.as_object()?, rest)
    })
}

/// A short name as users have it, of what a provider calls somebody; none where letters would be lost, by which two people could come to one name.
///
/// `Aliya.K` → `aliya.k`, `aliya@staff.example` → `aliya-staff.example`
fn short_name(preferred: &str) -> Option<String> {
    let preferred = preferred.trim();
    if !preferred.is_ascii() {
        return None;
    }
    let made: String = preferred
        .chars()
        .map(|c| match c.to_ascii_lowercase() {
            c if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') => c,
            _ => '-',
        })
        .collect();
    Some(made).filter(|made| is_id(made))
}

impl Book {
    /// Begins a session for somebody whom a provider has told apart. Who has not been here before becomes a user; of who has, the name and the roles
    /// become what the provider says now. All of it is one append.
    ///
    /// # Errors
    /// Where the subject is none, nobody is a user yet, the person has no role here, is not active, or cannot have the name; that is recorded.
    pub fn sign_in_by_openid(
        &mut self,
        person: &Person,
        session: &NewSession,
        now: Timestamp,
    ) -> Result<(String, TokenText), Trouble> {
        // The standard binds providers to that; what is none could be shown nowhere as it is.
        if !is_subject(&person.openid.subject) {
            return Err(Trouble::NotASubject(person.openid.subject.clone()));
        }
        let user = self.write_by(Vec::new(), now, |book| {
            let user = book.user_of(person)?;
            let is_known = book.people().user(&user.user) == Some(&user);
            let change = (!is_known).then(|| Draft::new(now, What::User(user.clone())));
            let begins = session.drafts(book, &user.user, How::plain(SignInBy::OpenId), now);
            Ok((user.user.clone(), change.into_iter().chain(begins).collect()))
        })?;
        Ok((user, session.token()))
    }

    /// The user that somebody is from now on.
    fn user_of(&self, person: &Person) -> Result<User, Refused> {
        let people = self.people();
        // The first administrator comes by the link that the server's own output has, and in no other way.
        if people.is_empty() {
            return Err(Refused::NoUsers);
        }
        let subject = || person.openid.subject.clone();
        let known = people.bound(&person.openid);
        if known.is_some_and(|user| !user.active) {
            return Err(Refused::InactiveUser);
        }
        if person.roles.is_empty() {
            return Err(Refused::NoOpenIdRole { subject: subject() });
        }
        let user = match known {
            Some(known) => User {
                name: person.name.clone().or_else(|| known.name.clone()),
                roles: person.roles.clone(),
                ..known.clone()
            },
            None => {
                let name = person.user.clone();
                let user = name.ok_or_else(|| Refused::NoOpenIdName { subject: subject() })?;
                // Whatever a provider calls somebody, it does not make them a user who was here before.
                if people.user(&user).is_some() {
                    return Err(Refused::OpenIdNameTaken { user, subject: subject() });
                }
                User {
                    user,
                    name: person.name.clone(),
                    roles: person.roles.clone(),
                    active: true,
                    openid: Some(person.openid.clone()),
                }
            }
        };
        people.allows(&user)?;
        Ok(user)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn set(more: &str) -> Result<OpenId, String> {
        let text = format!(
            "issuer = \"https://id.example/realms/staff\"\nclient_id = \"qazyq\"\n{more}\n[roles]\nqa = \"analyst\"\nqp = \"approver\"\n"
        );
        let set: OpenId = toml::from_str(&text).map_err(|error| error.message().to_owned())?;
        set.checked(Path::new("/w")).map_err(str::to_owned)
    }

    fn map(value: Value) -> serde_json::Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn what_is_left_out_has_a_default() {
        let openid = set("").unwrap();
        assert_eq!((openid.scopes.as_str(), openid.roles_claim.as_str()), ("openid profile", "roles"));
        assert_eq!((openid.label(), openid.client_secret_file.clone()), ("id.example", None));
        assert_eq!(openid.secret().unwrap(), None);
        let openid = set("name = \"Staff\"\nclient_secret_file = \"s\"").unwrap();
        assert_eq!((openid.label(), openid.client_secret_file.clone()), ("Staff", Some("/w/s".into())));
        assert!(set("client_secret_file = \"/etc/s\"").unwrap().client_secret_file == Some("/etc/s".into()));
    }

    #[test]
    fn what_cannot_be_set_is_refused_by_its_key() {
        let with = |change: &dyn Fn(&mut OpenId)| {
            let mut openid = set("").unwrap();
            change(&mut openid);
            openid.checked(Path::new("/w")).err()
        };
        for (issuer, expected) in [
            ("https://id.example", None),
            ("https://id.example/", None),
            ("http://127.0.0.1:9/x", None),
            ("http://localhost", None),
            ("http://[::1]:1", None),
            ("http://id.example", Some("issuer")),
            ("http://10.0.0.1", Some("issuer")),
            ("https://id.example?a=b", Some("issuer")),
            ("https://id.example/#a", Some("issuer")),
            ("https://me:hush@id.example", Some("issuer")),
            ("javascript:alert(1)", Some("issuer")),
            ("file:///etc/passwd", Some("issuer")),
            ("", Some("issuer")),
        ] {
            assert_eq!(with(&|openid| openid.issuer = issuer.to_owned()), expected, "{issuer}");
        }
        for (scopes, expected) in [
            ("openid", None),
            ("profile openid", None),
            ("profile", Some("scopes")),
            ("openidx", Some("scopes")),
            ("", Some("scopes")),
        ] {
            assert_eq!(with(&|openid| openid.scopes = scopes.to_owned()), expected, "{scopes}");
        }
        for (length, expected) in [(1, None), (60, None), (61, Some("name")), (0, Some("name"))] {
            assert_eq!(with(&|openid| openid.name = Some("é".repeat(length))), expected, "{length}");
        }
        assert_eq!(with(&|openid| openid.client_id.clear()), Some("client_id"));
        assert_eq!(with(&|openid| openid.roles_claim.clear()), Some("roles_claim"));
        assert_eq!(with(&|openid| openid.roles.clear()), Some("roles"));
        assert!(
            set("secret = \"hush\"").unwrap_err().contains("unknown field"),
            "a secret never stands there"
        );
        assert!(set("roles_claim = 1").is_err());
    }

    #[test]
    fn what_the_pages_show_can_be_set() {
        let guide = include_str!("../../../docs/guide/workbench.md");
        let reference = include_str!("../../../docs/formats/settings.md");
        for page in [guide, reference] {
            let examples = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
            let example = examples.into_iter().find(|example| example.starts_with("[openid]")).unwrap();
            let settings: crate::fetch::settings::Settings = toml::from_str(example).unwrap();
            let openid = settings.openid.unwrap().checked(Path::new("/w")).unwrap();
            assert_eq!((openid.label(), openid.roles_claim.as_str()), ("Staff", "realm_access.roles"));
        }
        for key in ["issuer", "client_id", "client_secret_file", "scopes", "roles_claim", "roles", "name"] {
            let row = |line: &str| {
                line.starts_with(&format!("| `{key}` |")) || line.starts_with(&format!("| **`{key}`** |"))
            };
            assert!(reference.lines().any(row), "{key}");
        }
    }

    #[test]
    fn roles_are_those_that_are_mapped_and_no_others() {
        let check = |claim: &str, claims: Value, expected: &[Role]| {
            let openid = OpenId { roles_claim: claim.to_owned(), ..set("").unwrap() };
            let claims = Claims { subject: "s".to_owned(), more: map(claims), ..Claims::default() };
            assert_eq!(openid.person(&claims).roles, expected, "{claim} {:?}", claims.more);
        };
        let (analyst, approver) = (Role::Analyst, Role::Approver);
        check("roles", json!({}), &[]);
        check("roles", json!({ "roles": [] }), &[]);
        check("roles", json!({ "roles": ["qp", "qa", "qp", "other"] }), &[analyst, approver]);
        check("roles", json!({ "roles": "qa" }), &[analyst]);
        // What is written otherwise is another value: no case, no blanks, no parts.
        check("roles", json!({ "roles": ["QA", " qa", "qa qp", "q"] }), &[]);
        // A role of ours is none of the provider's by its name.
        check("roles", json!({ "roles": ["administrator", "analyst"] }), &[]);
        for odd in [json!(null), json!(true), json!(7), json!({ "qa": true }), json!([["qa"], {}, 1, null])] {
            check("roles", json!({ "roles": odd }), &[]);
        }
        check("realm_access.roles", json!({ "realm_access": { "roles": ["qa"] } }), &[analyst]);
        check("a.b.c.roles", json!({ "a": { "b.c": { "roles": ["qp"] } } }), &[approver]);
        check("https://id.example/roles", json!({ "https://id.example/roles": ["qa"] }), &[analyst]);
        check("a.roles", json!({ "a.roles": ["qa"], "a": { "roles": ["qp"] } }), &[analyst]);
        check("a.roles", json!({ "a": ["qa"], "roles": ["qp"] }), &[]);
        check("a..roles", json!({ "a": { "roles": ["qa"] } }), &[]);
        check(".", json!({ "": { "": ["qa"] } }), &[analyst]);
    }

    #[test]
    fn a_short_name_is_made_where_nothing_is_lost() {
        for (preferred, expected) in [
            ("aliya", Some("aliya")),
            (" Aliya.K ", Some("aliya.k")),
            ("aliya@staff.example", Some("aliya-staff.example")),
            ("STAFF\\aliya", Some("staff-aliya")),
            ("a b", Some("a-b")),
            ("9", Some("9")),
            ("Әлия", None),
            ("aliyа", None),
            ("aliya\u{200b}", None),
            ("-aliya", None),
            ("@", None),
            ("..", None),
            ("", None),
        ] {
            assert_eq!(short_name(preferred).as_deref(), expected, "{preferred}");
        }
        assert!(short_name(&"a".repeat(64)).is_some());
        assert!(short_name(&"a".repeat(65)).is_none());
    }

    #[test]
    fn a_name_that_cannot_be_shown_is_left_out() {
        let openid = set("").unwrap();
        let named =
            |name: &str| openid.person(&Claims { name: Some(name.to_owned()), ..Claims::default() }).name;
        assert_eq!(named(" Әлия К. ").as_deref(), Some("Әлия К."));
        for not in ["", "  ", "a\nb", "a\u{202e}b", &"a".repeat(301)] {
            assert_eq!(named(not), None, "{not:?}");
        }
    }

    #[test]
    fn browsers_come_back_where_nobody_reads_along() {
        for (origin, expected) in [
            ("https://registry.example", true),
            ("http://127.0.0.1:8600", true),
            ("http://localhost:8600", true),
            ("http://registry.example", false),
            ("", false),
        ] {
            assert_eq!(is_way_back(origin), expected, "{origin}");
        }
    }

    #[test]
    fn paths_of_many_dots_come_to_an_end() {
        let path = ".".repeat(10_000);
        assert_eq!(at(&map(json!({ "": { "": {} } })), &path), None);
    }
}
