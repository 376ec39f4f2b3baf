//! Which algorithms are verified, and how: an identifier with its parameters, a key, bytes and a signature in; whether they
//! belong together out.
//!
//! | key | signature |
//! | --- | --- |
//! | RSA, 2048 to 8192 bits | PKCS #1 v1.5 or PSS (RFC 8017) with SHA-256, SHA-384, SHA-512 |
//! | P-256, P-384 | ECDSA with SHA-256, SHA-384, SHA-512 (RFC 5480, RFC 5758) |
//! | Ed25519 | RFC 8410 |
//!
//! SHA-1, MD5, DSA and shorter keys are too weak. Everything else, GOST's first, is not verified, and that is not the same.

use core::fmt;

use der::asn1::{AnyRef, UintRef};
use der::{Decode, Tag};
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use rsa::BoxedUint;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use crate::oid::{self, Oid};
use crate::read::{Fields, Read, around};
use crate::why::{Bound, Part, Why};

/// Bits of the shortest RSA key that counts.
const RSA_BITS_MIN: u32 = 2048;
/// Bits of the longest RSA key that is looked at.
const RSA_BITS_MAX: u32 = 8192;

/// A digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digest {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Digest {
    /// The digest of that identifier.
    pub(crate) fn by(oid: Oid) -> Result<Self, Why> {
        match oid {
            oid::SHA_256 => Ok(Self::Sha256),
            oid::SHA_384 => Ok(Self::Sha384),
            oid::SHA_512 => Ok(Self::Sha512),
            oid::SHA_1 | oid::MD_5 => Err(Why::WeakAlgorithm { algorithm: oid.to_string() }),
            _ => Err(Why::not_verified(oid)),
        }
    }

    /// The digest of bytes.
    pub(crate) fn of(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Self::Sha256 => Sha256::digest(bytes).to_vec(),
            Self::Sha384 => Sha384::digest(bytes).to_vec(),
            Self::Sha512 => Sha512::digest(bytes).to_vec(),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// By what something is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// RSA with the padding of PKCS #1 v1.5.
    RsaPkcs1 {
        /// The key's length.
        bits: u32,
        /// What is signed is this digest.
        digest: Digest,
    },
    /// RSA with PSS.
    RsaPss {
        /// The key's length.
        bits: u32,
        /// What is signed is this digest.
        digest: Digest,
    },
    /// ECDSA on P-256.
    EcdsaP256 {
        /// What is signed is this digest.
        digest: Digest,
    },
    /// ECDSA on P-384.
    EcdsaP384 {
        /// What is signed is this digest.
        digest: Digest,
    },
    /// Ed25519.
    Ed25519,
}

impl fmt::Display for Algorithm {
    /// As `RSA-PSS 2048 SHA-256`, `ECDSA P-256 SHA-256`, `Ed25519`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RsaPkcs1 { bits, digest } => write!(f, "RSA {bits} {digest}"),
            Self::RsaPss { bits, digest } => write!(f, "RSA-PSS {bits} {digest}"),
            Self::EcdsaP256 { digest } => write!(f, "ECDSA P-256 {digest}"),
            Self::EcdsaP384 { digest } => write!(f, "ECDSA P-384 {digest}"),
            Self::Ed25519 => f.write_str("Ed25519"),
        }
    }
}

/// `AlgorithmIdentifier` (RFC 5280 §4.1.1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct AlgorithmId<'a> {
    pub(crate) oid: Oid,
    pub(crate) parameters: Option<AnyRef<'a>>,
}

impl<'a> AlgorithmId<'a> {
    /// The next field.
    pub(crate) fn read(fields: &mut Fields<'a>) -> Read<Self> {
        let mut fields = fields.fields(Tag::Sequence)?;
        let oid = fields.oid()?;
        let parameters = if fields.is_finished() { None } else { Some(fields.any()?) };
        fields.finish()?;
        Ok(Self { oid, parameters })
    }

    /// There are no parameters, or they are `NULL`.
    fn is_plain(&self) -> bool {
        self.parameters.is_none_or(|parameters| parameters == AnyRef::NULL)
    }

    /// A digest's identifier.
    pub(crate) fn digest(&self) -> Result<Digest, Why> {
        let digest = Digest::by(self.oid)?;
        if self.is_plain() { Ok(digest) } else { Err(Why::malformed(Part::Algorithm)) }
    }
}

/// `SubjectPublicKeyInfo` (RFC 5280 §4.1.2.7).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key<'a> {
    pub(crate) algorithm: AlgorithmId<'a>,
    pub(crate) bits: &'a [u8],
}

impl<'a> Key<'a> {
    /// The next field.
    pub(crate) fn read(fields: &mut Fields<'a>) -> Read<Self> {
        let mut fields = fields.fields(Tag::Sequence)?;
        let key = Self { algorithm: AlgorithmId::read(&mut fields)?, bits: fields.bits()? };
        fields.finish()?;
        Ok(key)
    }
}

/// How a signature is made, before a key is looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scheme {
    RsaPkcs1(Digest),
    RsaPss { digest: Digest, salt: usize },
    Ecdsa(Digest),
    Ed25519,
}

impl Scheme {
    /// Of a signature's identifier; `digest` is what the signature names beside it, if it does.
    fn of(id: &AlgorithmId<'_>, digest: Option<Digest>) -> Result<Self, Why> {
        let fixed = |scheme: fn(Digest) -> Self, own: Digest| match digest {
            Some(digest) if digest != own => {
                Err(Why::AlgorithmsDiffer { one: digest.to_string(), other: own.to_string() })
            }
            _ if !id.is_plain() => Err(Why::malformed(Part::Algorithm)),
            _ => Ok(scheme(own)),
        };
        match id.oid {
            // In CMS a signature may name the key's kind alone (RFC 3370 §3.2); in certificates it may not.
            oid::RSA => digest.map(Self::RsaPkcs1).ok_or_else(|| Why::not_verified(id.oid)),
            oid::RSA_SHA_256 => fixed(Self::RsaPkcs1, Digest::Sha256),
            oid::RSA_SHA_384 => fixed(Self::RsaPkcs1, Digest::Sha384),
            oid::RSA_SHA_512 => fixed(Self::RsaPkcs1, Digest::Sha512),
            oid::ECDSA_SHA_256 => fixed(Self::Ecdsa, Digest::Sha256),
            oid::ECDSA_SHA_384 => fixed(Self::Ecdsa, Digest::Sha384),
            oid::ECDSA_SHA_512 => fixed(Self::Ecdsa, Digest::Sha512),
            oid::RSA_PSS => {
                let parameters =
                    id.parameters.ok_or(Why::WeakAlgorithm { algorithm: oid::SHA_1.to_string() })?;
                let (own, salt) = pss(parameters)?;
                match digest {
                    Some(digest) if digest != own => {
                        Err(Why::AlgorithmsDiffer { one: digest.to_string(), other: own.to_string() })
                    }
                    _ => Ok(Self::RsaPss { digest: own, salt }),
                }
            }
            oid::ED_25519 if id.parameters.is_none() => match digest {
                // RFC 8419 §3.1.
                Some(digest) if digest != Digest::Sha512 => {
                    Err(Why::AlgorithmsDiffer { one: digest.to_string(), other: "Ed25519".to_owned() })
                }
                _ => Ok(Self::Ed25519),
            },
            oid::RSA_SHA_1 | oid::RSA_MD_5 | oid::ECDSA_SHA_1 | oid::DSA_SHA_1 => {
                Err(Why::WeakAlgorithm { algorithm: id.oid.to_string() })
            }
            _ => Err(Why::not_verified(id.oid)),
        }
    }
}

/// `RSASSA-PSS-params` (RFC 4055 §3.1): the digest, which the mask must have too, and the salt's length.
fn pss(parameters: AnyRef<'_>) -> Result<(Digest, usize), Why> {
    let malformed = |_| Why::malformed(Part::Algorithm);
    let mut fields = Fields::within(parameters, Tag::Sequence).map_err(malformed)?;
    let mut inner = |number| -> Result<Option<_>, Why> {
        let field = fields.optional(around(number)).map_err(malformed)?;
        Ok(field.map(|field| field.value()))
    };
    // What is absent means SHA-1.
    let absent = || Why::WeakAlgorithm { algorithm: oid::SHA_1.to_string() };
    let digest = only_id(inner(0)?.ok_or_else(absent)?)?.digest()?;
    let mask = only_id(inner(1)?.ok_or_else(absent)?)?;
    if mask.oid != oid::MGF_1 {
        return Err(Why::not_verified(mask.oid));
    }
    let of_mask = mask.parameters.ok_or_else(|| Why::malformed(Part::Algorithm))?;
    let mut of_mask = Fields::within(of_mask, Tag::Sequence).map_err(malformed)?;
    let of_mask = Digest::by(of_mask.oid().map_err(malformed)?)?;
    if of_mask != digest {
        return Err(Why::AlgorithmsDiffer { one: digest.to_string(), other: of_mask.to_string() });
    }
    let salt = inner(2)?.map(u16::from_der).transpose().map_err(malformed)?.unwrap_or(20);
    let trailer = inner(3)?.map(u8::from_der).transpose().map_err(malformed)?.unwrap_or(1);
    fields.finish().map_err(malformed)?;
    if trailer == 1 { Ok((digest, salt.into())) } else { Err(Why::malformed(Part::Algorithm)) }
}

/// An identifier that stands alone.
fn only_id(bytes: &[u8]) -> Result<AlgorithmId<'_>, Why> {
    let read = || -> Read<_> {
        let mut fields = Fields::side_by_side(bytes)?;
        let id = AlgorithmId::read(&mut fields)?;
        fields.finish()?;
        Ok(id)
    };
    read().map_err(|_| Why::malformed(Part::Algorithm))
}

/// That algorithms are such as are verified here and that the key is long enough, before anything is compared.
pub(crate) fn admit(key: &Key<'_>, id: &AlgorithmId<'_>, digest: Option<Digest>) -> Result<Algorithm, Why> {
    let scheme = Scheme::of(id, digest)?;
    let differ = || Why::AlgorithmsDiffer { one: key.algorithm.oid.to_string(), other: id.oid.to_string() };
    match (key.algorithm.oid, scheme) {
        (oid::RSA, Scheme::RsaPkcs1(digest)) => Ok(Algorithm::RsaPkcs1 { bits: rsa_bits(key)?, digest }),
        (oid::RSA, Scheme::RsaPss { digest, .. }) => Ok(Algorithm::RsaPss { bits: rsa_bits(key)?, digest }),
        (oid::RSA_PSS, Scheme::RsaPss { digest, salt }) => {
            if let Some(parameters) = key.algorithm.parameters {
                // What the key is bound to (RFC 4055 §3.3).
                let (own, salt_min) = pss(parameters)?;
                if own != digest || salt < salt_min {
                    return Err(differ());
                }
            }
            Ok(Algorithm::RsaPss { bits: rsa_bits(key)?, digest })
        }
        (oid::EC, Scheme::Ecdsa(digest)) => {
            let malformed = |_| Why::malformed(Part::Key);
            let curve = key.algorithm.parameters.ok_or(Why::malformed(Part::Key))?;
            // A curve that is written out and not named is nobody's.
            let curve = curve.decode_as::<Oid>().map_err(malformed)?;
            match curve {
                oid::P_256 => Ok(Algorithm::EcdsaP256 { digest }),
                oid::P_384 => Ok(Algorithm::EcdsaP384 { digest }),
                oid::P_192 | oid::P_224 => Err(Why::WeakAlgorithm { algorithm: curve.to_string() }),
                _ => Err(Why::not_verified(curve)),
            }
        }
        (oid::ED_25519, Scheme::Ed25519) if key.algorithm.parameters.is_none() => Ok(Algorithm::Ed25519),
        (oid::RSA | oid::RSA_PSS | oid::EC | oid::ED_25519, _) => Err(differ()),
        (other, _) => Err(Why::not_verified(other)),
    }
}

/// Whether the signature is by the key, of the message. Where it is not, for whatever cause, it is not.
pub(crate) fn verify(
    key: &Key<'_>,
    id: &AlgorithmId<'_>,
    digest: Option<Digest>,
    message: &[u8],
    signature: &[u8],
) -> Result<bool, Why> {
    let admitted = admit(key, id, digest)?;
    Ok(match (admitted, Scheme::of(id, digest)?) {
        (Algorithm::RsaPss { digest, .. }, Scheme::RsaPss { salt, .. }) => {
            rsa_pss(key, digest, salt, message, signature)?
        }
        (Algorithm::RsaPkcs1 { digest, .. }, _) => rsa_pkcs1(key, digest, message, signature)?,
        (Algorithm::EcdsaP256 { digest }, _) => {
            let known = p256::ecdsa::VerifyingKey::from_sec1_bytes(key.bits);
            let signed = p256::ecdsa::Signature::from_der(signature);
            matches!((known, signed), (Ok(known), Ok(signed)) if known.verify_prehash(&digest.of(message), &signed).is_ok())
        }
        (Algorithm::EcdsaP384 { digest }, _) => {
            let known = p384::ecdsa::VerifyingKey::from_sec1_bytes(key.bits);
            let signed = p384::ecdsa::Signature::from_der(signature);
            matches!((known, signed), (Ok(known), Ok(signed)) if known.verify_prehash(&digest.of(message), &signed).is_ok())
        }
        (Algorithm::Ed25519, _) => {
            let known =
                <[u8; 32]>::try_from(key.bits).map(|bytes| ed25519_dalek::VerifyingKey::from_bytes(&bytes));
            let signed = ed25519_dalek::Signature::from_slice(signature);
            matches!((known, signed), (Ok(Ok(known)), Ok(signed)) if known.verify_strict(message, &signed).is_ok())
        }
        (Algorithm::RsaPss { .. }, _) => false,
    })
}

/// `RSAPublicKey` (RFC 8017 §A.1.1).
fn rsa_numbers<'a>(key: &Key<'a>) -> Result<(&'a [u8], &'a [u8]), Why> {
    let read = || -> Read<_> {
        let mut fields = Fields::of(key.bits, Tag::Sequence)?;
        let modulus = fields.decode::<UintRef<'a>>()?.as_bytes();
        let exponent = fields.decode::<UintRef<'a>>()?.as_bytes();
        fields.finish()?;
        Ok((modulus, exponent))
    };
    read().map_err(|_| Why::malformed(Part::Key))
}

/// The length of a key that is neither too short nor too long.
fn rsa_bits(key: &Key<'_>) -> Result<u32, Why> {
    let (modulus, _) = rsa_numbers(key)?;
    let first = modulus.first().copied().unwrap_or_default();
    let bytes = u32::try_from(modulus.len()).unwrap_or(u32::MAX);
    let bits = bytes.saturating_mul(8).saturating_sub(first.leading_zeros());
    match bits {
        ..RSA_BITS_MIN => Err(Why::WeakAlgorithm { algorithm: format!("RSA {bits}") }),
        RSA_BITS_MIN..=RSA_BITS_MAX => Ok(bits),
        _ => Err(Why::TooMuch { of: Bound::KeyBits, max: RSA_BITS_MAX as usize }),
    }
}

fn rsa_key(key: &Key<'_>) -> Result<rsa::PublicKey, Why> {
    let (modulus, exponent) = rsa_numbers(key)?;
    // The widest exponent that the library takes has 33 bits; numbers of any width cost what a key's owner likes.
    if exponent.len() > 8 {
        return Err(Why::malformed(Part::Key));
    }
    let modulus = BoxedUint::from_be_slice_vartime(modulus);
    let exponent = BoxedUint::from_be_slice_vartime(exponent);
    rsa::PublicKey::new(modulus, exponent).map_err(|_| Why::malformed(Part::Key))
}

fn rsa_pkcs1(key: &Key<'_>, digest: Digest, message: &[u8], signature: &[u8]) -> Result<bool, Why> {
    let key = rsa_key(key)?;
    let hash = digest.of(message);
    Ok(match digest {
        Digest::Sha256 => key.pkcs1v15_verify_prehash::<Sha256>(&hash, signature),
        Digest::Sha384 => key.pkcs1v15_verify_prehash::<Sha384>(&hash, signature),
        Digest::Sha512 => key.pkcs1v15_verify_prehash::<Sha512>(&hash, signature),
    }
    .is_ok())
}

fn rsa_pss(
    key: &Key<'_>,
    digest: Digest,
    salt: usize,
    message: &[u8],
    signature: &[u8],
) -> Result<bool, Why> {
    let key = rsa_key(key)?;
    let Ok(signature) = rsa::pss::Signature::try_from(signature) else { return Ok(false) };
    let hash = digest.of(message);
    Ok(match digest {
        Digest::Sha256 => {
            rsa::pss::VerifyingKey::<Sha256>::new_with_salt_len(key, salt).verify_prehash(&hash, &signature)
        }
        Digest::Sha384 => {
            rsa::pss::VerifyingKey::<Sha384>::new_with_salt_len(key, salt).verify_prehash(&hash, &signature)
        }
        Digest::Sha512 => {
            rsa::pss::VerifyingKey::<Sha512>::new_with_salt_len(key, salt).verify_prehash(&hash, &signature)
        }
    }
    .is_ok())
}
