//! `endpoint_tests.rs`: the model's tests of its endpoint rules, a function each.

use proc_macro2::TokenStream;
use quote::quote;

use super::endpoints::{endpoint, value};
use super::ident;
use crate::ir::endpoints::{Endpoint, Expected, Test, Value};

/// Emits the file.
pub fn emit(tests: &[Test]) -> TokenStream {
    if tests.is_empty() {
        return TokenStream::new();
    }
    let items: TokenStream = tests.iter().map(item).collect();
    quote! {
        use super::endpoints::resolve;
        use tinsmith_client::codegen::endpoint::*;
        use tinsmith_client::testing::endpoints as check;

        #items
    }
}

fn item(test: &Test) -> TokenStream {
    let (name, body) = (ident(&test.name), body(test));
    quote! {
        #[test]
        fn #name() {
            #body
        }
    }
}

fn body(test: &Test) -> TokenStream {
    let region = test.region.as_ref().map(|region| quote!(.region(#region)));
    let use_fips = test.use_fips.then(|| quote!(.use_fips(true)));
    let use_dual_stack = test.use_dual_stack.then(|| quote!(.use_dual_stack(true)));
    let endpoint = test.endpoint.as_ref().map(|endpoint| quote!(.endpoint(#endpoint)));
    let others = test.others.iter().map(|(name, value)| {
        let value = match value {
            Value::Text(text) => quote!(#text),
            Value::Flag(flag) => quote!(#flag),
            Value::Texts(texts) => quote!([#(#texts),*]),
        };
        quote!(.with(#name, #value))
    });
    let parameters = quote!(Parameters::new() #region #use_fips #use_dual_stack #endpoint #(#others)*);
    match &test.expected {
        Expected::Endpoint(expected) => {
            let expected = self::expected(expected);
            quote!(check::endpoint(resolve, #parameters, #expected);)
        }
        Expected::Error(message) => quote!(check::error(resolve, #parameters, #message);),
    }
}

/// Returns the expected endpoint: only its URL, if it has neither headers nor properties.
fn expected(expected: &Endpoint) -> TokenStream {
    let Endpoint { url, headers, signing_region, signing_name, disable_double_encoding, unsupported_schemes } =
        expected;
    let url = value(url);
    let is_signed_otherwise = signing_region.is_some() || signing_name.is_some() || *disable_double_encoding;
    let more = !headers.is_empty() || is_signed_otherwise || unsupported_schemes.is_some();
    if more { endpoint(&url, expected) } else { url }
}

#[cfg(test)]
mod tests;
