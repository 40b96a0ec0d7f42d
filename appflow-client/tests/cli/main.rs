//! Tests of the command line as users run it.

mod completions;
mod create;
mod fake;
mod killing;
mod kills;
mod lives;
mod mend;
mod operations;
mod output;
mod pages;
mod profiles;
mod providers;
mod server;
mod support;
mod usage;
mod validate;
