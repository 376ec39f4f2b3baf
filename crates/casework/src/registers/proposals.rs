//! Assets that DefiLlama has: proposals, of which a person accepts or declines each.
//!
//! An asset there is one here if it was accepted as it, else if both have the same id of CoinMarketCap, else if both have
//! the same symbol, capitals included, and the same name. A symbol alone says nothing: `SUSD` and `sUSD` are two assets.

use std::collections::BTreeMap;

use jiff::Timestamp;
use qazyq_exact::id::Caip19;
use qazyq_registers::defillama::{self, Mechanism};
use qazyq_registry::form::{is_id, peg_text};
use qazyq_registry::people::Right;
use qazyq_registry::what::{Asset as SaidOfAsset, Component, Peg, RegisterKind};
use serde_json::{Map, Value, json};

use super::{Parsed, RegisterFile, origin};
use crate::Trouble;
use crate::book::{Asset, Book};
use crate::record::{Supposed, check_reason, check_short, csv_of, with_guard};
use crate::workspace::{Draft, What, sha256};

/// An asset of DefiLlama, and how it stands here.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// DefiLlama's id.
    pub key: String,
    /// What it says.
    pub asset: defillama::Asset,
    /// In which file.
    pub source: RegisterFile,
    /// How it stands here.
    pub standing: Standing,
    /// The id that it would have here.
    pub id: Suggested,
    /// What is otherwise here, or not here at all.
    pub differences: Vec<Difference>,
}

/// How a proposal stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is not known here.
    New,
    /// It is this asset.
    Known(String),
    /// Somebody declined it.
    Declined {
        /// Why.
        reason: String,
        /// In which entry.
        entry: u64,
    },
}

impl Standing {
    /// The name in messages and in JSON.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Known(_) => "known",
            Self::Declined { .. } => "declined",
        }
    }

    /// Every name.
    pub const ALL: [&'static str; 3] = ["new", "known", "declined"];
}

/// The id that an asset would have here: its symbol in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Suggested {
    /// Nobody else has it.
    Id(String),
    /// Somebody else has it, here or among the proposals.
    Taken {
        /// The id.
        id: String,
        /// DefiLlama's ids of the others that would have it too; none where an asset here has it.
        keys: Vec<String>,
    },
    /// The symbol gives no id.
    None,
}

/// Something that is otherwise in DefiLlama than here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What: `symbol`, `name`, `coinmarketcap`, `peg`, `website`.
    pub field: &'static str,
    /// What is recorded here; none where nothing is.
    pub ours: Option<String>,
    /// What DefiLlama says.
    pub theirs: String,
}

/// What somebody says who accepts a proposal.
#[derive(Clone, Debug, Default)]
pub struct Acceptance {
    /// DefiLlama's id.
    pub key: String,
    /// The id that it gets here, or has.
    pub id: Option<String>,
    /// Its symbol, where DefiLlama's is not right.
    pub symbol: Option<String>,
    /// Its name, where DefiLlama's is not right.
    pub name: Option<String>,
    /// The proposal's mark when it was looked at: see [`Proposal::mark`]. None where nobody looked.
    pub seen: Option<String>,
}

/// What came of accepting one.
#[derive(Clone, Debug)]
pub struct Accepted {
    /// The asset.
    pub asset: String,
    /// It was not here before.
    pub is_new: bool,
    /// The entries that were written; none where the journal says all that already.
    pub entries: Vec<u64>,
    /// What was recorded of it.
    pub recorded: SaidOfAsset,
    /// The peg that was recorded.
    pub peg: Option<String>,
    /// What is otherwise here and stays so.
    pub differences: Vec<Difference>,
    /// The proposal.
    pub proposal: Proposal,
}

impl Proposal {
    /// Its peg, where it is a currency: of one unit.
    #[must_use]
    pub fn peg(&self) -> Option<Component> {
        match self.asset.peg.as_ref()? {
            defillama::Peg::Currency(currency) => {
                Some(Component { currency: currency.clone(), amount: "1".to_owned() })
            }
            defillama::Peg::Variable | defillama::Peg::Unknown(_) => None,
        }
    }

    /// Its id at CoinMarketCap, where it is one.
    #[must_use]
    pub fn coinmarketcap(&self) -> Option<u64> {
        let text = self.asset.cmc_id.as_deref()?;
        text.parse().ok().filter(|number: &u64| number.to_string() == text && (1..1 << 53).contains(number))
    }

    /// How the peg is kept, as DefiLlama writes it.
    #[must_use]
    pub fn mechanism(&self) -> Option<&str> {
        match self.asset.mechanism.as_ref()? {
            Mechanism::Fiat => Some("fiat-backed"),
            Mechanism::Crypto => Some("crypto-backed"),
            Mechanism::Algorithmic => Some("algorithmic"),
            Mechanism::Unknown(text) => Some(text),
        }
    }

    /// Where it lives, if the address names the ledger and both are of a form that is known.
    #[must_use]
    pub fn caip19(&self) -> Option<String> {
        caip19(self.asset.address.as_deref()?)
    }

    /// Whether the file says that it is over with it: dead, given up or taken off the list.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.asset.dead_from.is_some()
            || self.asset.deprecated == Some(true)
            || self.asset.delisted == Some(true)
    }

    /// Whether somebody should look at it: it is new, or something is otherwise.
    #[must_use]
    pub fn is_open(&self) -> bool {
        match self.standing {
            Standing::New => true,
            // Another spelling of a name alone is nothing to do.
            Standing::Known(_) => self.differences.iter().any(|difference| {
                difference.ours.is_none() || matches!(difference.field, "coinmarketcap" | "peg")
            }),
            Standing::Declined { .. } => false,
        }
    }
}

impl Proposal {
    /// What is the same as long as the register says the same of it and it stands here as it did: a digest of all of that. Whoever answers a
    /// page hands it over, so that nothing is accepted or declined but what was looked at.
    #[must_use]
    pub fn mark(&self) -> String {
        sha256(self.to_json().to_string().as_bytes())
    }

    fn check_seen(&self, seen: Option<&str>) -> Result<(), Trouble> {
        match seen {
            Some(seen) if seen != self.mark() => Err(Trouble::ProposalChanged(self.key.clone())),
            Some(_) | None => Ok(()),
        }
    }

    /// For programs.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut told = Map::new();
        let mut put = |key: &str, value: Value| {
            let is_nothing = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
            if !is_nothing {
                told.insert(key.to_owned(), value);
            }
        };
        put("key", json!(self.key));
        put("standing", json!(self.standing.as_str()));
        match &self.standing {
            Standing::New => {}
            Standing::Known(asset) => put("asset", json!(asset)),
            Standing::Declined { reason, entry } => {
                put("reason", json!(reason));
                put("entry", json!(entry));
            }
        }
        match &self.id {
            Suggested::Id(id) => put("id", json!(id)),
            Suggested::Taken { id, keys } => {
                put("id", json!(id));
                put("id_is_taken", json!(true));
                put("id_is_that_of", json!(keys));
            }
            Suggested::None => {}
        }
        let asset = &self.asset;
        put("symbol", json!(asset.symbol));
        put("name", json!(asset.name));
        put("coinmarketcap", json!(self.coinmarketcap()));
        put("coingecko", json!(asset.gecko_id));
        put("peg", json!(self.peg().map(|component| peg_text(&[component]))));
        put("mechanism", json!(self.mechanism()));
        put("circulating", json!(asset.circulating));
        put("price", json!(asset.price));
        put("website", json!(asset.url));
        put("audits", json!(asset.audits));
        put("contract", json!(asset.address));
        put("caip19", json!(self.caip19()));
        put("dead_from", json!(asset.dead_from.map(|day| day.to_string())));
        put("deprecated", json!(asset.deprecated));
        put("delisted", json!(asset.delisted));
        let difference = |difference: &Difference| json!({ "field": difference.field, "ours": difference.ours, "theirs": difference.theirs });
        put("differences", self.differences.iter().map(difference).collect());
        put("file", json!(self.source.file.name));
        put("sha256", json!(self.source.file.sha256));
        put("place", json!(asset.place));
        Value::Object(told)
    }
}

/// The ledgers whose names at DefiLlama are known for sure, by their chain of EIP-155.
const LEDGERS: [(&str, &str); 14] = [
    ("arbitrum", "42161"),
    ("avax", "43114"),
    ("base", "8453"),
    ("blast", "81457"),
    ("bsc", "56"),
    ("celo", "42220"),
    ("ethereum", "1"),
    ("fantom", "250"),
    ("linea", "59144"),
    ("mantle", "5000"),
    ("optimism", "10"),
    ("polygon", "137"),
    ("scroll", "534352"),
    ("xdai", "100"),
];

/// The first 32 characters of the first block of Solana's main ledger.
const SOLANA: &str = "5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp";

fn caip19(address: &str) -> Option<String> {
    // Without a ledger it is Ethereum as a rule, and a rule is not exact enough.
    let (ledger, reference) = address.split_once(':')?;
    let text = if ledger == "solana" {
        let is_base58 = |b: u8| b.is_ascii_alphanumeric() && !matches!(b, b'0' | b'O' | b'I' | b'l');
        ((32..=44).contains(&reference.len()) && reference.bytes().all(is_base58))
            .then(|| format!("solana:{SOLANA}/token:{reference}"))?
    } else {
        let (_, chain) = LEDGERS.iter().find(|(name, _)| *name == ledger)?;
        let digits = reference.strip_prefix("0x")?;
        (digits.len() == 40 && digits.bytes().all(|b| b.is_ascii_hexdigit()))
            .then(|| format!("eip155:{chain}/erc20:{reference}"))?
    };
    Some(text.parse::<Caip19>().ok()?.canonical().to_string())
}

/// The id that a symbol gives.
fn id_of(symbol: Option<&str>) -> Option<String> {
    let id = symbol?.to_ascii_lowercase();
    is_id(&id).then_some(id)
}

/// A name as it is compared: capitals and blanks do not count.
fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Book {
    /// Every asset of DefiLlama's newest list and answer, and how it stands here.
    ///
    /// # Errors
    /// Where no file of DefiLlama is here, or the bytes of one cannot be read.
    pub fn proposals(&self, known_at: Timestamp) -> Result<Vec<Proposal>, Trouble> {
        let files = self.defillama_files(known_at)?;
        if files.is_empty() {
            return Err(Trouble::NoRegister(RegisterKind::Defillama));
        }
        let accepted = self.accepted(known_at)?;
        let assets = self.assets_at(known_at);
        let mut proposals: Vec<Proposal> = Vec::new();
        let mut seen = BTreeMap::new();
        for (source, file) in files {
            for asset in file.assets {
                let Some(key) = asset.id.clone() else { continue };
                if let Some(place) = seen.get(&key).copied() {
                    // The answer knows what the list does not: how much of it there is.
                    if let Some(known) = proposals.get_mut::<usize>(place) {
                        known.asset.circulating = known.asset.circulating.take().or(asset.circulating);
                        known.asset.price = known.asset.price.take().or(asset.price);
                    }
                    continue;
                }
                seen.insert(key.clone(), proposals.len());
                let standing = Standing::New;
                let (source, id) = (source.clone(), Suggested::None);
                proposals.push(Proposal { key, asset, source, standing, id, differences: Vec::new() });
            }
        }
        let declined = self.declined(known_at);
        for proposal in &mut proposals {
            if let Some(known) = known_as(proposal, &accepted, &assets) {
                proposal.standing = Standing::Known(known.id.clone());
                proposal.differences = self.differences(proposal, known, known_at);
            } else if let Some((reason, entry)) = declined.get(&proposal.key) {
                proposal.standing = Standing::Declined { reason: reason.clone(), entry: *entry };
            }
        }
        suggest(&mut proposals, &assets);
        Ok(proposals)
    }

    /// Which of DefiLlama's ids were accepted as which assets: an entry names the file and the place.
    fn accepted(&self, known_at: Timestamp) -> Result<BTreeMap<String, String>, Trouble> {
        let files = self.register_files(known_at);
        let mut keys: BTreeMap<String, BTreeMap<u64, String>> = BTreeMap::new();
        let mut accepted = BTreeMap::new();
        let is_asset = |entry: &&crate::workspace::Entry| matches!(entry.what, What::Asset(_) | What::Peg(_));
        for entry in self.entries().iter().filter(is_asset).filter(|entry| self.counts(entry, known_at)) {
            let (Some(document), Some(line), Some(id)) =
                (&entry.origin.document, entry.origin.line, &entry.asset)
            else {
                continue;
            };
            let is_it = |file: &&RegisterFile| {
                file.register == RegisterKind::Defillama && file.file.sha256 == document.sha256
            };
            let Some(file) = files.iter().find(is_it) else { continue };
            if !keys.contains_key(&document.sha256) {
                let Parsed::Defillama(parsed) = self.read_register(&mut file.clone())? else { continue };
                let of_file = parsed.assets.into_iter().filter_map(|asset| Some((asset.place, asset.id?)));
                keys.insert(document.sha256.clone(), of_file.collect());
            }
            if let Some(key) = keys.get(&document.sha256).and_then(|of_file| of_file.get(&line)) {
                accepted.insert(key.clone(), id.clone());
            }
        }
        Ok(accepted)
    }

    /// What was declined: why, and in which entry.
    fn declined(&self, known_at: Timestamp) -> BTreeMap<String, (String, u64)> {
        let counting = self.entries().iter().filter(|entry| self.counts(entry, known_at));
        let declined = counting.filter_map(|entry| match &entry.what {
            What::Declined { register: RegisterKind::Defillama, key, reason } => {
                Some((key.clone(), (reason.clone(), entry.number)))
            }
            _ => None,
        });
        declined.collect()
    }

    /// What DefiLlama says otherwise, or what is not recorded here. A website is told where the issuer has none.
    fn differences(&self, proposal: &Proposal, known: &Asset, known_at: Timestamp) -> Vec<Difference> {
        let mut differences = Vec::new();
        let mut compare = |field, ours: Option<String>, theirs: Option<String>| {
            if let Some(theirs) = theirs.filter(|theirs| ours.as_ref() != Some(theirs)) {
                differences.push(Difference { field, ours, theirs });
            }
        };
        compare("symbol", known.symbol.clone(), proposal.asset.symbol.clone());
        let is_same_name = known.name.as_deref().map(folded) == proposal.asset.name.as_deref().map(folded);
        compare("name", known.name.clone(), proposal.asset.name.clone().filter(|_| !is_same_name));
        let number = |id: Option<u64>| id.map(|id| id.to_string());
        compare("coinmarketcap", number(known.coinmarketcap), number(proposal.coinmarketcap()));
        let ours = self.peg_at(&known.id, known_at).map(|components| peg_text(&components));
        compare("peg", ours, proposal.peg().map(|component| peg_text(&[component])));
        // Only where nothing is recorded: the issuer's page of one asset need not be that of another.
        let issuer = known.issuer.as_deref().and_then(|id| self.issuer_at(id, known_at).ok());
        if issuer.and_then(|issuer| issuer.website).is_none() {
            let website = proposal.asset.url.clone().filter(|_| !self.has_disclosure(&known.id, known_at));
            compare("website", None, website);
        }
        differences
    }

    /// Whether something is recorded as public about an asset.
    fn has_disclosure(&self, asset: &str, known_at: Timestamp) -> bool {
        let is_one = |entry: &crate::workspace::Entry| matches!(entry.what, What::Disclosure(_));
        self.about(asset).any(|entry| is_one(entry) && self.counts(entry, known_at))
    }

    /// What the asset is pegged to as far as is recorded here, by an entry of its own or by a page of facts.
    #[must_use]
    pub fn peg_at(&self, asset: &str, known_at: Timestamp) -> Option<Vec<Component>> {
        self.latest_peg(asset, known_at).ok().flatten()
    }

    /// Takes over an asset of DefiLlama: what it is called, its id at CoinMarketCap, and its peg. What is recorded here
    /// already stays; links are told and not recorded.
    ///
    /// # Errors
    /// Where there is no such asset, it is not what was looked at, its id here must be said, or whoever acts may not.
    pub fn accept_proposal(&mut self, acceptance: &Acceptance, now: Timestamp) -> Result<Accepted, Trouble> {
        let decide = |book: &Self, _: Option<&str>| {
            let (drafts, accepted) = book.acceptance(acceptance, now)?;
            let count = drafts.len();
            Ok((drafts, (count, accepted)))
        };
        let (first, (count, accepted)) = self.write_with(Right::Record, now, Vec::new(), decide)?;
        let entries = first.map(|first| (first..).take(count).collect()).unwrap_or_default();
        Ok(Accepted { entries, ..accepted })
    }

    /// What would be known if an asset of DefiLlama were taken over, and what would be recorded of it.
    ///
    /// # Errors
    /// As [`Book::accept_proposal`], rights apart.
    pub fn suppose_accepted(
        &self,
        acceptance: &Acceptance,
        now: Timestamp,
    ) -> Result<(Accepted, Supposed), Trouble> {
        let (new, accepted) = self.acceptance(acceptance, now)?;
        let book = self.with_at_its_end(&new, now);
        Ok((accepted, Supposed { book, new, known: 0 }))
    }

    /// What is written where an asset of DefiLlama is taken over.
    fn acceptance(&self, acceptance: &Acceptance, now: Timestamp) -> Result<(Vec<Draft>, Accepted), Trouble> {
        let proposal = self.proposal(&acceptance.key)?;
        proposal.check_seen(acceptance.seen.as_deref())?;
        let id = self.id_for(acceptance, &proposal)?;
        let known = self.about(&id).next().is_some().then(|| self.asset(&id)).transpose()?;
        let is_new = known.is_none();
        let recorded = self.missing(acceptance, &proposal, known.as_ref())?;
        self.check_shared(recorded.coinmarketcap, &id)?;
        let peg = match self.peg_at(&id, Timestamp::MAX) {
            Some(_) => None,
            None => proposal.peg(),
        };
        let about = |what| Draft {
            origin: origin(&proposal.source, proposal.asset.place),
            // That it is this asset is somebody's word of now, whenever the file was had.
            ..Draft::about(&id, now, what)
        };
        let mut drafts = Vec::new();
        // Even where nothing is new: which of DefiLlama's assets it is, is known from this entry alone.
        let is_linked = self.accepted(Timestamp::MAX)?.get(&proposal.key) == Some(&id);
        if recorded != SaidOfAsset::default() {
            drafts.push(about(What::Asset(recorded.clone())));
        } else if peg.is_none() && !is_linked && !matches!(proposal.standing, Standing::Known(_)) {
            let symbol = known.as_ref().and_then(|known| known.symbol.clone());
            drafts.push(about(What::Asset(SaidOfAsset { symbol, ..SaidOfAsset::default() })));
        }
        if let Some(component) = &peg {
            let components = vec![component.clone()];
            drafts.push(about(What::Peg(Peg { components, ..Peg::default() })));
        }
        let differences = match &known {
            Some(known) => {
                let mut all = self.differences(&proposal, known, Timestamp::MAX);
                all.retain(|difference| difference.ours.is_some());
                all
            }
            None => Vec::new(),
        };
        let peg = peg.map(|component| peg_text(&[component]));
        let entries = Vec::new();
        Ok((drafts, Accepted { asset: id, is_new, entries, recorded, peg, differences, proposal }))
    }

    /// The proposal of that id.
    ///
    /// # Errors
    /// Where DefiLlama's newest files have no such asset, or the bytes of one cannot be read.
    pub fn proposal(&self, key: &str) -> Result<Proposal, Trouble> {
        let proposals = self.proposals(Timestamp::MAX)?;
        let found = proposals.into_iter().find(|proposal| proposal.key == key);
        found.ok_or_else(|| Trouble::UnknownProposal(key.to_owned()))
    }

    /// The id that an accepted asset gets here.
    fn id_for(&self, acceptance: &Acceptance, proposal: &Proposal) -> Result<String, Trouble> {
        let Some(id) = &acceptance.id else {
            return match (&proposal.standing, &proposal.id) {
                (Standing::Known(id), _) | (_, Suggested::Id(id)) => Ok(id.clone()),
                (_, Suggested::Taken { id, keys }) => {
                    Err(Trouble::IdIsTaken { id: id.clone(), keys: keys.clone() })
                }
                (_, Suggested::None) => {
                    Err(Trouble::NoIdFromSymbol(proposal.asset.symbol.clone().unwrap_or_default()))
                }
            };
        };
        if !is_id(id) {
            return Err(Trouble::AssetId(id.clone()));
        }
        match &proposal.standing {
            Standing::Known(known) if known != id => {
                return Err(Trouble::IsAnotherAsset { key: proposal.key.clone(), asset: known.clone() });
            }
            Standing::Known(_) | Standing::New | Standing::Declined { .. } => {}
        }
        // An id that is here already is said on purpose where the symbol is the same and nothing contradicts it.
        if let Some(known) = self.about(id).next().and_then(|_| self.asset(id).ok()) {
            let symbol = acceptance.symbol.as_ref().or(proposal.asset.symbol.as_ref());
            let is_other_symbol = known.symbol.is_some() && known.symbol.as_ref() != symbol;
            let is_other_id = known.coinmarketcap.is_some()
                && proposal.coinmarketcap().is_some_and(|number| known.coinmarketcap != Some(number));
            if proposal.standing != Standing::Known(id.clone()) && (is_other_symbol || is_other_id) {
                return Err(Trouble::NotTheSameAsset { key: proposal.key.clone(), asset: id.clone() });
            }
        }
        Ok(id.clone())
    }

    /// What is to be recorded: what is not recorded here yet, and what was said in words of the person's own.
    fn missing(
        &self,
        acceptance: &Acceptance,
        proposal: &Proposal,
        known: Option<&Asset>,
    ) -> Result<SaidOfAsset, Trouble> {
        let asset = &proposal.asset;
        let text = |field, said: &Option<String>, theirs: &Option<String>, ours: Option<&String>| {
            let text = match (said, ours) {
                (Some(said), _) => Some(said).filter(|said| ours != Some(said)),
                (None, Some(_)) => None,
                (None, None) => theirs.as_ref(),
            };
            text.map(|text| check_short(field, text).map(|()| text.clone())).transpose()
        };
        let symbol =
            text("symbol", &acceptance.symbol, &asset.symbol, known.and_then(|k| k.symbol.as_ref()))?;
        let name = text("name", &acceptance.name, &asset.name, known.and_then(|k| k.name.as_ref()))?;
        let has_ledgers = known.is_some_and(|known| !known.caip19.is_empty());
        Ok(SaidOfAsset {
            symbol,
            name,
            coinmarketcap: proposal
                .coinmarketcap()
                .filter(|_| known.is_none_or(|known| known.coinmarketcap.is_none())),
            caip19: proposal.caip19().filter(|_| !has_ledgers).into_iter().collect(),
            ..SaidOfAsset::default()
        })
    }

    /// Records that nobody wants an asset of DefiLlama here; gives the entry, none where that is recorded already.
    ///
    /// # Errors
    /// Where there is no such asset, it is not what was looked at (see [`Proposal::mark`]), it is one here, the reason is none, or whoever acts
    /// may not.
    pub fn decline_proposal(
        &mut self,
        key: &str,
        reason: &str,
        seen: Option<&str>,
        now: Timestamp,
    ) -> Result<Option<u64>, Trouble> {
        check_reason(reason)?;
        self.write(Right::Record, now, |book, _| {
            let proposal = book.proposal(key)?;
            proposal.check_seen(seen)?;
            match &proposal.standing {
                Standing::Known(asset) => {
                    let (key, asset) = (key.to_owned(), asset.clone());
                    return Err(Trouble::IsAnotherAsset { key, asset });
                }
                Standing::Declined { reason: known, .. } if known == reason => return Ok(Vec::new()),
                Standing::Declined { .. } | Standing::New => {}
            }
            let (register, key, reason) = (RegisterKind::Defillama, key.to_owned(), reason.to_owned());
            Ok(vec![Draft::new(now, What::Declined { register, key, reason })])
        })
    }
}

/// The asset here that a proposal is.
fn known_as<'a>(
    proposal: &Proposal,
    accepted: &BTreeMap<String, String>,
    assets: &'a [Asset],
) -> Option<&'a Asset> {
    let by_acceptance = || {
        let id = accepted.get(&proposal.key)?;
        assets.iter().find(|asset| asset.id == *id)
    };
    let number = proposal.coinmarketcap();
    let by_number = || assets.iter().find(|asset| number.is_some() && asset.coinmarketcap == number);
    let by_name = || {
        let (symbol, name) = (proposal.asset.symbol.as_ref()?, folded(proposal.asset.name.as_ref()?));
        assets.iter().find(|asset| {
            asset.symbol.as_ref() == Some(symbol)
                && asset.name.as_deref().map(folded).as_ref() == Some(&name)
                // Two ids of CoinMarketCap are two assets, whatever they are called.
                && (asset.coinmarketcap.is_none() || number.is_none() || asset.coinmarketcap == number)
        })
    };
    by_acceptance().or_else(by_number).or_else(by_name)
}

/// Suggests an id for each proposal, and says who else would have it.
fn suggest(proposals: &mut [Proposal], assets: &[Asset]) {
    let mut wanted: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for proposal in proposals.iter().filter(|proposal| proposal.standing == Standing::New) {
        if let Some(id) = id_of(proposal.asset.symbol.as_deref()) {
            wanted.entry(id).or_default().push(proposal.key.clone());
        }
    }
    for proposal in proposals {
        if let Standing::Known(id) = &proposal.standing {
            proposal.id = Suggested::Id(id.clone());
            continue;
        }
        let Some(id) = id_of(proposal.asset.symbol.as_deref()) else { continue };
        let is_here = assets.iter().any(|asset| asset.id == id);
        let others = wanted.get(&id).into_iter().flatten().filter(|key| **key != proposal.key && !is_here);
        let keys: Vec<String> = others.cloned().collect();
        let is_free = keys.is_empty() && !is_here;
        proposal.id = if is_free { Suggested::Id(id) } else { Suggested::Taken { id, keys } };
    }
}

/// Proposals as CSV.
#[must_use]
pub fn to_csv(proposals: &[&Proposal]) -> String {
    let columns = [
        "key",
        "standing",
        "id",
        "symbol",
        "name",
        "coinmarketcap",
        "peg",
        "mechanism",
        "circulating",
        "differences",
        "website",
        "audits",
        "caip19",
        "is_over",
        "file",
        "sha256",
        "place",
    ];
    let rows = proposals.iter().map(|proposal| {
        let asset = &proposal.asset;
        let text = |text: Option<&str>| with_guard(text.unwrap_or_default());
        let differences: Vec<&str> = proposal.differences.iter().map(|d| d.field).collect();
        vec![
            with_guard(&proposal.key),
            proposal.standing.as_str().to_owned(),
            match &proposal.id {
                Suggested::Id(id) | Suggested::Taken { id, .. } => id.clone(),
                Suggested::None => String::new(),
            },
            text(asset.symbol.as_deref()),
            text(asset.name.as_deref()),
            proposal.coinmarketcap().map(|number| number.to_string()).unwrap_or_default(),
            with_guard(&proposal.peg().map(|component| peg_text(&[component])).unwrap_or_default()),
            text(proposal.mechanism()),
            text(asset.circulating.as_deref()),
            differences.join("|"),
            text(asset.url.as_deref()),
            with_guard(&crate::record::with_bars(&asset.audits)),
            proposal.caip19().unwrap_or_default(),
            proposal.is_over().to_string(),
            with_guard(&proposal.source.file.name),
            proposal.source.file.sha256.clone(),
            asset.place.to_string(),
        ]
    });
    csv_of(&columns, rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_address_with_its_ledger_tells_exactly_where_a_token_lives() {
        let hex = "0xe8537a3d056DA446677B9E9d6c5dB704EaAb4787";
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(caip19(address).as_deref(), expected, "{address}");
        };
        check(&format!("celo:{hex}"), Some("eip155:42220/erc20:0xe8537a3d056da446677b9e9d6c5db704eaab4787"));
        check(
            "solana:susdabGDNbhrnCa6ncrYo81u4s9GM8ecK2UwMyZiq4X",
            Some("solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp/token:susdabGDNbhrnCa6ncrYo81u4s9GM8ecK2UwMyZiq4X"),
        );
        for address in [
            hex,
            &format!("move:{hex}"),
            "celo:0xe8537a",
            "base:e8537a3d056DA446677B9E9d6c5dB704EaAb47870x",
            "solana:0OIl",
            "",
            ":",
        ] {
            check(address, None);
        }
    }

    #[test]
    fn a_symbol_gives_an_id_where_it_can_be_one() {
        assert_eq!(id_of(Some("sUSD")).as_deref(), Some("susd"));
        assert_eq!(id_of(Some("USD.e")).as_deref(), Some("usd.e"));
        for symbol in [Some("USD+"), Some("USD₮"), Some(""), None] {
            assert_eq!(id_of(symbol), None);
        }
    }
}
