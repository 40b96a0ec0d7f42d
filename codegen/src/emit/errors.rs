//! `errors.rs`: the errors of the model, and the enum of all errors.

use proc_macro2::TokenStream;
use quote::quote;

use super::{ident, structures};
use crate::docs;
use crate::ir::{Presence, Service, Structure, Type};
use crate::names::{self, Scope};

/// Emits the errors.
pub fn emit(service: &Service) -> TokenStream {
    let errors = service.errors.iter().map(item);
    let variants = service.errors.iter().map(|error| ident(&error.name));
    let all = format!(" Every error that the model of {} declares.", service.title);
    let names = service.errors.iter().map(|error| {
        let (name, docs) = (ident(&error.name), format!(" [`{0}`]", error.name));
        quote!(#[doc = #docs] #name(#name))
    });
    let predicates = predicates(&service.errors);
    let traits = structures::traits(&service.errors);
    quote! {
        #(#errors)*
        #traits

        #[doc = #all]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum ServiceError { #(#names,)* }
        tinsmith_types::codegen::service_error!(ServiceError, { #(#variants),* });

        #predicates
    }
}

/// Returns a predicate for each error. Different type names may become the same predicate name.
fn predicates(errors: &[Structure]) -> Option<TokenStream> {
    let mut names = Scope::snake([]);
    let predicates = errors.iter().map(|error| {
        let code = error.query_code.as_deref().map(|code| format!(", whose code is {}", docs::code(code)));
        let docs = format!(" Returns `true` for [`{}`]{}.", error.name, code.unwrap_or_default());
        let variant = ident(&error.name);
        let name = ident(&names.claim(names::predicate_name(&error.name)));
        quote! {
            #[doc = #docs]
            pub fn #name(&self) -> bool {
                matches!(self, Self::#variant(_))
            }
        }
    });
    let predicates: Vec<_> = predicates.collect();
    (!predicates.is_empty()).then(|| quote!(impl ServiceError { #(#predicates)* }))
}

fn item(error: &Structure) -> TokenStream {
    let (structure, name) = (structures::item(error), ident(&error.name));
    let message = message(error);
    let query_code =
        error.query_code.as_ref().map(|code| quote!(const QUERY_CODE: Option<&'static str> = Some(#code);));
    let is_conflict = error.is_conflict.then(|| {
        quote!(
            const IS_CONFLICT: bool = true;
        )
    });
    quote! {
        #structure

        impl tinsmith_types::codegen::ErrorShape for #name {
            #query_code
            #is_conflict

            fn message(&self) -> Option<&str> {
                #message
            }
        }
    }
}

/// Returns the expression for the member `message`, however it is spelled; the message of a sensitive error is not
/// shown.
fn message(error: &Structure) -> TokenStream {
    if error.sensitive {
        return quote!(None);
    }
    let is_message = |name: &str| name == "message" || name == "error_message";
    let member = error.members.iter().find(|member| is_message(&member.field) && member.ty == Type::String);
    let Some(member) = member else { return quote!(None) };
    let name = ident(&member.field);
    match member.presence {
        Presence::Optional => quote!(self.#name.as_deref()),
        _ => quote!(Some(self.#name.as_str())),
    }
}
