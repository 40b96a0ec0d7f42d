//! Checksums of requests, of which those that a service requires are calculated.
//!
//! Of `aws.protocols#httpChecksum`, the algorithm is always CRC-32, which every service with that trait takes.

use model::{Member, Operation, Shape, SmithyTrait, traits};
use serde::Deserialize;

use super::context::Context;
use crate::ir::{Checksum, ProtocolName};

/// Checksums by one of several algorithms.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct HttpChecksum {
    request_checksum_required: bool,
    request_algorithm_member: Option<String>,
    response_algorithms: Vec<String>,
}

impl SmithyTrait for HttpChecksum {
    const ID: &'static str = "aws.protocols#httpChecksum";
}

/// The checksum that a service requires of an operation's requests.
pub fn lower(context: &Context<'_>, shape: &Shape, operation: &Operation) -> Option<Checksum> {
    match shape.traits.get::<HttpChecksum>().filter(|checksum| checksum.request_checksum_required) {
        Some(checksum) => Some(Checksum::Crc32(algorithm_header(context, operation, &checksum))),
        None => shape.traits.has::<traits::HttpChecksumRequired>().then_some(Checksum::Md5),
    }
}

/// The checksums that are not calculated or compared, a line each.
pub fn omissions(context: &Context<'_>) -> Vec<String> {
    let lines = context.operations.iter().flat_map(|shape| {
        let applied = shape.traits.applied(HttpChecksum::ID);
        applied.into_iter().flat_map(move |applied| {
            let checksum = shape.traits.get::<HttpChecksum>().unwrap_or_default();
            let requests = (!checksum.request_checksum_required).then_some("no checksums are calculated");
            let responses =
                (!checksum.response_algorithms.is_empty()).then_some("the checksums of responses are not compared");
            let lines = requests.into_iter().chain(responses);
            lines.map(move |line| format!("{}: {}: {line}", applied.place, shape.id))
        })
    });
    lines.collect()
}

/// The header of the member that names the algorithm; awsJson has no members in headers.
fn algorithm_header(context: &Context<'_>, operation: &Operation, checksum: &HttpChecksum) -> Option<String> {
    let input = context.model.shapes.get(&operation.input.target)?;
    let member: &Member = input.member(checksum.request_algorithm_member.as_deref()?)?;
    let header = member.traits.get::<traits::HttpHeader>()?.0;
    (context.protocol.name == ProtocolName::RestJson1).then(|| header.to_ascii_lowercase())
}
