//! Changes of authentication, protocols, endpoints, and names of the service.
//!
//! Invariant: a change of authorization, or of the hosts to which requests go, is a security concern.

use serde_json::Value;

use super::Change;
use super::context::{Side, Subject};
use super::traits::Edit;
use super::value::{same, show};
use crate::ast::{Model, Shape, ShapeKind};
use crate::prelude;
use crate::protocols::{KNOWN, is_protocol, of_service};
use crate::traits::{
    Auth, AwsQueryCompatible, AwsQueryError, AwsService, ClientContextParams, ContextParam, Endpoint,
    OperationContextParams, OptionalAuth, RestJson1, SigV4, SmithyTrait, StaticContextParams, UnsignedPayload,
};

/// Authentication schemes that are known without their definitions.
const SCHEMES: [&str; 6] = [
    "aws.auth#sigv4",
    "aws.auth#sigv4a",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpDigestAuth",
];

const PARAMETERS: [&str; 4] =
    [ClientContextParams::ID, ContextParam::ID, OperationContextParams::ID, StaticContextParams::ID];

pub(super) fn judge<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Option<Vec<Change>> {
    if edit.id == AwsService::ID {
        return Some(identity(subject, edit));
    }
    let change = |rule, what: &str| subject.change(edit, rule, what);
    let is_present = edit.new.is_some();
    let change = match edit.id {
        Auth::ID => auth(subject, edit),
        OptionalAuth::ID if is_present => {
            change("optional-auth-added", "may be called without authentication").security(LET_IN)
        }
        OptionalAuth::ID => {
            let change = change("optional-auth-removed", "no longer without authentication");
            change.breaking("old clients may call it without authentication").security(LET_IN)
        }
        UnsignedPayload::ID => {
            let change = change("unsigned-payload-changed", "another part of the request is signed");
            change.risky("the signature is made of something else").security("whether bodies are signed")
        }
        AwsQueryCompatible::ID if is_present => {
            let change = change("query-codes-changed", "now sends the codes that errors have in awsQuery");
            change.risky("clients may depend on the names of errors")
        }
        AwsQueryCompatible::ID => {
            let change = change("query-codes-changed", "no longer sends the codes that errors have in awsQuery");
            change.breaking("clients may depend on the codes")
        }
        AwsQueryError::ID => {
            let change = change("query-codes-changed", "another code in awsQuery");
            let is_sent = sends_query_codes(subject.old.model) || sends_query_codes(subject.new.model);
            if is_sent { change.breaking("clients may depend on the code") } else { change }
        }
        Endpoint::ID => {
            let change = change("host-prefix-changed", "requests go to another host");
            change.breaking("requests go to another host").security("where credentials are sent")
        }
        id if PARAMETERS.contains(&id) => {
            let change = change("endpoint-parameters-changed", "endpoints are found by other parameters");
            change.risky("requests may go elsewhere").security("where credentials are sent")
        }
        id if is_scheme(subject.new.model, id) || is_scheme(subject.old.model, id) => scheme(subject, edit),
        id if is_protocol(subject.new.model, id) || is_protocol(subject.old.model, id) => protocol(subject, edit),
        _ => return None,
    };
    Some(vec![change])
}

const LET_IN: &str = "authorization";

/// Protocols that use HTTP bindings.
const REST: [&str; 2] = [RestJson1::ID, "aws.protocols#restXml"];

/// Returns `true` if the names of operations and services are part of requests.
pub(super) fn sends_names(model: &Model) -> bool {
    protocols(model).any(|id| !REST.contains(&id))
}

/// Returns `true` if a protocol uses HTTP bindings: of the known ones, only the REST protocols do.
pub(super) fn binds_to_http(model: &Model) -> bool {
    let mut protocols = protocols(model).peekable();
    protocols.peek().is_none() || protocols.any(|id| REST.contains(&id) || !KNOWN.contains(&id))
}

/// Returns `true` if `jsonName` is used: protocols other than restJson1 ignore it.
pub(super) fn sends_json_names(model: &Model) -> bool {
    let mut protocols = protocols(model).peekable();
    protocols.peek().is_none() || protocols.any(|id| id == RestJson1::ID || !KNOWN.contains(&id))
}

/// Returns `true` if responses contain the codes of awsQuery.
fn sends_query_codes(model: &Model) -> bool {
    let is_compatible = model.services().any(|service| service.traits.has::<AwsQueryCompatible>());
    is_compatible || protocols(model).any(|id| id == "aws.protocols#awsQuery")
}

fn protocols(model: &Model) -> impl Iterator<Item = &str> {
    model.services().flat_map(|service| of_service(model, service)).map(|applied| applied.id.as_str())
}

/// Compares the effective authentication schemes: the operation's own, else the service's, else all that the service
/// supports.
fn auth<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Change {
    let change = subject.change(edit, "auth-changed", "other authentication");
    let (old, new) = (schemes(&subject.old), schemes(&subject.new));
    if old == new {
        return subject.change(edit, "auth-changed", "the same authentication, written differently");
    }
    match old.iter().all(|scheme| new.contains(scheme)) {
        true => change.risky("clients may prefer what the other side does not know"),
        false => change.breaking("old clients may authenticate differently"),
    }
    .security(LET_IN)
}

fn schemes(side: &Side<'_>) -> Vec<String> {
    let own = side.traits().get().map(|Auth(schemes)| schemes);
    let all = |service: &Shape| {
        let ids = service.traits.iter().map(|applied| applied.id.as_str());
        ids.filter(|id| is_scheme(side.model, id)).map(str::to_owned).collect()
    };
    let of_service = |service: &Shape| service.traits.get().map_or_else(|| all(service), |Auth(schemes)| schemes);
    match side.shape.kind {
        ShapeKind::Service(_) => own.unwrap_or_else(|| all(side.shape)),
        _ => own.or_else(|| side.model.services().next().map(of_service)).unwrap_or_default(),
    }
}

fn scheme<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Change {
    let name = |value: Option<&Value>| value.and_then(|value| value.get("name")).map(show);
    let (old, new) = (name(edit.old_value()), name(edit.new_value()));
    if edit.id == SigV4::ID && edit.old.is_some() && edit.new.is_some() && old != new {
        let change = subject.change(edit, "signing-name-changed", "requests are signed under another name");
        let change = change.values(old, new).breaking("the other side refuses the signature");
        return change.security("the scope of signatures");
    }
    let rule = edit.happened().pick("auth-scheme-added", "auth-scheme-removed", "auth-scheme-changed");
    let what = edit.happened().pick(
        "another way to authenticate",
        "one authentication scheme fewer",
        "authenticates otherwise",
    );
    let change = subject.change(edit, rule, format!("{what}: {}", edit.id)).security(LET_IN);
    match edit.old {
        Some(_) => change.breaking("old clients may authenticate in that way"),
        None => change,
    }
}

fn protocol<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Change {
    let rule = edit.happened().pick("protocol-added", "protocol-removed", "protocol-changed");
    let what = edit.happened().pick("now also speaks", "no longer speaks", "has other settings of");
    let change = subject.change(edit, rule, format!("{what} {}", edit.id));
    match (edit.old, edit.new) {
        (None, _) => change,
        (_, None) => change.breaking("old clients may speak it"),
        _ => change.risky("connections are made differently"),
    }
}

/// Returns a change for each of the service's names.
fn identity<'m>(subject: &Subject<'_, 'm>, edit: Edit<'m>) -> Vec<Change> {
    let none = serde_json::Map::new();
    let fields = |value: Option<&'m Value>| value.and_then(Value::as_object);
    let (old, new) = (fields(edit.old_value()).unwrap_or(&none), fields(edit.new_value()).unwrap_or(&none));
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort();
    names.dedup();
    let one = |name: &String| {
        let (before, after) = (old.get(name), new.get(name));
        let is_same = match (before, after) {
            (Some(before), Some(after)) => same(before, after),
            _ => false,
        };
        let rule = match name.as_str() {
            "sdkId" => "sdk-id-changed",
            "arnNamespace" => "arn-namespace-changed",
            "endpointPrefix" => "endpoint-prefix-changed",
            _ => "service-identity-changed",
        };
        let change = subject.change(edit, rule, format!("another {name}")).values(before.map(show), after.map(show));
        let change = match rule {
            "endpoint-prefix-changed" => change.risky("requests may go to another host"),
            _ => change.code("names, settings and policies depend on it"),
        };
        (!is_same).then_some(change)
    };
    let changes: Vec<Change> = names.into_iter().filter_map(one).collect();
    match changes.is_empty() {
        true => vec![subject.change(edit, "service-identity-changed", "other names of the service")],
        false => changes,
    }
}

fn is_scheme(model: &Model, id: &str) -> bool {
    SCHEMES.contains(&id) || is_defined_as(model, id, "smithy.api#authDefinition")
}

fn is_defined_as(model: &Model, id: &str, kind: &str) -> bool {
    let definition = model.shapes.get(id).or_else(|| prelude::shape(id));
    definition.is_some_and(|definition| definition.traits.value(kind).is_some())
}
