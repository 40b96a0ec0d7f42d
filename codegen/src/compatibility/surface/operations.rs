//! The client's methods, one for each operation, including those of pages, and the service's marker type.

use model::ShapeId;

use super::{Argument, Item, Line, Signature, text, wire};
use crate::ir::{Binding, Operation, Pagination, Service, Stream, StreamKind, Type, Waiter};

/// Returns the items of the client.
pub fn items(service: &Service) -> Vec<Item> {
    let marker = Item::named_type(&service.id, &service.name).documented(&service.docs, None);
    let methods = service.operations.iter().flat_map(|operation| {
        let pages = operation.pagination.as_ref().map(|pagination| pages(service, operation, pagination));
        [method(operation)].into_iter().chain(pages.into_iter().flatten())
    });
    let waiters = service.waiters.iter().map(|waiter| wait(service, waiter));
    [marker].into_iter().chain(methods).chain(waiters).collect()
}

/// Returns the method that waits for a state.
fn wait(service: &Service, waiter: &Waiter) -> Item {
    let (marker, name) = (&service.name, &waiter.method_name);
    let request = waiter.input.iter().map(|input| request(&waiter.operation, input));
    let max_wait = ("max_wait", "Duration".to_owned());
    let arguments: Vec<Argument> = request.collect();
    let given = arguments.iter().map(|argument| (argument.name.as_str(), argument.text.clone())).chain([max_wait]);
    let given = [("client", "&Client".to_owned())].into_iter().chain(given);
    let names = arguments.iter().map(|argument| argument.name.as_str()).chain(["max_wait"]).collect::<Vec<_>>();
    let [input, output] = [&waiter.input, &waiter.output].map(|name| name.as_deref().unwrap_or("Unit"));
    let result = format!("Wait<{marker}, {input}, {output}>");
    let line = Line::new(given, format!("let wait: {result} = client.{name}({});", names.join(", ")));
    let body = format!("{} {:?} {:?}", waiter.operation_static, waiter.delays, waiter.acceptors);
    let signature = Signature::Function { arguments, result };
    free(&waiter.operation, format!("Client::{name}()"), signature, line)
        .documented(&waiter.docs, waiter.deprecated.as_ref())
        .body(body)
}

fn method(operation: &Operation) -> Item {
    let request = operation.input.iter().map(|input| request(&operation.id, input));
    let streams = operation.request_stream.iter().map(|it| stream(&operation.id, it));
    let arguments: Vec<Argument> = request.chain(streams).collect();
    let given = arguments.iter().map(|argument| (argument.name.as_str(), argument.text.clone()));
    let given = [("client", "&Client".to_owned())].into_iter().chain(given);
    let names = arguments.iter().map(|argument| argument.name.as_str()).collect::<Vec<_>>().join(", ");
    let output = match (operation.output.as_deref().unwrap_or("()"), &operation.response_stream) {
        (output, Some(Stream { kind: StreamKind::Bytes { .. }, .. })) => format!("({output}, Body)"),
        (output, Some(Stream { kind: StreamKind::Events { union, .. }, .. })) => {
            format!("({output}, EventStream<{union}, ServiceError>)")
        }
        (output, None) => output.to_owned(),
    };
    let name = &operation.method_name;
    let line = Line::new(given, format!("let response: {output} = client.{name}({names}).await?;"));
    let Operation { binding, auth, context, unsigned_payload, host_prefix, .. } = operation;
    let sent = format!("{binding:?} {auth:?} {context:?} {unsigned_payload} {host_prefix:?}");
    let signature = Signature::Function { arguments, result: output };
    free(&operation.id, format!("Client::{name}()"), signature, line)
        .documented(&operation.docs, operation.deprecated.as_ref())
        .known_by(match binding {
            Binding::Http { method, uri, .. } => Some(format!("{method} {uri}")),
            Binding::Rpc { .. } => None,
        })
        .wire(wire::operation(operation))
        .body(format!("{sent} {}", operation.name))
}

/// Returns the functions of a paginated call.
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
        let collection = text::field_type(ty, false).text;
        function("items", format!("Items<{marker}, {input}, {output}, {collection}>"), format!("{body} {path:?}"))
    });
    let pages = function("pages", format!("Pages<{marker}, {input}, {output}>"), body.clone());
    [pages].into_iter().chain(items).collect()
}

fn request(shape: &ShapeId, input: &str) -> Argument {
    let (shape, name, text) = (shape.clone(), "request".to_owned(), input.to_owned());
    Argument { shape, name, ty: Type::Aggregate(input.to_owned()), text }
}

/// Returns the argument for a request body that is a stream.
fn stream(shape: &ShapeId, stream: &Stream) -> Argument {
    let (name, text) = match &stream.kind {
        StreamKind::Bytes { .. } => ("body", "Body".to_owned()),
        StreamKind::Events { union, .. } => ("events", format!("EventInput<{union}>")),
    };
    Argument { shape: shape.clone(), name: name.to_owned(), ty: Type::Aggregate(text.clone()), text }
}

/// Returns a method of the client that does not depend on the model.
fn free(shape: &ShapeId, path: String, signature: Signature, line: Line) -> Item {
    Item { owner: None, ..Item::new(shape, "Client", path, signature, line) }
}
