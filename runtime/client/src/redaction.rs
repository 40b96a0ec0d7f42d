//! Secrets of a call, kept out of what a service says about its failure.
//!
//! Services quote what they refuse: a constraint's message has the value in it, and a signature's the canonical request
//! with the session token. Nothing of it may reach an error's text, which ends in logs.

mod collector;

use tinsmith_types::codegen::structure::{self, Scope};
use tinsmith_types::codegen::{Form, REDACTED};
use tinsmith_types::{Document, Structure};
use zeroize::Zeroizing;

use collector::Collector;

/// A secret of fewer characters is part of many words; it is looked for only where it is one.
const SHORT: usize = 4;
/// The secrets of a call, the longest first.
pub(crate) struct Secrets(Vec<Zeroizing<String>>);

impl Secrets {
    /// The secrets in a request, and others.
    pub fn new<'a, T: Structure>(request: &T, others: impl IntoIterator<Item = &'a str>) -> Self {
        let mut collector = Collector::default();
        // A collector fails for nothing.
        let _ = structure::serialize(request, Scope::Document, Form::Secrets, &mut collector);
        let mut secrets = collector.secrets;
        let others = others.into_iter().filter(|secret| !secret.is_empty());
        secrets.extend(others.map(|secret| Zeroizing::new(secret.to_owned())));
        secrets.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
        Self(secrets)
    }

    /// Puts a mark in place of each secret in the texts of a document.
    pub fn mask(&self, document: &mut Document) {
        match document {
            Document::String(text) => self.mask_text(text),
            Document::Array(list) => list.iter_mut().for_each(|document| self.mask(document)),
            Document::Object(map) => map.values_mut().for_each(|document| self.mask(document)),
            Document::Null | Document::Bool(_) | Document::Number(_) => {}
        }
    }

    /// One pass over the text, so that no secret is looked for in a mark.
    fn mask_text(&self, text: &mut String) {
        let found: Vec<_> = self.0.iter().filter(|secret| text.contains(secret.as_str())).collect();
        if found.is_empty() {
            return;
        }
        let mut masked = String::with_capacity(text.len());
        let (mut rest, mut before) = (text.as_str(), None);
        while let Some(character) = rest.chars().next() {
            let after = found.iter().find_map(|secret| {
                let after = rest.strip_prefix(secret.as_str())?;
                (secret.chars().nth(SHORT - 1).is_some() || is_word(before, after)).then_some(after)
            });
            match after {
                Some(after) => {
                    masked.push_str(REDACTED);
                    rest = after;
                }
                None => {
                    masked.push(character);
                    rest = &rest[character.len_utf8()..];
                }
            }
            before = text[..text.len() - rest.len()].chars().next_back();
        }
        *text = masked;
    }
}

/// Whether what is between these is a word on its own.
fn is_word(before: Option<char>, after: &str) -> bool {
    !before.is_some_and(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
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
        // A mark is not looked into.
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
        check(&secrets, &text, &text);
    }
}
