//! Emits the enum that replaces a discriminator and its members, after the structure that has them.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::syntax::{Scope, argument, docs, ty};
use crate::ir::{Discriminated, Part, Structure, TaggedVariant};

/// Emits the type, and the constructor that accepts it.
pub fn item(structure: &Structure, discriminated: &Discriminated) -> TokenStream {
    let (name, owner) = (ident(&discriminated.name), ident(&structure.name));
    let alternative = match &discriminated.tag {
        Some(tag) => format!("A value of `{}`", tag.name),
        None => "An alternative".to_owned(),
    };
    let summary = format!(" {alternative} in [`{}`], with the members that belong to it.", structure.name);
    let variants = discriminated.variants.iter().map(|variant| self::variant(discriminated, variant));
    let constructor = constructor(structure, discriminated);
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
    if is_unit(variant) {
        return quote!(#docs #name);
    }
    let additions = variant.additions.iter().map(|(field, ty)| {
        let (field, ty) = (ident(field), self::ty(Scope::Types, ty));
        quote!(#field: #ty)
    });
    let fields = discriminated.parts.iter().zip(&variant.fields).map(|(part, (_, ty))| {
        let (field, ty) = (ident(&part.name), Scope::Types.generated(ty));
        let ty = if part.required { quote!(#ty) } else { quote!(Option<#ty>) };
        quote!(#field: #ty)
    });
    quote!(#docs #name { #(#additions,)* #(#fields,)* })
}

/// Returns `true` if the variant has no members.
fn is_unit(variant: &TaggedVariant) -> bool {
    variant.additions.is_empty() && variant.fields.is_empty()
}

fn constructor(structure: &Structure, discriminated: &Discriminated) -> TokenStream {
    let (constructor, name) = (ident(&discriminated.constructor), ident(&discriminated.name));
    let parameter = ident(&discriminated.parameter);
    let docs = constructor_docs(structure, discriminated).into_iter();
    let parameters = discriminated.arguments.iter().map(|(field, ty)| {
        let field = ident(field);
        let (ty, _) = argument(Scope::Types, ty, &quote!(#field));
        quote!(#field: #ty)
    });
    let parts = discriminated.parts.iter().map(|part| {
        let (field, ty) = (ident(part_field(part)), Scope::Types.generated(&part.ty));
        quote!(let mut #field = #ty::default();)
    });
    let declarations = declarations(discriminated);
    let arms = discriminated.variants.iter().map(|variant| arm(discriminated, variant));
    let matched = quote!(match #parameter { #(#arms)* });
    let matched = match &discriminated.tag {
        Some(tag) => {
            let tag = ident(&tag.field);
            quote!(let #tag = #matched;)
        }
        None => matched,
    };
    let built = built(discriminated);
    quote! {
        #(#[doc = #docs])*
        pub fn #constructor(#(#parameters,)* #parameter: #name) -> Self {
            #(#parts)*
            #declarations
            #matched
            #built
        }
    }
}

fn constructor_docs(structure: &Structure, discriminated: &Discriminated) -> [String; 3] {
    let fields = discriminated.parts.iter().map(|part| part.name.as_str());
    let set = match &discriminated.tag {
        Some(tag) => format!("`{}` and what belongs to it", tag.name),
        None => format!("the {}", fields.collect::<Vec<_>>().join(" and the ")),
    };
    [
        format!(" Creates a `{}` with its required members.", structure.name),
        String::new(),
        format!(" The [`{}`] sets {set}.", discriminated.name),
    ]
}

/// Returns the name of the field that holds a part.
fn part_field(part: &Part) -> &str {
    part.steps.last().map_or("", |step| &step.field)
}

/// Returns the members that at least one variant requires.
fn additions(discriminated: &Discriminated) -> BTreeSet<&str> {
    discriminated.variants.iter().flat_map(|variant| &variant.additions).map(|(field, _)| field.as_str()).collect()
}

/// Declares a variable for each of those members; one that every variant sets is declared without a value.
fn declarations(discriminated: &Discriminated) -> TokenStream {
    let declarations = additions(discriminated).into_iter().map(|field| {
        let has = |variant: &TaggedVariant| variant.additions.iter().any(|(added, _)| added == field);
        let name = ident(field);
        if discriminated.variants.iter().all(has) { quote!(let #name;) } else { quote!(let mut #name = None;) }
    });
    declarations.collect()
}

/// Emits the arm of a variant, which assigns each of its parts to the field of that part.
fn arm(discriminated: &Discriminated, variant: &TaggedVariant) -> TokenStream {
    let (name, value) = (ident(&discriminated.name), ident(&variant.name));
    let tag = discriminated.tag.as_ref().map(|tag| {
        let ty = Scope::Types.generated(&tag.ty);
        quote!(#ty::#value)
    });
    if is_unit(variant) {
        return quote!(#name::#value => { #tag });
    }
    let parts = discriminated.parts.iter().zip(&variant.fields);
    let bound: Vec<_> = parts.clone().map(|(part, _)| ident(&part.name)).collect();
    let additions: Vec<_> = variant.additions.iter().map(|(field, _)| ident(field)).collect();
    let bindings: Vec<_> = variant.bindings.iter().map(|binding| ident(binding)).collect();
    let filled = parts.map(|(part, (field, _))| {
        let (holder, field, name) = (ident(part_field(part)), ident(field), ident(&part.name));
        let name = if part.required { quote!(Some(#name)) } else { quote!(#name) };
        quote!(#holder.#field = #name;)
    });
    quote! {
        #name::#value { #(#additions: #bindings,)* #(#bound,)* } => {
            #(#additions = Some(#bindings);)*
            #(#filled)*
            #tag
        }
    }
}

/// Returns the expression that builds the structure: its required members first, then its optional ones.
fn built(discriminated: &Discriminated) -> TokenStream {
    let value = ident(&discriminated.value);
    let (optional, required): (Vec<_>, Vec<_>) =
        discriminated.parts.iter().partition(|part| part.steps.last().is_none_or(|step| step.optional));
    let required: Vec<_> = required.into_iter().map(|part| ident(part_field(part))).collect();
    let holder = discriminated.holder.as_ref().map(|(field, ty)| (ident(field), Scope::Types.generated(ty)));
    let arguments = discriminated.order.iter().map(|field| match (ident(field), &holder) {
        (field, Some((holder, ty))) if field == *holder => quote!(#ty::new(#(#required),*)),
        (field, _) => quote!(#field),
    });
    let whole = quote!(Self::new(#(#arguments),*));
    let additions: Vec<_> = additions(discriminated).into_iter().map(ident).collect();
    let tag = discriminated.tag.as_ref().filter(|tag| tag.optional).map(|tag| ident(&tag.field));
    let tag = tag.map(|tag| quote!(#value.#tag = Some(#tag);));
    if optional.is_empty() && additions.is_empty() && tag.is_none() {
        return whole;
    }
    let has_bare = discriminated.variants.iter().any(|variant| variant.member.is_none());
    let optional = optional.into_iter().map(|part| {
        let (field, ty) = (ident(part_field(part)), Scope::Types.generated(&part.ty));
        let may_be_empty = !part.required || has_bare;
        let filter = may_be_empty.then(|| quote!(.filter(|part| *part != #ty::default())));
        let holder = holder.iter().map(|(field, _)| field);
        quote!(#value #(.#holder)* .#field = Some(#field) #filter;)
    });
    quote! {
        let mut #value = #whole;
        #tag
        #(#optional)*
        #(#value.#additions = #additions;)*
        #value
    }
}
