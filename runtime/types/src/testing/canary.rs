//! Plants a marker in every string of a structure, and searches for the markers wherever values are shown.
//!
//! The structure is filled along its schema, so no member can be forgotten. The markers of secrets must not be found;
//! those of everything else must, or the search would prove nothing.

use std::fmt::Debug;

use serde_core::de::DeserializeOwned;
use serde_json::{Map, Value as Json, json};

use crate::schema::{Kind, Schema, TimestampFormat};
use crate::structure::Structure;
use crate::value::{Form, Writing};

/// A number to put in place of a string.
const WRONG: &str = "31337";
/// The depth to which recursive shapes are filled.
const DEPTH: usize = 6;

/// Declares tests for each structure: that it shows no secret, and that writing and reading it loses nothing.
#[doc(hidden)]
#[macro_export]
macro_rules! __canaries {
    ({ $($name:ident = $structure:ident),* $(,)? }) => {$(
        mod $name {
            #[test]
            fn shows_no_secret() {
                $crate::testing::canary::check::<super::$structure>();
            }

            #[test]
            fn survives_a_round_trip() {
                $crate::testing::round_trip::check::<super::$structure>();
            }
        }
    )*};
}

/// The markers that are planted.
#[derive(Default)]
struct Markers {
    secret: Vec<String>,
    plain: Vec<String>,
}

/// Fills the structure once for each variant of the unions in it, and checks everything that displays it.
#[track_caller]
pub fn check<T: Structure + Debug + DeserializeOwned>() {
    for variant in 0..variants(T::SCHEMA, DEPTH) {
        let mut markers = Markers::default();
        let document = markers.plant(T::SCHEMA, false, variant, DEPTH);
        let filled: T = serde_json::from_value(document.clone()).expect("the document is of the schema");
        let redacted = Writing { value: &filled, schema: T::SCHEMA, form: Form::Redacted };
        let redacted = serde_json::to_string(&redacted).expect("JSON");
        for shown in [format!("{filled:?}"), format!("{filled:#?}"), redacted] {
            markers.look_in(&shown, true);
        }
        let mut violations = crate::validation::Violations::default();
        crate::structure::check(&filled, &crate::validation::Path::ROOT, &mut violations);
        if let Err(error) = violations.into_result() {
            markers.look_in(&format!("{error} {error:?}"), false);
        }
        for (pointer, broken) in broken(&document, T::SCHEMA) {
            let error = serde_json::from_value::<T>(broken).err().map(|error| format!("{error} {error:?}"));
            assert!(error.is_some(), "a number at {pointer} is accepted");
            let error = error.unwrap_or_default();
            assert!(!error.contains(WRONG), "what is at {pointer} is shown in {error}");
            markers.look_in(&error, false);
        }
        let wire = Writing { value: &filled, schema: T::SCHEMA, form: Form::Wire };
        let wire = serde_json::to_value(&wire).expect("JSON");
        assert!(has(&wire, &document), "{document} was given, and {wire} is written");
    }
}

impl Markers {
    /// Panics if the text contains a secret or, if `expect_plain`, lacks a marker that is not secret.
    #[track_caller]
    fn look_in(&self, text: &str, expect_plain: bool) {
        for secret in &self.secret {
            assert!(!text.contains(secret), "{secret} is shown in {text}");
        }
        for plain in self.plain.iter().filter(|_| expect_plain) {
            assert!(text.contains(plain), "{plain} is not shown in {text}");
        }
    }

    /// Returns a value of the shape, with a marker in each string.
    fn plant(&mut self, schema: &'static Schema, hidden: bool, variant: usize, depth: usize) -> Json {
        let hidden = hidden || schema.sensitive;
        match &schema.kind {
            Kind::String | Kind::MediaType(_) | Kind::Enum(_) => Json::String(self.marker(hidden)),
            Kind::Blob => {
                let marker = self.marker(true);
                Json::String(crate::blob::encode(marker.as_bytes()))
            }
            Kind::Boolean => json!(true),
            Kind::Byte | Kind::Short | Kind::Integer | Kind::Long | Kind::BigInteger | Kind::IntEnum(_) => json!(7),
            Kind::Float | Kind::Double | Kind::BigDecimal => json!(7.5),
            Kind::Timestamp(TimestampFormat::EpochSeconds) => json!(7),
            Kind::Timestamp(TimestampFormat::DateTime) => json!("1970-01-01T00:00:07Z"),
            Kind::Timestamp(TimestampFormat::HttpDate) => json!("Thu, 01 Jan 1970 00:00:07 GMT"),
            Kind::Document => json!({}),
            Kind::List { .. } | Kind::Map { .. } if depth == 0 => empty(schema),
            Kind::List { member, .. } => json!([self.plant(member, hidden, variant, depth - 1)]),
            Kind::Map { key, value, .. } => {
                let key = self.marker(hidden || key.sensitive);
                json!({ key: self.plant(value, hidden, variant, depth - 1) })
            }
            Kind::Structure(members) => {
                let present = members.iter().filter(|member| member.required || depth > 0);
                let depth = depth.saturating_sub(1);
                let filled =
                    present.map(|member| (member.json.to_owned(), self.plant(member.schema, hidden, variant, depth)));
                Json::Object(filled.collect::<Map<_, _>>())
            }
            Kind::Union(members) => {
                // At the maximum depth, a variant that does not recurse.
                let last = members.iter().find(|member| depth == 0 && member.schema.members().is_empty());
                let member = last.unwrap_or(&members[variant % members.len()]);
                json!({ member.json: self.plant(member.schema, hidden, variant, depth.saturating_sub(1)) })
            }
        }
    }

    fn marker(&mut self, hidden: bool) -> String {
        let markers = if hidden { &mut self.secret } else { &mut self.plain };
        let marker = format!("{}-{}-marker", if hidden { "hidden" } else { "plain" }, markers.len());
        markers.push(marker.clone());
        marker
    }
}

/// Returns `true` if the document contains everything in `given`; it may have defaults besides.
fn has(document: &Json, given: &Json) -> bool {
    match (document, given) {
        (Json::Object(object), Json::Object(given)) => {
            given.iter().all(|(key, given)| object.get(key).is_some_and(|value| has(value, given)))
        }
        (Json::Array(list), Json::Array(given)) => {
            list.len() == given.len() && list.iter().zip(given).all(|(value, given)| has(value, given))
        }
        _ => document == given,
    }
}

fn empty(schema: &Schema) -> Json {
    if matches!(schema.kind, Kind::List { .. }) { json!([]) } else { json!({}) }
}

/// Returns the maximum number of variants of a union in the shape, or 1 if there is no union.
fn variants(schema: &'static Schema, depth: usize) -> usize {
    let own = if let Kind::Union(members) = &schema.kind { members.len() } else { 1 };
    let parts: Vec<&'static Schema> = match &schema.kind {
        _ if depth == 0 => Vec::new(),
        Kind::Structure(members) | Kind::Union(members) => members.iter().map(|member| member.schema).collect(),
        Kind::List { member, .. } => vec![member],
        Kind::Map { value, .. } => vec![value],
        _ => Vec::new(),
    };
    parts.into_iter().map(|part| variants(part, depth - 1)).fold(own, usize::max)
}

/// Returns the document with a number in place of each string in turn, and the pointer to the number.
fn broken(document: &Json, schema: &'static Schema) -> Vec<(String, Json)> {
    let mut pointers = Vec::new();
    texts(document, schema, String::new(), &mut pointers);
    let replaced = |pointer: &String| {
        let mut broken = document.clone();
        *broken.pointer_mut(pointer).expect("the pointer was found here") = WRONG.parse().expect("a number");
        (pointer.clone(), broken)
    };
    pointers.iter().map(replaced).collect()
}

fn texts(document: &Json, schema: &'static Schema, at: String, pointers: &mut Vec<String>) {
    match (document, &schema.kind) {
        (Json::String(_), _) => pointers.push(at),
        (Json::Object(object), Kind::Structure(members) | Kind::Union(members)) => {
            for member in members.iter() {
                if let Some(value) = object.get(member.json) {
                    texts(value, member.schema, format!("{at}/{}", member.json), pointers);
                }
            }
        }
        (Json::Object(object), Kind::Map { value: schema, .. }) => {
            for (key, value) in object {
                texts(value, schema, format!("{at}/{key}"), pointers);
            }
        }
        (Json::Array(list), Kind::List { member, .. }) => {
            for (index, value) in list.iter().enumerate() {
                texts(value, member, format!("{at}/{index}"), pointers);
            }
        }
        _ => {}
    }
}
