//! The least that a server can do: `axum` as it comes, one route, one answer that is there already. What the register's gate and pages are
//! measured against (`scripts/bench-web`).
//!
//!     cargo run --release -p qazyq-web --example minimal -- 127.0.0.1:8601 FILE
//!
//! FILE is the answer's bytes.

use std::net::SocketAddr;

use axum::Router;
use axum::body::Bytes;
use axum::routing::get;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let address: SocketAddr = args.next().ok_or("an address is missing")?.parse()?;
    let body = Bytes::from(std::fs::read(args.next().ok_or("a file is missing")?)?);
    let router = Router::new()
        .route("/", get(move || async move { ([("content-type", "application/json")], body.clone()) }));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind(address).await?;
        axum::serve(listener, router).await
    })?;
    Ok(())
}
