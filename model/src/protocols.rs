//! The protocols of services: traits that the model defines as protocols, and those of Smithy and AWS, whose
//! definitions a model may omit.

use crate::ast::{Model, Shape};
use crate::prelude;
use crate::traits::AppliedTrait;

/// Protocols that are known without a definition.
pub(crate) const KNOWN: [&str; 8] = [
    "aws.protocols#awsJson1_0",
    "aws.protocols#awsJson1_1",
    "aws.protocols#awsQuery",
    "aws.protocols#ec2Query",
    "aws.protocols#restJson1",
    "aws.protocols#restXml",
    "smithy.protocols#rpcv2Cbor",
    "smithy.protocols#rpcv2Json",
];

/// Returns the protocols of a service, by id.
pub fn of_service<'m>(model: &'m Model, service: &'m Shape) -> impl Iterator<Item = &'m AppliedTrait> {
    service.traits.iter().filter(|applied| is_protocol(model, applied.id.as_str()))
}

/// Returns `true` if a trait is a protocol.
pub(crate) fn is_protocol(model: &Model, id: &str) -> bool {
    let definition = || model.shapes.get(id).or_else(|| prelude::shape(id));
    KNOWN.contains(&id)
        || definition().is_some_and(|shape| shape.traits.value("smithy.api#protocolDefinition").is_some())
}
