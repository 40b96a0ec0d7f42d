//! The commands as they are used: the built program in workspaces of its own.

#[path = "cli/conformance.rs"]
mod conformance;
#[path = "cli/generate.rs"]
mod generate;
#[path = "cli/interruption.rs"]
mod interruption;
#[path = "cli/obstacles.rs"]
mod obstacles;
#[path = "cli/regenerate.rs"]
mod regenerate;
#[path = "cli/support.rs"]
mod support;
#[path = "cli/usage.rs"]
mod usage;
