//! The command line of `cargo xtask generate`.

use std::path::PathBuf;

use lexopt::{Arg, Parser};

use super::runtime;
use crate::args;

/// The help of the command.
pub const HELP: &str = "\
Create a workspace with a crate of types and a client for another service, or add them to a workspace.

The crates NAME-types and NAME-client are generated from the Smithy model in the documents MODEL.json, which are merged.
DIR must be new, empty, or created by this command: another NAME adds a service, and the same one updates its crates. All
services of a workspace share the runtime, which the first run copies by default.

Usage: cargo xtask generate MODEL.json... --name NAME --out DIR [OPTIONS]

Options:
      --name NAME            The prefix of the names of the crates
      --out DIR              The directory of the workspace
      --service SHAPE        The name of the service shape, if the model has several
      --operation NAME       Generate only this operation; may be repeated
      --without NAME         Leave out this operation; may be repeated
      --supported-only       Leave out and list every operation that reaches an unsupported feature
      --runtime DIR          Depend on the runtime in this directory instead of a copy
      --runtime-version REQ  Depend on the published runtime, with a version such as 0.1, instead of a copy
  -h, --help                 Print this
";

/// The values of the options.
#[derive(Debug, Default)]
pub struct Options {
    /// The documents of the model.
    pub models: Vec<PathBuf>,
    /// The prefix of the names of the crates.
    pub name: String,
    /// The directory of the workspace.
    pub out: PathBuf,
    /// The directory of the runtime.
    pub runtime: Option<PathBuf>,
    /// The version requirement for the published runtime.
    pub runtime_version: Option<String>,
    /// The choice of the service and its operations.
    pub codegen: codegen::Options,
}

/// Returns `None` for `--help`.
pub fn parse(mut parser: Parser) -> Result<Option<Options>, lexopt::Error> {
    let mut options = Options::default();
    let (mut name, mut out) = (None, None);
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(path) if !path.is_empty() => options.models.push(path.into()),
            Arg::Long("name") => args::text(&mut parser, &mut name, "--name")?,
            Arg::Long("out") => args::path(&mut parser, &mut out, "--out")?,
            Arg::Long("service") => args::text(&mut parser, &mut options.codegen.service, "--service")?,
            Arg::Long("operation") => args::repeated(&mut parser, &mut options.codegen.only, "--operation")?,
            Arg::Long("without") => args::repeated(&mut parser, &mut options.codegen.without, "--without")?,
            Arg::Long("supported-only") => options.codegen.supported_only = true,
            Arg::Long("runtime") => args::path(&mut parser, &mut options.runtime, "--runtime")?,
            Arg::Long("runtime-version") => {
                args::text(&mut parser, &mut options.runtime_version, "--runtime-version")?;
            }
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            unexpected => return Err(unexpected.unexpected()),
        }
    }
    options.name = args::required(name, "--name")?;
    options.out = args::required(out, "--out")?;
    check(&options)?;
    Ok(Some(options))
}

fn check(options: &Options) -> Result<(), lexopt::Error> {
    let Options { models, name, runtime, runtime_version, .. } = options;
    if models.is_empty() {
        return Err("no model, expected at least one MODEL.json".into());
    }
    if !is_name(name) {
        let expected = "at most 50 lowercase letters and digits that begin with a letter, single hyphens between them";
        return Err(format!("`{name}` is not a name for crates, expected {expected}").into());
    }
    if runtime.is_some() && runtime_version.is_some() {
        return Err("`--runtime` and `--runtime-version`, expected one or the other".into());
    }
    match runtime_version.as_deref().filter(|requirement| !runtime::is_requirement(requirement)) {
        Some(requirement) => {
            Err(format!("`{requirement}` is not a version requirement, expected one such as 0.1").into())
        }
        None => Ok(()),
    }
}

/// Returns `true` if crates can have the name without a warning from cargo or rustc.
fn is_name(name: &str) -> bool {
    let is_word =
        |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    name.len() <= 50 && name.starts_with(|first: char| first.is_ascii_lowercase()) && name.split('-').all(is_word)
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[track_caller]
    fn check(name: &str, expect: bool) {
        assert_eq!(is_name(name), expect, "{name}");
    }

    #[test]
    fn names_of_crates() {
        for name in ["a", "xray", "eks-auth", "s3", "a-1", &"a".repeat(50)] {
            check(name, true);
        }
        for name in ["", "-", "a-", "-a", "a--b", "1a", "A", "a_b", "a b", "é", "../a", "a/b", "a\n", &"a".repeat(51)]
        {
            check(name, false);
        }
    }
}
