//! What people see: the demonstration, screenings, histories, the order, help and complaints, in three languages.

use crate::common::Desk;

#[test]
fn the_demonstration() {
    let desk = Desk::new();
    insta::assert_snapshot!("demo_en", desk.done("demo"));
    insta::assert_snapshot!("demo_ru", desk.done("demo --lang ru"));
    insta::assert_snapshot!("demo_kk", desk.done("demo --lang kk"));
    assert_eq!(std::fs::read_dir(desk.path("")).unwrap().count(), 0, "nothing is left behind");
}

#[test]
fn the_order_and_its_readings() {
    let desk = Desk::new();
    insta::assert_snapshot!("law_en", desk.done("law"));
    insta::assert_snapshot!("law_kk", desk.done("law --lang kk"));
    insta::assert_snapshot!("readings_en", desk.done("readings"));
    insta::assert_snapshot!("readings_ru", desk.done("readings --lang ru"));
    assert_eq!(desk.done("readings --json").lines().count(), 48);
    let law: serde_json::Value = serde_json::from_str(&desk.done("law --json")).unwrap();
    assert_eq!(law["versions"][0]["name"], "kz-600-2025@1");
}

#[test]
fn help_in_three_languages() {
    let desk = Desk::new();
    insta::assert_snapshot!("help_en", desk.done("-h"));
    insta::assert_snapshot!("help_ru", desk.done("--lang ru -h"));
    insta::assert_snapshot!("help_kk", desk.done("--lang kk -h"));
    insta::assert_snapshot!("help_import_en", desk.done("import --help"));
    insta::assert_snapshot!("help_assess_ru", desk.done("--lang=ru assess --help"));
}

#[test]
fn complaints_name_the_way_out() {
    let desk = Desk::new();
    let mut told = String::new();
    for (args, status) in [
        ("", 2),
        ("asess usdc", 2),
        ("assess usdc", 2),
        ("assess usdc --on", 2),
        ("assess usdc --on 2023-02-30", 2),
        ("assess usdc --on 2023-03-14 --price clos", 2),
        ("assess usdc --on 2023-03-14 --as-of yesterday", 2),
        ("assess usdc --on 2023-03-14 --statistik every_day", 2),
        ("history usdc --from 2023-03-14 --to 2023-03-13", 2),
        ("assess usdc --on 2023-03-14", 1),
        ("assets --workspace .", 1),
        ("--lang ru assess usdc --on 2023-02-30", 2),
        ("--lang kk assess usdc --on 2023-03-14", 1),
    ] {
        desk.write("something", "");
        let answer = desk.run(&args.split_whitespace().collect::<Vec<_>>());
        assert_eq!((answer.status, answer.out.as_str()), (status, ""), "{args}");
        told.push_str(&format!("$ qazyq {args}\n{}\n", answer.err));
    }
    insta::assert_snapshot!("complaints", told);
}

#[test]
fn tables_fit_the_terminal() {
    let desk = Desk::with_sample();
    for (args, columns) in [
        ("screen --on 2023-03-14", 80),
        ("history ust --from 2022-05-01 --to 2022-06-20", 80),
        ("assets", 80),
        ("law", 80),
        ("assess ust --on 2022-05-13", 60),
        ("history ust --from 2022-04-15 --to 2022-06-20", 60),
    ] {
        for lang in ["en", "ru", "kk"] {
            let mut command =
                desk.command(&args.split_whitespace().chain(["--lang", lang]).collect::<Vec<_>>());
            let output = command.env("COLUMNS", columns.to_string()).output().unwrap();
            let text = String::from_utf8(output.stdout).unwrap();
            let wide: Vec<&str> = text
                .lines()
                // An address or a digest is not torn.
                .filter(|line| {
                    line.split_whitespace().count() > 1
                        && !line.contains("https://")
                        && line.chars().count() > columns
                })
                .collect();
            assert!(wide.is_empty(), "{args} in {lang} at {columns}: {wide:#?}");
        }
    }
}

#[test]
fn a_workspace_is_looked_at_from_all_sides() {
    let desk = Desk::with_sample();
    insta::assert_snapshot!("assets", desk.done("assets"));
    insta::assert_snapshot!("assess_ust", desk.done("assess ust --on 2022-05-13"));
    insta::assert_snapshot!(
        "history_dai",
        desk.done("history dai --from 2023-03-05 --to 2023-04-15 --statistic every_day")
    );
    assert_eq!(desk.done("screen --on 2023-03-14 --json").lines().count(), 5);
    assert_eq!(desk.done("history dai --from 2023-03-05 --to 2023-04-15 --json").lines().count(), 42);
    let answer = desk.run(&["assess", "usdx", "--on", "2023-03-14"]);
    assert_eq!(answer.status, 1);
    insta::assert_snapshot!("unknown_asset", answer.err);
}

#[test]
fn completions_name_every_command() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = desk.done(&format!("completions {shell}"));
        for command in ["import", "assess", "history", "evaluate"] {
            assert!(script.contains(command), "{shell} lacks {command}");
        }
    }
}

#[test]
fn colour_is_put_on_for_those_who_ask_and_says_nothing_new() {
    let desk = Desk::with_sample();
    let args = ["screen", "--on", "2022-05-13"];
    let plain = desk.run(&args).out;
    let output = desk.command(&args).env("CLICOLOR_FORCE", "1").output().unwrap();
    let coloured = String::from_utf8(output.stdout).unwrap();
    assert!(!plain.contains('\u{1b}') && coloured.contains("\u{1b}[31m"));
    let stripped = anstream::adapter::strip_str(&coloured).to_string();
    assert_eq!(stripped, plain);
}

#[test]
fn a_reader_that_has_seen_enough_is_no_failure() {
    let desk = Desk::with_sample();
    let mut child = desk
        .command(&["history", "dai", "--from", "2023-03-05", "--to", "2023-04-15", "--json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
}
