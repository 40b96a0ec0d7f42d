//! `operations.rs`: the client's methods, one for each operation.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::ident;
use super::syntax::{deprecated, docs};
use crate::ir::{Operation, Pagination, Service};

/// The methods and the statics that describe their operations.
pub fn emit(service: &Service) -> TokenStream {
    let statics = service.operations.iter().map(description);
    let methods = service.operations.iter().map(|operation| item(service, operation));
    let paginated: Vec<_> = service.operations.iter().filter_map(pagination).collect();
    let marker = (!paginated.is_empty()).then(|| ident(&service.name)).into_iter();
    let support = (!paginated.is_empty()).then(|| {
        quote!(
            use crate::pagination::{Pages, Paginator};
        )
    });
    quote! {
        use super::service::{#(#marker,)* Client, Error};
        use crate::operation::Operation;
        #support

        #(#statics)*

        #(#paginated)*

        impl Client { #(#methods)* }
    }
}

fn description(operation: &Operation) -> TokenStream {
    let Operation { name, http_method, uri, .. } = operation;
    let (static_name, status) = (ident(&operation.static_name), Literal::u16_unsuffixed(operation.status));
    let anonymous = operation.anonymous.then(|| quote!(.no_auth()));
    let unsigned = operation.unsigned_payload.then(|| quote!(.unsigned_payload()));
    let host = operation.host_prefix.as_ref().map(|prefix| quote!(.host_prefix(#prefix)));
    quote! {
        pub(crate) static #static_name: Operation =
            Operation::new(#name, #http_method, #uri, #status) #anonymous #unsigned #host;
    }
}

fn item(service: &Service, operation: &Operation) -> TokenStream {
    let (docs, deprecated) = (docs(&operation.docs), deprecated(operation.deprecated.as_ref()));
    let (name, static_name) = (ident(&operation.method_name), ident(&operation.static_name));
    let input = operation.input.as_deref().map(ident);
    let parameter = input.map(|input| quote!(, request: types::#input));
    let argument = if parameter.is_some() { quote!(request) } else { quote!(types::Unit::default()) };
    let pages = operation.pagination.as_ref().and_then(|pagination| pages(service, operation, pagination));
    let output = operation.output.as_deref().map(ident);
    let (output, body) = match output {
        Some(output) => (quote!(types::#output), quote!(self.call(&#static_name, #argument).await)),
        None => (quote!(()), quote!(self.call::<_, types::Unit>(&#static_name, #argument).await.map(drop))),
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

/// The method that gives the pages of an output.
fn pages(service: &Service, operation: &Operation, pagination: &Pagination) -> Option<TokenStream> {
    let (name, static_name, marker) =
        (ident(&pagination.method_name), ident(&pagination.static_name), ident(&service.name));
    let (input, output) = (ident(operation.input.as_deref()?), ident(operation.output.as_deref()?));
    let docs =
        format!(" Every page of [`{0}`](Self::{0}), from the one that the request asks for.", operation.method_name);
    Some(quote! {
        #[doc = #docs]
        pub fn #name(&self, request: types::#input) -> Pages<#marker, types::#input, types::#output> {
            Pages::new(self, &#static_name, request)
        }
    })
}

/// The static that describes how the output of an operation continues; it belongs to the operation, because several
/// operations may share an input.
fn pagination(operation: &Operation) -> Option<TokenStream> {
    let pagination = operation.pagination.as_ref()?;
    let (input, output) = (ident(operation.input.as_deref()?), ident(operation.output.as_deref()?));
    let (static_name, operation) = (ident(&pagination.static_name), ident(&operation.static_name));
    let field = ident(&pagination.input_token);
    let token = if pagination.input_token_optional { quote!(Some(token)) } else { quote!(token) };
    let next = next_token(&pagination.output_token)?;
    Some(quote! {
        static #static_name: Paginator<types::#input, types::#output> = Paginator {
            operation: &#operation,
            resume: |request, token| request.#field = #token,
            next_token: |page| #next,
        };
    })
}

/// The token in a page, at the end of the way of fields, each with whether it is optional.
fn next_token(way: &[(String, bool)]) -> Option<TokenStream> {
    let (last, path) = way.split_last()?;
    let path = path.iter().fold(quote!(Some(page)), |value, (field, optional)| {
        let field = ident(field);
        if *optional {
            quote!(#value.and_then(|page| page.#field.as_ref()))
        } else {
            quote!(#value.map(|page| &page.#field))
        }
    });
    let (last, optional) = (ident(&last.0), last.1);
    Some(match (way.len(), optional) {
        (1, true) => quote!(page.#last.as_deref()),
        (1, false) => quote!(Some(page.#last.as_str())),
        (_, true) => quote!(#path.and_then(|page| page.#last.as_deref())),
        (_, false) => quote!(#path.map(|page| page.#last.as_str())),
    })
}
