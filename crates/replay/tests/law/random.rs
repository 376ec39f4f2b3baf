//! Series that are hard on purpose: ties at the limit and between high and low, gaps, prices that are none, pegs that move.

use std::fmt::Write as _;

use qazyq_exact::{Day, Ratio};
use qazyq_law::Law;

use crate::columns::Kind;

/// Numbers that look random and hang on the seed alone.
pub(crate) struct Draw(u64);

/// What worths are multiples of, upside down.
const ONE: i128 = 1_000_000_000_000;

/// The first day of every series, about.
const FIRST: i32 = 20_000;

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x1234_5678_9ABC_DEF1)
    }

    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % bound
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }

    fn day(day: i32) -> String {
        let (year, month, day) = Day::from_number(day).date();
        format!("{year:04}-{month:02}-{day:02}")
    }

    /// Some assessment dates; most within the series.
    pub(crate) fn span(&mut self) -> (Day, usize) {
        let from = FIRST - 20 + i32::try_from(self.below(120)).unwrap();
        (Day::from_number(from), usize::try_from(1 + self.pick(&[0, 0, 5, 63, 64, 70])).unwrap())
    }

    pub(crate) fn kind(&mut self) -> Kind {
        self.pick(&[
            Kind::Narrow,
            Kind::Narrow,
            Kind::Narrow,
            Kind::Broad,
            Kind::Broad,
            Kind::Wide,
            Kind::Mixed,
        ])
    }

    /// Another limit, another window.
    pub(crate) fn amend(&mut self, law: &mut Law) {
        if self.chance(60) {
            law.window_days = match self.below(8) {
                0 => self.pick(&[63, 64, 65, 100, 129]),
                1 => 1,
                _ => 1 + u32::try_from(self.below(40)).unwrap(),
            };
        }
        if self.chance(40) {
            let limits = [
                "0",
                "1/100",
                "1/200",
                "1/3",
                "-1/100",
                "5",
                "1000000",
                "1/1000000000000000000000",
                "100000000000000000000000000000000000000000/3",
                "0.0099999999999999999999",
            ];
            law.deviation_max = self.pick(&limits).parse::<Ratio>().unwrap();
        }
        if self.chance(30) {
            law.carry_days_max = self.pick(&[0, 1, 3, 64, 70, 200, 3660]);
        }
        if self.chance(20) {
            law.rate_days_max = self.pick(&[0, 1, 30]);
        }
    }

    /// `worth · 10^-12 · (1 + parts/10^6)` with `scale` digits behind the point, cut.
    fn price(worth: i128, parts: i64, scale: usize) -> String {
        let parts = 1_000_000 + i128::from(parts);
        let value =
            worth.checked_mul(parts).map_or_else(|| worth / 1_000_000 * parts, |product| product / 1_000_000);
        let (whole, fraction) = (value / ONE, value % ONE);
        let mut fraction = format!("{fraction:012}{}", "0".repeat(28));
        fraction.truncate(scale);
        if scale > 20 {
            // Digits that matter nowhere but at the boundary.
            fraction.replace_range(19..20, "7");
        }
        if scale == 0 { whole.to_string() } else { format!("{whole}.{fraction}") }
    }

    fn parts(&mut self, wildness: u64) -> i64 {
        let sign = if self.chance(50) { 1 } else { -1 };
        let parts = match wildness {
            0 => 0,
            1 => 10_000,
            2 => self.below(300) as i64 * 100,
            3 => self.below(30_000) as i64,
            4 => self.pick(&[0, 10_000, 9_999, 10_001, 20_000]),
            5 => self.below(900_000) as i64,
            _ => self.below(1 << 45) as i64,
        };
        if wildness > 5 { parts } else { sign * parts }
    }

    /// A case of one series under everything that may befall it.
    pub(crate) fn case(&mut self) -> String {
        let pegs = [
            ("1", ONE),
            ("1", ONE),
            ("0.01", ONE / 100),
            ("3.6725", 3_672_500_000_000),
            ("100", 100 * ONE),
            ("1.2345", 1_234_500_000_000),
            ("0.000001", ONE / 1_000_000),
            ("1234567.89", 1_234_567_890_000_000_000),
            ("0.3333333333333333333333", ONE / 3),
        ];
        let (amount, mut worth) = self.pick(&pegs);
        let peg_kind = self.below(10);
        let mut components = format!(r#"{{"currency":"USD","amount":"{amount}"}}"#);
        let mut fx = String::new();
        if peg_kind >= 5 {
            let basket = peg_kind >= 7;
            components = match basket {
                false => format!(r#"{{"currency":"EUR","amount":"{amount}"}}"#),
                true => format!(
                    r#"{{"currency":"USD","amount":"0.5"}},{{"currency":"EUR","amount":"{amount}"}},{{"currency":"KZT","amount":"0.25"}}"#
                ),
            };
            let rate = self.pick(&[ONE, ONE * 108 / 100, ONE / 500, 480 * ONE, 10_000_000 * ONE]);
            worth = worth * rate / ONE;
            if basket {
                worth += ONE / 2 + ONE / 1920;
            }
            let (every, moves) = (self.pick(&[1, 1, 7, 40]), self.chance(70));
            for day in FIRST - 80..FIRST + 220 {
                if self.below(every) > 0 || (day % 7 > 4 && self.chance(95)) {
                    continue;
                }
                let drift = if moves { self.below(4000) as i64 - 2000 } else { 0 };
                let text = Self::price(rate, drift, self.pick(&[4, 8, 12]));
                let text = if rate < ONE / 100 && self.chance(50) {
                    format!("1/{}", Self::price(ONE * ONE / rate, -drift, 2))
                } else {
                    text
                };
                let date = Self::day(day);
                let _ = write!(fx, r#"{{"date":"{date}","base":"EUR","quote":"USD","rate":"{text}"}},"#);
                let _ = write!(
                    fx,
                    r#"{{"date":"{date}","base":"KZT","quote":"USD","rate":"1/480.{}"}},"#,
                    self.below(90) + 10
                );
            }
            // A pair that nobody asks for.
            let _ = write!(fx, r#"{{"date":"2024-10-10","base":"EUR","quote":"KZT","rate":"520"}}"#);
        }
        let scale = self.pick(&[0, 1, 2, 2, 3, 4, 4, 6, 8, 8, 12, 18, 18, 25, 38]);
        let wildness = self.below(7);
        let missing = self.pick(&[0, 0, 1, 5, 30]);
        let columns = self.pick(&[0b11111, 0b11111, 0b01111, 0b01000, 0b10110]);
        let mut days = String::new();
        let mut gap = 0;
        for day in FIRST - 60..FIRST + 130 {
            if gap > 0 {
                gap -= 1;
                continue;
            }
            if self.chance(missing) {
                gap = self.pick(&[0, 0, 0, 2, 8, 10, 11, 30]);
                continue;
            }
            let mut bar = format!(r#"{{"date":"{}""#, Self::day(day));
            let parts = self.parts(wildness);
            for (place, name) in ["open", "high", "low", "close", "vwap"].iter().enumerate() {
                if columns >> place & 1 == 0 {
                    continue;
                }
                let parts = match (*name, self.below(4)) {
                    ("high", 0..=2) => parts.abs(),
                    ("low", 0..=2) => -parts.abs().min(999_999),
                    (_, 0) => self.parts(wildness),
                    _ => parts,
                };
                let text = match self.below(200) {
                    0 => "null".to_owned(),
                    1 => r#""0""#.to_owned(),
                    2 => r#""-1.5""#.to_owned(),
                    3 if wildness == 5 => r#""99999999999999999999999999999999999999999999.5""#.to_owned(),
                    4 if wildness == 4 => r#""0.0000000000000000000000000000000000000001""#.to_owned(),
                    _ => format!(r#""{}""#, Self::price(worth, parts, scale)),
                };
                let _ = write!(bar, r#","{name}":{text}"#);
            }
            let _ = write!(days, "{bar}}},");
        }
        let peg = match self.chance(97) {
            true => format!(r#""peg":{{"components":[{components}]}},"#),
            false => String::new(),
        };
        format!(
            r#"{{"format":"qazyq.case/1","asset":{{"id":"a"}},"assessment":{{"date":"2025-06-01"}},"facts":{{{peg}"fx":[{}],"market":[{{"source":"s","currency":"USD","days":[{}]}}]}}}}"#,
            fx.trim_end_matches(','),
            days.trim_end_matches(','),
        )
    }
}
