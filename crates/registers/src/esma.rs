//! ESMA's interim register under MiCA: five files, one for each kind of entry.
//!
//! ```text
//! EMT20260209.csv     issuers of e-money tokens and their white papers          known by ae_exemption48_4
//! ART20260129.csv     issuers of asset-referenced tokens                        known by ae_credit_institution
//! OTHER20260209.csv   white papers of other crypto-assets                       known by ae_lei_name_casp
//! CASP20260209.csv    crypto-asset service providers                            known by ac_serviceCode
//! NCASP20260129.csv   entities that provide services without being authorised   known by ae_infrigment
//! ```
//!
//! Columns are matched by their names, in any order. Several values in a field are parted by `|`. Days are `DD/MM/YYYY`.
//! What the authorities wrote stays as they wrote it; a [`Defect`] says where that is not what the column should hold.

use qazyq_exact::Day;

use crate::field::{Cells, Columns};
use crate::finding::{Defect, FileError};
use crate::table::{self, Header, Table};

/// One of the five files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Register {
    /// Issuers of asset-referenced tokens.
    Art,
    /// Issuers of e-money tokens.
    Emt,
    /// White papers of other crypto-assets.
    Other,
    /// Crypto-asset service providers.
    Casp,
    /// Entities that provide crypto-asset services without being authorised to.
    Ncasp,
}

/// What every register's header has.
const NEEDED: [&str; 4] = ["ae_competentAuthority", "ae_homeMemberState", "ae_lei_name", "ae_lei"];

/// The column by which the entities without authorisation are known, as the register spells it, and as it may one day.
const INFRINGEMENT: [&str; 2] = ["ae_infrigment", "ae_infringement"];

impl Register {
    /// Each of them.
    pub const ALL: [Self; 5] = [Self::Art, Self::Emt, Self::Other, Self::Casp, Self::Ncasp];

    /// The name, as it stands in the names of files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Art => "ART",
            Self::Emt => "EMT",
            Self::Other => "OTHER",
            Self::Casp => "CASP",
            Self::Ncasp => "NCASP",
        }
    }

    /// The columns that no other register has; one of them is enough.
    fn marks(self) -> &'static [&'static str] {
        match self {
            Self::Art => &["ae_credit_institution"],
            Self::Emt => &["ae_exemption48_4", "ae_exemption48_5"],
            Self::Other => &["ae_lei_name_casp", "ae_lei_casp"],
            Self::Casp => &["ac_serviceCode"],
            Self::Ncasp => &INFRINGEMENT,
        }
    }

    /// The columns that are read, beside [`NEEDED`].
    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Art => &[
                "ae_lei_cou_code",
                "ae_commercial_name",
                "ae_address",
                "ae_website",
                "ac_authorisationNotificationDate",
                "ac_authorisationEndDate",
                "ae_credit_institution",
                "wp_url",
                "wp_authorisationNotificationDate",
                "wp_url_cou",
                "wp_comments",
                "wp_lastupdate",
            ],
            Self::Emt => &[
                "ae_lei_cou_code",
                "ae_commercial_name",
                "ae_address",
                "ae_website",
                "ac_authorisationNotificationDate",
                "ac_authorisationEndDate",
                "ae_exemption48_4",
                "ae_exemption48_5",
                "ae_authorisation_other_emt",
                "ae_DTI_FFG",
                "ae_DTI",
                "wp_url",
                "wp_authorisationNotificationDate",
                "wp_comments",
                "wp_lastupdate",
            ],
            Self::Other => &[
                "ae_lei_cou_code",
                "ae_lei_name_casp",
                "ae_lei_casp",
                "ae_offerCode_cou",
                "ae_DTI_FFG",
                "ae_DTI",
                "wp_url",
                "wp_comments",
                "wp_lastupdate",
            ],
            Self::Casp => &[
                "ae_lei_cou_code",
                "ae_commercial_name",
                "ae_address",
                "ae_website",
                "ae_website_platform",
                "ac_authorisationNotificationDate",
                "ac_authorisationEndDate",
                "ac_serviceCode",
                "ac_serviceCode_cou",
                "ac_comments",
                "ac_lastupdate",
            ],
            Self::Ncasp => &[
                "ae_lei_cou_code",
                "ae_commercial_name",
                "ae_website",
                "ae_infrigment",
                "ae_reason",
                "ae_decision_date",
                "ae_comments",
                "ae_lastupdate",
            ],
        }
    }
}

/// A register as it was on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Which of the five it is.
    pub register: Register,
    /// Its rows, in its order.
    pub rows: Vec<Row>,
    /// What is odd about the header.
    pub defects: Vec<Defect>,
}

/// One row. What the register leaves empty is absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line on which it begins; the header's is 1.
    pub line: u64,
    /// The authority that reported it.
    pub authority: Option<String>,
    /// Its member state.
    pub home_state: Option<String>,
    /// The entity's name: the issuer, the offeror or the provider.
    pub name: Option<String>,
    /// Its LEI, as it is written.
    pub lei: Option<String>,
    /// Its country.
    pub country: Option<String>,
    /// The names under which it trades.
    pub trade_names: Vec<String>,
    /// Where it is.
    pub address: Option<String>,
    /// Its websites.
    pub websites: Vec<String>,
    /// What only this register says.
    pub entry: Entry,
    /// The authority's comments.
    pub comments: Option<String>,
    /// When the row was last changed.
    pub updated: Option<Day>,
    /// What is odd about the row.
    pub defects: Vec<Defect>,
}

/// What only one of the registers says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// An issuer of asset-referenced tokens.
    Art {
        /// From when and until when it is authorised.
        authorised: Authorised,
        /// Whether it is a credit institution.
        credit_institution: Option<bool>,
        /// Its white paper.
        paper: WhitePaper,
    },
    /// An issuer of e-money tokens.
    Emt {
        /// From when and until when it is authorised.
        authorised: Authorised,
        /// Whether it makes use of the exemption of Article 48(4) of MiCA.
        exempt_48_4: Option<bool>,
        /// Whether it makes use of the exemption of Article 48(5) of MiCA.
        exempt_48_5: Option<bool>,
        /// What kind of institution it is.
        institution: Option<String>,
        /// The tokens.
        tokens: Tokens,
        /// Their white paper.
        paper: WhitePaper,
    },
    /// A white paper of other crypto-assets.
    Other {
        /// The provider that wrote the white paper or lists the token, where it is not the issuer.
        provider: Option<String>,
        /// Its LEIs, as they are written.
        provider_leis: Vec<String>,
        /// The tokens.
        tokens: Tokens,
        /// Their white paper; its countries are those where they are offered.
        paper: WhitePaper,
    },
    /// A crypto-asset service provider.
    Casp {
        /// From when and until when it is authorised.
        authorised: Authorised,
        /// The websites of its trading platform.
        platforms: Vec<String>,
        /// What it may do.
        services: Vec<Service>,
        /// Where it may.
        countries: Vec<String>,
    },
    /// An entity that provides services without being authorised.
    Ncasp {
        /// Whether an infringement was found.
        infringement: Option<bool>,
        /// Why it is listed.
        reason: Option<String>,
        /// When that was decided.
        decided: Option<Day>,
    },
}

/// From when and until when an authorisation holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authorised {
    /// The day of authorisation or notification.
    pub from: Option<Day>,
    /// The day on which it ended.
    pub ended: Option<Day>,
}

/// Codes of tokens under ISO 24165, as they are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tokens {
    /// Of the functionally fungible group: one for a token on all its ledgers.
    pub groups: Vec<String>,
    /// Of the token on each ledger.
    pub dtis: Vec<String>,
}

/// A white paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WhitePaper {
    /// Where it lies.
    pub addresses: Vec<String>,
    /// When it was authorised or notified.
    pub day: Option<Day>,
    /// For which countries.
    pub countries: Vec<String>,
}

/// A service of Article 3(1), point (16), of MiCA.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// The letter of its point, `a` to `j`: the one before the words, or the one that the words have there. None where they
    /// contradict each other, or where neither is known.
    pub letter: Option<char>,
    /// As it is written.
    pub text: String,
}

/// The services' letters and how their words begin.
const SERVICES: [(char, &str); 10] = [
    ('a', "providing custody"),
    ('b', "operation of a trading platform"),
    ('c', "exchange of crypto-assets for funds"),
    ('d', "exchange of crypto-assets for other"),
    ('e', "execution of orders"),
    ('f', "placing of"),
    ('g', "reception and transmission"),
    ('h', "providing advice"),
    ('i', "providing portfolio"),
    ('j', "providing transfer"),
];

impl Service {
    fn of(text: String, field: &str, defects: &mut Vec<Defect>) -> Self {
        let lower = text.to_lowercase();
        let (written, words) = match lower.split_once('.') {
            Some((letter, words)) if letter.trim().len() == 1 => (letter.trim().chars().next(), words),
            Some(_) | None => (None, lower.as_str()),
        };
        let by_letter =
            SERVICES.iter().find(|(letter, _)| Some(*letter) == written).map(|(letter, _)| *letter);
        let by_words = SERVICES
            .iter()
            .find(|(_, begin)| words.trim_start().starts_with(begin))
            .map(|(letter, _)| *letter);
        let (field, found) = (field.to_owned(), text.clone());
        let letter = match (by_letter, by_words) {
            (Some(letter), Some(words)) if letter != words => {
                defects.push(Defect::ServiceContradictory { field, found });
                None
            }
            (None, None) => {
                defects.push(Defect::ServiceUnknown { field, found });
                None
            }
            (Some(letter), _) | (None, Some(letter)) => Some(letter),
        };
        Self { letter, text }
    }
}

/// The register and the day that a file's name has: `EMT20260209.csv`, perhaps with folders before it.
#[must_use]
pub fn dated(name: &str) -> Option<(Register, Day)> {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let digits = stem.get(stem.len().checked_sub(8)?..)?;
    let letters = stem.strip_suffix(digits)?;
    let register = Register::ALL.into_iter().find(|r| r.name().eq_ignore_ascii_case(letters))?;
    let (year, rest) = digits.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    Some((register, format!("{year}-{month}-{day}").parse().ok()?))
}

/// The register that a header is of; none where it is of several or of no register.
pub(crate) fn registers_of(header: &Header) -> Vec<Register> {
    let is_marked = |register: &Register| register.marks().iter().any(|mark| header.has(mark));
    Register::ALL.into_iter().filter(is_marked).collect()
}

/// The register that these bytes are.
///
/// # Errors
/// Where the header is that of no register, or lacks a column that a register cannot be read without.
pub fn parse(bytes: &[u8]) -> Result<File, FileError> {
    let text = table::text(bytes)?;
    let mut table = Table::open(&text);
    let header = Header::of(&mut table)?;
    let register = match registers_of(&header).as_slice() {
        [register] => *register,
        [] => {
            let marks = Register::ALL.into_iter().filter_map(|register| register.marks().first().copied());
            let expected = marks.collect::<Vec<_>>().join(", ");
            return Err(FileError::HeaderUnknown { found: header.excerpt(), expected });
        }
        several => {
            let registers = several.iter().map(|register| register.name()).collect();
            return Err(FileError::RegistersMixed { registers });
        }
    };
    for name in NEEDED {
        header.require(name)?;
    }
    let names = [&NEEDED, register.columns(), &INFRINGEMENT].concat();
    let columns = Columns::of(&header, &names)?;
    let defects = header_defects(&header, register, &names);

    let mut rows = vec![];
    while let Some(row) = table.next_row()? {
        rows.push(read(register, row.line, Cells::of(&row, &columns, &header)));
    }
    Ok(File { register, rows, defects })
}

/// What is odd about the header.
fn header_defects(header: &Header, register: Register, names: &[&str]) -> Vec<Defect> {
    let unnamed = header.unnamed().map(|place| Defect::ColumnUnnamed { place });
    let unknown = header.other_than(names).map(|name| Defect::ColumnUnknown { field: name.to_owned() });
    // One of its two spellings is enough.
    let is_there = |name: &str| header.has(name) || INFRINGEMENT.contains(&name);
    let absent = register.columns().iter().filter(|name| !is_there(name));
    let absent = absent.map(|name| Defect::ColumnAbsent { field: (*name).to_owned() });
    unnamed.chain(unknown).chain(absent).collect()
}

fn read(register: Register, line: u64, mut cells: Cells<'_>) -> Row {
    let cells = &mut cells;
    let (comments, updated) = match register {
        Register::Art | Register::Emt | Register::Other => ("wp_comments", "wp_lastupdate"),
        Register::Casp => ("ac_comments", "ac_lastupdate"),
        Register::Ncasp => ("ae_comments", "ae_lastupdate"),
    };
    Row {
        line,
        authority: cells.needed("ae_competentAuthority"),
        home_state: cells.country("ae_homeMemberState"),
        name: cells.needed("ae_lei_name"),
        lei: lei(register, cells),
        country: cells.country("ae_lei_cou_code"),
        trade_names: cells.list("ae_commercial_name"),
        address: cells.text("ae_address"),
        websites: cells.addresses("ae_website"),
        entry: entry(register, cells),
        comments: cells.text(comments),
        updated: cells.day(updated),
        defects: std::mem::take(&mut cells.defects),
    }
}

/// Nobody expects the LEI of an entity that is warned of; of all others one does.
fn lei(register: Register, cells: &mut Cells<'_>) -> Option<String> {
    let lei = cells.lei("ae_lei");
    if lei.is_none() && register != Register::Ncasp {
        cells.defects.push(Defect::ValueAbsent { field: "ae_lei".to_owned() });
    }
    lei
}

fn entry(register: Register, cells: &mut Cells<'_>) -> Entry {
    match register {
        Register::Art => Entry::Art {
            authorised: authorised(cells),
            credit_institution: cells.yes("ae_credit_institution"),
            paper: paper(cells, "wp_url_cou"),
        },
        Register::Emt => Entry::Emt {
            authorised: authorised(cells),
            exempt_48_4: cells.yes("ae_exemption48_4"),
            exempt_48_5: cells.yes("ae_exemption48_5"),
            institution: cells.text("ae_authorisation_other_emt"),
            tokens: tokens(cells),
            paper: paper(cells, "wp_url_cou"),
        },
        Register::Other => Entry::Other {
            provider: cells.text("ae_lei_name_casp"),
            provider_leis: cells.leis("ae_lei_casp"),
            tokens: tokens(cells),
            paper: paper(cells, "ae_offerCode_cou"),
        },
        Register::Casp => Entry::Casp {
            authorised: authorised(cells),
            platforms: cells.addresses("ae_website_platform"),
            services: {
                let field = "ac_serviceCode";
                let texts = cells.list(field);
                texts.into_iter().map(|text| Service::of(text, field, &mut cells.defects)).collect()
            },
            countries: cells.countries("ac_serviceCode_cou"),
        },
        Register::Ncasp => Entry::Ncasp {
            infringement: INFRINGEMENT.iter().find_map(|field| cells.yes(field)),
            reason: cells.text("ae_reason"),
            decided: cells.day("ae_decision_date"),
        },
    }
}

fn authorised(cells: &mut Cells<'_>) -> Authorised {
    Authorised {
        from: cells.day("ac_authorisationNotificationDate"),
        ended: cells.day("ac_authorisationEndDate"),
    }
}

fn tokens(cells: &mut Cells<'_>) -> Tokens {
    Tokens { groups: cells.dtis("ae_DTI_FFG"), dtis: cells.dtis("ae_DTI") }
}

fn paper(cells: &mut Cells<'_>, countries: &str) -> WhitePaper {
    WhitePaper {
        addresses: cells.addresses("wp_url"),
        day: cells.day("wp_authorisationNotificationDate"),
        countries: cells.countries(countries),
    }
}
