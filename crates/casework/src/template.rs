//! A form for the facts that are missing.
//!
//! The form is TOML in which everything to be filled in is commented out: handed in as it is, it changes nothing. A
//! line that is taken in but not filled in is refused with its place, or counts as nothing (an empty address); no
//! forgotten blank can pass as a fact.

use qazyq_law::{Law, Outcome, Reason, Verdict};

use crate::parse_peg;

/// Something that a person must supply, by the name that its words have in the locales.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blank {
    /// `peg`, `peg-source`, `disclosure`, `check`, `coinmarketcap`, `fx`.
    pub kind: &'static str,
    /// The lines to fill in, without their comment signs.
    pub lines: Vec<String>,
}

/// What is missing of the facts that people write down, in the order of the criteria; `peg` is the one that is declared,
/// on one line.
#[must_use]
pub fn blanks(law: &Law, verdict: &Verdict, peg: Option<&str>) -> Vec<Blank> {
    let components: Vec<String> = parse_peg(peg.unwrap_or("USD"))
        .unwrap_or_default()
        .iter()
        .map(|(currency, amount)| format!("{{ currency = \"{currency}\", amount = \"{amount}\" }}"))
        .collect();
    let peg = |kind| Blank {
        kind,
        lines: lines(&[
            "[peg]",
            &format!("components = [{}]", components.join(", ")),
            "source = { url = \"\" }",
        ]),
    };
    let mut blanks: Vec<Blank> = Vec::new();
    let undetermined = verdict.reasons().filter(|reason| reason.outcome() == Outcome::Undetermined);
    for reason in undetermined {
        let blank = match reason {
            Reason::PegUnknown {} => peg("peg"),
            Reason::PegSourceUnknown {} => peg("peg-source"),
            Reason::ItemUnknown { item }
            | Reason::ItemWithoutAddress { item }
            | Reason::ItemPublishedLater { item, .. } => Blank {
                kind: "disclosure",
                lines: lines(&[
                    "[[disclosures]]",
                    &format!("item = \"{item}\""),
                    "status = \"published\"",
                    "url = \"\"",
                    "published = \"YYYY-MM-DD\"",
                ]),
            },
            Reason::NotChecked { subject, .. } | Reason::CheckFoundSomething { subject, .. } => Blank {
                kind: "check",
                lines: lines(&[
                    "[[legal.checks]]",
                    "on = \"YYYY-MM-DD\"",
                    &format!("subjects = [\"{subject}\"]"),
                    "register = \"\"",
                    "result = \"none | found | dismissed\"",
                    "url = \"\"",
                ]),
            },
            Reason::MarketCapSelfReported { .. } => Blank {
                kind: "coinmarketcap",
                lines: lines(&["[coinmarketcap]", "listed = true", "self_reported_market_cap = false"]),
            },
            Reason::RateMissing { base, quote, day, .. } => {
                // A row serves its day and some after it: so many rows that together they serve the whole window.
                let step = i32::try_from(law.rate_days_max).unwrap_or(i32::MAX).saturating_add(1);
                let days = std::iter::successors(Some(*day), |day| Some(day.plus(step)));
                blanks.extend(days.take_while(|day| *day <= verdict.date).map(|day| Blank {
                    kind: "fx",
                    lines: lines(&[
                        "[[fx]]",
                        &format!("date = \"{day}\""),
                        &format!("base = \"{base}\""),
                        &format!("quote = \"{quote}\""),
                        "rate = \"\"",
                    ]),
                }));
                continue;
            }
            // Bars come from files of their own.
            _ => continue,
        };
        if !blanks.contains(&blank) {
            blanks.push(blank);
        }
    }
    blanks
}

fn lines(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| (*line).to_owned()).collect()
}
