//! `requests.rs`, `responses.rs`, `structures.rs`: structures, their constructors and their setters.

use proc_macro2::TokenStream;
use quote::quote;

use super::syntax::{Scope, argument, deprecated, docs, literal, ty};
use super::{discriminated, ident, member_name};
use crate::ir::{Literal, Member, Presence, Rules, Structure, Type};
use crate::names::article;

/// Emits the structures, each with its impls, followed by the traits that are the same for all.
pub fn emit(structures: &[Structure]) -> TokenStream {
    let (items, traits) = (structures.iter().map(item), traits(structures));
    quote!(#(#items)* #traits)
}

/// Returns the implementations of traits that are the same for all structures.
pub fn traits(structures: &[Structure]) -> Option<TokenStream> {
    let names = structures.iter().map(|structure| ident(&structure.name));
    (!structures.is_empty()).then(|| quote!(tinsmith_types::codegen::structure! { #(#names),* }))
}

/// Emits one structure.
pub fn item(structure: &Structure) -> TokenStream {
    let name = ident(&structure.name);
    let (docs, deprecated) = (docs(&structure.docs), deprecated(structure.deprecated.as_ref()));
    let debug = (!structure.sensitive).then(|| quote!(Debug,));
    let redact = structure.sensitive.then(|| quote!(tinsmith_types::codegen::redact!(#name);));
    let default = derives_default(structure).then(|| quote!(Default,));
    let fields = structure.members.iter().map(field);
    let (constructor, default_impl) = (constructor(structure), default_impl(structure));
    let setters = structure.members.iter().map(setter);
    let walk = walk(structure);
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
        #walk
        #discriminated
    }
}

fn field(member: &Member) -> TokenStream {
    let (docs, deprecated) = (docs(&member.docs), deprecated(member.deprecated.as_ref()));
    let (name, ty) = (ident(&member.field), ty(Scope::Types, &member.ty));
    let ty = if matches!(member.presence, Presence::Optional) { quote!(Option<#ty>) } else { ty };
    quote!(#docs #deprecated pub #name: #ty)
}

/// Returns `true` if std's derived `Default` gives the defaults of the model.
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
    let name = &structure.name;
    if derives_default(structure) {
        let summary = format!(" Creates {} `{name}` with no member set.", article(name));
        return quote! {
            #[doc = #summary]
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let arguments = structure.members.iter().filter(|member| is_required(member)).map(|member| {
        let name = ident(&member.field);
        let (ty, _) = argument(Scope::Types, &member.ty, &quote!(#name));
        quote!(#name: #ty)
    });
    let fields = structure.members.iter().map(initial);
    let any_required = structure.members.iter().any(is_required);
    let members = if any_required { "its required members" } else { "the default of every member" };
    let summary = format!(" Creates {} `{name}` with {members}.", article(name));
    quote! {
        #[doc = #summary]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#fields),* }
        }
    }
}

/// Emits a `Default` that calls `new`, if the model's defaults differ from std's.
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
            let (_, value) = argument(Scope::Types, &member.ty, &quote!(#name));
            if name == value.to_string() { value } else { quote!(#name: #value) }
        }
        Presence::Optional => quote!(#name: None),
        Presence::Defaulted(default) => {
            let value = literal(Scope::Types, default, &member.ty);
            quote!(#name: #value)
        }
    }
}

/// Returns the setter of a member. It has the field's name, and its documentation refers to the field.
fn setter(member: &Member) -> TokenStream {
    let name = ident(&member.field);
    let (ty, value) = argument(Scope::Types, &member.ty, &quote!(value));
    let value = if matches!(member.presence, Presence::Optional) { quote!(Some(#value)) } else { value };
    let deprecated = deprecated(member.deprecated.as_ref());
    quote! {
        #deprecated
        pub fn #name(mut self, value: #ty) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// Returns the impl that pairs fields with the members of the schema.
fn walk(structure: &Structure) -> TokenStream {
    let (name, schema) = (ident(&structure.name), ident(&structure.schema));
    let members = structure.members.iter().map(entry);
    let rules = structure.rules.as_ref().map(check_rules);
    let token = structure.members.iter().find(|member| member.idempotency_token).map(idempotency_token);
    quote! {
        impl tinsmith_types::Structure for #name {
            const SCHEMA: &'static tinsmith_types::codegen::Schema = &super::schemas::#schema;
            tinsmith_types::codegen::members! { #(#members),* }
            #rules
            #token
        }
    }
}

/// Returns a member's name in the model and its field, with its default unless that is the empty value.
fn entry(member: &Member) -> TokenStream {
    let (name, field) = (member_name(&member.id), ident(&member.field));
    match &member.presence {
        Presence::Defaulted(default) if !matches!(default, Literal::Empty) => {
            let default = literal(Scope::Types, default, &member.ty);
            quote!(#name => #field = #default)
        }
        _ => quote!(#name => #field),
    }
}

fn check_rules(rules: &Rules) -> TokenStream {
    let function = ident(&rules.function);
    quote! {
        fn check_rules(
            &self,
            path: &tinsmith_types::codegen::Path<'_>,
            sink: &mut impl tinsmith_types::codegen::ViolationSink,
        ) {
            super::validators::#function(self, path, sink);
        }
    }
}

fn idempotency_token(member: &Member) -> TokenStream {
    let field = ident(&member.field);
    let variant = ident(if matches!(member.ty, Type::Secret(_)) { "Secret" } else { "Text" });
    quote! {
        fn idempotency_token(&mut self) -> Option<tinsmith_types::codegen::Token<'_>> {
            Some(tinsmith_types::codegen::Token::#variant(&mut self.#field))
        }
    }
}
