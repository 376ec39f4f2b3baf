//! Why something is invalid or unknown: a variant a reason, and each of them is always the one or always the other.
//!
//! What is *invalid* is shown to be wrong by what was handed over. What is *unknown* is neither shown to be wrong nor to be
//! right: more evidence, another list of trusted certificates or another program may tell.

use core::fmt;

/// A part of what was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The file as a whole: Base 64, armour, tags and lengths.
    File,
    /// `SignedData` or one of its signers (RFC 5652).
    SignedData,
    /// An attribute of a signer.
    Attribute,
    /// A timestamp's answer or what it says (RFC 3161).
    Timestamp,
    /// A certificate (RFC 5280).
    Certificate,
    /// The key in a certificate.
    Key,
    /// The parameters of an algorithm.
    Algorithm,
}

impl Part {
    /// A word for it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::SignedData => "signed-data",
            Self::Attribute => "attribute",
            Self::Timestamp => "timestamp",
            Self::Certificate => "certificate",
            Self::Key => "key",
            Self::Algorithm => "algorithm",
        }
    }
}

/// What a bound is set on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Bytes of a file.
    Bytes,
    /// Certificates in a file.
    Certificates,
    /// Lists and answers on revoked certificates.
    RevocationEvidence,
    /// Who has signed one file.
    Signers,
    /// Attributes of one signer.
    Attributes,
    /// Timestamps of one signature.
    Timestamps,
    /// Signatures that are looked at for one answer.
    Verifications,
    /// Bits of an RSA key.
    KeyBits,
}

impl Bound {
    /// A word for it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Bytes => "bytes",
            Self::Certificates => "certificates",
            Self::RevocationEvidence => "revocation-evidence",
            Self::Signers => "signers",
            Self::Attributes => "attributes",
            Self::Timestamps => "timestamps",
            Self::Verifications => "verifications",
            Self::KeyBits => "key-bits",
        }
    }
}

/// Why evidence on a certificate's revocation counts for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It cannot be read.
    Unreadable,
    /// The signature is not of who should have signed it, or that one may not sign such evidence.
    NotByIssuer,
    /// It is signed by an algorithm that is not verified here, or that is too weak.
    Algorithm,
    /// It ends before the time that counts, or has no end and begins before it.
    Stale,
    /// It begins later than now.
    FromTheFuture,
    /// It begins when the certificate had expired, and may have forgotten it.
    AfterExpiry,
    /// It does not speak of all certificates, or not of this kind.
    Scope,
    /// It has a critical extension that is not understood.
    Extension,
    /// Its responder's certificate is not shown to be unrevoked itself.
    Responder,
    /// The issuer says that it does not know the certificate.
    Unknown,
    /// More signatures than are looked at for one answer.
    TooMany,
}

impl Unusable {
    /// A word for it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::NotByIssuer => "not-by-issuer",
            Self::Algorithm => "algorithm",
            Self::Stale => "stale",
            Self::FromTheFuture => "from-the-future",
            Self::AfterExpiry => "after-expiry",
            Self::Scope => "scope",
            Self::Extension => "extension",
            Self::Responder => "responder",
            Self::Unknown => "unknown-to-issuer",
            Self::TooMany => "too-many",
        }
    }
}

/// What is said of an answer's reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    Invalid,
    Unknown,
}

macro_rules! whys {
    ($( $(#[$doc:meta])* $says:ident $name:ident $code:literal { $( $(#[$field_doc:meta])* $field:ident: $type:ty, )* } )+) => {
        /// Why something is not valid. Certificates are named by their subjects, as RFC 4514 writes them; times are seconds
        /// since 1970-01-01 UTC.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Why { $( $(#[$doc])* $name { $( $(#[$field_doc])* $field: $type, )* }, )+ }

        impl Why {
            /// Every reason: its code, whether it makes an answer unknown and not invalid, and what it names.
            pub const ALL: &'static [(&'static str, bool, &'static [&'static str])] = &[
                $( ($code, matches!(Says::$says, Says::Unknown), &[$( stringify!($field), )*]), )+
            ];

            /// A short sentence in kebab case: the name of its message.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $( Self::$name { .. } => $code, )+ }
            }

            /// Whether it leaves the answer open, and does not make it invalid.
            #[must_use]
            pub fn is_unknown(&self) -> bool {
                match self { $( Self::$name { .. } => matches!(Says::$says, Says::Unknown), )+ }
            }

            /// What it names, by the names of its message.
            #[must_use]
            pub fn args(&self) -> Vec<(&'static str, String)> {
                match self { $( Self::$name { $( $field, )* } => vec![$( (stringify!($field), $field.to_text()), )*], )+ }
            }
        }
    };
}

/// An argument as text.
trait Argument {
    fn to_text(&self) -> String;
}

macro_rules! arguments {
    (printed $($printed:ty),+; coded $($coded:ty),+) => {
        $(impl Argument for $printed { fn to_text(&self) -> String { self.to_string() } })+
        $(impl Argument for $coded { fn to_text(&self) -> String { self.code().to_owned() } })+
    };
}
arguments!(printed String, i64, u64, usize; coded Part, Bound, Unusable);

whys! {
    // The file.
    /// It is not of the form that its specification gives it.
    Invalid Malformed "malformed" {
        /// Which part.
        part: Part,
    }
    /// It is CMS in another encoding than DER (lengths that are not known beforehand).
    Unknown NotDer "not-der" {}
    /// There is more of something than is looked at.
    Unknown TooMuch "too-much" {
        /// Of what.
        of: Bound,
        /// How much is looked at.
        max: usize,
    }
    /// It is something else that CMS can hold.
    Invalid NotSignedData "not-signed-data" {
        /// What it is.
        oid: String,
    }
    /// Nobody has signed.
    Invalid NoSigner "no-signer" {}

    // One signature.
    /// The signer's certificate is neither in the file nor handed over.
    Unknown NoSignerCertificate "no-signer-certificate" {}
    /// It is signed by an algorithm of GOST, which is not verified here.
    Unknown GostNotVerified "gost-not-verified" {
        /// The algorithm's identifier.
        oid: String,
    }
    /// It is signed by an algorithm that is not verified here.
    Unknown AlgorithmNotVerified "algorithm-not-verified" {
        /// The algorithm's identifier.
        oid: String,
    }
    /// A digest or a key is too weak to prove anything.
    Invalid WeakAlgorithm "weak-algorithm" {
        /// Which: an identifier, or a key and its bits.
        algorithm: String,
    }
    /// Two places of one signature name algorithms that do not fit together.
    Invalid AlgorithmsDiffer "algorithms-differ" {
        /// The one.
        one: String,
        /// The other.
        other: String,
    }
    /// An attribute that must be signed is missing.
    Invalid AttributeMissing "attribute-missing" {
        /// Its identifier.
        oid: String,
    }
    /// An attribute stands twice, or has not one value.
    Invalid AttributeRepeated "attribute-repeated" {
        /// Its identifier.
        oid: String,
    }
    /// What is signed is said to be of one kind in one place and of another in another.
    Invalid ContentTypeDiffers "content-type-differs" {}
    /// The signature is of other bytes than these.
    Invalid ContentDiffers "content-differs" {}
    /// The signature is not by the key of the certificate that it names.
    Invalid SignatureWrong "signature-wrong" {
        /// Whose key it should be.
        certificate: String,
    }
    /// The signed attribute names another certificate than the signer's.
    Invalid SigningCertificateDiffers "signing-certificate-differs" {
        /// The certificate that was found.
        certificate: String,
    }

    // The chain of certificates.
    /// No chain leads from the certificate to one that is trusted.
    Unknown NoTrustedChain "no-trusted-chain" {
        /// Where it ends.
        certificate: String,
        /// Who issued that one.
        issuer: String,
    }
    /// The certificate was not valid yet at the time that counts.
    Invalid NotYetValid "not-yet-valid" {
        /// Which.
        certificate: String,
        /// From when it is.
        from: i64,
        /// The time that counts.
        at: i64,
    }
    /// The certificate had expired at the time that counts.
    Invalid Expired "expired" {
        /// Which.
        certificate: String,
        /// Until when it was valid.
        until: i64,
        /// The time that counts.
        at: i64,
    }
    /// The certificate issues others and may not.
    Invalid NotAnAuthority "not-an-authority" {
        /// Which.
        certificate: String,
    }
    /// More authorities stand below the certificate than it allows.
    Invalid ChainTooLong "chain-too-long" {
        /// Which.
        certificate: String,
        /// How many it allows.
        max: u64,
    }
    /// The certificate's key is for something else.
    Invalid WrongPurpose "wrong-purpose" {
        /// Which.
        certificate: String,
    }
    /// The certificate has a critical extension that is not understood, or constraints on names.
    Unknown CriticalExtension "critical-extension" {
        /// Which.
        certificate: String,
        /// The extension's identifier.
        oid: String,
    }

    // Revocation.
    /// Nothing that was handed over tells whether the certificate was revoked.
    Unknown NoRevocationEvidence "no-revocation-evidence" {
        /// Which.
        certificate: String,
    }
    /// What tells whether the certificate was revoked counts for nothing.
    Unknown RevocationUnknown "revocation-unknown" {
        /// Which.
        certificate: String,
        /// Why it does not count.
        because: Unusable,
    }
    /// The certificate was revoked, and the signature counts no more.
    Invalid Revoked "revoked" {
        /// Which.
        certificate: String,
        /// From when.
        since: i64,
        /// The time that counts.
        at: i64,
    }

    // Timestamps.
    /// The authority gave no timestamp.
    Invalid NotGranted "not-granted" {
        /// Its status (RFC 3161 §2.4.2).
        status: u64,
    }
    /// It is later than now.
    Invalid FromTheFuture "from-the-future" {
        /// Its time.
        time: i64,
        /// Now.
        now: i64,
    }
    /// It names another authority than its certificate does.
    Invalid AuthorityDiffers "authority-differs" {
        /// The certificate's subject.
        certificate: String,
    }
    /// It has a critical extension that is not understood.
    Unknown TimestampExtension "timestamp-extension" {
        /// The extension's identifier.
        oid: String,
    }
}

impl Why {
    /// That an algorithm is not verified here, by its identifier.
    pub(crate) fn not_verified(oid: crate::oid::Oid) -> Self {
        let is_gost = crate::oid::is_gost(oid);
        let oid = oid.to_string();
        if is_gost { Self::GostNotVerified { oid } } else { Self::AlgorithmNotVerified { oid } }
    }

    /// That a part is not of its form.
    pub(crate) const fn malformed(part: Part) -> Self {
        Self::Malformed { part }
    }
}

impl fmt::Display for Why {
    /// The code and its arguments, for logs; the words for people are the locales'.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())?;
        self.args().iter().try_for_each(|(name, value)| write!(f, " {name}=`{value}`"))
    }
}

impl core::error::Error for Why {}
