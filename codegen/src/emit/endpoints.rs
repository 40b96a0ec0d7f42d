//! `endpoints.rs`: the endpoint rules of the service as a function with early returns.
//!
//! Invariant: strings that the rules only compare or concatenate are borrowed, so resolving an endpoint allocates only
//! its URL.

mod expressions;
mod rules;

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use crate::ir::endpoints::{Endpoint, Otherwise, Parameter, Rule, RuleSet, Source, Value, Variable};
use expressions::text;
pub use expressions::value;
use rules::Functions;

/// Emits the file.
pub fn emit(rule_set: &RuleSet) -> TokenStream {
    let mut functions = Functions::new(rule_set.parameters.iter().map(|parameter| &parameter.variable).collect());
    let parameters = rule_set.parameters.iter().map(|parameter| parameter_item(rule_set, parameter));
    let parameters: TokenStream = parameters.collect();
    let rules = functions.body(&rule_set.rules);
    let helpers = functions.into_helpers();
    let uses_parameters = !rule_set.parameters.is_empty() || rule_set.rules.iter().any(Rule::reads_parameters);
    let argument = ident(if uses_parameters { "parameters" } else { "_parameters" });
    quote! {
        use tinsmith_client::codegen::endpoint::*;

        /// Finds the endpoint for these parameters by the rules of the service's model.
        ///
        /// # Errors
        ///
        /// Returns an error if the rules have no endpoint for the parameters.
        pub fn resolve(#argument: &Parameters) -> Result<Endpoint, EndpointError> {
            #parameters
            #rules
        }

        #helpers
    }
}

/// Returns the expression for an endpoint with this URL, its headers and its authentication settings.
pub fn endpoint(url: &TokenStream, endpoint: &Endpoint) -> TokenStream {
    let headers = endpoint.headers.iter().map(|(name, values)| {
        let values = values.iter().map(text);
        quote!(.header(#name, [#(#values),*]))
    });
    let region = endpoint.signing_region.as_ref().map(value).map(|region| quote!(.signing_region(#region)));
    let name = endpoint.signing_name.as_ref().map(value).map(|name| quote!(.signing_name(#name)));
    let disable = endpoint.disable_double_encoding.then(|| quote!(.disable_double_encoding()));
    let schemes = endpoint.unsupported_schemes.as_ref().map(|schemes| quote!(.unsupported_schemes(#schemes)));
    quote!(Endpoint::new(#url) #(#headers)* #region #name #disable #schemes)
}

/// Emits the code that reads a parameter that is required or has a default, before the rules.
fn parameter_item(rule_set: &RuleSet, parameter: &Parameter) -> TokenStream {
    let (variable, given) = (ident(&parameter.variable.name), given(&parameter.source));
    let mut is_used = false;
    let mut visitor = |used: &Variable| is_used |= *used == parameter.variable;
    rule_set.rules.iter().for_each(|rule| rule.visit(&mut visitor));
    match &parameter.otherwise {
        Otherwise::Default(Value::Text(default)) => quote!(let #variable = #given.unwrap_or(#default);),
        Otherwise::Default(Value::Flag(default)) => quote!(let #variable = #given.unwrap_or(#default);),
        // A list of strings is borrowed from the parameters, so a default that is not empty needs a variable to borrow
        // from.
        Otherwise::Default(Value::Texts(default)) if default.is_empty() => {
            quote!(let #variable = #given.unwrap_or_default();)
        }
        Otherwise::Default(Value::Texts(default)) => quote! {
            let default = [#(#default.to_owned()),*];
            let #variable = #given.unwrap_or(&default);
        },
        Otherwise::Error(message) if is_used => quote! {
            let Some(#variable) = #given else {
                return Err(EndpointError::new(#message));
            };
        },
        Otherwise::Error(message) => {
            let given = source(&parameter.source);
            quote! {
                if #given.is_none() {
                    return Err(EndpointError::new(#message));
                }
            }
        }
    }
}

/// Returns the field of a parameter, or the call that looks it up.
fn source(source: &Source) -> TokenStream {
    match source {
        Source::Region => quote!(parameters.region),
        Source::Endpoint => quote!(parameters.endpoint),
        Source::UseFips => quote!(parameters.use_fips),
        Source::UseDualStack => quote!(parameters.use_dual_stack),
        Source::Text(name) => quote!(parameters.text(#name)),
        Source::Flag(name) => quote!(parameters.flag(#name)),
        Source::Texts(name) => quote!(parameters.texts(#name)),
    }
}

/// Returns the expression that borrows a parameter from its source.
fn given(parameter: &Source) -> TokenStream {
    let source = source(parameter);
    match parameter {
        Source::Region | Source::Endpoint => quote!(#source.as_deref()),
        _ => source,
    }
}

#[cfg(test)]
pub(super) mod tests;
