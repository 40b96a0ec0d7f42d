//! What the service's model says. The files are written by `cargo xtask regenerate`, never by hand.

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
