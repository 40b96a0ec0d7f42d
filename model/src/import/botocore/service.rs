//! Converts the metadata to the service's shape.

use serde_json::{Map, Value, json};

use super::companions::Companions;
use super::reader::{Properties, Reader};
use crate::ast::{Reference, Service, Shape, ShapeId, ShapeKind};
use crate::error::quote;
use crate::json::Entry;
use crate::load::is_identifier;
use crate::traits::{AwsService, Traits};

/// The protocols by botocore's names, with their traits; for `json`, the trait depends on the version.
const PROTOCOLS: [(&str, &str); 5] = [
    ("rest-json", "aws.protocols#restJson1"),
    ("rest-xml", "aws.protocols#restXml"),
    ("query", "aws.protocols#awsQuery"),
    ("ec2", "aws.protocols#ec2Query"),
    ("smithy-rpc-v2-cbor", "smithy.protocols#rpcv2Cbor"),
];

/// Metadata that a Smithy model does not have or implies.
const PASSED_OVER: [&str; 6] =
    ["auth", "checksumFormat", "globalEndpoint", "serviceAbbreviation", "signatureVersion", "uid"];

/// Returns the service without operations. It keeps the current id if it is the same service.
pub(super) fn read(
    reader: &mut Reader<'_>,
    mut metadata: Properties,
    companions: &mut Companions,
    current: Option<&Shape>,
) -> Shape {
    let offset = metadata.offset;
    let sdk_id = required(reader, &mut metadata, "serviceId");
    let endpoint_prefix = required(reader, &mut metadata, "endpointPrefix");
    let version = required(reader, &mut metadata, "apiVersion");
    let name = reader.text(&mut metadata, "signingName").unwrap_or_else(|| endpoint_prefix.clone());
    let mut traits = Traits::default();
    let service = json!({ "sdkId": sdk_id, "endpointPrefix": endpoint_prefix });
    reader.apply(&mut traits, "aws.api#service", service, offset);
    reader.apply(&mut traits, "aws.auth#sigv4", json!({ "name": name }), offset);
    protocol(reader, &mut metadata, &mut traits);
    if let Some(title) = reader.text(&mut metadata, "serviceFullName") {
        reader.apply(&mut traits, "smithy.api#title", json!(title), offset);
    }
    if let Some(namespace) = reader.text(&mut metadata, "xmlNamespace") {
        reader.apply(&mut traits, "smithy.api#xmlNamespace", json!({ "uri": namespace }), offset);
    }
    if let Some(rules) = companions.endpoint_rules() {
        traits.set(rules);
    }
    PASSED_OVER.iter().for_each(|key| drop(metadata.take(key)));
    let target = target(reader, &mut metadata);
    reader.leave_out(metadata, "`metadata`");
    let kind = ShapeKind::Service(Service { version, ..Service::default() });
    Shape { id: id(&sdk_id, target, current), place: reader.place(offset), kind, traits }
}

/// Binds an operation.
pub(super) fn bind(service: &mut Shape, operation: &Shape) {
    if let ShapeKind::Service(service) = &mut service.kind {
        service.operations.push(Reference { target: operation.id.clone(), place: operation.place.clone() });
    }
}

/// Converts the client context parameters of the endpoint rules.
pub(super) fn context_parameters(reader: &Reader<'_>, service: &mut Shape, parameters: Option<Entry>) {
    if let Some(Entry { value, offset, .. }) = parameters {
        reader.apply(&mut service.traits, "smithy.rules#clientContextParams", value.into_value(), offset);
    }
}

fn required(reader: &mut Reader<'_>, metadata: &mut Properties, key: &str) -> String {
    let errors = reader.errors.len();
    let text = reader.text(metadata, key);
    if text.is_none() && reader.errors.len() == errors {
        reader.error(metadata.offset, format!("`metadata` has no `{key}`"), "one");
    }
    text.unwrap_or_default()
}

fn protocol(reader: &mut Reader<'_>, metadata: &mut Properties, traits: &mut Traits) {
    let offset = metadata.offset;
    let json_version = reader.text(metadata, "jsonVersion").unwrap_or_default().replace('.', "_");
    let mut settings = reader.child(metadata, "protocolSettings");
    let name = required(reader, metadata, "protocol");
    reader.is_rest = name.starts_with("rest-");
    let id = |name: &str| match name {
        "json" => Some(format!("aws.protocols#awsJson{json_version}")),
        _ => PROTOCOLS.iter().find(|(known, _)| *known == name).map(|(_, id)| (*id).to_string()),
    };
    let Some(preferred) = id(&name) else {
        return reader.error(offset, format!("the unknown protocol {}", quote(&name)), "one such as `rest-json`");
    };
    let mut value = Map::new();
    if settings.take("h2").is_some() {
        value.insert("eventStreamHttp".to_string(), json!(["h2"]));
    }
    reader.leave_out(settings, "`protocolSettings`");
    for (name, offset) in reader.texts(metadata, "protocols") {
        reader.is_rest |= name.starts_with("rest-");
        match id(&name) {
            Some(id) => reader.apply(traits, &id, json!({}), offset),
            None => reader.error(offset, format!("the unknown protocol {}", quote(&name)), "one such as `rest-json`"),
        }
    }
    reader.apply(traits, &preferred, Value::Object(value), offset);
    if metadata.take("awsQueryCompatible").is_some() {
        reader.apply(traits, "aws.protocols#awsQueryCompatible", json!({}), offset);
    }
}

/// Returns the name of the service in requests, if they contain it: the last part of `targetPrefix`.
fn target(reader: &mut Reader<'_>, metadata: &mut Properties) -> Option<String> {
    let prefix = reader.text(metadata, "targetPrefix")?;
    prefix.rsplit('.').next().filter(|name| is_identifier(name)).map(str::to_owned)
}

/// Returns the service's id. Its name is that in requests; otherwise, the document lacks it, and it is the current one
/// or derived from the SDK id.
fn id(sdk_id: &str, target: Option<String>, current: Option<&Shape>) -> ShapeId {
    let is_same = |shape: &&Shape| shape.traits.get::<AwsService>().is_some_and(|service| service.sdk_id == sdk_id);
    let current = current.filter(is_same).map(|current| &current.id);
    let letters: String = sdk_id.chars().filter(char::is_ascii_alphanumeric).collect();
    let is_name = letters.starts_with(|first: char| first.is_ascii_alphabetic());
    let made = if is_name { letters } else { format!("Service{letters}") };
    let made = ShapeId::new(format!("com.amazonaws.{}#{made}", made.to_ascii_lowercase()));
    let like = current.unwrap_or(&made);
    target.map_or_else(|| like.clone(), |name| ShapeId::new(format!("{}#{name}", like.namespace())))
}
