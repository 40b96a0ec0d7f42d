//! The parts of a run, each of which can be measured alone.

use std::path::PathBuf;

use anyhow::Result;

use super::measurement::{GENERATE, Results};
use super::{builds, check, crates, generator, instructions, program};

/// A part: its name, a summary, and the function that measures it.
pub struct Part {
    /// The name in `--only`.
    pub name: &'static str,
    /// A summary for the help.
    pub about: &'static str,
    /// Whether measuring it takes minutes.
    pub is_slow: bool,
    /// The function that measures it.
    pub run: fn(&Context) -> Result<Results>,
}

/// The directories and options of a run.
pub struct Context {
    /// The root of the workspace.
    pub root: PathBuf,
    /// The directory for build output, below cargo's target directory.
    pub work: PathBuf,
    /// The directory of published models; it need not exist.
    pub models: PathBuf,
    /// Whether to measure fewer rounds.
    pub quick: bool,
    /// The number of times that each program is built and each model generated.
    pub rounds: usize,
}

/// All parts, in the order in which they are measured and reported.
pub const PARTS: &[Part] = &[
    quick("call", "Time of a call that is answered in memory", |context| program::measure(context, "call")),
    quick("signature", "Time of the signature of a request", |context| program::measure(context, "signature")),
    quick("validate", "Time of the check of a request", |context| program::measure(context, "validate")),
    quick("serialize", "Time of writing a request as JSON", |context| program::measure(context, "serialize")),
    quick("parse", "Time of reading a request from JSON", |context| program::measure(context, "parse")),
    quick("throughput", "Calls per second over loopback, with 1, 16 and 256 calls at once", |context| {
        program::measure(context, "throughput")
    }),
    quick("allocations", "Allocations of a call", |context| program::measure(context, "allocations")),
    quick("instructions", "Instructions of a call, if valgrind is installed", instructions::measure),
    quick("crates", "Crates in the normal tree of a client", crates::measure),
    Part {
        name: "builds",
        about: "Clean and repeated builds of the same program, and its size",
        is_slow: true,
        run: builds::measure,
    },
    Part {
        name: "check",
        about: "`cargo check` of generated crates whose dependencies are ready",
        is_slow: true,
        run: check::measure,
    },
    quick("regenerate", "`cargo xtask regenerate`", generator::regenerate),
    quick(GENERATE, "`cargo xtask generate` for each published model", generator::generate),
];

const fn quick(name: &'static str, about: &'static str, run: fn(&Context) -> Result<Results>) -> Part {
    Part { name, about, is_slow: false, run }
}
