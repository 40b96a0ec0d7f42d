//! What the service's model says, written by `cargo xtask regenerate`.

#![allow(deprecated, reason = "what is deprecated is generated all the same")]

#[rustfmt::skip]
mod endpoints;
#[rustfmt::skip]
pub(crate) mod operations;
#[rustfmt::skip]
mod service;

#[cfg(test)]
#[rustfmt::skip]
mod endpoint_tests;
#[cfg(test)]
#[rustfmt::skip]
mod protocol_tests;

pub use service::*;
