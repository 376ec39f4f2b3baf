//! `qazyq fetch`: everything that is followed, up to date.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, Once};
use std::thread;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};
use jiff::{SignedDuration, Timestamp};
use qazyq_casework::fetch::settings::{PLACES, Place, Settings, key_in, place};
use qazyq_casework::fetch::{Means, OfPlace, Plan, Question, Report, Wish, source_named};
use qazyq_fetch::{Estimate, Event, Secret, SystemClock, Tally, What};
use qazyq_law::json::Value;
use qazyq_registry::people::Right;
use qazyq_words::number::grouped;

use super::{Failure, Run, now};
use crate::args;
use crate::exit::Exit;
use crate::screen::Screen;
use crate::words::legible;
use qazyq_troubles as troubles;

/// Where a key stands that is not in a file.
const KEY_VARIABLE: &str = "QAZYQ_COINMARKETCAP_KEY";
/// Unanswered questions that are told one by one; the rest is counted.
const UNANSWERED_TOLD: usize = 10;
/// How often a program that waits for its next run looks whether it is interrupted.
const LOOKING_UP: Duration = Duration::from_millis(200);
/// Shorter pauses between two runs would ask sources for nothing new.
const EVERY_MIN: SignedDuration = SignedDuration::from_mins(1);

pub(super) fn run(run: &mut Run<'_>, args: &args::Fetch) -> Result<Exit, Failure> {
    let every = args.every.as_deref().map(|text| every(run, text)).transpose()?;
    let wish = Wish {
        sources: args.sources.clone(),
        assets: args.asset.clone(),
        from: args.from.as_deref().map(|day| run.day(day)).transpose()?,
        to: args.to.as_deref().map(|day| run.day(day)).transpose()?,
        today: args.today,
        again: args.again,
        bulk: args.bulk,
        info: args.info,
    };
    for name in &wish.sources {
        source_named(name).map_err(|trouble| run.usage(&trouble))?;
    }
    if let (Some(from), Some(to)) = (wish.from, wish.to)
        && from > to
    {
        let named = [("from", from.to_string().into()), ("to", to.to_string().into())];
        let text = run.screen.words.say("fetch-ends-before-it-begins", &named);
        return Err(Failure::Usage(troubles::Said { text, help: None }));
    }
    let settings = settings(run, &args.reach)?;
    loop {
        let began = now();
        let exit = match (once(run, args, &wish, &settings), every) {
            // What goes wrong today may go right tomorrow.
            (Err(Failure::Trouble(trouble)), Some(_)) => {
                let said = troubles::said(&run.screen.words, &trouble);
                run.screen.trouble(&said.text, said.help.as_deref())?;
                Exit::CouldNotRun
            }
            (exit, _) => exit?,
        };
        if interrupted().load(Ordering::Relaxed) {
            return Ok(exit);
        }
        let Some(pause) = every else { return Ok(exit) };
        let next = began.saturating_add(pause).unwrap_or(Timestamp::MAX);
        let text = run.screen.words.say("fetch-next", &[("when", format!("{next:.0}").into())]);
        run.screen.note(&text)?;
        run.screen.flush()?;
        let wait = next.duration_since(now());
        let until = Instant::now() + Duration::try_from(wait).unwrap_or_default();
        while Instant::now() < until && !interrupted().load(Ordering::Relaxed) {
            thread::sleep(LOOKING_UP.min(until.saturating_duration_since(Instant::now())));
        }
        if interrupted().load(Ordering::Relaxed) {
            return Ok(exit);
        }
    }
}

/// Whether somebody has interrupted the program since it began to listen: it then ends as soon as it is safe and says what
/// is left; a second time ends it at once, which is safe too.
pub(super) fn interrupted() -> &'static AtomicBool {
    static INTERRUPTED: AtomicBool = AtomicBool::new(false);
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        // Where nobody can listen, an interruption ends the program at once.
        let _ = ctrlc::set_handler(|| {
            if INTERRUPTED.swap(true, Ordering::Relaxed) {
                std::process::exit(130);
            }
        });
    });
    &INTERRUPTED
}

/// `1d`, `12h`: how long from the beginning of one run to that of the next.
pub(super) fn every(run: &Run<'_>, text: &str) -> Result<SignedDuration, Failure> {
    let span: Option<jiff::Span> = text.parse().ok();
    let days_are_24_hours = jiff::SpanRelativeTo::days_are_24_hours();
    let pause = span.and_then(|span| span.to_duration(days_are_24_hours).ok());
    pause.filter(|pause| *pause >= EVERY_MIN).ok_or_else(|| {
        let named = [("text", legible(text).into())];
        let words = &run.screen.words;
        let help = words.attribute("fetch-not-a-pause", "help", &named);
        Failure::Usage(troubles::Said { text: words.say("fetch-not-a-pause", &named), help })
    })
}

fn once(run: &mut Run<'_>, args: &args::Fetch, wish: &Wish, settings: &Settings) -> Result<Exit, Failure> {
    let act = run.act()?;
    let mut book = run.book_for("fetch", None)?;
    book.require(Right::Record, now())?;
    let plan = book.plan(&act, wish, settings, now())?;
    if args.dry_run {
        tell_plan(run, &plan)?;
        return Ok(Exit::Done);
    }
    let progress = Progress::new(run.screen, &plan);
    let clock = SystemClock::new();
    let means = Means {
        settings,
        // Read only where it is needed: a key that is missing hinders no other source.
        key: if plan.requests(place("coinmarketcap")?) > 0 { key(&args.reach, settings)? } else { None },
        credits_max: args.credits_max,
        clock: &clock,
        events: &|event| progress.told(&event),
        stop: interrupted(),
    };
    let report = book.fetch(&act, wish, &plan, &means);
    progress.bar.finish_and_clear();
    let report = report?;
    if run.everywhere.json {
        run.screen.raw_line(&json(&plan, &report).to_string())?;
    } else {
        tell(run, &plan, &report)?;
        unanswered(run, &report)?;
    }
    Ok(if is_whole(&plan, &report) { Exit::Done } else { Exit::Refused })
}

/// Everything that was wanted was had.
fn is_whole(plan: &Plan, report: &Report) -> bool {
    report.is_whole() && plan.beyond_reach.is_empty() && plan.no_such_currency.is_empty()
}

/// What is set for the sources, by the workspace and by the command line.
pub(super) fn settings(run: &Run<'_>, reach: &args::Reach) -> Result<Settings, Failure> {
    let mut settings = Settings::load(run.workspace().folder())?;
    for said in &reach.base_url {
        settings.set_base(said).map_err(|trouble| run.usage(&trouble))?;
    }
    Ok(settings)
}

/// CoinMarketCap's key: from the file that is named, the environment, or the file that is set.
pub(super) fn key(reach: &args::Reach, settings: &Settings) -> Result<Option<Secret>, Failure> {
    if let Some(path) = &reach.key_file {
        return Ok(Some(key_in(path)?));
    }
    let of_environment = std::env::var(KEY_VARIABLE).ok().map(|key| key.trim().to_owned());
    match of_environment.filter(|key| !key.is_empty()) {
        Some(key) if key.bytes().all(|byte| byte.is_ascii_graphic()) => Ok(Some(Secret::new(key))),
        Some(_) => Err(qazyq_casework::Trouble::NoKeyInFile(KEY_VARIABLE.to_owned()).into()),
        None => Ok(settings.key(place("coinmarketcap")?)?),
    }
}

/// A bar over all sources, with what the slowest of them will take.
struct Progress {
    bar: ProgressBar,
    sources: Mutex<BTreeMap<String, (Tally, Estimate)>>,
    planned: usize,
    words: ProgressWords,
}

/// Words of the bar, taken beforehand: it is told from several threads.
struct ProgressWords {
    failed: String,
    waiting: String,
}

impl Progress {
    fn new(screen: &Screen, plan: &Plan) -> Self {
        let planned: usize = PLACES.iter().map(|place| plan.requests(*place)).sum();
        let bar = screen.any_bar(planned);
        let style = ProgressStyle::with_template("{bar:30} {pos}/{len}  {msg}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        let words = ProgressWords {
            failed: screen.words.plain("fetch-bar-failed"),
            waiting: screen.words.plain("fetch-bar-left"),
        };
        Self { bar, sources: Mutex::default(), planned, words }
    }

    fn told(&self, event: &Event<'_>) {
        if self.bar.is_hidden() {
            return;
        }
        let Ok(mut sources) = self.sources.lock() else { return };
        sources.insert(event.source.to_owned(), (event.tally, event.estimate));
        let ended: usize = sources.values().map(|(tally, _)| tally.ended).sum();
        let asked: usize = sources.values().map(|(tally, _)| tally.requests).sum();
        let attempts: u64 = sources.values().map(|(tally, _)| tally.attempts).sum();
        let on_their_way: usize = sources.values().map(|(tally, _)| tally.asking).sum();
        let done = u64::try_from(ended + on_their_way).unwrap_or(u64::MAX);
        let failed = attempts.saturating_sub(done);
        let left = sources.values().filter_map(|(_, estimate)| match estimate {
            Estimate::Unknown => None,
            Estimate::AtLeast(left) | Estimate::About(left) => Some(*left),
        });
        let left = left.max();
        self.bar.set_length(u64::try_from(self.planned.max(asked)).unwrap_or(u64::MAX));
        self.bar.set_position(u64::try_from(ended).unwrap_or(u64::MAX));
        let mut message = event.source.to_owned();
        if let Some(left) = left.filter(|left| !left.is_zero()) {
            message.push_str(&format!("  {} {}", self.words.waiting, rounded(left)));
        }
        if failed > 0 {
            message.push_str(&format!("  {} {failed}", self.words.failed));
        }
        if matches!(event.what, What::Waiting { .. } | What::BreakerOpened { .. }) {
            message.push_str("  …");
        }
        self.bar.set_message(message);
    }
}

/// A time to wait as clocks show it, in every language alike: `2:10`, `1:02:10`.
fn rounded(left: Duration) -> String {
    let seconds = left.as_secs() + u64::from(left.subsec_nanos() > 0);
    match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// What would be asked, and what that would cost.
fn tell_plan(run: &mut Run<'_>, plan: &Plan) -> Result<(), Failure> {
    let asked: Vec<Place> = PLACES.into_iter().filter(|place| plan.requests(*place) > 0).collect();
    if run.everywhere.json {
        let of = |place: &Place| {
            let number = |n: u64| Value::Number(n.to_string());
            Value::object([
                ("source", Value::from(place.name)),
                ("requests", number(u64::try_from(plan.requests(*place)).unwrap_or(u64::MAX))),
                ("credits", number(plan.credits(*place))),
            ])
        };
        let told = [
            ("days", Value::Number(plan.days.to_string())),
            ("sources", Value::List(asked.iter().map(of).collect())),
            ("beyond_reach", Value::List(beyond_json(plan))),
        ];
        run.screen.raw_line(&Value::object(told).to_string())?;
        return Ok(());
    }
    let words = &run.screen.words;
    if asked.is_empty() {
        let text = words.plain("fetch-nothing");
        run.screen.paragraph(&text)?;
    } else {
        let header =
            ["source", "requests", "credits"].map(|name| words.plain(&format!("fetch-{name}"))).to_vec();
        let rows = asked.iter().map(|place| {
            let credits = if place.name == "coinmarketcap" {
                grouped(words, &plan.credits(*place).to_string())
            } else {
                "–".to_owned()
            };
            vec![place.name.to_owned(), grouped(words, &plan.requests(*place).to_string()), credits]
        });
        let rows = rows.collect();
        let text = words.say("fetch-dry", &[("days", plan.days.into())]);
        run.screen.table(header, rows, &[0, 1, 2])?;
        run.screen.paragraph(&text)?;
    }
    beyond_reach(run, plan)
}

fn beyond_reach(run: &mut Run<'_>, plan: &Plan) -> Result<(), Failure> {
    for currency in &plan.no_such_currency {
        let text = run.screen.words.say("fetch-no-such-currency", &[("currency", legible(currency).into())]);
        run.screen.paragraph(&text)?;
    }
    for (source, key, day) in &plan.beyond_reach {
        let named = [
            ("source", source.clone().into()),
            ("key", legible(key).into()),
            ("day", day.to_string().into()),
        ];
        let text = run.screen.words.say("fetch-beyond-reach", &named);
        run.screen.paragraph(&text)?;
    }
    Ok(())
}

/// What came.
fn tell(run: &mut Run<'_>, plan: &Plan, report: &Report) -> Result<(), Failure> {
    if report.places.is_empty() && report.is_whole() {
        let text = run.screen.words.plain("fetch-nothing");
        run.screen.paragraph(&text)?;
    }
    if !report.places.is_empty() {
        let words = &run.screen.words;
        let columns = ["source", "requests", "answered", "failed", "rows", "defects", "credits"];
        let header = columns.map(|name| words.plain(&format!("fetch-{name}"))).to_vec();
        let number = |n: u64| grouped(words, &n.to_string());
        let many = |n: usize| grouped(words, &n.to_string());
        let rows = report.places.iter().map(|(name, of)| {
            let failed = of.attempts.saturating_sub(of.answered);
            let defects: u64 = of.defects.values().sum();
            let credits = if *name == "coinmarketcap" { number(of.credits) } else { "–".to_owned() };
            let odd = number(defects + of.rejected);
            vec![
                (*name).to_owned(),
                many(of.asked),
                many(of.answered),
                many(failed),
                number(of.rows),
                odd,
                credits,
            ]
        });
        let rows = rows.collect();
        run.screen.table(header, rows, &[0, 1, 2, 3, 4, 5, 6])?;
    }
    if let Some(key) = &report.key {
        let spent = report.places.get("coinmarketcap").map_or(0, |of| of.credits);
        for (period, credits) in [("day", &key.day), ("month", &key.month)] {
            let Some(left) = credits.left else { continue };
            let left = grouped(&run.screen.words, &left.saturating_sub(spent).to_string());
            let text =
                run.screen.words.say(&format!("fetch-credits-left-{period}"), &[("left", left.into())]);
            run.screen.paragraph(&text)?;
        }
    }
    beyond_reach(run, plan)
}

/// What was wanted and did not come.
pub(super) fn unanswered(run: &mut Run<'_>, report: &Report) -> Result<(), Failure> {
    let count = |questions: &[Question]| questions.len();
    for (id, questions) in
        [("fetch-without-key", &report.without_key), ("fetch-without-credits", &report.without_credits)]
    {
        if !questions.is_empty() {
            let credits: u64 = questions.iter().map(Question::credits).sum();
            let named = [("count", count(questions).into()), ("credits", credits.into())];
            let text = run.screen.words.say(id, &named);
            let help = run.screen.words.attribute(id, "help", &named);
            run.screen.trouble(&text, help.as_deref())?;
        }
    }
    for (name, of) in &report.places {
        unanswered_of(run, name, of)?;
    }
    for (feed, key, told) in report.unusable.iter().take(UNANSWERED_TOLD) {
        // A part names why by the code of what was wrong in it.
        let why = told.args.get("why").map_or(told.code.as_str(), String::as_str);
        let why = troubles::told(&run.screen.words, why, &told.args);
        let what = format!("{feed} {}", legible(key));
        let named = [("what", what.into()), ("why", why.into())];
        let text = run.screen.words.say("fetch-unusable", &named);
        run.screen.note(&text)?;
    }
    if report.interrupted {
        let text = run.screen.words.plain("fetch-interrupted");
        run.screen.note(&text)?;
    }
    Ok(())
}

fn unanswered_of(run: &mut Run<'_>, name: &str, of: &OfPlace) -> Result<(), Failure> {
    let mut told = 0;
    for (question, why) in of.unanswered.iter().take(UNANSWERED_TOLD) {
        let why = troubles::told(&run.screen.words, &why.code, &why.args);
        let what = asked(question);
        let named = [("source", name.to_owned().into()), ("what", what.into()), ("why", why.into())];
        let text = run.screen.words.say("fetch-unanswered", &named);
        run.screen.note(&text)?;
        told += 1;
    }
    let more = of.unanswered.len() - told;
    if more > 0 {
        let named = [("source", name.to_owned().into()), ("count", more.into())];
        let text = run.screen.words.say("fetch-unanswered-more", &named);
        run.screen.note(&text)?;
    }
    Ok(())
}

/// A question, shortly: what it is called, of what, and for which days.
fn asked(question: &Question) -> String {
    let asked = question.asked();
    let mut text = question.name().to_owned();
    match &asked.keys[..] {
        [] => {}
        [key] => text.push_str(&format!(" {}", legible(key))),
        [first, rest @ ..] => text.push_str(&format!(" {} +{}", legible(first), rest.len())),
    }
    match (asked.from, asked.to) {
        (Some(from), Some(to)) if from == to => text.push_str(&format!(" {from}")),
        (Some(from), Some(to)) => text.push_str(&format!(" {from} … {to}")),
        _ => {}
    }
    text
}

fn json(plan: &Plan, report: &Report) -> Value {
    let number = |n: u64| Value::Number(n.to_string());
    let many = |n: usize| Value::Number(n.to_string());
    let places = report.places.iter().map(|(name, of)| {
        let unanswered = of.unanswered.iter().map(|(question, why)| {
            let args = why.args.iter().map(|(key, text)| (key.as_str(), Value::from(text.as_str())));
            Value::object([
                ("asked", Value::from(asked(question))),
                ("code", why.code.as_str().into()),
                ("args", Value::object(args)),
            ])
        });
        let defects = of.defects.iter().map(|(code, count)| (code.as_str(), number(*count)));
        Value::object([
            ("source", Value::from(*name)),
            ("requests", many(of.asked)),
            ("answered", many(of.answered)),
            ("attempts", many(of.attempts)),
            ("rows", number(of.rows)),
            ("rejected", number(of.rejected)),
            ("defects", Value::object(defects)),
            ("credits", number(of.credits)),
            ("unanswered", Value::List(unanswered.collect())),
        ])
    });
    let unusable = report.unusable.iter().map(|(feed, key, told)| {
        let why = told.args.get("why").map_or(told.code.as_str(), String::as_str);
        Value::object(
            [("feed", *feed), ("key", key.as_str()), ("code", why)].map(|(k, v)| (k, Value::from(v))),
        )
    });
    Value::object([
        ("sources", Value::List(places.collect())),
        (
            "without_key",
            Value::List(report.without_key.iter().map(|question| asked(question).into()).collect()),
        ),
        (
            "without_credits",
            Value::List(report.without_credits.iter().map(|question| asked(question).into()).collect()),
        ),
        ("unusable", Value::List(unusable.collect())),
        ("credits_left", credits_left(report)),
        ("beyond_reach", Value::List(beyond_json(plan))),
        ("interrupted", report.interrupted.into()),
        (
            "no_such_currency",
            Value::List(plan.no_such_currency.iter().map(|code| code.as_str().into()).collect()),
        ),
        ("whole", is_whole(plan, report).into()),
    ])
}

/// What a source has no more.
fn beyond_json(plan: &Plan) -> Vec<Value> {
    let told = |(source, key, day): &(String, String, qazyq_exact::Day)| {
        let told = [("source", source.clone()), ("key", key.clone()), ("first_day", day.to_string())];
        Value::object(told.map(|(key, text)| (key, Value::from(text))))
    };
    plan.beyond_reach.iter().map(told).collect()
}

/// What the key had left before the run, less what the run has cost.
fn credits_left(report: &Report) -> Value {
    let Some(key) = &report.key else { return Value::Null };
    let spent = report.places.get("coinmarketcap").map_or(0, |of| of.credits);
    let left = |left: Option<u64>| {
        left.map_or(Value::Null, |left| Value::Number(left.saturating_sub(spent).to_string()))
    };
    Value::object([("day", left(key.day.left)), ("month", left(key.month.left))])
}
