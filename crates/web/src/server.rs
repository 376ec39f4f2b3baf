//! Connections: taken, limited in number and time, and at the end finished.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt as _;

use crate::app::App;

/// Connections at a time; more wait to be taken.
const CONNECTIONS_MAX: usize = 2_048;
/// Whoever does not send the head of a request in that time is hung up on.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// Bytes of a request's head.
const HEAD_BYTES_MAX: usize = 16 << 10;
/// What is under way when the server is to end has that long.
const LAST_TIME: Duration = Duration::from_secs(10);

/// From where a request came.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Serves until `end` comes, then finishes what is under way.
///
/// # Errors
/// Where no connection can be taken any more.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    app: Arc<App>,
    end: impl Future<Output = ()>,
) -> io::Result<()> {
    let (places, graceful) = (Arc::new(Semaphore::new(CONNECTIONS_MAX)), GracefulShutdown::new());
    let mut end = std::pin::pin!(end);
    loop {
        let place = Arc::clone(&places).acquire_owned();
        let next = async {
            // The semaphore is never closed.
            let place = place.await.ok();
            (place, listener.accept().await)
        };
        let (place, accepted) = tokio::select! {
            biased;
            () = &mut end => break,
            next = next => next,
        };
        match accepted {
            Ok((stream, from)) => {
                let served = connection(stream, from, router.clone());
                let served = graceful.watch(served);
                let app = Arc::clone(&app);
                app.metrics.connected();
                tokio::spawn(async move {
                    // A client that breaks off is no fault of ours.
                    let _ = served.await;
                    app.metrics.disconnected();
                    drop(place);
                });
            }
            // Too many files are open, or the client has gone: the next one may be luckier.
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
    app.stop.store(true, Ordering::Relaxed);
    drop(listener);
    // Streams of events end by themselves when they see it; whoever is slower is hung up on.
    let _ = tokio::time::timeout(LAST_TIME, graceful.shutdown()).await;
    Ok(())
}

fn connection(
    stream: TcpStream,
    from: SocketAddr,
    router: Router,
) -> http1::Connection<
    TokioIo<TcpStream>,
    impl hyper::service::Service<
        Request<Incoming>,
        Response = axum::response::Response,
        Error = Infallible,
        Future: Send,
    >,
> {
    // An answer of a few bytes is not to wait for more of them.
    let _ = stream.set_nodelay(true);
    let service = hyper::service::service_fn(move |request: Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Peer(from.ip()));
        router.clone().oneshot(request)
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME)
        .max_buf_size(HEAD_BYTES_MAX)
        .serve_connection(TokioIo::new(stream), service)
}
