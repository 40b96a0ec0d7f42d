//! Emits the rules between members, in `validators.rs`: one function for each structure that has rules.

mod variables;

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use self::variables::Variables;
use super::ident;
use crate::ir::{Comparand, Condition, Discriminated, Rule, Rules, Service, Step, Structure, Tag, TaggedVariant};

/// Emits the statics and functions of all rules.
pub fn emit(service: &Service) -> TokenStream {
    structures(service).map(|(structure, rules)| item(structure, rules)).collect()
}

/// Returns the static of the discriminator of each structure that has one, by the static of the structure's schema.
pub fn tags(service: &Service) -> BTreeMap<&str, &str> {
    structures(service)
        .filter_map(|(structure, rules)| {
            Some((structure.schema.as_str(), rules.discriminated.as_ref()?.static_name.as_str()))
        })
        .collect()
}

/// Returns the structures that have rules.
fn structures(service: &Service) -> impl Iterator<Item = (&Structure, &Rules)> {
    let structures = [&service.requests, &service.responses, &service.errors, &service.structures];
    structures.into_iter().flatten().filter_map(|structure| Some((structure, structure.rules.as_ref()?)))
}

fn item(structure: &Structure, rules: &Rules) -> TokenStream {
    let statics = rules.rules.iter().map(description);
    let discriminator = rules.discriminated.as_ref().map(discriminator);
    let (name, function) = (ident(&structure.name), ident(&rules.function));
    let variables = Variables::of(&rules.rules);
    let declarations = variables.declarations();
    let checks = rules.rules.iter().map(|rule| check(rule, &variables));
    let tag = rules.discriminated.as_ref().map(tag_check);
    quote! {
        #(#statics)*
        #discriminator

        pub(super) fn #function(value: &super::#name, path: &Path<'_>, sink: &mut impl ViolationSink) {
            #tag
            #(#declarations)*
            #(#checks)*
        }
    }
}

fn description(rule: &Rule) -> TokenStream {
    let Rule { id, must, source, .. } = rule;
    let name = ident(&rule.static_name);
    let severity = ident(if rule.error { "Error" } else { "Warning" });
    quote! {
        static #name: Rule = Rule { id: #id, severity: Severity::#severity, must: #must, source: #source };
    }
}

fn check(rule: &Rule, variables: &Variables<'_>) -> TokenStream {
    let (name, path) = (ident(&rule.static_name), rule.path.split('/').skip(1));
    let condition = condition(&rule.when, variables, true);
    quote! {
        if #condition {
            sink.rule(&#name, path, &[#(#path),*]);
        }
    }
}

/// Returns a condition, or its negation if `holds` is `false`; the negation is moved inwards, which reads better.
fn condition(condition: &Condition, variables: &Variables<'_>, holds: bool) -> TokenStream {
    match condition {
        Condition::Set(steps) | Condition::Unset(steps) => {
            let (start, steps) = variables.start(steps);
            set(&start, steps, holds == matches!(condition, Condition::Set(_)))
        }
        Condition::Is(steps, values) => {
            let (start, steps) = variables.start(steps);
            is(&start, steps, values, holds)
        }
        Condition::All(conditions) => joined(conditions, variables, holds, holds),
        Condition::Any(conditions) => joined(conditions, variables, holds, !holds),
        Condition::Not(inner) => self::condition(inner, variables, !holds),
    }
}

/// Joins conditions with an operator; those that contain operators are put in parentheses.
fn joined(conditions: &[Condition], variables: &Variables<'_>, holds: bool, and: bool) -> TokenStream {
    let operator = if and { quote!(&&) } else { quote!(||) };
    let parts = conditions.iter().map(|part| {
        let tokens = condition(part, variables, holds);
        if has_operator(part) { quote!((#tokens)) } else { tokens }
    });
    let parts: Vec<_> = parts.collect();
    match parts.split_first() {
        Some((first, rest)) => quote!(#first #(#operator #rest)*),
        None => quote!(#and),
    }
}

fn has_operator(condition: &Condition) -> bool {
    match condition {
        Condition::All(_) | Condition::Any(_) => true,
        Condition::Not(inner) => has_operator(inner),
        Condition::Set(_) | Condition::Unset(_) | Condition::Is(..) => false,
    }
}

/// Returns the test that the member at the end of the path is set, or that it is not.
fn set(value: &TokenStream, steps: &[Step], holds: bool) -> TokenStream {
    match steps {
        [] => quote!(#holds),
        [last] if last.optional => {
            let (field, function) = (ident(&last.field), ident(if holds { "is_some" } else { "is_none" }));
            quote!(#value.#field.#function())
        }
        [step, rest @ ..] => through(value, step, holds, |value| set(value, rest, holds)),
    }
}

/// Returns the test that the member at the end of the path has one of the values, or that it has none of them.
fn is(value: &TokenStream, steps: &[Step], values: &[Comparand], holds: bool) -> TokenStream {
    match steps {
        [] => quote!(#holds),
        [last] => {
            let field = ident(&last.field);
            compared(&quote!(#value.#field), last.optional, values, holds)
        }
        [step, rest @ ..] => through(value, step, holds, |value| is(value, rest, values, holds)),
    }
}

/// Returns a condition on the value of an optional member; it is false if the member is absent.
fn through(value: &TokenStream, step: &Step, holds: bool, inner: impl Fn(&TokenStream) -> TokenStream) -> TokenStream {
    let field = ident(&step.field);
    if !step.optional {
        return inner(&quote!(#value.#field));
    }
    let (inner, function) = (inner(&quote!(#field)), ident(if holds { "is_some_and" } else { "is_none_or" }));
    quote!(#value.#field.as_ref().#function(|#field| #inner))
}

fn compared(value: &TokenStream, optional: bool, values: &[Comparand], holds: bool) -> TokenStream {
    if let ([Comparand::Bool(expected)], false) = (values, optional) {
        return if *expected == holds { value.clone() } else { quote!(!#value) };
    }
    let text = values.iter().any(|value| matches!(value, Comparand::Text(_)));
    let patterns = values.iter().map(|comparand| {
        let pattern = match comparand {
            Comparand::Bool(value) => quote!(#value),
            Comparand::Integer(value) => {
                let value = Literal::i64_unsuffixed(*value);
                quote!(#value)
            }
            Comparand::Text(text) => quote!(#text),
            Comparand::Variant(name, variant) => {
                let (name, variant) = (ident(name), ident(variant));
                quote!(super::#name::#variant)
            }
        };
        if optional { quote!(Some(#pattern)) } else { pattern }
    });
    let value = match (text, optional) {
        (true, true) => quote!(#value.as_deref()),
        (true, false) => quote!(#value.as_str()),
        (false, _) => value.clone(),
    };
    let not = (!holds).then(|| quote!(!));
    quote!(#not matches!(#value, #(#patterns)|*))
}

fn discriminator(discriminated: &Discriminated) -> TokenStream {
    let (name, without) = (ident(&discriminated.static_name), &discriminated.without);
    let tag = match &discriminated.tag {
        Some(Tag { name, .. }) => quote!(Some(#name)),
        None => quote!(None),
    };
    let pairs = |variant: &TaggedVariant| Some((variant.value.clone()?, variant.member.clone()?));
    let members = discriminated.variants.iter().filter_map(pairs).map(|(value, member)| quote!((#value, #member)));
    let bare = discriminated.variants.iter().filter(|variant| variant.member.is_none());
    let bare = bare.filter_map(|variant| variant.value.as_ref());
    let parts = discriminated.parts.iter().map(|part| {
        let (path, required) = (&part.path, part.required);
        quote!(Part { path: &[#(#path),*], required: #required })
    });
    quote! {
        pub(super) static #name: Discriminator = Discriminator {
            tag: #tag,
            members: &[#(#members),*],
            without: &[#(#without),*],
            bare: &[#(#bare),*],
            parts: &[#(#parts),*],
        };
    }
}

fn tag_check(discriminated: &Discriminated) -> TokenStream {
    let name = ident(&discriminated.static_name);
    let tag = match &discriminated.tag {
        Some(Tag { field, optional, .. }) => {
            let field = ident(field);
            if *optional {
                quote!(value.#field.as_ref().map(|tag| tag.as_str()))
            } else {
                quote!(Some(value.#field.as_str()))
            }
        }
        None => quote!(None),
    };
    let sets = discriminated.parts.iter().map(|part| {
        let part = part.steps.iter().fold((quote!(value), false), |(value, absent), step| {
            let field = ident(&step.field);
            match (absent, step.optional) {
                (false, false) => (quote!(#value.#field), false),
                (false, true) => (quote!(#value.#field.as_ref()), true),
                (true, false) => (quote!(#value.map(|value| &value.#field)), true),
                (true, true) => (quote!(#value.and_then(|value| value.#field.as_ref())), true),
            }
        });
        match part {
            (value, true) => quote!(Set::of(#value)),
            (value, false) => quote!(Set::of(Some(&#value))),
        }
    });
    quote! {
        let set = [#(#sets),*];
        #name.check(#tag, &set, path, sink);
    }
}
