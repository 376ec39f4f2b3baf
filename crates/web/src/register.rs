//! What is served from memory: every asset on the register's day, as of one instant.
//!
//! It is made anew whenever something was written or another day begins, beside the one that is served, and takes its place
//! whole. Everything in it is computed as of its own instant, so that the address with this as-of gives the same answer for
//! ever.

use std::collections::BTreeSet;

use jiff::Timestamp;
use qazyq_casework::Trouble;
use qazyq_casework::assess::{AsOf, Asked, Question};
use qazyq_casework::book::{Asset, Book};
use qazyq_casework::bundle::Making;
use qazyq_casework::people::People;
use qazyq_casework::sheet::{Lists, Sheet, on_lists};
use qazyq_exact::Day;
use qazyq_law::Act;
use qazyq_law::json::Value;

use crate::gate::{self, Admission};

/// Every asset on one day.
#[derive(Debug)]
pub struct Register {
    /// The day.
    pub day: Day,
    /// As of when.
    pub as_of: AsOf,
    /// The journal's last entry then.
    pub entries: u64,
    /// The assets, by id.
    pub rows: Vec<Row>,
    /// Every authority's list.
    pub lists: Lists,
    /// Who holds a token, by what is known now.
    pub people: People,
    /// Some fact of some asset calls itself a demonstration.
    pub made_up: bool,
}

/// One asset.
#[derive(Debug)]
pub struct Row {
    /// What it is called.
    pub asset: Asset,
    /// What is shown of it, or why nothing can be.
    pub found: Result<Found, Trouble>,
}

/// What is shown of an asset.
#[derive(Debug)]
pub struct Found {
    /// Everything.
    pub sheet: Sheet,
    /// SHA-256 of the manifest of its public bundle, in hexadecimal; none where no bundle can be made.
    pub bundle: Option<String>,
    /// The gate's answer for the register's day.
    pub admission: Admission,
}

/// What a register is made by.
#[derive(Clone, Copy, Debug)]
pub struct Maker<'a> {
    /// The order.
    pub act: &'a Act,
    /// The day.
    pub day: Day,
    /// The present instant.
    pub now: Timestamp,
    /// What the gate asks for.
    pub rule: &'a gate::Rule,
    /// One that is there, by the same order: what it found is not found again where nothing else is known.
    pub earlier: Option<&'a Register>,
}

impl Maker<'_> {
    /// Makes a register of all that is known now.
    ///
    /// # Errors
    /// Where the present instant cannot be written as an as-of, which is far away.
    pub fn register(&self, book: &Book) -> Result<Register, Trouble> {
        // A whole second reads better in an address, unless something was had after it began.
        let second: AsOf = format!("{:.0}", self.now).parse()?;
        let is_all = book.entries().iter().all(|entry| entry.retrieved <= second.instant());
        let as_of = if is_all { second } else { self.now.to_string().parse()? };
        self.register_as_of(book, as_of)
    }

    /// The same of what was known at an instant.
    ///
    /// # Errors
    /// None now.
    pub fn register_as_of(&self, book: &Book, as_of: AsOf) -> Result<Register, Trouble> {
        let asked = Asked::default();
        let question = Question { act: self.act, asked: &asked, as_of: Some(as_of.clone()), now: self.now };
        let lists = book.lists(question.known_at());
        let rows: Vec<Row> = book
            .assets_at(question.known_at())
            .into_iter()
            .map(|mut asset| {
                let found = self.found(&question, book, &asset.id, &lists);
                // A page of facts may know the number that no record of the asset has.
                let told = found.as_ref().ok().and_then(|found| coinmarketcap_id(&found.sheet.case));
                asset.coinmarketcap = asset.coinmarketcap.or(told);
                Row { asset, found }
            })
            .collect();
        let sheets = || rows.iter().filter_map(|row| row.found.as_ref().ok());
        let made_up = sheets().any(|found| found.sheet.verdict.demonstration);
        let (entries, people) = (book.head().number, book.people().clone());
        Ok(Register { day: self.day, as_of, entries, rows, lists, people, made_up })
    }

    /// What is shown of an asset.
    ///
    /// # Errors
    /// Where nothing can be.
    pub fn found(
        &self,
        question: &Question<'_>,
        book: &Book,
        asset: &str,
        lists: &Lists,
    ) -> Result<Found, Trouble> {
        let earlier = self.earlier.and_then(|earlier| earlier.row(asset)?.found.as_ref().ok());
        let sheet = question.sheet_after(book, asset, self.day, earlier.map(|found| &found.sheet))?;
        // Where no bundle can be made of it, the answer stands all the same, and says that it has none.
        let making = Making { public: true, ..Making::default() };
        let made = question.bundle(book, asset, self.day, &making).ok();
        let bundle = made.map(|made| made.digest.to_string());
        let admission = gate::admit(&sheet, &on_lists(lists, asset, self.day), self.rule);
        Ok(Found { sheet, bundle, admission })
    }
}

/// CoinMarketCap's number of the asset, as its case has it.
fn coinmarketcap_id(case: &Value) -> Option<u64> {
    case.get("facts")?.get("coinmarketcap")?.get("id")?.to_string().parse().ok()
}

impl Register {
    /// The row of an asset.
    #[must_use]
    pub fn row(&self, asset: &str) -> Option<&Row> {
        let at = self.rows.binary_search_by(|row| row.asset.id.as_str().cmp(asset)).ok()?;
        self.rows.get(at)
    }

    /// The assets.
    #[must_use]
    pub fn assets(&self) -> Vec<Asset> {
        self.rows.iter().map(|row| row.asset.clone()).collect()
    }

    /// Whose prices its figures are of, each once.
    #[must_use]
    pub fn sources(&self) -> BTreeSet<&str> {
        let found = self.rows.iter().filter_map(|row| row.found.as_ref().ok());
        found.flat_map(|found| &found.sheet.dossier.series).map(|series| series.source.as_str()).collect()
    }

    /// The last day of which every asset that has any prices has one: how far the figures reach.
    #[must_use]
    pub fn figures_until(&self) -> Option<Day> {
        let found = self.rows.iter().filter_map(|row| row.found.as_ref().ok());
        found.filter_map(|found| found.sheet.last_day()).min()
    }
}
