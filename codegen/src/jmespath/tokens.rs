//! The tokens of an expression.

use super::{Comparator, Error, Literal};

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// A name. If it is not quoted, it may be the name of a function.
    Name {
        text: String,
        quoted: bool,
    },
    Number(i32),
    Literal(Literal),
    Comparator(Comparator),
    Current,
    Star,
    Dot,
    Comma,
    Colon,
    Or,
    Pipe,
    And,
    /// `&`, the mark of a reference to an expression.
    Reference,
    Not,
    /// `[]`
    Flatten,
    /// `[?`
    Filter,
    LeftBracket,
    RightBracket,
    LeftBrace,
    RightBrace,
    LeftParenthesis,
    RightParenthesis,
    End,
}

/// Splits the text into tokens, each with its byte offset; white space is dropped, and the last is [`Token::End`].
pub fn tokens(text: &str) -> Result<Vec<(usize, Token)>, Error> {
    let mut tokens = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\n', '\r']);
        let at = text.len() - rest.len();
        let (token, length) = token(rest, at)?;
        let is_end = token == Token::End;
        tokens.push((at, token));
        if is_end {
            return Ok(tokens);
        }
        rest = &rest[length..];
    }
}

/// The tokens with a fixed text; a longer one precedes those that it starts with.
const FIXED: [(&str, Token); 24] = [
    ("[]", Token::Flatten),
    ("[?", Token::Filter),
    ("||", Token::Or),
    ("&&", Token::And),
    ("==", Token::Comparator(Comparator::Equal)),
    ("!=", Token::Comparator(Comparator::NotEqual)),
    ("<=", Token::Comparator(Comparator::LessOrEqual)),
    (">=", Token::Comparator(Comparator::GreaterOrEqual)),
    ("<", Token::Comparator(Comparator::Less)),
    (">", Token::Comparator(Comparator::Greater)),
    ("|", Token::Pipe),
    ("&", Token::Reference),
    ("!", Token::Not),
    ("@", Token::Current),
    ("*", Token::Star),
    (".", Token::Dot),
    (",", Token::Comma),
    (":", Token::Colon),
    ("[", Token::LeftBracket),
    ("]", Token::RightBracket),
    ("{", Token::LeftBrace),
    ("}", Token::RightBrace),
    ("(", Token::LeftParenthesis),
    (")", Token::RightParenthesis),
];

/// Returns the first token of the text, and its length.
fn token(text: &str, at: usize) -> Result<(Token, usize), Error> {
    if let Some((fixed, token)) = FIXED.iter().find(|(fixed, _)| text.starts_with(fixed)) {
        return Ok((token.clone(), fixed.len()));
    }
    match text.bytes().next() {
        None => Ok((Token::End, 0)),
        Some(b'a'..=b'z' | b'A'..=b'Z' | b'_') => {
            let end = text.find(|next: char| !next.is_ascii_alphanumeric() && next != '_').unwrap_or(text.len());
            Ok((Token::Name { text: text[..end].to_owned(), quoted: false }, end))
        }
        Some(b'-' | b'0'..=b'9') => {
            let digits = text[1..].find(|next: char| !next.is_ascii_digit()).map_or(text.len(), |end| end + 1);
            let number = text[..digits].parse().map_err(|_| Error::Syntax { at, expected: "a 32-bit integer" })?;
            Ok((Token::Number(number), digits))
        }
        Some(b'"') => {
            let (_, length) = quoted(text, '"', at)?;
            let name = serde_json::from_str(&text[..length]);
            let name = name.map_err(|_| Error::Syntax { at, expected: "a name as a JSON string" })?;
            Ok((Token::Name { text: name, quoted: true }, length))
        }
        Some(b'\'') => {
            let (inner, length) = quoted(text, '\'', at)?;
            Ok((Token::Literal(Literal::Text(inner.replace("\\'", "'").replace("\\\\", "\\"))), length))
        }
        Some(b'`') => {
            let (inner, length) = quoted(text, '`', at)?;
            Ok((Token::Literal(literal(&inner.replace("\\`", "`"), at)?), length))
        }
        Some(_) => Err(Error::Syntax { at, expected: "an expression" }),
    }
}

/// Returns the text between two quotation marks, with escaped marks unescaped, and its length including both marks.
fn quoted(text: &str, mark: char, at: usize) -> Result<(&str, usize), Error> {
    let mut is_escaped = false;
    for (index, next) in text.char_indices().skip(1) {
        match next {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            next if next == mark => return Ok((&text[1..index], index + 1)),
            _ => {}
        }
    }
    Err(Error::Syntax { at, expected: "a closing mark" })
}

fn literal(text: &str, at: usize) -> Result<Literal, Error> {
    use serde_json::Value;
    match serde_json::from_str(text) {
        Ok(Value::Null) => Ok(Literal::Null),
        Ok(Value::Bool(value)) => Ok(Literal::Boolean(value)),
        Ok(Value::String(text)) => Ok(Literal::Text(text)),
        Ok(Value::Number(number)) => {
            let number = number.as_f64().filter(|number| number.is_finite());
            number.map(Literal::Number).ok_or(Error::Syntax { at, expected: "a number that fits" })
        }
        Ok(Value::Array(_) | Value::Object(_)) => {
            Err(Error::Unsupported { at, what: "a literal that is a list or an object".to_owned() })
        }
        Err(_) => Err(Error::Syntax { at, expected: "a literal as JSON" }),
    }
}
