//! Every page in every language, held against what every page must be. With a folder in `QAZYQ_PAGES` they are written there, to be
//! looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::Timestamp;
use qazyq_casework::assess::{AsOf, Asked, Question};
use qazyq_casework::book::{Asset, Book};
use qazyq_casework::import::Said;
use qazyq_casework::lists::ListFile;
use qazyq_casework::record::Document;
use qazyq_casework::sheet::{Authority, find};
use qazyq_casework::workspace::Workspace;
use qazyq_exact::Day;
use qazyq_law::{Act, Conclusion};
use qazyq_market::days::DayCut;
use qazyq_words::{Language, Words};

use super::*;
use crate::gate::Rule;
use crate::register::{Maker, Register, Row};

/// A name that would be markup, if a page let it.
const HOSTILE: &str = "<script>alert(1)</script>\"'&\u{202e}";

struct Site {
    act: Act,
    book: Book,
    register: Register,
    _folder: tempfile::TempDir,
}

fn now() -> Timestamp {
    "2026-11-30T03:16:00Z".parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

impl Site {
    fn on(day: Day) -> Self {
        let act = Act::embedded().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut book = Book::open_or_new(Workspace::at(folder.path().join("w"))).unwrap();
        let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/market");
        let mut import = |id: &str, symbol: &str, name: &str, files: &[(&str, &str)]| {
            for (file, had) in files {
                let bytes = std::fs::read(examples.join(file)).unwrap();
                let said = Said {
                    through: None,
                    asset: Some(id.to_owned()),
                    symbol: Some(symbol.to_owned()),
                    name: Some(name.to_owned()),
                    peg: None,
                    peg_source: None,
                    source: None,
                    currency: None,
                    retrieved: Some(had.parse().unwrap()),
                    day: DayCut::Utc,
                    partial_days: false,
                    columns: None,
                };
                book.import(&act, file, &bytes, &said, now()).unwrap();
            }
        };
        let had = "2026-04-10T00:00:00Z";
        import(
            "usdc",
            "USDC",
            "USD Coin",
            &[("usdc-2023-03.csv", had), ("usdc-2022-05.csv", had), ("usdc.facts.toml", had)],
        );
        import(
            "ust",
            "UST",
            "TerraUSD",
            &[("ust-2022-05.csv", had), ("ust-2023-03.csv", had), ("ust.facts.toml", had)],
        );
        import("dai", "DAI", HOSTILE, &[("dai-2022-05.csv", had), ("dai-2023-03.csv", had)]);
        // The same symbol once more, and figures that were told differently.
        import(
            "dai-2",
            "DAI",
            "Another Dai",
            &[("usdt-2023-03.csv", had), ("usdp-2023-03.csv", "2026-05-01T00:00:00Z")],
        );
        let table = format!(
            "asset,symbol,name,from,act,peg,demonstration\n\
             usdc,USDC,USD Coin,2022-01-10,\"An example, not an act, No. 1\",1 USD,true\n\
             ust,UST,TerraUSD,2022-01-10,\"{}\",,\n\
             ,XXX,Nobody knows,2022-01-10,,,\n",
            HOSTILE.replace('"', "\"\"").replace('\u{202e}', "")
        );
        for (of, rows) in [("2022-01-10", 2), ("2022-03-01", 4)] {
            let table: String = table.lines().take(rows).map(|line| format!("{line}\n")).collect();
            let handed = ListFile {
                authority: Authority::Ministry,
                act: "An example, not an act".to_owned(),
                of: of.parse().unwrap(),
                whole: true,
                table: Document { name: "list.csv".to_owned(), bytes: table.into_bytes() },
                document: None,
                address: None,
                columns: BTreeMap::new(),
                meant: BTreeMap::new(),
                retrieved: Some(had.parse().unwrap()),
            };
            book.import_list(&handed, now()).unwrap();
        }
        let rule = Rule::default();
        let register =
            Maker { act: &act, day, now: now(), rule: &rule, earlier: None }.register(&book).unwrap();
        Self { act, book, register, _folder: folder }
    }

    fn around<'a>(&'a self, words: &'a Words, path: &'a str) -> Around<'a> {
        Around {
            words,
            path,
            origin: "https://registry.example",
            register: &self.register,
            now: now(),
            is_demo: path.is_empty(),
            is_updated: false,
            has_workbench: path == "market",
            act: &self.act,
        }
    }

    fn moment(&self) -> Moment<'_> {
        Moment { day: self.register.day, as_of: &self.register.as_of, is_current: true }
    }

    /// Every page of a language, by a name for each.
    fn pages(&self, language: Language) -> Vec<(String, String)> {
        let words = Words::of(language);
        let around = |path| self.around(&words, path);
        let moment = self.moment();
        let mut pages: Vec<(String, String)> = Vec::new();
        let mut add = |name: &str, page: String| pages.push((name.to_owned(), page));
        let assets = self.register.assets();
        let found = |typed: &str| -> Vec<_> {
            let found = find(&assets, typed);
            found.iter().map(|(fit, asset)| (*fit, self.register.row(&asset.id).unwrap())).collect()
        };
        add("index", look_up(&around(""), None, &[]));
        for (name, typed) in [("answer", "usdc"), ("shared", "DAI"), ("several", "us"), ("none", HOSTILE)] {
            add(name, look_up(&around("?q=x"), Some(typed), &found(typed)));
        }
        for row in &self.register.rows {
            let Ok(shown) = &row.found else { panic!("{:?}", row.found) };
            let shown = AssetShown {
                sheet: &shown.sheet,
                lists: &self.register.lists,
                bundle: shown.bundle.as_deref(),
            };
            add(&format!("asset-{}", row.asset.id), asset(&around("assets/x"), &moment, &shown));
            let past = Moment { is_current: false, ..moment };
            add(&format!("asset-{}-past", row.asset.id), asset(&around("assets/x"), &past, &shown));
        }
        let args = [("text", HOSTILE.to_owned())];
        add("unavailable", unavailable(&around("assets/x"), &moment, &assets[0], "not-a-day", &args));
        let rows: Vec<&Row> = self.register.rows.iter().collect();
        let param = |name: &str| match name {
            "sort" => Some("figure"),
            "descending" => Some("true"),
            _ => None,
        };
        for (name, asked) in
            [("market", MarketAsked::default()), ("market-sorted", MarketAsked::of(&param).unwrap())]
        {
            add(name, market(&around("market"), &moment, &rows, &asked));
        }
        let narrow = MarketAsked { text: HOSTILE.to_owned(), ..MarketAsked::default() };
        add("market-none", market(&around("market"), &moment, &rows, &narrow));
        let verdicts = |id: &str| {
            let row = self.register.row(id)?;
            row.found.as_ref().ok().map(|found| found.sheet.verdict.conclusion)
        };
        for &authority in Authority::ALL {
            let asked = ListsAsked { authority, day: self.register.day, since: Some(day("2022-02-01")) };
            add(
                &format!("lists-{authority}"),
                lists(&around("lists"), &asked, &self.register.lists, &verdicts),
            );
        }
        self.add_listings(&words, &mut add);
        add("method", method(&around("method")));
        add("log-none", log(&around("log"), None));
        add("log", log(&around("log"), Some(&a_log())));
        for code in crate::problem::CODES {
            add(&format!("problem-{code}"), problem(&around(""), 400, code, &args));
        }
        add("problem-trouble", problem(&around(""), 409, "not-a-day", &args));
        pages
    }

    fn add_listings(&self, words: &Words, add: &mut impl FnMut(&str, String)) {
        let (around, moment) = (self.around(words, "listing"), self.moment());
        let none =
            ListingShown { asset: None, typed: "", units: "1", spell: None, counts: None, problem: None };
        add("listing", listing(&around, &moment, &none));
        let asked = Asked::default();
        let as_of: Option<AsOf> = Some(self.register.as_of.clone());
        let question = Question { act: &self.act, asked: &asked, as_of, now: now() };
        for id in ["usdc", "dai"] {
            let asset: Asset = self.register.row(id).unwrap().asset.clone();
            let spell = self.register.lists.spell(Authority::Ministry, id, moment.day);
            let units = "1234567.5".parse().unwrap();
            let counts = question.counts(&self.book, id, moment.day, &units).unwrap();
            let mut shown = ListingShown {
                asset: Some(&asset),
                typed: id,
                units: "1234567.5",
                spell,
                counts: counts.as_ref(),
                problem: None,
            };
            add(&format!("listing-{id}"), listing(&around, &moment, &shown));
            let mut with_rate = counts.clone();
            if let Some(counts) = &mut with_rate {
                counts.tenge = "635802262.5".parse().ok();
                counts.rates.push(qazyq_casework::listing::CountsRate {
                    currency: "USD".to_owned(),
                    rate: "515".parse::<qazyq_exact::Amount>().unwrap().to_ratio(),
                    day: counts.working_day,
                    source: "nbk".to_owned(),
                    origin: Some("https://nationalbank.kz/rss/get_rates.cfm?fdate=13.03.2023".to_owned()),
                });
            }
            shown.counts = with_rate.as_ref();
            add(&format!("listing-{id}-rate"), listing(&around, &moment, &shown));
            shown.problem = Some("not_a_number");
            add(&format!("listing-{id}-wrong"), listing(&around, &moment, &shown));
        }
    }
}

fn a_log() -> LogShown {
    LogShown {
        origin: "log.example/kz".to_owned(),
        size: 4,
        root: "aU/sHcRVU8xLKhUcJ5TWXDn/umJI8Lo1wqTV6lOMTxM=".to_owned(),
        key: "log.example/kz+9b68c977+AaRgahgHWDZ/KruIBO47EtdemGi1pbOD2hraG1XZYwUP".to_owned(),
        checkpoint:
            "log.example/kz\n4\naU/sHcRVU8xLKhUcJ5TWXDn/umJI8Lo1wqTV6lOMTxM=\n\n— log.example/kz m2jJd4aX\n"
                .to_owned(),
        cosigners: vec![("witness.example".to_owned(), Some(now())), (HOSTILE.to_owned(), None)],
        latest: vec![
            LogEntryShown {
                number: 3,
                line: format!("{{\"asset\":\"{HOSTILE}\"}}"),
                asset: Some(HOSTILE.to_owned()),
                day: None,
                outcome: None,
                digest: None,
            },
            LogEntryShown {
                number: 2,
                line: "{}".to_owned(),
                asset: Some("usdc".to_owned()),
                day: Some(day("2023-03-14")),
                outcome: Some(Conclusion::Qualifies),
                digest: Some("ba898ee873eea533".to_owned()),
            },
        ],
    }
}

/// What stands between tags, and every tag's inside.
fn parts(page: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut texts, mut tags, mut rest) = (Vec::new(), Vec::new(), page);
    while let Some((text, more)) = rest.split_once('<') {
        texts.push(text);
        let (tag, more) = more.split_once('>').expect("a tag that ends");
        tags.push(tag);
        rest = more;
    }
    texts.push(rest);
    (texts, tags)
}

/// The values of an attribute.
fn values<'p>(tags: &[&'p str], name: &str) -> Vec<&'p str> {
    let begins = format!(" {name}=\"");
    let value = |tag: &&'p str| {
        let at = tag.find(&begins)?.checked_add(begins.len())?;
        tag.get(at..)?.split('"').next()
    };
    tags.iter().filter_map(value).collect()
}

/// Elements that hold nothing.
const VOID: [&str; 4] = ["meta", "link", "input", "!doctype"];

fn check(name: &str, page: &str) {
    let (texts, tags) = parts(page);
    let mut open: Vec<&str> = Vec::new();
    for tag in &tags {
        let element = tag.split([' ', '/']).next().unwrap_or_default();
        match tag.strip_prefix('/') {
            Some(closed) => assert_eq!(open.pop(), Some(closed), "{name}: </{closed}>"),
            None if VOID.contains(&element) || tag.ends_with('/') => {}
            None => open.push(element),
        }
        assert_eq!(tag.matches('"').count() % 2, 0, "{name}: <{tag}>");
        for forbidden in [" style=", " onclick=", " onload=", " onerror="] {
            assert!(!tag.contains(forbidden), "{name}: <{tag}>");
        }
        assert!(
            *tag != "style" && (!tag.starts_with("script") || tag.contains(" src=\"/static/")),
            "{name}: <{tag}>"
        );
    }
    assert!(open.is_empty(), "{name}: {open:?} stay open");
    for text in &texts {
        assert!(!text.contains('>'), "{name}: {text}");
        for id in ["web-", "authority-", "conclusion-", "outcome-", "rule-", "trouble-", "status-", "list-"] {
            assert!(!text.trim_start().starts_with(id), "{name} says {text}");
        }
        assert!(!text.contains('\u{202e}'), "{name} steers: {text}");
    }
    let ids = values(&tags, "id");
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), distinct.len(), "{name}: an id stands twice in {ids:?}");
    for attribute in ["aria-labelledby", "aria-describedby", "for", "data-copies", "data-filters"] {
        for target in values(&tags, attribute) {
            assert!(distinct.contains(target), "{name}: {attribute} of {target}");
        }
    }
    for href in values(&tags, "href") {
        if let Some(target) = href.strip_prefix('#') {
            assert!(distinct.contains(target), "{name}: {href}");
        }
        let is_own =
            href.starts_with('/') || href.starts_with('#') || href.starts_with("https://registry.example/");
        assert!(is_own || link_of(href).is_some(), "{name}: {href}");
    }
    for tag in tags.iter().filter(|tag| tag.starts_with("a ") && tag.contains("href=\"http")) {
        assert!(tag.contains("rel=\"noopener nofollow\""), "{name}: <{tag}>");
    }
    assert_eq!(tags.iter().filter(|tag| **tag == "h1").count(), 1, "{name}: one heading above all");
}

#[test]
fn every_page_is_whole_in_every_language() {
    for on in ["2023-03-14", "2022-05-13", "2026-11-29"] {
        let site = Site::on(day(on));
        let mut names: Vec<BTreeSet<String>> = Vec::new();
        for language in Language::ALL {
            let pages = site.pages(language);
            for (name, page) in &pages {
                if let Some(folder) = std::env::var_os("QAZYQ_PAGES") {
                    let folder = Path::new(&folder).join(on).join(language.code());
                    std::fs::create_dir_all(&folder).unwrap();
                    std::fs::write(folder.join(format!("{name}.html")), page).unwrap();
                }
            }
            for (name, page) in &pages {
                check(&format!("{on} {} {name}", language.code()), page);
                assert!(page.contains(&format!("<html lang=\"{}\">", language.code())));
            }
            names.push(pages.into_iter().map(|(name, _)| name).collect());
        }
        assert!(names.windows(2).all(|pair| pair[0] == pair[1]));
    }
}

#[test]
fn a_market_is_narrowed_and_sorted_as_somebody_asks() {
    let site = Site::on(day("2022-05-13"));
    let rows: Vec<&Row> = site.register.rows.iter().collect();
    let check = |pairs: &[(&str, &'static str)], expected: &[&str]| {
        let param = |name: &str| pairs.iter().find(|(of, _)| *of == name).map(|(_, text)| *text);
        let asked = MarketAsked::of(&param).unwrap();
        let found: Vec<&str> = arranged(&rows, &asked).iter().map(|row| row.asset.id.as_str()).collect();
        assert_eq!(found, expected, "{pairs:?}");
    };
    check(&[], &["dai", "dai-2", "usdc", "ust"]);
    check(&[("descending", "true")], &["ust", "usdc", "dai", "dai-2"]);
    check(&[("q", " USD ")], &["usdc", "ust"]);
    check(&[("outcome", "does_not_qualify")], &["ust"]);
    check(&[("peg", "USD")], &["usdc", "ust"]);
    check(&[("sort", "figure")], &["usdc", "ust", "dai", "dai-2"]);
    check(&[("sort", "figure"), ("descending", "true")], &["ust", "usdc", "dai", "dai-2"]);
    let wrong = |name: &str| (name == "sort").then_some("nothing");
    assert_eq!(MarketAsked::of(&wrong), Err("nothing".to_owned()));
}

#[test]
fn a_permanent_address_names_the_day_and_the_instant() {
    let site = Site::on(day("2023-03-14"));
    let words = Words::of(Language::Kazakh);
    let around = site.around(&words, "market?q=x");
    let as_of: AsOf = "2026-11-30T08:16:00+05:00".parse().unwrap();
    let moment = Moment { day: day("2023-03-14"), as_of: &as_of, is_current: false };
    let expected = "https://registry.example/kk/assets/usdc?on=2023-03-14&as_of=2026-11-30T08:16:00%2B05:00";
    assert_eq!(around.permanent("assets/usdc", &moment), expected);
    assert!(
        around
            .permanent("market?q=x", &moment)
            .ends_with("/kk/market?q=x&on=2023-03-14&as_of=2026-11-30T08:16:00%2B05:00")
    );
    assert_eq!(around.in_language(Language::English), "/en/market?q=x");
}

#[test]
fn a_register_made_after_another_is_the_one_made_alone() {
    let site = Site::on(day("2023-03-14"));
    let rule = Rule::default();
    let facts = |register: &Register| -> Vec<String> {
        let told = |row: &Row| format!("{} {:?}", row.asset.id, row.found);
        register.rows.iter().map(told).collect()
    };
    // The same day, the next ones, and one so long before that nothing of it is known.
    for day in ["2023-03-14", "2023-03-15", "2023-04-20", "2022-05-13"] {
        let on = self::day(day);
        let maker = |earlier| {
            let maker = Maker { act: &site.act, day: on, now: now(), rule: &rule, earlier };
            maker.register(&site.book).unwrap()
        };
        assert_eq!(facts(&maker(Some(&site.register))), facts(&maker(None)), "{day}");
    }
}

#[test]
fn a_large_market_stands_on_several_pages() {
    let site = Site::on(day("2023-03-14"));
    let words = Words::of(Language::English);
    let rows: Vec<&Row> = site.register.rows.iter().cycle().take(250).collect();
    let shown = |query: &str| {
        let page = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
        let asked = MarketAsked::of(&page).unwrap();
        let text = market(&site.around(&words, "market"), &site.moment(), &rows, &asked);
        let count = text.matches("<tr data-outcome").count();
        (count, text.contains("class=\"pages\""), text.contains("sortable"))
    };
    assert_eq!(shown(""), (100, true, false));
    assert_eq!(shown("page=3"), (50, true, false));
    // Behind the last page is the last.
    assert_eq!(shown("page=99"), (50, true, false));
    assert_eq!(shown("q=TerraUSD"), (62, false, true));
    for wrong in ["0", "x", "-1"] {
        assert_eq!(MarketAsked::of(&|name| (name == "page").then_some(wrong)).unwrap_err(), wrong);
    }
}
