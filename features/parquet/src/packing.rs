//! Packing: the bytes of a page as they were before they were compressed, within bounds.
//!
//! Nothing grows beyond [`PAGE_BYTES_MAX`], whatever a page tells of itself, and what comes out has the size that was
//! told, or it is an error.

use std::io::Read as _;

use qazyq_market::FileError;

use crate::thrift::{Broken, broken};

/// A page has a megabyte as a rule; some writers make one of each column of a row group.
pub(crate) const PAGE_BYTES_MAX: usize = 64 << 20;

/// How pages are packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    None,
    Snappy,
    Gzip,
    Zstd,
}

/// Why a page cannot be had.
#[derive(Debug)]
pub(crate) enum Fault {
    Broken(Broken),
    /// It is packed or encoded in a way that is not read.
    Otherwise(String),
}

impl From<Broken> for Fault {
    fn from(what: Broken) -> Self {
        Self::Broken(what)
    }
}

impl Fault {
    pub(crate) fn of_column(self, column: &str) -> FileError {
        let column = column.to_owned();
        match self {
            Self::Broken(Broken(what)) => FileError::ParquetColumnBroken { column, what },
            Self::Otherwise(found) => FileError::ParquetColumnPacked { column, found },
        }
    }
}

impl Codec {
    pub(crate) fn numbered(number: i64) -> Result<Self, Fault> {
        let other = match number {
            0 => return Ok(Self::None),
            1 => return Ok(Self::Snappy),
            2 => return Ok(Self::Gzip),
            6 => return Ok(Self::Zstd),
            3 => "LZO".to_owned(),
            4 => "BROTLI".to_owned(),
            5 => "LZ4".to_owned(),
            7 => "LZ4_RAW".to_owned(),
            _ => format!("compression {number}"),
        };
        Err(Fault::Otherwise(other))
    }
}

/// What unpacks page after page: what a decompressor needs is made once.
#[derive(Default)]
pub(crate) struct Unpacker {
    zstd: Option<zstd::bulk::Decompressor<'static>>,
    snappy: snap::raw::Decoder,
}

impl Unpacker {
    /// Makes `to` the `len` bytes that were packed, never more.
    pub(crate) fn unpack(
        &mut self,
        codec: Codec,
        packed: &[u8],
        len: usize,
        to: &mut Vec<u8>,
    ) -> Result<(), Broken> {
        if len > PAGE_BYTES_MAX {
            return Err(broken("a page is too large"));
        }
        to.clear();
        let unpacked = match codec {
            Codec::None => {
                to.extend_from_slice(packed);
                Some(())
            }
            // Nothing at all is not always packed.
            _ if len == 0 => Some(()),
            Codec::Snappy => self.snappy(packed, len, to),
            Codec::Gzip => {
                let beyond = u64::try_from(len).unwrap_or(u64::MAX).saturating_add(1);
                to.reserve_exact(len);
                flate2::read::MultiGzDecoder::new(packed).take(beyond).read_to_end(to).ok().map(|_| ())
            }
            Codec::Zstd => self.zstd(packed, len, to),
        };
        // A buffer that served a larger page before has room for more than this one tells of.
        if unpacked.is_some() && to.len() == len {
            return Ok(());
        }
        Err(broken("a page cannot be unpacked to the size that it tells of"))
    }

    fn snappy(&mut self, packed: &[u8], len: usize, to: &mut Vec<u8>) -> Option<()> {
        if snap::raw::decompress_len(packed).ok() != Some(len) {
            return None;
        }
        to.resize(len, 0);
        self.snappy.decompress(packed, to).ok().map(|_| ())
    }

    fn zstd(&mut self, packed: &[u8], len: usize, to: &mut Vec<u8>) -> Option<()> {
        if self.zstd.is_none() {
            self.zstd = zstd::bulk::Decompressor::new().ok();
        }
        to.reserve_exact(len);
        self.zstd.as_mut()?.decompress_to_buffer(packed, to).ok().map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a page gives when it is unpacked to that size, in a buffer that had another before.
    fn check(codec: Codec, packed: &[u8], len: usize, expected: Option<&[u8]>) {
        for mut to in [Vec::new(), vec![1; 200_000]] {
            let got = Unpacker::default().unpack(codec, packed, len, &mut to).ok().map(|()| to);
            assert_eq!(got.as_deref(), expected, "{codec:?} {len}");
        }
    }

    #[test]
    fn a_page_is_unpacked_to_its_own_size_or_not_at_all() {
        let zeros = vec![0; 100_000];
        let gzip = {
            use std::io::Write as _;
            let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
            to.write_all(&zeros).unwrap();
            to.finish().unwrap()
        };
        let packed = [
            (Codec::None, zeros.clone()),
            (Codec::Snappy, snap::raw::Encoder::new().compress_vec(&zeros).unwrap()),
            (Codec::Gzip, gzip),
            (Codec::Zstd, zstd::bulk::compress(&zeros, 3).unwrap()),
        ];
        for (codec, packed) in packed {
            check(codec, &packed, zeros.len(), Some(&zeros));
            check(codec, &packed, zeros.len() - 1, None);
            check(codec, &packed, zeros.len() + 1, None);
            check(codec, &packed[..packed.len() - 1], zeros.len(), None);
            check(codec, &packed, usize::MAX, None);
            check(codec, &packed, 1, None);
        }
        check(Codec::Zstd, b"", 0, Some(b""));
        check(Codec::Zstd, b"no such thing", 13, None);
    }

    #[test]
    fn packings_that_are_not_read_are_named() {
        let error = |number| Codec::numbered(number).err().map(|fault| fault.of_column("close").to_string());
        let packed =
            |name: &str| Some(format!("parquet-column-is-packed-otherwise column=`close` found=`{name}`"));
        assert_eq!(error(4), packed("BROTLI"));
        assert_eq!(error(99), packed("compression 99"));
    }
}
