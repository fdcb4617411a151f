//! The server: bound to the loopback interface and to no other, one thread for all connections.
//! Pages are made on threads of their own, so that one that takes long holds up no other.

use std::fmt;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::sync::Arc;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;

use crate::serve::respond::{App, respond};
use crate::serve::{Bell, Preview, Watch, watch};

/// The port when none is asked for: “READ” on the keys of a telephone.
pub const PORT: u16 = 7323;
/// How many ports are tried when none is asked for.
const TRIES: u16 = 50;

/// A server that is bound and does not answer yet.
#[derive(Debug)]
pub struct Server {
    listeners: Vec<TcpListener>,
    port: u16,
}

/// Why there is no server.
#[derive(Debug)]
pub enum Unbound {
    /// The port that was asked for is taken.
    Taken(u16),
    /// None of the ports tried is free.
    AllTaken,
    /// The machine said no.
    Io(io::Error),
}

impl fmt::Display for Unbound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(port) => write!(f, "port {port} is taken: choose another --port, or leave it out"),
            Self::AllTaken => {
                write!(f, "ports {PORT} to {} are taken: choose one with --port", PORT.saturating_add(TRIES - 1))
            }
            Self::Io(error) => write!(f, "there can be no server on this machine: {error}"),
        }
    }
}

impl Server {
    /// Takes a port on the loopback interface: the one asked for, or the first free one.
    pub fn bind(asked: Option<u16>) -> Result<Self, Unbound> {
        let is_taken = |error: &io::Error| error.kind() == io::ErrorKind::AddrInUse;
        if let Some(port) = asked {
            return bind(port)
                .map_err(|error| if is_taken(&error) { Unbound::Taken(port) } else { Unbound::Io(error) });
        }
        for port in (PORT..).take(usize::from(TRIES)) {
            match bind(port) {
                Err(error) if is_taken(&error) => {}
                Err(error) => return Err(Unbound::Io(error)),
                Ok(server) => return Ok(server),
            }
        }
        Err(Unbound::AllTaken)
    }

    /// The port.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// The address of the first page.
    pub fn address(&self) -> String {
        format!("http://localhost:{}/", self.port)
    }

    /// Answers until the person ends it.
    pub fn run(self, preview: &Arc<dyn Preview>, bell: &Bell, watch: Watch) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let app = Arc::new(App { preview: Arc::clone(preview), changes: bell.hear(), port: self.port });
        let watched = Arc::clone(preview);
        std::thread::Builder::new().name("watch".to_owned()).spawn(move || watch::run(&watch, watched.as_ref()))?;
        let ended = runtime.block_on(async {
            for listener in self.listeners {
                listener.set_nonblocking(true)?;
                tokio::spawn(accept(tokio::net::TcpListener::from_std(listener)?, Arc::clone(&app)));
            }
            end().await
        });
        // Pages that are being made are for nobody now.
        runtime.shutdown_background();
        ended
    }
}

fn bind(port: u16) -> io::Result<Server> {
    let four = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    let port = four.local_addr()?.port();
    match TcpListener::bind((Ipv6Addr::LOCALHOST, port)) {
        Ok(six) => Ok(Server { listeners: vec![four, six], port }),
        // A browser may ask there first, and would see what somebody else shows.
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Err(error),
        // A machine without the newer protocol.
        Err(_) => Ok(Server { listeners: vec![four], port }),
    }
}

async fn accept(listener: tokio::net::TcpListener, app: Arc<App>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Too many open files, say: others will be closed.
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            continue;
        };
        // What is small is sent at once.
        let _ = stream.set_nodelay(true);
        let app = Arc::clone(&app);
        tokio::spawn(async move {
            let service = service_fn(move |request| respond(request, Arc::clone(&app)));
            // A browser that goes away is nothing to tell.
            let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
        });
    }
}

/// Waits for Ctrl-C, or for being told to end.
#[cfg(unix)]
async fn end() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut told = signal(SignalKind::terminate())?;
    let ended = Arc::new(tokio::sync::Notify::new());
    let other = Arc::clone(&ended);
    tokio::spawn(async move {
        told.recv().await;
        other.notify_one();
    });
    let other = Arc::clone(&ended);
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            other.notify_one();
        }
    });
    ended.notified().await;
    Ok(())
}

/// Waits for Ctrl-C.
#[cfg(not(unix))]
async fn end() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}
