//! One journal that several people's programs write at once: PostgreSQL, a real server of the tests' own.

use std::io::{BufRead as _, BufReader};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use qazyq_testpg::Cluster;
use serde_json::{Value, json};

use crate::common::{Answer, Desk};

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn json(answer: &str) -> Value {
    serde_json::from_str(answer.lines().next().unwrap_or_default())
        .unwrap_or_else(|e| panic!("{e}: {answer}"))
}

/// Runs a command on the journal at `address`.
fn run(desk: &Desk, address: &str, command: &str) -> Answer {
    desk.run(&[words(command), words(&format!("--database {address}"))].concat())
}

#[track_caller]
fn done(desk: &Desk, address: &str, command: &str) -> String {
    let answer = run(desk, address, command);
    assert_eq!(answer.status, 0, "{command}: {answer:?}");
    answer.out
}

#[test]
fn several_programs_write_one_journal_and_nothing_is_lost_or_doubled() {
    let database = Cluster::shared().database();
    let address = database.address();
    // Each at a desk of its own, as on machines of their own.
    let desks: Vec<Desk> = (0..6).map(|_| Desk::new()).collect();
    std::thread::scope(|scope| {
        for (of, desk) in desks.iter().enumerate() {
            let address = &address;
            scope.spawn(move || {
                for n in 0..10 {
                    done(desk, address, &format!("asset add a-{of}-{n} --symbol S{of}{n}"));
                }
            });
        }
    });
    for desk in &desks {
        let listed = done(desk, &address, "asset list --json");
        let assets: std::collections::BTreeSet<String> =
            listed.lines().map(|line| json(line)["asset"].as_str().unwrap().to_owned()).collect();
        assert_eq!((listed.lines().count(), assets.len()), (60, 60));
        let verified = json(&done(desk, &address, "journal verify --json"));
        assert_eq!((&verified["entries"], &verified["whole"]), (&json!(60), &json!(true)));
    }
}

#[test]
fn of_two_who_decide_at_once_one_is_second() {
    let database = Cluster::shared().database();
    let address = database.address();
    let desk = Desk::new();
    done(&desk, &address, "asset add x --symbol X");
    let first = json(&done(&desk, &address, "user add admin --role administrator --json"));
    desk.write("admin", first["token"].as_str().unwrap());
    for user in ["ana", "app"] {
        let role = if user == "ana" { "analyst" } else { "approver" };
        done(&desk, &address, &format!("user add {user} --role {role} --token-file admin"));
        let token = json(&done(&desk, &address, &format!("token new {user} --token-file admin --json")));
        desk.write(user, token["token"].as_str().unwrap());
    }
    for round in 0..5 {
        let propose = "list propose add x --from 2026-02-01 --reason r --token-file ana --json";
        let proposed: Vec<Answer> = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..4).map(|_| scope.spawn(|| run(&desk, &address, propose))).collect();
            tries.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let made: Vec<&Answer> = proposed.iter().filter(|answer| answer.status == 0).collect();
        assert_eq!(made.len(), 1, "round {round}: one proposal is open at a time: {proposed:?}");
        let number = json(&made[0].out)["number"].clone();
        // One approves and another rejects: what comes second finds the proposal decided.
        let decided: Vec<Answer> = std::thread::scope(|scope| {
            let approve = format!("list approve {number} --token-file app");
            let reject = format!("list reject {number} --reason r --token-file app");
            let (desk, address) = (&desk, &address);
            let tries = [approve.clone(), reject, approve];
            let tries: Vec<_> =
                tries.into_iter().map(|command| scope.spawn(move || run(desk, address, &command))).collect();
            tries.into_iter().map(|one| one.join().unwrap()).collect()
        });
        // A rejection may still follow an approval; never the other way round, and never twice.
        let steps = json(&done(&desk, &address, &format!("list proposals {number} --json")))["steps"].clone();
        let kinds: Vec<&str> =
            steps.as_array().unwrap().iter().map(|step| step["kind"].as_str().unwrap()).collect();
        assert!(
            kinds == ["approval"] || kinds == ["rejection"] || kinds == ["approval", "rejection"],
            "{kinds:?} {decided:?}"
        );
        if kinds == ["approval"] {
            done(&desk, &address, &format!("list reject {number} --reason r --token-file app"));
        }
    }
}

#[test]
fn a_journal_moves_from_its_folder_to_a_server() {
    let database = Cluster::shared().database();
    let address = database.address();
    let desk = Desk::new();
    desk.done("asset add x --symbol X --name X");
    desk.done("peg add x USD --url https://x.example");
    let before = json(&desk.done("journal verify --json"));
    // A database that was named by mistake is not written to.
    assert_eq!(run(&desk, &address, "asset add y --symbol Y").status, 1);
    desk.done("journal export --output j.jsonl");
    let told = json(&done(&desk, &address, "journal import j.jsonl --json"));
    assert_eq!((&told["moved"], &told["sha256"]), (&json!(true), &before["sha256"]));
    let after = json(&done(&desk, &address, "journal verify --json"));
    assert_eq!(after, before);
    done(&desk, &address, "asset add y --symbol Y --name Y");
    // The file that is left behind does not count any more, and nobody writes to it by mistake.
    assert_eq!(desk.run(&words("asset list")).status, 1);
    assert_eq!(desk.run(&words("asset add z --symbol Z")).status, 1);
    assert_eq!(done(&desk, &address, "asset list --json").lines().count(), 2);
    // Another workspace's journal does not go where one is already.
    let other = Desk::new();
    other.done("asset add z --symbol Z");
    other.done("journal export --output j.jsonl");
    assert_eq!(run(&other, &address, "journal import j.jsonl").status, 1);
    other.done("asset list");
}

/// What is written to the file after it was exported is not lost: the journal is not moved without it.
#[test]
fn what_is_written_while_a_journal_moves_is_not_lost() {
    let database = Cluster::shared().database();
    let address = database.address();
    let desk = Desk::new();
    desk.done("asset add x --symbol X");
    desk.done("journal export --output early.jsonl");
    // A writer that had the journal open before it moved.
    let mut open = qazyq_registry::store::Sqlite::open(desk.path("workspace/journal.sqlite")).unwrap();
    desk.done("asset add late --symbol L");
    let answer = run(&desk, &address, "journal import early.jsonl");
    assert_eq!(answer.status, 1, "{answer:?}");
    // It goes on where it was, and moves with what was written.
    desk.done("asset add later --symbol M");
    desk.done("journal export --output whole.jsonl");
    done(&desk, &address, "journal import whole.jsonl");
    assert_eq!(done(&desk, &address, "asset list --json").lines().count(), 3);
    use qazyq_registry::store::{Batch, Store as _};
    let behind = open.head().unwrap();
    let error = open.append(&Batch { behind, lines: vec![b"{}".to_vec()], ..Batch::default() }).unwrap_err();
    assert!(error.to_string().contains("has moved"), "{error}");
}

#[test]
fn a_workspace_knows_its_journal_among_databases() {
    let (first, second) = (Cluster::shared().database(), Cluster::shared().database());
    let desk = Desk::new();
    let mark = || std::fs::read_to_string(desk.path("workspace/qazyq-workspace")).unwrap();
    done(&desk, &first.address(), "asset add x --symbol X");
    assert_eq!(mark(), "qazyq.workspace/2\njournal: postgresql\n");
    done(&desk, &first.address(), "asset add y --symbol Y");
    let entry = done(&desk, &first.address(), "journal show 1 --json");
    let digest = qazyq_registry::digest::Digest::of(entry.trim_end().as_bytes());
    assert_eq!(mark(), format!("qazyq.workspace/2\njournal: postgresql\nfirst: {digest}\n"));
    // An empty database is neither read nor made a journal of; nor is another journal read or written.
    let has_tables = || {
        let found =
            second.admin().query("SELECT FROM pg_class WHERE relname = 'qazyq_journal'", &[]).unwrap();
        !found.is_empty()
    };
    for command in ["asset list", "asset add z --symbol Z", "journal verify"] {
        assert_eq!(run(&desk, &second.address(), command).status, 1, "{command}");
        assert!(!has_tables(), "{command}");
    }
    done(&desk, &first.address(), "journal export --output j.jsonl");
    let other = Desk::new();
    done(&other, &second.address(), "asset add other --symbol O");
    for command in ["asset list", "asset add z --symbol Z", "journal verify", "journal import j.jsonl"] {
        let answer = run(&desk, &second.address(), command);
        assert_eq!(answer.status, 1, "{command}: {answer:?}");
    }
    assert_eq!(done(&other, &second.address(), "asset list --json").lines().count(), 1);
    // A database that was lost is filled again from an export, and from no other journal's.
    let third = Cluster::shared().database();
    done(&other, &second.address(), "journal export --output o.jsonl");
    std::fs::copy(other.path("o.jsonl"), desk.path("o.jsonl")).unwrap();
    assert_eq!(run(&desk, &third.address(), "journal import o.jsonl").status, 1);
    done(&desk, &third.address(), "journal import j.jsonl");
    assert_eq!(done(&desk, &third.address(), "asset list --json").lines().count(), 2);
}

#[test]
fn what_others_write_is_followed() {
    let database = Cluster::shared().database();
    let address = database.address();
    let desk = Desk::new();
    done(&desk, &address, "asset add x --symbol X");
    let args = [words("journal follow"), words(&format!("--database {address}"))].concat();
    let mut follower = desk.command(&args).stdout(Stdio::piped()).spawn().unwrap();
    let mut lines = BufReader::new(follower.stdout.take().unwrap()).lines();
    // It may begin before the first of these or between them: what matters is that it comes without being asked for.
    let mut seen = Vec::new();
    for n in 0..3 {
        done(&desk, &address, &format!("asset add y{n} --symbol Y{n}"));
    }
    let enough = Arc::new(AtomicBool::new(false));
    let writer = std::thread::spawn({
        let (args, workspace, enough) = (address.clone(), desk.path("workspace"), Arc::clone(&enough));
        move || {
            for n in (3..10_000).take_while(|_| !enough.load(Ordering::Relaxed)) {
                let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_qazyq"));
                command.args([
                    "asset",
                    "add",
                    &format!("y{n}"),
                    "--symbol",
                    &format!("Y{n}"),
                    "--database",
                    &args,
                ]);
                let done = command.env("QAZYQ_WORKSPACE", &workspace).stdout(Stdio::null()).status();
                if !done.is_ok_and(|status| status.success()) {
                    break;
                }
            }
        }
    });
    while seen.len() < 5 {
        let entry = json(&lines.next().unwrap().unwrap());
        seen.push(entry["number"].as_u64().unwrap());
    }
    enough.store(true, Ordering::Relaxed);
    follower.kill().unwrap();
    follower.wait().unwrap();
    assert!(seen.windows(2).all(|pair| pair[1] == pair[0] + 1), "{seen:?}");
    writer.join().unwrap();
}

#[test]
fn a_password_in_an_address_is_never_shown() {
    let database = Cluster::shared().database();
    let desk = Desk::new();
    let wrong = database.address_of("nobody", "hunter2-hunter2");
    for address in
        [wrong.as_str(), "postgres://a:hunter2-hunter2@127.0.0.1:1/x", "postgres://a:hunter2-hunter2@/?x=y"]
    {
        let answer = run(&desk, address, "asset add x --symbol X");
        assert_eq!(answer.status, 1, "{answer:?}");
        assert!(!answer.err.contains("hunter2"), "{answer:?}");
        assert!(!desk.path("workspace/qazyq-workspace").exists(), "no workspace without a journal");
    }
}

#[test]
fn of_two_who_hand_over_the_same_at_once_one_is_told_that_it_is_there() {
    let database = Cluster::shared().database();
    let address = database.address();
    let desk = Desk::new();
    done(&desk, &address, "asset add seed --symbol S");
    desk.write("m.csv", "d,c\n2026-01-01,1\n");
    let at_once = |command: &(dyn Fn(usize) -> String + Sync)| -> Vec<Answer> {
        let (desk, address) = (&desk, &address);
        std::thread::scope(|scope| {
            let tries: Vec<_> =
                (0..6).map(|n| scope.spawn(move || run(desk, address, &command(n)))).collect();
            tries.into_iter().map(|one| one.join().unwrap()).collect()
        })
    };
    for round in 0..4 {
        let imports = at_once(&|_| {
            format!(
                "import m.csv --asset x{round} --symbol X --peg USD --source s --currency USD --columns date=d,close=c"
            )
        });
        assert!(imports.iter().all(|answer| answer.status == 0), "{imports:?}");
        let about = done(&desk, &address, &format!("journal show --asset x{round} --json"));
        let mut kinds: Vec<String> =
            about.lines().map(|line| json(line)["kind"].as_str().unwrap().to_owned()).collect();
        kinds.sort();
        assert_eq!(kinds, ["asset", "market", "peg"], "once, whoever was first: {about}");
        // An id at a source is one asset's, also where two claim it at once.
        let follows = at_once(&|n| format!("follow f{round}-{n} coinmarketcap {} --symbol F", 100 + round));
        let followed: Vec<&Answer> = follows.iter().filter(|answer| answer.status == 0).collect();
        assert_eq!(followed.len(), 1, "{follows:?}");
    }
}
