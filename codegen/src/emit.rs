//! Emits tokens from plain data, with one emitter for each generated file.
//!
//! An emitter can't fail and has no state: a failure here would mean that `lower` has missed a check.

pub mod endpoint_tests;
pub mod endpoints;
pub mod syntax;

mod canary_tests;
mod discriminated;
mod dynamic;
mod enums;
mod errors;
mod jmespath;
mod malformed_tests;
mod modules;
mod operations;
mod protocol_tests;
mod rules;
mod schemas;
mod service;
mod structures;
mod unions;
mod validators;
mod waiters;

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::Package;
use crate::ir::Service;

/// A file as tokens.
pub struct File {
    /// The crate it belongs to.
    pub package: Package,
    /// Its path below `src/generated/`.
    pub path: &'static str,
    /// Its items, imports included.
    pub tokens: TokenStream,
}

/// Returns all files of both crates.
pub fn files(service: &Service) -> Vec<File> {
    let types = |path, tokens| File { package: Package::Types, path, tokens };
    let client = |path, tokens| File { package: Package::Client, path, tokens };
    let mut files = vec![
        types("mod.rs", modules::types()),
        types("requests.rs", structures::emit(&service.requests)),
        types("responses.rs", structures::emit(&service.responses)),
        types("structures.rs", {
            let structures = structures::emit(&service.structures);
            let unions = unions::emit(service);
            quote!(#structures #unions)
        }),
        types("enums.rs", enums::emit(service)),
        types("errors.rs", errors::emit(service)),
        types("schemas.rs", schemas::emit(service)),
        types("validators.rs", validators::emit(service)),
        types("canary_tests.rs", canary_tests::emit(service)),
        types("malformed_tests.rs", malformed_tests::emit(service)),
        client("mod.rs", modules::client(service)),
        client("service.rs", service::emit(service)),
        client("operations.rs", operations::emit(service)),
        client("dynamic.rs", dynamic::emit(service)),
        client("endpoints.rs", endpoints::emit(&service.rule_set)),
        client("endpoint_tests.rs", endpoint_tests::emit(&service.endpoint_tests)),
        client("protocol_tests.rs", protocol_tests::emit(service)),
    ];
    if !service.waiters.is_empty() {
        files.push(client("waiters.rs", waiters::emit(service)));
    }
    files
}

/// Returns an identifier; `lower` has ensured that the name is one.
fn ident(name: &str) -> proc_macro2::Ident {
    format_ident!("{name}")
}

/// Returns the name in the model of the member with this id.
fn member_name(id: &model::ShapeId) -> &str {
    id.member().expect("the id of a member has its name")
}
