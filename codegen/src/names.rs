//! Rust names for the model's: the words of a name in Rust's cases, clear of keywords and of one another.
//!
//! Every name is decided here and nowhere else.

use std::collections::BTreeSet;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

/// Words whose capitals do not mark where they begin, as they are written in types.
const BRANDS: [&str; 14] = [
    "DynamoDB",
    "GraphQL",
    "IPv4",
    "IPv6",
    "IoT",
    "MariaDB",
    "MongoDB",
    "MySQL",
    "NoSQL",
    "OAuth",
    "OData",
    "OpenID",
    "PostgreSQL",
    "WiFi",
];

/// Acronyms whose plural has a small s.
const PLURALS: [&str; 8] = ["ACLs", "APIs", "ARNs", "IDs", "IPs", "URIs", "URLs", "VPCs"];

/// Strict and reserved keywords of Rust.
const KEYWORDS: [&str; 52] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "union",
];

/// Functions that every structure has, and common ones of the standard traits: a setter of that name would hide them.
const FUNCTIONS: [&str; 19] = [
    "as_ref",
    "borrow",
    "clone",
    "clone_into",
    "cmp",
    "default",
    "eq",
    "fix_json",
    "fmt",
    "for_connector",
    "from",
    "from_json",
    "into",
    "ne",
    "new",
    "redacted",
    "to_owned",
    "validate",
    "warnings",
];

/// Names of the generated crates' own root, which a shape's type must leave alone.
const RUNTIME: [&str; 22] = [
    "BTreeMap",
    "Blob",
    "Change",
    "ChangeKind",
    "Client",
    "Constraint",
    "Document",
    "DocumentError",
    "Error",
    "Fixed",
    "Problem",
    "ProblemKind",
    "Schema",
    "Secret",
    "Self",
    "ServiceError",
    "Timestamp",
    "TimestampError",
    "Unit",
    "UnknownMember",
    "ValidationError",
    "Violation",
];

/// Names of the standard prelude that generated code uses.
pub const PRELUDE: [&str; 12] =
    ["Box", "Default", "Err", "Into", "IntoIterator", "None", "Ok", "Option", "Result", "Some", "String", "Vec"];

/// The name of a type, such as `KmsArn`.
pub fn type_name(name: &str) -> String {
    let camel = camel(name);
    if RUNTIME.contains(&camel.as_str()) { camel + "Shape" } else { camel }
}

/// The name of a variant.
pub fn variant_name(name: &str) -> String {
    match camel(name).as_str() {
        "Self" => "SelfValue".to_owned(),
        "Unknown" => "UnknownValue".to_owned(),
        camel => camel.to_owned(),
    }
}

/// The name of the variant for a value of an enum: in the words of the name, or in those of the value where only it
/// has capitals to tell them apart.
pub fn enum_variant_name(name: &str, value: &str) -> String {
    let words_in_value = !name.contains('_') && name.eq_ignore_ascii_case(value);
    variant_name(if words_in_value { value } else { name })
}

/// The name of a field or method, such as `kms_arn`.
pub fn field_name(name: &str) -> String {
    let snake = snake(name);
    let taken = KEYWORDS.contains(&snake.as_str()) || FUNCTIONS.contains(&snake.as_str());
    if taken { snake + "_" } else { snake }
}

/// The name of a static, such as `KMS_ARN`.
pub fn static_name(name: &str) -> String {
    snake(name).to_shouty_snake_case()
}

/// The name of a function that is no method.
pub fn function_name(name: &str) -> String {
    field_name(name)
}

/// The name of a predicate, such as `is_conflict_exception`.
pub fn predicate_name(name: &str) -> String {
    format!("is_{}", plain(name).to_snake_case())
}

/// Names in one scope, each given once.
#[derive(Debug, Default)]
pub struct Scope(BTreeSet<String>);

impl Scope {
    /// A scope in which these names are taken.
    pub fn with(names: impl IntoIterator<Item = String>) -> Self {
        Self(names.into_iter().collect())
    }

    /// The name, or, where it is taken, the name with the first number that makes it new.
    pub fn claim(&mut self, name: String) -> String {
        let mut candidate = name.clone();
        let mut number = 2;
        while !self.0.insert(candidate.clone()) {
            candidate = if name.ends_with('_') { format!("{name}{number}") } else { format!("{name}_{number}") };
            number += 1;
        }
        candidate
    }

    /// The same for types, whose names have no underscores.
    pub fn claim_type(&mut self, name: String) -> String {
        let mut candidate = name.clone();
        let mut number = 2;
        while !self.0.insert(candidate.clone()) {
            candidate = format!("{name}{number}");
            number += 1;
        }
        candidate
    }
}

fn snake(name: &str) -> String {
    let snake = plain(name).to_snake_case();
    guard(if snake.is_empty() { "empty".to_owned() } else { snake }, "n")
}

fn camel(name: &str) -> String {
    let words: String = plain(name).to_snake_case().split('_').map(capitalized).collect();
    guard(if words.is_empty() { "Empty".to_owned() } else { words }, "N")
}

/// No name begins with a digit.
fn guard(name: String, prefix: &str) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("{prefix}{name}") } else { name }
}

/// A word as types have it; a brand, also with a number behind it, in its own capitals.
fn capitalized(word: &str) -> String {
    let stem = word.trim_end_matches(|last: char| last.is_ascii_digit());
    let brand = |text: &str| BRANDS.iter().find(|brand| brand.eq_ignore_ascii_case(text)).copied();
    match (brand(word), brand(stem)) {
        (Some(brand), _) => brand.to_owned(),
        (None, Some(brand)) => format!("{brand}{}", &word[stem.len()..]),
        (None, None) => word.to_upper_camel_case(),
    }
}

/// The name with each brand and each plural as one capitalized word, so that nothing splits it.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let word = BRANDS.iter().chain(&PLURALS).find(|word| starts_with_word(rest, word));
        let Some(word) = word else {
            plain.push(if first.is_ascii_alphanumeric() { first } else { '_' });
            rest = &rest[first.len_utf8()..];
            continue;
        };
        let lower = word.to_ascii_lowercase();
        let starts_lower = rest.starts_with(|first: char| first.is_ascii_lowercase());
        plain.push_str(&if starts_lower { lower } else { lower.to_upper_camel_case() });
        rest = &rest[word.len()..];
    }
    plain
}

/// Whether the text starts with the word, whose first letter may be small, and the word ends there.
fn starts_with_word(text: &str, word: &str) -> bool {
    let (Some(start), Some(rest)) = (text.get(..word.len()), text.get(word.len()..)) else { return false };
    let same = start == word || start.eq_ignore_ascii_case(word) && start[1..] == word[1..];
    same && !rest.starts_with(|next: char| next.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, field: &str, ty: &str) {
        assert_eq!((field_name(name).as_str(), type_name(name).as_str()), (field, ty));
    }

    #[test]
    fn names_are_words() {
        check("kmsArn", "kms_arn", "KmsArn");
        check("KMSArn", "kms_arn", "KmsArn");
        check("oAuth2GrantType", "oauth2_grant_type", "OAuth2GrantType");
        check("ConnectorOAuthRequest", "connector_oauth_request", "ConnectorOAuthRequest");
        check("oauth2", "oauth2", "OAuth2");
        check(
            "SAPODataConnectorProfileProperties",
            "sap_odata_connector_profile_properties",
            "SapODataConnectorProfileProperties",
        );
        check("SAPOData", "sap_odata", "SapOData");
        check("disableSSO", "disable_sso", "DisableSso");
        check(
            "usePrivateLinkForMetadataAndAuthorization",
            "use_private_link_for_metadata_and_authorization",
            "UsePrivateLinkForMetadataAndAuthorization",
        );
        check("ServiceNow", "service_now", "ServiceNow");
        check("dynamoDBv2", "dynamo_d_bv2", "DynamoDBv2");
        check("DynamoDBAction", "dynamodb_action", "DynamoDBAction");
        check("subnetIDs", "subnet_ids", "SubnetIds");
        check("S3", "s3", "S3");
        check("__listOf__string", "list_of_string", "ListOfString");
        check("ipv6Address", "ipv6_address", "IPv6Address");
    }

    #[test]
    fn keywords_and_functions_step_aside() {
        check("type", "type_", "Type");
        check("self", "self_", "SelfShape");
        check("new", "new_", "New");
        check("validate", "validate_", "Validate");
        check("String", "string", "String");
        check("Secret", "secret", "SecretShape");
    }

    #[test]
    fn odd_names_are_still_names() {
        check("1st", "n1st", "N1st");
        check("_", "empty", "Empty");
        check("a.b-c", "a_b_c", "ABC");
        check("größe", "gr_e", "GrE");
    }

    #[test]
    fn variants_take_the_spelling_that_shows_words() {
        let cases = [
            ("SALESFORCE", "Salesforce", "Salesforce"),
            ("SAPODATA", "SAPOData", "SapOData"),
            ("EVENTBRIDGE", "EventBridge", "EventBridge"),
            ("CLIENT_CREDENTIALS", "CLIENT_CREDENTIALS", "ClientCredentials"),
            ("AWS_KMS", "aws:kms", "AwsKms"),
            ("V1", "1.0", "V1"),
            ("UNKNOWN", "UNKNOWN", "UnknownValue"),
            ("SELF", "SELF", "SelfValue"),
        ];
        for (name, value, variant) in cases {
            assert_eq!(enum_variant_name(name, value), variant);
        }
    }

    #[test]
    fn a_scope_gives_each_name_once() {
        let mut scope = Scope::default();
        let names = ["a", "a", "a_2", "type_", "type_"].map(|name| scope.claim(name.to_owned()));
        assert_eq!(names, ["a", "a_2", "a_2_2", "type_", "type_2"]);
        assert_eq!(scope.claim_type("Foo".into()) + &scope.claim_type("Foo".into()), "FooFoo2");
    }
}
