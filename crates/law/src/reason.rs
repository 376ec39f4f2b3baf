//! Reasons: why a criterion came out as it did, and where it did not, which evidence is missing.
//!
//! A reason is typed and speaks no language. Its message, and for a missing piece of evidence the way to get it,
//! stand in the locales under `reason-` and its code.

use qazyq_exact::{Amount, Day, Ratio};

use crate::json::{Text, Value};
use crate::outcome::Outcome;

/// The five criteria, in the order of the paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Criterion {
    /// Public information on the value against national currencies.
    ValueInformation,
    /// Average daily deviation of the market price.
    Stability,
    /// Information on asset, backing, issuer and mechanism.
    Disclosure,
    /// Capitalisation and volume on CoinMarketCap.
    MarketPresence,
    /// No court decision or order against asset or issuer.
    LegalStanding,
}

impl Criterion {
    /// All five.
    pub const ALL: [Self; 5] = [
        Self::ValueInformation,
        Self::Stability,
        Self::Disclosure,
        Self::MarketPresence,
        Self::LegalStanding,
    ];

    /// The name in a verdict and in the law's paragraphs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ValueInformation => "value_information",
            Self::Stability => "stability",
            Self::Disclosure => "disclosure",
            Self::MarketPresence => "market_presence",
            Self::LegalStanding => "legal_standing",
        }
    }
}

/// A value named in a reason, as JSON writes it.
trait Named {
    fn to_value(&self) -> Value;
}

/// A value named in a reason, as a [`Ground`] has it: borrowed where a copy would cost memory of its own.
pub trait Lend {
    /// What is lent.
    type Lent<'a>: Copy;

    /// Lends it.
    fn lend(&self) -> Self::Lent<'_>;

    /// A value of its own like the one that was lent.
    fn keep(lent: Self::Lent<'_>) -> Self;
}

macro_rules! lent_by_reference {
    ($($type:ty),+) => { $(impl Lend for $type {
        type Lent<'a> = &'a Self;

        fn lend(&self) -> &Self {
            self
        }

        fn keep(lent: &Self) -> Self {
            lent.clone()
        }
    })+ };
}
lent_by_reference!(Text, Ratio, Amount);

macro_rules! lent_as_it_is {
    ($($type:ty),+) => { $(impl Lend for $type {
        type Lent<'a> = Self;

        fn lend(&self) -> Self {
            *self
        }

        fn keep(lent: Self) -> Self {
            lent
        }
    })+ };
}
lent_as_it_is!(Day, u32, &'static str);

impl<T: Lend> Lend for Option<T> {
    type Lent<'a> = Option<T::Lent<'a>>;

    fn lend(&self) -> Self::Lent<'_> {
        self.as_ref().map(T::lend)
    }

    fn keep(lent: Self::Lent<'_>) -> Self {
        lent.map(T::keep)
    }
}

impl Named for Text {
    fn to_value(&self) -> Value {
        self.into()
    }
}

impl Named for &'static str {
    fn to_value(&self) -> Value {
        (*self).into()
    }
}

impl Named for u32 {
    fn to_value(&self) -> Value {
        (*self).into()
    }
}

impl<T: Named> Named for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map(Named::to_value).into()
    }
}

macro_rules! named_as_printed {
    ($($type:ty),+) => { $(impl Named for $type {
        fn to_value(&self) -> Value {
            self.to_string().into()
        }
    })+ };
}
named_as_printed!(Day, Ratio, Amount);

macro_rules! reasons {
    ($( $(#[$doc:meta])* $criterion:ident $outcome:ident $name:ident $code:literal { $( $(#[$field_doc:meta])* $field:ident: $type:ty, )* } )+) => {
        /// Why a criterion came out as it did.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Reason { $( $(#[$doc])* $name { $( $(#[$field_doc])* $field: $type, )* }, )+ }

        impl Reason {
            /// Every reason: its code, its criterion, its outcome and what it names.
            pub const ALL: &'static [(&'static str, Criterion, Outcome, &'static [&'static str])] = &[
                $( ($code, Criterion::$criterion, Outcome::$outcome, &[$( stringify!($field), )*]), )+
            ];

            /// A short sentence: the name of its message in the locales.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self { $( Self::$name { .. } => $code, )+ }
            }

            /// The criterion that it belongs to.
            #[must_use]
            pub fn criterion(&self) -> Criterion {
                match self { $( Self::$name { .. } => Criterion::$criterion, )+ }
            }

            /// What it speaks for, alone.
            #[must_use]
            pub fn outcome(&self) -> Outcome {
                match self { $( Self::$name { .. } => Outcome::$outcome, )+ }
            }

            /// What it names, by the names of the locales.
            #[must_use]
            pub fn args(&self) -> Vec<(&'static str, Value)> {
                match self { $( Self::$name { $( $field, )* } => vec![$( (stringify!($field), $field.to_value()), )*], )+ }
            }

            /// The same, lent.
            #[must_use]
            pub fn lend(&self) -> Ground<'_> {
                match self { $( Self::$name { $( $field, )* } => Ground::$name { $( $field: $field.lend(), )* }, )+ }
            }
        }

        /// A [`Reason`] that borrows what it names from the law and the case: nothing is copied until somebody keeps it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Ground<'a> { $( $(#[$doc])* $name { $( $(#[$field_doc])* $field: <$type as Lend>::Lent<'a>, )* }, )+ }

        impl Ground<'_> {
            /// What it speaks for, alone.
            #[must_use]
            pub fn outcome(self) -> Outcome {
                match self { $( Self::$name { .. } => Outcome::$outcome, )+ }
            }

            /// The same, with everything that it names.
            #[must_use]
            pub fn keep(self) -> Reason {
                match self { $( Self::$name { $( $field, )* } => Reason::$name { $( $field: Lend::keep($field), )* }, )+ }
            }
        }
    };
}

reasons! {
    /// No peg is declared.
    ValueInformation Undetermined PegUnknown "peg_unknown" {}
    /// The peg has a component that is no national currency.
    ValueInformation NotMet ComponentIsNoNationalCurrency "component_is_no_national_currency" {
        /// The component's code.
        currency: Text,
    }
    /// A peg is declared, but not where that is said in public.
    ValueInformation Undetermined PegSourceUnknown "peg_source_unknown" {}
    /// The peg is declared and says where that is public.
    ValueInformation Met PegIsPublic "peg_is_public" {
        /// Where.
        url: Text,
    }

    /// The case has no series at all.
    Stability Undetermined NoSeries "no_series" {}
    /// The reading names a source of which the case has no series.
    Stability Undetermined SourceNotThere "source_not_there" {
        /// The source.
        source: Text,
    }
    /// Without a peg there is nothing to hold the price against.
    Stability Undetermined NothingToDeviateFrom "nothing_to_deviate_from" {
        /// The series.
        source: Text,
    }
    /// The series is quoted in a token, and the chain of conversion to a currency is not there.
    Stability Undetermined QuotedInAToken "quoted_in_a_token" {
        /// The series.
        source: Text,
        /// The token.
        currency: Text,
    }
    /// On some day of the window no exchange rate serves.
    Stability Undetermined RateMissing "rate_missing" {
        /// The series.
        source: Text,
        /// The currency of the peg.
        base: Text,
        /// The currency of the series.
        quote: Text,
        /// The first such day.
        day: Day,
        /// How many such days.
        days: u32,
    }
    /// On some day of the window the series has no such price, and none may stand in.
    Stability Undetermined PriceMissing "price_missing" {
        /// The series.
        source: Text,
        /// Which price.
        price: &'static str,
        /// The first such day.
        day: Day,
        /// How many such days.
        days: u32,
    }
    /// The figure keeps the limit.
    Stability Met DeviationWithinLimit "deviation_within_limit" {
        /// The series.
        source: Text,
        /// The figure.
        deviation: Ratio,
        /// The limit.
        limit: Ratio,
    }
    /// The figure is above the limit.
    Stability NotMet DeviationAboveLimit "deviation_above_limit" {
        /// The series.
        source: Text,
        /// The figure.
        deviation: Ratio,
        /// The limit.
        limit: Ratio,
        /// The day that deviates most.
        day: Day,
    }

    /// Nothing is known of the item.
    Disclosure Undetermined ItemUnknown "item_unknown" {
        /// Which.
        item: Text,
    }
    /// The item is said to be published, but not where.
    Disclosure Undetermined ItemWithoutAddress "item_without_address" {
        /// Which.
        item: Text,
    }
    /// The item was published only after the assessment date.
    Disclosure Undetermined ItemPublishedLater "item_published_later" {
        /// Which.
        item: Text,
        /// When.
        published: Day,
    }
    /// The item was looked for and not found.
    Disclosure NotMet ItemAbsent "item_absent" {
        /// Which.
        item: Text,
        /// When it was last looked for.
        looked_for_on: Option<Day>,
    }
    /// The item is published.
    Disclosure Met ItemPublished "item_published" {
        /// Which.
        item: Text,
        /// Where.
        url: Text,
        /// Since when.
        published: Option<Day>,
        /// Days from then to the assessment date.
        age_days: Option<u32>,
    }
    /// The item is published, but so long ago that it deserves a look.
    Disclosure Met ItemPublishedLongAgo "item_published_long_ago" {
        /// Which.
        item: Text,
        /// Where.
        url: Text,
        /// Since when.
        published: Day,
        /// Days from then to the assessment date.
        age_days: u32,
    }

    /// The asset is known not to be listed on CoinMarketCap.
    MarketPresence NotMet NotListed "not_listed" {}
    /// CoinMarketCap's bar of the assessment date, or of the day before, is not there.
    MarketPresence Undetermined BarMissing "bar_missing" {
        /// The source that must have it.
        source: Text,
        /// The latest day that would do.
        day: Day,
    }
    /// The bar has no capitalisation.
    MarketPresence Undetermined MarketCapMissing "market_cap_missing" {
        /// The bar's day.
        day: Day,
    }
    /// The bar has no volume.
    MarketPresence Undetermined VolumeMissing "volume_missing" {
        /// The bar's day.
        day: Day,
    }
    /// The volume is zero or less.
    MarketPresence NotMet VolumeNotPositive "volume_not_positive" {
        /// The bar's day.
        day: Day,
        /// The volume.
        volume: Amount,
    }
    /// The capitalisation is zero or less.
    MarketPresence NotMet MarketCapNotPositive "market_cap_not_positive" {
        /// The bar's day.
        day: Day,
        /// The capitalisation.
        market_cap: Amount,
    }
    /// The capitalisation is zero or less because CoinMarketCap has not verified the supply.
    MarketPresence Undetermined MarketCapSelfReported "market_cap_self_reported" {
        /// The bar's day.
        day: Day,
    }
    /// Both figures are there and positive.
    MarketPresence Met FiguresPresent "figures_present" {
        /// The bar's day.
        day: Day,
        /// The volume.
        volume: Amount,
        /// The capitalisation.
        market_cap: Amount,
    }

    /// A court decision or an order is in force.
    LegalStanding NotMet EventInForce "event_in_force" {
        /// `court_decision` or `order`.
        kind: &'static str,
        /// Against whom.
        subject: &'static str,
        /// Whose.
        body: Option<Text>,
        /// What it is called.
        title: Option<Text>,
        /// Since when.
        since: Day,
    }
    /// No register was checked for the subject within the law's days.
    LegalStanding Undetermined NotChecked "not_checked" {
        /// `asset` or `issuer`.
        subject: &'static str,
        /// The latest check before, if any: too old.
        last: Option<Day>,
    }
    /// A register's latest check found something that nobody has looked into.
    LegalStanding Undetermined CheckFoundSomething "check_found_something" {
        /// `asset` or `issuer`.
        subject: &'static str,
        /// Which register.
        register: Text,
        /// When.
        on: Day,
    }
    /// A register's latest check is clean.
    LegalStanding Met CheckIsClean "check_is_clean" {
        /// `asset` or `issuer`.
        subject: &'static str,
        /// Which register.
        register: Text,
        /// When.
        on: Day,
    }
}

impl Reason {
    /// As a verdict writes it: criterion and code first, then what it names.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let head =
            [("criterion", Value::from(self.criterion().as_str())), ("reason", Value::from(self.code()))];
        Value::object(head.into_iter().chain(self.args()))
    }
}

/// What a criterion comes to, and why.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The outcome.
    pub outcome: Outcome,
    /// Why; at least one.
    pub reasons: Vec<Reason>,
}

impl Finding {
    /// What grounds come to that must all be met.
    pub(crate) fn of<'a>(grounds: impl IntoIterator<Item = Ground<'a>>) -> Self {
        let reasons: Vec<Reason> = grounds.into_iter().map(Ground::keep).collect();
        Self { outcome: Outcome::all(reasons.iter().map(Reason::outcome)), reasons }
    }
}
