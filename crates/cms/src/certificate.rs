//! Certificates (RFC 5280 §4) as they are read here, and lists of those that are trusted.

use der::asn1::{AnyRef, BitStringRef};
use der::{Decode, Tag, Tagged};
use sha2::{Digest as _, Sha256};

use crate::algorithm::{AlgorithmId, Key};
use crate::name;
use crate::oid::{self, Oid};
use crate::read::{Fields, Read, around, instead, sections, strict, wrong};
use crate::why::{Bound, Part, Why};

/// Certificates that are looked at of one file, and that may be trusted for one purpose.
pub const CERTIFICATES_MAX: usize = 64;
/// Bytes of one certificate. Usual ones have two thousand.
const CERTIFICATE_BYTES_MAX: usize = 1 << 16;
/// Extensions of one certificate or list.
const EXTENSIONS_MAX: usize = 64;
/// Purposes and points that one certificate names.
const VALUES_MAX: usize = 64;

/// Which certificate: what people and programs know it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateName {
    /// Whose it is, as RFC 4514 writes it.
    pub subject: String,
    /// Who issued it.
    pub issuer: String,
    /// Its number with that issuer, in hexadecimal digits.
    pub serial: String,
    /// SHA-256 of its DER.
    pub sha256: [u8; 32],
}

/// An extension: its critical bit and its value.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Extension<'a> {
    pub(crate) oid: Oid,
    pub(crate) critical: bool,
    pub(crate) value: &'a [u8],
}

/// Extensions side by side, none of them twice.
pub(crate) fn extensions<'a>(list: Fields<'a>) -> Read<Vec<Extension<'a>>> {
    let mut found: Vec<Extension<'a>> = Vec::new();
    list.each(EXTENSIONS_MAX, |one| {
        let mut fields = Fields::of(one, Tag::Sequence)?;
        let oid = fields.oid()?;
        let critical = if fields.next_is(Tag::Boolean) { fields.decode::<bool>()? } else { false };
        let value = fields.value(Tag::OctetString)?;
        fields.finish()?;
        if found.iter().any(|other| other.oid == oid) {
            return Err(wrong());
        }
        found.push(Extension { oid, critical, value });
        Ok(())
    })?;
    Ok(found)
}

/// What a key may be used for (RFC 5280 §4.2.1.3), as far as it matters here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Usage {
    /// To sign data: `digitalSignature` or `nonRepudiation`.
    pub(crate) signs: bool,
    /// To sign certificates.
    pub(crate) signs_certificates: bool,
    /// To sign lists of revoked ones.
    pub(crate) signs_lists: bool,
}

/// `ExtendedKeyUsage`.
#[derive(Clone, Debug)]
pub(crate) struct Purposes {
    pub(crate) critical: bool,
    pub(crate) oids: Vec<Oid>,
}

/// A certificate, by the bytes of a file.
#[derive(Clone, Debug)]
pub(crate) struct Certificate<'a> {
    /// All of it.
    pub(crate) der: &'a [u8],
    /// What its issuer signed.
    tbs: &'a [u8],
    /// The serial number's bytes, without a zero in front.
    pub(crate) serial: &'a [u8],
    pub(crate) issuer: &'a [u8],
    pub(crate) subject: &'a [u8],
    pub(crate) not_before: i64,
    pub(crate) not_after: i64,
    pub(crate) key: Key<'a>,
    signature_algorithm: AlgorithmId<'a>,
    signature: &'a [u8],
    /// Whether it may issue, and how many authorities may stand below it.
    pub(crate) authority: Option<(bool, Option<u64>)>,
    pub(crate) usage: Option<Usage>,
    pub(crate) purposes: Option<Purposes>,
    pub(crate) subject_key: Option<&'a [u8]>,
    pub(crate) authority_key: Option<&'a [u8]>,
    /// Where its issuer says that its revocation would be listed: each name as it stands in the file.
    pub(crate) points: Vec<&'a [u8]>,
    /// An OCSP responder whose own revocation need not be asked (RFC 6960 §4.2.2.2.1).
    pub(crate) no_check: bool,
    /// A critical extension that is not understood, or constraints on names.
    pub(crate) not_understood: Option<Oid>,
}

impl<'a> Certificate<'a> {
    /// Reads one. Its DER is strict where this looks at it.
    pub(crate) fn read(der: &'a [u8]) -> Read<Self> {
        if der.len() > CERTIFICATE_BYTES_MAX {
            return Err(wrong());
        }
        strict(der)?;
        let mut outer = Fields::of(der, Tag::Sequence)?;
        let tbs = outer.raw()?;
        let signature_algorithm = AlgorithmId::read(&mut outer)?;
        let signature = outer.bits()?;
        outer.finish()?;

        let mut fields = Fields::of(tbs, Tag::Sequence)?;
        let version = match fields.optional(around(0))? {
            Some(version) => u8::from_der(version.value())?,
            None => 0,
        };
        let serial = serial(&mut fields)?;
        // What is signed says by what, too, so that nobody can say otherwise.
        if AlgorithmId::read(&mut fields)? != signature_algorithm {
            return Err(wrong());
        }
        let issuer = fields.raw()?;
        let mut validity = fields.fields(Tag::Sequence)?;
        let (not_before, not_after) = (validity.time()?, validity.time()?);
        validity.finish()?;
        let subject = fields.raw()?;
        Fields::of(issuer, Tag::Sequence)?;
        Fields::of(subject, Tag::Sequence)?;
        let key = Key::read(&mut fields)?;
        for unique_id in [instead(1), instead(2)] {
            fields.optional(unique_id)?;
        }
        let mut read = Self {
            der,
            tbs,
            serial,
            issuer,
            subject,
            not_before,
            not_after,
            key,
            signature_algorithm,
            signature,
            authority: None,
            usage: None,
            purposes: None,
            subject_key: None,
            authority_key: None,
            points: Vec::new(),
            no_check: false,
            not_understood: None,
        };
        if let Some(list) = fields.optional(around(3))? {
            if version != 2 {
                return Err(wrong());
            }
            let mut list = Fields::side_by_side(list.value())?;
            let inner = list.fields(Tag::Sequence)?;
            list.finish()?;
            for extension in extensions(inner)? {
                read.take(extension)?;
            }
        }
        fields.finish()?;
        Ok(read)
    }

    fn take(&mut self, extension: Extension<'a>) -> Read<()> {
        let value = extension.value;
        match extension.oid {
            oid::BASIC_CONSTRAINTS => {
                let mut fields = Fields::of(value, Tag::Sequence)?;
                let issues = if fields.next_is(Tag::Boolean) { fields.decode::<bool>()? } else { false };
                let below = if fields.is_finished() { None } else { Some(fields.number()?) };
                fields.finish()?;
                self.authority = Some((issues, below));
            }
            oid::KEY_USAGE => {
                let bits = BitStringRef::from_der(value)?;
                let bits: Vec<bool> = bits.bits().take(16).collect();
                let bit = |at: usize| bits.get(at).copied().unwrap_or(false);
                self.usage =
                    Some(Usage { signs: bit(0) || bit(1), signs_certificates: bit(5), signs_lists: bit(6) });
            }
            oid::EXTENDED_KEY_USAGE => {
                let mut oids = Vec::new();
                Fields::of(value, Tag::Sequence)?.each(VALUES_MAX, |one| {
                    oids.push(Oid::from_der(one)?);
                    Ok(())
                })?;
                self.purposes = Some(Purposes { critical: extension.critical, oids });
            }
            oid::SUBJECT_KEY_ID => {
                let value = AnyRef::from_der(value)?;
                value.tag().assert_eq(Tag::OctetString)?;
                self.subject_key = Some(value.value());
            }
            oid::AUTHORITY_KEY_ID => {
                let mut fields = Fields::of(value, Tag::Sequence)?;
                self.authority_key = fields.optional(instead(0))?.map(|id| id.value());
            }
            oid::CRL_DISTRIBUTION_POINTS => {
                let points = &mut self.points;
                Fields::of(value, Tag::Sequence)?.each(VALUES_MAX, |point| {
                    let mut point = Fields::of(point, Tag::Sequence)?;
                    let Some(name) = point.optional(around(0))? else { return Ok(()) };
                    // `fullName`: names side by side.
                    let mut name = Fields::side_by_side(name.value())?;
                    let Some(full) = name.optional(around(0))? else { return Ok(()) };
                    Fields::side_by_side(full.value())?.each(VALUES_MAX, |name| {
                        points.push(name);
                        Ok(())
                    })
                })?;
            }
            oid::OCSP_NO_CHECK => self.no_check = true,
            // Not critical they may be in breach of RFC 5280 §4.2.1.10; passing over them would widen what an issuer may do.
            oid::NAME_CONSTRAINTS => self.not_understood = Some(extension.oid),
            // Any policy will do (RFC 5280 §6.1.1 (c)), and no other name is asked for.
            oid::CERTIFICATE_POLICIES | oid::SUBJECT_ALT_NAME | oid::ISSUER_ALT_NAME => {}
            other if extension.critical => self.not_understood = self.not_understood.or(Some(other)),
            _ => {}
        }
        Ok(())
    }

    /// Which certificate it is.
    pub(crate) fn name(&self) -> CertificateName {
        CertificateName {
            subject: self.subject_text(),
            issuer: name::text(self.issuer),
            serial: name::plain_hex(self.serial),
            sha256: Sha256::digest(self.der).into(),
        }
    }

    /// Whose it is, as text.
    pub(crate) fn subject_text(&self) -> String {
        name::text(self.subject)
    }

    /// Whether it may be the issuer of another, by names and by what the other says of its issuer's key.
    pub(crate) fn may_have_issued(&self, other: &Certificate<'_>) -> bool {
        let keys = self.subject_key.zip(other.authority_key);
        self.subject == other.issuer && keys.is_none_or(|(own, named)| own == named)
    }

    /// Whether its key signed another.
    pub(crate) fn has_signed(&self, other: &Certificate<'_>) -> Result<bool, Why> {
        crate::algorithm::verify(&self.key, &other.signature_algorithm, None, other.tbs, other.signature)
    }

    /// Whether its names are one and the same: a step from one key of an authority to its next.
    pub(crate) fn is_self_issued(&self) -> bool {
        self.issuer == self.subject
    }

    /// Whether it was valid at a time.
    pub(crate) fn holds_at(&self, at: i64) -> Result<(), Why> {
        if at < self.not_before {
            return Err(Why::NotYetValid { certificate: self.subject_text(), from: self.not_before, at });
        }
        if at > self.not_after {
            return Err(Why::Expired { certificate: self.subject_text(), until: self.not_after, at });
        }
        Ok(())
    }
}

/// A serial number as its bytes, without the zero that keeps a number from being negative.
pub(crate) fn serial<'a>(fields: &mut Fields<'a>) -> Read<&'a [u8]> {
    let bytes = fields.value(Tag::Integer)?;
    Ok(bytes.strip_prefix(&[0]).filter(|rest| !rest.is_empty()).unwrap_or(bytes))
}

/// Certificates that are trusted for one purpose, whoever issued them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustList {
    certificates: Vec<Vec<u8>>,
}

impl TrustList {
    /// Reads certificates in PEM, one or more; text between them is passed over.
    ///
    /// # Errors
    /// Where there is none, one cannot be read, or there are more than [`CERTIFICATES_MAX`].
    pub fn parse_pem(pem: &[u8]) -> Result<Self, Why> {
        let malformed = || Why::malformed(Part::Certificate);
        let text = str::from_utf8(pem).map_err(|_| Why::malformed(Part::File))?;
        let sections = sections(text);
        if sections.is_empty() {
            return Err(Why::malformed(Part::File));
        }
        if sections.len() > CERTIFICATES_MAX {
            return Err(Why::TooMuch { of: Bound::Certificates, max: CERTIFICATES_MAX });
        }
        let mut certificates = Vec::new();
        for section in sections {
            let (label, der) = pem_rfc7468::decode_vec(section.as_bytes()).map_err(|_| malformed())?;
            if label != "CERTIFICATE" {
                return Err(malformed());
            }
            Certificate::read(&der).map_err(|_| malformed())?;
            certificates.push(der);
        }
        Ok(Self { certificates })
    }

    /// Which certificates are in it.
    #[must_use]
    pub fn names(&self) -> Vec<CertificateName> {
        self.read().iter().map(Certificate::name).collect()
    }

    /// They were read when the list was made.
    pub(crate) fn read(&self) -> Vec<Certificate<'_>> {
        self.certificates.iter().filter_map(|der| Certificate::read(der).ok()).collect()
    }
}
