//! Rules between members.

use crate::goldens::alternatives::{All, Exchange, Part, Trigger, TriggerKind};
use crate::goldens::rules::{Choice, ChooseRequest};
use tinsmith_types::Structure;

/// Checks the paths of the violations.
#[track_caller]
fn check<T: Structure>(request: T, expected: &[&str]) {
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

#[test]
fn a_tag_that_may_be_absent() {
    let timed = || All::new().one(Part::new());
    check(Trigger::new().type_(TriggerKind::Timed).details(timed()), &[]);
    check(Trigger::new().type_(TriggerKind::Timed), &["/details/One"]);
    check(Trigger::new().type_(TriggerKind::Timed).details(All::new()), &["/details/One"]);
    check(Trigger::new().details(timed()), &[]);
    check(Trigger::new(), &["/details"]);
    // The parts are not checked for a value that needs no member.
    check(Trigger::new().type_(TriggerKind::Manual), &[]);
    check(Trigger::new().type_(TriggerKind::Manual).details(timed()), &[]);
}

#[test]
fn parts_without_a_tag() {
    let (one, two, both) = (
        || All::new().one(Part::new()),
        || All::new().two(Part::new()),
        || All::new().one(Part::new()).two(Part::new()),
    );
    check(Exchange::new("n", one()), &[]);
    check(Exchange::new("n", one()).before(All::new()), &[]);
    check(Exchange::new("n", two()).before(two()), &[]);
    check(Exchange::new("n", All::new()), &["/after"]);
    check(Exchange::new("n", both()), &["/after"]);
    check(Exchange::new("n", one()).before(two()), &["/before/Two"]);
    check(Exchange::new("n", one()).before(both()), &["/before/Two"]);
    check(Exchange::new("n", All::new()).before(one()), &["/after"]);
    check(Exchange::new("n", both()).before(both()), &["/after", "/before"]);
}
