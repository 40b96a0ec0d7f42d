//! Numbers of any size.

use tinsmith_types::{BigDecimal, BigInteger, Secret, Structure};

use crate::goldens::big_numbers::*;

fn decimal(text: &str) -> BigDecimal {
    text.parse().expect("a number")
}

#[test]
fn documents_are_read_and_written_as_they_are() {
    let digits = "9".repeat(10_000);
    let text = format!(r#"{{"serial":{digits},"values":[1e400,-0,0.10,{digits}.5],"pin":18446744073709551616}}"#);
    let strict = MeasureRequest::from_json(&text);
    // The number in the path is in no body, but a document of the whole request has it.
    let strict = strict.expect("a request");
    let lenient: MeasureRequest = serde_json::from_str(&text).expect("a request");
    assert_eq!(strict, lenient);
    for request in [strict, lenient] {
        assert_eq!(serde_json::to_string(&request).expect("JSON"), text);
        assert_eq!(request.serial.as_str(), digits);
    }
    for reading in [r#"{"exact":0.30000000000000000001}"#, r#"{"rounded":18446744073709551616}"#] {
        let text = format!(r#"{{"total":1e400,"step":0.010,"reading":{reading}}}"#);
        let response: MeasureResponse = serde_json::from_str(&text).expect("a response");
        assert_eq!(serde_json::to_string(&response).expect("JSON"), text);
    }
}

#[test]
fn arguments_and_defaults() {
    let request = MeasureRequest::new(7).values([decimal("1.0")]).limit(u64::MAX).pin(BigInteger::from(1234));
    assert_eq!(
        serde_json::to_string(&request).expect("JSON"),
        r#"{"serial":7,"values":[1.0],"limit":18446744073709551615,"pin":1234}"#
    );
    assert!(!format!("{request:?}").contains("1234"));
    assert_eq!(request.pin, Some(Secret::new(BigInteger::from(1234))));
    let response = MeasureResponse::new();
    assert_eq!((response.total.as_str(), response.step.as_str()), ("0", "0.010"));
}

#[test]
fn constraints() {
    let request = MeasureRequest::new(0).share(decimal("0.3")).values([decimal("1"), decimal("2")]);
    request.validate().expect("a valid request");
    let request = request.share(decimal("0.30000000000000000001")).values([decimal("1"), decimal("1.0")]);
    let error = request.exact(decimal("18446744073709551615.1")).validate().expect_err("three violations").to_string();
    for expected in [
        "Value at '/share' failed to satisfy constraint: Member must be between 0 and 0.3, inclusive",
        "Value at '/values' failed to satisfy constraint: Member must have unique values",
        "Value at '/exact' failed to satisfy constraint: Member must be less than or equal to 18446744073709551615",
    ] {
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn strict_documents_name_every_mistake() {
    let text = r#"{"serial":1.5,"share":"0.1","values":[true],"exact":1e9999999999999999999}"#;
    let error = MeasureRequest::from_json(text).expect_err("four problems").to_string();
    for expected in [
        "/serial: expected an integer, found another number",
        "/share: expected a number, found a string",
        "/values/0: expected a number, found a boolean",
        "/exact: expected a number, found a number beyond that",
    ] {
        assert!(error.contains(expected), "{expected}: {error}");
    }
}
