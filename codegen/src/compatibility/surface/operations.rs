//! The client's methods, one for each operation, and those that give pages; and the service's marker type.

use model::ShapeId;

use super::{Argument, Item, Line, Signature, wire};
use crate::ir::{Operation, Pagination, Service, Type};

/// What the client has.
pub fn items(service: &Service) -> Vec<Item> {
    let marker = Item::named_type(&service.id, &service.name).documented(&service.docs, None);
    let methods = service.operations.iter().flat_map(|operation| {
        let pages = operation.pagination.as_ref().and_then(|pagination| pages(service, operation, pagination));
        [Some(method(operation)), pages].into_iter().flatten()
    });
    [marker].into_iter().chain(methods).collect()
}

fn method(operation: &Operation) -> Item {
    let arguments: Vec<Argument> = operation.input.iter().map(|input| request(&operation.id, input)).collect();
    let given = operation.input.iter().map(|input| ("request", input.clone()));
    let given = [("client", "&Client".to_owned())].into_iter().chain(given);
    let request = if arguments.is_empty() { "" } else { "request" };
    let output = operation.output.as_deref().unwrap_or("()");
    let name = &operation.method_name;
    let line = Line::new(given, format!("let response: {output} = client.{name}({request}).await?;"));
    let Operation { http_method, uri, status, auth, context, unsigned_payload, host_prefix, .. } = operation;
    let sent = format!("{http_method} {uri} {status} {auth:?} {context:?} {unsigned_payload} {host_prefix:?}");
    let signature = Signature::Function { arguments, result: output.to_owned() };
    free(&operation.id, format!("Client::{name}()"), signature, line)
        .documented(&operation.docs, operation.deprecated.as_ref())
        .known_by(Some(format!("{http_method} {uri}")))
        .wire(wire::operation(operation))
        .body(format!("{sent} {}", operation.name))
}

fn pages(service: &Service, operation: &Operation, pagination: &Pagination) -> Option<Item> {
    let input = operation.input.as_deref()?;
    let result = format!("Pages<{}, {input}, {}>", service.name, operation.output.as_deref()?);
    let given = [("client", "&Client".to_owned()), ("request", input.to_owned())];
    let name = &pagination.method_name;
    let line = Line::new(given, format!("let pages: {result} = client.{name}(request);"));
    let signature = Signature::Function { arguments: vec![request(&operation.id, input)], result };
    let Pagination { input_token, output_token, .. } = pagination;
    let body = format!("{input_token} {output_token:?}");
    Some(free(&operation.id, format!("Client::{name}()"), signature, line).body(body))
}

fn request(shape: &ShapeId, input: &str) -> Argument {
    let (shape, name, text) = (shape.clone(), "request".to_owned(), input.to_owned());
    Argument { shape, name, ty: Type::Aggregate(input.to_owned()), text }
}

/// A method of the client, which is there whatever the model says.
fn free(shape: &ShapeId, path: String, signature: Signature, line: Line) -> Item {
    Item { owner: None, ..Item::new(shape, "Client", path, signature, line) }
}
