//! The fake AppFlow, seen from outside: by the client of this crate, and by requests that are made byte by byte.

mod behaviour;
mod connectors;
mod control;
mod faults;
mod flows;
mod http;
mod life_cycle;
mod load;
mod pages;
mod profiles;
mod runs;
mod signatures;
mod slow;
mod state;
mod support;
mod tags;
