//! Over real sockets, against servers that keep to the protocol and servers that do not.
//!
//! No test asserts how fast anything is: deadlines are short where nothing comes back, and long everywhere else.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use proptest::prelude::*;
use qazyq_fetch::{Base, End, Fault, Judgement, Policy, Reply, Request, Secret, post, run};

/// A server for a test: each connection goes to the handler, one after another.
fn serve(mut handler: impl FnMut(TcpStream) + Send + 'static) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            handler(stream.unwrap());
        }
    });
    base
}

/// Reads a request up to its empty line; nothing if the client has gone.
fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = vec![];
    while !bytes.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        match stream.read(&mut byte) {
            Ok(1) => bytes.push(byte[0]),
            _ => return None,
        }
    }
    Some(String::from_utf8(bytes).unwrap())
}

/// A server that answers every request with these bytes and closes.
fn answering(bytes: impl Into<Vec<u8>>) -> String {
    let bytes = bytes.into();
    serve(move |mut stream| {
        read_request(&mut stream);
        let _ = stream.write_all(&bytes);
    })
}

fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\n\r\n", body.len()).into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(vec![], flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn request(url: &str) -> Request<()> {
    Request { source: "test".to_owned(), url: url.to_owned(), headers: vec![], about: () }
}

fn policy() -> Policy {
    Policy { per_minute: None, deadline: Duration::from_secs(20), attempts_max: 1, ..Policy::default() }
}

/// What one attempt at each request brings.
fn ask_all(requests: Vec<Request<()>>, policy: &Policy) -> Vec<Result<Reply, Fault>> {
    let seen = Mutex::new(vec![]);
    let judge = |_: &Request<()>, _: u32, outcome: Result<&Reply, &Fault>| {
        seen.lock().unwrap().push(outcome.cloned().map_err(Clone::clone));
        Judgement::Done
    };
    run(requests, |_| policy.clone(), judge, |_| {}, &AtomicBool::new(false));
    seen.into_inner().unwrap()
}

fn ask_with(url: &str, policy: &Policy) -> Result<Reply, Fault> {
    ask_all(vec![request(url)], policy).remove(0)
}

fn ask(url: &str) -> Result<Reply, Fault> {
    ask_with(url, &policy())
}

#[track_caller]
fn check_fault(outcome: Result<Reply, Fault>, code: &str) {
    match outcome {
        Ok(reply) => panic!("a reply: {reply:?}"),
        Err(fault) => assert_eq!(fault.code(), code, "{fault}"),
    }
}

#[test]
fn a_reply_comes_whole() {
    let base = answering(answer("200 OK\r\nX-Say: hello\r\nX-Say: again", b"the body"));
    let reply = ask(&base).unwrap();
    assert_eq!((reply.status, reply.body.as_slice()), (200, b"the body".as_slice()));
    let says: Vec<_> =
        reply.headers.iter().filter(|(name, _)| name == "x-say").map(|(_, v)| v.as_str()).collect();
    assert_eq!(says, ["hello", "again"]);
    assert!(reply.began <= reply.ended);
}

fn send(base: &str, deadline: Duration, body_max: usize) -> Result<Reply, Fault> {
    let base = Base::parse(base).unwrap();
    post(&base, "add-checkpoint", "text/plain", b"old 0\n", deadline, body_max)
}

#[test]
fn what_is_posted_is_sent_once_and_its_answer_comes_whole() {
    let (sent, received) = mpsc::channel();
    let base = serve(move |mut stream| {
        let head = read_request(&mut stream).unwrap();
        let mut body = [0; 6];
        stream.read_exact(&mut body).unwrap();
        sent.send((head, body)).unwrap();
        stream.write_all(&answer("409 Conflict\r\nContent-Type: text/x.tlog.size", b"7\n")).unwrap();
    });
    let reply = send(&format!("{base}/w/"), Duration::from_secs(20), 100).unwrap();
    assert_eq!((reply.status, reply.body.as_slice()), (409, b"7\n".as_slice()));
    assert_eq!(reply.header("content-type"), Some("text/x.tlog.size"));
    let (head, body) = received.recv().unwrap();
    let head = head.to_lowercase();
    for line in
        ["post /w/add-checkpoint http/1.1\r\n", "content-type: text/plain\r\n", "content-length: 6\r\n"]
    {
        assert!(head.contains(line), "{line:?} in {head}");
    }
    assert_eq!(&body, b"old 0\n");
    assert!(received.try_recv().is_err(), "it is sent once");
}

#[test]
fn what_is_posted_has_the_limits_of_what_is_asked() {
    let long = Duration::from_secs(20);
    check_fault(send(&answering(answer("200 OK", &[b'x'; 101])), long, 100), "reply-is-too-long");
    let packed = answer("200 OK\r\nContent-Encoding: gzip", &gzip(&[b'x'; 101]));
    check_fault(send(&answering(packed), long, 100), "reply-is-too-long");
    let elsewhere = "HTTP/1.1 307 So\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    check_fault(send(&answering(elsewhere), long, 100), "source-sends-elsewhere");
    // Nothing comes back at all.
    let mut held = vec![];
    let silent = serve(move |stream| held.push(stream));
    check_fault(send(&silent, Duration::from_millis(100), 100), "deadline-passed");
    check_fault(send("http://127.0.0.1:1", long, 100), "no-connection");
}

#[test]
fn every_status_is_a_reply() {
    for status in [204, 304, 400, 401, 404, 418, 429, 500, 503, 599] {
        let reply = ask(&answering(format!("HTTP/1.1 {status} So\r\nContent-Length: 0\r\n\r\n"))).unwrap();
        assert_eq!(reply.status, status);
    }
}

#[test]
fn what_is_sent_is_what_was_asked_and_who_asks() {
    let (sent, received) = mpsc::channel();
    let base = serve(move |mut stream| {
        sent.send(read_request(&mut stream).unwrap()).unwrap();
        stream.write_all(&answer("200 OK", b"")).unwrap();
    });
    let headers = vec![("X-CMC_PRO_API_KEY".to_owned(), Secret::new("hush"))];
    let asked = Request { headers, ..request(&format!("{base}/v1/quotes?id=825&convert=USD")) };
    ask_all(vec![asked], &policy()).remove(0).unwrap();
    let request = received.recv().unwrap().to_lowercase();
    let agent = format!("user-agent: qazyq/{}\r\n", env!("CARGO_PKG_VERSION"));
    for line in [
        "get /v1/quotes?id=825&convert=usd http/1.1\r\n",
        "x-cmc_pro_api_key: hush\r\n",
        "accept-encoding: gzip\r\n",
        &agent,
    ] {
        assert!(request.contains(line), "{line:?} in {request}");
    }
}

#[test]
fn a_connection_serves_one_request_after_another() {
    let (sent, connections) = mpsc::channel();
    let base = serve(move |mut stream| {
        sent.send(()).unwrap();
        while read_request(&mut stream).is_some() {
            stream.write_all(&answer("200 OK", b"again")).unwrap();
        }
    });
    let replies = ask_all((0..5).map(|n| request(&format!("{base}/{n}"))).collect(), &policy());
    assert!(replies.len() == 5 && replies.iter().all(|reply| reply.is_ok()), "{replies:?}");
    assert_eq!(connections.try_iter().count(), 1);
}

#[test]
fn a_source_that_refuses_connections() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    check_fault(ask(&format!("http://{address}/")), "no-connection");
}

#[test]
fn a_source_that_closes_at_once() {
    check_fault(ask(&serve(drop)), "connection-ended-early");
}

#[test]
fn a_source_that_closes_instead_of_answering() {
    check_fault(ask(&answering("")), "connection-ended-early");
}

#[test]
fn a_source_that_closes_in_the_middle_of_the_headers() {
    check_fault(ask(&answering("HTTP/1.1 200 OK\r\nContent-Le")), "connection-ended-early");
}

#[test]
fn a_source_that_closes_in_the_middle_of_the_body() {
    check_fault(
        ask(&answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")),
        "connection-ended-early",
    );
}

#[test]
fn a_source_that_resets_in_the_middle_of_the_body() {
    // What is left unread when a socket is closed makes the system send a reset.
    let base = serve(|mut stream| {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    });
    check_fault(ask(&base), "connection-ended-early");
}

#[test]
fn a_source_that_never_answers() {
    let (sent, kept) = mpsc::channel();
    let base = serve(move |stream| sent.send(stream).unwrap());
    let policy = Policy { deadline: Duration::from_millis(200), ..policy() };
    check_fault(ask_with(&base, &policy), "deadline-passed");
    drop(kept);
}

#[test]
fn a_source_whose_bytes_come_too_slowly() {
    // Each byte comes well before any single read would be given up: the deadline is that of the whole.
    let base = serve(|mut stream| {
        read_request(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
        while stream.write_all(b"x").is_ok() {
            thread::sleep(Duration::from_millis(20));
        }
    });
    let policy = Policy { deadline: Duration::from_millis(300), ..policy() };
    check_fault(ask_with(&base, &policy), "deadline-passed");
}

#[test]
fn no_time_at_all() {
    let policy = Policy { deadline: Duration::ZERO, ..policy() };
    check_fault(ask_with(&answering(answer("200 OK", b"")), &policy), "deadline-passed");
}

#[test]
fn a_packed_body_is_unpacked() {
    let reply = ask(&answering(answer("200 OK\r\nContent-Encoding: gzip", &gzip(b"the body")))).unwrap();
    assert_eq!(reply.body, b"the body");
    assert_eq!(reply.header("content-encoding"), None);
}

#[test]
fn a_packed_body_that_is_broken() {
    let mut broken = gzip(&b"the body ".repeat(1000));
    let middle = broken.len() / 2;
    broken[middle] ^= 0xff;
    for body in [broken.as_slice(), b"not packed at all", &gzip(b"the body")[..12], b""] {
        let base = answering(answer("200 OK\r\nContent-Encoding: gzip", body));
        check_fault(ask(&base), "body-cannot-be-unpacked");
    }
}

#[test]
fn a_body_packed_in_a_way_that_was_not_asked_for() {
    for packing in ["br", "zstd", "gzip, gzip"] {
        let base = answering(answer(&format!("200 OK\r\nContent-Encoding: {packing}"), b"x"));
        check_fault(ask(&base), "body-cannot-be-unpacked");
    }
    ask(&answering(answer("200 OK\r\nContent-Encoding: identity", b"x"))).unwrap();
}

#[test]
fn a_small_pack_with_a_large_body_is_not_unpacked_to_its_end() {
    let bomb = gzip(&vec![0; 64 << 20]);
    let body_max = 1 << 20;
    assert!(bomb.len() < body_max);
    let base = answering(answer("200 OK\r\nContent-Encoding: gzip", &bomb));
    let outcome = ask_with(&base, &Policy { body_max, ..policy() });
    assert_eq!(outcome.unwrap_err(), Fault::TooLong { max: body_max });
}

#[test]
fn a_body_at_its_bound_and_one_above() {
    let body = [b'x'; 100];
    let plain = answer("200 OK", &body);
    let packed = answer("200 OK\r\nContent-Encoding: gzip", &gzip(&body));
    let unmeasured = [b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", body.as_slice()].concat();
    for answer in [plain, packed, unmeasured] {
        for (body_max, is_enough) in [(99, false), (100, true), (101, true), (0, false)] {
            let outcome = ask_with(&answering(answer.clone()), &Policy { body_max, ..policy() });
            match outcome {
                Ok(reply) => assert!(is_enough && reply.body.len() == 100),
                Err(fault) => assert_eq!((is_enough, fault), (false, Fault::TooLong { max: body_max })),
            }
        }
    }
}

#[test]
fn endless_headers() {
    let base = serve(|mut stream| {
        read_request(&mut stream);
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\n");
        while stream.write_all(b"X-Header: and so on and so on\r\n").is_ok() {}
    });
    match ask(&base) {
        Err(Fault::TooLong { .. } | Fault::NotHttp(_)) => {}
        other => panic!("{other:?}"),
    }
}

#[test]
fn ten_megabytes() {
    let body: Vec<u8> = (0..10_u32 << 20).map(|n| n.to_le_bytes()[1]).collect();
    assert!(ask(&answering(answer("200 OK", &body))).unwrap().body == body);
}

#[test]
fn a_body_in_chunks() {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    let reply = ask(&answering(format!("{head}4\r\nfour\r\n3\r\nsev\r\n0\r\n\r\n"))).unwrap();
    assert_eq!(reply.body, b"foursev");
    for cut in ["", "4", "4\r\n", "4\r\nfo", "4\r\nfour\r\n", "4\r\nfour\r\n0"] {
        check_fault(ask(&answering(format!("{head}{cut}"))), "connection-ended-early");
    }
    for broken in ["xyz\r\nfour\r\n", "4\r\nfourmore\r\n0\r\n\r\n", "\u{ff}\r\n"] {
        check_fault(ask(&answering(format!("{head}{broken}"))), "reply-is-not-http");
    }
}

#[test]
fn what_is_not_http() {
    for garbage in
        ["garbage\r\n\r\n", "HTTP/1.1200 OK\r\n\r\n", "HTTP/1.1 banana\r\n\r\n", "\0\0\0\0\r\n\r\n"]
    {
        check_fault(ask(&answering(garbage)), "reply-is-not-http");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes_back_is_a_reply_or_a_fault(
        head in proptest::sample::select(vec![
            "",
            "HTTP/1.1 200 OK\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\u{8b}",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
            "HTTP/1.1 302 Found\r\nLocation: ",
            "HTTP/1.1 100 Continue\r\n\r\n",
        ]),
        tail in proptest::collection::vec(prop_oneof![any::<u8>(), Just(b'\r'), Just(b'\n')], 0..60),
    ) {
        let bytes = head.chars().map(|c| u8::try_from(c).unwrap()).chain(tail).collect::<Vec<_>>();
        if let Err(fault) = ask(&answering(bytes)) {
            let codes = [
                "connection-ended-early",
                "body-cannot-be-unpacked",
                "reply-is-not-http",
                "source-sends-elsewhere",
            ];
            prop_assert!(codes.contains(&fault.code()), "{fault}");
        }
    }
}

#[test]
fn a_source_without_tls_is_not_trusted() {
    let base = serve(|mut stream| {
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
        let _ = stream.read(&mut [0; 1024]);
    });
    check_fault(ask(&base.replace("http:", "https:")), "no-trusted-connection");
}

#[test]
fn a_redirect_is_told_and_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let (sent, asked) = mpsc::channel();
        let base = serve(move |mut stream| {
            sent.send(read_request(&mut stream)).unwrap();
            let location = "Location: https://me:hush@elsewhere.example/?id=1&token=hush";
            stream.write_all(&answer(&format!("{status} Elsewhere\r\n{location}"), b"")).unwrap();
        });
        let to = "https://elsewhere.example/?id=1&token=***".to_owned();
        assert_eq!(ask(&base).unwrap_err(), Fault::Redirected { to });
        assert_eq!(asked.try_iter().count(), 1);
    }
    // One that does not say where to is a reply like any other.
    assert_eq!(ask(&answering(answer("302 Found", b""))).unwrap().status, 302);
}

#[test]
fn what_cannot_be_sent_is_not_sent() {
    let (sent, connections) = mpsc::channel();
    let base = serve(move |_| sent.send(()).unwrap());
    for url in
        ["", "/path", "example.org", "ftp://example.org/?token=hush", "http://?token=hush", "http://a b/"]
    {
        let fault = ask(url).unwrap_err();
        assert_eq!(fault.code(), "address-cannot-be-asked", "{url}");
        assert!(!fault.to_string().contains("hush"), "{fault}");
    }
    for (name, value) in [("X Key", "hush"), ("", "hush"), ("X-Key", "hu\nsh"), ("X-Key", "hush\0")] {
        let headers = vec![(name.to_owned(), Secret::new(value))];
        let fault = ask_all(vec![Request { headers, ..request(&base) }], &policy()).remove(0).unwrap_err();
        assert_eq!(fault.code(), "address-cannot-be-asked", "{name}: {value}");
        assert!(!fault.to_string().contains("hush"), "{fault}");
    }
    assert_eq!(connections.try_iter().count(), 0);
}

#[test]
fn a_source_that_recovers_is_asked_until_it_does() {
    let mut answers = [
        b"".to_vec(),
        answer("500 Internal Server Error", b"oops"),
        answer("429 Too Many Requests\r\nRetry-After: 0", b""),
        answer("200 OK", b"at last"),
    ]
    .into_iter();
    let base = serve(move |mut stream| {
        read_request(&mut stream);
        if let Some(answer) = answers.next() {
            stream.write_all(&answer).unwrap();
        }
    });
    let tries = Mutex::new(vec![]);
    let judge = |_: &Request<()>, attempt: u32, outcome: Result<&Reply, &Fault>| {
        let outcome_of = outcome.map(|reply| reply.status).map_err(Fault::code);
        tries.lock().unwrap().push((attempt, outcome_of));
        Judgement::of_protocol(outcome)
    };
    let policy = Policy {
        attempts_max: 5,
        backoff_first: Duration::from_millis(1),
        backoff_max: Duration::from_millis(1),
        ..policy()
    };
    let ended = run(vec![request(&base)], |_| policy.clone(), judge, |_| {}, &AtomicBool::new(false));
    assert_eq!(ended[0].1, End::Done);
    let expected = [(1, Err("connection-ended-early")), (2, Ok(500)), (3, Ok(429)), (4, Ok(200))];
    assert_eq!(*tries.lock().unwrap(), expected);
}

#[test]
fn a_run_that_is_stopped_cuts_off_what_is_on_its_way() {
    // The bodies have no length: cut off, they look complete, and must not be taken for it. If they were not cut off,
    // this would take an hour.
    let stop = AtomicBool::new(false);
    let (sent, kept) = mpsc::channel();
    let base = serve(move |mut stream| {
        read_request(&mut stream);
        stream.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhalf").unwrap();
        let _ = sent.send(stream);
    });
    let policy = Policy { deadline: Duration::from_secs(3600), at_once: 2, ..policy() };
    let judge = |_: &Request<()>, _: u32, outcome: Result<&Reply, &Fault>| panic!("judged: {outcome:?}");
    let ended = thread::scope(|scope| {
        let stop = &stop;
        scope.spawn(move || {
            let both = (kept.recv().unwrap(), kept.recv().unwrap());
            stop.store(true, Ordering::Relaxed);
            // The sockets stay open until the other side has gone.
            for mut stream in <[TcpStream; 2]>::from(both) {
                let _ = stream.read(&mut [0]);
            }
        });
        let requests = (0..5).map(|n| request(&format!("{base}/{n}"))).collect();
        run(requests, |_| policy.clone(), judge, |_| {}, stop)
    });
    assert!(ended.iter().all(|(_, end)| *end == End::Interrupted), "{ended:?}");
}
