//! Waits between two attempts: those that a source asks for, and our own.

use std::time::{Duration, SystemTime};

use crate::policy::Policy;

/// The longest wait after that attempt (the first is 1): doubled each time, up to the policy's bound.
pub(crate) fn bound(policy: &Policy, attempt: u32) -> Duration {
    let doublings = attempt.saturating_sub(1);
    let factor = 1_u32.checked_shl(doublings).unwrap_or(u32::MAX);
    policy.backoff_first.saturating_mul(factor).min(policy.backoff_max)
}

/// A wait between nothing and the bound, every one as likely as another ("full jitter"): clients that failed together
/// do not come back together.
pub(crate) fn wait(policy: &Policy, attempt: u32, dice: &mut fastrand::Rng) -> Duration {
    let nanos = u64::try_from(bound(policy, attempt).as_nanos()).unwrap_or(u64::MAX);
    Duration::from_nanos(dice.u64(..=nanos))
}

/// How long a source asks to be left alone (RFC 9110, section 10.2.3).
///
/// ```text
/// Retry-After: 120
/// Retry-After: Fri, 31 Dec 1999 23:59:59 GMT
/// ```
///
/// Absent if it asks for nothing: no wait at all, a date that has passed, or what is neither. A number of seconds
/// too large to count is the longest time there is.
pub(crate) fn retry_after(value: &str, now: SystemTime) -> Option<Duration> {
    let value = value.trim();
    let wait = if !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit()) {
        value.parse().map_or(Duration::MAX, Duration::from_secs)
    } else {
        httpdate::parse_http_date(value).ok()?.duration_since(now).ok()?
    };
    (!wait.is_zero()).then_some(wait)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(first_ms: u64, max_ms: u64) -> Policy {
        Policy {
            backoff_first: Duration::from_millis(first_ms),
            backoff_max: Duration::from_millis(max_ms),
            ..Policy::default()
        }
    }

    #[test]
    fn the_bound_doubles_up_to_its_maximum() {
        let policy = policy(100, 1000);
        let bounds: Vec<_> = (0..=6).map(|attempt| bound(&policy, attempt).as_millis()).collect();
        assert_eq!(bounds, [100, 100, 200, 400, 800, 1000, 1000]);
        assert_eq!(bound(&policy, u32::MAX).as_millis(), 1000);
    }

    #[test]
    fn the_bound_does_not_overflow() {
        let policy = Policy { backoff_first: Duration::MAX, backoff_max: Duration::MAX, ..Policy::default() };
        assert_eq!(bound(&policy, 40), Duration::MAX);
        wait(&policy, 40, &mut fastrand::Rng::with_seed(1));
    }

    #[test]
    fn waits_fill_the_whole_space_below_the_bound() {
        let policy = policy(1000, 1000);
        let mut dice = fastrand::Rng::with_seed(7);
        let waits: Vec<_> = (0..1000).map(|_| wait(&policy, 1, &mut dice)).collect();
        assert!(waits.iter().all(|w| *w <= Duration::from_secs(1)));
        assert!(waits.iter().any(|w| *w < Duration::from_millis(100)));
        assert!(waits.iter().any(|w| *w > Duration::from_millis(900)));
    }

    #[test]
    fn no_bound_no_wait() {
        assert_eq!(wait(&policy(0, 0), 3, &mut fastrand::Rng::with_seed(1)), Duration::ZERO);
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        // 1999-12-31 23:59:49, ten seconds before the date of the RFC's example.
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(946_684_789);
        let seconds = |s| Some(Duration::from_secs(s));
        for (value, expected) in [
            ("120", seconds(120)),
            (" 5 ", seconds(5)),
            ("0", None),
            ("007", seconds(7)),
            ("99999999999999999999999", Some(Duration::MAX)),
            ("18446744073709551615", seconds(u64::MAX)),
            ("Fri, 31 Dec 1999 23:59:59 GMT", seconds(10)),
            ("Friday, 31-Dec-99 23:59:59 GMT", seconds(10)),
            ("Fri Dec 31 23:59:59 1999", seconds(10)),
            ("Fri, 31 Dec 1999 23:59:49 GMT", None),
            ("Fri, 31 Dec 1999 23:59:48 GMT", None),
            ("", None),
            ("-5", None),
            ("+5", None),
            ("1.5", None),
            ("soon", None),
            ("٥", None),
            ("Fri, 31 Dec 1999", None),
        ] {
            assert_eq!(retry_after(value, now), expected, "{value}");
        }
    }
}
