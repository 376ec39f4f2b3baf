//! The lines of a file, some hundred kilobytes at a time.
//!
//! A mapped file would be simpler to cut into lines, but the first touch of each of its pages costs more than reading it into
//! a buffer that is used again, and all of its pages count as memory of the process.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::ops::Range;

/// Bytes that are read at a time: enough that a system call is nothing beside them, few enough to stay near the core.
const BUFFER: usize = 1 << 18;

/// The lines of a part of a file.
pub(crate) struct Lines {
    file: File,
    buffer: Vec<u8>,
    /// What of the buffer has been read and is not done with.
    at: Range<usize>,
    /// Bytes of the part that have not been read.
    left: u64,
}

impl Lines {
    /// Those between two places; the first is the beginning of a line.
    pub(crate) fn of_part(mut file: File, part: Range<u64>) -> io::Result<Self> {
        file.seek(SeekFrom::Start(part.start))?;
        Ok(Self { file, buffer: vec![0; BUFFER], at: 0..0, left: part.end.saturating_sub(part.start) })
    }

    /// All of them.
    pub(crate) fn of(file: File) -> io::Result<Self> {
        let bytes = file.metadata()?.len();
        Self::of_part(file, 0..bytes)
    }

    /// The next whole lines, one at least; empty behind the last. The last need not end with a line feed.
    pub(crate) fn next(&mut self) -> io::Result<&[u8]> {
        loop {
            let there = &self.buffer[self.at.clone()];
            let whole = match self.left {
                0 => there.len(),
                _ => memchr::memrchr(b'\n', there).map_or(0, |feed| feed + 1),
            };
            if whole > 0 || self.left == 0 {
                return Ok(&self.buffer[self.at.start..self.at.start + whole]);
            }
            self.read()?;
        }
    }

    /// So many bytes of what [`Self::next`] gave are done with.
    pub(crate) fn done_with(&mut self, bytes: usize) {
        self.at.start = (self.at.start + bytes).min(self.at.end);
    }

    /// Reads more behind the line that has begun.
    fn read(&mut self) -> io::Result<()> {
        self.buffer.copy_within(self.at.clone(), 0);
        self.at = 0..self.at.len();
        if self.at.end == self.buffer.len() {
            // A line that is longer than the buffer.
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let room = usize::try_from(self.left).unwrap_or(usize::MAX).min(self.buffer.len() - self.at.end);
        let read = match self.file.read(&mut self.buffer[self.at.end..][..room]) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Ok(()),
            read => read?,
        };
        self.at.end += read;
        // A file that has become shorter ends where it ends.
        self.left = if read == 0 { 0 } else { self.left.saturating_sub(u64::try_from(read).unwrap_or(0)) };
        Ok(())
    }
}

/// Where the first line begins at or behind `at`, or `end` where none does.
pub(crate) fn line_from(mut file: &File, at: u64, end: u64) -> io::Result<u64> {
    // A line begins at `at` if the byte before it ends one.
    let mut at = at.saturating_sub(1);
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = [0; 1 << 12];
    while at < end {
        let read = match file.read(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        if read == 0 {
            break;
        }
        if let Some(feed) = memchr::memchr(b'\n', &bytes[..read]) {
            return Ok((at + u64::try_from(feed).unwrap_or(0) + 1).min(end));
        }
        at += u64::try_from(read).unwrap_or(0);
    }
    Ok(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn file(text: &str) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file
    }

    /// Every chunk, as it comes.
    fn chunks(mut lines: Lines) -> Vec<String> {
        let mut chunks = Vec::new();
        loop {
            let chunk = String::from_utf8(lines.next().unwrap().to_vec()).unwrap();
            if chunk.is_empty() {
                return chunks;
            }
            lines.done_with(chunk.len());
            chunks.push(chunk);
        }
    }

    #[test]
    fn all_lines_come_whole_and_once() {
        let line = |k: usize| format!("{k},{}\n", "x".repeat(k % 300));
        let many: String = (0..5_000).map(line).collect();
        let long = format!("a\n{}\nb", "y".repeat(3 * BUFFER));
        for text in ["", "\n", "a", "a\nb", "a\nb\n", many.as_str(), long.as_str()] {
            let chunks = chunks(Lines::of(file(text)).unwrap());
            assert_eq!(chunks.concat(), text);
            let but_last = chunks.split_last().map_or(&[][..], |(_, others)| others);
            assert!(but_last.iter().all(|chunk| chunk.ends_with('\n')));
        }
    }

    #[test]
    fn what_is_not_done_with_comes_again() {
        let mut lines = Lines::of(file("a\nb\nc")).unwrap();
        assert_eq!(lines.next().unwrap(), b"a\nb\nc");
        lines.done_with(2);
        assert_eq!(lines.next().unwrap(), b"b\nc");
    }

    #[test]
    fn parts_touch_at_beginnings_of_lines() {
        let text = "ab\n\ncdef\ng\n";
        let file = file(text);
        let end = u64::try_from(text.len()).unwrap();
        let expected = [0, 3, 3, 3, 4, 9, 9, 9, 9, 9, 11, 11];
        for (at, expected) in (0..).zip(expected) {
            // The byte before the first is not there: the first line begins at it.
            let from = if at == 0 { 0 } else { line_from(&file, at, end).unwrap() };
            assert_eq!(from, expected, "{at}");
        }
        let part = Lines::of_part(file.try_clone().unwrap(), 3..9).unwrap();
        assert_eq!(chunks(part).concat(), "\ncdef\n");
    }
}
