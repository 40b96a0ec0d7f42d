//! The grammar, the order, and JSON that is read and written without a change.

use std::collections::hash_map::DefaultHasher;

use proptest::prelude::*;

use super::*;
use crate::Strict;
use crate::schema::{BIG_DECIMAL, Kind};
use crate::validation::Violations;

fn decimal(text: &str) -> BigDecimal {
    text.parse().expect("a number")
}

/// Returns a number of 10,000 digits.
fn long() -> String {
    format!("-{}.{}", "9".repeat(5000), "01".repeat(2500))
}

#[test]
fn the_grammar_is_that_of_json() {
    let integers = ["0", "-0", "7", "-120", "340282366920938463463374607431768211456"];
    let decimals = ["1e400", "1E+4", "-0.0", "0.10", "2e-0007", "1e999999999999999999"];
    for text in integers.into_iter().chain(decimals).chain([&*long()]) {
        assert_eq!(text.parse::<BigDecimal>().map(|number| number.to_string()).as_deref(), Ok(text));
        assert!(serde_json::from_str::<&RawValue>(text).is_ok(), "{text}");
        assert_eq!(text.parse::<BigInteger>().is_ok(), integers.contains(&text), "{text}");
    }
    let malformed =
        ["", "-", "+1", "01", "-01", "1.", ".5", "1e", "1e+", "1e1.5", "0x1", " 1", "1 ", "1_0", "NaN", "١"];
    for text in malformed.into_iter().chain(["Infinity", "-Infinity", "null", "1-2", "--1", "1e--2"]) {
        assert_eq!(text.parse::<BigDecimal>(), Err(NumberError { expected: "a number" }), "{text}");
        assert!(text.parse::<BigInteger>().is_err(), "{text}");
        assert!(text.trim() != text || serde_json::from_str::<BigDecimal>(text).is_err(), "{text}");
    }
    assert!("1e9999999999999999999".parse::<BigDecimal>().is_err(), "an exponent of 19 digits");
}

#[test]
fn json_is_not_changed() {
    for text in ["0", "-0", "1e400", "1E+4", "100", "1.0", "0.1000", "-0.0", "18446744073709551616", &long()] {
        let number: BigDecimal = serde_json::from_str(&format!(" {text}\n")).expect("a number");
        assert_eq!(serde_json::to_string(&number).expect("JSON"), text);
        let list = format!("[{text},{text}]");
        let read: Vec<Option<BigDecimal>> = serde_json::from_reader(list.as_bytes()).expect("numbers");
        assert_eq!(serde_json::to_string(&read).expect("JSON"), list);
    }
}

#[test]
fn values_of_another_type_are_refused_without_showing_them() {
    for (text, found) in [
        (r#""hunter2""#, "a string"),
        (r#""7""#, "a string"),
        ("true", "a boolean"),
        ("null", "null"),
        (r#"["hunter2"]"#, "an array"),
        (r#"{"hunter2":7}"#, "an object"),
    ] {
        let error = serde_json::from_str::<BigInteger>(text).expect_err("no number").to_string();
        assert!(error.starts_with(&format!("invalid type: {found}, expected an integer")), "{error}");
        let value: serde_json::Value = serde_json::from_str(text).expect("JSON");
        let error = serde_json::from_value::<BigInteger>(value).expect_err("no number").to_string();
        assert!(error.contains(found) && !error.contains("hunter2"), "{error}");
    }
    assert_eq!(serde_json::from_str::<BigInteger>("1.5").expect_err("a fraction").to_string(), "expected an integer");
}

#[test]
fn other_formats_have_the_numbers_that_their_readers_give() {
    let number: BigDecimal = serde_json::from_value(serde_json::json!(-7)).expect("a number");
    assert_eq!(number.as_str(), "-7");
    let plain = |value: f64| {
        let reader: serde_core::de::value::F64Deserializer<serde_core::de::value::Error> =
            serde_core::de::IntoDeserializer::into_deserializer(value);
        <BigDecimal as Deserialize>::deserialize(reader).map(|number| number.to_string()).ok()
    };
    assert_eq!((plain(0.5).as_deref(), plain(f64::NAN)), (Some("0.5"), None));
    let error = serde_json::from_str::<Strict<crate::Unit>>("1e400").expect_err("no structure");
    assert!(error.to_string().contains("number out of range"), "{error}");
}

#[test]
fn conversions() {
    assert_eq!(BigInteger::from(i128::MIN).to_string(), i128::MIN.to_string());
    assert_eq!(BigDecimal::from(BigInteger::from(7_u8)), decimal("7.0"));
    assert_eq!(BigDecimal::try_from(0.1).map(|number| number.to_string()).as_deref(), Ok("0.1"));
    assert!(BigDecimal::try_from(1e300).is_ok() && BigDecimal::try_from(f64::INFINITY).is_err());
    assert_eq!(
        (BigInteger::default(), format!("{:?}", decimal("1.50"))),
        (BigInteger::from(0), "BigDecimal(1.50)".into())
    );
}

#[test]
fn numbers_are_ordered_by_value() {
    let ascending = [
        "-1e400",
        "-10",
        "-9.99",
        "-1",
        "-1e-400",
        "0",
        "1e-400",
        "0.099",
        "0.1",
        "0.11",
        "1",
        "1.01",
        "2",
        "9",
        "10",
        "99",
        "100.0000001",
        "18446744073709551616",
        "1e400",
        "1e999999999999999999",
    ];
    for (left_index, left) in ascending.iter().enumerate() {
        for (right_index, right) in ascending.iter().enumerate() {
            assert_eq!(decimal(left).cmp(&decimal(right)), left_index.cmp(&right_index), "{left} {right}");
        }
    }
    let hash = |number: &BigDecimal| {
        let mut hasher = DefaultHasher::new();
        number.hash(&mut hasher);
        hasher.finish()
    };
    for equal in [["0", "-0"], ["0", "0e5"], ["0.0", "-0e-7"], ["100", "1e2"], ["1.50", "15e-1"], ["0.001", "1E-3"]] {
        let [one, other] = equal.map(decimal);
        assert!(one == other && hash(&one) == hash(&other), "{equal:?}");
    }
}

#[test]
fn ranges() {
    static BETWEEN: Schema = Schema::new("Share", Kind::BigDecimal).decimal_range(Some("0"), Some("0.3"));
    for (text, valid) in
        [("0", true), ("-0", true), ("0.3", true), ("0.30000000000000000001", false), ("-1e-400", false)]
    {
        let number = decimal(text);
        let mut violations = Violations::default();
        number.check(&BETWEEN, &Path::ROOT, &mut violations);
        let error = violations.into_result().map_err(|error| error.to_string());
        assert_eq!((number.is_valid_fast(&BETWEEN), error.is_ok()), (valid, valid), "{text}");
        if let Err(error) = error {
            assert!(error.contains("Member must be between 0 and 0.3, inclusive"), "{error}");
        }
    }
}

proptest! {
    #[test]
    fn every_number_survives(text in "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,17})?") {
        let number = decimal(&text);
        prop_assert_eq!(serde_json::to_string(&number).expect("JSON"), text.clone());
        let read: BigDecimal = serde_json::from_str(&text).expect("a number");
        prop_assert_eq!(read.as_str(), number.as_str());
        let again = BigDecimal::read_text(&BIG_DECIMAL, &[Cow::Borrowed(&text)]).expect("a number");
        prop_assert_eq!(again.as_str(), number.as_str());
    }

    #[test]
    fn integers_compare_as_integers_do(one: i128, other: i128) {
        prop_assert_eq!(BigInteger::from(one).cmp(&BigInteger::from(other)), one.cmp(&other));
    }

    #[test]
    fn doubles_compare_as_doubles_do(one in proptest::num::f64::NORMAL, other in proptest::num::f64::NORMAL) {
        let number = |value: f64| decimal(&format!("{value:e}"));
        prop_assert_eq!(number(one).cmp(&number(other)), one.partial_cmp(&other).expect("numbers"));
    }

    #[test]
    fn no_text_panics(text in "[-+0-9.eE]{0,12}") {
        let is_number = serde_json::from_str::<&RawValue>(&text).is_ok();
        prop_assert_eq!(text.parse::<BigDecimal>().is_ok(), is_number);
    }
}
