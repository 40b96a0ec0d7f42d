//! Compares the matchers with `regress`, an implementation of ECMA 262, and runs them like the generated crates: as
//! constraints of schemas of the runtime. The matchers of the catalogue are compiled from the output of `tokens`.

#[path = "pattern/catalogue.rs"]
mod catalogue;
#[path = "pattern/emitted.rs"]
#[rustfmt::skip]
mod emitted;
#[path = "pattern/grow.rs"]
mod grow;
#[path = "pattern/oracle.rs"]
mod oracle;
#[path = "pattern/runtime.rs"]
mod runtime;

use std::path::PathBuf;

use catalogue::{APPFLOW, OTHERS};
use codegen::pattern::{Refusal, compile, tokens};
use expect_test::expect_file;
use grow::Garden;
use oracle::Oracle;
use quote::quote;
use tinsmith_types::codegen::{Path, Schema, Value, Violations};

/// Returns whether the runtime accepts a text for the pattern of the schema.
fn is_match(schema: &'static Schema, text: &str) -> bool {
    let mut violations = Violations::default();
    text.to_owned().check(schema, &Path::ROOT, &mut violations);
    violations.into_result().is_ok()
}

/// The seed of all random data here, which every failure prints.
const SEED: u64 = 0x5eed;

/// Compares a matcher with ECMA on `count` strings, some of which are long.
#[track_caller]
fn compare(pattern: &str, is_match: impl Fn(&str) -> bool, oracle: &Oracle, count: usize) {
    let mut garden = Garden::new(pattern, SEED);
    let mut accepted = 0;
    for index in 0..count {
        let text = garden.grow(index);
        let expected = oracle.is_match(&text);
        accepted += usize::from(expected);
        assert_eq!(is_match(&text), expected, "{pattern} on {text:?}, string {index} of seed {SEED:#x}");
    }
    assert!(accepted * 20 > count, "{pattern} accepted only {accepted} of {count} strings grown from it");
}

#[test]
fn emitted_matchers() {
    let patterns = APPFLOW.iter().chain(OTHERS).map(|text| {
        let matcher = tokens(&compile(text).expect("the pattern is supported"));
        quote!(Schema::new("Text", Kind::String).pattern(#text, #matcher))
    });
    let file = syn::parse_quote! {
        //! The matchers that `tokens` emits for the catalogue, each as the constraint of a schema.
        //!
        //! `UPDATE_EXPECT=1 cargo test -p codegen` writes it.

        use tinsmith_types::codegen::*;

        pub static PATTERNS: &[Schema] = &[#(#patterns),*];
    };
    expect_file!["pattern/emitted.rs"].assert_eq(&prettyplease::unparse(&file));
}

#[test]
fn appflow_agrees_with_ecma() {
    assert_eq!(emitted::PATTERNS.len(), APPFLOW.len() + OTHERS.len());
    for (schema, pattern) in emitted::PATTERNS.iter().zip(APPFLOW) {
        let oracle = Oracle::new(pattern).expect("it is a regular expression of ECMA");
        compare(pattern, |text| is_match(schema, text), &oracle, 20_000);
    }
}

#[test]
fn others_agree_with_ecma() {
    for (schema, pattern) in emitted::PATTERNS.iter().skip(APPFLOW.len()).zip(OTHERS) {
        let oracle = Oracle::new(pattern).expect("it is a regular expression of ECMA");
        compare(pattern, |text| is_match(schema, text), &oracle, 500);
    }
}

/// Texts are compared in blocks of 8 and 16 bytes; here, a non-matching character occurs at each position.
#[test]
fn each_place_agrees_with_ecma() {
    let jwt = r"^([a-zA-Z0-9_=]+)\.([a-zA-Z0-9_=]+)\.([a-zA-Z0-9_\-\+\/=]*)$";
    let common = [
        (r"^\S+$", 'x', ""),
        (r"^[ -~]+$", '~', ""),
        (r"^[\w/!@#+=.-]+$", '-', ""),
        (r"^arn:aws:kms:.*:[0-9]+:", ':', "arn:aws:kms:"),
        (r"^arn:aws:kms:.*:[0-9]+:", 'a', "arn:aws:kms:eu-west-1:1234567890:"),
        (jwt, 'a', "eyJh=.a."),
        (jwt, 'Z', "a.bcdefghijklmnopqrstuvwxyz."),
    ];
    for (text, common, start) in common {
        let place = APPFLOW.iter().position(|pattern| *pattern == text).expect("it is in the catalogue");
        let emitted = &emitted::PATTERNS[place];
        let made = runtime::matcher(&compile(text).expect("the pattern is supported"));
        let oracle = Oracle::new(text).expect("it is a regular expression of ECMA");
        for length in [7, 8, 9, 15, 16, 17, 31, 32, 33, 48, 49] {
            for (place, other) in
                (0..length).flat_map(|place| "\t\n a0.:\u{7f}\u{85}é\u{3000}😀".chars().map(move |c| (place, c)))
            {
                let mut sample: String = std::iter::repeat_n(common, length).collect();
                sample.replace_range(place..=place, other.encode_utf8(&mut [0; 4]));
                let ends = [format!("{start}{sample}"), format!("{start}{sample}1:"), format!("{sample}{start}")];
                for sample in ends.into_iter().chain([format!("arn:aws:kms:{sample}:1234567890:x"), sample]) {
                    let expected = oracle.is_match(&sample);
                    assert_eq!(is_match(emitted, &sample), expected, "{text} on {sample:?}");
                    assert_eq!(made(&sample), expected, "{text} on {sample:?}, made at run time");
                }
            }
        }
    }
}

/// The patterns of whole published models, if they exist.
#[test]
fn published_models_agree_with_ecma() {
    // The models of the second folder were chosen for their unusual features, including patterns.
    compare_published(&["models", "reference", "protocol-tests"], 100);
    compare_published(&["models-next"], 30);
}

/// Compares all patterns of these folders; at most one in `share` patterns may have no matcher.
#[track_caller]
fn compare_published(folders: &[&str], share: usize) {
    let patterns = published_patterns(folders);
    if patterns.is_empty() {
        return eprintln!("going on without the published models of {folders:?}, which are not here");
    }
    let mut refused = Vec::new();
    for text in &patterns {
        let matcher = match compile(text) {
            Ok(matcher) => matcher,
            Err(refusal) => {
                refused.push(format!("{text}: {refusal}"));
                continue;
            }
        };
        match Oracle::new(text) {
            Some(oracle) => compare(text, runtime::matcher(&matcher), &oracle, 500),
            None => eprintln!("not compared, because ECMA means something else by it: {text}"),
        }
    }
    eprintln!("{folders:?}: {} patterns, {} refused: {refused:#?}", patterns.len(), refused.len());
    assert!(refused.len() * share <= patterns.len(), "too many are refused: {refused:#?}");
}

fn published_patterns(folders: &[&str]) -> Vec<String> {
    let data = std::env::var_os("REFERENCE_DATA")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let mut patterns = std::collections::BTreeSet::new();
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(data.join(folder)) else { continue };
        for entry in entries {
            let path = entry.expect("the folder can be listed").path();
            if path.extension().is_some_and(|extension| extension == "json") {
                let text = std::fs::read_to_string(path).expect("the model can be read");
                collect(&serde_json::from_str(&text).expect("the model is JSON"), &mut patterns);
            }
        }
    }
    patterns.into_iter().collect()
}

fn collect(value: &serde_json::Value, patterns: &mut std::collections::BTreeSet<String>) {
    match value {
        serde_json::Value::Object(members) => {
            patterns.extend(members.get("smithy.api#pattern").and_then(|it| it.as_str()).map(str::to_owned));
            members.values().for_each(|value| collect(value, patterns));
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| collect(value, patterns)),
        _ => {}
    }
}

/// Random patterns, including rare combinations, that no service has.
#[test]
fn random_patterns_agree_with_ecma() {
    let mut compared = 0;
    for seed in 0..1000 {
        let text = grow::random_pattern(SEED + seed);
        let (Ok(matcher), Some(oracle)) = (compile(&text), Oracle::new(&text)) else { continue };
        compared += 1;
        let is_match = runtime::matcher(&matcher);
        let mut garden = Garden::new(&text, SEED + seed);
        for index in 0..20 {
            let sample = garden.grow_short(index);
            let expected = oracle.is_match(&sample);
            assert_eq!(is_match(&sample), expected, "{text} on {sample:?}, seed {:#x}", SEED + seed);
        }
    }
    assert!(compared > 700, "only {compared} random patterns were compared");
}

#[track_caller]
fn check_refused(pattern: &str, expected: &str) {
    let refusal: Refusal = compile(pattern).expect_err("the pattern is refused");
    assert_eq!(refusal.to_string(), expected, "{pattern}");
}

#[test]
fn refusals() {
    check_refused("(a", "not a regular expression: a group is not closed, at byte 0");
    check_refused(r"(a)\1", "a back-reference is not supported, at byte 3");
    check_refused("(a|b)*a(a|b){14}", "too large: it has more states than are worth a table");
    check_refused("^a{1,6000}ab$", "too large: it has a table of 18003 entries, more than 16384");
    check_refused("^([a-z]|<x>){1,4000}$", "too large: it has more states than are worth a table");
}

/// Matching a megabyte takes linear time, however the pattern is written; quadratic time would be hours.
#[test]
fn linear_time() {
    let digits = "0".repeat(1 << 20);
    let almost = format!("{digits}x");
    for text in [r"^([0-9]+)+$", r"^(([0-9])*)*$", r"^([0-9]|[0-9][0-9])+$", r"^(?=([0-9]+)+$)[0-9]*$"] {
        let is_match = runtime::matcher(&compile(text).expect("the pattern is supported"));
        assert!(is_match(&digits), "{text}");
        assert!(!is_match(&almost), "{text}");
    }
}
