//! Tests of frames: all types of headers, truncated at each byte, with flipped bits, and with impossible lengths.

use bytes::{BufMut, Bytes};

use super::frame::{Decoder, Frame, FrameError};
use super::header::HeaderValue;
use crate::checksums::crc32;

fn sample() -> Frame {
    let headers = [
        ("true", HeaderValue::Bool(true)),
        ("false", HeaderValue::Bool(false)),
        ("byte", HeaderValue::Byte(-1)),
        ("short", HeaderValue::Short(i16::MIN)),
        ("integer", HeaderValue::Integer(i32::MAX)),
        ("long", HeaderValue::Long(i64::MIN)),
        ("bytes", HeaderValue::Bytes(Bytes::from_static(&[0, 255]))),
        ("text", HeaderValue::Text("é".into())),
        ("time", HeaderValue::Time(1_700_000_000_123)),
        ("uuid", HeaderValue::Uuid([7; 16])),
    ];
    Frame { headers: headers.map(|(name, value)| (name.to_owned(), value)).into(), payload: "{}".into() }
}

/// Decodes all frames in these pieces.
fn decode<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<Frame>, FrameError> {
    let mut decoder = Decoder::default();
    let mut frames = Vec::new();
    for piece in pieces {
        decoder.push(piece);
        while let Some(frame) = decoder.next()? {
            frames.push(frame);
        }
    }
    Ok(frames)
}

#[test]
fn frames_are_read_as_they_were_written() {
    for frame in [Frame::default(), sample(), Frame { payload: vec![1; 100_000].into(), ..Frame::default() }] {
        let bytes = frame.encode().expect("a frame");
        assert!(decode([&bytes[..]]).expect("a frame") == [frame.clone()]);
        let twice = [&bytes[..], &bytes[..]].concat();
        assert!(decode(twice.chunks(7)).expect("two frames") == [frame.clone(), frame]);
    }
}

/// The frames of AWS's specification and of its SDKs' tests.
#[test]
fn published_frames() {
    let empty = [0, 0, 0, 16, 0, 0, 0, 0, 5, 194, 72, 235, 125, 152, 200, 255];
    assert_eq!(Frame::default().encode().expect("a frame")[..], empty);
    let json = [
        0, 0, 0, 29, 0, 0, 0, 0, 253, 82, 140, 90, 123, 39, 102, 111, 111, 39, 58, 39, 98, 97, 114, 39, 125, 195, 101,
        57, 54,
    ];
    let frame = Frame { payload: "{'foo':'bar'}".into(), ..Frame::default() };
    assert_eq!(frame.encode().expect("a frame")[..], json);
}

#[test]
fn frames_that_are_cut_are_not_there_yet() {
    let bytes = sample().encode().expect("a frame");
    for length in 0..bytes.len() {
        let mut decoder = Decoder::default();
        decoder.push(&bytes[..length]);
        assert!(decoder.next().expect("the start of a frame").is_none(), "cut at {length}");
        assert_eq!(decoder.is_empty(), length == 0);
    }
}

#[test]
fn flipped_bits_are_detected() {
    let bytes = sample().encode().expect("a frame");
    for bit in 0..bytes.len() * 8 {
        let mut bytes = bytes.to_vec();
        bytes[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(decode([&bytes[..]]).err(), Some(FrameError::Checksum), "bit {bit}");
    }
}

/// Builds a prelude with a correct checksum.
fn prelude(total: u32, headers: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    bytes.put_u32(total);
    bytes.put_u32(headers);
    bytes.put_u32(crc32([&bytes[..]]));
    bytes
}

#[test]
fn lengths_are_bounded() {
    let (headers, payload) = (128 * 1024, 24 * 1024 * 1024);
    for (total, headers, expected) in [
        (0, 0, Some(FrameError::Length)),
        (15, 0, Some(FrameError::Length)),
        (16, 1, Some(FrameError::Length)),
        (17, 1, None),
        (16 + headers, headers, None),
        (17 + headers, headers + 1, Some(FrameError::Length)),
        (16 + payload, 0, None),
        (17 + payload, 0, Some(FrameError::Length)),
        (16 + headers + payload, headers, None),
        (u32::MAX, 0, Some(FrameError::Length)),
        (u32::MAX, u32::MAX, Some(FrameError::Length)),
    ] {
        assert_eq!(decode([&prelude(total, headers)[..]]).err(), expected, "{total} {headers}");
    }
    let large = |length| Frame { payload: vec![0; length].into(), ..Frame::default() }.encode().err();
    assert_eq!((large(24 * 1024 * 1024), large(24 * 1024 * 1024 + 1)), (None, Some(FrameError::Length)));
    let named = |length| Frame { headers: vec![("x".repeat(length), HeaderValue::Byte(0))], ..Frame::default() };
    assert_eq!([0, 1, 255, 256].map(|length| named(length).encode().is_ok()), [false, true, true, false]);
    let text =
        |length| Frame { headers: vec![("x".into(), HeaderValue::Text("x".repeat(length)))], ..Frame::default() };
    assert_eq!([65535, 65536].map(|length| text(length).encode().is_ok()), [true, false]);
}

/// A declared length allocates nothing before its bytes arrive.
#[test]
fn memory_grows_with_received_bytes() {
    let bytes = prelude(24 * 1024 * 1024, 0);
    let measured = allocation_counter::measure(|| {
        assert!(decode([&bytes[..], &[0; 1000]]).expect("the start of a frame").is_empty());
    });
    assert!(measured.bytes_max < 8192, "{} bytes", measured.bytes_max);
}

/// Headers with wrong types and lengths, in a frame with correct checksums.
#[test]
fn malformed_headers_are_errors() {
    let mut random = fastrand::Rng::with_seed(7);
    for headers in [&[1, b'a'][..], &[1, b'a', 10], &[1, b'a', 7, 0, 1, 255], &[1, b'a', 7, 0, 2, b'b'], &[5, b'a', 0]]
    {
        assert_eq!(decode([&with_headers(headers)[..]]).err(), Some(FrameError::Header), "{headers:?}");
    }
    for _ in 0..20_000 {
        let headers: Vec<u8> = (0..random.usize(..40)).map(|_| random.u8(..12)).collect();
        match decode([&with_headers(&headers)[..]]) {
            Ok(frames) => assert_eq!(frames.len(), 1),
            Err(error) => assert_eq!(error, FrameError::Header),
        }
    }
}

fn with_headers(headers: &[u8]) -> Vec<u8> {
    let length = u32::try_from(headers.len()).expect("few bytes");
    let mut bytes = prelude(16 + length, length);
    bytes.extend(headers);
    bytes.put_u32(crc32([&bytes[..]]));
    bytes
}
