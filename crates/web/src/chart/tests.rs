//! Charts as whoever shows them gets them: small ones letter by letter, and of all that every number is one that can be drawn.

use qazyq_exact::{Day, IBig, Ratio};
use qazyq_law::{Conclusion, Outcome};

use super::svg::{Escaped, Num};
use super::*;
use xml::Element;

mod xml;

struct English;

impl Notation for English {
    fn day(&self, day: Day) -> String {
        let (_, month, day) = day.date();
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        format!("{day} {}", names[usize::try_from(month).unwrap() - 1])
    }

    fn decimal_mark(&self) -> char {
        '.'
    }
}

const WORDS: Words<'_> = Words {
    alt: "A & B: \"all\" <days>",
    each: "each day’s price",
    each_short: "each day",
    even: "within",
    even_short: "within",
    broken: "squeezed",
    broken_short: "squeezed",
    peg: "peg",
    no_price: "no price",
    no_figure: "undetermined",
    counted: "the 30 days that count",
    figure: "the figure",
};

fn ratio(text: &str) -> Ratio {
    text.parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn one_per_cent() -> Ratio {
    ratio("1/100")
}

/// `10^exponent` as a ratio, beyond what an amount may be.
fn power(exponent: i32) -> Ratio {
    let tens = IBig::from(10).pow(usize::try_from(exponent.unsigned_abs()).unwrap());
    let (upper, lower) = if exponent < 0 { (IBig::from(1), tens) } else { (tens, IBig::from(1)) };
    Ratio::new(upper, &lower).unwrap()
}

/// Deviation and figure of a day.
type Shares = (Option<Ratio>, Option<Ratio>);
type Series = Vec<Shares>;

/// The chart of a series in both places; the thirty days before the last count.
fn charts(series: &Series, limit: &Ratio) -> [String; 2] {
    let first = day("2026-01-05");
    let rows: Vec<Row<'_>> = (0..)
        .zip(series)
        .map(|(after, (deviation, figure))| Row {
            day: first.plus(after),
            deviation: deviation.as_ref(),
            figure: figure.as_ref(),
        })
        .collect();
    let last = rows.last().map_or(first, |row| row.day);
    let of = Deviations { rows: &rows, limit, counted: last.plus(-30)..=last.plus(-1) };
    Place::ALL.map(|place| {
        let chart = deviation(&of, place, "chart", &WORDS, &English);
        assert_eq!(chart, deviation(&of, place, "chart", &WORDS, &English), "equal inputs give equal bytes");
        chart
    })
}

fn of_texts(days: &[(&str, &str)]) -> Series {
    let known = |text: &str| (!text.is_empty()).then(|| ratio(text));
    days.iter().map(|(deviation, figure)| (known(deviation), known(figure))).collect()
}

/// Numbers in the order in which they stand in a text.
fn numbers(text: &str) -> Vec<f64> {
    let apart = |c: char| !(c.is_ascii_digit() || c == '.' || c == '-');
    text.split(apart).filter(|part| !part.is_empty()).map(|part| part.parse().unwrap()).collect()
}

/// The points that a path's strokes go through, control points among them.
fn points(strokes: &str) -> Vec<(f64, f64)> {
    let (mut at, mut all) = ((0.0, 0.0), Vec::new());
    let mut rest = strokes;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..].find(|c: char| c.is_ascii_alphabetic()).map_or(rest.len(), |end| end + 1);
        let values = numbers(&rest[1..end]);
        rest = &rest[end..];
        let relative = if command.is_lowercase() { at } else { (0.0, 0.0) };
        match (command, values.as_slice()) {
            ('M' | 'L' | 'C' | 'l', pairs) => {
                assert!(pairs.len() >= 2 && pairs.len() % 2 == 0, "{strokes}");
                for pair in pairs.chunks(2) {
                    at = (relative.0 + pair[0], relative.1 + pair[1]);
                    all.push(at);
                }
            }
            ('A', [_, _, _, _, _, x, y]) => at = (*x, *y),
            ('H' | 'h', [x]) => at.0 = relative.0 + x,
            ('V' | 'v', [y]) => at.1 = relative.1 + y,
            ('z', []) => {}
            _ => panic!("{command} in {strokes}"),
        }
        all.push(at);
    }
    all
}

/// Well formed, without style, script and `-0`; every mark and every letter within the view box; no name twice.
fn check_drawing(svg: &str) {
    let root = xml::parse(svg);
    let view = numbers(root.attribute("viewBox").unwrap());
    let (width, height) = (view[2], view[3]);
    assert!(width <= 760.0 && height <= 900.0, "{view:?}");
    for element in root.all() {
        element.attributes().for_each(|(name, value)| check_attribute(name, value));
        for (x, y) in extent(element) {
            // A coordinate has one digit after the point: a sum of two is off by a tenth at most.
            let is_within =
                |value: f64, most: f64| value.is_finite() && (-0.11..=most + 0.11).contains(&value);
            let name = &element.name;
            assert!(is_within(x, width) && is_within(y, height), "{name} {x} {y} in {view:?}\n{svg}");
        }
    }
    let titled = root.attribute("aria-labelledby").is_some_and(|name| {
        let title = root.children.first().unwrap();
        title.name == "title" && title.attribute("id") == Some(name)
    });
    let is_hidden = root.attribute("aria-hidden").is_some();
    assert!(is_hidden || titled || root.attribute("aria-label").is_some(), "{svg}");
    assert!(root.all().iter().filter(|element| element.attribute("id").is_some()).count() <= 1, "{svg}");
}

fn check_attribute(name: &str, value: &str) {
    assert!(!name.starts_with("on") && name != "style", "{name}");
    if matches!(name, "class" | "id" | "aria-labelledby" | "aria-label") {
        return;
    }
    for part in value.split(|c: char| !(c.is_ascii_digit() || c == '.' || c == '-')) {
        assert!(part != "-0" && !part.ends_with(".0"), "{name}={value}");
        assert!(part.split_once('.').is_none_or(|(_, decimals)| decimals.len() == 1), "{name}={value}");
    }
}

/// Points between which an element lies.
fn extent(element: &Element) -> Vec<(f64, f64)> {
    let number = |name| element.number(name);
    match element.name.as_str() {
        "svg" | "g" | "title" => Vec::new(),
        "text" => {
            assert!(!element.text.is_empty());
            let (x, y, breadth) = (number("x"), number("y"), svg::breadth(&element.text));
            let before = match element.attribute("text-anchor") {
                None => 0.0,
                Some("middle") => 0.5,
                Some("end") => 1.0,
                Some(other) => panic!("{other}"),
            };
            vec![(x - breadth * before, y), (x + breadth * (1.0 - before), y)]
        }
        "rect" => {
            let (x, y, across, down) = (number("x"), number("y"), number("width"), number("height"));
            assert!(across >= 0.0 && down >= 0.0, "{across} {down}");
            vec![(x, y), (x + across, y + down)]
        }
        "circle" => {
            let (x, y, r) = (number("cx"), number("cy"), number("r"));
            vec![(x - r, y - r), (x + r, y + r)]
        }
        "line" => vec![(number("x1"), number("y1")), (number("x2"), number("y2"))],
        "path" => points(element.attribute("d").unwrap()),
        other => panic!("{other} is drawn by nobody"),
    }
}

/// As [`check_drawing`]; and the marks are as many as the rows, and those above the limit as many as ratios say.
fn check_chart(svg: &str, series: &Series, limit: &Ratio) {
    check_drawing(svg);
    let root = xml::parse(svg);
    let elements = root.all();
    let count = |tag: &str, wanted: &[&str]| {
        let is_wanted = |of: &&&Element| of.name == tag && wanted.iter().all(|class| of.has_class(class));
        elements.iter().filter(is_wanted).count()
    };
    let exactly = |of: fn(&Shares) -> &Option<Ratio>| {
        let known = series.iter().filter_map(|row| of(row).as_ref());
        let below = Ratio::ZERO.minus(limit);
        let above = known.clone().filter(|share| *share > limit || **share < below).count();
        (known.count(), above)
    };
    let (prices, prices_above) = exactly(|row| &row.0);
    let (figures, figures_above) = exactly(|row| &row.1);
    assert_eq!((count("g", &["day"]), count("g", &["day", "above"])), (prices, prices_above), "{svg}");
    assert_eq!(
        (count("rect", &["bar"]), count("rect", &["bar", "above"])),
        (figures, figures_above),
        "{svg}"
    );
    let runs = 1 + series.windows(2).filter(|two| two[0].1.is_none() != two[1].1.is_none()).count();
    let runs_without = (runs + usize::from(series[0].1.is_none())) / 2;
    assert_eq!(count("g", &["none"]), series.len() - prices + runs_without, "{svg}");
    for day in elements.iter().filter(|element| element.has_class("day")) {
        let head = if day.has_class("above") { "rect" } else { "circle" };
        let tags: Vec<&str> = day.children.iter().map(|child| child.name.as_str()).collect();
        assert_eq!(tags, ["title", "line", head], "{svg}");
    }
}

fn check_series(series: &Series) {
    for limit in [one_per_cent(), ratio("1/3"), power(-60), power(60), Ratio::ZERO] {
        for svg in charts(series, &limit) {
            check_chart(&svg, series, &limit);
        }
        let deviations: Vec<Option<&Ratio>> = series.iter().map(|row| row.0.as_ref()).collect();
        check_drawing(&spark(&deviations, &limit, "far \"<&"));
        for figure in series.iter().map(|row| row.1.as_ref()) {
            for outcome in [Outcome::Met, Outcome::NotMet, Outcome::Undetermined] {
                check_drawing(&gauge(figure, &limit, outcome, "gauge", "a < b", &English));
                let cell = reach(figure, &limit, outcome);
                assert_eq!(cell.is_empty(), figure.is_none());
                if !cell.is_empty() {
                    check_drawing(&cell);
                }
            }
        }
    }
}

/// Numbers without order, the same on every machine (splitmix64).
struct Source(u64);

impl Source {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// Now near the limit, now as far as nobody goes.
    fn share(&mut self) -> Option<Ratio> {
        let digits = IBig::from(self.below(2_000_001)) - IBig::from(1_000_000);
        let factor = match self.below(12) {
            0 => return None,
            1 => power(60),
            2 => power(-60),
            3 => power(4000),
            4 => power(-4000),
            5 => power(-6),
            6 => return Some(one_per_cent()),
            7 => return Some(one_per_cent().plus(&power(-40))),
            _ => power(-8),
        };
        Some(Ratio::new(digits, &IBig::from(1)).unwrap().times(&factor))
    }
}

#[test]
fn whatever_is_drawn_lies_within_its_view_box() {
    let mut source = Source(600);
    for days in [1, 2, 3, 5, 7, 29, 46, 46, 46, 46, 120, 400] {
        let series: Series =
            (0..days).map(|_| (source.share(), source.share().map(|share| share.times(&share)))).collect();
        let limit = one_per_cent();
        for svg in charts(&series, &limit) {
            check_chart(&svg, &series, &limit);
        }
        if days <= 7 {
            check_series(&series);
        }
    }
    for days in [1, 2, 30, 46] {
        for (up, down) in [(60, 60), (-60, -60), (4000, -4000), (0, 0), (1, -1)] {
            let down = Ratio::ZERO.minus(&power(down));
            let series: Series = (0..days)
                .map(|at| (Some(if at % 2 == 0 { power(up) } else { down.clone() }), Some(power(up))))
                .collect();
            for svg in charts(&series, &one_per_cent()) {
                check_chart(&svg, &series, &one_per_cent());
            }
        }
    }
}

#[test]
fn a_figure_exactly_at_the_limit_is_within_and_the_next_is_above() {
    let (at, above) = (one_per_cent(), one_per_cent().plus(&power(-50)));
    let below = Ratio::ZERO.minus(&above);
    let series: Series = [at.clone(), Ratio::ZERO.minus(&at), above.clone(), below]
        .into_iter()
        .map(|share| (Some(share.clone()), Some(scale::magnitude(&share))))
        .collect();
    for svg in charts(&series, &at) {
        check_chart(&svg, &series, &at);
        assert_eq!((svg.matches("<circle").count(), svg.matches("day above").count()), (2, 2));
        assert!(svg.contains("<title>2026-01-05: +1.00\u{202f}%</title>"), "{svg}");
        assert!(svg.contains("<title>2026-01-07: &gt;\u{a0}+1\u{202f}%</title>"), "{svg}");
        assert!(svg.contains("<title>2026-01-08: &lt;\u{a0}\u{2212}1\u{202f}%</title>"), "{svg}");
    }
    assert!(gauge(Some(&at), &at, Outcome::Met, "g", "", &English).contains(r#"<circle class="head""#));
    assert!(gauge(Some(&above), &at, Outcome::NotMet, "g", "", &English).contains(r#"<rect class="head""#));
    assert!(reach(Some(&at), &at, Outcome::Met).contains("<circle"));
    assert!(reach(Some(&above), &at, Outcome::NotMet).contains(r#"<rect class="head""#));
    assert!(!spark(&[Some(&at)], &at, "").contains("above"));
    assert!(spark(&[Some(&above)], &at, "").contains("day above"));
}

#[test]
fn a_series_of_one_day_names_it_once_in_its_middle() {
    let series = of_texts(&[("-0.0135", "0.0002")]);
    let [wide, narrow] = charts(&series, &one_per_cent());
    check_chart(&wide, &series, &one_per_cent());
    // It stands in the middle of the axis, and its bar is no wall.
    assert!(wide.contains(r#"<text x="402" y="399.6" text-anchor="middle">5 Jan</text>"#), "{wide}");
    assert_eq!(wide.matches(">5 Jan<").count(), 1);
    assert!(narrow.contains(r#"width="24" height="1.2"><title>2026-01-05: 0.0200"#), "{narrow}");
    // The day of the verdict is none of the days that count, so there is no bracket.
    assert!(!wide.contains("counted") && wide.contains(r#"<g class="day above before">"#), "{wide}");
}

#[test]
fn days_outside_of_those_that_count_are_told_apart() {
    let series = of_texts(&[("0.001", "0.001"); 46]);
    let [wide, _] = charts(&series, &one_per_cent());
    assert_eq!((wide.matches(r#""day before""#).count(), wide.matches(r#""day""#).count()), (16, 30));
    // 15 days before, and the day of the verdict.
    assert!(wide.contains(r#"<path class="counted" d="M282.3 "#), "{wide}");
    assert!(wide.contains("v5H731v-5"), "{wide}");
    // A series that begins within them has its bracket open on that side.
    let [wide, _] = charts(&series[20..].to_vec(), &one_per_cent());
    assert!(wide.contains(r#"<path class="counted" d="M58 226.6H"#), "{wide}");
}

#[test]
fn days_without_a_price_are_hatched_and_runs_without_a_figure_told_once() {
    let mut days = [("0.001", "0.001"); 20];
    days[3].0 = "";
    for day in &mut days[4..12] {
        day.1 = "";
    }
    days[15].1 = "";
    let series = of_texts(&days);
    for svg in charts(&series, &one_per_cent()) {
        check_chart(&svg, &series, &one_per_cent());
        assert!(svg.contains("<title>2026-01-08: no price</title>"), "{svg}");
        assert!(svg.contains("<title>2026-01-09 – 2026-01-16: undetermined</title>"), "{svg}");
        assert!(svg.contains("<title>2026-01-20: undetermined</title>"), "{svg}");
        assert_eq!(svg.matches(">undetermined<").count(), 1, "only where it has room");
    }
}

#[test]
fn the_farthest_day_is_told_where_nothing_is_in_the_way() {
    let mut days = [("0.001", "0.001"); 46];
    days[40].0 = "-0.0285";
    let told = "\u{2212}2.85\u{202f}%, 14 Feb</text>";
    let [wide, narrow] = charts(&of_texts(&days), &one_per_cent());
    assert!(wide.contains(told) && narrow.contains(told), "{wide}");
    days[36].0 = "-0.028";
    let [wide, narrow] = charts(&of_texts(&days), &one_per_cent());
    assert!(!narrow.contains(told), "the other side is the edge: {narrow}");
    assert!(!wide.contains(told), "{wide}");
    // At or below the limit it is told by nobody.
    let [wide, _] = charts(&of_texts(&[("0.01", "0.01"); 46]), &one_per_cent());
    assert!(!wide.contains("far"), "{wide}");
}

#[test]
fn the_last_figure_stands_above_the_bars_that_it_reaches_over() {
    let mut days = [("0.001", "0.02"); 46];
    days[45].1 = "0.0005";
    let [wide, _] = charts(&of_texts(&days), &one_per_cent());
    // The bars before it are 132 high, and stand on y = 448.6.
    assert!(wide.contains(r#"<text class="told" x="746" y="308.6" text-anchor="end">0.0500"#), "{wide}");
}

#[test]
fn a_scale_is_even_up_to_four_limits_and_broken_beyond() {
    for (farthest, is_broken) in [("0.04", false), ("0.0401", true), ("-0.04", false), ("-1", true)] {
        let [wide, narrow] = charts(&of_texts(&[(farthest, "0.001")]), &one_per_cent());
        assert_eq!(wide.contains("squeezed"), is_broken, "{farthest}");
        assert_eq!(wide.contains(r#"class="break""#), is_broken, "{farthest}");
        assert_eq!(narrow.contains("squeezed"), is_broken, "{farthest}");
    }
    // What is beyond the scale has its stem broken too, and says what it is.
    let [wide, _] = charts(&of_texts(&[("11", "0.001")]), &one_per_cent());
    assert_eq!(wide.matches(r#"class="break""#).count(), 2, "{wide}");
    assert!(wide.contains("+1100.0\u{202f}%"), "{wide}");
}

#[test]
fn without_rows_nothing_is_drawn() {
    assert_eq!(charts(&Vec::new(), &one_per_cent()), ["", ""]);
    assert_eq!(spark(&[], &one_per_cent(), "far"), "");
    assert_eq!(reach(None, &one_per_cent(), Outcome::Undetermined), "");
    assert_eq!(strip(&[], Place::Wide, "strip", "none", &English), "");
}

#[test]
fn a_gauge_breaks_its_tether_where_the_figure_is_too_far() {
    let limit = one_per_cent();
    let drawn = |figure: Option<&str>, outcome| {
        gauge(figure.map(ratio).as_ref(), &limit, outcome, "gauge-usdc", "far", &English)
    };
    assert_eq!(
        drawn(Some("0.005"), Outcome::Met),
        "<svg class=\"met\" viewBox=\"0 0 320 84\" role=\"img\" aria-labelledby=\"gauge-usdc\">\
         <title id=\"gauge-usdc\">far</title>\
         <rect class=\"reach\" x=\"18\" y=\"24\" width=\"190\" height=\"30\"/>\
         <path class=\"ground\" d=\"M6 54H316\"/><path class=\"stop\" d=\"M208 14V60\"/>\
         <path class=\"tether\" d=\"M18 30C51.2 36.8 84.5 46 113 46\"/>\
         <circle class=\"head\" cx=\"113\" cy=\"46\" r=\"6\"/>\
         <path class=\"stake\" d=\"M14 14h8V54l-4 10l-4 -10z\"/>\
         <text x=\"14\" y=\"80\">0\u{202f}%</text>\
         <text x=\"208\" y=\"80\" text-anchor=\"middle\">1\u{202f}%</text></svg>"
    );
    for (figure, is_broken) in [("0.0145", false), ("0.0146", true), ("0.041257", true)] {
        let svg = drawn(Some(figure), Outcome::NotMet);
        check_drawing(&svg);
        assert_eq!(svg.contains(r#"class="break""#), is_broken, "{figure}");
        assert_eq!(svg.matches("<text").count(), if is_broken { 3 } else { 2 }, "{figure}");
    }
    assert!(drawn(Some("0.041257"), Outcome::NotMet).ends_with(">4.13\u{202f}%</text></svg>"));
    let open = drawn(None, Outcome::Undetermined);
    check_drawing(&open);
    assert!(open.contains(">?</text>") && !open.contains("head"), "{open}");
}

#[test]
fn a_reach_shows_the_limit_and_what_is_past_it() {
    let limit = one_per_cent();
    assert_eq!(
        reach(Some(&ratio("0.005")), &limit, Outcome::Met),
        "<svg class=\"reach-small met\" viewBox=\"0 0 96 20\" aria-hidden=\"true\">\
         <path class=\"tether\" d=\"M6 10H34\"/><path class=\"stop\" d=\"M62 1v18\"/>\
         <circle class=\"head\" cx=\"34\" cy=\"10\" r=\"3.5\"/>\
         <path class=\"stake\" d=\"M4 2h4v13l-2 4l-2 -4z\"/></svg>"
    );
    let far = reach(Some(&ratio("9")), &limit, Outcome::NotMet);
    assert!(far.contains(r#"<path class="break" d="M72 15l4 -10M77 15l4 -10"/>"#), "{far}");
    assert!(far.contains(r#"<rect class="head" x="86.5" y="6.5" width="7" height="7"/>"#), "{far}");
}

#[test]
fn a_spark_ends_in_an_arrow_where_a_day_went_farther() {
    let (within, far, fallen) = (ratio("0.005"), ratio("0.0151"), ratio("-1"));
    let svg = spark(&[Some(&within), None, Some(&far), Some(&fallen)], &one_per_cent(), "far");
    check_drawing(&svg);
    assert_eq!(
        svg,
        "<svg class=\"small\" viewBox=\"0 0 132 28\" role=\"img\" aria-label=\"far\">\
         <rect class=\"band\" x=\"0\" y=\"5\" width=\"132\" height=\"18\"/>\
         <line class=\"peg\" x1=\"0\" x2=\"132\" y1=\"14\" y2=\"14\"/>\
         <g class=\"day\"><line x1=\"16.5\" x2=\"16.5\" y1=\"14\" y2=\"9.5\"/></g>\
         <g class=\"none\"><rect x=\"33\" y=\"5\" width=\"33\" height=\"18\"/>\
         <path d=\"M37 5L33 9M44 5L33 16M51 5L33 23M58 5L40 23M65 5L47 23M66 11L54 23M66 18L61 23\"/></g>\
         <g class=\"day above\"><line x1=\"82.5\" x2=\"82.5\" y1=\"14\" y2=\"3.5\"/></g>\
         <path class=\"over-edge\" d=\"M80.3 3.5h4.4l-2.2 -3z\"/>\
         <g class=\"day above\"><line x1=\"115.5\" x2=\"115.5\" y1=\"14\" y2=\"24.5\"/></g>\
         <path class=\"over-edge\" d=\"M113.3 24.5h4.4l-2.2 3z\"/></svg>"
    );
}

fn run(conclusion: Conclusion, first: &str, last: &str) -> Run {
    Run { conclusion, first: day(first), last: day(last) }
}

#[test]
fn a_strip_has_a_block_a_run_with_its_sign() {
    use Conclusion::{DoesNotQualify, Qualifies, Undetermined};
    let runs = [
        run(Qualifies, "2026-01-01", "2026-01-10"),
        run(DoesNotQualify, "2026-01-11", "2026-01-20"),
        run(Undetermined, "2026-01-21", "2026-02-09"),
    ];
    let svg = strip(&runs, Place::Narrow, "strip-x", "x", &English);
    check_drawing(&svg);
    let beginning = "<svg class=\"narrow\" viewBox=\"0 0 344 64\" role=\"img\" aria-labelledby=\"strip-x-narrow\">\
        <title id=\"strip-x-narrow\">x</title>\
        <g class=\"run met\"><rect x=\"1\" y=\"16\" width=\"85.5\" height=\"26\"/>\
        <text x=\"43.8\" y=\"34\" text-anchor=\"middle\">✓</text></g>\
        <g class=\"run not-met\"><rect x=\"86.5\" y=\"6\" width=\"85.5\" height=\"36\"/>\
        <text x=\"129.2\" y=\"29\" text-anchor=\"middle\">✗</text></g>\
        <g class=\"run undetermined\"><rect x=\"172\" y=\"16\" width=\"171\" height=\"26\"/><path d=\"";
    assert!(svg.starts_with(beginning), "{svg}");
    for told in [
        r#"<text x="1" y="60">1 Jan</text>"#,
        r#"<text x="86.5" y="60">11 Jan</text>"#,
        r#"<text x="172" y="60">21 Jan</text>"#,
        r#"<text x="343" y="60" text-anchor="end">9 Feb</text>"#,
    ] {
        assert!(svg.contains(told), "{told} in {svg}");
    }
}

#[test]
fn a_day_among_years_is_still_to_be_seen_and_names_do_not_collide() {
    use Conclusion::{DoesNotQualify, Qualifies};
    let runs = [
        run(Qualifies, "2010-01-01", "2019-12-30"),
        run(DoesNotQualify, "2019-12-31", "2019-12-31"),
        run(Qualifies, "2020-01-01", "2020-01-02"),
    ];
    for place in Place::ALL {
        let svg = strip(&runs, place, "strip", "x", &English);
        check_drawing(&svg);
        assert_eq!(svg.matches(r#"<g class="run"#).count(), 3);
        // Drawn last, so that no neighbour covers it.
        assert!(
            svg.contains(r#"<g class="run not-met"><rect x="#) && svg.contains(r#"width="2" height="36""#)
        );
        assert_eq!(svg.matches(r#"y="60""#).count(), 2, "{svg}");
    }
    let one = strip(&[run(Qualifies, "2026-01-01", "2026-01-01")], Place::Wide, "strip", "x", &English);
    check_drawing(&one);
    assert_eq!(one.matches(">1 Jan<").count(), 1, "{one}");
    // Runs out of order are a caller's mistake, and still a drawing.
    let mut wrong = runs;
    wrong.reverse();
    check_drawing(&strip(&wrong, Place::Narrow, "strip", "x", &English));
}

#[test]
fn a_percentage_is_short_and_never_shows_what_is_not_the_limit_as_the_limit() {
    for (share, expected) in [
        ("0", "0.0000 %"),
        ("0.001353", "+0.1353 %"),
        ("-0.0285", "\u{2212}2.85 %"),
        ("0.00000049", "0.0000 %"),
        ("-0.00000049", "0.0000 %"),
        ("0.01", "+1.00 %"),
        ("-0.01", "\u{2212}1.00 %"),
        ("0.010001", "+1.0001 %"),
        ("0.009999", "+0.9999 %"),
        ("0.0099999", "+0.99999 %"),
        ("0.01000000000001", "> +1 %"),
        ("0.00999999999999", "< +1 %"),
        ("-0.01000000000001", "< \u{2212}1 %"),
        ("-0.00999999999999", "> \u{2212}1 %"),
        ("0.02345", "+2.35 %"),
        ("0.12345", "+12.3 %"),
        ("-1", "\u{2212}100.0 %"),
        ("1000", "+100000.0 %"),
        ("1000.1", "> +100000 %"),
        ("-1000.1", "< \u{2212}100000 %"),
    ] {
        let shown = percent(&ratio(share), &one_per_cent(), '.', true);
        assert_eq!(shown.replace(['\u{202f}', '\u{a0}'], " "), expected, "{share}");
    }
    assert_eq!(percent(&power(60), &one_per_cent(), ',', false), ">\u{a0}100000\u{202f}%");
    assert_eq!(percent(&ratio("0.0285"), &one_per_cent(), ',', false), "2,85\u{202f}%");
    for (share, expected) in [
        ("0.01", "+1 %"),
        ("-0.3", "\u{2212}30 %"),
        ("0.0125", "+1,25 %"),
        ("1/300", "+0,3333 %"),
        ("0", "0 %"),
    ] {
        assert_eq!(percent_plain(&ratio(share), ',', true).replace('\u{202f}', " "), expected, "{share}");
    }
}

#[test]
fn ratios_of_any_size_become_numbers_that_can_be_drawn() {
    use super::scale::{approximate, in_limits};
    for (text, expected) in [
        ("0", 0.0),
        ("1", 1.0),
        ("-3/200", -0.015),
        ("1/3", 1.0 / 3.0),
        ("123456789012345678901234567890", 1.234_567_890_123_456_8e29),
    ] {
        let found = approximate(&ratio(text));
        assert!((found - expected).abs() <= expected.abs() * 1e-14, "{text}: {found}");
    }
    for exponent in [-10_000, -400, -60, -1, 0, 1, 60, 400, 10_000] {
        let (limits, below) =
            (approximate(&power(exponent)), approximate(&Ratio::ZERO.minus(&power(exponent))));
        assert!(limits.is_finite() && limits >= 0.0 && below == -limits, "{exponent}: {limits}");
    }
    // Large over large, which differ by a little.
    let near = power(5000).plus(&Ratio::ONE).over(&power(5000)).unwrap();
    assert!((approximate(&near) - 1.0).abs() < 1e-14);
    assert_eq!(in_limits(&Ratio::ZERO, &Ratio::ZERO).to_string(), "0");
    assert!(in_limits(&power(-60), &Ratio::ZERO).is_finite());
}

#[test]
fn numbers_and_words_are_made_safe() {
    for (number, expected) in [
        (0.0, "0"),
        (-0.0, "0"),
        (-0.04, "0"),
        (-0.06, "-0.1"),
        (12.0, "12"),
        (2.25, "2.2"),
        (6.5, "6.5"),
        (f64::NAN, "0"),
        (f64::INFINITY, "100000"),
        (-1e300, "-100000"),
    ] {
        assert_eq!(Num(number).to_string(), expected);
    }
    assert_eq!(Escaped("a<b & \"c\">'d'").to_string(), "a&lt;b &amp; &quot;c&quot;&gt;&#39;d&#39;");
    let [wide, _] = charts(&of_texts(&[("0", "0")]), &one_per_cent());
    assert!(
        wide.contains("<title id=\"chart-wide\">A &amp; B: &quot;all&quot; &lt;days&gt;</title>"),
        "{wide}"
    );
}
