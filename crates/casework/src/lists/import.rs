//! Taking in a list that somebody else keeps, with its act and the document that shows it.
//!
//! Which asset a row means is found by CoinMarketCap's id, the DTI, CAIP-19, or by a symbol that one asset alone has
//! and a name that does not contradict it. Where that does not tell, nobody guesses: the row stays on the list by the
//! name that it has there, and somebody says which asset it is.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use qazyq_exact::Day;
use qazyq_exact::id::{Caip19, Dti, Lei};
use qazyq_registry::entry::{Origin, OriginClass};
use qazyq_registry::form::{
    FormError, Wrong, check_address, check_long as text_long, check_short as text_short, parse_peg, peg_text,
};
use qazyq_registry::lists::{Lists, Stage, key};
use qazyq_registry::people::Right;
use qazyq_registry::what::{Authority, Component, Listed};
use serde_json::Value;

use super::published::{COLUMNS, MANY};
use super::{Change, difference_of};
use crate::Trouble;
use crate::book::{Asset, Book};
use crate::record::{Document, between_bars, check_short, without_guard};
use crate::workspace::{Draft, FileRef, What};

/// Most bytes of a list.
pub const LIST_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Most rows of a list.
const ROWS_MAX: usize = 10_000;

/// What somebody hands over as a list.
#[derive(Clone, Debug)]
pub struct ListFile {
    /// Whose list.
    pub authority: Authority,
    /// By which act.
    pub act: String,
    /// As it was on this day.
    pub of: Day,
    /// It is the whole list.
    pub whole: bool,
    /// The table.
    pub table: Document,
    /// What shows that the list is so.
    pub document: Option<Document>,
    /// Where it is public.
    pub address: Option<String>,
    /// What the table's columns are called, by what they are here; empty for our own names.
    pub columns: BTreeMap<String, String>,
    /// Which asset a row means, by the row's symbol or name.
    pub meant: BTreeMap<String, String>,
    /// When it was had.
    pub retrieved: Option<Timestamp>,
}

/// A list as it was taken in.
#[derive(Clone, Debug)]
pub struct Resolved {
    /// The entry.
    pub number: u64,
    /// Its rows.
    pub rows: Vec<Listed>,
    /// The journal had it already, so nothing was written.
    pub known_already: bool,
    /// It takes effect only when a second person approves it.
    pub pending: bool,
}

/// Reads a mapping of columns: `symbol=Symbol,name=Digital Asset`.
///
/// # Errors
/// Where it is none.
pub fn list_columns(text: &str) -> Result<BTreeMap<String, String>, Trouble> {
    let mut columns = BTreeMap::new();
    for pair in text.split(',') {
        let (name, column) = qazyq_market::columns::pair(pair)?;
        let is_ours = COLUMNS.contains(&name.as_str()) && name != "last_update" && name != "status";
        if !is_ours || columns.insert(name.to_owned(), column.to_owned()).is_some() {
            return Err(Trouble::FormFile { place: "--columns".to_owned(), what: pair.to_owned() });
        }
    }
    Ok(columns)
}

/// A list that was read and not refused, with what is kept of it.
struct Read {
    retrieved: Timestamp,
    /// The rows as the table tells them, each with its place.
    told: Vec<(String, Listed)>,
    file: FileRef,
    origin: Origin,
}

/// What is written where a list is taken in.
struct Decided {
    /// None where the journal says so already: then in that entry.
    new: Option<Draft>,
    rows: Vec<Listed>,
    known: Option<u64>,
}

/// What taking a list in would come to.
#[derive(Debug)]
pub struct SupposedList {
    /// Row by row.
    pub changes: ListChanges,
    /// The journal has it already, in this entry.
    pub known: Option<u64>,
    /// It takes effect when a second person approves it.
    pub pending: bool,
}

/// What a list of a day would do to the list as it is known for that day.
#[derive(Debug, Default)]
pub struct ListChanges {
    /// Each of its rows.
    pub rows: Vec<RowChange>,
    /// What would go off the list.
    pub removed: Vec<Listed>,
}

/// What a row would do to the list.
#[derive(Debug)]
pub struct RowChange {
    /// The row, as the list would have it.
    pub row: Listed,
    /// What the list says of it now.
    pub before: Option<Listed>,
    /// What would change; none where nothing would on that day.
    pub change: Option<Change>,
}

impl RowChange {
    /// Of what is said both before and after: the fields that differ, with what they say before and after.
    #[must_use]
    pub fn differing(&self) -> Vec<(String, String, String)> {
        let (Some(before), Ok(Value::Object(after))) = (&self.before, serde_json::to_value(&self.row)) else {
            return Vec::new();
        };
        let Ok(Value::Object(before)) = serde_json::to_value(before) else { return Vec::new() };
        let text = |value: Option<&Value>| match value {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Array(values)) if values.iter().all(Value::is_string) => {
                values.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
            }
            Some(other) => other.to_string(),
        };
        let mut before = before;
        let mut after = after;
        // A peg is told as people write it.
        for (said, row) in [(&mut before, self.before.as_ref()), (&mut after, Some(&self.row))] {
            if let Some(peg) = said.get_mut("peg") {
                *peg = Value::String(row.map(|row| peg_text(&row.peg)).unwrap_or_default());
            }
        }
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let told =
            names.into_iter().map(|name| (name.clone(), text(before.get(name)), text(after.get(name))));
        told.filter(|(_, was, is)| was != is).collect()
    }
}

/// What rows do to a list of a day, when what is known becomes another.
fn changes(
    rows: &[Listed],
    (before, after): (&Lists, &Lists),
    (authority, of): (Authority, Day),
) -> ListChanges {
    let differing = difference_of((before, of), (after, of), authority);
    let by_key = |lists: &Lists| -> BTreeMap<String, Listed> {
        lists.on(authority, of).map(|spell| (key(spell.row(of)), spell.row(of).clone())).collect()
    };
    let (rows_before, rows_after) = (by_key(before), by_key(after));
    let changed: BTreeMap<String, &Change> =
        differing.iter().map(|(spell, change)| (key(spell.row(of)), change)).collect();
    let change = |row: &Listed| {
        let key = key(row);
        RowChange {
            row: rows_after.get(&key).unwrap_or(row).clone(),
            before: rows_before.get(&key).cloned(),
            change: changed.get(&key).map(|change| (*change).clone()),
        }
    };
    let removed = differing.iter().filter(|(_, change)| *change == Change::Removed);
    ListChanges {
        rows: rows.iter().map(change).collect(),
        removed: removed.map(|(spell, _)| spell.row(of).clone()).collect(),
    }
}

impl Book {
    /// Takes a list in.
    ///
    /// # Errors
    /// Where it is none, names an asset that is not known, or whoever acts may not; then nothing is written.
    pub fn import_list(&mut self, handed: &ListFile, now: Timestamp) -> Result<Resolved, Trouble> {
        self.require(Right::Record, now)?;
        let read = self.read_list(handed, now)?;
        let decide = |book: &Self, _: Option<&str>| {
            let Decided { new, rows, known } = book.decide_list(&read, handed)?;
            Ok((new.into_iter().collect(), (rows, known)))
        };
        let (first, (rows, known)) = self.write_with(Right::Record, now, Vec::new(), decide)?;
        let number = first.or(known).unwrap_or_default();
        let lists = self.lists(Timestamp::MAX);
        let pending = lists.import_of(number).is_some_and(|taken| taken.stage == Stage::Open);
        Ok(Resolved { number, rows, known_already: known.is_some(), pending })
    }

    /// What taking a list in would come to. Nothing is written to the journal; the table and the document are kept under their digests, where they
    /// mean nothing until an entry names them.
    ///
    /// # Errors
    /// As [`Book::import_list`], rights apart.
    pub fn suppose_list(&self, handed: &ListFile, now: Timestamp) -> Result<SupposedList, Trouble> {
        let read = self.read_list(handed, now)?;
        let Decided { new, rows, known } = self.decide_list(&read, handed)?;
        let before = self.lists(Timestamp::MAX);
        // As if it were nobody's: nobody needs a second person, so that it is seen what would be.
        let after = self.with_at_its_end(new.as_slice(), now).lists(Timestamp::MAX);
        let authority = handed.authority;
        let changes = changes(&rows, (&before, &after), (authority, handed.of));
        let pending = known.is_none() && !self.people().is_empty() && before.is_kept(authority);
        Ok(SupposedList { changes, known, pending })
    }

    /// What an import that waits for a second person would do to the list of its day; nothing where none waits.
    #[must_use]
    pub fn import_changes(&self, import: u64, now: Timestamp) -> Option<ListChanges> {
        let before = self.lists(Timestamp::MAX);
        let taken = before.import_of(import).filter(|taken| taken.stage == Stage::Open)?;
        let approval = Draft::new(now, What::Approval { proposal: import, note: None, verdict: None });
        let after = self.with_at_its_end(&[approval], now).lists(Timestamp::MAX);
        Some(changes(&taken.rows, (&before, &after), (taken.authority, taken.of)))
    }

    /// Reads a list, and keeps its files.
    fn read_list(&self, handed: &ListFile, now: Timestamp) -> Result<Read, Trouble> {
        check_short("act", &handed.act)?;
        let refuse = |field: &str, why| Trouble::Form {
            place: String::new(),
            error: FormError { field: field.to_owned(), why },
        };
        handed.address.iter().try_for_each(|a| check_address(a).map_err(|why| refuse("address", why)))?;
        let retrieved = handed.retrieved.unwrap_or(now);
        if retrieved > now {
            return Err(Trouble::InTheFuture(retrieved.to_string()));
        }
        let told = read(handed)?;
        let document = handed.document.as_ref();
        document.map_or(Ok(()), Document::check)?;
        let file = self.workspace().keep(&handed.table.name, &handed.table.bytes)?;
        let document = document.map(|d| self.workspace().keep(&d.name, &d.bytes)).transpose()?;
        let origin = Origin {
            class: Some(OriginClass::OfficialRegister),
            address: handed.address.clone(),
            document,
            line: None,
            demonstration: false,
        };
        Ok(Read { retrieved, told, file, origin })
    }

    fn decide_list(&self, read: &Read, handed: &ListFile) -> Result<Decided, Trouble> {
        let rows = self.resolved(&read.told, handed)?;
        let what = What::ListImport {
            authority: handed.authority,
            act: handed.act.clone(),
            of: handed.of,
            file: read.file.clone(),
            whole: handed.whole,
            rows: rows.clone(),
        };
        let same = self.entries().iter().rev().find(
            |e| matches!(&e.what, What::ListImport { authority, .. } if *authority == handed.authority),
        );
        // What was rejected or recalled may be handed in again.
        let lists = self.lists(Timestamp::MAX);
        let is_void = |number| {
            let taken = lists.import_of(number);
            taken.is_some_and(|taken| matches!(taken.stage, Stage::Rejected | Stage::Recalled))
        };
        let same = same.filter(|entry| entry.what == what && entry.origin == read.origin);
        let known = same.map(|entry| entry.number).filter(|number| !is_void(*number));
        let draft = Draft { origin: read.origin.clone(), ..Draft::new(read.retrieved, what) };
        Ok(Decided { new: known.is_none().then_some(draft), rows, known })
    }

    /// The rows with the assets that they mean; each asset at most once on any day.
    fn resolved(&self, told: &[(String, Listed)], handed: &ListFile) -> Result<Vec<Listed>, Trouble> {
        let (assets, meant) = (self.assets(), &handed.meant);
        for asset in meant.values() {
            self.asset(asset)?;
        }
        let resolve = |(_, row): &(String, Listed)| {
            let names = [&row.symbol, &row.name];
            let said = names.into_iter().flatten().find_map(|name| meant.get(name)).cloned();
            let asset = said.or_else(|| meaning(row, &assets));
            // An id that is not known here is no id; but it is what the list said.
            let told = row.asset.clone().or(row.told.clone()).filter(|_| asset.is_none());
            Listed { asset, told, ..row.clone() }
        };
        let rows: Vec<Listed> = told.iter().map(resolve).collect();
        let mut seen: BTreeMap<String, Vec<&Listed>> = BTreeMap::new();
        for ((place, _), row) in told.iter().zip(&rows) {
            let others = seen.entry(key(row)).or_default();
            if others.iter().any(|other| have_a_day_in_common(other, row, handed.of)) {
                let names = [&row.asset, &row.told, &row.symbol, &row.name];
                let what = names.into_iter().flatten().next().cloned().unwrap_or_default();
                return Err(Trouble::FormFile { place: place.clone(), what });
            }
            others.push(row);
        }
        Ok(rows)
    }
}

/// Whether two rows of a list as it was on the day `of` have a day in common; a row without `from` begins with the list.
fn have_a_day_in_common(one: &Listed, other: &Listed, of: Day) -> bool {
    let begins = |row: &Listed| row.from.unwrap_or(row.until.map_or(of, |until| of.min(until)));
    let ends_behind = |row: &Listed, day| row.until.is_none_or(|until| day < until);
    ends_behind(one, begins(other)) && ends_behind(other, begins(one))
        || one.from == other.from && one.until == other.until
}

/// Which asset a row means, where that can be told.
fn meaning(row: &Listed, assets: &[Asset]) -> Option<String> {
    if let Some(id) = &row.asset {
        return assets.iter().find(|asset| asset.id == *id).map(|asset| asset.id.clone());
    }
    let by = |is: &dyn Fn(&Asset) -> bool| {
        let mut found = assets.iter().filter(|asset| is(asset));
        let one = found.next()?;
        found.next().is_none().then(|| one.id.clone())
    };
    if row.coinmarketcap.is_some() {
        return by(&|asset| asset.coinmarketcap == row.coinmarketcap);
    }
    if row.dti.is_some()
        && let Some(found) = by(&|asset| asset.dti == row.dti)
    {
        return Some(found);
    }
    if let Some(found) = by(&|asset| row.caip19.iter().any(|id| asset.caip19.contains(id))) {
        return Some(found);
    }
    let symbol = row.symbol.as_ref()?;
    let contradicts = |asset: &Asset| match (&asset.name, &row.name) {
        (Some(one), Some(other)) => one.to_lowercase() != other.to_lowercase(),
        _ => false,
    };
    let shared = assets.iter().filter(|asset| asset.symbol.as_ref() == Some(symbol)).count();
    by(&|asset| shared == 1 && asset.symbol.as_ref() == Some(symbol) && !contradicts(asset))
}

/// The rows as the table tells them.
fn read(handed: &ListFile) -> Result<Vec<(String, Listed)>, Trouble> {
    let name = &handed.table.name;
    let broken =
        |place: &str, what: &str| Trouble::FormFile { place: place.to_owned(), what: what.to_owned() };
    if handed.table.bytes.len() > LIST_BYTES_MAX {
        return Err(broken(name, &format!("> {LIST_BYTES_MAX} B")));
    }
    let text = std::str::from_utf8(&handed.table.bytes).map_err(|error| broken(name, &error.to_string()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let cells = if name.ends_with(".json") { of_json(text)? } else { of_csv(text, &handed.columns)? };
    if cells.len() > ROWS_MAX {
        return Err(broken(name, &format!("> {ROWS_MAX}")));
    }
    cells.into_iter().map(|(place, cells)| Ok((place.clone(), row(&place, cells, handed)?))).collect()
}

type Cells = BTreeMap<String, Vec<String>>;

fn of_csv(text: &str, columns: &BTreeMap<String, String>) -> Result<Vec<(String, Cells)>, Trouble> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let broken = |place: String, what: String| Trouble::FormFile { place, what };
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(str::to_owned).collect(),
        Err(error) => return Err(broken("line 1".to_owned(), error.to_string())),
    };
    let mut places = Vec::new();
    if columns.is_empty() {
        for (at, name) in header.iter().enumerate() {
            if !COLUMNS.contains(&name.as_str()) {
                return Err(broken("line 1".to_owned(), name.clone()));
            }
            places.push((name.clone(), at));
        }
    }
    for (name, column) in columns {
        let at = header.iter().position(|other| other == column);
        places.push((name.clone(), at.ok_or_else(|| broken("line 1".to_owned(), column.clone()))?));
    }
    let mut rows = Vec::new();
    for (line, record) in (2_u64..).zip(reader.records()) {
        let record = record.map_err(|error| broken(format!("line {line}"), error.to_string()))?;
        let place = format!("line {}", record.position().map_or(line, csv::Position::line));
        let cell = |(name, at): &(String, usize)| {
            let cell = record.get(*at).unwrap_or_default();
            let values =
                if MANY.contains(&name.as_str()) { between_bars(cell) } else { vec![cell.to_owned()] };
            let values = values.iter().map(|text| without_guard(text)).filter(|text| !text.is_empty());
            (name.clone(), values.collect())
        };
        rows.push((place, places.iter().map(cell).collect()));
    }
    Ok(rows)
}

fn of_json(text: &str) -> Result<Vec<(String, Cells)>, Trouble> {
    let broken = |place: String, what: String| Trouble::FormFile { place, what };
    let list: Value =
        serde_json::from_str(text).map_err(|e| broken(format!("line {}", e.line()), e.to_string()))?;
    if list.get("format").and_then(Value::as_str) != Some("qazyq.list/1") {
        return Err(broken("format".to_owned(), "qazyq.list/1".to_owned()));
    }
    let Some(Value::Array(entries)) = list.get("entries") else {
        return Err(broken("entries".to_owned(), "[…]".to_owned()));
    };
    let mut rows = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        let place = format!("entries[{place}]");
        let Value::Object(entry) = entry else { return Err(broken(place, "{…}".to_owned())) };
        let mut cells = Cells::new();
        for (name, value) in entry {
            if !COLUMNS.contains(&name.as_str()) {
                return Err(broken(place, name.clone()));
            }
            let values: Option<Vec<String>> = match value {
                Value::String(text) => Some(vec![text.clone()]),
                Value::Array(values) => values.iter().map(|v| v.as_str().map(str::to_owned)).collect(),
                _ => None,
            };
            let values = values.ok_or_else(|| broken(format!("{place}.{name}"), "text".to_owned()))?;
            cells.insert(name.clone(), values);
        }
        rows.push((place, cells));
    }
    Ok(rows)
}

/// What is wrong with an identifier.
fn wrong_id(code: &'static str, mut args: Vec<(&'static str, String)>) -> Wrong {
    args.retain(|(name, _)| *name != "text");
    Wrong { code, args }
}

/// A row, checked.
fn row(place: &str, mut cells: Cells, handed: &ListFile) -> Result<Listed, Trouble> {
    let refuse = |field: &str, why: Wrong| Trouble::Form {
        place: place.to_owned(),
        error: FormError { field: field.to_owned(), why },
    };
    let wrong = |code, text: &str| Wrong { code, args: vec![("text", text.chars().take(80).collect())] };
    let mut one = |field: &str| cells.remove(field).and_then(|mut values| values.pop());
    let day = |field: &str, text: Option<String>| -> Result<Option<Day>, Trouble> {
        let read = |text: String| text.parse().map_err(|_| refuse(field, wrong("field-is-no-day", &text)));
        text.map(read).transpose()
    };
    let coinmarketcap = one("coinmarketcap");
    // As forms read numbers: as it is printed and in no other way, and exact in JSON.
    let number = |text: String| {
        let number = text.parse::<u64>().ok().filter(|n| n.to_string() == text && (1..1 << 53).contains(n));
        number.ok_or_else(|| refuse("coinmarketcap", wrong("field-is-no-number", &text)))
    };
    let peg = one("peg");
    let components = |text: String| {
        let peg = parse_peg(&text).ok_or_else(|| refuse("peg", wrong("field-is-no-peg", &text)))?;
        Ok::<_, Trouble>(peg.into_iter().map(Component::from).collect())
    };
    let status = one("status");
    let suspended_from = day("suspended_from", one("suspended_from"))?;
    let listed = Listed {
        asset: one("asset"),
        told: one("told"),
        demonstration: one("demonstration").as_deref() == Some("true"),
        symbol: one("symbol"),
        name: one("name"),
        coinmarketcap: coinmarketcap.map(number).transpose()?,
        dti: one("dti"),
        issuer: one("issuer"),
        lei: one("lei"),
        peg: peg.map(components).transpose()?.unwrap_or_default(),
        from: day("from", one("from"))?,
        until: day("until", one("until"))?,
        suspended_from: suspended_from.or((status.as_deref() == Some("suspended")).then_some(handed.of)),
        act: one("act").or_else(|| Some(handed.act.clone())),
        reason: one("reason"),
        comment: one("comment"),
        caip19: cells.remove("caip19").unwrap_or_default(),
    };
    let shorts = [
        ("asset", &listed.asset),
        ("told", &listed.told),
        ("symbol", &listed.symbol),
        ("name", &listed.name),
        ("dti", &listed.dti),
        ("issuer", &listed.issuer),
        ("lei", &listed.lei),
        ("act", &listed.act),
    ];
    for (field, text) in shorts {
        text.iter().try_for_each(|text| text_short(text)).map_err(|why| refuse(field, why))?;
    }
    if let Some(text) = &listed.dti {
        text.parse::<Dti>().map_err(|error| refuse("dti", wrong_id(error.code(), error.args())))?;
    }
    if let Some(text) = &listed.lei {
        text.parse::<Lei>().map_err(|error| refuse("lei", wrong_id(error.code(), error.args())))?;
    }
    for text in &listed.caip19 {
        text.parse::<Caip19>().map_err(|error| refuse("caip19", wrong_id(error.code(), error.args())))?;
    }
    for (field, text) in [("reason", &listed.reason), ("comment", &listed.comment)] {
        text.iter().try_for_each(|text| text_long(text)).map_err(|why| refuse(field, why))?;
    }
    if listed.symbol.is_none() && listed.name.is_none() && listed.asset.is_none() && listed.told.is_none() {
        return Err(refuse("symbol", Wrong { code: "field-is-missing", args: Vec::new() }));
    }
    if let (Some(from), Some(until)) = (listed.from, listed.until)
        && until <= from
    {
        return Err(refuse("until", Wrong { code: "field-ends-before-it-begins", args: Vec::new() }));
    }
    Ok(listed)
}
