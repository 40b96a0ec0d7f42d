//! `malformed_tests.rs`: the model's test cases of requests that a service refuses.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::syntax::{docs, raw};
use crate::ir::{Malformation, MalformedRequest, MalformedTest, Service};
use crate::pattern;

/// Emits the test functions.
pub fn emit(service: &Service) -> TokenStream {
    service.malformed_tests.iter().map(item).collect()
}

fn item(test: &MalformedTest) -> TokenStream {
    let (name, docs) = (ident(&test.name), docs(&test.docs));
    let body = body(test);
    quote! {
        #docs
        #[test]
        fn #name() {
            #body
        }
    }
}

fn body(test: &MalformedTest) -> TokenStream {
    let (input, request) = (ident(&test.input), request(&test.request));
    match &test.expected {
        Malformation::Unreadable => quote! {
            let request = #request;
            tinsmith_types::testing::malformed::unreadable::<super::#input>(&request);
        },
        Malformation::InvalidLike { text, matcher } => {
            let matcher = pattern::tokens(matcher);
            quote! {
                use tinsmith_types::codegen::*;
                static MESSAGE: Schema = Schema::new("Message", Kind::String).pattern(#text, #matcher);
                let request = #request;
                tinsmith_types::testing::malformed::invalid_like::<super::#input>(&request, &MESSAGE);
            }
        }
        Malformation::Invalid { message, fields } => {
            let message = raw(message);
            let fields = fields.iter().map(|(path, message)| {
                let (path, message) = (raw(path), raw(message));
                quote!((#path, #message))
            });
            quote! {
                let request = #request;
                let message = #message;
                let fields = [#(#fields),*];
                tinsmith_types::testing::malformed::invalid::<super::#input>(&request, message, &fields);
            }
        }
    }
}

fn request(request: &MalformedRequest) -> TokenStream {
    let texts = request.texts.iter().map(|(member, texts)| {
        let texts = texts.iter().map(|text| raw(text));
        quote!((#member, &[#(#texts),*]))
    });
    let entries = request.entries.iter().map(|(member, entries)| {
        let entries = entries.iter().map(|(key, text)| {
            let (key, text) = (raw(key), raw(text));
            quote!((#key, #text))
        });
        quote!((#member, &[#(#entries),*]))
    });
    let body = request.body.as_ref().map_or_else(|| quote!(None), |body| some(body));
    quote!(tinsmith_types::testing::malformed::Request { texts: &[#(#texts),*], entries: &[#(#entries),*], body: #body })
}

fn some(body: &str) -> TokenStream {
    let body = raw(body);
    quote!(Some(#body))
}
