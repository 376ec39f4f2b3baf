//! Keeps the register as it is served in step with what is known: made anew when something was written, and when another day begins.
//!
//! Newer evidence is had in a thread of its own ([`Updater`]): however long a source takes, what others write meanwhile is shown.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use qazyq_casework::Trouble;
use qazyq_casework::book::{Book, Mark};
use qazyq_casework::lists::today;
use qazyq_exact::Day;
use qazyq_law::Act;
use tokio::sync::watch;

use crate::gate::Rule;
use crate::metrics::Metrics;
use crate::register::{Maker, Register};
use crate::served::Served;

/// How long the journal is waited for before anything else is looked at.
const LOOKING_UP: Duration = Duration::from_millis(500);
/// What went wrong is tried again after that long.
const AGAIN_AFTER: Duration = Duration::from_secs(30);

/// A register takes no more than one part in so many of the time: where much is written, or the register is large, it is shown later.
const REST_FOR_EACH: u32 = 3;
/// It rests no longer than that.
const REST_MAX: Duration = Duration::from_secs(60);

/// What is done to have newer evidence: it is fetched, and recorded.
pub type Update = Box<dyn FnMut() -> Result<(), Trouble> + Send>;

/// By what the register is kept.
pub struct Keeper {
    /// The order.
    pub act: Arc<Act>,
    /// The register's day; the present one if none.
    pub day: Option<Day>,
    /// The clock.
    pub now: fn() -> Timestamp,
    /// What the gate asks for.
    pub rule: Rule,
    /// Ends it.
    pub stop: Arc<AtomicBool>,
    /// What is counted.
    pub metrics: Arc<Metrics>,
}

impl Keeper {
    /// Makes a register of what is known now; what an `earlier` one has found is not found again where nothing else is known.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn make(&self, book: &Book, earlier: Option<&Register>) -> Result<Served, Trouble> {
        let (began, now) = (Instant::now(), (self.now)());
        let day = self.day.unwrap_or_else(|| today(now));
        let maker = Maker { act: &self.act, day, now, rule: &self.rule, earlier };
        let register = maker.register(book)?;
        self.metrics.made(&register, began.elapsed());
        Ok(Served::new(register))
    }

    /// Keeps on until it is stopped; `told` hears what goes wrong.
    pub fn keep(self, mut book: Book, served: &watch::Sender<Arc<Served>>, told: impl Fn(&Trouble)) {
        let mut known = (book.mark(), served.borrow().register.day);
        while !self.stop.load(Ordering::Relaxed) {
            if let Err(trouble) = self.once(&mut book, &mut known, served) {
                told(&trouble);
                self.metrics.update_failed();
                pause(AGAIN_AFTER, &self.stop);
            }
        }
    }

    fn once(
        &self,
        book: &mut Book,
        known: &mut (Mark, Day),
        served: &watch::Sender<Arc<Served>>,
    ) -> Result<(), Trouble> {
        // A workspace without a store has nothing to wait for.
        if book.wait(book.head().number, LOOKING_UP).is_err() {
            pause(LOOKING_UP, &self.stop);
            book.refresh()?;
        }
        let day = self.day.unwrap_or_else(|| today((self.now)()));
        let now_known = (book.mark(), day);
        if *known != now_known {
            // An as-of is a whole second, and what was had in the middle of one counts from the next.
            pause(Duration::from_secs(1), &self.stop);
            let began = Instant::now();
            let earlier = Arc::clone(&served.borrow());
            let made = self.make(book, Some(&earlier.register))?;
            served.send_replace(Arc::new(made));
            *known = now_known;
            pause(began.elapsed().saturating_mul(REST_FOR_EACH).min(REST_MAX), &self.stop);
        }
        Ok(())
    }
}

/// Has newer evidence from time to time.
pub struct Updater {
    /// How often.
    pub every: SignedDuration,
    /// How.
    pub update: Update,
    /// Ends it.
    pub stop: Arc<AtomicBool>,
    /// What is counted.
    pub metrics: Arc<Metrics>,
}

impl Updater {
    /// Keeps on until it is stopped; `told` hears what goes wrong.
    pub fn keep(mut self, told: impl Fn(&Trouble)) {
        while !self.stop.load(Ordering::Relaxed) {
            // Counted from its beginning, whether it succeeds or not: a source that fails is not asked again and again.
            let began = Instant::now();
            if let Err(trouble) = (self.update)() {
                told(&trouble);
                self.metrics.update_failed();
            }
            let every = Duration::try_from(self.every).unwrap_or(Duration::MAX);
            pause(every.saturating_sub(began.elapsed()), &self.stop);
        }
    }
}

/// Waits, unless it is to stop.
fn pause(time: Duration, stop: &AtomicBool) {
    let began = Instant::now();
    while began.elapsed() < time && !stop.load(Ordering::Relaxed) {
        std::thread::sleep(Duration::from_millis(100));
    }
}
