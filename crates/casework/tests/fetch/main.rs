//! Fetching, against stand-ins that were written from the sources' documents by somebody who had not seen this client.
//!
//! One door, [`desk::Desk`]: a workspace, a stand-in for every source, and a clock that nobody has to wait for. What
//! comes is held against figures computed here by the stand-in's published formulas.

mod backfill;
mod cases;
mod dense;
mod desk;
mod faults;
mod figures;
mod followed;
mod replayed;
