//! Checks that the test modules of generated crates call, behind the feature `test-support`.

pub mod canary;
pub mod malformed;
pub mod round_trip;

pub use crate::__canaries as canaries;
