//! `validators.rs`: the matchers of patterns, and the rules between members.
//!
//! Bounds of lengths and numbers are numbers of the schemas, where the runtime finds them.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::rules;
use super::syntax::docs;
use crate::ir::{Schema, Service};
use crate::pattern;

/// The matchers and the rules.
pub fn emit(service: &Service) -> TokenStream {
    let matchers = matchers(service);
    let matchers: TokenStream = service.schemas.iter().filter_map(|schema| matcher(schema, &matchers)).collect();
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

/// The static of the first schema with each pattern, by the pattern; those that the runtime has a matcher for are not
/// among them.
pub fn matchers(service: &Service) -> BTreeMap<&str, &str> {
    let mut matchers = BTreeMap::new();
    for schema in &service.schemas {
        if let Some((text, matcher)) = &schema.constraints.pattern
            && !pattern::is_ready_made(matcher)
        {
            matchers.entry(text.as_str()).or_insert(schema.static_name.as_str());
        }
    }
    matchers
}

/// The name of the matcher for a pattern, after the static of a schema with it.
pub fn matcher_name(static_name: &str) -> Ident {
    format_ident!("{static_name}_PATTERN")
}

/// The matcher of a schema's pattern, if it is the first with it.
fn matcher(schema: &Schema, matchers: &BTreeMap<&str, &str>) -> Option<TokenStream> {
    let (text, matcher) = schema.constraints.pattern.as_ref()?;
    if matchers.get(text.as_str()) != Some(&schema.static_name.as_str()) {
        return None;
    }
    let (name, matcher) = (matcher_name(&schema.static_name), pattern::tokens(matcher));
    let docs = docs(&format!("Matches `{}`.", text.escape_debug()));
    Some(quote!(#docs pub(super) const #name: Matcher = #matcher;))
}
