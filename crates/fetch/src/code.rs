//! Codes: what went wrong, as a short sentence in kebab case, for programs and locale files.

/// The arguments of a message.
pub(crate) type Args = Vec<(&'static str, String)>;

/// Codes of an enum's variants, each written once, and its plain `Display`: the code and its arguments.
macro_rules! codes {
    ($type:ident { $($variant:ident => $code:literal,)+ }) => {
        impl $type {
            /// Every code there is, in the order of the variants.
            pub const CODES: &'static [&'static str] = &[$($code),+];

            /// What it is, as a short sentence in kebab case.
            #[must_use]
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$variant { .. } => $code,)+
                }
            }
        }

        impl core::fmt::Display for $type {
            /// The code and its arguments, for logs; the words for people are the locales'.
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.code())?;
                self.args().iter().try_for_each(|(name, value)| write!(f, " {name}=`{value}`"))
            }
        }
    };
}
pub(crate) use codes;

/// What somebody else said, fit to be quoted in a message: at most 200 characters, none of them a control character.
pub(crate) fn excerpt(text: &str) -> String {
    const LENGTH_MAX: usize = 200;
    let mut characters = text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c });
    let mut excerpt: String = characters.by_ref().take(LENGTH_MAX).collect();
    if characters.next().is_some() {
        excerpt.push('…');
    }
    excerpt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kebab_case_and_each_stands_once() {
        let codes: Vec<_> = [crate::Fault::CODES, crate::BaseError::CODES].concat();
        let is_kebab = |code: &str| code.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        assert!(codes.iter().all(|code| is_kebab(code)), "{codes:?}");
        let mut sorted = codes.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(sorted.len(), codes.len(), "{codes:?}");
    }

    #[test]
    fn an_excerpt_is_short_and_has_no_control_characters() {
        assert_eq!(excerpt("a\x1b[31mb"), "a\u{fffd}[31mb");
        assert_eq!(excerpt(&"ұ".repeat(200)), "ұ".repeat(200));
        assert_eq!(excerpt(&"ұ".repeat(201)), format!("{}…", "ұ".repeat(200)));
    }
}
