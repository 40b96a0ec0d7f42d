//! Splits names into words, and writes them in Rust's cases.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Brands whose capitals do not start a word, as written in types.
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

/// Acronyms whose plural has a lower-case s.
const PLURALS: [&str; 8] = ["ACLs", "APIs", "ARNs", "IDs", "IPs", "URIs", "URLs", "VPCs"];

/// Converts a name to snake case.
pub(super) fn snake(name: &str) -> String {
    let snake = plain(name).to_snake_case();
    guard(if snake.is_empty() { "empty".to_owned() } else { snake }, "n")
}

/// Converts a name to upper camel case.
pub(super) fn camel(name: &str) -> String {
    let words: String = plain(name).to_snake_case().split('_').map(capitalized).collect();
    guard(if words.is_empty() { "Empty".to_owned() } else { words }, "N")
}

/// Puts a letter before a digit, which can't start an identifier.
fn guard(name: String, prefix: &str) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("{prefix}{name}") } else { name }
}

/// Capitalizes a word for a type; a brand, also with a number after it, keeps its own capitals.
fn capitalized(word: &str) -> String {
    let stem = word.trim_end_matches(|last: char| last.is_ascii_digit());
    let brand = |text: &str| BRANDS.iter().find(|brand| brand.eq_ignore_ascii_case(text)).copied();
    match (brand(word), brand(stem)) {
        (Some(brand), _) => brand.to_owned(),
        (None, Some(brand)) => format!("{brand}{}", &word[stem.len()..]),
        (None, None) => word.to_upper_camel_case(),
    }
}

/// Returns the name with each brand and each plural as one capitalized word, so that it is not split.
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

/// Returns `true` if the text starts with the word, whose first letter may be lower case, at a word boundary.
fn starts_with_word(text: &str, word: &str) -> bool {
    let (Some(start), Some(rest)) = (text.get(..word.len()), text.get(word.len()..)) else { return false };
    let same = start == word || start.eq_ignore_ascii_case(word) && start[1..] == word[1..];
    same && !rest.starts_with(|next: char| next.is_ascii_lowercase())
}
