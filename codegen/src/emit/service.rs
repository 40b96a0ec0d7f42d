//! `service.rs`: the service's marker type, the client, and the types that are named after it.

use proc_macro2::TokenStream;
use quote::quote;

use super::ident;
use super::syntax::docs;
use crate::ir::endpoints::Type;
use crate::ir::{Auth, ClientParameter, Protocol, ProtocolName, Service};

/// Emits the marker type.
pub fn emit(service: &Service) -> TokenStream {
    let Service { sdk_id, title, signing_name, version, .. } = service;
    let (name, docs) = (ident(&service.name), docs(&service.docs));
    let protocol = protocol(service.protocol);
    let variable = format!("AWS_ENDPOINT_URL_{}", sdk_id.to_uppercase().replace(' ', "_"));
    let (client, error) = (format!(" A client of {title}."), format!(" The error of a failed call of {title}."));
    let builder = format!(" The settings of a [`Client`] of {title}.");
    let takes_tokens = service.operations.iter().any(|operation| operation.auth.contains(&Auth::Bearer));
    let takes_tokens = takes_tokens.then(|| {
        quote!(
            const TAKES_TOKENS: bool = true;
        )
    });
    let has_context = service.operations.iter().any(|operation| !operation.context.is_empty());
    let has_context = has_context.then(|| {
        quote!(
            const HAS_CONTEXT: bool = true;
        )
    });
    let parameters = client_parameters(&service.client_parameters);
    quote! {
        use super::endpoints;
        use tinsmith_client::endpoint::{Endpoint, EndpointError, Parameters};

        #docs
        #[derive(Debug)]
        pub enum #name {}

        impl tinsmith_client::codegen::Service for #name {
            const ID: &'static str = #sdk_id;
            const SIGNING_NAME: &'static str = #signing_name;
            const VERSION: &'static str = #version;
            const ENDPOINT_URL_VARIABLE: &'static str = #variable;
            #takes_tokens
            #has_context
            type Error = types::ServiceError;
            type Protocol = #protocol;
            type Client = Client;

            fn endpoint(parameters: &Parameters) -> Result<Endpoint, EndpointError> {
                endpoints::resolve(parameters)
            }

            fn client(handle: tinsmith_client::codegen::Handle<Self>) -> Client {
                Client(handle)
            }
        }

        #[doc = #client]
        ///
        /// It is cheap to clone; clones share connections, credentials and the retry budget. Calls may come from
        /// several tokio runtimes: each has connections of its own, because a connection is driven by the runtime that
        /// opened it.
        #[derive(Clone, Debug)]
        pub struct Client(pub(super) tinsmith_client::codegen::Handle<#name>);

        #parameters

        impl Client {
            /// Starts a client with explicit settings.
            pub fn builder() -> Builder {
                Builder::new()
            }

            /// Creates a client from environment variables; see [`tinsmith_client::Builder::from_env`].
            ///
            /// # Errors
            ///
            /// Returns an error if a variable is missing or invalid; its text says how to set the variable.
            pub fn from_env() -> Result<Self, tinsmith_client::ConfigError> {
                Builder::from_env()?.build()
            }

            /// Creates a client from the settings that the crate `aws-config` has loaded; see
            /// [`tinsmith_client::Builder::from_sdk_config`].
            ///
            /// # Errors
            ///
            /// Returns an error if a setting is missing or not supported; its text says how to set it.
            #[cfg(feature = "aws-config")]
            pub fn from_sdk_config(config: &tinsmith_client::SdkConfig) -> Result<Self, tinsmith_client::ConfigError> {
                Builder::from_sdk_config(config)?.build()
            }

            /// Creates a client from the settings that the crate `aws-config` has loaded, as
            /// [`from_sdk_config`](Self::from_sdk_config) does.
            ///
            /// # Errors
            ///
            /// Returns an error if a setting is missing or not supported; its text says how to set it.
            #[cfg(feature = "aws-config")]
            pub fn new(config: &tinsmith_client::SdkConfig) -> Result<Self, tinsmith_client::ConfigError> {
                Self::from_sdk_config(config)
            }

            /// Returns a client with another level of validation, for example for a single call. It shares the connections.
            pub fn with_validation(&self, validation: tinsmith_client::Validation) -> Self {
                Self(self.0.with_validation(validation))
            }

            /// Returns a client with other time limits for an attempt and a call. It shares the connections and their
            /// limit.
            pub fn with_timeouts(&self, timeouts: tinsmith_client::Timeouts) -> Self {
                Self(self.0.with_timeouts(timeouts))
            }
        }

        #[doc = #builder]
        pub type Builder = tinsmith_client::Builder<#name>;

        #[doc = #error]
        pub type Error = tinsmith_client::Error<types::ServiceError>;
    }
}

/// Returns the runtime's type for a protocol.
fn protocol(protocol: Protocol) -> TokenStream {
    let name = ident(match protocol.name {
        ProtocolName::AwsJson1_0 => "AwsJson1_0",
        ProtocolName::AwsJson1_1 => "AwsJson1_1",
        ProtocolName::RestJson1 => "RestJson1",
    });
    let name = quote!(tinsmith_client::codegen::#name);
    if protocol.query_compatible { quote!(tinsmith_client::codegen::QueryCompatible<#name>) } else { name }
}

/// Returns the constants of the endpoint parameters that a client is built with.
fn client_parameters(parameters: &[ClientParameter]) -> Option<TokenStream> {
    let constants = parameters.iter().map(|ClientParameter { name, constant, ty, docs: words }| {
        let (constant, docs) = (ident(constant), docs(words));
        let ty = match ty {
            Type::Boolean => quote!(bool),
            Type::Texts => quote!(::std::vec::Vec<::std::string::String>),
            _ => quote!(::std::string::String),
        };
        quote! {
            #docs
            ///
            /// [`Builder::endpoint_parameter`](tinsmith_client::Builder::endpoint_parameter) takes it.
            pub const #constant: tinsmith_client::endpoint::EndpointParameter<#ty> =
                tinsmith_client::endpoint::EndpointParameter::new(#name);
        }
    });
    let constants: Vec<_> = constants.collect();
    (!constants.is_empty()).then(|| quote!(impl Client { #(#constants)* }))
}
