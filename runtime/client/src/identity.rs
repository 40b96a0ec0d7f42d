//! The credentials of a client: asked for once, kept until they are about to expire, and asked for again then.
//!
//! Callers who come while they are being asked for wait for the same answer. No credentials that have expired are used.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use tokio::sync::RwLock;

use crate::clock::{Clock, within};
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
}

#[derive(Debug)]
struct Kept {
    credentials: Credentials,
    until: SystemTime,
}

impl Identity {
    /// Nothing is asked for yet.
    pub fn new(provider: Arc<dyn ProvideCredentials>) -> Self {
        Self { provider, kept: RwLock::default() }
    }

    /// Credentials that have not expired.
    pub async fn credentials(&self, clock: &dyn Clock) -> Result<Credentials, Problem> {
        if let Some(credentials) = usable(self.kept.read().await.as_ref(), clock) {
            return Ok(credentials);
        }
        let mut kept = self.kept.write().await;
        // Somebody else may have asked in the meantime.
        if let Some(credentials) = usable(kept.as_ref(), clock) {
            return Ok(credentials);
        }
        let provided = within(clock, Some(PATIENCE), self.provider.provide_credentials()).await;
        let credentials = provided.map_err(|elapsed| Problem::CredentialsTimeout(elapsed.0))??;
        let now = clock.now();
        let expiry = credentials.expiry();
        if expiry.is_some_and(|expiry| expiry <= now) {
            return Err(Problem::ExpiredCredentials);
        }
        let until = expiry.map_or(now + LIFETIME, |expiry| expiry.checked_sub(BUFFER).unwrap_or(expiry));
        *kept = Some(Kept { credentials: credentials.clone(), until });
        Ok(credentials)
    }

    /// Forgets credentials that the service no longer takes, unless others are here already.
    pub async fn forget(&self, credentials: &Credentials) {
        let mut kept = self.kept.write().await;
        if kept.as_ref().is_some_and(|kept| kept.credentials == *credentials) {
            *kept = None;
        }
    }
}

fn usable(kept: Option<&Kept>, clock: &dyn Clock) -> Option<Credentials> {
    kept.filter(|kept| clock.now() < kept.until).map(|kept| kept.credentials.clone())
}
