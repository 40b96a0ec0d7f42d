//! `requests.rs`, `responses.rs`, `structures.rs`: structures with their constructors and setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::syntax::{argument, deprecated, docs, literal, ty};
use super::{discriminated, ident};
use crate::ir::{Literal, Member, Presence, Structure, Type};

/// The structures, each with what belongs to it.
pub fn emit(structures: &[Structure]) -> TokenStream {
    structures.iter().map(item).collect()
}

/// One structure.
pub fn item(structure: &Structure) -> TokenStream {
    let (name, schema) = (ident(&structure.name), ident(&structure.schema));
    let (docs, deprecated) = (docs(&structure.docs), deprecated(structure.deprecated.as_ref()));
    let debug = (!structure.sensitive).then(|| quote!(Debug,));
    let redact = structure.sensitive.then(|| quote!(redact!(#name);));
    let default = derives_default(structure).then(|| quote!(Default,));
    let fields = structure.members.iter().map(field);
    let (constructor, default_impl) = (constructor(structure), default_impl(structure));
    let setters = structure.members.iter().map(setter);
    let entries = structure.members.iter().map(entry);
    let rules = structure.rules.as_ref().map(|rules| ident(&rules.function)).map(|rules| quote!(, validators::#rules));
    let discriminated = structure.rules.as_ref().and_then(|rules| rules.discriminated.as_ref());
    let discriminated = discriminated.map(|discriminated| discriminated::item(structure, discriminated));
    quote! {
        #docs
        #deprecated
        #[derive(Clone, #debug #default PartialEq)]
        #[non_exhaustive]
        pub struct #name { #(#fields,)* }
        #redact
        impl #name {
            #constructor
            #(#setters)*
        }
        #default_impl
        structure!(#name, validators::#schema #rules, { #(#entries),* });
        #discriminated
    }
}

fn field(member: &Member) -> TokenStream {
    let (docs, deprecated) = (docs(&member.docs), deprecated(member.deprecated.as_ref()));
    let (name, ty) = (ident(&member.field), ty(&member.ty));
    let ty = if matches!(member.presence, Presence::Optional) { quote!(Option<#ty>) } else { ty };
    quote!(#docs #deprecated pub #name: #ty)
}

/// Whether what std derives is what the model says.
fn derives_default(structure: &Structure) -> bool {
    structure.members.iter().all(|member| match &member.presence {
        Presence::Required => false,
        Presence::Optional => true,
        Presence::Defaulted(default) => {
            matches!(default, Literal::Empty)
                && !matches!(member.ty, Type::Enum(_) | Type::IntEnum(_) | Type::Secret(_) | Type::Aggregate(_))
        }
    })
}

fn constructor(structure: &Structure) -> TokenStream {
    if derives_default(structure) {
        return quote! {
            /// No member is set.
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let arguments = structure.members.iter().filter(|member| is_required(member)).map(|member| {
        let name = ident(&member.field);
        let (ty, _) = argument(&member.ty, &quote!(#name));
        quote!(#name: #ty)
    });
    let fields = structure.members.iter().map(initial);
    let any_required = structure.members.iter().any(is_required);
    let summary = if any_required { " The required members are set." } else { " Every member has its default." };
    quote! {
        #[doc = #summary]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#fields),* }
        }
    }
}

/// `Default` by way of `new`, where the model's defaults are not those of std.
fn default_impl(structure: &Structure) -> Option<TokenStream> {
    let name = ident(&structure.name);
    let needed = !derives_default(structure) && !structure.members.iter().any(is_required);
    needed.then(|| {
        quote! {
            impl Default for #name {
                fn default() -> Self {
                    Self::new()
                }
            }
        }
    })
}

fn is_required(member: &Member) -> bool {
    matches!(member.presence, Presence::Required)
}

fn initial(member: &Member) -> TokenStream {
    let name = ident(&member.field);
    match &member.presence {
        Presence::Required => {
            let (_, value) = argument(&member.ty, &quote!(#name));
            if name == value.to_string() { value } else { quote!(#name: #value) }
        }
        Presence::Optional => quote!(#name: None),
        Presence::Defaulted(default) => {
            let value = literal(default, &member.ty);
            quote!(#name: #value)
        }
    }
}

fn setter(member: &Member) -> TokenStream {
    let name = ident(&member.field);
    let (ty, value) = argument(&member.ty, &quote!(value));
    let value = if matches!(member.presence, Presence::Optional) { quote!(Some(#value)) } else { value };
    let (docs, deprecated) = (format!(" Sets `{}`.", member.field), deprecated(member.deprecated.as_ref()));
    quote! {
        #[doc = #docs]
        #deprecated
        pub fn #name(mut self, value: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// The field as the macro lists it, with its default where that is not the empty value.
fn entry(member: &Member) -> TokenStream {
    let name = ident(&member.field);
    match &member.presence {
        Presence::Defaulted(default) if !matches!(default, Literal::Empty) => {
            let default = literal(default, &member.ty);
            quote!(#name = #default)
        }
        _ => quote!(#name),
    }
}
