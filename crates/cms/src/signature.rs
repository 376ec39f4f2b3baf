//! Signatures over given bytes: CMS (RFC 5652), and CAdES (ETSI EN 319 122-1) where its attributes are there.

use crate::algorithm::Algorithm;
use crate::answer::Answer;
use crate::certificate::CertificateName;
use crate::chain::{Purpose, chain};
use crate::context::{Context, Pool};
use crate::oid;
use crate::revocation::{Unrevoked, unrevoked};
use crate::signed_data::{Attributes, SignedData, SignerInfo, is_content, stored};
use crate::timestamp::{self, Stamped};
use crate::why::{Bound, Why};

/// Timestamps of one signature.
pub const TIMESTAMPS_MAX: usize = 4;

/// What came of a file with signatures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatures {
    /// Of the file as a whole: valid where every signer's is, else the first reason why not, what is wrong before what is open.
    pub answer: Answer<()>,
    /// Of each signer, in the file's order; nobody, where the file could not be read so far.
    pub signers: Vec<Signer>,
}

/// What came of one signer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signer {
    /// The certificate that the signature names, where it is there. Only of a valid signature is it the signer's.
    pub certificate: Option<CertificateName>,
    /// Whether it is good.
    pub answer: Answer<Signed>,
}

/// A signature that is good.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The signer's certificate.
    pub signer: CertificateName,
    /// By what it is signed.
    pub algorithm: Algorithm,
    /// How much stands in the file.
    pub level: Level,
    /// The time that counts, in seconds since 1970-01-01: it was there then.
    pub time: i64,
    /// What shows it.
    pub time_from: TimeFrom,
    /// When the signer says that it was. Nothing shows that.
    pub claimed_time: Option<i64>,
    /// What came of each timestamp on the signature that stands in the file.
    pub timestamps: Vec<Answer<Stamped>>,
    /// From the signer's certificate to the one that is trusted, both included.
    pub chain: Vec<CertificateName>,
    /// By what each of the chain was found not to be revoked, but for the last.
    pub revocation: Vec<Unrevoked>,
}

/// How much a signature has with it: CMS alone, or one of CAdES' levels (ETSI EN 319 122-1 §6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// No attribute names the signer's certificate.
    Cms,
    /// CAdES-B-B: the certificate is named among what is signed.
    BaselineB,
    /// CAdES-B-T: and a good timestamp is on the signature.
    BaselineT,
    /// CAdES-B-LT: and all that tells of revocation stands in the file.
    BaselineLt,
}

impl Level {
    /// A word for it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Cms => "cms",
            Self::BaselineB => "cades-b-b",
            Self::BaselineT => "cades-b-t",
            Self::BaselineLt => "cades-b-lt",
        }
    }
}

/// What shows the time that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeFrom {
    /// A timestamp on the signature, in the file.
    SignatureTimestamp,
    /// The time that the caller proved otherwise.
    Proven,
    /// Nothing but that it is here now.
    Now,
}

impl TimeFrom {
    /// A word for it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::SignatureTimestamp => "signature-timestamp",
            Self::Proven => "proven",
            Self::Now => "now",
        }
    }
}

impl Signatures {
    /// Of a file that could not be read.
    pub(crate) fn unread(why: Why) -> Self {
        Self { answer: Answer::of(Err(why)), signers: vec![] }
    }

    fn of(signers: Vec<Signer>) -> Self {
        let whys = || signers.iter().filter_map(|signer| signer.answer.why());
        let worst = whys().find(|why| !why.is_unknown()).or_else(|| whys().next());
        Self { answer: Answer::of(worst.cloned().map_or(Ok(()), Err)), signers }
    }
}

/// Checks a file that is to be signatures of those bytes.
pub(crate) fn check<'a>(context: &Context<'a>, der: &'a [u8], content: &[u8]) -> Signatures {
    let read = SignedData::read(der).and_then(|file| match file.signers.as_slice() {
        [] => Err(Why::NoSigner {}),
        _ => Ok(file),
    });
    let file = match read {
        Ok(file) => file,
        Err(why) => return Signatures::unread(why),
    };
    Signatures::of(file.signers.iter().map(|signer| one(context, &file, signer, content)).collect())
}

fn one<'a>(context: &Context<'a>, file: &SignedData<'a>, signer: &SignerInfo<'a>, content: &[u8]) -> Signer {
    let mut named = None;
    let answer = Answer::of(signed(context, file, signer, content, &mut named));
    Signer { certificate: named, answer }
}

/// The checks, in their order.
fn signed<'a>(
    context: &Context<'a>,
    file: &SignedData<'a>,
    signer: &SignerInfo<'a>,
    content: &[u8],
    named: &mut Option<CertificateName>,
) -> Result<Signed, Why> {
    let unsigned = signer.unsigned()?;
    let pool = pool(context, file, &unsigned)?;
    let known = pool.certificates.iter().chain(&context.signers);
    let certificate = signer.certificate(known).ok_or(Why::NoSignerCertificate {})?;
    *named = Some(certificate.name());

    // Whatever is not verified here is unknown, whatever else there may be to say.
    let (algorithm, digest) = signer.algorithm(certificate)?;
    is_content(file, content)?;
    let attributes = signer.signed()?;
    signer.is_of(context, certificate, digest, attributes.as_ref(), file.content_type, content)?;
    let attributes = attributes.unwrap_or_default();
    let is_cades = attributes.names(certificate)?;
    let claimed_time = attributes.claimed_time()?;

    let timestamps = timestamps(context, signer, &unsigned, &pool)?;
    let (time, time_from) = earliest(context, &timestamps);
    let chain = chain(context, certificate, Purpose::Signing, &context.signers, &pool, time)?;
    let revocation = unrevoked(context, &chain, Purpose::Signing, &pool, time)?;

    Ok(Signed {
        signer: certificate.name(),
        algorithm,
        level: level(is_cades, &timestamps, &revocation),
        time,
        time_from,
        claimed_time,
        timestamps,
        chain: chain.iter().map(|certificate| certificate.name()).collect(),
        revocation,
    })
}

/// Everything that may serve one signer: of the file, of the attributes beside the signature, and what was handed over.
fn pool<'a>(
    context: &Context<'a>,
    file: &SignedData<'a>,
    unsigned: &Attributes<'a>,
) -> Result<Pool<'a>, Why> {
    let mut pool = Pool::default();
    pool.add_file(file)?;
    let (certificates, evidence) = stored(unsigned)?;
    certificates.into_iter().try_for_each(|der| pool.add_certificate(der))?;
    evidence.into_iter().try_for_each(|one| pool.add_evidence(one))?;
    pool.add_pool(&context.handed);
    Ok(pool)
}

/// What comes of each timestamp on the signature. One that is not good shows no time, and does no other harm.
fn timestamps<'a>(
    context: &Context<'a>,
    signer: &SignerInfo<'a>,
    unsigned: &Attributes<'a>,
    pool: &Pool<'a>,
) -> Result<Vec<Answer<Stamped>>, Why> {
    let tokens = unsigned.all(oid::SIGNATURE_TIME_STAMP, TIMESTAMPS_MAX, Bound::Timestamps)?;
    let check = |token| Answer::of(timestamp::check(context, token, signer.signature, Some(pool)));
    Ok(tokens.into_iter().map(check).collect())
}

/// The earliest time that is shown.
fn earliest(context: &Context<'_>, timestamps: &[Answer<Stamped>]) -> (i64, TimeFrom) {
    let stamped = timestamps
        .iter()
        .filter_map(Answer::valid)
        .map(|stamped| (stamped.latest(), TimeFrom::SignatureTimestamp));
    let proven = context.proven.map(|time| (time, TimeFrom::Proven));
    let now = (context.now, TimeFrom::Now);
    stamped
        .chain(proven)
        .filter(|(time, _)| *time <= context.now)
        .min_by_key(|(time, _)| *time)
        .unwrap_or(now)
}

fn level(is_cades: bool, timestamps: &[Answer<Stamped>], revocation: &[Unrevoked]) -> Level {
    let mut good = timestamps.iter().filter_map(Answer::valid).peekable();
    if !is_cades {
        return Level::Cms;
    }
    if good.peek().is_none() {
        return Level::BaselineB;
    }
    let stored =
        good.flat_map(|stamped| &stamped.revocation).chain(revocation).all(|unrevoked| unrevoked.in_file);
    if stored && !revocation.is_empty() { Level::BaselineLt } else { Level::BaselineT }
}
