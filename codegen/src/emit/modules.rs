//! `mod.rs` of both crates: the other files as modules, and their public items.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::Service;

/// Returns the modules of the crate of types.
pub fn types() -> TokenStream {
    quote! {
        #![allow(
            clippy::approx_constant,
            clippy::large_enum_variant,
            clippy::should_implement_trait,
            clippy::too_many_arguments,
            clippy::type_complexity,
            clippy::wrong_self_convention,
            deprecated,
            reason = "names, sizes and deprecations are the model's"
        )]
        #![allow(missing_docs, reason = "a setter has the name of a field, which is documented")]
        #![allow(unused_imports, reason = "a service may have no shapes of one kind")]

        #[rustfmt::skip]
        mod requests;
        #[rustfmt::skip]
        mod responses;
        #[rustfmt::skip]
        mod structures;
        #[rustfmt::skip]
        mod enums;
        #[rustfmt::skip]
        mod errors;
        #[rustfmt::skip]
        mod schemas;
        #[rustfmt::skip]
        mod validators;

        #[cfg(test)]
        #[rustfmt::skip]
        mod canary_tests;
        #[cfg(test)]
        #[rustfmt::skip]
        mod malformed_tests;

        pub use enums::*;
        pub use errors::*;
        pub use requests::*;
        pub use responses::*;
        pub use structures::*;
    }
}

/// Returns the modules of the client.
pub fn client(service: &Service) -> TokenStream {
    let waiters = (!service.waiters.is_empty()).then(|| {
        quote! {
            #[rustfmt::skip]
            mod waiters;
        }
    });
    quote! {
        #![allow(deprecated, reason = "what is deprecated is generated all the same")]

        #[rustfmt::skip]
        mod endpoints;
        #[rustfmt::skip]
        pub(crate) mod operations;
        #[rustfmt::skip]
        mod service;
        #waiters

        #[cfg(feature = "dynamic")]
        #[doc(hidden)]
        #[rustfmt::skip]
        pub mod dynamic;

        #[cfg(test)]
        #[rustfmt::skip]
        mod endpoint_tests;
        #[cfg(test)]
        #[rustfmt::skip]
        mod protocol_tests;

        pub use service::*;
    }
}
