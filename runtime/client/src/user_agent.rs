//! The `User-Agent` that AWS uses to count its callers, in the format of its SDKs: words of a kind, a slash and a name,
//! with a version after a number sign.
//!
//! It reveals nothing about the machine except the operating system and the processor architecture.

use std::env::consts::{ARCH, OS};

use http::HeaderValue;

use crate::config::ConfigError;

/// The maximum length of a name; AWS truncates longer ones.
const LONGEST_NAME: usize = 50;

/// Returns the header value for a service and the application that calls it.
pub(crate) fn user_agent(service: &str, version: &str, app_name: Option<&str>) -> Result<HeaderValue, ConfigError> {
    let (name, own_version) = (env!("CARGO_PKG_NAME"), env!("CARGO_PKG_VERSION"));
    let service = service.to_ascii_lowercase().replace(' ', "_");
    let mut text = format!("{name}/{own_version} ua/2.1 api/{service}#{version} os/{OS} md/arch#{ARCH} lang/rust");
    if let Some(app_name) = app_name {
        if !is_name(app_name) {
            let expected = "1 to 50 ASCII letters, digits and characters of !#$%&'*+-.^_`|~";
            return Err(ConfigError::Setting { setting: "application name", expected });
        }
        text.push_str(" app/");
        text.push_str(app_name);
    }
    Ok(HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static(env!("CARGO_PKG_NAME"))))
}

fn is_name(name: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(is_token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_is_that_of_aws() {
        let text = user_agent("Lex Runtime V2", "2020-08-07", None).unwrap();
        let text = text.to_str().unwrap();
        let (own, rest) = text.split_once(' ').unwrap();
        assert_eq!(own, concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")));
        assert!(rest.starts_with("ua/2.1 api/lex_runtime_v2#2020-08-07 os/"), "{rest}");
        assert!(rest.ends_with(" lang/rust"), "{rest}");
        // A malformed word would end the list for AWS.
        assert_eq!(user_agent("a\nb", "1", None).unwrap(), env!("CARGO_PKG_NAME"));
    }

    #[test]
    fn applications_have_names() {
        #[track_caller]
        fn check(name: &str, is_good: bool) {
            let text = user_agent("Service", "1", Some(name));
            assert_eq!(text.is_ok(), is_good);
            assert!(!is_good || text.unwrap().to_str().unwrap().ends_with(&format!(" lang/rust app/{name}")));
        }
        check("crm-sync", true);
        check("a!#$%&'*+-.^_`|~9", true);
        check(&"a".repeat(50), true);
        check(&"a".repeat(51), false);
        check("", false);
        check("a b", false);
        check("a/b", false);
        check("é", false);
        check("a\r\nx: y", false);
    }
}
