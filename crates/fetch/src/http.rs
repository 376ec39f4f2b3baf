//! What goes over the wire: one attempt, and the names of what may go wrong.

use std::{io, time::Duration};

use ureq::{
    Agent, Body, Error, Proxy, RequestBuilder,
    config::Config,
    http::{HeaderName, HeaderValue, Response, Uri, header, uri::Scheme},
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::{DefaultConnector, NextTimeout},
    },
};

use crate::{address::address_without_secrets, code::excerpt, fault::Fault, request::Secret};

/// Connections that wait for the next request, at most: enough for the threads of a source.
const IDLE_MAX: usize = 64;

/// What one attempt asks for.
pub(crate) struct Asked<'a> {
    pub(crate) url: &'a str,
    pub(crate) headers: &'a [(String, Secret)],
    /// From now to the last byte.
    pub(crate) deadline: Duration,
    /// Bytes of the unpacked body.
    pub(crate) body_max: usize,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// The wire, so that what stands above it can be tested without one.
pub(crate) trait Wire: Sync {
    /// Asks once. Ends by its deadline.
    fn ask(&self, asked: &Asked<'_>) -> Result<Answer, Fault>;

    /// Ends whatever is on its way and lets nothing more go.
    fn close(&self);
}

/// HTTP by `ureq`, with connections that are kept open for the next request.
pub(crate) struct Http {
    agent: Agent,
}

impl Http {
    /// Through the proxy that the environment names, if it names one.
    pub(crate) fn new() -> Self {
        Self::by(Proxy::try_from_env())
    }

    fn by(proxy: Option<Proxy>) -> Self {
        let config = Config::builder()
            .proxy(proxy)
            .http_status_as_error(false)
            // A redirect is told, not followed: a key in a header would go with it.
            .max_redirects(0)
            .user_agent(concat!("qazyq/", env!("CARGO_PKG_VERSION")))
            .max_idle_connections(IDLE_MAX)
            .max_idle_connections_per_host(IDLE_MAX)
            .build();
        Self { agent: Agent::with_parts(config, DefaultConnector::default(), Names::default()) }
    }
}

impl Http {
    /// Sends a body once, and nothing of it elsewhere. Ends by its deadline.
    pub(crate) fn send(&self, asked: &Asked<'_>, body: &[u8]) -> Result<Answer, Fault> {
        let (uri, host) = address(asked.url)?;
        let request = self.agent.post(&uri);
        let request = prepared(request, asked, &host)?;
        let sent = request.send(body).map_err(|error| fault(error, &host, asked.body_max))?;
        received(sent, &host, asked.body_max)
    }
}

/// A request with its deadline and headers, on its direct way where it is for this machine.
fn prepared<B>(
    request: RequestBuilder<B>,
    asked: &Asked<'_>,
    host: &str,
) -> Result<RequestBuilder<B>, Fault> {
    let mut request = request.config().timeout_global(Some(asked.deadline));
    if is_this_machine(host) {
        // A proxy would look for the address on its own machine.
        request = request.proxy(None);
    }
    let mut request = request.build();
    for (name, value) in asked.headers {
        let (name, value) = written(name, value)?;
        request = request.header(name, value);
    }
    Ok(request)
}

/// What came back, whole.
fn received(mut response: Response<Body>, host: &str, body_max: usize) -> Result<Answer, Fault> {
    let status = response.status().as_u16();
    if let (301 | 302 | 303 | 307 | 308, Some(to)) = (status, response.headers().get(header::LOCATION)) {
        let to = String::from_utf8_lossy(to.as_bytes());
        return Err(Fault::Redirected { to: excerpt(&address_without_secrets(&to)) });
    }
    let headers: Vec<_> = response
        .headers()
        .iter()
        .map(|(name, value)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        })
        .collect();
    let body = match status {
        // They have none, and headers that speak of the body that they stand for.
        204 | 304 => vec![],
        _ => {
            // The header is gone where the body is being unpacked.
            if let Some((_, packing)) =
                headers.iter().find(|(name, value)| name == "content-encoding" && value != "identity")
            {
                return Err(Fault::BadEncoding(format!("packed as `{}`", excerpt(packing))));
            }
            let max = u64::try_from(body_max).unwrap_or(u64::MAX);
            if response.body().content_length().is_some_and(|length| length > max) {
                return Err(Fault::TooLong { max: body_max });
            }
            let read = response.body_mut().with_config().limit(max).read_to_vec();
            read.map_err(|error| fault(error, host, body_max))?
        }
    };
    Ok(Answer { status, headers, body })
}

impl Wire for Http {
    fn ask(&self, asked: &Asked<'_>) -> Result<Answer, Fault> {
        let (uri, host) = address(asked.url)?;
        let request = prepared(self.agent.get(&uri), asked, &host)?;
        let response = request.call().map_err(|error| fault(error, &host, asked.body_max))?;
        received(response, &host, asked.body_max)
    }

    fn close(&self) {
        self.agent.clone().shutdown();
    }
}

/// An address that can be asked, and its host.
fn address(url: &str) -> Result<(Uri, String), Fault> {
    let bad =
        |detail: &str| Fault::BadAddress(format!("{detail}: {}", excerpt(&address_without_secrets(url))));
    let uri: Uri = url.parse().map_err(|e: ureq::http::uri::InvalidUri| bad(&e.to_string()))?;
    if !matches!(uri.scheme(), Some(scheme) if *scheme == Scheme::HTTP || *scheme == Scheme::HTTPS) {
        return Err(bad("neither http nor https"));
    }
    match uri.host().map(str::to_owned) {
        Some(host) if !host.is_empty() => Ok((uri, host)),
        Some(_) | None => Err(bad("no host")),
    }
}

/// A header as it is sent, its value kept out of logs.
fn written(name: &str, value: &Secret) -> Result<(HeaderName, HeaderValue), Fault> {
    let bad = |detail: &str| Fault::BadAddress(format!("header `{}`: {detail}", excerpt(name)));
    let sent_name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| bad("a name that cannot be sent"))?;
    let mut sent_value =
        HeaderValue::from_str(value.expose()).map_err(|_| bad("a value that cannot be sent"))?;
    sent_value.set_sensitive(true);
    Ok((sent_name, sent_value))
}

/// Whether a host is the machine that this runs on.
pub(crate) fn is_this_machine(host: &str) -> bool {
    let bare = host.strip_prefix('[').and_then(|h| h.strip_suffix(']')).unwrap_or(host);
    bare.eq_ignore_ascii_case("localhost")
        || bare.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Looking up names, with its failures told apart from those of connections.
#[derive(Debug, Default)]
struct Names(DefaultResolver);

impl Resolver for Names {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        self.0
            .resolve(uri, config, timeout)
            .map_err(|error| if matches!(error, Error::Io(_)) { Error::HostNotFound } else { error })
    }
}

/// What went wrong, by our names.
#[expect(clippy::wildcard_enum_match_arm, reason = "the enum is somebody else's and grows")]
fn fault(error: Error, host: &str, body_max: usize) -> Fault {
    match error {
        Error::Timeout(_) => Fault::Deadline,
        Error::HostNotFound => Fault::NameNotFound(excerpt(host)),
        Error::BodyExceedsLimit(_) => Fault::TooLong { max: body_max },
        Error::LargeResponseHeader(_, max) => Fault::TooLong { max },
        Error::Decompress(_, error) => match (error.kind(), of_io(&error)) {
            // The pack or the connection may be what ended: it looks the same from here.
            (io::ErrorKind::UnexpectedEof, _) => {
                Fault::BadEncoding("the packed body ends too early".to_owned())
            }
            (_, ended @ (Fault::Reset(_) | Fault::Deadline)) => ended,
            (_, _) => Fault::BadEncoding(excerpt(&error.to_string())),
        },
        Error::Io(error) => of_io(&error),
        // A body in chunks that ends in the middle of one.
        Error::BodyStalled => Fault::Reset("the body ends too early".to_owned()),
        Error::Protocol(error) => Fault::NotHttp(excerpt(&error.to_string())),
        Error::Tls(detail) => Fault::Tls(detail.to_owned()),
        Error::Rustls(error) => Fault::Tls(excerpt(&error.to_string())),
        // Addresses and headers were looked at before: nothing of what they are is shown.
        Error::BadUri(_) | Error::Http(_) => Fault::BadAddress("cannot be sent".to_owned()),
        other => Fault::Connect(excerpt(&other.to_string())),
    }
}

/// What went wrong with a connection.
#[expect(clippy::wildcard_enum_match_arm, reason = "the enum is somebody else's and grows")]
fn of_io(error: &io::Error) -> Fault {
    use io::ErrorKind;
    let detail = || excerpt(&error.to_string());
    match error.kind() {
        ErrorKind::TimedOut | ErrorKind::WouldBlock => Fault::Deadline,
        ErrorKind::ConnectionReset
        | ErrorKind::ConnectionAborted
        | ErrorKind::BrokenPipe
        | ErrorKind::NotConnected
        | ErrorKind::UnexpectedEof => Fault::Reset(detail()),
        // rustls speaks through errors of this kind, and nothing else on this path does.
        ErrorKind::InvalidData => Fault::Tls(detail()),
        _ => Fault::Connect(detail()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_goes_by_several_names() {
        for host in ["localhost", "LocalHost", "127.0.0.1", "127.8.8.8", "[::1]"] {
            assert!(is_this_machine(host), "{host}");
        }
        for host in
            ["", "example.org", "localhost.example.org", "128.0.0.1", "[::2]", "0.0.0.0", "192.168.0.1"]
        {
            assert!(!is_this_machine(host), "{host}");
        }
    }

    #[test]
    fn a_name_that_nobody_has() {
        // A label of 64 letters is one too long for any name: no server need be asked.
        let name = format!("{}.example", "a".repeat(64));
        let url = format!("http://{name}/");
        let asked = Asked { url: &url, headers: &[], deadline: Duration::from_secs(20), body_max: 0 };
        assert_eq!(Http::by(None).ask(&asked).err(), Some(Fault::NameNotFound(name)));
    }
}
