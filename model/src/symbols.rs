//! Spells out symbols in the values of enums that have no letters to derive a name from.
//!
//! A value without any letter or digit is spelled symbol by symbol (`>=` is `GreaterThanOrEqual`). In other values a
//! symbol counts only where it changes the meaning: a sign or comparison before a digit (`-1`, `>5`), and a plus,
//! percent, number sign or star at the end (`10+`, `C#`). Anywhere else it separates words, as in `aws:kms` and
//! `us-east-1`.

/// Returns the value with the symbols that count replaced by words, between spaces.
pub fn spelled(value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    if !value.chars().any(|it| it.is_ascii_alphanumeric()) {
        return words(value);
    }
    let body = value.trim_start_matches(['-', '+', '<', '>', '=', '!', '~']);
    let (start, body) = match value.strip_suffix(body) {
        Some(start) if body.starts_with(|first: char| first.is_ascii_digit()) => (start, body),
        _ => ("", value),
    };
    let stem = body.trim_end_matches(['+', '%', '#', '*']);
    format!("{} {stem} {}", words(start), words(&body[stem.len()..])).trim().to_owned()
}

/// Returns the words for a sequence of symbols; pairs with a meaning of their own take precedence.
fn words(symbols: &str) -> String {
    const PAIRS: [(&str, &str); 8] = [
        (">=", "greater than or equal"),
        ("<=", "less than or equal"),
        ("!=", "not equal"),
        ("<>", "not equal"),
        ("==", "equal equal"),
        ("&&", "and"),
        ("||", "or"),
        ("**", "star star"),
    ];
    let mut words = Vec::new();
    let mut rest = symbols;
    while let Some(first) = rest.chars().next() {
        let pair = PAIRS.iter().find(|(pair, _)| rest.starts_with(pair));
        let (length, word) = match pair {
            Some((pair, word)) => (pair.len(), (*word).to_owned()),
            None => (first.len_utf8(), word(first)),
        };
        words.push(word);
        rest = &rest[length..];
    }
    words.join(" ")
}

/// Returns the word for a symbol; any other character is named by its code point.
fn word(symbol: char) -> String {
    let word = match symbol {
        ' ' => "space",
        '!' => "exclamation",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "ampersand",
        '\'' => "apostrophe",
        '(' => "open parenthesis",
        ')' => "close parenthesis",
        '*' => "star",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less than",
        '=' => "equal",
        '>' => "greater than",
        '?' => "question",
        '@' => "at",
        '[' => "open bracket",
        '\\' => "backslash",
        ']' => "close bracket",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' => "open brace",
        '|' => "pipe",
        '}' => "close brace",
        '~' => "tilde",
        other => return format!("u{:x}", u32::from(other)),
    };
    word.to_owned()
}
