//! Random ids of requests and resources: UUIDs that are unique in a fake.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::error::StartError;

/// A sequence of ids. Clones share it.
#[derive(Clone, Debug)]
pub struct Identifiers {
    seed: u64,
    count: Arc<AtomicU64>,
}

impl Identifiers {
    /// Creates a sequence that differs from all others.
    pub(crate) fn new() -> Result<Self, StartError> {
        Ok(Self { seed: u64::from_le_bytes(random()?), count: Arc::default() })
    }

    /// Returns the next id, formatted as a UUID of version 8, whose content RFC 9562 leaves to the implementation.
    pub fn next(&self) -> String {
        let count = self.count.fetch_add(1, Ordering::Relaxed) & 0xffff_ffff_ffff;
        let (high, middle, low) = (self.seed >> 32, self.seed >> 16 & 0xffff, self.seed & 0xfff);
        format!("{high:08x}-{middle:04x}-8{low:03x}-8000-{count:012x}")
    }
}

/// Returns random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N], StartError> {
    let mut bytes = [0; N];
    getrandom::getrandom(&mut bytes).map_err(StartError::Random)?;
    Ok(bytes)
}
