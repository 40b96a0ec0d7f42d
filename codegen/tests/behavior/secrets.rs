//! Only the wire form contains secrets.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde_core::Serialize;

use crate::goldens::secret_aggregates::{Card, Proof, StoreRequest as StoreAggregatesRequest};
use crate::goldens::secrets::{Level, StoreRequest, StoreResponse};
use tinsmith_types::codegen::{Form, Writing};
use tinsmith_types::{Blob, Secret, Structure};

/// Part of every secret string here; no other number occurs in them.
const MARK: &str = "s3cret";
const PIN: i32 = 31_337;

/// Checks both forms of `Debug`, and the form for logs.
#[track_caller]
fn check<T: Structure + Debug + Serialize>(value: &T, shown: &str, redacted: &str) {
    let log = Writing { value, schema: T::SCHEMA, form: Form::Redacted };
    assert_eq!(format!("{value:?}"), shown);
    assert_eq!(serde_json::to_string(&log).expect("it can be written"), redacted);
    for text in [format!("{value:#?}"), shown.to_owned(), redacted.to_owned()] {
        assert!(!text.contains(MARK) && !text.contains("31337") && !text.contains("GOLD"), "{text}");
    }
    let wire = serde_json::to_string(value).expect("it can be written");
    assert!(wire.contains(MARK), "{wire}");
}

#[test]
fn scalars_and_lists() {
    let request = StoreRequest::new(MARK)
        .user("public")
        .key(Blob::from("a key"))
        .pin(PIN)
        .level(Level::Gold)
        .codes(Secret::new(vec![MARK.to_owned()]));
    check(
        &request,
        "StoreRequest { user: Some(\"public\"), password: **redacted**, key: Some(**redacted**), \
         pin: Some(**redacted**), level: Some(**redacted**), codes: Some(**redacted**) }",
        r#"{"user":"public","password":"**redacted**","key":"**redacted**","pin":"**redacted**","level":"**redacted**","codes":"**redacted**"}"#,
    );
    let wire =
        r#"{"user":"public","password":"s3cret","key":"YSBrZXk=","pin":31337,"level":"GOLD","codes":["s3cret"]}"#;
    assert_eq!(serde_json::to_string(&request).unwrap(), wire);
    assert_eq!(serde_json::from_str::<StoreRequest>(wire).unwrap(), request);
}

#[test]
fn aggregates_and_keys() {
    let card = Card::new().number(MARK);
    let request = StoreAggregatesRequest::new()
        .card(card.clone().proof(Proof::Passport(MARK.to_owned())))
        .proof(Proof::Card(Box::new(card)))
        .vault(Secret::new(BTreeMap::from([(MARK.to_owned(), 31_337.0)])))
        .owners([("s3cret a", true), ("s3cret b", false)]);
    check(
        &request,
        "StoreRequest { card: Some(Card(**redacted**)), proof: Some(Proof(**redacted**)), vault: Some(**redacted**), \
         owners: Some({**redacted**: true, **redacted**: false}) }",
        r#"{"card":"**redacted**","proof":"**redacted**","vault":"**redacted**","owners":{"**redacted** 0":true,"**redacted** 1":false}}"#,
    );
    let wire = serde_json::to_string(&request).unwrap();
    assert_eq!(serde_json::from_str::<StoreAggregatesRequest>(&wire).unwrap(), request);
}

/// An unknown member may be as secret as the known ones.
#[test]
fn unknown_members_of_a_secret_union() {
    let proof: Proof = serde_json::from_str(r#"{"fingerprint":"s3cret"}"#).unwrap();
    assert_eq!(format!("{proof:?}"), "Proof(**redacted**)");
    let mut request = StoreAggregatesRequest::new();
    request.proof = Some(proof);
    check(
        &request,
        "StoreRequest { card: None, proof: Some(Proof(**redacted**)), vault: None, owners: None }",
        r#"{"proof":"**redacted**"}"#,
    );
}

#[test]
fn secrets_are_equal_by_value() {
    let pin = |pin| StoreRequest::new(MARK).pin(pin).codes(Secret::new(vec![MARK.to_owned()]));
    assert_eq!(pin(1), pin(1));
    assert_ne!(pin(1), pin(2));
    assert_ne!(pin(1), StoreRequest::new("s3cret").pin(1));
    assert_ne!(StoreRequest::new("s3cret"), StoreRequest::new("s3crets"));
}

#[test]
fn a_secret_may_have_a_default() {
    let response = StoreResponse::new();
    assert_eq!(response, serde_json::from_str("{}").unwrap());
    assert_eq!((response.password.expose().as_str(), *response.pin.expose()), ("password", 31));
    assert_eq!((response.key.expose(), response.level.expose()), (&Blob::new([0, 255]), &Level::Lead));
    assert!(response.codes.expose().is_empty());
    let shown = "StoreResponse { password: **redacted**, key: **redacted**, pin: **redacted**, level: **redacted**, \
                 codes: **redacted** }";
    assert_eq!(format!("{response:?}"), shown);
}
