//! Steps 5 to 7: the evidence, the case that comes out of it, the verdict on that.

use std::collections::BTreeMap;

use qazyq_lake::Receipt;
use qazyq_law::json::Value;
use qazyq_law::{Act, Case};
use qazyq_registry::digest::Digest;
use qazyq_registry::entry::Entry;
use qazyq_registry::what::What;

use super::{Came, NOT_LOOKED_AT, Outcome, failed, why, why_of};
use crate::bundle::{self, Bundle, Head};
use crate::collect::case_of;
use crate::memory::{Lacking, Memory};

/// Entries, receipts and bytes, as far as they could be read.
pub(super) struct Evidence<'b> {
    /// What step 5 comes to.
    pub(super) outcome: Outcome,
    entries: Vec<Entry>,
    memory: Memory<'b>,
    withheld: BTreeMap<Digest, String>,
}

impl<'b> Evidence<'b> {
    pub(super) fn read(bundle: &Bundle<'b>, head: Option<&Head>) -> Self {
        let mut outcome = (Came::Passed, Vec::new());
        let mut fail = |new: Outcome| {
            if outcome.0 == Came::Passed {
                outcome = new;
            }
        };
        let mut entries: Vec<Entry> = Vec::new();
        for (number, line) in lines(bundle.entries()) {
            let entry = line.ok_or_else(|| "no line's end".to_owned());
            match entry.and_then(|line| bundle::parse_entry(line).map_err(|error| error.to_string())) {
                Ok(entry) if entries.last().is_none_or(|last| last.number < entry.number) => {
                    entries.push(entry)
                }
                Ok(_) => fail(failed("entry-out-of-order", [("line", number.to_string())])),
                Err(text) => {
                    fail(failed("entry-unreadable", [("line", number.to_string()), ("text", text)]));
                }
            }
        }
        let mut receipts: Vec<Receipt> = Vec::new();
        for (number, line) in lines(bundle.receipts()) {
            let receipt = line.ok_or_else(|| "no line's end".to_owned());
            match receipt.and_then(Receipt::parse_strictly) {
                Ok(receipt) if receipts.last().is_none_or(|last| last.n < receipt.n) => {
                    receipts.push(receipt)
                }
                Ok(_) => fail(failed("receipt-out-of-order", [("line", number.to_string())])),
                Err(text) => {
                    fail(failed("receipt-unreadable", [("line", number.to_string()), ("text", text)]));
                }
            }
        }
        // Of every digest that is named who names it: bytes, and documents that need not be there.
        let (mut named, mut documents) = (BTreeMap::new(), BTreeMap::new());
        let parsed = |sha256: &str| sha256.parse::<Digest>().ok();
        for entry in &entries {
            if let (Some(file), What::Market { .. } | What::Facts { .. }) = (entry.what.file(), &entry.what) {
                named.extend(parsed(&file.sha256).map(|sha256| (sha256, ())));
            }
            let document = entry.origin.document.as_ref();
            documents.extend(document.and_then(|file| parsed(&file.sha256)).map(|sha256| (sha256, ())));
        }
        for receipt in &receipts {
            let sha256 = receipt.sha256.as_ref().and_then(|sha256| parsed(&sha256.to_string()));
            named.extend(sha256.map(|sha256| (sha256, ())));
        }
        let withheld: BTreeMap<Digest, String> = head
            .map(|head| {
                head.withheld.iter().map(|withheld| (withheld.sha256, withheld.source.clone())).collect()
            })
            .unwrap_or_default();
        let mut raw = BTreeMap::new();
        let all =
            bundle.raw().map(|raw| (raw, &named)).chain(bundle.documents().map(|raw| (raw, &documents)));
        for ((sha256, bytes), named) in all {
            let name = [("name", sha256.to_string())];
            if Digest::of(bytes) != sha256 {
                fail(failed("raw-altered", name));
            } else if !named.contains_key(&sha256) {
                fail(failed("raw-unnamed", name));
            } else if withheld.contains_key(&sha256) {
                fail(failed("withheld-is-there", name));
            } else {
                raw.insert(sha256, bytes);
            }
        }
        if let Some(sha256) = withheld.keys().find(|sha256| !named.contains_key(*sha256)) {
            fail(failed("raw-unnamed", [("name", sha256.to_string())]));
        }
        Self { outcome, entries, memory: Memory::new(receipts, raw), withheld }
    }

    /// Whether the case comes out of it; and whether a case was found that can be shown.
    pub(super) fn case(
        &self,
        bundle: &Bundle<'b>,
        act: &Act,
        head: Option<&Head>,
        parsed: Option<&Result<Case<'_>, qazyq_law::Refusal>>,
    ) -> (Outcome, bool) {
        let Some(head) = head else { return ((Came::Unknown, why(NOT_LOOKED_AT)), false) };
        let parsed = match parsed {
            Some(Ok(parsed)) => parsed,
            Some(Err(refusal)) => {
                let args = [("name", refusal.place.clone()), ("text", refusal.why.code().to_owned())];
                return (failed("case-refused", args), false);
            }
            None => return (failed("case-unreadable", []), false),
        };
        let of = (head.asset.as_str(), head.day, head.known_at);
        match case_of(act, &self.entries, &self.memory, of, parsed) {
            Ok(case) => {
                let again = format!("{case}\n");
                match place_of_difference(again.as_bytes(), bundle.case()) {
                    None => ((Came::Passed, Vec::new()), true),
                    Some(byte) => (failed("case-differs", [("number", byte.to_string())]), false),
                }
            }
            Err(Lacking::Bytes(sha256)) if self.withheld.contains_key(&sha256) => {
                let mut sources: Vec<&str> = self.withheld.values().map(String::as_str).collect();
                sources.sort_unstable();
                sources.dedup();
                let args = [("count", self.withheld.len().to_string()), ("name", sources.join(", "))];
                ((Came::Unknown, why_of("bytes-withheld", args)), true)
            }
            Err(Lacking::Bytes(sha256)) => (failed("raw-missing", [("name", sha256.to_string())]), false),
            Err(Lacking::Fault(crate::Fault::FeatureMissing { feature, what })) => {
                let args = [("name", feature.to_owned()), ("text", what)];
                ((Came::Unknown, why_of("build-cannot-read", args)), true)
            }
            Err(Lacking::Fault(fault)) => {
                (failed("case-not-found", [("text", fault.code().to_owned())]), false)
            }
        }
    }
}

/// Lines with their numbers; none where a line does not end.
fn lines(bytes: &[u8]) -> impl Iterator<Item = (u32, Option<&[u8]>)> {
    let line = |line: &'_ [u8]| -> Option<usize> { line.strip_suffix(b"\n").map(<[u8]>::len) };
    let lines = bytes.split_inclusive(|byte| *byte == b'\n');
    (1..).zip(lines.map(move |text| line(text).and_then(|length| text.get(..length))))
}

/// The first byte in which two texts differ.
fn place_of_difference(ours: &[u8], theirs: &[u8]) -> Option<usize> {
    let differs = ours.iter().zip(theirs).position(|(a, b)| a != b);
    differs.or_else(|| (ours.len() != theirs.len()).then(|| ours.len().min(theirs.len())))
}

pub(super) fn verdict_of(bundle: &Bundle<'_>, verdict: Option<&Value>) -> Outcome {
    let Some(verdict) = verdict else { return (Came::Unknown, why(NOT_LOOKED_AT)) };
    match place_of_difference(format!("{verdict}\n").as_bytes(), bundle.verdict()) {
        None => (Came::Passed, Vec::new()),
        Some(byte) => failed("verdict-differs", [("number", byte.to_string())]),
    }
}
