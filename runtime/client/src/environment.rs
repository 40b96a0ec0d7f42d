//! The environment variables that AWS's SDKs read.
//!
//! An empty variable counts as absent. No error shows a value.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::config::{self, ConfigError};
use crate::credentials::Credentials;

/// The source of the variables: the process's environment, or a test's.
pub(crate) type Lookup<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// Looks a variable up in the process's environment.
pub(crate) fn process(name: &str) -> Option<OsString> {
    std::env::var_os(name)
}

pub(crate) fn region(lookup: Lookup<'_>) -> Result<Option<String>, ConfigError> {
    first(lookup, ["AWS_REGION", "AWS_DEFAULT_REGION"])
}

pub(crate) fn credentials(lookup: Lookup<'_>) -> Result<Option<Credentials>, ConfigError> {
    const ID: &str = "AWS_ACCESS_KEY_ID";
    const SECRET: &str = "AWS_SECRET_ACCESS_KEY";
    const TOKEN: &str = "AWS_SESSION_TOKEN";
    let token = text(lookup, TOKEN)?;
    match (text(lookup, ID)?, text(lookup, SECRET)?) {
        (Some(id), Some(secret)) => {
            let credentials = Credentials::new(id, secret, token, None, "environment");
            match config::credentials_problem(&credentials) {
                Some((part, expected)) => Err(ConfigError::Environment { variable: part.variable(), expected }),
                None => Ok(Some(credentials)),
            }
        }
        (Some(_), None) => {
            Err(ConfigError::Environment { variable: SECRET, expected: "a value beside AWS_ACCESS_KEY_ID" })
        }
        (None, Some(_)) => {
            Err(ConfigError::Environment { variable: ID, expected: "a value beside AWS_SECRET_ACCESS_KEY" })
        }
        (None, None) => Ok(None),
    }
}

/// Returns the endpoint of the service, or that of all services.
pub(crate) fn endpoint_url(lookup: Lookup<'_>, service: &'static str) -> Result<Option<String>, ConfigError> {
    if flag(lookup, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")? {
        return Ok(None);
    }
    first(lookup, [service, "AWS_ENDPOINT_URL"])
}

/// Returns the maximum number of attempts, including the first one.
pub(crate) fn max_attempts(lookup: Lookup<'_>) -> Result<Option<u32>, ConfigError> {
    const MODE: &str = "AWS_RETRY_MODE";
    if text(lookup, MODE)?.is_some_and(|mode| !mode.eq_ignore_ascii_case("standard")) {
        return Err(ConfigError::Environment { variable: MODE, expected: "standard, the only mode that is supported" });
    }
    const ATTEMPTS: &str = "AWS_MAX_ATTEMPTS";
    let Some(text) = text(lookup, ATTEMPTS)? else { return Ok(None) };
    match text.parse() {
        Ok(attempts) if attempts > 0 => Ok(Some(attempts)),
        _ => Err(ConfigError::Environment { variable: ATTEMPTS, expected: "a number of at least 1" }),
    }
}

/// Returns the name of the application.
pub(crate) fn app_name(lookup: Lookup<'_>) -> Result<Option<String>, ConfigError> {
    text(lookup, "AWS_SDK_UA_APP_ID")
}

/// Returns the file of trusted certificate authorities; its path need not be UTF-8.
pub(crate) fn ca_bundle(lookup: Lookup<'_>) -> Option<PathBuf> {
    lookup("AWS_CA_BUNDLE").filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// Returns `true` if a profile is selected, which is not read here.
pub(crate) fn has_profile(lookup: Lookup<'_>) -> bool {
    lookup("AWS_PROFILE").is_some_and(|profile| !profile.is_empty())
}

pub(crate) fn flag(lookup: Lookup<'_>, variable: &'static str) -> Result<bool, ConfigError> {
    match text(lookup, variable)? {
        None => Ok(false),
        Some(text) if text.eq_ignore_ascii_case("true") => Ok(true),
        Some(text) if text.eq_ignore_ascii_case("false") => Ok(false),
        Some(_) => Err(ConfigError::Environment { variable, expected: "true or false" }),
    }
}

/// Returns the first variable that is set. All of them must be readable, so that a mistake in one is not hidden by
/// another.
pub(crate) fn first<const N: usize>(
    lookup: Lookup<'_>,
    variables: [&'static str; N],
) -> Result<Option<String>, ConfigError> {
    let mut found = None;
    for variable in variables {
        let text = text(lookup, variable)?;
        found = found.or(text);
    }
    Ok(found)
}

/// Returns a variable's value, if it is not empty.
pub(crate) fn text(lookup: Lookup<'_>, variable: &'static str) -> Result<Option<String>, ConfigError> {
    match lookup(variable).map(OsString::into_string) {
        Some(Ok(text)) => Ok(Some(text).filter(|text| !text.is_empty())),
        Some(Err(_)) => Err(ConfigError::Environment { variable, expected: "text in UTF-8" }),
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Variables<'a> = &'a [(&'a str, &'a str)];

    fn with<T>(variables: Variables<'_>, read: impl FnOnce(Lookup<'_>) -> T) -> T {
        read(&|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value)))
    }

    #[test]
    fn regions() {
        #[track_caller]
        fn check(variables: Variables<'_>, expected: Option<&str>) {
            assert_eq!(with(variables, region).unwrap().as_deref(), expected);
        }
        check(&[], None);
        check(&[("AWS_REGION", "")], None);
        check(&[("AWS_DEFAULT_REGION", "two")], Some("two"));
        check(&[("AWS_REGION", ""), ("AWS_DEFAULT_REGION", "two")], Some("two"));
        check(&[("AWS_REGION", "one"), ("AWS_DEFAULT_REGION", "two")], Some("one"));
    }

    #[test]
    fn keys_come_in_pairs() {
        #[track_caller]
        fn check(variables: Variables<'_>, expected: Result<Option<&str>, &str>) {
            let found = with(variables, credentials).map_err(|error| error.to_string());
            let found = found.map(|found| {
                let found = found?;
                let token = found.session_token().unwrap_or("none");
                Some(format!("{} {} {token}", found.access_key_id(), found.secret_access_key()))
            });
            assert_eq!(found.as_ref().map(Option::as_deref).map_err(String::as_str), expected);
        }
        let (id, secret, token) =
            (("AWS_ACCESS_KEY_ID", "i"), ("AWS_SECRET_ACCESS_KEY", "s"), ("AWS_SESSION_TOKEN", "t"));
        check(&[], Ok(None));
        check(&[token], Ok(None));
        check(&[id, secret], Ok(Some("i s none")));
        check(&[id, secret, token], Ok(Some("i s t")));
        check(&[id, secret, ("AWS_SESSION_TOKEN", "")], Ok(Some("i s none")));
        check(
            &[id],
            Err("invalid AWS_SECRET_ACCESS_KEY in the environment: expected a value beside AWS_ACCESS_KEY_ID"),
        );
        let expected = "invalid AWS_ACCESS_KEY_ID in the environment: expected a value beside AWS_SECRET_ACCESS_KEY";
        check(&[secret, ("AWS_ACCESS_KEY_ID", "")], Err(expected));
    }

    #[test]
    fn keys_have_no_spaces() {
        let (id, secret, token) = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN");
        for wrong in ["hunter2\r", "hunter2\n", " hunter2", "hun ter2", "hunter2\0", "hunter2\u{a0}", "\t"] {
            for (variable, variables) in [
                (id, [(id, wrong), (secret, "s"), (token, "t")]),
                (secret, [(id, "i"), (secret, wrong), (token, "t")]),
                (token, [(id, "i"), (secret, "s"), (token, wrong)]),
            ] {
                let error = with(&variables, credentials).expect_err("a space").to_string();
                assert!(error.starts_with(&format!("invalid {variable} in the environment: expected ")), "{error}");
                assert!(!error.contains("hunter2"));
            }
        }
    }

    #[cfg(unix)]
    #[test]
    fn variables_that_are_not_utf8() {
        use std::os::unix::ffi::OsStringExt as _;

        #[track_caller]
        fn check<T: std::fmt::Debug>(variable: &str, read: impl FnOnce(Lookup<'_>) -> Result<T, ConfigError>) {
            let wrong = || OsString::from_vec(b"http://hunter2\xff".to_vec());
            let error = read(&|name| (name == variable).then(wrong)).expect_err("no UTF-8").to_string();
            assert_eq!(error, format!("invalid {variable} in the environment: expected text in UTF-8"));
        }
        check("AWS_ENDPOINT_URL", |lookup| endpoint_url(lookup, "AWS_ENDPOINT_URL_ONE"));
        check("AWS_ENDPOINT_URL_ONE", |lookup| endpoint_url(lookup, "AWS_ENDPOINT_URL_ONE"));
        check("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", |lookup| endpoint_url(lookup, "AWS_ENDPOINT_URL_ONE"));
        check("AWS_REGION", region);
        check("AWS_DEFAULT_REGION", region);
        for variable in ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"] {
            check(variable, credentials);
        }
        check("AWS_RETRY_MODE", max_attempts);
        check("AWS_MAX_ATTEMPTS", max_attempts);
        check("AWS_SDK_UA_APP_ID", app_name);
        check("AWS_USE_FIPS_ENDPOINT", |lookup| flag(lookup, "AWS_USE_FIPS_ENDPOINT"));
    }

    #[test]
    fn endpoints() {
        #[track_caller]
        fn check(variables: Variables<'_>, expected: Option<&str>) {
            let found = with(variables, |lookup| endpoint_url(lookup, "AWS_ENDPOINT_URL_ONE")).unwrap();
            assert_eq!(found.as_deref(), expected);
        }
        let (one, all) = (("AWS_ENDPOINT_URL_ONE", "http://one"), ("AWS_ENDPOINT_URL", "http://all"));
        check(&[], None);
        check(&[all, ("AWS_ENDPOINT_URL_TWO", "http://two")], Some("http://all"));
        check(&[one, all], Some("http://one"));
        check(&[one, all, ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false")], Some("http://one"));
        check(&[one, all, ("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "True")], None);
    }

    #[test]
    fn attempts() {
        #[track_caller]
        fn check(variables: Variables<'_>, expected: Result<Option<u32>, &str>) {
            let found = with(variables, max_attempts).map_err(|error| error.to_string());
            assert_eq!(found.as_ref().map(|found| *found).map_err(String::as_str), expected);
        }
        check(&[], Ok(None));
        check(&[("AWS_MAX_ATTEMPTS", "1")], Ok(Some(1)));
        check(&[("AWS_MAX_ATTEMPTS", "5"), ("AWS_RETRY_MODE", "Standard")], Ok(Some(5)));
        for text in ["0", "-1", "1.5", "many", "4294967296"] {
            let expected = "invalid AWS_MAX_ATTEMPTS in the environment: expected a number of at least 1";
            check(&[("AWS_MAX_ATTEMPTS", text)], Err(expected));
        }
        for mode in ["adaptive", "legacy", "x"] {
            let expected =
                "invalid AWS_RETRY_MODE in the environment: expected standard, the only mode that is supported";
            check(&[("AWS_RETRY_MODE", mode)], Err(expected));
        }
    }

    #[test]
    fn flags() {
        #[track_caller]
        fn check(value: &str, expected: Option<bool>) {
            let found = with(&[("FLAG", value)], |lookup| flag(lookup, "FLAG"));
            assert_eq!(found.ok(), expected);
        }
        check("", Some(false));
        check("false", Some(false));
        check("TRUE", Some(true));
        check("1", None);
        check("yes", None);
        let error = with(&[("FLAG", "hunter2")], |lookup| flag(lookup, "FLAG")).unwrap_err();
        assert_eq!(error.to_string(), "invalid FLAG in the environment: expected true or false");
    }
}
