//! Tests of the commands: the built program in temporary workspaces.

#[path = "cli/bench.rs"]
mod bench;
#[path = "cli/conformance.rs"]
mod conformance;
#[path = "cli/diff.rs"]
mod diff;
#[path = "cli/generate.rs"]
mod generate;
#[path = "cli/guides.rs"]
mod guides;
#[path = "cli/hostile.rs"]
mod hostile;
#[path = "cli/import.rs"]
mod import;
#[path = "cli/interruption.rs"]
mod interruption;
#[path = "cli/lint.rs"]
mod lint;
#[path = "cli/obstacles.rs"]
mod obstacles;
#[path = "cli/peers.rs"]
mod peers;
#[path = "cli/regenerate.rs"]
mod regenerate;
#[path = "cli/review.rs"]
mod review;
#[path = "cli/support.rs"]
mod support;
#[path = "cli/usage.rs"]
mod usage;
#[path = "cli/workflows.rs"]
mod workflows;
