//! `protocol_tests.rs`: the model's own test cases of requests and responses.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::syntax::{self, docs, literal, raw};
use crate::ir::{ExpectedRequest, Expression, Literal, ProtocolCase, ProtocolTest, Service, TestResponse, Type};

/// The test functions.
pub fn emit(service: &Service) -> TokenStream {
    let tests: TokenStream = service.protocol_tests.iter().map(|test| item(service, test)).collect();
    let mut used = std::collections::BTreeSet::new();
    super::collect(&tests, &mut used);
    // Not its items: a type of the service may be a `Response`, and a test the function `request`.
    let support = (!tests.is_empty()).then(|| {
        quote!(
            use crate::protocol_test;
        )
    });
    let operations = service.operations.iter().map(|operation| &operation.static_name);
    let operations: Vec<_> = operations.filter(|name| used.contains(*name)).map(|name| ident(name)).collect();
    let operations = (!operations.is_empty()).then(|| quote!(use super::operations::{#(#operations),*};));
    let marker = used.contains(&service.name).then(|| ident(&service.name));
    let marker = marker.map(|name| quote!(use super::service::#name;));
    let map = used.contains("BTreeMap").then(|| {
        quote!(
            use std::collections::BTreeMap;
        )
    });
    let types: Vec<_> = super::type_names(service).filter(|name| used.contains(*name)).map(ident).collect();
    let types = (!types.is_empty()).then(|| quote!(use types::{#(#types),*};));
    quote!(#map #operations #marker #support #types #tests)
}

fn item(service: &Service, test: &ProtocolTest) -> TokenStream {
    let (name, docs) = (ident(&test.name), docs(&test.docs));
    let body = body(service, test);
    quote! {
        #docs
        #[test]
        fn #name() {
            #body
        }
    }
}

fn body(service: &Service, test: &ProtocolTest) -> TokenStream {
    let marker = ident(&service.name);
    match &test.case {
        ProtocolCase::Request { operation, input, expected } => {
            let (operation, input, expected) = (ident(operation), expression(input), request(expected));
            quote! {
                let input = #input;
                let expected = #expected;
                protocol_test::request(&#operation, input, &expected);
            }
        }
        ProtocolCase::Response { operation, response, output } => {
            let (operation, response) = (ident(operation), self::response(response));
            let output = expression(output);
            quote! {
                let received = #response;
                let expected = #output;
                protocol_test::response(&#operation, &received, &expected);
            }
        }
        ProtocolCase::Error { response, name, error } => {
            let (response, name) = (self::response(response), ident(name));
            let error = expression(error);
            quote! {
                let received = #response;
                let expected = #error;
                protocol_test::error::<#marker>(&received, &ServiceError::#name(expected));
            }
        }
    }
}

fn request(expected: &ExpectedRequest) -> TokenStream {
    let ExpectedRequest { method, uri, query, forbid_query, forbid_headers, .. } = expected;
    let headers = pairs(&expected.headers);
    let host = match &expected.host {
        Some((given, resolved)) => quote!(Some((#given, #resolved))),
        None => quote!(None),
    };
    let body = match &expected.body {
        Some((body, media_type)) => {
            let body = raw(body);
            quote!(Some((#body, #media_type)))
        }
        None => quote!(None),
    };
    quote! {
        protocol_test::ExpectedRequest {
            method: #method,
            uri: #uri,
            host: #host,
            query: &[#(#query),*],
            forbid_query: &[#(#forbid_query),*],
            headers: &[#headers],
            forbid_headers: &[#(#forbid_headers),*],
            body: #body,
        }
    }
}

fn response(response: &TestResponse) -> TokenStream {
    let (code, headers, body) =
        (proc_macro2::Literal::u16_unsuffixed(response.code), pairs(&response.headers), raw(&response.body));
    quote!(protocol_test::Response { code: #code, headers: &[#headers], body: #body })
}

fn pairs(pairs: &[(String, String)]) -> TokenStream {
    let pairs = pairs.iter().map(|(name, value)| quote!((#name, #value)));
    quote!(#(#pairs),*)
}

/// What a constructor or setter takes, which is text itself where text is turned into the value.
fn given(value: &Expression) -> TokenStream {
    match value {
        Expression::Literal(Literal::Text(text), Type::String) => quote!(#text),
        Expression::Secret(secret) => match secret.as_ref() {
            Expression::Literal(Literal::Text(text), Type::String) => quote!(#text),
            _ => expression(value),
        },
        Expression::Literal(Literal::Empty, ty @ (Type::List(_) | Type::Map(..))) => {
            let ty = syntax::ty(ty);
            quote!(<#ty>::new())
        }
        Expression::List(values) => {
            let values = values.iter().map(entry);
            quote!([#(#values),*])
        }
        Expression::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let (key, value) = (entry(key), entry(value));
                quote!((#key, #value))
            });
            quote!([#(#entries),*])
        }
        _ => expression(value),
    }
}

/// What a list or map takes as an entry; what is turned into a value is not a collection itself.
fn entry(value: &Expression) -> TokenStream {
    match value {
        Expression::List(_) | Expression::Map(_) => expression(value),
        _ => given(value),
    }
}

fn expression(value: &Expression) -> TokenStream {
    match value {
        Expression::Literal(value, ty) => literal(value, ty),
        Expression::Variant(name, variant) => {
            let (name, variant) = (ident(name), ident(variant));
            quote!(#name::#variant)
        }
        Expression::Structure { name, arguments, setters } => {
            let (name, arguments) = (ident(name), arguments.iter().map(given));
            let setters = setters.iter().map(|(setter, value)| {
                let (setter, value) = (ident(setter), given(value));
                quote!(.#setter(#value))
            });
            quote!(#name::new(#(#arguments),*) #(#setters)*)
        }
        Expression::Union { name, variant, value } => {
            let (name, variant, value) = (ident(name), ident(variant), expression(value));
            quote!(#name::#variant(#value))
        }
        Expression::Secret(value) => {
            let value = expression(value);
            quote!(Secret::new(#value))
        }
        Expression::Box(value) => {
            let value = expression(value);
            quote!(Box::new(#value))
        }
        Expression::Option(Some(value)) => {
            let value = expression(value);
            quote!(Some(#value))
        }
        Expression::Option(None) => quote!(None),
        Expression::List(values) => {
            let values = values.iter().map(expression);
            quote!(vec![#(#values),*])
        }
        Expression::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let (key, value) = (expression(key), expression(value));
                quote!((#key, #value))
            });
            quote!(BTreeMap::from([#(#entries),*]))
        }
    }
}
