//! Constructors, setters and defaults.

use crate::goldens::alternatives::{self, Changed, Exchange, Trigger, TriggerChoice, TriggerKind};
use crate::goldens::constraints::CheckRequest;
use crate::goldens::defaults::{Color, Level, Plain, SetRequest, SetResponse};
use crate::goldens::discriminated::{ConnectRequest, Kind, Link, Part};
use crate::goldens::enums::{Bucket, Color as Hue, Level as Height, Size};
use crate::goldens::lists_and_maps::{Color as Paint, PaintRequest};
use crate::goldens::unions_and_recursion::{Fork, Node};
use tinsmith_types::codegen::Value;
use tinsmith_types::{Blob, Document, Structure, Timestamp, Unit};

#[test]
fn constructors_set_only_required_members() {
    let request = CheckRequest::new("abc");
    assert_eq!(request.name, "abc");
    assert_eq!(serde_json::to_string(&request).unwrap(), r#"{"name":"abc"}"#);
    assert_eq!(PaintRequest::new(), PaintRequest::default());
}

#[test]
fn setters_accept_convenient_types() {
    let request = PaintRequest::new()
        .names(["a", "b"])
        .shades([Some(1), None])
        .stock([(Paint::Red, Some(2)), (Paint::from("mauve"), None)])
        .palettes([("x", vec![Some(3)])]);
    assert_eq!(request.names, Some(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(request.shades, Some(vec![Some(1), None]));
    assert_eq!(request.stock.unwrap()[&Paint::Unknown("mauve".to_owned())], None);
    assert_eq!(request.palettes.unwrap()["x"], [Some(3)]);
}

#[test]
fn a_setter_boxes_recursive_members() {
    let inner = Fork::new(Node::Bare(Unit::default()), []);
    let fork =
        Fork::new(Node::Leaf("a".to_owned()), [Node::Not(Box::new(Node::Leaf("b".to_owned())))]).right(inner.clone());
    assert_eq!(fork.right, Some(Box::new(inner)));
    assert_eq!(fork.left(Node::All(Vec::new())).left, Box::new(Node::All(Vec::new())));
}

#[test]
fn unset_members_have_their_default() {
    let response = SetResponse::new();
    assert_eq!(response, SetResponse::default());
    assert_eq!(response, SetResponse::empty());
    assert_eq!(response, serde_json::from_str(r#"{"needed": 7}"#).unwrap());
    assert!(response.flag);
    assert_eq!((response.byte, response.short, response.long), (i8::MIN, i16::MAX, i64::MIN));
    assert_eq!((response.float, response.double), (-0.5, 1e300));
    assert_eq!(response.text, "a \"quoted\"\nline");
    assert_eq!(response.bytes, Blob::new([0, 255]));
    assert_eq!(response.time, Timestamp::new(1, 500_000_000).unwrap());
    assert_eq!(response.document, Document::from("any"));
    assert_eq!((response.color, response.level), (Color::Red, Level::Low));
    assert_eq!((response.optional, response.needed), (None, 7));
}

#[test]
fn empty_defaults_are_those_of_the_types() {
    let plain = Plain::new();
    assert_eq!(plain, Plain::default());
    assert_eq!(plain, serde_json::from_str("{}").unwrap());
    assert_eq!((plain.flag, plain.number, plain.ratio, plain.none), (false, 0, 0.0, None));
    assert_eq!((plain.text.as_str(), plain.bytes.as_ref()), ("", [].as_slice()));
    assert_eq!((plain.time, plain.document), (Timestamp::default(), serde_json::json!({})));
    assert!(plain.words.is_empty() && plain.tags.is_empty());
}

/// The service, not the client, applies the defaults of inputs.
#[test]
fn inputs_have_no_defaults() {
    let request = SetRequest::new(1, Plain::new());
    assert_eq!((&request.token, request.count, request.limit), (&None, None, 1));
    assert_eq!(request.token("t").count(2).limit(3).limit, 3);
}

#[test]
fn enums_are_open() {
    let known = [(Hue::Red, "red"), (Hue::DarkRed, "DARK_RED"), (Hue::Infrared, "infrared"), (Hue::Puce, "puce")];
    assert_eq!(known.clone().map(|(value, _)| value), Hue::VALUES);
    for (value, word) in known {
        assert_eq!((value.as_str(), Hue::from(word)), (word, value.clone()));
    }
    assert_eq!(Hue::from("RED"), Hue::Unknown("RED".to_owned()));
    assert_eq!("mauve".parse::<Hue>().unwrap().as_ref() as &str, "mauve");
    assert_eq!((Size::Huge.as_str(), Size::from("s")), ("xxl", Size::Small));
    assert_eq!(Bucket::VALUES, [Bucket::BucketOwnerRead, Bucket::PublicRead]);
    assert_eq!(Height::VALUES, [Height::Low, Height::High, Height::Top]);
    assert_eq!((Height::from(-1), Height::from(0).as_i32()), (Height::Low, 0));
}

/// Members and parts can have the names of a constructor's variables.
#[test]
fn a_constructor_fills_in_the_tag_and_its_parts() {
    let part = |text: &str| Part::new().text(text);
    let first = Link::First { value: "v".to_owned(), label: 1, properties: part("p"), value_2: Some(part("c")) };
    let request = ConnectRequest::with_link("l", first);
    assert_eq!((request.link.as_str(), &request.kind), ("l", &Kind::First));
    assert_eq!((request.value.as_deref(), request.label), (Some("v"), Some(1)));
    assert_eq!(request.config.all_properties.one, Some(part("p")));
    assert_eq!(request.config.all_credentials.and_then(|all| all.one), Some(part("c")));
    let second = ConnectRequest::with_link("l", Link::Second { label: 2, properties: part("p"), value_2: None });
    assert_eq!((second.value.as_deref(), second.label, &second.config.all_credentials), (None, Some(2), &None));
    second.validate().unwrap();
}

#[test]
fn the_parts_may_be_members_of_the_structure_itself() {
    let part = |text: &str| alternatives::Part::new().text(text);
    let timed = Trigger::of_choice(TriggerChoice::Timed { schedule: part("s") });
    assert_eq!(timed.type_, Some(TriggerKind::Timed));
    assert_eq!(timed.details.as_ref().and_then(|details| details.one.clone()), Some(part("s")));
    timed.validate().unwrap();
    let manual = Trigger::of_choice(TriggerChoice::Manual);
    assert_eq!((&manual.type_, &manual.details), (&Some(TriggerKind::Manual), &None));
    manual.validate().unwrap();
}

#[test]
fn without_a_tag_the_parts_decide_the_variant() {
    let part = |text: &str| alternatives::Part::new().text(text);
    let one = Exchange::of("n", Changed::One { new: part("b"), old: Some(part("a")) });
    assert_eq!(one.after, alternatives::All::new().one(part("b")));
    assert_eq!(one.before, Some(alternatives::All::new().one(part("a"))));
    one.validate().unwrap();
    let two = Exchange::of("n", Changed::Two { new: part("b"), old: None });
    assert_eq!((&two.after, &two.before), (&alternatives::All::new().two(part("b")), &None));
    two.validate().unwrap();
}
