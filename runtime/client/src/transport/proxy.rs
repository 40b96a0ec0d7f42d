//! Proxies, selected by environment variables.
//!
//! The rules are curl's. A service on this machine is never accessed through a proxy. The credentials of a proxy are
//! sent only to it, and are never shown.

use std::sync::Arc;

use http::{HeaderValue, Uri};
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

use crate::config::ConfigError;
use crate::environment::{Lookup, text};
use crate::target::is_loopback;

/// The proxies of a transport.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proxies(Option<Arc<Matcher>>);

impl Proxies {
    /// Reads `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, or the same in lower case.
    ///
    /// # Errors
    ///
    /// Returns an error for a variable that is not the URL of a proxy.
    pub fn from_lookup(lookup: Lookup<'_>) -> Result<Self, ConfigError> {
        let https = proxy(lookup, ["HTTPS_PROXY", "https_proxy"])?;
        let http = proxy(lookup, ["HTTP_PROXY", "http_proxy"])?;
        // In a CGI program, this variable is set by the request header `Proxy`.
        let http = http.filter(|_| lookup("REQUEST_METHOD").is_none());
        let all = proxy(lookup, ["ALL_PROXY", "all_proxy"])?;
        let no = first(lookup, ["NO_PROXY", "no_proxy"])?.map(|(_, no)| no);
        if https.is_none() && http.is_none() && all.is_none() {
            return Ok(Self::default());
        }
        let [https, http, all, no] = [https, http, all, no].map(Option::unwrap_or_default);
        Ok(Self(Some(Arc::new(Matcher::builder().https(https).http(http).all(all).no(no).build()))))
    }

    /// Returns `true` if there is a proxy.
    #[cfg(feature = "tls")]
    pub fn any(&self) -> bool {
        self.0.is_some()
    }

    /// Returns the proxy for a URI.
    pub fn intercept(&self, uri: &Uri) -> Option<Intercept> {
        let is_local = uri.authority().is_none_or(is_loopback);
        self.0.as_ref().filter(|_| !is_local)?.intercept(uri)
    }

    /// Returns the proxy credentials that a request carries itself, because it is sent to the proxy unencrypted.
    pub fn authorization(&self, uri: &Uri) -> Option<HeaderValue> {
        let is_plain = uri.scheme_str() == Some("http");
        self.intercept(uri).filter(|_| is_plain)?.basic_auth().cloned()
    }
}

fn first(lookup: Lookup<'_>, variables: [&'static str; 2]) -> Result<Option<(&'static str, String)>, ConfigError> {
    for variable in variables {
        if let Some(text) = text(lookup, variable)? {
            return Ok(Some((variable, text)));
        }
    }
    Ok(None)
}

/// Returns the URL of a usable proxy.
fn proxy(lookup: Lookup<'_>, variables: [&'static str; 2]) -> Result<Option<String>, ConfigError> {
    let Some((variable, url)) = first(lookup, variables)? else { return Ok(None) };
    let any = Uri::from_static("https://example.com");
    let found = Matcher::builder().all(&url).build().intercept(&any);
    let is_http = found.is_some_and(|found| matches!(found.uri().scheme_str(), Some("http" | "https")));
    // A second @ would turn part of a password into the host.
    if is_http && url.matches('@').count() < 2 {
        return Ok(Some(url));
    }
    Err(ConfigError::Environment {
        variable,
        expected: "the URL of an HTTP proxy, as in http://user:password@host:8080",
    })
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;

    fn proxies(variables: &[(&str, &str)]) -> Result<Proxies, ConfigError> {
        Proxies::from_lookup(&|name| {
            variables.iter().find(|(known, _)| *known == name).map(|(_, value)| OsString::from(value))
        })
    }

    #[track_caller]
    fn check(variables: &[(&str, &str)], uri: &'static str, expected: Option<&str>) {
        let proxies = proxies(variables).expect("proxies");
        let found = proxies.intercept(&Uri::from_static(uri)).map(|found| found.uri().to_string());
        assert_eq!(found.as_deref(), expected, "{variables:?}");
        assert!(!format!("{proxies:?}").contains("hunter2"));
    }

    #[test]
    fn variables() {
        let (https, http) = (("HTTPS_PROXY", "http://tom:hunter2@a:1"), ("HTTP_PROXY", "b:2"));
        let (all, no) = (("ALL_PROXY", "https://c"), ("NO_PROXY", "example.com, .internal,10.0.0.0/8"));
        check(&[], "https://x.org", None);
        check(&[https, http, all], "https://x.org", Some("http://a:1/"));
        check(&[https, http, all], "http://x.org", Some("http://b:2/"));
        check(&[all], "https://x.org", Some("https://c/"));
        check(&[all], "http://x.org", Some("https://c/"));
        check(&[https], "http://x.org", None);
        check(&[("https_proxy", "http://d:4")], "https://x.org", Some("http://d:4/"));
        check(&[("https_proxy", "http://d:4"), https], "https://x.org", Some("http://a:1/"));
        check(&[("HTTPS_PROXY", ""), all], "https://x.org", Some("https://c/"));
        check(&[http, ("REQUEST_METHOD", "GET")], "http://x.org", None);
        for uri in ["https://example.com", "https://a.example.com", "https://a.internal", "https://10.1.2.3"] {
            check(&[https, no], uri, None);
        }
        check(&[https, no], "https://notexample.com", Some("http://a:1/"));
        check(&[https, ("no_proxy", "*")], "https://x.org", None);
        for uri in ["https://localhost", "http://127.0.0.1:1", "https://127.9.9.9", "http://[::1]:1"] {
            check(&[https, http, all], uri, None);
        }
    }

    #[test]
    fn malformed_proxies() {
        for variable in ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
            for value in ["socks5://hunter2:1", "ftp://hunter2", "hunter2 hunter2", "http://", "http://a:hun@ter2@b"] {
                let error = proxies(&[(variable, value)]).expect_err("no proxy").to_string();
                assert!(error.contains(variable) && !error.contains("hunter2") && !error.contains("ter2"), "{error}");
            }
        }
    }
}
