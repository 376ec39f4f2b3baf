//! Whether a certificate was revoked, by what was handed over: lists (RFC 5280 §5) and OCSP responses (RFC 6960). Nobody is
//! asked.
//!
//! Evidence says that a certificate was good at a time where
//!
//! - it begins at that time or before, and ends then or later; or
//! - it begins later, and not later than the certificate's own end: whoever is not revoked then was not before.
//!
//! It says that one was revoked at a time where it names an earlier one, however old it is itself.

use der::asn1::{AnyRef, GeneralizedTime};
use der::{Decode, Tag, Tagged};
use sha1::Sha1;
use sha2::{Digest as _, Sha256, Sha384, Sha512};

use crate::algorithm::{AlgorithmId, verify};
use crate::certificate::{CERTIFICATES_MAX, Certificate, Extension, extensions, serial};
use crate::chain::Purpose;
use crate::context::{Context, Pool};
use crate::oid;
use crate::read::{Fields, Read, around, instead, strict, wrong};
use crate::why::{Unusable, Why};

/// Lists and answers that are looked at of one file.
pub const EVIDENCE_MAX: usize = 64;
/// Certificates that one answer speaks of.
const ANSWERS_MAX: usize = 1024;

/// What told that a certificate was not revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// A list of revoked certificates.
    Crl,
    /// An answer on this one.
    Ocsp,
}

/// By what a certificate was found not to be revoked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unrevoked {
    /// Whose it is.
    pub certificate: String,
    /// What told it.
    pub by: Source,
    /// When that was known, in seconds since 1970-01-01.
    pub this_update: i64,
    /// When more is known at the latest.
    pub next_update: Option<i64>,
    /// Whether it stood in the file itself, and was not handed over beside it.
    pub in_file: bool,
    /// Since when it is revoked, which is later than the time that counts.
    pub revoked_later: Option<i64>,
}

/// Evidence, from wherever.
#[derive(Clone, Debug)]
pub(crate) struct Evidence<'a> {
    kind: Kind<'a>,
    in_file: bool,
}

#[derive(Clone, Debug)]
enum Kind<'a> {
    Crl(Crl<'a>),
    Ocsp(Ocsp<'a>),
    Unreadable,
}

impl<'a> Evidence<'a> {
    /// A list, as it stands in a file; it may be none.
    pub(crate) fn crl(der: &'a [u8]) -> Self {
        Self { kind: Crl::read(der).map_or(Kind::Unreadable, Kind::Crl), in_file: true }
    }

    /// An answer of any of its two forms, as it stands in a file; it may be none.
    pub(crate) fn ocsp(der: &'a [u8]) -> Self {
        Self { kind: Ocsp::read(der).map_or(Kind::Unreadable, Kind::Ocsp), in_file: true }
    }

    /// What was handed over beside a file, where it can be read.
    pub(crate) fn handed(der: &'a [u8]) -> Option<Self> {
        let kind = Crl::read(der).map(Kind::Crl).or_else(|_| Ocsp::read(der).map(Kind::Ocsp)).ok()?;
        Some(Self { kind, in_file: false })
    }

    /// Which of the two it is.
    pub(crate) fn source(&self) -> Option<Source> {
        match self.kind {
            Kind::Crl(_) => Some(Source::Crl),
            Kind::Ocsp(_) => Some(Source::Ocsp),
            Kind::Unreadable => None,
        }
    }
}

/// What evidence says of one certificate.
struct Word {
    this_update: i64,
    next_update: Option<i64>,
    revoked: Option<Revoked>,
}

struct Revoked {
    since: i64,
    reason: Option<u8>,
}

/// That no certificate of a chain was revoked at a time, but for the highest, which is trusted.
pub(crate) fn unrevoked<'a>(
    context: &Context<'a>,
    chain: &[&Certificate<'a>],
    purpose: Purpose,
    pool: &Pool<'a>,
    at: i64,
) -> Result<Vec<Unrevoked>, Why> {
    let mut unknown = None;
    let mut found = Vec::new();
    for (certificate, issuer) in chain.iter().zip(chain.iter().skip(1)) {
        match one(context, certificate, issuer, purpose, pool, at, true) {
            Ok(unrevoked) => found.push(unrevoked),
            // One that is revoked higher up weighs more than one of which nothing is known.
            Err(why) if why.is_unknown() => drop(unknown.get_or_insert(why)),
            Err(why) => return Err(why),
        }
    }
    unknown.map_or(Ok(found), Err)
}

fn one<'a>(
    context: &Context<'a>,
    certificate: &Certificate<'a>,
    issuer: &Certificate<'a>,
    purpose: Purpose,
    pool: &Pool<'a>,
    at: i64,
    asks_responders: bool,
) -> Result<Unrevoked, Why> {
    let mut because = None;
    let mut good: Option<Unrevoked> = None;
    for evidence in &pool.evidence {
        let (word, by) = match &evidence.kind {
            Kind::Crl(crl) => (crl.word(context, certificate, issuer), Source::Crl),
            Kind::Ocsp(ocsp) if asks_responders => {
                (ocsp.word(context, certificate, issuer, pool), Source::Ocsp)
            }
            Kind::Ocsp(_) => continue,
            Kind::Unreadable => (Some(Err(Unusable::Unreadable)), Source::Crl),
        };
        let word = match word {
            None => continue,
            Some(Err(reason)) => {
                because.get_or_insert(reason);
                continue;
            }
            Some(Ok(word)) if word.this_update > context.now => {
                because.get_or_insert(Unusable::FromTheFuture);
                continue;
            }
            Some(Ok(word)) => word,
        };
        match &word.revoked {
            Some(revoked) if revoked.since <= at || !revoked.leaves_stamps(purpose) => {
                return Err(Why::Revoked {
                    certificate: certificate.subject_text(),
                    since: revoked.since,
                    at,
                });
            }
            // Whoever was revoked later was good then.
            Some(_) => {}
            None => {
                if let Err(reason) = word.is_good_at(at, certificate.not_after) {
                    because.get_or_insert(reason);
                    continue;
                }
            }
        }
        let revoked_later = word.revoked.map(|revoked| revoked.since);
        good = good.or_else(|| {
            Some(Unrevoked {
                certificate: certificate.subject_text(),
                by,
                this_update: word.this_update,
                next_update: word.next_update,
                in_file: evidence.in_file,
                revoked_later,
            })
        });
    }
    let certificate = || certificate.subject_text();
    good.ok_or_else(|| match because {
        Some(because) => Why::RevocationUnknown { certificate: certificate(), because },
        None => Why::NoRevocationEvidence { certificate: certificate() },
    })
}

impl Word {
    fn is_good_at(&self, at: i64, expires: i64) -> Result<(), Unusable> {
        if at < self.this_update {
            return if self.this_update <= expires { Ok(()) } else { Err(Unusable::AfterExpiry) };
        }
        let ends = self.next_update.unwrap_or(self.this_update);
        if at <= ends { Ok(()) } else { Err(Unusable::Stale) }
    }
}

impl Revoked {
    /// Whether what was signed before stays good. A timestamp does only where the key is said not to have been taken: whoever
    /// has it stamps any time (RFC 3161 §4, 1).
    fn leaves_stamps(&self, purpose: Purpose) -> bool {
        match purpose {
            Purpose::Signing => true,
            // unspecified, affiliationChanged, superseded, cessationOfOperation
            Purpose::TimeStamping => matches!(self.reason, Some(0 | 3 | 4 | 5)),
        }
    }
}

/// `CRLReason` (RFC 5280 §5.3.1), by its number.
fn reason(der: &[u8]) -> Read<u8> {
    let value = AnyRef::from_der(der)?;
    value.tag().assert_eq(Tag::Enumerated)?;
    match value.value() {
        [number] => Ok(*number),
        _ => Err(wrong()),
    }
}

/// When it began and why, by the extensions beside it.
fn revoked(since: i64, reason: Option<u8>, beside: &[Extension<'_>]) -> Result<Revoked, Unusable> {
    let mut revoked = Revoked { since, reason };
    for extension in beside {
        match extension.oid {
            oid::REASON_CODE => {
                revoked.reason = Some(self::reason(extension.value).map_err(|_| Unusable::Unreadable)?);
            }
            // What is known to have been wrong before it was told, was wrong before.
            oid::INVALIDITY_DATE => {
                let date = GeneralizedTime::from_der(extension.value).map_err(|_| Unusable::Unreadable)?;
                let date =
                    i64::try_from(date.to_unix_duration().as_secs()).map_err(|_| Unusable::Unreadable)?;
                revoked.since = revoked.since.min(date);
            }
            _ if extension.critical => return Err(Unusable::Extension),
            _ => {}
        }
    }
    Ok(revoked)
}

/// `CertificateList` (RFC 5280 §5.1).
#[derive(Clone, Debug)]
struct Crl<'a> {
    tbs: &'a [u8],
    algorithm: AlgorithmId<'a>,
    signature: &'a [u8],
    issuer: &'a [u8],
    this_update: i64,
    next_update: Option<i64>,
    entries: Option<Fields<'a>>,
    extensions: Vec<Extension<'a>>,
}

impl<'a> Crl<'a> {
    fn read(der: &'a [u8]) -> Read<Self> {
        strict(der)?;
        let mut outer = Fields::of(der, Tag::Sequence)?;
        let tbs = outer.raw()?;
        let algorithm = AlgorithmId::read(&mut outer)?;
        let signature = outer.bits()?;
        outer.finish()?;
        let mut fields = Fields::of(tbs, Tag::Sequence)?;
        let version = fields.optional(Tag::Integer)?;
        if version.is_some_and(|version| version.value() != [1])
            || AlgorithmId::read(&mut fields)? != algorithm
        {
            return Err(wrong());
        }
        let issuer = fields.raw()?;
        let this_update = fields.time()?;
        let is_time =
            |fields: &Fields<'_>| fields.next_is(Tag::UtcTime) || fields.next_is(Tag::GeneralizedTime);
        let next_update = if is_time(&fields) { Some(fields.time()?) } else { None };
        let entries = if fields.next_is(Tag::Sequence) { Some(fields.fields(Tag::Sequence)?) } else { None };
        let extensions = match fields.optional(around(0))? {
            Some(list) => extensions(Fields::of(list.value(), Tag::Sequence)?)?,
            None => Vec::new(),
        };
        fields.finish()?;
        Ok(Self { tbs, algorithm, signature, issuer, this_update, next_update, entries, extensions })
    }

    /// What it says of a certificate; nothing, where it is another issuer's.
    fn word(
        &self,
        context: &Context<'a>,
        certificate: &Certificate<'a>,
        issuer: &Certificate<'a>,
    ) -> Option<Result<Word, Unusable>> {
        (self.issuer == certificate.issuer).then(|| {
            self.speaks_of(certificate)?;
            if issuer.usage.is_some_and(|usage| !usage.signs_lists) {
                return Err(Unusable::NotByIssuer);
            }
            context.spend().map_err(|_| Unusable::TooMany)?;
            match verify(&issuer.key, &self.algorithm, None, self.tbs, self.signature) {
                Ok(true) => {}
                Ok(false) => return Err(Unusable::NotByIssuer),
                Err(_) => return Err(Unusable::Algorithm),
            }
            let revoked = self.entry(certificate.serial)?;
            Ok(Word { this_update: self.this_update, next_update: self.next_update, revoked })
        })
    }

    /// That its extensions are understood, and it speaks of such certificates.
    fn speaks_of(&self, certificate: &Certificate<'_>) -> Result<(), Unusable> {
        for extension in &self.extensions {
            match extension.oid {
                oid::ISSUING_DISTRIBUTION_POINT => {
                    let scope = Scope::read(extension.value).map_err(|_| Unusable::Unreadable)?;
                    if !scope.holds(certificate) {
                        return Err(Unusable::Scope);
                    }
                }
                oid::DELTA_CRL => return Err(Unusable::Scope),
                oid::AUTHORITY_KEY_ID | oid::CRL_NUMBER | oid::ISSUER_ALT_NAME => {}
                _ if extension.critical => return Err(Unusable::Extension),
                _ => {}
            }
        }
        Ok(())
    }

    /// Its line on a number.
    fn entry(&self, number: &[u8]) -> Result<Option<Revoked>, Unusable> {
        let mut found = None;
        let Some(entries) = self.entries.clone() else { return Ok(None) };
        let read = entries.each(usize::MAX, |entry| {
            let mut entry = Fields::of(entry, Tag::Sequence)?;
            let is_it = serial(&mut entry)? == number;
            let since = entry.time()?;
            // Whatever is critical in any line changes what the others mean (RFC 5280 §5.3.3).
            let beside =
                if entry.is_finished() { Vec::new() } else { extensions(entry.fields(Tag::Sequence)?)? };
            entry.finish()?;
            let line = revoked(since, None, &beside);
            if is_it || line.is_err() {
                found.get_or_insert(line);
            }
            Ok(())
        });
        read.map_err(|_| Unusable::Unreadable)?;
        found.transpose()
    }
}

/// `IssuingDistributionPoint` (RFC 5280 §5.2.5).
struct Scope<'a> {
    points: Option<Vec<&'a [u8]>>,
    only_users: bool,
    only_authorities: bool,
    /// Some reasons alone, other issuers' certificates, attribute certificates alone: of no use here.
    is_special: bool,
}

impl<'a> Scope<'a> {
    fn read(value: &'a [u8]) -> Read<Self> {
        let mut fields = Fields::of(value, Tag::Sequence)?;
        let mut scope = Self { points: None, only_users: false, only_authorities: false, is_special: false };
        if let Some(point) = fields.optional(around(0))? {
            let mut points = Vec::new();
            let mut name = Fields::side_by_side(point.value())?;
            // A name that is relative to the issuer's is at no point that a certificate names in full.
            if let Some(full) = name.optional(around(0))? {
                Fields::side_by_side(full.value())?.each(64, |name| {
                    points.push(name);
                    Ok(())
                })?;
            }
            scope.points = Some(points);
        }
        let flag = |fields: &mut Fields<'_>, number| -> Read<bool> {
            Ok(fields.optional(instead(number))?.is_some_and(|flag| flag.value() == [0xff]))
        };
        scope.only_users = flag(&mut fields, 1)?;
        scope.only_authorities = flag(&mut fields, 2)?;
        scope.is_special |= fields.optional(instead(3))?.is_some();
        scope.is_special |= flag(&mut fields, 4)?;
        scope.is_special |= flag(&mut fields, 5)?;
        fields.finish()?;
        Ok(scope)
    }

    fn holds(&self, certificate: &Certificate<'_>) -> bool {
        let is_left_out = match certificate.authority {
            Some((true, _)) => self.only_users,
            _ => self.only_authorities,
        };
        let is_at = |points: &Vec<&[u8]>| points.iter().any(|point| certificate.points.contains(point));
        !self.is_special && !is_left_out && self.points.as_ref().is_none_or(is_at)
    }
}

/// `BasicOCSPResponse` (RFC 6960 §4.2.1).
#[derive(Clone, Debug)]
struct Ocsp<'a> {
    tbs: &'a [u8],
    algorithm: AlgorithmId<'a>,
    signature: &'a [u8],
    responder: Responder<'a>,
    produced_at: i64,
    answers: Vec<OneAnswer<'a>>,
    extensions: Vec<Extension<'a>>,
    certificates: Vec<&'a [u8]>,
}

#[derive(Clone, Copy, Debug)]
enum Responder<'a> {
    Name(&'a [u8]),
    /// SHA-1 of the key's bits, whatever else is SHA-1 no more.
    Key(&'a [u8]),
}

/// `SingleResponse`.
#[derive(Clone, Debug)]
struct OneAnswer<'a> {
    digest: oid::Oid,
    issuer_name: &'a [u8],
    issuer_key: &'a [u8],
    serial: &'a [u8],
    status: AnyRef<'a>,
    this_update: i64,
    next_update: Option<i64>,
    extensions: Vec<Extension<'a>>,
}

impl<'a> Ocsp<'a> {
    /// Either of the two: the whole response, or what a successful one has inside.
    fn read(der: &'a [u8]) -> Read<Self> {
        strict(der)?;
        let mut outer = Fields::of(der, Tag::Sequence)?;
        if !outer.next_is(Tag::Enumerated) {
            return Self::basic(der);
        }
        if outer.value(Tag::Enumerated)? != [0] {
            return Err(wrong());
        }
        let bytes = outer.value(around(0))?;
        outer.finish()?;
        let mut bytes = Fields::of(bytes, Tag::Sequence)?;
        if bytes.oid()? != oid::OCSP_BASIC {
            return Err(wrong());
        }
        let basic = bytes.value(Tag::OctetString)?;
        bytes.finish()?;
        strict(basic)?;
        Self::basic(basic)
    }

    fn basic(der: &'a [u8]) -> Read<Self> {
        let mut outer = Fields::of(der, Tag::Sequence)?;
        let tbs = outer.raw()?;
        let algorithm = AlgorithmId::read(&mut outer)?;
        let signature = outer.bits()?;
        let mut certificates = Vec::new();
        if let Some(list) = outer.optional(around(0))? {
            Fields::of(list.value(), Tag::Sequence)?.each(CERTIFICATES_MAX, |certificate| {
                certificates.push(certificate);
                Ok(())
            })?;
        }
        outer.finish()?;
        let mut fields = Fields::of(tbs, Tag::Sequence)?;
        if fields.optional(around(0))?.is_some_and(|version| version.value() != [2, 1, 0]) {
            return Err(wrong());
        }
        let responder = match fields.optional(around(1))? {
            Some(name) => Responder::Name(name.value()),
            None => Responder::Key(Fields::side_by_side(fields.value(around(2))?)?.value(Tag::OctetString)?),
        };
        let produced_at = fields.time()?;
        let mut answers = Vec::new();
        fields.fields(Tag::Sequence)?.each(ANSWERS_MAX, |one| {
            answers.push(OneAnswer::read(one)?);
            Ok(())
        })?;
        let extensions = listed(&mut fields, 1)?;
        fields.finish()?;
        Ok(Self { tbs, algorithm, signature, responder, produced_at, answers, extensions, certificates })
    }

    /// What it says of a certificate; nothing, where it speaks of others.
    fn word(
        &self,
        context: &Context<'a>,
        certificate: &Certificate<'a>,
        issuer: &Certificate<'a>,
        pool: &Pool<'a>,
    ) -> Option<Result<Word, Unusable>> {
        let mut answers = self.answers.iter().filter(|answer| answer.is_of(certificate, issuer));
        // Of two in one response the one that calls it revoked counts.
        let first = answers.next()?;
        let answer = answers.find(|answer| answer.status.tag() == around(1)).unwrap_or(first);
        Some(self.is_signed(context, issuer, pool).and_then(|()| answer.word()))
    }

    /// That the issuer signed it, or somebody whom it lets answer (RFC 6960 §4.2.2.2).
    fn is_signed(
        &self,
        context: &Context<'a>,
        issuer: &Certificate<'a>,
        pool: &Pool<'a>,
    ) -> Result<(), Unusable> {
        if self.extensions.iter().any(|extension| extension.critical && extension.oid != oid::OCSP_NONCE) {
            return Err(Unusable::Extension);
        }
        if self.produced_at > context.now {
            return Err(Unusable::FromTheFuture);
        }
        let mut because = Unusable::NotByIssuer;
        let inside: Vec<_> = self.certificates.iter().filter_map(|der| Certificate::read(der).ok()).collect();
        for responder in core::iter::once(issuer).chain(&inside).chain(&pool.certificates) {
            if !self.responder.is(responder) {
                continue;
            }
            context.spend().map_err(|_| Unusable::TooMany)?;
            match verify(&responder.key, &self.algorithm, None, self.tbs, self.signature) {
                Ok(true) => {}
                Ok(false) => continue,
                Err(_) => {
                    because = Unusable::Algorithm;
                    continue;
                }
            }
            if responder.der == issuer.der {
                return Ok(());
            }
            match self.may_answer(context, responder, issuer, pool) {
                Ok(()) => return Ok(()),
                Err(reason) => because = reason,
            }
        }
        Err(because)
    }

    /// That the issuer itself lets a responder answer, and that one is in order.
    fn may_answer(
        &self,
        context: &Context<'a>,
        responder: &Certificate<'a>,
        issuer: &Certificate<'a>,
        pool: &Pool<'a>,
    ) -> Result<(), Unusable> {
        let answers =
            responder.purposes.as_ref().is_some_and(|purposes| purposes.oids.contains(&oid::KP_OCSP_SIGNING));
        if !answers || responder.usage.is_some_and(|usage| !usage.signs) || !issuer.may_have_issued(responder)
        {
            return Err(Unusable::NotByIssuer);
        }
        context.spend().map_err(|_| Unusable::TooMany)?;
        if !issuer.has_signed(responder).unwrap_or(false) {
            return Err(Unusable::NotByIssuer);
        }
        if responder.not_understood.is_some() || responder.holds_at(self.produced_at).is_err() {
            return Err(Unusable::Responder);
        }
        // A list tells of a responder; another answer would lead round in circles.
        let is_unrevoked = responder.no_check
            || one(context, responder, issuer, Purpose::Signing, pool, self.produced_at, false).is_ok();
        if is_unrevoked { Ok(()) } else { Err(Unusable::Responder) }
    }
}

impl Responder<'_> {
    fn is(&self, certificate: &Certificate<'_>) -> bool {
        match self {
            Self::Name(name) => *name == certificate.subject,
            Self::Key(hash) => Sha1::digest(certificate.key.bits).as_slice() == *hash,
        }
    }
}

impl<'a> OneAnswer<'a> {
    fn read(der: &'a [u8]) -> Read<Self> {
        let mut fields = Fields::of(der, Tag::Sequence)?;
        let mut id = fields.fields(Tag::Sequence)?;
        let digest = AlgorithmId::read(&mut id)?.oid;
        let issuer_name = id.value(Tag::OctetString)?;
        let issuer_key = id.value(Tag::OctetString)?;
        let serial = serial(&mut id)?;
        id.finish()?;
        let status = fields.any()?;
        let this_update = fields.time()?;
        let next_update = match fields.optional(around(0))? {
            Some(next) => Some(crate::read::time(AnyRef::from_der(next.value())?)?),
            None => None,
        };
        let extensions = listed(&mut fields, 1)?;
        fields.finish()?;
        Ok(Self { digest, issuer_name, issuer_key, serial, status, this_update, next_update, extensions })
    }

    /// Whether it is of that certificate of that issuer.
    fn is_of(&self, certificate: &Certificate<'_>, issuer: &Certificate<'_>) -> bool {
        let digest = |bytes: &[u8]| match self.digest {
            // It names, and proves nothing: what counts is the responder's signature.
            oid::SHA_1 => Some(Sha1::digest(bytes).to_vec()),
            oid::SHA_256 => Some(Sha256::digest(bytes).to_vec()),
            oid::SHA_384 => Some(Sha384::digest(bytes).to_vec()),
            oid::SHA_512 => Some(Sha512::digest(bytes).to_vec()),
            _ => None,
        };
        self.serial == certificate.serial
            && digest(issuer.subject).is_some_and(|hash| hash == self.issuer_name)
            && digest(issuer.key.bits).is_some_and(|hash| hash == self.issuer_key)
    }

    fn word(&self) -> Result<Word, Unusable> {
        let revoked = if self.status.tag() == instead(0) {
            if self.extensions.iter().any(|extension| extension.critical) {
                return Err(Unusable::Extension);
            }
            None
        } else if self.status.tag() == around(1) {
            let read = || -> Read<_> {
                let mut fields = Fields::side_by_side(self.status.value())?;
                let since = fields.time()?;
                let reason = fields.optional(around(0))?.map(|code| reason(code.value())).transpose()?;
                fields.finish()?;
                Ok((since, reason))
            };
            let (since, reason) = read().map_err(|_| Unusable::Unreadable)?;
            Some(revoked(since, reason, &self.extensions)?)
        } else {
            return Err(Unusable::Unknown);
        };
        Ok(Word { this_update: self.this_update, next_update: self.next_update, revoked })
    }
}

/// Extensions, where the next field has that number around them.
fn listed<'a>(fields: &mut Fields<'a>, number: u32) -> Read<Vec<Extension<'a>>> {
    match fields.optional(around(number))? {
        Some(list) => extensions(Fields::of(list.value(), Tag::Sequence)?),
        None => Ok(Vec::new()),
    }
}
