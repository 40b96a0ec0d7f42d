//! The command line of `cargo xtask conformance`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

/// Run Smithy's own protocol tests on generated crates.
///
/// For each restJson1 service of the models, both crates are generated into one workspace below cargo's target
/// directory and their tests are run. Unsupported operations are removed from the service and listed. A signature and
/// an endpoint, which the generator requires and these models lack, are added.
///
/// A case that is not run is a failure, unless there is a known reason.
#[derive(Debug, Default, Args)]
#[command(verbatim_doc_comment)]
pub struct Options {
    /// The documents, each of which is a model.
    ///
    /// By default, these are protocol-tests/*.json in REFERENCE_DATA, or in ../shared from the workspace; if that
    /// directory does not exist, nothing is run.
    #[arg(value_name = "MODEL.json", verbatim_doc_comment)]
    pub models: Vec<PathBuf>,
    /// Run only the cases whose ids contain this text, regardless of case and underscores.
    #[arg(long, value_name = "TEXT", value_parser = NonEmptyStringValueParser::new())]
    pub filter: Option<String>,
}

impl Options {
    /// Returns `true` if a case is to be run, by its id or the name of its function.
    pub fn has(&self, name: &str) -> bool {
        self.filter.as_ref().is_none_or(|filter| plain(name).contains(&plain(filter)))
    }
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
