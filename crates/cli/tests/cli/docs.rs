//! The documentation shows real output: every `console` block is run, in the order of the page, and compared.
//!
//! A line that begins with `$ ` is a command; what follows, up to the next command, is what it prints. A line `…`
//! stands for any lines. Each page has a folder of its own, in which `examples/market` and the excerpts of registers are the
//! repository's.
//!
//! And what the code knows stands in the documentation: a field, a kind or a code without a mention fails.

use std::fs;
use std::process::Command;

use qazyq_casework::lists::published;
use qazyq_casework::log::Fault;
use qazyq_casework::log::verify::Verified;
use qazyq_casework::log::witness::Said;
use qazyq_casework::replay::tables::Table;
use qazyq_exact::id::{BinError, Caip19Error, DtiError, LeiError};
use qazyq_registry::form::{COMMON, READ_ONLY, RecordKind};
use qazyq_registry::lists::ListError;
use qazyq_registry::people::Refused;
use qazyq_registry::store::{StoreError, Why};
use qazyq_registry::what::{Action, Authority, What};

use crate::common::{Desk, repository};

/// Commands with the output that the page shows.
fn shown(page: &str) -> Vec<(String, Vec<String>)> {
    let mut shown: Vec<(String, Vec<String>)> = Vec::new();
    let mut is_console = false;
    for line in page.lines() {
        match line {
            "```console" => is_console = true,
            "```" => is_console = false,
            _ if !is_console => {}
            _ => match (line.strip_prefix("$ "), shown.last_mut()) {
                (Some(command), _) => shown.push((command.to_owned(), Vec::new())),
                (None, Some((_, output))) => output.push(line.to_owned()),
                (None, None) => panic!("a block begins with a command: {line}"),
            },
        }
    }
    shown
}

/// Whether the lines are those shown, `…` standing for any.
fn matches(lines: &[&str], shown: &[String]) -> bool {
    match shown.split_first() {
        None => lines.is_empty(),
        Some((first, rest)) if first == "…" => {
            (0..=lines.len()).any(|skipped| matches(&lines[skipped..], rest))
        }
        Some((first, rest)) => lines.first().is_some_and(|line| line == first) && matches(&lines[1..], rest),
    }
}

fn check(name: &str) {
    let page = fs::read_to_string(repository(name)).unwrap().replace('\u{a0}', " ");
    let commands = shown(&page);
    assert!(!commands.is_empty(), "{name} shows no command");
    let desk = Desk::new();
    for folder in ["examples/market", "crates/registers/tests/data"] {
        fs::create_dir_all(desk.path(folder)).unwrap();
        for file in fs::read_dir(repository(folder)).unwrap() {
            let file = file.unwrap();
            fs::copy(file.path(), desk.path(folder).join(file.file_name())).unwrap();
        }
    }
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_qazyq"));
    let path = format!("{}:/usr/bin:/bin", program.parent().unwrap().display());
    for (command, output) in commands {
        // The first command of a newcomer builds the program; here it is built already.
        let line = command.replace("cargo run --release -- ", "qazyq ");
        let run = Command::new("/bin/sh")
            .args(["-c", &format!("exec 2>&1\n{line}")])
            .current_dir(desk.path(""))
            .env_clear()
            .envs([("PATH", path.as_str()), ("COLUMNS", "100"), ("HOME", desk.path("").to_str().unwrap())])
            .output()
            .unwrap();
        // On a page a blank that keeps words together is a blank.
        let got = String::from_utf8(run.stdout).unwrap().replace('\u{a0}', " ");
        let lines: Vec<&str> = got.lines().collect();
        assert!(
            matches(&lines, &output),
            "{name}: `{command}` prints\n{got}\nand the page shows\n{}",
            output.join("\n")
        );
    }
}

#[test]
fn the_readme_shows_real_output() {
    check("README.md");
}

#[test]
fn the_guide_shows_real_output() {
    check("docs/guide/first-verdict.md");
    check("docs/guide/fetching.md");
    check("docs/guide/registry.md");
    check("docs/guide/replay.md");
    check("docs/guide/log.md");
    check("docs/guide/bundles.md");
}

/// The part of a page below a heading that begins so, up to the next of its level.
fn section<'p>(page: &'p str, heading: &str) -> &'p str {
    let begin = page.find(&format!("\n{heading}")).unwrap_or_else(|| panic!("no heading `{heading}`")) + 1;
    let level = heading.split(' ').next().unwrap();
    let body = &page[begin..];
    let end = body[1..].find(&format!("\n{level} ")).map_or(body.len(), |end| end + 1);
    &body[..end]
}

#[test]
fn every_field_of_a_form_is_documented() {
    let page = fs::read_to_string(repository("docs/formats/forms.md")).unwrap();
    let of_all = section(&page, "## Fields of every kind");
    for field in COMMON.iter().map(|field| field.name).chain(READ_ONLY.iter().copied()) {
        assert!(of_all.contains(&format!("`{field}`")), "{field}");
    }
    for kind in RecordKind::ALL {
        let of_kind = section(&page, &format!("## `{kind}`"));
        for field in kind.fields() {
            // A row of the table begins with it, perhaps with another that is the same in all else.
            let row = of_kind.lines().filter(|line| line.starts_with("| `")).find(|line| {
                line.split('|').nth(1).is_some_and(|cell| cell.contains(&format!("`{}`", field.name)))
            });
            let row = row.unwrap_or_else(|| panic!("{kind}.{} is not documented", field.name));
            for (is, word) in [(field.required, "required"), (field.many, "several")] {
                assert_eq!(
                    row.split('|').nth(2).unwrap().contains(word),
                    is,
                    "{kind}.{}: {word}",
                    field.name
                );
            }
        }
        assert!(
            of_kind.replace('\n', " ").contains(&format!("`origin` is `{}`", kind.usual_origin())),
            "{kind}"
        );
    }
    let codes = qazyq_registry::form::CODES.iter();
    for code in
        codes.chain(LeiError::CODES).chain(DtiError::CODES).chain(BinError::CODES).chain(Caip19Error::CODES)
    {
        assert!(page.contains(&format!("`{code}`")), "{code}");
    }
}

/// The names between backquotes that serde lists where one is unknown.
fn expected_by_serde(json: &str) -> Vec<String> {
    let error = serde_json::from_str::<What>(json).unwrap_err().to_string();
    let listed = error.split_once("expected ").unwrap_or_else(|| panic!("{error}")).1;
    listed.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn every_kind_of_entry_is_documented_with_its_keys() {
    let page = fs::read_to_string(repository("docs/formats/journal.md")).unwrap();
    let kinds = section(&page, "## Kinds");
    let known = expected_by_serde(r#"{"?":{}}"#);
    assert!(known.len() > 20, "{known:?}");
    for kind in known {
        let row = kinds.lines().find(|line| line.starts_with(&format!("| `{kind}` |")));
        let keys = row.unwrap_or_else(|| panic!("{kind} is not documented")).split('|').nth(3).unwrap();
        for key in expected_by_serde(&format!(r#"{{"{kind}":{{"?":1}}}}"#)) {
            assert!(keys.contains(&format!("`{key}`")), "{kind}.{key} is not documented");
        }
    }
}

#[test]
fn every_refusal_of_the_registry_is_documented() {
    let page = fs::read_to_string(repository("docs/formats/journal.md")).unwrap();
    for code in StoreError::CODES.iter().chain(Why::CODES).chain(Refused::CODES) {
        assert!(page.contains(&format!("`{code}`")), "{code}");
    }
    let page = fs::read_to_string(repository("docs/formats/list.md")).unwrap();
    for code in ListError::CODES {
        assert!(page.contains(&format!("`{code}`")), "{code}");
    }
    for name in published::COLUMNS {
        assert!(section(&page, "## Rows").contains(&format!("\n| `{name}` |")), "{name}");
    }
    for name in Authority::ALL.iter().map(|a| a.as_str()).chain(Action::ALL.iter().map(|a| a.as_str())) {
        assert!(page.contains(&format!("\n| `{name}` |")), "{name}");
    }
}

#[test]
fn every_part_of_a_log_and_every_answer_of_a_witness_is_documented() {
    let page = fs::read_to_string(repository("docs/formats/log.md")).unwrap();
    let checking = section(&page, "## Checking a log");
    for part in Verified::PARTS {
        assert!(checking.contains(&format!("\n| `{part}` |")), "{part}");
    }
    // What is wrong with a policy or a key is said where somebody writes one.
    let whys = Fault::WHYS.iter().filter(|why| !why.starts_with("policy-") && !why.starts_with("key-"));
    for why in whys {
        assert!(checking.contains(&format!("`{why}`")), "{why}");
    }
    let asking = section(&page, "## Asking witnesses");
    for code in Said::CODES {
        assert!(asking.contains(&format!("`{code}`")), "{code}");
    }
}

#[test]
fn every_column_of_a_replay_is_documented() {
    let page = fs::read_to_string(repository("docs/formats/replay.md")).unwrap();
    for table in Table::ALL {
        assert!(page.contains(&format!("\n`{}`: ", table.name())), "{}", table.name());
    }
    for table in Table::ALL.into_iter().chain([Table::Screen]) {
        for (name, _) in table.columns() {
            assert!(page.contains(&format!("`{name}`")), "{}.{name}", table.name());
        }
    }
}
