//! The project's tasks, each a command of `cargo xtask`.
//!
//! No other crate of the generator reads or writes files. A command finds all errors before it writes anything.

mod args;
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

use anyhow::Result;
use lexopt::{Arg, Parser};

use crate::outcome::Outcome;

/// A task, by the name after `cargo xtask`.
struct Command {
    name: &'static str,
    about: &'static str,
    run: fn(Parser) -> Result<Outcome>,
}

/// The meaning of the first argument.
enum First {
    Command(&'static Command),
    Help,
    Nothing,
}

const COMMANDS: &[Command] = &[
    Command { name: "regenerate", about: regenerate::ABOUT, run: regenerate::run },
    Command { name: "import", about: import::ABOUT, run: import::run },
    Command { name: "diff", about: diff::ABOUT, run: diff::run },
    Command { name: "lint", about: lint::ABOUT, run: lint::run },
    Command { name: "generate", about: generate::ABOUT, run: generate::run },
    Command { name: "conformance", about: conformance::ABOUT, run: conformance::run },
    Command { name: "bench", about: bench::ABOUT, run: bench::run },
    Command { name: "ci", about: ci::ABOUT, run: ci::run },
];

fn main() -> ExitCode {
    dispatch(Parser::from_env()).print()
}

/// Runs the command named by the first argument.
fn dispatch(mut parser: Parser) -> Outcome {
    let first = parser.next().and_then(|first| match first {
        Some(Arg::Value(name)) => match COMMANDS.iter().find(|command| name == command.name) {
            Some(command) => Ok(First::Command(command)),
            None => Err(format!("unknown command {name:?}, expected {}", names()).into()),
        },
        Some(Arg::Short('h') | Arg::Long("help")) => Ok(First::Help),
        Some(unexpected) => Err(unexpected.unexpected()),
        None => Ok(First::Nothing),
    });
    match first {
        Ok(First::Command(command)) => {
            let hint = format!("cargo xtask {} --help", command.name);
            (command.run)(parser).unwrap_or_else(|error| Outcome::failed(&error, &hint))
        }
        Ok(First::Help) => Outcome::success(help()),
        Ok(First::Nothing) => Outcome::text(String::new(), help(), 2),
        Err(error) => Outcome::failed(&error.into(), "cargo xtask --help"),
    }
}

fn names() -> String {
    let names: Vec<_> = COMMANDS.iter().map(|command| format!("`{}`", command.name)).collect();
    names.join(" or ")
}

fn help() -> String {
    let mut help = String::from("The project's own tasks.\n\nUsage: cargo xtask COMMAND [OPTIONS]\n\nCommands:\n");
    for command in COMMANDS {
        help.push_str(&format!("  {:12}{}\n", command.name, command.about));
    }
    help + "\n`cargo xtask COMMAND --help` explains a command.\n"
}
