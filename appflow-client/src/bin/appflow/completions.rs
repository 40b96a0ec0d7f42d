//! `appflow completions`: scripts for completion of commands and options in a shell.

use clap::{Arg, ArgMatches, Command, value_parser};
use clap_complete::Shell;
use serde_json::json;

use crate::arguments;
use crate::outcome::{Failure, Outcome};
use crate::output::{Format, VERSION};

/// The command's name.
pub const NAME: &str = "completions";

const AFTER_HELP: &str = "\
To install the script:
  bash: source <(appflow completions bash)
  zsh:  appflow completions zsh > a file `_appflow` in a directory of $fpath
  fish: appflow completions fish > ~/.config/fish/completions/appflow.fish

Exit codes:
  0  the script is printed
  2  the command line is invalid
";

/// Returns the command.
pub fn command() -> Command {
    Command::new(NAME)
        .about("Prints a script that completes commands and options in a shell.")
        .arg(Arg::new("SHELL").required(true).value_parser(value_parser!(Shell)).help("The shell"))
        .arg(arguments::format())
        .after_help(AFTER_HELP)
}

/// Runs the command.
pub fn run(matches: &ArgMatches) -> Result<Outcome, Failure> {
    let shell: Shell = arguments::value(matches, "SHELL").ok_or_else(|| Failure::usage("no SHELL, expected it"))?;
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut crate::command(), "appflow", &mut script);
    let script = String::from_utf8_lossy(&script).into_owned();
    Ok(Outcome::success(match arguments::value(matches, "output").unwrap_or_default() {
        Format::Text => script,
        Format::Json => format!("{:#}\n", json!({ "version": VERSION, "script": script })),
    }))
}
