//! The client's methods, one for each operation, with what those that give pages return; and the service's marker type.

use model::ShapeId;

use super::{Argument, Item, Line, Signature, text, wire};
use crate::ir::{Binding, Operation, Pagination, Service, Type};

/// What the client has.
pub fn items(service: &Service) -> Vec<Item> {
    let marker = Item::named_type(&service.id, &service.name).documented(&service.docs, None);
    let methods = service.operations.iter().flat_map(|operation| {
        let pages = operation.pagination.as_ref().map(|pagination| pages(service, operation, pagination));
        [method(operation)].into_iter().chain(pages.into_iter().flatten())
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
    let Operation { binding, auth, context, unsigned_payload, host_prefix, .. } = operation;
    let sent = format!("{binding:?} {auth:?} {context:?} {unsigned_payload} {host_prefix:?}");
    let signature = Signature::Function { arguments, result: output.to_owned() };
    free(&operation.id, format!("Client::{name}()"), signature, line)
        .documented(&operation.docs, operation.deprecated.as_ref())
        .known_by(match binding {
            Binding::Http { method, uri, .. } => Some(format!("{method} {uri}")),
            Binding::Rpc { .. } => None,
        })
        .wire(wire::operation(operation))
        .body(format!("{sent} {}", operation.name))
}

/// The functions of a call whose output continues on further pages.
fn pages(service: &Service, operation: &Operation, pagination: &Pagination) -> Vec<Item> {
    let (Some(input), Some(output)) = (operation.input.as_deref(), operation.output.as_deref()) else {
        return Vec::new();
    };
    let (marker, name) = (&service.name, &operation.method_name);
    let function = |function: &str, result: String, body: String| {
        let given = [("client", "&Client".to_owned()), ("request", input.to_owned())];
        let line = Line::new(given, format!("let {function}: {result} = client.{name}(request).{function}();"));
        let signature = Signature::Function { arguments: vec![request(&operation.id, input)], result };
        free(&operation.id, format!("Client::{name}().{function}()"), signature, line).body(body)
    };
    let Pagination { input_token, output_token, items, output_token_path: _ } = pagination;
    let body = format!("{input_token:?} {output_token:?}");
    let items = items.as_ref().map(|(path, ty)| {
        let collection = text::held(ty, false).text;
        function("items", format!("Items<{marker}, {input}, {output}, {collection}>"), format!("{body} {path:?}"))
    });
    let pages = function("pages", format!("Pages<{marker}, {input}, {output}>"), body.clone());
    [pages].into_iter().chain(items).collect()
}

fn request(shape: &ShapeId, input: &str) -> Argument {
    let (shape, name, text) = (shape.clone(), "request".to_owned(), input.to_owned());
    Argument { shape, name, ty: Type::Aggregate(input.to_owned()), text }
}

/// A method of the client, which is there whatever the model says.
fn free(shape: &ShapeId, path: String, signature: Signature, line: Line) -> Item {
    Item { owner: None, ..Item::new(shape, "Client", path, signature, line) }
}
