//! The chart that a verdict is explained by: each day's distance from the peg, and below it the figure of each day.

use core::ops::RangeInclusive;

use qazyq_exact::{Day, IBig, Ratio};

use super::scale::{Scale, in_limits, is_above, is_off_scale, magnitude};
use super::svg::{Anchor, Area, Num, Svg, breadth};
use super::{Notation, Place, Words};

/// The upper edge of the first panel.
const TOP: f64 = 44.0;
/// From the first panel's foot to the second panel's top: the days that count, and a name.
const BETWEEN: f64 = 68.0;
/// Between an axis and its labels.
const LABEL_GAP: f64 = 8.0;
/// Between two letterings on the axis of days.
const DAY_GAP: f64 = 12.0;
/// A bar is not wider, however few days there are.
const BAR_MAX: f64 = 24.0;

/// One day of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// The day.
    pub day: Day,
    /// How far its price was from the peg, as a share of the peg: below zero if the price was below. None without a price.
    pub deviation: Option<&'a Ratio>,
    /// The statistic of the days before it, as a share; none where it is undetermined.
    pub figure: Option<&'a Ratio>,
}

/// What a chart is drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviations<'a> {
    /// One row a day, in the order of time, to the day of the verdict.
    pub rows: &'a [Row<'a>],
    /// The most that a figure may be, as a share.
    pub limit: &'a Ratio,
    /// The days that the verdict rests on; the chart may begin after the first of them.
    pub counted: RangeInclusive<Day>,
}

/// The chart of deviations in a place. `id` with the place's class names the title. Without rows the answer is empty.
///
/// | class | is |
/// | --- | --- |
/// | `day` | a day with a price; a line with a circle at its end |
/// | `above` | farther than the limit, a day with a square or a bar |
/// | `before` | outside of the days that count, whether before or after |
/// | `none` | without a price, or without a figure; hatched, never a zero |
/// | `told` | a number beside its mark; `far` if it is above the limit |
#[must_use]
pub fn deviation(
    of: &Deviations<'_>,
    place: Place,
    id: &str,
    words: &Words<'_>,
    notation: &dyn Notation,
) -> String {
    if of.rows.is_empty() {
        return String::new();
    }
    let prices = Panel::new(of.rows.iter().map(|row| row.deviation), of.limit, place);
    // A figure has no sign, whatever a caller hands in.
    let sizes: Vec<Option<Ratio>> = of.rows.iter().map(|row| row.figure.map(magnitude)).collect();
    let figures = Panel::new(sizes.iter().map(Option::as_ref), of.limit, place);
    let limit = of.limit;
    let ticks_up = ticks(&prices, prices.up, limit, 1, |share| notation.percent_plain(share, true));
    let ticks_down = ticks(&prices, prices.down, limit, -1, |share| notation.percent_plain(share, true));
    let ticks_figure = ticks(&figures, figures.up, limit, 1, |share| notation.percent_plain(share, false));
    let labels = [&ticks_up, &ticks_down, &ticks_figure].into_iter().flatten();
    let longest = labels.map(|tick| breadth(&tick.label)).fold(breadth(words.peg), f64::max);
    let frame = Frame::new(of.rows.len(), place, longest);

    let mut drawing = Drawing { svg: Svg::default(), of, place, frame, words, notation };
    let base = drawing.prices(&prices, &ticks_up, &ticks_down);
    drawing.counted(base);
    let foot = drawing.figures(&figures, &ticks_figure, base + BETWEEN);
    drawing.days(foot + 17.0);
    let size = (place.width(), foot + 24.0);
    drawing.svg.named(place.class(), size, &format!("{id}-{}", place.class()), words.alt)
}

/// Where days stand.
struct Frame {
    left: f64,
    right: f64,
    /// Where letters may begin.
    margin: f64,
    /// The width of a day.
    room: f64,
}

impl Frame {
    fn new(days: usize, place: Place, longest_label: f64) -> Self {
        let (least, end) = match place {
            Place::Wide => (58.0, 14.0),
            Place::Narrow => (48.0, 6.0),
        };
        // The longest label has its room, and the days have half of the width at least.
        let left = (longest_label + LABEL_GAP).ceil().max(least).min(place.width() / 2.0);
        let right = place.width() - end;
        let margin = match place {
            Place::Wide => left,
            Place::Narrow => 0.0,
        };
        Self { left, right, margin, room: (right - left) / days as f64 }
    }

    /// The middle of a day.
    fn x(&self, index: usize) -> f64 {
        self.left + self.room * (index as f64 + 0.5)
    }

    /// The column of a day, from one height to another.
    fn column(&self, index: usize, days: usize, (top, foot): (f64, f64)) -> Area {
        let x = self.left + self.room * index as f64;
        Area { x, y: top, width: self.room * days as f64, height: foot - top }
    }
}

/// A panel's scale and its values, in limits.
struct Panel {
    scale: Scale,
    values: Vec<Option<f64>>,
    /// The height of one limit.
    unit: f64,
    /// The farthest above zero, in limits, and below it.
    up: f64,
    down: f64,
}

impl Panel {
    fn new<'r>(shares: impl Iterator<Item = Option<&'r Ratio>>, limit: &Ratio, place: Place) -> Self {
        let values: Vec<Option<f64>> =
            shares.map(|share| share.map(|share| in_limits(share, limit))).collect();
        let known = || values.iter().flatten().copied();
        let unit = match place {
            Place::Wide => 66.0,
            Place::Narrow => 58.0,
        };
        let (up, down) =
            (known().fold(0.0, f64::max), known().fold(0.0, |most, value| f64::max(most, -value)));
        Self { scale: Scale::of(known()), unit, up, down, values }
    }

    /// How high so many limits stand above zero, or how deep below it.
    fn rise(&self, limits: f64) -> f64 {
        (self.scale.units(limits) * self.unit).copysign(limits)
    }

    fn room(&self, most: f64) -> f64 {
        self.scale.room(most) * self.unit
    }
}

/// A line of a scale.
struct Tick {
    is_limit: bool,
    /// Above zero, or below it where negative.
    rise: f64,
    label: String,
}

fn ticks(panel: &Panel, most: f64, limit: &Ratio, side: i32, label: impl Fn(&Ratio) -> String) -> Vec<Tick> {
    let tick = |multiple: u32| {
        let times = IBig::from(multiple) * IBig::from(side);
        let share = Ratio::new(times, &IBig::from(1)).unwrap_or(Ratio::ONE).times(limit);
        let rise = panel.rise(f64::from(multiple) * f64::from(side));
        Tick { is_limit: multiple == 1, rise, label: label(&share) }
    };
    panel.scale.ticks(panel.scale.room(most)).map(tick).collect()
}

/// A chart that is being drawn.
struct Drawing<'a> {
    svg: Svg,
    of: &'a Deviations<'a>,
    place: Place,
    frame: Frame,
    words: &'a Words<'a>,
    notation: &'a dyn Notation,
}

impl Drawing<'_> {
    /// The first panel; the answer is its foot.
    fn prices(&mut self, panel: &Panel, up: &[Tick], down: &[Tick]) -> f64 {
        let zero = TOP + panel.room(panel.up);
        let base = zero + panel.room(panel.down);
        let words = self.words;
        let (name, note) = match (self.place, panel.scale) {
            (Place::Wide, Scale::Even) => (words.each, words.even),
            (Place::Wide, Scale::Broken) => (words.each, words.broken),
            (Place::Narrow, Scale::Even) => (words.each_short, words.even_short),
            (Place::Narrow, Scale::Broken) => (words.each_short, words.broken_short),
        };
        self.svg.text("name", (self.frame.margin, 16.0), Anchor::Start, name);
        self.svg.text("", (self.frame.margin, 33.0), Anchor::Start, note);
        self.band(zero - panel.unit, zero + panel.unit);
        self.ticks(up, zero);
        self.bend(panel, panel.up, zero, -1.0);
        self.ticks(down, zero);
        self.bend(panel, panel.down, zero, 1.0);
        self.level("peg", zero, Some(words.peg));
        for (index, (row, limits)) in self.of.rows.iter().zip(&panel.values).enumerate() {
            match row.deviation.zip(*limits) {
                Some((deviation, limits)) => self.day(index, row.day, deviation, (zero, panel.rise(limits))),
                None => {
                    self.svg.open("none");
                    self.svg.title(&format!("{}: {}", row.day, words.no_price));
                    self.svg.hatch(self.frame.column(index, 1, (TOP, base)));
                    self.svg.close();
                }
            }
            if limits.is_some_and(is_off_scale) {
                let end = zero - panel.rise(limits.unwrap_or_default());
                self.svg.broken((self.frame.x(index), end + 12.0_f64.copysign(zero - end)));
            }
        }
        self.farthest(panel, zero);
        base
    }

    /// One day: from the peg to where its price was.
    fn day(&mut self, index: usize, day: Day, deviation: &Ratio, (zero, rise): (f64, f64)) {
        let is_above = is_above(deviation, self.of.limit);
        let class = match (is_above, self.of.counted.contains(&day)) {
            (false, true) => "day",
            (false, false) => "day before",
            (true, true) => "day above",
            (true, false) => "day above before",
        };
        let half = if self.frame.room > 7.0 { 2.6 } else { 2.0 };
        let (x, y) = (self.frame.x(index), zero - rise);
        let told = self.notation.percent(deviation, self.of.limit, true);
        self.svg.open(class);
        self.svg.title(&format!("{day}: {told}"));
        self.svg.stem(x, (zero, y));
        self.svg.head("", (x, y), half, is_above);
        self.svg.close();
    }

    /// The farthest day, if it is above the limit, is told beside its head, where no other stroke is in the way. The page says
    /// it in any case. Of days equally far it is the last, as in a verdict.
    fn farthest(&mut self, panel: &Panel, zero: f64) {
        let known =
            self.of.rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.day, row.deviation?)));
        let farthest = known.max_by(|(_, _, a), (_, _, b)| magnitude(a).cmp(&magnitude(b)));
        let Some((at, day, deviation)) = farthest.filter(|(_, _, share)| is_above(share, self.of.limit))
        else {
            return;
        };
        let Some(limits) = panel.values.get(at).copied().flatten() else { return };
        let told =
            format!("{}, {}", self.notation.percent(deviation, self.of.limit, true), self.notation.day(day));
        let frame = &self.frame;
        let (x, reach) = (frame.x(at), LABEL_GAP + breadth(&told));
        let near = panel.scale.units(limits) - 0.3;
        let is_free = |way: f64| {
            let edge = x + way * reach;
            let is_in_the_way = |(index, value): (usize, &Option<f64>)| {
                let beyond = way * (frame.x(index) - x);
                let is_beside = 0.0 < beyond && beyond < reach + frame.room / 2.0;
                is_beside
                    && value.is_some_and(|value| value * limits > 0.0 && panel.scale.units(value) >= near)
            };
            frame.left <= edge && edge <= frame.right && !panel.values.iter().enumerate().any(is_in_the_way)
        };
        let y = zero - panel.rise(limits) + 4.0;
        if is_free(-1.0) {
            self.svg.text("told far", (x - LABEL_GAP, y), Anchor::End, &told);
        } else if is_free(1.0) {
            self.svg.text("told far", (x + LABEL_GAP, y), Anchor::Start, &told);
        }
    }

    /// A bracket under the days that count. It is open where they begin before the chart does.
    fn counted(&mut self, base: f64) {
        let counted = &self.of.counted;
        let rows = || self.of.rows.iter().enumerate().filter(|(_, row)| counted.contains(&row.day));
        let (Some((first, row)), Some((last, _))) = (rows().next(), rows().next_back()) else { return };
        let frame = &self.frame;
        let (from, to) = (frame.x(first) - frame.room / 2.0, frame.x(last) + frame.room / 2.0);
        let begins = row.day == *counted.start();
        let (left, right, y) = (Num(from), Num(to), Num(base + 6.0));
        let below = Num(base + 11.0);
        let start = if begins { format!("M{left} {y}v5") } else { format!("M{left} {below}") };
        self.svg.path("counted", &format!("{start}H{right}v-5"));
        let half = breadth(self.words.counted) / 2.0;
        // Near an edge it stands as far within as it needs.
        let middle = ((from + to) / 2.0).min(frame.right - half).max(frame.margin + half);
        self.svg.text("", (middle, base + 25.0), Anchor::Middle, self.words.counted);
    }

    /// The second panel; the answer is its foot.
    fn figures(&mut self, panel: &Panel, ticks: &[Tick], top: f64) -> f64 {
        let foot = top + panel.room(panel.up);
        self.svg.text("name", (self.frame.margin, top - 12.0), Anchor::Start, self.words.figure);
        self.band(foot - panel.unit, foot);
        self.ticks(ticks, foot);
        self.bend(panel, panel.up, foot, -1.0);
        let rows = self.of.rows;
        let mut index = 0;
        while let Some(row) = rows.get(index) {
            if let Some((figure, limits)) = row.figure.zip(panel.values.get(index).copied().flatten()) {
                self.bar(index, row.day, figure, (foot, panel.rise(limits)));
                if is_off_scale(limits) {
                    self.svg.broken((self.frame.x(index), foot - panel.rise(limits) + 12.0));
                }
                index += 1;
            } else {
                let run = rows.iter().skip(index).take_while(|row| row.figure.is_none()).count().max(1);
                self.undetermined(index, run, (foot - panel.unit, foot));
                index += run;
            }
        }
        self.level("peg", foot, Some(&self.notation.percent_plain(&Ratio::ZERO, false)));
        self.last_figure(panel, foot);
        foot
    }

    fn bar(&mut self, index: usize, day: Day, figure: &Ratio, (foot, rise): (f64, f64)) {
        let class = if is_above(figure, self.of.limit) { "bar above" } else { "bar" };
        let width = (self.frame.room - 1.5).clamp(1.5, BAR_MAX);
        let height = rise.max(1.0);
        let bar = Area { x: self.frame.x(index) - width / 2.0, y: foot - height, width, height };
        let told = self.notation.percent(figure, self.of.limit, false);
        self.svg.rect_titled(class, bar, &format!("{day}: {told}"));
    }

    /// Days without a figure, up to the limit: that much is open.
    fn undetermined(&mut self, index: usize, run: usize, (top, foot): (f64, f64)) {
        let days = || self.of.rows.iter().skip(index).take(run).map(|row| row.day);
        let (Some(first), Some(last)) = (days().next(), days().next_back()) else { return };
        let span = if first == last { first.to_string() } else { format!("{first} – {last}") };
        let word = self.words.no_figure;
        let area = self.frame.column(index, run, (top, foot));
        self.svg.open("none");
        self.svg.title(&format!("{span}: {word}"));
        self.svg.hatch(area);
        if area.width > breadth(word) + DAY_GAP {
            let middle = (area.x + area.width / 2.0, (top + foot) / 2.0 + 4.0);
            self.svg.text("told", middle, Anchor::Middle, word);
        }
        self.svg.close();
    }

    /// The last day's figure stands above its bar, and above those before it that its letters reach over.
    fn last_figure(&mut self, panel: &Panel, foot: f64) {
        let Some(figure) = self.of.rows.last().and_then(|row| row.figure) else { return };
        let told = self.notation.percent(figure, self.of.limit, false);
        let is_few = self.frame.room > breadth(&told);
        let over = if is_few { 1 } else { (breadth(&told) / self.frame.room).ceil() as usize + 1 };
        let tops =
            panel.values.iter().rev().take(over).map(|value| value.map_or(0.0, |limits| panel.rise(limits)));
        let y = foot - tops.fold(0.0, f64::max) - 8.0;
        let class = if is_above(figure, self.of.limit) { "told far" } else { "told" };
        let (x, anchor) = if is_few {
            (self.frame.right - self.frame.room / 2.0, Anchor::Middle)
        } else {
            (self.frame.right, Anchor::End)
        };
        self.svg.text(class, (x, y), anchor, &told);
    }

    /// Names of days: the first and the last, and the 1st, 11th and 21st between where there is room.
    fn days(&mut self, y: f64) {
        let rows = self.of.rows;
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
        let frame = &self.frame;
        let (first, ending) = (self.notation.day(first.day), self.notation.day(last.day));
        let half = |told: &str| breadth(told) / 2.0;
        // A day wide enough has its name in its middle; else the names at the ends keep within the chart.
        let (at, anchor) = if frame.room >= breadth(&first) {
            (frame.x(0), Anchor::Middle)
        } else {
            (frame.left, Anchor::Start)
        };
        self.svg.text("", (at, y), anchor, &first);
        let mut taken =
            if anchor == Anchor::Middle { at + half(&first) } else { at + breadth(&first) } + DAY_GAP;
        let until = frame.right - breadth(&ending).max(frame.room / 2.0 + half(&ending)) - DAY_GAP;
        for (index, row) in rows.iter().enumerate().skip(1).take(rows.len().saturating_sub(2)) {
            if !matches!(row.day.date().2, 1 | 11 | 21) {
                continue;
            }
            let (x, told) = (frame.x(index), self.notation.day(row.day));
            if x - half(&told) >= taken && x + half(&told) <= until {
                self.svg.text("", (x, y), Anchor::Middle, &told);
                taken = x + half(&told) + DAY_GAP;
            }
        }
        if rows.len() == 1 {
            return;
        }
        let (at, anchor) = if frame.room >= breadth(&ending) {
            (frame.x(rows.len().saturating_sub(1)), Anchor::Middle)
        } else {
            (frame.right, Anchor::End)
        };
        self.svg.text("", (at, y), anchor, &ending);
    }

    fn band(&mut self, top: f64, foot: f64) {
        let Frame { left, right, .. } = self.frame;
        self.svg.rect("band", Area { x: left, y: top, width: right - left, height: foot - top });
    }

    fn level(&mut self, class: &str, y: f64, label: Option<&str>) {
        self.svg.level(class, (self.frame.left, self.frame.right), y);
        if let Some(label) = label {
            self.svg.text("", (self.frame.left - LABEL_GAP, y + 4.0), Anchor::End, label);
        }
    }

    fn ticks(&mut self, ticks: &[Tick], zero: f64) {
        for tick in ticks {
            self.level(if tick.is_limit { "limit" } else { "grid" }, zero - tick.rise, Some(&tick.label));
        }
    }

    /// Where the scale changes, just outside the band, if a side goes on there.
    fn bend(&mut self, panel: &Panel, most: f64, zero: f64, way: f64) {
        if panel.scale.bends(most) {
            self.svg.broken((self.frame.left, zero + way * (panel.unit + 6.0)));
        }
    }
}
