//! `appflow completions`: scripts by which a shell completes commands and options.

use lexopt::{Arg, Parser};
use serde_json::json;

use crate::args;
use crate::outcome::{Failure, Outcome};
use crate::output::{self, FORMATS, Format, VERSION};
use crate::{COMMANDS, Command};

/// The command's name.
pub const NAME: &str = "completions";

/// The description in a line.
pub const ABOUT: &str = "Print a script that completes commands and options in a shell";

/// The options of the command.
pub const OPTIONS: &[Opt] = &[Opt::words("output", FORMATS), Opt::words("format", FORMATS), Opt::flag("help")];

const SHELLS: &[&str] = &["bash", "zsh", "fish"];

const HELP: &str = "\
Print a script that completes the commands and options of `appflow` in a shell.

Usage: appflow completions bash|zsh|fish [--output json|text]

  bash: source <(appflow completions bash)
  zsh:  appflow completions zsh > a file `_appflow` in a directory of $fpath
  fish: appflow completions fish > ~/.config/fish/completions/appflow.fish

Options:
      --output FORMAT  How to print: `text` (the default), or `json`; `--format` is the same
  -h, --help           Print this

Exit codes:
  0  the script is printed
  2  the command line is wrong
";

/// An option of a command.
pub struct Opt {
    /// Its name, without hyphens.
    pub name: &'static str,
    /// The kind of its value.
    pub value: Operand,
}

/// The kind of a value on the command line.
#[derive(Clone, Copy)]
pub enum Operand {
    /// There is none.
    None,
    /// A path.
    File,
    /// One of these words.
    Words(&'static [&'static str]),
    /// Any text.
    Text,
}

impl Opt {
    /// An option without a value.
    pub const fn flag(name: &'static str) -> Self {
        Self { name, value: Operand::None }
    }

    /// An option with a path.
    pub const fn file(name: &'static str) -> Self {
        Self { name, value: Operand::File }
    }

    /// An option with one of these words.
    pub const fn words(name: &'static str, words: &'static [&'static str]) -> Self {
        Self { name, value: Operand::Words(words) }
    }

    /// An option with any text.
    pub const fn text(name: &'static str) -> Self {
        Self { name, value: Operand::Text }
    }
}

/// The words after the command.
pub const OPERAND: Operand = Operand::Words(SHELLS);

/// Runs the command.
pub fn run(mut parser: Parser) -> Result<Outcome, Failure> {
    let (mut shell, mut format) = (None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(name) if SHELLS.iter().any(|shell| name == **shell) => args::once(&mut shell, name, "SHELL")?,
            Arg::Value(_) => return Err(Failure::usage("unknown shell, expected `bash`, `zsh` or `fish`")),
            Arg::Long("output") => output::format(&mut parser, &mut format, "--output")?,
            Arg::Long("format") => output::format(&mut parser, &mut format, "--format")?,
            Arg::Short('h') | Arg::Long("help") => return Ok(Outcome::success(HELP.to_owned())),
            unexpected => return Err(unexpected.unexpected().into()),
        }
    }
    let shell = shell.ok_or_else(|| Failure::usage("no shell, expected `bash`, `zsh` or `fish`"))?;
    let script = match shell.to_str() {
        Some("bash") => bash(),
        Some("zsh") => zsh(),
        _ => fish(),
    };
    Ok(Outcome::success(match format.unwrap_or_default() {
        Format::Text => script,
        Format::Json => format!("{:#}\n", json!({ "version": VERSION, "script": script })),
    }))
}

fn names(separator: &str) -> String {
    COMMANDS.iter().map(|command| command.name).collect::<Vec<_>>().join(separator)
}

fn bash() -> String {
    let commands: String = COMMANDS.iter().map(bash_command).collect();
    format!(
        "_appflow() {{
    local word=\"${{COMP_WORDS[COMP_CWORD]}}\" previous=\"${{COMP_WORDS[COMP_CWORD-1]}}\" words=\"\" files=\"\" line
    COMPREPLY=()
    if [ \"$COMP_CWORD\" -eq 1 ]; then
        words=\"{} --help --version\"
    else
        case \"${{COMP_WORDS[1]}}\" in
{commands}        esac
    fi
    if [ -n \"$words\" ]; then
        while IFS= read -r line; do COMPREPLY+=(\"$line\"); done < <(compgen -W \"$words\" -- \"$word\")
    fi
    if [ -n \"$files\" ]; then
        compopt -o filenames 2>/dev/null
        while IFS= read -r line; do COMPREPLY+=(\"$line\"); done < <(compgen -f -- \"$word\")
    fi
}}
complete -F _appflow appflow
",
        names(" ")
    )
}

fn bash_command(command: &Command) -> String {
    let set = |operand: Operand| match operand {
        Operand::None => String::new(),
        Operand::Text => ":".to_owned(),
        Operand::File => "files=1".to_owned(),
        Operand::Words(words) => format!("words=\"{}\"", words.join(" ")),
    };
    let with_value = command.options.iter().filter(|option| !matches!(option.value, Operand::None));
    let cases: String =
        with_value.map(|option| format!("                --{}) {} ;;\n", option.name, set(option.value))).collect();
    let options: Vec<String> = command.options.iter().map(|option| format!("--{}", option.name)).collect();
    let (mut words, mut files) = (options.join(" "), "");
    match command.operand {
        Operand::Words(more) => words = format!("{} {words}", more.join(" ")),
        Operand::File => files = "; [[ \"$word\" == -* ]] || files=1",
        Operand::None | Operand::Text => {}
    }
    format!(
        "            {}) case \"$previous\" in\n{cases}                *) words=\"{words}\"{files} ;;\n            esac ;;\n",
        command.name
    )
}

fn zsh() -> String {
    let action = |operand: Operand| match operand {
        Operand::None => String::new(),
        Operand::Text => ":value:".to_owned(),
        Operand::File => ":file:_files".to_owned(),
        Operand::Words(words) => format!(":value:({})", words.join(" ")),
    };
    let commands: String = COMMANDS
        .iter()
        .map(|command| {
            let options: String =
                command.options.iter().map(|option| format!(" '--{}{}'", option.name, action(option.value))).collect();
            let operand = match command.operand {
                Operand::None => String::new(),
                operand => format!(" '*{}'", action(operand)),
            };
            format!("    {}) _arguments{options}{operand} ;;\n", command.name)
        })
        .collect();
    format!(
        "#compdef appflow
_appflow() {{
  if (( CURRENT == 2 )); then
    compadd -- {} --help --version
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
{commands}  esac
}}
if [ \"$funcstack[1]\" = _appflow ]; then _appflow \"$@\"; else compdef _appflow appflow; fi
",
        names(" ")
    )
}

fn fish() -> String {
    let mut script = String::from("complete -c appflow -f\n");
    for command in COMMANDS {
        script += &format!("complete -c appflow -n __fish_use_subcommand -a {} -d '{}'\n", command.name, command.about);
        let of = format!("complete -c appflow -n '__fish_seen_subcommand_from {}'", command.name);
        for option in command.options {
            let value = match option.value {
                Operand::None => String::new(),
                Operand::Text => " -x".to_owned(),
                Operand::File => " -r -F".to_owned(),
                Operand::Words(words) => format!(" -x -a '{}'", words.join(" ")),
            };
            script += &format!("{of} -l {}{value}\n", option.name);
        }
        match command.operand {
            Operand::File => script += &format!("{of} -F\n"),
            Operand::Words(words) => script += &format!("{of} -a '{}'\n", words.join(" ")),
            Operand::None | Operand::Text => {}
        }
    }
    script
}
