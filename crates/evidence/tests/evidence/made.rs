//! Everything that is needed to make a bundle, made in memory: entries, receipts, bytes, keys, a log, a seal.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

use jiff::Timestamp;
use qazyq_evidence::bundle::{Attachments, Bundle, Contents, Head};
use qazyq_evidence::collect::{NoBundle, Wanted, collect};
use qazyq_evidence::kept::{Answers, Files};
use qazyq_evidence::memory::{Lacking, Memory};
use qazyq_evidence::policy::Policy;
use qazyq_evidence::said::{Index, Said};
use qazyq_evidence::verify::{Came, Check, Judge, Older, Report, statement, verify};
use qazyq_evidence::{Fault, answers};
use qazyq_exact::Day;
use qazyq_lake::{Exchange, Outcome, Receipt, Row, receipt::Asked};
use qazyq_law::json::Value;
use qazyq_law::reading::{Reading, Source};
use qazyq_law::{Act, Case};
use qazyq_market::coinmarketcap::lookups::{Quoted, map};
use qazyq_market::feed::{Ask, Feed};
use qazyq_market::klines::Interval;
use qazyq_proof::checkpoint::Checkpoint;
use qazyq_proof::cosignature::cosign;
use qazyq_proof::entry_proof::EntryProof;
use qazyq_proof::hash::TreeHash;
use qazyq_proof::key::{SignerKey, Signs};
use qazyq_proof::merkle::{self, Subtrees};
use qazyq_proof::note::Note;
use qazyq_registry::digest::Digest;
use qazyq_registry::entry::{Draft, Entry, Origin, OriginClass};
use qazyq_registry::what::{
    Asset, Check as Checked, CheckResult, Component, Disclosure, DisclosureStatus, FileRef, Item, Peg,
    ReadAs, Subject, What,
};

/// The present moment of every verification here: 2026-09-21T15:33:20Z.
pub(crate) const NOW: i64 = 1_790_000_000;
/// When most of what is made here was had.
pub(crate) const HAD: &str = "2023-04-01T00:00:00Z";
/// After everything that is made here.
pub(crate) const LATER: &str = "2026-09-01T00:00:00Z";
/// Days of USDC, as CoinMarketCap's own download has them.
pub(crate) const MARKET: &str = include_str!("../../../../examples/market/usdc-2023-03.csv");

/// The lines of [`MARKET`] of these days.
pub(crate) fn market(from: &str, to: &str) -> String {
    let mut lines = MARKET.lines();
    let head = lines.next().unwrap();
    let days = lines.filter(|line| (from..=to).contains(&&line[1..11]));
    std::iter::once(head).chain(days).map(|line| format!("{line}\n")).collect()
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// Why nothing could be collected.
#[derive(Debug)]
#[expect(dead_code, reason = "a test that fails shows what is inside")]
pub(crate) enum Trouble {
    Lacking(Lacking),
    NoBundle(NoBundle),
}

impl From<Fault> for Trouble {
    fn from(fault: Fault) -> Self {
        Self::Lacking(Lacking::Fault(fault))
    }
}

impl From<NoBundle> for Trouble {
    fn from(why: NoBundle) -> Self {
        Self::NoBundle(why)
    }
}

/// A journal, a lake and a folder of files, as far as a bundle needs them.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    pub(crate) entries: Vec<Entry>,
    pub(crate) receipts: Vec<Receipt>,
    pub(crate) bytes: BTreeMap<Digest, Vec<u8>>,
}

impl World {
    /// Says something about an asset.
    pub(crate) fn say(&mut self, asset: &str, had: &str, what: What) -> u64 {
        self.add(Draft::about(asset, at(had), what))
    }

    pub(crate) fn add(&mut self, said: Draft) -> u64 {
        let previous = self.entries.last().map_or(Digest::NONE, |last| Digest::of(&last.line().unwrap()));
        let number = self.entries.len() as u64 + 1;
        let author = Some("a.analyst".to_owned());
        self.entries.push(Entry {
            number,
            previous,
            recorded_at: said.retrieved,
            author,
            request: None,
            said,
        });
        number
    }

    pub(crate) fn keep(&mut self, name: &str, bytes: impl Into<Vec<u8>>) -> FileRef {
        let bytes = bytes.into();
        let sha256 = Digest::of(&bytes);
        self.bytes.insert(sha256, bytes);
        FileRef { name: name.to_owned(), sha256: sha256.to_string() }
    }

    /// Hands over a market file.
    pub(crate) fn market(
        &mut self,
        asset: &str,
        had: &str,
        source: &str,
        read_as: ReadAs,
        text: &str,
    ) -> u64 {
        let file = self.keep(&format!("{asset}.csv"), text);
        let (source, currency) = (source.to_owned(), "USD".to_owned());
        self.say(asset, had, What::Market { source, currency, file, read_as })
    }

    pub(crate) fn follow(&mut self, asset: &str, source: &str, key: &str, currency: &str) -> u64 {
        let [source, key, currency] = [source, key, currency].map(str::to_owned);
        self.say(asset, HAD, What::Follow { source, key, currency, day: None })
    }

    /// An answer of a feed: of these keys, for these days.
    pub(crate) fn answer(
        &mut self,
        feed: &str,
        keys: &[&str],
        days: (&str, &str),
        had: &str,
        text: &str,
    ) -> u64 {
        let known = answers::feed(feed).unwrap();
        let ask = Ask {
            keys: keys.iter().map(|key| (*key).to_owned()).collect(),
            currency: String::new(),
            interval: Interval::DAY,
            from: day(days.0),
            to: day(days.1),
        };
        let address = format!("https://{}.example{}", known.source(), known.path(&ask));
        self.told(feed, Asked::from(&ask), address, had, text, |exchange, receipt| {
            let answer = answers::read(receipt, text.as_bytes()).unwrap();
            exchange.count(&answer);
        })
    }

    /// A page of CoinMarketCap's map, whose first entry has that place, and which has that many.
    pub(crate) fn map_page(&mut self, start: u32, parts: u64, had: &str, text: &str) -> u64 {
        let params = BTreeMap::from([("start".to_owned(), start.to_string())]);
        let ask = Asked { params, ..Asked::default() };
        let address = format!("https://coinmarketcap.example{}", map::path(start));
        self.told(map::NAME, ask, address, had, text, |exchange, _| exchange.parts = parts)
    }

    fn told(
        &mut self,
        feed: &str,
        ask: Asked,
        address: String,
        had: &str,
        text: &str,
        count: impl Fn(&mut Exchange, &Receipt),
    ) -> u64 {
        let file = self.keep("answer", text);
        let exchange = Exchange {
            feed: feed.to_owned(),
            ask,
            address,
            attempt: 1,
            status: Some(200),
            headers: BTreeMap::new(),
            retrieved: at(had),
            milliseconds: 1,
            sha256: Some(file.sha256.parse().unwrap()),
            bytes: text.len() as u64,
            credits: 0,
            outcome: Outcome::Rows,
            trouble: None,
            parts: 0,
            rows: 0,
            rejected: 0,
            defects: BTreeMap::new(),
            remarks: Vec::new(),
        };
        let n = self.receipts.len() as u64 + 1;
        let mut receipt = Receipt { n, exchange };
        let mut counted = receipt.exchange.clone();
        count(&mut counted, &receipt);
        receipt.exchange = counted;
        self.receipts.push(receipt);
        n
    }

    /// What makes an assessment come to an end: a peg to that currency, something published, a check of a register.
    pub(crate) fn facts(&mut self, asset: &str, currency: &str) {
        let symbol = Some(asset.to_uppercase());
        self.say(asset, HAD, What::Asset(Asset { symbol, ..Asset::default() }));
        let url = Some(format!("https://issuer.example/{asset}"));
        let origin = Origin { class: Some(OriginClass::Issuer), address: url.clone(), ..Origin::default() };
        let mut said = |what: What, document: Option<FileRef>| {
            let demonstration = matches!(what, What::Check(_));
            let origin = Origin { document, demonstration, ..origin.clone() };
            self.add(Draft { origin, ..Draft::about(asset, at(HAD), what) })
        };
        let component = Component { currency: currency.to_owned(), amount: "1".to_owned() };
        said(What::Peg(Peg { components: vec![component], url: url.clone(), from: None, until: None }), None);
        for item in [Item::Asset, Item::Backing, Item::Issuer, Item::StabilisationMechanism] {
            said(
                What::Disclosure(Disclosure {
                    item,
                    status: DisclosureStatus::Published,
                    url: url.clone(),
                    published: Some(day("2023-01-31")),
                    looked_for_on: None,
                    next_expected: None,
                }),
                None,
            );
        }
        let document = Document::of(asset);
        said(
            What::Check(Checked {
                register: "test register".to_owned(),
                on: day("2023-03-10"),
                subjects: vec![Subject::Asset(asset.to_owned())],
                terms: vec![asset.to_owned()],
                result: CheckResult::None,
                url: None,
                note: None,
            }),
            Some(document.file()),
        );
        self.keep("answer.txt", document.0);
    }

    pub(crate) fn memory(&self) -> Kept<'_> {
        let bytes = self.bytes.iter().map(|(sha256, bytes)| (*sha256, bytes.as_slice())).collect();
        Kept(Memory::new(self.receipts.clone(), bytes))
    }

    /// Collects a bundle's contents.
    pub(crate) fn collect(&self, wanted: &Wanted<'_>) -> Result<Contents, Trouble> {
        let (index, memory) = (Index::of(&self.entries), self.memory());
        let answer = |sha256: &Digest| {
            self.bytes.get(sha256).cloned().ok_or(Trouble::Lacking(Lacking::Bytes(*sha256)))
        };
        collect(Said::new(&self.entries, &index), &memory, &memory, answer, wanted)
    }
}

/// The document behind a check.
struct Document(String);

impl Document {
    fn of(asset: &str) -> Self {
        Self(format!("made up: a register that knows nothing of {asset}\n"))
    }

    fn file(&self) -> FileRef {
        FileRef { name: "answer.txt".to_owned(), sha256: Digest::of(self.0.as_bytes()).to_string() }
    }
}

/// A memory whose troubles are those of collecting.
pub(crate) struct Kept<'b>(Memory<'b>);

impl Files for Kept<'_> {
    type Error = Trouble;

    fn bytes(&self, file: &FileRef) -> Result<Vec<u8>, Trouble> {
        self.0.bytes(file).map_err(Trouble::Lacking)
    }
}

impl Answers for Kept<'_> {
    type Error = Trouble;

    fn each_row(
        &self,
        feed: &'static dyn Feed,
        interval: Interval,
        key: &str,
        tell: &mut dyn FnMut(Row, &Receipt),
    ) -> Result<(), Trouble> {
        self.0.each_row(feed, interval, key, tell).map_err(Trouble::Lacking)
    }

    fn lookups(&self, feed: &str) -> Result<Vec<Receipt>, Trouble> {
        self.0.lookups(feed).map_err(Trouble::Lacking)
    }

    fn latest_lookup(&self, feed: &str, key: &str, known_at: Timestamp) -> Result<Option<Receipt>, Trouble> {
        self.0.latest_lookup(feed, key, known_at).map_err(Trouble::Lacking)
    }

    fn map_page(&self, sha256: &qazyq_lake::Digest) -> Result<Arc<BTreeMap<u64, map::Mapped>>, Trouble> {
        self.0.map_page(sha256).map_err(Trouble::Lacking)
    }

    fn quotes(
        &self,
        sha256: &qazyq_lake::Digest,
        currency: &str,
    ) -> Result<Arc<BTreeMap<u64, Quoted>>, Trouble> {
        self.0.quotes(sha256, currency).map_err(Trouble::Lacking)
    }
}

/// The law's own reading.
pub(crate) fn reading(act: &Act, on: Day) -> Reading {
    Reading { choices: act.on(on).counted.default_choices(), source: Source::Either }
}

/// What a bundle is wanted of, by all that is known.
pub(crate) fn wanted<'w>(act: &'w Act, reading: &'w Reading, asset: &'w str, on: &str) -> Wanted<'w> {
    let known_at = at(LATER);
    Wanted { act, asset, day: day(on), reading, as_of: None, known_at, public: false, with_documents: false }
}

/// A key of the vectors: its secret is that byte, 32 times. Anyone has it.
pub(crate) fn key(name: &str, secret: u8) -> SignerKey {
    let signs = if name.starts_with("witness") { Signs::Cosignatures } else { Signs::Notes };
    SignerKey::new(name.parse().unwrap(), signs, &[secret; 32]).unwrap()
}

pub(crate) fn publisher() -> SignerKey {
    key("publisher.example/vectors", 1)
}

pub(crate) fn stranger() -> SignerKey {
    key("stranger.example/vectors", 2)
}

pub(crate) fn log_key() -> SignerKey {
    key("log.example/vectors", 3)
}

pub(crate) fn witness() -> SignerKey {
    key("witness.example/vectors", 4)
}

pub(crate) fn other_log_key() -> SignerKey {
    key("other-log.example/vectors", 5)
}

/// A log's entries.
#[derive(Clone, Debug, Default)]
pub(crate) struct Log {
    pub(crate) lines: Vec<String>,
}

impl Subtrees for Log {
    type Error = Infallible;

    fn subtree(&mut self, level: u32, index: u64) -> Result<TreeHash, Infallible> {
        if level == 0 {
            return Ok(TreeHash::of_leaf(self.lines[usize::try_from(index).unwrap()].as_bytes()));
        }
        let left = self.subtree(level - 1, index * 2)?;
        let right = self.subtree(level - 1, index * 2 + 1)?;
        Ok(TreeHash::of_node(&left, &right))
    }
}

impl Log {
    pub(crate) fn size(&self) -> u64 {
        self.lines.len() as u64
    }

    pub(crate) fn checkpoint(&self, size: u64, key: &SignerKey) -> Note {
        let Ok(root) = merkle::root(size, &mut self.clone());
        let checkpoint = Checkpoint::new(key.public().name().as_str(), size, root).unwrap();
        let mut note = Note::new(checkpoint.to_string()).unwrap();
        note.sign(key);
        note
    }

    /// The checkpoint of now, with the witness's cosignature.
    pub(crate) fn witnessed(&self) -> Note {
        let mut note = self.checkpoint(self.size(), &log_key());
        assert!(cosign(&mut note, &witness(), 1_780_000_000));
        note
    }

    pub(crate) fn proof(&self, line: &str, checkpoint: Note) -> EntryProof {
        let index = self.lines.iter().position(|known| known == line).expect("a line of the log") as u64;
        let Ok(hashes) = merkle::inclusion(index, self.size(), &mut self.clone());
        EntryProof { extra: None, index, hashes, checkpoint }
    }

    pub(crate) fn grown_from(&self, size: u64) -> Vec<TreeHash> {
        let Ok(hashes) = merkle::consistency(size, self.size(), &mut self.clone());
        hashes
    }
}

/// What is signed and logged of a bundle; none of one whose head or case cannot be read.
pub(crate) fn line(act: &Act, bytes: &[u8]) -> Option<String> {
    let bundle = Bundle::read(bytes).unwrap();
    let (head, case) = (Head::parse(bundle.head()).ok()?, Case::parse(act, bundle.case()).ok()?);
    Some(statement(&head, &qazyq_law::assess(&case), &bundle).line())
}

pub(crate) fn signed(line: &str, key: &SignerKey) -> Note {
    let mut note = Note::new(format!("{line}\n")).unwrap();
    note.sign(key);
    note
}

/// Signed by the publisher, held by the log, seen by the witness.
pub(crate) fn sealed(line: &str, log: &Log) -> Attachments {
    Attachments {
        note: Some(signed(line, &publisher()).to_string().into_bytes()),
        log_proof: Some(log.proof(line, log.witnessed()).to_string().into_bytes()),
        ..Attachments::default()
    }
}

/// What verification comes to, by a policy.
pub(crate) fn judged(bytes: &[u8], act: &Act, policy: &Policy, older: Option<&Older>) -> Report {
    verify(bytes, &Judge { act, policy, now: Some(NOW), older })
}

/// The steps that were neither passed nor absent, each with its first code: `case failed case-differs`.
pub(crate) fn faults(report: &Report) -> Vec<String> {
    let bad = report.steps.iter().filter(|step| step.came > Came::Passed);
    bad.map(|step| {
        let codes: Vec<&str> = step.why.iter().map(|why| &*why.code).collect();
        format!("{} {} {}", step.check.as_str(), step.came.as_str(), codes.join(" "))
    })
    .collect()
}

pub(crate) fn came(report: &Report, check: Check) -> Came {
    report.steps.iter().find(|step| step.check == check).unwrap().came
}

/// The text at these keys of a case or a verdict.
pub(crate) fn text(value: &Value, path: &[&str]) -> String {
    match path.iter().try_fold(value, |value, key| value.get(key)) {
        Some(Value::Text(text)) => text.to_string(),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

/// Puts one text in the place of another, which must be there.
pub(crate) fn replaced(text: &mut String, from: &str, to: &str) {
    assert!(text.contains(from), "{from} in {text}");
    *text = text.replacen(from, to, 1);
}
