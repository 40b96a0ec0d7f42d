//! The command line of `cargo xtask generate`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::runtime;

/// Create a workspace with a crate of types and a client for another service.
///
/// The crates NAME-types and NAME-client are generated from the Smithy model in the documents MODEL.json, which are
/// merged. The directory must be new, empty, or created by this command: another NAME adds a service, and the same one
/// updates its crates. All services of a workspace share the runtime, which the first run copies by default.
#[derive(Debug, Args)]
#[command(verbatim_doc_comment)]
pub struct Options {
    /// The documents of the model.
    #[arg(value_name = "MODEL.json", required = true)]
    pub models: Vec<PathBuf>,
    /// The prefix of the names of the crates.
    #[arg(long, value_parser = crate_name)]
    pub name: String,
    /// The directory of the workspace.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The name of the service shape, if the model has several.
    #[arg(long, value_name = "SHAPE", value_parser = NonEmptyStringValueParser::new())]
    pub service: Option<String>,
    /// Generate only this operation; may be repeated.
    #[arg(long = "operation", value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub only: Vec<String>,
    /// Leave out this operation; may be repeated.
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub without: Vec<String>,
    /// Leave out and list every operation that reaches an unsupported feature.
    #[arg(long)]
    pub supported_only: bool,
    /// Depend on the runtime in this directory instead of a copy.
    #[arg(long, value_name = "DIR", conflicts_with = "runtime_version")]
    pub runtime: Option<PathBuf>,
    /// Depend on the published runtime, with a version such as 0.1, instead of a copy.
    #[arg(long, value_name = "REQ", value_parser = requirement)]
    pub runtime_version: Option<String>,
}

fn crate_name(text: &str) -> Result<String, &'static str> {
    let expected =
        "expected at most 50 lowercase letters and digits that begin with a letter, single hyphens between them";
    if is_name(text) { Ok(text.to_owned()) } else { Err(expected) }
}

fn requirement(text: &str) -> Result<String, &'static str> {
    let expected = "not a version requirement, expected one such as 0.1";
    if runtime::is_requirement(text) { Ok(text.to_owned()) } else { Err(expected) }
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
