//! `enums.rs`: enums of strings and integers, open to values that the model does not know.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::ident;
use super::syntax::{deprecated, docs};
use crate::ir::{Enum, Service};

/// Emits the enums.
pub fn emit(service: &Service) -> TokenStream {
    let words = service.enums.iter().map(|enum_| item(enum_, &quote!(string_enum), &quote!(String), String::as_str));
    let numbers = service
        .int_enums
        .iter()
        .map(|enum_| item(enum_, &quote!(int_enum), &quote!(i32), |number| Literal::i32_unsuffixed(*number)));
    words.chain(numbers).collect()
}

fn item<'a, T, L: ToTokens>(
    enum_: &'a Enum<T>,
    traits: &TokenStream,
    unknown: &TokenStream,
    literal: impl Fn(&'a T) -> L,
) -> TokenStream {
    let (name, schema) = (ident(&enum_.name), ident(&enum_.schema));
    let (docs, deprecated) = (docs(&enum_.docs), deprecated(enum_.deprecated.as_ref()));
    let variants = enum_.variants.iter().map(|variant| {
        let (docs, deprecated) = (self::docs(&variant.docs), self::deprecated(variant.deprecated.as_ref()));
        let name = ident(&variant.name);
        quote!(#docs #deprecated #name)
    });
    let values = enum_.variants.iter().map(|variant| {
        let (name, value) = (ident(&variant.name), literal(&variant.value));
        quote!(#name = #value)
    });
    quote! {
        #docs
        #deprecated
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that the model does not know.
            Unknown(#unknown),
        }
        tinsmith_types::codegen::#traits!(#name, super::schemas::#schema, { #(#values),* });
    }
}
