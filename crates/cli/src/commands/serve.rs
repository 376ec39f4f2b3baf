//! `qazyq serve`: the public register, for people, programs and gates.

use std::net::SocketAddr;
use std::num::NonZeroU32;

use qazyq_casework::Trouble;
use qazyq_casework::assess::{Asked, Question};
use qazyq_casework::book::{Acting, Book};
use qazyq_casework::fetch::settings::Settings as FetchSettings;
use qazyq_casework::fetch::{Means, Wish};
use qazyq_casework::lists::today;
use qazyq_casework::log::{OwnLog, Place};
use qazyq_casework::workspace::Workspace;
use qazyq_fetch::{Secret, SystemClock};
use qazyq_law::Act;
use qazyq_proof::key::SignerKey;
use qazyq_registry::people::Right;
use qazyq_web::keeper::Update;
use qazyq_web::{NotServed, Settings, gate, log, serve};

use super::demo::{DAY, make};
use super::fetch::{every, interrupted, key, settings};
use super::{Failure, Run, now};
use crate::args::Serve;
use crate::exit::Exit;
use crate::words::{Words, legible};
use qazyq_troubles::{self as troubles, Said};

pub(super) fn run(run: &mut Run<'_>, args: &Serve) -> Result<Exit, Failure> {
    let address = socket(run, &args.address)?;
    let operations = args.operations.as_deref().map(|text| socket(run, text)).transpose()?;
    let origin = origin(run, args.origin.as_deref())?;
    let act = run.act()?;
    let day = match (args.demo, args.on.as_deref()) {
        (_, Some(text)) => Some(run.day(text)?),
        (true, None) => Some(run.day(DAY)?),
        (false, None) => None,
    };
    // Of the demonstration nothing is left when the server ends.
    let demo = match (args.demo, day) {
        (true, Some(day)) => Some(make(&act, day)?),
        _ => None,
    };
    let workspace = demo.as_ref().map_or_else(|| run.workspace(), |demo| demo.workspace.clone());
    let keys = demo.as_ref().map_or_else(|| args.keys.folder(), |demo| Ok(demo.keys.clone()))?;
    let place = match args.demo {
        true => Place::of(&workspace),
        false => run.log(&args.at),
    };
    let update = args.update_every.as_deref().map(|text| {
        let every = every(run, text)?;
        Ok::<_, Failure>((every, update(run, args, &place, &workspace)?))
    });
    // Of a workspace that anybody may only read nobody signs in.
    let has_workbench = !args.demo && !args.read_only;
    let openid = match has_workbench {
        true => FetchSettings::load(workspace.folder())?.openid,
        false => None,
    };
    let settings = Settings {
        address,
        operations,
        act,
        origin,
        day,
        now,
        rule: gate::Rule { price_days_max: i32::from(args.price_days_max) },
        is_demo: args.demo,
        log: Some(log::Place { folder: place.path().to_owned(), keys }),
        requests_per_second: NonZeroU32::new(args.requests_per_second),
        readers: std::thread::available_parallelism().map_or(2, Into::into),
        update: update.transpose()?,
        workbench: has_workbench.then_some(random as fn(&mut [u8])),
        openid,
    };
    let language = run.screen.words.language();
    // With a workbench a workspace may begin in an empty folder, with its first user. One that is not there may be a slip of the pen.
    let begins = settings.workbench.is_some() && workspace.folder().is_dir();
    let open = move || match begins {
        true => Book::open_or_new(workspace.clone()),
        false => Book::open(workspace.clone()),
    };
    let mut announced = Ok(());
    let code = language.code();
    let ready = |at: SocketAddr, first: Option<&str>| {
        let address = format!("http://{at}");
        // Where nobody is a user yet, whoever began the server may become the first; whoever sees this output may, and nobody else.
        let first = first.map(|path| format!("{address}/{code}/{path}"));
        let lines = match run.everywhere.json {
            true => vec![serde_json::json!({ "address": address, "first": first }).to_string()],
            false => {
                let ready = run.screen.words.say("serve-ready", &[("address", format!("{address}/").into())]);
                let first =
                    first.map(|first| run.screen.words.say("serve-first", &[("address", first.into())]));
                std::iter::once(ready).chain(first).collect()
            }
        };
        announced =
            lines.iter().try_for_each(|line| run.screen.raw_line(line)).and_then(|()| run.screen.flush());
    };
    let told = move |trouble: &Trouble| {
        let said = troubles::said(&Words::of(language), trouble);
        let line = serde_json::json!({ "event": "trouble", "code": trouble.code(), "text": said.text });
        // Where nobody reads it, nothing is lost.
        let _ = std::io::Write::write_all(&mut std::io::stderr().lock(), format!("{line}\n").as_bytes());
    };
    serve(settings, open, interrupted(), ready, told).map_err(|not_served| match not_served {
        NotServed::Trouble(trouble) => trouble.into(),
        NotServed::Address(at, error) => {
            let named = [("address", at.to_string().into()), ("text", error.to_string().into())];
            let text = run.screen.words.say("serve-no-address", &named);
            let help = run.screen.words.attribute("serve-no-address", "help", &named);
            Failure::Usage(Said { text, help })
        }
    })?;
    announced?;
    Ok(Exit::Done)
}

/// Randomness of the system's, for sessions and links. Where the system has none there is no server.
fn random(bytes: &mut [u8]) {
    if getrandom::fill(bytes).is_err() {
        std::process::abort();
    }
}

fn socket(run: &Run<'_>, text: &str) -> Result<SocketAddr, Failure> {
    text.parse().map_err(|_| wrong(run, "serve-not-an-address", text))
}

/// The beginning of permanent addresses: a scheme and a host, without anything behind.
fn origin(run: &Run<'_>, text: Option<&str>) -> Result<String, Failure> {
    let Some(text) = text else { return Ok(String::new()) };
    let host = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"))
        .map(|h| h.trim_end_matches('/'));
    let is_host = |host: &str| {
        !host.is_empty()
            && host
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b':' | b'[' | b']'))
    };
    match host {
        Some(host) if is_host(host) => Ok(text.trim_end_matches('/').to_owned()),
        _ => Err(wrong(run, "serve-not-an-origin", text)),
    }
}

fn wrong(run: &Run<'_>, id: &str, text: &str) -> Failure {
    let named = [("text", legible(text).into())];
    let words = &run.screen.words;
    Failure::Usage(Said { text: words.say(id, &named), help: words.attribute(id, "help", &named) })
}

/// How newer evidence is had while the server runs: fetched, and with a key each verdict is recorded.
struct Updating {
    workspace: Workspace,
    act: Act,
    acting: Acting,
    settings: FetchSettings,
    key: Option<Secret>,
    record: Option<(SignerKey, Place, qazyq_casework::keys::KeyFolder)>,
}

fn update(run: &Run<'_>, args: &Serve, place: &Place, workspace: &Workspace) -> Result<Update, Failure> {
    let settings = settings(run, &args.reach)?;
    let key = key(&args.reach, &settings)?;
    let signer = run.signer(args.record_key.as_deref(), &args.keys)?;
    let record = match signer {
        Some(signer) => Some((signer, place.clone(), args.keys.folder()?)),
        None => None,
    };
    let (workspace, act, acting) = (workspace.clone(), run.act()?, run.acting("serve", None)?);
    let updating = Updating { workspace, act, acting, settings, key, record };
    Ok(Box::new(move || updating.once()))
}

impl Updating {
    fn once(&self) -> Result<(), Trouble> {
        let mut book = Book::open(self.workspace.clone())?.acting(self.acting.clone());
        book.require(Right::Record, now())?;
        let wish = Wish::default();
        let plan = book.plan(&self.act, &wish, &self.settings, now())?;
        let clock = SystemClock::new();
        let means = Means {
            settings: &self.settings,
            key: self.key.clone(),
            credits_max: None,
            clock: &clock,
            events: &|_| {},
            stop: interrupted(),
        };
        book.fetch(&self.act, &wish, &plan, &means)?;
        let Some((key, place, keys)) = &self.record else { return Ok(()) };
        let mut log = OwnLog::open(place, keys)?;
        let (asked, now) = (Asked::default(), now());
        let question = Question { act: &self.act, asked: &asked, as_of: None, now };
        question.record(&book, today(now), key, &mut log)?;
        log.append_lists(&book)?;
        Ok(())
    }
}
