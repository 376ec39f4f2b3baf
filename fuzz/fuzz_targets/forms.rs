//! Files of forms: whatever is in them is refused or read, and what is read comes back from its own table.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_casework::record::{forms_of, to_csv, to_json};
use qazyq_registry::form::RecordKind;

fuzz_target!(|input: (u8, u8, &[u8])| {
    let (ending, kind, bytes) = input;
    let name = ["f.toml", "f.json", "f.jsonl", "f.csv"][usize::from(ending % 4)];
    let kind = RecordKind::ALL.get(usize::from(kind % 7)).copied();
    let Ok(forms) = forms_of(kind, name, bytes) else { return };
    for handed in forms {
        let form = handed.form;
        let Ok(filled) = form.read(jiff::Timestamp::MAX) else { continue };
        let csv = to_csv(form.kind, std::slice::from_ref(&form));
        let back = forms_of(Some(form.kind), "f.csv", csv.as_bytes()).expect("a table of ours");
        assert_eq!(back[0].form.read(jiff::Timestamp::MAX).as_ref(), Ok(&filled), "{csv}");
        let json = to_json(&form).to_string();
        let back = forms_of(None, "f.jsonl", json.as_bytes()).expect("a line of ours");
        assert_eq!(back[0].form.read(jiff::Timestamp::MAX).as_ref(), Ok(&filled), "{json}");
    }
});
