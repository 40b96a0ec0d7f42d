//! Checksums of requests and of responses: of `aws.protocols#httpChecksum` by those algorithms that the runtime has.
//!
//! A request has a checksum if the service requires it, or if the caller names an algorithm; a response is compared with
//! its checksum if the caller asks for that.

use model::{Member, Operation, Shape, SmithyTrait, traits};
use serde::Deserialize;

use super::context::Context;
use crate::ir::{Checksum, ChecksumAlgorithm, ProtocolName, ResponseChecksum};

/// The trait `aws.protocols#httpChecksum`, which offers several algorithms.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct HttpChecksum {
    request_checksum_required: bool,
    request_algorithm_member: Option<String>,
    request_validation_mode_member: Option<String>,
    response_algorithms: Vec<String>,
}

impl SmithyTrait for HttpChecksum {
    const ID: &'static str = "aws.protocols#httpChecksum";
}

/// The checksum of an operation's requests.
pub fn lower(context: &Context<'_>, shape: &Shape, operation: &Operation) -> Option<Checksum> {
    let required = shape.traits.has::<traits::HttpChecksumRequired>().then_some(Checksum::Md5);
    let Some(checksum) = shape.traits.get::<HttpChecksum>() else { return required };
    let header = header(context, operation, checksum.request_algorithm_member.as_deref());
    let is_required = checksum.request_checksum_required;
    let chosen = (is_required || header.is_some()).then_some(Checksum::Chosen { header, is_required });
    chosen.or(required)
}

/// The checksum of an operation's responses, if it has one of a known algorithm.
pub fn of_response(context: &Context<'_>, shape: &Shape, operation: &Operation) -> Option<ResponseChecksum> {
    let checksum = shape.traits.get::<HttpChecksum>()?;
    let mode_header = header(context, operation, checksum.request_validation_mode_member.as_deref())?;
    let mut algorithms: Vec<_> = checksum.response_algorithms.iter().filter_map(|name| algorithm(name)).collect();
    algorithms.sort_unstable();
    algorithms.dedup();
    (!algorithms.is_empty()).then_some(ResponseChecksum { mode_header, algorithms })
}

/// Returns a line for each operation whose checksums are not calculated or not compared.
pub fn omissions(context: &Context<'_>) -> Vec<String> {
    let lines = context.operations.iter().flat_map(|shape| {
        let model::ShapeKind::Operation(operation) = &shape.kind else { return Vec::new() };
        let (Some(applied), Some(checksum)) = (shape.traits.applied(HttpChecksum::ID), shape.traits.get()) else {
            return Vec::new();
        };
        let lines = omitted(context, shape, operation, &checksum);
        lines.into_iter().map(|line| format!("{}: {}: {line}", applied.place, shape.id)).collect()
    });
    lines.collect()
}

fn omitted(context: &Context<'_>, shape: &Shape, operation: &Operation, checksum: &HttpChecksum) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(member) = &checksum.request_algorithm_member
        && header(context, operation, Some(member)).is_none()
    {
        let reason = "because its member is in no header";
        lines.push(match checksum.request_checksum_required {
            true => format!("the checksum is always by CRC32, {reason}: `{member}`"),
            false => format!("no checksums are calculated, {reason}: `{member}`"),
        });
    }
    if checksum.response_algorithms.is_empty() {
        return lines;
    }
    if of_response(context, shape, operation).is_none() {
        lines.push("the checksums of responses are not compared".to_owned());
        return lines;
    }
    let unknown = checksum.response_algorithms.iter().filter(|name| algorithm(name).is_none());
    lines.extend(unknown.map(|name| format!("the checksums of responses by `{name}` are not compared")));
    lines
}

fn algorithm(name: &str) -> Option<ChecksumAlgorithm> {
    Some(match name {
        "CRC32" => ChecksumAlgorithm::Crc32,
        "CRC32C" => ChecksumAlgorithm::Crc32c,
        "CRC64NVME" => ChecksumAlgorithm::Crc64Nvme,
        "SHA1" => ChecksumAlgorithm::Sha1,
        "SHA256" => ChecksumAlgorithm::Sha256,
        _ => return None,
    })
}

/// The header of a member of the input; awsJson has no members in headers.
fn header(context: &Context<'_>, operation: &Operation, member: Option<&str>) -> Option<String> {
    let input = context.model.shapes.get(&operation.input.target)?;
    let member: &Member = input.member(member?)?;
    let header = member.traits.get::<traits::HttpHeader>()?.0;
    (context.protocol.name == ProtocolName::RestJson1).then(|| header.to_ascii_lowercase())
}
