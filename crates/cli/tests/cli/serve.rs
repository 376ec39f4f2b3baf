//! The server from the command line: it begins, fetches, records, answers and ends.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use qazyq_standin::{Settings, Standin};
use serde_json::Value;

use crate::common::Desk;

const KEY: &str = "log.example/kz";

/// A server that ends with the test.
struct Server {
    child: Child,
    address: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn begin(desk: &Desk, args: &[String]) -> Self {
        let fixed = ["serve", "--address=127.0.0.1:0", "--json", "--requests-per-second=0"];
        let mut all: Vec<String> = fixed.map(str::to_owned).into();
        all.extend(args.iter().cloned());
        let mut command = desk.command(&all);
        command.env("QAZYQ_COINMARKETCAP_KEY", "standin-key");
        let told = std::fs::File::create(desk.path("told")).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(told).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let told: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let address = told["address"].as_str().unwrap().strip_prefix("http://").unwrap().to_owned();
        Self { child, address }
    }

    fn get(&self, target: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream
            .write_all(format!("GET {target} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").as_bytes())
            .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer.split_once("\r\n\r\n").unwrap().1.to_owned()
    }

    fn json(&self, target: &str) -> Value {
        let text = self.get(target);
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    /// Tells it to end as a system does, and waits for that.
    fn end(mut self) -> Option<i32> {
        let told = std::process::Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(told.unwrap().success());
        self.child.wait().unwrap().code()
    }
}

#[test]
fn a_server_fetches_what_is_followed_records_each_verdict_and_ends_when_it_is_told() {
    let desk = Desk::new();
    // Made-up figures, up to whatever day it is.
    let standin = Standin::start(Settings { assets: 1, ..Settings::at(&jiff::Timestamp::now().to_string()) });
    desk.done("follow made coinmarketcap 900001 --symbol MADE --peg USD");
    // No waiting for a pace that a stand-in does not need.
    let names = ["coinmarketcap", "binance", "binance-files", "bybit", "kraken", "nbk", "ecb"];
    let pace =
        |name: &str| format!("[sources.{name}]\nrequests_per_minute = 0\nfirst_wait_milliseconds = 20\n");
    desk.write("workspace/qazyq.toml", names.map(pace).concat());
    desk.done(&format!("key new {KEY}"));
    desk.done(&format!("log init --key {KEY}"));
    let mut args = vec!["--update-every=1d".to_owned(), format!("--record-key={KEY}")];
    for name in ["coinmarketcap", "binance", "bybit", "kraken", "nbk", "ecb"] {
        args.push(format!("--base-url={name}={}", standin.url(name)));
    }
    args.push(format!("--base-url=binance-files={}", standin.url("binance")));
    let server = Server::begin(&desk, &args);
    let began = Instant::now();
    // The register is made anew once the figures are there, and the verdict is logged.
    let is_there = || {
        let register = server.json("/api/v1/register");
        register["figures_until"].is_string() && server.get("/log/checkpoint").lines().nth(1) == Some("1")
    };
    while !is_there() {
        let told = || std::fs::read_to_string(desk.path("told")).unwrap();
        let troubles = || told().lines().filter(|line| line.contains("trouble")).collect::<String>();
        assert!(
            began.elapsed() < Duration::from_secs(60),
            "nothing came of {} requests: {}",
            standin.log().len(),
            troubles()
        );
    }
    let asset = server.json("/api/v1/assets/made");
    assert!(asset["figure"].is_string(), "{asset}");
    assert_eq!(server.json("/api/v1/register")["updates_itself"], true);
    assert!(server.get("/en/log").contains("log.example/kz"));
    assert_eq!(server.end(), Some(0));
    // What was recorded is a bundle that anybody finds again, and the log is in order.
    let folder = desk.path("workspace/bundles/made");
    let bundle = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let verified = desk.run(&["verify", bundle.to_str().unwrap(), "--json"]);
    assert_eq!(verified.status, 4, "the public kind has no bytes of prices: {verified:?}");
    desk.done("log verify");
}

#[test]
fn what_cannot_be_served_is_told_at_once() {
    let desk = Desk::with_sample();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    for (args, said) in [
        (vec!["serve", "--address", "nowhere"], "is no address with a port"),
        (vec!["serve", "--address", &taken], "No connection can be taken"),
        (vec!["serve", "--origin", "ftp://x"], "is not where addresses can begin"),
        (vec!["serve", "--origin", "https://x/y"], "is not where addresses can begin"),
        (vec!["serve", "--update-every", "x"], "help:"),
        (vec!["serve", "--on", "2023-02-30"], "2023-02-30"),
        (vec!["serve", "--demo", "--update-every", "1d"], "exclude each other"),
    ] {
        let answer = desk.run(&args);
        assert_eq!(answer.status, 2, "{args:?}: {answer:?}");
        assert!(answer.err.contains(said), "{args:?}: {answer:?}");
    }
    let nothing = Desk::new().run(&["serve", "--address", "127.0.0.1:0"]);
    assert_eq!(nothing.status, 1, "{nothing:?}");
}

#[test]
fn a_workspace_of_ones_own_is_served_as_of_a_day() {
    let desk = Desk::with_sample();
    let server = Server::begin(
        &desk,
        &["--on=2023-03-14".to_owned(), "--origin=https://registry.example/".to_owned()],
    );
    let asset = server.json("/api/v1/assets/usdc");
    assert_eq!(asset["outcome"], "qualifies");
    assert!(
        asset["address"]
            .as_str()
            .unwrap()
            .starts_with("https://registry.example/en/assets/usdc?on=2023-03-14&as_of=")
    );
    // The same that the command line says.
    let own: Value = serde_json::from_str(&desk.done("assess usdc --on 2023-03-14 --json")).unwrap();
    let verdict = server.json("/api/v1/assets/usdc/verdict");
    for key in ["outcome", "criteria", "stability", "robustness", "reasons"] {
        assert_eq!(verdict[key], own[key], "{key}");
    }
    assert_eq!(server.end(), Some(0));
}

#[test]
fn a_workbench_with_openid_is_served_by_a_build_that_can_and_with_an_address_of_its_own() {
    let desk = Desk::new();
    desk.done("asset add x --symbol X --name X");
    desk.write(
        "workspace/qazyq.toml",
        "[openid]\nissuer = \"https://id.example\"\nclient_id = \"qazyq\"\n[openid.roles]\nqa = \"analyst\"\n",
    );
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let refused = desk.run(&words("serve --address 127.0.0.1:0"));
    assert_eq!(refused.status, 1, "{refused:?}");
    let named = if cfg!(feature = "openid") { "--origin" } else { "--features openid" };
    assert!(refused.err.contains(named), "{refused:?}");
    // Where nobody signs in, nobody is asked.
    drop(Server::begin(&desk, &["--read-only".to_owned()]));
    // A secret that is not there is missed at the beginning, and not by whoever signs in first.
    if cfg!(feature = "openid") {
        let origin = "--origin=https://registry.example".to_owned();
        drop(Server::begin(&desk, &[origin]));
        let set = desk.path("workspace/qazyq.toml");
        let text = std::fs::read_to_string(&set).unwrap();
        std::fs::write(&set, text.replace("client_id", "client_secret_file = \"gone\"\nclient_id")).unwrap();
        let refused = desk.run(&words("serve --address 127.0.0.1:0 --origin https://registry.example"));
        assert_eq!(refused.status, 1, "{refused:?}");
        assert!(refused.err.contains("gone"), "{refused:?}");
    }
}
