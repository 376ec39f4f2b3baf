//! `qazyq demo`: a small real sample, screened and looked back on, with nothing to download and nothing to keep.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use qazyq_casework::Trouble;
use qazyq_casework::assess::{Asked, Question};
use qazyq_casework::dossier::Book;
use qazyq_casework::import::Said;
use qazyq_casework::keys::{KeyFolder, parse_name};
use qazyq_casework::lists::ListFile;
use qazyq_casework::log::{OwnLog, Place};
use qazyq_casework::record::{Document, forms_of};
use qazyq_casework::sheet::Authority;
use qazyq_casework::workspace::Workspace;
use qazyq_exact::Day;
use qazyq_law::Act;
use qazyq_law::reading::Statistic;
use qazyq_market::days::DayCut;
use qazyq_proof::key::Signs;

use super::{Failure, Run, history, json_line, now, screen};
use crate::args::Demo;
use crate::exit::Exit;

/// An asset of the sample.
struct Sample {
    id: &'static str,
    symbol: &'static str,
    name: &'static str,
    files: &'static [(&'static str, &'static str)],
}

macro_rules! files {
    ($($name:literal),+) => { files!("market/": $($name),+) };
    ($folder:literal: $($name:literal),+) => {
        &[$(($name, include_str!(concat!("../../../../examples/", $folder, $name)))),+]
    };
}

const SAMPLE: [Sample; 5] = [
    Sample {
        id: "usdt",
        symbol: "USDT",
        name: "Tether USDt",
        files: files!("usdt-2018-11.csv", "usdt-2022-05.csv", "usdt-2023-03.csv", "usdt.facts.toml"),
    },
    Sample {
        id: "usdc",
        symbol: "USDC",
        name: "USD Coin",
        files: files!("usdc-2018-11.csv", "usdc-2022-05.csv", "usdc-2023-03.csv", "usdc.facts.toml"),
    },
    Sample {
        id: "dai",
        symbol: "DAI",
        name: "Dai",
        files: files!("dai-2022-05.csv", "dai-2023-03.csv", "dai.facts.toml"),
    },
    Sample {
        id: "usdp",
        symbol: "USDP",
        name: "Pax Dollar",
        files: files!("usdp-2018-11.csv", "usdp-2022-05.csv", "usdp-2023-03.csv", "usdp.facts.toml"),
    },
    Sample {
        id: "ust",
        symbol: "UST",
        name: "TerraUSD",
        files: files!("ust-2022-05.csv", "ust-2023-03.csv", "ust.facts.toml"),
    },
];

/// Assets that do not exist: one is on a list, and both have one symbol.
const MADE_UP: [Sample; 2] = [
    Sample {
        id: "exk",
        symbol: "EXK",
        name: "An example, not an asset",
        files: files!("register/": "exk.facts.toml"),
    },
    Sample {
        id: "exk2",
        symbol: "EXK",
        name: "Another example with the same symbol",
        files: files!("register/": "exk2.facts.toml"),
    },
];
/// Contracts that they do not have.
const CONTRACTS: &str = include_str!("../../../../examples/register/contracts.toml");
/// A list that nobody has published.
const LIST: &str = include_str!("../../../../examples/register/ministry.csv");
/// Who signs in a demonstration: a name that nobody can have.
const LOG: &str = "log.example/demonstration";

/// When the sample's files were had: the day on which the repository that they come from was last changed.
const RETRIEVED: &str = "2026-04-10T00:00:00Z";
/// Days that tell something: all above the peg, the fall of one, a weekend's fall of two.
const TELLING: [&str; 3] = ["2018-11-30", "2022-05-13", "2023-03-14"];
/// The day that a register of the sample shows: the fall of one.
pub(super) const DAY: &str = TELLING[1];
/// Histories that tell something.
const LOOKED_BACK_ON: [LookBack; 2] = [
    LookBack { asset: "ust", from: "2022-05-01", to: "2022-06-20", statistic: None },
    LookBack { asset: "usdc", from: "2023-03-03", to: "2023-04-20", statistic: Some(Statistic::EveryDay) },
];

/// A history to show.
struct LookBack {
    asset: &'static str,
    from: &'static str,
    to: &'static str,
    statistic: Option<Statistic>,
}

pub(super) fn run(run: &mut Run<'_>, args: &Demo) -> Result<Exit, Failure> {
    let act = run.act()?;
    // Without `--keep` the workspace is gone when the demonstration ends.
    let (folder, _gone_at_the_end) = folder(args)?;
    let mut book = Book::open_or_new(Workspace::at(&folder))?;
    import(&act, &mut book, &SAMPLE)?;

    let asked = Asked::default();
    let question = Question { act: &act, asked: &asked, as_of: None, now: now() };
    if !run.everywhere.json {
        let text = run.screen.words.plain("demo-intro");
        run.screen.paragraph(&text)?;
        run.screen.line("")?;
    }
    for day in TELLING {
        let date = run.day(day)?;
        let verdicts = screen::screened(run.screen, &question, &book, date)?;
        if run.everywhere.json {
            verdicts.iter().try_for_each(|(_, verdict)| run.screen.raw_line(&json_line(verdict)))?;
            continue;
        }
        command(run, args, &format!("screen --on {day}"))?;
        screen::show(run.screen, &verdicts, date)?;
        let told = run.screen.words.plain(&format!("demo-{day}"));
        run.screen.paragraph(&told)?;
        run.screen.line("")?;
    }
    for back in &LOOKED_BACK_ON {
        look_back(run, args, &act, &book, back)?;
    }
    if !run.everywhere.json {
        let text = match &args.keep {
            Some(folder) => {
                run.screen.words.say("demo-kept", &[("folder", folder.display().to_string().into())])
            }
            None => run.screen.words.plain("demo-next"),
        };
        run.screen.paragraph(&text)?;
    }
    Ok(Exit::Done)
}

fn look_back(run: &mut Run<'_>, args: &Demo, act: &Act, book: &Book, back: &LookBack) -> Result<(), Failure> {
    let LookBack { asset, from, to, statistic } = *back;
    let (first, last): (Day, Day) = (run.day(from)?, run.day(to)?);
    let asked = Asked { statistic, ..Asked::default() };
    let question = Question { act, asked: &asked, as_of: None, now: now() };
    let dossier = question.dossier(book, asset)?;
    let verdicts = history::verdicts(&question, &dossier, first, last, || {})?;
    if run.everywhere.json {
        verdicts.iter().try_for_each(|verdict| run.screen.raw_line(&json_line(verdict)))?;
        return Ok(());
    }
    let chosen = statistic.map(|s| format!(" --statistic {}", s.as_str())).unwrap_or_default();
    command(run, args, &format!("history {asset} --from {from} --to {to}{chosen}"))?;
    history::show(run.screen, act.on(last), &dossier, &verdicts)?;
    let told = run.screen.words.plain(&format!("demo-{asset}"));
    run.screen.paragraph(&told)?;
    run.screen.line("")?;
    Ok(())
}

/// The command that shows the same.
fn command(run: &mut Run<'_>, args: &Demo, command: &str) -> Result<(), Failure> {
    let folder = args.keep.as_ref().map(|folder| format!(" --workspace {}", folder.display()));
    run.screen.line(&format!("$ qazyq {command}{}", folder.unwrap_or_default()))?;
    Ok(())
}

fn folder(args: &Demo) -> Result<(PathBuf, Option<tempfile::TempDir>), Trouble> {
    if let Some(folder) = &args.keep {
        return Ok((folder.clone(), None));
    }
    let unusable = |error| Trouble::Path { path: std::env::temp_dir().display().to_string(), error };
    let gone_at_the_end = tempfile::tempdir().map_err(unusable)?;
    Ok((gone_at_the_end.path().join("workspace"), Some(gone_at_the_end)))
}

/// A register of the sample, of made-up names and with a log, for as long as it is held.
pub(super) struct Demonstration {
    pub(super) workspace: Workspace,
    pub(super) keys: KeyFolder,
    _gone_at_the_end: Option<tempfile::TempDir>,
}

/// Makes it. The log's key is made for it, and goes with it.
pub(super) fn make(act: &Act, day: Day) -> Result<Demonstration, Trouble> {
    let (folder, gone_at_the_end) = folder(&Demo { keep: None })?;
    let workspace = Workspace::at(&folder);
    let mut book = Book::open_or_new(workspace.clone())?;
    import(act, &mut book, &SAMPLE)?;
    import(act, &mut book, &MADE_UP)?;
    let contracts = forms_of(None, "contracts.toml", CONTRACTS.as_bytes())?;
    // No form of these names a document.
    let without = |name: &str| Err(Trouble::FormFile { place: name.to_owned(), what: "document".to_owned() });
    book.record_forms(&contracts, &without, None, now())?;
    let table = Document { name: "ministry.csv".to_owned(), bytes: LIST.as_bytes().to_vec() };
    let list = ListFile {
        authority: Authority::Ministry,
        act: "An example, not an act, No. 1".to_owned(),
        of: day,
        whole: true,
        table,
        document: None,
        address: None,
        columns: BTreeMap::new(),
        meant: BTreeMap::new(),
        retrieved: Some(retrieved()?),
    };
    book.import_list(&list, now())?;

    let keys = KeyFolder::at(folder.join("keys"));
    let name = parse_name(LOG)?;
    let mut secret = [0; 32];
    getrandom::fill(&mut secret)
        .map_err(|error| Trouble::Output(std::io::Error::other(error.to_string())))?;
    keys.make(&name, Signs::Notes, &secret)?;
    let mut log = OwnLog::create(&Place::of(&workspace), &keys, &name, None)?;
    let asked = Asked::default();
    let question = Question { act, asked: &asked, as_of: None, now: now() };
    question.record(&book, day, &keys.signer(&name)?, &mut log)?;
    Ok(Demonstration { workspace, keys, _gone_at_the_end: gone_at_the_end })
}

fn retrieved() -> Result<Timestamp, Trouble> {
    RETRIEVED.parse().map_err(|_| Trouble::Instant(RETRIEVED.to_owned()))
}

fn import(act: &Act, book: &mut Book, samples: &[Sample]) -> Result<(), Trouble> {
    let retrieved = retrieved()?;
    for sample in samples {
        let said = Said {
            through: None,
            asset: Some(sample.id.to_owned()),
            symbol: Some(sample.symbol.to_owned()),
            name: Some(sample.name.to_owned()),
            peg: None,
            peg_source: None,
            source: None,
            currency: None,
            retrieved: Some(retrieved),
            day: DayCut::Utc,
            partial_days: false,
            columns: None,
        };
        for (name, text) in sample.files {
            let name = Path::new(name).file_name().unwrap_or_default().to_string_lossy();
            book.import(act, &name, text.as_bytes(), &said, now())?;
        }
    }
    Ok(())
}
