//! Words for people: see `qazyq_words`. Here they are held against every name that the program asks for.

pub(crate) use qazyq_words::{Language, Words, legible, value};

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use clap::CommandFactory as _;
    use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
    use fluent_syntax::parser::parse;
    use qazyq_evidence::verify::Check;
    use qazyq_law::criteria::stability::DefectKind;
    use qazyq_law::refusal::Why;
    use qazyq_law::{Outcome, Reason};
    use qazyq_registry::entry::OriginClass;
    use qazyq_registry::form::{COMMON, READ_ONLY, RecordKind};
    use qazyq_registry::what::{Action, Authority, Finding, Item};

    use qazyq_words::has_message;

    use super::*;

    /// Texts by message (`id` or `id.attribute`): the source as written, and what it names.
    type Messages = BTreeMap<String, (String, BTreeSet<String>)>;

    fn messages(language: Language) -> Messages {
        let mut messages = Messages::new();
        for text in language.texts() {
            let resource =
                parse(text).unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", language.code()));
            for entry in &resource.body {
                let Entry::Message(message) = entry else { continue };
                let mut add = |name: String, pattern: &Pattern<&str>| {
                    let mut named = BTreeSet::new();
                    let text = flat(pattern, &mut named);
                    assert!(messages.insert(name.clone(), (text, named)).is_none(), "{name} stands twice");
                };
                if let Some(value) = &message.value {
                    add(message.id.name.to_owned(), value);
                }
                for attribute in &message.attributes {
                    add(format!("{}.{}", message.id.name, attribute.id.name), &attribute.value);
                }
            }
        }
        messages
    }

    /// A pattern's text, variants one behind the other.
    fn flat(pattern: &Pattern<&str>, named: &mut BTreeSet<String>) -> String {
        let mut text = String::new();
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => text.push_str(value),
                PatternElement::Placeable { expression } => text.push_str(&of_expression(expression, named)),
            }
        }
        text
    }

    fn of_expression(expression: &Expression<&str>, named: &mut BTreeSet<String>) -> String {
        match expression {
            Expression::Inline(inline) => of_inline(inline, named),
            Expression::Select { selector, variants } => {
                of_inline(selector, named);
                variants.iter().map(|variant| flat(&variant.value, named)).collect::<Vec<_>>().join(" | ")
            }
        }
    }

    fn of_inline(inline: &InlineExpression<&str>, named: &mut BTreeSet<String>) -> String {
        match inline {
            InlineExpression::StringLiteral { value } => (*value).to_owned(),
            InlineExpression::VariableReference { id } => {
                named.insert(format!("${}", id.name));
                format!("{{ ${} }}", id.name)
            }
            InlineExpression::MessageReference { id, .. } => {
                named.insert(id.name.to_owned());
                format!("{{ {} }}", id.name)
            }
            other => panic!("not used here: {other:?}"),
        }
    }

    #[test]
    fn the_three_languages_have_the_same_messages_that_name_the_same_things() {
        let english = messages(Language::English);
        for language in [Language::Russian, Language::Kazakh] {
            let other = messages(language);
            let names = |m: &Messages| {
                m.iter().map(|(id, (_, named))| (id.clone(), named.clone())).collect::<BTreeMap<_, _>>()
            };
            let (english, other) = (names(&english), names(&other));
            let missing: Vec<_> = english.keys().filter(|id| !other.contains_key(*id)).collect();
            let extra: Vec<_> = other.keys().filter(|id| !english.contains_key(*id)).collect();
            assert!(
                missing.is_empty() && extra.is_empty(),
                "{}: missing {missing:?}, extra {extra:?}",
                language.code()
            );
            let differing: Vec<_> =
                english.iter().filter(|(id, named)| other[*id] != **named).map(|(id, _)| id).collect();
            assert!(differing.is_empty(), "{} names other things in {differing:?}", language.code());
        }
    }

    /// Files are parsed one by one, when something of them is said.
    #[test]
    fn what_a_message_names_stands_in_its_own_file() {
        for text in Language::ALL.into_iter().flat_map(Language::texts) {
            let resource = parse(text).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
            let (mut own, mut named) = (BTreeSet::new(), BTreeSet::new());
            for entry in &resource.body {
                let Entry::Message(message) = entry else { continue };
                own.insert(message.id.name.to_owned());
                let attributes = message.attributes.iter().map(|attribute| &attribute.value);
                for pattern in message.value.iter().chain(attributes) {
                    flat(pattern, &mut named);
                }
            }
            assert!(
                own.iter().all(|id| has_message(text, id)),
                "a message is found before its file is parsed"
            );
            let elsewhere: Vec<_> =
                named.iter().filter(|name| !name.starts_with('$') && !own.contains(*name)).collect();
            assert!(elsewhere.is_empty(), "{elsewhere:?}");
        }
    }

    #[test]
    fn nothing_is_left_in_english_but_what_is_listed_as_a_name() {
        let listed = include_str!("../../../locales/names.txt");
        let listed: BTreeSet<&str> =
            listed.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
        let english = messages(Language::English);
        let mut same = BTreeSet::new();
        for language in [Language::Russian, Language::Kazakh] {
            for (id, (text, _)) in messages(language) {
                if english[&id].0.trim() == text.trim()
                    && text.chars().any(char::is_alphabetic)
                    && !listed.contains(id.as_str())
                {
                    same.insert(format!("{}: {id}", language.code()));
                }
            }
        }
        assert!(same.is_empty(), "{same:#?}");
        let unknown: Vec<_> = listed.iter().filter(|id| !english.contains_key(**id)).collect();
        assert!(unknown.is_empty(), "listed, and no message: {unknown:?}");
    }

    #[test]
    fn every_code_of_the_program_has_its_words() {
        let words = messages(Language::English);
        let mut wanted: Vec<String> = Vec::new();
        for (code, criterion, outcome, args) in Reason::ALL {
            wanted.push(format!("reason-{code}"));
            wanted.push(format!("rule-{}", criterion.as_str()));
            if *outcome == Outcome::Undetermined {
                wanted.extend(["missing", "command", "key"].map(|part| format!("reason-{code}.{part}")));
            }
            // What a message names, the reason has, or the explanation adds.
            let added = ["exact", "room", "again", "asset", "date"];
            let parts = ["", ".missing", ".command", ".key"].map(|part| format!("reason-{code}{part}"));
            for named in parts.iter().filter_map(|id| words.get(id)).flat_map(|(_, named)| named) {
                let Some(name) = named.strip_prefix('$') else { continue };
                assert!(args.contains(&name) || added.contains(&name), "reason-{code} names {name}");
            }
        }
        let kinds = [
            ("trouble", Why::CODES),
            ("trouble", qazyq_casework::Trouble::CODES),
            ("trouble", qazyq_lake::LakeError::CODES),
            ("trouble", qazyq_fetch::BaseError::CODES),
            ("format", qazyq_casework::import::FORMATS),
            ("told", qazyq_fetch::Fault::CODES),
            ("told", qazyq_market::feed::AnswerError::CODES),
            ("told", qazyq_market::feed::Remark::CODES),
            ("told", qazyq_casework::fetch::ENDS),
            ("why", qazyq_evidence::verify::CODES),
            ("trouble", qazyq_evidence::Fault::CODES),
            ("trouble", qazyq_casework::keys::KeyTrouble::CODES),
            ("trouble", qazyq_casework::log::LogTrouble::CODES),
            ("trouble", qazyq_market::FileError::CODES),
            ("trouble", qazyq_market::columns::MappingError::CODES),
            ("trouble", qazyq_registry::store::StoreError::CODES),
            ("trouble", qazyq_registry::people::Refused::CODES),
            ("trouble", qazyq_registry::lists::ListError::CODES),
            ("trouble", qazyq_registry::form::CODES),
            ("trouble", qazyq_exact::id::LeiError::CODES),
            ("trouble", qazyq_exact::id::BinError::CODES),
            ("trouble", qazyq_exact::id::DtiError::CODES),
            ("trouble", qazyq_exact::id::Caip19Error::CODES),
            ("trouble", qazyq_exact::id::CountryError::CODES),
            ("trouble", qazyq_market::days::DaysError::CODES),
            ("trouble", qazyq_registers::FileError::CODES),
            ("defect", qazyq_registers::Defect::CODES),
            ("rejection", qazyq_market::Rejection::CODES),
            ("defect", qazyq_market::DefectKind::CODES),
            ("page", qazyq_wasm::PAGE),
            ("web-problem", &qazyq_web::problem::CODES),
        ];
        wanted.extend(
            kinds.iter().flat_map(|(kind, codes)| codes.iter().map(move |code| format!("{kind}-{code}"))),
        );
        wanted.extend(qazyq_web::problem::CODES.iter().map(|code| format!("web-problem-{code}-meaning")));
        wanted.extend(Authority::ALL.iter().map(|authority| format!("web-list-{authority}")));
        let figures = qazyq_market::Figure::OF_A_BAR.into_iter().chain([qazyq_market::Figure::QuoteVolume]);
        wanted.extend(figures.map(|figure| format!("web-figure-{}", figure.name())));
        wanted.extend(OriginClass::ALL.iter().map(|class| format!("web-trail-of-{class}")));
        wanted.extend(Item::ALL.iter().map(|item| format!("web-item-{item}")));
        let setters = qazyq_casework::rates::Authority::ALL.map(qazyq_casework::rates::Authority::source);
        wanted.extend(setters.iter().chain(&["recorded"]).map(|setter| format!("web-rate-{setter}")));
        // Why a journal is not whole: a row's fault, the store's, or what is found here alone.
        wanted.extend(qazyq_registry::store::Why::CODES.iter().map(|code| (*code).to_owned()));
        wanted.extend(qazyq_registry::store::StoreError::CODES.iter().map(|code| (*code).to_owned()));
        wanted.push("row-is-not-canonical".to_owned());
        // What is wrong with a file of a log, why a part was not looked at, and what a witness answers.
        wanted.extend(qazyq_casework::log::Fault::WHYS.iter().map(|code| (*code).to_owned()));
        wanted.extend(qazyq_casework::log::verify::Verified::WHYS.iter().map(|code| (*code).to_owned()));
        wanted.extend(qazyq_casework::log::witness::Said::CODES.iter().map(|code| (*code).to_owned()));
        let parts = qazyq_casework::log::verify::Verified::PARTS.iter();
        wanted.extend(parts.flat_map(|part| [format!("log-part-{part}"), format!("log-passed-{part}")]));
        // Why an entry cannot be undone.
        let undone = ["stands-for-ever", "is-undone-already", "is-about-something-else"];
        wanted.extend(undone.map(str::to_owned));
        wanted.extend(qazyq_proof::lookup::NotProven::CODES.iter().map(|code| (*code).to_owned()));
        wanted.extend(qazyq_cms::Why::ALL.iter().map(|(code, ..)| format!("why-cms-{code}")));
        wanted.extend(Check::ALL.iter().map(|check| format!("check-{}", check.as_str())));
        wanted.extend(["absent", "passed", "unknown", "failed"].map(|came| format!("came-{came}")));
        let registry = [
            ("authority", Authority::ALL.iter().map(|x| x.as_str()).collect::<Vec<_>>()),
            ("action", Action::ALL.iter().map(|x| x.as_str()).collect()),
            ("finding", Finding::ALL.iter().map(|x| x.as_str()).collect()),
            ("stage", vec!["open", "approved", "rejected", "recalled", "published"]),
            ("step", vec!["proposal", "review", "approval", "rejection", "recall", "publication"]),
            ("list-change", vec!["added", "removed", "suspended", "resumed", "corrected"]),
            ("list-status", vec!["listed", "suspended", "unlisted"]),
        ];
        wanted.extend(
            registry.iter().flat_map(|(kind, names)| names.iter().map(move |name| format!("{kind}-{name}"))),
        );
        let fields = RecordKind::ALL.iter().flat_map(|kind| kind.fields()).chain(COMMON);
        wanted.extend(fields.map(|field| format!("field-{}", field.name)));
        wanted.extend(READ_ONLY.iter().map(|field| format!("field-{field}")));
        wanted.extend(Authority::ALL.iter().map(|authority| format!("authority-{authority}.note")));
        wanted.extend(DefectKind::ALL.iter().map(|kind| format!("defect-{}", kind.code())));
        let missing: Vec<_> = wanted.iter().filter(|id| !words.contains_key(*id)).collect();
        assert!(missing.is_empty(), "{missing:#?}");
    }

    #[test]
    fn every_command_and_option_has_its_help() {
        let words = messages(Language::English);
        let command = crate::args::Typed::command();
        let mut missing = Vec::new();
        let inner = command.get_subcommands().flat_map(|sub| {
            sub.get_subcommands()
                .map(move |inner| (format!("{}-{}", sub.get_name(), inner.get_name()), inner))
        });
        let outer = command.get_subcommands().chain([&command]).map(|sub| (sub.get_name().to_owned(), sub));
        for (name, sub) in outer.chain(inner) {
            let name = crate::help::words_of(&name);
            for id in [format!("help-{name}"), format!("help-{name}.long"), format!("help-{name}.example")] {
                if !words.contains_key(&id) {
                    missing.push(id);
                }
            }
            for arg in sub.get_arguments() {
                let (own, shared) = (format!("arg-{name}-{}", arg.get_id()), format!("arg-{}", arg.get_id()));
                if !words.contains_key(&own) && !words.contains_key(&shared) {
                    missing.push(own);
                }
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }

    /// A file of the program with its string literals, each with the place behind it. Comments, tests and characters
    /// are passed over.
    fn literals(text: &str) -> Vec<(usize, &str)> {
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let (bytes, mut at, mut found) = (text.as_bytes(), 0, Vec::new());
        let end_of = |from: usize, mark: u8| {
            let mut end = from;
            while end < bytes.len() && bytes[end] != mark {
                end += if bytes[end] == b'\\' { 2 } else { 1 };
            }
            end
        };
        while at < bytes.len() {
            match bytes[at] {
                b'/' if bytes.get(at + 1) == Some(&b'/') => {
                    at = text[at..].find('\n').map_or(bytes.len(), |n| at + n);
                }
                // A character, and not a lifetime.
                b'\'' if text[at + 1..].chars().nth(1) == Some('\'') => at = end_of(at + 1, b'\'') + 1,
                b'\'' if bytes.get(at + 1) == Some(&b'\\') => at = end_of(at + 1, b'\'') + 1,
                b'"' => {
                    let end = end_of(at + 1, b'"');
                    found.push((end + 1, &text[at + 1..end]));
                    at = end + 1;
                }
                _ => at += 1,
            }
        }
        found
    }

    /// How long the first argument of a call is, from what stands behind the bracket.
    fn first_argument(text: &str) -> usize {
        let mut depth = 0;
        let ends = |c: char| {
            match c {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' => depth -= 1,
                _ => {}
            }
            depth < 0 || depth == 0 && c == ','
        };
        text.find(ends).unwrap_or(text.len())
    }

    /// Every file of the program but this one.
    fn files() -> Vec<(String, String)> {
        files_in("src", ".rs")
    }

    /// Every file below a folder, seen from this crate's, whose name ends so; this one is left out.
    fn files_in(folder: &str, ending: &str) -> Vec<(String, String)> {
        let mut folders = vec![std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(folder)];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for path in std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()) {
                let name = path.display().to_string();
                match () {
                    () if path.is_dir() => folders.push(path),
                    () if name.ends_with(ending) && !name.ends_with("words.rs") => {
                        files.push((name, std::fs::read_to_string(path).unwrap()));
                    }
                    () => {}
                }
            }
        }
        files
    }

    /// What is asked for as it stands in the source, and what is put together of a word that stands there and another:
    /// `say("list-empty")`, `columns = ["asset", …]` and then `"list-{column}"`.
    #[test]
    fn every_message_that_the_source_names_is_there() {
        let words = messages(Language::English);
        let is_word = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_lowercase())
                && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-".contains(&b))
        };
        let (mut missing, mut asked) = (Vec::new(), 0);
        for (file, text) in files() {
            let literals = literals(&text);
            let templates = |name: &'static str| {
                literals.iter().filter_map(move |(at, text)| {
                    let prefix = text.strip_suffix(&format!("-{{{name}}}"))?;
                    Some((*at, prefix)).filter(|_| is_word(prefix))
                })
            };
            let mut want = |id: String| {
                asked += 1;
                if !words.contains_key(&id) {
                    missing.push(format!("{file}: {id}"));
                }
            };
            // Words that stand in a list, behind a word that is told later.
            for (list, name) in [("let columns = [", "column"), ("let lines = [", "name")] {
                for (begins, _) in text.match_indices(list) {
                    let ends = begins + text[begins..].find("];").unwrap();
                    let Some((_, prefix)) = templates(name).find(|(at, _)| *at > ends) else { continue };
                    for (at, word) in literals.iter().filter(|(at, _)| (begins..=ends).contains(at)) {
                        let before = text[..at - word.len() - 2].trim_end();
                        if is_word(word) && (name == "column" || before.ends_with('(')) {
                            want(format!("{prefix}-{word}"));
                        }
                    }
                }
            }
            let prefixes: Vec<&str> =
                ["column", "name"].into_iter().flat_map(templates).map(|t| t.1).collect();
            let ends_a_list =
                |word: &str| prefixes.iter().any(|p| words.contains_key(&format!("{p}-{word}")));
            // The first argument of a call, with what it chooses from: `plain(if is { "yes" } else { "no" })`.
            let calls = [".say(", ".plain(", ".find_plain(", ".attribute("];
            let calls = calls.iter().flat_map(|call| text.match_indices(call).map(|(at, _)| at + call.len()));
            let said: Vec<_> =
                calls.map(|begins| begins..=begins + first_argument(&text[begins..])).collect();
            for (at, word) in &literals {
                let is_said = said.iter().any(|argument| argument.contains(at));
                // Nothing else in the source is written with hyphens between small letters.
                if is_word(word) && (is_said || word.contains('-') && !ends_a_list(word)) {
                    want((*word).to_owned());
                }
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
        assert!(
            asked > 300,
            "only {asked} were found: the source is written otherwise than this test reads it"
        );
    }

    /// The register's pages ask in Rust and in templates; and what nobody asks for needs no words.
    #[test]
    fn every_message_that_a_page_names_is_there_and_every_one_of_pages_is_named() {
        let words = messages(Language::English);
        let of_pages = |id: &&String| id.starts_with("web-") && !id.contains('.');
        let mut unasked: BTreeSet<&String> = words.keys().filter(of_pages).collect();
        let mut missing = Vec::new();
        // A name that is put together is told by what stands before and behind the first thing put in.
        let mut ask = |file: &str, name: &str| {
            let (before, behind) = name.split_once('{').unwrap_or((name, ""));
            let behind = behind.rsplit_once('}').map_or("", |(_, behind)| behind);
            let is_put_together = name.contains('{');
            let is_it = |id: &String| match is_put_together {
                true => id.starts_with(before) && id.ends_with(behind),
                false => id == name,
            };
            if !words.keys().any(is_it) {
                missing.push(format!("{file}: {name}"));
            }
            unasked.retain(|id| !is_it(id));
        };
        let mut sources = files_in("../web/src", ".rs");
        sources.extend(files_in("../words/src", "date.rs"));
        for (file, text) in sources.iter().filter(|(file, _)| !file.ends_with("tests.rs")) {
            for (_, literal) in literals(text).iter().filter(|(_, literal)| literal.starts_with("web-")) {
                ask(file, literal);
            }
        }
        for (file, text) in files_in("../web/templates", ".html") {
            for (_, rest) in text.match_indices(".say(\"").map(|(at, call)| text.split_at(at + call.len())) {
                ask(&file, rest.split('"').next().unwrap_or_default());
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
        assert!(unasked.is_empty(), "{unasked:#?}");
    }

    #[test]
    fn nobody_else_s_text_begins_a_line_or_steers_the_terminal() {
        for (text, shown) in [
            ("plain, қазақша, ✓", "plain, қазақша, ✓"),
            ("a\nb\r\tc", "a\\u{a}b\\u{d}\\u{9}c"),
            ("\u{1b}[31m", "\\u{1b}[31m"),
            ("\u{7f}\u{9b}\u{202e}\u{2028}", "\\u{7f}\\u{9b}\\u{202e}\\u{2028}"),
        ] {
            assert_eq!(legible(text), shown);
        }
    }

    #[test]
    fn a_locale_s_name_is_enough_for_its_language() {
        for (name, language) in [
            ("ru", Some(Language::Russian)),
            ("ru_KZ.UTF-8", Some(Language::Russian)),
            ("kk-KZ", Some(Language::Kazakh)),
            ("en_US@euro", Some(Language::English)),
            ("C", None),
            ("kaz", None),
        ] {
            assert_eq!(Language::named(name), language, "{name}");
        }
        let of_system =
            |settings: [Option<&str>; 3]| Language::of_system(settings.map(|s| s.map(str::to_owned)));
        assert_eq!(of_system([None, Some("C.UTF-8"), Some("kk")]), Language::English);
        assert_eq!(of_system([None, Some("kk_KZ"), Some("ru")]), Language::Kazakh);
        assert_eq!(of_system([None, None, None]), Language::English);
    }
}
