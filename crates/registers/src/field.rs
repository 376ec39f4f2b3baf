//! Fields: what stands in one, and what is odd about it.
//!
//! | a field should be | it is one where |
//! | --- | --- |
//! | an LEI | eighteen digits or capitals and two digits |
//! | a DTI | nine digits or consonants, Y not among them |
//! | a country | two capitals |
//! | an address | `http://` or `https://`, a host with a dot, and no blanks |
//!
//! Check digits are not looked at: these codes have types of their own.

use qazyq_exact::Day;

use crate::finding::{Defect, FileError};
use crate::table::{Header, Row};

/// Whether it has the length and the characters of an LEI.
pub(crate) fn is_like_lei(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 20
        && bytes.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
        && bytes.iter().skip(18).all(u8::is_ascii_digit)
}

/// Whether it has the length and the characters of a DTI.
pub(crate) fn is_like_dti(text: &str) -> bool {
    let fits = |b: u8| b.is_ascii_digit() || (b.is_ascii_uppercase() && !b"AEIOUY".contains(&b));
    text.len() == 9 && text.bytes().all(fits)
}

/// Whether it has the form of a country's code.
pub(crate) fn is_like_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())
}

/// What a text is that should be an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// One that can be asked.
    Whole,
    /// One that lacks `https://`.
    WithoutScheme,
    /// Something else.
    None,
}

impl Address {
    pub(crate) fn of(text: &str) -> Self {
        if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Self::None;
        }
        let after = |scheme: &str| {
            let head = text.get(..scheme.len())?;
            if head.eq_ignore_ascii_case(scheme) { text.get(scheme.len()..) } else { None }
        };
        match after("https://").or_else(|| after("http://")) {
            Some(rest) if has_host(rest) => Self::Whole,
            // `https:/host` and `ttps://host` have a colon where a host has none.
            None if has_host(text) && !is_file_name(text) => Self::WithoutScheme,
            Some(_) | None => Self::None,
        }
    }
}

/// Whether it begins with a host that has a dot in it, and perhaps a port.
fn has_host(text: &str) -> bool {
    let host = text.split(['/', '?', '#']).next().unwrap_or_default();
    let host = match host.split_once(':') {
        Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host,
        Some(_) => return false,
        None => host,
    };
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    host.contains('.') && host.split('.').all(is_label)
}

/// A name such as `white-paper.pdf`, which has the form of a host.
fn is_file_name(text: &str) -> bool {
    let ending = text.rsplit('.').next().unwrap_or_default();
    ["pdf", "html", "htm", "docx", "zip"].iter().any(|known| ending.eq_ignore_ascii_case(known))
        && !text.contains('/')
}

/// The day that `28/05/2025` is.
fn day(text: &str) -> Option<Day> {
    let mut parts = text.splitn(3, '/');
    let mut part = |length: usize| {
        let digits = parts.next().filter(|p| p.len() == length && p.bytes().all(|b| b.is_ascii_digit()));
        digits.and_then(|p| p.parse::<u32>().ok())
    };
    let (day, month, year) = (part(2)?, part(2)?, part(4)?);
    Day::new(i32::try_from(year).ok()?, month, day).ok()
}

/// The columns of a header under the names that a register has for them.
pub(crate) struct Columns {
    places: Vec<(&'static str, usize)>,
}

impl Columns {
    /// # Errors
    /// Where one of them stands twice.
    pub(crate) fn of(header: &Header, names: &[&'static str]) -> Result<Self, FileError> {
        let mut places = vec![];
        for name in names {
            if let Some(place) = header.find(name)? {
                places.push((*name, place));
            }
        }
        Ok(Self { places })
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.places.iter().find(|(known, _)| *known == name).map(|(_, place)| *place)
    }
}

/// The fields of one row, and what is odd about them.
pub(crate) struct Cells<'r> {
    row: &'r Row<'r>,
    columns: &'r Columns,
    pub(crate) defects: Vec<Defect>,
}

impl<'r> Cells<'r> {
    pub(crate) fn of(row: &'r Row<'r>, columns: &'r Columns, header: &Header) -> Self {
        Self { row, columns, defects: row.defects(header) }
    }

    /// The field as it is written, if anything is.
    fn raw(&mut self, field: &str) -> Option<&'r str> {
        let text = self.row.field(self.columns.place(field)?);
        if text.contains('\u{fffd}') {
            self.defects.push(Defect::EncodingBroken { field: field.to_owned(), found: text.to_owned() });
        }
        (!text.is_empty()).then_some(text)
    }

    pub(crate) fn text(&mut self, field: &str) -> Option<String> {
        self.raw(field).map(str::to_owned)
    }

    /// A text that should be there.
    pub(crate) fn needed(&mut self, field: &str) -> Option<String> {
        let text = self.text(field);
        if text.is_none() {
            self.defects.push(Defect::ValueAbsent { field: field.to_owned() });
        }
        text
    }

    /// A text of which this is known: whether it has the form of what it should be.
    fn formed(
        &mut self,
        field: &str,
        fits: impl Fn(&str) -> bool,
        defect: impl Fn(String, String) -> Defect,
    ) -> Option<String> {
        let text = self.raw(field)?;
        if !fits(text) {
            self.defects.push(defect(field.to_owned(), text.to_owned()));
        }
        Some(text.to_owned())
    }

    pub(crate) fn lei(&mut self, field: &str) -> Option<String> {
        self.formed(field, is_like_lei, |field, found| Defect::LeiMalformed { field, found })
    }

    pub(crate) fn country(&mut self, field: &str) -> Option<String> {
        self.formed(field, is_like_country, |field, found| Defect::CountryMalformed { field, found })
    }

    /// A day as `28/05/2025`.
    pub(crate) fn day(&mut self, field: &str) -> Option<Day> {
        let text = self.raw(field)?;
        let day = day(text);
        if day.is_none() {
            let (field, found) = (field.to_owned(), text.to_owned());
            self.defects.push(Defect::DateUnreadable { field, found, expected: "DD/MM/YYYY".to_owned() });
        }
        day
    }

    /// A yes or a no, in any capitals.
    pub(crate) fn yes(&mut self, field: &str) -> Option<bool> {
        let text = self.raw(field)?;
        match text.to_ascii_lowercase().as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => {
                let (field, found) = (field.to_owned(), text.to_owned());
                self.defects.push(Defect::NeitherYesNorNo { field, found });
                None
            }
        }
    }

    /// Texts parted by `|`, the last of which may be followed by one.
    pub(crate) fn list(&mut self, field: &str) -> Vec<String> {
        let text = self.raw(field).unwrap_or_default();
        text.split('|').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// A list of what has a form. A part that has it not is parted by other signs, where every part of it then has the form.
    fn formed_list(&mut self, field: &str, odd: impl Fn(&str, String) -> Option<Defect>) -> Vec<String> {
        // An address without a scheme is odd, and an address all the same.
        let fits = |text: &str| match odd(text, String::new()) {
            None => true,
            Some(defect) => matches!(defect, Defect::AddressWithoutScheme { .. }),
        };
        // ` I ` is what some authorities write for `|`.
        let signs = |c: char| c.is_whitespace() || matches!(c, ',' | ';');
        let mut list = vec![];
        for part in self.list(field) {
            let smaller: Vec<_> =
                part.split(signs).filter(|p| !p.is_empty() && *p != "I").map(str::to_owned).collect();
            let is_parted = !fits(&part) && !smaller.is_empty() && smaller.iter().all(|p| fits(p));
            let parts = if is_parted { smaller } else { vec![part.clone()] };
            if is_parted {
                self.defects.push(Defect::PartedOtherwise { field: field.to_owned(), found: part });
            }
            self.defects.extend(parts.iter().filter_map(|part| odd(part, field.to_owned())));
            list.extend(parts);
        }
        list
    }

    pub(crate) fn dtis(&mut self, field: &str) -> Vec<String> {
        self.formed_list(field, |text, field| {
            (!is_like_dti(text)).then(|| Defect::DtiMalformed { field, found: text.to_owned() })
        })
    }

    pub(crate) fn leis(&mut self, field: &str) -> Vec<String> {
        self.formed_list(field, |text, field| {
            (!is_like_lei(text)).then(|| Defect::LeiMalformed { field, found: text.to_owned() })
        })
    }

    pub(crate) fn countries(&mut self, field: &str) -> Vec<String> {
        self.formed_list(field, |text, field| {
            (!is_like_country(text)).then(|| Defect::CountryMalformed { field, found: text.to_owned() })
        })
    }

    pub(crate) fn addresses(&mut self, field: &str) -> Vec<String> {
        self.formed_list(field, address_defect)
    }
}

/// What is odd about a text that should be an address.
pub(crate) fn address_defect(text: &str, field: String) -> Option<Defect> {
    let found = text.to_owned();
    match Address::of(text) {
        Address::Whole => None,
        Address::WithoutScheme => Some(Defect::AddressWithoutScheme { field, found }),
        Address::None => Some(Defect::NotAnAddress { field, found }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_a_scheme_and_a_host() {
        let check = |expected: Address, texts: &[&str]| {
            for text in texts {
                assert_eq!(Address::of(text), expected, "{text}");
            }
        };
        check(
            Address::Whole,
            &[
                "https://stablelabs.co/",
                "HTTP://a.b:8080/?q=|",
                "https://xn--80ak6aa92e.com",
                "https://каспи.kz/а",
                "https://vnx.io#x",
            ],
        );
        check(
            Address::WithoutScheme,
            &["www.eurodollar.fi", "paxos.com/EEA", "usd.ai/mica", "a.b/white-paper.pdf", "a.b:443"],
        );
        check(
            Address::None,
            &[
                "EMT_NO_WP",
                "xl1-mica-white-paper.pdf",
                "Simplify digital payments",
                "https:/minepi.com/a.pdf",
                "ttps://cryptoin24.io",
                "https://",
                "https://host",
                "https://a b.c",
                "mailto:a@b.c",
                "ftp://a.b",
                "None",
                ".",
                "a..b",
                "",
            ],
        );
    }

    #[test]
    fn a_day_is_written_in_one_way() {
        assert_eq!(day("29/02/2024"), Day::new(2024, 2, 29).ok());
        for text in
            ["29/02/2023", "1/02/2024", "2024-02-01", "01/02/24", "01/13/2024", "n/a", "", "01/02/2024 "]
        {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn codes_are_known_by_length_and_letters() {
        assert!(is_like_lei("969500OYUDADGZKCR583") && is_like_lei("00000000000000000000"));
        for text in ["9.60E+19", "89450036UW3ID72T1M84.", "69940000HAL9ODW3IMO22", "969500OYUDADGZKCR5A3", ""]
        {
            assert!(!is_like_lei(text), "{text}");
        }
        assert!(is_like_dti("TJWK5QTRK") && is_like_dti("123456789"));
        for text in ["JVMWS68W", "not available", "TJWK5QTRA", "TJWK5QTRY", "tjwk5qtrk"] {
            assert!(!is_like_dti(text), "{text}");
        }
        assert!(is_like_country("KZ") && !is_like_country("CYM") && !is_like_country("kz"));
    }
}
