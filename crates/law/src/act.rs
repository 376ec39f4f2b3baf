//! The act and its versions, as data.
//!
//! ```text
//! law/kz-600-2025/act.toml     the act: number, title, sources, what nobody has verified
//! law/kz-600-2025/1.toml       version 1: interval in force, paragraphs, parameters, readings
//! ```
//!
//! Every number that decides is read from there. A law is refused unless each of its paragraphs is carried out by
//! a rule of the program, each rule is backed by a paragraph, and each parameter names the paragraph it belongs
//! to: an operator may correct numbers, words, sources and statuses without a new build, but not silently drop
//! a criterion.

use qazyq_exact::{Day, Ratio};
use sha2::{Digest as _, Sha256};

use crate::json::{Text, Value};
use crate::node::{Keys, Node, Origin, value_of_toml};
use crate::reading::{Counted, Missing, Price, Statistic, Window};
use crate::refusal::{LawFault, Refusal, Why};

/// Days that a window or a limit may span: some ten years, so that no law makes the program run out of memory.
const DAYS_MAX: u32 = 3660;

/// What the program carries out, by the names that paragraphs give it.
pub const RULES: [&str; 6] =
    ["entry_into_force", "value_information", "stability", "disclosure", "market_presence", "legal_standing"];

/// Words in the three languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// English.
    pub en: String,
    /// Russian.
    pub ru: String,
    /// Kazakh.
    pub kk: String,
}

/// How well a statement of the law is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Read in the official text.
    OfficialText,
    /// Read in a report of it.
    Reported,
    /// Said by nobody: this program's understanding.
    OurReading,
}

impl Status {
    const ALL: [Self; 3] = [Self::OfficialText, Self::Reported, Self::OurReading];

    /// The name in the law's files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OfficialText => "official_text",
            Self::Reported => "reported",
            Self::OurReading => "our_reading",
        }
    }
}

/// An act with its versions.
#[derive(Clone, Debug)]
pub struct Act {
    /// `kz-600-2025`
    pub id: String,
    /// The number it was made under.
    pub number: String,
    /// When it was made.
    pub made_on: Day,
    /// Its title.
    pub title: Words,
    /// Pages where it was seen.
    pub sources: Vec<Page>,
    /// What nobody has verified.
    pub unverified: Vec<(String, Words)>,
    // INVARIANT: in the order in which they took force, no two in force at one time. Two fields, so that an act
    // without a version cannot be.
    first: Law,
    later: Vec<Law>,
}

/// A page that speaks of the act.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its address.
    pub url: String,
    /// Its language, as ISO 639-1 writes it.
    pub language: String,
    /// When it was read.
    pub read_on: Day,
}

/// One version of the act: all that a decision needs of the law.
#[derive(Clone, Debug)]
pub struct Law {
    /// The act's id.
    pub act: String,
    /// The version's number.
    pub version: u32,
    /// SHA-256 of the version's file, in hexadecimal.
    pub sha256: String,
    /// The version's file, as it was written.
    pub text: String,
    /// The first day in force.
    pub in_force_from: Day,
    /// The first day no longer in force.
    pub in_force_until: Option<Day>,
    /// The largest deviation that meets `stability`.
    pub deviation_max: Ratio,
    /// Calendar days of the window.
    pub window_days: u32,
    /// Days that a price may be carried forward.
    pub carry_days_max: u32,
    /// Days that a rate serves after its own.
    pub rate_days_max: u32,
    /// What must be disclosed.
    pub disclosure_items: Vec<Text>,
    /// Age from which a disclosure is shown with a warning.
    pub disclosure_days_warned: u32,
    /// The source that must have capitalisation and volume.
    pub presence_source: Text,
    /// Days before the assessment date that its bar may be old.
    pub presence_days_max: u32,
    /// Days that a check of a register may be old.
    pub check_days_max: u32,
    /// The country whose courts and bodies count.
    pub bodies_of_country: String,
    /// The choices that count on each axis.
    pub counted: Counted,
    /// The text, paragraph by paragraph.
    pub paragraphs: Vec<Paragraph>,
    /// Each parameter with what it says and how well that is known.
    pub parameters: Vec<Parameter>,
    /// The axes with their words.
    pub axes: Vec<Axis>,
    /// Readings considered and not counted, each with its reason.
    pub not_counted: Vec<(String, Words)>,
}

/// A paragraph in our own words.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its number or name.
    pub id: String,
    /// The rule of the program that carries it out: one of [`RULES`].
    pub rule: &'static str,
    /// How well it is known.
    pub status: Status,
    /// Where it was seen.
    pub sources: Vec<String>,
    /// What it says.
    pub text: Words,
}

/// A parameter of the law.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// Its value, as written.
    pub value: String,
    /// The paragraph that it belongs to.
    pub paragraph: String,
    /// How well it is known.
    pub status: Status,
    /// What it means.
    pub text: Words,
}

/// An axis of the readings, with its words.
#[derive(Clone, Debug)]
pub struct Axis {
    /// `statistic`, `price`, `missing` or `window`.
    pub id: &'static str,
    /// What the axis asks.
    pub text: Words,
    /// Its counted choices with what they mean.
    pub choices: Vec<(&'static str, Words)>,
}

impl Act {
    /// The order as it ships with the program.
    ///
    /// # Errors
    /// Never for the files in the repository: a test loads them.
    pub fn embedded() -> Result<Self, Refusal> {
        Self::parse(include_str!("../../../law/kz-600-2025/act.toml"), |version| {
            (version == 1).then(|| include_str!("../../../law/kz-600-2025/1.toml").to_owned())
        })
    }

    /// Reads `act.toml`, and of each version that it names the text that `version_file` gives.
    ///
    /// # Errors
    /// Where a file cannot be read as law, with the file's name in the place.
    pub fn parse(act_toml: &str, version_file: impl Fn(u32) -> Option<String>) -> Result<Self, Refusal> {
        let value = in_file("act.toml", value_of_toml(act_toml))?;
        let head = in_file("act.toml", Head::read(&Node::top("", &value)))?;
        let version = |number: u32| {
            let name = format!("{number}.toml");
            let refuse = |fault| Refusal { place: name.clone(), why: Why::Law(fault) };
            let text = version_file(number).ok_or_else(|| refuse(LawFault::VersionWithoutFile(number)))?;
            let law = in_file(&name, Law::parse(&text))?;
            let is_this_one = law.act == head.id && law.version == number;
            if is_this_one { Ok(law) } else { Err(refuse(LawFault::AnotherVersion(law.name()))) }
        };
        let first = version(head.first)?;
        let later = head.later.iter().map(|number| version(*number)).collect::<Result<Vec<_>, _>>()?;
        let pairs = std::iter::once(&first).chain(&later).zip(&later);
        for (before, after) in pairs {
            if before.in_force_until.is_none_or(|until| until > after.in_force_from) {
                let fault = LawFault::VersionsOverlap(before.version, after.version);
                return Err(Refusal { place: format!("{}.toml", after.version), why: Why::Law(fault) });
            }
        }
        let Head { id, number, made_on, title, sources, unverified, .. } = head;
        Ok(Self { id, number, made_on, title, sources, unverified, first, later })
    }

    /// The versions, in the order in which they took force; at least one.
    pub fn versions(&self) -> impl DoubleEndedIterator<Item = &Law> {
        std::iter::once(&self.first).chain(&self.later)
    }

    /// The version that took force last.
    #[must_use]
    pub fn latest(&self) -> &Law {
        self.later.last().unwrap_or(&self.first)
    }

    /// The version in force on `date`; before the first took force, the first; after the last ended, the last.
    #[must_use]
    pub fn on(&self, date: Day) -> &Law {
        self.later.iter().rfind(|law| law.in_force_from <= date).unwrap_or(&self.first)
    }

    /// The version that `name` names: the act's id alone (the version in force on `date`), or with `@` and a
    /// version's number.
    #[must_use]
    pub fn named(&self, name: &str, date: Day) -> Option<&Law> {
        if name == self.id { Some(self.on(date)) } else { self.versions().find(|law| law.name() == name) }
    }

    /// What a case may name: the id, and the id with each version.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        std::iter::once(self.id.clone()).chain(self.versions().map(Law::name)).collect()
    }
}

/// What `act.toml` says.
struct Head {
    id: String,
    number: String,
    made_on: Day,
    title: Words,
    sources: Vec<Page>,
    unverified: Vec<(String, Words)>,
    first: u32,
    later: Vec<u32>,
}

impl Head {
    fn read(node: &Node<'_>) -> Result<Self, Refusal> {
        let keys = node.object(
            &["format", "id", "number", "made_on", "versions", "title", "sources", "unverified"],
            Origin::MayNot,
        )?;
        keys.required("format")?.choice(&["qazyq.act/1"], |name| name)?;
        let versions_node = keys.required("versions")?;
        let versions = versions_node.list_of_unique(|n| n.whole_number(), |v| *v, u32::to_string)?;
        let Some((first, later)) = versions.split_first() else {
            return Err(versions_node.refuse(Why::Empty));
        };
        Ok(Self {
            id: string(&keys.required("id")?)?,
            number: string(&keys.required("number")?)?,
            made_on: keys.required("made_on")?.day()?,
            title: words(&keys.required("title")?)?,
            sources: keys.read_list("sources", |n| n.list(page))?,
            unverified: keys.read_list("unverified", |n| n.list(named_words))?,
            first: *first,
            later: later.to_vec(),
        })
    }
}

/// Puts the file's name before the place.
fn in_file<T>(name: &str, result: Result<T, Refusal>) -> Result<T, Refusal> {
    result.map_err(|refusal| {
        let inside = if refusal.place.is_empty() { String::new() } else { format!(": {}", refusal.place) };
        Refusal { place: format!("{name}{inside}"), ..refusal }
    })
}

impl Law {
    /// `kz-600-2025@1`
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}@{}", self.act, self.version)
    }

    fn parse(text: &str) -> Result<Self, Refusal> {
        let value = value_of_toml(text)?;
        let node = Node::top("", &value);
        let keys = node.object(
            &[
                "format",
                "act",
                "version",
                "in_force_from",
                "in_force_until",
                "paragraphs",
                "parameters",
                "axes",
                "not_counted",
            ],
            Origin::MayNot,
        )?;
        keys.required("format")?.choice(&["qazyq.law/1"], |name| name)?;
        let paragraphs = keys.required("paragraphs")?.list_of_unique(
            paragraph,
            |p: &Paragraph| p.id.clone(),
            |p| p.id.clone(),
        )?;
        if let Some(rule) = RULES.iter().find(|rule| paragraphs.iter().all(|p| p.rule != **rule)) {
            return Err(node.refuse(Why::Law(LawFault::RuleWithoutParagraph(rule))));
        }
        let in_force_from = keys.required("in_force_from")?.day()?;
        let in_force_until = keys.read("in_force_until", |n| n.day())?;
        if in_force_until.is_some_and(|until| until <= in_force_from) {
            return Err(keys.required("in_force_until")?.refuse(Why::Law(LawFault::EndsBeforeItBegins)));
        }
        let axes_node = keys.required("axes")?;
        let axes = axes_node.list_of_unique(axis, |a: &Axis| a.id, |a| a.id.to_owned())?;
        let parameters_node = keys.required("parameters")?;
        let table = parameters_node.object(&PARAMETERS, Origin::MayNot)?;
        let mut parameters = Parameters { table, paragraphs: &paragraphs, read: Vec::new() };
        Ok(Self {
            act: string(&keys.required("act")?)?,
            version: keys.required("version")?.whole_number()?,
            sha256: hexadecimal(&Sha256::digest(text.as_bytes())),
            text: text.to_owned(),
            in_force_from,
            in_force_until,
            deviation_max: parameters.read("deviation_max", |n| n.rate())?,
            window_days: parameters.read("window_days", |n| days(n, 1))?,
            carry_days_max: parameters.read("carry_days_max", |n| days(n, 0))?,
            rate_days_max: parameters.read("rate_days_max", |n| days(n, 0))?,
            disclosure_items: parameters.read("disclosure_items", items)?,
            disclosure_days_warned: parameters.read("disclosure_days_warned", |n| days(n, 0))?,
            presence_source: parameters.read("presence_source", |n| n.text().cloned())?,
            presence_days_max: parameters.read("presence_days_max", |n| days(n, 0))?,
            check_days_max: parameters.read("check_days_max", |n| days(n, 0))?,
            bodies_of_country: parameters.read("bodies_of_country", |n| n.country().map(Text::to_string))?,
            parameters: parameters.read,
            counted: Counted {
                statistic: counted(&axes_node, &axes, "statistic", Statistic::ALL, Statistic::as_str)?,
                price: counted(&axes_node, &axes, "price", Price::ALL, Price::as_str)?,
                missing: counted(&axes_node, &axes, "missing", Missing::ALL, Missing::as_str)?,
                window: counted(&axes_node, &axes, "window", Window::ALL, Window::as_str)?,
            },
            axes,
            not_counted: keys.read_list("not_counted", |n| n.list(named_words))?,
            paragraphs,
        })
    }
}

/// The parameters that a version must have.
const PARAMETERS: [&str; 10] = [
    "deviation_max",
    "window_days",
    "carry_days_max",
    "rate_days_max",
    "disclosure_items",
    "disclosure_days_warned",
    "presence_source",
    "presence_days_max",
    "check_days_max",
    "bodies_of_country",
];

/// Reads parameters one by one and keeps what is said of each.
struct Parameters<'n, 'a> {
    table: Keys<'n, 'a>,
    paragraphs: &'n [Paragraph],
    read: Vec<Parameter>,
}

impl Parameters<'_, '_> {
    fn read<T>(
        &mut self,
        name: &'static str,
        read: impl Fn(&Node<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        let node = self.table.required(name)?;
        let keys = node.object(&["value", "paragraph", "status", "text"], Origin::MayNot)?;
        let value = keys.required("value")?;
        let parsed = read(&value)?;
        let paragraph_node = keys.required("paragraph")?;
        let paragraph = string(&paragraph_node)?;
        if self.paragraphs.iter().all(|known| known.id != paragraph) {
            return Err(paragraph_node.refuse(Why::Law(LawFault::ParameterWithoutParagraph(paragraph))));
        }
        self.read.push(Parameter {
            name,
            value: value.shown(),
            paragraph,
            status: keys.required("status")?.choice(&Status::ALL, Status::as_str)?,
            text: words(&keys.required("text")?)?,
        });
        Ok(parsed)
    }
}

/// A number of days, from `least` to some ten years.
fn days(node: &Node<'_>, least: u32) -> Result<u32, Refusal> {
    let number = node.whole_number()?;
    match number {
        _ if number < least => Err(node.refuse(Why::NotPositive(number.to_string().into()))),
        _ if number > DAYS_MAX => Err(node.refuse(Why::Law(LawFault::TooLarge(number)))),
        _ => Ok(number),
    }
}

/// A list of names, one at least, each once: without an item, a criterion would be met by nothing.
fn items(node: &Node<'_>) -> Result<Vec<Text>, Refusal> {
    let items = node.list_of_unique(|n| n.text().cloned(), Text::clone, Text::to_string)?;
    if items.is_empty() { Err(node.refuse(Why::Empty)) } else { Ok(items) }
}

fn string(node: &Node<'_>) -> Result<String, Refusal> {
    node.text().map(Text::to_string)
}

fn words(node: &Node<'_>) -> Result<Words, Refusal> {
    let keys = node.object(&["en", "ru", "kk"], Origin::MayNot)?;
    Ok(Words {
        en: string(&keys.required("en")?)?,
        ru: string(&keys.required("ru")?)?,
        kk: string(&keys.required("kk")?)?,
    })
}

fn named_words(node: &Node<'_>) -> Result<(String, Words), Refusal> {
    let keys = node.object(&["id", "text"], Origin::MayNot)?;
    Ok((string(&keys.required("id")?)?, words(&keys.required("text")?)?))
}

fn page(node: &Node<'_>) -> Result<Page, Refusal> {
    let keys = node.object(&["url", "language", "read_on"], Origin::MayNot)?;
    Ok(Page {
        url: string(&keys.required("url")?)?,
        language: string(&keys.required("language")?)?,
        read_on: keys.required("read_on")?.day()?,
    })
}

fn paragraph(node: &Node<'_>) -> Result<Paragraph, Refusal> {
    let keys = node.object(&["id", "rule", "status", "sources", "text"], Origin::MayNot)?;
    let rule_node = keys.required("rule")?;
    let name = string(&rule_node)?;
    let rule = RULES.into_iter().find(|rule| *rule == name);
    Ok(Paragraph {
        id: string(&keys.required("id")?)?,
        rule: rule.ok_or_else(|| rule_node.refuse(Why::Law(LawFault::ParagraphWithoutRule(name))))?,
        status: keys.required("status")?.choice(&Status::ALL, Status::as_str)?,
        sources: keys.required("sources")?.list(string)?,
        text: words(&keys.required("text")?)?,
    })
}

fn axis(node: &Node<'_>) -> Result<Axis, Refusal> {
    let keys = node.object(&["id", "text", "choices"], Origin::MayNot)?;
    let names = |list: &[&'static str], node: &Node<'_>| node.choice(list, |name| name);
    let id = names(&["statistic", "price", "missing", "window"], &keys.required("id")?)?;
    let all: Vec<&'static str> = match id {
        "statistic" => Statistic::ALL.iter().map(|c| c.as_str()).collect(),
        "price" => Price::ALL.iter().map(|c| c.as_str()).collect(),
        "missing" => Missing::ALL.iter().map(|c| c.as_str()).collect(),
        _ => Window::ALL.iter().map(|c| c.as_str()).collect(),
    };
    let choice = |node: &Node<'_>| {
        let keys = node.object(&["id", "text"], Origin::MayNot)?;
        Ok((names(&all, &keys.required("id")?)?, words(&keys.required("text")?)?))
    };
    let choices_node = keys.required("choices")?;
    let choices = choices_node.list_of_unique(choice, |c| c.0, |c| c.0.to_owned())?;
    if choices.is_empty() {
        return Err(choices_node.refuse(Why::Empty));
    }
    Ok(Axis { id, text: words(&keys.required("text")?)?, choices })
}

/// The counted choices of the axis `id`, in the law's order.
fn counted<T: Copy>(
    node: &Node<'_>,
    axes: &[Axis],
    id: &'static str,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<Vec<T>, Refusal> {
    let axis = axes.iter().find(|axis| axis.id == id).ok_or_else(|| node.refuse(Why::MissingKey(id)))?;
    let by_name = |choice: &str| all.iter().copied().find(|known| name(*known) == choice);
    Ok(axis.choices.iter().filter_map(|(choice, _)| by_name(choice)).collect())
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// As a machine reads it: the act, its versions and what is known of each statement.
#[must_use]
pub fn to_json(act: &Act) -> Value {
    let words = |w: &Words| {
        Value::object([("en", w.en.as_str()), ("ru", &w.ru), ("kk", &w.kk)].map(|(k, v)| (k, Value::from(v))))
    };
    let named = |(id, text): &(String, Words)| {
        Value::object([("id", Value::from(id.as_str())), ("text", words(text))])
    };
    let version = |law: &Law| {
        Value::object([
            ("name", Value::from(law.name())),
            ("sha256", law.sha256.as_str().into()),
            ("in_force_from", law.in_force_from.to_string().into()),
            ("in_force_until", law.in_force_until.map(|day| day.to_string()).into()),
            (
                "paragraphs",
                Value::List(
                    law.paragraphs
                        .iter()
                        .map(|p| {
                            Value::object([
                                ("id", Value::from(p.id.as_str())),
                                ("rule", p.rule.into()),
                                ("status", p.status.as_str().into()),
                                (
                                    "sources",
                                    Value::List(p.sources.iter().map(|s| s.as_str().into()).collect()),
                                ),
                                ("text", words(&p.text)),
                            ])
                        })
                        .collect(),
                ),
            ),
            (
                "parameters",
                Value::List(
                    law.parameters
                        .iter()
                        .map(|p| {
                            Value::object([
                                ("name", Value::from(p.name)),
                                ("value", p.value.as_str().into()),
                                ("paragraph", p.paragraph.as_str().into()),
                                ("status", p.status.as_str().into()),
                                ("text", words(&p.text)),
                            ])
                        })
                        .collect(),
                ),
            ),
            (
                "axes",
                Value::List(
                    law.axes
                        .iter()
                        .map(|a| {
                            Value::object([
                                ("id", Value::from(a.id)),
                                ("text", words(&a.text)),
                                (
                                    "choices",
                                    Value::List(
                                        a.choices
                                            .iter()
                                            .map(|(id, text)| {
                                                Value::object([
                                                    ("id", Value::from(*id)),
                                                    ("text", words(text)),
                                                ])
                                            })
                                            .collect(),
                                    ),
                                ),
                            ])
                        })
                        .collect(),
                ),
            ),
            ("not_counted", Value::List(law.not_counted.iter().map(named).collect())),
        ])
    };
    Value::object([
        ("id", Value::from(act.id.as_str())),
        ("number", act.number.as_str().into()),
        ("made_on", act.made_on.to_string().into()),
        ("title", words(&act.title)),
        (
            "sources",
            Value::List(
                act.sources
                    .iter()
                    .map(|s| {
                        Value::object([
                            ("url", Value::from(s.url.as_str())),
                            ("language", s.language.as_str().into()),
                            ("read_on", s.read_on.to_string().into()),
                        ])
                    })
                    .collect(),
            ),
        ),
        ("unverified", Value::List(act.unverified.iter().map(named).collect())),
        ("versions", Value::List(act.versions().map(version).collect())),
    ])
}
