//! Frames: the wire format of events.
//!
//! A frame has a prelude (its length, that of its headers, and a checksum of both), headers, a payload, and a checksum
//! of the whole frame. Numbers are big-endian.

use std::fmt;

use bytes::{Buf, BufMut, Bytes, BytesMut};

use super::header::{self, Header, HeaderValue};
use crate::checksums::crc32;

/// The length of the prelude.
const PRELUDE: usize = 12;
/// The length of the checksum at the end.
const CHECKSUM: usize = 4;
/// The maximum size of the headers, by AWS's specification.
const MAX_HEADERS: usize = 128 * 1024;
/// The maximum size of a payload, by AWS's specification.
const MAX_PAYLOAD: usize = 24 * 1024 * 1024;

/// A message of an event stream. It does not implement `Debug`, because a payload may contain secrets.
#[derive(Clone, Default, PartialEq)]
pub(crate) struct Frame {
    pub headers: Vec<Header>,
    pub payload: Bytes,
}

/// The error of bytes that are not a frame, or of a message that does not fit into one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrameError {
    /// A header is malformed or too long.
    Header,
    /// The length is impossible or too large.
    Length,
    /// The checksum is wrong.
    Checksum,
}

impl fmt::Display for FrameError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Header => "the header of an event is malformed or too long",
            Self::Length => "the length of an event is impossible or more than 24 MiB",
            Self::Checksum => "the checksum of an event is wrong",
        })
    }
}

impl std::error::Error for FrameError {}

impl Frame {
    /// Returns the value of a string header.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.headers.iter().find(|(known, _)| known == name) {
            Some((_, HeaderValue::Text(text))) => Some(text),
            _ => None,
        }
    }

    /// Writes the frame.
    ///
    /// # Errors
    ///
    /// Returns an error if headers or payload are too long.
    pub fn encode(&self) -> Result<Bytes, FrameError> {
        let mut headers = Vec::new();
        for (name, value) in &self.headers {
            header::write(name, value, &mut headers)?;
        }
        if headers.len() > MAX_HEADERS || self.payload.len() > MAX_PAYLOAD {
            return Err(FrameError::Length);
        }
        let length = PRELUDE + headers.len() + self.payload.len() + CHECKSUM;
        let mut frame = Vec::with_capacity(length);
        frame.put_u32(u32::try_from(length).map_err(|_| FrameError::Length)?);
        frame.put_u32(u32::try_from(headers.len()).map_err(|_| FrameError::Length)?);
        frame.put_u32(crc32([&frame[..]]));
        frame.put_slice(&headers);
        frame.put_slice(&self.payload);
        frame.put_u32(crc32([&frame[..]]));
        Ok(frame.into())
    }
}

/// Decodes frames from the pieces of a body. At most one frame and one piece are in memory: a frame's length is used
/// only after its checksum and its maximum were checked, and memory grows only with the bytes received.
#[derive(Clone, Default)]
pub(crate) struct Decoder {
    bytes: BytesMut,
}

impl Decoder {
    /// Adds a piece of the body.
    pub fn push(&mut self, piece: &[u8]) {
        self.bytes.extend_from_slice(piece);
    }

    /// Returns `true` if no incomplete frame is buffered.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Returns the next frame, once it is complete.
    ///
    /// # Errors
    ///
    /// Returns an error for bytes that are not a frame. The rest of the stream can't be read then.
    pub fn next(&mut self) -> Result<Option<Frame>, FrameError> {
        let Some(prelude) = self.bytes.first_chunk::<PRELUDE>() else { return Ok(None) };
        let (lengths, mut checksum) = prelude.split_at(8);
        if checksum.get_u32() != crc32([lengths]) {
            return Err(FrameError::Checksum);
        }
        let (mut total, mut headers) = lengths.split_at(4);
        let (total, headers) = (total.get_u32() as usize, headers.get_u32() as usize);
        let payload = total.checked_sub(PRELUDE + CHECKSUM).and_then(|rest| rest.checked_sub(headers));
        if headers > MAX_HEADERS || payload.is_none_or(|payload| payload > MAX_PAYLOAD) {
            return Err(FrameError::Length);
        }
        if self.bytes.len() < total {
            return Ok(None);
        }
        let mut frame = self.bytes.split_to(total).freeze();
        let mut checksum = frame.split_off(total - CHECKSUM);
        if checksum.get_u32() != crc32([&frame[..]]) {
            return Err(FrameError::Checksum);
        }
        let payload = frame.split_off(PRELUDE + headers);
        let headers = header::read_all(frame.split_off(PRELUDE))?;
        Ok(Some(Frame { headers, payload }))
    }
}
