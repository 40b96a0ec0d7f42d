//! The credentials of a client: asked for once, kept until they are about to expire, and asked for again then.
//!
//! Callers who come while they are being asked for wait for the same answer. No credentials that have expired are used.

use std::sync::{Arc, PoisonError, RwLock, RwLockWriteGuard};
use std::time::{Duration, SystemTime};

use tokio::sync::Mutex;

use crate::clock::{Clock, within};
use crate::config::credentials_problem;
use crate::credentials::{Credentials, ProvideCredentials};
use crate::error::Problem;

/// Credentials are renewed so long before they expire, so that no request is under way for longer than they last.
const BUFFER: Duration = Duration::from_secs(10);
/// Credentials that do not say when they expire are asked for again after this time.
const LIFETIME: Duration = Duration::from_secs(15 * 60);
/// No provider may take longer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A provider of credentials, with the last that it gave.
#[derive(Debug)]
pub(crate) struct Identity {
    provider: Arc<dyn ProvideCredentials>,
    kept: RwLock<Option<Kept>>,
    /// Held by the one caller who asks the provider.
    asking: Mutex<()>,
}

#[derive(Debug)]
struct Kept {
    credentials: Credentials,
    until: SystemTime,
}

impl Identity {
    /// Nothing is asked for yet.
    pub fn new(provider: Arc<dyn ProvideCredentials>) -> Self {
        Self { provider, kept: RwLock::default(), asking: Mutex::default() }
    }

    /// Credentials that have not expired.
    pub async fn credentials(&self, clock: &dyn Clock) -> Result<Credentials, Problem> {
        if let Some(credentials) = self.kept(clock) {
            return Ok(credentials);
        }
        let _asking = self.asking.lock().await;
        // Somebody else may have asked in the meantime.
        if let Some(credentials) = self.kept(clock) {
            return Ok(credentials);
        }
        let provided = within(clock, Some(PATIENCE), self.provider.provide_credentials()).await;
        let credentials = provided.map_err(|elapsed| Problem::CredentialsTimeout(elapsed.0))??;
        // They are checked here, once, not for every request.
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

    /// Forgets credentials that the service no longer takes, unless others are here already.
    pub fn forget(&self, credentials: &Credentials) {
        let mut kept = self.write();
        if kept.as_ref().is_some_and(|kept| kept.credentials == *credentials) {
            *kept = None;
        }
    }

    /// The credentials of the last time, if they have not expired.
    fn kept(&self, clock: &dyn Clock) -> Option<Credentials> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|kept| clock.now() < kept.until).map(|kept| kept.credentials.clone())
    }

    /// A panic elsewhere leaves nothing half done.
    fn write(&self) -> RwLockWriteGuard<'_, Option<Kept>> {
        self.kept.write().unwrap_or_else(PoisonError::into_inner)
    }
}
