//! A client of a few lines over TCP, which shows what came over the wire and does not forgive.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use qazyq_standin::Standin;

/// What came back.
#[derive(Debug, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    /// Without the frames of chunks, still packed.
    pub(crate) body: Vec<u8>,
    /// The body is as long as was promised.
    pub(crate) whole: bool,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }
}

pub(crate) const KEY: &str = "X-CMC_PRO_API_KEY: standin-key\r\n";

/// GET of a path with the usual key. `Err` where no head came.
pub(crate) fn get(standin: &Standin, path: &str) -> Result<Reply, String> {
    get_with(standin.address(), path, KEY)
}

/// GET with header lines, each with its end.
pub(crate) fn get_with(address: SocketAddr, path: &str, headers: &str) -> Result<Reply, String> {
    let mut stream = TcpStream::connect(address).map_err(|error| error.to_string())?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    ask(&mut stream, path, headers)
}

/// GET on a connection that stays open.
pub(crate) fn ask(stream: &mut TcpStream, path: &str, headers: &str) -> Result<Reply, String> {
    write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n")
        .map_err(|error| error.to_string())?;
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        more(stream, &mut bytes)?;
    };
    let head = String::from_utf8(bytes[..end].to_vec()).map_err(|error| error.to_string())?;
    bytes.drain(..end + 4);
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
    let headers = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()));
    let mut reply =
        Reply { status: status.ok_or("no status")?, headers: headers.collect(), ..Reply::default() };
    if reply.header("transfer-encoding") == Some("chunked") {
        loop {
            let line = loop {
                if let Some(line) = bytes.windows(2).position(|two| two == b"\r\n") {
                    break line;
                }
                more(stream, &mut bytes)?;
            };
            let length = usize::from_str_radix(&String::from_utf8_lossy(&bytes[..line]), 16)
                .map_err(|e| e.to_string())?;
            while bytes.len() < line + length + 4 {
                more(stream, &mut bytes)?;
            }
            reply.body.extend(&bytes[line + 2..line + 2 + length]);
            bytes.drain(..line + length + 4);
            if length == 0 {
                reply.whole = true;
                return Ok(reply);
            }
        }
    }
    let length: usize =
        reply.header("content-length").and_then(|text| text.parse().ok()).ok_or("no length")?;
    while bytes.len() < length && more(stream, &mut bytes).is_ok() {}
    reply.whole = bytes.len() == length;
    reply.body = bytes;
    Ok(reply)
}

fn more(stream: &mut TcpStream, bytes: &mut Vec<u8>) -> Result<(), String> {
    let mut chunk = [0; 65_536];
    match stream.read(&mut chunk) {
        Ok(0) => Err("closed".to_owned()),
        Ok(read) => {
            bytes.extend_from_slice(&chunk[..read]);
            Ok(())
        }
        Err(error) => Err(error.to_string()),
    }
}
