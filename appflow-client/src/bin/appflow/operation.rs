//! The command of each operation: reads a request, sends it, and prints the response.
//!
//! All operations share one implementation over the generated table.

use appflow_client::dynamic::OPERATIONS;
use appflow_client::{Appflow, Builder, Validation};
use clap::{ArgMatches, Command};
use serde_json::Value;
use tinsmith_client::codegen::dynamic::DynOperation;

use crate::document::Source;
use crate::identity::Wanted;
use crate::options::{self, Options};
use crate::outcome::{Failure, Outcome, note};
use crate::output::VERSION;
use crate::pages::Paging;
use crate::request::Checked;
use crate::{answer, call, dry_run, identity, members, skeleton};

/// An operation of AppFlow.
pub type Operation = &'static dyn DynOperation<Appflow>;

const AFTER_HELP: &str = "\
The request is validated first; one with problems is not sent. The AWS credentials are read from the
environment (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN), or else from the sources of AWS's
command line: a profile, SSO, a web identity, a container or an instance. Those of a connector are read from
the document. Neither is accepted as an argument. Secrets in requests and responses are printed as
**redacted**.

Exit codes:
  0  the call has succeeded; its response is printed
  1  the request has problems, and nothing was sent
  2  the file cannot be read, region or credentials are missing, or the command line is invalid
  3  the call has failed; the pages before it, if any, are printed
";

/// Returns the commands of all operations.
pub fn commands() -> impl Iterator<Item = Command> {
    OPERATIONS.iter().map(|operation| {
        let has_pages = operation.next_token().is_some();
        Command::new(operation.name())
            .about(members::about(operation.summary()))
            .args(options::arguments(has_pages))
            .after_help(members::help(operation.input()) + AFTER_HELP)
    })
}

/// Finds an operation by its name.
pub fn find(name: &str) -> Result<Operation, Failure> {
    let operation = OPERATIONS.iter().find(|operation| operation.name() == name);
    operation.copied().ok_or_else(|| Failure::usage("unknown operation, expected one that `appflow --help` lists"))
}

/// Runs the command of an operation.
pub fn run(operation: Operation, matches: &ArgMatches) -> Result<Outcome, Failure> {
    let options = Options::new(matches, operation.next_token().is_some())?;
    if let Some(extent) = options.skeleton {
        return Ok(skeleton::outcome(operation, extent, options.format));
    }
    let source = source(operation, &options)?;
    let checked = Checked::read(operation, &source, options.fix, options.validation)?;
    if options.validation != Validation::Off || checked.ignored.is_none() {
        note(&checked.notes(&source));
    }
    let mut notes = checked.document();
    notes["version"] = VERSION.into();
    let builder = builder(&options)?;
    if options.dry_run {
        let draft = call::run(dry_run::draft(builder, checked.request))?;
        return Ok(Outcome::success(draft.print(options.format, notes)));
    }
    let client = builder.build().map_err(identity::setup)?;
    if options.paginate {
        let paging = Paging::new(operation, options.format, options.max_items);
        return call::run(paging.run(checked.request, &client, notes));
    }
    let answer = call::run(async { checked.request.send(&client).await.map_err(|error| Failure::call(&error)) })?;
    check(operation, &answer)?;
    Ok(Outcome::success(answer::print(operation.output(), answer, options.format, notes)))
}

/// Reads the document; an operation without required members needs none.
fn source(operation: Operation, options: &Options) -> Result<Source, Failure> {
    match &options.request {
        Some(path) => Source::read(path),
        None if operation.input().members().iter().any(|member| member.required) => Err(Failure::usage(
            "no request, expected `--request` with the path of a JSON document, or `-`; `--skeleton` prints one to fill in",
        )),
        None => Ok(Source::empty()),
    }
}

fn builder(options: &Options) -> Result<Builder<Appflow>, Failure> {
    let (profile, region) = (options.profile.as_deref(), options.region.as_deref());
    let wanted = Wanted { profile, region, credentials: !options.dry_run };
    let mut builder = call::run(identity::builder(wanted))?.validation(options.validation);
    if let Some(url) = &options.endpoint_url {
        builder = builder.endpoint_url(url);
    }
    if options.allow_plain_http {
        builder = builder.allow_plain_http();
    }
    Ok(builder)
}

/// Checks that a response has the members that the operation returns. A service may omit an empty list or map, so a
/// response that can consist of those alone may be empty.
fn check(operation: Operation, answer: &Value) -> Result<(), Failure> {
    let members = operation.output().members();
    let may_be_absent = |member: &tinsmith_types::codegen::Member| answer::is_collection(member.schema);
    if members.is_empty() || members.iter().any(may_be_absent) || answer.as_object().is_none_or(|it| !it.is_empty()) {
        return Ok(());
    }
    let names: Vec<_> = members.iter().map(|member| format!("`{}`", member.json)).collect();
    Err(Failure::answer(format!(
        "the answer is empty, expected {}; the call may have taken effect",
        names.join(" or ")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The members of a response are printed in the same object as these.
    #[test]
    fn no_answer_hides_a_note() {
        for operation in OPERATIONS {
            for member in operation.output().members() {
                let notes = ["changes", "error", "notEnforced", "request", "version", "warnings"];
                assert!(!notes.contains(&member.json), "{} of {}", member.json, operation.name());
            }
        }
    }

    #[test]
    fn the_command_line_is_consistent() {
        crate::command().debug_assert();
    }
}
