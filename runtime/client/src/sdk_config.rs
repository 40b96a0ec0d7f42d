//! Builds a client from the configuration loaded by the crate `aws-config`: region, credentials, endpoint, and the
//! settings of retries, timeouts and time.

use std::time::{Duration, SystemTime};

use aws_smithy_async::rt::sleep::{AsyncSleep, SharedAsyncSleep};
use aws_smithy_async::time::{SharedTimeSource, TimeSource};
use aws_smithy_types::retry::{RetryConfig, RetryMode};
use aws_smithy_types::timeout::TimeoutConfig;
use aws_types::SdkConfig;
use aws_types::service_config::ServiceConfigKey;

use crate::BoxError;
use crate::builder::Builder;
use crate::clock::{Clock, Sleep, SystemClock, probe};
use crate::config::ConfigError;
use crate::retry::FullJitter;
use crate::service::Service;
use crate::timeouts::Timeouts;

impl<S: Service> Builder<S> {
    /// Starts with the settings that the crate `aws-config` has loaded.
    ///
    /// These are region, credentials, endpoint (the service's own, too), FIPS and dual stack, the settings of retries
    /// and timeouts, the application's name, and the sources of time and sleep. The HTTP client is not used: this crate
    /// has its own, which reads the proxy variables and `AWS_CA_BUNDLE` like [`from_env`](Self::from_env).
    ///
    /// # Errors
    ///
    /// Fails for a setting that is not supported, such as the adaptive retry mode, and for an environment variable of
    /// the connections that can't be used. The error says what to set instead.
    pub fn from_sdk_config(config: &SdkConfig) -> Result<Self, ConfigError> {
        let mut builder = Self::new()
            .connections_from_env()?
            .use_fips(config.use_fips().unwrap_or_default())
            .use_dual_stack(config.use_dual_stack().unwrap_or_default())
            .clock(SdkClock { time: config.time_source(), sleep: config.sleep_impl() });
        if let Some(region) = config.region() {
            builder = builder.region(region.as_ref());
        }
        if let Some(credentials) = config.credentials_provider() {
            builder = builder.credentials(credentials);
        }
        if let Some(url) = endpoint_url::<S>(config) {
            builder = builder.endpoint_url(url);
        }
        if let Some(name) = config.app_name() {
            builder = builder.app_name(name.as_ref());
        }
        if let Some(timeouts) = config.timeout_config() {
            builder = builder.timeouts(limits(timeouts));
        }
        match config.retry_config() {
            Some(retries) => retrying(builder, retries),
            None => Ok(builder),
        }
    }
}

/// Returns the endpoint set in code, the service's own of environment or profile, or that of all services.
fn endpoint_url<S: Service>(config: &SdkConfig) -> Option<String> {
    let general = config.endpoint_url().map(str::to_owned);
    if config.get_origin("endpoint_url").is_client_config() {
        return general;
    }
    let id = S::ID.to_lowercase().replace(' ', "_");
    let key = ServiceConfigKey::builder().service_id(&id).env("AWS_ENDPOINT_URL").profile("endpoint_url").build();
    let own = config.service_config().zip(key.ok()).and_then(|(settings, key)| settings.load_config(key));
    own.or(general)
}

/// Converts time limits: one that is not set becomes the default, and a disabled one is removed.
fn limits(config: &TimeoutConfig) -> Timeouts {
    let defaults = Timeouts::default();
    if !config.has_timeouts() {
        return Timeouts::disabled();
    }
    Timeouts {
        connect: config.connect_timeout().or(defaults.connect),
        attempt: config.operation_attempt_timeout().or(config.read_timeout()).or(defaults.attempt),
        call: config.operation_timeout(),
        idle: config.read_timeout().or(defaults.idle),
    }
}

fn retrying<S: Service>(builder: Builder<S>, config: &RetryConfig) -> Result<Builder<S>, ConfigError> {
    if config.mode() != RetryMode::Standard {
        return Err(ConfigError::Setting {
            setting: "retry mode",
            expected: "standard, the only one that is supported",
        });
    }
    let backoff = FullJitter::new(config.initial_backoff(), config.max_backoff());
    Ok(builder.max_attempts(config.max_attempts()).backoff(backoff))
}

/// The sources of time and sleep of the configuration, each of which may be absent.
#[derive(Debug)]
struct SdkClock {
    time: Option<SharedTimeSource>,
    sleep: Option<SharedAsyncSleep>,
}

impl Clock for SdkClock {
    fn now(&self) -> SystemTime {
        self.time.as_ref().map_or_else(SystemTime::now, TimeSource::now)
    }

    fn sleep(&self, duration: Duration) -> Sleep<'_> {
        match &self.sleep {
            Some(source) => Box::pin(source.sleep(duration)),
            None => SystemClock.sleep(duration),
        }
    }

    fn check(&self) -> Result<(), BoxError> {
        match &self.sleep {
            // The sleep may need tokio, so only a trial shows whether it works here.
            Some(_) => probe(|| self.sleep(Duration::ZERO)).map_err(|cause| {
                let expected = "expected to be called in a tokio runtime with `enable_time`, which the sleep of the \
                                SdkConfig needs";
                format!("{expected}: {cause}").into()
            }),
            None => SystemClock.check(),
        }
    }
}
