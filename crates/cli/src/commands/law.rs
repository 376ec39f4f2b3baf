//! `qazyq law`: the order, its versions, what is known of each statement and what nobody has verified.

use qazyq_law::act;

use super::{Failure, Run};
use crate::exit::Exit;

pub(super) fn run(run: &mut Run<'_>) -> Result<Exit, Failure> {
    let act = run.act()?;
    if run.everywhere.json {
        run.screen.raw_line(&act::to_json(&act).to_string())?;
        return Ok(Exit::Done);
    }
    let screen = &mut *run.screen;
    let title = screen.words.of_law(&act.title).to_owned();
    screen.paragraph(&title)?;
    for law in act.versions() {
        let until = law.in_force_until.map_or_else(|| "none".to_owned(), |day| day.to_string());
        let named = [
            ("name", law.name().into()),
            ("from", law.in_force_from.to_string().into()),
            ("until", until.into()),
        ];
        let heading = screen.words.say("law-version", &named);
        screen.line("")?;
        screen.heading(&heading)?;
        screen.indented("  ", "  ", &format!("SHA-256 {}", law.sha256))?;
        for paragraph in &law.paragraphs {
            let status = screen.words.plain(&format!("status-{}", paragraph.status.as_str()));
            let rule = screen.words.plain(&format!("rule-{}", paragraph.rule));
            let text =
                format!("{} · {rule} [{status}] — {}", paragraph.id, screen.words.of_law(&paragraph.text));
            screen.indented("  ", "    ", &text)?;
            for source in &paragraph.sources {
                screen.line(&format!("      {source}"))?;
            }
        }
        let heading = screen.words.plain("law-parameters");
        screen.line("")?;
        screen.heading(&heading)?;
        for parameter in &law.parameters {
            let status = screen.words.plain(&format!("status-{}", parameter.status.as_str()));
            let named = [
                ("name", parameter.name.into()),
                ("value", parameter.value.clone().into()),
                ("paragraph", parameter.paragraph.clone().into()),
                ("status", status.into()),
                ("text", screen.words.of_law(&parameter.text).to_owned().into()),
            ];
            let text = screen.words.say("law-parameter", &named);
            screen.indented("  ", "    ", &text)?;
        }
    }
    let heading = screen.words.plain("law-unverified");
    screen.line("")?;
    screen.heading(&heading)?;
    for (_, words) in &act.unverified {
        let text = screen.words.of_law(words).to_owned();
        screen.indented("  – ", "    ", &text)?;
    }
    let heading = screen.words.plain("law-sources");
    screen.line("")?;
    screen.heading(&heading)?;
    for page in &act.sources {
        let named = [("language", page.language.clone().into()), ("date", page.read_on.to_string().into())];
        let read = screen.words.say("law-source", &named);
        screen.line(&format!("  {} ({read})", page.url))?;
    }
    Ok(Exit::Done)
}
