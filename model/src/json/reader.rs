//! Parses JSON text.
//!
//! Parsing stops at the first syntax error; all duplicate keys are reported.

use std::collections::HashMap;

use serde_json::Number;

use super::{DEEPEST, Entry, Node, NodeKind};
use crate::document::Source;
use crate::error::{Error, quote};

/// Parses a document that consists of one JSON value.
pub(crate) fn read(source: &Source<'_>) -> Result<Node, Vec<Error>> {
    let mut reader = Reader { source, position: 0, depth: 0, duplicates: Vec::new() };
    let result = reader.document();
    let mut errors = reader.duplicates;
    match result {
        Ok(node) if errors.is_empty() => Ok(node),
        Ok(_) => Err(errors),
        Err(error) => {
            errors.push(error);
            Err(errors)
        }
    }
}

struct Reader<'s> {
    source: &'s Source<'s>,
    position: usize,
    depth: usize,
    duplicates: Vec<Error>,
}

impl Reader<'_> {
    fn document(&mut self) -> Result<Node, Error> {
        let node = self.value()?;
        match self.peek() {
            None => Ok(node),
            Some(_) => Err(self.unexpected("the end of the document")),
        }
    }

    fn value(&mut self) -> Result<Node, Error> {
        let first = self.peek();
        let offset = self.position;
        let kind = match first {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => NodeKind::String(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b'a'..=b'z') => self.word()?,
            _ => return Err(self.unexpected("a JSON value")),
        };
        Ok(Node { offset, kind })
    }

    /// Parses the content after an opening bracket.
    fn nested(&mut self, read: fn(&mut Self) -> Result<NodeKind, Error>) -> Result<NodeKind, Error> {
        if self.depth == DEEPEST {
            let problem = format!("the document is nested deeper than {DEEPEST} levels");
            return Err(self.error(self.position, problem, "a shallower document"));
        }
        self.depth += 1;
        self.position += 1;
        let kind = read(self)?;
        self.depth -= 1;
        Ok(kind)
    }

    fn array(&mut self) -> Result<NodeKind, Error> {
        let mut items = Vec::new();
        if self.skip(b']') {
            return Ok(NodeKind::Array(items));
        }
        loop {
            items.push(self.value()?);
            if self.skip(b']') {
                return Ok(NodeKind::Array(items));
            }
            self.expect(b',', "`,` or `]`")?;
        }
    }

    fn object(&mut self) -> Result<NodeKind, Error> {
        let mut entries = Vec::new();
        if self.skip(b'}') {
            return Ok(NodeKind::Object(entries));
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.unexpected("a key in double quotes"));
            }
            let offset = self.position;
            let key = self.string()?;
            self.expect(b':', "`:` after the key")?;
            entries.push(Entry { key, offset, value: self.value()? });
            if self.skip(b'}') {
                self.find_duplicates(&entries);
                return Ok(NodeKind::Object(entries));
            }
            self.expect(b',', "`,` or `}`")?;
        }
    }

    fn find_duplicates(&mut self, entries: &[Entry]) {
        let mut first_offsets = HashMap::with_capacity(entries.len());
        for entry in entries {
            let first = *first_offsets.entry(entry.key.as_str()).or_insert(entry.offset);
            if first != entry.offset {
                let first = self.source.place(first);
                let problem = format!("the key {} occurs twice in an object, first at {first}", quote(&entry.key));
                self.duplicates.push(self.error(entry.offset, problem, "each key once"));
            }
        }
    }

    /// Finds the end of a string, and has serde_json decode its content.
    fn string(&mut self) -> Result<String, Error> {
        let start = self.position;
        let mut escaped = false;
        loop {
            self.position += 1;
            match self.bytes().get(self.position) {
                None => return Err(self.error(self.position, "the document ends inside a string", "`\"`")),
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.position += 1;
                }
                Some(0..=0x1f) => {
                    return Err(self.error(
                        self.position,
                        "a control character in a string",
                        "an escape such as `\\n`",
                    ));
                }
                Some(_) => {}
            }
        }
        let content = start + 1..self.position;
        self.position += 1;
        if !escaped {
            return Ok(self.slice(content).to_string());
        }
        serde_json::from_str(self.slice(start..self.position)).map_err(|_| {
            self.error(start, "an escape that JSON does not have in a string", "an escape such as `\\n` or `\\u00e9`")
        })
    }

    /// Finds the end of a number, and has serde_json check it.
    ///
    /// A number that is not a 64-bit integer becomes the nearest `f64`.
    fn number(&mut self) -> Result<NodeKind, Error> {
        let start = self.position;
        let rest = self.bytes().get(start..).unwrap_or_default();
        let is_part = |byte: &u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
        self.position += rest.iter().take_while(|byte| is_part(byte)).count();
        let text = self.slice(start..self.position);
        let malformed = || self.error(start, format!("the malformed number {}", quote(text)), "a JSON number");
        let number: Number = serde_json::from_str(text).map_err(|_| malformed())?;
        if !number.is_f64() {
            return Ok(NodeKind::Number(number));
        }
        // serde_json's own result may be off by one unit in the last place.
        let exact = text.parse().ok().and_then(Number::from_f64).ok_or_else(malformed)?;
        Ok(NodeKind::Number(exact))
    }

    fn word(&mut self) -> Result<NodeKind, Error> {
        let start = self.position;
        let rest = self.bytes().get(start..).unwrap_or_default();
        self.position += rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
        match self.slice(start..self.position) {
            "null" => Ok(NodeKind::Null),
            "true" => Ok(NodeKind::Bool(true)),
            "false" => Ok(NodeKind::Bool(false)),
            other => Err(self.error(start, format!("the unknown word {}", quote(other)), "a JSON value")),
        }
    }

    /// Returns the next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = self.bytes().get(self.position).copied()?;
            if !matches!(byte, b' ' | b'\t' | b'\r' | b'\n') {
                return Some(byte);
            }
            self.position += 1;
        }
    }

    fn skip(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.position += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8, expected: &str) -> Result<(), Error> {
        if self.skip(byte) { Ok(()) } else { Err(self.unexpected(expected)) }
    }

    fn unexpected(&self, expected: &str) -> Error {
        let rest = self.source.text.get(self.position..).unwrap_or_default();
        let problem = match rest.chars().next() {
            None => "the document ends too early".to_string(),
            Some(character) => format!("unexpected {}", quote(character.encode_utf8(&mut [0; 4]))),
        };
        self.error(self.position, problem, expected)
    }

    fn error(&self, offset: usize, problem: impl Into<String>, expected: &str) -> Error {
        Error::new(&self.source.place(offset.min(self.source.text.len())), problem, expected)
    }

    fn bytes(&self) -> &[u8] {
        self.source.text.as_bytes()
    }

    fn slice(&self, range: std::ops::Range<usize>) -> &str {
        self.source.text.get(range).expect("the reader stops at ASCII characters only")
    }
}

#[cfg(test)]
mod tests;
