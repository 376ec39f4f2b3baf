//! The gate: whether an exchange should admit an asset, refuse it or have a person look, by the order's criteria alone.
//!
//! The answer is made with the register and given from memory. It is a recommendation by one rule that is told with it; what an
//! exchange may trade is for other lists and other laws, and the answer says so.
//!
//! | answer | when |
//! | --- | --- |
//! | `refuse` | the asset does not qualify on evidence that reaches the day |
//! | `review` | the verdict is undetermined; the figures are stale; a list has it suspended; something is made up |
//! | `admit` | all five criteria are met, on figures that are fresh |
//!
//! Fail-safe: whatever goes wrong, the answer is never `admit`. Stale figures come to `review` whatever they said.

use qazyq_casework::sheet::{Authority, Sheet, Spell};
use qazyq_exact::Day;
use qazyq_law::Conclusion;

/// What an exchange is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing of the order's stands against it.
    Admit,
    /// It does not meet the order's criteria.
    Refuse,
    /// A person should look.
    Review,
}

impl Answer {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Admit, Self::Refuse, Self::Review];

    /// As the API has it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Admit => "admit",
            Self::Refuse => "refuse",
            Self::Review => "review",
        }
    }
}

/// Why. The first that decides stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// Something about the asset is made up for a demonstration.
    MadeUp,
    /// The last price is older than the rule allows.
    FiguresAreStale,
    /// A criterion is not met.
    DoesNotQualify,
    /// Evidence is missing.
    Undetermined,
    /// All five criteria are met.
    Qualifies,
    /// An authority has it on its list and says that it does not count now.
    Suspended,
    /// Another counted reading of the order comes to the opposite. It decides nothing; whoever admits should know it.
    ReadingsDisagree,
    /// The day lies before the order's entry into force. It decides nothing.
    BeforeEntryIntoForce,
}

impl Ground {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::MadeUp,
        Self::FiguresAreStale,
        Self::DoesNotQualify,
        Self::Undetermined,
        Self::Qualifies,
        Self::Suspended,
        Self::ReadingsDisagree,
        Self::BeforeEntryIntoForce,
    ];

    /// A short sentence: as the API has it, and behind `gate-` the name of its message.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::MadeUp => "made_up",
            Self::FiguresAreStale => "figures_are_stale",
            Self::DoesNotQualify => "does_not_qualify",
            Self::Undetermined => "undetermined",
            Self::Qualifies => "qualifies",
            Self::Suspended => "suspended",
            Self::ReadingsDisagree => "readings_disagree",
            Self::BeforeEntryIntoForce => "before_entry_into_force",
        }
    }
}

/// What the gate asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// How many days the last price may lie before the day that is asked about. One is yesterday's, the last that is over.
    pub price_days_max: i32,
}

impl Default for Rule {
    fn default() -> Self {
        Self { price_days_max: 1 }
    }
}

/// What the gate says of an asset on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission {
    /// The answer.
    pub answer: Answer,
    /// Why, in the order in which it counts.
    pub grounds: Vec<Ground>,
    /// The last day of which there is a price.
    pub figures_until: Option<Day>,
    /// The figures are older than the rule allows.
    pub is_stale: bool,
}

impl Admission {
    /// The same where the day that it was made for is over: whoever asks about now is not answered about then. A register that nobody
    /// could make anew, because a source or the program failed, so never admits what it admitted yesterday.
    #[must_use]
    pub fn asked_on(&self, today: Day, rule: &Rule) -> Self {
        let is_stale = self.figures_until.is_none_or(|until| today.since(until) > rule.price_days_max);
        let mut asked = self.clone();
        if is_stale && !self.is_stale {
            asked.is_stale = true;
            asked.answer = Answer::Review;
            asked.grounds.push(Ground::FiguresAreStale);
            asked.grounds.sort_unstable();
        }
        asked
    }
}

/// What the gate says of a sheet, by how the asset stands on each list.
#[must_use]
pub fn admit(sheet: &Sheet, lists: &[(Authority, Option<&Spell>)], rule: &Rule) -> Admission {
    let figures_until = sheet.last_day();
    let is_stale = figures_until.is_none_or(|until| sheet.day.since(until) > rule.price_days_max);
    let verdict = &sheet.verdict;
    let is_suspended =
        lists.iter().any(|(_, spell)| spell.is_some_and(|spell| spell.is_suspended_on(sheet.day)));
    let (answer, came_to) = match verdict.conclusion {
        Conclusion::Qualifies => (Answer::Admit, Ground::Qualifies),
        Conclusion::DoesNotQualify => (Answer::Refuse, Ground::DoesNotQualify),
        Conclusion::Undetermined => (Answer::Review, Ground::Undetermined),
    };
    let mut grounds = vec![came_to];
    let mut add = |is_so: bool, ground| grounds.extend(is_so.then_some(ground));
    add(verdict.demonstration, Ground::MadeUp);
    add(is_stale, Ground::FiguresAreStale);
    add(is_suspended, Ground::Suspended);
    add(!verdict.stability.dissenting.is_empty(), Ground::ReadingsDisagree);
    add(verdict.before_entry_into_force, Ground::BeforeEntryIntoForce);
    grounds.sort_unstable();
    // A criterion that is known not to be met stays so on old figures too; but an old answer is never the last word.
    let must_be_seen = verdict.demonstration || is_stale || is_suspended;
    let answer = if must_be_seen { Answer::Review } else { answer };
    Admission { answer, grounds, figures_until, is_stale }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_yesterday_is_no_answer_for_today() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        let admitted = Admission {
            answer: Answer::Admit,
            grounds: vec![Ground::Qualifies],
            figures_until: Some(day("2026-11-29")),
            is_stale: false,
        };
        let rule = Rule::default();
        assert_eq!(admitted.asked_on(day("2026-11-30"), &rule), admitted);
        let later = admitted.asked_on(day("2026-12-01"), &rule);
        assert_eq!((later.answer, later.is_stale), (Answer::Review, true));
        assert_eq!(later.grounds, [Ground::FiguresAreStale, Ground::Qualifies]);
        // What was stale already is told once.
        assert_eq!(later.asked_on(day("2026-12-02"), &rule), later);
        let without = Admission { figures_until: None, ..admitted };
        assert_eq!(without.asked_on(day("2026-11-30"), &rule).answer, Answer::Review);
    }
}
