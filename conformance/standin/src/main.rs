//! `qazyq-standin`: the stand-in as a process of its own, for scripts.

use std::process::ExitCode;

use qazyq_standin::{Clock, Key, Plan, Restate, RunningDay, Settings, Source, Standin};

const USAGE: &str =
    "usage: qazyq-standin [--port P] [--now INSTANT] [--faults SPEC] [--seed N] [--assets N] \
[--log FILE] [--gzip] [--chunked] [--omit-running-day] [--redirect-to URL] [--latency-ms N] \
[--key KEY:PLAN:REQUESTS_A_MINUTE:CREDITS_A_MONTH]... [--restate SOURCE:KEY:DAY:AFTER_CALLS]...
SPEC: SOURCE:FAULT=PROBABILITY,...;SOURCE:...   sources: coinmarketcap binance bybit kraken nbk ecb
PLAN: basic builder startup growth professional enterprise";

fn plan(name: &str) -> Option<Plan> {
    Some(match name {
        "basic" => Plan::Basic,
        "builder" => Plan::Builder,
        "startup" => Plan::Startup,
        "growth" => Plan::Growth,
        "professional" => Plan::Professional,
        "enterprise" => Plan::Enterprise,
        _ => return None,
    })
}

fn key(text: &str) -> Option<Key> {
    let parts: Vec<&str> = text.split(':').collect();
    let [name, level, minute, month] = parts[..] else { return None };
    Some(Key::new(name, plan(level)?, minute.parse().ok()?, month.parse().ok()?))
}

fn restate(text: &str) -> Option<Restate> {
    let parts: Vec<&str> = text.split(':').collect();
    let [source, key, day, after] = parts[..] else { return None };
    let (source, after_calls) = (Source::parse(source)?, after.parse().ok()?);
    Some(Restate { source, key: key.to_owned(), day: day.to_owned(), after_calls })
}

fn settings(mut args: impl Iterator<Item = String>) -> Result<Settings, String> {
    let mut settings = Settings::default();
    let mut faults = String::new();
    while let Some(flag) = args.next() {
        let mut value = || args.next().ok_or_else(|| format!("`{flag}` wants a value"));
        let bad = |text: &str| format!("`{text}` is no value for `{flag}`");
        match flag.as_str() {
            "--port" => settings.port = value().and_then(|text| text.parse().map_err(|_| bad(&text)))?,
            "--seed" => settings.seed = value().and_then(|text| text.parse().map_err(|_| bad(&text)))?,
            "--assets" => settings.assets = value().and_then(|text| text.parse().map_err(|_| bad(&text)))?,
            "--now" => settings.now = value().and_then(|text| Clock::at(&text).ok_or_else(|| bad(&text)))?,
            "--log" => settings.log_file = Some(value()?.into()),
            "--faults" => faults = value()?,
            "--key" => {
                let text = value()?;
                settings.keys.push(key(&text).ok_or_else(|| bad(&text))?);
            }
            "--restate" => {
                let text = value()?;
                settings.restate.push(restate(&text).ok_or_else(|| bad(&text))?);
            }
            "--redirect-to" => settings.redirect_to = value()?,
            "--latency-ms" => {
                settings.latency_ms = value().and_then(|text| text.parse().map_err(|_| bad(&text)))?
            }
            "--omit-running-day" => settings.running_day = RunningDay::Omitted,
            "--gzip" => settings.gzip = true,
            "--chunked" => settings.chunked = true,
            _ => return Err(format!("unknown argument `{flag}`")),
        }
    }
    settings.with_faults(&faults)
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool for scripts, which read its addresses")]
fn main() -> ExitCode {
    let settings = match settings(std::env::args().skip(1)) {
        Ok(settings) => settings,
        Err(error) => {
            eprintln!("error: {error}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let standin = match Standin::try_start(settings) {
        Ok(standin) => standin,
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    };
    for source in Source::ALL {
        println!("{} {}", source.name(), standin.url(source.name()));
    }
    loop {
        // Ends with the process: a script stops it.
        std::thread::park();
    }
}
