//! Who may do what, lists by two people, and the journal: at the command line.

use serde_json::{Value, json};

use crate::common::{Answer, Desk};

/// A desk with users, and the token of each.
struct Office {
    desk: Desk,
    tokens: Vec<(&'static str, String)>,
}

const PEOPLE: &[(&str, &[&str])] = &[
    ("admin", &["administrator"]),
    ("ana", &["analyst"]),
    ("app", &["approver"]),
    ("both", &["analyst", "approver"]),
    ("aud", &["auditor"]),
    ("rea", &["reader"]),
];

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn json(answer: &str) -> Value {
    serde_json::from_str(answer.lines().next().unwrap_or_default())
        .unwrap_or_else(|e| panic!("{e}: {answer}"))
}

impl Office {
    /// With an asset that was recorded before there were users.
    fn new() -> Self {
        let desk = Desk::new();
        desk.done("asset add x --symbol X --name X");
        desk.done("peg add x USD --url https://x.example/terms");
        let first = json(&desk.done("user add admin --role administrator --json"));
        desk.write("a.csv", "asset,symbol\ny,Y\n");
        desk.write("f.toml", "[[asset]]\nasset = \"y\"\nsymbol = \"Y\"\n");
        desk.write("m.csv", "d,c\n2026-01-01,1\n");
        desk.write("l.csv", "symbol,name\nX,X\n");
        desk.write("j.jsonl", "");
        desk.write("e.csv", "LEI,Entity.LegalName,Entity.LegalAddress.Country,Entity.EntityCategory\n");
        let mut office = Self { desk, tokens: vec![("admin", first["token"].as_str().unwrap().to_owned())] };
        for (user, roles) in &PEOPLE[1..] {
            let roles = roles.iter().map(|role| format!(" --role {role}")).collect::<String>();
            office.done("admin", &format!("user add {user}{roles}"));
            let token = json(&office.done("admin", &format!("token new {user} --json")));
            office.tokens.push((user, token["token"].as_str().unwrap().to_owned()));
        }
        office
    }

    fn token(&self, user: &str) -> &str {
        &self.tokens.iter().find(|(name, _)| *name == user).unwrap().1
    }

    /// Runs a command as somebody; as nobody where the name is empty.
    fn run(&self, user: &str, command: &str) -> Answer {
        let mut words = words(command);
        if !user.is_empty() {
            self.desk.write("token", format!("{}\n", self.token(user)));
            words.extend(["--token-file".to_owned(), "token".to_owned()]);
        }
        self.desk.run(&words)
    }

    #[track_caller]
    fn done(&self, user: &str, command: &str) -> String {
        let answer = self.run(user, command);
        assert_eq!(answer.status, 0, "{user}: {command}: {answer:?}");
        answer.out
    }

    /// Expects that somebody is refused, and that the attempt is recorded with its reason.
    #[track_caller]
    fn refused(&self, user: &str, command: &str, why: &str) {
        let before = self.attempts().len();
        let answer = self.run(user, command);
        assert_eq!(answer.status, 1, "{user}: {command}: {answer:?}");
        let attempts = self.attempts();
        assert_eq!(attempts.len(), before + 1, "{user}: {command}: {attempts:?}");
        assert_eq!(attempts.last().unwrap()["what"]["why"], why, "{user}: {command}");
    }

    fn attempts(&self) -> Vec<Value> {
        let lines = self.done("aud", "journal show --kind attempt --last 1000 --json");
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// Every command that writes, and who may do it.
const WRITING: &[(&str, &[&str])] = &[
    ("asset add y --symbol Y", &["ana", "both"]),
    ("issuer add i --name I", &["ana", "both"]),
    ("peg add x EUR --url https://x.example", &["ana", "both"]),
    ("disclosure add x asset --url https://x.example", &["ana", "both"]),
    ("check add r --asset x --term X --on 2026-01-01 --result none", &["ana", "both"]),
    ("ruling add r --kind order --body B --asset x --in-force-from 2026-01-01", &["ana", "both"]),
    ("asset import a.csv", &["ana", "both"]),
    ("record f.toml", &["ana", "both"]),
    ("import m.csv --asset x --source s --currency USD --columns date=d,close=c", &["ana", "both"]),
    ("withdraw x 00000000 --reason wrong", &["ana", "both"]),
    ("follow x binance XUSDT", &["ana", "both"]),
    ("unfollow x binance --reason gone", &["ana", "both"]),
    ("fetch binance", &["ana", "both"]),
    ("find X", &["ana", "both"]),
    ("lake rebuild", &["ana", "both"]),
    ("journal retract 2 --reason wrong", &["ana", "both"]),
    ("list import l.csv --authority afsa --act A", &["ana", "both"]),
    ("list propose add x --from 2026-01-01 --reason r", &["ana", "both"]),
    ("list review 1 --finding supports --note n", &["ana", "app", "both"]),
    ("list approve 1", &["app", "both"]),
    ("list reject 1 --reason r", &["app", "both"]),
    ("list recall 1 --reason r", &["ana", "both"]),
    ("list publish 1", &["app", "both"]),
    ("register import e.csv", &["ana", "both"]),
    ("asset accept 1", &["ana", "both"]),
    ("asset decline 1 --reason r", &["ana", "both"]),
    ("issuer accept i 969500OYUDADGZKCR583", &["ana", "both"]),
    ("user add new --role reader", &["admin"]),
    ("user set rea --name R", &["admin"]),
    ("user password rea --none", &["admin", "rea"]),
    ("token new rea", &["admin"]),
    ("token revoke 0000000000000000 --reason r", &["admin"]),
    ("journal import j.jsonl", &["admin"]),
];

#[test]
fn each_role_may_do_what_it_may_and_nothing_else() {
    let reference = Office::new();
    for (command, allowed) in WRITING {
        for (user, _) in PEOPLE {
            // One journal for all that is refused; what is allowed may change what follows.
            if allowed.contains(user) {
                let office = Office::new();
                let command = match *command {
                    "fetch binance" => "fetch binance --dry-run".to_owned(),
                    "find X" => continue,
                    other => other.to_owned(),
                };
                let answer = office.run(user, &command);
                let attempts = office.attempts();
                assert!(attempts.is_empty(), "{user} may {command}: {answer:?} {attempts:?}");
            } else {
                reference.refused(user, command, "right-is-missing");
            }
        }
        reference.refused("", command, "token-is-missing");
    }
    let entries = reference.done("aud", "journal show --last 10000 --json");
    let kinds = entries.lines().map(|line| json(line)["kind"].as_str().unwrap().to_owned());
    assert!(kinds.skip(2).all(|kind| ["user", "token", "attempt"].contains(&kind.as_str())), "nothing else");
}

#[test]
fn every_command_that_writes_is_among_them() {
    let desk = Desk::new();
    let help = desk.done("completions bash");
    // Commands whose names say that they write, by what the program itself lists.
    let reading = [
        "assess",
        "screen",
        "history",
        "case",
        "facts",
        "evaluate",
        "readings",
        "law",
        "completions",
        "demo",
        "assets",
        "sources",
        "help",
        "lake check",
        "lake export",
        "show",
        "list",
        "verify",
        "export",
        "diff",
        "proposals",
        "journal follow",
        "replay",
        "margin",
        "bars",
        "match",
        // They write no entry, and beside the journal: what they need is a key in the hand of whoever types.
        "key new",
        "bundle",
        "reproduce",
        "serve",
        "log append",
        "log check",
        "log index",
        "log init",
        "log lookup",
        "log status",
        "log witness",
    ];
    let of_kinds = ["asset", "issuer", "peg", "disclosure", "check", "ruling"];
    for line in help.lines() {
        let Some(name) = line.trim().strip_prefix("qazyq__subcmd__").and_then(|l| l.strip_suffix(')')) else {
            continue;
        };
        let words: Vec<&str> = name.split("__subcmd__").flat_map(|part| part.split(',')).collect();
        let last = words.last().unwrap();
        let command = words.join(" ");
        let groups = ["lake", "list", "user", "token", "journal", "register", "key", "log"];
        let is_group = groups.contains(&command.as_str()) || of_kinds.contains(&command.as_str());
        if is_group
            || words.contains(&"help")
            || reading.contains(last)
            || reading.contains(&command.as_str())
        {
            continue;
        }
        // All kinds of facts share what adds and imports them.
        let shared = of_kinds.contains(&words[0]) && ["import", "add"].contains(last);
        let is_there = WRITING.iter().any(|(written, _)| written.starts_with(&command));
        assert!(is_there || shared, "{command}");
    }
}

#[test]
fn tokens_that_do_not_serve_are_refused() {
    let office = Office::new();
    let add = "asset add y --symbol Y";
    let other = format!("qzt_{}_{}", &office.token("ana")[4..20], "0".repeat(64));
    for (token, why) in [
        (other.as_str(), "token-is-unknown"),
        (
            "qzt_0000000000000000_0000000000000000000000000000000000000000000000000000000000000000",
            "token-is-unknown",
        ),
        ("qzt_zz", "token-is-none"),
        ("", "token-is-none"),
    ] {
        office.desk.write("wrong", token);
        office.refused("", &format!("{add} --token-file wrong"), why);
    }
    // What was handed over in the environment serves as well.
    let mut command = office.desk.command(&words(add));
    let output = command.env("QAZYQ_TOKEN", office.token("ana")).output().unwrap();
    assert!(output.status.success(), "{output:?}");

    let public = office.token("ana")[4..20].to_owned();
    office.done("admin", &format!("token revoke {public} --reason lost"));
    office.refused("ana", "asset add z --symbol Z", "token-is-revoked");
    office.done("admin", "user set both --inactive");
    office.refused("both", "asset add z --symbol Z", "user-is-inactive");
    let short = json(&office.done("admin", "token new rea --days 0 --json"))["token"].clone();
    office.desk.write("short", short.as_str().unwrap());
    office.refused("", "asset add z --symbol Z --token-file short", "token-has-expired");
    // No secret is anywhere in the journal.
    let journal = office.done("aud", "journal export");
    for (_, token) in &office.tokens {
        assert!(!journal.contains(&token[21..]), "the secret of a token");
    }
}

#[test]
fn the_last_administrator_stays() {
    let office = Office::new();
    for change in ["--inactive", "--role reader"] {
        office.refused("admin", &format!("user set admin {change}"), "last-administrator");
    }
    office.done("admin", "user add second --role administrator");
    office.done("admin", "user set admin --role reader");
    let desk = Desk::new();
    let answer = desk.run(&words("user add ana --role analyst"));
    assert_eq!(answer.status, 1, "{answer:?}");
    assert!(!desk.path("workspace").exists() || desk.done("journal show --json").is_empty());
}

#[test]
fn a_password_gives_its_user_a_token() {
    let office = Office::new();
    office.desk.write("password", "correct horse battery\n");
    office.desk.write("short", "14 characters.\n");
    office.desk.write("wrong", "correct horse batterz\n");
    let answer = office.run("admin", "user password ana --password-file short");
    assert_eq!(answer.status, 1, "{answer:?}");
    office.done("admin", "user password ana --password-file password");
    let token = json(&office.done("", "token new ana --password-file password --json"))["token"].clone();
    office.desk.write("given", token.as_str().unwrap());
    office.done("", "asset add y --symbol Y --token-file given");
    office.refused("", "token new ana --password-file wrong", "password-is-wrong");
    office.refused("", "token new app --password-file password", "password-is-wrong");
    office.refused("", "token new nobody --password-file password", "password-is-wrong");
    office.done("admin", "user password ana --none");
    office.refused("", "token new ana --password-file password", "password-is-wrong");
    let bytes = std::fs::read(office.desk.path("workspace/journal.sqlite")).unwrap();
    assert!(!bytes.windows(8).any(|window| window == b"argon2id"), "an old hash is gone");
}

#[test]
fn users_set_their_own_password_and_nobody_elses() {
    let office = Office::new();
    office.desk.write("password", "correct horse battery\n");
    office.desk.write("another", "another horse battery\n");
    for (user, _) in PEOPLE {
        office.done(user, &format!("user password {user} --password-file password"));
        let given = json(&office.done("", &format!("token new {user} --password-file password --json")));
        assert!(given["token"].as_str().unwrap().starts_with("qzt_"));
    }
    let last = office.done("aud", "journal show --kind password --last 1 --json");
    assert_eq!((&json(&last)["author"], &json(&last)["what"]["user"]), (&json!("rea"), &json!("rea")));
    office.done("rea", "user password rea --password-file another");
    office.refused("", "token new rea --password-file password", "password-is-wrong");
    office.refused("rea", "user password ana --password-file another", "right-is-missing");
    office.refused("", "user password rea --none", "token-is-missing");
    office.done("admin", "user password ana --password-file another");
    office.done("admin", "user set rea --inactive");
    office.refused("rea", "user password rea --none", "user-is-inactive");
    office.done("aud", "journal verify");
}

#[test]
fn a_list_is_changed_by_two_people() {
    let office = Office::new();
    let propose = "list propose add x --from 2026-02-01 --reason meets --act Act-1 --json";
    let proposal = json(&office.done("both", propose))["number"].clone();
    let (approve, publish) = (format!("list approve {proposal}"), format!("list publish {proposal}"));
    // Somebody with both roles approves nothing of their own, and nobody publishes what is not approved.
    office.refused("both", &approve, "own-proposal");
    office.refused("both", &format!("list reject {proposal} --reason r"), "own-proposal");
    assert_eq!(office.run("app", &publish).status, 1);
    assert_eq!(office.run("both", propose).status, 1, "another one is open");
    office.done("ana", &format!("list review {proposal} --finding objects --note prices_are_missing"));
    office.refused("ana", &format!("list recall {proposal} --reason r"), "not-own-proposal");
    office.done("app", &approve);
    assert_eq!(office.run("app", &approve).status, 1, "approved already");
    office.refused("both", &publish, "own-proposal");
    assert!(office.done("", "list show ministry --on 2026-02-01 --json").is_empty());
    office.done("app", &publish);
    assert_eq!(office.run("app", &publish).status, 1, "published already");

    let shown = |day: &str| office.done("", &format!("list show ministry --on {day} --json"));
    assert!(shown("2026-01-31").is_empty());
    let row = json(&shown("2026-02-01"));
    assert_eq!(
        (&row["asset"], &row["listed"], &row["act"], &row["outcome"]),
        (&json!("x"), &json!(true), &json!("Act-1"), &json!("undetermined")),
        "{row}"
    );
    assert!(office.done("", "list show afsa --on 2026-02-01 --json").is_empty(), "lists are never mixed");

    let decide = |change: &str| {
        let proposal =
            json(&office.done("ana", &format!("list propose {change} --reason r --json")))["number"].clone();
        office.done("app", &format!("list approve {proposal}"));
        office.done("app", &format!("list publish {proposal}"));
    };
    assert_eq!(office.run("ana", "list propose add x --from 2026-03-01 --reason r").status, 1, "is on it");
    assert_eq!(
        office.run("ana", "list propose resume x --from 2026-03-01 --reason r").status,
        1,
        "not suspended"
    );
    assert_eq!(
        office.run("ana", "list propose remove x --from 2026-01-01 --reason r").status,
        1,
        "not on it then"
    );
    decide("suspend x --from 2026-03-01");
    assert_eq!(json(&shown("2026-03-01"))["suspended"], true);
    assert_eq!(json(&shown("2026-02-28"))["suspended"], false);
    decide("resume x --from 2026-04-01");
    assert_eq!(json(&shown("2026-03-31"))["suspended"], true);
    assert_eq!(json(&shown("2026-04-01"))["suspended"], false);
    decide("correct x --from 2026-04-02 --act Act-2");
    assert_eq!(json(&shown("2026-05-01"))["act"], "Act-2");
    assert_eq!(json(&shown("2026-04-01"))["act"], "Act-1", "a day before the correction");
    decide("remove x --from 2026-06-01");
    assert!(shown("2026-06-01").is_empty());
    assert_eq!(json(&shown("2026-05-31"))["asset"], "x");
    decide("add x --from 2026-08-01 --until 2026-09-01");
    assert!(shown("2026-07-31").is_empty() && shown("2026-09-01").is_empty());
    assert_eq!(json(&shown("2026-08-31"))["asset"], "x");

    let diff = |from: &str, to: &str| -> Vec<String> {
        let told = office.done("", &format!("list diff ministry --from {from} --to {to} --json"));
        told.lines().map(|line| json(line)["change"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(diff("2026-01-01", "2026-02-01"), ["added"]);
    assert_eq!(diff("2026-02-01", "2026-03-01"), ["suspended"]);
    assert_eq!(diff("2026-03-01", "2026-04-01"), ["resumed"]);
    assert_eq!(diff("2026-05-01", "2026-06-01"), ["removed"]);
    assert!(diff("2026-02-01", "2026-02-02").is_empty());
    assert_eq!(diff("2026-04-01", "2026-04-02"), ["corrected"]);
}

#[test]
fn what_is_listed_and_fails_and_what_qualifies_and_is_not_listed_are_told() {
    let desk = Desk::with_sample();
    let first = json(&desk.done("user add admin --role administrator --role analyst --json"));
    desk.write("admin", first["token"].as_str().unwrap());
    desk.done("user add app --role approver --token-file admin");
    let second = json(&desk.done("token new app --token-file admin --json"));
    desk.write("app", second["token"].as_str().unwrap());
    let propose = "list propose add ust --from 2022-05-01 --reason r --token-file admin --json";
    let proposal = json(&desk.done(propose))["number"].clone();
    desk.done(&format!("list approve {proposal} --token-file app"));
    desk.done(&format!("list publish {proposal} --token-file app"));
    let rows: Vec<Value> = desk.done("list show ministry --on 2022-05-20 --json").lines().map(json).collect();
    let ust = rows.iter().find(|row| row["asset"] == "ust").unwrap();
    assert_eq!((&ust["listed_and_failing"], &ust["outcome"]), (&json!(true), &json!("does_not_qualify")));
    let candidates: Vec<&Value> =
        rows.iter().filter(|row| row["unlisted_and_qualifying"] == true).map(|row| &row["asset"]).collect();
    assert!(candidates.contains(&&json!("usdc")) && !candidates.contains(&&json!("ust")), "{rows:?}");
}

#[test]
fn a_list_that_somebody_else_keeps_comes_in_with_its_source() {
    let office = Office::new();
    office.done("ana", "asset add y --symbol Y --name Why");
    office.done("ana", "asset add z1 --symbol Z --name One");
    office.done("ana", "asset add z2 --symbol Z --name Two");
    office.desk.write("scan.pdf", "made up");
    office.desk.write("list.csv", "No,Digital Asset,Symbol\n1,Why,Y\n2,Three,Z\n3,X,X\n");
    let import = "list import list.csv --authority afsa --act Notice-1 --of 2026-01-10 --document scan.pdf \
                  --columns symbol=Symbol,name=Digital_Asset --json";
    let answer = office.run("ana", import);
    assert_eq!(answer.status, 1, "no such column: {answer:?}");
    let take = |file: &str, of: &str, more: &[&str]| {
        office.desk.write("token", office.token("ana"));
        let fixed = ["list", "import", file, "--authority", "afsa", "--act", "Notice-1", "--of", of];
        let columns = ["--columns", "symbol=Symbol,name=Digital Asset", "--token-file", "token", "--json"];
        let args: Vec<&str> = fixed.iter().chain(&columns).chain(more).copied().collect();
        let answer = office.desk.run(&args);
        assert_eq!(answer.status, 0, "{answer:?}");
        json(&answer.out)
    };
    let told = take("list.csv", "2026-01-10", &["--document", "scan.pdf"]);
    assert_eq!((&told["rows"], &told["not_known"]), (&json!(3), &json!(["Z"])), "{told}");
    // Somebody says which it is; nobody guesses by a symbol that two share.
    let told = take("list.csv", "2026-01-10", &["--document", "scan.pdf", "--means", "Three=z1"]);
    assert_eq!(told["not_known"], json!([]), "{told}");
    let told = take("list.csv", "2026-01-10", &["--document", "scan.pdf", "--means", "Three=z1"]);
    assert_eq!(told["known_already"], true, "{told}");
    let assets = |day: &str| -> Vec<String> {
        let told = office.done("", &format!("list show afsa --on {day} --json --without-verdicts"));
        told.lines().map(|line| json(line)["asset"].as_str().unwrap_or("?").to_owned()).collect()
    };
    // What a later list does not have any more is off it from that list's day on.
    office.desk.write("later.csv", "Digital Asset,Symbol\nWhy,Y\n");
    take("later.csv", "2026-03-01", &[]);
    assert_eq!(assets("2026-01-09"), Vec::<String>::new());
    assert!(assets("2026-02-28").contains(&"z1".to_owned()));
    assert_eq!(assets("2026-03-01"), ["y"]);
    assert_eq!(office.run("", "journal verify").status, 0);
}

#[test]
fn a_list_that_was_decided_on_is_not_changed_by_one_person_with_an_import() {
    let office = Office::new();
    let proposal =
        json(&office.done("ana", "list propose add x --from 2026-02-01 --reason r --json"))["number"].clone();
    office.done("app", &format!("list approve {proposal}"));
    office.done("app", &format!("list publish {proposal}"));
    office.done("ana", "asset add y --symbol Y");
    office.desk.write("y.csv", "symbol\nY\n");
    let listed = || -> Vec<String> {
        let told = office.done("", "list show ministry --on 2026-04-01 --json --without-verdicts");
        told.lines().map(|line| json(line)["asset"].as_str().unwrap().to_owned()).collect()
    };
    let import = "list import y.csv --authority ministry --act A --of 2026-03-01 --retrieved 2026-01-01T00:00:00Z --json";
    let told = json(&office.done("both", import));
    assert_eq!((&told["pending"], listed()), (&json!(true), vec!["x".to_owned()]));
    let number = &told["entry"];
    let shown = json(&office.done("", "list proposals --json"));
    assert_eq!(
        (&shown["number"], &shown["action"], &shown["stage"]),
        (number, &json!("import"), &json!("open"))
    );
    for as_people_read_it in ["list proposals".to_owned(), format!("list proposals {number}")] {
        assert!(office.done("", &as_people_read_it).contains("take"), "{as_people_read_it}");
    }
    office.refused("both", &format!("list approve {number}"), "own-proposal");
    office.refused("both", &format!("list reject {number} --reason r"), "own-proposal");
    office.refused("ana", &format!("list recall {number} --reason r"), "not-own-proposal");
    office.done("both", &format!("list recall {number} --reason r"));
    assert_eq!(office.run("app", &format!("list approve {number}")).status, 1, "it was taken back");
    // It may be handed in again, and a second person decides.
    let again = json(&office.done("both", import));
    assert_eq!((&again["pending"], &again["known_already"]), (&json!(true), &json!(false)));
    office.done("app", &format!("list approve {}", again["entry"]));
    assert_eq!(listed(), ["y"]);
    // Another authority's list, on which nothing was decided here, comes in as a fact.
    let other =
        json(&office.done("ana", "list import y.csv --authority afsa --act A --of 2026-03-01 --json"));
    assert_eq!(other["pending"], false);
}

#[test]
fn a_correction_keeps_what_it_does_not_say_anew_and_has_the_peg_of_a_page_of_facts() {
    let office = Office::new();
    office.done("ana", "asset add y --symbol Y");
    office.desk.write("y.csv", "asset,issuer,lei,comment,act\ny,Issuer,969500OYUDADGZKCR583,kept,Act-0\n");
    office.done("ana", "list import y.csv --authority afsa --act A --of 2026-01-01");
    office.desk.write("facts.toml", "[peg]\ncomponents = [{ currency = \"EUR\", amount = \"1\" }]\nsource = { url = \"https://y.example\" }\n");
    office.done("ana", "import facts.toml --asset y");
    let propose = "list propose correct y --authority afsa --from 2026-02-01 --reason r --json";
    let proposal = json(&office.done("ana", propose))["number"].clone();
    office.done("app", &format!("list approve {proposal}"));
    office.done("app", &format!("list publish {proposal}"));
    let row =
        |day: &str| json(&office.done("", &format!("list export afsa --on {day}")))["entries"][0].clone();
    let (before, after) = (row("2026-01-31"), row("2026-02-01"));
    for (key, value) in [
        ("issuer", "Issuer"),
        ("lei", "969500OYUDADGZKCR583"),
        ("comment", "kept"),
        ("act", "Act-0"),
        ("symbol", "Y"),
        ("peg", "EUR"),
        ("reason", "r"),
        ("from", "2026-01-01"),
    ] {
        assert_eq!(after[key], value, "{after}");
    }
    assert!(before["reason"].is_null() && before["symbol"].is_null() && before["peg"].is_null(), "{before}");
}

#[test]
fn a_row_that_cannot_be_is_named() {
    let desk = Desk::new();
    for (rows, place, word) in [
        ("X,0,,,\n", "line 2", "coinmarketcap"),
        ("X,9007199254740992,,,\n", "line 2", "coinmarketcap"),
        ("X,,13XTMPZT4,,\n", "line 2", "dti"),
        ("X,,,969500OYUDADGZKCR584,\n", "line 2", "lei"),
        ("X,,,,eip155\n", "line 2", "caip-19"),
        ("X,7,,,\nx,7,,,\n", "line 3", "x"),
    ] {
        desk.write("l.csv", format!("symbol,coinmarketcap,dti,lei,caip19\n{rows}"));
        let answer = desk.run(&words("list import l.csv --authority afsa --act A --of 2026-03-01"));
        assert_eq!(answer.status, 1, "{rows}: {answer:?}");
        assert!(answer.err.contains(place) && answer.err.to_lowercase().contains(word), "{rows}: {answer:?}");
    }
    // Two that differ in what tells them apart are two; and what the list calls an asset is kept.
    desk.write("l.csv", "asset,symbol,coinmarketcap\n,X,7\n,X,8\nelsewhere,X,\n");
    desk.done("list import l.csv --authority afsa --act A --of 2026-03-01");
    let list = json(&desk.done("list export afsa --on 2026-03-01"));
    let rows = list["entries"].as_array().unwrap();
    assert_eq!((rows.len(), rows.iter().filter(|row| row["told"] == "elsewhere").count()), (3, 1), "{list}");
}

#[test]
fn evidence_that_cannot_be_read_stops_no_list() {
    let desk = Desk::with_sample();
    desk.write("l.csv", "asset\nusdc\n");
    desk.done("list import l.csv --authority afsa --act A --of 2022-01-01");
    let whole = desk.done("list show afsa --on 2022-05-20 --json");
    assert!(whole.lines().count() > 1 && !json(&whole)["outcome"].is_null(), "{whole}");
    let entries = desk.done("asset show usdc --json");
    for folder in std::fs::read_dir(desk.path("workspace")).unwrap() {
        let folder = folder.unwrap().path();
        if folder.is_dir() {
            break_files_of(&folder);
        }
    }
    let answer = desk.run(&words("list show afsa --on 2022-05-20 --json"));
    assert_eq!(answer.status, 0, "{answer:?} {entries}");
    let row = json(&answer.out);
    assert_eq!((&row["asset"], &row["outcome"]), (&json!("usdc"), &Value::Null), "{answer:?}");
    assert!(answer.err.contains("usdc"), "{answer:?}");
}

/// Makes every file below a folder one that cannot be read.
fn break_files_of(folder: &std::path::Path) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            break_files_of(&path);
        } else {
            let _ = std::fs::remove_file(&path);
            std::fs::write(&path, "broken").unwrap();
        }
    }
}

#[test]
fn a_list_as_of_an_instant_is_the_same_bytes_for_ever() {
    let office = Office::new();
    let proposal =
        json(&office.done("ana", "list propose add x --from 2026-02-01 --reason r --json"))["number"].clone();
    office.done("app", &format!("list approve {proposal}"));
    office.done("app", &format!("list publish {proposal}"));
    let last = office.done("aud", "journal show --last 1 --json");
    let instant = json(&last)["recorded_at"].as_str().unwrap().to_owned();
    let export = || office.done("", &format!("list export ministry --on 2026-04-01 --as-of {instant}"));
    let before = export();
    // Even what was had before then and is recorded later changes nothing; nor does the journal's new head.
    office.done("ana", "asset add y --symbol Y");
    office.done(
        "ana",
        "list import l.csv --authority afsa --act A --of 2026-03-01 --retrieved 2026-01-01T00:00:00Z",
    );
    assert_eq!(export(), before);
    let afsa = office.done("", &format!("list export afsa --on 2026-04-01 --as-of {instant}"));
    assert_eq!(json(&afsa)["entries"], json!([]));
    // Its head is a head of the journal.
    let journal = office.done("admin", "journal export");
    let number = json(&before)["journal"]["number"].as_u64().unwrap();
    let line = journal.lines().nth(usize::try_from(number).unwrap() - 1).unwrap();
    assert_eq!(json(&before)["journal"]["sha256"], sha256(line.as_bytes()));
}

#[test]
fn a_published_list_is_the_same_bytes_and_can_be_taken_in() {
    let office = Office::new();
    office.done("ana", "issuer add i --name Issuer --lei 969500OYUDADGZKCR583");
    office.done("ana", "asset add x --issuer i --dti 13XTMPZT3 --coinmarketcap 7");
    let proposal = json(
        &office.done("ana", "list propose add x --from 2026-02-01 --reason =cmd --act A --json"),
    )["number"]
        .clone();
    office.done("app", &format!("list approve {proposal}"));
    office.done("app", &format!("list publish {proposal}"));
    let export =
        |format: &str| office.done("", &format!("list export ministry --on 2026-02-01 --format {format}"));
    let (list, csv) = (export("json"), export("csv"));
    assert_eq!(export("json"), list);
    let read: Value = serde_json::from_str(&list).unwrap();
    let row = &read["entries"][0];
    for (key, value) in [
        ("asset", "x"),
        ("symbol", "X"),
        ("dti", "13XTMPZT3"),
        ("lei", "969500OYUDADGZKCR583"),
        ("issuer", "Issuer"),
        ("peg", "USD"),
        ("status", "listed"),
        ("from", "2026-02-01"),
        ("act", "A"),
        ("reason", "=cmd"),
        ("coinmarketcap", "7"),
    ] {
        assert_eq!(row[key], value, "{row}");
    }
    assert!(csv.contains(",'=cmd,"), "{csv}");
    // Canonical: what is parsed and written again with sorted keys is the same.
    assert_eq!(serde_json::to_string(&read).unwrap(), list);
    let told = json(&office.done("", "list export ministry --on 2026-02-01 --output list.json --json"));
    assert_eq!(std::fs::read_to_string(office.desk.path("list.json")).unwrap(), list);
    assert_eq!(told["sha256"].as_str().unwrap().len(), 64);
    let other = Desk::new();
    other.done("asset add x --symbol X --name X");
    for (name, text) in [("list.json", &list), ("list.csv", &csv)] {
        other.write(name, text);
        other.done(&format!("list import {name} --authority ministry --act A --of 2026-02-01"));
        let again: Value =
            serde_json::from_str(&other.done("list export ministry --on 2026-02-01 --format json")).unwrap();
        let mut row = again["entries"][0].clone();
        row["last_update"] = read["entries"][0]["last_update"].clone();
        assert_eq!(row, read["entries"][0], "{name}");
    }
}

#[test]
fn a_journal_goes_elsewhere_with_its_chain() {
    let office = Office::new();
    office.desk.write("password", "correct horse battery\n");
    office.done("admin", "user password ana --password-file password");
    office.refused("", "journal export", "token-is-missing");
    office.refused("ana", "journal export", "right-is-missing");
    office.refused("aud", "journal export --credentials c.jsonl", "right-is-missing");
    office.done("admin", "journal export --output j.jsonl --credentials c.jsonl");
    let text = std::fs::read_to_string(office.desk.path("j.jsonl")).unwrap();
    // Each line names the digest of the one before: no program of ours is needed to see that.
    let mut previous = "0".repeat(64);
    for line in text.lines() {
        assert_eq!(json(line)["previous"], previous);
        previous = sha256(line.as_bytes());
    }
    let other = Desk::new();
    other.write("j.jsonl", &text);
    other.write("c.jsonl", std::fs::read(office.desk.path("c.jsonl")).unwrap());
    other.write("password", "correct horse battery\n");
    let told = json(&other.done("journal import j.jsonl --credentials c.jsonl --json"));
    assert_eq!(told["sha256"], previous);
    let verified = json(&other.done("journal verify --json"));
    assert_eq!((&verified["whole"], &verified["sha256"]), (&json!(true), &json!(previous)), "{verified}");
    // Rights came along: nobody writes without a token, and the old ones serve.
    assert_eq!(other.run(&words("asset add y --symbol Y")).status, 1);
    other.write("token", office.token("ana"));
    other.done("asset add y --symbol Y --token-file token");
    other.done("token new ana --password-file password");
    // What goes on from what is there is taken up; what is another journal is refused and changes nothing.
    office.done("ana", "asset add w --symbol W");
    office.done("admin", "journal export --output longer.jsonl");
    let third = Desk::new();
    third.write("j.jsonl", &text);
    third.write("longer.jsonl", std::fs::read(office.desk.path("longer.jsonl")).unwrap());
    third.write("admin", office.token("admin"));
    third.done("journal import j.jsonl");
    third.done("journal import longer.jsonl --token-file admin");
    assert!(third.done("asset list --json").contains(r#""asset":"w""#));
    other.write("longer.jsonl", std::fs::read(office.desk.path("longer.jsonl")).unwrap());
    other.write("admin", office.token("admin"));
    assert_eq!(other.run(&words("journal import longer.jsonl --token-file admin")).status, 1);
    // A line that was touched is named.
    let touched = text.replacen("\"symbol\":\"X\"", "\"symbol\":\"Y\"", 1);
    let fourth = Desk::new();
    fourth.write("j.jsonl", touched);
    let answer = fourth.run(&words("journal import j.jsonl"));
    assert_eq!(answer.status, 1, "{answer:?}");
    assert!(answer.err.contains('2'), "{answer:?}");
}

/// Another program may write what this one refuses: the chain is whole then, and the rules are broken.
#[test]
fn decisions_that_break_the_rules_are_named() {
    use qazyq_registry::entry::{Draft, Entry};
    use qazyq_registry::what::What;
    let office = Office::new();
    let propose = "list propose add x --from 2026-02-01 --reason r --json";
    let proposal = json(&office.done("both", propose))["number"].as_u64().unwrap();
    office.done("admin", "journal export --output j.jsonl");
    let mut text = std::fs::read_to_string(office.desk.path("j.jsonl")).unwrap();
    let approval = |proposal| What::Approval { proposal, note: None, verdict: None };
    let rejection = |proposal| What::Rejection { proposal, reason: "r".to_owned() };
    let publication = || What::Publication { proposal, row: None };
    let mut expected = Vec::new();
    for (author, what, why) in [
        ("ana", What::Recall { proposal, reason: "r".to_owned() }, "decision-by-another"),
        ("both", approval(proposal), "decision-by-the-proposer"),
        ("ana", rejection(proposal), "decision-without-the-right"),
        ("nobody", approval(proposal), "decision-without-the-right"),
        // What breaks the rules approves nothing.
        ("app", publication(), "decision-at-another-stage"),
        ("app", rejection(1), "decision-on-nothing"),
        ("app", approval(proposal), ""),
        ("app", approval(proposal), "decision-at-another-stage"),
        ("both", publication(), "decision-by-the-proposer"),
    ] {
        let last = Entry::parse(text.lines().last().unwrap().as_bytes()).unwrap();
        let previous = qazyq_registry::digest::Digest::of(text.lines().last().unwrap().as_bytes());
        let said = Draft::about("x", last.recorded_at, what);
        let entry =
            Entry { number: last.number + 1, previous, author: Some(author.to_owned()), said, ..last };
        if !why.is_empty() {
            expected.push(json!({ "entry": entry.number, "why": why }));
        }
        text += &format!("{entry}\n");
    }
    let desk = Desk::new();
    desk.write("j.jsonl", text);
    desk.done("journal import j.jsonl");
    let answer = desk.run(&words("journal verify --json"));
    assert_eq!(answer.status, 3, "{answer:?}");
    let told = json(&answer.out);
    assert_eq!((&told["decisions"], &told["broken"]), (&json!(expected), &Value::Null));
    assert_eq!(json(&office.done("", "journal verify --json"))["decisions"], json!([]));
    let said = desk.run(&words("journal verify"));
    assert!(said.out.contains("had no right"), "{said:?}");
}

/// A file whose beginning is another one, and one that ends before what is there, change nothing.
#[test]
fn nothing_is_brought_in_before_it_is_sure_that_it_goes_on() {
    let desk = Desk::new();
    desk.done("asset add x --symbol X");
    desk.done("asset add y --symbol Y");
    desk.done("journal export --output j.jsonl");
    let head = || json(&desk.done("journal verify --json"))["sha256"].clone();
    let before = head();
    let other = Desk::new();
    for n in 0..4 {
        other.done(&format!("asset add z{n} --symbol Z{n}"));
    }
    desk.write("other.jsonl", other.done("journal export"));
    let text = std::fs::read_to_string(desk.path("j.jsonl")).unwrap();
    desk.write("short.jsonl", text.lines().next().unwrap());
    for file in ["other.jsonl", "short.jsonl"] {
        let answer = desk.run(&words(&format!("journal import {file}")));
        assert_eq!(answer.status, 1, "{answer:?}");
        assert_eq!(head(), before, "{file}");
    }
}

#[test]
fn a_password_that_no_entry_vouches_for_is_left_out_and_told() {
    let office = Office::new();
    office.desk.write("password", "correct horse battery\n");
    office.done("admin", "user password ana --password-file password");
    office.done("admin", "journal export --output j.jsonl --credentials c.jsonl");
    let mut credentials = std::fs::read_to_string(office.desk.path("c.jsonl")).unwrap();
    let of_ana = json(&credentials)["phc"].clone();
    credentials += &format!("{}\n", json!({ "user": "app", "phc": of_ana }));
    let desk = Desk::new();
    desk.write("j.jsonl", std::fs::read(office.desk.path("j.jsonl")).unwrap());
    desk.write("c.jsonl", credentials);
    desk.write("password", "correct horse battery\n");
    let told = json(&desk.done("journal import j.jsonl --credentials c.jsonl --json"));
    assert_eq!(told["credentials_left_out"], json!(["app"]), "{told}");
    desk.done("token new ana --password-file password");
    assert_eq!(desk.run(&words("token new app --password-file password")).status, 1);
    desk.write("admin", office.token("admin"));
    desk.done("journal export --output longer.jsonl --token-file admin");
    let said = desk.done("journal import longer.jsonl --credentials c.jsonl --token-file admin");
    assert!(said.contains("`app`"), "{said}");
}

#[test]
fn a_journal_that_was_cut_off_is_found_by_a_head_known_earlier() {
    let desk = Desk::new();
    desk.done("asset add x --symbol X");
    std::fs::copy(desk.path("workspace/journal.sqlite"), desk.path("old.sqlite")).unwrap();
    desk.done("asset add y --symbol Y");
    let told = json(&desk.done("journal verify --json"));
    let head = format!("{}:{}", told["entries"], told["sha256"].as_str().unwrap());
    desk.done(&format!("journal verify --head {head}"));
    std::fs::copy(desk.path("old.sqlite"), desk.path("workspace/journal.sqlite")).unwrap();
    desk.done("journal verify");
    let answer = desk.run(&words(&format!("journal verify --json --head {head}")));
    assert_eq!(answer.status, 3, "{answer:?}");
    assert_eq!(json(&answer.out)["broken"], json!({ "entry": 2, "why": "rows-are-cut-off" }));
    // A journal that has gone is not an empty one.
    std::fs::remove_file(desk.path("workspace/journal.sqlite")).unwrap();
    assert_eq!(desk.run(&words("asset list")).status, 1);
    assert_eq!(desk.run(&words("asset add z --symbol Z")).status, 1);
}

fn sha256(bytes: &[u8]) -> String {
    qazyq_registry::digest::Digest::of(bytes).to_string()
}

#[test]
fn behind_a_break_nobody_is_accused() {
    let office = Office::new();
    office.desk.write("password", "correct horse battery\n");
    office.done("admin", "user password ana --password-file password");
    let path = office.desk.path("workspace/journal.sqlite");
    let mut bytes = std::fs::read(&path).unwrap();
    let said = br#""kind":"peg""#;
    let at = bytes.windows(said.len()).position(|window| window == said).unwrap();
    bytes[at + 8] = b'P';
    std::fs::write(&path, bytes).unwrap();
    let told = json(&office.run("", "journal verify --json").out);
    assert_eq!((&told["broken"]["entry"], &told["credentials"]), (&json!(2), &json!([])), "{told}");
}

#[test]
fn a_list_with_something_made_up_on_it_says_so_wherever_it_shows() {
    let office = Office::new();
    office.done("ana", "peg add x USD --url https://x.example/made-up --demonstration true");
    let proposal =
        json(&office.done("ana", "list propose add x --from 2026-02-01 --reason r --json"))["number"].clone();
    office.done("app", &format!("list approve {proposal}"));
    office.done("app", &format!("list publish {proposal}"));
    for more in ["", " --without-verdicts"] {
        let shown = office.done("", &format!("list show ministry --on 2026-02-01{more}"));
        assert!(shown.contains("DEMONSTRATION"), "{shown}");
    }
    assert!(office.done("", "case x --on 2026-02-01").contains(r#""demonstration":true"#));
    let (list, csv) = ["json", "csv"]
        .map(|format| office.done("", &format!("list export ministry --on 2026-02-01 --format {format}")))
        .into();
    assert!(list.contains(r#""demonstration":"true""#), "{list}");
    assert!(csv.lines().nth(1).unwrap().contains(",true,"), "{csv}");
    // It stays so where the list is taken in.
    let other = Desk::new();
    other.write("list.csv", csv);
    other.done("list import list.csv --authority ministry --act A --of 2026-02-01");
    assert!(other.done("list show ministry --on 2026-02-01").contains("DEMONSTRATION"));
    // What is not made up is not called so.
    let plain = Office::new();
    let proposal =
        json(&plain.done("ana", "list propose add x --from 2026-02-01 --reason r --json"))["number"].clone();
    plain.done("app", &format!("list approve {proposal}"));
    plain.done("app", &format!("list publish {proposal}"));
    assert!(!plain.done("", "list show ministry --on 2026-02-01").contains("DEMONSTRATION"));
}

const OPENID: &str =
    "[openid]\nissuer = \"https://id.example\"\nclient_id = \"qazyq\"\n[openid.roles]\nqa = \"analyst\"\n";

#[test]
fn a_user_is_bound_to_a_subject_of_openid_and_freed_again() {
    let office = Office::new();
    let unset = office.run("admin", "user set ana --openid-subject s-1");
    assert_eq!(unset.status, 1);
    assert!(unset.err.contains("no provider is set"), "{unset:?}");
    office.desk.write("workspace/qazyq.toml", OPENID);
    let of = |user: &str| {
        let lines = office.done("aud", "user list --json");
        let users = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        users.into_iter().find(|told| told["user"] == user).unwrap()["openid"].clone()
    };
    assert_eq!(of("ana"), Value::Null);
    office.done("admin", "user set ana --openid-subject s-1");
    assert_eq!(of("ana"), json!({ "issuer": "https://id.example", "subject": "s-1" }));
    // Whatever else changes, that stays.
    office.done("admin", "user set ana --name Ana");
    assert_eq!(of("ana")["subject"], "s-1");
    // One person there is one user here.
    let twice = office.run("admin", "user set app --openid-subject s-1");
    assert_eq!(twice.status, 1);
    assert!(twice.err.contains("`ana` is bound to that subject already"), "{twice:?}");
    office.done("admin", "user add new --role reader --openid-subject s-2");
    assert_eq!(of("new")["subject"], "s-2");
    let long = office.run("admin", &format!("user set app --openid-subject {}", "s".repeat(256)));
    assert_eq!(long.status, 1);
    office.done("admin", &format!("user set app --openid-subject {}", "s".repeat(255)));
    office.refused("ana", "user set ana --openid-subject s-9", "right-is-missing");
    // An empty one takes it back.
    office.done("admin", "user set ana --openid-subject=");
    assert_eq!(of("ana"), Value::Null);
    let lines = office.done("aud", "journal show --kind user --last 1 --json");
    assert!(!lines.contains("openid"), "who is nobody there has no key for it: {lines}");
}

#[test]
fn settings_of_openid_that_cannot_be_are_refused_by_their_key() {
    let office = Office::new();
    for (wrong, named) in [
        (OPENID.replace("https:", "http:"), "openid.issuer"),
        (OPENID.replace("qa = \"analyst\"\n", ""), "openid.roles"),
        (OPENID.replace("\"analyst\"", "\"king\""), "5: "),
        (OPENID.replace("client_id", "client"), "3: unknown field `client`"),
        (OPENID.replace("[openid.roles]", "client_secret = \"hush\"\n[openid.roles]"), "4: unknown field"),
    ] {
        office.desk.write("workspace/qazyq.toml", &wrong);
        let answer = office.run("admin", "user set ana --openid-subject s-1");
        assert_eq!(answer.status, 1, "{wrong}");
        assert!(answer.err.contains(named) && !answer.err.contains("hush"), "{wrong}: {answer:?}");
    }
}
