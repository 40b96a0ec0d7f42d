//! The signing key, derived from the secret by four HMACs; it is the same for a whole day.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::Zeroizing;

use super::encode::Sink;
use super::scope::Scope;
use crate::Credentials;

/// An HMAC state after reading the key, so that a signature does not hash the key again. It is wiped on drop.
pub(super) type Key = Hmac<Sha256>;

impl Sink for Key {
    fn put(&mut self, bytes: &[u8]) {
        self.update(bytes);
    }
}

/// The last signing key of a signer, whose region and service do not change.
///
/// One key is enough: a client has one set of credentials at a time, and days follow each other.
#[derive(Default)]
pub(super) struct KeyCache {
    last: Mutex<Option<Entry>>,
    #[cfg(test)]
    pub derivations: std::sync::atomic::AtomicUsize,
}

struct Entry {
    credentials: Credentials,
    date: [u8; 8],
    key: Key,
}

impl KeyCache {
    /// Returns the key for a scope. It is derived, while other threads wait, if the credentials or the day differ from
    /// the last call's.
    pub fn key(&self, credentials: &Credentials, scope: Scope<'_>) -> Key {
        // A panic can't leave a partial entry behind.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = &*last
            && entry.date == *scope.date
            && entry.credentials == *credentials
        {
            return entry.key.clone();
        }
        #[cfg(test)]
        self.derivations.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let key = derive(credentials.secret_access_key(), scope);
        *last = Some(Entry { credentials: credentials.clone(), date: *scope.date, key: key.clone() });
        key
    }
}

impl fmt::Debug for KeyCache {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("KeyCache").finish_non_exhaustive()
    }
}

/// Derives the key `HMAC(HMAC(HMAC(HMAC("AWS4" + secret, date), region), service), "aws4_request")`. Intermediate keys
/// are wiped.
fn derive(secret: &str, scope: Scope<'_>) -> Key {
    let mut first = Zeroizing::new(Vec::with_capacity(4 + secret.len()));
    first.extend_from_slice(b"AWS4");
    first.extend_from_slice(secret.as_bytes());
    let mut key = read(&first);
    for part in [scope.date.as_slice(), scope.region.as_bytes(), scope.service.as_bytes(), b"aws4_request"] {
        let next = key.chain_update(part).finalize();
        key = read(next.as_bytes());
    }
    key
}

fn read(key: &[u8]) -> Key {
    Key::new_from_slice(key).expect("HMAC accepts keys of any length")
}

#[cfg(test)]
mod tests {
    use hmac::EagerHash;
    use hmac::digest::CtOutput;
    use hmac::digest::block_api::Buffer;
    use zeroize::ZeroizeOnDrop;

    use super::*;

    #[test]
    fn keys_are_wiped_when_they_are_dropped() {
        type Core = <Sha256 as EagerHash>::Core;
        fn check<T: ZeroizeOnDrop>() {}
        // An HMAC consists of two hash states and a buffer; it has no `Drop` of its own.
        check::<Core>();
        check::<Buffer<Core>>();
        assert_eq!(size_of::<Key>(), 2 * size_of::<Core>() + size_of::<Buffer<Core>>());
        check::<CtOutput<Key>>();
    }
}
