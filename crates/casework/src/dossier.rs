//! A dossier: all that was known of one asset at an instant, folded from the journal and the bytes it names.
//!
//! A dossier makes cases. It decides nothing and stores nothing.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use qazyq_exact::{Amount, Day};
use qazyq_law::json::Value;
use qazyq_law::reading::Reading;
use qazyq_law::{Act, Law};
use qazyq_market::days::{self, DayCut};
use qazyq_market::klines::{Candle, Interval};
use qazyq_market::merge::{self, Observation};
use qazyq_market::{Bar, Defect, Figure, coinmarketcap, columns, klines};

use crate::Trouble;
use crate::facts::{Page, Pages, one_or_list};
use crate::workspace::{Entry, FileRef, ReadAs, What, Workspace};

/// The journal, read once.
#[derive(Clone, Debug)]
pub struct Book {
    workspace: Workspace,
    entries: Vec<(u64, Entry)>,
}

/// An asset by its names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asset {
    /// Its id in this workspace.
    pub id: String,
    /// Its symbol.
    pub symbol: Option<String>,
    /// Its name.
    pub name: Option<String>,
}

/// All that was known of one asset at an instant.
#[derive(Clone, Debug)]
pub struct Dossier {
    /// The asset.
    pub asset: Asset,
    /// The instant; what was had later is left out.
    pub known_at: Timestamp,
    /// The first instant at which something was had that is left out.
    pub had_later: Option<Timestamp>,
    /// Its series, one a source.
    pub series: Vec<Series>,
    /// Files that were withdrawn by then, each with the reason and the instant.
    pub withdrawn: Vec<(FileRef, String, Timestamp)>,
    pages: Pages,
}

/// One source's series.
#[derive(Clone, Debug)]
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
    /// The files that it was made of.
    pub files: Vec<(u64, FileRef, Timestamp)>,
}

/// A bar that counts.
#[derive(Clone, Debug)]
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
#[derive(Clone, Debug)]
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

impl Book {
    /// Reads a workspace's journal.
    ///
    /// # Errors
    /// Where there is no workspace, or its journal cannot be read.
    pub fn open(workspace: Workspace) -> Result<Self, Trouble> {
        Ok(Self { entries: workspace.entries()?, workspace })
    }

    /// The same, with no entry where the workspace is not there yet.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub fn open_or_new(workspace: Workspace) -> Result<Self, Trouble> {
        match workspace.entries() {
            Ok(entries) => Ok(Self { workspace, entries }),
            Err(Trouble::NoWorkspace(_)) => Ok(Self { workspace, entries: Vec::new() }),
            Err(trouble) => Err(trouble),
        }
    }

    /// The workspace.
    #[must_use]
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }

    /// Every asset, by id, with the names that it has now.
    #[must_use]
    pub fn assets(&self) -> Vec<Asset> {
        self.assets_at(Timestamp::MAX)
    }

    /// Every asset, by id, with the names that were known at `known_at`.
    fn assets_at(&self, known_at: Timestamp) -> Vec<Asset> {
        let mut assets: BTreeMap<&str, Asset> = BTreeMap::new();
        for (_, entry) in &self.entries {
            let asset = assets.entry(&entry.asset).or_default();
            asset.id.clone_from(&entry.asset);
            if let What::Asset { symbol, name } = &entry.what
                && entry.retrieved <= known_at
            {
                asset.symbol = symbol.clone().or(asset.symbol.take());
                asset.name = name.clone().or(asset.name.take());
            }
        }
        assets.into_values().collect()
    }

    /// The asset of that id.
    ///
    /// # Errors
    /// Where there is none.
    pub fn asset(&self, id: &str) -> Result<Asset, Trouble> {
        self.asset_at(id, Timestamp::MAX)
    }

    fn asset_at(&self, id: &str, known_at: Timestamp) -> Result<Asset, Trouble> {
        let assets = self.assets_at(known_at);
        let known = || assets.iter().map(|asset| asset.id.clone()).collect();
        let found = assets.iter().find(|asset| asset.id == id);
        found.cloned().ok_or_else(|| Trouble::UnknownAsset { asset: id.to_owned(), known: known() })
    }

    /// Entries about `asset`, with their numbers.
    pub fn about<'b>(&'b self, asset: &'b str) -> impl Iterator<Item = &'b (u64, Entry)> {
        self.entries.iter().filter(move |(_, entry)| entry.asset == asset)
    }

    /// The withdrawal of an entry's file, by what was known at `known_at`: its reason and its instant.
    pub fn withdrawal(&self, number: u64, entry: &Entry, known_at: Timestamp) -> Option<(&str, Timestamp)> {
        let file = entry.what.file()?;
        self.entries.iter().find_map(|(later, withdrawal)| match &withdrawal.what {
            What::Withdrawal { sha256, reason }
                if *later > number
                    && withdrawal.asset == entry.asset
                    && *sha256 == file.sha256
                    && withdrawal.retrieved <= known_at =>
            {
                Some((reason.as_str(), withdrawal.retrieved))
            }
            _ => None,
        })
    }

    /// Adds an entry to the journal and to what has been read of it.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn append(&mut self, entry: Entry) -> Result<u64, Trouble> {
        let number = self.workspace.append(&entry)?;
        self.entries.push((number, entry));
        Ok(number)
    }

    /// All that was known of an asset at `known_at`.
    ///
    /// # Errors
    /// Where the asset is unknown, or its bytes cannot be read.
    pub fn dossier(&self, act: &Act, asset: &str, known_at: Timestamp) -> Result<Dossier, Trouble> {
        let names = self.asset_at(asset, known_at)?;
        let mut known: Vec<&(u64, Entry)> =
            self.about(asset).filter(|(_, entry)| entry.retrieved <= known_at).collect();
        let later =
            self.about(asset).map(|(_, entry)| entry.retrieved).filter(|retrieved| *retrieved > known_at);
        let had_later = later.min();
        known.sort_by_key(|(number, entry)| (entry.retrieved, *number));

        let mut withdrawn = Vec::new();
        known.retain(|(number, entry)| {
            match (self.withdrawal(*number, entry, known_at), entry.what.file()) {
                (Some((reason, when)), Some(file)) => {
                    withdrawn.push((file.clone(), reason.to_owned(), when));
                    false
                }
                _ => true,
            }
        });

        let mut pages = Pages::default();
        let mut by_source: BTreeMap<&str, Vec<&(u64, Entry)>> = BTreeMap::new();
        for numbered in known {
            let entry = &numbered.1;
            match &entry.what {
                What::Asset { .. } | What::Withdrawal { .. } => {}
                What::Peg { components, url } => {
                    pages.set_peg(peg_json(components, url.as_deref(), entry.retrieved))
                }
                What::Facts { file } => {
                    let page = self.page(act, file)?;
                    pages.add(page, &origin(file, entry.retrieved));
                }
                What::Market { source, .. } => by_source.entry(source).or_default().push(numbered),
            }
        }
        let series = by_source.into_iter().map(|(source, entries)| self.series(source, &entries, known_at));
        Ok(Dossier {
            asset: names,
            known_at,
            had_later,
            series: series.collect::<Result<_, _>>()?,
            withdrawn,
            pages,
        })
    }

    fn page(&self, act: &Act, file: &FileRef) -> Result<Page, Trouble> {
        let bytes = self.workspace.bytes(file)?;
        // A page's facts do not hang on the version of the law, but for the items that it names.
        Page::parse(act.latest(), &String::from_utf8_lossy(&bytes))
    }

    /// Makes one series of its files.
    fn series(
        &self,
        source: &str,
        entries: &[&(u64, Entry)],
        known_at: Timestamp,
    ) -> Result<Series, Trouble> {
        let mut parts = Parts::default();
        let mut series = Series {
            source: source.to_owned(),
            currency: String::new(),
            cut: DayCut::Utc,
            days: BTreeMap::new(),
            restatements: Vec::new(),
            repeated: 0,
            uncovered: Vec::new(),
            files: Vec::new(),
        };
        for (number, entry) in entries {
            let What::Market { currency, file, read_as, .. } = &entry.what else { continue };
            series.currency.clone_from(currency);
            series.cut = read_as.cut();
            series.files.push((*number, file.clone(), entry.retrieved));
            parts.add(*number, entry.retrieved, read_as, &self.workspace.bytes(file)?)?;
        }
        match parts.interval {
            None => series.of_bars(parts.bars, &parts.defects, known_at),
            Some(interval) => {
                series.of_candles(parts.candles, &parts.defects, interval, parts.partial_days, known_at)?;
            }
        }
        Ok(series)
    }
}

/// What the files of a series say, not yet merged.
#[derive(Default)]
struct Parts {
    defects: Defects,
    bars: Vec<Observation<Bar>>,
    candles: Vec<Observation<Candle>>,
    interval: Option<Interval>,
    partial_days: bool,
}

impl Parts {
    fn add(
        &mut self,
        sequence: u64,
        retrieved: Timestamp,
        read_as: &ReadAs,
        bytes: &[u8],
    ) -> Result<(), Trouble> {
        let file = match read_as {
            ReadAs::CoinmarketcapExport => coinmarketcap::export::parse(bytes)?,
            ReadAs::CoinmarketcapPage => coinmarketcap::page::parse(bytes)?,
            ReadAs::Columns(declared) => columns::parse(bytes, &declared.mapping()?)?,
            ReadAs::BinanceKlines { partial_days, .. } => {
                let file = klines::parse(bytes)?;
                self.interval = Some(file.interval);
                self.partial_days = *partial_days;
                self.add_defects(sequence, file.defects);
                let says = file.candles.into_iter().map(|(_, candle)| candle);
                self.candles.extend(says.map(|says| Observation { says, retrieved, sequence }));
                return Ok(());
            }
        };
        self.add_defects(sequence, file.defects);
        let says = file.bars.into_iter().map(|(_, bar)| bar);
        self.bars.extend(says.map(|says| Observation { says, retrieved, sequence }));
        Ok(())
    }
}

/// What parsers found odd, by the entry and the day.
type Defects = BTreeMap<(u64, Day), Vec<Value>>;

impl Parts {
    fn add_defects(&mut self, sequence: u64, defects: Vec<Defect>) {
        for defect in defects {
            let named = defect.kind.args().into_iter().map(|(name, text)| (name, Value::from(text)));
            let told = Value::object([("defect", Value::from(defect.kind.code()))].into_iter().chain(named));
            self.defects.entry((sequence, defect.day)).or_default().push(told);
        }
    }
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
        self.repeated = all.saturating_sub(merged.kept.len() + others + merged.provisional.len());
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
    ) -> Result<(), Trouble> {
        let all = candles.len();
        let cut = self.cut;
        let merged = merge::candles(candles, interval, cut);
        let others: usize = merged.restatements.iter().map(|r| r.others.len()).sum();
        self.repeated = all.saturating_sub(merged.kept.len() + others + merged.provisional.len());

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
    fn to_json(&self, from: Day, to: Day) -> Value {
        // On the assessment date every day before it is over, and a provisional bar is no evidence for such a day.
        let serves = |bar: &&DayBar| !bar.provisional || bar.bar.day >= to;
        let needed: Vec<&DayBar> = self.days.range(from..=to).map(|(_, bar)| bar).filter(serves).collect();
        let used: BTreeSet<u64> = needed.iter().flat_map(|day| day.entries.iter().copied()).collect();
        let restated = self.restatements.iter().filter(|r| (from..=to).contains(&r.day));
        let restated: Vec<Value> = restated.map(|r| self.restated_json(r)).collect();
        let files = self.files.iter().filter(|(number, ..)| used.contains(number));
        let files = files.map(|(_, file, retrieved)| Value::object(origin(file, *retrieved))).collect();
        let mut about: Vec<(&str, Value)> = vec![("files", Value::List(files))];
        if self.cut == DayCut::Almaty {
            about.push(("day", self.cut.name().into()));
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

    /// The digest of the file of an entry.
    #[must_use]
    pub fn sha256(&self, entry: u64) -> Option<&str> {
        self.files.iter().find(|(number, ..)| *number == entry).map(|(_, file, _)| file.sha256.as_str())
    }
}

impl Dossier {
    /// The case for an assessment: everything that it needs and nothing that was not known.
    #[must_use]
    pub fn case(&self, law: &Law, date: Day, reading: &Reading, as_of: Option<&str>) -> Value {
        let window_and_before =
            i32::try_from(law.window_days.saturating_add(law.carry_days_max)).unwrap_or(i32::MAX);
        let rates_before =
            i32::try_from(law.window_days.saturating_add(law.rate_days_max)).unwrap_or(i32::MAX);
        let (from, rates_from) = (date.plus(-window_and_before), date.plus(-rates_before));

        let mut asset = vec![("id", Value::from(self.asset.id.as_str()))];
        asset.extend(self.asset.symbol.as_deref().map(|symbol| ("symbol", symbol.into())));
        asset.extend(self.asset.name.as_deref().map(|name| ("name", name.into())));

        let mut assessment = vec![
            ("date", Value::from(date.to_string())),
            ("reading", reading.to_json()),
            ("act", law.name().into()),
        ];
        assessment.extend(as_of.map(|instant| ("as_of", instant.into())));

        let serves = |row: &Value| match row.get("date") {
            Some(Value::Text(day)) => {
                let day = day.as_str().and_then(|day| day.parse::<Day>().ok());
                day.is_some_and(|day| (rates_from..=date).contains(&day))
            }
            _ => false,
        };
        let mut facts = self.pages.to_entries(serves);
        let market: Vec<Value> = self.series.iter().map(|series| series.to_json(from, date)).collect();
        if !market.is_empty() {
            facts.push(("market", Value::List(market)));
        }
        Value::object([
            ("format", Value::from("qazyq.case/1")),
            ("asset", Value::object(asset)),
            ("assessment", Value::object(assessment)),
            ("facts", Value::object(facts)),
        ])
    }

    /// Restated days among those that an assessment of `date` may need, with the source.
    pub fn restated(&self, law: &Law, date: Day) -> impl Iterator<Item = (&str, Day)> {
        let back = i32::try_from(law.window_days.saturating_add(law.carry_days_max)).unwrap_or(i32::MAX);
        let needed = date.plus(-back)..=date;
        let of_series =
            move |series: &'_ Series| series.restatements.iter().map(|r| r.day).collect::<BTreeSet<_>>();
        let days = self
            .series
            .iter()
            .flat_map(move |s| of_series(s).into_iter().map(|day| (s.source.as_str(), day)));
        days.filter(move |(_, day)| needed.contains(day))
    }

    /// The peg on one line, as it could be declared.
    #[must_use]
    pub fn peg_text(&self) -> Option<String> {
        let entries = self.pages.to_entries(|_| false);
        let (_, peg) = entries.iter().find(|(key, _)| *key == "peg")?;
        let Some(Value::List(components)) = peg.get("components") else { return None };
        let component = |part: &Value| {
            let text = |key| match part.get(key) {
                Some(Value::Text(text)) => text.to_string(),
                _ => String::new(),
            };
            match text("amount").as_str() {
                "1" => text("currency"),
                amount => format!("{amount} {}", text("currency")),
            }
        };
        Some(components.iter().map(component).collect::<Vec<_>>().join(" + "))
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

fn origin(file: &FileRef, retrieved: Timestamp) -> [(&'static str, Value); 3] {
    [
        ("file", file.name.as_str().into()),
        ("sha256", file.sha256.as_str().into()),
        ("retrieved", retrieved.to_string().into()),
    ]
}

fn peg_json(components: &[crate::workspace::Component], url: Option<&str>, retrieved: Timestamp) -> Value {
    let component = |part: &crate::workspace::Component| {
        Value::object(
            [("currency", part.currency.as_str()), ("amount", &part.amount)].map(|(k, v)| (k, v.into())),
        )
    };
    let declared =
        [("declared", Value::from("qazyq import --peg")), ("retrieved", retrieved.to_string().into())];
    let mut peg = vec![("components", Value::List(components.iter().map(component).collect()))];
    if let Some(url) = url {
        let source = [("url", Value::from(url)), ("retrieved", retrieved.to_string().into())];
        peg.push(("source", Value::object(source)));
    }
    peg.push(("origin", Value::object(declared)));
    Value::object(peg)
}
