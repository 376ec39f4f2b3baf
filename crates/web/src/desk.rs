//! Threads that read the journal for requests. Casework reads files and decides, one thing at a time; a server answers many at once.
//!
//! Each thread has a [`Book`] of its own and reads on before every job, so that an answer never lacks what was written before
//! it was asked for. Jobs wait in a queue of bounded length: where it is full, whoever asks is told so at once.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;

use qazyq_casework::Trouble;
use qazyq_casework::book::{Acting, Book};
use tokio::sync::oneshot;

/// Jobs that wait for each thread.
const WAITING_PER_THREAD: usize = 32;

type Job = Box<dyn FnOnce(Result<&mut Book, Trouble>) + Send>;

/// The threads, by the way in.
#[derive(Clone)]
pub struct Desk {
    jobs: mpsc::SyncSender<Job>,
}

/// Why nothing came of a job.
#[derive(Debug)]
pub enum NotDone {
    /// Too many others wait.
    Busy,
    /// It could not be done.
    Trouble(Trouble),
    /// A fault of the program's own ended it.
    Fault,
}

impl Desk {
    /// So many threads, each with a book that `open` opens.
    ///
    /// # Errors
    /// Where a book cannot be opened, or no thread can be had.
    pub fn open(
        open: impl Fn() -> Result<Book, Trouble> + Send + Sync + 'static,
        threads: usize,
    ) -> Result<Self, Trouble> {
        // Whoever cannot be opened now is told so before anything is served.
        drop(open()?);
        let (jobs, waiting) = mpsc::sync_channel::<Job>(threads.saturating_mul(WAITING_PER_THREAD));
        let (waiting, open) = (Arc::new(Mutex::new(waiting)), Arc::new(open));
        for _ in 0..threads.max(1) {
            let (waiting, open) = (Arc::clone(&waiting), Arc::clone(&open));
            thread::spawn(move || work(&waiting, &*open));
        }
        Ok(Self { jobs })
    }

    /// Has something done with a book that knows everything written so far.
    ///
    /// # Errors
    /// Where too many others wait, the journal cannot be read, or the work itself ends in a fault.
    pub async fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Book) -> Result<T, Trouble> + Send + 'static,
    ) -> Result<T, NotDone> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |book| {
            // Nobody listens any more where the request was given up.
            if answer.is_closed() {
                return;
            }
            let done = match book.map(|book| catch_unwind(AssertUnwindSafe(|| work(book)))) {
                Ok(Ok(done)) => done.map_err(NotDone::Trouble),
                Ok(Err(_)) => Err(NotDone::Fault),
                Err(trouble) => Err(NotDone::Trouble(trouble)),
            };
            let _ = answer.send(done);
        });
        self.jobs.try_send(job).map_err(|_| NotDone::Busy)?;
        answered.await.unwrap_or(Err(NotDone::Fault))
    }
}

fn work(waiting: &Mutex<mpsc::Receiver<Job>>, open: &dyn Fn() -> Result<Book, Trouble>) {
    let mut kept: Option<Book> = None;
    loop {
        let next = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = next else { return };
        // A book that could not be read is opened anew, the next time too.
        let book = match kept.take() {
            Some(mut book) => book.refresh().map(|_| book),
            None => open(),
        };
        match book {
            Ok(mut book) => {
                // Nobody goes on in the name of whoever was before.
                book.act(Acting::default());
                job(Ok(kept.insert(book)));
            }
            Err(trouble) => job(Err(trouble)),
        }
    }
}
