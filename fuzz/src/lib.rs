//! What the targets share: what a parser promises of every file that it takes.

use qazyq_market::{DailyFile, FileError};

/// Bars are sorted, each day stands once, every finding is on a line that the file has, and every defect is one of a
/// bar; a refusal has words.
pub fn is_sound(result: &Result<DailyFile, FileError>, bytes: &[u8]) {
    let file = match result {
        Ok(file) => file,
        Err(error) => return assert!(!error.to_string().is_empty()),
    };
    let lines = 1 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64;
    assert!(file.bars.is_sorted_by(|(_, a), (_, b)| a.day < b.day), "sorted, each day once");
    let numbers = file.bars.iter().map(|(line, _)| *line).chain(file.rejected.iter().map(|r| r.line));
    assert!(numbers.chain(file.defects.iter().map(|d| d.line)).all(|line| (1..=lines).contains(&line)));
    for defect in &file.defects {
        let bar = file.bars.iter().find(|(line, _)| *line == defect.line);
        assert_eq!(bar.map(|(_, bar)| bar.day), Some(defect.day), "a defect is one of a bar");
    }
}

/// The text before the first line end, and what stands behind it.
pub fn first_line(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}
