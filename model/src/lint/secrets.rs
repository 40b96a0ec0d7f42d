//! Texts that are named like secrets, but marked neither as secrets nor as none.
//!
//! A name is taken in its words: `refreshToken` has the word `token`, `tokenUrl` ends in another and is an address.

use std::collections::BTreeMap;

use super::Finding;
use crate::ast::{Member, Model, Shape, ShapeId, ShapeKind};
use crate::own::NOT_SECRET;
use crate::traits::{Sensitive, Traits};

pub(super) const RULE: &str = "secret-unmarked";

/// Names that end in these words, run together, name a secret.
const ENDS: [&str; 22] = [
    "accesskey",
    "accesskeyid",
    "apikey",
    "applicationkey",
    "assertion",
    "authcode",
    "authorizationcode",
    "bearer",
    "clientid",
    "codeverifier",
    "credential",
    "credentials",
    "jwt",
    "passphrase",
    "passwd",
    "password",
    "pin",
    "privatekey",
    "secret",
    "secretkey",
    "token",
    "userkey",
];

/// Tokens that only say where to go on, or that a request is the same.
const HARMLESS: [&str; 5] = ["nexttoken", "previoustoken", "pagetoken", "paginationtoken", "continuationtoken"];

pub(super) fn find(model: &Model, generated: &[&Shape]) -> Vec<Finding> {
    // What is named like a secret is reported once: the string shape, or the member whose target does not say.
    let mut found: BTreeMap<ShapeId, Finding> = BTreeMap::new();
    for shape in generated {
        for member in members(shape) {
            let Some(target) = model.target(member).filter(|target| is_text(target)) else { continue };
            if is_marked(&member.traits) || is_marked(&target.traits) {
                continue;
            }
            if looks_secret(target.id.name()) {
                found.entry(target.id.clone()).or_insert_with(|| finding(&target.id, &target.place, target.id.name()));
            } else if looks_secret(&member.name) {
                let id = shape.id.with_member(&member.name);
                found.entry(id.clone()).or_insert_with(|| finding(&id, &member.place, &member.name));
            }
        }
    }
    found.into_values().collect()
}

/// Whether a shape or member of that name is taken for a secret.
pub(super) fn looks_secret(name: &str) -> bool {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let lower = letters.to_ascii_lowercase();
    let ends_in = |end: &str| {
        // `Pin` ends in a word of its own, `Spin` does not.
        let begins = lower.len().checked_sub(end.len());
        let is_word = |at: usize| at == 0 || letters.as_bytes().get(at).is_some_and(u8::is_ascii_uppercase);
        lower.ends_with(end) && (end.len() > 3 || begins.is_some_and(is_word))
    };
    ENDS.iter().any(|end| ends_in(end)) && !HARMLESS.iter().any(|end| lower.ends_with(end))
}

/// The members whose values are sent.
fn members(shape: &Shape) -> Vec<&Member> {
    match &shape.kind {
        ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => Vec::new(),
        _ => shape.members(),
    }
}

fn is_text(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::String | ShapeKind::Blob)
}

fn is_marked(traits: &Traits) -> bool {
    traits.has::<Sensitive>() || traits.value(NOT_SECRET).is_some()
}

fn finding(id: &ShapeId, place: &crate::ast::Place, name: &str) -> Finding {
    let what = format!("`{name}` is named like a secret, but marked neither as one nor as none");
    Finding { rule: RULE, shape: id.clone(), place: place.clone(), what }
}

#[cfg(test)]
mod tests {
    use super::looks_secret;

    #[test]
    fn names_of_secrets() {
        for name in
            ["password", "refreshToken", "AuthCode", "apiKey", "Jwt", "customerPin", "privateKey", "clientSecret"]
        {
            assert!(looks_secret(name), "{name}");
        }
        for name in ["", "key", "tokenUrl", "nextToken", "spin", "PasswordPolicy", "secretsManagerArn", "author"] {
            assert!(!looks_secret(name), "{name}");
        }
    }
}
