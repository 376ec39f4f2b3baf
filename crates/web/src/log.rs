//! The transparency log, as people see it and as programs take it: its files as they lie in its folder.

use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use jiff::Timestamp;
use qazyq_casework::Trouble;
use qazyq_casework::keys::KeyFolder;
use qazyq_casework::log::entry;
use qazyq_casework::log::status::{Signed, status};
use qazyq_casework::statement::Statement;

use crate::app::App;
use crate::pages::{LogEntryShown, LogShown};
use crate::problem::Problem;
use crate::reply::{Keep, Reply};
use crate::routes::refused;

/// The last entries that a page shows.
const LATEST: u64 = 20;

/// Where the log lies, and by which keys it is known.
#[derive(Clone, Debug)]
pub struct Place {
    /// The log's folder.
    pub folder: PathBuf,
    /// The folder of keys, of which only public ones are read.
    pub keys: KeyFolder,
}

/// What is shown of a log; nothing where there is none.
///
/// # Errors
/// Where its files are not those of a log.
pub fn shown(place: &Place) -> Result<Option<LogShown>, Trouble> {
    if !place.folder.join("checkpoint").exists() {
        return Ok(None);
    }
    let found = status(&place.folder, &place.keys, None)?;
    let path = place.folder.join("checkpoint");
    let checkpoint = std::fs::read_to_string(&path)
        .map_err(|error| Trouble::Path { path: path.display().to_string(), error })?;
    let cosigners = found.signers.iter().filter_map(|signer| match (&signer.witness, signer.signed) {
        (Some(name), Signed::Yes(time)) => {
            let time = time.and_then(|seconds| Timestamp::from_second(i64::try_from(seconds).ok()?).ok());
            Some((name.clone(), time))
        }
        _ => None,
    });
    let own = found.signers.iter().find(|signer| signer.witness.is_none());
    let size = found.checkpoint.size;
    let latest = (size.saturating_sub(LATEST)..size).rev().map(|number| entry_shown(&place.folder, number));
    Ok(Some(LogShown {
        origin: found.checkpoint.origin().to_owned(),
        size,
        // The third line of a checkpoint is the root.
        root: checkpoint.lines().nth(2).unwrap_or_default().to_owned(),
        key: own.map(|signer| signer.key.to_string()).unwrap_or_default(),
        cosigners: cosigners.collect(),
        latest: latest.collect::<Result<_, _>>()?,
        checkpoint,
    }))
}

fn entry_shown(folder: &FilePath, number: u64) -> Result<LogEntryShown, Trouble> {
    let bytes = entry(folder, number)?;
    let line = String::from_utf8_lossy(&bytes).into_owned();
    let shown = LogEntryShown { number, line, asset: None, day: None, outcome: None, digest: None };
    Ok(match Statement::parse(&bytes) {
        Ok(Statement::Verdict { asset, day, outcome, bundle, .. }) => LogEntryShown {
            asset: Some(asset),
            day: Some(day),
            outcome: qazyq_law::Conclusion::ALL.into_iter().find(|one| one.as_str() == outcome.as_str()),
            digest: Some(bundle.to_string()),
            ..shown
        },
        Ok(Statement::Listing { asset, from, .. }) => {
            LogEntryShown { asset: Some(asset), day: Some(from), ..shown }
        }
        Ok(Statement::List { of, .. }) => LogEntryShown { day: Some(of), ..shown },
        Err(_) => shown,
    })
}

/// A file of the log, by its name there (tlog-tiles): whoever has them all has the log.
pub async fn file(
    State(app): State<Arc<App>>,
    uri: Uri,
    headers: HeaderMap,
    Path(name): Path<String>,
) -> Response {
    let found = match &app.log {
        Some(place) if is_of_a_log(&name) => read(place.folder.join(&name)).await,
        _ => None,
    };
    match found {
        Some(bytes) => {
            // A tile never changes: what grows is written under another name.
            let is_tile = name.starts_with("tile/");
            let (media_type, keep) = match is_tile {
                true => ("application/octet-stream", Keep::Forever),
                false => ("text/plain; charset=utf-8", Keep::No),
            };
            Reply::new(bytes, media_type, keep).to(&headers)
        }
        None => refused(&app, uri.path(), &headers, &Problem::not_found()),
    }
}

async fn read(path: PathBuf) -> Option<Vec<u8>> {
    tokio::task::spawn_blocking(move || std::fs::read(path).ok()).await.ok().flatten()
}

/// Whether a name can be one of a log's public files: nothing else in its folder is given, and nothing outside of it.
fn is_of_a_log(name: &str) -> bool {
    let is_step = |step: &str| {
        !step.is_empty()
            && !step.starts_with('.')
            && step.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'.')
    };
    matches!(name, "checkpoint" | "policy")
        || name.strip_prefix("tile/").is_some_and(|rest| rest.split('/').all(is_step))
}

#[cfg(test)]
mod tests {
    use super::is_of_a_log;

    #[test]
    fn only_what_is_public_of_a_log_is_given() {
        for name in ["checkpoint", "policy", "tile/0/000", "tile/0/x001/234.p/5", "tile/entries/000.p/7"] {
            assert!(is_of_a_log(name), "{name}");
        }
        for name in [
            "",
            "pending",
            "lock",
            "tile",
            "tile/",
            "tile/../pending",
            "tile/0//1",
            "tile/.x",
            "../checkpoint",
            "tile/0/%2e",
        ] {
            assert!(!is_of_a_log(name), "{name}");
        }
    }
}
