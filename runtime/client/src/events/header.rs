//! The headers of a frame: a name, a type of one byte, and a value of that type.

use bytes::{Buf, BufMut, Bytes};

use super::FrameError;

/// The value of a header.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum HeaderValue {
    Bool(bool),
    Byte(i8),
    Short(i16),
    Integer(i32),
    Long(i64),
    Bytes(Bytes),
    Text(String),
    /// Milliseconds since 1970.
    Time(i64),
    Uuid([u8; 16]),
}

/// A header with its name.
pub(crate) type Header = (String, HeaderValue);

/// Writes a header.
///
/// # Errors
///
/// Returns an error for an empty name or one of more than 255 bytes, and for a value of more than 65535 bytes.
pub(crate) fn write(name: &str, value: &HeaderValue, to: &mut Vec<u8>) -> Result<(), FrameError> {
    let length = u8::try_from(name.len()).ok().filter(|length| *length > 0);
    to.put_u8(length.ok_or(FrameError::Header)?);
    to.put_slice(name.as_bytes());
    match value {
        HeaderValue::Bool(true) => to.put_u8(0),
        HeaderValue::Bool(false) => to.put_u8(1),
        HeaderValue::Byte(value) => {
            to.put_u8(2);
            to.put_i8(*value);
        }
        HeaderValue::Short(value) => {
            to.put_u8(3);
            to.put_i16(*value);
        }
        HeaderValue::Integer(value) => {
            to.put_u8(4);
            to.put_i32(*value);
        }
        HeaderValue::Long(value) => {
            to.put_u8(5);
            to.put_i64(*value);
        }
        HeaderValue::Bytes(value) => sized(6, value, to)?,
        HeaderValue::Text(value) => sized(7, value.as_bytes(), to)?,
        HeaderValue::Time(value) => {
            to.put_u8(8);
            to.put_i64(*value);
        }
        HeaderValue::Uuid(value) => {
            to.put_u8(9);
            to.put_slice(value);
        }
    }
    Ok(())
}

fn sized(kind: u8, value: &[u8], to: &mut Vec<u8>) -> Result<(), FrameError> {
    to.put_u8(kind);
    to.put_u16(u16::try_from(value.len()).map_err(|_| FrameError::Header)?);
    to.put_slice(value);
    Ok(())
}

/// Reads all headers of a frame.
///
/// # Errors
///
/// Returns an error for an unknown type, a string that is not UTF-8, and a value that exceeds the headers.
pub(crate) fn read_all(mut from: Bytes) -> Result<Vec<Header>, FrameError> {
    let mut headers = Vec::new();
    while !from.is_empty() {
        let length = usize::from(from.try_get_u8().map_err(|_| FrameError::Header)?);
        let name = text(take(&mut from, length)?)?;
        headers.push((name, read(&mut from)?));
    }
    Ok(headers)
}

fn read(from: &mut Bytes) -> Result<HeaderValue, FrameError> {
    let kind = from.try_get_u8().map_err(|_| FrameError::Header)?;
    let value = match kind {
        0 => Ok(HeaderValue::Bool(true)),
        1 => Ok(HeaderValue::Bool(false)),
        2 => from.try_get_i8().map(HeaderValue::Byte),
        3 => from.try_get_i16().map(HeaderValue::Short),
        4 => from.try_get_i32().map(HeaderValue::Integer),
        5 => from.try_get_i64().map(HeaderValue::Long),
        6 => return Ok(HeaderValue::Bytes(take_sized(from)?)),
        7 => return Ok(HeaderValue::Text(text(take_sized(from)?)?)),
        8 => from.try_get_i64().map(HeaderValue::Time),
        9 => {
            let mut uuid = [0; 16];
            from.try_copy_to_slice(&mut uuid).map(|()| HeaderValue::Uuid(uuid))
        }
        _ => return Err(FrameError::Header),
    };
    value.map_err(|_| FrameError::Header)
}

fn take_sized(from: &mut Bytes) -> Result<Bytes, FrameError> {
    let length = from.try_get_u16().map_err(|_| FrameError::Header)?;
    take(from, usize::from(length))
}

fn take(from: &mut Bytes, length: usize) -> Result<Bytes, FrameError> {
    if length > from.len() { Err(FrameError::Header) } else { Ok(from.split_to(length)) }
}

fn text(bytes: Bytes) -> Result<String, FrameError> {
    String::from_utf8(bytes.into()).map_err(|_| FrameError::Header)
}
