//! What is handed over beside a file: certificates between a signer's and a trusted one, and evidence on revoked ones.

use crate::certificate::{CERTIFICATES_MAX, Certificate};
use crate::context::Pool;
use crate::read::unwrap;
use crate::revocation::{EVIDENCE_MAX, Evidence, Source};
use crate::why::{Bound, Part, Why};

/// Bytes of one file that is handed over: lists of large issuers have millions.
pub const EXTRA_BYTES_MAX: usize = 16 << 20;

/// What a file is that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExtraKind {
    /// A certificate. It is trusted no more for that.
    Certificate,
    /// A list of revoked certificates.
    Crl,
    /// An OCSP response.
    Ocsp,
}

/// Files that are handed over beside signatures and timestamps. None of them is trusted for that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extra {
    certificates: Vec<Vec<u8>>,
    evidence: Vec<Vec<u8>>,
}

impl Extra {
    /// Adds a certificate, a list of revoked ones or an OCSP response, in DER or armoured, and says which it is.
    ///
    /// # Errors
    /// Where it is none of them, it is larger than [`EXTRA_BYTES_MAX`], or there are too many.
    pub fn add(&mut self, bytes: &[u8]) -> Result<ExtraKind, Why> {
        let labels = ["CERTIFICATE", "X509 CRL", "OCSP RESPONSE"];
        let der = unwrap(bytes, EXTRA_BYTES_MAX, &labels)?;
        if Certificate::read(&der).is_ok() {
            if self.certificates.len() >= CERTIFICATES_MAX {
                return Err(Why::TooMuch { of: Bound::Certificates, max: CERTIFICATES_MAX });
            }
            self.certificates.push(der);
            return Ok(ExtraKind::Certificate);
        }
        let source = Evidence::handed(&der).and_then(|evidence| evidence.source());
        let kind = match source {
            Some(Source::Crl) => ExtraKind::Crl,
            Some(Source::Ocsp) => ExtraKind::Ocsp,
            None => return Err(Why::malformed(Part::File)),
        };
        if self.evidence.len() >= EVIDENCE_MAX {
            return Err(Why::TooMuch { of: Bound::RevocationEvidence, max: EVIDENCE_MAX });
        }
        self.evidence.push(der);
        Ok(kind)
    }

    /// They were read when they were added.
    pub(crate) fn pool(&self) -> Pool<'_> {
        Pool {
            certificates: self.certificates.iter().filter_map(|der| Certificate::read(der).ok()).collect(),
            evidence: self.evidence.iter().filter_map(|der| Evidence::handed(der)).collect(),
        }
    }
}
