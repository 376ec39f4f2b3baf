//! A zip archive with one packed file (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16).

use std::io::Write;

use flate2::write::DeflateEncoder;
use flate2::{Compression, Crc};

/// The archive's bytes.
pub(crate) fn archive(name: &str, content: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).expect("memory takes all bytes");
    let packed = encoder.finish().expect("memory takes all bytes");
    let mut crc = Crc::new();
    crc.update(content);

    let size = |length: usize| u32::try_from(length).expect("a file below 4 GiB").to_le_bytes();
    let mut common = Vec::new();
    // Version 2.0, no flags, deflated, 1980-01-01 00:00.
    for field in [20_u16, 0, 8, 0, 0x21] {
        common.extend(field.to_le_bytes());
    }
    common.extend(crc.sum().to_le_bytes());
    common.extend(size(packed.len()));
    common.extend(size(content.len()));
    common.extend((name.len() as u16).to_le_bytes());
    // No extra field.
    common.extend([0, 0]);

    let mut out = b"PK\x03\x04".to_vec();
    out.extend(&common);
    out.extend(name.as_bytes());
    out.extend(&packed);

    let directory = out.len();
    out.extend(b"PK\x01\x02\x14\x00");
    out.extend(&common);
    // No comment, the first disk, no attributes, the first byte of the archive.
    out.extend([0; 14]);
    out.extend(name.as_bytes());
    let length = out.len() - directory;

    out.extend(b"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00");
    out.extend(size(length));
    out.extend(size(directory));
    out.extend([0, 0]);
    out
}
