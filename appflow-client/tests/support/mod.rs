//! Test support: a server that records requests, a check of signatures that is independent of the client, requests full
//! of markers, and a record of the trace.

#![allow(dead_code, reason = "each test takes what it needs")]

pub mod canary;
pub mod server;
pub mod sigv4;
pub mod trace;
