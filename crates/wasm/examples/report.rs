//! Prints what the module would answer, natively: `scripts/same` holds the two against each other.
//!
//! Reads lines `LANGUAGE tab NOW tab BUNDLE tab POLICY tab CHECKPOINT` from standard input: the moment in seconds since
//! 1970-01-01, and paths, of which the last two may be empty. Prints a report a line; `words` in the place of the bundle asks for
//! the page's own words.

use std::io::{self, BufRead as _, Write as _};

use qazyq_wasm::{Inputs, report, words};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let mut fields = line.split('\t');
        let mut field = || fields.next().unwrap_or_default();
        let (language, now, bundle) = (field(), field(), field());
        if bundle == "words" {
            writeln!(out, "{}", words(language))?;
            continue;
        }
        let bytes = |path: &str| if path.is_empty() { Ok(Vec::new()) } else { std::fs::read(path) };
        let (bundle, policy, checkpoint) = (bytes(bundle)?, bytes(field())?, bytes(field())?);
        let inputs = Inputs {
            bundle: &bundle,
            policy: &policy,
            checkpoint: &checkpoint,
            language,
            now: now.parse().ok(),
        };
        writeln!(out, "{}", report(&inputs))?;
    }
    Ok(())
}
