//! Region, credentials and further settings, from the environment or from the sources of AWS's command line: profiles,
//! SSO, containers and instances.

use std::error::Error as _;
use std::time::Duration;

use appflow_client::{Appflow, BoxError, Builder, ConfigError, Credentials, SdkConfig, Timeouts};
use aws_config::profile::ProfileFileCredentialsProvider;
use aws_config::provider_config::ProviderConfig;
use aws_config::retry::RetryConfig;
use aws_config::{BehaviorVersion, ConfigLoader, Region};
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials as _, SharedCredentialsProvider};
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore, rustls_provider::CryptoMode};
use aws_types::sdk_config::SharedHttpClient;

use crate::outcome::Failure;

/// The time limit for finding credentials.
const PATIENCE: Duration = Duration::from_secs(30);

/// The options that select the source of settings.
pub struct Wanted<'a> {
    /// The profile, which takes precedence over the environment.
    pub profile: Option<&'a str>,
    /// The region, which takes precedence over all other sources.
    pub region: Option<&'a str>,
    /// Whether credentials are needed.
    pub credentials: bool,
}

/// Configures a client from the environment and, if that is not enough, from the other sources.
pub async fn builder(wanted: Wanted<'_>) -> Result<Builder<Appflow>, Failure> {
    // An unreadable setting in the environment is an error, wherever the others come from.
    let builder = Builder::from_env().map_err(setup)?;
    let is_profile = wanted.profile.is_some() || is_set("AWS_PROFILE");
    let is_enough = (wanted.region.is_some() || is_set("AWS_REGION") || is_set("AWS_DEFAULT_REGION"))
        && (has_credentials() || !wanted.credentials);
    let builder = if is_enough && !is_profile { builder } else { found(&wanted, http_client()?).await? };
    Ok(match wanted.region {
        Some(region) => builder.region(region),
        None => builder,
    })
}

/// Creates the HTTP client with which aws-config requests credentials. It trusts the same authorities as the client.
fn http_client() -> Result<SharedHttpClient, Failure> {
    let builder = aws_smithy_http_client::Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring));
    let Some(bundle) = std::env::var_os("AWS_CA_BUNDLE").filter(|path| !path.is_empty()) else {
        return Ok(builder.build_https());
    };
    // An unusable bundle would make the connector panic. Building a client, which is not used, detects it.
    let credentials = Credentials::new("none", "none", None, None, "none");
    let check = Builder::<Appflow>::from_sdk_config(&SdkConfig::builder().build()).map_err(setup)?;
    let check = check.region("us-east-1").credentials(credentials).endpoint_url("https://localhost");
    check.build().map_err(setup)?;
    let unusable = |error: BoxError| Failure::setup(format!("AWS_CA_BUNDLE can't be used: {error}"));
    let certificates = std::fs::read(bundle).map_err(|error| unusable(error.into()))?;
    let trusted = TlsContext::builder().with_trust_store(TrustStore::empty().with_pem_certificate(certificates));
    Ok(builder.tls_context(trusted.build().map_err(|error| unusable(error.into()))?).build_https())
}

/// Configures a client with the settings that aws-config finds.
async fn found(wanted: &Wanted<'_>, http: SharedHttpClient) -> Result<Builder<Appflow>, Failure> {
    // An unknown retry mode in a profile would make the loader panic.
    let mut loader =
        aws_config::defaults(BehaviorVersion::latest()).http_client(http.clone()).retry_config(RetryConfig::standard());
    if let Some(region) = wanted.region {
        loader = loader.region(Region::new(region.to_owned()));
    }
    if let Some(profile) = wanted.profile {
        loader = with_profile(loader, profile, ProviderConfig::default().with_http_client(http));
    }
    let config = loader.load().await;
    let mut builder = Builder::from_sdk_config(&config).map_err(setup)?.timeouts(Timeouts::default());
    // The client has checked the value. The number in a profile is ignored.
    if let Some(attempts) = std::env::var("AWS_MAX_ATTEMPTS").ok().and_then(|attempts| attempts.parse().ok()) {
        builder = builder.max_attempts(attempts);
    }
    match config.credentials_provider().filter(|_| wanted.credentials) {
        Some(provider) => Ok(builder.credentials(credentials(&provider).await?)),
        None => Ok(builder),
    }
}

/// Uses region and credentials of a profile. The default chain would prefer the credentials of the environment.
fn with_profile(loader: ConfigLoader, profile: &str, config: ProviderConfig) -> ConfigLoader {
    let provider = ProfileFileCredentialsProvider::builder().configure(&config).profile_name(profile).build();
    loader.profile_name(profile).credentials_provider(provider)
}

async fn credentials(provider: &SharedCredentialsProvider) -> Result<Credentials, Failure> {
    let late = |_| Failure::setup(format!("no credentials in {} s, expected them in time", PATIENCE.as_secs()));
    let result = tokio::time::timeout(PATIENCE, provider.provide_credentials()).await.map_err(late)?;
    let found = result.map_err(|error| match error {
        CredentialsError::CredentialsNotLoaded(_) => setup(ConfigError::MissingCredentials),
        error => Failure::setup(format!("no credentials: {}", chain(&error))),
    })?;
    let token = found.session_token().filter(|token| !token.is_empty()).map(str::to_owned);
    Ok(Credentials::new(found.access_key_id(), found.secret_access_key(), token, found.expiry(), "aws-config"))
}

/// Joins the messages of an error and its causes.
fn chain(error: &CredentialsError) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let message = error.to_string();
        if !text.ends_with(&message) {
            text.push_str(&format!(": {message}"));
        }
        cause = error.source();
    }
    text
}

/// Returns whether the environment has credentials, by the variables that the client reads.
pub fn has_credentials() -> bool {
    is_set("AWS_ACCESS_KEY_ID") && is_set("AWS_SECRET_ACCESS_KEY")
}

fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// Describes a problem of the client's settings in terms of the command line.
pub fn setup(error: ConfigError) -> Failure {
    match error {
        ConfigError::MissingRegion => {
            Failure::setup("no region, expected `--region`, AWS_REGION in the environment, or one in the profile")
        }
        ConfigError::MissingCredentials => Failure::setup(
            "no credentials, expected AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment, or a profile by \
             `--profile` or AWS_PROFILE",
        ),
        ConfigError::PlainHttp => Failure::setup(
            "the endpoint URL is plain http, expected https, or `--allow-plain-http` to send secrets in clear to another \
             machine",
        ),
        error => Failure::setup(error),
    }
}
