//! Changes of the HTTP binding of members.
//!
//! Only the members of inputs, outputs and errors are bound. In other structures, the traits have no effect, and one
//! trait can bind a member in requests but not in responses.
//!
//! Invariant: several traits that together move a member are one change.

use super::Change;
use super::context::{Context, Subject};
use super::traits::Edit;
use super::value::same_applied;
use crate::ast::{Shape, ShapeId};
use crate::traits::{
    ErrorKind, HttpHeader, HttpLabel, HttpPayload, HttpPrefixHeaders, HttpQuery, HttpQueryParams, HttpResponseCode,
    SmithyTrait, Traits,
};

/// The traits that bind a member.
pub(super) const IDS: [&str; 7] = [
    HttpHeader::ID,
    HttpLabel::ID,
    HttpPayload::ID,
    HttpPrefixHeaders::ID,
    HttpQuery::ID,
    HttpQueryParams::ID,
    HttpResponseCode::ID,
];

/// The binding of a member without a trait.
pub(super) const BODY: &str = "body";

/// The messages for which a shape is the whole input, output or error, on either side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Roles {
    request: bool,
    response: bool,
    /// Whether a member targets the shape.
    nested: bool,
    /// Whether a protocol of the service supports HTTP bindings.
    is_bound: bool,
}

impl Roles {
    pub fn new(context: &Context<'_>, old: &Shape, new: &Shape) -> Self {
        let has = |roots: [(&std::collections::HashSet<&ShapeId>, &ShapeId); 2]| {
            roots.into_iter().any(|(ids, id)| ids.contains(id))
        };
        let (before, after) = (&context.old, &context.new);
        let request = has([(&before.requests, &old.id), (&after.requests, &new.id)]);
        let is_error = [old, new].iter().any(|shape| shape.traits.has::<ErrorKind>());
        let response = is_error || has([(&before.responses, &old.id), (&after.responses, &new.id)]);
        let nested = has([(&before.nested, &old.id), (&after.nested, &new.id)]);
        // A shape without references may be used for anything.
        let is_unused = !request && !response && !nested;
        let is_bound = before.binds_to_http || after.binds_to_http;
        Self { request: request || is_unused, response: response || is_unused, nested, is_bound }
    }

    /// Returns the bindings of a member with these traits, one for each message.
    pub fn places(self, traits: &Traits) -> Vec<String> {
        let place = |is_request| if self.is_bound { place(traits, is_request) } else { BODY.to_owned() };
        let request = self.request.then(|| place(true));
        let response = self.response.then(|| place(false));
        let nested = self.nested.then(|| BODY.to_owned());
        [request, response, nested].into_iter().flatten().collect()
    }

    /// Returns `true` if a member with these traits is in a body, under its name.
    pub fn is_in_body(self, traits: &Traits) -> bool {
        self.places(traits).iter().any(|place| place == BODY)
    }

    /// Returns the first binding that is not the body.
    pub fn bound_place(self, traits: &Traits) -> Option<String> {
        self.places(traits).into_iter().find(|place| place != BODY)
    }
}

pub(super) fn compare(subject: &Subject<'_, '_>) -> Option<Change> {
    subject.new.member?;
    let roles = Roles::new(subject.context, subject.old.shape, subject.new.shape);
    let (before, after) = (subject.old.traits(), subject.new.traits());
    let places = roles.places(before).into_iter().zip(roles.places(after)).find(|(old, new)| old != new);
    let Some((old, new)) = places else { return unused(subject) };
    let id = |traits: &Traits| IDS.into_iter().find(|id| traits.applied(id).is_some());
    let edit_id = id(subject.new.traits()).or_else(|| id(subject.old.traits()))?;
    let edit = Edit { id: edit_id, old: None, new: subject.new.traits().applied(edit_id) };
    let is_header = [&old, &new].iter().all(|binding| binding.contains("header"));
    let change = subject.change(edit, "http-binding-changed", "moved to another part of the HTTP message");
    let change = match is_header && old.eq_ignore_ascii_case(&new) {
        // Header names are case-insensitive.
        true => change.code("the header is written differently"),
        false => change.breaking("it is no longer where the other side looks for it"),
    };
    Some(change.values(Some(old), Some(new)))
}

/// Returns the change of traits that have no effect, because the shape is not a message.
fn unused(subject: &Subject<'_, '_>) -> Option<Change> {
    let (before, after) = (subject.old.traits(), subject.new.traits());
    let id = IDS.into_iter().find(|id| !same_applied(before.applied(id), after.applied(id)))?;
    let edit = Edit { id, old: before.applied(id), new: after.applied(id) };
    Some(subject.change(edit, "http-binding-changed", format!("{id} changed, where it moves nothing")))
}

/// Returns the binding of a member in a request or a response.
fn place(traits: &Traits, is_request: bool) -> String {
    if let Some(HttpHeader(name)) = traits.get() {
        return format!("header {name}");
    }
    if let Some(HttpPrefixHeaders(prefix)) = traits.get() {
        return format!("headers {prefix}*");
    }
    if let Some(HttpQuery(name)) = traits.get().filter(|_| is_request) {
        return format!("query {name}");
    }
    let plain = [
        (is_request && traits.has::<HttpLabel>(), "label"),
        (traits.has::<HttpPayload>(), "payload"),
        (is_request && traits.has::<HttpQueryParams>(), "query parameters"),
        (!is_request && traits.has::<HttpResponseCode>(), "response code"),
    ];
    plain.into_iter().find(|(is_bound, _)| *is_bound).map_or(BODY, |(_, name)| name).to_owned()
}
