//! The report as a page shows it.
//!
//! ```json
//! {"verification":{…},"title":"usdc, 2023-03-14: …","summary":{"outcome":"passed","text":"✓ …"},"found":"…","remarks":["…"],
//!  "limits":"…",
//!  "steps":[{"step":1,"check":"container","title":"…","outcome":"passed","word":"✓ passed","notes":["…"]},…],
//!  "chart":{"limit":{"draw":"1","text":"1 %","exact":"1/100"},"series":[{"source":"coinmarketcap",
//!   "days":[{"day":"2023-02-12","draw":"0.0213","text":"0.0213 %","exact":"213/1000000","above":false},…]}]}}
//! ```
//!
//! `verification` is what `qazyq verify --json` prints. A share is there as per cent to draw and to read, and exact; a day whose deviation
//! is not known has its day alone. Where the policy or the checkpoint cannot be read, `{"error":"…"}` says why in place of all that.

use qazyq_evidence::chart::chart;
use qazyq_evidence::policy::Policy;
use qazyq_evidence::verify::{Judge, Older, Report, verify};
use qazyq_exact::Ratio;
use qazyq_law::json::Value;
use qazyq_law::{Act, Case};
use qazyq_proof::checkpoint::{Checkpoint, CheckpointError};
use qazyq_proof::note::Note;
use qazyq_words::number::{percent, percent_to_draw};
use qazyq_words::{Language, Words, value, verification};

/// What a page hands over.
#[derive(Clone, Copy, Debug, Default)]
pub struct Inputs<'i> {
    /// The bundle.
    pub bundle: &'i [u8],
    /// Whom the reader believes; empty for nobody.
    pub policy: &'i [u8],
    /// An older checkpoint of the log; empty for none.
    pub checkpoint: &'i [u8],
    /// The language's code; English where it is none.
    pub language: &'i str,
    /// The present moment, in seconds since 1970-01-01.
    pub now: Option<i64>,
}

/// Verifies a bundle, and says what came of it.
#[must_use]
pub fn report(inputs: &Inputs<'_>) -> String {
    let language = Language::named(inputs.language).unwrap_or(Language::English);
    let words = Words::of_texts(language, language.verification());
    let refused = |what: String| Value::object([("error", Value::from(what))]).to_string();
    let policy = match inputs.policy {
        [] => Policy::default(),
        bytes => match Policy::parse(bytes) {
            Ok(policy) => policy,
            Err(error) => {
                let named = [("place", value(&error.place)), ("text", value(&error.what))];
                return refused(words.say("refused-policy", &named));
            }
        },
    };
    let older = match inputs.checkpoint {
        [] => None,
        bytes => match checkpoint_of(bytes) {
            Ok(checkpoint) => Some(Older { checkpoint, proof: None }),
            Err(what) => return refused(words.say("refused-checkpoint", &[("text", value(&what))])),
        },
    };
    let act = match Act::embedded() {
        Ok(act) => act,
        Err(refusal) => return refused(refusal.place),
    };
    let judge = Judge { act: &act, policy: &policy, now: inputs.now, older: older.as_ref() };
    let report = verify(inputs.bundle, &judge);
    let act = policy.act.as_ref().unwrap_or(&act);
    shown(&report, act, &words).to_string()
}

/// A note whose text is a checkpoint's, or what is wrong with it.
fn checkpoint_of(bytes: &[u8]) -> Result<Note, String> {
    let note = Note::parse(bytes).map_err(|error| error.to_string())?;
    let _: Checkpoint = note.text().parse().map_err(|error: CheckpointError| error.to_string())?;
    Ok(note)
}

fn shown(report: &Report, act: &Act, words: &Words) -> Value {
    let steps = (1u32..).zip(&report.steps).map(|(number, step)| {
        let notes = step.why.iter().map(|why| Value::from(verification::why(words, why)));
        Value::object([
            ("step", Value::from(number)),
            ("check", step.check.as_str().into()),
            ("title", words.plain(&format!("check-{}", step.check.as_str())).into()),
            ("outcome", step.came.as_str().into()),
            ("word", words.plain(&format!("came-{}", step.came.as_str())).into()),
            ("notes", Value::List(notes.collect())),
        ])
    });
    let mut entries = vec![
        ("verification", report.to_json()),
        ("title", verification::title(words, report).into()),
        (
            "summary",
            Value::object([
                ("outcome", report.came().as_str().into()),
                ("text", verification::summary(words, report).into()),
            ]),
        ),
        ("limits", words.plain("verify-limits").into()),
        ("steps", Value::List(steps.collect())),
    ];
    let conclusion = |outcome: &str| words.plain(&format!("conclusion-{outcome}"));
    if let (Some(found), Some((case, _))) =
        (verification::found(words, report, conclusion), report.found.as_ref())
    {
        entries.push(("found", found.into()));
        let remarks = verification::remarks(words, report).into_iter().map(Value::from);
        entries.push(("remarks", Value::List(remarks.collect())));
        if let Ok(case) = Case::of_json(act, case) {
            entries.push(("chart", chart_of(&case, words)));
        }
    }
    Value::object(entries)
}

fn chart_of(case: &Case<'_>, words: &Words) -> Value {
    let limit = &case.law.deviation_max;
    let share = |share: &Ratio| {
        [
            ("draw", Value::from(percent_to_draw(share))),
            ("text", percent(words, share, limit).into()),
            ("exact", share.to_string().into()),
        ]
    };
    let series = chart(case).into_iter().map(|charted| {
        let days = charted.days.iter().map(|(day, figure)| {
            let day = [("day", Value::from(day.to_string()))];
            let above = figure.iter().map(|figure| ("above", Value::Bool(figure > limit)));
            Value::object(day.into_iter().chain(figure.iter().flat_map(share)).chain(above))
        });
        Value::object([("source", Value::from(&charted.source)), ("days", Value::List(days.collect()))])
    });
    Value::object([("limit", Value::object(share(limit))), ("series", Value::List(series.collect()))])
}
