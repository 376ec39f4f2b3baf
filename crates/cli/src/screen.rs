//! The terminal: what goes to standard output, what to standard error, and how wide.
//!
//! - Results go to standard output; talk, warnings and progress to standard error.
//! - Colour only repeats what a sign and a word say already.
//! - A reader that has seen enough (a closed pipe) ends the program without a complaint.

use std::io::{self, IsTerminal as _, Write as _};

use anstyle::{AnsiColor, Style};
use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, Table, TableStyle, Width};
use indicatif::{ProgressBar, ProgressStyle};
use qazyq_law::{Conclusion, Outcome};

use crate::words::Words;

/// Columns where the terminal does not say.
const WIDTH: usize = 100;
/// A column is at least as wide as its longest word, up to this: words are not torn, paths may be.
const WORD_MAX: usize = 26;
/// Below this, tables could not be read whatever is done.
const WIDTH_MIN: usize = 40;

/// Where a command writes.
pub(crate) struct Screen {
    pub(crate) words: Words,
    pub(crate) quiet: bool,
    width: usize,
    out: anstream::AutoStream<io::Stdout>,
    err: anstream::AutoStream<io::Stderr>,
}

impl Screen {
    /// `columns` is what the environment says of the width, where it does.
    pub(crate) fn new(words: Words, quiet: bool, columns: Option<&str>) -> Self {
        let declared = columns.and_then(|columns| columns.parse().ok());
        let measured = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
        let width = declared.or_else(measured).unwrap_or(WIDTH).max(WIDTH_MIN);
        Self {
            words,
            quiet,
            width,
            out: anstream::AutoStream::auto(io::stdout()),
            err: anstream::AutoStream::auto(io::stderr()),
        }
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// A line of the result, as it is.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{text}")
    }

    /// A line for programs: its bytes as they are, nothing taken out for the terminal's sake.
    pub(crate) fn raw_line(&mut self, text: &str) -> io::Result<()> {
        self.out.flush()?;
        writeln!(io::stdout().lock(), "{text}")
    }

    /// A paragraph of the result: wrapped to the width, its outcomes in colour.
    pub(crate) fn paragraph(&mut self, text: &str) -> io::Result<()> {
        self.indented("", "", text)
    }

    /// A paragraph whose first line begins with `first` and whose others with `rest`.
    pub(crate) fn indented(&mut self, first: &str, rest: &str, text: &str) -> io::Result<()> {
        let options = self.wrapping().initial_indent(first).subsequent_indent(rest);
        for line in textwrap::wrap(text, options) {
            let line = self.paint(line.trim_end());
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// A heading of the result.
    pub(crate) fn heading(&mut self, text: &str) -> io::Result<()> {
        let bold = Style::new().bold();
        for line in textwrap::wrap(text, self.wrapping()) {
            let line = self.paint(line.trim_end());
            writeln!(self.out, "{bold}{line}{bold:#}")?;
        }
        Ok(())
    }

    /// Lines break at blanks alone: a date, an address or a digest is never torn.
    fn wrapping(&self) -> textwrap::Options<'static> {
        textwrap::Options::new(self.width)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation)
            .break_words(false)
    }

    /// A table of the result that fits the width. Of its columns, the `firm` ones are never wrapped.
    pub(crate) fn table(
        &mut self,
        header: Vec<String>,
        rows: Vec<Vec<String>>,
        firm: &[usize],
    ) -> io::Result<()> {
        let mut table = Table::new();
        // A line under the header, and nothing else that is not content.
        const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::new('─', '─', '─', '─'));
        table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(self.width).unwrap_or(u16::MAX));
        let words = |index: usize| rows.iter().chain([&header]).filter_map(move |row| row.get(index));
        // At blanks alone: what a no-break space joins is one word.
        let longest_word =
            |index| words(index).flat_map(|cell| cell.split(' ')).map(|w| w.chars().count()).max();
        let least: Vec<u16> = (0..header.len())
            .map(|index| {
                u16::try_from(longest_word(index).unwrap_or(0).min(WORD_MAX) + 1).unwrap_or(u16::MAX)
            })
            .collect();
        table.set_header(header);
        table.add_rows(rows);
        for ((index, column), least) in table.column_iter_mut().enumerate().zip(least) {
            column.set_padding((0, 1));
            column.set_constraint(match firm.contains(&index) {
                true => ColumnConstraint::ContentWidth,
                false => ColumnConstraint::LowerBoundary(Width::Fixed(least)),
            });
        }
        for line in table.lines().collect::<Vec<_>>() {
            let line = self.paint(line.trim_end());
            writeln!(self.out, "{line}")?;
        }
        Ok(())
    }

    /// Something that went wrong, and what can be done.
    pub(crate) fn trouble(&mut self, text: &str, help: Option<&str>) -> io::Result<()> {
        let error = self.words.plain("error");
        self.talk(&format!("{error}: "), text)?;
        match help {
            None => Ok(()),
            Some(help) => {
                let label = self.words.plain("help");
                self.talk(&format!("{label}: "), help)
            }
        }
    }

    /// Something to be known that is neither a result nor a trouble.
    pub(crate) fn note(&mut self, text: &str) -> io::Result<()> {
        self.talk("", text)
    }

    fn talk(&mut self, label: &str, text: &str) -> io::Result<()> {
        let bold = Style::new().bold();
        let indent = " ".repeat(label.chars().count().min(8));
        let options = self.wrapping().subsequent_indent(&indent);
        for (index, line) in textwrap::wrap(&format!("{label}{text}"), options).iter().enumerate() {
            match line.strip_prefix(label.trim_end()).filter(|_| index == 0 && !label.is_empty()) {
                Some(rest) => writeln!(self.err, "{bold}{}{bold:#}{rest}", label.trim_end())?,
                None => writeln!(self.err, "{line}")?,
            }
        }
        Ok(())
    }

    /// A bar for work of so many steps; none where nobody sees it or it would only flash.
    pub(crate) fn bar(&self, steps: usize) -> ProgressBar {
        if steps < 20 { ProgressBar::hidden() } else { self.any_bar(steps) }
    }

    /// The same for steps of which each may take a while.
    pub(crate) fn any_bar(&self, steps: usize) -> ProgressBar {
        if self.quiet || steps == 0 || !io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let bar = ProgressBar::new(steps as u64);
        let style = ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}");
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar
    }

    /// An outcome with its sign, kept together on one line.
    pub(crate) fn outcome(&self, outcome: Outcome) -> String {
        joined(sign(outcome), &self.words.plain(&format!("outcome-{}", outcome.as_str())))
    }

    /// A conclusion with its sign, kept together on one line.
    pub(crate) fn conclusion(&self, conclusion: Conclusion) -> String {
        let as_outcome = match conclusion {
            Conclusion::Qualifies => Outcome::Met,
            Conclusion::DoesNotQualify => Outcome::NotMet,
            Conclusion::Undetermined => Outcome::Undetermined,
        };
        joined(sign(as_outcome), &self.words.plain(&format!("conclusion-{}", conclusion.as_str())))
    }

    /// Puts colour on every outcome and conclusion in a line.
    fn paint(&self, line: &str) -> String {
        let mut painted = line.to_owned();
        for outcome in [Outcome::Met, Outcome::NotMet, Outcome::Undetermined] {
            let colour = match outcome {
                Outcome::Met => AnsiColor::Green,
                Outcome::NotMet => AnsiColor::Red,
                Outcome::Undetermined => AnsiColor::Yellow,
            };
            let style = colour.on_default();
            for text in [self.outcome(outcome), self.conclusion(outcome.into())] {
                painted = painted.replace(&text, &format!("{style}{text}{style:#}"));
            }
        }
        painted
    }

    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The sign of an outcome: the same without colour.
pub(crate) fn sign(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Met => "✓",
        Outcome::NotMet => "✗",
        Outcome::Undetermined => "?",
    }
}

fn joined(sign: &str, words: &str) -> String {
    format!("{sign} {words}").replace(' ', "\u{a0}")
}
