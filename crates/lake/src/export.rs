//! Rows as CSV: every digit of every figure, and nothing where there is none.
//!
//! ```text
//! key,time,open,high,low,close,vwap,volume,base_volume,market_cap,units,receipt,defects
//! 3408,2023-03-11T00:00:00Z,0.9994698831,1.0000670335,0.8774,0.9715,,,,,,17,
//! ```

use std::io::{self, Write};

use crate::columns::FIGURES;
use crate::{Columns, LakeError};

/// Writes all rows, sorted by key, time and receipt; gives how many.
///
/// # Errors
/// Where a row cannot be read, or nothing more can be written.
pub fn csv(columns: &Columns, to: impl Write) -> Result<u64, ExportError> {
    let mut to = csv::Writer::from_writer(to);
    to.write_record(["key", "time"].into_iter().chain(FIGURES).chain(["receipt", "defects"]))?;
    let mut many = 0_u64;
    for row in columns.rows() {
        let (key, row) = row.map_err(ExportError::Lake)?;
        to.write_field(key)?;
        to.write_field(row.begins().to_string())?;
        for figure in row.figures() {
            to.write_field(figure.map(ToString::to_string).unwrap_or_default())?;
        }
        to.write_field(row.receipt.to_string())?;
        to.write_field(row.defects.unwrap_or_default())?;
        to.write_record(None::<&[u8]>)?;
        many = many.saturating_add(1);
    }
    to.flush()?;
    Ok(many)
}

/// Why an export ended.
#[derive(Debug)]
pub enum ExportError {
    /// A row could not be read.
    Lake(LakeError),
    /// Nothing more could be written.
    Write(io::Error),
}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        Self::Write(error)
    }
}

impl From<csv::Error> for ExportError {
    fn from(error: csv::Error) -> Self {
        Self::Write(error.into())
    }
}

impl core::fmt::Display for ExportError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Lake(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
        }
    }
}

impl core::error::Error for ExportError {}
