//! Generated names do not conflict with those of Rust and of the runtime.

use tinsmith_types::Structure;

use crate::goldens::naming_obstacles::{
    BlobShape, BoxShape, Choice, DefaultShape, ElsewhereType, ErrorShape, Members, MembersFoo, OptionShape, Prelude,
    Runtime, SapODataRequest, Spelled, StringShape, Type, Value, VecShape,
};

#[test]
fn members_are_found_under_their_own_names() {
    let members = Members::new()
        .foo1bar2("0")
        .async_("1")
        .foo_bar("2")
        .foo_bar_2("33")
        .sap_odata("4")
        .self_("5")
        .type_(Type::new())
        .type2(ElsewhereType::new())
        .value("6");
    let text = r#"{"__foo1bar2":"0","async":"1","fooBar":"2","foo_bar":"33","SAPOData":"4","self":"5","type":{},"Type2":{},"value":"6"}"#;
    assert_eq!(serde_json::to_string(&members).unwrap(), text);
    assert_eq!(serde_json::from_str::<Members>(text).unwrap(), members);
}

#[test]
fn shapes_of_the_prelude_are_of_the_model() {
    let prelude = Prelude::new()
        .box_(BoxShape::new().box_(BoxShape::new()))
        .default_(DefaultShape::default())
        .option(OptionShape::new().option(OptionShape::new()))
        .string(StringShape::new().string("text"))
        .vec(VecShape::new().vec(["a"]));
    let request = SapODataRequest::new().prelude(prelude).runtime(Runtime::new().blob(BlobShape::new()));
    let text = serde_json::to_string(&request).unwrap();
    assert_eq!(
        text,
        r#"{"prelude":{"box":{"box":{}},"default":{"default":"default"},"option":{"option":{}},"string":{"string":"text"},"vec":{"vec":["a"]}},"runtime":{"blob":{}}}"#
    );
    assert_eq!(serde_json::from_str::<SapODataRequest>(&text).unwrap(), request);
}

#[test]
fn values_with_the_same_words_have_distinct_variants() {
    for value in Value::VALUES {
        assert_eq!(Value::from(value.as_str()), *value);
        assert!(!matches!(value, Value::Unknown(_)));
    }
    assert_eq!((Value::AwsKms.as_str(), Value::AwsKms2.as_str()), ("aws:kms", "aws::kms"));
    assert_eq!(Value::UnknownValue.as_str(), "Unknown");
    let choice = Choice::FooBar2("a".to_owned());
    assert_eq!(serde_json::to_string(&choice).unwrap(), r#"{"foo_bar":"a"}"#);
}

/// The statics of constraints are named after shape and member, and the words of both may run together.
#[test]
fn each_member_has_its_own_constraint() {
    let members = Members::new().foo_bar("12").foo_bar_2("123");
    let request = SapODataRequest::new().members(members).members_foo(MembersFoo::new().bar("1234"));
    let error = request.validate().unwrap_err();
    let found: Vec<_> = error.violations().iter().map(ToString::to_string).collect();
    let expected = [("members/fooBar", 2, 1), ("members/foo_bar", 3, 2), ("membersFoo/bar", 4, 3)];
    let expected = expected.map(|(path, length, max)| {
        format!(
            "Value with length {length} at '/{path}' failed to satisfy constraint: \
             Member must have length less than or equal to {max}"
        )
    });
    assert_eq!(found, expected);
}

/// A program that imports all types can still use the names of the standard prelude.
#[test]
fn a_glob_import_hides_nothing() {
    #[allow(unused_imports, reason = "the import is what is tested")]
    use crate::goldens::naming_obstacles::*;

    fn generic<T: Clone + Send + Sync + Sized + Into<String> + IntoIterator, F: Fn(&T) -> Option<Vec<u8>>>(_: T, _: F) {
    }
    fn own<T: Copy + Eq + PartialEq + Default + Unpin + Iterator, U: ToOwned + TryFrom<u8>>(_: T, _: U) {}
    let _ = (generic::<Spell, fn(&Spell) -> Option<Vec<u8>>>, own::<Spell, u8>);
    let found: Result<Option<Box<String>>, ()> = Ok(Some(Box::new(String::from("a"))));
    assert_eq!(found, Ok(Some(Box::new("a".to_string()))));
}

/// A type that satisfies the bounds above.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Spell;

impl Iterator for Spell {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        None
    }
}

impl From<Spell> for String {
    fn from(_: Spell) -> Self {
        Self::new()
    }
}

/// A setter that hid a function of a trait would be called instead.
#[test]
fn setters_hide_no_function_of_a_trait() {
    use std::any::Any;
    use std::borrow::Borrow;
    use std::error::Error;

    use serde_core::{Deserialize, Serialize};

    let members = Members::new().from_("1").hash_("2").serialize_("3").to_owned_("4").to_string_("5").try_into_("6");
    let members = members.type_id_("7").borrow_("8").deserialize_("9").source("10").max("11");
    let value = members.serialize(serde_json::value::Serializer).unwrap();
    assert_eq!(Members::deserialize(value).unwrap(), members.to_owned());
    let borrowed: &Members = members.borrow();
    assert_eq!((borrowed, borrowed.type_id()), (&members, std::any::TypeId::of::<Members>()));
    let error = ErrorShape::new().source_("cause").message("text");
    assert!(error.source().is_none() && error.to_string().contains("text"));
}

#[test]
fn a_value_keeps_its_own_name() {
    let named = [
        (Spelled::Star, "*"),
        (Spelled::Equal, "="),
        (Spelled::GreaterThan, ">"),
        (Spelled::GreaterThanOrEqual, ">="),
        (Spelled::N1, "1"),
        (Spelled::Minus1, "-1"),
        (Spelled::N12, "12"),
        (Spelled::A, "A"),
        (Spelled::A3, "a"),
        (Spelled::A2, "A2"),
    ];
    for (variant, value) in named {
        assert_eq!(variant.as_str(), value);
    }
}
