//! Entries: a line that is read and written again says the same, and its canonical form is one.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_registry::entry::Entry;
use qazyq_registry::form::Form;

fuzz_target!(|line: &[u8]| {
    let Ok(entry) = Entry::parse(line) else { return };
    let Ok(canonical) = entry.line() else { return };
    let again = Entry::parse_strictly(&canonical).expect("what is written is read, and canonical");
    assert_eq!(again, entry);
    if Entry::parse_strictly(line).is_ok() {
        assert_eq!(canonical, line);
    }
    // What is a form as well reads as what it was, where people may write it so.
    if let Some(form) = Form::of(&entry)
        && let Ok(filled) = form.read(jiff::Timestamp::MAX)
    {
        let of_form = filled.draft.what.kind();
        assert_eq!(of_form, entry.what.kind());
    }
});
