//! What every request finds: the register as it is served, and the desk for everything that is asked of another day or another
//! instant.

use std::collections::VecDeque;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use qazyq_casework::Trouble;
use qazyq_casework::assess::{AsOf, Asked, Question};
use qazyq_casework::book::Book;
use qazyq_casework::bundle::Making;
use qazyq_casework::lists::today;
use qazyq_casework::sheet::Lists;
use qazyq_exact::Day;
use qazyq_law::Act;
use tokio::sync::watch;

use crate::desk::Desk;
use crate::gate::Rule;
use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::problem::Problem;
use crate::register::{Found, Maker};
use crate::served::Served;
use crate::telling::Telling;
use crate::workbench::openid::Door;
use crate::workbench::session::Sessions;

/// Assets in registers of other days and instants that are kept; each takes some 200 kB.
const IN_REGISTERS_MAX: usize = 1_000;
/// Single assets on other days and instants that are kept.
const ASSETS_MAX: usize = 256;

/// What every request finds.
pub struct App {
    /// The order.
    pub act: Arc<Act>,
    /// Where permanent addresses begin; empty where nobody said.
    pub origin: String,
    /// The register's day; the present one if none.
    pub day: Option<Day>,
    /// The clock.
    pub now: fn() -> Timestamp,
    /// What the gate asks for.
    pub rule: Rule,
    /// The server shows the demonstration.
    pub is_demo: bool,
    /// The server fetches by itself.
    pub is_updated: bool,
    /// The log that is shown, if there is one.
    pub log: Option<crate::log::Place>,
    /// Threads that read.
    pub desk: Desk,
    /// The register as it is served.
    pub served: watch::Receiver<Arc<Served>>,
    /// Who asks too much.
    pub limits: Limits,
    /// What is counted.
    pub metrics: Arc<Metrics>,
    /// What is told of requests.
    pub telling: Telling,
    /// The server is about to end.
    pub stop: Arc<AtomicBool>,
    /// What was made of other days.
    pub past: Past,
    /// What is known of people at their browsers; none where this server is read only.
    pub sessions: Option<Sessions>,
    /// The way in by a provider of OpenID Connect, where one is set.
    pub openid: Option<Door>,
}

/// What was made of other days and instants, the last that were asked for.
#[derive(Debug, Default)]
pub struct Past {
    /// Whole registers.
    registers: Latest<Served, IN_REGISTERS_MAX>,
    /// Single assets.
    assets: Latest<OfAsset, ASSETS_MAX>,
}

/// What is shown of one asset on another day or as of another instant.
#[derive(Debug)]
pub struct OfAsset {
    /// What is shown of it.
    pub found: Found,
    /// Every authority's list then.
    pub lists: Lists,
}

/// The last that were asked for: `MAX` assets, and one thing at least. What is kept is of one register as it is served: whatever is recorded later, though it be of
/// before, is not passed over.
#[derive(Debug)]
struct Latest<T, const MAX: usize>(Mutex<VecDeque<(String, Arc<T>)>>);

/// What has assets.
trait Assets {
    /// How many.
    fn assets(&self) -> usize;
}

impl Assets for Served {
    fn assets(&self) -> usize {
        self.register.rows.len()
    }
}

impl Assets for OfAsset {
    fn assets(&self) -> usize {
        1
    }
}

impl<T, const MAX: usize> Default for Latest<T, MAX> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T: Assets, const MAX: usize> Latest<T, MAX> {
    async fn get(
        &self,
        key: String,
        make: impl Future<Output = Result<T, Problem>>,
    ) -> Result<Arc<T>, Problem> {
        let lock = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, kept)) = lock().iter().find(|(of, _)| *of == key) {
            return Ok(Arc::clone(kept));
        }
        let made = Arc::new(make.await?);
        let mut all = lock();
        all.push_back((key, Arc::clone(&made)));
        while all.len() > 1 && all.iter().map(|(_, kept)| kept.assets()).sum::<usize>() > MAX {
            all.pop_front();
        }
        Ok(made)
    }
}

/// Of which day and as of when somebody asks.
#[derive(Clone, Debug)]
pub struct When {
    /// The day.
    pub day: Day,
    /// As of when.
    pub as_of: AsOf,
    /// It is what the register is of.
    pub is_current: bool,
    /// The as-of was named: the same will come out for ever.
    pub is_permanent: bool,
}

impl App {
    /// The register as it is served.
    #[must_use]
    pub fn current(&self) -> Arc<Served> {
        Arc::clone(&self.served.borrow())
    }

    /// Of which day and as of when somebody asks who writes these; what is left out is the register's.
    ///
    /// # Errors
    /// Where it is no day or no instant, or lies in the future.
    pub fn when(&self, served: &Served, on: Option<&str>, as_of: Option<&str>) -> Result<When, Problem> {
        use axum::http::StatusCode;
        let bad = |code, text: &str| Problem::new(StatusCode::BAD_REQUEST, code, [("text", text.to_owned())]);
        let register = &served.register;
        let (now, is_permanent) = ((self.now)(), as_of.is_some());
        let day = match on {
            None => register.day,
            Some(text) => {
                let day: Day = text.parse().map_err(|_| bad("not_a_day", text))?;
                if day > today(now).max(register.day) {
                    return Err(bad("later_than_now", text));
                }
                day
            }
        };
        let as_of = match as_of {
            None => register.as_of.clone(),
            Some(text) => {
                let as_of: AsOf = text.parse().map_err(|_| bad("not_an_instant", text))?;
                if as_of.instant() > now {
                    return Err(bad("later_than_now", text));
                }
                as_of
            }
        };
        let is_current = day == register.day && as_of == register.as_of;
        Ok(When { day, as_of, is_current, is_permanent })
    }

    /// The register of another day or instant.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub async fn at(&self, when: &When) -> Result<Arc<Served>, Problem> {
        let current = self.current();
        if current.register.day == when.day && current.register.as_of == when.as_of {
            return Ok(current);
        }
        let (act, rule, asked, near) = (Arc::clone(&self.act), self.rule, when.clone(), Arc::clone(&current));
        let made = async {
            let register = self.desk.ask(move |book| {
                let (now, earlier) = (asked.as_of.instant(), Some(&near.register));
                let maker = Maker { act: &act, day: asked.day, now, rule: &rule, earlier };
                maker.register_as_of(book, asked.as_of)
            });
            Ok(Served::new(register.await?))
        };
        self.past.registers.get(key(&current, when, ""), made).await
    }

    /// What is shown of an asset on another day or as of another instant.
    ///
    /// # Errors
    /// Where nothing can be shown.
    pub async fn of_asset(&self, when: &When, asset: &str) -> Result<Arc<OfAsset>, Problem> {
        let (rule, id, near) = (self.rule, asset.to_owned(), self.current());
        let made = self.ask(when, move |question, book, day| {
            let earlier = Some(&near.register);
            let maker = Maker { act: question.act, day, now: question.now, rule: &rule, earlier };
            let lists = book.lists(question.known_at());
            Ok(OfAsset { found: maker.found(question, book, &id, &lists)?, lists })
        });
        self.past.assets.get(key(&self.current(), when, asset), made).await
    }

    /// Has one thing done about one question of another day or instant.
    ///
    /// # Errors
    /// Where it cannot be done.
    pub async fn ask<T: Send + 'static>(
        &self,
        when: &When,
        work: impl FnOnce(&Question<'_>, &Book, Day) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, Problem> {
        let (act, now, when) = (Arc::clone(&self.act), (self.now)(), when.clone());
        let done = self.desk.ask(move |book| {
            let asked = Asked::default();
            let question = Question { act: &act, asked: &asked, as_of: Some(when.as_of), now };
            work(&question, book, when.day)
        });
        Ok(done.await?)
    }

    /// An asset's public bundle: the same bytes whenever it is asked for.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub async fn bundle(&self, when: &When, asset: &str) -> Result<Vec<u8>, Problem> {
        let asset = asset.to_owned();
        let made = self.ask(when, move |question, book, day| {
            let making = Making { public: true, ..Making::default() };
            Ok(question.bundle(book, &asset, day, &making)?.bytes)
        });
        made.await
    }
}

/// What is kept under one name is of one register as it is served, one day, one instant and one asset.
fn key(current: &Served, when: &When, asset: &str) -> String {
    format!("{} {} {} {asset}", current.register.as_of.text(), when.day, when.as_of.text())
}
