//! Conversions from the credentials and providers of the crate `aws-config`.

use aws_credential_types::provider::{self, SharedCredentialsProvider};

use super::{Credentials, CredentialsError, CredentialsFuture, ProvideCredentials};

impl From<aws_credential_types::Credentials> for Credentials {
    fn from(theirs: aws_credential_types::Credentials) -> Self {
        let token = theirs.session_token().map(str::to_owned);
        Self::new(theirs.access_key_id(), theirs.secret_access_key(), token, theirs.expiry(), "aws-config")
    }
}

impl From<provider::error::CredentialsError> for CredentialsError {
    fn from(theirs: provider::error::CredentialsError) -> Self {
        Self::new("the provider of the SDK configuration failed").with_source(theirs)
    }
}

impl ProvideCredentials for SharedCredentialsProvider {
    fn provide_credentials(&self) -> CredentialsFuture<'_> {
        Box::pin(async {
            let provider: &dyn provider::ProvideCredentials = self.as_ref();
            Ok(provider.provide_credentials().await?.into())
        })
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error as _;
    use std::time::{Duration, UNIX_EPOCH};

    use aws_credential_types::provider::future;

    use super::*;

    #[tokio::test]
    async fn credentials_of_the_sdk_are_converted() {
        let (token, expiry) = (Some("token".to_owned()), Some(UNIX_EPOCH + Duration::from_secs(1)));
        let theirs = aws_credential_types::Credentials::new("AKID", "hunter2", token.clone(), expiry, "theirs");
        let provider = SharedCredentialsProvider::new(theirs);
        let ours = ProvideCredentials::provide_credentials(&provider).await.expect("credentials");
        assert_eq!(ours, Credentials::new("AKID", "hunter2", token, expiry, "aws-config"));
    }

    #[derive(Debug)]
    struct Failing;

    impl provider::ProvideCredentials for Failing {
        fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
        where
            Self: 'a,
        {
            future::ProvideCredentials::ready(Err(provider::error::CredentialsError::not_loaded("the file is gone")))
        }
    }

    #[tokio::test]
    async fn errors_of_the_sdk_keep_their_causes() {
        let provider = SharedCredentialsProvider::new(Failing);
        let error = ProvideCredentials::provide_credentials(&provider).await.expect_err("none");
        assert_eq!(error.to_string(), "the provider of the SDK configuration failed");
        let theirs = error.source().expect("their error");
        assert_eq!(theirs.source().expect("their cause").to_string(), "the file is gone");
    }
}
