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

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;
use qazyq_exact::Day;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::frame::{self, Asset, misshapen, object};
use crate::answer::{Listing, Order, numbered};
use crate::bar::{Bar, Figure};
use crate::daily::unread_defect;
use crate::feed::{Answer, AnswerError, Ask, Part, Remark, Rows};
use crate::few::TenOfAKind;
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
    let mut told = TenOfAKind::default();
    let mut named: BTreeMap<&str, Option<Named<'_>>> =
        ask.keys.iter().map(|key| (key.as_str(), None)).collect();
    let mut assets = frame::assets(said.data)?.peekable();
    // One question and one asset without a key belong together: another id in it is then told as such.
    let first = assets.next();
    let only = ask.keys.first().filter(|_| ask.keys.len() == 1 && assets.peek().is_none());
    for asset in first.into_iter().chain(assets) {
        let key = key_of(&asset, only);
        match named.get_mut(&*key) {
            Some(Some(named)) => named.is_twice = true,
            Some(named) => *named = Some(Named { asset, is_twice: false }),
            None if told.has_room("not-asked-for") => {
                answer.remarks.push(Remark::NotAskedFor { key: excerpt(&key) });
            }
            None => {}
        }
    }

    for key in &ask.keys {
        // A key that was asked for twice is told of once.
        let Some(named) = named.remove(key.as_str()) else { continue };
        let read = match named {
            None => {
                answer.remarks.push(Remark::KeyAbsent { key: key.clone() });
                continue;
            }
            Some(Named { asset, is_twice: false }) => part(key, &asset, ask, retrieved, read_row),
            Some(Named { asset, is_twice: true }) => Err(misshapen(&asset.place, "each asset once")),
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

/// What stands under a key that was asked for.
struct Named<'a> {
    asset: Asset<'a>,
    /// Another asset stands there too.
    is_twice: bool,
}

/// The key that an asset is meant to answer; `only` if there is one of each.
fn key_of<'a>(asset: &Asset<'a>, only: Option<&'a String>) -> Cow<'a, str> {
    let own = || Series::of(asset).and_then(|series| series.id(asset)).ok().map(Cow::Owned);
    let named = asset.key.clone().or_else(|| only.map(|key| Cow::Borrowed(key.as_str())));
    // Without any of these it is named by where it stands, which nobody asks for.
    named.or_else(own).unwrap_or_else(|| asset.place.clone().into())
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
