//! Parses JSON text (RFC 8259) into a tree.
//!
//! Parsing stops at the first syntax error. It takes time and memory proportional to the text, and stack for at most
//! [`DEEPEST`] levels. Messages quote only punctuation: anything else may be part of a secret that lost its quotes.

use std::ops::Range;

use zeroize::Zeroizing;

use super::tree::{Content, Entry, Node, Text};

/// The maximum number of arrays and objects that may be open at the same time.
const DEEPEST: usize = 128;
const A_VALUE: &str = "a JSON value";
const A_NAME: &str = "a member name in double quotes";

/// A syntax error.
pub struct Malformed {
    pub offset: usize,
    pub problem: &'static str,
    pub expected: &'static str,
}

/// Reads a document that consists of one JSON value.
///
/// # Errors
///
/// Returns the first syntax error.
pub fn read(text: &str) -> Result<Node<'_>, Malformed> {
    let mut reader = Reader { text, offset: 0, depth: 0 };
    if text.starts_with('\u{feff}') {
        return Err(reader.malformed("the document begins with a byte-order mark", "UTF-8 without one"));
    }
    if reader.peek().is_none() {
        return Err(Malformed { offset: 0, problem: "the document is empty", expected: "a JSON object" });
    }
    let node = reader.value(0)?;
    match reader.peek() {
        None => Ok(node),
        Some(_) => Err(reader.unexpected("the end of the document")),
    }
}

struct Reader<'t> {
    text: &'t str,
    offset: usize,
    depth: usize,
}

impl<'t> Reader<'t> {
    fn value(&mut self, position: usize) -> Result<Node<'t>, Malformed> {
        let first = self.peek();
        let offset = self.offset;
        let content = match first {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => Content::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b'a'..=b'z' | b'A'..=b'Z') => self.word()?,
            _ => return Err(self.unexpected(A_VALUE)),
        };
        Ok(Node { offset, position, content })
    }

    /// Reads the content after an opening bracket.
    fn nested(&mut self, read: fn(&mut Self) -> Result<Content<'t>, Malformed>) -> Result<Content<'t>, Malformed> {
        if self.depth == DEEPEST {
            return Err(self.malformed("the document is nested deeper than 128 levels", "a shallower document"));
        }
        self.depth += 1;
        self.offset += 1;
        let content = read(self)?;
        self.depth -= 1;
        Ok(content)
    }

    fn array(&mut self) -> Result<Content<'t>, Malformed> {
        let mut items = Vec::new();
        if self.skip(b']') {
            return Ok(Content::Array(items));
        }
        loop {
            items.push(self.value(items.len())?);
            if self.skip(b']') {
                return Ok(Content::Array(items));
            }
            self.expect(b',', "`,` or `]`")?;
        }
    }

    fn object(&mut self) -> Result<Content<'t>, Malformed> {
        let mut entries = Vec::new();
        if self.skip(b'}') {
            return Ok(Content::Object(entries));
        }
        loop {
            if self.peek() != Some(b'"') {
                return Err(self.unexpected(A_NAME));
            }
            let offset = self.offset;
            let key = self.string()?;
            self.expect(b':', "`:` after the member name")?;
            let value = self.value(entries.len())?;
            entries.push(Entry { key, offset, member: None, value });
            if self.skip(b'}') {
                return Ok(Content::Object(entries));
            }
            self.expect(b',', "`,` or `}`")?;
        }
    }

    /// Finds the end of a string, then decodes its content.
    fn string(&mut self) -> Result<Text<'t>, Malformed> {
        let start = self.offset + 1;
        let mut escaped = false;
        self.offset = start;
        loop {
            match self.text.as_bytes().get(self.offset) {
                None => return Err(self.malformed("the document ends inside a string", "`\"`")),
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.offset += 1;
                }
                Some(0..=0x1f) => {
                    return Err(self.malformed("a control character in a string", "an escape such as `\\n`"));
                }
                Some(_) => {}
            }
            self.offset += 1;
        }
        let content = self.slice(start..self.offset);
        self.offset += 1;
        if escaped { unescape(content, start) } else { Ok(content.into()) }
    }

    fn number(&mut self) -> Result<Content<'t>, Malformed> {
        let is_part = |byte: u8| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
        let (offset, text) = self.run(is_part);
        if is_number(text) {
            return Ok(Content::Number(text));
        }
        Err(Malformed { offset, problem: "a malformed number", expected: "a JSON number" })
    }

    fn word(&mut self) -> Result<Content<'t>, Malformed> {
        let (offset, text) = self.run(|byte| byte.is_ascii_alphanumeric());
        match text {
            "null" => Ok(Content::Null),
            "true" => Ok(Content::Boolean(true)),
            "false" => Ok(Content::Boolean(false)),
            _ => {
                let expected = "`true`, `false`, `null`, or text in double quotes";
                Err(Malformed { offset, problem: "a word without quotes", expected })
            }
        }
    }

    /// Consumes the bytes from here on that satisfy the predicate, and returns their offset with them.
    fn run(&mut self, is_part: impl Fn(u8) -> bool) -> (usize, &'t str) {
        let start = self.offset;
        let rest = self.text.as_bytes().get(start..).unwrap_or_default();
        self.offset += rest.iter().take_while(|byte| is_part(**byte)).count();
        (start, self.slice(start..self.offset))
    }

    /// Returns the next byte that is not white space.
    fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = self.text.as_bytes().get(self.offset).copied()?;
            if !matches!(byte, b' ' | b'\t' | b'\r' | b'\n') {
                return Some(byte);
            }
            self.offset += 1;
        }
    }

    fn skip(&mut self, byte: u8) -> bool {
        let found = self.peek() == Some(byte);
        self.offset += usize::from(found);
        found
    }

    fn expect(&mut self, byte: u8, expected: &'static str) -> Result<(), Malformed> {
        if self.skip(byte) { Ok(()) } else { Err(self.unexpected(expected)) }
    }

    fn unexpected(&self, expected: &'static str) -> Malformed {
        let problem = match self.text.as_bytes().get(self.offset) {
            None => "the document ends too early",
            Some(b'{') => "unexpected `{`",
            Some(b'}') => "unexpected `}`",
            Some(b'[') => "unexpected `[`",
            Some(b']') => "unexpected `]`",
            Some(b',') => "unexpected `,`",
            Some(b':') => "unexpected `:`",
            Some(b'"') => "unexpected `\"`",
            Some(b'\'') => "unexpected `'`",
            Some(b'/' | b'#') => "a comment, which JSON does not have",
            Some(_) => "an unexpected character",
        };
        self.malformed(problem, expected)
    }

    fn malformed(&self, problem: &'static str, expected: &'static str) -> Malformed {
        Malformed { offset: self.offset.min(self.text.len()), problem, expected }
    }

    fn slice(&self, range: Range<usize>) -> &'t str {
        self.text.get(range).expect("the reader stops at ASCII characters only")
    }
}

/// Replaces the escapes in the content of a string. The result is no longer than the content, so its buffer never
/// moves.
fn unescape<'t>(content: &str, start: usize) -> Result<Text<'t>, Malformed> {
    let mut text = Zeroizing::new(String::with_capacity(content.len()));
    let mut rest = content;
    while let Some((before, after)) = rest.split_once('\\') {
        let Some((character, after)) = escape(after) else {
            let offset = start + content.len() - rest.len() + before.len();
            let expected = "an escape such as `\\n` or `\\u00e9`";
            return Err(Malformed { offset, problem: "an escape that JSON does not have", expected });
        };
        text.push_str(before);
        text.push(character);
        rest = after;
    }
    text.push_str(rest);
    Ok(std::mem::take(&mut *text).into())
}

/// Decodes the character after a backslash, and returns it with the text that follows.
fn escape(text: &str) -> Option<(char, &str)> {
    let mut rest = text.chars();
    let character = match rest.next()? {
        character @ ('"' | '\\' | '/') => character,
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'u' => return unicode(rest.as_str()),
        _ => return None,
    };
    Some((character, rest.as_str()))
}

/// Decodes four hexadecimal digits, or two groups of four for a surrogate pair.
fn unicode(text: &str) -> Option<(char, &str)> {
    let (first, rest) = hexadecimal(text)?;
    if let Some(character) = char::from_u32(first.into()) {
        return Some((character, rest));
    }
    let (second, rest) = hexadecimal(rest.strip_prefix("\\u")?)?;
    Some((char::decode_utf16([first, second]).next()?.ok()?, rest))
}

fn hexadecimal(text: &str) -> Option<(u16, &str)> {
    let (digits, rest) = text.split_at_checked(4)?;
    let valid = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if valid { Some((u16::from_str_radix(digits, 16).ok()?, rest)) } else { None }
}

fn is_number(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let (text, exponent) = split(text, &['e', 'E']);
    let (whole, fraction) = split(text, &['.']);
    let exponent = exponent.map(|digits| digits.strip_prefix(['+', '-']).unwrap_or(digits));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let whole_is_valid = digits(whole) && (whole == "0" || !whole.starts_with('0'));
    whole_is_valid && fraction.is_none_or(digits) && exponent.is_none_or(digits)
}

fn split<'t>(text: &'t str, separators: &[char]) -> (&'t str, Option<&'t str>) {
    text.split_once(separators).map_or((text, None), |(before, after)| (before, Some(after)))
}
