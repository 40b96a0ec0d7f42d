//! Reads botocore's files that accompany `service-2.json`: the endpoint rules, and the pagination of operations.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::ast::{Place, ShapeId};
use crate::document::{Document, Source};
use crate::error::{Error, Errors, quote};
use crate::import::Published;
use crate::json::{self, Node, NodeKind};
use crate::traits::AppliedTrait;

/// The names in paginators-1.json of the properties of Smithy's trait.
const KEYS: [(&str, &str); 4] = [
    ("input_token", "inputToken"),
    ("output_token", "outputToken"),
    ("limit_key", "pageSize"),
    ("result_key", "items"),
];

/// The content of the files that has not been used yet.
#[derive(Default)]
pub(super) struct Companions {
    rules: Option<AppliedTrait>,
    pagination: BTreeMap<String, (Value, Place)>,
    left_out: Vec<String>,
}

impl Companions {
    /// Returns the endpoint rules as a trait.
    pub fn endpoint_rules(&mut self) -> Option<AppliedTrait> {
        self.rules.take()
    }

    /// Returns the pagination of an operation, as the value of Smithy's trait.
    pub fn pagination(&mut self, operation: &str) -> Option<(Value, Place)> {
        self.pagination.remove(operation)
    }

    /// Returns descriptions of the parts that were not used, once everything has been requested.
    pub fn left_out(self) -> Vec<String> {
        let unused = |(name, (_, place)): (String, (Value, Place))| {
            format!("{place}: the pagination of {} belongs to no operation", quote(&name))
        };
        self.left_out.into_iter().chain(self.pagination.into_iter().map(unused)).collect()
    }
}

pub(super) fn read(published: Published<'_>) -> Result<Companions, Errors> {
    let mut companions = Companions::default();
    let mut errors = Vec::new();
    for (document, is_rules) in [(published.endpoint_rules, true), (published.paginators, false)] {
        let Some(document) = document else { continue };
        let read = parse(document).and_then(|(node, source)| match is_rules {
            true => rules(node, &source, &mut companions).map_err(|error| vec![error]),
            false => paginators(node, &source, &mut companions).map_err(|error| vec![error]),
        });
        errors.extend(read.err().into_iter().flatten());
    }
    Errors::new(errors).or(companions)
}

fn parse(document: &Document) -> Result<(Node, Source<'_>), Vec<Error>> {
    let source = Source::new(document).map_err(|error| vec![error])?;
    Ok((json::read(&source)?, source))
}

fn rules(node: Node, source: &Source<'_>, companions: &mut Companions) -> Result<(), Error> {
    let place = source.place(node.offset);
    let mut value = node.into_value();
    for parameter in value.get_mut("parameters").and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut) {
        capitalize_type(parameter);
    }
    companions.rules = Some(AppliedTrait { id: ShapeId::new("smithy.rules#endpointRuleSet"), value, place });
    Ok(())
}

/// Capitalizes the types of parameters, which botocore writes in lower case.
fn capitalize_type(parameter: &mut Value) {
    if let Some(Value::String(kind)) = parameter.get_mut("type") {
        *kind = match kind.as_str() {
            "string" => "String".to_string(),
            "boolean" => "Boolean".to_string(),
            "stringarray" => "StringArray".to_string(),
            other => other.to_string(),
        };
    }
}

fn paginators(node: Node, source: &Source<'_>, companions: &mut Companions) -> Result<(), Error> {
    let wrong = |node: &Node| {
        let problem = format!("the paginators are {}", node.described());
        Error::new(&source.place(node.offset), problem, "an object with an object `pagination`")
    };
    let NodeKind::Object(entries) = node.kind else { return Err(wrong(&node)) };
    let Some(entry) = entries.into_iter().find(|entry| entry.key == "pagination") else { return Ok(()) };
    let NodeKind::Object(operations) = entry.value.kind else { return Err(wrong(&entry.value)) };
    for operation in operations {
        let place = source.place(operation.offset);
        match pagination(operation.value.into_value()) {
            Some(value) => drop(companions.pagination.insert(operation.key, (value, place))),
            None => {
                let name = quote(&operation.key);
                companions.left_out.push(format!(
                    "{place}: the pagination of {name} has several tokens or paths, which Smithy has not"
                ));
            }
        }
    }
    Ok(())
}

/// Converts a pagination; returns `None` if Smithy can't express it.
fn pagination(value: Value) -> Option<Value> {
    let mut pagination = Map::new();
    for (key, name) in KEYS {
        match value.get(key) {
            None => {}
            Some(Value::String(path)) => drop(pagination.insert(name.to_string(), Value::String(path.clone()))),
            // Only the aggregated results may be several members, of which Smithy names one.
            Some(_) if name == "items" => {}
            Some(_) => return None,
        }
    }
    Some(Value::Object(pagination))
}
