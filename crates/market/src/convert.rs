//! A series in a token, turned into currency by the token's own price of the day.
//!
//! ```text
//! USDC in USDT   2023-03-11   close 0.9702   vwap 0.9558
//! USDT in USD    2023-03-11   close 1.0053   vwap –
//! USDC in USD    2023-03-11   close 0.97534206, nothing else
//! ```
//!
//! The close is multiplied by the close and the volume-weighted mean by the volume-weighted mean. A token's highest
//! price was not paid at the instant of the asset's highest, so no other price can be converted. A day on which one of
//! the two is missing, or is not positive, is missing: it is never carried on and never taken as 1.

use qazyq_exact::{Amount, Ratio};

use crate::bar::Bar;
use crate::days::{carried, rounded};

/// The bar in the currency of `by`; none where no price can be converted. Both are of one day.
///
/// A product that has more than the 40 decimals of an amount is rounded half to even there.
#[must_use]
pub fn convert(bar: &Bar, by: &Bar) -> Option<Bar> {
    let close = product(bar.close.as_ref(), by.close.as_ref());
    let vwap = product(bar.vwap.as_ref(), by.vwap.as_ref());
    if close.is_none() && vwap.is_none() {
        return None;
    }
    Some(Bar {
        day: bar.day,
        open: None,
        high: None,
        low: None,
        close,
        vwap,
        volume: None,
        market_cap: None,
        coverage: bar.coverage,
    })
}

fn product(price: Option<&Amount>, by: Option<&Amount>) -> Option<Amount> {
    let positive = |price: Option<&Amount>| -> Option<Ratio> {
        price.filter(|price| price.is_positive()).map(Amount::to_ratio)
    };
    carried(rounded(&positive(price)?.times(&positive(by)?))).filter(Amount::is_positive)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(close: Option<&str>, vwap: Option<&str>) -> Bar {
        let amount = |text: Option<&str>| text.map(|text| text.parse().unwrap());
        Bar {
            day: "2023-03-11".parse().unwrap(),
            open: amount(close),
            high: amount(close),
            low: amount(close),
            close: amount(close),
            vwap: amount(vwap),
            volume: amount(Some("1")),
            market_cap: amount(Some("1")),
            coverage: None,
        }
    }

    /// Close and vwap of what comes out; none where nothing does.
    fn check(
        a: (Option<&str>, Option<&str>),
        b: (Option<&str>, Option<&str>),
        expected: Option<(&str, &str)>,
    ) {
        let got = convert(&bar(a.0, a.1), &bar(b.0, b.1));
        let shown = |amount: &Option<Amount>| amount.as_ref().map_or("-".to_owned(), ToString::to_string);
        let shown = got.as_ref().map(|bar| (shown(&bar.close), shown(&bar.vwap)));
        assert_eq!(shown, expected.map(|(close, vwap)| (close.to_owned(), vwap.to_owned())));
        if let Some(got) = got {
            assert!(got.open.is_none() && got.high.is_none() && got.low.is_none());
            assert!(got.volume.is_none() && got.market_cap.is_none());
        }
    }

    #[test]
    fn a_price_is_converted_by_its_like_alone() {
        check((Some("0.9702"), Some("0.9558")), (Some("1.0053"), None), Some(("0.97534206", "-")));
        check((Some("0.9702"), Some("0.5")), (Some("1"), Some("1.02")), Some(("0.9702", "0.51")));
        check((Some("0.9702"), None), (None, Some("1.02")), None);
        check((None, Some("0.5")), (Some("1"), Some("1.02")), Some(("-", "0.51")));
    }

    #[test]
    fn a_price_that_is_not_positive_converts_nothing() {
        check((Some("0.9702"), None), (Some("0"), None), None);
        check((Some("0"), None), (Some("1"), None), None);
        check((Some("-1"), None), (Some("-1"), None), None);
    }

    #[test]
    fn a_long_product_is_rounded_at_forty_decimals() {
        let third = format!("0.{}", "3".repeat(40));
        let ninth = format!("0.{}", "1".repeat(40));
        check((Some(&third), None), (Some(&third), None), Some((&ninth, "-")));
        let least = format!("0.{}1", "0".repeat(39));
        check((Some(&least), None), (Some("0.1"), None), None);
    }
}
