//! The errors that a model declares.

use crate::goldens::errors::{
    ConflictException, Gone, InternalServerException, Odd, ServiceError, ThrottlingException,
};
use tinsmith_types::ModeledError;

/// Checks an error read from a body, and its message.
#[track_caller]
fn check(code: &str, body: &str, expected: impl Into<ServiceError>, message: Option<&str>) {
    let expected = expected.into();
    assert_eq!(ServiceError::from_body(code, body.as_bytes()), Some(expected.clone()));
    assert_eq!((expected.code(), expected.message()), (code, message));
    let text = message.map_or_else(|| code.to_owned(), |message| format!("{code}: {message}"));
    assert_eq!(expected.to_string(), text);
}

#[test]
fn messages_however_they_are_spelled() {
    check("ConflictException", r#"{"message":"taken"}"#, ConflictException::new("taken"), Some("taken"));
    check("ThrottlingException", r#"{"Message":"slow"}"#, ThrottlingException::new().message("slow"), Some("slow"));
    let server = InternalServerException::new().error_message("oh");
    check("InternalServerException", r#"{"errorMessage":"oh"}"#, server, Some("oh"));
    check("Odd", r#"{"message":7}"#, Odd::new().message(7), None);
}

/// A service may omit members that its model promises.
#[test]
fn bodies_with_less_than_the_model_says() {
    check("Gone", "", Gone::new(), None);
    check("Gone", " \n", Gone::new(), None);
    check("Gone", r#"{"more":1}"#, Gone::new(), None);
    check("ConflictException", "{}", ConflictException::new(""), Some(""));
    check("ThrottlingException", r#"{"Message":null}"#, ThrottlingException::new(), None);
}

#[test]
fn unknown_errors() {
    let cases = [
        ("Other", "{}"),
        ("gone", "{}"),
        ("Gone", "[]"),
        ("Gone", "{"),
        ("Gone", "{} x"),
        ("Odd", r#"{"message":"7"}"#),
    ];
    for (code, body) in cases {
        assert_eq!(ServiceError::from_body(code, body.as_bytes()), None, "{code} {body}");
    }
}

#[test]
fn the_model_decides_what_a_conflict_is() {
    use crate::goldens::rpc;

    let conflicts =
        [rpc::Taken::new().into(), rpc::Gone::new().into()].map(|error: rpc::ServiceError| error.is_conflict());
    assert_eq!(conflicts, [true, false]);
}

#[test]
fn each_error_is_one() {
    let error: &dyn std::error::Error = &ConflictException::new("taken").flow("f");
    assert_eq!(error.to_string(), "ConflictException: taken");
    assert!(error.source().is_none());
}
