//! Redacts the secrets of a call in the messages of a service.
//!
//! Services quote rejected values: the message about a constraint contains the value, and that about a signature the
//! canonical request with the session token. No secret may appear in an error's text, which ends up in logs.

mod collector;
mod patterns;
mod views;

use tinsmith_types::codegen::structure::{self, Scope};
use tinsmith_types::codegen::{Form, REDACTED};
use tinsmith_types::{Document, Structure};
use zeroize::{Zeroize, Zeroizing};

use collector::Collector;
use patterns::Pattern;
use views::View;

/// A shorter secret occurs in many words, so it is redacted only where it is a whole word.
const SHORT: usize = 4;

/// The secrets of a call, longest first.
pub(crate) struct Secrets(Vec<Secret>);

struct Secret {
    forms: Vec<Pattern>,
    is_short: bool,
}

impl Secrets {
    /// Collects the secrets in a request, and others.
    pub fn new<'a, T: Structure>(request: &T, others: impl IntoIterator<Item = &'a str>) -> Self {
        let mut collector = Collector::default();
        // The collector never fails.
        let _ = structure::serialize(request, Scope::Document, Form::Secrets, &mut collector);
        let mut secrets = collector.secrets;
        let others = others.into_iter().filter(|secret| !secret.is_empty());
        secrets.extend(others.map(|secret| Zeroizing::new(secret.to_owned())));
        secrets.sort_unstable_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        secrets.dedup();
        Self(secrets.iter().map(|secret| Secret::new(secret)).collect())
    }

    /// Redacts each secret in the strings of a document, including its keys.
    pub fn mask(&self, document: &mut Document) {
        match document {
            Document::String(text) => self.mask_text(text),
            Document::Array(list) => list.iter_mut().for_each(|document| self.mask(document)),
            Document::Object(map) => {
                map.values_mut().for_each(|document| self.mask(document));
                if map.keys().any(|key| self.are_in(key)) {
                    let entries = std::mem::take(map).into_iter().map(|(mut key, value)| {
                        self.mask_text(&mut key);
                        (key, value)
                    });
                    *map = entries.collect();
                }
            }
            Document::Null | Document::Bool(_) | Document::Number(_) => {}
        }
    }

    /// Returns `true` if a text contains a copy of a secret.
    pub fn are_in(&self, text: &str) -> bool {
        self.copies(text).is_some()
    }

    /// Redacts each copy of a secret: plain, truncated after at least eight characters, in base64, percent-encoded, or
    /// with JSON escapes.
    pub fn mask_text(&self, text: &mut String) {
        let Some(copies) = self.copies(text) else { return };
        let mut masked = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            match copies.end(at) {
                Some(end) => {
                    masked.push_str(REDACTED);
                    at = end;
                }
                None => {
                    masked.push(character);
                    at += character.len_utf8();
                }
            }
        }
        text.zeroize();
        *text = masked;
    }

    /// Finds the copies in a text; `None` if there are none.
    fn copies(&self, text: &str) -> Option<Copies> {
        let views = views::views(text);
        let mut copies = Copies::default();
        for (id, secret) in self.0.iter().enumerate() {
            for form in &secret.forms {
                let mut add = |start: usize, end: usize| {
                    if !secret.is_short || is_word(&text[..start], &text[end..]) {
                        copies.add(text.len(), Copy { start, end, id });
                    }
                };
                if form.is_in(text) {
                    form.find(text.as_bytes(), &mut add);
                }
                for View { bytes, starts } in &views {
                    if std::str::from_utf8(bytes).is_ok_and(|text| !form.is_in(text)) {
                        continue;
                    }
                    form.find(bytes, |start, end| add(starts[start], starts[end]));
                }
            }
        }
        Some(copies).filter(|copies| !copies.0.is_empty())
    }
}

impl Secret {
    fn new(secret: &str) -> Self {
        let is_short = secret.chars().nth(SHORT - 1).is_none();
        let forms = if is_short { vec![Pattern::whole(secret)] } else { Pattern::forms(secret) };
        Self { forms, is_short }
    }
}

/// The longest copy that begins at each byte of a text.
#[derive(Default)]
struct Copies(Vec<Option<(usize, usize)>>);

struct Copy {
    start: usize,
    end: usize,
    /// The secret that was copied.
    id: usize,
}

impl Copies {
    fn add(&mut self, length: usize, copy: Copy) {
        // Most texts have no copy, and allocate nothing.
        if self.0.is_empty() {
            self.0.resize(length, None);
        }
        let longest = &mut self.0[copy.start];
        if longest.is_none_or(|(end, _)| end < copy.end) {
            *longest = Some((copy.end, copy.id));
        }
    }

    /// Returns the end of the redacted range from here on: a copy, and the copies of other secrets that begin within
    /// it.
    fn end(&self, start: usize) -> Option<usize> {
        let (mut end, mut id) = self.0[start]?;
        let mut at = start + 1;
        while at < end {
            if let Some((later, other)) = self.0[at].filter(|(later, other)| *later > end && *other != id) {
                (end, id) = (later, other);
            }
            at += 1;
        }
        Some(end)
    }
}

/// Returns `true` if the text between these is a whole word.
fn is_word(before: &str, after: &str) -> bool {
    !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tinsmith_types::Secret;

    use super::*;
    use crate::protocol::samples::BodySample;

    #[track_caller]
    fn check(secrets: &[&str], text: &str, expected: &str) {
        let mut document = Document::from(vec![Document::Null, Document::from(text)]);
        Secrets::new(&BodySample::default(), secrets.iter().copied()).mask(&mut document);
        assert_eq!(document[1], expected);
    }

    #[test]
    fn texts_are_masked() {
        check(&[], "abc", "abc");
        check(&[""], "abc", "abc");
        check(&["bbbb"], "abbbbcbbbb", "a**redacted**c**redacted**");
        check(&["bbbb", "abbbbc"], "abbbbcabbbbbbbb", "**redacted**a**redacted****redacted**");
        check(&["éééé"], "ééééà", "**redacted**à");
        // The mark itself is not searched.
        check(&["edac", "redacted"], "edac", "**redacted**");
    }

    #[test]
    fn short_secrets_are_words() {
        check(&["b"], "b abc 'b' bb b", "**redacted** abc '**redacted**' bb **redacted**");
        check(&["abc"], "abc-abcd,abc", "**redacted**-abcd,**redacted**");
        check(&["abcd"], "xabcdx", "x**redacted**x");
        check(&["é"], "é éa", "**redacted** éa");
        check(&["*"], "*", "**redacted**");
    }

    #[test]
    fn the_secrets_are_those_of_the_schema() {
        let request = BodySample {
            id: Some("public".into()),
            text: Some("open".into()),
            secret: Some("hunter1".into()),
            secrets: Some(BTreeMap::from([(Secret::from("hunter2"), Secret::from("hunter3"))])),
            ..BodySample::default()
        };
        let secrets = Secrets::new(&request, ["hunter4"]);
        assert_eq!(secrets.0.len(), 4);
        let mut document = Document::from("public open hunter1 hunter2 hunter3 hunter4 secret");
        secrets.mask(&mut document);
        let mark = "**redacted**";
        assert_eq!(document, format!("public open {mark} {mark} {mark} {mark} secret"));
    }

    #[test]
    fn hostile_sizes_take_linear_time() {
        let text = "a".repeat(1 << 20);
        check(&["b"], &text, &text);
        let secrets: Vec<String> = (0..10).map(|index| format!("{}{index}", "a".repeat(100))).collect();
        let secrets: Vec<&str> = secrets.iter().map(String::as_str).collect();
        let seven = "aaaaaaab".repeat(1 << 17);
        check(&secrets, &seven, &seven);
        // Every hundred characters are a truncated copy.
        check(&secrets, &text, &"**redacted**".repeat((1_usize << 20).div_ceil(100)));
        let encoded = "%61%2561\\u0062".repeat(1 << 16);
        check(&["bbbb", "aabbaabbX"], &encoded, &encoded);
    }

    #[test]
    fn copies_that_are_cut_off_are_masked() {
        check(&["correct horse"], "'correct ...", "'**redacted**...");
        check(&["correct horse"], "correct", "correct");
        check(&["correct horse"], "xcorrect hor… correct horse!", "x**redacted**… **redacted**!");
        check(&["éééééééééé"], "éééééééé éééééée", "**redacted** éééééée");
        // Overlapping copies are redacted together.
        check(&["abcdefgh", "efghijkl"], "-abcdefghijkl-", "-**redacted**-");
    }

    #[test]
    fn encoded_copies_are_masked() {
        let secret = "p/s?s+wörd \"1\"\n😀";
        let mark = "**redacted**";
        for copy in [
            "p%2Fs%3Fs%2Bw%C3%B6rd%20%221%22%0A%F0%9F%98%80",
            "p%2fs%3fs%2bw%c3%b6rd+%221%22%0a%f0%9f%98%80",
            "p/s?s%2Bwörd%20\"1\"%0A😀",
            "p%252Fs%253Fs%252Bw%25C3%25B6rd%2520%25221%2522%250A%25F0%259F%2598%2580",
            r#"p/s?s+w\u00f6rd \"1\"\n\uD83D\uDE00"#,
            r#"p\/s?s+w\u00F6rd \"1\"\u000a\ud83d\ude00"#,
            r#"p/s?s+wörd \\\"1\\\"\\n😀"#,
        ] {
            check(&[secret], &format!("a {copy} b"), &format!("a {mark} b"));
        }
    }

    #[test]
    fn copies_in_base64_are_masked() {
        use base64::Engine as _;
        use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD};

        let mark = "**redacted**";
        for secret in ["hunter2", "p?>~\u{ff}\u{fe}~", "correct horse battery staple"] {
            for engine in [STANDARD, STANDARD_NO_PAD, URL_SAFE, URL_SAFE_NO_PAD] {
                let copy = engine.encode(secret);
                check(&[secret], &copy, &copy.replace(copy.trim_end_matches('='), mark));
                for prefix in ["a", "user:", "tom:"] {
                    let mut text = Document::from(engine.encode(format!("{prefix}{secret}:more")));
                    Secrets::new(&BodySample::default(), [secret]).mask(&mut text);
                    let left = text.as_str().unwrap().replace(mark, "");
                    assert!(text != left && left.len() < 18, "{secret}: {text}");
                }
            }
        }
    }

    #[test]
    fn keys_are_masked() {
        let mut document = serde_json::json!({"hunter2": {"a": "hunter2"}, "b": 1});
        Secrets::new(&BodySample::default(), ["hunter2"]).mask(&mut document);
        assert_eq!(document, serde_json::json!({"**redacted**": {"a": "**redacted**"}, "b": 1}));
    }
}
