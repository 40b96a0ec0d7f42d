//! Calls in tokio runtimes that lack something, and outside of one: an error that names what is missing, no panic.

#![allow(clippy::panic, clippy::unwrap_used, reason = "tests")]

mod support;

use support::server::{Server, answer};
use support::{Client, builder, thing};
use tokio::runtime::{Builder as Runtime, Runtime as Started};

#[track_caller]
fn check(runtime: &Started, client: &Client, server: &Server, expected: &str) {
    let error = runtime.block_on(client.create(thing())).expect_err("a failure");
    let text = error.report().to_string();
    assert!(text.contains(expected), "{text}");
    assert!(!error.may_have_taken_effect() && !error.is_retryable(), "{text}");
    assert!(server.requests().is_empty(), "nothing is sent");
}

fn server() -> Server {
    Server::new([answer(200, "", r#"{"arn":"a"}"#)])
}

#[test]
fn a_runtime_without_timers() {
    let server = server();
    let runtime = Runtime::new_current_thread().enable_io().build().unwrap();
    check(&runtime, &builder(&server.url()).build().unwrap(), &server, "`enable_time`");
    let runtime = Runtime::new_multi_thread().worker_threads(1).enable_io().build().unwrap();
    check(&runtime, &builder(&server.url()).build().unwrap(), &server, "`enable_time`");
}

#[test]
fn a_runtime_without_io() {
    let server = server();
    let runtime = Runtime::new_current_thread().enable_time().build().unwrap();
    let client = builder(&server.url()).build().unwrap();
    check(&runtime, &client, &server, "`enable_io`");
    // The client works in a runtime that has everything it needs.
    let runtime = Runtime::new_current_thread().enable_all().build().unwrap();
    assert_eq!(runtime.block_on(client.create(thing())).unwrap().arn.as_deref(), Some("a"));
}

/// A custom clock does not use tokio's timers, but the default transport does.
#[test]
fn a_runtime_without_timers_needs_another_clock() {
    #[derive(Debug)]
    struct Own;
    impl tinsmith_client::clock::Clock for Own {
        fn now(&self) -> std::time::SystemTime {
            std::time::SystemTime::now()
        }

        fn sleep(&self, _: std::time::Duration) -> tinsmith_client::clock::Sleep<'_> {
            Box::pin(std::future::pending())
        }
    }
    let server = server();
    let runtime = Runtime::new_current_thread().enable_io().build().unwrap();
    check(&runtime, &builder(&server.url()).clock(Own).build().unwrap(), &server, "`enable_time`");
}

#[test]
fn outside_of_a_runtime() {
    let server = server();
    let client = builder(&server.url()).build().unwrap();
    let error = poll(client.create(thing())).expect_err("a failure");
    assert!(error.report().to_string().contains("expected to be called in a tokio runtime"), "{error:?}");
    assert!(!error.may_have_taken_effect() && server.requests().is_empty());
}

#[cfg(feature = "aws-config")]
#[test]
fn a_client_of_an_sdk_config() {
    use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep, Sleep};
    use aws_types::region::Region;
    use tinsmith_client::{Builder, SdkConfig};

    #[derive(Debug)]
    struct TokioSleep;
    impl AsyncSleep for TokioSleep {
        fn sleep(&self, duration: std::time::Duration) -> Sleep {
            Sleep::new(tokio::time::sleep(duration))
        }
    }
    let server = server();
    let config = |sleep: Option<SharedAsyncSleep>| {
        let mut config = SdkConfig::builder().region(Region::new("eu-west-1")).endpoint_url(server.url());
        config.set_sleep_impl(sleep);
        let credentials = support::credentials();
        let builder = Builder::<support::Sample>::from_sdk_config(&config.build()).unwrap();
        builder.credentials(credentials).build().unwrap()
    };
    for sleep in [None, Some(SharedAsyncSleep::new(TokioSleep))] {
        let client = config(sleep);
        let error = poll(client.create(thing())).expect_err("a failure");
        assert!(error.report().to_string().contains("expected to be called in a tokio runtime"), "{error:?}");
        assert!(!error.may_have_taken_effect());
        let runtime = Runtime::new_current_thread().enable_io().build().unwrap();
        check(&runtime, &client, &server, "`enable_time`");
    }
}

/// A connection opened by a runtime can't be used while no one drives that runtime.
#[test]
fn two_runtimes_have_connections_of_their_own() {
    use std::io::{Read, Write};

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let connections = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = std::sync::Arc::clone(&connections);
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            std::thread::spawn(move || {
                let mut buffer = [0; 65536];
                while stream.read(&mut buffer).is_ok_and(|length| length > 0) {
                    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"arn\":\"a\"}").unwrap();
                }
            });
        }
    });
    // A call that waits for the time limit of its attempt fails.
    let client = builder(&url).max_attempts(1).build().unwrap();
    let runtimes: Vec<Started> =
        std::iter::repeat_with(|| Runtime::new_current_thread().enable_all().build().unwrap()).take(20).collect();
    for runtime in runtimes.iter().chain([&runtimes[19], &runtimes[18]]) {
        assert_eq!(runtime.block_on(client.create(thing())).unwrap().arn.as_deref(), Some("a"));
    }
    // The last two calls find the connections of their own runtimes.
    assert_eq!(connections.load(std::sync::atomic::Ordering::SeqCst), 20);
}

/// Polls a future once, outside of any runtime.
fn poll<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match future.as_mut().poll(&mut context) {
        std::task::Poll::Ready(output) => output,
        std::task::Poll::Pending => panic!("the call waits"),
    }
}
