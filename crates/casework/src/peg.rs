//! A peg on one line: `USD`, `100 KZT`, `0.5 USD + 0.5 EUR`.

use qazyq_exact::Amount;

use crate::Trouble;

/// Reads a peg: components joined by `+`, each a currency's code, perhaps with an amount before it.
///
/// Whether a code is a national currency's is a criterion's business, so gold (`XAU`) can be declared and fails.
///
/// # Errors
/// Where a component is no amount above zero and a code of capitals and digits.
pub fn parse_peg(text: &str) -> Result<Vec<(String, Amount)>, Trouble> {
    qazyq_registry::form::parse_peg(text).ok_or_else(|| Trouble::Peg(text.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let shown = parse_peg(text).ok().map(|peg| {
            peg.iter()
                .map(|(currency, amount)| format!("{amount} {currency}"))
                .collect::<Vec<_>>()
                .join(" + ")
        });
        assert_eq!(shown.as_deref(), expected, "{text}");
    }

    #[test]
    fn a_peg_is_codes_perhaps_with_amounts() {
        check("USD", Some("1 USD"));
        check("100 KZT", Some("100 KZT"));
        check("0.5 USD + 0.5 EUR", Some("0.5 USD + 0.5 EUR"));
        check(" 1  XAU ", Some("1 XAU"));
        for text in ["", "usd", "0 USD", "-1 USD", "USD +", "1 2 USD", "USD 1", "$", "1e2 KZT", "0,5 USD"] {
            check(text, None);
        }
    }
}
