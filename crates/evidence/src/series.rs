//! Series: one source's bars of one asset, made of its files and of the lake's rows, and what was told differently.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use qazyq_exact::{Amount, Day};
use qazyq_law::json::Value;
use qazyq_market::days::{self, DayCut};
use qazyq_market::klines::{Candle, Interval};
use qazyq_market::merge::{self, Observation};
use qazyq_market::{Bar, Defect, Figure, archive, coinmarketcap, columns, klines, kraken};
use qazyq_registry::what::ReadAs;

use crate::Fault;
use crate::facts::one_or_list;
use crate::parquet;

/// One source's series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// Whose.
    pub source: String,
    /// In which currency.
    pub currency: String,
    /// Whose midnight ends a day.
    pub cut: DayCut,
    /// The bars, by day.
    pub days: BTreeMap<Day, DayBar>,
    /// Days of which different figures were had.
    pub restatements: Vec<Restated>,
    /// Days that stand in more than one file with the same figures.
    pub repeated: usize,
    /// Days of which candles are there, but not all, so that they have no bar.
    pub uncovered: Vec<Day>,
    /// The bytes that it was made of.
    pub evidence: Vec<Evidence>,
    /// It was in a token, and is converted.
    pub converted: Option<Converted>,
}

/// Bytes that say something of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The place among all that a workspace knows: an entry's number, or 2^40 and a receipt's.
    pub number: u64,
    /// Where they came from.
    pub whence: Whence,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// When they were had.
    pub retrieved: Timestamp,
}

/// Where bytes came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whence {
    /// Somebody handed over a file of that name.
    File(String),
    /// The program asked for it at that address.
    Address(String),
}

impl Whence {
    /// The name or the address.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::File(text) | Self::Address(text) => text,
        }
    }

    /// What a case calls it.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::File(_) => "file",
            Self::Address(_) => "address",
        }
    }
}

impl Evidence {
    /// As an `origin` has it.
    #[must_use]
    pub fn to_entries(&self) -> [(&'static str, Value); 3] {
        [
            (self.whence.kind(), self.whence.as_str().into()),
            ("sha256", self.sha256.as_str().into()),
            ("retrieved", self.retrieved.to_string().into()),
        ]
    }
}

/// A receipt of the lake has its number and this as the number of its bytes: larger than the number of any entry of the journal.
pub const LAKE: u64 = 1 << 40;

/// How a series in a token came to be in a currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted {
    /// The token, as an asset of the workspace.
    pub through: String,
    /// Whose series of the token converted it.
    pub through_source: String,
    /// What the series itself is in.
    pub from: String,
}

/// A bar that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayBar {
    /// The bar.
    pub bar: Bar,
    /// The journal's entries that it comes from.
    pub entries: Vec<u64>,
    /// It was had before its day was over.
    pub provisional: bool,
    /// What the parser found odd about its line, or about its candles'.
    pub defects: Vec<Value>,
}

/// A day of which the source said different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restated {
    /// The day.
    pub day: Day,
    /// The candle, where the series is made of candles.
    pub candle: Option<Timestamp>,
    /// The entry that counts: the one had last, and of those the one imported last.
    pub kept: u64,
    /// The others, the one had last first.
    pub others: Vec<u64>,
    /// What differs: the figure, what counts, and what another said.
    pub figures: Vec<(&'static str, Option<Amount>, Option<Amount>)>,
}

/// What the evidence of a series says, not yet merged.
#[derive(Debug, Default)]
pub struct Parts {
    evidence: Vec<Evidence>,
    defects: Defects,
    bars: Vec<Observation<Bar>>,
    candles: Vec<Observation<Candle>>,
    interval: Option<Interval>,
    partial_days: bool,
}

impl Parts {
    /// Adds a file.
    ///
    /// # Errors
    /// Where its bytes are not what they are read as.
    pub fn add_file(&mut self, evidence: Evidence, read_as: &ReadAs, bytes: &[u8]) -> Result<(), Fault> {
        let (sequence, retrieved) = (evidence.number, evidence.retrieved);
        let (_, bytes) = opened("", bytes);
        let bytes = &bytes[..];
        let file = match read_as {
            ReadAs::CoinmarketcapExport => coinmarketcap::export::parse(bytes)?,
            ReadAs::CoinmarketcapPage => coinmarketcap::page::parse(bytes)?,
            ReadAs::KrakenOhlcvt => kraken::file::parse(bytes)?,
            ReadAs::Columns(declared) => columns::parse(bytes, &crate::mapping(declared)?)?,
            ReadAs::Parquet(declared) => parquet::read(evidence.whence.as_str(), bytes, Some(declared))?.file,
            ReadAs::BinanceKlines { partial_days, .. } => {
                let file = klines::parse(bytes)?;
                self.evidence.push(evidence);
                self.interval = Some(file.interval);
                self.partial_days = *partial_days;
                self.add_defects(sequence, file.defects);
                let says = file.candles.into_iter().map(|(_, candle)| candle);
                self.candles.extend(says.map(|says| Observation { says, retrieved, sequence }));
                return Ok(());
            }
        };
        self.evidence.push(evidence);
        self.add_defects(sequence, file.defects);
        let says = file.bars.into_iter().map(|(_, bar)| bar);
        self.bars.extend(says.map(|says| Observation { says, retrieved, sequence }));
        Ok(())
    }

    /// Adds the bytes of an answer, before its rows.
    pub fn add_answer(&mut self, evidence: Evidence) {
        self.evidence.push(evidence);
    }

    /// Adds a bar of the answer with that number.
    pub fn add_bar(&mut self, (sequence, retrieved): (u64, Timestamp), says: Bar, defects: Vec<Value>) {
        self.add_told(sequence, says.day, defects);
        self.bars.push(Observation { says, retrieved, sequence });
    }

    /// Adds a candle of the answer with that number.
    pub fn add_candle(
        &mut self,
        (sequence, retrieved): (u64, Timestamp),
        interval: Interval,
        says: Candle,
        defects: Vec<Value>,
    ) {
        self.interval = Some(interval);
        self.add_told(sequence, DayCut::Utc.day_of(says.opens()), defects);
        self.candles.push(Observation { says, retrieved, sequence });
    }

    fn add_told(&mut self, sequence: u64, day: Day, defects: Vec<Value>) {
        if !defects.is_empty() {
            self.defects.entry((sequence, day)).or_default().extend(defects);
        }
    }

    /// One series of all that.
    ///
    /// # Errors
    /// Where candles do not make days.
    pub fn into_series(
        self,
        source: &str,
        currency: String,
        cut: DayCut,
        known_at: Timestamp,
    ) -> Result<Series, Fault> {
        let mut series = Series {
            source: source.to_owned(),
            currency,
            cut,
            days: BTreeMap::new(),
            restatements: Vec::new(),
            repeated: 0,
            uncovered: Vec::new(),
            evidence: self.evidence,
            converted: None,
        };
        match self.interval {
            None => series.of_bars(self.bars, &self.defects, known_at),
            Some(interval) => {
                series.of_candles(self.candles, &self.defects, interval, self.partial_days, known_at)?;
            }
        }
        Ok(series)
    }
}

/// What parsers found odd, by the entry and the day.
type Defects = BTreeMap<(u64, Day), Vec<Value>>;

impl Parts {
    fn add_defects(&mut self, sequence: u64, defects: Vec<Defect>) {
        for defect in defects {
            self.add_told(sequence, defect.day, vec![told(&defect)]);
        }
    }
}

/// The file in an archive with one, as sources publish them; any other bytes as they are.
#[must_use]
pub fn opened<'b>(name: &'b str, bytes: &'b [u8]) -> (Cow<'b, str>, Cow<'b, [u8]>) {
    // A spreadsheet is an archive too, of many files: what it is says the parser, which refuses it by its first bytes.
    match bytes.starts_with(b"PK\x03\x04").then(|| archive::unpack_one(bytes)) {
        Some(Ok((name, bytes))) => (name.into(), bytes.into()),
        Some(Err(_)) | None => (name.into(), bytes.into()),
    }
}

/// A defect as a case has it.
#[must_use]
pub fn told(defect: &Defect) -> Value {
    let named = defect.kind.args().into_iter().map(|(name, text)| (name, Value::from(text)));
    Value::object([("defect", Value::from(defect.kind.code()))].into_iter().chain(named))
}

/// What was found odd about a day in these entries.
fn defects_of(defects: &Defects, entries: &[u64], day: Day) -> Vec<Value> {
    entries.iter().filter_map(|entry| defects.get(&(*entry, day))).flatten().cloned().collect()
}

impl Series {
    fn of_bars(&mut self, bars: Vec<Observation<Bar>>, defects: &Defects, known_at: Timestamp) {
        let all = bars.len();
        let (merged, completed_by) = merge::complete(merge::bars(bars, self.cut));
        let others: usize = merged.restatements.iter().map(|r| r.others.len()).sum();
        self.repeated = [merged.kept.len(), others, merged.provisional.len()]
            .into_iter()
            .fold(all, usize::saturating_sub);
        for kept in merged.kept {
            let day = kept.says.day;
            let mut entries = vec![kept.sequence];
            entries.extend(completed_by.get(&day).into_iter().flatten());
            let defects = defects_of(defects, &entries, day);
            self.days.insert(day, DayBar { bar: kept.says, entries, provisional: false, defects });
        }
        self.restatements = merged
            .restatements
            .into_iter()
            .map(|restated| Restated {
                day: restated.day,
                candle: None,
                kept: restated.kept.sequence,
                figures: differing(&restated.kept.says, restated.others.first().map(|other| &other.says)),
                others: restated.others.iter().map(|other| other.sequence).collect(),
            })
            .collect();
        self.add_provisional(merged.provisional.into_iter().map(|o| (o.says, o.sequence)), defects, known_at);
    }

    fn of_candles(
        &mut self,
        candles: Vec<Observation<Candle>>,
        defects: &Defects,
        interval: Interval,
        partial_days: bool,
        known_at: Timestamp,
    ) -> Result<(), Fault> {
        let all = candles.len();
        let cut = self.cut;
        let merged = merge::candles(candles, interval, cut);
        let others: usize = merged.restatements.iter().map(|r| r.others.len()).sum();
        self.repeated = [merged.kept.len(), others, merged.provisional.len()]
            .into_iter()
            .fold(all, usize::saturating_sub);

        let mut entries: BTreeMap<Day, BTreeSet<u64>> = BTreeMap::new();
        for kept in &merged.kept {
            entries.entry(cut.day_of(kept.says.opens())).or_default().insert(kept.sequence);
        }
        let built = days::daily(merged.kept.iter().map(|kept| &kept.says), interval, cut, partial_days)?;
        for bar in built.into_iter().map(|built| built.bar) {
            // A day of which candles are there but which is not over yet is as provisional as a bar would be.
            let provisional = cut.end(bar.day) > known_at;
            let entries: Vec<u64> = entries.remove(&bar.day).unwrap_or_default().into_iter().collect();
            let defects = defects_of(defects, &entries, bar.day);
            self.days.insert(bar.day, DayBar { bar, entries, provisional, defects });
        }
        self.uncovered = entries.into_keys().collect();
        self.restatements = merged
            .restatements
            .into_iter()
            .map(|restated| Restated {
                day: restated.day,
                candle: Some(restated.kept.says.opens()),
                kept: restated.kept.sequence,
                figures: differing_candles(&restated.kept.says, restated.others.first().map(|o| &o.says)),
                others: restated.others.iter().map(|other| other.sequence).collect(),
            })
            .collect();
        Ok(())
    }

    /// A provisional bar serves only while its day is not over, and only where no closed one is there.
    fn add_provisional(
        &mut self,
        bars: impl Iterator<Item = (Bar, u64)>,
        defects: &Defects,
        known_at: Timestamp,
    ) {
        for (bar, entry) in bars {
            if self.cut.end(bar.day) > known_at {
                // The one had last comes first, and stays.
                let (day, entries) = (bar.day, vec![entry]);
                let defects = defects_of(defects, &entries, day);
                self.days.entry(day).or_insert(DayBar { bar, entries, provisional: true, defects });
            }
        }
    }

    /// The series as a case has it: the days that the assessment may need, each with the bytes it comes from.
    #[must_use]
    pub fn to_json(&self, from: Day, to: Day) -> Value {
        // On the assessment date every day before it is over, and a provisional bar is no evidence for such a day.
        let serves = |bar: &&DayBar| !bar.provisional || bar.bar.day >= to;
        let needed: Vec<&DayBar> = self.days.range(from..=to).map(|(_, bar)| bar).filter(serves).collect();
        let used: BTreeSet<u64> = needed.iter().flat_map(|day| day.entries.iter().copied()).collect();
        let restated = self.restatements.iter().filter(|r| (from..=to).contains(&r.day));
        let restated: Vec<Value> = restated.map(|r| self.restated_json(r)).collect();
        let used = self.evidence.iter().filter(|evidence| used.contains(&evidence.number));
        let (files, answers): (Vec<&Evidence>, Vec<&Evidence>) =
            used.partition(|evidence| matches!(evidence.whence, Whence::File(_)));
        let list = |evidence: Vec<&Evidence>| {
            Value::List(evidence.into_iter().map(|evidence| Value::object(evidence.to_entries())).collect())
        };
        let mut about: Vec<(&str, Value)> = Vec::new();
        if !files.is_empty() || answers.is_empty() {
            about.push(("files", list(files)));
        }
        if !answers.is_empty() {
            about.push(("answers", list(answers)));
        }
        if self.cut == DayCut::Almaty {
            about.push(("day", self.cut.name().into()));
        }
        if let Some(converted) = &self.converted {
            about.push(("converted", converted.to_json()));
        }
        if !restated.is_empty() {
            about.push(("restatements", Value::List(restated)));
        }
        Value::object([
            ("source", Value::from(self.source.as_str())),
            ("currency", self.currency.as_str().into()),
            ("days", Value::List(needed.into_iter().map(|day| self.day_json(day)).collect())),
            ("origin", Value::object(about)),
        ])
    }

    fn day_json(&self, day: &DayBar) -> Value {
        let bar = &day.bar;
        let mut entries: Vec<(&str, Value)> = vec![("date", bar.day.to_string().into())];
        for (figure, amount) in figures(bar) {
            if let Some(amount) = amount {
                entries.push((figure, amount.to_string().into()));
            }
        }
        // The files stand once, in the series' origin; here, which of them.
        let digests = day.entries.iter().filter_map(|number| self.sha256(*number));
        let mut origin: Vec<(&str, Value)> =
            vec![("sha256", one_or_list(digests.map(Value::from).collect()))];
        if let Some(coverage) = bar.coverage {
            origin.push(("candles", coverage.candles.into()));
            origin.push(("of", coverage.expected.into()));
        }
        if day.provisional {
            origin.push(("provisional", true.into()));
        }
        if !day.defects.is_empty() {
            origin.push(("defects", Value::List(day.defects.clone())));
        }
        entries.push(("origin", Value::object(origin)));
        Value::object(entries)
    }

    /// A restatement as a case and a report write it.
    #[must_use]
    pub fn restated_json(&self, restated: &Restated) -> Value {
        let amount = |amount: &Option<Amount>| Value::from(amount.as_ref().map(Amount::to_string));
        let figures = restated.figures.iter().map(|(figure, counts, other)| {
            (*figure, Value::object([("counts", amount(counts)), ("other", amount(other))]))
        });
        Value::object([
            ("day", Value::from(restated.day.to_string())),
            ("candle", restated.candle.map(|time| time.to_string()).into()),
            ("counts", self.sha256(restated.kept).into()),
            ("others", Value::List(restated.others.iter().map(|n| self.sha256(*n).into()).collect())),
            ("figures", Value::object(figures)),
        ])
    }

    /// The digest of the bytes with that number.
    #[must_use]
    pub fn sha256(&self, number: u64) -> Option<&str> {
        self.evidence.iter().find(|evidence| evidence.number == number).map(|e| e.sha256.as_str())
    }

    /// The series in the currency of `by`, a series of the token that it is in.
    ///
    /// Days are converted by [`qazyq_market::convert`]; where the two are cut at different midnights none can be.
    #[must_use]
    pub fn converted(self, through: &str, by: &Self) -> Self {
        let converted =
            Converted { through: through.to_owned(), through_source: by.source.clone(), from: self.currency };
        let mut days = BTreeMap::new();
        for (day, bar) in self.days {
            let Some(other) = by.days.get(&day).filter(|_| self.cut == by.cut) else { continue };
            let Some(in_currency) = qazyq_market::convert::convert(&bar.bar, &other.bar) else { continue };
            let entries = [bar.entries, other.entries.clone()].concat();
            let defects = [bar.defects, other.defects.clone()].concat();
            let provisional = bar.provisional || other.provisional;
            days.insert(day, DayBar { bar: in_currency, entries, provisional, defects });
        }
        let mut evidence = self.evidence;
        evidence.extend(by.evidence.iter().cloned());
        Self { currency: by.currency.clone(), days, evidence, converted: Some(converted), ..self }
    }
}

/// A bar's figures with their names in a case.
fn figures(bar: &Bar) -> [(&'static str, Option<&Amount>); 7] {
    Figure::OF_A_BAR.map(|figure| {
        let amount = match figure {
            Figure::Open => &bar.open,
            Figure::High => &bar.high,
            Figure::Low => &bar.low,
            Figure::Close => &bar.close,
            Figure::Vwap => &bar.vwap,
            Figure::Volume => &bar.volume,
            Figure::MarketCap | Figure::QuoteVolume => &bar.market_cap,
        };
        (figure.name(), amount.as_ref())
    })
}

impl Converted {
    /// As a case has it.
    #[must_use]
    pub fn to_json(&self) -> Value {
        Value::object([
            ("from", Value::from(self.from.as_str())),
            ("through", self.through.as_str().into()),
            ("source", self.through_source.as_str().into()),
        ])
    }
}

type Differing = Vec<(&'static str, Option<Amount>, Option<Amount>)>;

fn differing(kept: &Bar, other: Option<&Bar>) -> Differing {
    let Some(other) = other else { return Vec::new() };
    let pairs = figures(kept).into_iter().zip(figures(other));
    let pairs = pairs.filter(|((_, a), (_, b))| a != b);
    pairs.map(|((name, a), (_, b))| (name, a.cloned(), b.cloned())).collect()
}

fn differing_candles(kept: &Candle, other: Option<&Candle>) -> Differing {
    let Some(other) = other else { return Vec::new() };
    let pairs = [
        (Figure::Open, &kept.open, &other.open),
        (Figure::High, &kept.high, &other.high),
        (Figure::Low, &kept.low, &other.low),
        (Figure::Close, &kept.close, &other.close),
        (Figure::Volume, &kept.volume, &other.volume),
        (Figure::QuoteVolume, &kept.quote_volume, &other.quote_volume),
    ];
    let pairs = pairs.into_iter().filter(|(_, a, b)| a != b);
    pairs.map(|(figure, a, b)| (figure.name(), Some(a.clone()), Some(b.clone()))).collect()
}
