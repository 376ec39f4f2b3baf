//! Chains of certificates (RFC 5280 §6.1): from who signed up to one that is trusted.
//!
//! Names are compared byte for byte, which is stricter than RFC 5280 §7.1 and never takes two names for one. A trusted
//! certificate is held to the same rules as any other, but for who issued it.

use crate::certificate::Certificate;
use crate::context::{Context, Pool};
use crate::oid;
use crate::why::Why;

/// Certificates from who signed to the one that is trusted, both included.
pub const CHAIN_MAX: usize = 8;

/// What the lowest certificate's key is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Signing data.
    Signing,
    /// Stamping time (RFC 3161 §2.3).
    TimeStamping,
}

/// The chain from a certificate to one that is trusted, at a time.
pub(crate) fn chain<'p, 'a>(
    context: &Context<'a>,
    leaf: &'p Certificate<'a>,
    purpose: Purpose,
    trusted: &'p [Certificate<'a>],
    pool: &'p Pool<'a>,
    at: i64,
) -> Result<Vec<&'p Certificate<'a>>, Why> {
    may_sign(leaf, purpose)?;
    is_in_order(leaf, at)?;
    let mut climb = Climb { context, trusted, pool, at, chain: vec![leaf] };
    climb.up()?;
    Ok(climb.chain)
}

/// That a certificate's key may be used for that.
fn may_sign(certificate: &Certificate<'_>, purpose: Purpose) -> Result<(), Why> {
    let wrong = || Why::WrongPurpose { certificate: certificate.subject_text() };
    if certificate.usage.is_some_and(|usage| !usage.signs) {
        return Err(wrong());
    }
    let allowed = match (purpose, &certificate.purposes) {
        (Purpose::Signing, None) => true,
        // Whose key is for machines alone has not signed as a person.
        (Purpose::Signing, Some(purposes)) => {
            let machines =
                [oid::KP_SERVER_AUTH, oid::KP_CODE_SIGNING, oid::KP_TIME_STAMPING, oid::KP_OCSP_SIGNING];
            purposes.oids.iter().any(|oid| !machines.contains(oid))
        }
        // That one alone, and critical (RFC 3161 §2.3).
        (Purpose::TimeStamping, Some(purposes)) => {
            purposes.critical && purposes.oids == [oid::KP_TIME_STAMPING]
        }
        (Purpose::TimeStamping, None) => false,
    };
    if allowed { Ok(()) } else { Err(wrong()) }
}

/// What holds for every certificate of a chain.
fn is_in_order(certificate: &Certificate<'_>, at: i64) -> Result<(), Why> {
    if let Some(oid) = certificate.not_understood {
        return Err(Why::CriticalExtension { certificate: certificate.subject_text(), oid: oid.to_string() });
    }
    certificate.holds_at(at)
}

struct Climb<'c, 'p, 'a> {
    context: &'c Context<'a>,
    trusted: &'p [Certificate<'a>],
    pool: &'p Pool<'a>,
    at: i64,
    chain: Vec<&'p Certificate<'a>>,
}

impl Climb<'_, '_, '_> {
    /// Goes on from the highest certificate so far. Ends because each step looks at a signature, of which there are so many.
    fn up(&mut self) -> Result<(), Why> {
        let Some(&highest) = self.chain.last() else { return Ok(()) };
        if self.trusted.iter().any(|trusted| trusted.der == highest.der) {
            return Ok(());
        }
        let mut why = None;
        if self.chain.len() < CHAIN_MAX {
            let pool = self.pool;
            let candidates = self.trusted.iter().chain(&pool.certificates);
            for issuer in candidates.filter(|issuer| issuer.may_have_issued(highest)) {
                if self.chain.iter().any(|below| below.der == issuer.der) {
                    continue;
                }
                self.context.spend()?;
                match issuer.has_signed(highest) {
                    Ok(true) => {}
                    // Somebody else of that name, by the signature or by the kind of key.
                    Ok(false) | Err(Why::AlgorithmsDiffer { .. } | Why::Malformed { .. }) => continue,
                    Err(reason) => {
                        why.get_or_insert(reason);
                        continue;
                    }
                }
                if let Err(reason) = self.may_issue(issuer) {
                    why.get_or_insert(reason);
                    continue;
                }
                self.chain.push(issuer);
                match self.up() {
                    Ok(()) => return Ok(()),
                    Err(reason @ Why::TooMuch { .. }) => return Err(reason),
                    Err(reason) => drop(why.get_or_insert(reason)),
                }
                self.chain.pop();
            }
        }
        let nobody = || Why::NoTrustedChain {
            certificate: highest.subject_text(),
            issuer: crate::name::text(highest.issuer),
        };
        Err(why.unwrap_or_else(nobody))
    }

    /// That a certificate may stand above those of the chain so far.
    fn may_issue(&self, issuer: &Certificate<'_>) -> Result<(), Why> {
        is_in_order(issuer, self.at)?;
        let not_an_authority = || Why::NotAnAuthority { certificate: issuer.subject_text() };
        let Some((true, below_max)) = issuer.authority else { return Err(not_an_authority()) };
        if issuer.usage.is_some_and(|usage| !usage.signs_certificates) {
            return Err(not_an_authority());
        }
        // The lowest is none of them, and neither is a step to an authority's next key (RFC 5280 §4.2.1.9).
        let below = self.chain.iter().skip(1).filter(|below| !below.is_self_issued()).count();
        match below_max {
            Some(max) if u64::try_from(below).is_ok_and(|below| below > max) => {
                Err(Why::ChainTooLong { certificate: issuer.subject_text(), max })
            }
            _ => Ok(()),
        }
    }
}
