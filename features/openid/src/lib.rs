//! Who somebody is, by a provider of OpenID Connect: the authorization code flow with PKCE.
//!
//! ```text
//! browser            this program                                  provider
//!    │  wants in          │                                            │
//!    ├───────────────────►│ begin ── discovery, once an hour ─────────►│
//!    │◄─ address: state, nonce, challenge                              │
//!    ├────────────────────────────────────────────────────────────────►│  signs in there
//!    │◄─ address: code, state, iss ────────────────────────────────────┤
//!    ├───────────────────►│ finish ── code, verifier ─────────────────►│
//!    │                    │◄─ ID token, signed ────────────────────────┤
//!    │                    │ verified: told by its claims               │
//! ```
//!
//! Every address comes from the operator's settings and from the provider's own discovery document, which must call itself what the settings do; none
//! comes from a browser. Asked is over HTTPS, or HTTP on this very machine, without following anybody elsewhere, for [`DEADLINE`] and
//! [`BODY_MAX`] at most.
//!
//! What is not here: who began ([`Kept`] is for whoever asks to keep, and to bind to a browser), what a role is, and what is written of it. No token of the
//! provider's leaves this crate.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

mod verify;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreClaimName, CoreClaimType, CoreClientAuthMethod,
    CoreErrorResponseType, CoreGenderClaim, CoreGrantType, CoreJsonWebKey, CoreJsonWebKeySet,
    CoreJweContentEncryptionAlgorithm, CoreJweKeyManagementAlgorithm, CoreJwsSigningAlgorithm,
    CoreResponseMode, CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreSubjectIdentifierType, CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::url::{Host, Url};
use openidconnect::{
    AccessToken, AdditionalClaims, AdditionalProviderMetadata, AuthType, AuthenticationFlow,
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields, HttpRequest, HttpResponse,
    IdTokenFields, IssuerUrl, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, PkceCodeVerifier,
    ProviderMetadata, RedirectUrl, Scope, StandardErrorResponse, StandardTokenResponse, SubjectIdentifier,
    TokenResponse as _, UserInfoClaims, http,
};
use qazyq_fetch::Secret;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// How long the provider may take for each answer. A sign-in asks it three times at most for one page.
pub const DEADLINE: Duration = Duration::from_secs(5);
/// Bytes of an answer.
pub const BODY_MAX: usize = 1 << 20;
/// What a provider says of itself counts for so long.
const KNOWN_TIME: SignedDuration = SignedDuration::from_hours(1);
/// Characters of what went wrong that are told.
const DETAIL_MAX: usize = 300;

/// Which provider, and as whom this program comes.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The provider: what its discovery document must call itself, byte for byte.
    pub issuer: String,
    /// What the provider calls this program.
    pub client_id: String,
    /// The client's secret; none for a public client.
    pub secret: Option<Secret>,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// Where the provider sends the browser back to.
    pub redirect: String,
}

/// What must be kept from the beginning to the end, apart from the browser.
#[derive(Clone, Debug)]
pub struct Kept {
    nonce: Secret,
    verifier: Secret,
}

impl Kept {
    /// The nonce that the ID token must have, and the verifier whose hash the provider was given.
    #[must_use]
    pub fn new(nonce: &str, verifier: &str) -> Self {
        Self { nonce: Secret::new(nonce), verifier: Secret::new(verifier) }
    }
}

/// Somebody is on the way to the provider.
#[derive(Debug)]
pub struct Begun {
    /// Where the browser goes.
    pub address: String,
    /// What the provider gives back with its answer.
    pub state: String,
    /// For [`Provider::finish`].
    pub kept: Kept,
}

/// What a provider says of somebody: the claims of an ID token that was verified, and where it lacks some, those of the provider's `userinfo`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// `sub`.
    pub subject: String,
    /// `preferred_username`.
    pub preferred_username: Option<String>,
    /// `name`.
    pub name: Option<String>,
    /// Every claim that is none of the standard's own.
    pub more: Map<String, Value>,
}

/// Why nobody was told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The provider cannot be asked.
    Unreachable(String),
    /// What it says of itself cannot be used.
    Unusable(String),
    /// It does not take the code.
    CodeRefused(String),
    /// What came back is not believed.
    NotBelieved(String),
}

impl Fault {
    /// A short sentence, for whoever keeps the server.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreachable(_) => "provider-is-unreachable",
            Self::Unusable(_) => "provider-is-unusable",
            Self::CodeRefused(_) => "code-is-refused",
            Self::NotBelieved(_) => "answer-is-not-believed",
        }
    }

    /// What exactly, in English and in others' words.
    #[must_use]
    pub fn detail(&self) -> &str {
        match self {
            Self::Unreachable(detail)
            | Self::Unusable(detail)
            | Self::CodeRefused(detail)
            | Self::NotBelieved(detail) => detail,
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code(), self.detail())
    }
}

impl std::error::Error for Fault {}

/// What went wrong, and what that came of.
fn detail(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(of) = next {
        text.push_str(": ");
        text.push_str(&of.to_string());
        next = of.source();
    }
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(DETAIL_MAX).collect()
}

/// Every claim that the standard does not have.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct More {
    #[serde(flatten)]
    all: Map<String, Value>,
}

impl AdditionalClaims for More {}

/// What a discovery document says besides.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct Besides {
    /// RFC 9207: every answer to a browser names the issuer.
    #[serde(default)]
    authorization_response_iss_parameter_supported: bool,
}

impl AdditionalProviderMetadata for Besides {}

type Metadata = ProviderMetadata<
    Besides,
    CoreAuthDisplay,
    CoreClientAuthMethod,
    CoreClaimName,
    CoreClaimType,
    CoreGrantType,
    CoreJweContentEncryptionAlgorithm,
    CoreJweKeyManagementAlgorithm,
    CoreJsonWebKey,
    CoreResponseMode,
    CoreResponseType,
    CoreSubjectIdentifierType,
>;

type Answered = StandardTokenResponse<
    IdTokenFields<
        More,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

type Client = openidconnect::Client<
    More,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Answered,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    openidconnect::EndpointSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointNotSet,
    openidconnect::EndpointMaybeSet,
    openidconnect::EndpointMaybeSet,
>;

/// What a provider says of itself, and since when that is known.
#[derive(Clone, Debug)]
struct Known {
    metadata: Arc<Metadata>,
    since: Timestamp,
}

/// A provider.
#[derive(Debug)]
pub struct Provider {
    setup: Setup,
    known: Mutex<Option<Known>>,
}

impl Provider {
    /// The provider of these settings. Nobody is asked yet: a server begins while its provider is away.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Self { setup, known: Mutex::default() }
    }

    /// The provider, by its address.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.setup.issuer
    }

    /// Where a browser goes in which somebody wants to sign in. `random` fills bytes with randomness.
    ///
    /// # Errors
    /// Where the provider cannot be asked, or what it says of itself cannot be used.
    pub fn begin(&self, random: impl Fn(&mut [u8]), now: Timestamp) -> Result<Begun, Fault> {
        let metadata = self.known(now)?;
        let client = self.client(&metadata)?;
        let [state, nonce, verifier] = [(); 3].map(|()| {
            let mut bytes = [0; 32];
            random(&mut bytes);
            bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>()
        });
        let kept = Kept::new(&nonce, &verifier);
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let shown = state.clone();
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier));
        // `openid` is asked for by the crate itself.
        let scopes = self.setup.scopes.iter().filter(|scope| *scope != "openid").cloned().map(Scope::new);
        let request = client.authorize_url(flow, move || CsrfToken::new(shown), move || Nonce::new(nonce));
        let (address, ..) = request.add_scopes(scopes).set_pkce_challenge(challenge).url();
        Ok(Begun { address: address.to_string(), state, kept })
    }

    /// Whether an answer that a browser brought is this provider's: by the issuer that it names, if it names one, which it must where the provider says
    /// that its answers do (RFC 9207). An answer of another provider would have the code sent to this one, or the reverse.
    ///
    /// # Errors
    /// Where it is not.
    pub fn is_own(&self, issuer: Option<&str>, now: Timestamp) -> Result<(), Fault> {
        match issuer {
            Some(named) if named == self.setup.issuer => Ok(()),
            Some(_) => Err(Fault::NotBelieved("the answer names another issuer".to_owned())),
            None if self.known(now)?.additional_metadata().authorization_response_iss_parameter_supported => {
                Err(Fault::NotBelieved("the answer names no issuer, and this provider's do".to_owned()))
            }
            None => Ok(()),
        }
    }

    /// Who it is, by the code that a browser brought back. `suffices` says whether the ID token's own claims do; where they do not, the provider's `userinfo` is
    /// asked as well.
    ///
    /// # Errors
    /// Where the provider cannot be asked, does not take the code, or what it says is not to be believed.
    pub fn finish(
        &self,
        kept: &Kept,
        code: &str,
        suffices: impl Fn(&Told) -> bool,
        now: Timestamp,
    ) -> Result<Told, Fault> {
        let mut metadata = self.known(now)?;
        let client = self.client(&metadata)?;
        let request = client.exchange_code(AuthorizationCode::new(code.to_owned()));
        let request = request.map_err(|error| Fault::Unusable(detail(&error)))?;
        let request = request.set_pkce_verifier(PkceCodeVerifier::new(kept.verifier.expose().to_owned()));
        let answered = request.request(&self.asking()).map_err(|error| of_token_request(&error))?;
        let token = answered.id_token();
        let token = token.ok_or_else(|| Fault::NotBelieved("there is no ID token".to_owned()))?;
        let access = answered.access_token();
        let checked = verify::Checked { client_id: &self.setup.client_id, nonce: kept.nonce.expose(), now };
        let claims = match checked.claims(&metadata, token, access) {
            // The provider may have changed its keys since they were read: they are read anew, once.
            Err(verify::Why::UnknownKey) => {
                metadata = self.with_new_keys(&metadata, now)?;
                checked.claims(&metadata, token, access)
            }
            done => done,
        };
        let mut told = claims.map_err(|why| Fault::NotBelieved(why.to_string()))?;
        if metadata.userinfo_endpoint().is_some() && !suffices(&told) {
            let client = self.client(&metadata)?;
            self.add(&mut told, &client, access.clone())?;
        }
        Ok(told)
    }

    /// Adds what `userinfo` says, where the ID token said nothing.
    fn add(&self, told: &mut Told, client: &Client, access: AccessToken) -> Result<(), Fault> {
        // What is sent as a header must be one.
        if !access.secret().bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(Fault::NotBelieved("the access token is none".to_owned()));
        }
        let subject = SubjectIdentifier::new(told.subject.clone());
        let request = client.user_info(access, Some(subject));
        let request = request.map_err(|error| Fault::Unusable(detail(&error)))?;
        let said: UserInfoClaims<More, CoreGenderClaim> =
            request.request(&self.asking()).map_err(|error| match error {
                openidconnect::UserInfoError::Request(error) => Fault::Unreachable(detail(&error)),
                error => Fault::NotBelieved(detail(&error)),
            })?;
        let preferred = said.preferred_username().map(|name| name.as_str().to_owned());
        told.preferred_username = told.preferred_username.take().or(preferred);
        let name = said.name().and_then(|name| name.get(None)).map(|name| name.as_str().to_owned());
        told.name = told.name.take().or(name);
        for (name, value) in &said.additional_claims().all {
            told.more.entry(name).or_insert_with(|| value.clone());
        }
        Ok(())
    }

    /// What the provider says of itself.
    fn known(&self, now: Timestamp) -> Result<Arc<Metadata>, Fault> {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Known { metadata, since }) = &*known()
            && now.duration_since(*since) < KNOWN_TIME
            && now >= *since
        {
            return Ok(Arc::clone(metadata));
        }
        // Nobody waits for somebody else's question: the lock is free meanwhile.
        let metadata = Arc::new(self.discovered()?);
        *known() = Some(Known { metadata: Arc::clone(&metadata), since: now });
        Ok(metadata)
    }

    /// The same with the keys that it has now.
    fn with_new_keys(&self, metadata: &Metadata, now: Timestamp) -> Result<Arc<Metadata>, Fault> {
        let keys = CoreJsonWebKeySet::fetch(metadata.jwks_uri(), &self.asking())
            .map_err(|error| of_discovery(&error))?;
        let metadata = Arc::new(metadata.clone().set_jwks(keys));
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        *known = Some(Known { metadata: Arc::clone(&metadata), since: now });
        Ok(metadata)
    }

    fn discovered(&self) -> Result<Metadata, Fault> {
        let issuer = IssuerUrl::new(self.setup.issuer.clone());
        let issuer = issuer.map_err(|error| Fault::Unusable(detail(&error)))?;
        let metadata = Metadata::discover(&issuer, &self.asking()).map_err(|error| of_discovery(&error))?;
        // The browser is sent to the first of these, and a secret to the others.
        let token = metadata.token_endpoint().map(|url| url.url());
        let token = token.ok_or_else(|| Fault::Unusable("there is no token endpoint".to_owned()))?;
        let userinfo = metadata.userinfo_endpoint().map(|url| url.url());
        for url in [metadata.authorization_endpoint().url(), token].into_iter().chain(userinfo) {
            self.is_guarded(url)
                .map_err(|_| Fault::Unusable(format!("{} is not asked over https", shown(url))))?;
        }
        verify::algorithms(&metadata).map_err(|why| Fault::Unusable(why.to_string()))?;
        Ok(metadata)
    }

    /// Asks the provider, and nobody whom it must not name.
    fn asking(&self) -> impl Fn(HttpRequest) -> Result<HttpResponse, qazyq_fetch::Fault> {
        |request| {
            let url = Url::parse(&request.uri().to_string());
            let url = url.map_err(|error| qazyq_fetch::Fault::BadAddress(error.to_string()))?;
            self.is_guarded(&url)?;
            ask(request)
        }
    }

    fn is_guarded(&self, url: &Url) -> Result<(), qazyq_fetch::Fault> {
        let may_be_here = Url::parse(&self.setup.issuer).is_ok_and(|issuer| is_here(&issuer));
        match is_guarded(url, may_be_here) {
            true => Ok(()),
            false => Err(qazyq_fetch::Fault::BadAddress("a provider is asked over https alone".to_owned())),
        }
    }

    fn client(&self, metadata: &Metadata) -> Result<Client, Fault> {
        let secret = self.setup.secret.as_ref().map(|secret| ClientSecret::new(secret.expose().to_owned()));
        let redirect = RedirectUrl::new(self.setup.redirect.clone());
        let redirect = redirect.map_err(|error| Fault::Unusable(detail(&error)))?;
        let id = ClientId::new(self.setup.client_id.clone());
        let client = Client::from_provider_metadata(metadata.clone(), id, secret).set_redirect_uri(redirect);
        // Whoever says nothing of it takes the secret in a header (Discovery 1.0, section 3).
        let ways = metadata.token_endpoint_auth_methods_supported();
        let is_in_body = ways.is_some_and(|ways| {
            !ways.contains(&CoreClientAuthMethod::ClientSecretBasic)
                && ways.contains(&CoreClientAuthMethod::ClientSecretPost)
        });
        Ok(client.set_auth_type(if is_in_body { AuthType::RequestBody } else { AuthType::BasicAuth }))
    }
}

/// Whether a host is this very machine.
fn is_here(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Whether nobody on the way reads or changes what is sent there. A provider that is elsewhere has nothing to say on this machine, where other things
/// listen that trust whoever asks them.
fn is_guarded(url: &Url, may_be_here: bool) -> bool {
    let is_plain = url.username().is_empty() && url.password().is_none();
    let is_way = match is_here(url) {
        true => may_be_here && matches!(url.scheme(), "http" | "https"),
        false => url.scheme() == "https",
    };
    is_plain && is_way && url.host().is_some()
}

/// An address for a line that others read: without a name or a password in it.
fn shown(url: &Url) -> String {
    qazyq_fetch::address_without_secrets(url.as_str()).chars().take(DETAIL_MAX).collect()
}

/// Asks once, as the protocol's crate wants it.
fn ask(request: HttpRequest) -> Result<HttpResponse, qazyq_fetch::Fault> {
    let bad = || qazyq_fetch::Fault::BadAddress("cannot be sent".to_owned());
    let (head, body) = request.into_parts();
    let url = head.uri.to_string();
    let headers = head.headers.iter().map(|(name, value)| {
        Ok::<_, qazyq_fetch::Fault>((
            name.as_str().to_owned(),
            Secret::new(value.to_str().map_err(|_| bad())?),
        ))
    });
    let headers = headers.collect::<Result<Vec<_>, _>>()?;
    let body = (head.method == http::Method::POST).then_some(body.as_slice());
    let reply = qazyq_fetch::once(&url, &headers, body, DEADLINE, BODY_MAX)?;
    let mut response = http::Response::builder().status(reply.status);
    if let Some(media_type) = reply.header("content-type") {
        response = response.header(http::header::CONTENT_TYPE, media_type);
    }
    response.body(reply.body).map_err(|_| bad())
}

fn of_discovery(error: &openidconnect::DiscoveryError<qazyq_fetch::Fault>) -> Fault {
    match error {
        openidconnect::DiscoveryError::Request(error) => Fault::Unreachable(detail(error)),
        error => Fault::Unusable(detail(error)),
    }
}

type OfTokenRequest =
    openidconnect::RequestTokenError<qazyq_fetch::Fault, StandardErrorResponse<CoreErrorResponseType>>;

fn of_token_request(error: &OfTokenRequest) -> Fault {
    match error {
        openidconnect::RequestTokenError::Request(error) => Fault::Unreachable(detail(error)),
        openidconnect::RequestTokenError::ServerResponse(said) => Fault::CodeRefused(
            said.to_string().chars().filter(|c| !c.is_control()).take(DETAIL_MAX).collect(),
        ),
        // What it was is not told: it may hold tokens.
        openidconnect::RequestTokenError::Parse(..) => {
            Fault::NotBelieved("what came for the code is no answer of a provider".to_owned())
        }
        error @ openidconnect::RequestTokenError::Other(_) => Fault::NotBelieved(detail(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_provider_is_asked_where_nobody_reads_along() {
        for (url, expected, of_one_here) in [
            ("https://id.example/a?b=c", true, true),
            ("http://localhost:8080/a", false, true),
            ("http://127.0.0.1:1/a", false, true),
            ("http://127.9.9.9/a", false, true),
            ("http://[::1]:1/", false, true),
            ("https://localhost/", false, true),
            ("https://127.0.0.1:6443/", false, true),
            ("http://id.example/", false, false),
            ("http://10.0.0.1/", false, false),
            ("http://169.254.169.254/latest", false, false),
            ("http://0.0.0.0/", false, false),
            ("http://localhost.id.example/", false, false),
            ("http://127.0.0.1.id.example/", false, false),
            ("https://me:hush@id.example/", false, false),
            ("https://me@id.example/", false, false),
            ("ftp://localhost/", false, false),
            ("file:///etc/passwd", false, false),
            ("javascript:alert(1)", false, false),
            ("data:text/html,a", false, false),
        ] {
            let parsed = Url::parse(url).unwrap();
            assert_eq!(is_guarded(&parsed, false), expected, "{url}");
            assert_eq!(is_guarded(&parsed, true), of_one_here, "{url}, of a provider on this machine");
        }
    }
}
