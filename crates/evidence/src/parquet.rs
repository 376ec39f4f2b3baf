//! Parquet files that somebody handed over, which a build with the feature `parquet` reads.
//!
//! A build without it knows such a file when it sees one, and says what is needed.

use qazyq_market::DailyFile;
use qazyq_registry::what::Declared;

use crate::Fault;

/// What brings it.
pub const FEATURE: &str = "parquet";

/// What a file says, and which columns of figures are binary floating point.
#[derive(Debug)]
pub struct Table {
    /// The bars.
    pub file: DailyFile,
    /// The columns.
    pub floats: Vec<String>,
}

/// Reads the file `name` by its declared columns. One without is told which it has.
///
/// # Errors
/// Where it cannot be used.
#[cfg(feature = "parquet")]
pub fn read(_name: &str, bytes: &[u8], declared: Option<&Declared>) -> Result<Table, Fault> {
    let Some(declared) = declared else {
        let found = qazyq_parquet::columns(bytes)?;
        return Err(qazyq_market::FileError::ColumnsNotDeclared { found }.into());
    };
    let qazyq_parquet::Table { file, floats } = qazyq_parquet::parse(bytes, &crate::mapping(declared)?)?;
    Ok(Table { file, floats })
}

/// Says what is needed to read the file `name`.
///
/// # Errors
/// Always: this build does not read it.
#[cfg(not(feature = "parquet"))]
pub fn read(name: &str, _bytes: &[u8], _declared: Option<&Declared>) -> Result<Table, Fault> {
    Err(Fault::FeatureMissing { feature: FEATURE, what: name.to_owned() })
}
