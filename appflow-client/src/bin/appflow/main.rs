//! The command line of the client: calls operations, checks requests, and serves a fake AppFlow.
//!
//! Secrets come from files and the environment, never from arguments, which every process of the machine can read.

mod answer;
mod arguments;
mod call;
mod completions;
mod document;
mod dry_run;
mod fake;
mod file;
mod identity;
mod members;
mod operation;
mod options;
mod outcome;
mod outline;
mod output;
mod pages;
mod request;
mod skeleton;
mod validate;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{ArgMatches, Command};

use crate::outcome::{Failure, Outcome};
use crate::output::Format;

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    run(&arguments).print()
}

/// Returns the whole command line.
fn command() -> Command {
    Command::new("appflow")
        .bin_name("appflow")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Calls Amazon AppFlow, checks requests to it, and serves a fake AppFlow.")
        .after_help("`appflow COMMAND --help` explains a command and its exit codes.")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommands([validate::command(), fake::command(), completions::command()])
        .subcommands(operation::commands())
}

/// Runs the command in the arguments.
fn run(arguments: &[OsString]) -> Outcome {
    let (command, format) = (command(), Format::of(arguments));
    let name = arguments.get(1).and_then(|name| command.find_subcommand(name)).map(Command::get_name);
    let hint = name.map_or_else(|| "appflow --help".to_owned(), |name| format!("appflow {name} --help"));
    match command.try_get_matches_from(arguments) {
        Ok(matches) => dispatch(&matches).unwrap_or_else(|failure| failure.into_outcome(&hint, format)),
        Err(error) => arguments::outcome(&error, &hint, format),
    }
}

fn dispatch(matches: &ArgMatches) -> Result<Outcome, Failure> {
    match matches.subcommand() {
        Some((validate::NAME, matches)) => validate::run(matches),
        Some((fake::NAME, matches)) => fake::run(matches),
        Some((completions::NAME, matches)) => completions::run(matches),
        Some((name, matches)) => operation::run(operation::find(name)?, matches),
        None => Err(Failure::usage("no command, expected one that `appflow --help` lists")),
    }
}
