//! The fake AppFlow from outside: with the client of this crate, and with requests built byte by byte.

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
