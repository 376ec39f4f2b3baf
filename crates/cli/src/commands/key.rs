//! `qazyq key new | list`: keys that sign. A secret is written to its file and shown nowhere.

use etcetera::BaseStrategy as _;
use qazyq_casework::Trouble;
use qazyq_casework::keys::{KeyFolder, KeyTrouble, Listed, Made, parse_name};
use qazyq_proof::key::Signs;
use serde_json::json;

use super::registry::tell_json;
use super::{Failure, Run};
use crate::args::{KeyNew, KeysAt, OfKey};
use crate::exit::Exit;
use crate::words::legible;
use qazyq_troubles as troubles;

pub(super) fn run(run: &mut Run<'_>, what: &OfKey) -> Result<Exit, Failure> {
    match what {
        OfKey::New(args) => new(run, args),
        OfKey::List(args) => list(run, args),
    }
}

impl KeysAt {
    /// The folder that was named, by the command line or by `QAZYQ_KEYS`, or the user's own. Never one of a workspace: whoever
    /// copies that copies no secret.
    pub(super) fn folder(&self) -> Result<KeyFolder, Failure> {
        let named = self.keys.clone().or_else(|| {
            std::env::var_os("QAZYQ_KEYS").filter(|path| !path.is_empty()).map(std::path::PathBuf::from)
        });
        let own = || etcetera::choose_base_strategy().map(|base| base.config_dir().join("qazyq/keys"));
        let folder = named.map_or_else(own, Ok).map_err(|_| Trouble::Key(KeyTrouble::NoFolder))?;
        Ok(KeyFolder::at(folder))
    }
}

fn new(run: &mut Run<'_>, args: &KeyNew) -> Result<Exit, Failure> {
    let name = parse_name(&args.name).map_err(|trouble| run.usage(&trouble))?;
    let signs = if args.cosignatures { Signs::Cosignatures } else { Signs::Notes };
    let mut secret = [0; 32];
    getrandom::fill(&mut secret)
        .map_err(|error| Trouble::Output(std::io::Error::other(error.to_string())))?;
    let Made { public, secret_file, public_file } = args.at.folder()?.make(&name, signs, &secret)?;
    if run.everywhere.json {
        let told = json!({
            "name": public.name().as_str(), "key": public.to_string(), "signs": signs_json(signs),
            "secret_file": secret_file.display().to_string(), "public_file": public_file.display().to_string(),
        });
        tell_json(run, &told)?;
        return Ok(Exit::Done);
    }
    let named =
        [("name", public.name().to_string().into()), ("path", secret_file.display().to_string().into())];
    let id = match signs {
        Signs::Notes => "key-made",
        Signs::Cosignatures => "key-made-of-witness",
    };
    let text = run.screen.words.say(id, &named);
    run.screen.note(&text)?;
    run.screen.raw_line(&public.to_string())?;
    Ok(Exit::Done)
}

fn signs_json(signs: Signs) -> &'static str {
    match signs {
        Signs::Notes => "notes",
        Signs::Cosignatures => "cosignatures",
    }
}

fn list(run: &mut Run<'_>, args: &KeysAt) -> Result<Exit, Failure> {
    let folder = args.folder()?;
    let keys = folder.list()?;
    if run.everywhere.json {
        for Listed { name, has_secret, key } in keys {
            let told = match key {
                Ok(key) => json!({
                    "name": name, "key": key.to_string(), "signs": signs_json(key.signs()), "secret": has_secret,
                }),
                Err(trouble) => json!({ "name": name, "secret": has_secret, "error": trouble.code() }),
            };
            tell_json(run, &told)?;
        }
        return Ok(Exit::Done);
    }
    if keys.is_empty() {
        let named = [("path", folder.path().display().to_string().into())];
        run.say("keys-none", &named)?;
    }
    for Listed { name, has_secret, key } in keys {
        let words = &run.screen.words;
        let (text, below) = match key {
            Ok(key) => {
                let id = match (has_secret, key.signs()) {
                    (true, Signs::Notes) => "key-signs-notes",
                    (true, Signs::Cosignatures) => "key-is-of-witness",
                    (false, _) => "key-is-another-s",
                };
                (words.say(id, &[("name", name.into())]), key.to_string())
            }
            Err(trouble) => {
                let said = troubles::said(words, &trouble.into());
                (words.say("key-is-unusable", &[("name", name.into())]), said.text)
            }
        };
        run.screen.paragraph(&text)?;
        run.screen.indented("  ", "  ", &legible(&below))?;
    }
    Ok(Exit::Done)
}
