//! The project's tasks, each a command of `cargo xtask`.
//!
//! No other crate of the generator reads or writes files. A command finds all errors before it writes anything.

mod bench;
mod ci;
mod conformance;
mod date;
mod diff;
mod documents;
mod escape;
mod files;
mod findings;
mod generate;
mod import;
mod lint;
mod outcome;
mod pipeline;
mod regenerate;
mod report;
mod version;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::outcome::Outcome;

/// The project's own tasks.
#[derive(Debug, Parser)]
#[command(name = "xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

// A variant has no doc comment, because the help of the task is that of its options.
#[derive(Debug, Subcommand)]
enum Task {
    Regenerate(regenerate::Options),
    Import(import::Options),
    Diff(diff::Options),
    Lint(lint::Options),
    Generate(generate::Options),
    Conformance(conformance::Options),
    Bench(bench::Options),
    Ci(ci::Options),
}

fn main() -> ExitCode {
    let outcome = match Arguments::try_parse() {
        Ok(arguments) => run(arguments.task),
        Err(error) => Outcome::unparsed(&error),
    };
    outcome.print()
}

fn run(task: Task) -> Outcome {
    let outcome = match task {
        Task::Regenerate(options) => regenerate::run(&options),
        Task::Import(options) => import::run(&options),
        Task::Diff(options) => Ok(diff::run(&options)),
        Task::Lint(options) => Ok(lint::run(&options)),
        Task::Generate(options) => generate::run(options),
        Task::Conformance(options) => conformance::run(&options),
        Task::Bench(options) => bench::run(&options),
        Task::Ci(_) => ci::run(),
    };
    outcome.unwrap_or_else(|error| Outcome::failed(&error))
}
