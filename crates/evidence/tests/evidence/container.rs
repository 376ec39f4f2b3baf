//! The container: other programs read it, nobody else writes it, and no bytes break it.

use std::io::{Cursor, Read as _, Write as _};
use std::process::Command;

use proptest::prelude::*;
use qazyq_evidence::container::{ContainerError, FILES_MAX, File, read, write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

const FILES: [File<'_>; 4] = [
    File { name: "bundle.json", bytes: b"{}\n" },
    File { name: "receipts.jsonl", bytes: b"" },
    File { name: "raw/0123", bytes: &[0, 255, b'P', b'K', 3, 4] },
    File { name: "manifest", bytes: b"a line\nand another\n" },
];

#[test]
fn another_program_reads_every_file() {
    let bytes = write(&FILES).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    assert_eq!((archive.len(), archive.comment()), (FILES.len(), &b""[..]));
    for (at, expected) in FILES.iter().enumerate() {
        let mut file = archive.by_index(at).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        assert_eq!((file.name().unwrap().as_ref(), content.as_slice()), (expected.name, expected.bytes));
        assert_eq!(file.compression(), CompressionMethod::Stored);
        assert_eq!(file.last_modified(), Some(DateTime::from_date_and_time(1980, 1, 1, 0, 0, 0).unwrap()));
        assert_eq!(file.unix_mode(), Some(0o100_644));
        assert_eq!((file.comment(), file.extra_data().unwrap_or_default()), ("", Vec::new()));
    }
}

/// Python's `zipfile`, where there is one.
#[test]
fn python_reads_every_file() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("container.qazyq");
    std::fs::write(&path, write(&FILES).unwrap()).unwrap();
    let program = "import sys, zipfile\n\
                   z = zipfile.ZipFile(sys.argv[1])\n\
                   assert z.testzip() is None\n\
                   for i in z.infolist():\n \
                   print(i.filename, z.read(i).hex(), i.date_time, oct(i.external_attr >> 16), i.compress_type, sep='|')\n";
    let Ok(out) = Command::new("python3").args(["-c", program]).arg(&path).output() else { return };
    let expected: String = FILES
        .iter()
        .map(|file| {
            let hex: String = file.bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{}|{hex}|(1980, 1, 1, 0, 0, 0)|0o100644|0\n", file.name)
        })
        .collect();
    assert_eq!(String::from_utf8(out.stdout).unwrap(), expected, "{}", String::from_utf8_lossy(&out.stderr));
}

fn refused(bytes: &[u8], expected: &ContainerError) {
    assert_eq!(read(bytes).unwrap_err(), *expected);
}

#[test]
fn what_another_program_writes_is_refused() {
    let written = |options: SimpleFileOptions| {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for file in FILES {
            writer.start_file(file.name, options).unwrap();
            writer.write_all(file.bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    let plain = SimpleFileOptions::default();
    let stored = plain.compression_method(CompressionMethod::Stored).last_modified_time(DateTime::DEFAULT);
    refused(&written(plain.compression_method(CompressionMethod::Deflated)), &ContainerError::Packed(1));
    // As near as it comes: the same until the first central header, whose rights or version are others.
    let near = written(stored.unix_permissions(0o644));
    assert!(matches!(read(&near).unwrap_err(), ContainerError::OtherForm(_)), "{:?}", read(&near));
    let rights = written(stored.unix_permissions(0o755));
    assert!(matches!(read(&rights).unwrap_err(), ContainerError::OtherForm(_)), "{:?}", read(&rights));
}

/// The archive of [`FILES`] with that byte at that place.
fn with(place: usize, byte: u8) -> Vec<u8> {
    let mut bytes = write(&FILES).unwrap();
    assert_ne!(bytes[place], byte);
    bytes[place] = byte;
    bytes
}

#[test]
fn every_field_has_its_one_value() {
    use ContainerError::{CutOff, Name, NotAnArchive, OtherForm, Packed};
    let whole = write(&FILES).unwrap();
    let end = whole.len();
    for (bytes, expected) in [
        (b"".to_vec(), NotAnArchive),
        (b"PK\x03".to_vec(), NotAnArchive),
        (b"PK\x03\x04".to_vec(), CutOff(1)),
        (b"PK\x05\x06".to_vec(), OtherForm(4)),
        (with(0, b'Q'), NotAnArchive),
        // Version needed, flags, method, time, date.
        (with(4, 20), OtherForm(4)),
        (with(6, 8), Packed(1)),
        (with(8, 8), Packed(1)),
        (with(10, 1), OtherForm(10)),
        (with(12, 34), OtherForm(12)),
        // Checksum, both lengths, those of the name and of the extra field.
        (with(14, 0), OtherForm(14)),
        (with(18, 4), OtherForm(18)),
        (with(25, 0xff), CutOff(1)),
        (with(27, 0xff), CutOff(1)),
        (with(30, 0xff), Name(1)),
        (with(30, b' '), Name(1)),
        (with(30, 0), Name(1)),
        // The end: its comment's length, and what is behind it.
        (with(end - 1, 1), OtherForm(end - 1)),
        (whole[..end - 1].to_vec(), OtherForm(end - 1)),
        ([&whole[..], b"x"].concat(), OtherForm(end)),
    ] {
        refused(&bytes, &expected);
    }
}

#[test]
fn names_are_ascii_that_can_be_seen() {
    for (name, is_name) in
        [("a", true), ("~!/..", true), ("", false), ("a b", false), ("a\n", false), ("\u{e9}", false)]
    {
        let written = write(&[File { name, bytes: b"" }]);
        assert_eq!(written.is_ok(), is_name, "{name:?}");
        assert!(is_name || written == Err(ContainerError::Name(1)));
    }
    let long = "n".repeat(65_535);
    assert_eq!(read(&write(&[File { name: &long, bytes: b"" }]).unwrap()).unwrap()[0].name, long);
    let longer = "n".repeat(65_536);
    assert_eq!(write(&[File { name: &longer, bytes: b"" }]), Err(ContainerError::Name(1)));
}

#[test]
fn there_are_as_many_files_as_may_be() {
    let names: Vec<String> = (0..=FILES_MAX).map(|n| n.to_string()).collect();
    let files: Vec<File<'_>> = names.iter().map(|name| File { name, bytes: b"" }).collect();
    let most = write(&files[..FILES_MAX]).unwrap();
    assert_eq!(read(&most).unwrap().len(), FILES_MAX);
    assert_eq!(write(&files), Err(ContainerError::TooLarge));
    // One more local header in front is one file too many, whatever the rest says.
    let first = write(&files[..1]).unwrap();
    let local = &first[..30 + 1];
    refused(&[local, &most].concat(), &ContainerError::TooLarge);
}

fn any_files() -> impl Strategy<Value = Vec<(String, Vec<u8>)>> {
    prop::collection::vec(("[!-~]{1,24}", prop::collection::vec(any::<u8>(), 0..200)), 0..12)
}

proptest! {
    #[test]
    fn any_files_come_back(files in any_files()) {
        let files: Vec<File<'_>> = files.iter().map(|(name, bytes)| File { name, bytes }).collect();
        let bytes = write(&files).unwrap();
        prop_assert_eq!(read(&bytes).unwrap(), files);
    }

    #[test]
    fn any_bytes_end_in_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for front in [&b""[..], b"PK\x03\x04", b"PK\x05\x06"] {
            let bytes = [front, &bytes].concat();
            if let Ok(files) = read(&bytes) {
                prop_assert_eq!(write(&files).unwrap(), bytes);
            }
        }
    }

    #[test]
    fn pieces_of_an_archive_end_in_an_answer(
        files in any_files(), from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>(), flip in 1_u8..,
    ) {
        let files: Vec<File<'_>> = files.iter().map(|(name, bytes)| File { name, bytes }).collect();
        let whole = write(&files).unwrap();
        let (from, to) = (from.index(whole.len()), to.index(whole.len()));
        let mut flipped = whole.clone();
        flipped[from] ^= flip;
        prop_assert!(read(&flipped).is_err());
        let spliced = [&whole[..from], &whole[to..]].concat();
        prop_assert!(from == to || read(&spliced).is_err());
    }
}
