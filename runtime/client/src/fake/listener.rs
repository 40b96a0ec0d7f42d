//! A listener on this machine, and its connections.
//!
//! A client that sends its request slowly can't keep others out: its time is limited, and so is the number of
//! connections.
//!
//! Dropping the listener drops all its connections; [`Listener::shutdown`] lets them finish their requests.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::application::Application;
use super::connections::{Activity, Connections};
use super::exchange::{self, Exchange, NoAnswer};
use super::socket::{Script, Socket};

/// The maximum size of the head of a request, more than any client of AWS sends.
const HEAD_LIMIT: usize = 64 << 10;

/// The pause after an error such as too many open files, which would otherwise repeat at once.
const RECOVERY: Duration = Duration::from_millis(10);

/// The time limit, when the listener stops, for the rest of a request that is being read or a response that is being
/// written.
const GRACE: Duration = Duration::from_millis(500);

/// The limits on clients.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The maximum number of open connections.
    pub connections: usize,
    /// The time in which the head of a request must arrive, and then its body.
    pub request: Duration,
}

/// A running listener.
#[derive(Debug)]
pub(crate) struct Listener {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<()>,
}

impl Listener {
    /// Starts to listen.
    ///
    /// # Errors
    ///
    /// Fails if the address can't be bound.
    pub async fn start(
        address: SocketAddr,
        limits: Limits,
        exchange: Arc<Exchange<impl Application>>,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(serve(listener, limits, exchange, stopped));
        Ok(Self { address, stop, task })
    }

    /// Returns the address that it listens on.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Accepts no more requests, and waits up to `patience` for those that have arrived to be answered.
    pub async fn shutdown(&mut self, patience: Duration) {
        self.stop.send_replace(true);
        if tokio::time::timeout(patience, &mut self.task).await.is_err() {
            self.task.abort();
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Accepts connections until the listener stops, and waits for those that are open.
async fn serve(
    listener: TcpListener,
    limits: Limits,
    exchange: Arc<Exchange<impl Application>>,
    mut stop: watch::Receiver<bool>,
) {
    let mut connections = Connections::new(limits.connections);
    loop {
        let accepted = tokio::select! {
            () = stopped(&mut stop) => break,
            Some(()) = connections.next_end() => continue,
            accepted = listener.accept(), if connections.has_room() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                exchange.log.connected();
                let activity = Activity::new();
                let exchange = Arc::clone(&exchange);
                let connection = connection(stream, peer, limits, activity.clone(), exchange, stop.clone());
                connections.spawn(activity, connection);
            }
            Err(_) => {
                // The process may have a lower limit on open files than on connections.
                connections.give_way();
                tokio::time::sleep(RECOVERY).await;
            }
        }
    }
    drop(listener);
    while connections.next_end().await.is_some() {}
}

/// Serves a connection until either side ends it; errors are left to the client to notice.
async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    limits: Limits,
    activity: Activity,
    exchange: Arc<Exchange<impl Application>>,
    mut stop: watch::Receiver<bool>,
) {
    // Otherwise, a single byte would be held back until more follow.
    let _ = stream.set_nodelay(true);
    let script = Script::default();
    let socket = TokioIo::new(Socket::new(stream, script.clone()));
    let service = service_fn(async |request| {
        let arrived = tokio::time::timeout(limits.request, exchange::read(request)).await.map_err(|_| NoAnswer)?;
        activity.answering();
        let answer = exchange.answer(arrived?, peer, &script).await;
        activity.waiting();
        answer
    });
    let mut server = http1::Builder::new();
    server.max_buf_size(HEAD_LIMIT).timer(TokioTimer::new()).header_read_timeout(limits.request);
    let connection = server.serve_connection(socket, service);
    let mut connection = std::pin::pin!(connection);
    tokio::select! {
        _ = &mut connection => {}
        () = stopped(&mut stop) => {
            connection.as_mut().graceful_shutdown();
            // Waits for a response in progress, but not for a request that has not arrived completely.
            let is_over = || activity.is_waiting() && script.is_whole();
            while tokio::time::timeout(GRACE, connection.as_mut()).await.is_err() && !is_over() {}
        }
    }
}

async fn stopped(stop: &mut watch::Receiver<bool>) {
    // If the sender is dropped, the listener is gone.
    let _ = stop.wait_for(|stop| *stop).await;
}
