//! Which register a file is.

use qazyq_exact::Day;

use crate::json::{self, Object};
use crate::table::{self, Header, Table};
use crate::{defillama, esma, gleif};

/// A register that a file shows by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One of ESMA's five: [`esma::parse`].
    Esma {
        /// Which one its header says.
        register: esma::Register,
        /// The day in the file's name, where the name is that of this register.
        day: Option<Day>,
    },
    /// An answer of GLEIF's API: [`gleif::parse_answer`].
    GleifAnswer,
    /// A table of GLEIF's records: [`gleif::parse_table`].
    GleifTable,
    /// A list or an answer of DefiLlama: [`defillama::parse`].
    Defillama(defillama::Shape),
}

impl Kind {
    /// The name in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Esma { register: esma::Register::Art, .. } => "esma-art",
            Self::Esma { register: esma::Register::Emt, .. } => "esma-emt",
            Self::Esma { register: esma::Register::Other, .. } => "esma-other",
            Self::Esma { register: esma::Register::Casp, .. } => "esma-casp",
            Self::Esma { register: esma::Register::Ncasp, .. } => "esma-ncasp",
            Self::GleifAnswer => "gleif-answer",
            Self::GleifTable => "gleif-table",
            Self::Defillama(defillama::Shape::List) => "defillama-list",
            Self::Defillama(defillama::Shape::Answer) => "defillama-answer",
        }
    }
}

/// The register of which these bytes begin like one. Whether the rest is, its parser says.
///
/// The bytes decide; of the file's name only the day is taken.
#[must_use]
pub fn detect(bytes: &[u8], name: &str) -> Option<Kind> {
    document(bytes).or_else(|| header(bytes, name))
}

fn document(bytes: &[u8]) -> Option<Kind> {
    let raw = json::document(bytes).ok()?;
    if let Some(shape) = defillama::shape_of(raw) {
        return Some(Kind::Defillama(shape));
    }
    let whole = Object::of("", raw, &mut vec![])?;
    gleif::is_answer(&whole).then_some(Kind::GleifAnswer)
}

fn header(bytes: &[u8], name: &str) -> Option<Kind> {
    let text = table::text(bytes).ok()?;
    let header = Header::of(&mut Table::open(&text)).ok()?;
    match esma::registers_of(&header).as_slice() {
        [register] => {
            let day = esma::dated(name).filter(|(of, _)| of == register).map(|(_, day)| day);
            Some(Kind::Esma { register: *register, day })
        }
        [] if gleif::NEEDED.iter().all(|column| header.has(column)) => Some(Kind::GleifTable),
        _ => None,
    }
}
