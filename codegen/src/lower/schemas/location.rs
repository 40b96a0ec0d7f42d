//! Lowers the locations of members in requests, responses and events.

use model::{Member, traits};

use crate::ir::{Location, ProtocolName};
use crate::lower::context::Role;

/// Returns the location of a member. Only members of inputs, outputs, errors and events have a location other than the
/// body. If the protocol ignores HTTP bindings and JSON names, only those of events do.
pub fn of_member(member: &Member, role: Role, protocol: ProtocolName) -> Location {
    let traits = &member.traits;
    let json_name = || traits.get::<traits::JsonName>().filter(|_| !protocol.is_rpc());
    let key = || json_name().map_or_else(|| member.name.clone(), |name| name.0);
    let (request, response) = (role == Role::Request, matches!(role, Role::Response | Role::Error));
    if !request && !response {
        return match () {
            () if traits.has::<traits::EventHeader>() => Location::EventHeader,
            () if traits.has::<traits::EventPayload>() => Location::EventPayload,
            () => Location::Body(key()),
        };
    }
    if protocol.is_rpc() {
        return Location::Body(key());
    }
    if let Some(header) = traits.get::<traits::HttpHeader>() {
        return Location::Header(header.0);
    }
    if let Some(prefix) = traits.get::<traits::HttpPrefixHeaders>() {
        return Location::PrefixHeaders(prefix.0);
    }
    if let Some(query) = traits.get::<traits::HttpQuery>().filter(|_| request) {
        return Location::Query(query.0);
    }
    match () {
        () if traits.has::<traits::HttpPayload>() => Location::Payload,
        () if request && traits.has::<traits::HttpLabel>() => Location::Label(member.name.clone()),
        () if request && traits.has::<traits::HttpQueryParams>() => Location::QueryParams,
        () if response && traits.has::<traits::HttpResponseCode>() => Location::ResponseCode,
        () => Location::Body(key()),
    }
}
