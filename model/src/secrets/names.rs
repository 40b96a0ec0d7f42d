//! Recognizes the names of secrets.
//!
//! A name is split into words: `refreshToken` ends with the word `token`, but `tokenUrl` is an address. Names without
//! word boundaries, such as `apikey`, are compared by their end.

/// Words that name a secret.
const SECRETS: [&str; 21] = [
    "apikey",
    "assertion",
    "bearer",
    "credential",
    "credentials",
    "jwt",
    "otp",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "passwords",
    "passcodes",
    "pin",
    "pwd",
    "secret",
    "secrets",
    "token",
    "tokens",
    "verifier",
    "passphrases",
];

/// Kinds of keys that are secrets; other keys are names.
const KEYS: [&str; 16] = [
    "access",
    "account",
    "admin",
    "api",
    "app",
    "application",
    "auth",
    "client",
    "host",
    "license",
    "master",
    "private",
    "shared",
    "signing",
    "ssh",
    "user",
];

/// Kinds of codes that are exchanged for a token.
const CODES: [&str; 4] = ["auth", "authorization", "mfa", "verification"];

/// Ends of names without word boundaries.
const ENDS: [&str; 21] = [
    "accesskey",
    "accesstoken",
    "apikey",
    "applicationkey",
    "apitoken",
    "authcode",
    "authorizationcode",
    "authtoken",
    "clientsecret",
    "codeverifier",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "privatekey",
    "refreshtoken",
    "secretkey",
    "secretaccesskey",
    "sessiontoken",
    "sharedkey",
    "userkey",
];

/// A name that ends with one of these words is about a secret, but not one itself.
const ABOUT: [&str; 33] = [
    "algorithm",
    "arn",
    "arns",
    "count",
    "endpoint",
    "expiration",
    "expires",
    "expiry",
    "format",
    "hint",
    "id",
    "ids",
    "length",
    "lifetime",
    "limit",
    "location",
    "method",
    "mode",
    "name",
    "names",
    "path",
    "policy",
    "prefix",
    "status",
    "ttl",
    "type",
    "types",
    "uri",
    "uris",
    "url",
    "urls",
    "validity",
    "version",
];

/// Kinds of tokens that mark a page or a repeated request.
const MARKS: [&str; 9] =
    ["next", "continuation", "pagination", "previous", "request", "idempotency", "page", "starting", "marker"];

/// Words at the end of a shape's name that name its kind.
const KINDS: [&str; 8] = ["list", "map", "set", "string", "text", "type", "value", "values"];

/// Returns `true` if a name has a word of secrets and is not about one.
pub(crate) fn looks_secret(name: &str) -> bool {
    let words = words(name);
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    let is_pair = |kinds: &[&str], nouns: &[&str]| {
        words.windows(2).any(|pair| {
            matches!(pair, [kind, noun]
            if kinds.contains(&kind.as_str()) && nouns.contains(&noun.as_str()))
        })
    };
    let is_about = words.last().is_some_and(|word| ABOUT.contains(&word.as_str()));
    let is_place = has(&["token", "tokens"]) && has(&MARKS);
    let is_run_together = words.last().is_some_and(|word| ENDS.iter().any(|end| word.ends_with(end)));
    let is_secret = has(&SECRETS) || is_pair(&KEYS, &["key", "keys"]) || is_pair(&CODES, &["code"]) || is_run_together;
    is_secret && !is_about && !is_place
}

/// Returns `true` if a shape's name is as specific as the member's: it ends with it.
pub(super) fn is_about(shape: &str, member: &str) -> bool {
    let mut words = words(shape);
    while words.len() > 1 && words.last().is_some_and(|word| KINDS.contains(&word.as_str())) {
        words.pop();
    }
    let member = joined(member);
    let singular = |name: &str| name.strip_suffix('s').unwrap_or(name).to_owned();
    !member.is_empty() && singular(&words.concat()).ends_with(&singular(&member))
}

/// Returns a name without word separators, in lower case.
pub(super) fn joined(name: &str) -> String {
    words(name).concat()
}

/// Returns the words of a name, in lower case: `APIKeyId` is `api`, `key`, `id`.
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
            "apikey",
            "secretKey",
            "secretkey",
            "applicationKey",
            "clientSecret",
            "clientsecret",
            "clientCredentialsArnSecret",
            "jwtToken",
            "Jwt",
            "accessKey",
            "secretAccessKey",
            "Credentials",
            "customerPin",
            "AuthCode",
            "passphrase",
            "dbPassword",
            "userpassword",
            "accesstoken",
            "bearer",
            "sshKey",
            "private_key",
        ];
        for name in secrets {
            assert!(looks_secret(name), "{name}");
        }
        let others = [
            "",
            "nextToken",
            "previousToken",
            "continuationToken",
            "clientRequestToken",
            "tokenUrl",
            "accessKeyId",
            "secretArn",
            "key",
            "tagKeys",
            "partitionKey",
            "passwordLength",
            "PasswordPolicy",
            "tokenType",
            "errorCode",
            "keyName",
            "monkey",
            "objectKey",
            "spin",
            "author",
            "secretsManagerArn",
            "privateIpAddress",
            "privateDnsName",
            "compass",
        ];
        for name in others {
            assert!(!looks_secret(name), "{name}");
        }
    }

    #[test]
    fn specific_names_contain_the_members() {
        for (shape, member) in [
            ("ClientToken", "clientToken"),
            ("ClientToken", "token"),
            ("ApiKeyList", "apiKeys"),
            ("ApiKeyString", "apikey"),
            ("Password", "password"),
        ] {
            assert!(is_about(shape, member), "{shape} {member}");
        }
        for (shape, member) in [
            ("String", "password"),
            ("String", "string"),
            ("Token", "refreshToken"),
            ("ClientToken", "accessToken"),
            ("Username", "password"),
            ("Value", "apiKey"),
            ("Key", "secretKey"),
            ("Password", ""),
        ] {
            assert_eq!(is_about(shape, member), shape == "String" && member == "string", "{shape} {member}");
        }
    }

    #[test]
    fn words_of_names() {
        assert_eq!(words("APIKeyId"), ["api", "key", "id"]);
        assert_eq!(words("oAuth2Token_x"), ["o", "auth2", "token", "x"]);
        assert_eq!(words("éÀ"), ["é", "à"]);
    }
}
