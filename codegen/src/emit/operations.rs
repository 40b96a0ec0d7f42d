//! `operations.rs`: the client's methods, one for each operation.

mod streams;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ident;
use super::syntax::{deprecated, docs};
use crate::ir::{Operation, Pagination, Service};

/// The methods and the statics that describe their operations.
pub fn emit(service: &Service) -> TokenStream {
    let statics = service.operations.iter().map(description);
    let methods = service.operations.iter().map(|operation| item(service, operation));
    let marker = service.operations.iter().any(|operation| operation.pagination.is_some());
    let marker = marker.then(|| ident(&service.name)).into_iter();
    let streams = service.operations.iter().any(streams::any);
    let items = if streams { quote!({Operation, RequestBody}) } else { quote!(Operation) };
    quote! {
        use super::service::{#(#marker,)* Client, Error};
        use tinsmith_client::codegen::#items;

        #(#statics)*

        impl Client { #(#methods)* }
    }
}

fn description(operation: &Operation) -> TokenStream {
    let Operation { name, http_method, uri, .. } = operation;
    let (static_name, status) = (ident(&operation.static_name), Literal::u16_unsuffixed(operation.status));
    let anonymous = operation.anonymous.then(|| quote!(.no_auth()));
    let unsigned = operation.unsigned_payload.then(|| quote!(.unsigned_payload()));
    let host = operation.host_prefix.as_ref().map(|prefix| quote!(.host_prefix(#prefix)));
    let (streams, http2) = (streams::description(operation), operation.is_http2.then(|| quote!(.http2())));
    let checksum = operation.needs_checksum.then(|| quote!(.checksum()));
    let gzip = operation.takes_gzip.then(|| quote!(.gzip()));
    quote! {
        pub(crate) static #static_name: Operation = Operation::new(#name, #http_method, #uri, #status)
            #anonymous #unsigned #host #streams #http2 #checksum #gzip;
    }
}

fn item(service: &Service, operation: &Operation) -> TokenStream {
    if streams::any(operation) {
        return streams::item(operation);
    }
    let (docs, deprecated) = (docs(&operation.docs), deprecated(operation.deprecated.as_ref()));
    let (name, static_name) = (ident(&operation.method_name), ident(&operation.static_name));
    let input = operation.input.as_deref().map(ident);
    let parameter = input.map(|input| quote!(, request: types::#input));
    let argument = if parameter.is_some() { quote!(request) } else { quote!(types::Unit::default()) };
    let pages = operation.pagination.as_ref().and_then(|pagination| pages(service, operation, pagination));
    let output = operation.output.as_deref().map(ident);
    let (output, body) = match output {
        Some(output) => (quote!(types::#output), quote!(self.0.call(&#static_name, #argument).await)),
        None => (quote!(()), quote!(self.0.call::<_, types::Unit>(&#static_name, #argument).await.map(drop))),
    };
    quote! {
        #docs
        #deprecated
        pub async fn #name(&self #parameter) -> Result<#output, Error> {
            #body
        }
        #pages
    }
}

/// The method that returns the pages of an output.
fn pages(service: &Service, operation: &Operation, pagination: &Pagination) -> Option<TokenStream> {
    let (name, marker) = (ident(&pagination.method_name), ident(&service.name));
    let (input, output) = (ident(operation.input.as_deref()?), ident(operation.output.as_deref()?));
    let static_name = ident(&operation.static_name);
    let field = ident(&pagination.input_token);
    let token = if pagination.input_token_optional { quote!(Some(token)) } else { quote!(token) };
    let next = next_token(pagination)?;
    let docs = format!(" All pages of [`{0}`](Self::{0}), from the one that the request names.", operation.method_name);
    Some(quote! {
        #[doc = #docs]
        pub fn #name(
            &self,
            request: types::#input,
        ) -> tinsmith_client::Pages<#marker, types::#input, types::#output> {
            self.0.pages(&#static_name, request, |request, token| request.#field = #token, |page| #next)
        }
    })
}

/// The expression for the token of the page after `page`.
fn next_token(pagination: &Pagination) -> Option<TokenStream> {
    let (last, path) = pagination.output_token.split_last()?;
    let path = path.iter().fold(quote!(Some(page)), |value, (field, optional)| {
        let field = ident(field);
        if *optional {
            quote!(#value.and_then(|page| page.#field.as_ref()))
        } else {
            quote!(#value.map(|page| &page.#field))
        }
    });
    let (last, optional) = (ident(&last.0), last.1);
    Some(match (pagination.output_token.len(), optional) {
        (1, true) => quote!(page.#last.as_deref()),
        (1, false) => quote!(Some(page.#last.as_str())),
        (_, true) => quote!(#path.and_then(|page| page.#last.as_deref())),
        (_, false) => quote!(#path.map(|page| page.#last.as_str())),
    })
}
