//! Parquet files, which a build with the feature `parquet` reads and writes.
//!
//! A build without it knows such a file when it sees one, and says what is needed: a workspace that has some is the same
//! workspace to both.

use std::io::Write;
use std::path::Path;

use qazyq_lake::Columns;
use qazyq_lake::export::ExportError;
use qazyq_market::DailyFile;
use qazyq_market::bars::Wanted;
use qazyq_market::klines::Interval;

use crate::Trouble;
use crate::replay::Input;
use crate::replay::tables;
use crate::workspace::Declared;

/// What brings it.
pub(crate) const FEATURE: &str = "parquet";
/// What people call it; where a file is handed over, its own name is said already.
pub(crate) const NAME: &str = "Parquet";

/// What a file says, and which columns of figures are binary floating point.
pub(crate) struct Table {
    pub(crate) file: DailyFile,
    pub(crate) floats: Vec<String>,
}

/// Whether that is what the bytes begin as; the second is one whose footer is encrypted.
pub(crate) fn is_parquet(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PAR1") || bytes.starts_with(b"PARE")
}

/// Refuses what this build cannot do, named by `what`.
pub(crate) fn is_built_in(what: &str) -> Result<(), Trouble> {
    if cfg!(feature = "parquet") {
        return Ok(());
    }
    Err(Trouble::FeatureMissing { feature: FEATURE, what: what.to_owned() })
}

/// Reads the file `name` by its declared columns. One without is told which it has.
#[cfg(feature = "parquet")]
pub(crate) fn read(_name: &str, bytes: &[u8], declared: Option<&Declared>) -> Result<Table, Trouble> {
    let Some(declared) = declared else {
        let found = qazyq_parquet::columns(bytes)?;
        return Err(qazyq_market::FileError::ColumnsNotDeclared { found }.into());
    };
    let qazyq_parquet::Table { file, floats } =
        qazyq_parquet::parse(bytes, &crate::workspace::mapping(declared)?)?;
    Ok(Table { file, floats })
}

/// Says what is needed to read the file `name`.
#[cfg(not(feature = "parquet"))]
pub(crate) fn read(name: &str, _bytes: &[u8], _declared: Option<&Declared>) -> Result<Table, Trouble> {
    Err(Trouble::FeatureMissing { feature: FEATURE, what: name.to_owned() })
}

/// Opens a market's bars.
#[cfg(feature = "parquet")]
pub(crate) fn market(path: &Path, wanted: Wanted) -> Result<Box<dyn Input>, Trouble> {
    crate::replay::parquet::open(path, wanted)
}

/// Says what is needed to read a market's bars.
#[cfg(not(feature = "parquet"))]
pub(crate) fn market(path: &Path, _wanted: Wanted) -> Result<Box<dyn Input>, Trouble> {
    Err(Trouble::FeatureMissing { feature: FEATURE, what: path.display().to_string() })
}

/// Says what is needed to write a table.
#[cfg(not(feature = "parquet"))]
pub(crate) fn rows<'w>(
    _table: tables::Table,
    _to: &'w mut (dyn Write + Send),
) -> Result<Box<dyn tables::Rows + 'w>, Trouble> {
    Err(Trouble::FeatureMissing { feature: FEATURE, what: NAME.to_owned() })
}

/// Writes the rows of a feed; gives their number.
#[cfg(feature = "parquet")]
pub(crate) fn write(
    feed: &str,
    interval: Interval,
    columns: &Columns,
    to: impl Write + Send,
) -> Result<u64, ExportError> {
    let about = qazyq_parquet::About { feed, interval: interval.name() };
    qazyq_parquet::write(about, || columns.rows(), to)
}

/// Never asked for: see [`is_built_in`].
#[cfg(not(feature = "parquet"))]
pub(crate) fn write(
    _feed: &str,
    _interval: Interval,
    _columns: &Columns,
    _to: impl Write + Send,
) -> Result<u64, ExportError> {
    Err(ExportError::Write(std::io::ErrorKind::Unsupported.into()))
}
