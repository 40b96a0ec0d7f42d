//! What the tests share: a server that keeps what it gets, a check of signatures that is independent of the client,
//! requests full of markers, and everything that is traced.

#![allow(dead_code, reason = "each test takes what it needs")]

pub mod canary;
pub mod server;
pub mod sigv4;
pub mod trace;
