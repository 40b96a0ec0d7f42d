use http_body_util::Full;

use super::*;

fn stream(chunks: &[&'static str]) -> Body {
    let frames = chunks.iter().map(|chunk| Ok::<_, BoxError>(Frame::data(Bytes::from_static(chunk.as_bytes()))));
    let mut frames = frames.collect::<Vec<_>>().into_iter();
    Body::stream(Frames(std::iter::from_fn(move || frames.next())))
}

/// A body that is ready at once and does not know its length.
struct Frames<I>(I);

impl<I: Iterator<Item = Result<Frame<Bytes>, BoxError>> + Unpin> HttpBody for Frames<I> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Poll::Ready(self.0.next())
    }
}

#[tokio::test]
async fn bodies_are_read_up_to_the_limit() {
    for body in [|| Body::from("abc"), || stream(&["a", "", "bc"]), || Body::stream(Full::new("abc".into()))] {
        assert_eq!(body().collect(3).await.expect("within the limit"), "abc");
        let error = body().collect(2).await.expect_err("beyond the limit");
        assert_eq!(error.kind(), TransportErrorKind::TooLarge);
    }
    assert_eq!(Body::empty().collect(0).await.expect("nothing"), "");
}

#[tokio::test]
async fn failed_streams_are_interrupted_unless_they_say_otherwise() {
    let failing = |error: BoxError| Body::stream(Frames(std::iter::once(Err(error))));
    let error = failing("lost".into()).collect(9).await.expect_err("a failure");
    assert_eq!(error.kind(), TransportErrorKind::Interrupted);
    let own = TransportError::new(TransportErrorKind::Malformed, "bad chunk");
    let error = failing(own.into()).collect(9).await.expect_err("a failure");
    assert_eq!(error.kind(), TransportErrorKind::Malformed);
}

#[test]
fn bytes_can_be_sent_again_and_are_not_shown() {
    let body = Body::from("hunter2");
    assert_eq!(body.try_clone().and_then(|body| body.as_bytes().cloned()).expect("bytes"), "hunter2");
    assert!(stream(&["a"]).try_clone().is_none());
    assert_eq!(format!("{body:?} {:?}", stream(&["hunter2"])), "Body(7 bytes) Body(stream)");
}

#[tokio::test]
async fn sources_are_opened_for_each_copy() {
    let body = Body::replayable(None, || stream(&["a", "bc"]));
    let copy = body.try_clone().expect("a source");
    assert!(body.is_replayable() && !stream(&["a"]).is_replayable());
    for mut body in [copy, body] {
        assert_eq!(body.length(), None);
        assert_eq!(body.chunk().await.expect("a piece"), Some("a".into()));
        assert!(!body.is_replayable(), "a part has been read");
        assert_eq!(body.collect(9).await.expect("the rest"), "bc");
    }
    // A source of bytes, and a source of a source.
    let bytes = Body::replayable(Some(3), || Body::replayable(Some(3), || "abc".into()));
    assert_eq!((bytes.length(), bytes.collect(9).await.expect("bytes")), (Some(3), "abc".into()));
}

#[tokio::test]
async fn files_have_the_length_that_they_had() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    let content = [7; 200_000];
    std::fs::write(file.path(), content).expect("a file");
    let body = Body::file(file.path()).await.expect("a file");
    assert_eq!((body.length(), body.is_replayable()), (Some(200_000), true));
    std::fs::write(file.path(), [7; 200_001]).expect("a longer file");
    let copy = body.try_clone().expect("a copy");
    assert_eq!(copy.collect(1 << 20).await.expect("the bytes"), content[..]);
    std::fs::write(file.path(), [7; 199_999]).expect("a shorter file");
    let copy = body.try_clone().expect("a copy");
    let error = copy.collect(1 << 20).await.expect_err("bytes are missing");
    assert!(error.get_ref().to_string().contains("the body ends 1 bytes before its length"), "{error:?}");
    drop(file);
    assert!(body.collect(1 << 20).await.is_err(), "the file is gone");
    assert!(Body::file("/").await.is_err() && Body::file("/nowhere").await.is_err());
}

#[tokio::test]
async fn readers_return_their_bytes() {
    use tokio::io::AsyncReadExt as _;

    for length in [0, 1, 65_535, 65_536, 65_537, 300_000] {
        let bytes: Vec<u8> = (0..=255).cycle().take(length).collect();
        for known in [None, Some(length as u64)] {
            let body = Body::reader(std::io::Cursor::new(bytes.clone()), known);
            assert_eq!(body.length(), known);
            let mut read = Vec::new();
            body.into_reader().read_to_end(&mut read).await.expect("the bytes");
            assert!(read == bytes, "{length} bytes");
        }
    }
    let short = Body::reader(&b"abc"[..], Some(4)).collect(9).await.expect_err("a byte is missing");
    assert_eq!(short.get_ref().to_string(), "the body ends 1 bytes before its length");
    assert_eq!(Body::reader(&b"abc"[..], Some(2)).collect(9).await.expect("two bytes"), "ab");
    let failing = Body::stream(Frames(std::iter::once(Err("lost".into())))).into_reader();
    assert_eq!(
        Body::reader(failing, None).collect(9).await.expect_err("a failure").kind(),
        TransportErrorKind::Interrupted
    );
}
