//! Candles and trades to days, in one pass. Candles give the bars and findings of the way that keeps them all; trades give
//! the same line by line as at once.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qazyq_market::days::{BuiltDay, DayCut, daily};
use qazyq_market::klines;
use qazyq_market::ticks::TicksError;
use qazyq_market::ticks::klines::{Found, Klines};
use qazyq_market::ticks::totals::Total;
use qazyq_market::ticks::trades::Reader;

fn candles(bytes: &[u8], cut: DayCut, line_by_line: bool) -> Result<(Vec<BuiltDay>, Found), TicksError> {
    let mut klines = Klines::new(cut, true);
    if line_by_line {
        bytes.split_inclusive(|byte| *byte == b'\n').try_for_each(|line| klines.read(line))?;
    } else {
        klines.read(bytes)?;
    }
    let found = klines.end_file()?;
    Ok((klines.finish(), found))
}

fn trades(bytes: &[u8], line_by_line: bool) -> Result<(Vec<Total>, Vec<String>), TicksError> {
    let mut reader = Reader::new(DayCut::Utc);
    reader.name_file("x");
    if line_by_line {
        bytes.split_inclusive(|byte| *byte == b'\n').try_for_each(|line| reader.read(line))?;
    } else {
        reader.read(bytes)?;
    }
    let found = reader.end_file()?;
    let (totals, names) = reader.finish();
    assert_eq!(totals.left_out(), 0, "what is no trade is rejected with its line");
    let mut told: Vec<_> = names.iter().map(str::to_owned).collect();
    told.extend(found.rejected.iter().map(|rejected| format!("{}: {}", rejected.line, rejected.why)));
    Ok((totals.finish(), told))
}

fuzz_target!(|bytes: &[u8]| {
    assert_eq!(trades(bytes, true), trades(bytes, false));
    for cut in [DayCut::Utc, DayCut::Almaty] {
        let once = candles(bytes, cut, false);
        assert_eq!(candles(bytes, cut, true), once);
        let file = klines::parse(bytes);
        let Ok((days, found)) = once else { continue };
        let file = file.expect("what is taken line by line is taken as a whole");
        let all = daily(file.candles.iter().map(|(_, candle)| candle), file.interval, cut, true);
        assert_eq!(Ok(days), all);
        assert_eq!((found.candles, found.rejected.len()), (file.candles.len() as u64, file.rejected.len()));
        assert_eq!(found.defects.len(), file.defects.len());
        assert!(found.rejected.iter().eq(file.rejected.iter().take(10)));
    }
});
