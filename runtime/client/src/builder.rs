//! Builds a client. A missing or invalid setting is an error of `build`, not of the first call.

use std::any::Any;
use std::marker::PhantomData;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use crate::bearer::ProvideToken;
use crate::call::{Caller, ClientHeaders, Settings};
use crate::clock::{Clock, SystemClock};
use crate::config::{self, ConfigError, CredentialsPart, Validation};
use crate::credentials::{Credentials, ProvideCredentials};
use crate::endpoint::{EndpointParameter, ParameterValue, Parameters};
use crate::environment::{self, Lookup};
use crate::handle::Handle;
use crate::identity::Identity;
use crate::protocol::Protocol as _;
use crate::retry::{Backoff, Budget, FullJitter, MAX_ATTEMPTS};
use crate::service::Service;
use crate::target::{Resolver, Target};
use crate::timeouts::Timeouts;
use crate::transport::{HttpTransport, Proxies, Transport};
use crate::user_agent::user_agent;

/// The default response limit: one MiB, many times the size of any response without a blob.
const RESPONSE_LIMIT: usize = 1 << 20;

/// Settings of a client that is not built yet.
///
/// A generated crate has an alias of it for its service, and `Client::builder()` starts one.
///
/// ```
/// use std::time::Duration;
///
/// use tinsmith_client::{Credentials, Timeouts, Validation};
/// # mod example { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doc/example.rs")); } use example::*;
///
/// let client = Client::builder()
///     .region("eu-west-1")
///     .credentials(Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI", None, None, "example"))
///     .timeouts(Timeouts::new().attempt(Duration::from_secs(10)).call(Duration::from_secs(30)))
///     .max_attempts(5)
///     .validation(Validation::Warn)
///     .app_name("nightly-import")
/// #     .transport(tinsmith_client::transport::RecordingTransport::new()) // also without the feature `tls`
///     .build()?;
/// # Ok::<(), tinsmith_client::ConfigError>(())
/// ```
#[derive(Debug)]
pub struct Builder<S> {
    region: Option<String>,
    credentials: Option<Arc<dyn ProvideCredentials>>,
    credentials_problem: Option<(CredentialsPart, &'static str)>,
    token: Option<Arc<dyn ProvideToken>>,
    is_anonymous: bool,
    endpoint_parameters: Parameters,
    endpoint_url: Option<String>,
    use_fips: bool,
    use_dual_stack: bool,
    allow_plain_http: bool,
    validation: Validation,
    response_limit: usize,
    timeouts: Timeouts,
    max_attempts: u32,
    backoff: Arc<dyn Backoff>,
    clock: Arc<dyn Clock>,
    app_name: Option<String>,
    transport: Option<Arc<dyn Transport>>,
    proxies: Proxies,
    ca_bundle: Option<PathBuf>,
    /// Whether the environment selects a profile, which is not read.
    ignores_profile: bool,
    service: PhantomData<fn() -> S>,
}

impl<S: Service> Default for Builder<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Service> Builder<S> {
    /// Starts with the default settings: no region and no credentials.
    pub fn new() -> Self {
        Self {
            region: None,
            credentials: None,
            credentials_problem: None,
            token: None,
            is_anonymous: false,
            endpoint_parameters: Parameters::default(),
            endpoint_url: None,
            use_fips: false,
            use_dual_stack: false,
            allow_plain_http: false,
            validation: Validation::Strict,
            response_limit: RESPONSE_LIMIT,
            timeouts: Timeouts::default(),
            max_attempts: MAX_ATTEMPTS,
            backoff: Arc::new(FullJitter::default()),
            clock: Arc::new(SystemClock),
            app_name: None,
            transport: None,
            proxies: Proxies::default(),
            ca_bundle: None,
            ignores_profile: false,
            service: PhantomData,
        }
    }

    /// Starts with the settings in environment variables.
    ///
    /// These are `AWS_REGION` or `AWS_DEFAULT_REGION`, `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and
    /// `AWS_SESSION_TOKEN`, the service's own `AWS_ENDPOINT_URL_…` or `AWS_ENDPOINT_URL` unless
    /// `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` is true, `AWS_USE_FIPS_ENDPOINT`, `AWS_USE_DUALSTACK_ENDPOINT`,
    /// `AWS_MAX_ATTEMPTS`, `AWS_RETRY_MODE` and `AWS_SDK_UA_APP_ID`.
    ///
    /// The default transport also follows `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in upper or lower
    /// case, except for endpoints on this machine, and trusts the certificate authorities of the PEM file that
    /// `AWS_CA_BUNDLE` names instead of the machine's.
    ///
    /// `AWS_PROFILE` is not read, and [`build`](Self::build) warns of it in the trace if it is set: the feature
    /// `aws-config` and `from_sdk_config` use profiles.
    ///
    /// # Errors
    ///
    /// Fails for a variable that can't be used. The error names it and the expected value: correct or unset it.
    pub fn from_env() -> Result<Self, ConfigError> {
        Self::from_lookup(&environment::process)
    }

    fn from_lookup(lookup: Lookup<'_>) -> Result<Self, ConfigError> {
        let credentials = environment::credentials(lookup)?;
        Ok(Self {
            region: environment::region(lookup)?,
            credentials: credentials.map(|credentials| Arc::new(credentials) as _),
            endpoint_url: environment::endpoint_url(lookup, S::ENDPOINT_URL_VARIABLE)?,
            use_fips: environment::flag(lookup, "AWS_USE_FIPS_ENDPOINT")?,
            use_dual_stack: environment::flag(lookup, "AWS_USE_DUALSTACK_ENDPOINT")?,
            max_attempts: environment::max_attempts(lookup)?.unwrap_or(MAX_ATTEMPTS),
            app_name: environment::app_name(lookup)?,
            proxies: Proxies::from_lookup(lookup)?,
            ca_bundle: environment::ca_bundle(lookup),
            ignores_profile: environment::has_profile(lookup),
            ..Self::new()
        })
    }

    /// Follows the environment for the connections of the default transport: proxies and `AWS_CA_BUNDLE`.
    #[cfg(feature = "aws-config")]
    pub(crate) fn connections_from_env(mut self) -> Result<Self, ConfigError> {
        self.proxies = Proxies::from_lookup(&environment::process)?;
        self.ca_bundle = environment::ca_bundle(&environment::process);
        Ok(self)
    }

    /// Sets the region, such as `eu-west-1`. It is required even with [`endpoint_url`](Self::endpoint_url), because
    /// requests are signed for it.
    pub fn region(mut self, region: impl Into<String>) -> Self {
        self.region = Some(region.into());
        self
    }

    /// Sets the credentials, or a provider that is asked again shortly before they expire. They are required, unless
    /// there is a bearer token or [`no_credentials`](Self::no_credentials) is set.
    pub fn credentials(mut self, credentials: impl ProvideCredentials + 'static) -> Self {
        // A provider is called only when a call needs it, but fixed credentials can be checked now.
        let fixed = (&credentials as &dyn Any).downcast_ref::<Credentials>();
        self.credentials_problem = fixed.and_then(config::credentials_problem);
        self.credentials = Some(Arc::new(credentials));
        self
    }

    /// Sets a bearer token, or a provider of tokens, for operations that are authenticated by one.
    pub fn bearer_token(mut self, token: impl ProvideToken + 'static) -> Self {
        self.token = Some(Arc::new(token));
        self
    }

    /// Allows a client without credentials. Only operations without authentication succeed.
    pub fn no_credentials(mut self) -> Self {
        self.is_anonymous = true;
        self
    }

    /// Sets a parameter of the service's endpoint rules; the generated crate has a constant for each parameter.
    pub fn endpoint_parameter<T: Into<ParameterValue>>(
        mut self,
        parameter: EndpointParameter<T>,
        value: impl Into<T>,
    ) -> Self {
        self.endpoint_parameters = self.endpoint_parameters.with(parameter.name(), value.into());
        self
    }

    /// Sets the endpoint, in place of AWS's: a URL with `https`, or with `http` on this machine.
    pub fn endpoint_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint_url = Some(url.into());
        self
    }

    /// Uses the FIPS endpoint.
    pub fn use_fips(mut self, use_fips: bool) -> Self {
        self.use_fips = use_fips;
        self
    }

    /// Uses the dual-stack endpoint, which has an IPv4 and an IPv6 address.
    pub fn use_dual_stack(mut self, use_dual_stack: bool) -> Self {
        self.use_dual_stack = use_dual_stack;
        self
    }

    /// Allows a plain `http` endpoint on another machine. All secrets then travel unencrypted.
    pub fn allow_plain_http(mut self) -> Self {
        self.allow_plain_http = true;
        self
    }

    /// Sets whether a request that violates the model's constraints is sent; [`Validation::Strict`] by default.
    pub fn validation(mut self, validation: Validation) -> Self {
        self.validation = validation;
        self
    }

    /// Sets the size of the largest answer that is read into memory, in bytes; 1 MiB by default. A larger one fails the
    /// call with an error for which [`Error::is_too_large`](crate::Error::is_too_large) is true.
    pub fn response_limit(mut self, bytes: usize) -> Self {
        self.response_limit = bytes;
        self
    }

    /// Sets how long a connection, an attempt and the whole call may take.
    pub fn timeouts(mut self, timeouts: Timeouts) -> Self {
        self.timeouts = timeouts;
        self
    }

    /// Sets how many attempts a call may have, including the first; 3 by default. With 1, nothing is retried.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// Sets how long to wait before a retry; [`FullJitter`] by default.
    pub fn backoff(mut self, backoff: impl Backoff + 'static) -> Self {
        self.backoff = Arc::new(backoff);
        self
    }

    /// Sets the clock that signs requests and measures waiting; the operating system's by default.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Sets the name of the application in the header `User-Agent`: 1 to 50 ASCII letters, digits and signs.
    pub fn app_name(mut self, name: impl Into<String>) -> Self {
        self.app_name = Some(name.into());
        self
    }

    /// Sets the transport, in place of the default [`HttpTransport`]. A test can set a
    /// [`RecordingTransport`](crate::transport::RecordingTransport).
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Builds the client. It opens no connection yet.
    ///
    /// # Errors
    ///
    /// Fails if a setting is missing or can't be used. The error says how to set it, in code and in the environment.
    pub fn build(self) -> Result<S::Client, ConfigError> {
        let region = self.region.ok_or(ConfigError::MissingRegion)?;
        if self.credentials.is_none() && self.token.is_none() && !self.is_anonymous {
            return Err(if S::TAKES_TOKENS { ConfigError::MissingToken } else { ConfigError::MissingCredentials });
        }
        if let Some((part, expected)) = self.credentials_problem {
            return Err(ConfigError::Setting { setting: part.name(), expected });
        }
        if self.max_attempts == 0 {
            return Err(ConfigError::Setting { setting: "number of attempts", expected: "at least 1" });
        }
        let parameters = Parameters {
            region: Some(region.clone()),
            use_fips: self.use_fips,
            use_dual_stack: self.use_dual_stack,
            endpoint: self.endpoint_url,
            ..self.endpoint_parameters
        };
        if self.ignores_profile {
            tracing::warn!("AWS_PROFILE is set but not read: expected the feature aws-config and from_sdk_config");
        }
        let resolver = Resolver { region, parameters, allow_plain_http: self.allow_plain_http };
        let target = match resolver.target::<S>() {
            Err(ConfigError::Endpoint(error)) if S::HAS_CONTEXT => Err(error),
            target => Ok(target?),
        };
        let is_https = target.as_ref().map_or(true, Target::is_https);
        let transport = match self.transport {
            Some(transport) => transport,
            None => {
                let (connect, bundle) = (self.timeouts.connect, self.ca_bundle.as_deref());
                Arc::new(HttpTransport::for_client(is_https, connect, self.proxies, bundle)?)
            }
        };
        let user_agent = user_agent(S::ID, S::VERSION, self.app_name.as_deref())?;
        let caller = Caller {
            service: S::ID,
            target,
            resolver,
            identity: self.credentials.map(Identity::new),
            token: self.token,
            transport,
            headers: ClientHeaders::new(user_agent, self.max_attempts),
            clock: self.clock,
            skew: AtomicI64::new(0),
            max_attempts: self.max_attempts,
            backoff: self.backoff,
            budget: Budget::default(),
            response_limit: self.response_limit,
            error_code: S::Protocol::error_code,
        };
        let settings = Settings { validation: self.validation, timeouts: self.timeouts };
        Ok(S::client(Handle::new(caller, settings)))
    }
}
