//! The identifiers that are met, by the names that their specifications give them.

use der::asn1::ObjectIdentifier;

/// An identifier.
pub(crate) type Oid = ObjectIdentifier;

macro_rules! oids {
    ($( $name:ident = $text:literal, )+) => { $( pub(crate) const $name: Oid = Oid::new_unwrap($text); )+ };
}

// CMS (RFC 5652) and its attributes; CAdES (ETSI EN 319 122-1).
oids! {
    DATA = "1.2.840.113549.1.7.1",
    SIGNED_DATA = "1.2.840.113549.1.7.2",
    CONTENT_TYPE = "1.2.840.113549.1.9.3",
    MESSAGE_DIGEST = "1.2.840.113549.1.9.4",
    SIGNING_TIME = "1.2.840.113549.1.9.5",
    SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.12",
    SIGNATURE_TIME_STAMP = "1.2.840.113549.1.9.16.2.14",
    CERT_VALUES = "1.2.840.113549.1.9.16.2.23",
    REVOCATION_VALUES = "1.2.840.113549.1.9.16.2.24",
    SIGNING_CERTIFICATE_V2 = "1.2.840.113549.1.9.16.2.47",
    RI_OCSP_RESPONSE = "1.3.6.1.5.5.7.16.2",
}

// Timestamps (RFC 3161), OCSP (RFC 6960).
oids! {
    TST_INFO = "1.2.840.113549.1.9.16.1.4",
    OCSP_BASIC = "1.3.6.1.5.5.7.48.1.1",
    OCSP_NONCE = "1.3.6.1.5.5.7.48.1.2",
    OCSP_NO_CHECK = "1.3.6.1.5.5.7.48.1.5",
}

// Certificates and lists of revoked ones (RFC 5280).
oids! {
    SUBJECT_KEY_ID = "2.5.29.14",
    KEY_USAGE = "2.5.29.15",
    BASIC_CONSTRAINTS = "2.5.29.19",
    REASON_CODE = "2.5.29.21",
    INVALIDITY_DATE = "2.5.29.24",
    DELTA_CRL = "2.5.29.27",
    ISSUING_DISTRIBUTION_POINT = "2.5.29.28",
    NAME_CONSTRAINTS = "2.5.29.30",
    CRL_DISTRIBUTION_POINTS = "2.5.29.31",
    CERTIFICATE_POLICIES = "2.5.29.32",
    AUTHORITY_KEY_ID = "2.5.29.35",
    EXTENDED_KEY_USAGE = "2.5.29.37",
    SUBJECT_ALT_NAME = "2.5.29.17",
    ISSUER_ALT_NAME = "2.5.29.18",
    CRL_NUMBER = "2.5.29.20",
    KP_SERVER_AUTH = "1.3.6.1.5.5.7.3.1",
    KP_CODE_SIGNING = "1.3.6.1.5.5.7.3.3",
    KP_TIME_STAMPING = "1.3.6.1.5.5.7.3.8",
    KP_OCSP_SIGNING = "1.3.6.1.5.5.7.3.9",
}

// Algorithms.
oids! {
    SHA_1 = "1.3.14.3.2.26",
    SHA_256 = "2.16.840.1.101.3.4.2.1",
    SHA_384 = "2.16.840.1.101.3.4.2.2",
    SHA_512 = "2.16.840.1.101.3.4.2.3",
    MD_5 = "1.2.840.113549.2.5",
    RSA = "1.2.840.113549.1.1.1",
    RSA_MD_5 = "1.2.840.113549.1.1.4",
    RSA_SHA_1 = "1.2.840.113549.1.1.5",
    MGF_1 = "1.2.840.113549.1.1.8",
    RSA_PSS = "1.2.840.113549.1.1.10",
    RSA_SHA_256 = "1.2.840.113549.1.1.11",
    RSA_SHA_384 = "1.2.840.113549.1.1.12",
    RSA_SHA_512 = "1.2.840.113549.1.1.13",
    DSA_SHA_1 = "1.2.840.10040.4.3",
    EC = "1.2.840.10045.2.1",
    P_192 = "1.2.840.10045.3.1.1",
    P_224 = "1.3.132.0.33",
    P_256 = "1.2.840.10045.3.1.7",
    P_384 = "1.3.132.0.34",
    ECDSA_SHA_1 = "1.2.840.10045.4.1",
    ECDSA_SHA_256 = "1.2.840.10045.4.3.2",
    ECDSA_SHA_384 = "1.2.840.10045.4.3.3",
    ECDSA_SHA_512 = "1.2.840.10045.4.3.4",
    ED_25519 = "1.3.101.112",
}

/// Under these stand the algorithms of GOST 34.310, GOST R 34.10 and their digests: Kazakhstan's first, Russia's behind it.
const GOST: [&str; 4] = ["1.2.398.3.10.1.", "1.2.643.2.2.", "1.2.643.7.1.1.", "1.2.643.2.9."];

/// Whether an algorithm is one of GOST's, by where its identifier stands.
pub(crate) fn is_gost(oid: Oid) -> bool {
    let text = oid.to_string();
    GOST.iter().any(|root| text.starts_with(root))
}
