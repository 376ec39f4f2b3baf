//! Addresses: the base that a source is reached under, and how an address may be shown.
//!
//! ```text
//! base   https://proxy.example/cmc/        parse, once, where a setting is read
//! path   /v2/quotes?id=825                 join, per request
//!   =    https://proxy.example/cmc/v2/quotes?id=825
//! ```

use core::fmt;

use ureq::http::Uri;

use crate::code::{Args, codes, excerpt};
use crate::http::is_this_machine;

/// What stands where a secret stood.
const HIDDEN: &str = "***";

/// The address without its secrets, fit for messages, logs and records.
///
/// ```
/// use qazyq_fetch::address_without_secrets;
///
/// let url = "https://me:hush@api.example/v1/quotes?id=825&CMC_PRO_API_KEY=b54bcf4d&convert=USD";
/// let shown = "https://api.example/v1/quotes?id=825&CMC_PRO_API_KEY=***&convert=USD";
/// assert_eq!(address_without_secrets(url), shown);
/// assert_eq!(address_without_secrets(shown), shown);
/// ```
///
/// User name and password go, and so do the values of parameters whose name, without regard to case, `-` and `_`, is
/// `key`, `auth`, `password`, `secret`, `sig` or ends in `apikey`, `accesskey`, `secretkey`, `privatekey`, `token`,
/// `secret`, `password` or `signature`. Everything else stays byte for byte. Any text whatever is taken, an address
/// that cannot be asked too: it is for such that messages are written.
#[must_use]
pub fn address_without_secrets(url: &str) -> String {
    let (place, rest) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
    let mut shown = without_userinfo(place);
    for part in rest.split_inclusive(['?', '&', ';', '#']) {
        let (pair, separator) = match part.char_indices().next_back() {
            Some((at, '?' | '&' | ';' | '#')) => part.split_at(at),
            _ => (part, ""),
        };
        match pair.split_once('=') {
            Some((name, _)) if is_secret(name) => {
                shown.push_str(name);
                shown.push('=');
                shown.push_str(HIDDEN);
            }
            _ => shown.push_str(pair),
        }
        shown.push_str(separator);
    }
    shown
}

/// `https://me:hush@host/path` as `https://host/path`, where `place` is what stands before query and fragment.
///
/// More than RFC 3986 allows is taken for an authority, because clients do: no slashes, too many, or backslashes.
fn without_userinfo(place: &str) -> String {
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    let after_scheme = match place.find(|c| !is_scheme(c)) {
        Some(at) if at > 0 && place.get(at..).is_some_and(|rest| rest.starts_with(':')) => {
            at.saturating_add(1)
        }
        _ => 0,
    };
    let slashes = |c: char| matches!(c, '/' | '\\');
    let (scheme, rest) = place.split_at(after_scheme);
    let authority_and_path = rest.trim_start_matches(slashes);
    let (authority, path) =
        authority_and_path.split_at(authority_and_path.find(slashes).unwrap_or(authority_and_path.len()));
    // What is not written as an address may still hold a user's name and password: `me:hush@host`.
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let lead = rest.len().saturating_sub(authority_and_path.len());
    [scheme, rest.get(..lead).unwrap_or_default(), host, path].concat()
}

/// Whether a parameter of that name carries a key.
fn is_secret(name: &str) -> bool {
    let name: String = decode(name)
        .chars()
        .filter(|c| !matches!(c, '_' | '-') && !c.is_whitespace())
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let whole = ["key", "auth", "sig"];
    let tails =
        ["apikey", "accesskey", "secretkey", "privatekey", "token", "secret", "password", "signature"];
    whole.contains(&name.as_str()) || tails.iter().any(|tail| name.ends_with(tail))
}

/// A parameter's name with its percent-encoded bytes decoded: a key is one however its name is written.
fn decode(name: &str) -> String {
    let mut bytes = vec![];
    let mut rest = name.bytes();
    while let Some(byte) = rest.next() {
        let mut digits = rest.clone();
        let hex =
            |b: Option<u8>| b.and_then(|b| char::from(b).to_digit(16)).and_then(|d| u8::try_from(d).ok());
        match (byte, hex(digits.next()), hex(digits.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high << 4) | low);
                rest = digits;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The address that a source's paths are joined to: `http` or `https`, a host, perhaps a port and a path.
///
/// ```
/// use qazyq_fetch::Base;
///
/// let base = Base::parse("https://proxy.example:8443/cmc/")?;
/// assert_eq!(base.join("/v2/quotes?id=825"), "https://proxy.example:8443/cmc/v2/quotes?id=825");
/// assert_eq!(Base::parse("ftp://example.org").unwrap_err().code(), "base-is-neither-http-nor-https");
/// # Ok::<_, qazyq_fetch::BaseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// Reads a base address. A slash at its end makes no difference.
    ///
    /// # Errors
    ///
    /// Whatever is no address, has another scheme or no host, holds a user's name or a password, or has a query or a
    /// fragment, behind which no path could be joined.
    pub fn parse(text: &str) -> Result<Self, BaseError> {
        let found = || excerpt(&address_without_secrets(text));
        if text.is_empty() {
            return Err(BaseError::Empty);
        }
        if text.contains('#') {
            return Err(BaseError::HasFragment { found: found() });
        }
        if text.contains('?') {
            return Err(BaseError::HasQuery { found: found() });
        }
        let uri: Uri = text.parse().map_err(|e: ureq::http::uri::InvalidUri| BaseError::NotReadable {
            found: found(),
            detail: e.to_string(),
        })?;
        match uri.scheme_str() {
            Some("http" | "https") => {}
            Some(_) | None => return Err(BaseError::SchemeUnknown { found: found() }),
        }
        let authority = uri.authority().ok_or_else(|| BaseError::HostMissing { found: found() })?;
        if authority.as_str().contains('@') {
            return Err(BaseError::HasUserinfo { found: found() });
        }
        if authority.host().is_empty() {
            return Err(BaseError::HostMissing { found: found() });
        }
        // `http` takes any text for a port, and none behind a colon.
        let port = authority.as_str().strip_prefix(authority.host()).unwrap_or_default();
        if !port.is_empty() && authority.port_u16().is_none_or(|number| number == 0) {
            return Err(BaseError::PortUnreadable { found: found() });
        }
        Ok(Self(text.trim_end_matches('/').to_owned()))
    }

    /// Whether nobody on the way reads or changes what is sent: `https`, or a host that is this machine.
    #[must_use]
    pub fn is_guarded(&self) -> bool {
        let uri: Option<Uri> = self.0.parse().ok();
        let is_here = |uri: Uri| uri.host().is_some_and(is_this_machine);
        // A scheme has no case, and parsing it takes it away.
        uri.is_some_and(|uri| uri.scheme_str() == Some("https") || is_here(uri))
    }

    /// The full address of a path, which may have a query and begins with a slash or does not.
    #[must_use]
    pub fn join(&self, path: &str) -> String {
        let slash = if path.is_empty() || path.starts_with(['/', '?']) { "" } else { "/" };
        [self.0.as_str(), slash, path].concat()
    }

    /// The address, without a slash at its end.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Base {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a text is no base address. None of them shows a password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BaseError {
    /// There is nothing.
    Empty,
    /// It is no address: write it as `https://host/path`.
    NotReadable {
        /// What stands there.
        found: String,
        /// What is wrong with it.
        detail: String,
    },
    /// It does not begin with `http://` or `https://`.
    SchemeUnknown {
        /// What stands there.
        found: String,
    },
    /// It names no host.
    HostMissing {
        /// What stands there.
        found: String,
    },
    /// Its port is no number from 1 to 65535.
    PortUnreadable {
        /// What stands there.
        found: String,
    },
    /// It holds a user's name or a password, which would show wherever the address does: send them as a header.
    HasUserinfo {
        /// What stands there, without them.
        found: String,
    },
    /// It has a query, behind which no path can be joined: leave it out.
    HasQuery {
        /// What stands there.
        found: String,
    },
    /// It has a fragment, which is never sent: leave it out.
    HasFragment {
        /// What stands there.
        found: String,
    },
}

codes!(BaseError {
    Empty => "base-is-empty",
    NotReadable => "base-is-not-readable",
    SchemeUnknown => "base-is-neither-http-nor-https",
    HostMissing => "base-has-no-host",
    PortUnreadable => "base-has-no-readable-port",
    HasUserinfo => "base-holds-a-password",
    HasQuery => "base-has-a-query",
    HasFragment => "base-has-a-fragment",
});

impl BaseError {
    /// The arguments of its message.
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Self::Empty => vec![],
            Self::NotReadable { found, detail } => vec![("found", found.clone()), ("detail", detail.clone())],
            Self::SchemeUnknown { found }
            | Self::HostMissing { found }
            | Self::PortUnreadable { found }
            | Self::HasUserinfo { found }
            | Self::HasQuery { found }
            | Self::HasFragment { found } => vec![("found", found.clone())],
        }
    }
}

impl core::error::Error for BaseError {}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nobody_on_the_way_reads_what_is_sent() {
        for (text, expected) in [
            ("https://w.example/a", true),
            ("HTTPS://w.example", true),
            ("http://127.0.0.1:8080/w", true),
            ("http://localhost", true),
            ("http://[::1]:1", true),
            ("http://w.example", false),
            ("http://localhost.w.example", false),
            ("http://192.168.0.1", false),
        ] {
            assert_eq!(Base::parse(text).unwrap().is_guarded(), expected, "{text}");
        }
    }

    #[test]
    fn secrets_go_and_everything_else_stays() {
        for (url, expected) in [
            ("https://api.example/v1?id=1", "https://api.example/v1?id=1"),
            ("https://api.example/@me/a?q=a@b", "https://api.example/@me/a?q=a@b"),
            ("https://me:hush@api.example:8443/v1", "https://api.example:8443/v1"),
            ("https://hush@api.example", "https://api.example"),
            ("https://a@hush@api.example/", "https://api.example/"),
            ("https:me:hush@api.example/", "https:api.example/"),
            ("https:///me:hush@api.example/", "https:///api.example/"),
            (r"https:\\me:hush@api.example\a", r"https:\\api.example\a"),
            ("//me:hush@api.example/", "//api.example/"),
            ("me:hush@api.example", "me:api.example"),
            ("?token=hush", "?token=***"),
            ("/path?a=1&token=hush&b=2", "/path?a=1&token=***&b=2"),
            ("/path?a=1;token=hush;b=2", "/path?a=1;token=***;b=2"),
            ("/path?token=hush=more", "/path?token=***"),
            ("/path?token=", "/path?token=***"),
            ("/path?token", "/path?token"),
            ("/path?a?token=hush", "/path?a?token=***"),
            ("/path#access_token=hush&b", "/path#access_token=***&b"),
            ("/path?API%5fKey=hush", "/path?API%5fKey=***"),
            ("/path?x_cg_pro_api_key=hush", "/path?x_cg_pro_api_key=***"),
            ("/path?monkey=banana&keys=1&tokens=2", "/path?monkey=banana&keys=1&tokens=2"),
            ("", ""),
            ("?", "?"),
            ("?&#;=", "?&#;="),
        ] {
            assert_eq!(address_without_secrets(url), expected, "{url}");
        }
    }

    const SECRET_NAMES: [&str; 9] = [
        "CMC_PRO_API_KEY",
        "api_key",
        "apikey",
        "apiKey",
        "api-key",
        "KEY",
        "token",
        "Signature",
        "access_token",
    ];

    proptest! {
        #[test]
        fn any_text_has_an_address_without_secrets_and_it_has_no_more_to_hide(text in any::<String>()) {
            let shown = address_without_secrets(&text);
            prop_assert_eq!(address_without_secrets(&shown), shown);
        }

        #[test]
        fn no_secret_shows(
            // No word for a key can be made of these letters.
            before in "[b-d]{1,8}=[a-z0-9%]{0,8}",
            name in proptest::sample::select(&SECRET_NAMES[..]),
            // Capitals stand nowhere else but in names, which have no Z.
            secret in "Z[A-Za-z0-9%=+/@:.]{0,20}Z",
            userinfo in "(Z[A-Za-z0-9:@]{0,10}Z@)?",
            host in "[a-z]{1,10}\\.example(:[0-9]{2,5})?",
            path in "(/[a-z0-9@]{0,8}){0,3}",
            mark in "[?#]",
            separator in "[&;]",
        ) {
            let url = format!("https://{userinfo}{host}{path}{mark}{before}{separator}{name}={secret}&last=1");
            let expected = format!("https://{host}{path}{mark}{before}{separator}{name}=***&last=1");
            prop_assert_eq!(address_without_secrets(&url), expected);
        }

        #[test]
        fn an_address_without_secrets_stays_as_it_is(
            url in "https?://[a-z]{1,10}\\.example(/[a-z0-9@:=]{0,8}){0,3}(\\?(id|slug|limit)=[b-d0-9@:?&;=]{0,20})?",
        ) {
            prop_assert_eq!(address_without_secrets(&url), url);
        }

        #[test]
        fn what_a_base_joins_can_be_asked(
            base in "https?://[a-z]{1,10}(:[1-9][0-9]{0,3})?(/[a-z0-9]{1,8}){0,2}/{0,1}",
            path in "/?[a-z0-9/]{0,12}(\\?[a-z]=[a-z0-9]{0,5})?",
        ) {
            let base = Base::parse(&base).unwrap();
            let joined: Uri = base.join(&path).parse().unwrap();
            let bare: Uri = base.as_str().parse().unwrap();
            prop_assert_eq!(joined.authority(), bare.authority());
            prop_assert_eq!(joined.query(), path.split_once('?').map(|(_, query)| query));
        }

        #[test]
        fn any_text_is_a_base_or_a_refusal(text in any::<String>()) {
            let _ = Base::parse(&text);
        }
    }

    #[test]
    fn a_base_with_or_without_a_slash_at_its_end_joins_alike() {
        for (base, path, expected) in [
            ("https://h", "/a?b=1", "https://h/a?b=1"),
            ("https://h/", "/a?b=1", "https://h/a?b=1"),
            ("https://h/", "a?b=1", "https://h/a?b=1"),
            ("https://h/x", "a", "https://h/x/a"),
            ("https://h/x/", "/a/", "https://h/x/a/"),
            ("https://h/x", "?b=1", "https://h/x?b=1"),
            ("https://h/x/", "", "https://h/x"),
            ("http://127.0.0.1:8080", "/a", "http://127.0.0.1:8080/a"),
            ("http://[::1]:8080/", "a", "http://[::1]:8080/a"),
            ("HTTPS://h", "a", "HTTPS://h/a"),
        ] {
            assert_eq!(Base::parse(base).unwrap().join(path), expected, "{base} + {path}");
        }
    }

    #[test]
    fn what_is_no_base_is_refused_with_its_reason_and_without_its_password() {
        for (text, code) in [
            ("", "base-is-empty"),
            ("example.org", "base-is-neither-http-nor-https"),
            ("example.org/path", "base-is-not-readable"),
            ("/path", "base-is-neither-http-nor-https"),
            ("ftp://example.org", "base-is-neither-http-nor-https"),
            ("httpss://example.org", "base-is-neither-http-nor-https"),
            ("https://", "base-is-not-readable"),
            ("https:///path", "base-is-not-readable"),
            ("https://:8080", "base-has-no-host"),
            ("https://example.org:", "base-has-no-readable-port"),
            ("https://example.org:0", "base-has-no-readable-port"),
            ("https://example.org:65536", "base-has-no-readable-port"),
            ("https://example.org:port", "base-has-no-readable-port"),
            ("https://me:hush@example.org", "base-holds-a-password"),
            ("https://hush@example.org", "base-holds-a-password"),
            ("https://example.org?key=hush", "base-has-a-query"),
            ("https://example.org/?", "base-has-a-query"),
            ("https://example.org/#a", "base-has-a-fragment"),
            ("https://exa mple.org", "base-is-not-readable"),
            (" https://example.org", "base-is-not-readable"),
            ("https://пример.example", "base-is-not-readable"),
        ] {
            let refusal = Base::parse(text).unwrap_err();
            assert_eq!(refusal.code(), code, "{text}: {refusal}");
            assert!(!refusal.to_string().contains("hush"), "{refusal}");
        }
    }
}
