//! Loading the order that decides: the one that ships with the program, or one in a folder.

use std::fs;
use std::path::Path;

use qazyq_law::Act;

use crate::Trouble;

/// The order in `folder`, or the one that ships with the program.
///
/// # Errors
/// Where the folder's files cannot be read, or are no law.
pub fn load(folder: Option<&Path>) -> Result<Act, Trouble> {
    let Some(folder) = folder else { return Ok(Act::embedded()?) };
    let path = folder.join("act.toml");
    let act = fs::read_to_string(&path).map_err(|e| Trouble::path(&path, e))?;
    Ok(Act::parse(&act, |version| fs::read_to_string(folder.join(format!("{version}.toml"))).ok())?)
}
