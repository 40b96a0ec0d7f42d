//! The fake AppFlow, seen from outside: by the client of this crate, and by requests that are made byte by byte.

mod behaviour;
mod control;
mod faults;
mod http;
mod load;
mod signatures;
mod slow;
mod state;
mod support;
