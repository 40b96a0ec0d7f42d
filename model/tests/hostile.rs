//! Hostile models: huge ones, and small ones with a mutation at every place.

use std::fmt::Write as _;

use model::{Document, Errors, load};

fn accept(bytes: impl Into<Vec<u8>>) -> Result<(), Errors> {
    let model = load(&[Document { name: "m.json".into(), bytes: bytes.into() }])?;
    model::check(&model)
}

/// Returns a model of `count` shapes, each written by `shape` after its index.
fn many(count: usize, shape: impl Fn(usize) -> String) -> String {
    let shapes: Vec<String> = (0..count).map(|index| format!("\"x#S{index}\": {}", shape(index))).collect();
    format!("{{\"smithy\": \"2.0\", \"shapes\": {{{}}}}}", shapes.join(","))
}

/// Checks the errors of a model so large that a step in quadratic time would take minutes.
#[track_caller]
fn check(model: String, expect: &str) {
    let result = accept(model);
    let text = result.err().map(|errors| errors.to_string()).unwrap_or_default();
    assert_eq!(text, expect);
}

const COUNT: usize = 100_000;

fn next(index: usize, count: usize) -> usize {
    (index + 1) % count
}

#[test]
fn long_chains() {
    let list = |index| match index {
        0 => r#"{"type": "string"}"#.to_string(),
        _ => format!(r#"{{"type": "list", "member": {{"target": "x#S{}"}}}}"#, index - 1),
    };
    check(many(COUNT, list), "");
    let structure = |index| {
        let required = r#"{"smithy.api#required": {}}"#;
        let target = if index == 0 { "smithy.api#String".to_string() } else { format!("x#S{}", index - 1) };
        format!(r#"{{"type": "structure", "members": {{"m": {{"target": "{target}", "traits": {required}}}}}}}"#)
    };
    check(many(COUNT, structure), "");
}

#[test]
fn long_cycles() {
    let list = |index| format!(r#"{{"type": "list", "member": {{"target": "x#S{}"}}}}"#, next(index, COUNT));
    check(
        many(COUNT, list),
        "m.json:1:55: x#S0: the shape contains itself, through S0$member, S1$member, S2$member, S3$member, S4$member, \
         S5$member, S6$member, S7$member, 99992 more, expected a structure or union in the cycle",
    );
    let resource =
        |index| format!(r#"{{"type": "resource", "resources": [{{"target": "x#S{}"}}]}}"#, next(index, COUNT));
    check(
        many(COUNT, resource),
        "m.json:1:30: x#S0: the resource contains itself, expected resources that form a tree",
    );
    let mixin = |index| {
        format!(
            r#"{{"type": "string", "traits": {{"smithy.api#mixin": {{}}}}, "mixins": [{{"target": "x#S{}"}}]}}"#,
            next(index, COUNT)
        )
    };
    check(many(COUNT, mixin), "m.json:1:30: x#S0: the shape is a mixin of itself, expected mixins without a cycle");
}

#[test]
fn mixins_that_would_fill_the_memory() {
    let mixin = |index: usize| {
        let mixins =
            if index == 0 { String::new() } else { format!(r#", "mixins": [{{"target": "x#S{:05}"}}]"#, index - 1) };
        format!(
            r#"{{"type": "structure", "members": {{"m{index}": {{"target": "smithy.api#String"}}}}, "traits": {{"smithy.api#mixin": {{}}}}{mixins}}}"#
        )
    };
    let shapes: Vec<String> = (0..10_000).map(|index| format!("\"x#S{index:05}\": {}", mixin(index))).collect();
    let text =
        accept(format!("{{\"smithy\": \"2.0\", \"shapes\": {{{}}}}}", shapes.join(","))).unwrap_err().to_string();
    assert_eq!(text.lines().count(), 1, "{text}");
    assert!(
        text.ends_with("mixins add more than 64 MiB, expected fewer members and traits, or fewer mixins"),
        "{text}"
    );
}

#[test]
fn wide_shapes() {
    let mut members = String::new();
    let mut keys = String::new();
    for index in 0..COUNT {
        write!(members, r#","m{index}": {{"target": "smithy.api#String"}}"#).unwrap();
        write!(keys, r#","m{index}": "x""#).unwrap();
    }
    let (members, keys) = (members.trim_start_matches(','), keys.trim_start_matches(','));
    check(
        format!(
            r#"{{"smithy": "2.0", "shapes": {{"x#t": {{"type": "structure", "members": {{{members}}}, "traits": {{"smithy.api#trait": {{}}}}}},
            "x#S": {{"type": "string", "traits": {{"x#t": {{{keys}}}}}}}}}}}"#
        ),
        "",
    );
    let applied: Vec<String> = (0..COUNT)
        .map(|index| format!(r#""x#A$m{index}": {{"type": "apply", "traits": {{"smithy.api#tags": []}}}}"#))
        .collect();
    check(
        format!(
            r#"{{"smithy": "2.0", "shapes": {{"x#A": {{"type": "structure", "members": {{{members}}}}},{}}}}}"#,
            applied.join(",")
        ),
        "",
    );
}

const SMALL: &str = r#"{"smithy": "2.0", "metadata": {"a": [1]}, "shapes": {
"x#S": {"type": "service", "version": "é", "operations": [{"target": "x#O"}], "traits": {"aws.protocols#restJson1": {}}},
"x#O": {"type": "operation", "input": {"target": "x#I"}, "traits": {"smithy.api#http": {"method": "GET", "uri": "/{a}", "code": 200}}},
"x#I": {"type": "structure", "members": {"a": {"target": "x#A", "traits": {"smithy.api#required": {}, "smithy.api#httpLabel": {}}}}},
"x#A": {"type": "string", "mixins": [{"target": "x#M"}], "traits": {"smithy.api#pattern": "^\\w+$"}},
"x#M": {"type": "string", "traits": {"smithy.api#mixin": {}, "smithy.api#length": {"min": 1, "max": 10}}},
"x#E": {"type": "intEnum", "members": {"A": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}}}},
"x#I$a": {"type": "apply", "traits": {"smithy.api#documentation": "\u00e9"}}}}"#;

/// Checks that a mutated model has an outcome, with places; which one does not matter.
fn check_outcome(bytes: Vec<u8>) {
    if let Err(errors) = accept(bytes) {
        assert!(!errors.is_empty());
        assert_eq!(errors.to_string().lines().count(), errors.len());
        assert!(errors.iter().all(|error| error.place.line > 0 && error.place.column > 0));
    }
}

#[test]
fn a_document_truncated_anywhere_loads_or_is_an_error() {
    assert_eq!(accept(SMALL).map_err(|errors| errors.to_string()), Ok(()));
    for length in 0..SMALL.len() {
        let bytes = SMALL.as_bytes()[..length].to_vec();
        assert!(accept(bytes.clone()).is_err(), "{length}");
        check_outcome(bytes);
    }
}

#[test]
fn a_document_with_any_flipped_byte_loads_or_is_an_error() {
    for position in 0..SMALL.len() {
        for flip in [0x01, 0x10, 0x80] {
            let mut bytes = SMALL.as_bytes().to_vec();
            bytes[position] ^= flip;
            check_outcome(bytes);
        }
        for replacement in [b'"', b'}', b'$'] {
            let mut bytes = SMALL.as_bytes().to_vec();
            bytes[position] = replacement;
            check_outcome(bytes);
        }
    }
}

#[test]
fn a_document_without_any_part_loads_or_is_an_error() {
    let parts: Vec<&str> = SMALL.split_inclusive(['"', ',', ':', '{', '}', '[', ']']).collect();
    for missing in 0..parts.len() {
        let kept: String =
            parts.iter().enumerate().filter(|(index, _)| *index != missing).map(|(_, part)| *part).collect();
        check_outcome(kept.into_bytes());
        let doubled: String =
            parts.iter().enumerate().map(|(index, part)| part.repeat(1 + usize::from(index == missing))).collect();
        check_outcome(doubled.into_bytes());
    }
}
