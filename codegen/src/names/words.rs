//! The words of a name: where they begin, and how Rust's cases write them.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Words whose capitals do not mark where they begin, as types write them.
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

/// Acronyms whose plural has a lowercase s.
const PLURALS: [&str; 8] = ["ACLs", "APIs", "ARNs", "IDs", "IPs", "URIs", "URLs", "VPCs"];

/// The words in snake case.
pub(super) fn snake(name: &str) -> String {
    let snake = plain(name).to_snake_case();
    guard(if snake.is_empty() { "empty".to_owned() } else { snake }, "n")
}

/// The words in upper camel case.
pub(super) fn camel(name: &str) -> String {
    let words: String = plain(name).to_snake_case().split('_').map(capitalized).collect();
    guard(if words.is_empty() { "Empty".to_owned() } else { words }, "N")
}

/// Puts a letter before a digit, with which no identifier begins.
fn guard(name: String, prefix: &str) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) { format!("{prefix}{name}") } else { name }
}

/// A word as types write it; a brand, also with a number behind it, in its own capitals.
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

/// Whether the text starts with the word, whose first letter may be lowercase, and the word ends there.
fn starts_with_word(text: &str, word: &str) -> bool {
    let (Some(start), Some(rest)) = (text.get(..word.len()), text.get(word.len()..)) else { return false };
    let same = start == word || start.eq_ignore_ascii_case(word) && start[1..] == word[1..];
    same && !rest.starts_with(|next: char| next.is_ascii_lowercase())
}
