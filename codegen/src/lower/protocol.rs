//! Chooses the protocol for calls to a service.
//!
//! If a service supports several protocols, the first in [`PROTOCOLS`] is used. The model has no order of preference;
//! this is the order of AWS's SDKs.

use model::{Model, Shape, SmithyTrait, protocols, traits};

use super::context::Context;
use super::problem::Problem;
use crate::ir::{Binding, Protocol, ProtocolName};

/// The trait ids of the protocols for which clients are generated, the preferred one first.
pub const PROTOCOLS: [&str; 3] = [traits::AwsJson1_0::ID, traits::AwsJson1_1::ID, traits::RestJson1::ID];

/// The status of a conflict (RFC 9110).
const CONFLICT: u16 = 409;

const NAMES: [ProtocolName; 3] = [ProtocolName::AwsJson1_0, ProtocolName::AwsJson1_1, ProtocolName::RestJson1];

/// Returns the protocol used for calls; restJson1 if [`check`] refuses the service.
pub fn of_service(service: &Shape) -> Protocol {
    let mut known = NAMES.into_iter().zip(PROTOCOLS);
    let name =
        known.find(|(_, id)| service.traits.applied(id).is_some()).map_or(ProtocolName::RestJson1, |found| found.0);
    Protocol { name, query_compatible: name.is_rpc() && service.traits.has::<traits::AwsQueryCompatible>() }
}

/// Reports a service that supports no protocol for which clients are generated, and names those that it supports.
pub fn check(model: &Model, service: &Shape) -> Option<Problem> {
    if PROTOCOLS.iter().any(|id| service.traits.applied(id).is_some()) {
        return None;
    }
    let spoken: Vec<_> = protocols::of_service(model, service).map(|applied| format!("`{}`", applied.id)).collect();
    let problem = match spoken.as_slice() {
        [] => "no protocol".to_owned(),
        [one] => format!("the protocol {one} is not supported"),
        several => format!("the protocols {} are not supported", several.join(" and ")),
    };
    let [one, two, three] = PROTOCOLS;
    let expected = format!("`{one}`, `{two}` or `{three}`");
    Some(Problem::unsupported(&service.place, &service.id, problem, expected))
}

/// Returns how requests identify the operation; `None` if the protocol needs an HTTP binding that is missing, which
/// `check` reports.
pub fn binding(context: &Context<'_>, operation: &Shape) -> Option<Binding> {
    if context.protocol.name.is_rpc() {
        // The target has the shapes' own names: a service's `rename` applies neither to itself nor to operations.
        let target = format!("{}.{}", context.service.id.name(), operation.id.name());
        return Some(Binding::Rpc { target });
    }
    let traits::Http { method, uri, code } = operation.traits.get()?;
    Some(Binding::Http { method, uri, status: code })
}

/// Returns the error code in AWS's query protocol, if the service is compatible with it.
pub fn query_code(context: &Context<'_>, error: &Shape) -> Option<String> {
    let named = error.traits.get::<traits::AwsQueryError>().filter(|_| context.protocol.query_compatible);
    named.map(|error| error.code)
}

/// Returns `true` if only the model says that an error has the status of a conflict: awsJson always sends 400, whatever
/// `httpError` says.
pub fn is_conflict(context: &Context<'_>, error: &Shape) -> bool {
    let of_query = || error.traits.get::<traits::AwsQueryError>().map(|error| error.http_response_code);
    let status = error.traits.get::<traits::HttpError>().map(|status| status.0);
    context.protocol.name.is_rpc() && (status == Some(CONFLICT) || of_query() == Some(CONFLICT))
}

impl ProtocolName {
    /// Returns `true` if all members are in the body, regardless of HTTP bindings and JSON names.
    pub fn is_rpc(self) -> bool {
        self != Self::RestJson1
    }

    /// Returns the shape id of the protocol's trait.
    pub fn id(self) -> &'static str {
        let mut ids = NAMES.into_iter().zip(PROTOCOLS);
        ids.find(|(name, _)| *name == self).map_or(traits::RestJson1::ID, |(_, id)| id)
    }
}
