//! The unions, at the end of `structures.rs`.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::syntax::{deprecated, docs, ty};
use crate::ir::{Service, Union};

/// The unions.
pub fn emit(service: &Service) -> TokenStream {
    service.unions.iter().map(item).collect()
}

fn item(union: &Union) -> TokenStream {
    let (name, schema) = (ident(&union.name), ident(&union.schema));
    let (docs, deprecated) = (docs(&union.docs), deprecated(union.deprecated.as_ref()));
    let debug = (!union.sensitive).then(|| quote!(Debug,));
    let redact = union.sensitive.then(|| quote!(redact!(#name);));
    let variants = union.variants.iter().map(|variant| {
        let (docs, name, ty) = (self::docs(&variant.docs), ident(&variant.name), ty(&variant.ty));
        quote!(#docs #name(#ty))
    });
    let names = union.variants.iter().map(|variant| ident(&variant.name));
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #debug PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A member that the model does not know.
            Unknown(UnknownMember),
        }
        #redact
        union!(#name, validators::#schema, { #(#names),* });
    }
}
