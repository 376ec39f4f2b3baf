//! Stylesheet, script, fonts and the verifier: compiled in, under addresses that have a digest of them all, so that they can be kept
//! for ever.

use std::sync::LazyLock;

use sha2::{Digest as _, Sha256};

/// A file.
#[derive(Debug)]
pub struct File {
    /// Its name, with its folders.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: &'static [u8],
}

macro_rules! files {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        &[$(File { name: $name, bytes: include_bytes!(concat!($folder, $name)) }),+]
    };
}

/// What pages are made with.
pub static FILES: &[File] = files![
    "../assets/":
    "app.js",
    "fonts/literata-cyrillic-ext.woff2",
    "fonts/literata-cyrillic.woff2",
    "fonts/literata-latin-ext.woff2",
    "fonts/literata-latin.woff2",
    "fonts/literata-OFL.txt",
    "fonts/source-sans-3-cyrillic-ext.woff2",
    "fonts/source-sans-3-cyrillic.woff2",
    "fonts/source-sans-3-latin-ext.woff2",
    "fonts/source-sans-3-latin.woff2",
    "fonts/source-sans-3-OFL.txt",
    "mark.svg",
    "style.css",
    "workbench.js",
];

/// The verifier: a page of its own, which needs nothing of the others.
pub static VERIFIER: &[File] = files![
    "../../../verifier/":
    "index.html",
    "qazyq.wasm",
    "verify.css",
    "verify.js",
];

/// The first sixteen digits of the SHA-256 of all files that pages are made with.
pub static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut all = Sha256::new();
    for file in FILES {
        all.update(Sha256::digest(file.bytes));
    }
    all.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
});

/// The media type of a file of that name.
#[must_use]
pub fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}

/// The address of a file that pages are made with.
#[must_use]
pub fn address(name: &str) -> String {
    format!("/static/{}/{name}", *VERSION)
}
