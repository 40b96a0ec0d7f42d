//! The violations of each constraint, on both sides of each limit.

use crate::goldens::constraints::{CheckRequest, Choice};
use crate::goldens::defaults::{Plain, SetRequest};
use crate::goldens::enums::{Bucket, ChooseRequest, Color, Level, Size};
use crate::goldens::lists_and_maps::{Color as Paint, PaintRequest};
use crate::goldens::secret_aggregates::StoreRequest as StoreAggregatesRequest;
use crate::goldens::secrets::StoreRequest;
use crate::goldens::unions_and_recursion::{Fork, GrowRequest, Node};
use tinsmith_types::codegen::{Path, Schema, Value, Violations, prelude, structure};
use tinsmith_types::{Blob, Secret, Structure, Unit};

/// Checks the violations, one per line.
#[track_caller]
fn check_structure<T: Structure>(value: &T, expected: &[&str]) {
    let mut violations = Violations::default();
    structure::check(value, &Path::ROOT, &mut violations);
    let found = violations.into_result().err().map(|error| error.violations().to_vec()).unwrap_or_default();
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, expected);
    assert_eq!(structure::is_valid_fast(value), expected.is_empty(), "the fast check, without paths");
}

/// Checks a valid request after a change.
#[track_caller]
fn check(change: impl FnOnce(CheckRequest) -> CheckRequest, expected: &[&str]) {
    check_structure(&change(CheckRequest::new("abc")), expected);
}

#[test]
fn length_of_text() {
    let expected = |length: u64| {
        format!(
            "Value with length {length} at '/name' failed to satisfy constraint: Member must have length between 2 and 8, inclusive"
        )
    };
    check(|request| request.name("a"), &[&expected(1)]);
    check(|request| request.name("ab"), &[]);
    check(|request| request.name("abcdefgh"), &[]);
    check(|request| request.name("abcdefghi"), &[&expected(9)]);
    let empty =
        "Value at '/name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-m]+$";
    check(|request| request.name(""), &[&expected(0), empty]);
}

/// Length is counted in Unicode characters, not in bytes or UTF-16 units.
#[test]
fn length_counts_characters() {
    let expected = "Value with length 1 at '/minimum' failed to satisfy constraint: Member must have length greater than or equal to 2";
    check(|request| request.minimum("👍"), &[expected]);
    check(|request| request.minimum("👍👍"), &[]);
    check(|request| request.minimum("éé"), &[]);
    check(|request| request.minimum("e\u{301}"), &[]);
}

#[test]
fn length_of_blobs() {
    let expected = |length: u64| {
        format!(
            "Value with length {length} at '/blob' failed to satisfy constraint: Member must have length between 2 and 8, inclusive"
        )
    };
    check(|request| request.blob("a"), &[&expected(1)]);
    check(|request| request.blob("é"), &[]);
    check(|request| request.blob([0; 8]), &[]);
    check(|request| request.blob([0; 9]), &[&expected(9)]);
}

#[test]
fn a_members_constraint_takes_the_place_of_its_shapes() {
    let short = "Value with length 5 at '/shortName' failed to satisfy constraint: Member must have length less than or equal to 4";
    check(|request| request.short_name("abcd"), &[]);
    check(|request| request.short_name("abcde"), &[short]);
    check(|request| request.short_name("a"), &[]);
    let own =
        "Value at '/plainName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[n-z]+$";
    check(|request| request.plain_name("nz"), &[]);
    check(|request| request.plain_name("am"), &[own]);
    let shapes = "Value with length 1 at '/plainName' failed to satisfy constraint: Member must have length between 2 and 8, inclusive";
    check(|request| request.plain_name("n"), &[shapes]);
}

/// A pattern that has no anchors may match anywhere.
#[test]
fn patterns() {
    let expected =
        "Value at '/pattern' failed to satisfy constraint: Member must satisfy regular expression pattern: [0-9]+";
    check(|request| request.pattern("a1b"), &[]);
    check(|request| request.pattern("a٣b"), &[expected]);
    check(|request| request.pattern(""), &[expected]);
}

#[test]
fn ranges_of_integers() {
    let byte = "Value at '/byte' failed to satisfy constraint: Member must be between 2 and 8, inclusive";
    let long = "Value at '/long' failed to satisfy constraint: Member must be between 2 and 8, inclusive";
    let least = "Value at '/least' failed to satisfy constraint: Member must be greater than or equal to 2";
    let most = "Value at '/most' failed to satisfy constraint: Member must be less than or equal to 8";
    check(|request| request.byte(1).long(1).least(1), &[byte, long, least]);
    check(|request| request.byte(2).long(2).least(2).most(i16::MIN), &[]);
    check(|request| request.byte(8).long(8).least(i64::MAX).most(8), &[]);
    check(|request| request.byte(9).long(9).most(9), &[byte, long, most]);
}

#[test]
fn ranges_of_floats() {
    let float = "Value at '/float' failed to satisfy constraint: Member must be between 2.2 and 8.8, inclusive";
    let double = "Value at '/double' failed to satisfy constraint: Member must be greater than or equal to 0";
    check(|request| request.float(2.199), &[float]);
    check(|request| request.float(2.2).double(0.0), &[]);
    check(|request| request.float(8.8).double(-0.0), &[]);
    check(|request| request.float(8.801).double(-1e-300), &[float, double]);
    check(|request| request.float(f32::NAN).double(f64::INFINITY), &[float]);
    check(|request| request.double(f64::NAN), &[double]);
}

#[test]
fn lists() {
    let length = |length: u64| {
        format!(
            "Value with length {length} at '/names' failed to satisfy constraint: Member must have length between 1 and 3, inclusive"
        )
    };
    check(|request| request.names([""; 0]), &[&length(0)]);
    check(|request| request.names(["a", "b", "c"]), &[]);
    check(|request| request.names(["a", "b", "c", "d"]), &[&length(4)]);
    let unique = "Value at '/names' failed to satisfy constraint: Member must have unique values";
    check(|request| request.names(["a", "b", "a"]), &[unique]);
    check(|request| request.names(["a", "ab", "abc"]), &[]);
    let member = "Value with length 4 at '/names/1' failed to satisfy constraint: Member must have length between 1 and 3, inclusive";
    check(|request| request.names(["a", "abcd"]), &[member]);
    let more = "Value with length 1 at '/moreNames' failed to satisfy constraint: Member must have length greater than or equal to 2";
    check(|request| request.more_names(["a"]), &[more]);
    check(|request| request.more_names(["a", "b", "c", "d"]), &[]);
}

/// A key is reported at the path of its map, because it has none of its own.
#[test]
fn maps() {
    let length =
        "Value with length 3 at '/tags' failed to satisfy constraint: Member must have length less than or equal to 2";
    check(|request| request.tags([("ka", "a"), ("kb", "b"), ("kc", "c")]), &[length]);
    check(|request| request.tags([("ka", "a"), ("kb", "b")]), &[]);
    let key = "Value at '/tags' failed to satisfy constraint: Member must satisfy regular expression pattern: ^k";
    let short = "Value with length 1 at '/tags' failed to satisfy constraint: Member must have length between 2 and 8, inclusive";
    let value = "Value with length 3 at '/tags/k~1~0' failed to satisfy constraint: Member must have length less than or equal to 2";
    check(|request| request.tags([("ab", "a"), ("k", "a")]), &[key, short]);
    check(|request| request.tags([("k/~", "abc")]), &[value]);
}

#[test]
fn unions_and_nested_structures() {
    let name = "Value with length 1 at '/choice/name' failed to satisfy constraint: Member must have length between 2 and 8, inclusive";
    check(|request| request.choice(Choice::Name("a".to_owned())), &[name]);
    let inner = "Value with length 1 at '/choice/inner/name' failed to satisfy constraint: Member must have length between 2 and 8, inclusive";
    check(|request| request.choice(Choice::Inner(Box::new(CheckRequest::new("a")))), &[inner]);
    check(|request| request.choice(Choice::Inner(Box::new(CheckRequest::new("ab")))), &[]);
}

#[test]
fn all_at_once_in_the_order_of_the_model() {
    let request = CheckRequest::new("z").byte(9).names(["a", "a"]);
    let error = request.validate().unwrap_err();
    let expected = "4 validation errors detected. \
        Value with length 1 at '/name' failed to satisfy constraint: Member must have length between 2 and 8, inclusive; \
        Value at '/name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-m]+$; \
        Value at '/byte' failed to satisfy constraint: Member must be between 2 and 8, inclusive; \
        Value at '/names' failed to satisfy constraint: Member must have unique values";
    assert_eq!(error.message(), expected);
    assert_eq!(CheckRequest::new("ab").validate(), Ok(()));
}

/// The service's own message, and the additions for people.
#[test]
fn errors_for_people() {
    let error = CheckRequest::new("a").validate().unwrap_err();
    let message = "1 validation error detected. Value with length 1 at '/name' failed to satisfy constraint: Member must have length between 2 and 8, inclusive";
    assert_eq!((error.message().as_str(), error.model()), (message, Some("2020-01-01")));
    let besides = "(checked against model version 2020-01-01; `.validation(Validation::Off)` on the client's builder sends it anyway)";
    assert_eq!(error.to_string(), format!("{message} {besides}"));
    let mut violations = Violations::default();
    violations.required(&Path::ROOT.member("name"));
    let error = violations.into_result().unwrap_err();
    assert_eq!((error.to_string(), error.model()), (error.message(), None));
}

/// Values that are internal to the service are accepted but not listed.
#[test]
fn enums() {
    let right = ChooseRequest::new().color(Color::Puce).size(Size::Small).bucket(Bucket::PublicRead).level(Level::Low);
    check_structure(&right, &[]);
    check_structure(&right.color(Color::Infrared).size(Size::from("xxl")).level(Level::Top), &[]);
    let wrong = ChooseRequest::new()
        .color(Color::from("mauve"))
        .size(Size::from("L"))
        .bucket(Bucket::from(""))
        .level(Level::from(0));
    check_structure(
        &wrong,
        &[
            "Value at '/color' failed to satisfy constraint: Member must satisfy enum value set: [red, DARK_RED, puce]",
            "Value at '/size' failed to satisfy constraint: Member must satisfy enum value set: [s, l]",
            "Value at '/bucket' failed to satisfy constraint: Member must satisfy enum value set: [bucket-owner-read, public-read]",
            "Value at '/level' failed to satisfy constraint: Member must satisfy enum value set: [-1, 100]",
        ],
    );
    let key = "Value at '/stock' failed to satisfy constraint: Member must satisfy enum value set: [red, green]";
    check_structure(&PaintRequest::new().stock([(Paint::from("mauve"), Some(1))]), &[key]);
    check_structure(&PaintRequest::new().stock([(Paint::Green, None)]), &[]);
}

/// Documents are validated like values: internal values are accepted, but never suggested.
#[test]
fn enums_in_documents() {
    let right = ChooseRequest::new().color(Color::Infrared).size(Size::from("xxl")).level(Level::Top);
    assert_eq!(ChooseRequest::from_json(r#"{"color": "infrared", "size": "xxl", "level": 101}"#), Ok(right));
    let wrong = ChooseRequest::from_json(r#"{"color": "infraret", "size": "xxll"}"#).unwrap_err();
    let expected = [
        "1:11: /color: must satisfy enum value set: [red, DARK_RED, puce]",
        "1:31: /size: must satisfy enum value set: [s, l]",
    ];
    assert_eq!(wrong.problems().iter().map(ToString::to_string).collect::<Vec<_>>(), expected);
}

/// Sparse lists are unique with respect to null, too.
#[test]
fn unique_items() {
    let expected = "Value at '/names' failed to satisfy constraint: Member must have unique values";
    check_structure(&PaintRequest::new().names(["a", "A", ""]), &[]);
    check_structure(&PaintRequest::new().names(["", "a", ""]), &[expected]);
    check_structure(&PaintRequest::new().shades([None, None]), &[]);
}

/// The client fills in a missing token, so a request without one is valid even if the model requires it.
#[test]
fn a_token_that_the_client_fills_in_may_be_absent() {
    check_structure(&SetRequest::new(1, Plain::new()), &[]);
    check_structure(&SetRequest::new(1, Plain::new()).token("t"), &[]);
    let text = r#"{"limit": 1, "plain": {}}"#;
    assert_eq!(SetRequest::from_json(text).unwrap(), SetRequest::new(1, Plain::new()));
    assert_eq!(serde_json::from_str::<SetRequest>(text).unwrap(), SetRequest::new(1, Plain::new()));
    assert!(SetRequest::from_json(r#"{"token": "t", "plain": {}}"#).is_err(), "the limit is required");
}

#[test]
fn recursion_has_paths_to_its_end() {
    let leaf = || Node::Leaf(String::new());
    let fork = Fork::new(leaf(), [Node::All(vec![leaf(), Node::Not(Box::new(Node::Bare(Unit::default())))])]);
    check_structure(&GrowRequest::new().root(Node::Fork(Box::new(fork))), &[]);
}

#[test]
fn secrets_are_checked_but_not_shown() {
    let right = StoreRequest::new("s3cret!!").key(Blob::new([1; 4])).pin(9999).codes(Secret::new(vec!["a".to_owned()]));
    check_structure(&right, &[]);
    let wrong =
        StoreRequest::new("s3 cret")
            .key(Blob::new([1; 5]))
            .pin(31_337)
            .codes(Secret::new(vec!["s3cret".to_owned(); 2]));
    check_structure(
        &wrong,
        &[
            "Value with length 7 at '/password' failed to satisfy constraint: Member must have length greater than or equal to 8",
            "Value at '/password' failed to satisfy constraint: Member must satisfy regular expression pattern: ^\\S*$",
            "Value with length 5 at '/key' failed to satisfy constraint: Member must have length less than or equal to 4",
            "Value at '/pin' failed to satisfy constraint: Member must be between 0 and 9999, inclusive",
            "Value at '/codes' failed to satisfy constraint: Member must have unique values",
        ],
    );
    let key = "Value with length 6 at '/owners' failed to satisfy constraint: Member must have length less than or equal to 3";
    check_structure(&StoreAggregatesRequest::new().owners([("s3cret", true)]), &[key]);
    check_structure(&StoreAggregatesRequest::new().owners([("key", true)]), &[]);
}

/// Checks whether a list of these and of many fillers counts as unique; short and long lists must agree.
#[track_caller]
fn check_unique<T: Value + PartialEq + Clone>(filler: impl Fn(u32) -> T, members: &[T], expected: bool) {
    static UNIQUE: Schema = Schema::list("Unique", &prelude::STRING).unique_items();
    let long: Vec<T> = (0..100).map(filler).chain(members.iter().cloned()).collect();
    for list in [members, &long] {
        let mut violations = Violations::default();
        violations.unique(list, &UNIQUE, &Path::ROOT);
        assert_eq!(violations.into_result().is_ok(), expected);
    }
}

#[test]
fn unique_members_of_generated_types() {
    let name = |number: u32| Choice::Name(format!("name {number}"));
    check_unique(name, &[Choice::Name("a".into()), Choice::Name("b".into())], true);
    check_unique(name, &[Choice::Name("a".into()), Choice::Name("a".into())], false);
    let request = |number: u32| CheckRequest::new(format!("name {number}"));
    check_unique(request, &[CheckRequest::new("a"), CheckRequest::new("a").short_name("a")], true);
    check_unique(request, &[CheckRequest::new("a").short_name("b"), CheckRequest::new("a").short_name("b")], false);
    // The same text in another member.
    check_unique(request, &[CheckRequest::new("a").short_name("b"), CheckRequest::new("a").plain_name("b")], true);
    let unknown = |number: u32| Color::Unknown(format!("color {number}"));
    let known = Color::VALUES[0].clone();
    check_unique(unknown, &[known.clone(), Color::Unknown(known.as_str().to_owned())], true);
    check_unique(unknown, &[known.clone(), known], false);
}
