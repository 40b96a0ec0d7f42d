//! `service.rs`: the service's marker type, and the names that are made with it.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::syntax::docs;
use crate::ir::Service;

/// The marker type.
pub fn emit(service: &Service) -> TokenStream {
    let Service { sdk_id, title, signing_name, version, .. } = service;
    let (name, docs) = (ident(&service.name), docs(&service.docs));
    let variable = format!("AWS_ENDPOINT_URL_{}", sdk_id.to_uppercase().replace(' ', "_"));
    let (client, error) = (format!(" A client of {title}."), format!(" What can go wrong in a call of {title}."));
    quote! {
        use super::endpoints;
        use crate::endpoint::{Endpoint, EndpointError, Parameters};

        #docs
        #[derive(Debug)]
        pub enum #name {}

        impl crate::service::Service for #name {
            const ID: &'static str = #sdk_id;
            const SIGNING_NAME: &'static str = #signing_name;
            const VERSION: &'static str = #version;
            const ENDPOINT_URL_VARIABLE: &'static str = #variable;
            type Error = types::ServiceError;

            fn endpoint(parameters: &Parameters) -> Result<Endpoint, EndpointError> {
                endpoints::resolve(parameters)
            }
        }

        #[doc = #client]
        pub type Client = crate::client::Client<#name>;

        #[doc = #error]
        pub type Error = crate::error::Error<types::ServiceError>;
    }
}
