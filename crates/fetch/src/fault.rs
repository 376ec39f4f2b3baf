//! Faults: why an attempt brought no reply.

use crate::code::{Args, codes};

/// Why an attempt brought no reply. A status such as 404 or 500 is a reply; what it means is the judge's to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No connection to the source, or to the proxy before it, could be made: see whether the network is there.
    Connect(String),
    /// The attempt took longer than its deadline.
    Deadline,
    /// The connection ended before the reply did.
    Reset(String),
    /// The reply is longer than is allowed: its unpacked body, or its headers.
    TooLong {
        /// Bytes allowed.
        max: usize,
    },
    /// The body cannot be unpacked, or is packed in a way that was not asked for.
    BadEncoding(String),
    /// No trusted connection could be made, as where a certificate is out of date: see whether the machine's time is
    /// right and whether something on the way opens connections.
    Tls(String),
    /// No machine has that name: see whether the address is right and whether the network is there.
    NameNotFound(String),
    /// The address or a header cannot be sent as it is written. Nothing was asked.
    BadAddress(String),
    /// The source sends elsewhere. No redirect is followed, because keys would go with it: if the new address is
    /// right, use it.
    Redirected {
        /// Where to, without secrets.
        to: String,
    },
    /// What came back is not HTTP, or breaks its rules.
    NotHttp(String),
}

codes!(Fault {
    Connect => "no-connection",
    Deadline => "deadline-passed",
    Reset => "connection-ended-early",
    TooLong => "reply-is-too-long",
    BadEncoding => "body-cannot-be-unpacked",
    Tls => "no-trusted-connection",
    NameNotFound => "name-is-not-found",
    BadAddress => "address-cannot-be-asked",
    Redirected => "source-sends-elsewhere",
    NotHttp => "reply-is-not-http",
});

impl Fault {
    /// The arguments of its message.
    #[must_use]
    pub fn args(&self) -> Args {
        match self {
            Self::Deadline => vec![],
            Self::Connect(detail)
            | Self::Reset(detail)
            | Self::BadEncoding(detail)
            | Self::Tls(detail)
            | Self::BadAddress(detail)
            | Self::NotHttp(detail) => vec![("detail", detail.clone())],
            Self::TooLong { max } => vec![("max", max.to_string())],
            Self::NameNotFound(host) => vec![("host", host.clone())],
            Self::Redirected { to } => vec![("to", to.clone())],
        }
    }

    /// Whether it may pass by itself, so that another attempt is worth while.
    #[must_use]
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Connect(_)
            | Self::Deadline
            | Self::Reset(_)
            | Self::BadEncoding(_)
            | Self::NameNotFound(_)
            | Self::NotHttp(_) => true,
            Self::TooLong { .. } | Self::Tls(_) | Self::BadAddress(_) | Self::Redirected { .. } => false,
        }
    }
}

impl core::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_shows_its_code_and_arguments() {
        assert_eq!(Fault::Deadline.to_string(), "deadline-passed");
        assert_eq!(Fault::TooLong { max: 10 }.to_string(), "reply-is-too-long max=`10`");
        let host = Fault::NameNotFound("a.example".to_owned());
        assert_eq!(host.to_string(), "name-is-not-found host=`a.example`");
    }
}
