//! The command line, run as its users run it.

mod create;
mod fake;
mod kills;
mod support;
mod usage;
mod validate;
