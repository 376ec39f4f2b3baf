//! `SignedData` (RFC 5652 §5) and what each of its signers signed.

use der::{Tag, Tagged};
use sha1::{Digest as _, Sha1};

use crate::algorithm::{Algorithm, AlgorithmId, Digest, admit, verify};
use crate::certificate::{CERTIFICATES_MAX, Certificate, serial};
use crate::context::Context;
use crate::oid::{self, Oid};
use crate::read::{Fields, Read, around, instead, is_sorted, wrong};
use crate::revocation::{EVIDENCE_MAX, Evidence};
use crate::why::{Bound, Part, Why};

/// Who may have signed one file.
pub const SIGNERS_MAX: usize = 16;
/// Attributes of one signer.
const ATTRIBUTES_MAX: usize = 64;

/// A file, in parts.
#[derive(Clone, Debug)]
pub(crate) struct SignedData<'a> {
    /// What kind of bytes is signed.
    pub(crate) content_type: Oid,
    /// The bytes, where they stand in the file.
    pub(crate) content: Option<&'a [u8]>,
    pub(crate) certificates: Vec<&'a [u8]>,
    pub(crate) evidence: Vec<Evidence<'a>>,
    pub(crate) signers: Vec<SignerInfo<'a>>,
}

/// `SignerInfo`.
#[derive(Clone, Debug)]
pub(crate) struct SignerInfo<'a> {
    id: SignerId<'a>,
    digest: AlgorithmId<'a>,
    /// The signed attributes as they stand in the file, tag and length included.
    signed: Option<&'a [u8]>,
    algorithm: AlgorithmId<'a>,
    pub(crate) signature: &'a [u8],
    unsigned: Option<&'a [u8]>,
}

#[derive(Clone, Copy, Debug)]
enum SignerId<'a> {
    IssuerAndSerial(&'a [u8], &'a [u8]),
    SubjectKey(&'a [u8]),
}

/// Attributes: each one's identifier, and its values side by side.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attributes<'a>(Vec<(Oid, &'a [u8])>);

impl<'a> SignedData<'a> {
    /// Reads a file, or a token in one.
    pub(crate) fn read(der: &'a [u8]) -> Result<Self, Why> {
        let malformed = |_| Why::malformed(Part::SignedData);
        let mut outer = Fields::of(der, Tag::Sequence).map_err(malformed)?;
        let kind = outer.oid().map_err(malformed)?;
        if kind != oid::SIGNED_DATA {
            return Err(Why::NotSignedData { oid: kind.to_string() });
        }
        let content = outer.value(around(0)).map_err(malformed)?;
        outer.finish().map_err(malformed)?;

        let mut fields = Fields::of(content, Tag::Sequence).map_err(malformed)?;
        // `version` and `digestAlgorithms` say again what stands below.
        fields.number().and_then(|_| fields.value(Tag::Set)).map_err(malformed)?;
        let (content_type, content) = encapsulated(&mut fields).map_err(malformed)?;
        let mut read =
            Self { content_type, content, certificates: vec![], evidence: vec![], signers: vec![] };
        if let Some(set) = fields.optional(around(0)).map_err(malformed)? {
            let set = Fields::side_by_side(set.value()).map_err(malformed)?;
            within(&set, CERTIFICATES_MAX, Bound::Certificates)?;
            set.each(CERTIFICATES_MAX, |choice| {
                // Others than certificates as such have a tag of their own.
                read.certificates.extend(choice.starts_with(&[0x30]).then_some(choice));
                Ok(())
            })
            .map_err(malformed)?;
        }
        if let Some(set) = fields.optional(around(1)).map_err(malformed)? {
            let set = Fields::side_by_side(set.value()).map_err(malformed)?;
            within(&set, EVIDENCE_MAX, Bound::RevocationEvidence)?;
            set.each(EVIDENCE_MAX, |choice| {
                read.evidence.extend(revocation_info(choice)?);
                Ok(())
            })
            .map_err(malformed)?;
        }
        let set = fields.fields(Tag::Set).map_err(malformed)?;
        fields.finish().map_err(malformed)?;
        within(&set, SIGNERS_MAX, Bound::Signers)?;
        set.each(SIGNERS_MAX, |signer| {
            read.signers.push(SignerInfo::read(signer)?);
            Ok(())
        })
        .map_err(malformed)?;
        Ok(read)
    }
}

/// That there are not more of something.
fn within(set: &Fields<'_>, max: usize, of: Bound) -> Result<(), Why> {
    let count = set.clone().count().map_err(|_| Why::malformed(Part::SignedData))?;
    if count > max { Err(Why::TooMuch { of, max }) } else { Ok(()) }
}

/// `EncapsulatedContentInfo`.
fn encapsulated<'a>(fields: &mut Fields<'a>) -> Read<(Oid, Option<&'a [u8]>)> {
    let mut fields = fields.fields(Tag::Sequence)?;
    let kind = fields.oid()?;
    let content = match fields.optional(around(0))? {
        Some(content) => {
            let mut content = Fields::side_by_side(content.value())?;
            let bytes = content.value(Tag::OctetString)?;
            content.finish()?;
            Some(bytes)
        }
        None => None,
    };
    fields.finish()?;
    Ok((kind, content))
}

/// `RevocationInfoChoice` (RFC 5652 §10.2.1, RFC 5940): a list, or an OCSP response. What is neither is passed over.
fn revocation_info(choice: &[u8]) -> Read<Option<Evidence<'_>>> {
    if choice.starts_with(&[0x30]) {
        return Ok(Some(Evidence::crl(choice)));
    }
    let mut fields = Fields::of(choice, around(1))?;
    let format = fields.oid()?;
    let info = fields.raw()?;
    fields.finish()?;
    Ok(matches!(format, oid::RI_OCSP_RESPONSE | oid::OCSP_BASIC).then(|| Evidence::ocsp(info)))
}

impl<'a> SignerInfo<'a> {
    fn read(der: &'a [u8]) -> Read<Self> {
        let mut fields = Fields::of(der, Tag::Sequence)?;
        fields.number()?;
        let id = if fields.next_is(Tag::Sequence) {
            let mut id = fields.fields(Tag::Sequence)?;
            let issuer = id.raw()?;
            let serial = serial(&mut id)?;
            id.finish()?;
            SignerId::IssuerAndSerial(issuer, serial)
        } else {
            SignerId::SubjectKey(fields.value(instead(0))?)
        };
        let digest = AlgorithmId::read(&mut fields)?;
        let signed = if fields.next_is(around(0)) { Some(fields.raw()?) } else { None };
        let algorithm = AlgorithmId::read(&mut fields)?;
        let signature = fields.value(Tag::OctetString)?;
        let unsigned = fields.optional(around(1))?.map(|set| set.value());
        fields.finish()?;
        Ok(Self { id, digest, signed, algorithm, signature, unsigned })
    }

    /// Whose certificate it names, of those.
    pub(crate) fn certificate<'p>(
        &self,
        mut certificates: impl Iterator<Item = &'p Certificate<'a>>,
    ) -> Option<&'p Certificate<'a>>
    where
        'a: 'p,
    {
        certificates.find(|certificate| match self.id {
            SignerId::IssuerAndSerial(issuer, serial) => {
                certificate.issuer == issuer && certificate.serial == serial
            }
            SignerId::SubjectKey(id) => certificate.subject_key == Some(id),
        })
    }

    /// That its algorithms are verified here, before anything is held against anything.
    pub(crate) fn algorithm(&self, certificate: &Certificate<'a>) -> Result<(Algorithm, Digest), Why> {
        let digest = self.digest.digest()?;
        Ok((admit(&certificate.key, &self.algorithm, Some(digest))?, digest))
    }

    /// The signed attributes, none of them twice.
    pub(crate) fn signed(&self) -> Result<Option<Attributes<'a>>, Why> {
        let Some(raw) = self.signed else { return Ok(None) };
        let malformed = |_| Why::malformed(Part::Attribute);
        let set = Fields::of(raw, around(0))
            .and_then(|_| Ok(der::asn1::AnyRef::try_from(raw)?.value()))
            .map_err(malformed)?;
        // They are signed in DER (RFC 5652 §5.4), and so in this order.
        if !is_sorted(set).map_err(malformed)? {
            return Err(Why::malformed(Part::Attribute));
        }
        let attributes = Attributes::read(set)?;
        let oids = || attributes.0.iter().map(|(oid, _)| oid);
        match oids().enumerate().find(|(place, oid)| oids().take(*place).any(|before| before == *oid)) {
            Some((_, oid)) => Err(Why::AttributeRepeated { oid: oid.to_string() }),
            None => Ok(Some(attributes)),
        }
    }

    /// The attributes that anybody may have added.
    pub(crate) fn unsigned(&self) -> Result<Attributes<'a>, Why> {
        self.unsigned.map_or(Ok(Attributes::default()), Attributes::read)
    }

    /// That the certificate's key signed these bytes, by way of the signed attributes where there are any.
    pub(crate) fn is_of(
        &self,
        context: &Context<'a>,
        certificate: &Certificate<'a>,
        digest: Digest,
        attributes: Option<&Attributes<'a>>,
        content_type: Oid,
        content: &[u8],
    ) -> Result<(), Why> {
        let message = match (attributes, self.signed) {
            (Some(attributes), Some(raw)) => {
                let kind = attributes.one(oid::CONTENT_TYPE)?.map(|value| Oid::try_from(value.as_slice()));
                match kind {
                    None => return Err(Why::AttributeMissing { oid: oid::CONTENT_TYPE.to_string() }),
                    Some(Ok(kind)) if kind == content_type => {}
                    Some(Ok(_)) => return Err(Why::ContentTypeDiffers {}),
                    Some(Err(_)) => return Err(Why::malformed(Part::Attribute)),
                }
                let missing = || Why::AttributeMissing { oid: oid::MESSAGE_DIGEST.to_string() };
                let signed = attributes.one(oid::MESSAGE_DIGEST)?.ok_or_else(missing)?;
                if signed != digest.of(content) {
                    return Err(Why::ContentDiffers {});
                }
                // What is signed has a set's own tag (RFC 5652 §5.4).
                let mut message = raw.to_vec();
                if let Some(tag) = message.first_mut() {
                    *tag = 0x31;
                }
                message
            }
            // Without them it is of plain data alone (RFC 5652 §5.3).
            _ if content_type == oid::DATA => content.to_vec(),
            _ => return Err(Why::AttributeMissing { oid: oid::CONTENT_TYPE.to_string() }),
        };
        context.spend()?;
        match verify(&certificate.key, &self.algorithm, Some(digest), &message, self.signature)? {
            true => Ok(()),
            // Of plain data nothing tells which of the two differs.
            false => Err(Why::SignatureWrong { certificate: certificate.subject_text() }),
        }
    }
}

impl<'a> Attributes<'a> {
    fn read(set: &'a [u8]) -> Result<Self, Why> {
        let malformed = |_| Why::malformed(Part::Attribute);
        let set = Fields::side_by_side(set).map_err(malformed)?;
        within(&set, ATTRIBUTES_MAX, Bound::Attributes)?;
        let mut attributes = Vec::new();
        set.each(ATTRIBUTES_MAX, |attribute| {
            let mut fields = Fields::of(attribute, Tag::Sequence)?;
            let oid = fields.oid()?;
            attributes.push((oid, fields.value(Tag::Set)?));
            fields.finish()
        })
        .map_err(malformed)?;
        Ok(Self(attributes))
    }

    /// Every value of an attribute, tag and length included.
    pub(crate) fn all(&self, oid: Oid, max: usize, of: Bound) -> Result<Vec<&'a [u8]>, Why> {
        let malformed = |_| Why::malformed(Part::Attribute);
        let mut values = Vec::new();
        for (_, set) in self.0.iter().filter(|(named, _)| *named == oid) {
            let set = Fields::side_by_side(set).map_err(malformed)?;
            within(&set, max, of)?;
            set.each(max, |value| {
                values.push(value);
                Ok(())
            })
            .map_err(malformed)?;
        }
        if values.len() > max { Err(Why::TooMuch { of, max }) } else { Ok(values) }
    }

    /// The one value of an attribute, tag and length included.
    pub(crate) fn raw(&self, oid: Oid) -> Result<Option<&'a [u8]>, Why> {
        let Some((_, set)) = self.0.iter().find(|(named, _)| *named == oid) else { return Ok(None) };
        let mut set = Fields::side_by_side(set).map_err(|_| Why::malformed(Part::Attribute))?;
        let repeated = |_| Why::AttributeRepeated { oid: oid.to_string() };
        let value = set.raw().map_err(repeated)?;
        set.finish().map_err(repeated)?;
        Ok(Some(value))
    }

    /// The bytes of the one value of an attribute.
    fn one(&self, oid: Oid) -> Result<Option<Vec<u8>>, Why> {
        let malformed = |_| Why::malformed(Part::Attribute);
        let Some(raw) = self.raw(oid)? else { return Ok(None) };
        let value = der::asn1::AnyRef::try_from(raw).map_err(malformed)?;
        let tag = if oid == oid::CONTENT_TYPE { Tag::ObjectIdentifier } else { Tag::OctetString };
        value.tag().assert_eq(tag).map_err(|_| Why::malformed(Part::Attribute))?;
        Ok(Some(value.value().to_vec()))
    }

    /// When the signer says that it was.
    pub(crate) fn claimed_time(&self) -> Result<Option<i64>, Why> {
        let malformed = |_| Why::malformed(Part::Attribute);
        let raw = self.raw(oid::SIGNING_TIME)?;
        raw.map(|raw| der::asn1::AnyRef::try_from(raw).and_then(crate::read::time).map_err(malformed))
            .transpose()
    }

    /// Whether the certificate is named among what is signed (RFC 5035 §3), as it is in every CAdES signature; that it is not
    /// another one which is.
    pub(crate) fn names(&self, certificate: &Certificate<'_>) -> Result<bool, Why> {
        let mut is_named = false;
        for oid in [oid::SIGNING_CERTIFICATE, oid::SIGNING_CERTIFICATE_V2] {
            let Some(raw) = self.raw(oid)? else { continue };
            let is_this = is_first_of(raw, oid == oid::SIGNING_CERTIFICATE_V2, certificate)
                .map_err(|_| Why::malformed(Part::Attribute))??;
            if !is_this {
                return Err(Why::SigningCertificateDiffers { certificate: certificate.subject_text() });
            }
            is_named = true;
        }
        Ok(is_named)
    }
}

/// Whether the first of `SigningCertificate(V2)` is that certificate.
fn is_first_of(raw: &[u8], is_v2: bool, certificate: &Certificate<'_>) -> Read<Result<bool, Why>> {
    let mut fields = Fields::of(raw, Tag::Sequence)?;
    let mut certificates = fields.fields(Tag::Sequence)?;
    let mut id = certificates.fields(Tag::Sequence)?;
    let digest = if is_v2 && id.next_is(Tag::Sequence) {
        match AlgorithmId::read(&mut id)?.digest() {
            Ok(digest) => Some(digest),
            Err(why) => return Ok(Err(why)),
        }
    } else {
        is_v2.then_some(Digest::Sha256)
    };
    let hash = id.value(Tag::OctetString)?;
    // The first form knows SHA-1 alone. It names a certificate whose key has to fit the signature besides.
    let own =
        digest.map_or_else(|| Sha1::digest(certificate.der).to_vec(), |digest| digest.of(certificate.der));
    let mut is_this = own == hash;
    if id.next_is(Tag::Sequence) {
        let mut issuer_serial = id.fields(Tag::Sequence)?;
        let names = issuer_serial.value(Tag::Sequence)?;
        is_this &= serial(&mut issuer_serial)? == certificate.serial;
        issuer_serial.finish()?;
        // A directory name is the one kind that an issuer's can be.
        let mut names = Fields::side_by_side(names)?;
        let name = names.value(around(4))?;
        names.finish()?;
        is_this &= name == certificate.issuer;
    }
    id.finish()?;
    Ok(Ok(is_this))
}

/// Certificates and evidence among unsigned attributes (ETSI EN 319 122-1 §5.4: `certificate-values`, `revocation-values`).
pub(crate) fn stored<'a>(attributes: &Attributes<'a>) -> Result<(Vec<&'a [u8]>, Vec<Evidence<'a>>), Why> {
    let malformed = |_| Why::malformed(Part::Attribute);
    let mut certificates = Vec::new();
    if let Some(raw) = attributes.raw(oid::CERT_VALUES)? {
        let list = Fields::of(raw, Tag::Sequence).map_err(malformed)?;
        within(&list, CERTIFICATES_MAX, Bound::Certificates)?;
        list.each(CERTIFICATES_MAX, |certificate| {
            certificates.push(certificate);
            Ok(())
        })
        .map_err(malformed)?;
    }
    let mut evidence = Vec::new();
    if let Some(raw) = attributes.raw(oid::REVOCATION_VALUES)? {
        let mut fields = Fields::of(raw, Tag::Sequence).map_err(malformed)?;
        for (number, read) in [(0, Evidence::crl as fn(&'a [u8]) -> Evidence<'a>), (1, Evidence::ocsp)] {
            let Some(list) = fields.optional(around(number)).map_err(malformed)? else { continue };
            let list = Fields::of(list.value(), Tag::Sequence).map_err(malformed)?;
            within(&list, EVIDENCE_MAX, Bound::RevocationEvidence)?;
            list.each(EVIDENCE_MAX, |one| {
                evidence.push(read(one));
                Ok(())
            })
            .map_err(malformed)?;
        }
    }
    Ok((certificates, evidence))
}

/// That the bytes beside a file are those in it, where there are any in it.
pub(crate) fn is_content(file: &SignedData<'_>, content: &[u8]) -> Result<(), Why> {
    match file.content {
        Some(inside) if inside != content => Err(Why::ContentDiffers {}),
        _ => Ok(()),
    }
}

/// What a token is around.
pub(crate) fn inside<'a>(file: &SignedData<'a>) -> Read<&'a [u8]> {
    file.content.ok_or_else(wrong)
}
