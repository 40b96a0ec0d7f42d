//! The type that takes the place of a tag and its parts, after the structure that has the tag.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::syntax::{Scope, argument, docs, ty};
use crate::ir::{Discriminated, Part, Structure, TaggedVariant};

/// The type, and the constructor that takes it.
pub fn item(structure: &Structure, discriminated: &Discriminated) -> TokenStream {
    let (name, owner) = (ident(&discriminated.name), ident(&structure.name));
    let summary = format!(
        " What `{}` names in [`{}`], with everything that belongs to it, so that nothing can be mixed up.",
        discriminated.tag, structure.name
    );
    let variants = discriminated.variants.iter().map(|variant| self::variant(discriminated, variant));
    let constructor = constructor(discriminated);
    quote! {
        #[doc = #summary]
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants,)* }

        impl #owner { #constructor }
    }
}

fn variant(discriminated: &Discriminated, variant: &TaggedVariant) -> TokenStream {
    let (docs, name) = (docs(&variant.docs), ident(&variant.name));
    let additions = variant.additions.iter().map(|(field, ty)| {
        let (docs, field, ty) = (format!(" Sets `{field}`."), ident(field), self::ty(Scope::Types, ty));
        quote!(#[doc = #docs] #field: #ty)
    });
    let fields = discriminated.parts.iter().zip(&variant.fields).map(|(part, (_, ty))| {
        let (docs, field, ty) = (format!(" Its {}.", part.name), ident(&part.name), Scope::Types.generated(ty));
        let ty = if part.required { quote!(#ty) } else { quote!(Option<#ty>) };
        quote!(#[doc = #docs] #field: #ty)
    });
    quote!(#docs #name { #(#additions,)* #(#fields,)* })
}

fn constructor(discriminated: &Discriminated) -> TokenStream {
    let (constructor, name) = (ident(&discriminated.constructor), ident(&discriminated.name));
    let (parameter, tag) = (ident(&discriminated.parameter), ident(&discriminated.tag_field));
    let docs = format!(
        " The required members are set, with `{}` and what it names from one [`{}`].",
        discriminated.tag, discriminated.name
    );
    let parameters = discriminated.arguments.iter().map(|(field, ty)| {
        let field = ident(field);
        let (ty, _) = argument(Scope::Types, ty, &quote!(#field));
        quote!(#field: #ty)
    });
    let parts = discriminated.parts.iter().map(|part| {
        let (field, ty) = (ident(held(part)), Scope::Types.generated(&part.ty));
        quote!(let mut #field = #ty::default();)
    });
    let declarations = declarations(discriminated);
    let arms = discriminated.variants.iter().map(|variant| arm(discriminated, variant));
    let built = built(discriminated);
    quote! {
        #[doc = #docs]
        pub fn #constructor(#(#parameters,)* #parameter: #name) -> Self {
            #(#parts)*
            #declarations
            let #tag = match #parameter { #(#arms)* };
            #built
        }
    }
}

/// The field of the holder that a part is in.
fn held(part: &Part) -> &str {
    part.steps.last().map_or("", |step| &step.field)
}

/// The members that at least one variant can't do without.
fn additions(discriminated: &Discriminated) -> BTreeSet<&str> {
    discriminated.variants.iter().flat_map(|variant| &variant.additions).map(|(field, _)| field.as_str()).collect()
}

/// The variables for those members; one that every variant sets has no value before.
fn declarations(discriminated: &Discriminated) -> TokenStream {
    let declarations = additions(discriminated).into_iter().map(|field| {
        let has = |variant: &TaggedVariant| variant.additions.iter().any(|(added, _)| added == field);
        let name = ident(field);
        if discriminated.variants.iter().all(has) { quote!(let #name;) } else { quote!(let mut #name = None;) }
    });
    declarations.collect()
}

/// One variant: each of its parts goes into the field that the tag names.
fn arm(discriminated: &Discriminated, variant: &TaggedVariant) -> TokenStream {
    let (name, tag_type, value) =
        (ident(&discriminated.name), Scope::Types.generated(&discriminated.tag_type), ident(&variant.name));
    let parts: Vec<_> = discriminated.parts.iter().map(|part| ident(&part.name)).collect();
    let additions: Vec<_> = variant.additions.iter().map(|(field, _)| ident(field)).collect();
    let bindings: Vec<_> = variant.bindings.iter().map(|binding| ident(binding)).collect();
    let filled = discriminated.parts.iter().zip(&variant.fields).map(|(part, (field, _))| {
        let (held, field, name) = (ident(held(part)), ident(field), ident(&part.name));
        let name = if part.required { quote!(Some(#name)) } else { quote!(#name) };
        quote!(#held.#field = #name;)
    });
    quote! {
        #name::#value { #(#additions: #bindings,)* #(#parts,)* } => {
            #(#additions = Some(#bindings);)*
            #(#filled)*
            #tag_type::#value
        }
    }
}

/// The structure with its required members, and then with what it may lack.
fn built(discriminated: &Discriminated) -> TokenStream {
    let (holder_field, holder) = (ident(&discriminated.holder.0), Scope::Types.generated(&discriminated.holder.1));
    let value = ident(&discriminated.value);
    let (optional, required): (Vec<_>, Vec<_>) =
        discriminated.parts.iter().partition(|part| part.steps.last().is_none_or(|step| step.optional));
    let required: Vec<_> = required.into_iter().map(|part| ident(held(part))).collect();
    let arguments = discriminated.order.iter().map(|field| match ident(field) {
        field if field == holder_field => quote!(#holder::new(#(#required),*)),
        field => quote!(#field),
    });
    let whole = quote!(Self::new(#(#arguments),*));
    let additions: Vec<_> = additions(discriminated).into_iter().map(ident).collect();
    if optional.is_empty() && additions.is_empty() {
        return whole;
    }
    let optional = optional.into_iter().map(|part| {
        let (field, ty) = (ident(held(part)), Scope::Types.generated(&part.ty));
        let filter = (!part.required).then(|| quote!(.filter(|part| *part != #ty::default())));
        quote!(#value.#holder_field.#field = Some(#field) #filter;)
    });
    quote! {
        let mut #value = #whole;
        #(#optional)*
        #(#value.#additions = #additions;)*
        #value
    }
}
