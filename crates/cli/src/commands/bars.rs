//! `qazyq bars`: daily bars made of trades or of candles.

use super::{Failure, Run};
use crate::args;
use crate::exit::Exit;

pub(super) fn run(run: &mut Run<'_>, args: &args::Bars) -> Result<Exit, Failure> {
    let _ = (run, args);
    Ok(Exit::Done)
}
