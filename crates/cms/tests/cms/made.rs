//! What `openssl` has no option for: attributes and lists that are put into a file that it made.

/// A value in DER.
pub(crate) fn tlv(tag: u8, value: &[u8]) -> Vec<u8> {
    let length = value.len();
    let mut out = vec![tag];
    match length {
        0..=0x7f => out.push(u8::try_from(length).unwrap()),
        0x80..=0xff => out.extend([0x81, u8::try_from(length).unwrap()]),
        0x100..=0xffff => {
            out.extend([0x82, u8::try_from(length >> 8).unwrap(), u8::try_from(length & 0xff).unwrap()])
        }
        _ => out.extend([&[0x83], &u32::try_from(length).unwrap().to_be_bytes()[1..]].concat()),
    }
    out.extend(value);
    out
}

/// The values that stand side by side: each one's tag, and all of it.
pub(crate) fn values(bytes: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (one, tail) = rest.split_at(inside(rest).1);
        found.push(one);
        rest = tail;
    }
    found
}

/// What the first value is around, and how long it is as a whole.
fn inside(bytes: &[u8]) -> (&[u8], usize) {
    let (head, length) = match bytes[1] {
        length @ 0..=0x7f => (2, usize::from(length)),
        0x81 => (3, usize::from(bytes[2])),
        0x82 => (4, usize::from(bytes[2]) << 8 | usize::from(bytes[3])),
        other => panic!("a length of {other:x}"),
    };
    (&bytes[head..head + length], head + length)
}

pub(crate) fn content(bytes: &[u8]) -> &[u8] {
    inside(bytes).0
}

const SIGNED_DATA: &[u8] = b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";
const TIME_STAMP: &[u8] = b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x0e";
const REVOCATION_VALUES: &[u8] = b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x18";
const CERT_VALUES: &[u8] = b"\x06\x0b\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x17";
const RI_OCSP: &[u8] = b"\x06\x08\x2b\x06\x01\x05\x05\x07\x10\x02";

/// A file with one signer, in parts that can be put together again.
pub(crate) struct Made {
    /// The fields of `SignedData`.
    pub(crate) fields: Vec<Vec<u8>>,
    /// The fields of `SignerInfo`.
    pub(crate) signer: Vec<Vec<u8>>,
    unsigned: Vec<Vec<u8>>,
    crls: Vec<Vec<u8>>,
}

impl Made {
    pub(crate) fn of(file: &[u8]) -> Self {
        let outer = values(content(file));
        let owned = |list: Vec<&[u8]>| list.into_iter().map(<[u8]>::to_vec).collect::<Vec<_>>();
        let mut fields = owned(values(content(content(outer[1]))));
        let signers = fields.pop().unwrap();
        let signer = owned(values(content(content(&signers))));
        Self { fields, signer, unsigned: vec![], crls: vec![] }
    }

    fn attribute(mut self, oid: &[u8], value: &[u8]) -> Self {
        self.unsigned.push(tlv(0x30, &[oid, &tlv(0x31, value)].concat()));
        self
    }

    /// With a timestamp on the signature.
    pub(crate) fn stamped(self, token: &[u8]) -> Self {
        self.attribute(TIME_STAMP, token)
    }

    /// With several on it.
    pub(crate) fn stamped_times(self, token: &[u8], times: usize) -> Self {
        self.attribute(TIME_STAMP, &token.repeat(times))
    }

    /// With CAdES' `revocation-values`.
    pub(crate) fn revocation_values(self, crls: &[Vec<u8>], basic_ocsps: &[Vec<u8>]) -> Self {
        let mut value = Vec::new();
        if !crls.is_empty() {
            value.extend(tlv(0xa0, &tlv(0x30, &crls.concat())));
        }
        if !basic_ocsps.is_empty() {
            value.extend(tlv(0xa1, &tlv(0x30, &basic_ocsps.concat())));
        }
        self.attribute(REVOCATION_VALUES, &tlv(0x30, &value))
    }

    /// With CAdES' `certificate-values`.
    pub(crate) fn certificate_values(self, certificates: &[Vec<u8>]) -> Self {
        self.attribute(CERT_VALUES, &tlv(0x30, &certificates.concat()))
    }

    /// With a list in `SignedData.crls`.
    pub(crate) fn crl(mut self, crl: &[u8]) -> Self {
        self.crls.push(crl.to_vec());
        self
    }

    /// With an OCSP response in `SignedData.crls`.
    pub(crate) fn ocsp(mut self, response: &[u8]) -> Self {
        self.crls.push(tlv(0xa1, &[RI_OCSP, response].concat()));
        self
    }

    pub(crate) fn file(&self) -> Vec<u8> {
        self.signed_times(1)
    }

    /// With the same signer so many times.
    pub(crate) fn signed_times(&self, times: usize) -> Vec<u8> {
        let mut signer = self.signer.clone();
        if !self.unsigned.is_empty() {
            let mut unsigned = self.unsigned.clone();
            unsigned.sort();
            signer.push(tlv(0xa1, &unsigned.concat()));
        }
        let mut fields = self.fields.clone();
        if !self.crls.is_empty() {
            let mut crls = self.crls.clone();
            crls.sort();
            fields.push(tlv(0xa1, &crls.concat()));
        }
        fields.push(tlv(0x31, &tlv(0x30, &signer.concat()).repeat(times)));
        tlv(0x30, &[SIGNED_DATA, &tlv(0xa0, &tlv(0x30, &fields.concat()))].concat())
    }
}

/// What a whole OCSP response has inside: `BasicOCSPResponse`.
pub(crate) fn basic(response: &[u8]) -> Vec<u8> {
    let outer = values(content(response));
    let bytes = values(content(content(outer[1])));
    content(bytes[1]).to_vec()
}

/// A certificate's DER.
pub(crate) fn certificate(pem: &[u8]) -> Vec<u8> {
    pem_rfc7468::decode_vec(pem.trim_ascii_end()).unwrap().1
}

/// Bytes with every one of those in them as other ones of the same length, which must be there.
pub(crate) fn patched(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut out = bytes.to_vec();
    let places: Vec<_> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(from)).collect();
    assert!(!places.is_empty(), "nothing to patch");
    places.iter().for_each(|at| out[*at..at + to.len()].copy_from_slice(to));
    out
}
