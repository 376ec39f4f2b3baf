//! As much of XML as charts are written in: elements, quoted attributes, text and five entities. Anything else is a mistake.

/// An element with all that is in it.
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    pub(super) children: Vec<Element>,
    /// The text between its tags, that of its children aside.
    pub(super) text: String,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub(super) fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// A number in an attribute.
    pub(super) fn number(&self, name: &str) -> f64 {
        let value = self.attribute(name).unwrap_or_else(|| panic!("{} has no {name}", self.name));
        value.parse().unwrap_or_else(|_| panic!("{name}={value} is no number"))
    }

    pub(super) fn has_class(&self, class: &str) -> bool {
        self.attribute("class").unwrap_or_default().split(' ').any(|own| own == class)
    }

    /// The element itself, and all within it.
    pub(super) fn all(&self) -> Vec<&Self> {
        let mut found = vec![self];
        found.extend(self.children.iter().flat_map(Self::all));
        found
    }
}

/// The one element that the text is.
pub(super) fn parse(text: &str) -> Element {
    let mut rest = text;
    let element = element(&mut rest);
    assert!(rest.is_empty(), "behind the element: {rest}");
    element
}

fn take<'t>(rest: &mut &'t str, until: impl Fn(char) -> bool) -> &'t str {
    let (taken, left) = rest.split_at(rest.find(until).unwrap_or(rest.len()));
    *rest = left;
    taken
}

fn skip(rest: &mut &str, expected: &str) {
    *rest = rest.strip_prefix(expected).unwrap_or_else(|| panic!("no `{expected}` before: {rest}"));
}

fn element(rest: &mut &str) -> Element {
    skip(rest, "<");
    let name = take(rest, |c| !c.is_ascii_lowercase()).to_owned();
    assert!(!name.is_empty(), "no name before: {rest}");
    let mut found = Element { name, attributes: Vec::new(), children: Vec::new(), text: String::new() };
    while rest.starts_with(' ') {
        skip(rest, " ");
        let name = take(rest, |c| !(c.is_ascii_alphanumeric() || c == '-')).to_owned();
        skip(rest, "=\"");
        let value = plain(take(rest, |c| c == '"' || c == '<'));
        skip(rest, "\"");
        assert!(!name.is_empty() && found.attribute(&name).is_none(), "{name} twice or nameless");
        found.attributes.push((name, value));
    }
    if rest.starts_with('/') {
        skip(rest, "/>");
        return found;
    }
    skip(rest, ">");
    loop {
        found.text.push_str(&plain(take(rest, |c| c == '<')));
        if rest.starts_with("</") {
            skip(rest, &format!("</{}>", found.name));
            return found;
        }
        found.children.push(element(rest));
    }
}

/// Text without its entities.
fn plain(text: &str) -> String {
    assert!(text.chars().all(|c| c != '>' && !c.is_control()), "{text}");
    let mut parts = text.split('&');
    let mut found = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (entity, after) =
            part.split_once(';').unwrap_or_else(|| panic!("`&` that begins no entity: {text}"));
        found.push(match entity {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "#39" => '\'',
            _ => panic!("&{entity}; in {text}"),
        });
        found.push_str(after);
    }
    found
}
