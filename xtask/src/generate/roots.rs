//! `lib.rs` of generated crates: the generated items, and those of the runtime that users need.

use codegen::Package;

const TYPES: &str = "\
//! Requests, responses, structures, enums and errors of {title}.
//!
//! Data only: no network, no async runtime. The trait [`Structure`] validates a value, reads it from JSON, and shows it
//! without its secrets.

#![forbid(unsafe_code)]

mod generated;

pub use generated::*;
pub use tinsmith_types::{
    BigDecimal, BigInteger, Blob, Change, ChangeKind, Constraint, Document, DocumentError, Fixed, ModeledError,
    NumberError, Pointer, Problem, ProblemKind, Redacted, Secret, Segment, Strict, Structure, Timestamp,
    TimestampError, TimestampFormat, Unit, UnknownMember, ValidationError, Violation,
};
";

const CLIENT: &str = "\
//! A client of {title}.
//!
//! [`Client`] has a method for each operation. A request is validated before it is sent, signed with Signature
//! Version 4, and retried where that is safe.

#![forbid(unsafe_code)]

mod generated;

pub use generated::*;
#[cfg(feature = \"aws-config\")]
pub use tinsmith_client::SdkConfig;
pub use tinsmith_client::{
    BearerToken, Body, BodyReader, BoxError, Builder, ConfigError, Credentials, CredentialsError, CredentialsFuture,
    EventInput, EventSender, EventStream, EventsEnded, Items, PagedCall, Pages, Polled, ProvideCredentials,
    ProvideToken, Timeouts, TokenFuture, Transport, TransportError, TransportErrorKind, Validation, Wait, WaitError,
    clock, endpoint, error, idempotency, retry, transport,
};
pub use types;
pub use types::Secret;
";

/// Returns the text of a crate's `lib.rs`, without a header.
pub fn text(package: Package, title: &str) -> String {
    let template = match package {
        Package::Types => TYPES,
        Package::Client => CLIENT,
    };
    template.replace("{title}", &plain(title))
}

/// Returns the title as a line of plain text, because documentation is Markdown.
fn plain(title: &str) -> String {
    let is_plain = |character: &char| character.is_alphanumeric() || " -.,&'()/+".contains(*character);
    let words: String = title.chars().map(|character| if is_plain(&character) { character } else { ' ' }).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the re-exports, which follow the generated items.
    fn exports(root: &str) -> &str {
        let (_, rest) = root.split_once("\npub use generated::*;\n").expect("a root has the generated items");
        rest.split_once("\n\n").map_or(rest, |(exports, _)| exports).trim_end()
    }

    /// The checked-in roots have front pages of their own, but the same items.
    #[test]
    fn exports_are_those_of_the_checked_in_crates() {
        let types = include_str!("../../../appflow-types/src/lib.rs");
        assert_eq!(exports(&text(Package::Types, "Amazon AppFlow")), exports(types));
        let client = include_str!("../../../appflow-client/src/lib.rs");
        assert_eq!(exports(&text(Package::Client, "Amazon AppFlow")), exports(client));
    }

    #[test]
    fn titles_are_plain() {
        assert_eq!(plain("AWS X-Ray"), "AWS X-Ray");
        assert_eq!(plain("A [link]\n//! `code` <b>"), "A link // code b");
        assert_eq!(plain("日本 (Tōkyō)"), "日本 (Tōkyō)");
    }
}
