//! What the key may still ask.
//!
//! ```text
//! {"data": {"plan": {"credit_limit_monthly": 10000, "credit_limit_monthly_reset_timestamp": "2023-09-01T…",
//!                    "rate_limit_minute": 30},
//!           "usage": {"current_minute": {"requests_made": 0, "requests_left": 30},
//!                     "current_day": {"credits_used": 7},
//!                     "current_month": {"credits_used": 10, "credits_left": 9990}}}}
//! ```
//!
//! Which of these stand there depends on the plan; a limit that does not is not known, and not that there is none.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::frame::{self, misshapen, object, whole};
use crate::feed::AnswerError;

/// The name in receipts.
pub const NAME: &str = "coinmarketcap-key-info";

/// What the key may still ask.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyInfo {
    /// Calls in a minute of UTC.
    pub rate_limit_minute: Option<u64>,
    /// Calls left in this minute.
    pub requests_left: Option<u64>,
    /// The credits of a day.
    pub day: Credits,
    /// The credits of a month.
    pub month: Credits,
}

/// The credits of a time.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Credits {
    /// How many there are.
    pub limit: Option<u64>,
    /// How many were used.
    pub used: Option<u64>,
    /// How many are left.
    pub left: Option<u64>,
    /// When they are given anew, as it stands there.
    pub reset: Option<String>,
}

/// The path.
#[must_use]
pub fn path() -> String {
    "/v1/key/info".to_owned()
}

/// The credits of a call.
#[must_use]
pub fn credits() -> u64 {
    0
}

/// Reads an answer.
///
/// # Errors
/// Where it is none, or something stands there that is no number of calls or credits.
pub fn parse(bytes: &[u8]) -> Result<KeyInfo, AnswerError> {
    #[derive(Deserialize)]
    struct Data<'a> {
        #[serde(borrow)]
        plan: Option<&'a RawValue>,
        #[serde(borrow)]
        usage: Option<&'a RawValue>,
    }
    #[derive(Default, Deserialize)]
    struct Plan<'a> {
        #[serde(borrow)]
        rate_limit_minute: Option<&'a RawValue>,
        #[serde(borrow)]
        credit_limit_daily: Option<&'a RawValue>,
        #[serde(borrow)]
        credit_limit_daily_reset_timestamp: Option<&'a RawValue>,
        #[serde(borrow)]
        credit_limit_monthly: Option<&'a RawValue>,
        #[serde(borrow)]
        credit_limit_monthly_reset_timestamp: Option<&'a RawValue>,
    }
    #[derive(Default, Deserialize)]
    struct Usage<'a> {
        #[serde(borrow)]
        current_minute: Option<&'a RawValue>,
        #[serde(borrow)]
        current_day: Option<&'a RawValue>,
        #[serde(borrow)]
        current_month: Option<&'a RawValue>,
    }

    let data: Data<'_> = object(frame::open(bytes)?.data, "data")?;
    if data.plan.is_none() && data.usage.is_none() {
        // Of another endpoint, perhaps: that nothing is known of the key would be no answer.
        return Err(misshapen("data", "a plan or its usage"));
    }
    let plan: Plan<'_> = data.plan.map(|raw| object(raw, "data.plan")).transpose()?.unwrap_or_default();
    let usage: Usage<'_> = data.usage.map(|raw| object(raw, "data.usage")).transpose()?.unwrap_or_default();
    let minute = used(usage.current_minute)?;
    let credits = |raw, limit, reset| {
        let used = used(raw)?;
        Ok::<_, AnswerError>(Credits {
            limit: whole(limit, "data.plan")?,
            used: whole(used.credits_used, "data.usage")?,
            left: whole(used.credits_left, "data.usage")?,
            reset: frame::text(reset, "data.plan")?,
        })
    };
    Ok(KeyInfo {
        rate_limit_minute: whole(plan.rate_limit_minute, "data.plan.rate_limit_minute")?,
        requests_left: whole(minute.requests_left, "data.usage.current_minute.requests_left")?,
        day: credits(usage.current_day, plan.credit_limit_daily, plan.credit_limit_daily_reset_timestamp)?,
        month: credits(
            usage.current_month,
            plan.credit_limit_monthly,
            plan.credit_limit_monthly_reset_timestamp,
        )?,
    })
}

#[derive(Default, Deserialize)]
struct Used<'a> {
    #[serde(borrow)]
    requests_left: Option<&'a RawValue>,
    #[serde(borrow)]
    credits_used: Option<&'a RawValue>,
    #[serde(borrow)]
    credits_left: Option<&'a RawValue>,
}

/// What was used in a time.
fn used(raw: Option<&RawValue>) -> Result<Used<'_>, AnswerError> {
    raw.map_or_else(|| Ok(Used::default()), |raw| object(raw, "data.usage"))
}
