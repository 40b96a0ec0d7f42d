//! Signature Version 4: signs the headers or the URL of a request.
//!
//! A signature covers the method, the path, the query, the hash of the body, and all headers except those that proxies
//! change or that belong to the connection. A client signs its own requests; a [`Signer`] signs others, such as requests
//! to an API behind IAM authorization, or a URL for a browser.
//!
//! The canonical request is never built as a string: its parts are hashed one after the other. The signing key is
//! derived once per credentials and day. Signing writes no trace, and no `Debug` shows a key.

mod canonical;
mod encode;
mod error;
mod events;
mod headers;
mod key;
mod path;
mod payload;
mod presign;
mod query;
mod scope;
mod signer;
#[cfg(test)]
mod tests;

pub use error::SigningError;
pub(crate) use events::{ChainSlot, EventChain};
pub use payload::Payload;
pub(crate) use signer::PAYLOAD_HASH;
pub use signer::Signer;
