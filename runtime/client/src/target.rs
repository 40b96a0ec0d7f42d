//! The address and the signer of requests, from the endpoint of a client, which is parsed once.
//!
//! A URL that is used has a scheme, a host and a path, but no user, query or fragment.

use std::borrow::Cow;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use bytes::Bytes;
use http::header::{HOST, HeaderMap, HeaderName, HeaderValue};
use http::uri::{Authority, PathAndQuery, Scheme};
use http::{Request, Uri};
use tinsmith_types::Structure;

use crate::Body;
use crate::config::ConfigError;
use crate::endpoint::{Endpoint, EndpointError, Parameters, text_of_member};
use crate::operation::Operation;
use crate::protocol::{EncodeError, Message};
use crate::service::Service;
use crate::signing::Signer;

/// The endpoint of a client.
#[derive(Debug)]
pub(crate) struct Target {
    scheme: Scheme,
    authority: Authority,
    /// Whether the host is an IP address, which can't have a prefix.
    is_ip: bool,
    /// The header `host`.
    host: HeaderValue,
    /// The path prefix of all operations, without a slash at its end.
    base: String,
    headers: HeaderMap,
    pub signer: Signer,
}

/// The settings from which endpoints are resolved.
#[derive(Debug)]
pub(crate) struct Resolver {
    pub region: String,
    pub parameters: Parameters,
    pub allow_plain_http: bool,
}

impl Resolver {
    /// Returns the endpoint of the client.
    pub fn target<S: Service>(&self) -> Result<Target, ConfigError> {
        Target::resolve::<S>(self.region.clone(), &self.parameters, self.allow_plain_http)
    }

    /// Returns the endpoint of one call, with the parameters that its operation sets.
    pub fn target_of_call<S: Service, I: Structure>(
        &self,
        operation: &Operation,
        input: &I,
    ) -> Result<Target, ConfigError> {
        let mut parameters = self.parameters.with_context(operation.context, input);
        if let Some(url) = operation.endpoint_member.and_then(|member| text_of_member(member, input)) {
            parameters.endpoint = Some(url);
        }
        Target::resolve::<S>(self.region.clone(), &parameters, self.allow_plain_http)
    }
}

impl Target {
    /// Resolves the endpoint by the service's rules.
    pub fn resolve<S: Service>(
        region: String,
        parameters: &Parameters,
        allow_plain_http: bool,
    ) -> Result<Self, ConfigError> {
        if !is_region(&region) {
            return Err(ConfigError::InvalidRegion);
        }
        if let Some(url) = &parameters.endpoint {
            parse(url)?;
        }
        let endpoint = S::endpoint(parameters).map_err(ConfigError::Endpoint)?;
        if let Some(schemes) = &endpoint.unsupported_schemes {
            let problem = format!("it demands the authentication scheme {schemes}, which is not supported");
            return Err(ConfigError::Endpoint(EndpointError::new(problem)));
        }
        let url = parse(&endpoint.url)?;
        if url.0 == Scheme::HTTP && !is_loopback(&url.1) && !allow_plain_http {
            return Err(ConfigError::PlainHttp);
        }
        Self::new(url, headers(&endpoint)?, signer(S::SIGNING_NAME, region, &endpoint))
    }

    fn new(
        (scheme, authority, base): (Scheme, Authority, String),
        headers: HeaderMap,
        signer: Signer,
    ) -> Result<Self, ConfigError> {
        let invalid = ConfigError::InvalidEndpointUrl("the characters of a host name");
        let host = host(&scheme, &authority).ok_or(invalid)?;
        let is_ip = ip(&authority).is_some();
        Ok(Self { scheme, authority, is_ip, host, base, headers, signer })
    }

    /// Returns `true` if the scheme is https.
    pub fn is_https(&self) -> bool {
        self.scheme == Scheme::HTTPS
    }

    /// Adds the address to a message.
    pub fn address(&self, message: Message) -> Result<Request<Body>, EncodeError> {
        let (authority, host) = match message.host_prefix.filter(|_| !self.is_ip) {
            None => (self.authority.clone(), self.host.clone()),
            Some(prefix) => self.prefixed(&prefix)?,
        };
        let too_long = || EncodeError::whole("expected a URI of less than 64 KiB");
        let path = PathAndQuery::from_maybe_shared(self.path(message.target)).map_err(|_| too_long())?;
        let uri = Uri::builder().scheme(self.scheme.clone()).authority(authority).path_and_query(path).build();
        let request = Request::builder().method(message.method).uri(uri.map_err(|_| too_long())?).body(message.body);
        let mut request = request.map_err(|_| too_long())?;
        let headers = request.headers_mut();
        *headers = message.headers;
        headers.extend(self.headers.clone());
        headers.insert(HOST, host);
        Ok(request)
    }

    /// Joins the endpoint's path and the operation's. In most cases it is the operation's alone, which is not copied.
    fn path(&self, path: Cow<'static, str>) -> Bytes {
        match path {
            Cow::Borrowed(path) if self.base.is_empty() => Bytes::from_static(path.as_bytes()),
            Cow::Owned(path) if self.base.is_empty() => Bytes::from(path),
            path => Bytes::from([&self.base, &*path].concat()),
        }
    }

    /// Returns the authority with a prefix, and its `host` header.
    fn prefixed(&self, prefix: &str) -> Result<(Authority, HeaderValue), EncodeError> {
        let invalid = || EncodeError::whole("expected the characters of a host name");
        let authority = Authority::try_from([prefix, self.authority.as_str()].concat()).map_err(|_| invalid())?;
        let host = host(&self.scheme, &authority).ok_or_else(invalid)?;
        Ok((authority, host))
    }
}

/// Returns the header `host`, without the scheme's default port.
fn host(scheme: &Scheme, authority: &Authority) -> Option<HeaderValue> {
    let default = if *scheme == Scheme::HTTPS { ":443" } else { ":80" };
    let host = authority.as_str();
    HeaderValue::from_str(host.strip_suffix(default).unwrap_or(host)).ok()
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}://{}{}", self.scheme, self.authority, self.base)
    }
}

fn parse(url: &str) -> Result<(Scheme, Authority, String), ConfigError> {
    let invalid = ConfigError::InvalidEndpointUrl;
    if url.contains(['?', '#']) {
        return Err(invalid("no query and no fragment"));
    }
    let parts = url.parse::<Uri>().map_err(|_| invalid("a URL, as in https://host:port/path"))?.into_parts();
    let (Some(scheme), Some(authority)) = (parts.scheme, parts.authority) else {
        return Err(invalid("a scheme and a host, as in https://host"));
    };
    if scheme != Scheme::HTTPS && scheme != Scheme::HTTP {
        return Err(invalid("the scheme https or http"));
    }
    if authority.as_str().contains('@') {
        return Err(invalid("no user name and no password"));
    }
    let has_port = authority.as_str().len() > authority.host().len();
    if authority.host().is_empty() || has_port && authority.port_u16().is_none() {
        return Err(invalid("a host, and no port or one of at most 65535"));
    }
    if !is_host(authority.host()) {
        return Err(invalid("a host name of labels with 1 to 63 letters, digits and hyphens, or an IP address"));
    }
    let base = parts.path_and_query.map(|path| path.path().trim_end_matches('/').to_owned());
    Ok((scheme, authority, base.unwrap_or_default()))
}

/// Returns `true` for the name of a region, which becomes a host name label in AWS's endpoints. Names such as
/// `aws-global` belong to partitions, and no request is signed for them.
fn is_region(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    is_label(text) && text.bytes().all(is_plain) && !(text.starts_with("aws-") && text.ends_with("-global"))
}

/// Returns `true` for a name of labels (RFC 1123), or an IP address. Underscores are allowed, because names within a
/// network may have them.
fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[') {
        return address.strip_suffix(']').is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
    }
    let name = host.strip_suffix('.').unwrap_or(host);
    let last = name.rsplit('.').next().unwrap_or_default();
    if last.bytes().all(|byte| byte.is_ascii_digit()) {
        return host.parse::<Ipv4Addr>().is_ok();
    }
    name.len() <= 253 && name.split('.').all(is_label)
}

/// Returns `true` for a host name label.
fn is_label(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=63).contains(&text.len()) && text.bytes().all(is_plain) && !text.starts_with('-') && !text.ends_with('-')
}

/// Returns `true` if the host is this machine.
pub(crate) fn is_loopback(authority: &Authority) -> bool {
    authority.host().eq_ignore_ascii_case("localhost") || ip(authority).is_some_and(|ip| ip.is_loopback())
}

fn ip(authority: &Authority) -> Option<IpAddr> {
    authority.host().trim_start_matches('[').trim_end_matches(']').parse().ok()
}

fn headers(endpoint: &Endpoint) -> Result<HeaderMap, ConfigError> {
    let invalid = || ConfigError::InvalidEndpointUrl("rules with headers that HTTP allows");
    let mut headers = HeaderMap::new();
    for (name, values) in &endpoint.headers {
        let name = HeaderName::try_from(name).map_err(|_| invalid())?;
        for value in values {
            headers.append(&name, HeaderValue::try_from(value).map_err(|_| invalid())?);
        }
    }
    Ok(headers)
}

fn signer(name: &str, region: String, endpoint: &Endpoint) -> Signer {
    let region = endpoint.signing_region.clone().unwrap_or(region);
    let signer = Signer::new(region, endpoint.signing_name.as_deref().unwrap_or(name));
    if endpoint.disable_double_encoding { signer.path_as_sent() } else { signer }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(url: &str) -> Target {
        Target::new(parse(url).expect("a URL"), HeaderMap::new(), Signer::new("", "")).expect("a host")
    }

    fn message(target: &str, host_prefix: Option<&str>) -> Message {
        let host_prefix = host_prefix.map(str::to_owned);
        Message {
            method: "GET",
            target: target.to_owned().into(),
            host_prefix,
            headers: HeaderMap::new(),
            body: Body::empty(),
        }
    }

    #[track_caller]
    fn check(url: &str, host_prefix: Option<&str>, expected_uri: &str, expected_host: &str) {
        let request = target(url).address(message("/a?b=c", host_prefix)).expect("an address");
        assert_eq!(
            (request.uri().to_string().as_str(), &request.headers()["host"]),
            (expected_uri, &expected_host.parse().unwrap())
        );
    }

    #[test]
    fn addresses() {
        check("https://example.com", None, "https://example.com/a?b=c", "example.com");
        check("https://example.com/", None, "https://example.com/a?b=c", "example.com");
        check("https://example.com/x/y/", None, "https://example.com/x/y/a?b=c", "example.com");
        check("https://example.com:443", None, "https://example.com:443/a?b=c", "example.com");
        check("https://example.com:80", None, "https://example.com:80/a?b=c", "example.com:80");
        check("http://example.com:80", None, "http://example.com:80/a?b=c", "example.com");
        check("http://[::1]:443", None, "http://[::1]:443/a?b=c", "[::1]:443");
        check("https://example.com:8443", Some("p."), "https://p.example.com:8443/a?b=c", "p.example.com:8443");
        check("http://127.0.0.1:80", Some("p."), "http://127.0.0.1:80/a?b=c", "127.0.0.1");
        check("http://[::1]", Some("p."), "http://[::1]/a?b=c", "[::1]");
    }

    #[test]
    fn the_headers_of_an_endpoint_are_those_of_its_requests() {
        let endpoint = Endpoint::new("https://example.com").header("X-Two", ["a", "b"]).header("x-one", ["c"]);
        let mut target = target(&endpoint.url);
        target.headers = headers(&endpoint).expect("headers");
        let mut message = message("/", None);
        message.headers.insert("x-two", HeaderValue::from_static("of the message"));
        let request = target.address(message).expect("an address");
        let found: Vec<_> = request.headers().get_all("x-two").iter().collect();
        assert_eq!(found, ["a", "b"]);
        assert_eq!(request.headers()["x-one"], "c");
        assert!(headers(&Endpoint::new("").header("a b", ["c"])).is_err());
        assert!(headers(&Endpoint::new("").header("a", ["c\n"])).is_err());
    }

    #[test]
    fn hosts() {
        let label = "a".repeat(63);
        let long = format!("{label}.{label}.{label}.{}", "a".repeat(61));
        for host in ["a", "localhost", "a-b.c_d", "1.example", "127.0.0.1", "[::1]", "example.com.", &label, &long] {
            assert!(parse(&format!("https://{host}:1/x")).is_ok(), "{host}");
        }
        let (long_label, long) = (format!("{label}a"), format!("{long}a"));
        for host in [
            "*",
            "*.a",
            "-a-",
            "-a",
            "a-",
            "a..b",
            ".",
            ".a",
            "a..",
            "[]",
            "[::1",
            "[a]",
            "[127.0.0.1]",
            "1.2.3",
            "256.1.1.1",
            "1",
            "a.1",
            "é",
            "a%20b",
            "a b",
            "a!",
            &long_label,
            &long,
        ] {
            assert!(parse(&format!("https://{host}")).is_err(), "{host}");
            assert!(parse(&format!("https://{host}:1/x")).is_err(), "{host}");
        }
    }

    #[test]
    fn regions() {
        for region in ["eu-west-1", "us-gov-west-1", "local", "a1"] {
            assert!(is_region(region), "{region}");
        }
        let long = "a".repeat(64);
        for region in [
            "",
            "EU-WEST-1",
            "Eu-west-1",
            "aws-global",
            "aws-cn-global",
            "aws-us-gov-global",
            "-a",
            "a-",
            "a.b",
            "a_b",
            " eu-west-1",
            "eu-west-1\n",
            "*",
            "é",
            &long,
        ] {
            assert!(!is_region(region), "{region}");
        }
    }

    #[test]
    fn a_uri_that_is_too_long_is_an_error() {
        let error = |length| target("http://localhost").address(message(&"/".repeat(length), None)).err();
        assert!(error(65_000).is_none());
        let error = error(66_000).expect("no URI");
        assert_eq!(error.to_string(), "the request can't be sent: expected a URI of less than 64 KiB");
    }
}
