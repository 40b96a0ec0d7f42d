//! Writes arbitrary values of a structure as JSON, and reads them again.
//!
//! The values are generated along the schema, so no member can be forgotten.

use std::fmt::Debug;

use proptest::collection::{btree_map, vec};
use proptest::prelude::{BoxedStrategy, Just, Strategy, any};
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};
use serde_core::de::DeserializeOwned;
use serde_core::ser::Serialize;
use serde_json::{Value as Json, json};

use crate::schema::{Kind, Member, Schema, TimestampFormat};
use crate::structure::Structure;
use crate::timestamp::Timestamp;

/// The depth to which optional members are filled.
const DEPTH: usize = 4;
/// The number of values generated for each structure.
const CASES: u32 = 24;

/// The stack for generating a value, in bytes: the generator of a large shape needs more than a test's thread has.
const STACK: usize = 64 << 20;

/// Checks that writing and reading a value returns an equal one, also if a member unknown to the model is added.
pub fn check<T: Structure + Debug + PartialEq + Serialize + DeserializeOwned + 'static>() {
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(check_values::<T>).expect("a thread");
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}

fn check_values<T: Structure + Debug + PartialEq + Serialize + DeserializeOwned>() {
    let mut runner = TestRunner::new(Config { cases: CASES, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&value(T::SCHEMA, DEPTH), |document| {
        let read: T = serde_json::from_value(document.clone()).expect("the document is of the schema");
        let text = serde_json::to_string(&read).expect("JSON");
        let again: T = serde_json::from_str(&text).expect("what was written can be read");
        assert_eq!(again, read);
        assert_eq!(serde_json::to_string(&again).expect("JSON"), text);
        let mut document = document;
        document["not a member of the model"] = json!([{}]);
        let ignoring: T = serde_json::from_value(document).expect("unknown members are ignored");
        assert_eq!(ignoring, read);
        Ok(())
    });
    outcome.expect("every value survives");
}

/// Generates JSON values of the shape; they may violate constraints and have unknown enum values.
fn value(schema: &'static Schema, depth: usize) -> BoxedStrategy<Json> {
    match &schema.kind {
        Kind::Boolean => any::<bool>().prop_map(Json::from).boxed(),
        Kind::Byte => any::<i8>().prop_map(Json::from).boxed(),
        Kind::Short => any::<i16>().prop_map(Json::from).boxed(),
        Kind::Integer | Kind::IntEnum(_) => any::<i32>().prop_map(Json::from).boxed(),
        Kind::Long => any::<i64>().prop_map(Json::from).boxed(),
        Kind::Float => proptest::num::f32::NORMAL.prop_map(Json::from).boxed(),
        Kind::Double => proptest::num::f64::NORMAL.prop_map(Json::from).boxed(),
        Kind::BigInteger => any::<i64>().prop_map(Json::from).boxed(),
        Kind::BigDecimal => proptest::num::f64::NORMAL.prop_map(Json::from).boxed(),
        Kind::String | Kind::MediaType(_) => any::<String>().prop_map(Json::from).boxed(),
        Kind::Blob => vec(any::<u8>(), 0..9).prop_map(|bytes| Json::from(crate::blob::encode(&bytes))).boxed(),
        Kind::Enum([]) => any::<String>().prop_map(Json::from).boxed(),
        Kind::Enum(words) => {
            let known = select(*words).prop_map(Json::from);
            proptest::prop_oneof![known, any::<String>().prop_map(Json::from)].boxed()
        }
        Kind::Timestamp(format) => time(*format),
        Kind::Document => select(vec![json!(null), json!({"a": [1, "b"]}), json!("c")]).boxed(),
        Kind::List { member, .. } => {
            vec(value(member, depth.saturating_sub(1)), 0..most(depth)).prop_map(Json::from).boxed()
        }
        Kind::Map { value: schema, .. } => {
            let entries = btree_map(any::<String>(), value(schema, depth.saturating_sub(1)), 0..most(depth));
            entries.prop_map(|entries| Json::Object(entries.into_iter().collect())).boxed()
        }
        Kind::Structure(members) => structure(members, depth),
        Kind::Union(members) => union(members, depth),
    }
}

/// Returns the exclusive upper bound on the number of entries of a list or map at this depth.
fn most(depth: usize) -> usize {
    if depth == 0 { 1 } else { 3 }
}

fn time(format: TimestampFormat) -> BoxedStrategy<Json> {
    let second = -62_167_219_200_i64..253_402_300_800;
    let whole = second.prop_map(|second| Timestamp::new(second, 0).expect("a time between the years 0 and 9999"));
    let written = move |time: Timestamp| match format {
        TimestampFormat::EpochSeconds => json!(time.seconds()),
        _ => json!(time.format(format)),
    };
    whole.prop_map(written).boxed()
}

/// Generates all required members and any subset of the others.
fn structure(members: &'static [Member], depth: usize) -> BoxedStrategy<Json> {
    let filled = members.iter().filter(|member| member.required || depth > 0);
    // A list, because a strategy nested in another for each member needs more stack than a large structure has.
    let values: Vec<_> = filled
        .map(|member| {
            let value = present(member, depth.saturating_sub(1));
            let value =
                if member.required { value.prop_map(Some).boxed() } else { proptest::option::of(value).boxed() };
            value.prop_map(|value| value.map(|value| (member.json.to_owned(), value)))
        })
        .collect();
    values.prop_map(|values| Json::Object(values.into_iter().flatten().collect())).boxed()
}

/// Generates a member's value that is not null, which a document may be: a member that is null counts as absent.
fn present(member: &'static Member, depth: usize) -> impl Strategy<Value = Json> {
    value(member.schema, depth).prop_filter("null counts as absent", |value| !value.is_null())
}

/// Generates one of the members, or one that the model does not know; at the maximum depth, only the latter, so that
/// recursion ends.
fn union(members: &'static [Member], depth: usize) -> BoxedStrategy<Json> {
    let unknown = Just(json!({ "unknown to the model": {"kept": true} })).boxed();
    if depth == 0 || members.is_empty() {
        return unknown;
    }
    let known = select((0..members.len()).collect::<Vec<_>>()).prop_flat_map(move |index| {
        let member = &members[index];
        present(member, depth - 1).prop_map(|value| json!({ member.json: value }))
    });
    proptest::prop_oneof![4 => known, 1 => unknown].boxed()
}
