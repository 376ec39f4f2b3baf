//! Asking once: a request whose answer is waited for, and nothing tried again.

use std::time::Duration;

use crate::{
    address::Base,
    clock::{Clock as _, SystemClock},
    fault::Fault,
    http::{Asked, Http, Wire as _},
    request::{Reply, Secret},
};

/// Sends `body` to a path below an address and gives what came back, whatever its status. It ends by `deadline`, the answer's
/// body included, of which there are `body_max` bytes at most once unpacked. No redirect is followed.
///
/// # Errors
/// Why nothing came back.
pub fn post(
    base: &Base,
    path: &str,
    media: &str,
    body: &[u8],
    deadline: Duration,
    body_max: usize,
) -> Result<Reply, Fault> {
    let url = base.join(path);
    let headers = [("Content-Type".to_owned(), Secret::new(media))];
    let clock = SystemClock::new();
    let began = clock.wall();
    let answer = Http::new().send(&Asked { url: &url, headers: &headers, deadline, body_max }, body)?;
    let (status, headers, body) = (answer.status, answer.headers, answer.body);
    Ok(Reply { status, headers, body, began, ended: clock.wall() })
}

/// Asks an address once, with `headers` and with a body where it is to be sent one (`POST`; else `GET`), and gives what came back, whatever
/// its status. Deadline, length and redirects are as of [`post()`].
///
/// # Errors
/// Why nothing came back.
pub fn once(
    url: &str,
    headers: &[(String, Secret)],
    body: Option<&[u8]>,
    deadline: Duration,
    body_max: usize,
) -> Result<Reply, Fault> {
    let (clock, http) = (SystemClock::new(), Http::new());
    let began = clock.wall();
    let asked = Asked { url, headers, deadline, body_max };
    let answer = match body {
        Some(body) => http.send(&asked, body)?,
        None => http.ask(&asked)?,
    };
    let (status, headers, body) = (answer.status, answer.headers, answer.body);
    Ok(Reply { status, headers, body, began, ended: clock.wall() })
}
