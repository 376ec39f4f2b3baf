//! Changes come as they happen, and the stream ends with the server.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;

use qazyq_casework::book::Book;

use crate::site::{Site, example, import};

#[test]
fn a_change_is_told_and_the_stream_ends_with_the_server() {
    let site = Site::new();
    let mut stream = TcpStream::connect(site.address).unwrap();
    stream.set_read_timeout(Some(std::time::Duration::from_secs(60))).unwrap();
    stream.write_all(b"GET /api/v1/events HTTP/1.1\r\nhost: x\r\n\r\n").unwrap();
    let mut lines = BufReader::new(stream).lines();
    let mut until = |what: &str| {
        loop {
            let line = lines.next().unwrap().unwrap();
            if line.starts_with(what) {
                return line;
            }
        }
    };
    assert_eq!(until("content-type"), "content-type: text/event-stream");
    until("event: register");
    let mut book = Book::open(site.workspace.clone()).unwrap();
    import(&mut book, "dai", ("DAI", "Dai"), &[example("dai-2023-03.csv"), example("dai.facts.toml")]);
    until("event: change");
    let data = until("data: {");
    let change: serde_json::Value = serde_json::from_str(data.strip_prefix("data: ").unwrap()).unwrap();
    assert_eq!((&change["asset"], &change["before"]), (&"dai".into(), &serde_json::Value::Null));
    drop(site);
    // No error, and nothing cut off.
    assert!(lines.map_while(Result::ok).all(|line| !line.contains("error")));
}
