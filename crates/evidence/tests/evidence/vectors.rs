//! The vectors in `conformance/bundles`: made anew here, byte for byte, and each verified.
//!
//! ```text
//! QAZYQ_VECTORS=write cargo test -p qazyq-evidence vectors
//! ```
//!
//! writes them instead of holding them against what is there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use qazyq_evidence::bundle::{Attachments, Bundle, Contents, Withheld};
use qazyq_evidence::container::{self, File};
use qazyq_evidence::manifest;
use qazyq_evidence::policy::Policy;
use qazyq_evidence::verify::{CODES, Older};
use qazyq_law::{Act, Case};
use qazyq_proof::note::Note;
use qazyq_registry::digest::Digest;
use qazyq_registry::what::{Asset, ReadAs, What};

use crate::made::{
    self, Log, World, day, judged, key, log_key, market, other_log_key, publisher, reading, replaced, sealed,
    signed, stranger, wanted,
};

/// A bundle with the name of its files.
pub(crate) struct Vector {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) older: Option<Older>,
}

/// The lowest close of USDC's in those days, on 2023-03-11.
const LOWEST: &str = "0.9715";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../conformance/bundles")
}

/// A file of the folder that nobody makes here.
fn given(name: &str) -> Vec<u8> {
    fs::read(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn given_text(name: &str) -> String {
    String::from_utf8(given(name)).unwrap()
}

/// The law of the vectors.
pub(crate) fn act() -> Act {
    let versions = given_text("law/1.toml");
    Act::parse(&given_text("law/act.toml"), |number| (number == 1).then(|| versions.clone())).unwrap()
}

/// Whom whoever runs the vectors believes.
pub(crate) fn policy_text() -> String {
    format!(
        "# Whom the vectors believe. Test keys: the secret of each is one byte, 32 times, so anyone can sign with them.\n\
         format = \"qazyq.policy/1\"\n\
         requires = [\"signature\", \"log\"]\n\
         publishers = [\"{publisher}\"]\n\
         log = \"\"\"\n\
         log {log}\n\
         witness one {witness}\n\
         quorum one\n\
         \"\"\"\n\
         signers = '''\n{signers}'''\n\
         timestampers = '''\n{timestampers}'''\n\n\
         [law]\n\
         act = '''\n{act}'''\n\
         versions = ['''\n{version}''']\n",
        publisher = publisher().public(),
        log = log_key().public(),
        witness = made::witness().public(),
        signers = given_text("certificates/signers.pem"),
        timestampers = given_text("certificates/timestampers.pem"),
        act = given_text("law/act.toml"),
        version = given_text("law/1.toml"),
    )
}

pub(crate) fn policy() -> Policy {
    Policy::parse(policy_text().as_bytes()).unwrap()
}

/// USDC by a file, with facts.
pub(crate) fn usdc() -> World {
    let mut world = World::default();
    world.facts("usdc", "USD");
    let text = market("2023-03-04", "2023-03-14");
    world.market("usdc", made::HAD, "coinmarketcap", ReadAs::CoinmarketcapExport, &text);
    world
}

/// An asset of which nothing is known but its symbol.
pub(crate) fn least() -> World {
    let mut world = World::default();
    let symbol = Some("USDC".to_owned());
    world.say("usdc", made::HAD, What::Asset(Asset { symbol, ..Asset::default() }));
    world
}

/// A token in euros by answers alone: Binance's candles in USDT, Kraken's days of USDT in dollars, and the euro's rates.
pub(crate) fn eurx() -> World {
    let mut world = World::default();
    world.facts("eurx", "EUR");
    let days = ("2023-03-04", "2023-03-14");
    let midnights = || (0..11).map(|n| (n, 1_677_888_000_i64 + n * 86_400));
    let candles: Vec<String> = midnights()
        .map(|(n, opens)| {
            let close = 10_600 + n * 13;
            let (open, closes) = (opens * 1000, opens * 1000 + 86_399_999);
            format!(
                r#"[{open},"1.0600","1.1000","1.0500","1.{:04}","1000.0",{closes},"1065.0",5,"500.0","530.0","0"]"#,
                close - 10_000
            )
        })
        .collect();
    world.answer("binance-klines", &["EURXUSDT"], days, made::HAD, &format!("[{}]", candles.join(",")));
    let rows: Vec<String> = midnights()
        .map(|(n, opens)| format!(r#"[{opens},"1.0001","1.0010","0.9990","1.00{n:02}","1.0002","12.5",7]"#))
        .collect();
    let text = format!(r#"{{"error":[],"result":{{"USDTUSD":[{}],"last":1}}}}"#, rows.join(","));
    world.answer("kraken-ohlc", &["USDTUSD"], days, made::HAD, &text);
    let rates = [
        ("14", "1.0737"),
        ("13", "1.0706"),
        ("10", "1.0586"),
        ("09", "1.0554"),
        ("08", "1.0545"),
        ("07", "1.0665"),
        ("06", "1.0646"),
        ("03", "1.0615"),
    ];
    let cubes: String = rates
        .iter()
        .map(|(day, rate)| {
            format!(r#"<Cube time="2023-03-{day}"><Cube currency="USD" rate="{rate}"/></Cube>"#)
        })
        .collect();
    let text =
        format!(r#"<gesmes:Envelope xmlns:gesmes="g" xmlns="e"><Cube>{cubes}</Cube></gesmes:Envelope>"#);
    world.answer("ecb-rates", &[], days, made::HAD, &text);
    world.follow("eurx", "binance", "EURXUSDT", "USDT");
    let [source, from, through, through_source] = ["binance", "USDT", "usdt", "kraken"].map(str::to_owned);
    world.say("eurx", made::HAD, What::Conversion { source, from, through, through_source });
    world.follow("usdt", "kraken", "USDTUSD", "USD");
    world
}

/// The files of a bundle, to be put together otherwise.
fn files(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let files = container::read(bytes).unwrap();
    files.iter().map(|file| (file.name.to_owned(), file.bytes.to_vec())).collect()
}

fn archive(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let files: Vec<File<'_>> = files.iter().map(|(name, bytes)| File { name, bytes }).collect();
    container::write(&files).unwrap()
}

/// The bundle in which a file has other bytes, and nothing else is fixed up.
fn with_file(bytes: &[u8], name: &str, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut files = files(bytes);
    change(&mut files.iter_mut().find(|(known, _)| known == name).unwrap().1);
    archive(&files)
}

/// The file of an archive packed, in one block that is not pressed: so no library decides about the bytes.
fn packed(bytes: &[u8], claims: Option<u32>) -> Vec<u8> {
    let (name, content) = files(bytes).remove(0);
    let length = u16::try_from(content.len()).unwrap();
    let mut block = vec![1];
    block.extend(length.to_le_bytes());
    block.extend((!length).to_le_bytes());
    block.extend(&content);
    let (small, whole) = (block.len() as u32, claims.unwrap_or(u32::from(length)));
    let mut common = Vec::new();
    for field in [20_u16, 0, 8, 0, 33] {
        common.extend(field.to_le_bytes());
    }
    for field in [crc32fast::hash(&content), small, whole] {
        common.extend(field.to_le_bytes());
    }
    common.extend((name.len() as u16).to_le_bytes());
    common.extend([0, 0]);
    let local = [&b"PK\x03\x04"[..], &common, name.as_bytes(), &block].concat();
    let zeros = [0_u8; 14];
    let central = [&b"PK\x01\x02\x14\x03"[..], &common, &zeros[..], name.as_bytes()].concat();
    let mut end = b"PK\x05\x06\0\0\0\0\x01\0\x01\0".to_vec();
    end.extend((central.len() as u32).to_le_bytes());
    end.extend((local.len() as u32).to_le_bytes());
    end.extend([0, 0]);
    [local, central, end].concat()
}

/// The first file's name in both headers, in other letters.
fn renamed(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = bytes.to_vec();
    let mut place = 0;
    while place + from.len() <= bytes.len() {
        let is_name = bytes[place..].starts_with(from)
            && (bytes[place - 30..].starts_with(b"PK\x03\x04")
                || place >= 46 && bytes[place - 46..].starts_with(b"PK\x01\x02"));
        if is_name {
            bytes[place..place + from.len()].copy_from_slice(to);
        }
        place += 1;
    }
    bytes
}

/// Takes the raw bytes of the first market file out of the contents, and puts others there, which the entry names.
fn reraw(contents: &mut Contents, change: impl Fn(&str) -> String) {
    let (old, bytes) = contents.raw.pop_first().unwrap();
    let bytes = change(std::str::from_utf8(&bytes).unwrap()).into_bytes();
    assert_ne!(Digest::of(&bytes), old);
    let new = Digest::of(&bytes);
    replaced(&mut contents.entries, &old.to_string(), &new.to_string());
    contents.raw.insert(new, bytes);
}

/// Everything that is behind the altered case follows from it.
fn follow(contents: &mut Contents, act: &Act) {
    let case = Case::parse(act, contents.case.as_bytes()).unwrap();
    contents.verdict = format!("{}\n", qazyq_law::assess(&case).to_json());
}

fn swap_lines(text: &mut String) {
    let mut lines: Vec<&str> = text.lines().collect();
    let last = lines.len() - 1;
    lines.swap(last - 1, last);
    *text = lines.iter().map(|line| format!("{line}\n")).collect();
}

/// The bytes of a bundle to which nothing is attached yet.
type Bare = (&'static str, Vec<u8>);

fn bare(contents: &Contents) -> Vec<u8> {
    contents.to_bytes(&Attachments::default()).unwrap()
}

/// Bundles of which something was altered, and everything that hangs on it with it.
fn altered(act: &Act, good: &Contents, answers: &Contents, public: &Contents) -> Vec<Bare> {
    let of = |name, base: &Contents, change: &dyn Fn(&mut Contents)| {
        let mut contents = base.clone();
        change(&mut contents);
        (name, bare(&contents))
    };
    vec![
        of("head-of-another-day", good, &|c| c.head.day = day("2023-03-13")),
        of("head-of-another-instant", good, &|c| c.head.known_at = made::at("2020-01-01T00:00:00Z")),
        of("law-other-threshold", good, &|c| replaced(&mut c.law, "1/100", "1/50")),
        of("law-no-toml", good, &|c| c.law = "no law\n".to_owned()),
        of("entry-not-canonical", good, &|c| replaced(&mut c.entries, "{\"asset\":", "{ \"asset\":")),
        of("entry-without-end", good, &|c| _ = c.entries.pop()),
        of("entries-out-of-order", good, &|c| swap_lines(&mut c.entries)),
        of("entry-left-out", good, &|c| {
            let first = c.entries.find('\n').unwrap() + 1;
            c.entries.drain(..first);
        }),
        of("entry-of-another-kind", good, &|c| {
            // Such as a journal may have it; no verdict can rest on it.
            let (line, at) = (Digest::of(b"line"), "2026-01-05T00:00:00Z");
            c.entries.push_str(&format!(
                r#"{{"kind":"user","line":"{line}","number":900,"recorded_at":"{at}","retrieved":"{at}","what":{{"name":"A","roles":["auditor"],"user":"a"}}}}"#
            ));
            c.entries.push('\n');
        }),
        of("receipt-not-canonical", answers, &|c| replaced(&mut c.receipts, "{\"format\":", "{ \"format\":")),
        of("receipts-out-of-order", answers, &|c| swap_lines(&mut c.receipts)),
        of("receipt-left-out", answers, &|c| {
            let last = c.receipts.lines().last().unwrap().len() + 1;
            c.receipts.truncate(c.receipts.len() - last);
        }),
        of("raw-altered-price", good, &|c| {
            reraw(c, |text| text.replace(LOWEST, "0.9999999999"));
        }),
        of("raw-under-another-name", good, &|c| {
            let (name, mut bytes) = c.raw.pop_first().unwrap();
            *bytes.last_mut().unwrap() ^= 1;
            c.raw.insert(name, bytes);
        }),
        of("raw-missing", good, &|c| c.raw.clear()),
        of("raw-that-nobody-names", good, &|c| _ = c.raw.insert(Digest::of(b"nobody"), b"nobody".to_vec())),
        of("raw-no-market-file", good, &|c| reraw(c, |_| "no market file\n".to_owned())),
        of("withheld-and-there", public, &|c| {
            let sha256 = c.head.withheld[0].sha256;
            c.raw.insert(sha256, good.raw[&sha256].clone());
        }),
        of("withheld-that-nobody-names", public, &|c| {
            c.head.withheld.push(Withheld {
                bytes: 6,
                sha256: Digest::of(b"nobody"),
                source: "nobody".to_owned(),
            });
            c.head.withheld.sort_by_key(|withheld| withheld.sha256);
        }),
        of("case-altered-volume", good, &|c| {
            replaced(&mut c.case, "\"volume\":\"", "\"volume\":\"1");
            follow(c, act);
        }),
        of("case-altered-price", good, &|c| {
            replaced(&mut c.case, &format!("\"close\":\"{LOWEST}"), "\"close\":\"0.9999999999");
            follow(c, act);
        }),
        of("verdict-altered", good, &|c| {
            replaced(&mut c.verdict, "\"outcome\":\"", "\"outcome\":\"un");
        }),
    ]
}

/// Bundles whose manifest is another.
fn with_manifests(good: &[u8]) -> Vec<Bare> {
    let of = |name, change: &dyn Fn(&mut String)| {
        let changed = with_file(good, "manifest", |bytes| {
            let mut text = String::from_utf8(std::mem::take(bytes)).unwrap();
            change(&mut text);
            *bytes = text.into_bytes();
        });
        (name, changed)
    };
    vec![
        of("manifest-wrong-digest", &|m| {
            let first = if m.starts_with('0') { "1" } else { "0" };
            m.replace_range(..1, first);
        }),
        of("manifest-unreadable", &|m| *m = "no manifest\n".to_owned()),
        of("manifest-without-end", &|m| _ = m.pop()),
        of("manifest-names-one-more", &|m| {
            m.push_str(&manifest::of(&[File { name: "raw/more", bytes: b"" }]))
        }),
        of("manifest-names-one-fewer", &|m| {
            let last = m.trim_end().rfind('\n').unwrap();
            m.truncate(last + 1);
        }),
        of("manifest-names-another", &|m| replaced(m, "law.toml", "Law.toml")),
        of("manifest-in-another-order", &swap_lines),
    ]
}

/// Bundles whose head or case cannot be read, with a manifest that names what is there.
fn refixed(good: &Contents) -> Vec<Bare> {
    let of = |name, of: &str, text: &str| {
        let mut files = files(&bare(good));
        files.iter_mut().find(|(known, _)| known == of).unwrap().1 = text.as_bytes().to_vec();
        files.pop();
        let named: Vec<File<'_>> = files.iter().map(|(name, bytes)| File { name, bytes }).collect();
        let manifest = manifest::of(&named).into_bytes();
        files.push(("manifest".to_owned(), manifest));
        (name, archive(&files))
    };
    let head = good.head.to_text();
    vec![
        of("head-unreadable", "bundle.json", "{}\n"),
        of("head-of-another-format", "bundle.json", &head.replace("bundle/1", "bundle/2")),
        of("head-not-canonical", "bundle.json", &head.replace("{\"asset\"", "{ \"asset\"")),
        of("case-unreadable", "case.json", "no case\n"),
        of("case-refused", "case.json", &good.case.replace("\"vectors@1\"", "\"vectors@2\"")),
    ]
}

/// Every vector.
pub(crate) static VECTORS: LazyLock<Vec<Vector>> = LazyLock::new(vectors);

fn vectors() -> Vec<Vector> {
    let act = act();
    let on = day("2023-03-14");
    let reading = reading(&act, on);
    let (usdc, eurx) = (usdc(), eurx());
    let of = |world: &World, asset: &str, public, with_documents| {
        let wanted = qazyq_evidence::collect::Wanted {
            public,
            with_documents,
            ..wanted(&act, &reading, asset, "2023-03-14")
        };
        world.collect(&wanted).unwrap()
    };
    let good = of(&usdc, "usdc", false, false);
    let answers = of(&eurx, "eurx", false, false);
    let public = of(&usdc, "usdc", true, false);
    let mut bares: Vec<Bare> = vec![
        ("good", bare(&good)),
        ("answers", bare(&answers)),
        ("public", bare(&public)),
        ("public-answers", bare(&of(&eurx, "eurx", true, false))),
        ("documents", bare(&of(&usdc, "usdc", false, true))),
        ("least", bare(&of(&least(), "usdc", false, false))),
    ];
    bares.extend(altered(&act, &good, &answers, &public));
    bares.extend(with_manifests(&bare(&good)));
    bares.extend(refixed(&good));

    // One log holds every statement.
    let mut log = Log { lines: vec!["something else".to_owned(), "and something else".to_owned()] };
    log.lines.extend(bares.iter().filter_map(|(_, bytes)| made::line(&act, bytes)));
    let mut vectors = Vec::new();
    let mut add = |name, bytes| vectors.push(Vector { name, bytes, older: None });
    let line_of = |name: &str| {
        let (_, bytes) = bares.iter().find(|(known, _)| *known == name).unwrap();
        made::line(&act, bytes).unwrap()
    };
    let (line, other_line) = (line_of("good"), line_of("answers"));
    let (line, attached) = (line.as_str(), sealed(&line, &log));
    for (name, bytes) in &bares {
        // Of what no statement can be made, that of `good` is as good as any.
        let own = made::line(&act, bytes).map_or_else(|| attached.clone(), |line| sealed(&line, &log));
        add(name, Bundle::read(bytes).unwrap().with(&own).unwrap());
    }
    let with = |change: &dyn Fn(&mut Attachments)| {
        let mut attached = attached.clone();
        change(&mut attached);
        good.to_bytes(&attached).unwrap()
    };
    let note = |note: Note| Some(note.to_string().into_bytes());
    let bytes = good.to_bytes(&attached).unwrap();

    // Signatures.
    add("unsigned", with(&|a| a.note = None));
    add("signed-by-a-stranger", with(&|a| a.note = note(signed(line, &stranger()))));
    add("signed-by-a-namesake", with(&|a| a.note = note(signed(line, &key("publisher.example/vectors", 9)))));
    add(
        "signed-by-both",
        with(&|a| {
            let mut both = signed(line, &stranger());
            both.sign(&publisher());
            a.note = note(both);
        }),
    );
    add(
        "signature-wrong",
        with(&|a| {
            let mut wrong = Note::new(format!("{line}\n")).unwrap();
            wrong.add(publisher().public(), publisher().sign(b"something else\n").to_vec());
            a.note = note(wrong);
        }),
    );
    add("signature-of-another-statement", with(&|a| a.note = note(signed(&other_line, &publisher()))));
    add("note-unreadable", with(&|a| a.note = Some(b"no note\n".to_vec())));

    // Logs.
    let proof = |note: Note| Some(log.proof(line, note).to_string().into_bytes());
    add("unlogged", with(&|a| a.log_proof = None));
    add(
        "log-proof-of-another-entry",
        with(&|a| {
            a.log_proof = Some(log.proof(&other_line, log.witnessed()).to_string().into_bytes());
        }),
    );
    add("log-unknown", with(&|a| a.log_proof = proof(log.checkpoint(log.size(), &other_log_key()))));
    add("log-quorum-missed", with(&|a| a.log_proof = proof(log.checkpoint(log.size(), &log_key()))));
    add(
        "log-signature-wrong",
        with(&|a| {
            let mut wrong = Note::new(log.witnessed().text().to_owned()).unwrap();
            wrong.add(log_key().public(), log_key().sign(b"something else\n").to_vec());
            a.log_proof = proof(wrong);
        }),
    );
    add(
        "log-proof-with-something-added",
        with(&|a| {
            let extra = Some(b"nobody signed this".to_vec());
            let proof = qazyq_proof::entry_proof::EntryProof { extra, ..log.proof(line, log.witnessed()) };
            a.log_proof = Some(proof.to_string().into_bytes());
        }),
    );
    add("log-proof-unreadable", with(&|a| a.log_proof = Some(b"no proof\n".to_vec())));
    add("log-proof-of-no-checkpoint", with(&|a| a.log_proof = proof(signed("no checkpoint", &log_key()))));

    // Certificates. What is attached for `good` is wrong on every other bundle.
    let (p7s, tsr) = (given("certificates/signer.p7s"), given("certificates/stamper.tsr"));
    let lists = || -> BTreeMap<Digest, Vec<u8>> {
        let lists = ["certificates/signers.crl", "certificates/timestampers.crl"].map(given);
        lists.into_iter().map(|list| (Digest::of(&list), list)).collect()
    };
    add(
        "certificates",
        with(&|a| {
            (a.cms, a.timestamp, a.revocation) = (Some(p7s.clone()), Some(tsr.clone()), lists());
        }),
    );
    add("cms-without-lists", with(&|a| a.cms = Some(p7s.clone())));
    add("timestamp-without-lists", with(&|a| a.timestamp = Some(tsr.clone())));
    add("cms-revoked", with(&|a| (a.cms, a.revocation) = (Some(given("certificates/revoked.p7s")), lists())));
    add("cms-unreadable", with(&|a| a.cms = Some(b"no signature".to_vec())));
    add("timestamp-unreadable", with(&|a| a.timestamp = Some(b"no timestamp".to_vec())));
    add(
        "revocation-under-another-name",
        with(&|a| {
            a.cms = Some(p7s.clone());
            let named = |(n, list): (u8, Vec<u8>)| (Digest::of(&[n]), list);
            a.revocation = (0..).zip(lists().into_values()).map(named).collect();
        }),
    );
    add(
        "revocation-unreadable",
        with(&|a| {
            a.cms = Some(p7s.clone());
            a.revocation = lists();
            a.revocation.insert(Digest::of(b"no list"), b"no list".to_vec());
        }),
    );
    for (name, cms, timestamp) in
        [("cms-of-another-bundle", Some(&p7s), None), ("timestamp-of-another-bundle", None, Some(&tsr))]
    {
        let attached = Attachments {
            cms: cms.cloned(),
            timestamp: timestamp.cloned(),
            revocation: lists(),
            ..sealed(&other_line, &log)
        };
        add(name, answers.to_bytes(&attached).unwrap());
    }

    // The container.
    add("container-no-archive", b"no archive".to_vec());
    add("container-empty", archive(&[]));
    add("container-cut-off", bytes[..bytes.len() / 2].to_vec());
    add("container-without-its-end", bytes[..bytes.len() - 1].to_vec());
    add("container-trailing-bytes", [&bytes[..], b"\0"].concat());
    add("container-packed", packed(&bytes, None));
    add("container-bomb", packed(&bytes, Some(u32::MAX)));
    add("container-claims-gigabytes", {
        let mut bytes = bytes.clone();
        bytes[18..26].fill(0xff);
        bytes
    });
    add("container-wrong-checksum", {
        let mut bytes = bytes.clone();
        bytes[14] ^= 1;
        bytes
    });
    add("container-name-not-ascii", renamed(&bytes, b"bundle.json", "bündle.jso".as_bytes()));
    add("container-path-elsewhere", renamed(&bytes, b"bundle.json", b"../../a.txt"));
    add("container-file-missing", {
        let mut files = files(&bytes);
        files.retain(|(name, _)| name != "verdict.json");
        archive(&files)
    });
    add("container-files-swapped", {
        let mut files = files(&bytes);
        files.swap(1, 2);
        archive(&files)
    });
    add("container-file-twice", {
        let mut files = files(&bytes);
        files.insert(1, files[0].clone());
        archive(&files)
    });

    // The same bundle for whoever kept a checkpoint.
    let older = |name, checkpoint: Note, proof| Vector {
        name,
        bytes: bytes.clone(),
        older: Some(Older { checkpoint, proof }),
    };
    let grown = log.grown_from(2);
    let rewritten = Log { lines: vec!["something".to_owned(), "else".to_owned()] };
    let larger = Log { lines: (0..100).map(|n| n.to_string()).collect() };
    let seen = |log: &Log, size, key: &qazyq_proof::key::SignerKey| {
        let mut note = log.checkpoint(size, key);
        assert!(qazyq_proof::cosignature::cosign(&mut note, &made::witness(), 1_780_000_000));
        note
    };
    vectors.extend([
        older("older-grown", seen(&log, 2, &log_key()), Some(grown.clone())),
        older("older-same", seen(&log, log.size(), &log_key()), None),
        older("older-without-proof", seen(&log, 2, &log_key()), None),
        older("older-rewritten", seen(&rewritten, 2, &log_key()), Some(grown.clone())),
        older("older-larger", seen(&larger, 100, &log_key()), None),
        older("older-of-another-log", seen(&log, 2, &other_log_key()), Some(grown.clone())),
        older("older-not-believed", log.checkpoint(2, &log_key()), Some(grown)),
        older("older-no-checkpoint", signed("no checkpoint", &log_key()), None),
    ]);
    vectors
}

/// What every implementation must say of a vector.
fn expected(vector: &Vector, act: &Act, policy: &Policy) -> String {
    format!("{}\n", judged(&vector.bytes, act, policy, vector.older.as_ref()).to_json())
}

/// The files of the folder that are made, by their names.
fn made_files() -> BTreeMap<String, Vec<u8>> {
    let act = Act::embedded().unwrap();
    let policy = policy();
    let mut made = BTreeMap::from([("policy.toml".to_owned(), policy_text().into_bytes())]);
    for vector in &*VECTORS {
        let name = vector.name;
        made.insert(format!("{name}.json"), expected(vector, &act, &policy).into_bytes());
        if let Some(older) = &vector.older {
            made.insert(format!("{name}.checkpoint"), older.checkpoint.to_string().into_bytes());
            if let Some(proof) = &older.proof {
                let lines: String = proof.iter().map(|hash| format!("{hash}\n")).collect();
                made.insert(format!("{name}.consistency"), lines.into_bytes());
            }
        }
        let twice = made.insert(format!("{name}.qazyq"), vector.bytes.clone());
        assert!(twice.is_none(), "{name} twice");
    }
    made
}

#[test]
fn vectors_are_what_is_committed() {
    let made = made_files();
    let is_made = |name: &str| {
        let ends = [".qazyq", ".json", ".checkpoint", ".consistency"];
        ends.iter().any(|end| name.ends_with(end)) || name == "policy.toml"
    };
    let there = || {
        let files = fs::read_dir(folder()).unwrap();
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).filter(|name| is_made(name))
    };
    if std::env::var_os("QAZYQ_VECTORS").is_some_and(|what| what == "write") {
        there().for_each(|name| fs::remove_file(folder().join(name)).unwrap());
        made.iter().for_each(|(name, bytes)| fs::write(folder().join(name), bytes).unwrap());
        return;
    }
    let known: Vec<&String> = made.keys().collect();
    let mut found: Vec<String> = there().collect();
    found.sort();
    assert_eq!(found.iter().collect::<Vec<_>>(), known);
    for (name, bytes) in &made {
        let committed = given(name);
        assert!(
            *bytes == committed,
            "{name} differs:\n{}\n{}",
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&committed)
        );
    }
}

/// What follows from the failures of others is not counted: no case comes out of evidence that cannot be read.
#[test]
fn a_vector_fails_at_one_place() {
    let (act, policy) = (Act::embedded().unwrap(), policy());
    let several = [
        "container-",
        "head-unreadable",
        "head-of-another-format",
        "head-not-canonical",
        "case-un",
        "case-re",
    ];
    for vector in &*VECTORS {
        let report = judged(&vector.bytes, &act, &policy, vector.older.as_ref());
        let mut faults = made::faults(&report);
        let passes = [
            "good",
            "answers",
            "documents",
            "least",
            "certificates",
            "signed-by-both",
            "revocation-unreadable",
            "older-grown",
            "older-same",
        ];
        assert_eq!(faults.is_empty(), passes.contains(&vector.name), "{}", vector.name);
        if several.iter().any(|name| vector.name.starts_with(name)) {
            continue;
        }
        faults.retain({
            let mut n = 0;
            move |fault| {
                n += 1;
                n == 1 || !fault.starts_with("case ")
            }
        });
        assert!(faults.len() <= 1, "{}: {faults:#?}", vector.name);
    }
}

#[test]
fn every_code_is_reached() {
    let (act, policy) = (Act::embedded().unwrap(), policy());
    let of_vectors = VECTORS.iter().map(|vector| judged(&vector.bytes, &act, &policy, vector.older.as_ref()));
    let reports: Vec<_> = of_vectors.chain(crate::verifying::reports()).collect();
    let all = reports.iter().flat_map(|report| &report.steps).flat_map(|step| &step.why);
    let reached: BTreeSet<&str> = all
        .map(|why| &*why.code)
        .filter(|code| !code.starts_with("cms-") || *code == "cms-signed-by")
        .collect();
    // A build that reads everything never says that it cannot.
    let is_reachable = |code: &&str| !(cfg!(feature = "parquet") && *code == "build-cannot-read");
    let known: BTreeSet<&str> = CODES.iter().copied().filter(is_reachable).collect();
    assert_eq!(reached, known);
}
