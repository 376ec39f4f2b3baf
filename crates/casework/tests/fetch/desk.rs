//! The one door.

use std::sync::Mutex;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use qazyq_casework::assess::{Asked, Question as Asking};
use qazyq_casework::bundle::Making;
use qazyq_casework::dossier::{Book, Dossier};
use qazyq_casework::fetch::settings::{PLACES, Settings};
use qazyq_casework::fetch::{Means, Plan, Report, Wish};
use qazyq_casework::follow::Wanted;
use qazyq_casework::workspace::Workspace;
use qazyq_evidence::verify::{Came, Check};
use qazyq_fetch::{Clock, Moment, Secret};
use qazyq_law::Act;
use qazyq_law::json::Value;
use qazyq_standin::{Logged, Source, Standin};

/// A workspace, the sources, and the time.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
    pub(crate) standin: Standin,
    pub(crate) clock: Fixed,
    pub(crate) settings: Settings,
    pub(crate) key: Option<Secret>,
    pub(crate) credits_max: Option<u64>,
    act: Act,
}

/// A clock that stands where it is put, and is at once where somebody waits for.
pub(crate) struct Fixed {
    at: Mutex<(SystemTime, Duration)>,
}

impl Fixed {
    fn new(instant: &str) -> Self {
        Self { at: Mutex::new((time(instant), Duration::ZERO)) }
    }

    pub(crate) fn set(&self, instant: &str) {
        let mut at = self.at.lock().unwrap();
        at.0 = time(instant) - at.1;
    }

    pub(crate) fn instant(&self) -> Timestamp {
        Timestamp::try_from(self.wall()).unwrap()
    }
}

fn time(instant: &str) -> SystemTime {
    instant.parse::<Timestamp>().unwrap().into()
}

impl Clock for Fixed {
    fn now(&self) -> Moment {
        Moment::ORIGIN.after(self.at.lock().unwrap().1)
    }

    fn wall(&self) -> SystemTime {
        let at = self.at.lock().unwrap();
        at.0 + at.1
    }

    fn wait_until(&self, until: Moment) {
        let mut at = self.at.lock().unwrap();
        at.1 = at.1.max(until.since(Moment::ORIGIN));
    }
}

impl Desk {
    /// Everything at that instant, with so many made-up assets.
    pub(crate) fn at(instant: &str, assets: u32) -> Self {
        Self::with(qazyq_standin::Settings { assets, ..qazyq_standin::Settings::at(instant) }, instant)
    }

    pub(crate) fn with(of_standin: qazyq_standin::Settings, instant: &str) -> Self {
        let standin = Standin::start(of_standin);
        let mut settings = Settings::default();
        for place in PLACES {
            let name = place.name.strip_suffix("-files").unwrap_or(place.name);
            let of = settings.of_mut(place);
            of.base_url = Some(standin.url(name));
            of.requests_per_minute = Some(0);
            of.deadline_seconds = Some(5);
        }
        Self {
            folder: tempfile::tempdir().unwrap(),
            standin,
            clock: Fixed::new(instant),
            settings,
            key: Some(Secret::new("standin-key")),
            credits_max: None,
            act: Act::embedded().unwrap(),
        }
    }

    /// It is that instant now, here and at the sources.
    pub(crate) fn set_now(&self, instant: &str) {
        self.clock.set(instant);
        self.standin.set_now(instant);
    }

    pub(crate) fn book(&self) -> Book {
        Book::open_or_new(Workspace::at(self.folder.path().join("workspace"))).unwrap()
    }

    pub(crate) fn lake(&self) -> std::path::PathBuf {
        self.folder.path().join("workspace/lake")
    }

    /// Follows `asset source key`, with what else is said.
    pub(crate) fn follow(&self, words: &str, more: impl FnOnce(&mut Wanted)) {
        let mut words = words.split_whitespace().map(str::to_owned);
        let mut word = || words.next().unwrap();
        let asset = word();
        let symbol = Some(asset.to_uppercase());
        let mut wanted = Wanted { asset, source: word(), key: word(), symbol, ..Wanted::default() };
        wanted.peg = Some("USD".to_owned());
        more(&mut wanted);
        self.book().follow(&wanted, self.clock.instant()).unwrap();
    }

    /// Follows the made-up assets 1 to `count` at CoinMarketCap.
    pub(crate) fn follow_made(&self, count: u32) {
        let mut book = self.book();
        for k in 1..=count {
            let wanted = Wanted {
                asset: format!("made{k}"),
                source: "coinmarketcap".to_owned(),
                key: (900_000 + k).to_string(),
                symbol: Some(format!("MADE{k}")),
                peg: Some("USD".to_owned()),
                ..Wanted::default()
            };
            book.follow(&wanted, self.clock.instant()).unwrap();
        }
    }

    pub(crate) fn plan(&self, wish: &Wish) -> Plan {
        self.book().plan(&self.act, wish, &self.settings, self.clock.instant()).unwrap()
    }

    pub(crate) fn fetch(&self, wish: &Wish) -> Report {
        let mut book = self.book();
        let plan = book.plan(&self.act, wish, &self.settings, self.clock.instant()).unwrap();
        let means = Means {
            settings: &self.settings,
            key: self.key.clone(),
            credits_max: self.credits_max,
            clock: &self.clock,
            events: &|_| {},
            stop: &AtomicBool::new(false),
        };
        book.fetch(&self.act, wish, &plan, &means).unwrap()
    }

    /// All of it, or the test fails.
    pub(crate) fn fetch_whole(&self, wish: &Wish) -> Report {
        let report = self.fetch(wish);
        assert!(report.is_whole(), "{report:#?}");
        report
    }

    pub(crate) fn dossier(&self, asset: &str) -> Dossier {
        self.dossier_in(&self.book(), asset)
    }

    pub(crate) fn dossier_in(&self, book: &Book, asset: &str) -> Dossier {
        self.dossier_at(book, asset, self.clock.instant())
    }

    pub(crate) fn dossier_at(&self, book: &Book, asset: &str, known_at: Timestamp) -> Dossier {
        book.dossier(&self.act, asset, known_at).unwrap()
    }

    /// The case of an asset, by what is known now or was known then.
    pub(crate) fn case(&self, asset: &str, on: &str, as_of: Option<&str>) -> Value {
        let asked = Asked::default();
        let question = Asking {
            act: &self.act,
            asked: &asked,
            as_of: as_of.map(|text| text.parse().unwrap()),
            now: self.clock.instant(),
        };
        let dossier = question.dossier(&self.book(), asset).unwrap();
        let case = question.case(&dossier, on.parse().unwrap()).unwrap();
        // Whatever a source says, what comes of it is a case that the law reads.
        qazyq_law::Case::of_json(&self.act, &case).unwrap();
        // And everything that it rests on fits into a bundle from which it comes out again.
        let made = question.bundle(&self.book(), asset, on.parse().unwrap(), &Making::default()).unwrap();
        assert_eq!(made.contents.case, format!("{case}\n"));
        let came = |check| made.report.steps.iter().find(|step| step.check == check).unwrap().came;
        for check in [Check::Container, Check::Manifest, Check::Evidence, Check::Case, Check::Verdict] {
            assert_eq!(came(check), Came::Passed, "{asset} {on} {as_of:?}: {:?}", made.report.steps);
        }
        case
    }

    /// Requests to a source since the log was cleared.
    pub(crate) fn log(&self, source: Source) -> Vec<Logged> {
        self.standin.log().into_iter().filter(|logged| logged.source == Some(source)).collect()
    }

    /// The days and closes of a series, as `2026-03-10 0.9987`, a `?` behind what is provisional.
    pub(crate) fn closes(&self, asset: &str, source: &str) -> Vec<String> {
        let dossier = self.dossier(asset);
        let series = dossier.series.iter().find(|series| series.source == source).unwrap();
        let shown = series.days.values().map(|day| {
            let close = day.bar.close.as_ref().map_or("-".to_owned(), ToString::to_string);
            format!("{} {close}{}", day.bar.day, if day.provisional { "?" } else { "" })
        });
        shown.collect()
    }
}

/// A wish for these days.
pub(crate) fn days(from: &str, to: &str) -> Wish {
    Wish { from: Some(from.parse().unwrap()), to: Some(to.parse().unwrap()), ..Wish::default() }
}

/// What stands in a JSON value under a path of keys and places.
pub(crate) fn at<'v>(value: &'v Value, path: &str) -> &'v Value {
    path.split('.').fold(value, |value, step| match (value, step.parse::<usize>()) {
        (Value::List(items), Ok(index)) => &items[index],
        _ => value.get(step).unwrap_or(&Value::Null),
    })
}
