//! Runs a call without waiting for the background tasks that it leaves behind.

use tokio::runtime::Builder;

use crate::outcome::Failure;

/// Runs a future to its end, but not the blocking tasks that it leaves behind: a name lookup can't be cancelled, and
/// may take far longer than the time limits of the call.
pub fn run<T>(future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::setup(format!("no runtime: {error}")))?;
    let result = runtime.block_on(future);
    runtime.shutdown_background();
    result
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;

    #[test]
    fn blocking_tasks_are_left_behind() {
        let (release, released) = mpsc::channel::<()>();
        let (done, ended) = mpsc::channel();
        std::thread::spawn(move || {
            let result = run(async {
                // Like the resolver. It ends when the sender is dropped, after the test.
                tokio::task::spawn_blocking(move || released.recv());
                tokio::task::yield_now().await;
                Ok(())
            });
            done.send(result.is_ok())
        });
        assert_eq!(ended.recv_timeout(Duration::from_secs(60)), Ok(true), "it waits");
        drop(release);
    }
}
