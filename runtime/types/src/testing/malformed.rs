//! Runs the model's test cases of malformed requests, each of which either has violations or can't be read.
//!
//! A required member that is missing in the request is a violation here. As the types always hold a value for such a
//! member, it is looked for in the request itself.

#![allow(dead_code, reason = "a model may have no such test cases")]

mod missing;

use serde_json::Value as Json;

use crate::document;
use crate::schema::{Kind, Location, Member, Schema};
use crate::structure::{self, MembersMut, Structure};
use crate::timestamp;
use crate::validation::{Path, ValidationError, Violations};
use crate::value::{Mode, Value};

/// The parts of a request that carry members, by the members' names in the model.
#[derive(Debug)]
pub struct Request<'a> {
    /// The strings in the path, the query and the headers.
    pub texts: &'a [(&'a str, &'a [&'a str])],
    /// The entries of maps in the query and the headers.
    pub entries: &'a [(&'a str, &'a [(&'a str, &'a str)])],
    /// The body, if there is one.
    pub body: Option<&'a str>,
}

/// Checks that the request can be read and has these violations.
#[track_caller]
pub fn invalid<T: Structure>(request: &Request<'_>, message: &str, fields: &[(&str, &str)]) {
    let error = request.violations::<T>();
    assert_eq!(error.message(), message);
    let found: Vec<_> =
        error.violations().iter().map(|violation| (violation.path.to_string(), violation.to_string())).collect();
    let found: Vec<_> = found.iter().map(|(path, message)| (path.as_str(), message.as_str())).collect();
    assert_eq!(found, fields);
    if let (Some(body), [], []) = (request.body, request.texts, request.entries) {
        document::read::<T>(body).err().expect("a document of the same text is refused");
    }
}

/// Checks that the request can be read and has violations whose message matches the pattern of the schema.
#[track_caller]
pub fn invalid_like<T: Structure>(request: &Request<'_>, schema: &'static Schema) {
    let message = request.violations::<T>().message();
    let mut violations = Violations::default();
    message.to_owned().check(schema, &Path::ROOT, &mut violations);
    assert!(violations.into_result().is_ok(), "{message}");
}

/// Checks that no value of the type can be read from the request.
#[track_caller]
pub fn unreadable<T: Structure>(request: &Request<'_>) {
    let mut input = T::empty();
    let texts_are_readable = request.read_texts(&mut input).is_ok();
    assert!(!texts_are_readable || !request.body_is_readable::<T>(), "the request is read");
}

/// The reason why a request can't be read.
type Unreadable = Box<dyn std::error::Error>;

impl Request<'_> {
    #[track_caller]
    fn violations<T: Structure>(&self) -> ValidationError {
        let input: T = self.read().expect("the request can be read");
        let mut violations = Violations::default();
        structure::check(&input, &Path::ROOT, &mut violations);
        let found = violations.into_result().map_or_else(|error| error.violations().to_vec(), |()| Vec::new());
        let mut violations = Violations::default();
        violations.extend(missing::merged::<T>(self, found));
        violations.into_result().expect_err("the request is invalid")
    }

    fn read<T: Structure>(&self) -> Result<T, Unreadable> {
        let mut input = T::empty();
        let has_body = T::SCHEMA.members().iter().any(|member| member.location == Location::Body);
        if let Some(body) = self.body.filter(|_| has_body) {
            input = structure::deserialize_body(serde_json::from_str::<Json>(body)?)?;
        }
        self.read_texts(&mut input)?;
        Ok(input)
    }

    /// Reads all members except those of the body.
    fn read_texts<T: Structure>(&self, input: &mut T) -> Result<(), Unreadable> {
        for member in T::SCHEMA.members() {
            let mut bindings = Bindings { request: self, member, result: Ok(()) };
            input.visit_mut(member.name, &mut bindings);
            bindings.result?;
        }
        Ok(())
    }

    /// Returns `true` if a document with the text of the body has no problem except members that are bound to other
    /// parts of the request.
    fn body_is_readable<T: Structure>(&self) -> bool {
        let Some(body) = self.body else { return true };
        let elsewhere = |path: &str| {
            let mut members = T::SCHEMA.members().iter().filter(|member| member.location != Location::Body);
            members.any(|member| path.strip_prefix('/') == Some(member.name))
        };
        match document::read::<T>(body) {
            Ok(_) => true,
            Err(error) => error.problems().iter().all(|problem| elsewhere(&problem.path)),
        }
    }
}

/// Reads the members that are not in a JSON document.
struct Bindings<'a> {
    request: &'a Request<'a>,
    member: &'static Member,
    result: Result<(), Unreadable>,
}

impl MembersMut for Bindings<'_> {
    fn member<T: Value>(&mut self, slot: &mut T) {
        self.result = self.read().map(|value| {
            if let Some(value) = value {
                *slot = value;
            }
        });
    }
}

impl Bindings<'_> {
    fn read<T: Value>(&self) -> Result<Option<T>, Unreadable> {
        let member = self.member;
        Ok(match member.location {
            Location::Body | Location::ResponseCode | Location::EventHeader | Location::EventPayload => None,
            Location::Payload => self.payload(member)?,
            Location::Label | Location::Query | Location::Header => {
                let given = found(self.request.texts, member);
                if given.iter().any(|text| is_refused(member.schema, text)) {
                    return Err("a time with an offset from UTC".into());
                }
                let texts: Vec<_> = given.iter().map(|text| (*text).into()).collect();
                if texts.is_empty() { None } else { Some(T::read_text(member.schema, &texts)?) }
            }
            Location::QueryParams | Location::PrefixHeaders => {
                let entries = found(self.request.entries, member);
                if entries.is_empty() { None } else { Some(T::read_entries(member.schema, entries)?) }
            }
        })
    }

    fn payload<T: Value>(&self, member: &'static Member) -> Result<Option<T>, Unreadable> {
        let Some(body) = self.request.body else { return Ok(None) };
        if let Some(raw) = T::from_raw(body.as_bytes()) {
            return Ok(Some(raw));
        }
        let body = serde_json::from_str::<Json>(body)?;
        Ok(Some(T::deserialize(member.schema, Mode::Strict, body)?))
    }
}

/// Returns `true` if a service refuses in a request a text that it may send in a response.
fn is_refused(schema: &Schema, text: &str) -> bool {
    match &schema.kind {
        Kind::Timestamp(format) => timestamp::has_offset(text, *format),
        Kind::List { member, .. } => is_refused(member, text),
        _ => false,
    }
}

/// Returns the values that the request has for a member, or an empty slice if it is absent.
fn found<'a, T>(given: &'a [(&'a str, &'a [T])], member: &Member) -> &'a [T] {
    given.iter().find(|(name, _)| *name == member.name).map_or(&[], |(_, found)| found)
}
