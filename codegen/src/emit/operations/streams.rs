//! Emits the methods of operations with a stream, which is an argument or a part of the result.

use proc_macro2::TokenStream;
use quote::quote;

use super::{deprecated, docs, ident};
use crate::ir::{Operation, Stream, StreamKind};

/// Returns the calls that describe the streams of an operation.
pub fn description(operation: &Operation) -> TokenStream {
    let request = operation.request_stream.as_ref().map(|stream| match &stream.kind {
        StreamKind::Bytes { media_type, requires_length: false } => quote!(.request_stream(#media_type)),
        StreamKind::Bytes { media_type, requires_length: true } => quote!(.sized_request_stream(#media_type)),
        StreamKind::Events { .. } => quote!(.request_events()),
    });
    let response = operation.response_stream.as_ref().map(|stream| match &stream.kind {
        StreamKind::Bytes { .. } => quote!(.response_stream()),
        StreamKind::Events { exceptions, .. } => {
            let exceptions = exceptions.iter().map(|(member, shape)| quote!((#member, #shape)));
            quote!(.response_events(&[#(#exceptions),*]))
        }
    });
    quote!(#request #response)
}

/// Returns the method.
pub fn item(operation: &Operation) -> TokenStream {
    let (docs, deprecated) = (docs(&documentation(operation)), deprecated(operation.deprecated.as_ref()));
    let (name, static_name) = (ident(&operation.method_name), ident(&operation.static_name));
    let input = operation.input.as_deref().map(ident);
    let parameter = input.map(|input| quote!(, request: types::#input));
    let request = if parameter.is_some() { quote!(request) } else { quote!(types::Unit::default()) };
    let (stream_parameter, body) = request_body(operation.request_stream.as_ref());
    let output = operation.output.as_deref().map_or_else(
        || quote!(types::Unit),
        |output| {
            let output = ident(output);
            quote!(types::#output)
        },
    );
    let (result, value) = match &operation.response_stream {
        Some(stream) => {
            let (ty, body) = response_body(stream);
            (quote!((#output, #ty)), quote!((response, #body)))
        }
        None if operation.output.is_none() => (quote!(()), quote!(())),
        None => (output.clone(), quote!(response)),
    };
    let (response, body_name) = match (&operation.response_stream, &operation.output) {
        (Some(_), _) => (quote!(response), quote!(body)),
        (None, Some(_)) => (quote!(response), quote!(_)),
        (None, None) => (quote!(types::Unit { .. }), quote!(_)),
    };
    quote! {
        #docs
        #deprecated
        pub async fn #name(&self #parameter #stream_parameter) -> Result<#result, Error> {
            let (#response, #body_name) = self.0.call_streaming(&#static_name, #request, #body).await?;
            Ok(#value)
        }
    }
}

/// Returns the parameter for the stream of a request, and the expression that converts it to the body.
fn request_body(stream: Option<&Stream>) -> (Option<TokenStream>, TokenStream) {
    match stream.map(|stream| &stream.kind) {
        None => (None, quote!(RequestBody::none())),
        Some(StreamKind::Bytes { .. }) => {
            (Some(quote!(, body: impl Into<tinsmith_client::Body>)), quote!(RequestBody::bytes(body)))
        }
        Some(StreamKind::Events { union, .. }) => {
            let union = ident(union);
            (Some(quote!(, events: tinsmith_client::EventInput<types::#union>)), quote!(RequestBody::events(events)))
        }
    }
}

/// Returns the type of the stream of a response, and the expression that takes it from the body.
fn response_body(stream: &Stream) -> (TokenStream, TokenStream) {
    match &stream.kind {
        StreamKind::Bytes { .. } => (quote!(tinsmith_client::Body), quote!(body.into_bytes())),
        StreamKind::Events { union, .. } => {
            let union = ident(union);
            let ty = quote!(tinsmith_client::EventStream<types::#union, types::ServiceError>);
            (ty, quote!(body.into_events()))
        }
    }
}

/// Returns the operation's documentation, and that of the members that are not fields.
fn documentation(operation: &Operation) -> String {
    let request = operation.request_stream.as_ref().map(|stream| {
        let (name, length) = match &stream.kind {
            StreamKind::Bytes { requires_length: false, .. } => ("body", ""),
            StreamKind::Bytes { requires_length: true, .. } => ("body", ", whose length must be known"),
            StreamKind::Events { .. } => ("events", ""),
        };
        paragraph(format!("`{name}` is the stream `{}`{length}.", stream.member), stream)
    });
    let response = operation.response_stream.as_ref().map(|stream| {
        paragraph(format!("The response comes with the stream `{}`, still to be read.", stream.member), stream)
    });
    let http2 = operation.is_http2.then(|| "This is sent over HTTP/2, which needs the feature `http2`.".to_owned());
    [operation.docs.clone()].into_iter().chain(request).chain(response).chain(http2).collect::<Vec<_>>().join("\n\n")
}

fn paragraph(text: String, stream: &Stream) -> String {
    if stream.docs.is_empty() { text } else { format!("{text} {}", stream.docs) }
}
