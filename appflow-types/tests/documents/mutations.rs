//! Randomly mutated documents: none crashes the reader, each accepted one is valid and is read back unchanged, and no
//! refusal shows a value.

use std::fmt::Debug;

use appflow_types::{DocumentError, ProblemKind, Structure as _};
use fastrand::Rng;
use serde_json::{Value, json};

use crate::{Request, SAMPLES, support};

const ROUNDS: usize = 6_000;

/// Pieces to insert into a document.
const PIECES: [&str; 18] = [
    "null", "true", "-1", "1e999", "0.5", "\"\"", "{}", "[]", "{", "}", "[", "]", ",", ":", "\"", "\\", "\u{feff}", "𝄞",
];

#[test]
fn changed_documents_are_read_or_refused() {
    let documents = documents();
    let mut random = Rng::with_seed(20_261_101);
    let (mut accepted, mut mended) = (0, 0);
    for _ in 0..ROUNDS {
        let mut document = documents[random.usize(..documents.len())].clone();
        for _ in 0..random.usize(1..3) {
            document = change(&document, &mut random);
        }
        accepted += usize::from(holds(Request::from_json(&document), &document));
        mended += usize::from(holds(Request::fix_json(&document).map(|fixed| fixed.value), &document));
    }
    let enough = ROUNDS / 30 < accepted && accepted < mended && mended < ROUNDS / 2;
    assert!(enough, "the test would prove little: {accepted} of {ROUNDS} were accepted and {mended} mended");
}

/// Checks a result: an accepted value must be valid, and unchanged after writing and reading. Returns whether it was
/// accepted.
#[track_caller]
fn holds(result: Result<Request, DocumentError>, document: &str) -> bool {
    match result {
        Ok(value) => {
            assert_eq!(value.validate(), Ok(()), "{document}");
            let written = serde_json::to_string(&value).expect("JSON");
            assert_eq!(Request::from_json(&written), Ok(value), "{document}");
            true
        }
        Err(error) => {
            assert!(!error.problems().is_empty());
            assert_ne!(is_json(document), Some(is_syntax(&error)), "{error}\n{document}");
            let lines = document.split('\n').count();
            let within = |line, column: usize| (1..=lines).contains(&line) && column > 0;
            assert!(error.problems().iter().all(|problem| within(problem.line, problem.column)), "{error}\n{document}");
            let places = error.problems().iter().map(|problem| (problem.line, problem.column));
            assert!(places.is_sorted(), "{error}\n{document}");
            false
        }
    }
}

fn is_syntax(error: &DocumentError) -> bool {
    matches!(error.problems(), [problem] if matches!(problem.kind, ProblemKind::Syntax { .. }))
}

/// Returns whether another parser accepts the document, which has other limits for nesting and numbers.
fn is_json(document: &str) -> Option<bool> {
    match serde_json::from_str::<Value>(&document.replace("1e999", "1e99")) {
        Ok(_) => Some(true),
        Err(error) => (!error.to_string().contains("recursion limit")).then_some(false),
    }
}

fn documents() -> Vec<String> {
    let samples = support::samples().into_iter();
    let written = samples.map(|(_, sample)| serde_json::to_string_pretty(&sample).expect("JSON"));
    SAMPLES.into_iter().map(str::to_owned).chain(written).collect()
}

fn change(document: &str, random: &mut Rng) -> String {
    let (start, end) = slice(document, random);
    let piece = random.choice(PIECES).unwrap_or_default();
    match random.u8(..8) {
        0 => flip(document, random),
        1 => document[..end].to_owned(),
        2 => [&document[..start], &document[end..]].concat(),
        3 => [&document[..end], &document[start..]].concat(),
        4 => [&document[..start], piece, &document[start..]].concat(),
        5 => [&document[..start], piece, &document[end..]].concat(),
        6 => [&document[..start], &"[".repeat(random.usize(..200)), &document[start..]].concat(),
        _ => swap(document, random),
    }
}

/// Flips a bit, and replaces invalid UTF-8.
fn flip(document: &str, random: &mut Rng) -> String {
    let mut bytes = document.as_bytes().to_vec();
    if !bytes.is_empty() {
        let index = random.usize(..bytes.len());
        bytes[index] ^= 1 << random.u8(..8);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Swaps two of the strings.
fn swap(document: &str, random: &mut Rng) -> String {
    let mut parts: Vec<&str> = document.split('"').collect();
    let texts = parts.len() / 2;
    if texts > 0 {
        parts.swap(random.usize(..texts) * 2 + 1, random.usize(..texts) * 2 + 1);
    }
    parts.join("\"")
}

/// Returns two positions in the document, often at its punctuation.
fn slice(document: &str, random: &mut Rng) -> (usize, usize) {
    let near = |offset: usize| {
        let found = document.bytes().skip(offset).position(|byte| b"{}[],:\"".contains(&byte));
        (offset..=document.len()).find(|at| document.is_char_boundary(*at)).max(found.map(|found| offset + found))
    };
    let one = near(random.usize(..=document.len())).unwrap_or_default();
    let two = near((one + random.usize(..40)).min(document.len())).unwrap_or_default();
    (one.min(two), one.max(two))
}

#[test]
fn no_refusal_shows_a_value() {
    for (_, sample) in support::samples() {
        let document = serde_json::to_value(&sample).unwrap();
        let mut pointers = Vec::new();
        texts(&document, String::new(), &mut pointers);
        for pointer in &pointers {
            for secret in
                [json!("hunter2 x"), json!(31_337), json!(["hunter2"]), json!({"a": "hunter2"}), json!(3133.7)]
            {
                let mut broken = document.clone();
                *broken.pointer_mut(pointer).unwrap() = secret;
                conceals(&broken.to_string());
            }
            let mut broken = document.clone();
            *broken.pointer_mut(pointer).unwrap() = json!("unquoted");
            conceals(&broken.to_string().replace("\"unquoted\"", "hunter2"));
            conceals(&broken.to_string().replace("\"unquoted\"", "\"hunter2\\x31337\""));
        }
        let mut broken = document.clone();
        pointers.iter().for_each(|pointer| *broken.pointer_mut(pointer).unwrap() = json!("hunter2 x"));
        conceals(&broken.to_string());
    }
}

#[track_caller]
fn conceals(document: &str) {
    let conceals = |shown: &dyn Debug, text: String, written: serde_json::Result<String>| {
        let shown = format!("{shown:?} {text} {}", written.expect("JSON"));
        assert!(!shown.contains("hunter2") && !shown.contains("3133"), "{shown}");
    };
    if let Err(error) = Request::from_json(document) {
        conceals(&error, error.to_string(), serde_json::to_string(&error));
    }
    match Request::fix_json(document) {
        Ok(fixed) => conceals(&fixed.changes, String::new(), serde_json::to_string(&fixed.changes)),
        Err(error) => conceals(&error, error.to_string(), serde_json::to_string(&error)),
    }
}

fn texts(document: &Value, at: String, pointers: &mut Vec<String>) {
    match document {
        Value::Object(object) => object.iter().for_each(|(key, value)| texts(value, format!("{at}/{key}"), pointers)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| texts(value, format!("{at}/{index}"), pointers));
        }
        Value::String(_) => pointers.push(at),
        _ => {}
    }
}
