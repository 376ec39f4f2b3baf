//! Timestamps (RFC 3161): an authority's word that bytes were there at a time.

use der::asn1::{AnyRef, GeneralizedTime};
use der::{Decode, Tag, Tagged};

use crate::algorithm::{Algorithm, AlgorithmId, Digest};
use crate::certificate::{Certificate, CertificateName, extensions, serial};
use crate::chain::{Purpose, chain};
use crate::context::{Context, Pool};
use crate::name::plain_hex;
use crate::oid::{self, Oid};
use crate::read::{Fields, Read, around, instead, wrong};
use crate::revocation::{Unrevoked, unrevoked};
use crate::signed_data::{SignedData, inside};
use crate::why::{Bound, Part, Why};

/// A time to the billionth of a second, as `TSTInfo` can have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Instant {
    /// Seconds since 1970-01-01 UTC.
    pub seconds: i64,
    /// Billionths of a second beside them, below 10^9.
    pub nanoseconds: u32,
}

/// By how much a timestamp's time may be off, in either direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accuracy {
    /// Whole seconds.
    pub seconds: u32,
    /// Thousandths, 999 at most.
    pub millis: u16,
    /// Millionths, 999 at most.
    pub micros: u16,
}

/// A timestamp that is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamped {
    /// The authority's time.
    pub time: Instant,
    /// By how much it may be off, where the authority says so.
    pub accuracy: Option<Accuracy>,
    /// Whether of two of this authority's timestamps the earlier is always the one with the earlier time.
    pub ordering: bool,
    /// Its number with the authority, in hexadecimal digits.
    pub serial: String,
    /// The policy by which it was given, an object identifier.
    pub policy: String,
    /// The digest of the bytes that it is of.
    pub digest: Digest,
    /// The authority's certificate.
    pub authority: CertificateName,
    /// By what it is signed.
    pub algorithm: Algorithm,
    /// From the authority's certificate to the one that is trusted, both included.
    pub chain: Vec<CertificateName>,
    /// By what each of the chain was found not to be revoked, but for the last.
    pub revocation: Vec<Unrevoked>,
}

impl Stamped {
    /// The second by whose end the bytes were there, with all that the time may be off: what counts as their time.
    #[must_use]
    pub fn latest(&self) -> i64 {
        let accuracy = self.accuracy.unwrap_or(Accuracy { seconds: 0, millis: 0, micros: 0 });
        let nanoseconds = u64::from(self.time.nanoseconds)
            .saturating_add(u64::from(accuracy.millis).saturating_mul(1_000_000))
            .saturating_add(u64::from(accuracy.micros).saturating_mul(1_000));
        let more = i64::try_from(nanoseconds.div_ceil(1_000_000_000)).unwrap_or_default();
        self.time.seconds.saturating_add(accuracy.seconds.into()).saturating_add(more)
    }
}

/// `TSTInfo` (RFC 3161 §2.4.2).
struct TstInfo<'a> {
    policy: Oid,
    digest: AlgorithmId<'a>,
    imprint: &'a [u8],
    serial: &'a [u8],
    time: Instant,
    accuracy: Option<Accuracy>,
    ordering: bool,
    authority: Option<&'a [u8]>,
    not_understood: Option<Oid>,
}

impl<'a> TstInfo<'a> {
    fn read(der: &'a [u8]) -> Read<Self> {
        crate::read::strict(der)?;
        let mut fields = Fields::of(der, Tag::Sequence)?;
        if fields.number()? != 1 {
            return Err(wrong());
        }
        let policy = fields.oid()?;
        let mut imprint = fields.fields(Tag::Sequence)?;
        let digest = AlgorithmId::read(&mut imprint)?;
        let hash = imprint.value(Tag::OctetString)?;
        imprint.finish()?;
        let serial = serial(&mut fields)?;
        let time = instant(fields.value(Tag::GeneralizedTime)?)?;
        let accuracy =
            if fields.next_is(Tag::Sequence) { Some(accuracy(fields.fields(Tag::Sequence)?)?) } else { None };
        let ordering = if fields.next_is(Tag::Boolean) { fields.decode::<bool>()? } else { false };
        // The nonce is for whoever asked.
        fields.optional(Tag::Integer)?;
        let authority = fields.optional(around(0))?.map(|name| name.value());
        let mut not_understood = None;
        if let Some(list) = fields.optional(around(1))? {
            let list = extensions(Fields::side_by_side(list.value())?)?;
            not_understood = list.iter().find(|extension| extension.critical).map(|extension| extension.oid);
        }
        fields.finish()?;
        Ok(Self {
            policy,
            digest,
            imprint: hash,
            serial,
            time,
            accuracy,
            ordering,
            authority,
            not_understood,
        })
    }
}

/// `20260131120000Z`, or with a fraction, `20260131120000.25Z`, that does not end in a zero (RFC 3161 §2.4.2).
fn instant(text: &[u8]) -> Read<Instant> {
    let (whole, rest) = text.split_at_checked(14).ok_or_else(wrong)?;
    let mut second = whole.to_vec();
    second.push(b'Z');
    let second = AnyRef::new(Tag::GeneralizedTime, &second)?.decode_as::<GeneralizedTime>()?;
    let seconds = i64::try_from(second.to_unix_duration().as_secs()).map_err(|_| wrong())?;
    let nanoseconds = match rest {
        [b'Z'] => 0,
        [b'.', digits @ .., b'Z'] if (1..=9).contains(&digits.len()) && digits.last() != Some(&b'0') => {
            let mut value = 0_u32;
            for place in 0..9 {
                let digit = digits.get(place).copied().unwrap_or(b'0');
                if !digit.is_ascii_digit() {
                    return Err(wrong());
                }
                value = value.saturating_mul(10).saturating_add(u32::from(digit.saturating_sub(b'0')));
            }
            value
        }
        _ => return Err(wrong()),
    };
    Ok(Instant { seconds, nanoseconds })
}

fn accuracy(mut fields: Fields<'_>) -> Read<Accuracy> {
    let seconds = match fields.optional(Tag::Integer)? {
        Some(seconds) => seconds.decode_as::<u32>()?,
        None => 0,
    };
    let mut below = |number| -> Read<u16> {
        let Some(field) = fields.optional(instead(number))? else { return Ok(0) };
        let value = AnyRef::new(Tag::Integer, field.value())?.decode_as::<u16>()?;
        if (1..=999).contains(&value) { Ok(value) } else { Err(wrong()) }
    };
    let (millis, micros) = (below(0)?, below(1)?);
    fields.finish()?;
    Ok(Accuracy { seconds, millis, micros })
}

/// The token in a file: the file itself, or what an authority's answer has.
pub(crate) fn token(der: &[u8]) -> Result<&[u8], Why> {
    let malformed = |_| Why::malformed(Part::Timestamp);
    let mut fields = Fields::of(der, Tag::Sequence).map_err(malformed)?;
    if fields.next_is(Tag::ObjectIdentifier) {
        return Ok(der);
    }
    let status = fields.fields(Tag::Sequence).and_then(|mut status| status.number()).map_err(malformed)?;
    // Granted, or granted with modifications.
    if status > 1 {
        return Err(Why::NotGranted { status });
    }
    let token = fields.raw().map_err(malformed)?;
    fields.finish().map_err(malformed)?;
    Ok(token)
}

/// Checks a token that is to be of those bytes; `beside` is what the file around it has, if there is one.
pub(crate) fn check<'a>(
    context: &Context<'a>,
    token: &'a [u8],
    of: &[u8],
    beside: Option<&Pool<'a>>,
) -> Result<Stamped, Why> {
    let file = SignedData::read(token)?;
    if file.content_type != oid::TST_INFO {
        return Err(Why::NotSignedData { oid: file.content_type.to_string() });
    }
    let signer = match file.signers.as_slice() {
        [] => return Err(Why::NoSigner {}),
        [one] => one,
        // RFC 3161 §2.4.2.
        _ => return Err(Why::TooMuch { of: Bound::Signers, max: 1 }),
    };
    let content = inside(&file).map_err(|_| Why::malformed(Part::Timestamp))?;
    let info = TstInfo::read(content).map_err(|_| Why::malformed(Part::Timestamp))?;

    let mut pool = Pool::default();
    pool.add_file(&file)?;
    if let Some(beside) = beside {
        pool.add_pool(beside);
    }
    pool.add_pool(&context.handed);
    let known = pool.certificates.iter().chain(&context.authorities);
    let certificate = signer.certificate(known).ok_or(Why::NoSignerCertificate {})?;
    let (algorithm, digest) = signer.algorithm(certificate)?;
    let of_bytes = info.digest.digest()?;

    if let Some(oid) = info.not_understood {
        return Err(Why::TimestampExtension { oid: oid.to_string() });
    }
    if info.imprint != of_bytes.of(of) {
        return Err(Why::ContentDiffers {});
    }
    let attributes = signer.signed()?;
    signer.is_of(context, certificate, digest, attributes.as_ref(), file.content_type, content)?;
    let names = attributes.as_ref().map_or(Ok(false), |attributes| attributes.names(certificate))?;
    if !names {
        return Err(Why::AttributeMissing { oid: oid::SIGNING_CERTIFICATE_V2.to_string() });
    }
    if info.authority.is_some_and(|name| !is_name_of(name, certificate)) {
        return Err(Why::AuthorityDiffers { certificate: certificate.subject_text() });
    }
    if info.time.seconds > context.now {
        return Err(Why::FromTheFuture { time: info.time.seconds, now: context.now });
    }
    let at = info.time.seconds;
    let chain = chain(context, certificate, Purpose::TimeStamping, &context.authorities, &pool, at)?;
    let revocation = unrevoked(context, &chain, Purpose::TimeStamping, &pool, at)?;
    Ok(Stamped {
        time: info.time,
        accuracy: info.accuracy,
        ordering: info.ordering,
        serial: plain_hex(info.serial),
        policy: info.policy.to_string(),
        digest: of_bytes,
        authority: certificate.name(),
        algorithm,
        chain: chain.iter().map(|certificate| certificate.name()).collect(),
        revocation,
    })
}

/// Whether a `GeneralName` is not another's: of kinds that are no subject's nothing is held against it.
fn is_name_of(name: &[u8], certificate: &Certificate<'_>) -> bool {
    AnyRef::from_der(name).is_ok_and(|name| name.tag() != around(4) || name.value() == certificate.subject)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_has_a_fraction_or_none_and_no_zero_at_its_end() {
        let check = |text: &str| instant(text.as_bytes()).ok().map(|at| (at.seconds, at.nanoseconds));
        assert_eq!(check("19700101000000Z"), Some((0, 0)));
        assert_eq!(check("20260131120000Z"), Some((1_769_860_800, 0)));
        assert_eq!(check("20260131120000.5Z"), Some((1_769_860_800, 500_000_000)));
        assert_eq!(check("20260131120000.000000001Z"), Some((1_769_860_800, 1)));
        for wrong in [
            "",
            "Z",
            "20260131120000",
            "20260131120000.Z",
            "20260131120000.50Z",
            "20260131120000.0000000001Z",
        ] {
            assert_eq!(check(wrong), None, "{wrong}");
        }
        for wrong in [
            "20260131120000.5",
            "20260131120000.-5Z",
            "20260231120000Z",
            "20260131240000Z",
            "20260131120000+0000",
        ] {
            assert_eq!(check(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_counts_is_the_end_of_the_second_that_it_may_be() {
        let check = |nanoseconds, accuracy: Option<(u32, u16, u16)>| {
            Stamped {
                time: Instant { seconds: 100, nanoseconds },
                accuracy: accuracy.map(|(seconds, millis, micros)| Accuracy { seconds, millis, micros }),
                ordering: false,
                serial: String::new(),
                policy: String::new(),
                digest: Digest::Sha256,
                authority: CertificateName {
                    subject: String::new(),
                    issuer: String::new(),
                    serial: String::new(),
                    sha256: [0; 32],
                },
                algorithm: Algorithm::Ed25519,
                chain: vec![],
                revocation: vec![],
            }
            .latest()
        };
        assert_eq!(check(0, None), 100);
        assert_eq!(check(1, None), 101);
        assert_eq!(check(0, Some((1, 0, 0))), 101);
        assert_eq!(check(0, Some((1, 0, 1))), 102);
        assert_eq!(check(999_000_000, Some((0, 1, 0))), 101);
        assert_eq!(check(999_000_001, Some((0, 1, 0))), 102);
        assert_eq!(check(999_999_999, Some((u32::MAX, 999, 999))), 100 + i64::from(u32::MAX) + 2);
    }
}
