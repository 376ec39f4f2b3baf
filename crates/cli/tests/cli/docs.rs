//! The documentation shows real output: every `console` block is run, in the order of the page, and compared.
//!
//! A line that begins with `$ ` is a command; what follows, up to the next command, is what it prints. A line `…`
//! stands for any lines. Each page has a folder of its own, in which `examples/` is the repository's.

use std::fs;
use std::process::Command;

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
    fs::create_dir_all(desk.path("examples/market")).unwrap();
    for file in fs::read_dir(repository("examples/market")).unwrap() {
        let file = file.unwrap();
        fs::copy(file.path(), desk.path("examples/market").join(file.file_name())).unwrap();
    }
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_qazyq"));
    let path = format!("{}:/usr/bin:/bin", program.parent().unwrap().display());
    for (command, output) in commands {
        // The first command of a newcomer builds the program; here it is built already.
        let line = command.replace("cargo run --release -- ", "qazyq ");
        let run = Command::new("/bin/sh")
            .args(["-c", &format!("{line} 2>&1")])
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
}
