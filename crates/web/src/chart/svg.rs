//! SVG as text: elements in the order in which they are drawn, with numbers and words made safe.

use core::fmt;

/// No coordinate gets beyond, whatever is drawn.
const FARTHEST: f64 = 100_000.0;
/// Between the strokes of a hatching, along both axes.
const HATCH_STEP: f64 = 7.0;

/// A coordinate: one digit after the point at most, never `-0`, never what is no number.
#[derive(Clone, Copy)]
pub(super) struct Num(pub(super) f64);

impl fmt::Display for Num {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = if self.0.is_nan() { 0.0 } else { self.0.clamp(-FARTHEST, FARTHEST) };
        let text = format!("{value:.1}");
        let text = text.strip_suffix(".0").unwrap_or(&text);
        f.write_str(if text == "-0" { "0" } else { text })
    }
}

/// Text for an element or a quoted attribute.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['<', '>', '&', '"', '\'']) {
            let (plain, marked) = rest.split_at(at);
            f.write_str(plain)?;
            let mut characters = marked.chars();
            f.write_str(match characters.next() {
                Some('<') => "&lt;",
                Some('>') => "&gt;",
                Some('&') => "&amp;",
                Some('"') => "&quot;",
                _ => "&#39;",
            })?;
            rest = characters.as_str();
        }
        f.write_str(rest)
    }
}

/// Where a text stands by its coordinate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A rectangle.
#[derive(Clone, Copy)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    /// A square around a point.
    pub(super) fn around(x: f64, y: f64, half: f64) -> Self {
        Self { x: x - half, y: y - half, width: half * 2.0, height: half * 2.0 }
    }
}

/// What is drawn so far.
#[derive(Default)]
pub(super) struct Svg(String);

impl Svg {
    /// Markup as it is: every text in it is ours or [`Escaped`].
    pub(super) fn push(&mut self, markup: &str) {
        self.0.push_str(markup);
    }

    pub(super) fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, text: &str) {
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => r#" text-anchor="middle""#,
            Anchor::End => r#" text-anchor="end""#,
        };
        let class = classed(class);
        self.push(&format!(r#"<text{class} x="{}" y="{}"{anchor}>{}</text>"#, Num(x), Num(y), Escaped(text)));
    }

    pub(super) fn rect(&mut self, class: &str, area: Area) {
        let bounds = bounds(area);
        self.push(&format!("<rect{} {bounds}/>", classed(class)));
    }

    /// A rectangle that says what it is to who points at it.
    pub(super) fn rect_titled(&mut self, class: &str, area: Area, title: &str) {
        let bounds = bounds(area);
        self.push(&format!("<rect{} {bounds}>{}</rect>", classed(class), Title(title)));
    }

    pub(super) fn circle(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        let class = classed(class);
        self.push(&format!(r#"<circle{class} cx="{}" cy="{}" r="{}"/>"#, Num(x), Num(y), Num(radius)));
    }

    /// A line across.
    pub(super) fn level(&mut self, class: &str, (from, to): (f64, f64), y: f64) {
        let class = classed(class);
        let (from, to, y) = (Num(from), Num(to), Num(y));
        self.push(&format!(r#"<line{class} x1="{from}" x2="{to}" y1="{y}" y2="{y}"/>"#));
    }

    /// A line up or down.
    pub(super) fn stem(&mut self, x: f64, (from, to): (f64, f64)) {
        let (x, from, to) = (Num(x), Num(from), Num(to));
        self.push(&format!(r#"<line x1="{x}" x2="{x}" y1="{from}" y2="{to}"/>"#));
    }

    pub(super) fn path(&mut self, class: &str, strokes: &str) {
        self.push(&format!(r#"<path{} d="{strokes}"/>"#, classed(class)));
    }

    /// Two short strokes with a point in their middle: there the scale changes, or what they stand on is longer than drawn.
    pub(super) fn broken(&mut self, (x, y): (f64, f64)) {
        let (left, upper, lower) = (Num(x - 5.0), Num(y), Num(y + 4.0));
        self.path("break", &format!("M{left} {upper}l10 -4M{left} {lower}l10 -4"));
    }

    /// Two strokes across a tether: it is longer than it is drawn.
    pub(super) fn broken_across(&mut self, (x, y): (f64, f64), gap: f64, (run, rise): (f64, f64)) {
        let (first, second, y) = (Num(x), Num(x + gap), Num(y + rise / 2.0));
        let stroke = format!("l{} {}", Num(run), Num(-rise));
        self.path("break", &format!("M{first} {y}{stroke}M{second} {y}{stroke}"));
    }

    /// The end of a tether: round within the limit, square above it.
    pub(super) fn head(&mut self, class: &str, (x, y): (f64, f64), half: f64, is_above: bool) {
        if is_above {
            self.rect(class, Area::around(x, y, half));
        } else {
            self.circle(class, (x, y), half);
        }
    }

    pub(super) fn open(&mut self, class: &str) {
        self.push(&format!("<g{}>", classed(class)));
    }

    pub(super) fn title(&mut self, title: &str) {
        self.push(&Title(title).to_string());
    }

    pub(super) fn close(&mut self) {
        self.push("</g>");
    }

    /// A ground with strokes of 45°, cut at its edges by arithmetic. Hatchings side by side go on in each other.
    pub(super) fn hatch(&mut self, area: Area) {
        let Area { x, y, width, height } = area;
        let mut strokes = String::new();
        let mut along = HATCH_STEP - (x + y).rem_euclid(HATCH_STEP);
        while along < width + height {
            let (right, upper) = if along <= width { (x + along, y) } else { (x + width, y + along - width) };
            let (left, lower) =
                if along <= height { (x, y + along) } else { (x + along - height, y + height) };
            strokes.push_str(&format!("M{} {}L{} {}", Num(right), Num(upper), Num(left), Num(lower)));
            along += HATCH_STEP;
        }
        self.rect("", area);
        if !strokes.is_empty() {
            self.path("", &strokes);
        }
    }

    /// The whole, named for who does not see it by a title of its own.
    pub(super) fn named(self, class: &str, size: (f64, f64), id: &str, alt: &str) -> String {
        let (id, alt) = (Escaped(id), Escaped(alt));
        let name = format!(r#"role="img" aria-labelledby="{id}""#);
        self.finish(class, size, &name, &format!(r#"<title id="{id}">{alt}</title>"#))
    }

    /// The whole, named by an attribute.
    pub(super) fn labelled(self, class: &str, size: (f64, f64), alt: &str) -> String {
        self.finish(class, size, &format!(r#"role="img" aria-label="{}""#, Escaped(alt)), "")
    }

    /// The whole, for who sees it alone.
    pub(super) fn hidden(self, class: &str, size: (f64, f64)) -> String {
        self.finish(class, size, r#"aria-hidden="true""#, "")
    }

    fn finish(self, class: &str, (width, height): (f64, f64), name: &str, title: &str) -> String {
        let (width, height) = (Num(width), Num(height));
        format!(r#"<svg class="{class}" viewBox="0 0 {width} {height}" {name}>{title}{}</svg>"#, self.0)
    }
}

struct Title<'a>(&'a str);

impl fmt::Display for Title<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<title>{}</title>", Escaped(self.0))
    }
}

fn classed(class: &str) -> String {
    if class.is_empty() { String::new() } else { format!(r#" class="{class}""#) }
}

fn bounds(area: Area) -> String {
    let Area { x, y, width, height } = area;
    format!(r#"x="{}" y="{}" width="{}" height="{}""#, Num(x), Num(y), Num(width), Num(height))
}

/// How wide a text stands at 13.5 pixels, rather too wide than too narrow: whether two would collide is all that hangs on it.
pub(super) fn breadth(text: &str) -> f64 {
    let em: f64 = text
        .chars()
        .map(|character| match character {
            ' ' | '\u{a0}' | '\u{202f}' => 0.22,
            '.' | ',' | ':' | ';' | '·' | 'i' | 'j' | 'l' | 'і' | 'I' => 0.29,
            'f' | 'r' | 't' => 0.38,
            '%' | 'm' | 'w' | 'M' | 'W' | 'ж' | 'ф' | 'ш' | 'щ' | 'ы' | 'ю' => 0.84,
            'Ж' | 'Ф' | 'Ш' | 'Щ' | 'Ы' | 'Ю' => 0.93,
            _ if character.is_uppercase() => 0.66,
            _ if character.is_ascii() => 0.54,
            _ => 0.58,
        })
        .sum();
    em * 13.5
}
