//! Credentials, and the providers that a client asks for them.
//!
//! Each secret has one place in memory, which is wiped when its last owner is dropped, and no `Debug` shows it.

mod error;
mod provider;
#[cfg(feature = "aws-config")]
mod sdk;

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use bytes::Bytes;
use http::HeaderValue;
use subtle::ConstantTimeEq;
use tinsmith_types::codegen::REDACTED;
use zeroize::Zeroizing;

pub use error::CredentialsError;
pub use provider::{CredentialsFuture, ProvideCredentials};

use crate::signing::SigningError;

/// An access key id and its secret, with the session token and the expiry of temporary credentials.
///
/// Clones share their memory. Credentials are a provider of themselves, so a
/// [`Builder`](crate::Builder::credentials) accepts them.
///
/// ```
/// use tinsmith_client::Credentials;
///
/// let credentials = Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI", None, None, "example");
/// assert_eq!(credentials.access_key_id(), "AKIDEXAMPLE");
/// assert!(!format!("{credentials:?}").contains("wJalrXUtnFEMI"));
/// ```
#[derive(Clone)]
pub struct Credentials(Arc<Content>);

struct Content {
    access_key_id: Zeroizing<String>,
    secret_access_key: Zeroizing<String>,
    session_token: Option<Bytes>,
    /// The session token as a header value that shares its memory; `None` also if it is not a valid header value.
    token_header: Option<HeaderValue>,
    expiry: Option<SystemTime>,
    provider_name: &'static str,
}

impl Credentials {
    /// Creates credentials. `expires_after` is the last moment at which they are valid, and `provider_name` appears in
    /// their `Debug` output.
    pub fn new(
        access_key_id: impl Into<String>,
        secret_access_key: impl Into<String>,
        session_token: Option<String>,
        expires_after: Option<SystemTime>,
        provider_name: &'static str,
    ) -> Self {
        // Header values share these bytes, so that no copy of the token is left after they are wiped.
        let session_token = session_token.map(|token| Bytes::from_owner(Zeroizing::new(token)));
        Self(Arc::new(Content {
            access_key_id: Zeroizing::new(access_key_id.into()),
            secret_access_key: Zeroizing::new(secret_access_key.into()),
            token_header: session_token.clone().and_then(sensitive_header),
            session_token,
            expiry: expires_after,
            provider_name,
        }))
    }

    /// Returns the access key id, which is not secret.
    pub fn access_key_id(&self) -> &str {
        &self.0.access_key_id
    }

    /// Returns the secret access key.
    pub fn secret_access_key(&self) -> &str {
        &self.0.secret_access_key
    }

    /// Returns the session token of temporary credentials.
    pub fn session_token(&self) -> Option<&str> {
        let token = self.0.session_token.as_ref()?;
        Some(std::str::from_utf8(token).expect("the bytes are those of a string"))
    }

    /// Returns the time at which temporary credentials expire.
    pub fn expiry(&self) -> Option<SystemTime> {
        self.0.expiry
    }

    /// Returns the session token as a header value that shares its memory, or an error if it is not a valid header
    /// value.
    pub(crate) fn session_token_header(&self) -> Result<Option<&HeaderValue>, SigningError> {
        match (&self.0.session_token, &self.0.token_header) {
            (None, _) => Ok(None),
            (Some(_), Some(header)) => Ok(Some(header)),
            (Some(_), None) => Err(SigningError::SessionToken),
        }
    }
}

/// Creates a header value that shares the bytes and is hidden by `Debug`; `None` if they are not a valid header value.
pub(crate) fn sensitive_header(bytes: Bytes) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_maybe_shared(bytes).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Compares in a time that depends on the lengths of the secrets, not on where they differ.
impl PartialEq for Credentials {
    fn eq(&self, other: &Self) -> bool {
        if Arc::ptr_eq(&self.0, &other.0) {
            return true;
        }
        let (one, two) = (&*self.0, &*other.0);
        let same_token = match (&one.session_token, &two.session_token) {
            (Some(one), Some(two)) => bool::from(one.as_ref().ct_eq(two)),
            (one, two) => one.is_none() && two.is_none(),
        };
        let same_secret = one.secret_access_key.as_bytes().ct_eq(two.secret_access_key.as_bytes());
        let same_id = one.access_key_id == two.access_key_id;
        let same_origin = one.expiry == two.expiry && one.provider_name == two.provider_name;
        bool::from(same_secret) & same_token & same_id & same_origin
    }
}

impl Eq for Credentials {}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Content { session_token, expiry, provider_name, .. } = &*self.0;
        formatter
            .debug_struct("Credentials")
            .field("provider_name", provider_name)
            .field("access_key_id", &self.access_key_id())
            .field("secret_access_key", &Redacted)
            .field("session_token", &session_token.as_ref().map(|_| Redacted))
            .field("expiry", expiry)
            .finish()
    }
}

struct Redacted;

impl fmt::Debug for Redacted {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(REDACTED)
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    fn credentials() -> Credentials {
        let expiry = UNIX_EPOCH + Duration::from_secs(1);
        Credentials::new("AKID", "hunter2-key", Some("hunter2-token".to_owned()), Some(expiry), "tests")
    }

    #[test]
    fn debug_shows_no_secret() {
        let shown = format!("{:?} {:#?}", credentials(), credentials());
        assert!(shown.contains("AKID") && shown.contains("tests") && !shown.contains("hunter2"), "{shown}");
        let shown = format!("{:?}", Credentials::new("AKID", "", None, None, "tests"));
        assert!(shown.contains("session_token: None"), "{shown}");
    }

    #[test]
    fn every_part_counts_in_a_comparison() {
        assert_eq!(credentials(), credentials());
        assert_eq!(credentials(), credentials().clone());
        let (token, expiry) = (Some("hunter2-token".to_owned()), credentials().expiry());
        let other = [
            Credentials::new("AKIE", "hunter2-key", token.clone(), expiry, "tests"),
            Credentials::new("AKID", "hunter2-kez", token.clone(), expiry, "tests"),
            Credentials::new("AKID", "hunter2-ke", token.clone(), expiry, "tests"),
            Credentials::new("AKID", "hunter2-key", Some("hunter2-tokem".to_owned()), expiry, "tests"),
            Credentials::new("AKID", "hunter2-key", None, expiry, "tests"),
            Credentials::new("AKID", "hunter2-key", token.clone(), None, "tests"),
            Credentials::new("AKID", "hunter2-key", token, expiry, "others"),
        ];
        for other in other {
            assert_ne!(credentials(), other);
        }
    }

    #[test]
    fn accessors_return_the_arguments() {
        let credentials = credentials();
        assert_eq!((credentials.access_key_id(), credentials.secret_access_key()), ("AKID", "hunter2-key"));
        assert_eq!(credentials.session_token(), Some("hunter2-token"));
        assert_eq!(credentials.expiry(), Some(UNIX_EPOCH + Duration::from_secs(1)));
        // A clone and a header value share the memory.
        let (clone, shared) = (credentials.clone(), credentials.session_token_header());
        assert_eq!(clone.secret_access_key().as_ptr(), credentials.secret_access_key().as_ptr());
        let shared = shared.expect("a header").expect("a token");
        assert_eq!(credentials.session_token().expect("a token").as_ptr(), shared.as_bytes().as_ptr());
        assert!(shared.is_sensitive());
    }
}
