//! A request's parameters, refused in the words of the API's validation.

use super::{Plan, Refusal};
use crate::http::Request;
use crate::time::parse_iso;

/// Refuses a parameter that the endpoint does not have.
pub(super) fn only(request: &Request, allowed: &[&str]) -> Result<(), Refusal> {
    let unknown =
        request.query.iter().find(|(name, _)| name != "CMC_PRO_API_KEY" && !allowed.contains(&name.as_str()));
    match unknown {
        Some((name, _)) => Err(Refusal::bad(format!("\"{name}\" is not allowed"))),
        None => Ok(()),
    }
}

/// A whole number within bounds.
pub(super) fn whole(request: &Request, name: &str, min: i64, max: i64) -> Result<Option<i64>, Refusal> {
    let Some(text) = request.param(name) else { return Ok(None) };
    // Some clients write whole numbers as `10.0`.
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
    let number = number.ok_or_else(|| Refusal::bad(format!("\"{name}\" must be a number")))?;
    if number.fract() != 0.0 {
        return Err(Refusal::bad(format!("\"{name}\" must be an integer")));
    }
    let number = number as i64;
    if number < min {
        return Err(Refusal::bad(format!("\"{name}\" must be larger than or equal to {min}")));
    }
    if number > max {
        return Err(Refusal::bad(format!("\"{name}\" must be less than or equal to {max}")));
    }
    Ok(Some(number))
}

/// A number of any kind.
pub(super) fn number(request: &Request, name: &str) -> Result<Option<f64>, Refusal> {
    let Some(text) = request.param(name) else { return Ok(None) };
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
    number.map(Some).ok_or_else(|| Refusal::bad(format!("\"{name}\" must be a number")))
}

/// `true` or `false`.
pub(super) fn boolean(request: &Request, name: &str, default: bool) -> Result<bool, Refusal> {
    match request.param(name) {
        None => Ok(default),
        Some(text) if text.eq_ignore_ascii_case("true") => Ok(true),
        Some(text) if text.eq_ignore_ascii_case("false") => Ok(false),
        Some(_) => Err(Refusal::bad(format!("\"{name}\" must be a boolean"))),
    }
}

/// One of several words.
pub(super) fn word<'a>(
    request: &'a Request,
    name: &str,
    words: &[&str],
    default: &'a str,
) -> Result<&'a str, Refusal> {
    let text = request.param(name).unwrap_or(default);
    if words.contains(&text) {
        return Ok(text);
    }
    Err(Refusal::bad(format!("\"{name}\" must be one of [{}]", words.join(", "))))
}

/// Words between commas, each of the allowed ones.
pub(super) fn words(
    request: &Request,
    name: &str,
    allowed: &[&str],
    default: &str,
) -> Result<Vec<String>, Refusal> {
    let list = split(request.param(name).unwrap_or(default));
    match list.iter().find(|item| !allowed.contains(&item.as_str())) {
        Some(_) => Err(Refusal::bad(format!("\"{name}\" must be one of [{}]", allowed.join(", ")))),
        None => Ok(list),
    }
}

/// The parts between commas.
pub(super) fn split(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// An instant: ISO 8601 or Unix seconds.
pub(super) fn instant(request: &Request, name: &str) -> Result<Option<i64>, Refusal> {
    let Some(text) = request.param(name) else { return Ok(None) };
    let unix = || text.parse::<i64>().ok().filter(|_| text.len() >= 9).map(|seconds| seconds * 1000);
    let ms = unix().or_else(|| parse_iso(text));
    ms.map(Some).ok_or_else(|| {
        Refusal::bad(format!("\"{name}\" must be a valid ISO 8601 timestamp or unix time value"))
    })
}

/// How assets are named in a request.
pub(super) enum Named {
    Ids(Vec<String>),
    Slugs(Vec<String>),
    Symbols(Vec<String>),
}

/// The assets asked for, by the one parameter that names them.
pub(super) fn named(request: &Request, by_slug: bool) -> Result<Named, Refusal> {
    let given =
        ["id", "slug", "symbol"].map(|name| request.param(name).map(split).filter(|list| !list.is_empty()));
    let [ids, slugs, symbols] = given;
    if let Some(ids) = ids {
        if ids.iter().any(|id| id.is_empty() || !id.bytes().all(|b| b.is_ascii_digit())) {
            return Err(Refusal::bad(
                "\"id\" should only include comma-separated numeric CoinMarketCap cryptocurrency id's",
            ));
        }
        return Ok(Named::Ids(ids));
    }
    if let Some(slugs) = slugs {
        if slugs.iter().any(|slug| slug.chars().any(|c| c.is_ascii_uppercase())) {
            return Err(Refusal::bad("\"slug\" must only contain lowercase characters"));
        }
        return Ok(Named::Slugs(slugs));
    }
    if let Some(symbols) = symbols {
        return Ok(Named::Symbols(symbols));
    }
    let names = if by_slug { "id, symbol, slug" } else { "id, symbol" };
    Err(Refusal::bad(format!("\"value\" must contain at least one of [{names}]")))
}

/// The currencies to convert to: symbols or ids, at most so many.
pub(super) fn convert(request: &Request, plan: Plan, max: usize) -> Result<(Vec<String>, bool), Refusal> {
    let (list, by_id) = match (request.param("convert"), request.param("convert_id")) {
        (Some(_), Some(_)) => {
            return Err(Refusal::bad(
                "\"value\" contains a conflict between exclusive peers [convert, convert_id]",
            ));
        }
        (Some(text), None) => (split(text), false),
        (None, Some(text)) => (split(text), true),
        (None, None) => (vec!["USD".to_owned()], false),
    };
    let max = if plan == Plan::Basic { 1 } else { max };
    if list.len() > max {
        return Err(Refusal::bad(format!("Your plan is limited to {max} convert options")));
    }
    Ok((list, by_id))
}
