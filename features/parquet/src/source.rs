//! Sources: bytes at places, wherever they are.

use std::io;

/// Something that has bytes at places: a file, or memory.
///
/// Reading does not move anything, so that two readers of one file cannot be in each other's way.
pub trait Source {
    /// How many bytes there are.
    ///
    /// # Errors
    /// Where that cannot be learned.
    fn size(&self) -> io::Result<u64>;

    /// Fills `to` with the bytes from `offset`.
    ///
    /// # Errors
    /// Where they cannot be read, or end before `to` is full.
    fn read_at(&self, offset: u64, to: &mut [u8]) -> io::Result<()>;
}

impl<S: Source + ?Sized> Source for &S {
    fn size(&self) -> io::Result<u64> {
        (**self).size()
    }

    fn read_at(&self, offset: u64, to: &mut [u8]) -> io::Result<()> {
        (**self).read_at(offset, to)
    }
}

impl Source for [u8] {
    fn size(&self) -> io::Result<u64> {
        Ok(u64::try_from(self.len()).unwrap_or(u64::MAX))
    }

    fn read_at(&self, offset: u64, to: &mut [u8]) -> io::Result<()> {
        let begin = usize::try_from(offset).unwrap_or(usize::MAX);
        let bytes = self.get(begin..begin.saturating_add(to.len()));
        to.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }
}

impl Source for Vec<u8> {
    fn size(&self) -> io::Result<u64> {
        self.as_slice().size()
    }

    fn read_at(&self, offset: u64, to: &mut [u8]) -> io::Result<()> {
        self.as_slice().read_at(offset, to)
    }
}

/// Of a file that whoever calls has opened. Mapping it would count as memory; its cursor is neither used nor needed.
#[cfg(unix)]
impl Source for std::fs::File {
    fn size(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn read_at(&self, offset: u64, to: &mut [u8]) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(self, to, offset)
    }
}

/// The same where a read at a place also moves the cursor, which nothing here looks at.
#[cfg(windows)]
impl Source for std::fs::File {
    fn size(&self) -> io::Result<u64> {
        Ok(self.metadata()?.len())
    }

    fn read_at(&self, mut offset: u64, mut to: &mut [u8]) -> io::Result<()> {
        while !to.is_empty() {
            let read = std::os::windows::fs::FileExt::seek_read(self, to, offset)?;
            if read == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            to = to.get_mut(read..).unwrap_or_default();
            offset = offset.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
        }
        Ok(())
    }
}
