//! Checks that the members of a structure share an HTTP message without conflict.
//!
//! The members in the body depend on the message: labels and query parameters count only in requests, and the status
//! only in responses.

use std::collections::{BTreeSet, HashMap};

use super::context::{Context, Site};
use crate::ast::{Member, Shape, ShapeKind};
use crate::error::{Error, quote};
use crate::traits::{
    ErrorKind, HttpHeader, HttpLabel, HttpPayload, HttpPrefixHeaders, HttpQuery, HttpQueryParams, HttpResponseCode,
    SmithyTrait, Traits,
};

pub(super) fn check(context: &Context<'_>) -> Vec<Error> {
    let mut requests = BTreeSet::new();
    let mut responses = BTreeSet::new();
    for shape in context.shapes() {
        match &shape.kind {
            ShapeKind::Operation(operation) => {
                requests.insert(&operation.input.target);
                responses.insert(&operation.output.target);
            }
            ShapeKind::Structure(_) if shape.traits.has::<ErrorKind>() => {
                responses.insert(&shape.id);
            }
            _ => {}
        }
    }
    let mut errors = Vec::new();
    for shape in context.shapes().filter(|shape| matches!(shape.kind, ShapeKind::Structure(_))) {
        if requests.contains(&shape.id) {
            errors.extend(body(shape, "request", is_outside_request_body));
        }
        if responses.contains(&shape.id) {
            errors.extend(body(shape, "response", is_outside_response_body));
        }
        errors.extend(names(shape));
    }
    errors
}

fn is_outside_request_body(traits: &Traits) -> bool {
    is_header(traits) || traits.has::<HttpLabel>() || traits.has::<HttpQuery>() || traits.has::<HttpQueryParams>()
}

fn is_outside_response_body(traits: &Traits) -> bool {
    is_header(traits) || traits.has::<HttpResponseCode>()
}

fn is_header(traits: &Traits) -> bool {
    traits.has::<HttpHeader>() || traits.has::<HttpPrefixHeaders>()
}

/// Finds members that would be part of a body although another member is the whole body.
fn body(shape: &Shape, message: &str, is_outside: fn(&Traits) -> bool) -> Vec<Error> {
    let members = shape.members();
    let Some(payload) = members.iter().find(|member| member.traits.has::<HttpPayload>()) else { return Vec::new() };
    let is_lost = |member: &&Member| !member.traits.has::<HttpPayload>() && !is_outside(&member.traits);
    let error = |member: &Member| {
        let problem = format!("the member is part of the {message}'s body, but {} is all of it", quote(&payload.name));
        let id = shape.id.with_member(&member.name);
        Error::new(&member.place, problem, "a member outside the body, or no `smithy.api#httpPayload`").about(&id)
    };
    members.iter().copied().filter(is_lost).map(error).collect()
}

/// Finds duplicate and malformed names of headers and query parameters.
fn names(shape: &Shape) -> Vec<Error> {
    let mut errors = Vec::new();
    let (mut headers, mut parameters) = (HashMap::new(), HashMap::new());
    let members = shape.members();
    let mut prefixes = members.iter().filter_map(|member| member.traits.get::<HttpPrefixHeaders>());
    // An empty prefix matches all headers to which no other member is bound.
    let prefix = prefixes.next().map(|HttpPrefixHeaders(prefix)| prefix).filter(|prefix| !prefix.is_empty());
    for member in members {
        let site = Site { shape, member: Some(member) };
        if let (Some(HttpHeader(name)), Some(applied)) = (member.traits.get(), member.traits.applied(HttpHeader::ID)) {
            let mut error =
                |problem: String, expected: &str| errors.push(site.error(&applied.place, problem, expected));
            if !name.bytes().all(is_token_byte) {
                error(format!("the header name {} is malformed", quote(&name)), "a token such as `X-Name`");
            }
            let lower = name.to_ascii_lowercase();
            if let Some(prefix) = prefix.as_ref().filter(|prefix| lower.starts_with(&prefix.to_ascii_lowercase())) {
                let problem = format!("the header {} begins with the prefix {}", quote(&name), quote(prefix));
                error(problem, "another header, because this one could be an entry of the map");
            }
            if let Some(other) = headers.insert(lower, &member.name) {
                error(format!("the header {} is also that of {}", quote(&name), quote(other)), "distinct headers");
            }
        }
        if let (Some(HttpQuery(name)), Some(applied)) = (member.traits.get(), member.traits.applied(HttpQuery::ID))
            && let Some(other) = parameters.insert(name.clone(), &member.name)
        {
            let problem = format!("the query parameter {} is also that of {}", quote(&name), quote(other));
            errors.push(site.error(&applied.place, problem, "distinct query parameters"));
        }
    }
    errors
}

/// Returns `true` for a byte of an RFC 9110 token.
pub(super) fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
