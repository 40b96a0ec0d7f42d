//! Files as bodies.

use std::future::Future;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame, SizeHint};
use tokio::fs::File;

use super::Body;
use super::reader::Chunks;

/// Opens a file, and returns a body of the file's current length.
pub(super) async fn body(path: PathBuf) -> io::Result<Body> {
    let metadata = File::open(&path).await?.metadata().await?;
    if !metadata.is_file() {
        // A pipe or a device has no length, and is read once only.
        return Err(io::Error::new(
            io::ErrorKind::InvalidInput,
            "expected a regular file; `Body::reader` takes others",
        ));
    }
    let length = metadata.len();
    let path: Arc<Path> = path.into();
    Ok(Body::replayable(Some(length), move || Body::stream(FileBody::new(Arc::clone(&path), length))))
}

/// A file that is opened by the first read.
struct FileBody {
    state: State,
    length: u64,
}

enum State {
    Opening(Pin<Box<dyn Future<Output = io::Result<File>> + Send>>),
    Reading(Chunks<File>),
    Ended,
}

impl FileBody {
    fn new(path: Arc<Path>, length: u64) -> Self {
        Self { state: State::Opening(Box::pin(File::open(path))), length }
    }
}

impl HttpBody for FileBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        loop {
            match &mut self.state {
                State::Opening(opening) => match ready!(opening.as_mut().poll(context)) {
                    Ok(file) => self.state = State::Reading(Chunks::new(file, Some(self.length))),
                    Err(error) => {
                        self.state = State::Ended;
                        return Poll::Ready(Some(Err(error)));
                    }
                },
                State::Reading(chunks) => return Pin::new(chunks).poll_frame(context),
                State::Ended => return Poll::Ready(None),
            }
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.state {
            State::Opening(_) => SizeHint::with_exact(self.length),
            State::Reading(chunks) => chunks.size_hint(),
            State::Ended => SizeHint::with_exact(0),
        }
    }
}
