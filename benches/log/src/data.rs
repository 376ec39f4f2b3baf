//! What is logged, and what is drawn by lot: the same in every run.

/// Numbers that look like chance (SplitMix64, public domain, Sebastiano Vigna).
pub(crate) struct Lot(pub(crate) u64);

impl Lot {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// Below `end`, which is not zero.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }
}

pub(crate) fn mix(number: u64) -> u64 {
    let z = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// The entry at that place: a line of JSON of some 300 bytes, as a verdict's summary is.
pub(crate) fn entry(index: u64) -> Vec<u8> {
    let part = |n: u64| mix(index.wrapping_mul(5).wrapping_add(n));
    let (a, b, c, d) = (part(1), part(2), part(3), part(4));
    let outcome = if a.is_multiple_of(4) { "not_met" } else { "met" };
    format!(
        "{{\"asset\":\"asset-{:05}\",\"case\":\"{a:016x}{b:016x}{c:016x}{d:016x}\",\"day\":\"2026-{:02}-{:02}\",\
         \"law\":\"kz-600-2025\",\"outcome\":\"{outcome}\",\"reading\":\"mean_absolute/close/undetermined/complete_days\",\
         \"stability\":{{\"deviation\":\"{}/300000000000\",\"limit\":\"1/100\",\"worst\":\"2026-{:02}-{:02}\"}}}}",
        index % 20_000,
        1 + b % 12,
        1 + c % 28,
        d % 9_000_000_000,
        1 + b % 12,
        1 + d % 28,
    )
    .into_bytes()
}

pub(crate) fn entries(first: u64, many: u64) -> Vec<Vec<u8>> {
    (first..first.saturating_add(many)).map(entry).collect()
}
