//! Asking for verdicts: one asset on one day, all assets on one day, one asset on many days, and files of cases.

use jiff::Timestamp;
use qazyq_exact::Day;
use qazyq_law::json::{Text, Value};
use qazyq_law::reading::{Choices, Missing, Price, Reading, Source, Statistic, Window};
use qazyq_law::{Act, Case, Law, Verdict};

use crate::Trouble;
use crate::dossier::{Book, Dossier};

/// The choices that somebody made; what is left out is the law's default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// How the window's days are put together.
    pub statistic: Option<Statistic>,
    /// Which price of a day.
    pub price: Option<Price>,
    /// What becomes of a missing day.
    pub missing: Option<Missing>,
    /// Which days.
    pub window: Option<Window>,
    /// Which source; `either` or none for all of them.
    pub source: Option<String>,
}

/// What somebody asks for.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// The order.
    pub act: &'a Act,
    /// Under which reading.
    pub asked: &'a Asked,
    /// What was known when; `None` for all that is known now.
    pub as_of: Option<AsOf>,
    /// The present moment, by the clock of whoever asks.
    pub now: Timestamp,
}

/// An instant as somebody wrote it: it stands in the case with the same characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AsOf {
    text: String,
    instant: Timestamp,
}

impl std::str::FromStr for AsOf {
    type Err = Trouble;

    /// `YYYY-MM-DDThh:mm:ss`, optionally a point and digits, then `Z` or an offset, as a case has it.
    fn from_str(text: &str) -> Result<Self, Trouble> {
        let instant = qazyq_evidence::instant_of(text).ok_or_else(|| Trouble::Instant(text.to_owned()))?;
        Ok(Self { text: text.to_owned(), instant })
    }
}

impl AsOf {
    /// As it was written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The instant.
    #[must_use]
    pub fn instant(&self) -> Timestamp {
        self.instant
    }
}

impl Asked {
    /// The reading that this asks for.
    #[must_use]
    pub fn reading(&self, law: &Law) -> Reading {
        let default = law.counted.default_choices();
        Reading {
            choices: Choices {
                statistic: self.statistic.unwrap_or(default.statistic),
                price: self.price.unwrap_or(default.price),
                missing: self.missing.unwrap_or(default.missing),
                window: self.window.unwrap_or(default.window),
            },
            source: self.source.as_deref().map_or(Source::Either, |name| Text::from(name).into()),
        }
    }
}

impl Question<'_> {
    /// What counts as known.
    #[must_use]
    pub fn known_at(&self) -> Timestamp {
        self.as_of.as_ref().map_or(self.now, AsOf::instant)
    }

    /// The dossier of an asset, as known then.
    ///
    /// # Errors
    /// Where the asset is unknown, or its bytes cannot be read.
    pub fn dossier(&self, book: &Book, asset: &str) -> Result<Dossier, Trouble> {
        book.dossier(self.act, asset, self.known_at())
    }

    /// The case of one asset on one day.
    ///
    /// # Errors
    /// Where no version of the law can be had for the day.
    pub fn case(&self, dossier: &Dossier, date: Day) -> Result<Value, Trouble> {
        let law = self.act.on(date);
        let as_of = self.as_of.as_ref().map(|as_of| as_of.text.as_str());
        Ok(dossier.case(law, date, &self.asked.reading(law), as_of))
    }

    /// Looks whether the bytes that a case of that day rests on are there and as they came. Files are looked at whenever they
    /// are read; rows of answers are read from columns, so that their bytes are looked at here.
    ///
    /// # Errors
    /// Where an answer is missing or altered.
    pub fn check_evidence(&self, book: &Book, dossier: &Dossier, date: Day) -> Result<(), Trouble> {
        for evidence in dossier.evidence(self.act.on(date), date) {
            book.check_answer(evidence)?;
        }
        Ok(())
    }

    /// The verdict on one asset on one day: that of its case, and no other way leads to it.
    ///
    /// # Errors
    /// As [`Question::case`], or where the case is refused.
    pub fn assess(&self, dossier: &Dossier, date: Day) -> Result<Verdict, Trouble> {
        let case = self.case(dossier, date)?;
        Ok(qazyq_law::assess(&Case::of_json(self.act, &case)?))
    }

    /// The same verdict, for one asset of many: what stability comes to under all readings the kernels of whole markets
    /// find, and the law goes on from there.
    ///
    /// # Errors
    /// As [`Question::assess`].
    pub fn screen(&self, dossier: &Dossier, date: Day) -> Result<Verdict, Trouble> {
        let case = self.case(dossier, date)?;
        let case = Case::of_json(self.act, &case)?;
        let readings: Vec<Choices> = case.law.counted.readings().collect();
        let outcomes = crate::replay::on_day(self, dossier, date, &readings)?;
        Ok(qazyq_law::assess_given(&case, readings.into_iter().zip(outcomes).collect()))
    }
}
