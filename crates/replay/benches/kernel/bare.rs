//! A kernel without anything: no caps, no gaps longer than the fill, no other rules than the one it is for, nothing checked.
//! It stands for what can be reached, and, over binary floating point, for what exactness costs.

/// Days of a block.
pub(crate) const BLOCK: usize = 64;
/// Outcomes a day: three statistics, two prices, two rules for missing days, two windows.
pub(crate) const READINGS: usize = 24;
/// Days of the window.
pub(crate) const WINDOW: usize = 30;
/// Days that a price is carried.
const CARRY: u32 = 10;

/// A number that deviations are summed in.
pub(crate) trait Number: Copy + PartialOrd + Default {
    fn deviation(price: i64, peg: Self) -> Self;
    fn plus(self, other: Self) -> Self;
    fn minus(self, other: Self) -> Self;
    fn magnitude(self) -> Self;
}

impl Number for i64 {
    #[inline(always)]
    fn deviation(price: i64, peg: Self) -> Self {
        price.wrapping_sub(peg)
    }
    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        self.wrapping_add(other)
    }
    #[inline(always)]
    fn minus(self, other: Self) -> Self {
        self.wrapping_sub(other)
    }
    #[inline(always)]
    fn magnitude(self) -> Self {
        self.wrapping_abs()
    }
}

impl Number for f64 {
    /// The peg's reciprocal is handed in: a multiplication in place of a division.
    #[inline(always)]
    fn deviation(price: i64, peg: Self) -> Self {
        price as f64 * peg - 1.0
    }
    #[inline(always)]
    fn plus(self, other: Self) -> Self {
        self + other
    }
    #[inline(always)]
    fn minus(self, other: Self) -> Self {
        self - other
    }
    #[inline(always)]
    fn magnitude(self) -> Self {
        self.abs()
    }
}

/// What one price needs.
pub(crate) struct Limits<T> {
    pub(crate) peg: T,
    pub(crate) day: T,
    pub(crate) window: T,
}

/// Buffers, and the outcomes: known and met, reading by reading.
#[derive(Default)]
pub(crate) struct Bare<T> {
    sums: [Vec<T>; 2],
    met: [Vec<u64>; 3],
    known: [Vec<u64>; 2],
    pub(crate) outcomes: Vec<[Vec<u64>; 2]>,
}

impl<T: Number> Bare<T> {
    /// Decides a series of whole blocks: `columns` are open, high, low, close; limits those of a price and of four.
    #[inline(always)]
    pub(crate) fn run(&mut self, columns: &[Vec<i64>; 4], limits: &[Limits<T>; 2]) {
        self.outcomes.resize_with(READINGS, Default::default);
        for (price, limits) in limits.iter().enumerate() {
            self.price(columns, price, limits);
            let days = columns[3].len() - WINDOW;
            for statistic in 0..3 {
                for missing in 0..2 {
                    for window in 0..2 {
                        let [known, met] =
                            &mut self.outcomes[((statistic * 2 + price) * 2 + missing) * 2 + window];
                        known.clear();
                        met.clear();
                        for k in (0..days).step_by(BLOCK) {
                            let is_known = at(&self.known[missing], k + WINDOW - 1 + window);
                            known.push(is_known);
                            met.push(at(&self.met[statistic], k + WINDOW - 1 + window) & is_known);
                        }
                        let rest = (1 << (days % BLOCK)) - 1;
                        *met.last_mut().unwrap() &= rest;
                        *known.last_mut().unwrap() &= rest;
                    }
                }
            }
        }
    }

    #[inline(always)]
    fn price(&mut self, columns: &[Vec<i64>; 4], price: usize, limits: &Limits<T>) {
        let [open, high, low, close] = columns;
        let length = close.len() / BLOCK * BLOCK;
        for sums in &mut self.sums {
            sums.resize(length + WINDOW, T::default());
        }
        self.met.iter_mut().chain(&mut self.known).for_each(Vec::clear);
        let (mut absolute, mut signed) = (T::default(), T::default());
        let (mut last, mut age) = (0, CARRY);
        for from in (0..length).step_by(BLOCK) {
            let block = |of: &Vec<i64>| -> [i64; BLOCK] { of[from..from + BLOCK].try_into().unwrap() };
            let mut prices = block(close);
            let mut own = bits(&prices, |p| p > 0);
            if price == 1 {
                for column in [open, high, low] {
                    for (sum, price) in prices.iter_mut().zip(&column[from..from + BLOCK]) {
                        *sum = sum.wrapping_add(*price);
                    }
                }
                own &= bits(&block(open), |p| p > 0);
            }
            let mut carried = own;
            if own != !0 {
                for (k, price) in prices.iter_mut().enumerate() {
                    if own >> k & 1 == 1 {
                        (last, age) = (*price, 0);
                    } else {
                        age += 1;
                        if age <= CARRY {
                            *price = last;
                            carried |= 1 << k;
                        }
                    }
                }
            } else {
                (last, age) = (prices[BLOCK - 1], 0);
            }
            let xs = prices.map(|price| T::deviation(price, limits.peg));
            let magnitudes = xs.map(T::magnitude);
            for (k, magnitude) in magnitudes.iter().enumerate() {
                absolute = absolute.plus(*magnitude);
                self.sums[0][from + WINDOW + k] = absolute;
            }
            for (k, x) in xs.iter().enumerate() {
                signed = signed.plus(*x);
                self.sums[1][from + WINDOW + k] = signed;
            }
            for (place, sums) in self.sums.iter().enumerate() {
                let now: [T; BLOCK] =
                    sums[from + WINDOW..from + WINDOW + BLOCK].try_into().unwrap_or([T::default(); BLOCK]);
                let before: [T; BLOCK] = sums[from..from + BLOCK].try_into().unwrap_or([T::default(); BLOCK]);
                let mut sums = now;
                for (now, before) in sums.iter_mut().zip(&before) {
                    *now = now.minus(*before).magnitude();
                }
                self.met[place].push(bits(&sums, |sum| sum <= limits.window));
            }
            self.met[2].push(bits(&magnitudes, |x| x <= limits.day));
            self.known[0].push(own);
            self.known[1].push(carried);
        }
        let [own, carried] = &mut self.known;
        for words in [&mut self.met[2], own, carried] {
            if words.iter().any(|word| *word != !0) {
                runs(words);
            }
        }
    }
}

#[inline(always)]
fn bits<T: Copy>(values: &[T; BLOCK], is_set: impl Fn(T) -> bool) -> u64 {
    let mut word = 0;
    for (k, value) in values.iter().enumerate() {
        word |= u64::from(is_set(*value)) << k;
    }
    word
}

/// The word whose lowest bit is that day.
#[inline(always)]
fn at(words: &[u64], day: usize) -> u64 {
    let (index, by) = (day / 64, day % 64);
    let low = words.get(index).map_or(0, |word| word >> by);
    if by == 0 { low } else { low | words.get(index + 1).map_or(0, |word| word << (64 - by)) }
}

/// Each bit becomes whether it and the `WINDOW − 1` bits before it are set.
#[inline(always)]
fn runs(words: &mut [u64]) {
    let mut reached = 1;
    while reached < WINDOW {
        let step = reached.min(WINDOW - reached);
        let mut before = 0;
        for word in words.iter_mut() {
            let here = *word;
            *word &= here << step | before >> (64 - step);
            before = here;
        }
        reached += step;
    }
}
