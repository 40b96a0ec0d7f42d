//! The options of `diff`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use toml_edit::Date;

use crate::date;
use crate::findings::Shown;

/// Report the effects of a change of the model on the wire, on Rust and on validation.
///
/// Without arguments, the workspace's model is compared with its state at the merge base with the main branch. Findings
/// can be acknowledged in model-diff.toml, and the version of appflow-types must announce the change. With OLD and NEW,
/// which are files or directories of *.json, only these are compared.
#[derive(Debug, Args)]
#[command(
    verbatim_doc_comment,
    after_help = "Exit status: 0 if nothing fails, 1 if something does, 2 if the models could not be compared."
)]
pub struct Options {
    /// The old model, instead of that of the git revision.
    #[arg(requires = "new")]
    pub old: Option<PathBuf>,
    /// The new model, instead of that of the workspace.
    pub new: Option<PathBuf>,
    /// Compare with this git revision instead of the merge base.
    #[arg(long, value_name = "REV", value_parser = NonEmptyStringValueParser::new(), conflicts_with = "old")]
    pub base: Option<String>,
    #[command(flatten)]
    pub shown: Shown,
    /// Compare all operations, not only those for which code is generated.
    #[arg(long)]
    pub all: bool,
    /// Use this directory as the workspace's model/.
    #[arg(long, value_name = "DIR")]
    pub model_dir: Option<PathBuf>,
    /// Use this date as today when checking expiry, such as 2027-01-31.
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub today: Option<Date>,
}

fn day(text: &str) -> Result<Date, &'static str> {
    date::parse(text).ok_or("not a day, expected one such as 2027-01-31")
}
