//! `qazyq facts --template ASSET`: a form for the facts that are missing.

use jiff::tz::TimeZone;
use qazyq_casework::assess::{Asked, Question};
use qazyq_casework::template;
use qazyq_law::json::Value;
use qazyq_law::{Outcome, Reason};

use super::{Failure, Run, now};
use crate::args::Facts;
use crate::exit::Exit;

pub(super) fn run(run: &mut Run<'_>, args: &Facts) -> Result<Exit, Failure> {
    let act = run.act()?;
    let today = now().to_zoned(TimeZone::UTC).date().to_string();
    let date = run.day(args.on.as_deref().unwrap_or(&today))?;
    let asked = Asked::default();
    let question = Question { act: &act, asked: &asked, as_of: None, now: now() };
    let dossier = question.dossier(&run.book()?, &args.template)?;
    let verdict = question.assess(&dossier, date)?;
    if run.everywhere.json {
        let missing = verdict.reasons().filter(|reason| reason.outcome() == Outcome::Undetermined);
        let form = Value::object([
            ("asset", Value::from(args.template.as_str())),
            ("date", date.to_string().into()),
            ("missing", Value::List(missing.map(Reason::to_json).collect())),
        ]);
        run.screen.raw_line(&form.to_string())?;
        return Ok(Exit::Done);
    }
    let blanks = template::blanks(act.on(date), &verdict, dossier.peg_text().as_deref());

    let words = &run.screen.words;
    let named = [("asset", args.template.clone().into()), ("date", date.to_string().into())];
    let mut form = comment(&words.say("form-head", &named));
    form.push_str(&format!("asset = \"{}\"\n", args.template));
    if blanks.is_empty() {
        form.push('\n');
        form.push_str(&comment(&words.say("form-nothing-missing", &named)));
    }
    let mut last = "";
    for blank in &blanks {
        form.push('\n');
        if blank.kind != last {
            form.push_str(&comment(&words.plain(&format!("form-{}", blank.kind))));
            last = blank.kind;
        }
        for line in &blank.lines {
            form.push_str(&format!("#{line}\n"));
        }
    }
    run.screen.line(form.trim_end())?;
    Ok(Exit::Done)
}

/// Prose of a form: `# ` before every line, so that one `#` less makes no line of TOML of it.
fn comment(text: &str) -> String {
    textwrap::wrap(text, 96).iter().map(|line| format!("# {line}\n")).collect()
}
