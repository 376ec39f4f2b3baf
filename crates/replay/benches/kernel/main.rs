//! Outcomes a second of the kernel from resident columns, beside a bare one that does nothing else, and the bare one over
//! binary floating point: what exactness, gaps, caps and other rules cost.
//!
//! `cargo bench -p qazyq-replay --bench kernel`. Each line is the fastest of runs that take turns, in processor
//! time of the thread where the system tells it: who shares the machine only adds.
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a benchmark asks for the time, and has a float form to be held against"
)]
#![expect(clippy::print_stdout, reason = "a benchmark's output")]

mod bare;

use std::hint::black_box;
use std::time::Instant;

use qazyq_exact::{Amount, Day};
use qazyq_law::Act;
use qazyq_law::reading::{Choices, Price};
use qazyq_replay::worth::Moving;
use qazyq_replay::{Decimals, Digits, Kernel, Prices, Rule, Series, Worth};

use bare::{BLOCK, Bare, Limits, Number, WINDOW};

/// Assets of the market.
const ASSETS: usize = 500;
/// Days of each: whole blocks, for the bare kernel's sake.
const DAYS: usize = 47 * BLOCK;
/// How often everything is run.
const RUNS: usize = 41;

/// Numbers that look random.
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// About normal, in millionths.
    fn normal(&mut self) -> i64 {
        (0..12).map(|_| (self.next() % 1_000_000) as i64).sum::<i64>() - 6_000_000
    }
}

/// Columns of an asset, open, high, low and close, in millionths; the peg too.
struct Asset {
    peg: i64,
    columns: [Vec<i64>; 4],
}

fn assets() -> Vec<Asset> {
    let mut draw = Draw(20_260_101);
    let pegs = [10_000, 250_000, 500_000, 2_000_000, 3_672_500, 10_000_000, 100_000_000, 1_234_500];
    (0..ASSETS)
        .map(|_| {
            let peg = if draw.next() % 10 < 7 { 1_000_000 } else { pegs[(draw.next() % 8) as usize] };
            let tick = if peg < 1_000_000 { 1 } else { [100, 100, 10, 1, 1][(draw.next() % 5) as usize] };
            // Log-uniform between 0.0003 and 0.05, in millionths of the peg.
            let sigma = 300 << (draw.next() % 8);
            let missing = [0, 0, 0, 0, 0, 0, 5, 5, 5, 50][(draw.next() % 10) as usize];
            let bias = draw.normal() * sigma / 3_000_000;
            let (mut x, mut before) = (0, peg);
            let mut columns = [const { Vec::new() }; 4];
            for _ in 0..DAYS {
                x = x * 9 / 10 + draw.normal() * sigma / 2_300_000;
                let rounded = |price: i64| (price / tick * tick).max(tick);
                let close = rounded(peg + peg * (bias + x) / 1_000_000);
                let wick = |draw: &mut Draw| draw.normal().abs() * sigma / 2_500_000 * peg / 1_000_000;
                let high = rounded(close.max(before) + wick(&mut draw));
                let low = rounded(close.min(before) - wick(&mut draw));
                let there = i64::from(draw.next() % 1000 >= missing);
                for (column, price) in columns.iter_mut().zip([before, high, low, close]) {
                    column.push(price * there);
                }
                before = close;
            }
            Asset { peg, columns }
        })
        .collect()
}

/// The bare kernel on one series, compiled for as many processors as ours.
struct OneSeries<'a, T>(&'a mut Bare<T>, &'a [Vec<i64>; 4], &'a [Limits<T>; 2]);

impl<T: Number> pulp::WithSimd for OneSeries<'_, T> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        self.0.run(self.1, self.2);
    }
}

/// Processor time of this thread in nanoseconds; where the system does not tell, the time since `start`.
fn now(start: Instant) -> u128 {
    // The system brings its account up to date when the thread gives way.
    std::thread::yield_now();
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let ran = told.and_then(|text| text.split(' ').next()?.parse().ok());
    ran.unwrap_or_else(|| start.elapsed().as_nanos())
}

/// One way of running all assets.
struct Way<'a> {
    name: &'static str,
    run: Box<dyn FnMut() -> u64 + 'a>,
    nanoseconds: Vec<u128>,
    sum: u64,
}

fn readings(prices: &[Price]) -> Vec<Choices> {
    let act = Act::embedded().expect("the embedded law");
    let all = act.on(Day::from_number(20_500)).counted.readings();
    all.filter(|choices| prices.contains(&choices.price)).collect()
}

fn rule() -> Rule {
    Rule::from(Act::embedded().expect("the embedded law").on(Day::from_number(20_500)))
}

fn ones(words: &[u64]) -> u64 {
    words.iter().map(|word| u64::from(word.count_ones())).sum()
}

/// The kernel over all assets with their columns in `digits` and their worths.
fn ours<'a>(name: &'static str, worths: &'a [Worth], prices: impl Fn(usize) -> Prices<'a> + 'a) -> Way<'a> {
    let mut kernel = Kernel::new(rule(), readings(&[Price::Close, Price::Ohlc4]));
    let run = move || {
        let mut sum = 0;
        for (k, worth) in worths.iter().enumerate() {
            let first = Day::from_number(19_000);
            let series = Series { first, days: DAYS, prices: prices(k), worth };
            let from = first.plus(WINDOW as i32);
            let outcomes = kernel.run(&series, from, DAYS - WINDOW).expect("even columns");
            for reading in 0..24 {
                let bits = black_box(outcomes.of(reading).expect("a reading"));
                sum += ones(&bits.met);
            }
        }
        sum
    };
    Way { name, run: Box::new(run), nanoseconds: Vec::new(), sum: 0 }
}

fn main() {
    let start = Instant::now();
    let assets = assets();
    let constant = |peg: i64| Worth::Constant(Amount::new(peg.into(), 6).to_ratio());
    let worths: Vec<Worth> = assets.iter().map(|asset| constant(asset.peg)).collect();
    // A rate of the day, some of a per cent around the peg, and none at the week's end.
    let mut draw = Draw(7);
    let moving: Vec<Worth> = (0..8)
        .map(|_| {
            let mut rate = 1_000_000;
            let mut on = |day: usize| {
                if day % 7 < 5 {
                    rate = 1_000_000 + draw.normal() / 1000;
                }
                Some(Amount::new(rate.into(), 6).to_ratio())
            };
            Worth::Moving(Moving::new(Day::from_number(19_000), (0..DAYS).map(&mut on).collect()))
        })
        .collect();
    let worths_moving: Vec<Worth> = assets.iter().enumerate().map(|(k, _)| moving[k % 8].clone()).collect();
    let scaled = |by: i64| -> Vec<[Vec<i64>; 4]> {
        assets.iter().map(|a| a.columns.clone().map(|c| c.iter().map(|p| p * by).collect())).collect()
    };
    // Two digits behind the point: the same figures, in hundredths of pegs ten thousand times as large.
    let hundredths: Vec<Worth> =
        assets.iter().map(|asset| Worth::Constant(Amount::new(asset.peg.into(), 2).to_ratio())).collect();
    let eight = scaled(100);
    let broad: Vec<[Vec<i128>; 4]> = assets
        .iter()
        .map(|a| a.columns.clone().map(|c| c.iter().map(|p| i128::from(*p) * 1_000_000_000_000).collect()))
        .collect();
    let processor = pulp::Arch::new();
    let mut bare = Bare::<i64>::default();
    let mut floats = Bare::<f64>::default();
    let mut ways = vec![
        Way {
            name: "bare, integers",
            run: Box::new(|| {
                let mut sum = 0;
                for asset in &assets {
                    let limits = [1, 4].map(|w| Limits {
                        peg: w * asset.peg,
                        day: w * asset.peg / 100,
                        window: WINDOW as i64 * w * asset.peg / 100,
                    });
                    processor.dispatch(OneSeries(&mut bare, &asset.columns, &limits));
                    sum += black_box(&bare.outcomes).iter().map(|[_, met]| ones(met)).sum::<u64>();
                }
                sum
            }),
            nanoseconds: Vec::new(),
            sum: 0,
        },
        Way {
            name: "bare, binary floating point",
            run: Box::new(|| {
                let mut sum = 0;
                for asset in &assets {
                    let limits = [1, 4].map(|w| Limits {
                        peg: 1.0 / (w * asset.peg) as f64,
                        day: 0.01,
                        window: WINDOW as f64 * 0.01,
                    });
                    processor.dispatch(OneSeries(&mut floats, &asset.columns, &limits));
                    sum += black_box(&floats.outcomes).iter().map(|[_, met]| ones(met)).sum::<u64>();
                }
                sum
            }),
            nanoseconds: Vec::new(),
            sum: 0,
        },
        ours("ours, 6 digits", &worths, |k| lend(6, &assets[k].columns)),
        ours("ours, 2 digits", &hundredths, |k| lend(2, &assets[k].columns)),
        ours("ours, 8 digits", &worths, |k| lend(8, &eight[k])),
        ours("ours, 18 digits in 128 bits", &worths, |k| {
            let [open, high, low, close] = broad[k].each_ref().map(|c| Digits::Broad(c));
            Prices { scale: 18, open, high, low, close, vwap: Digits::Absent }
        }),
        ours("ours, 6 digits, moving pegs", &worths_moving, |k| lend(6, &assets[k].columns)),
    ];
    for _ in 0..RUNS {
        for way in &mut ways {
            let before = now(start);
            way.sum = (way.run)();
            way.nanoseconds.push(now(start) - before);
        }
    }
    let outcomes = (ASSETS * (DAYS - WINDOW) * 24) as f64;
    for way in &mut ways {
        way.nanoseconds.sort_unstable();
        let fastest = way.nanoseconds[0] as f64;
        println!(
            "{:32} {:8.2} ms  {:6.2} * 10^9 outcomes/s  {:6.2} ns a day  met {}",
            way.name,
            fastest / 1e6,
            outcomes / fastest,
            fastest * 24.0 / outcomes,
            way.sum,
        );
    }
    floats_as_decimals(start, &assets);
    one_date(start, &assets[0], &worths[0]);
}

fn lend(scale: u8, columns: &[Vec<i64>; 4]) -> Prices<'_> {
    let [open, high, low, close] = columns.each_ref().map(|c| Digits::Narrow(c));
    Prices { scale, open, high, low, close, vwap: Digits::Absent }
}

/// Binary floating point as decimals, four columns a series.
fn floats_as_decimals(start: Instant, assets: &[Asset]) {
    let bits = |price: &i64| (*price as f64 / 1e6).to_bits();
    let columns: Vec<[Vec<u64>; 4]> =
        assets.iter().map(|a| a.columns.each_ref().map(|c| c.iter().map(bits).collect())).collect();
    let mut decimals = Decimals::default();
    let mut took: Vec<u128> = (0..RUNS)
        .map(|_| {
            let before = now(start);
            for [open, high, low, close] in &columns {
                black_box(decimals.of([Some(open), Some(high), Some(low), Some(close), None]));
            }
            now(start) - before
        })
        .collect();
    took.sort_unstable();
    let values = (ASSETS * DAYS * 4) as f64;
    println!(
        "{:32} {:8.2} ms  {:6.2} * 10^9 values/s",
        "floats as decimals",
        took[0] as f64 / 1e6,
        values / took[0] as f64
    );
}

/// All 48 readings of one assessment date from its 41 bars.
fn one_date(start: Instant, asset: &Asset, worth: &Worth) {
    const TIMES: u32 = 20_000;
    let mut kernel = Kernel::new(rule(), readings(Price::ALL));
    let bars = asset.columns.each_ref().map(|column| column[..41].to_vec());
    let mut prices = lend(6, &bars);
    prices.vwap = prices.close;
    let first = Day::from_number(19_000);
    let series = Series { first, days: 41, prices, worth };
    let before = now(start);
    for _ in 0..TIMES {
        black_box(kernel.run(black_box(&series), first.plus(40), 1));
    }
    let took = now(start) - before;
    println!("{:32} {:8.2} us", "48 readings of one date", took as f64 / f64::from(TIMES) / 1e3);
}
