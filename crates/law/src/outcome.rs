//! Three outcomes and Kleene's strong conjunction.

/// What a criterion comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// The evidence shows that it is met.
    Met,
    /// The evidence shows that it is not met.
    NotMet,
    /// The evidence does not say.
    Undetermined,
}

/// What the five criteria come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conclusion {
    /// All are met.
    Qualifies,
    /// One at least is not met.
    DoesNotQualify,
    /// None is not met, and one at least is undetermined.
    Undetermined,
}

impl Outcome {
    /// The name in a verdict.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::Undetermined => "undetermined",
        }
    }

    /// Met against not met: what cannot both be right.
    #[must_use]
    pub fn is_opposite_of(self, other: Self) -> bool {
        matches!((self, other), (Self::Met, Self::NotMet) | (Self::NotMet, Self::Met))
    }

    /// All of them: not met if any is not, else undetermined if any is, else met.
    pub fn all(outcomes: impl IntoIterator<Item = Self>) -> Self {
        outcomes.into_iter().fold(Self::Met, |so_far, next| match (so_far, next) {
            (Self::NotMet, _) | (_, Self::NotMet) => Self::NotMet,
            (Self::Undetermined, _) | (_, Self::Undetermined) => Self::Undetermined,
            (Self::Met, Self::Met) => Self::Met,
        })
    }

    /// Any of them: met if any is, else undetermined if any is or there is none, else not met.
    pub fn any(outcomes: impl IntoIterator<Item = Self>) -> Self {
        let joined = outcomes.into_iter().fold(None, |so_far, next| {
            Some(match (so_far.unwrap_or(Self::NotMet), next) {
                (Self::Met, _) | (_, Self::Met) => Self::Met,
                (Self::Undetermined, _) | (_, Self::Undetermined) => Self::Undetermined,
                (Self::NotMet, Self::NotMet) => Self::NotMet,
            })
        });
        joined.unwrap_or(Self::Undetermined)
    }
}

impl Conclusion {
    /// All that a verdict can come to.
    pub const ALL: [Self; 3] = [Self::Qualifies, Self::DoesNotQualify, Self::Undetermined];

    /// The name in a verdict.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Qualifies => "qualifies",
            Self::DoesNotQualify => "does_not_qualify",
            Self::Undetermined => "undetermined",
        }
    }
}

impl From<Outcome> for Conclusion {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Met => Self::Qualifies,
            Outcome::NotMet => Self::DoesNotQualify,
            Outcome::Undetermined => Self::Undetermined,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Outcome::{self, Met, NotMet, Undetermined};

    #[test]
    fn kleene_over_every_pair() {
        let table = [
            (Met, Met, Met, Met),
            (Met, NotMet, NotMet, Met),
            (Met, Undetermined, Undetermined, Met),
            (NotMet, NotMet, NotMet, NotMet),
            (NotMet, Undetermined, NotMet, Undetermined),
            (Undetermined, Undetermined, Undetermined, Undetermined),
        ];
        for (a, b, all, any) in table {
            assert_eq!((Outcome::all([a, b]), Outcome::all([b, a])), (all, all));
            assert_eq!((Outcome::any([a, b]), Outcome::any([b, a])), (any, any));
        }
        assert_eq!((Outcome::all([]), Outcome::any([])), (Met, Undetermined));
    }

    #[test]
    fn only_met_and_not_met_are_opposites() {
        for (a, b) in [(Met, NotMet), (NotMet, Met)] {
            assert!(a.is_opposite_of(b));
        }
        for (a, b) in [
            (Met, Met),
            (NotMet, NotMet),
            (Met, Undetermined),
            (Undetermined, NotMet),
            (Undetermined, Undetermined),
        ] {
            assert!(!a.is_opposite_of(b) && !b.is_opposite_of(a));
        }
    }
}
