//! The command line, run as its users run it.

mod completions;
mod create;
mod fake;
mod kills;
mod lives;
mod mend;
mod output;
mod profiles;
mod support;
mod usage;
mod validate;
