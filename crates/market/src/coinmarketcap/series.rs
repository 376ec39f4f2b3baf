//! Series in answers: of each asset that was asked for its days, whichever endpoint tells of them.
//!
//! ```text
//! data ── assets ──▶ whose? ── quotes ──▶ row ── bar? ──▶ Part { bars, rejected, defects }
//!                     │ nobody's, another's         └ no: rejected
//!                     └ a remark
//! ```
//!
//! An endpoint tells how one of its rows names its day and where the figures stand; all else is here. A day that was not
//! asked for counts as well: it is what the source says.

use jiff::Timestamp;
use qazyq_exact::Day;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::frame::{self, Asset, misshapen, object};
use crate::answer::{Listing, Order, numbered};
use crate::bar::{Bar, Figure};
use crate::daily::unread_defect;
use crate::feed::{Answer, AnswerError, Ask, Part, Remark, Rows};
use crate::finding::{DefectKind, Rejection, excerpt};
use crate::json;

/// What a row says: its day, and its figures as they stand there.
pub(super) struct Told<'a> {
    pub(super) day: Day,
    pub(super) figures: Vec<(Figure, Option<&'a RawValue>)>,
}

/// Why a row gives no bar.
pub(super) enum Skip {
    /// It is no bar.
    Rejected(Rejection),
    /// It shows that what is said of its asset cannot be used.
    Unusable(AnswerError),
}

impl From<Rejection> for Skip {
    fn from(why: Rejection) -> Self {
        Self::Rejected(why)
    }
}

impl From<AnswerError> for Skip {
    fn from(why: AnswerError) -> Self {
        Self::Unusable(why)
    }
}

/// A row with where it stands and what it must agree with.
pub(super) struct Row<'a, 'b> {
    pub(super) raw: &'a RawValue,
    pub(super) place: &'b str,
    pub(super) currency: &'b str,
    pub(super) retrieved: Timestamp,
}

/// How an endpoint's row is read.
pub(super) type ReadRow = for<'a, 'b> fn(&Row<'a, 'b>) -> Result<Told<'a>, Skip>;

/// Reads an answer.
///
/// # Errors
/// Where it is none, or has no assets in it.
pub(super) fn read(
    ask: &Ask,
    bytes: &[u8],
    retrieved: Timestamp,
    read_row: ReadRow,
) -> Result<Answer, AnswerError> {
    let said = frame::open(bytes)?;
    let mut answer = Answer::default();
    let mut named = Vec::new();
    for (key, asset) in by_key(ask, frame::assets(said.data)?) {
        match ask.keys.contains(&key) {
            true => named.push((key, asset)),
            false => answer.remarks.push(Remark::NotAskedFor { key: excerpt(&key) }),
        }
    }

    for (place, key) in ask.keys.iter().enumerate() {
        if ask.keys.iter().take(place).any(|earlier| earlier == key) {
            continue;
        }
        let mut of_key = named.iter().filter(|(named, _)| named == key);
        let read = match (of_key.next(), of_key.next()) {
            (None, _) => {
                answer.remarks.push(Remark::KeyAbsent { key: key.clone() });
                continue;
            }
            (Some((_, asset)), None) => part(key, asset, ask, retrieved, read_row),
            (Some((_, asset)), Some(_)) => Err(misshapen(&asset.place, "each asset once")),
        };
        match read {
            Ok((part, remark)) => {
                answer.remarks.extend(remark);
                answer.parts.push(part);
            }
            Err(error) => {
                answer.remarks.push(Remark::PartUnusable { key: key.clone(), error: Box::new(error) });
            }
        }
    }
    Ok(answer)
}

/// The assets with the keys that they are meant to answer.
fn by_key<'a>(ask: &Ask, assets: Vec<Asset<'a>>) -> Vec<(String, Asset<'a>)> {
    // One question and one asset without a key belong together: another id in it is then told as such.
    let only = match (ask.keys.as_slice(), assets.len()) {
        ([key], 1) => Some(key.clone()),
        _ => None,
    };
    let key_of = |asset: &Asset<'_>| {
        let own = || Series::of(asset).and_then(|series| series.id(asset)).ok();
        // Without any of these it is named by where it stands, which nobody asks for.
        asset.key.clone().or_else(|| only.clone()).or_else(own).unwrap_or_else(|| asset.place.clone())
    };
    assets.into_iter().map(|asset| (key_of(&asset), asset)).collect()
}

#[derive(Deserialize)]
struct Series<'a> {
    #[serde(borrow)]
    id: Option<&'a RawValue>,
    #[serde(borrow)]
    quotes: Option<&'a RawValue>,
}

impl<'a> Series<'a> {
    fn of(asset: &Asset<'a>) -> Result<Self, AnswerError> {
        object(asset.raw, &asset.place)
    }

    fn id(&self, asset: &Asset<'_>) -> Result<String, AnswerError> {
        Ok(frame::needed_whole(self.id, &format!("{}.id", asset.place))?.to_string())
    }
}

/// What is said of one asset, and what is odd about it as a whole.
fn part(
    key: &str,
    asset: &Asset<'_>,
    ask: &Ask,
    retrieved: Timestamp,
    read_row: ReadRow,
) -> Result<(Part, Option<Remark>), AnswerError> {
    let series = Series::of(asset)?;
    let found = series.id(asset)?;
    if found != key {
        return Err(AnswerError::AnotherKey { asked: key.to_owned(), found });
    }
    let place = format!("{}.quotes", asset.place);
    let quotes = series.quotes.ok_or_else(|| misshapen(&place, "a list"))?;

    let mut listing = Listing::new();
    for (number, raw) in numbered(frame::list(quotes, &place)?) {
        let row = Row { raw, place: &format!("{place}[{number}]"), currency: &ask.currency, retrieved };
        let read = match read_row(&row) {
            Ok(told) => Ok(bar(&told)),
            Err(Skip::Rejected(why)) => Err(why),
            Err(Skip::Unusable(error)) => return Err(error),
        };
        listing.take(number, read, retrieved);
    }
    listing.part(key, Order::OldestFirst, Rows::Bars)
}

/// The bar that a row gives. A figure that its endpoint does not have is not reported as absent.
fn bar(told: &Told<'_>) -> (Bar, Vec<DefectKind>) {
    let mut defects = Vec::new();
    let mut bar = Bar::of(told.day);
    for &(figure, raw) in &told.figures {
        let amount = json::figure(raw)
            .map_err(|unread| defects.push(unread_defect(unread, figure, json::shown(raw))))
            .ok();
        bar.set(figure, amount);
    }
    bar.oddities(&mut defects);
    (bar, defects)
}
