//! What the tests share: a server that keeps what it gets, and a check of signatures that is independent of the client.

#![allow(dead_code, reason = "each test takes what it needs")]

pub mod server;
pub mod sigv4;
