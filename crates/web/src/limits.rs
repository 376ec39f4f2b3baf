//! How much one address may ask, and how much whoever holds a token.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;

use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

/// Who asks too much.
pub struct Limits {
    by_address: Option<DefaultKeyedRateLimiter<IpAddr>>,
    by_token: Option<DefaultKeyedRateLimiter<String>>,
    /// Requests a second of an address.
    rate: Option<NonZeroU32>,
    clock: DefaultClock,
}

impl Limits {
    /// So many requests a second of each address, ten times as many of each token, and five times either at once. None limits
    /// nobody.
    #[must_use]
    pub fn new(requests_per_second: Option<NonZeroU32>) -> Self {
        let quota = |rate: NonZeroU32| Quota::per_second(rate).allow_burst(rate.saturating_mul(FIVE));
        let by_address = requests_per_second.map(|rate| RateLimiter::keyed(quota(rate)));
        let of_token = |rate: NonZeroU32| quota(rate.saturating_mul(TEN));
        let by_token = requests_per_second.map(|rate| RateLimiter::keyed(of_token(rate)));
        Self { by_address, by_token, rate: requests_per_second, clock: DefaultClock::default() }
    }

    /// Whether the holder of a token may ask now, by its public half, whatever address it comes from; else after how many seconds.
    ///
    /// # Errors
    /// Where he may not.
    pub fn allows_token(&self, token: &str) -> Result<(), u64> {
        let Some(limiter) = &self.by_token else { return Ok(()) };
        let token = token.to_owned();
        limiter
            .check_key(&token)
            .map_err(|not_until| not_until.wait_time_from(self.clock.now()).as_secs().saturating_add(1))
    }

    /// Whether that address may ask now; else after how many seconds. Whoever tries a password asks for what takes long, and counts for a second's
    /// requests: so one a second, and five at once.
    ///
    /// # Errors
    /// Where it may not.
    pub fn allows(&self, address: IpAddr, is_password: bool) -> Result<(), u64> {
        let (Some(limiter), Some(rate)) = (&self.by_address, self.rate) else { return Ok(()) };
        let cost = if is_password { rate } else { NonZeroU32::MIN };
        // What five such cost may be had at once, so one may.
        let allowed = limiter.check_key_n(&household(address), cost).unwrap_or(Ok(()));
        allowed.map_err(|not_until| not_until.wait_time_from(self.clock.now()).as_secs().saturating_add(1))
    }

    /// Forgets whoever has not asked for a while.
    pub fn sweep(&self) {
        if let Some(limiter) = &self.by_address {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        if let Some(limiter) = &self.by_token {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
    }
}

const TEN: NonZeroU32 = NonZeroU32::MIN.saturating_add(9);
const FIVE: NonZeroU32 = NonZeroU32::MIN.saturating_add(4);

/// Whoever has an address of IPv6 has all 2^64 of its network.
fn household(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(v6) => match v6.to_ipv4_mapped() {
            Some(v4) => IpAddr::V4(v4),
            None => IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() >> 64 << 64)),
        },
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_of_ipv6_is_one_who_asks() {
        let check = |address: &str, expected: &str| {
            assert_eq!(household(address.parse().unwrap()), expected.parse::<IpAddr>().unwrap(), "{address}");
        };
        check("192.0.2.1", "192.0.2.1");
        check("::ffff:192.0.2.1", "192.0.2.1");
        check("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::");
    }

    #[test]
    fn whoever_asks_too_much_waits_and_others_do_not() {
        let limits = Limits::new(NonZeroU32::new(1));
        let (one, other) = ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        let allowed = (0..6).filter(|_| limits.allows(one, false).is_ok()).count();
        assert_eq!(allowed, 5);
        assert!(limits.allows(one, false).is_err_and(|seconds| seconds >= 1));
        assert_eq!(limits.allows(other, false), Ok(()));
        assert!(Limits::new(None).allows(one, false).is_ok());
        // A password takes a second's requests: of a hundred that may be had at once, five.
        let limits = Limits::new(NonZeroU32::new(20));
        assert_eq!((0..7).filter(|_| limits.allows(one, true).is_ok()).count(), 5);
        assert!(limits.allows(other, true).is_ok());
    }
}
