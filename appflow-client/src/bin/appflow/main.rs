//! The command line of the client: checks requests, sends them, and serves a fake AppFlow.
//!
//! Secrets come from files and the environment, never from arguments, which every process of the machine can read.

mod args;
mod call;
mod completions;
mod create;
mod document;
mod dry_run;
mod fake;
mod file;
mod identity;
mod outcome;
mod output;
mod request;
mod validate;

use std::process::ExitCode;

use lexopt::{Arg, Parser};

use crate::completions::{Operand, Opt};
use crate::outcome::{Failure, Outcome, USAGE};
use crate::output::Format;

/// A command, by the name that stands after `appflow`.
struct Command {
    name: &'static str,
    about: &'static str,
    options: &'static [Opt],
    /// The arguments that are no options.
    operand: Operand,
    run: fn(Parser) -> Result<Outcome, Failure>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: validate::NAME,
        about: validate::ABOUT,
        options: validate::OPTIONS,
        operand: Operand::File,
        run: validate::run,
    },
    Command {
        name: create::NAME,
        about: create::ABOUT,
        options: create::OPTIONS,
        operand: Operand::File,
        run: create::run,
    },
    Command { name: fake::NAME, about: fake::ABOUT, options: fake::OPTIONS, operand: Operand::None, run: fake::run },
    Command {
        name: completions::NAME,
        about: completions::ABOUT,
        options: completions::OPTIONS,
        operand: completions::OPERAND,
        run: completions::run,
    },
];

fn main() -> ExitCode {
    dispatch(Parser::from_env(), Format::of(std::env::args_os())).print()
}

/// Runs the command that the first argument names.
fn dispatch(mut parser: Parser, format: Format) -> Outcome {
    let first = match parser.next() {
        Ok(first) => first,
        Err(error) => return Failure::from(error).into_outcome("appflow --help", format),
    };
    match first {
        Some(Arg::Value(name)) => match COMMANDS.iter().find(|command| name == command.name) {
            Some(command) => {
                let hint = format!("appflow {} --help", command.name);
                (command.run)(parser).unwrap_or_else(|failure| failure.into_outcome(&hint, format))
            }
            None => {
                Failure::usage(format!("unknown command, expected {}", names())).into_outcome("appflow --help", format)
            }
        },
        Some(Arg::Short('h') | Arg::Long("help")) => Outcome::success(help()),
        Some(Arg::Short('V') | Arg::Long("version")) => {
            Outcome::success(concat!("appflow ", env!("CARGO_PKG_VERSION"), "\n").to_owned())
        }
        Some(unexpected) => Failure::from(unexpected.unexpected()).into_outcome("appflow --help", format),
        None => Outcome { out: String::new(), err: help(), status: USAGE },
    }
}

fn names() -> String {
    let names: Vec<_> = COMMANDS.iter().map(|command| format!("`{}`", command.name)).collect();
    names.join(", ")
}

fn help() -> String {
    let mut help = String::from(
        "Check requests to Amazon AppFlow, send them, and serve a fake AppFlow.\n\n\
         Usage: appflow COMMAND [OPTIONS]\n\nCommands:\n",
    );
    for command in COMMANDS {
        help.push_str(&format!("  {:26}{}\n", command.name, command.about));
    }
    help + "\nOptions:\n  -h, --help     Print this\n  -V, --version  Print the version\n\n\
            `appflow COMMAND --help` explains a command and its exit codes.\n"
}
