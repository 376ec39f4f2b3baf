//! `qazyq readings`: what "average daily deviation" may mean, and which of it is counted.

use qazyq_law::json::Value;
use qazyq_law::reading::Choices;

use super::{Failure, Run};
use crate::exit::Exit;

pub(super) fn run(run: &mut Run<'_>) -> Result<Exit, Failure> {
    let act = run.act()?;
    let law = act.latest();
    if run.everywhere.json {
        let readings: Vec<Value> = law.counted.readings().map(|reading| Choices::to_json(&reading)).collect();
        for reading in readings {
            run.screen.raw_line(&reading.to_string())?;
        }
        return Ok(Exit::Done);
    }
    let count = law.counted.readings().count();
    let named = [("count", count.into()), ("law", law.name().into())];
    let (heading, intro) =
        (run.screen.words.plain("readings-heading"), run.screen.words.say("readings-intro", &named));
    run.screen.heading(&heading)?;
    run.screen.paragraph(&intro)?;
    for axis in &law.axes {
        let title = format!("--{}: {}", axis.id, run.screen.words.of_law(&axis.text));
        run.screen.line("")?;
        run.screen.heading(&title)?;
        for (index, (choice, words)) in axis.choices.iter().enumerate() {
            let default =
                if index == 0 { format!(" ({})", run.screen.words.plain("default")) } else { String::new() };
            let text = format!("{choice}{default} — {}", run.screen.words.of_law(words));
            run.screen.indented("  ", "    ", &text)?;
        }
    }
    let title = format!("--source: {}", run.screen.words.plain("readings-source"));
    let either = format!(
        "either ({}) — {}",
        run.screen.words.plain("default"),
        run.screen.words.plain("readings-either")
    );
    let named = format!("NAME — {}", run.screen.words.plain("readings-named"));
    run.screen.line("")?;
    run.screen.heading(&title)?;
    run.screen.indented("  ", "    ", &either)?;
    run.screen.indented("  ", "    ", &named)?;

    let heading = run.screen.words.plain("readings-not-counted");
    run.screen.line("")?;
    run.screen.heading(&heading)?;
    for (_, words) in &law.not_counted {
        let text = run.screen.words.of_law(words).to_owned();
        run.screen.indented("  ", "    ", &text)?;
    }
    Ok(Exit::Done)
}
