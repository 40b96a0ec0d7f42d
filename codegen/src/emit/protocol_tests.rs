//! `protocol_tests.rs`: the model's own test cases of requests and responses.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::syntax::{self, Scope, docs, literal, raw};
use crate::ir::{ExpectedRequest, Expression, Literal, ProtocolCase, ProtocolTest, Service, TestResponse, Type};

/// Emits the test functions.
pub fn emit(service: &Service) -> TokenStream {
    let tests: TokenStream = service.protocol_tests.iter().map(|test| item(service, test)).collect();
    if tests.is_empty() {
        return TokenStream::new();
    }
    quote! {
        use types::*;

        #tests
    }
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
        ProtocolCase::Request { operation, input, stream, expected } => {
            let (operation, input, expected) = (ident(operation), expression(input), request(expected));
            let function = ident(if stream.is_some() { "streaming_request" } else { "request" });
            let stream = stream.as_deref().map(raw).into_iter();
            quote! {
                let input = #input;
                let expected = #expected;
                tinsmith_client::testing::#function::<super::service::#marker, _>(&super::operations::#operation, input, #(#stream,)* &expected);
            }
        }
        ProtocolCase::Response { operation, response, output } => {
            let (operation, response) = (ident(operation), self::response(response));
            let output = expression(output);
            quote! {
                let received = #response;
                let expected = #output;
                tinsmith_client::testing::response::<super::service::#marker, _>(&super::operations::#operation, &received, &expected);
            }
        }
        ProtocolCase::Error { response, name, error, code } => {
            let (response, name) = (self::response(response), ident(name));
            let error = expression(error);
            let code = code
                .as_ref()
                .map(|code| quote!(tinsmith_client::testing::error_code::<super::service::#marker>(&received, #code);));
            quote! {
                let received = #response;
                let expected = #error;
                tinsmith_client::testing::error::<super::service::#marker>(&received, &ServiceError::#name(expected));
                #code
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
        tinsmith_client::testing::ExpectedRequest {
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
    quote!(tinsmith_client::testing::Response { code: #code, headers: &[#headers], body: #body })
}

fn pairs(pairs: &[(String, String)]) -> TokenStream {
    let pairs = pairs.iter().map(|(name, value)| quote!((#name, #value)));
    quote!(#(#pairs),*)
}

/// Emits the argument of a constructor or setter; a string is passed as a literal if it is converted.
fn given(value: &Expression) -> TokenStream {
    match value {
        Expression::Literal(Literal::Text(text), Type::String) => quote!(#text),
        Expression::Secret(secret) => match secret.as_ref() {
            Expression::Literal(Literal::Text(text), Type::String) => quote!(#text),
            _ => expression(value),
        },
        Expression::Literal(Literal::Empty, ty @ (Type::List(_) | Type::Map(..))) => {
            let ty = syntax::ty(Scope::Imported, ty);
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

/// Emits an entry of a list or map; a converted value can't be a collection itself.
fn entry(value: &Expression) -> TokenStream {
    match value {
        Expression::List(_) | Expression::Map(_) => expression(value),
        _ => given(value),
    }
}

fn expression(value: &Expression) -> TokenStream {
    let inner = |value: &Expression| expression(value);
    match value {
        Expression::Literal(value, ty) => literal(Scope::Imported, value, ty),
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
            let (name, variant, value) = (ident(name), ident(variant), inner(value));
            quote!(#name::#variant(#value))
        }
        Expression::Secret(value) => {
            let value = inner(value);
            quote!(Secret::new(#value))
        }
        Expression::Box(value) => {
            let (box_, value) = (quote!(Box), inner(value));
            quote!(#box_::new(#value))
        }
        Expression::Option(Some(value)) => {
            let value = inner(value);
            quote!(Some(#value))
        }
        Expression::Option(None) => quote!(None),
        Expression::List(values) => {
            let values = values.iter().map(inner);
            quote!(vec![#(#values),*])
        }
        Expression::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| {
                let (key, value) = (inner(key), inner(value));
                quote!((#key, #value))
            });
            quote!(std::collections::BTreeMap::from([#(#entries),*]))
        }
    }
}
