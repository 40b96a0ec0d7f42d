//! Idempotency tokens: filled in where the caller has set none, once per call, so that a retry carries the same.
//!
//! A token is a random UUID (RFC 9562, version 4) from the operating system's source, which no two processes share.

use std::borrow::Cow;
use std::fmt;

use types::schema::Member;
use types::structure::{MembersMut, Structure};
use types::value::{TextError, Value};

/// No token could be made.
#[derive(Debug)]
pub enum TokenError {
    /// The operating system gave no random bytes.
    Random(getrandom::Error),
    /// The model's member is not a text.
    Member(TextError),
}

/// Fills in the tokens that are absent.
///
/// # Errors
///
/// No random bytes.
pub fn fill<T: Structure>(structure: &mut T) -> Result<(), TokenError> {
    fill_with(structure, random)
}

/// The same with tokens from this source.
///
/// # Errors
///
/// Those of the source.
pub fn fill_with<T: Structure>(structure: &mut T, token: fn() -> Result<String, TokenError>) -> Result<(), TokenError> {
    for (index, member) in T::schema().members().iter().enumerate() {
        if member.idempotency_token {
            structure.visit_mut(index, &mut Fill { token })?;
        }
    }
    Ok(())
}

struct Fill {
    token: fn() -> Result<String, TokenError>,
}

impl MembersMut for Fill {
    type Error = TokenError;

    fn member<T: Value>(&mut self, member: &'static Member, value: &mut T) -> Result<(), TokenError> {
        if is_unset(member, value) {
            *value = T::read_text(member.schema, &[Cow::Owned((self.token)()?)]).map_err(TokenError::Member)?;
        }
        Ok(())
    }
}

/// A required token that nobody has set is the empty text, which no service takes for one.
fn is_unset<T: Value>(member: &'static Member, value: &T) -> bool {
    let mut empty = member.required;
    value.write_text(member.schema, &mut |text| empty &= text.is_empty());
    value.is_absent() || empty
}

fn random() -> Result<String, TokenError> {
    let mut bytes = [0; 16];
    getrandom::getrandom(&mut bytes).map_err(TokenError::Random)?;
    Ok(uuid(u128::from_be_bytes(bytes)))
}

/// Writes a UUID over 122 of the bits; the other six say its version and variant.
fn uuid(bits: u128) -> String {
    let bits = bits & !(0xf << 76) & !(0b11 << 62) | 4 << 76 | 0b10 << 62;
    let hex = format!("{bits:032x}");
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

impl fmt::Display for TokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Random(error) => write!(formatter, "no random bytes for an idempotency token: {error}"),
            Self::Member(error) => write!(formatter, "no idempotency token fits its member: {error}"),
        }
    }
}

impl std::error::Error for TokenError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::samples::{BodySample, RequiredToken};

    #[test]
    fn tokens_are_filled_in_where_there_is_none() {
        let mut body = BodySample::default();
        fill(&mut body).unwrap();
        let token = body.token.clone().expect("a token");
        assert_eq!(BodySample { token: None, ..body.clone() }, BodySample::default());
        fill(&mut body).unwrap();
        assert_eq!(body.token.as_ref(), Some(&token));
        let mut own = BodySample { token: Some("mine".into()), ..BodySample::default() };
        fill(&mut own).unwrap();
        assert_eq!(own.token.as_deref(), Some("mine"));
        // An empty one is the caller's, and wrong; only a required member can't be absent.
        let mut empty = BodySample { token: Some(String::new()), ..BodySample::default() };
        fill(&mut empty).unwrap();
        assert_eq!(empty.token.as_deref(), Some(""));
        let mut required = RequiredToken::default();
        fill(&mut required).unwrap();
        assert_eq!(required.token.len(), 36);
    }

    #[test]
    fn tokens_are_uuids() {
        assert_eq!(uuid(0), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid(u128::MAX), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(uuid(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef), "01234567-89ab-4def-8123-456789abcdef");
        let tokens: std::collections::BTreeSet<String> = (0..1000).map(|_| random().unwrap()).collect();
        assert_eq!(tokens.len(), 1000);
    }
}
