//! Idempotency tokens: set once per call if the caller has set none, so that all attempts have the same.
//!
//! A token is a UUID (RFC 9562): a random one from the operating system (version 4), or one that [`stable_token`]
//! derives from the request (version 8).

use std::fmt;

use serde_json::Serializer;
use sha2::{Digest, Sha256};
use tinsmith_types::codegen::{Form, Token, structure};
use tinsmith_types::{Document, Secret, Structure};

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Derives a token from a request. Requests that differ only in their secrets and their token have the same one.
///
/// A process that is started again after a crash, or another process with the same task, repeats a request with the
/// same token. As long as the service remembers the token, the repetition has no further effect.
///
/// ```
/// use tinsmith_client::idempotency::stable_token;
/// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
///
/// let request = CreateUserRequest::new("ada").password("hunter2");
/// let token = stable_token(&request);
/// assert_eq!(stable_token(&CreateUserRequest::new("ada").password("changed")), token);
/// assert_ne!(stable_token(&CreateUserRequest::new("bob")), token);
/// let request = request.client_token(token);
/// ```
///
/// The token is a SHA-256 hash of the request in its redacted form, cut to the 122 bits of a UUID.
/// Secrets are not hashed, not even a part of them: a token ends in logs, and from a hash a short password can be
/// guessed. So a request that differs from another in its secrets alone has the same token, and the service answers it
/// like any other use of a token with another request.
pub fn stable_token<T: Structure>(request: &T) -> String {
    let mut bytes = Vec::new();
    let written =
        structure::serialize(request, structure::Scope::Document, Form::Redacted, &mut Serializer::new(&mut bytes));
    let mut document = written.ok().and_then(|()| serde_json::from_slice(&bytes).ok()).unwrap_or(Document::Null);
    if let Some(members) = document.as_object_mut() {
        members
            .retain(|key, _| !T::SCHEMA.members().iter().any(|member| member.idempotency_token && member.json == key));
    }
    let hash = Sha256::digest(format!("{} {document}", T::SCHEMA.name));
    let mut bits = [0; 16];
    bits.copy_from_slice(&hash[..16]);
    Uuid::new(u128::from_be_bytes(bits), 8).as_str().to_owned()
}

/// The operating system has no random bytes for a token.
#[derive(Debug)]
pub(crate) struct TokenError(getrandom::Error);

/// Sets the request's token if the caller has not.
pub(crate) fn fill<T: Structure>(request: &mut T, token: &Uuid) {
    if let Some(slot) = request.idempotency_token().filter(Token::is_absent) {
        slot.set(token.as_str().to_owned());
    }
}

/// Returns the token of a request, and whether the model marks it as sensitive.
pub(crate) fn token<T: Structure>(request: &mut T) -> Option<(Secret, bool)> {
    match request.idempotency_token()? {
        Token::Text(token) => token.clone().map(|text| (Secret::from(text), false)),
        Token::Secret(token) => token.clone().map(|token| (token, true)),
    }
}

/// Returns random UUIDs, from one request to the operating system.
///
/// # Errors
///
/// Returns an error if there are no random bytes.
pub(crate) fn random<const N: usize>() -> Result<[Uuid; N], TokenError> {
    let mut bytes = [[0; 16]; N];
    getrandom::getrandom(bytes.as_flattened_mut()).map_err(TokenError)?;
    Ok(bytes.map(|bytes| Uuid::new(u128::from_be_bytes(bytes), 4)))
}

/// A UUID as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Uuid([u8; 36]);

impl Uuid {
    /// Formats a UUID from 122 of the bits; the other six are its version and variant.
    fn new(bits: u128, version: u128) -> Self {
        let bits = bits & !(0xf << 76) & !(0b11 << 62) | version << 76 | 0b10 << 62;
        let mut text = [b'-'; 36];
        let mut at = 0;
        for (index, byte) in bits.to_be_bytes().into_iter().enumerate() {
            at += usize::from(matches!(index, 4 | 6 | 8 | 10));
            text[at] = DIGITS[usize::from(byte >> 4)];
            text[at + 1] = DIGITS[usize::from(byte & 15)];
            at += 2;
        }
        Self(text)
    }

    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("digits and hyphens are ASCII")
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "no random bytes for an idempotency token: {}", self.0)
    }
}

impl std::error::Error for TokenError {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::samples::{BodySample, SecretToken};

    #[test]
    fn missing_tokens_are_filled_in() {
        let [uuid, other] = random().unwrap();
        let mut body = BodySample::default();
        fill(&mut body, &uuid);
        let token = body.token.clone().expect("a token");
        assert_eq!(token, uuid.as_str());
        assert_eq!(BodySample { token: None, ..body.clone() }, BodySample::default());
        fill(&mut body, &other);
        assert_eq!(body.token.as_ref(), Some(&token));
        let mut own = BodySample { token: Some("mine".into()), ..BodySample::default() };
        fill(&mut own, &uuid);
        assert_eq!(own.token.as_deref(), Some("mine"));
        // An empty token is the caller's mistake; only a missing one is filled in.
        let mut empty = BodySample { token: Some(String::new()), ..BodySample::default() };
        fill(&mut empty, &uuid);
        assert_eq!(empty.token.as_deref(), Some(""));
        let mut secret = SecretToken::default();
        fill(&mut secret, &uuid);
        assert_eq!(secret.token.expect("a token").expose().len(), 36);
    }

    #[test]
    fn stable_tokens_depend_on_the_request_without_its_secrets() {
        let sample = BodySample { text: Some("one".into()), ..BodySample::default() };
        let token = stable_token(&sample);
        assert_eq!(&token[14..15], "8");
        assert_eq!(stable_token(&BodySample { token: Some("mine".into()), ..sample.clone() }), token);
        assert_ne!(stable_token(&BodySample { text: Some("two".into()), ..sample.clone() }), token);
        assert_ne!(stable_token(&BodySample { text: None, ..sample.clone() }), token);
        let secret = |text: &str| BodySample { secret: Some(text.into()), ..sample.clone() };
        assert_ne!(stable_token(&secret("hunter2")), token);
        assert_eq!(stable_token(&secret("hunter2")), stable_token(&secret("hunter3")));
        assert_ne!(stable_token(&SecretToken::default()), stable_token(&BodySample::default()));
    }

    #[test]
    fn tokens_are_uuids() {
        let uuid = |bits, version| Uuid::new(bits, version).as_str().to_owned();
        assert_eq!(uuid(0, 4), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid(u128::MAX, 4), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(uuid(0x0123_4567_89ab_cdef_0123_4567_89ab_cdef, 8), "01234567-89ab-8def-8123-456789abcdef");
        let tokens: std::collections::BTreeSet<Uuid> = (0..500).flat_map(|_| random::<2>().unwrap()).collect();
        assert_eq!(tokens.len(), 1000);
    }
}
