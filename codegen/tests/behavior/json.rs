//! Reading and writing JSON.

use serde_core::Serialize;
use serde_core::de::DeserializeOwned;

use crate::goldens::constraints::CheckRequest;
use crate::goldens::defaults::SetResponse;
use crate::goldens::enums::ChooseRequest;
use crate::goldens::http_bindings::{SendReceipt, SendRequest};
use crate::goldens::lists_and_maps::PaintRequest;
use crate::goldens::secret_aggregates::StoreRequest as StoreAggregatesRequest;
use crate::goldens::secrets::StoreRequest;
use crate::goldens::timestamps::KeepRequest;
use crate::goldens::unions_and_recursion::{Fork, GrowRequest};
use tinsmith_types::Structure;
use tinsmith_types::codegen::{Mode, structure};

/// Reads the text strictly, and returns the value written again, or the error.
fn strict<T: Serialize + DeserializeOwned>(text: &str) -> String {
    match serde_json::from_str::<T>(text) {
        Ok(value) => serde_json::to_string(&value).expect("a value can be written"),
        Err(error) => without_place(&error),
    }
}

fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

fn lenient<T: Serialize + Structure>(text: &str) -> String {
    let mut deserializer = serde_json::Deserializer::from_str(text);
    match structure::deserialize::<T, _>(Mode::Lenient, &mut deserializer) {
        Ok(value) => serde_json::to_string(&value).expect("a value can be written"),
        Err(error) => without_place(&error),
    }
}

/// Checks that the text is read as the value that `expected` writes, strictly and leniently.
#[track_caller]
fn check<T: Serialize + DeserializeOwned + Structure>(text: &str, expected: &str) {
    assert_eq!(strict::<T>(text), expected, "strictly");
    assert_eq!(lenient::<T>(text), expected, "leniently");
}

#[track_caller]
fn check_same<T: Serialize + DeserializeOwned + Structure>(text: &str) {
    check::<T>(text, text);
}

#[track_caller]
fn check_modes<T: Serialize + DeserializeOwned + Structure>(text: &str, strictly: &str, leniently: &str) {
    assert_eq!(strict::<T>(text), strictly, "strictly");
    assert_eq!(lenient::<T>(text), leniently, "leniently");
}

#[test]
fn unknown_values_are_kept() {
    check_same::<ChooseRequest>(r#"{"color":"mauve","size":"","bucket":"é","level":-7}"#);
    check_same::<ChooseRequest>(r#"{"color":"infrared","size":"xxl","bucket":"public-read","level":101}"#);
    check_same::<PaintRequest>(r#"{"stock":{"green":1,"mauve":null}}"#);
    check_same::<GrowRequest>(r#"{"root":{"twig":{"a":[1,null]}}}"#);
    check_same::<GrowRequest>(r#"{"root":{"all":[{"twig":"x"},{"leaf":"y"}]}}"#);
}

#[test]
fn unknown_members_are_ignored() {
    check::<PaintRequest>(r#"{"a":{"names":[1]},"names":["x"],"b":null}"#, r#"{"names":["x"]}"#);
    check::<GrowRequest>(r#"{"root":{"__type":"Node","leaf":"x"}}"#, r#"{"root":{"leaf":"x"}}"#);
}

#[test]
fn null_is_absent() {
    check::<PaintRequest>(r#"{"names":null,"stock":null}"#, "{}");
    check::<GrowRequest>(r#"{"root":{"leaf":null,"fork":null,"bare":{}}}"#, r#"{"root":{"bare":{}}}"#);
    let defaults = strict::<SetResponse>(r#"{"needed":7}"#);
    check::<SetResponse>(r#"{"flag":null,"needed":7,"text":null}"#, &defaults);
}

#[test]
fn null_is_an_entry_where_the_model_says_so() {
    check_same::<PaintRequest>(r#"{"shades":[null,1,null],"stock":{"red":null},"palettes":{"a":[null]}}"#);
    check::<PaintRequest>(r#"{"names":[null,"a",null],"palettes":{"a":null}}"#, r#"{"names":["a"],"palettes":{}}"#);
    check_same::<GrowRequest>(r#"{"root":{"named":{"a":null,"b":{"leaf":"x"}}}}"#);
}

#[test]
fn unions_have_one_member() {
    check::<GrowRequest>(r#"{"root":{}}"#, "union Node has no member");
    check::<GrowRequest>(r#"{"root":{"leaf":null}}"#, "union Node has no member");
    check::<GrowRequest>(r#"{"root":{"leaf":"x","bare":{}}}"#, "union Node has more than one member");
    check::<GrowRequest>(r#"{"root":{"leaf":"x","twig":1}}"#, "union Node has more than one member");
    check::<GrowRequest>(r#"{"root":["leaf"]}"#, "invalid type: sequence, expected union Node with one member");
}

#[test]
fn recursive_values_round_trip() {
    check_same::<GrowRequest>(
        r#"{"root":{"fork":{"left":{"not":{"not":{"leaf":"a"}}},"right":{"left":{"bare":{}},"rest":[]},"rest":[{"all":[]}]}}}"#,
    );
}

#[test]
fn missing_required_members_are_empty() {
    check_modes::<CheckRequest>("{}", "missing field `name`", r#"{"name":""}"#);
    check_modes::<CheckRequest>(r#"{"name":null}"#, "missing field `name`", r#"{"name":""}"#);
    check_modes::<Fork>(r#"{"left":{"leaf":"x"}}"#, "missing field `rest`", r#"{"left":{"leaf":"x"},"rest":[]}"#);
    let nested = r#"{"choice":{"inner":{}},"name":"a"}"#;
    check_modes::<CheckRequest>(nested, "missing field `name`", r#"{"name":"a","choice":{"inner":{"name":""}}}"#);
    check_modes::<SetResponse>("{}", "missing field `needed`", &strict::<SetResponse>(r#"{"needed":7}"#));
}

#[test]
fn a_duplicate_member_is_refused_by_strict_reading() {
    let twice = r#"{"name":"a","minimum":"b","name":"c"}"#;
    check_modes::<CheckRequest>(twice, "duplicate field `name`", r#"{"name":"c","minimum":"b"}"#);
    check::<CheckRequest>(r#"{"name":"a","name":null}"#, r#"{"name":"a"}"#);
    check::<CheckRequest>(r#"{"name":null,"name":"a"}"#, r#"{"name":"a"}"#);
}

/// A value of the wrong type is never shown, because it may be a secret even where the model says otherwise.
#[test]
fn another_type_is_not_shown() {
    let values = [r#""s3cret""#, "31337", "-31337", "31337.5", "true", r#"["s3cret"]"#, r#"{"s3cret":"s3cret"}"#];
    let check = |member: &str, right: &[&str]| {
        for value in values.iter().filter(|value| !right.contains(value)) {
            let text = format!(r#"{{"password":"x","name":"x","{member}":{value}}}"#);
            let errors = [
                serde_json::from_str::<StoreRequest>(&text).err(),
                serde_json::from_str::<StoreAggregatesRequest>(&text).err(),
                serde_json::from_str::<CheckRequest>(&text).err(),
                serde_json::from_str::<ChooseRequest>(&text).err(),
                serde_json::from_str::<KeepRequest>(&text).err(),
            ];
            let errors: Vec<_> = errors.into_iter().flatten().map(|error| error.to_string()).collect();
            assert!(errors.iter().any(|error| error.contains("expected")), "{text} is taken: {errors:?}");
            for error in errors {
                assert!(!error.contains("s3cret") && !error.contains("31337"), "{text}: {error}");
            }
        }
    };
    check("password", &values[..1]);
    check("key", &[]);
    check("pin", &values[1..3]);
    check("codes", &values[5..6]);
    check("card", &values[6..]);
    check("vault", &[]);
    check("proof", &values[6..]);
    check("double", &values[1..4]);
    check("choice", &values[6..]);
    check("tags", &values[6..]);
    check("color", &values[..1]);
    check("level", &values[..3]);
    check("body", &values[1..4]);
    check("bodyDateTime", &[]);
}

#[test]
fn scalars_have_the_forms_of_the_protocol() {
    let text = r#"{"name":"a","blob":"AP8=","byte":-128,"long":9223372036854775807,"float":1.5,"double":"-Infinity"}"#;
    check_same::<CheckRequest>(text);
    check::<CheckRequest>(r#"{"name":"a","double":2}"#, r#"{"name":"a","double":2.0}"#);
    check_same::<SendReceipt>(r#"{"ETag":"x"}"#);
    check::<SendReceipt>(r#"{"eTag":"x"}"#, "{}");
}

/// A standalone document has all members under their names, wherever the protocol binds them.
#[test]
fn a_document_has_all_members() {
    check_same::<SendRequest>(
        r#"{"bucket":"b","path":"a/b","dryRun":true,"tags":["x"],"query":{"k":"v"},"checksums":["c"],"manifest":"{}","metadata":{"a":"b"},"content":"AA=="}"#,
    );
}

#[test]
fn timestamps_have_the_form_of_their_place() {
    check_same::<KeepRequest>(concat!(
        r#"{"label":"1970-01-01T00:00:01Z","labelEpoch":1,"query":"1970-01-01T00:00:01Z","#,
        r#""queryHttpDate":"Thu, 01 Jan 1970 00:00:01 GMT","header":"Thu, 01 Jan 1970 00:00:01 GMT","#,
        r#""headerDateTime":"1970-01-01T00:00:01Z","body":1.5,"bodyDateTime":"1970-01-01T00:00:01.5Z","#,
        r#""bodyEpochSeconds":-1,"bodyHttpDate":"Thu, 01 Jan 1970 00:00:01 GMT","#,
        r#""shape":"Thu, 01 Jan 1970 00:00:01 GMT","shapeInHeader":"Thu, 01 Jan 1970 00:00:01 GMT","#,
        r#""shapeOverridden":"1970-01-01T00:00:01Z","list":[1,2],"listInHeader":["Thu, 01 Jan 1970 00:00:01 GMT"]}"#,
    ));
    let wrong = "invalid value: expected a time between the years 0 and 9999";
    check::<KeepRequest>(r#"{"bodyDateTime":"s3cret!"}"#, wrong);
}
