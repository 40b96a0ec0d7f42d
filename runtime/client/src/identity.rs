//! The credentials of a client: requested from the provider once, cached, and requested again shortly before they
//! expire.
//!
//! Concurrent callers wait for the same request. Expired credentials are never used.

use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard};
use std::time::{Duration, SystemTime};

use tokio::sync::Mutex;

use crate::clock::{Clock, within};
use crate::config::credentials_problem;
use crate::credentials::{Credentials, ProvideCredentials};
use crate::error::Problem;

/// The time before expiry at which credentials are renewed, so that they do not expire during a request.
const BUFFER: Duration = Duration::from_secs(10);
/// The lifetime of credentials without an expiry.
const LIFETIME: Duration = Duration::from_secs(15 * 60);
/// The time limit of a provider.
const PATIENCE: Duration = Duration::from_secs(30);

/// A provider of credentials, with the last ones that it returned.
#[derive(Debug)]
pub(crate) struct Identity {
    provider: Arc<dyn ProvideCredentials>,
    kept: RwLock<Option<Kept>>,
    /// Held by the one caller that calls the provider.
    asking: Mutex<()>,
}

#[derive(Debug)]
struct Kept {
    credentials: Credentials,
    until: SystemTime,
}

impl Identity {
    /// Creates an identity without cached credentials.
    pub fn new(provider: Arc<dyn ProvideCredentials>) -> Self {
        Self { provider, kept: RwLock::default(), asking: Mutex::default() }
    }

    /// Returns credentials that have not expired.
    pub async fn credentials(&self, clock: &dyn Clock) -> Result<Credentials, Problem> {
        if let Some(credentials) = self.kept(clock) {
            return Ok(credentials);
        }
        let _asking = self.asking.lock().await;
        // Another caller may have renewed them in the meantime.
        if let Some(credentials) = self.kept(clock) {
            return Ok(credentials);
        }
        let provided = within(clock, Some(PATIENCE), self.provider.provide_credentials()).await;
        let credentials = provided.map_err(|elapsed| Problem::CredentialsTimeout(elapsed.0))??;
        // They are checked once here rather than for every request.
        if let Some((part, expected)) = credentials_problem(&credentials) {
            let cause = format!("the provider gave a {} of another form: expected {expected}", part.name());
            return Err(Problem::Signing(cause.into()));
        }
        let now = clock.now();
        let expiry = credentials.expiry();
        if expiry.is_some_and(|expiry| expiry <= now) {
            return Err(Problem::ExpiredCredentials);
        }
        let until = expiry.map_or(now + LIFETIME, |expiry| expiry.checked_sub(BUFFER).unwrap_or(expiry));
        *self.write() = Some(Kept { credentials: credentials.clone(), until });
        Ok(credentials)
    }

    /// Drops credentials that the service rejects, unless they have been replaced already.
    pub fn forget(&self, credentials: &Credentials) {
        let mut kept = self.write();
        if kept.as_ref().is_some_and(|kept| kept.credentials == *credentials) {
            *kept = None;
        }
    }

    /// Returns the cached credentials, if they have not expired.
    fn kept(&self, clock: &dyn Clock) -> Option<Credentials> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|kept| clock.now() < kept.until).map(|kept| kept.credentials.clone())
    }

    /// Locks the cache; a panic elsewhere can't leave a partial value.
    fn write(&self) -> RwLockWriteGuard<'_, Option<Kept>> {
        self.kept.write().unwrap_or_else(PoisonError::into_inner)
    }
}
