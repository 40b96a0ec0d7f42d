//! Checks that operations differ in method or URI, and that labels and members match.

use std::collections::{BTreeSet, HashMap};

use super::context::Context;
use crate::ast::{Member, Operation, Place, Shape, ShapeId, ShapeKind};
use crate::closure;
use crate::error::{Error, quote, with_article};
use crate::traits::{Endpoint, HostLabel, Http, HttpLabel, RestJson1, SmithyTrait};
use crate::uri::{self, Segment, UriPattern};

pub(super) fn check(context: &Context<'_>) -> Vec<Error> {
    let mut errors = Vec::new();
    let mut unbound: BTreeSet<&ShapeId> = BTreeSet::new();
    for shape in context.shapes() {
        if let ShapeKind::Operation(operation) = &shape.kind {
            unbound.insert(&shape.id);
            errors.extend(labels(context, shape, operation));
            errors.extend(host_labels(context, shape, operation));
        }
    }
    for service in context.model.services() {
        let operations = closure::operations(context.model, &service.id);
        for operation in &operations {
            unbound.remove(&operation.id);
            errors.extend(unbound_operation(service, operation));
        }
        errors.extend(conflicts(&operations));
    }
    let unbound: Vec<&Shape> = unbound.into_iter().filter_map(|id| context.model.shapes.get(id)).collect();
    errors.extend(conflicts(&unbound));
    errors
}

/// Finds an operation without `http` in a service whose protocol requires it.
fn unbound_operation(service: &Shape, operation: &Shape) -> Option<Error> {
    let is_missing = service.traits.has::<RestJson1>() && !operation.traits.has::<Http>();
    let problem = || format!("the operation of `{}` has no trait `{}`", service.id, Http::ID);
    is_missing.then(|| Error::new(&operation.place, problem(), "one, for restJson1 needs it").about(&operation.id))
}

/// Compares the labels of the URI with the members of the input.
fn labels(context: &Context<'_>, shape: &Shape, operation: &Operation) -> Vec<Error> {
    let (Some(applied), Some(http)) = (shape.traits.applied(Http::ID), shape.traits.get::<Http>()) else {
        return Vec::new();
    };
    let error = |problem: String, expected: &str| Error::new(&applied.place, problem, expected).about(&shape.id);
    let mut errors = Vec::new();
    if !is_method(&http.method) {
        errors.push(error(format!("the HTTP method {} is malformed", quote(&http.method)), "a token such as `POST`"));
    }
    let pattern = match UriPattern::parse(&http.uri) {
        Ok(pattern) => pattern,
        Err(malformed) => {
            errors.push(error(format!("the URI {} {}", quote(&http.uri), malformed.problem), malformed.expected));
            return errors;
        }
    };
    let Some(input) = context.model.shapes.get(&operation.input.target) else { return errors };
    for segment in &pattern.segments {
        errors.extend(label(context, input, segment).map(|(problem, expected)| error(problem, expected)));
    }
    let labels: BTreeSet<&str> = pattern.labels().collect();
    let is_lost = |member: &&Member| member.traits.has::<HttpLabel>() && !labels.contains(member.name.as_str());
    for member in input.members().into_iter().filter(is_lost) {
        let problem = format!("the member is a label, but the URI {} of `{}` has none", quote(&http.uri), shape.id);
        let place = member.traits.applied(HttpLabel::ID).map_or(&member.place, |applied| &applied.place);
        let id = input.id.with_member(&member.name);
        errors.push(Error::new(place, problem, format!("`{{{}}}` in the URI", member.name)).about(&id));
    }
    errors
}

fn label(context: &Context<'_>, input: &Shape, segment: &Segment) -> Option<(String, &'static str)> {
    let name = segment.label()?;
    let Some(member) = input.member(name).filter(|member| member.traits.has::<HttpLabel>()) else {
        let problem =
            format!("the label {} is not a member of `{}` with the trait `{}`", quote(name), input.id, HttpLabel::ID);
        return Some((problem, "a member for each label"));
    };
    let target = &context.model.target(member)?.kind;
    let is_string = matches!(target, ShapeKind::String | ShapeKind::Enum(_));
    let is_wrong = matches!(segment, Segment::Greedy(_)) && !is_string;
    is_wrong.then(|| (format!("the greedy label {} is {}", quote(name), with_article(target.name())), "a string"))
}

/// Compares the labels of the host prefix with the members of the input.
fn host_labels(context: &Context<'_>, shape: &Shape, operation: &Operation) -> Vec<Error> {
    let Some(input) = context.model.shapes.get(&operation.input.target) else { return Vec::new() };
    let host_members = input.members().into_iter().filter(|member| member.traits.has::<HostLabel>());
    let (Some(applied), Some(endpoint)) = (shape.traits.applied(Endpoint::ID), shape.traits.get::<Endpoint>()) else {
        // Without a host prefix, Smithy ignores host labels.
        return Vec::new();
    };
    let prefix = quote(&endpoint.host_prefix);
    let error =
        |place: &Place, id: &ShapeId, problem: String, expected: &str| Error::new(place, problem, expected).about(id);
    let segments = match uri::parse_host_prefix(&endpoint.host_prefix) {
        Ok(segments) => segments,
        Err(malformed) => {
            let problem = format!("the host prefix {prefix} {}", malformed.problem);
            return vec![error(&applied.place, &shape.id, problem, malformed.expected)];
        }
    };
    let labels: BTreeSet<&str> = segments.iter().filter_map(Segment::label).collect();
    let is_member = |name: &&str| input.member(name).is_some_and(|member| member.traits.has::<HostLabel>());
    let mut errors = Vec::new();
    for name in labels.iter().filter(|name| !is_member(name)) {
        let problem =
            format!("the label {} is not a member of `{}` with the trait `{}`", quote(name), input.id, HostLabel::ID);
        errors.push(error(&applied.place, &shape.id, problem, "a member for each label"));
    }
    for member in host_members.filter(|member| !labels.contains(member.name.as_str())) {
        let problem = format!("the member is a host label, but the host prefix {prefix} of `{}` has none", shape.id);
        let id = input.id.with_member(&member.name);
        errors.push(error(&member.place, &id, problem, "a label for it in the host prefix"));
    }
    errors
}

/// Finds operations that a server could not tell apart.
fn conflicts(operations: &[&Shape]) -> Vec<Error> {
    let mut first: HashMap<String, (&Shape, Http)> = HashMap::new();
    let mut errors = Vec::new();
    for operation in operations {
        let (Some(http), Some(applied)) = (operation.traits.get::<Http>(), operation.traits.applied(Http::ID)) else {
            continue;
        };
        let Ok(pattern) = UriPattern::parse(&http.uri) else { continue };
        match first.get(&route(operation, &http, &pattern)) {
            Some((other, other_http)) => {
                let problem = format!(
                    "{} {} matches the same requests as {} of `{}` at {}",
                    quote(&http.method),
                    quote(&http.uri),
                    quote(&other_http.uri),
                    other.id,
                    other.place
                );
                errors.push(Error::new(&applied.place, problem, "another method or URI").about(&operation.id));
            }
            None => {
                first.insert(route(operation, &http, &pattern), (operation, http));
            }
        }
    }
    errors
}

/// Returns the part of a route that must be unique: the method, the host prefix, the path without the names of labels,
/// and the query literals.
fn route(operation: &Shape, http: &Http, pattern: &UriPattern) -> String {
    let prefix = operation.traits.get::<Endpoint>().map(|endpoint| endpoint.host_prefix);
    let mut route = format!("{} {}", http.method, prefix.unwrap_or_default());
    for segment in &pattern.segments {
        route.push('/');
        route.push_str(match segment {
            Segment::Literal(text) => text,
            Segment::Label(_) => "{}",
            Segment::Greedy(_) => "{+}",
        });
    }
    // A parameter without a value and one with an empty value are the same route.
    let mut query: Vec<String> =
        pattern.query.iter().map(|(key, value)| format!("{key}={}", value.as_deref().unwrap_or_default())).collect();
    query.sort();
    format!("{route}?{}", query.join("&"))
}

/// Returns `true` if the text is an RFC 9110 token.
fn is_method(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(super::bindings::is_token_byte)
}
