//! Bearer tokens (RFC 6750), and the trait of their providers.
//!
//! A token is never shown. It is sent only to https endpoints and to this machine, unless plain http is explicitly
//! allowed.

use std::fmt;
use std::pin::Pin;

use http::HeaderValue;
use tinsmith_types::Secret;

use crate::credentials::CredentialsError;

/// A future that resolves to a bearer token.
pub type TokenFuture<'a> = Pin<Box<dyn Future<Output = Result<BearerToken, CredentialsError>> + Send + 'a>>;

/// A token that authenticates the caller, such as one of IAM Identity Center. A token is also its own provider.
///
/// ```
/// use tinsmith_client::BearerToken;
///
/// let token = BearerToken::new("hunter2");
/// assert!(!format!("{token:?}").contains("hunter2"));
/// ```
#[derive(Clone, Debug)]
pub struct BearerToken(Secret);

impl BearerToken {
    /// Creates a token.
    pub fn new(token: impl Into<String>) -> Self {
        Self(Secret::new(token.into()))
    }

    /// Returns the token itself, to mask it where a service repeats it.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose()
    }

    /// Returns the value of the header `Authorization`, or `None` if the token has characters that RFC 6750 forbids.
    pub(crate) fn header(&self) -> Option<HeaderValue> {
        let token = self.expose();
        let body = token.trim_end_matches('=');
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/".contains(&byte);
        let is_token = !body.is_empty() && body.bytes().all(is_plain);
        let mut header = HeaderValue::try_from(format!("Bearer {token}")).ok().filter(|_| is_token)?;
        header.set_sensitive(true);
        Some(header)
    }
}

/// A source of bearer tokens. A client calls it before each attempt, so a provider should cache its token while it is
/// valid.
pub trait ProvideToken: fmt::Debug + Send + Sync {
    /// Returns a token that is valid now.
    ///
    /// # Errors
    ///
    /// The future fails if there is no token.
    fn provide_token(&self) -> TokenFuture<'_>;
}

impl ProvideToken for BearerToken {
    fn provide_token(&self) -> TokenFuture<'_> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers() {
        let header = |token: &str| BearerToken::new(token).header();
        let found = header("aB1-._~+/==").expect("a token");
        assert!(found.is_sensitive() && found == "Bearer aB1-._~+/==");
        for token in ["", "=", "a b", "a\n", "a=b", "é", "a,b"] {
            assert_eq!(header(token), None, "{token:?}");
        }
    }
}
