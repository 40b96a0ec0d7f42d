//! `validators.rs`: the matchers of patterns, and the rules between members.
//!
//! Bounds of lengths and numbers are in the schemas, where the runtime reads them.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::syntax::docs;
use super::{ident, rules};
use crate::ir::Service;
use crate::pattern;

/// Emits the matchers and the rules.
pub fn emit(service: &Service) -> TokenStream {
    let matchers = matchers(service);
    let rules = rules::emit(service);
    if matchers.is_empty() && rules.is_empty() {
        return TokenStream::new();
    }
    quote! {
        use tinsmith_types::codegen::*;

        #matchers
        #rules
    }
}

/// Returns the matcher of each distinct pattern.
fn matchers(service: &Service) -> TokenStream {
    let mut emitted = BTreeSet::new();
    let patterns = service.schemas.iter().filter_map(|schema| {
        let (text, matcher) = schema.constraints.pattern.as_ref()?;
        let name = schema.constraints.matcher.as_ref().filter(|name| emitted.insert(*name))?;
        let (name, matcher) = (ident(name), pattern::tokens(matcher));
        let docs = docs(&format!("Matches `{}`.", text.escape_debug()));
        Some(quote!(#docs pub(super) const #name: Matcher = #matcher;))
    });
    patterns.collect()
}
