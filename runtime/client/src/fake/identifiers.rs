//! Ids of requests: UUIDs of which no two are the same in a fake.

use std::sync::atomic::{AtomicU64, Ordering};

/// A sequence of ids.
#[derive(Debug)]
pub(crate) struct Identifiers {
    seed: u64,
    count: AtomicU64,
}

impl Identifiers {
    /// A sequence that is told from others by its seed.
    pub const fn new(seed: u64) -> Self {
        Self { seed, count: AtomicU64::new(0) }
    }

    /// The next id, in the form of a UUID of version 8, which RFC 9562 leaves to those who make it.
    pub fn next(&self) -> String {
        let count = self.count.fetch_add(1, Ordering::Relaxed) & 0xffff_ffff_ffff;
        let (high, middle, low) = (self.seed >> 32, self.seed >> 16 & 0xffff, self.seed & 0xfff);
        format!("{high:08x}-{middle:04x}-8{low:03x}-8000-{count:012x}")
    }
}
