//! Signature Version 4: signs the headers or the URL of a request.
//!
//! Signed are the method, the path, the query, the hash of the body, and every header except those that proxies change
//! or that concern the connection alone. A client signs its own requests; a [`Signer`] signs others, such as those for
//! an API of one's own behind IAM, or a URL that a browser opens.
//!
//! The canonical request is never a string: its parts go straight into the hash. The signing key is derived once per
//! credentials and day. Nothing here writes a trace, and no `Debug` shows a key.

mod canonical;
mod encode;
mod error;
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
pub use payload::Payload;
pub use signer::Signer;
