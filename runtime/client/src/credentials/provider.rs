//! The trait of providers of credentials.

use std::fmt;
use std::pin::Pin;
use std::sync::Arc;

use super::{Credentials, CredentialsError};

/// A future that resolves to credentials.
pub type CredentialsFuture<'a> = Pin<Box<dyn Future<Output = Result<Credentials, CredentialsError>> + Send + 'a>>;

/// A source of credentials, such as a profile or a metadata service.
///
/// The client caches credentials and calls the provider again only when they are about to expire, so a provider needs
/// no cache.
///
/// ```
/// use tinsmith_client::{Credentials, CredentialsError, CredentialsFuture, ProvideCredentials};
///
/// #[derive(Debug)]
/// struct FromFile(&'static str);
///
/// impl ProvideCredentials for FromFile {
///     fn provide_credentials(&self) -> CredentialsFuture<'_> {
///         Box::pin(async {
///             let text = std::fs::read_to_string(self.0);
///             let text = text.map_err(|error| CredentialsError::new("the file can't be read").with_source(error))?;
///             let (id, secret) = text.trim().split_once(' ').ok_or_else(|| CredentialsError::new("no secret"))?;
///             Ok(Credentials::new(id, secret, None, None, "file"))
///         })
///     }
/// }
/// ```
pub trait ProvideCredentials: fmt::Debug + Send + Sync {
    /// Returns credentials that are valid now.
    ///
    /// # Errors
    ///
    /// The future fails if there are no credentials.
    fn provide_credentials(&self) -> CredentialsFuture<'_>;
}

impl ProvideCredentials for Credentials {
    fn provide_credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(std::future::ready(Ok(self.clone())))
    }
}

impl<T: ProvideCredentials + ?Sized> ProvideCredentials for Arc<T> {
    fn provide_credentials(&self) -> CredentialsFuture<'_> {
        (**self).provide_credentials()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn credentials_provide_themselves() {
        let credentials = Credentials::new("AKID", "hunter2", None, None, "tests");
        let shared: Arc<dyn ProvideCredentials> = Arc::new(credentials.clone());
        assert_eq!(shared.provide_credentials().await.expect("credentials"), credentials);
        assert_eq!(Arc::new(shared).provide_credentials().await.expect("credentials"), credentials);
    }
}
