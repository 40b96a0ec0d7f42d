//! The command line of `cargo xtask conformance`.

use std::path::PathBuf;

use lexopt::{Arg, Parser};

use crate::args;

/// The help of the command.
pub const HELP: &str = "\
Run Smithy's own protocol tests on generated crates.

For each restJson1 service of the models, both crates are generated into one workspace below cargo's target directory
and their tests are run. The models are MODEL.json..., or protocol-tests/*.json in REFERENCE_DATA, or in ../shared from the
workspace; without models, nothing is run. Unsupported operations are removed from the service and listed. A signature and
an endpoint, which the generator requires and these models lack, are added.

A case that is not run is a failure, unless there is a known reason.

Usage: cargo xtask conformance [MODEL.json...] [OPTIONS]

Options:
      --filter TEXT  Run only the cases whose ids contain TEXT, regardless of case and underscores
  -h, --help         Print this
";

/// The values of the options.
#[derive(Debug, Default)]
pub struct Options {
    /// The documents, each of which is a model; if empty, those of the reference data.
    pub models: Vec<PathBuf>,
    /// A part of the ids of the cases to run.
    pub filter: Option<String>,
}

impl Options {
    /// Returns `true` if a case is to be run, by its id or the name of its function.
    pub fn has(&self, name: &str) -> bool {
        self.filter.as_ref().is_none_or(|filter| plain(name).contains(&plain(filter)))
    }
}

/// Returns `None` for `--help`.
pub fn parse(mut parser: Parser) -> Result<Option<Options>, lexopt::Error> {
    let mut options = Options::default();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(path) if !path.is_empty() => options.models.push(path.into()),
            Arg::Long("filter") => args::text(&mut parser, &mut options.filter, "--filter")?,
            Arg::Short('h') | Arg::Long("help") => return Ok(None),
            unexpected => return Err(unexpected.unexpected()),
        }
    }
    Ok(Some(options))
}

/// Returns a name without word separators.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::Options;

    #[test]
    fn filters() {
        let has = |filter: &str, name| Options { filter: Some(filter.to_owned()), ..Options::default() }.has(name);
        assert!(
            has("AllQuery", "all_query_string_types") && has("string_types", "AllQueryStringTypes") && has("", "a")
        );
        assert!(!has("header", "AllQueryStringTypes"));
        assert!(Options::default().has("a"));
    }
}
