//! A port of this computer → the page on it, until it is stopped.
//!
//! Invariant: 127.0.0.1 and nothing else; a client that is slow to ask does not hold a
//! connection, nor keep another one waiting.

use std::future::Future;
use std::io::ErrorKind;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use axum::Router;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};

use super::doors::{Doors, Visit};
use super::{App, ServeOptions, body, jobs, life, results, router};

/// How long the head of a request may take; also how long an idle connection is kept.
const HEAD: Duration = Duration::from_secs(5);

/// The port where none is asked for. A browser keeps what a page saves by its port, so that the
/// next start finds unfinished work only on the same one.
const USUAL_PORT: u16 = 24_730;

/// A server that has its port.
pub struct Listening {
    runtime: tokio::runtime::Runtime,
    listener: TcpListener,
    router: Router,
    app: Arc<App>,
    patience: Duration,
    /// The address to open; its fragment carries the token, and no request does.
    pub address: String,
}

/// Takes a port.
///
/// # Errors
/// A port that another program has, or a system without sockets or random numbers.
pub fn listen(options: ServeOptions) -> anyhow::Result<Listening> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.context("không khởi động được")?;
    let port = options.port;
    let listener = match runtime.block_on(bind(port)) {
        Err(error) if error.kind() == ErrorKind::AddrInUse => bail!(
            "cổng {port} đang được chương trình khác dùng; hãy chọn cổng khác bằng --port, hoặc bỏ \
             --port để tự chọn"
        ),
        other => other.with_context(|| format!("không mở được cổng {port}"))?,
    };
    let port = listener.local_addr().context("không rõ cổng")?.port();
    let token = random_word()?;
    let address = format!("http://127.0.0.1:{port}/#k={token}");
    let app = Arc::new(App {
        token,
        hosts: [format!("127.0.0.1:{port}"), format!("localhost:{port}")],
        jobs: jobs::Jobs::new(options.templates)?,
        room: body::Room::new(),
        results: results::Results::default(),
        life: life::Life::default(),
    });
    let (router, patience) = (router(app.clone()), options.patience);
    Ok(Listening { runtime, listener, router, app, patience, address })
}

/// Port 0 is the usual one, or any where another program has that.
async fn bind(port: u16) -> std::io::Result<TcpListener> {
    if port == 0
        && let Ok(listener) = TcpListener::bind((Ipv4Addr::LOCALHOST, USUAL_PORT)).await
    {
        return Ok(listener);
    }
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await
}

impl Listening {
    /// Serves until `stopped` ends, or a page ends it, or no page has been there for long. Work at hand is dropped: nothing of it is on a disk.
    pub fn serve(self, stopped: impl Future<Output = ()>) {
        let Listening { runtime, listener, router, app, patience, .. } = self;
        runtime.block_on(async {
            let over = async {
                match patience.is_zero() {
                    true => std::future::pending().await,
                    false => app.life.is_over(patience).await,
                }
            };
            tokio::pin!(stopped, over);
            let doors = Arc::new(Doors::default());
            loop {
                let accepted = tokio::select! {
                    () = &mut stopped => return,
                    () = &mut over => return,
                    accepted = listener.accept() => accepted,
                };
                match accepted {
                    Ok((stream, _)) => {
                        let (router, visit) = (router.clone(), doors.enter());
                        tokio::spawn(async move {
                            talk(stream, router, &visit).await;
                            visit.leave();
                        });
                    }
                    // Out of file descriptors; some will be free again.
                    Err(_) => tokio::time::sleep(Duration::from_millis(100)).await,
                }
            }
        });
        runtime.shutdown_background();
    }
}

async fn talk(stream: TcpStream, router: Router, visit: &Visit) {
    let router = TowerToHyperService::new(router);
    // `guard` says to the visit whether it has shown the token.
    let service = service_fn(|mut request: Request<Incoming>| {
        request.extensions_mut().insert(visit.clone());
        router.call(request)
    });
    let mut connection = http1::Builder::new();
    connection.timer(TokioTimer::new()).header_read_timeout(HEAD);
    tokio::select! {
        // A client that breaks off is no failure of ours.
        _ = connection.serve_connection(TokioIo::new(stream), service) => {}
        () = visit.must_go() => {}
    }
}

/// 64 hexadecimal digits that nobody can guess.
pub fn random_word() -> anyhow::Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| anyhow!("không có số ngẫu nhiên: {error}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}
