//! The server is killed in the middle of everything that is done by it, before each call that changes a disk: what was asked is done wholly or not
//! at all, and may be asked again.
//!
//! `strace` kills it there: `kill -9` at a moment that can be named.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::common::Desk;

/// Calls that change what is on a disk.
const CALLS: [&str; 7] = ["pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "rename", "mkdir"];
const PASSWORD: &str = "a horse circles its stake";

/// A server that may be killed.
struct Server {
    child: Child,
    /// Who kills it.
    tracer: Option<Child>,
    address: String,
    /// By which the first user is made.
    first: Option<String>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        // The tracer has to let it go first.
        if let Some(mut tracer) = self.tracer.take() {
            let _ = tracer.kill();
            let _ = tracer.wait();
        }
        let _ = self.child.wait();
    }
}

/// An answer, or that there was none.
#[derive(Debug)]
struct Answer {
    status: u16,
    cookie: Option<String>,
    body: String,
}

impl Server {
    fn begin(desk: &Desk, workspace: &Path) -> Self {
        let args = ["serve", "--address=127.0.0.1:0", "--json", "--requests-per-second=0"];
        let mut command = desk.command(&args);
        command.env("QAZYQ_WORKSPACE", workspace).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let told: Value = serde_json::from_str(&line).unwrap();
        let address = told["address"].as_str().unwrap().strip_prefix("http://").unwrap().to_owned();
        let first = told["first"].as_str().map(|link| link.rsplit_once("link=").unwrap().1.to_owned());
        Self { child, tracer: None, address, first }
    }

    /// From now on, it is killed before the `moment`th of such calls of one of its threads.
    fn is_to_be_killed_at(&mut self, call: &str, moment: u32) {
        let mut command = Command::new("strace");
        command.args(["-f", "-o", "/dev/null", "-e", &format!("trace={call}")]);
        command.args(["-e", &format!("inject={call}:signal=KILL:when={moment}")]);
        command.args(["-p", &self.child.id().to_string()]);
        let mut tracer = command.stderr(Stdio::piped()).spawn().expect("strace is not here: Debian has it");
        let mut said = String::new();
        BufReader::new(tracer.stderr.take().unwrap()).read_line(&mut said).unwrap();
        assert!(said.contains("attached"), "{said}");
        self.tracer = Some(tracer);
    }

    /// Sends a request; none where the server was killed over it.
    fn ask(&self, method: &str, path: &str, heads: &[(&str, &str)], body: &str) -> Option<Answer> {
        let mut stream = TcpStream::connect(&self.address).ok()?;
        let heads: String = heads.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let text = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\ncontent-length: {}\r\n{heads}\r\n{body}",
            self.address,
            body.len()
        );
        stream.write_all(text.as_bytes()).ok()?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: __Host-qazyq="));
        let cookie = cookie.map(|line| line.split(';').next().unwrap().to_owned());
        Some(Answer { status, cookie, body: body.to_owned() })
    }

    /// Sends a form as a page of this server would.
    fn post(&self, path: &str, form: &str) -> Option<Answer> {
        let origin = format!("http://{}", self.address);
        let heads = [("origin", origin.as_str()), ("content-type", "application/x-www-form-urlencoded")];
        self.ask("POST", path, &heads, form)
    }
}

/// What somebody does.
enum Deed {
    /// A request of a program, by whose token.
    Call { by: &'static str, method: &'static str, path: String, body: Value },
    /// A document.
    Document,
    /// The first user is made by the link of the process.
    First,
    /// Somebody signs in.
    SignIn,
    /// Somebody chooses a password by a link.
    Link(String),
}

/// A workspace in which everything is ready to be done, and who may.
struct Ready {
    desk: Desk,
    tokens: Vec<(&'static str, String)>,
}

impl Ready {
    fn new() -> Self {
        let desk = Desk::new();
        for id in ["exk", "exk-open", "exk-reviewed", "exk-approved", "exk-recalled"] {
            desk.done(&format!("asset add {id} --symbol EXK --demonstration true"));
        }
        desk.done("peg add exk USD --url https://exk.example/ --demonstration true");
        let root = desk.done("user add root --role administrator");
        let mut ready = Self { desk, tokens: vec![("root", root.trim().to_owned())] };
        for (user, role) in [("ana", "analyst"), ("app", "approver")] {
            ready.by("root", &format!("user add {user} --role {role}"));
            let token = ready.by("root", &format!("token new {user}"));
            ready.tokens.push((user, token.trim().to_owned()));
        }
        ready.by("root", "user add new --role reader");
        ready.desk.write("password", PASSWORD);
        ready.by("root", "user password ana --password-file password");
        for id in ["exk-open", "exk-reviewed", "exk-approved", "exk-recalled"] {
            ready.by(
                "ana",
                &format!("list propose add {id} --from 2026-03-01 --act made-up --reason made-up"),
            );
        }
        let approved = ready.proposal("exk-approved");
        ready.by("app", &format!("list approve {approved}"));
        ready
    }

    fn token(&self, user: &str) -> &str {
        &self.tokens.iter().find(|(of, _)| *of == user).unwrap().1
    }

    /// Runs a command in somebody's name.
    fn by(&self, user: &str, args: &str) -> String {
        let args: Vec<&str> = args.split_whitespace().collect();
        let output = self.desk.command(&args).env("QAZYQ_TOKEN", self.token(user)).output().unwrap();
        assert!(output.status.success(), "{args:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The number of the entry of that kind about an asset.
    fn entry(&self, kind: &str, asset: &str) -> u64 {
        let told = self.by("root", &format!("journal show --json --kind {kind} --asset {asset}"));
        serde_json::from_str::<Value>(told.lines().next().unwrap()).unwrap()["number"].as_u64().unwrap()
    }

    fn proposal(&self, asset: &str) -> u64 {
        self.entry("proposal", asset)
    }

    /// How many entries a journal has; it must be whole.
    fn entries(&self, workspace: &Path) -> u64 {
        // The mark comes last: without it there is no workspace yet.
        if !workspace.join("qazyq-workspace").exists() {
            return 0;
        }
        let mut command = self.desk.command(&["journal", "verify", "--json"]);
        let output = command.env("QAZYQ_WORKSPACE", workspace).output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let told = String::from_utf8(output.stdout).unwrap();
        serde_json::from_str::<Value>(&told).unwrap()["entries"].as_u64().unwrap()
    }

    /// Does it; none where the server was killed over it.
    fn ask(&self, server: &Server, deed: &Deed) -> Option<Answer> {
        match deed {
            Deed::Call { by, method, path, body } => {
                let token = format!("Bearer {}", self.token(by));
                let mut heads = vec![
                    ("authorization", token.as_str()),
                    ("content-type", "application/json"),
                    ("idempotency-key", path.as_str()),
                ];
                if *method == "PUT" {
                    heads.push(("if-none-match", "*"));
                }
                server.ask(method, path, &heads, &body.to_string())
            }
            Deed::Document => {
                let token = format!("Bearer {}", self.token("ana"));
                let heads = [("authorization", token.as_str()), ("content-type", "application/octet-stream")];
                // SHA-256 of `hello`.
                let path =
                    "/api/v1/documents/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
                server.ask("PUT", path, &heads, "hello")
            }
            Deed::First => {
                let link = server.first.as_deref()?;
                let form = format!("link={link}&user=root&new-password={PASSWORD}&repeated={PASSWORD}");
                server.post("/en/first", &form)
            }
            Deed::SignIn => server.post("/en/sign-in", &format!("user=ana&password={PASSWORD}")),
            Deed::Link(link) => {
                let form = format!("link={link}&new-password={PASSWORD}&repeated={PASSWORD}");
                server.post("/en/link", &form)
            }
        }
    }

    /// Does it while it is killed at each of the moments, and again after each: there is nothing between not at all and wholly.
    fn is_done_wholly(&self, of: &Path, name: &str, deed: &Deed) -> usize {
        let before = self.entries(of);
        let again = tempfile::tempdir().unwrap();
        let whole = copied(of, again.path());
        let server = Server::begin(&self.desk, &whole);
        let answer = self.ask(&server, deed).unwrap();
        assert!(answer.status < 400, "{name}: {answer:?}");
        drop(server);
        let after = self.entries(&whole);
        assert!(after > before || matches!(deed, Deed::Document), "{name}");
        let mut killed = 0;
        for call in CALLS {
            for moment in 1.. {
                let scratch = tempfile::tempdir().unwrap();
                let workspace = copied(of, scratch.path());
                let mut server = Server::begin(&self.desk, &workspace);
                server.is_to_be_killed_at(call, moment);
                let answer = self.ask(&server, deed);
                drop(server);
                let at = format!("{name}, killed at {call} {moment}");
                let found = self.entries(&workspace);
                if let Some(answer) = answer {
                    // It came through: there are no more such moments.
                    assert!(answer.status < 400, "{at}: {answer:?}");
                    assert_eq!(found, after, "{at}: what was acknowledged is there");
                    break;
                }
                killed += 1;
                assert!(found == before || found == after, "{at}: {found} entries of {before} to {after}");
                self.is_done_again(&workspace, deed, found == after, &at);
                // Whoever signs in anew has another session.
                let is_session = matches!(deed, Deed::First | Deed::Link(_) | Deed::SignIn);
                let most = if found == after && is_session { after + 2 } else { after };
                let last = self.entries(&workspace);
                assert!((after..=most).contains(&last), "{at}: {last} entries, not {after}");
            }
        }
        killed
    }

    /// Asks the same again of a server that begins anew.
    fn is_done_again(&self, workspace: &Path, deed: &Deed, was_done: bool, at: &str) {
        let server = Server::begin(&self.desk, workspace);
        let answer = match (deed, was_done) {
            // The link was used; the password serves.
            (Deed::First, true) => server.post("/en/sign-in", &format!("user=root&password={PASSWORD}")),
            (Deed::Link(_), true) => {
                assert_eq!(self.ask(&server, deed).unwrap().status, 403, "{at}: a link serves once");
                server.post("/en/sign-in", &format!("user=new&password={PASSWORD}"))
            }
            _ => self.ask(&server, deed),
        };
        let answer = answer.unwrap();
        let is_set = was_done && matches!(deed, Deed::Call { method: "PUT", .. });
        assert!(answer.status < 400 || is_set && answer.status == 412, "{at}: {answer:?}");
        if matches!(deed, Deed::First | Deed::SignIn | Deed::Link(_)) {
            let cookie = format!(
                "__Host-qazyq={}",
                answer.cookie.as_ref().unwrap_or_else(|| panic!("{at}: {answer:?}"))
            );
            let page = server.ask("GET", "/en/workbench", &[("cookie", cookie.as_str())], "").unwrap();
            assert_eq!(page.status, 200, "{at}: {}", page.body);
        }
    }
}

/// A copy of a workspace in a folder.
fn copied(workspace: &Path, into: &Path) -> std::path::PathBuf {
    let to = into.join("workspace");
    let copied = Command::new("cp").arg("-r").arg(workspace).arg(&to).status().unwrap();
    assert!(copied.success());
    to
}

#[test]
fn whatever_is_done_when_the_server_is_killed_is_done_wholly_or_not_at_all() {
    let ready = Ready::new();
    let workspace = ready.desk.path("workspace");
    let call = |by, method, path: String, body| Deed::Call { by, method, path, body };
    let on = |asset: &str, step: &str| format!("/api/v1/decisions/{}/{step}", ready.proposal(asset));
    let peg = ready.entry("peg", "exk");
    let public = ready.token("ana").split('_').nth(1).unwrap().to_owned();
    let link = {
        let server = Server::begin(&ready.desk, &workspace);
        let deed = call("root", "POST", "/api/v1/users/new/link".into(), json!({}));
        let told: Value = serde_json::from_str(&ready.ask(&server, &deed).unwrap().body).unwrap();
        told["address"].as_str().unwrap().rsplit_once("link=").unwrap().1.to_owned()
    };
    let forms = json!([
        { "record": "issuer", "issuer": "made-up", "name": ["Made up"], "demonstration": true },
        { "record": "asset", "asset": "exk", "issuer": "made-up", "demonstration": true },
        { "record": "disclosure", "asset": "exk", "item": "backing", "published": "2026-01-31",
          "url": "https://exk.example/", "demonstration": true },
    ]);
    let proposal = json!({ "asset": "exk", "proposal": {
        "authority": "ministry", "action": "add", "from": "2026-03-01", "reason": "made up" } });
    let deeds = [
        ("facts", call("ana", "POST", "/api/v1/records".into(), forms)),
        ("a document", Deed::Document),
        (
            "a retraction",
            call("ana", "POST", format!("/api/v1/entries/{peg}/retraction"), json!({ "reason": "x" })),
        ),
        ("a task", call("ana", "PUT", "/api/v1/inbox/gap:exk".into(), json!({ "state": "done" }))),
        ("a proposal", call("ana", "POST", "/api/v1/decisions".into(), proposal)),
        (
            "a review",
            call("app", "POST", on("exk-open", "review"), json!({ "finding": "supports", "note": "x" })),
        ),
        ("an approval", call("app", "POST", on("exk-reviewed", "approval"), json!({}))),
        ("a rejection", call("app", "POST", on("exk-open", "rejection"), json!({ "reason": "x" }))),
        ("a recall", call("ana", "POST", on("exk-recalled", "recall"), json!({ "reason": "x" }))),
        ("a publication", call("app", "POST", on("exk-approved", "publication"), json!({}))),
        ("a user", call("root", "PUT", "/api/v1/users/another".into(), json!({ "roles": ["reader"] }))),
        ("a token", call("root", "POST", "/api/v1/users/app/tokens".into(), json!({}))),
        ("a link", call("root", "POST", "/api/v1/users/app/link".into(), json!({}))),
        (
            "a token's end",
            call("root", "POST", format!("/api/v1/tokens/{public}/revocation"), json!({ "reason": "x" })),
        ),
        ("signing in", Deed::SignIn),
        ("a password by a link", Deed::Link(link)),
    ];
    let mut killed = 0;
    for (name, deed) in &deeds {
        killed += ready.is_done_wholly(&workspace, name, deed);
    }
    let empty = ready.desk.path("empty");
    fs::create_dir(&empty).unwrap();
    killed += ready.is_done_wholly(&empty, "the first user", &Deed::First);
    assert!(killed >= 5 * deeds.len(), "killed {killed} times");
}
