//! The protocols of services: traits that are defined as protocols, and those of Smithy and AWS, whose definitions a
//! model may lack.

use crate::ast::{Model, Shape};
use crate::prelude;
use crate::traits::AppliedTrait;

/// Protocols that are known without their definitions.
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

/// The protocols that a service speaks, by id.
pub fn of_service<'m>(model: &'m Model, service: &'m Shape) -> impl Iterator<Item = &'m AppliedTrait> {
    service.traits.iter().filter(|applied| is_protocol(model, applied.id.as_str()))
}

/// Whether a trait is a protocol.
pub(crate) fn is_protocol(model: &Model, id: &str) -> bool {
    let definition = || model.shapes.get(id).or_else(|| prelude::shape(id));
    KNOWN.contains(&id)
        || definition().is_some_and(|shape| shape.traits.value("smithy.api#protocolDefinition").is_some())
}
