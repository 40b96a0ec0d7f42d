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
