//! Bars of a whole market in CSV: however a file is parted, its rows and what is told of it are the same, and so they are
//! where every field of it is quoted.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_exact::Amount;
use qazyq_market::FileError;
use qazyq_market::bars::csv::{Header, Reader, behind, parts, whole_lines};
use qazyq_market::bars::{Batch, FIGURES, Findings, Wanted};

type Row = (String, i32, Option<String>, Vec<Option<Amount>>);

const WANTED: Wanted = Wanted { figures: [true; FIGURES], days: (0, 40_000) };

/// Adds all rows of the lines.
fn fill(reader: &mut Reader, batch: &mut Batch, lines: &[u8], rows: &mut Vec<Row>) -> Result<(), FileError> {
    let mut at = 0;
    while at < lines.len() {
        at += reader.fill(batch, &lines[at..])?;
        for row in 0..batch.len() {
            let name =
                |names: &qazyq_market::bars::Names, number| names.get(number).expect("a name").to_owned();
            let currency = batch.currencies.get(row).map(|number| name(reader.currencies(), *number));
            let figures = batch.figures.iter().map(|column| column.amount(row)).collect();
            rows.push((name(reader.assets(), batch.assets[row]), batch.days[row], currency, figures));
        }
        assert!(batch.figures.iter().all(|column| column.is_empty() || column.len() == batch.len()));
    }
    Ok(())
}

fn read(bytes: &[u8]) -> Result<(Vec<Row>, Findings), FileError> {
    let (header, body) = Header::read(bytes)?;
    let mut reader = Reader::new(&header, &WANTED);
    let mut rows = Vec::new();
    fill(&mut reader, &mut Batch::default(), &bytes[body..], &mut rows)?;
    reader.findings().usable()?;
    Ok((rows, reader.findings().clone()))
}

fn read_in_parts(bytes: &[u8], count: usize) -> Result<(Vec<Row>, Findings), FileError> {
    let (header, body) = Header::read(bytes)?;
    let mut findings = Reader::new(&header, &WANTED).findings().clone();
    let (mut rows, mut batch) = (Vec::new(), Batch::default());
    for part in parts(&bytes[body..], count) {
        let mut reader = Reader::of_part(&header, &WANTED);
        // Half of a part, and then the rest.
        let (first, second) = part.split_at(whole_lines(&part[..part.len() / 2]));
        for lines in [first, second] {
            fill(&mut reader, &mut batch, lines, &mut rows).map_err(|error| behind(error, findings.lines))?;
        }
        findings.append(reader.findings());
    }
    findings.usable()?;
    Ok((rows, findings))
}

fuzz_target!(|bytes: &[u8]| {
    let whole = read(bytes);
    if let Ok((rows, findings)) = &whole {
        let lines = 1 + bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        assert!(findings.lines <= lines && findings.rows == rows.len() as u64);
        assert!(findings.rejected.iter().all(|rejected| (1..=findings.lines).contains(&rejected.line)));
    }
    for count in [1, 3] {
        assert_eq!(read_in_parts(bytes, count), whole);
    }
    // A line feed within quotes is refused wherever the file is parted; without a quote, each field can get its own.
    let Ok(text) = str::from_utf8(bytes) else { return };
    if !text.contains(['"', '\r', ';', '\t', '|', '\u{feff}']) && text.contains(',') {
        let quoted = |line: &str| {
            if line.is_empty() { String::new() } else { format!("\"{}\"", line.replace(',', "\",\"")) }
        };
        let quoted = text.split('\n').map(quoted).collect::<Vec<_>>().join("\n");
        assert_eq!(read(quoted.as_bytes()), whole);
    }
});
