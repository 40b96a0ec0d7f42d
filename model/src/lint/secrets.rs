//! Members named like secrets that are marked neither as secret nor as not secret.
//!
//! Identifiers that accompany a secret, such as `clientId`, must be marked as well.

use std::collections::BTreeMap;

use super::Finding;
use crate::ast::{Member, Model, Place, Shape, ShapeId, ShapeKind};
use crate::secrets::{self, has_statement, is_settled};

pub(super) const RULE: &str = "secret-unmarked";

/// Names of identifiers that accompany a secret: they are half of a login.
const IDENTIFIERS: [&str; 2] = ["accesskeyid", "clientid"];

pub(super) fn find(model: &Model, generated: &[&Shape]) -> Vec<Finding> {
    // Each problem is reported once: at the string shape, or at the member if its target is not marked.
    let mut found: BTreeMap<ShapeId, Finding> = BTreeMap::new();
    for shape in generated {
        for member in members(shape).into_iter().filter(|member| !is_settled(model, shape, member)) {
            let target = model.target(member).filter(|target| is_text(target) && !has_statement(target));
            if let Some(target) = target.filter(|target| looks_secret(target.id.name())) {
                found.entry(target.id.clone()).or_insert_with(|| finding(&target.id, &target.place, target.id.name()));
            } else if looks_secret(&member.name) {
                let id = shape.id.with_member(&member.name);
                found.entry(id.clone()).or_insert_with(|| finding(&id, &member.place, &member.name));
            }
        }
    }
    found.into_values().collect()
}

fn looks_secret(name: &str) -> bool {
    let letters: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let lower = letters.to_ascii_lowercase();
    secrets::looks_secret(name) || IDENTIFIERS.iter().any(|end| lower.ends_with(end))
}

/// Returns the members whose values are sent.
fn members(shape: &Shape) -> Vec<&Member> {
    match &shape.kind {
        ShapeKind::Enum(_) | ShapeKind::IntEnum(_) => Vec::new(),
        _ => shape.members(),
    }
}

fn is_text(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::String | ShapeKind::Blob)
}

fn finding(id: &ShapeId, place: &Place, name: &str) -> Finding {
    let what = format!("`{name}` is named like a secret, but marked neither as secret nor as not secret");
    Finding { rule: RULE, shape: id.clone(), place: place.clone(), what }
}

#[cfg(test)]
mod tests {
    use super::looks_secret;

    #[test]
    fn names_that_have_to_be_settled() {
        for name in ["password", "refreshToken", "AuthCode", "Jwt", "customerPin", "clientId", "AccessKeyId"] {
            assert!(looks_secret(name), "{name}");
        }
        for name in ["", "key", "tokenUrl", "nextToken", "spin", "PasswordPolicy", "secretsManagerArn", "author"] {
            assert!(!looks_secret(name), "{name}");
        }
    }
}
