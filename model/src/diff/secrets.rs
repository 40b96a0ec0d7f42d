//! New members that look like secrets and are not marked as such.
//!
//! Invariant: what is marked, and what is said to be no secret, is never found.

use super::Change;
use crate::ast::{Member, Model, Shape, ShapeKind};
use crate::own::{NOT_SECRET, SECRET};
use crate::traits::{IdempotencyToken, Sensitive, SmithyTrait, Traits};

/// The members of a new structure or union that look like secrets.
pub(super) fn in_shape(model: &Model, shape: &Shape) -> Vec<Change> {
    match &shape.kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) => {
            members.iter().filter_map(|member| in_member(model, shape, member)).collect()
        }
        _ => Vec::new(),
    }
}

/// A new member, if it looks like a secret.
pub(super) fn in_member(model: &Model, shape: &Shape, member: &Member) -> Option<Change> {
    let target = model.target(member)?;
    let inner = match &target.kind {
        ShapeKind::List(member) | ShapeKind::Set(member) | ShapeKind::Map { value: member, .. } => {
            model.target(member)?
        }
        _ => target,
    };
    let may_be = matches!(inner.kind, ShapeKind::String | ShapeKind::Blob | ShapeKind::Document);
    let traits = [&shape.traits, &member.traits, &target.traits, &inner.traits];
    let is_settled = traits.into_iter().any(is_settled);
    if !may_be || is_settled || !looks_secret(&member.name) {
        return None;
    }
    let id = shape.id.with_member(&member.name);
    let change = Change::new("unmarked-secret-added", &id, &member.place, "looks like a secret and is not marked");
    Some(change.security("a secret that is not marked sensitive is printed and logged"))
}

fn is_settled(traits: &Traits) -> bool {
    let ids = [Sensitive::ID, SECRET, NOT_SECRET, IdempotencyToken::ID];
    ids.iter().any(|id| traits.applied(id).is_some())
}

/// Whether a name is one of a secret: it has a word of secrets, and is not about one.
fn looks_secret(name: &str) -> bool {
    const SECRETS: [&str; 14] = [
        "secret",
        "secrets",
        "password",
        "passwords",
        "passwd",
        "passphrase",
        "passcode",
        "token",
        "credential",
        "credentials",
        "jwt",
        "private",
        "apikey",
        "verifier",
    ];
    // A key of one of these kinds opens something; other keys are names.
    const KEYS: [&str; 10] =
        ["access", "account", "api", "application", "auth", "client", "license", "master", "shared", "signing"];
    // What is about a secret, or marks a place in a list, is none.
    const ABOUT: [&str; 26] = [
        "algorithm",
        "arn",
        "arns",
        "count",
        "endpoint",
        "expiration",
        "expires",
        "expiry",
        "format",
        "id",
        "ids",
        "length",
        "lifetime",
        "location",
        "name",
        "names",
        "path",
        "policy",
        "prefix",
        "status",
        "type",
        "types",
        "uri",
        "url",
        "validity",
        "version",
    ];
    const MARKS: [&str; 7] = ["next", "continuation", "pagination", "request", "idempotency", "page", "starting"];
    let words = words(name);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let ends_in = |list: &[&str]| words.last().is_some_and(|word| list.contains(&word.as_str()));
    let is_key = words.windows(2).any(|pair| {
        let [kind, key] = pair else { return false };
        (key == "key" || key == "keys") && KEYS.contains(&kind.as_str())
    });
    let is_code = words.windows(2).any(|pair| {
        let [kind, code] = pair else { return false };
        code == "code" && ["auth", "authorization"].contains(&kind.as_str())
    });
    let is_token_of_list = has(&["token"]) && has(&MARKS);
    (has(&SECRETS) || is_key || is_code) && !ends_in(&ABOUT) && !is_token_of_list
}

/// The words of a name, in lower case: `APIKeyId` is `api`, `key`, `id`.
fn words(name: &str) -> Vec<String> {
    let characters: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = vec![String::new()];
    for (index, &character) in characters.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| characters[before]);
        let is_start = character.is_uppercase()
            && (before.is_some_and(|before| !before.is_uppercase())
                || characters.get(index + 1).is_some_and(|after| after.is_lowercase()));
        if is_start || !character.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| character.is_alphanumeric()) {
            word.extend(character.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_secrets() {
        let secrets = [
            "password",
            "apiToken",
            "refresh_token",
            "authCode",
            "codeVerifier",
            "privateKey",
            "APIKey",
            "secretKey",
            "applicationKey",
            "clientSecret",
            "clientCredentialsArnSecret",
            "jwtToken",
            "accessKey",
            "Credentials",
        ];
        for name in secrets {
            assert!(looks_secret(name), "{name}");
        }
        let others = [
            "",
            "nextToken",
            "continuationToken",
            "clientRequestToken",
            "tokenUrl",
            "accessKeyId",
            "secretArn",
            "key",
            "tagKeys",
            "partitionKey",
            "passwordLength",
            "tokenType",
            "errorCode",
            "keyName",
            "monkey",
            "objectKey",
        ];
        for name in others {
            assert!(!looks_secret(name), "{name}");
        }
    }

    #[test]
    fn words_of_names() {
        assert_eq!(words("APIKeyId"), ["api", "key", "id"]);
        assert_eq!(words("oAuth2Token_x"), ["o", "auth2", "token", "x"]);
        assert_eq!(words("éÀ"), ["é", "à"]);
    }
}
