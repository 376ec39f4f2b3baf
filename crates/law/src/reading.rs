//! Readings of "average daily deviation": one choice on each of four axes, and the source.
//!
//! The order does not say what the words mean, so every reasonable choice is computed. What the choices are is
//! code; which of them count, and in which order, is law as data ([`crate::Law::counted`]).

use crate::json::{Text, Value};
use crate::node::{Node, Origin};
use crate::refusal::{Refusal, Why};

/// An axis: its choices have names, and those names are the law's, the case's and the command line's.
macro_rules! axis {
    ($(#[$doc:meta])* $name:ident { $($(#[$choice_doc:meta])* $choice:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$choice_doc])* $choice,)+ }

        impl $name {
            /// Every choice that the program knows.
            pub const ALL: &'static [Self] = &[$(Self::$choice,)+];

            /// The choice's name.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$choice => $text,)+ }
            }
        }
    };
}

axis! {
    /// How the window's days are put together into one figure.
    Statistic {
        /// The mean of |x|.
        MeanAbsolute = "mean_absolute",
        /// |the mean of x|.
        MeanSigned = "mean_signed",
        /// The largest |x|.
        EveryDay = "every_day",
    }
}

axis! {
    /// Which price of a day is held against the peg.
    Price {
        /// The last.
        Close = "close",
        /// The mean of first, highest, lowest and last.
        Ohlc4 = "ohlc4",
        /// Whichever of highest and lowest lies farther from the peg; at equal distance the highest.
        Extreme = "extreme",
        /// The mean weighted by volume, where the source gives it.
        Vwap = "vwap",
    }
}

axis! {
    /// What becomes of a day that has no such price.
    Missing {
        /// Nothing can be said.
        Undetermined = "undetermined",
        /// The latest earlier price stands in, within the law's limit of days.
        CarryForward = "carry_forward",
    }
}

axis! {
    /// Which days make the window.
    Window {
        /// Those that end the day before the assessment date.
        CompleteDays = "complete_days",
        /// Those that end on the assessment date.
        ThroughAssessmentDay = "through_assessment_day",
    }
}

/// One choice on each axis, the source aside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Choices {
    /// How days are put together.
    pub statistic: Statistic,
    /// Which price.
    pub price: Price,
    /// What becomes of a missing day.
    pub missing: Missing,
    /// Which days.
    pub window: Window,
}

/// Which series decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Met if any meets, not met if every one fails: the order says "or".
    Either,
    /// This one alone.
    Named(Text),
}

/// A whole reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The four axes.
    pub choices: Choices,
    /// The fifth.
    pub source: Source,
}

/// The choices that a law counts, in its order; the first of each is the default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    pub(crate) statistic: Vec<Statistic>,
    pub(crate) price: Vec<Price>,
    pub(crate) missing: Vec<Missing>,
    pub(crate) window: Vec<Window>,
}

impl Counted {
    /// Every combination of counted choices: statistic outermost, window innermost.
    pub fn readings(&self) -> impl Iterator<Item = Choices> + '_ {
        self.statistic.iter().flat_map(move |&statistic| {
            self.price.iter().flat_map(move |&price| {
                self.missing.iter().flat_map(move |&missing| {
                    self.window.iter().map(move |&window| Choices { statistic, price, missing, window })
                })
            })
        })
    }

    /// The first choice of each axis.
    ///
    /// A law without a choice on an axis is refused when it is loaded, so the program's own first never serves.
    #[must_use]
    pub fn default_choices(&self) -> Choices {
        Choices {
            statistic: self.statistic.first().copied().unwrap_or(Statistic::MeanAbsolute),
            price: self.price.first().copied().unwrap_or(Price::Close),
            missing: self.missing.first().copied().unwrap_or(Missing::Undetermined),
            window: self.window.first().copied().unwrap_or(Window::CompleteDays),
        }
    }
}

impl Choices {
    /// The four axes by name, for a verdict.
    #[must_use]
    pub fn named(&self) -> [(&'static str, &'static str); 4] {
        [
            ("statistic", self.statistic.as_str()),
            ("price", self.price.as_str()),
            ("missing", self.missing.as_str()),
            ("window", self.window.as_str()),
        ]
    }

    /// As a verdict and a case write it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        Value::object(self.named().map(|(axis, choice)| (axis, Value::from(choice))))
    }
}

impl Reading {
    /// As a verdict and a case write it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let source = match &self.source {
            Source::Either => Value::from("either"),
            Source::Named(name) => Value::from(name),
        };
        let axes = self.choices.named().map(|(axis, choice)| (axis, Value::from(choice)));
        Value::object(axes.into_iter().chain([("source", source)]))
    }

    /// Reads `assessment.reading`; an axis left out takes the law's default.
    pub(crate) fn read(node: Option<&Node<'_>>, default: Choices) -> Result<Self, Refusal> {
        let Some(node) = node else { return Ok(Self { choices: default, source: Source::Either }) };
        let keys = node.object(&["statistic", "price", "missing", "window", "source"], Origin::MayNot)?;
        let statistic = keys.read("statistic", |n| n.choice(Statistic::ALL, Statistic::as_str))?;
        let price = keys.read("price", |n| n.choice(Price::ALL, Price::as_str))?;
        let missing = keys.read("missing", |n| n.choice(Missing::ALL, Missing::as_str))?;
        let window = keys.read("window", |n| n.choice(Window::ALL, Window::as_str))?;
        let source = keys.read("source", |n| n.text().cloned())?;
        Ok(Self {
            choices: Choices {
                statistic: statistic.unwrap_or(default.statistic),
                price: price.unwrap_or(default.price),
                missing: missing.unwrap_or(default.missing),
                window: window.unwrap_or(default.window),
            },
            source: source.map_or(Source::Either, Source::from),
        })
    }
}

impl From<Text> for Source {
    fn from(name: Text) -> Self {
        if name == "either" { Self::Either } else { Self::Named(name) }
    }
}

/// A source's name; `either` is none.
pub(crate) fn source_name(node: &Node<'_>) -> Result<Text, Refusal> {
    let name = node.text()?;
    if *name == "either" { Err(node.refuse(Why::EitherIsNoSource)) } else { Ok(name.clone()) }
}
