//! Keys and the transparency log from the command line: a walk with another implementation's witnesses, in three languages,
//! and everything that is refused.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use qazyq_casework::keys::KeyFolder;
use qazyq_casework::log::{OwnLog, Place};
use qazyq_proof::key::{KeyName, Signs, VerifierKey};
use qazyq_standin::{Witness, WitnessFault};
use serde_json::Value;

use crate::common::{Answer, Desk};

const ORIGIN: &str = "log.example/kz";

fn origin() -> KeyName {
    ORIGIN.parse().unwrap()
}

/// A desk with a key that is the same in every run.
fn desk() -> Desk {
    let desk = Desk::new();
    KeyFolder::at(desk.path("keys")).make(&origin(), Signs::Notes, &[1; 32]).unwrap();
    desk
}

fn key(desk: &Desk) -> VerifierKey {
    KeyFolder::at(desk.path("keys")).verifier(&origin()).unwrap().unwrap()
}

/// Opens the log of the desk's workspace.
fn open(desk: &Desk) -> OwnLog {
    let (place, keys) = (Place::at(desk.path("workspace/log")), KeyFolder::at(desk.path("keys")));
    loop {
        match OwnLog::open(&place, &keys) {
            // A program that another test is just starting has this process's files until it runs, locks and all.
            Err(trouble) if trouble.code() == "log-is-in-use" => std::thread::yield_now(),
            opened => return opened.unwrap(),
        }
    }
}

/// Appends to the log of the desk's workspace, and publishes.
fn append(desk: &Desk, entries: &[&[u8]], publishes: bool) {
    let mut log = open(desk);
    log.append(entries).unwrap();
    if publishes {
        log.publish().unwrap();
    }
}

fn with_log() -> Desk {
    let desk = desk();
    desk.done("log init --key log.example/kz");
    append(&desk, &[b"one", b"two", b"three"], true);
    desk
}

/// Three witnesses that know the log, and the policy of two of them in its folder.
fn witnesses(desk: &Desk) -> [Witness; 3] {
    let log = key(desk).to_string();
    let all = [1, 2, 3].map(|n: u8| Witness::start(&format!("w{n}.example"), [100 + n; 32], &[&log]));
    let mut text = format!("log {log}\n");
    for (name, witness) in ["exchange", "university", "issuers"].iter().zip(&all) {
        text += &format!("witness {name} {} {}\n", witness.vkey(), witness.url());
    }
    text += "group two-of-three 2 exchange university issuers\nquorum two-of-three\n";
    desk.write("workspace/log/policy", text);
    all
}

/// Runs a command in the desk's workspace, which is named as somebody in its folder would: no path is as long as the test's.
fn run(desk: &Desk, command: &str) -> Answer {
    desk.run(&command.split_whitespace().chain(["--workspace", "workspace"]).collect::<Vec<_>>())
}

/// What a command prints, with its status: what people see.
fn shown(answer: &Answer) -> String {
    format!("{}{}exit status {}\n", answer.err, answer.out, answer.status)
}

fn json(desk: &Desk, command: &str, status: i32) -> Value {
    let answer = run(desk, &format!("{command} --json"));
    assert_eq!(answer.status, status, "{command}: {answer:?}");
    serde_json::from_str(&answer.out).unwrap()
}

/// Everything below a folder that is a file.
fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}

#[test]
fn a_key_is_made_and_its_secret_shown_nowhere() {
    let desk = Desk::new();
    let made = run(&desk, "key new log.example/kz");
    let public: VerifierKey = made.out.trim_end().parse().unwrap();
    assert_eq!((made.status, public.signs()), (0, Signs::Notes));
    assert_snapshot!("key_new", made.err);
    let secret = fs::read_to_string(desk.path("keys/log.example+kz.key")).unwrap();
    // PRIVATE+KEY+name+id+secret, of which the last part may have a `+` of its own.
    let secret = secret.trim_end().splitn(5, '+').nth(4).unwrap();
    let witness = json(&desk, "key new w.example --cosignatures", 0);
    assert_eq!(witness["signs"], "cosignatures");
    let list = desk.done("key list");
    for shown in [&made.out, &made.err, &list, &desk.done("key list --json")] {
        assert!(!shown.contains(secret) && !shown.contains("PRIVATE"), "{shown}");
    }
    // Two keys made one behind the other are two.
    assert_ne!(witness["key"], json(&desk, "key new w2.example --cosignatures", 0)["key"]);
    // No file of the workspace comes of it, and no other one.
    assert!(!desk.path("workspace").exists());
    assert_eq!(files(&desk.path("keys")).len(), 6);
}

#[test]
fn keys_are_listed_with_what_is_wrong_with_them() {
    let desk = desk();
    let keys = KeyFolder::at(desk.path("keys"));
    keys.make(&"w.example".parse().unwrap(), Signs::Cosignatures, &[2; 32]).unwrap();
    keys.make(&"theirs.example".parse().unwrap(), Signs::Notes, &[3; 32]).unwrap();
    fs::remove_file(desk.path("keys/theirs.example.key")).unwrap();
    desk.write("keys/broken.key", "PRIVATE+KEY+broken+00000000+AAAA\n");
    fs::set_permissions(
        desk.path("keys/broken.key"),
        fs::metadata(desk.path("keys/w.example.key")).unwrap().permissions(),
    )
    .unwrap();
    desk.write("keys/note.txt", "no key\n");
    fs::copy(desk.path("keys/w.example.key"), desk.path("keys/copied.key")).unwrap();
    for (lang, name) in [("en", "key_list"), ("ru", "key_list_ru"), ("kk", "key_list_kk")] {
        assert_snapshot!(name, desk.done(&format!("key list --lang {lang}")));
    }
    assert_snapshot!("key_list_json", desk.done("key list --json"));
    assert_eq!(desk.done("key list --keys nowhere"), "There are no keys in nowhere.\n");
}

#[test]
fn from_a_key_to_a_witnessed_checkpoint() {
    let desk = desk();
    let made = run(&desk, "log init --key log.example/kz");
    assert_snapshot!("log_init", shown(&made));
    append(&desk, &[b"one", b"two", b"three"], true);
    append(&desk, &[b"four"], false);
    let all = witnesses(&desk);
    for lang in ["en", "ru", "kk"] {
        let status = run(&desk, &format!("log status --lang {lang}"));
        assert_snapshot!(format!("log_status_{lang}"), shown(&status));
        let verified = run(&desk, &format!("log verify --lang {lang}"));
        assert_snapshot!(format!("log_verify_{lang}"), shown(&verified));
    }
    all[2].next_faults([WitnessFault::Status(500), WitnessFault::Status(500), WitnessFault::Status(500)]);
    for lang in ["en", "ru", "kk"] {
        let witnessed = run(&desk, &format!("log witness --lang {lang}"));
        assert_snapshot!(format!("log_witness_{lang}"), shown(&witnessed));
        let status = run(&desk, &format!("log status --lang {lang}"));
        assert_snapshot!(format!("log_status_witnessed_{lang}"), shown(&status));
    }
    assert_snapshot!("log_verify_witnessed", shown(&run(&desk, "log verify")));

    // Without the quorum it is told, and the status says so.
    append(&desk, &[], true);
    all[1].next_faults([WitnessFault::WrongSignature]);
    all[2].next_faults([WitnessFault::Closed]);
    let failed = json(&desk, "log witness", 3);
    assert_eq!(
        (&failed["kept"], &failed["fault"]["why"]),
        (&true.into(), &"checkpoint-without-quorum".into())
    );
    let answers: Vec<&str> =
        failed["witnesses"].as_array().unwrap().iter().map(|w| w["answer"].as_str().unwrap()).collect();
    assert_eq!(answers[..2], ["witness-cosigned", "witness-signed-wrongly"]);
    assert_eq!(json(&desk, "log status", 3)["fault"]["why"], "checkpoint-without-quorum");
    assert_eq!(json(&desk, "log verify", 3)["parts"]["witnesses"]["found"], "failed");
    let again = json(&desk, "log witness", 0);
    assert_eq!(
        (&again["fault"], &again["witnesses"][0]["time"]),
        (&Value::Null, &"2023-11-14T22:13:20Z".into())
    );
    let status = json(&desk, "log status", 0);
    assert_eq!((&status["size"], &status["waiting"], &status["fault"]), (&4.into(), &0.into(), &Value::Null));
    assert_eq!(status["signers"].as_array().unwrap().len(), 4);
    // The secret is asked for by none of them.
    fs::remove_file(desk.path("keys/log.example+kz.key")).unwrap();
    for command in ["log status", "log verify", "log witness"] {
        desk.done(command);
    }
}

#[test]
fn a_log_of_somebody_else_is_followed() {
    let desk = with_log();
    fs::copy(desk.path("workspace/log/checkpoint"), desk.path("old")).unwrap();
    append(&desk, &[b"four"], true);
    let policy = json(&desk, "log status", 0);
    assert_eq!(policy["policy"], Value::Null);
    desk.write("their.policy", format!("log {}\nquorum none\n", key(&desk)));
    // Somebody who has neither the keys nor the workspace.
    fs::rename(desk.path("workspace/log"), desk.path("theirs")).unwrap();
    fs::remove_dir_all(desk.path("keys")).unwrap();
    fs::remove_file(desk.path("theirs/pending")).unwrap();
    for (command, name) in [
        ("log verify theirs", "log_verify_nobody_known"),
        ("log verify theirs --policy their.policy --since old", "log_verify_theirs"),
    ] {
        assert_snapshot!(name, shown(&run(&desk, command)));
    }
    let status = run(&desk, "log status --log theirs");
    assert_snapshot!("log_status_nobody_known", shown(&status));
    let found = json(&desk, "log verify theirs --policy their.policy --since old", 0);
    assert_eq!((&found["verified"], &found["parts"]["since"]["found"]), (&true.into(), &"passed".into()));
    assert_eq!(json(&desk, "log verify theirs", 4)["verified"], false);

    // A byte of each kind of file, and the file is named.
    for file in ["tile/0/000.p/4", "tile/entries/000.p/4"] {
        let path = desk.path(&format!("theirs/{file}"));
        let bytes = fs::read(&path).unwrap();
        let mut changed = bytes.clone();
        *changed.last_mut().unwrap() ^= 1;
        fs::write(&path, changed).unwrap();
        let found = json(&desk, "log verify theirs --policy their.policy", 3);
        assert_eq!(found["parts"]["entries"]["fault"]["file"], format!("theirs/{file}"));
        fs::write(&path, bytes).unwrap();
    }
    let checkpoint = desk.path("theirs/checkpoint");
    let text = fs::read_to_string(&checkpoint).unwrap();
    fs::write(&checkpoint, text.replace("\n4\n", "\n3\n")).unwrap();
    for lang in ["en", "ru", "kk"] {
        let command = format!("log verify theirs --policy their.policy --since old --lang {lang}");
        assert_snapshot!(format!("log_verify_broken_{lang}"), shown(&run(&desk, &command)));
    }
}

#[test]
fn a_fork_is_told() {
    let desk = with_log();
    let all = witnesses(&desk);
    all[0].has_seen(ORIGIN, 2, [7; 32]);
    all[1].has_seen(ORIGIN, 9, [7; 32]);
    for lang in ["en", "ru", "kk"] {
        let told = run(&desk, &format!("log witness --lang {lang}"));
        assert_snapshot!(format!("log_fork_{lang}"), shown(&told));
    }
    let told = json(&desk, "log witness", 3);
    assert_eq!((&told["witnesses"][0]["fork"], &told["witnesses"][2]["fork"]), (&true.into(), &false.into()));
}

#[test]
fn what_cannot_be_done_is_said_with_a_way_out() {
    let desk = desk();
    let keys = KeyFolder::at(desk.path("keys"));
    keys.make(&"w.example".parse().unwrap(), Signs::Cosignatures, &[2; 32]).unwrap();
    desk.write("wrong.policy", "witness a b\nquorum none\n");
    desk.write("other.policy", "quorum none\n");
    desk.write("empty.policy", format!("log {}\nquorum none\n", key(&desk)));
    desk.write("no-checkpoint", "nothing of the kind\n");
    desk.write("lost/tile/0/000.p/1", [0; 32]);
    let complaints = |lang: &str, commands: &[(&str, i32)]| {
        let mut text = String::new();
        for (command, status) in commands {
            let answer = run(&desk, &format!("{command} --lang {lang}"));
            assert_eq!(answer.status, *status, "{command}: {answer:?}");
            assert_eq!(answer.out, "", "{command}");
            text += &format!("$ qazyq {command}\n{}", answer.err);
        }
        text
    };
    let before = [
        ("key new log.example/kz", 1),
        ("key new one+two", 2),
        ("log status", 1),
        ("log verify", 1),
        ("log witness", 1),
        ("log init --key nobody", 1),
        ("log init --key w.example", 1),
        ("log init --key log.example/kz --policy wrong.policy", 1),
        ("log init --key log.example/kz --policy other.policy", 1),
        ("log init --key log.example/kz --policy absent.policy", 1),
        ("log init --key log.example/kz --log lost", 1),
        ("log witness --timeout 0", 2),
        ("log verify somewhere --log elsewhere", 2),
    ];
    for lang in ["en", "ru", "kk"] {
        assert_snapshot!(format!("log_complaints_{lang}"), complaints(lang, &before));
    }
    assert!(!desk.path("workspace").exists(), "what was refused left nothing behind");
    desk.done("log init --key log.example/kz");
    let after = [
        ("log init --key log.example/kz", 1),
        ("log witness", 1),
        ("log witness --policy empty.policy", 1),
        ("log verify --since no-checkpoint", 1),
    ];
    for lang in ["en", "ru", "kk"] {
        assert_snapshot!(format!("log_complaints_more_{lang}"), complaints(lang, &after));
    }
    // Somebody else is writing.
    let log = open(&desk);
    let busy = OwnLog::open(&Place::at(desk.path("workspace/log")), &keys).unwrap_err();
    assert_eq!(busy.code(), "log-is-in-use");
    drop(log);
}

#[cfg(unix)]
#[test]
fn a_key_that_others_may_read_is_not_used() {
    use std::os::unix::fs::PermissionsExt as _;

    let desk = desk();
    let path = desk.path("keys/log.example+kz.key");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let answer = run(&desk, "log init --key log.example/kz");
    assert_eq!(answer.status, 1, "{answer:?}");
    assert_snapshot!("key_open_to_others", answer.err);
    fs::set_permissions(desk.path("keys"), fs::Permissions::from_mode(0o777)).unwrap();
    assert_eq!(run(&desk, "key list").status, 1);
}

#[test]
fn a_workspace_and_its_log_get_along() {
    let desk = with_log();
    // What was made by the log is a workspace, and one that was there gets a log.
    desk.done("assets");
    desk.done("journal verify");
    let sample = Desk::with_sample();
    KeyFolder::at(sample.path("keys")).make(&origin(), Signs::Notes, &[1; 32]).unwrap();
    sample.done("log init --key log.example/kz");
    sample.done("log verify");
    sample.done("journal verify");
}

#[test]
fn help_is_there_in_every_language() {
    let desk = Desk::new();
    for lang in ["en", "ru", "kk"] {
        let mut text = String::new();
        for command in ["key new", "log verify", "log witness"] {
            text += &desk.done(&format!("{command} --help --lang {lang}"));
        }
        assert_snapshot!(format!("log_help_{lang}"), text);
    }
}
