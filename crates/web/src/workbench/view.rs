//! What pages of the workbench are made of: texts, facts, tables and forms, laid out by one template.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::pages::bench::{Entry, Frame, Mark};

/// A page.
#[derive(Template)]
#[template(path = "workbench/page.html")]
pub(super) struct Page<'a> {
    pub(super) frame: Frame<'a>,
    pub(super) nav: Option<Nav>,
    pub(super) over: Option<String>,
    pub(super) heading: String,
    pub(super) lead: Option<String>,
    pub(super) notice: Option<Notice>,
    pub(super) parts: Vec<Part>,
}

/// Where somebody who is signed in can go, and who it is.
pub(super) struct Nav {
    pub(super) label: String,
    pub(super) entries: Vec<Entry>,
    pub(super) who: String,
    pub(super) sign_out: Form,
}

/// What came of what somebody did.
#[derive(Clone)]
pub(super) struct Notice {
    pub(super) is_problem: bool,
    pub(super) text: String,
    pub(super) help: Option<String>,
}

/// A part of a page.
#[derive(Default)]
pub(super) struct Part {
    pub(super) id: &'static str,
    pub(super) heading: Option<String>,
    pub(super) text: Vec<String>,
    pub(super) mark: Option<Mark>,
    /// Shown as it is, to be copied.
    pub(super) code: Vec<String>,
    /// A picture as SVG, and what it is.
    pub(super) picture: Option<Picture>,
    pub(super) facts: Vec<Fact>,
    pub(super) table: Option<Table>,
    pub(super) links: Vec<Link>,
    pub(super) forms: Vec<Form>,
}

/// A picture.
pub(super) struct Picture {
    pub(super) svg: String,
    pub(super) alt: String,
}

/// A link.
#[derive(Clone)]
pub(super) struct Link {
    pub(super) href: String,
    pub(super) text: String,
}

/// A term and what it is.
pub(super) struct Fact {
    pub(super) term: String,
    pub(super) cell: Cell,
}

/// A table.
pub(super) struct Table {
    pub(super) caption: String,
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// What is said where it has no row.
    pub(super) empty: String,
}

/// What stands in a place of a table.
#[derive(Default, Template)]
#[template(path = "workbench/cell.html")]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) href: Option<String>,
    /// It is a digest, to be read sign by sign.
    pub(super) is_code: bool,
    pub(super) small: Option<String>,
    pub(super) mark: Option<Mark>,
    pub(super) form: Option<Form>,
}

impl HtmlSafe for Cell {}
impl HtmlSafe for Form {}
impl HtmlSafe for Field {}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    pub(super) fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: Some(href.into()), ..Self::default() }
    }

    pub(super) fn code(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_code: true, ..Self::default() }
    }

    pub(super) fn mark(mark: Mark) -> Self {
        Self { mark: Some(mark), ..Self::default() }
    }

    pub(super) fn form(form: Form) -> Self {
        Self { form: Some(form), ..Self::default() }
    }

    pub(super) fn with_small(mut self, small: impl Into<String>) -> Self {
        self.small = Some(small.into()).filter(|small| !small.is_empty());
        self
    }
}

/// A form.
#[derive(Clone, Default, Template)]
#[template(path = "workbench/form.html")]
pub(super) struct Form {
    /// Where it is sent.
    pub(super) action: String,
    /// It asks and changes nothing.
    pub(super) is_question: bool,
    /// It takes files.
    pub(super) has_files: bool,
    pub(super) heading: Option<String>,
    pub(super) hidden: Vec<(&'static str, String)>,
    pub(super) fields: Vec<Field>,
    /// Buttons: the value of `do`, and what stands on it. The first is the one that Enter presses.
    pub(super) buttons: Vec<Button>,
}

/// A button.
#[derive(Clone)]
pub(super) struct Button {
    pub(super) value: &'static str,
    pub(super) text: String,
    pub(super) is_quiet: bool,
}

/// A field of a form.
#[derive(Clone, Default, Template)]
#[template(path = "workbench/field.html")]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) id: String,
    pub(super) label: String,
    pub(super) hint: Option<String>,
    pub(super) kind: FieldKind,
    pub(super) value: String,
    pub(super) is_required: bool,
    /// It is shown, and cannot be changed.
    pub(super) is_fixed: bool,
    /// What a browser may fill in by itself (HTML, `autocomplete`).
    pub(super) autocomplete: &'static str,
    pub(super) choices: Vec<Choice>,
    pub(super) is_wrong: bool,
    /// It takes a file.
    pub(super) file: Option<FileField>,
}

/// What a field for a file has besides: what its script says, and how large a file may be.
#[derive(Clone)]
pub(super) struct FileField {
    pub(super) bytes_max: usize,
    /// The same for people.
    pub(super) limit: String,
    /// How a file can be handed over.
    pub(super) way: String,
    /// What takes it away again.
    pub(super) away: String,
    /// A file's name, its size, and its digest.
    pub(super) terms: [String; 3],
    /// What the script says, by the names of attributes.
    pub(super) texts: Vec<(&'static str, String)>,
}

/// What kind of field it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum FieldKind {
    /// A line.
    #[default]
    Text,
    /// Several lines.
    Long,
    /// A password.
    Password,
    /// A day.
    Day,
    /// One of the choices.
    Choice,
    /// Any of the choices.
    Choices,
    /// Yes or no.
    Check,
}

/// A choice.
#[derive(Clone)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) is_chosen: bool,
}
