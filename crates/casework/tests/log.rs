//! A log of one's own from its first entry to its witnesses, which are another implementation's; and what becomes of it when a
//! byte of it changes.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use qazyq_casework::Trouble;
use qazyq_casework::keys::KeyFolder;
use qazyq_casework::log::status::{Signed, status};
use qazyq_casework::log::verify::{self, Found, Verified};
use qazyq_casework::log::witness::{self, ask};
use qazyq_casework::log::{OwnLog, POLICY, Place, policy_of, prove};
use qazyq_casework::workspace::Workspace;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::key::{KeyName, Signs};
use qazyq_standin::{Witness, WitnessFault};

const ORIGIN: &str = "log.example/kz";
const NOW: u64 = 1_700_000_000;

/// A folder with keys and a log.
struct Desk {
    folder: tempfile::TempDir,
    keys: KeyFolder,
    place: Place,
}

fn origin() -> KeyName {
    ORIGIN.parse().unwrap()
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let keys = KeyFolder::at(folder.path().join("keys"));
        keys.make(&origin(), Signs::Notes, &[1; 32]).unwrap();
        let place = Place::of(&Workspace::at(folder.path().join("workspace")));
        Self { folder, keys, place }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn log(&self) -> &Path {
        self.place.path()
    }

    fn open(&self) -> OwnLog {
        OwnLog::open(&self.place, &self.keys).unwrap()
    }

    /// A log with so many entries, published.
    fn with(entries: u64) -> Self {
        let desk = Self::new();
        OwnLog::create(&desk.place, &desk.keys, &origin(), None).unwrap();
        desk.add(entries);
        desk
    }

    fn add(&self, entries: u64) {
        let mut log = self.open();
        let first = log.size();
        let texts: Vec<Vec<u8>> = (first..first + entries).map(entry).collect();
        let lent: Vec<&[u8]> = texts.iter().map(Vec::as_slice).collect();
        assert_eq!(log.append(&lent).unwrap(), first..first + entries);
        log.publish().unwrap();
    }

    fn verify(&self, policy: Option<&Path>, since: Option<&Path>) -> Verified {
        verify_at(self.log(), true, &self.keys, policy, since).unwrap()
    }

    /// A policy with that quorum, and witnesses at these addresses.
    fn policy(&self, quorum: &str, witnesses: &[(&str, String)]) -> PathBuf {
        let mut text = format!("log {}\n", self.keys.verifier(&origin()).unwrap().unwrap());
        let names: Vec<&str> = ["w1", "w2", "w3"][..witnesses.len()].to_vec();
        for (name, (key, address)) in names.iter().zip(witnesses) {
            text += &format!("witness {name} {key} {address}\n");
        }
        text += &format!("group g {quorum} {}\nquorum g\n", names.join(" "));
        let path = self.path("policy");
        fs::write(&path, text).unwrap();
        path
    }
}

fn entry(n: u64) -> Vec<u8> {
    format!("{{\"n\":{n}}}").into_bytes()
}

fn verify_at(
    folder: &Path,
    is_own: bool,
    keys: &KeyFolder,
    policy: Option<&Path>,
    since: Option<&Path>,
) -> Result<Verified, Trouble> {
    verify::verify(&verify::Asked { folder, is_own, keys, policy, since }, |_, _| {})
}

fn code<T>(result: Result<T, Trouble>) -> &'static str {
    result.err().map_or("none", |trouble| trouble.code())
}

/// What was found of a part: a sign, and the name of the message where there is one.
fn part(verified: &Verified, name: &str) -> (char, &'static str, String) {
    let (_, found) = verified.parts.iter().find(|(part, _)| *part == name).unwrap();
    match found {
        Found::Passed => ('+', "", String::new()),
        Found::Failed(fault) => ('-', fault.why, fault.path.clone()),
        Found::Unchecked(why) => ('?', why, String::new()),
        Found::NotAsked(why) => ('.', why, String::new()),
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &to) } else { _ = fs::copy(entry.path(), to).unwrap() }
    }
}

#[test]
fn a_log_is_begun_once_and_goes_on() {
    let desk = Desk::new();
    let create = |name: &str| OwnLog::create(&desk.place, &desk.keys, &name.parse().unwrap(), None).map(drop);
    desk.keys.make(&"w.example".parse().unwrap(), Signs::Cosignatures, &[2; 32]).unwrap();
    assert_eq!(code(OwnLog::open(&desk.place, &desk.keys)), "no-log");
    assert_eq!(code(create("nobody")), "unknown-signing-key");
    assert_eq!(code(create("w.example")), "key-signs-cosignatures");
    assert!(!desk.log().exists(), "what is refused leaves nothing behind");
    create(ORIGIN).unwrap();
    // The workspace was made with it, and holds what it should.
    assert!(desk.path("workspace/qazyq-workspace").exists());
    assert_eq!(code(create(ORIGIN)), "log-is-there");

    let mut log = desk.open();
    assert_eq!(code(OwnLog::open(&desk.place, &desk.keys)), "log-is-in-use");
    assert_eq!(log.append(&[b"one", b"two"]).unwrap(), 0..2);
    assert_eq!(code(log.append(&[&[0; 0x1_0000]])), "log-entry-too-long");
    assert_eq!((log.published(), log.size(), code(log.prove(0))), (0, 2, "no-log-entry"));
    let shown = status(desk.log(), &desk.keys, None).unwrap();
    assert_eq!((shown.checkpoint.size, shown.waiting, shown.torn), (0, 2, 0));
    log.publish().unwrap();
    let proof = log.prove(1).unwrap();
    let trusted = [log.key().clone()];
    let (checkpoint, _) = proof.verify(&TreeHash::of_leaf(b"two"), ORIGIN, &trusted).unwrap();
    assert_eq!((checkpoint.size, code(log.prove(2))), (2, "no-log-entry"));
    assert!(proof.verify(&TreeHash::of_leaf(b"one"), ORIGIN, &trusted).is_err());
    assert_eq!(prove(desk.log(), 1).unwrap(), proof);
    drop(log);
    desk.add(300);
    assert!(!desk.verify(None, None).has_failed());

    // A log whose checkpoint was lost is not begun anew.
    let checkpoint = fs::read(desk.log().join("checkpoint")).unwrap();
    fs::remove_file(desk.log().join("checkpoint")).unwrap();
    assert_eq!(code(create(ORIGIN)), "log-without-checkpoint");
    fs::write(desk.log().join("checkpoint"), checkpoint).unwrap();
    // A key of the same name that is another one opens nothing.
    let others = KeyFolder::at(desk.path("others"));
    others.make(&origin(), Signs::Notes, &[9; 32]).unwrap();
    assert_eq!(code(OwnLog::open(&desk.place, &others)), "log-is-broken");
    assert_eq!(desk.open().size(), 302);
}

#[test]
fn a_policy_is_kept_that_knows_the_log() {
    let desk = Desk::new();
    let key = desk.keys.verifier(&origin()).unwrap().unwrap();
    let create = |text: &str| {
        fs::write(desk.path("policy"), text).unwrap();
        OwnLog::create(&desk.place, &desk.keys, &origin(), Some(&desk.path("policy"))).map(drop)
    };
    assert_eq!(code(create("quorum none\n")), "policy-without-log");
    assert_eq!(code(create(&format!("log {key}\n"))), "not-a-policy");
    assert!(!desk.log().exists());
    let policy = policy_of(&key);
    create(&policy).unwrap();
    assert_eq!(fs::read_to_string(desk.log().join(POLICY)).unwrap(), policy);
    assert!(status(desk.log(), &desk.keys, None).unwrap().fault.is_none());
}

/// One flipped byte in a file of every kind, and a file that is gone: each is refused, and named.
#[test]
fn a_changed_byte_is_found_and_its_file_named() {
    let desk = Desk::with(300);
    let good = desk.verify(None, None);
    assert!(!good.has_failed() && !good.has_unchecked(), "{good:?}");
    for (file, name) in [
        ("checkpoint", "signature"),
        ("tile/0/000", "entries"),
        ("tile/0/001.p/44", "entries"),
        ("tile/1/000.p/1", "entries"),
        ("tile/entries/000", "entries"),
        ("tile/entries/001.p/44", "entries"),
    ] {
        let path = desk.log().join(file);
        let bytes = fs::read(&path).unwrap();
        // The last digit of the root but one, of a checkpoint; the middle of anything else.
        let place = if file == "checkpoint" { ORIGIN.len() + 10 } else { bytes.len() / 2 };
        let mut changed = bytes.clone();
        changed[place] ^= 1;
        fs::write(&path, changed).unwrap();
        let found = desk.verify(None, None);
        let (sign, _, named) = part(&found, name);
        assert_eq!((sign, Path::new(&named)), ('-', path.as_path()), "{file}: {found:?}");
        fs::remove_file(&path).unwrap();
        let gone = verify_at(desk.log(), true, &desk.keys, None, None);
        match file {
            "checkpoint" => assert_eq!(code(gone), "no-log"),
            _ => assert_eq!(part(&gone.unwrap(), name).1, "log-file-is-missing", "{file}"),
        }
        fs::write(&path, bytes).unwrap();
    }
    // No checkpoint at all: nothing else can be looked at.
    let path = desk.log().join("checkpoint");
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
    let found = desk.verify(None, None);
    assert_eq!(part(&found, "checkpoint").1, "checkpoint-is-none");
    assert_eq!(part(&found, "entries"), ('?', "log-has-no-checkpoint", String::new()));
    fs::write(&path, bytes).unwrap();

    // Of what waits a torn end is told, since nobody knows what stood there; a gap is a fault.
    let mut log = desk.open();
    log.append(&[b"waits", b"too"]).unwrap();
    drop(log);
    assert_eq!(part(&desk.verify(None, None), "pending").0, '+');
    let pending = desk.log().join("pending");
    let bytes = fs::read(&pending).unwrap();
    fs::write(&pending, &bytes[..bytes.len() - 1]).unwrap();
    assert_eq!(part(&desk.verify(None, None), "pending").1, "log-pending-is-torn");
    assert_eq!(status(desk.log(), &desk.keys, None).unwrap().waiting, 1);
    fs::write(&pending, &bytes[8 + 2 + 5 + 32..]).unwrap();
    let (sign, why, named) = part(&desk.verify(None, None), "pending");
    assert_eq!((sign, why, Path::new(&named)), ('-', "log-pending-has-a-gap", pending.as_path()));
}

#[test]
fn what_is_trusted_comes_from_whoever_asks() {
    let desk = Desk::with(3);
    let nobody = KeyFolder::at(desk.path("nobody"));
    let folder = desk.path("downloaded");
    copy(desk.log(), &folder);
    let _ = fs::remove_file(folder.join("pending"));
    let key = desk.keys.verifier(&origin()).unwrap().unwrap();
    let theirs = desk.path("their.policy");
    fs::write(&theirs, policy_of(&key)).unwrap();
    let look =
        |keys: &KeyFolder, policy: Option<&Path>| verify_at(&folder, false, keys, policy, None).unwrap();

    // Nobody said whose key it is.
    assert_eq!(part(&look(&nobody, None), "signature").1, "log-has-no-trusted-key");
    assert_eq!(part(&look(&nobody, Some(&theirs)), "signature").0, '+');
    assert_eq!(part(&look(&desk.keys, None), "signature").0, '+');
    // The policy in the folder is its maker's, and is not looked at: not even that it is none.
    fs::write(folder.join(POLICY), "nonsense").unwrap();
    assert!(look(&nobody, None).has_unchecked());
    assert!(!look(&nobody, Some(&theirs)).has_failed());
    // In a log of one's own it adds what it asks for, and never the log's key.
    fs::write(folder.join(POLICY), policy_of(&key)).unwrap();
    let own = verify_at(&folder, true, &nobody, None, None).unwrap();
    assert_eq!(part(&own, "signature").1, "log-has-no-trusted-key");

    // Another key under the same name, and a policy that knows another log.
    let others = KeyFolder::at(desk.path("others"));
    let other = others.make(&origin(), Signs::Notes, &[9; 32]).unwrap().public;
    assert_eq!(part(&look(&others, None), "signature").1, "checkpoint-not-signed");
    fs::write(&theirs, policy_of(&other)).unwrap();
    assert_eq!(part(&look(&desk.keys, Some(&theirs)), "signature").1, "checkpoint-not-signed");
    // Of a policy without a log the quorum counts, and the key is that of the folder of keys.
    fs::write(&theirs, "quorum none\n").unwrap();
    assert_eq!(part(&look(&desk.keys, Some(&theirs)), "signature").0, '+');
}

#[test]
fn a_log_that_did_not_only_grow_is_told_by_an_earlier_checkpoint() {
    let desk = Desk::with(5);
    let old = desk.path("old");
    fs::copy(desk.log().join("checkpoint"), &old).unwrap();
    desk.add(300);
    let since = |path: &Path| {
        let found = desk.verify(None, Some(path));
        part(&found, "since")
    };
    assert_eq!(since(&old).0, '+');
    assert_eq!(since(&desk.log().join("checkpoint")).0, '+');
    // The same key, and other entries: what only the log's maker can do.
    let other = Desk::new();
    OwnLog::create(&other.place, &other.keys, &origin(), None).unwrap();
    let mut log = other.open();
    log.append(&[b"another"]).unwrap();
    log.publish().unwrap();
    assert_eq!(since(&other.log().join("checkpoint")).1, "checkpoint-contradicts");
    log.append(&vec![&b"more"[..]; 400]).unwrap();
    log.publish().unwrap();
    assert_eq!(since(&other.log().join("checkpoint")).1, "checkpoint-is-newer");
    // What the log never signed says nothing against it.
    let text = fs::read_to_string(&old).unwrap();
    fs::write(&old, text.replace("\n5\n", "\n4\n")).unwrap();
    assert_eq!(since(&old).1, "checkpoint-wrongly-signed");
    fs::write(&old, "no checkpoint").unwrap();
    let none = verify_at(desk.log(), true, &desk.keys, None, Some(&old));
    assert_eq!(code(none), "not-a-checkpoint");
    // Without the key it only grew, by whoever signed that.
    fs::write(&old, text).unwrap();
    let nobody = KeyFolder::at(desk.path("nobody"));
    let found = verify_at(desk.log(), true, &nobody, None, Some(&old)).unwrap();
    assert_eq!(part(&found, "since").1, "log-since-is-not-signed");
}

const LONG: Duration = Duration::from_secs(20);

/// Three witnesses that know the log, and a policy with them.
fn witnesses(desk: &Desk) -> ([Witness; 3], PathBuf) {
    let key = desk.keys.verifier(&origin()).unwrap().unwrap().to_string();
    let start = |number: u8| Witness::start(&format!("w{number}.example"), [100 + number; 32], &[&key]);
    let all = [start(1), start(2), start(3)];
    let told: Vec<(String, String)> = all.iter().map(|witness| (witness.vkey(), witness.url())).collect();
    let lent: Vec<(&str, String)> = told.iter().map(|(key, url)| (key.as_str(), url.clone())).collect();
    let policy = desk.policy("2", &lent);
    (all, policy)
}

fn codes(asked: &witness::Asked) -> Vec<&'static str> {
    asked.witnesses.iter().map(|answer| answer.said.code()).collect()
}

#[test]
fn a_quorum_of_witnesses_makes_a_checkpoint_count() {
    let desk = Desk::with(5);
    let (all, policy) = witnesses(&desk);
    let ask = || ask(desk.log(), Some(&policy), LONG, |_| {}).unwrap();
    let counts = || {
        let found = desk.verify(Some(&policy), None);
        (part(&found, "signature").0, part(&found, "witnesses"))
    };
    assert_eq!(counts().1.1, "checkpoint-without-quorum");

    let asked = ask();
    assert_eq!((codes(&asked), asked.is_kept, &asked.fault), (vec!["witness-cosigned"; 3], true, &None));
    assert_eq!(counts(), ('+', ('+', "", String::new())));
    let shown = status(desk.log(), &desk.keys, Some(&policy)).unwrap();
    let signed: Vec<Signed> = shown.signers.iter().map(|signer| signer.signed).collect();
    let by_witness = Signed::Yes(Some(NOW));
    assert_eq!(signed, [Signed::Yes(None), by_witness, by_witness, by_witness]);
    assert_eq!((shown.strangers, shown.fault), (0, None));
    // Witnesses that know nothing of it are asked from nothing.
    assert!(all[0].requests()[0].starts_with("old 0\n\nlog.example/kz\n5\n"), "{:?}", all[0].requests());

    // Asked again, from the size that they have signed, they say so with a later time.
    all[0].set_now(NOW + 60);
    ask();
    assert!(all[0].requests()[1].starts_with("old 5\n\n"), "{:?}", all[0].requests());
    let shown = status(desk.log(), &desk.keys, Some(&policy)).unwrap();
    let times: Vec<Signed> = shown.signers.iter().skip(1).map(|signer| signer.signed).collect();
    assert!(times.contains(&Signed::Yes(Some(NOW + 60))) && times.contains(&by_witness), "{times:?}");
    // Each has one line, and the log's is sent alone.
    let checkpoint = fs::read_to_string(desk.log().join("checkpoint")).unwrap();
    assert_eq!(checkpoint.matches("— ").count(), 4, "{checkpoint}");
    assert_eq!(all[0].requests()[1].matches("— ").count(), 1);

    // The next checkpoint counts for nobody before it is witnessed; one of three may fail.
    desk.add(300);
    assert_eq!(counts().1.1, "checkpoint-without-quorum");
    all[2].next_faults([WitnessFault::Status(500)]);
    let asked = ask();
    assert_eq!(codes(&asked), ["witness-cosigned", "witness-cosigned", "witness-status"]);
    assert_eq!((asked.fault, counts().1.0), (None, '+'));
    // A 409 told the size, and the second request proved from there.
    let last = all[0].requests().pop().unwrap();
    assert!(last.starts_with("old 5\n") && !last.starts_with("old 5\n\n"), "{last}");
    assert_eq!(all[0].latest(ORIGIN), Some(305));

    // Two of three fail: it is told, and what was got is kept.
    desk.add(1);
    all[0].next_faults([WitnessFault::Closed]);
    all[1].next_faults([WitnessFault::Status(503)]);
    let asked = ask();
    let fault = asked.fault.unwrap();
    assert_eq!((fault.why, &fault.args[0]), ("checkpoint-without-quorum", &("count", "1".to_owned())));
    let shown = status(desk.log(), &desk.keys, Some(&policy)).unwrap();
    assert_eq!(shown.signers[3].signed, Signed::Yes(Some(NOW)));
    let asked = self::ask(desk.log(), Some(&policy), LONG, |_| {}).unwrap();
    assert_eq!(asked.fault, None);
}

#[test]
fn an_answer_that_is_no_cosignature_is_not_kept() {
    let desk = Desk::with(5);
    let (all, policy) = witnesses(&desk);
    let line = format!("— {} x\n", "w1.example");
    for (fault, expected) in [
        (WitnessFault::WrongSignature, "witness-signed-wrongly"),
        (WitnessFault::OtherCheckpoint, "witness-signed-wrongly"),
        (WitnessFault::OtherKey, "witness-signed-for-another"),
        (WitnessFault::TextBefore, "witness-answers-otherwise"),
        (WitnessFault::Html200, "witness-answers-otherwise"),
        (WitnessFault::Conflict("6\n".to_owned()), "witness-saw-more"),
        (WitnessFault::Conflict("0\n".to_owned()), "witness-tells-no-size"),
        (WitnessFault::Conflict(line), "witness-tells-no-size"),
        (WitnessFault::Status(400), "witness-calls-it-no-request"),
        (WitnessFault::Status(403), "witness-does-not-know-the-key"),
        (WitnessFault::Status(404), "witness-does-not-know-the-log"),
        (WitnessFault::Status(422), "witness-saw-other-entries"),
        (WitnessFault::Status(500), "witness-status"),
        (WitnessFault::Oversized(1 << 20), "reply-is-too-long"),
        (WitnessFault::Redirect(all[1].url()), "source-sends-elsewhere"),
    ] {
        all[0].next_faults([fault.clone()]);
        // The others are away, so that nothing is kept at all.
        all[1].next_faults([WitnessFault::Status(503)]);
        all[2].next_faults([WitnessFault::Status(503)]);
        let asked = ask(desk.log(), Some(&policy), LONG, |_| {}).unwrap();
        assert_eq!(asked.witnesses[0].said.code(), expected, "{fault:?}");
        assert!(asked.fault.is_some(), "{fault:?}");
        let checkpoint = fs::read_to_string(desk.log().join("checkpoint")).unwrap();
        assert_eq!(checkpoint.matches("— ").count(), 1, "{fault:?}: {checkpoint}");
    }
    // A witness that keeps on changing is asked twice and no more.
    let before = all[0].requests().len();
    all[0].next_faults([WitnessFault::Conflict("3\n".to_owned()), WitnessFault::Conflict("4\n".to_owned())]);
    let asked = ask(desk.log(), Some(&policy), LONG, |_| {}).unwrap();
    assert_eq!(asked.witnesses[0].said.code(), "witness-changed-meanwhile");
    assert_eq!((all[0].requests().len() - before, asked.fault), (2, None));
    // One that does not end is not waited for.
    all[0].next_faults([WitnessFault::Stall(20_000)]);
    let asked = ask(desk.log(), Some(&policy), Duration::from_millis(300), |_| {}).unwrap();
    assert_eq!(asked.witnesses[0].said.code(), "deadline-passed");
}

#[test]
fn a_fork_is_refused_by_whoever_has_seen_the_other() {
    let desk = Desk::with(5);
    let (all, policy) = witnesses(&desk);
    let ask = |folder: &Path| ask(folder, Some(&policy), LONG, |_| {}).unwrap();
    let copied = desk.path("copied");
    copy(desk.log(), &copied);
    ask(desk.log());
    // Two copies of one log go on, each by itself.
    let fork = Place::at(&copied);
    let add = |entries: &[&[u8]]| {
        let mut log = OwnLog::open(&fork, &desk.keys).unwrap();
        log.append(entries).unwrap();
        log.publish().unwrap();
    };
    desk.add(3);
    ask(desk.log());
    add(&[b"one"]);
    let smaller = ask(&copied);
    assert_eq!(codes(&smaller), ["witness-saw-more"; 3]);
    add(&[b"two", b"three"]);
    let same_size = ask(&copied);
    assert_eq!(codes(&same_size), ["witness-saw-other-entries"; 3]);
    add(&[b"four"]);
    let larger = ask(&copied);
    assert_eq!(codes(&larger), ["witness-saw-other-entries"; 3]);
    for asked in [smaller, same_size, larger] {
        assert!(asked.witnesses.iter().all(|answer| answer.said.is_fork()));
        assert_eq!(asked.fault.unwrap().why, "checkpoint-without-quorum");
    }
    // The log itself goes on.
    desk.add(1);
    assert_eq!((ask(desk.log()).fault, all[0].latest(ORIGIN)), (None, Some(9)));
}

/// Refusals that the witness comes to by itself.
#[test]
fn a_witness_that_does_not_know_the_log_says_so() {
    let desk = Desk::with(2);
    let others = KeyFolder::at(desk.path("others"));
    let same_name = others.make(&origin(), Signs::Notes, &[9; 32]).unwrap().public.to_string();
    let elsewhere = others.make(&"log.example/other".parse().unwrap(), Signs::Notes, &[8; 32]).unwrap();
    let own = desk.keys.verifier(&origin()).unwrap().unwrap().to_string();
    let all = [
        Witness::start("w1.example", [101; 32], &[&elsewhere.public.to_string()]),
        Witness::start("w2.example", [102; 32], &[&same_name]),
        Witness::start("w3.example", [103; 32], &[&own]),
    ];
    let told: Vec<(String, String)> = all.iter().map(|witness| (witness.vkey(), witness.url())).collect();
    let lent: Vec<(&str, String)> = told.iter().map(|(key, url)| (key.as_str(), url.clone())).collect();
    let asked = ask(desk.log(), Some(&desk.policy("any", &lent)), LONG, |_| {}).unwrap();
    let expected = ["witness-does-not-know-the-log", "witness-does-not-know-the-key", "witness-cosigned"];
    assert_eq!((codes(&asked), asked.fault), (expected.to_vec(), None));
}

#[test]
fn nobody_is_asked_where_it_could_not_count() {
    let desk = Desk::with(2);
    let (all, policy) = witnesses(&desk);
    let ask = |policy: Option<&Path>| ask(desk.log(), policy, LONG, |_| {});
    assert_eq!(code(ask(None)), "no-policy");
    let key = desk.keys.verifier(&origin()).unwrap().unwrap();
    fs::write(desk.log().join(POLICY), policy_of(&key)).unwrap();
    assert_eq!(code(ask(None)), "nobody-to-ask");
    // A policy that does not know the log, and tiles that are not those of the checkpoint.
    let text = fs::read_to_string(&policy).unwrap();
    let without_log: String = text.lines().skip(1).map(|line| format!("{line}\n")).collect();
    fs::write(desk.path("other"), without_log).unwrap();
    assert_eq!(code(ask(Some(&desk.path("other")))), "policy-without-log");
    let others = KeyFolder::at(desk.path("others"));
    let same_name = others.make(&origin(), Signs::Notes, &[9; 32]).unwrap().public;
    fs::write(desk.path("other"), text.replace(&key.to_string(), &same_name.to_string())).unwrap();
    assert_eq!(code(ask(Some(&desk.path("other")))), "log-is-broken");
    let tile = desk.log().join("tile/0/000.p/2");
    let bytes = fs::read(&tile).unwrap();
    fs::write(&tile, [7; 64]).unwrap();
    assert_eq!(code(ask(Some(&policy))), "log-is-broken");
    fs::write(&tile, bytes).unwrap();
    assert!(all.iter().all(|witness| witness.requests().is_empty()));

    // Addresses: none, no address at all, and one that others could listen in on. The two witnesses that are left do.
    let lines: Vec<&str> = text.lines().collect();
    for (address, expected) in [
        ("", "witness-no-address"),
        ("ftp://w.example", "base-is-neither-http-nor-https"),
        ("http://w.example/", "witness-unguarded"),
        ("http://127.0.0.1:1/", "no-connection"),
    ] {
        let first = lines[1].rsplit_once(' ').unwrap().0;
        fs::write(&policy, text.replace(lines[1], &format!("{first} {address}"))).unwrap();
        let asked = ask(Some(&policy)).unwrap();
        assert_eq!((asked.witnesses[0].said.code(), &asked.fault), (expected, &None), "{address}");
    }
}

/// What a day's verdicts come to in a log: each once, however often they are recorded.
#[test]
fn the_verdicts_of_a_day_are_recorded_once() {
    use qazyq_casework::assess::{Asked, Question};
    use qazyq_casework::book::Book;
    use qazyq_casework::import::Said;
    use qazyq_market::days::DayCut;

    let desk = Desk::with(0);
    let act = qazyq_law::Act::embedded().unwrap();
    let workspace = Workspace::at(desk.path("workspace"));
    let mut book = Book::open_or_new(workspace.clone()).unwrap();
    let had: jiff::Timestamp = "2026-04-10T00:00:00Z".parse().unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/market");
    for asset in ["usdc", "ust"] {
        for name in [format!("{asset}-2023-03.csv"), format!("{asset}.facts.toml")] {
            let said = Said {
                through: None,
                asset: Some(asset.to_owned()),
                symbol: Some(asset.to_uppercase()),
                name: None,
                peg: None,
                peg_source: None,
                source: None,
                currency: None,
                retrieved: Some(had),
                day: DayCut::Utc,
                partial_days: false,
                columns: None,
            };
            book.import(&act, &name, &fs::read(examples.join(&name)).unwrap(), &said, had).unwrap();
        }
    }
    let (asked, now) = (Asked::default(), "2026-11-30T00:00:00Z".parse().unwrap());
    let question = Question { act: &act, asked: &asked, as_of: None, now };
    let (day, key) = ("2023-03-14".parse().unwrap(), desk.keys.signer(&origin()).unwrap());
    let record = |log: &mut OwnLog| question.record(&book, day, &key, log).unwrap();
    let mut log = desk.open();
    assert_eq!(record(&mut log).appended.len(), 2);
    assert_eq!(log.published(), 2);
    let bundles = |asset: &str| {
        let folder = desk.path("workspace/bundles").join(asset);
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>()
    };
    let before: Vec<_> = ["usdc", "ust"].iter().flat_map(|asset| bundles(asset)).collect();
    assert_eq!(before.len(), 2);
    // The same again adds nothing, neither a file nor an entry.
    record(&mut log);
    assert_eq!(log.published(), 2);
    let after: Vec<_> = ["usdc", "ust"].iter().flat_map(|asset| bundles(asset)).collect();
    assert_eq!(before, after);
    // Another day is another entry.
    question.record(&book, "2023-03-15".parse().unwrap(), &key, &mut log).unwrap();
    assert_eq!((log.published(), bundles("usdc").len()), (4, 2));
}
