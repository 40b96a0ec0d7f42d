//! Lowers members that are streams. They are arguments and results of the client's methods, not fields of structures.
//!
//! A structure can be compared, cloned, validated, and written as JSON; a stream can't.

use model::{Member, Operation, Shape, ShapeId, ShapeKind, traits};
use serde_json::Value;

use super::context::{Context, Role};
use super::documentation;
use super::problem::Problem;
use crate::ir;

/// The media type of a stream of bytes if the model has none.
const BYTES: &str = "application/octet-stream";
/// The only place for a stream in restJson1.
const HTTP_BODY: &str = "`smithy.api#httpPayload` in an input or output";

/// Returns `true` if a member is a stream.
pub fn is_stream(context: &Context<'_>, member: &Member) -> bool {
    context.target(member).is_some_and(|target| target.traits.has::<traits::Streaming>())
}

fn has_stream(context: &Context<'_>, shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Structure(_))
        && shape.members().into_iter().any(|member| is_stream(context, member))
}

/// Returns `true` if the request or the response of an operation has a stream.
pub fn any(context: &Context<'_>, operation: &Operation) -> bool {
    let is_streamed = |id| context.model.shapes.get(id).is_some_and(|shape| has_stream(context, shape));
    is_streamed(&operation.input.target) || is_streamed(&operation.output.target)
}

/// Returns `true` if a member of a union of events is an error rather than an event.
pub fn is_exception(context: &Context<'_>, union: &Shape, member: &Member) -> bool {
    union.traits.has::<traits::Streaming>()
        && context.target(member).is_some_and(|target| target.traits.has::<traits::ErrorKind>())
}

/// Returns the stream of an input or output, if it has one.
pub fn of_structure(context: &Context<'_>, id: &ShapeId) -> Option<ir::Stream> {
    let shape = context.model.shapes.get(id)?;
    let member = shape.members().into_iter().find(|member| is_stream(context, member))?;
    let target = context.target(member)?;
    let kind = match &target.kind {
        ShapeKind::Union(members) => events(context, target, members),
        _ => bytes(member, target),
    };
    let docs = documentation::of_member(context, member);
    // Without documentation, the text would be the member's name alone.
    let docs = docs.strip_prefix(&format!("`{}`.", member.name)).unwrap_or(&docs).trim().to_owned();
    Some(ir::Stream { member: member.name.clone(), docs, kind })
}

fn bytes(member: &Member, target: &Shape) -> ir::StreamKind {
    let media_type = [&member.traits, &target.traits].iter().find_map(|traits| traits.get::<traits::MediaType>());
    ir::StreamKind::Bytes {
        media_type: media_type.map_or_else(|| BYTES.to_owned(), |media_type| media_type.0),
        requires_length: target.traits.has::<traits::RequiresLength>(),
    }
}

fn events(context: &Context<'_>, union: &Shape, members: &[Member]) -> ir::StreamKind {
    let exceptions = members.iter().filter(|member| is_exception(context, union, member));
    let exceptions = exceptions.map(|member| (member.name.clone(), context.wire_name(&member.target)));
    ir::StreamKind::Events { union: context.naming.type_name(&union.id), exceptions: exceptions.collect() }
}

/// Returns `true` if the service prefers HTTP/2 for the events of an operation.
pub fn is_http2(context: &Context<'_>, streams: [Option<&ir::Stream>; 2]) -> bool {
    let is_events = |stream: &&ir::Stream| matches!(stream.kind, ir::StreamKind::Events { .. });
    let protocol = context.service.traits.applied(context.protocol.name.id());
    streams.into_iter().flatten().any(|stream| is_events(&stream))
        && protocol.is_some_and(|applied| {
            let versions = |name| applied.value.get(name).and_then(Value::as_array).filter(|list| !list.is_empty());
            let versions = versions("eventStreamHttp").or_else(|| versions("http"));
            versions.and_then(|versions| versions.first()).and_then(Value::as_str) == Some("h2")
        })
}

/// Reports a stream that is not the body of a request or a response, and events that are not structures.
pub fn check(context: &Context<'_>, shape: &Shape, member: &Member, problems: &mut Vec<Problem>) {
    let id = || shape.id.with_member(&member.name);
    let is_structure = || context.target(member).is_some_and(|target| matches!(target.kind, ShapeKind::Structure(_)));
    if shape.traits.has::<traits::Streaming>() && matches!(shape.kind, ShapeKind::Union(_)) && !is_structure() {
        let problem = "an event that is not a structure is not supported";
        problems.push(Problem::unsupported(&member.place, &id(), problem, "a structure"));
    }
    if context.target(member).is_some_and(|target| has_stream(context, target)) {
        let problem = "a structure with a stream in another shape is not supported";
        problems.push(Problem::unsupported(&member.place, &id(), problem, "an input or output of its own"));
    }
    if !is_stream(context, member) {
        return;
    }
    let is_bytes = context.target(member).is_some_and(|target| matches!(target.kind, ShapeKind::Blob));
    let is_rpc = context.protocol.name.is_rpc();
    if is_rpc && is_bytes {
        let problem = format!("a stream of bytes is not supported in `{}`", context.protocol.name.id());
        problems.push(Problem::unsupported(&member.place, &id(), problem, "a stream of events"));
        return;
    }
    // All other members are in the first event where the protocol ignores bindings to HTTP.
    let is_bound = is_rpc || member.traits.has::<traits::HttpPayload>();
    let is_body = matches!(context.role(&shape.id), Role::Request | Role::Response) && is_bound;
    if !is_body || !matches!(shape.kind, ShapeKind::Structure(_)) {
        let problem = "a stream that is not the body of a request or a response is not supported";
        let expected = if is_rpc { "a member of an input or output" } else { HTTP_BODY };
        problems.push(Problem::unsupported(&member.place, &id(), problem, expected));
    }
}
