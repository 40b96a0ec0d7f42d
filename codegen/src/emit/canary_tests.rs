//! `canary_tests.rs`: for each structure, that it shows no secret.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::ir::Service;

/// Emits the test functions, one for each structure.
pub fn emit(service: &Service) -> TokenStream {
    let structures = [&service.requests, &service.responses, &service.errors, &service.structures];
    let tests = structures.into_iter().flatten().map(|structure| {
        let (function, name) = (ident(&structure.function), ident(&structure.name));
        quote!(#function = #name)
    });
    quote! {
        use super::*;

        tinsmith_types::testing::canaries!({ #(#tests),* });
    }
}
