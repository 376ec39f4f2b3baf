//! What is at hand while one answer is made: time, trust, everything that was handed over, and how much is still looked at.

use core::cell::Cell;

use crate::Check;
use crate::certificate::{CERTIFICATES_MAX, Certificate};
use crate::revocation::{EVIDENCE_MAX, Evidence};
use crate::signed_data::SignedData;
use crate::why::{Bound, Why};

/// Signatures that are looked at for one answer, certificates' and evidence's included. Usual ones need some ten.
pub(crate) const VERIFICATIONS_MAX: usize = 512;

/// Certificates and evidence that belong together.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pool<'a> {
    pub(crate) certificates: Vec<Certificate<'a>>,
    pub(crate) evidence: Vec<Evidence<'a>>,
}

impl<'a> Pool<'a> {
    /// Adds a certificate. One that cannot be read is passed over: whoever needs it says that it is not there.
    pub(crate) fn add_certificate(&mut self, der: &'a [u8]) -> Result<(), Why> {
        if self.certificates.len() >= CERTIFICATES_MAX {
            return Err(Why::TooMuch { of: Bound::Certificates, max: CERTIFICATES_MAX });
        }
        self.certificates.extend(Certificate::read(der));
        Ok(())
    }

    /// Adds evidence on revoked certificates.
    pub(crate) fn add_evidence(&mut self, evidence: Evidence<'a>) -> Result<(), Why> {
        if self.evidence.len() >= EVIDENCE_MAX {
            return Err(Why::TooMuch { of: Bound::RevocationEvidence, max: EVIDENCE_MAX });
        }
        self.evidence.push(evidence);
        Ok(())
    }

    /// Adds what a file has beside its signatures.
    pub(crate) fn add_file(&mut self, file: &SignedData<'a>) -> Result<(), Why> {
        file.certificates.iter().try_for_each(|der| self.add_certificate(der))?;
        file.evidence.iter().try_for_each(|evidence| self.add_evidence(evidence.clone()))
    }

    /// Adds what another has; both are within their bounds, and so is the sum.
    pub(crate) fn add_pool(&mut self, other: &Self) {
        self.certificates.extend_from_slice(&other.certificates);
        self.evidence.extend_from_slice(&other.evidence);
    }
}

/// What is at hand while one answer is made.
pub(crate) struct Context<'a> {
    pub(crate) now: i64,
    pub(crate) proven: Option<i64>,
    pub(crate) signers: Vec<Certificate<'a>>,
    pub(crate) authorities: Vec<Certificate<'a>>,
    pub(crate) handed: Pool<'a>,
    left: Cell<usize>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(check: &Check<'a>) -> Self {
        Self {
            now: check.now,
            proven: check.proven,
            signers: check.signers.read(),
            authorities: check.authorities.read(),
            handed: check.extra.pool(),
            left: Cell::new(VERIFICATIONS_MAX),
        }
    }

    /// Counts one more signature that is looked at.
    pub(crate) fn spend(&self) -> Result<(), Why> {
        let left = self.left.get().checked_sub(1);
        self.left.set(left.ok_or(Why::TooMuch { of: Bound::Verifications, max: VERIFICATIONS_MAX })?);
        Ok(())
    }
}
