//! The text of a document, with lines and columns for its byte offsets.
//!
//! A place is found in logarithmic time, so a document of one long line is as fast as any other.

use std::sync::Arc;

use crate::ast::Place;
use crate::error::Error;

/// A document of a model, as read by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The name in errors, usually its path.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// The text of a document in UTF-8.
pub(crate) struct Source<'d> {
    pub text: &'d str,
    positions: Positions,
}

/// The offsets at which lines begin, and of the bytes that do not begin a character.
struct Positions {
    document: Arc<str>,
    lines: Vec<usize>,
    continuations: Vec<usize>,
}

impl<'d> Source<'d> {
    pub fn new(document: &'d Document) -> Result<Self, Error> {
        let name: Arc<str> = document.name.as_str().into();
        let bytes = document.bytes.as_slice();
        if bytes.starts_with(b"\xef\xbb\xbf") {
            let place = Positions::new(name, &[]).place(0);
            return Err(Error::new(&place, "the document begins with a byte-order mark", "UTF-8 without one"));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let (valid, _) = bytes.split_at(error.valid_up_to());
            let place = Positions::new(name.clone(), valid).place(valid.len());
            Error::new(&place, "the document is not UTF-8", "UTF-8 throughout")
        })?;
        let source = Self { text, positions: Positions::new(name, bytes) };
        if text.trim_ascii().is_empty() {
            return Err(Error::new(&source.place(0), "the document is empty", "a Smithy model as a JSON object"));
        }
        Ok(source)
    }

    /// Returns the place of a byte offset, which is the beginning of a character or the end of the text.
    pub fn place(&self, offset: usize) -> Place {
        self.positions.place(offset)
    }
}

impl Positions {
    fn new(document: Arc<str>, bytes: &[u8]) -> Self {
        let mut lines = vec![0];
        let mut continuations = Vec::new();
        for (offset, byte) in bytes.iter().enumerate() {
            match byte {
                b'\n' => lines.push(offset + 1),
                0x80..=0xbf => continuations.push(offset),
                _ => {}
            }
        }
        Self { document, lines, continuations }
    }

    fn place(&self, offset: usize) -> Place {
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.lines.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let continuations_before = |end| self.continuations.partition_point(|at| *at < end);
        let continuations = continuations_before(offset) - continuations_before(start);
        let column = offset - start - continuations + 1;
        Place { document: self.document.clone(), line: saturate(line), column: saturate(column) }
    }
}

fn saturate(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expect: &str) {
        let document = Document { name: "m.json".into(), bytes: bytes.to_vec() };
        let result = Source::new(&document);
        assert_eq!(result.err().map(|error| error.to_string()).unwrap_or_default(), expect);
    }

    #[test]
    fn documents_that_are_not_text() {
        check(b"", "m.json:1:1: the document is empty, expected a Smithy model as a JSON object");
        check(b" \n\t", "m.json:1:1: the document is empty, expected a Smithy model as a JSON object");
        check(b"\xef\xbb\xbf{}", "m.json:1:1: the document begins with a byte-order mark, expected UTF-8 without one");
        check(b"\xff\xfe{\0", "m.json:1:1: the document is not UTF-8, expected UTF-8 throughout");
        check("é\né\u{1d11e}".as_bytes(), "");
        let mut broken = "é\né\u{1d11e}".as_bytes().to_vec();
        broken.extend(b"\xc3(");
        check(&broken, "m.json:2:3: the document is not UTF-8, expected UTF-8 throughout");
    }

    #[test]
    fn columns_count_characters() {
        let document = Document { name: "m".into(), bytes: "aé\u{1d11e}b\r\nc\n".into() };
        let source = Source::new(&document).unwrap();
        let at = |offset| source.place(offset).to_string();
        assert_eq!([at(0), at(1), at(3), at(7), at(8)], ["m:1:1", "m:1:2", "m:1:3", "m:1:4", "m:1:5"]);
        assert_eq!([at(10), at(11), at(12)], ["m:2:1", "m:2:2", "m:3:1"]);
    }
}
