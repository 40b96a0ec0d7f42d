//! Rules between members.

use crate::goldens::rules::{Choice, ChooseRequest};
use tinsmith_types::Structure;

/// The paths of the violations.
#[track_caller]
fn check(request: ChooseRequest, expected: &[&str]) {
    let violations = request.validate().map_or_else(|error| error.violations().to_vec(), |()| Vec::new());
    let paths: Vec<_> = violations.iter().map(|violation| violation.path.to_string()).collect();
    assert_eq!(paths, expected);
}

#[test]
fn conditions_on_a_structure_on_the_way() {
    check(ChooseRequest::new(Choice::new()), &["/choice"]);
    check(ChooseRequest::new(Choice::new().one("")), &[]);
    check(ChooseRequest::new(Choice::new().two("")), &[]);
}

#[test]
fn a_negated_group_is_one_condition() {
    let (one, both) = (|| Choice::new().one("1"), || Choice::new().one("1").two("2"));
    check(ChooseRequest::new(one()), &[]);
    check(ChooseRequest::new(one()).text(""), &[]);
    check(ChooseRequest::new(one()).text("t"), &["/text"]);
    check(ChooseRequest::new(both()).text("t"), &[]);
}
