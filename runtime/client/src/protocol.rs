//! restJson1: how a request becomes an HTTP message, and an HTTP message an answer.
//!
//! Everything here is a function of its input; nothing waits, signs or sends. The rules are those of Smithy's HTTP
//! bindings and of AWS's protocol `aws.protocols#restJson1`.

pub(crate) mod request;
pub(crate) mod response;

pub(crate) mod failure;

mod headers;
mod uri;

#[cfg(test)]
pub(crate) mod samples;
