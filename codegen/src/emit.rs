//! One emitter for each generated file: plain data in, tokens out.
//!
//! An emitter neither fails nor remembers: if something could fail here, `lower` has missed a check.

pub mod endpoint_tests;
pub mod endpoints;
pub mod syntax;

mod canary_tests;
mod discriminated;
mod enums;
mod errors;
mod malformed_tests;
mod operations;
mod protocol_tests;
mod rules;
mod service;
mod structures;
mod unions;
mod validators;

use std::collections::BTreeSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::{format_ident, quote};

use crate::Package;
use crate::ir::Service;

/// A file before it is text.
pub struct File {
    /// The crate it belongs to.
    pub package: Package,
    /// Its path below `src/generated/`.
    pub path: &'static str,
    /// What it holds, imports included.
    pub tokens: TokenStream,
}

/// All files of both crates.
pub fn files(service: &Service) -> Vec<File> {
    let types = |path, tokens| File { package: Package::Types, path, tokens: with_imports(service, tokens) };
    let client = |path, tokens| File { package: Package::Client, path, tokens };
    vec![
        types("requests.rs", structures::emit(&service.requests)),
        types("responses.rs", structures::emit(&service.responses)),
        types("structures.rs", {
            let structures = structures::emit(&service.structures);
            let unions = unions::emit(service);
            quote!(#structures #unions)
        }),
        types("enums.rs", enums::emit(service)),
        types("errors.rs", errors::emit(service)),
        types("validators.rs", validators::emit(service)),
        types("canary_tests.rs", canary_tests::emit(service)),
        types("malformed_tests.rs", malformed_tests::emit(service)),
        client("service.rs", service::emit(service)),
        client("operations.rs", operations::emit(service)),
        client("endpoints.rs", endpoints::emit(&service.rule_set)),
        client("endpoint_tests.rs", endpoint_tests::emit(&service.endpoint_tests)),
        client("protocol_tests.rs", protocol_tests::emit(service)),
    ]
}

/// Puts the imports that the tokens need before them.
fn with_imports(service: &Service, tokens: TokenStream) -> TokenStream {
    let mut used = BTreeSet::new();
    collect(&tokens, &mut used);
    let imports = [
        ("BTreeMap", quote!(std::collections::BTreeMap)),
        ("Blob", quote!(crate::Blob)),
        ("Document", quote!(crate::Document)),
        ("Secret", quote!(crate::Secret)),
        ("Timestamp", quote!(crate::Timestamp)),
        ("Unit", quote!(crate::Unit)),
        ("UnknownMember", quote!(crate::union::UnknownMember)),
        ("canaries!", quote!(crate::canary::canaries)),
        ("error!", quote!(crate::modeled_error::error)),
        ("int_enum!", quote!(crate::enumeration::int_enum)),
        ("malformed_test::", quote!(crate::malformed_test)),
        ("redact!", quote!(crate::secret::redact)),
        ("schema::", quote!(crate::schema)),
        ("service_error!", quote!(crate::modeled_error::service_error)),
        ("string_enum!", quote!(crate::enumeration::string_enum)),
        ("structure!", quote!(crate::structure::structure)),
        ("union!", quote!(crate::union::union)),
        ("validators::", quote!(super::validators)),
    ];
    let imports = imports.iter().filter(|(name, _)| used.contains(*name)).map(|(_, path)| quote!(use #path;));
    let siblings = uses_siblings(service, &tokens, &used).then(|| {
        quote!(
            use super::*;
        )
    });
    quote!(#(#imports)* #siblings #tokens)
}

/// Whether a type is used here that is defined in another file.
fn uses_siblings(service: &Service, tokens: &TokenStream, used: &BTreeSet<String>) -> bool {
    let defined = defined(tokens);
    type_names(service)
        .take_while(|name| *name != "ServiceError")
        .any(|name| used.contains(name) && !defined.contains(name))
}

/// The names of all types, those of the generated crate's runtime last.
fn type_names(service: &Service) -> impl Iterator<Item = &str> {
    let structures = [&service.requests, &service.responses, &service.errors, &service.structures];
    let structures = structures.into_iter().flatten().map(|structure| structure.name.as_str());
    let unions = service.unions.iter().map(|union| union.name.as_str());
    let enums = service.enums.iter().map(|enum_| enum_.name.as_str());
    let int_enums = service.int_enums.iter().map(|enum_| enum_.name.as_str());
    let runtime = ["ServiceError", "Blob", "Document", "Secret", "Timestamp", "Unit"];
    structures.chain(unions).chain(enums).chain(int_enums).chain(runtime)
}

/// The names of the structs and enums that the tokens define.
fn defined(tokens: &TokenStream) -> BTreeSet<String> {
    let mut defined = BTreeSet::new();
    let mut keyword = false;
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(name) if keyword => {
                defined.insert(name.to_string());
                keyword = false;
            }
            TokenTree::Ident(name) => keyword = name == "struct" || name == "enum",
            _ => keyword = false,
        }
    }
    defined
}

/// Every name in the tokens that is not a part of another: a macro with its `!`, a module with its `::`, and each alone.
fn collect(tokens: &TokenStream, used: &mut BTreeSet<String>) {
    let tokens: Vec<_> = tokens.clone().into_iter().collect();
    let is = |index: Option<usize>, marks: &[char]| {
        let token = index.and_then(|index| tokens.get(index));
        matches!(token, Some(TokenTree::Punct(punct)) if marks.contains(&punct.as_char()))
    };
    for (index, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => collect(&group.stream(), used),
            TokenTree::Ident(name) => {
                let member = is(index.checked_sub(1), &['.']);
                let part = is(index.checked_sub(1), &[':']) && is(index.checked_sub(2), &[':']);
                if member || part {
                    continue;
                }
                if is(Some(index + 1), &['!']) {
                    used.insert(format!("{name}!"));
                }
                if is(Some(index + 1), &[':']) && is(Some(index + 2), &[':']) {
                    used.insert(format!("{name}::"));
                }
                used.insert(name.to_string());
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// An identifier; `lower` has made sure that the name is one.
fn ident(name: &str) -> proc_macro2::Ident {
    format_ident!("{name}")
}
