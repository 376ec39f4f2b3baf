//! What an address says: `postgres://user:password@host:port/database?sslmode=verify-full&sslrootcert=FILE`.
//!
//! | `sslmode` | TLS | a server without TLS | a certificate that does not prove the host |
//! | --- | --- | --- | --- |
//! | `disable` | no | is used | |
//! | `prefer` | where the server has it | is used | is refused |
//! | `require`, `verify-full` | yes | is refused | is refused |
//! | none given | as `disable` on this machine, else as `verify-full` | | |
//!
//! PostgreSQL's own clients let `require` pass with any certificate, and take `prefer` where nothing is said. Here what is
//! encrypted is also checked, and nothing goes to another machine in the open unless somebody asked for it.
//!
//! Certificates are checked against Mozilla's roots, or against those of `sslrootcert` alone where that is given.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use postgres::config::{Host, SslMode};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::store::StoreError;

/// How an address of a PostgreSQL database begins.
const SCHEMES: [&str; 2] = ["postgres://", "postgresql://"];
/// Options that are handed on; the other two are ours.
const OPTIONS: [&str; 20] = [
    "application_name",
    "channel_binding",
    "connect_timeout",
    "dbname",
    "host",
    "hostaddr",
    "keepalives",
    "keepalives_idle",
    "keepalives_interval",
    "keepalives_retries",
    "load_balance_hosts",
    "options",
    "password",
    "port",
    "sslmode",
    "sslnegotiation",
    "sslrootcert",
    "target_session_attrs",
    "tcp_user_timeout",
    "user",
];

/// How long a server may take to be reached, where the address says nothing else.
const CONNECT_MAX: Duration = Duration::from_secs(10);
/// After how long without an answer a connection counts as broken.
const SILENCE_MAX: Duration = Duration::from_secs(30);

/// Where a database is and how it is reached. It has no `Debug`: there is a password in it.
pub(super) struct Address {
    config: postgres::Config,
    tls: MakeRustlsConnect,
    shown: String,
}

impl Address {
    /// Reads an address. What is refused is never quoted: a password with a character that should have been written
    /// otherwise may stand in any part of it.
    pub(super) fn parse(address: &str) -> Result<Self, StoreError> {
        let Some(rest) = SCHEMES.iter().find_map(|scheme| address.strip_prefix(scheme)) else {
            return Err(refused("it begins with postgres:// or postgresql://"));
        };
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        if place.matches('@').count() > 1 {
            return Err(refused("an @ in a user or a password is written %40"));
        }
        let options = Options::parse(query)?;
        let plain = format!("postgres://{place}?{}", options.handed_on.join("&"));
        let mut config: postgres::Config =
            plain.parse().map_err(|error| refused(&format!("it cannot be understood: {}", cause(&error))))?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(refused("it names no host"));
        }
        let mode = match options.mode.as_deref() {
            // No one listens between two processes of a machine; and through a socket's file TLS is not to be had.
            _ if in_files(&config) => SslMode::Disable,
            None if on_this_machine(&config) => SslMode::Disable,
            Some("disable") => SslMode::Disable,
            Some("prefer") => SslMode::Prefer,
            None | Some("require" | "verify-full") => SslMode::Require,
            Some(_) => return Err(refused("sslmode is disable, prefer, require or verify-full")),
        };
        config.ssl_mode(mode);
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_MAX);
        }
        if config.get_tcp_user_timeout().is_none() {
            config.tcp_user_timeout(SILENCE_MAX);
        }
        config.keepalives_idle(config.get_keepalives_idle().min(SILENCE_MAX));
        if config.get_application_name().is_none() {
            config.application_name("qazyq");
        }
        let shown = shown(&config);
        Ok(Self { config, tls: tls(options.roots)?, shown })
    }

    /// Where it is, without who and with what: `host:port/database`.
    pub(super) fn shown(&self) -> &str {
        &self.shown
    }

    pub(super) fn has_password(&self) -> bool {
        self.config.get_password().is_some()
    }

    pub(super) fn connect(&self) -> Result<postgres::Client, postgres::Error> {
        self.config.connect(self.tls.clone())
    }
}

/// What stands behind the question mark.
#[derive(Default)]
struct Options<'a> {
    mode: Option<String>,
    roots: Option<PathBuf>,
    handed_on: Vec<&'a str>,
}

impl<'a> Options<'a> {
    fn parse(query: &'a str) -> Result<Self, StoreError> {
        let mut options = Self::default();
        for option in query.split('&').filter(|option| !option.is_empty()) {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            match name {
                "sslmode" => options.mode = Some(decoded(value)?),
                "sslrootcert" => {
                    options.roots = Some(decoded(value)?).filter(|of| of != "system").map(PathBuf::from)
                }
                name if OPTIONS.contains(&name) => options.handed_on.push(option),
                _ => return Err(refused(&format!("its options are {}", OPTIONS.join(", ")))),
            }
        }
        Ok(options)
    }
}

fn refused(text: &str) -> StoreError {
    StoreError::Address { text: text.to_owned() }
}

/// The innermost of an error's reasons. Those of the parser name an option of ours at most.
fn cause(error: &postgres::Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}

/// A value with its `%XX` made into what they stand for.
fn decoded(value: &str) -> Result<String, StoreError> {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    loop {
        rest = match rest {
            [] => break,
            [b'%', high, low, rest @ ..] => {
                let digit =
                    |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
                let (Some(high), Some(low)) = (digit(high), digit(low)) else {
                    return Err(refused("behind a % stand two hexadecimal digits"));
                };
                bytes.push((high << 4) | low);
                rest
            }
            [byte, rest @ ..] => {
                bytes.push(*byte);
                rest
            }
        };
    }
    String::from_utf8(bytes).map_err(|_| refused("it is not UTF-8"))
}

fn in_files(config: &postgres::Config) -> bool {
    config.get_hostaddrs().is_empty() && config.get_hosts().iter().all(|host| matches!(host, Host::Unix(_)))
}

fn on_this_machine(config: &postgres::Config) -> bool {
    let loopback = |name: &str| match name.parse::<std::net::IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => name == "localhost",
    };
    if !config.get_hostaddrs().is_empty() {
        return config.get_hostaddrs().iter().all(std::net::IpAddr::is_loopback);
    }
    config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => loopback(name),
        Host::Unix(_) => true,
    })
}

fn shown(config: &postgres::Config) -> String {
    let ports = config.get_ports();
    let port = |at: usize| ports.get(at).or(ports.first()).copied().unwrap_or(5432);
    let hosts = config.get_hosts().iter().enumerate().map(|(at, host)| match host {
        Host::Tcp(name) if name.contains(':') => format!("[{name}]:{}", port(at)),
        Host::Tcp(name) => format!("{name}:{}", port(at)),
        Host::Unix(path) => format!("{}:{}", path.display(), port(at)),
    });
    let addresses =
        config.get_hostaddrs().iter().enumerate().map(|(at, host)| format!("{host}:{}", port(at)));
    let mut places: Vec<String> = hosts.collect();
    if places.is_empty() {
        places = addresses.collect();
    }
    let database = config.get_dbname().or(config.get_user()).unwrap_or_default();
    format!("{}/{database}", places.join(","))
}

fn tls(roots: Option<PathBuf>) -> Result<MakeRustlsConnect, StoreError> {
    let mut trusted = RootCertStore::empty();
    match roots {
        None => trusted.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Some(path) => {
            let unusable = |text: String| refused(&format!("sslrootcert {}: {text}", path.display()));
            let text = fs::read(&path).map_err(|error| unusable(error.to_string()))?;
            for certificate in CertificateDer::pem_slice_iter(&text) {
                let certificate = certificate.map_err(|error| unusable(error.to_string()))?;
                trusted.add(certificate).map_err(|error| unusable(error.to_string()))?;
            }
            if trusted.is_empty() {
                return Err(unusable(String::from("there is no certificate in it")));
            }
        }
    }
    // Named, not the process's default: another part of the program may have set another one.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| refused(&error.to_string()))?
        .with_root_certificates(trusted)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}
