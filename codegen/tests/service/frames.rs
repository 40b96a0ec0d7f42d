//! Frames of events as a server writes and reads them, according to the specification.

/// The value of a header: its type, and its bytes.
pub type Value = (u8, Vec<u8>);

pub fn text(text: &str) -> Value {
    let length = u16::try_from(text.len()).unwrap().to_be_bytes();
    (7, [&length, text.as_bytes()].concat())
}

pub fn frame(headers: &[(&str, Value)], payload: &[u8]) -> Vec<u8> {
    let mut head = Vec::new();
    for (name, (kind, value)) in headers {
        head.push(u8::try_from(name.len()).unwrap());
        head.extend(name.as_bytes());
        head.push(*kind);
        head.extend(value);
    }
    let mut frame = Vec::new();
    frame.extend(u32::try_from(16 + head.len() + payload.len()).unwrap().to_be_bytes());
    frame.extend(u32::try_from(head.len()).unwrap().to_be_bytes());
    frame.extend(crc32(&frame).to_be_bytes());
    frame.extend(head);
    frame.extend(payload);
    frame.extend(crc32(&frame).to_be_bytes());
    frame
}

/// Returns an event with a payload.
pub fn event(name: &str, payload: &[u8]) -> Vec<u8> {
    frame(&[(":message-type", text("event")), (":event-type", text(name))], payload)
}

/// A frame that has been received.
#[derive(Debug, PartialEq)]
pub struct Frame {
    pub headers: Vec<(String, Value)>,
    pub payload: Vec<u8>,
}

impl Frame {
    pub fn text(&self, name: &str) -> Option<String> {
        let (_, (kind, value)) = self.headers.iter().find(|(known, _)| known == name)?;
        assert_eq!(*kind, 7, "{name}");
        Some(String::from_utf8(value[2..].to_vec()).unwrap())
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        let (_, (kind, value)) = self.headers.iter().find(|(known, _)| known == name).unwrap();
        assert_eq!(*kind, 6, "{name}");
        value[2..].to_vec()
    }
}

/// Decodes all frames of a body.
pub fn frames(mut bytes: &[u8]) -> Vec<Frame> {
    let mut frames = Vec::new();
    while !bytes.is_empty() {
        let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        let (total, headers) = (number(0) as usize, number(4) as usize);
        assert_eq!((number(8), number(total - 4)), (crc32(&bytes[..8]), crc32(&bytes[..total - 4])));
        let headers_end = 12 + headers;
        frames.push(Frame { headers: read(&bytes[12..headers_end]), payload: bytes[headers_end..total - 4].to_vec() });
        bytes = &bytes[total..];
    }
    frames
}

fn read(mut bytes: &[u8]) -> Vec<(String, Value)> {
    let mut headers = Vec::new();
    while let Some((length, rest)) = bytes.split_first() {
        let (name, rest) = rest.split_at(usize::from(*length));
        let (kind, rest) = rest.split_first().unwrap();
        let size = match kind {
            0 | 1 => 0,
            2 => 1,
            3 => 2,
            4 => 4,
            5 | 8 => 8,
            6 | 7 => 2 + usize::from(u16::from_be_bytes([rest[0], rest[1]])),
            9 => 16,
            kind => unreachable!("a header of type {kind}"),
        };
        let (value, rest) = rest.split_at(size);
        headers.push((String::from_utf8(name.to_vec()).unwrap(), (*kind, value.to_vec())));
        bytes = rest;
    }
    headers
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32, byte: &u8| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 })
    };
    !bytes.iter().fold(u32::MAX, step)
}
