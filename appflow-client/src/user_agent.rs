//! The `User-Agent` by which AWS counts its callers, in the form of its SDKs: words of a kind, a slash and a name, with
//! a version after a number sign.
//!
//! It says nothing about the machine but the operating system and the processor's family.

use std::env::consts::{ARCH, OS};

use http::HeaderValue;

/// The text for a service.
pub(crate) fn user_agent(service: &str, version: &str) -> HeaderValue {
    let (name, own_version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let service = service.to_ascii_lowercase().replace(' ', "_");
    let text = format!("{name}/{own_version} ua/2.1 api/{service}#{version} os/{OS} md/arch#{ARCH} lang/rust");
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(env!("CARGO_PKG_NAME")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_that_of_aws() {
        let text = user_agent("Lex Runtime V2", "2020-08-07");
        let text = text.to_str().unwrap();
        let (own, rest) = text.split_once(' ').unwrap();
        assert_eq!(own, concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")));
        assert!(rest.starts_with("ua/2.1 api/lex_runtime_v2#2020-08-07 os/"), "{rest}");
        assert!(rest.ends_with(" lang/rust"), "{rest}");
        // A word of another form would end the list for AWS.
        assert_eq!(user_agent("a\nb", "1"), env!("CARGO_PKG_NAME"));
    }
}
