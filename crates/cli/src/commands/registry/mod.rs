//! The registry: facts, lists, people and the journal itself; a file for each.

pub(super) mod journal;
pub(super) mod list;
pub(super) mod matching;
pub(super) mod people;
pub(super) mod proposals;
pub(super) mod record;
pub(super) mod registers;
pub(super) mod show;

use std::fs;
use std::path::Path;

use jiff::Timestamp;
use qazyq_casework::Trouble;
use qazyq_casework::assess::AsOf;
use qazyq_casework::people::Random;
use qazyq_casework::record::Document;
use serde_json::Value;

use super::{Failure, Run};
use crate::words::legible;

/// A file that was handed over, with its name.
fn document(path: &Path) -> Result<Document, Trouble> {
    if path.is_dir() {
        return Err(Trouble::Folder(path.display().to_string()));
    }
    let unusable = |error| Trouble::Path { path: path.display().to_string(), error };
    let bytes = fs::read(path).map_err(unusable)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(Document { name, bytes })
}

/// Random bytes of the system.
fn random() -> Result<Random, Trouble> {
    let mut random = Random { public: [0; 8], secret: [0; 32], salt: [0; 16] };
    for bytes in [&mut random.public[..], &mut random.secret[..], &mut random.salt[..]] {
        getrandom::fill(bytes).map_err(|error| Trouble::Output(std::io::Error::other(error.to_string())))?;
    }
    Ok(random)
}

/// Up to which instant something counts; for ever where that is not said.
fn known_at(run: &Run<'_>, as_of: Option<&str>) -> Result<Timestamp, Failure> {
    let as_of: Option<AsOf> = as_of.map(str::parse).transpose().map_err(|trouble| run.usage(&trouble))?;
    Ok(as_of.map_or(Timestamp::MAX, |as_of| as_of.instant()))
}

/// A value that was typed and must be one of several.
fn choice<T: std::str::FromStr>(
    run: &Run<'_>,
    option: &str,
    text: &str,
    choices: String,
) -> Result<T, Failure> {
    text.parse().map_err(|_| {
        run.usage(&Trouble::NoneOf { option: option.to_owned(), text: text.to_owned(), choices })
    })
}

/// A cell for people: what is not there is a dash.
fn cell(text: Option<impl AsRef<str>>) -> String {
    text.map_or_else(|| "–".to_owned(), |text| legible(text.as_ref()))
}

/// Puts a line of JSON out.
pub(super) fn tell_json(run: &mut Run<'_>, value: &Value) -> Result<(), Failure> {
    run.screen.raw_line(&value.to_string())?;
    Ok(())
}

impl Run<'_> {
    /// One sentence of the result.
    pub(super) fn say(
        &mut self,
        id: &str,
        named: &[(&'static str, qazyq_words::FluentValue<'_>)],
    ) -> Result<(), Failure> {
        let text = self.screen.words.say(id, named);
        self.screen.paragraph(&text)?;
        Ok(())
    }
}
