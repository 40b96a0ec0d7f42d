//! Reduces services so that they can be generated: adds parts that their models lack, and removes unsupported
//! operations.
//!
//! Every removed operation is recorded by name, with the reason.

use anyhow::{Result, bail};
use codegen::Options;
use model::{Document, Model, Reference, Shape, ShapeKind, closure, traits};

/// A service without unsupported operations.
pub struct Subset {
    /// The model.
    pub model: Model,
    /// The options that select the service.
    pub options: Options,
    /// The number of operations in the service's document.
    pub operations: usize,
    /// The unsupported operations, with the reasons.
    pub refused: Vec<(String, String)>,
    /// The ids of the client test cases of these operations.
    pub cases: Vec<String>,
}

/// Returns the ids of the services with a supported protocol.
pub fn services(document: &Document) -> Result<Vec<String>> {
    let model = model::load(std::slice::from_ref(document))?;
    let is_ours = |shape: &&Shape| codegen::PROTOCOLS.iter().any(|id| shape.traits.applied(id).is_some());
    let ours = model.shapes.values().filter(|shape| is_service(shape)).filter(is_ours);
    Ok(ours.map(|shape| shape.id.to_string()).collect())
}

impl Subset {
    /// Reduces the service of a document.
    pub fn new(document: &Document, service: &str) -> Result<Self> {
        let lacking = model::load(std::slice::from_ref(document))?;
        let Some(shape) = lacking.shapes.get(service) else { bail!("{service}: no such service") };
        let mut model = model::load(&[document.clone(), supplement(shape)])?;
        model::check(&model)?;
        let options =
            Options { source: document.name.clone(), service: Some(service.to_owned()), ..Options::default() };
        let all: Vec<Reference> = closure::operations(&lacking, &shape.id).into_iter().map(reference).collect();
        let (mut kept, mut refused, mut cases) = (Vec::new(), Vec::new(), Vec::new());
        for operation in &all {
            bind(&mut model, service, vec![operation.clone()]);
            match codegen::check(&model, &options) {
                Ok(()) => kept.push(operation.clone()),
                Err(errors) => {
                    refused.push((operation.target.name().to_owned(), errors.to_string()));
                    cases.extend(model.shapes.get(&operation.target).map(ids).unwrap_or_default());
                }
            }
        }
        bind(&mut model, service, kept);
        Ok(Self { model, options, operations: all.len(), refused, cases })
    }
}

/// Returns the ids of an operation's client test cases.
fn ids(operation: &Shape) -> Vec<String> {
    let is_ours = |protocol: &str, applies_to: Option<traits::AppliesTo>| {
        codegen::PROTOCOLS.contains(&protocol) && applies_to != Some(traits::AppliesTo::Server)
    };
    let requests = operation.traits.get::<traits::HttpRequestTests>().map(|tests| tests.0).unwrap_or_default();
    let responses = operation.traits.get::<traits::HttpResponseTests>().map(|tests| tests.0).unwrap_or_default();
    let malformed =
        operation.traits.get::<traits::HttpMalformedRequestTests>().map(|tests| tests.0).unwrap_or_default();
    let requests = requests.into_iter().map(|case| (case.id, case.protocol, case.applies_to));
    let responses = responses.into_iter().map(|case| (case.id, case.protocol, case.applies_to));
    let malformed = malformed.into_iter().map(|case| (case.id, case.protocol, None));
    let all = requests.chain(responses).chain(malformed);
    all.filter(|(_, protocol, applies_to)| is_ours(protocol, *applies_to)).map(|(id, ..)| id).collect()
}

fn is_service(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Service(_))
}

fn reference(operation: &Shape) -> Reference {
    Reference { target: operation.id.clone(), place: operation.place.clone() }
}

/// Makes these the service's only operations.
fn bind(model: &mut Model, service: &str, operations: Vec<Reference>) {
    if let Some(ShapeKind::Service(service)) = model.shapes.get_mut(service).map(|shape| &mut shape.kind) {
        service.operations = operations;
        service.resources.clear();
    }
}

/// Returns a document that adds the parts that the service lacks.
fn supplement(service: &Shape) -> Document {
    let signature = r#""aws.auth#sigv4": { "name": "conformance" }"#;
    let endpoint = r#""smithy.rules#endpointRuleSet": {
        "version": "1.0",
        "parameters": {
          "Region": { "type": "String", "builtIn": "AWS::Region", "required": true, "documentation": "The region." }
        },
        "rules": [
          { "type": "endpoint", "conditions": [], "endpoint": { "url": "https://conformance.{Region}.example.com" } }
        ]
      }"#;
    let lacks_endpoint = service.traits.applied("smithy.rules#endpointRuleSet").is_none();
    let lacking = [(!service.traits.has::<traits::SigV4>()).then_some(signature), lacks_endpoint.then_some(endpoint)];
    let lacking: Vec<_> = lacking.into_iter().flatten().collect();
    let id = &service.id;
    let text = format!(
        r#"{{ "smithy": "2.0", "shapes": {{ "{id}": {{ "type": "apply", "traits": {{ {} }} }} }} }}"#,
        lacking.join(", ")
    );
    Document { name: "conformance.json".to_owned(), bytes: text.into_bytes() }
}
