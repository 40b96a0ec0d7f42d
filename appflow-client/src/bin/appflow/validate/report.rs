//! The result of checking one document, in text and in JSON.

use std::path::{Path, PathBuf};

use appflow_client::types::DocumentError;
use serde_json::{Value, json};

use crate::document::Source;
use crate::operation::Operation;
use crate::outcome::{Failure, Outcome, PROBLEMS};
use crate::output::{Format, VERSION};
use crate::request::{self, Checked};

/// The result of checking one document.
pub struct Report {
    source: Source,
    result: Result<Checked, DocumentError>,
    is_fix: bool,
}

impl Report {
    /// Reads and checks a document, and corrects it on demand.
    pub fn of(operation: Operation, path: &Path, is_fix: bool) -> Result<Self, Failure> {
        let source = Source::read(path)?;
        let result = Checked::strictly(operation, &source, is_fix);
        Ok(Self { source, result, is_fix })
    }

    /// Returns the corrected document with its secrets; `None` if it can't be corrected.
    pub fn mended(&self) -> Option<String> {
        let valid = self.result.as_ref().ok()?;
        Some(format!("{:#}\n", valid.request.to_json()))
    }

    /// Prints it.
    pub fn into_outcome(self, format: Format) -> Outcome {
        let out = match format {
            Format::Text => self.text(),
            Format::Json => format!("{:#}\n", with_version(self.document())),
        };
        Outcome { out, err: String::new(), status: self.status() }
    }

    const fn status(&self) -> u8 {
        if self.result.is_ok() { 0 } else { PROBLEMS }
    }

    fn text(&self) -> String {
        let (source, name) = (&self.source, self.source.name());
        match &self.result {
            Ok(Checked { changes, warnings, .. }) => {
                let (changed, warned) = (count(changes.len(), "change"), count(warnings.len(), "warning"));
                format!("{}{}{name}: valid{changed}{warned}\n", source.lines(changes), source.warnings(warnings))
            }
            Err(error) => {
                let problems = count(error.problems().len() + error.more(), "problem");
                let more =
                    if error.more() == 0 { String::new() } else { format!("{name}: and {} more\n", error.more()) };
                format!("{}{more}{name}: not valid{problems}\n", source.lines(error.problems()))
            }
        }
    }

    fn document(&self) -> Value {
        let (warnings, problems, more) = match &self.result {
            Ok(valid) => (request::warnings(&valid.warnings), json!([]), 0),
            Err(error) => (json!([]), json!(error.problems()), error.more()),
        };
        let mut document = json!({
            "file": self.source.name(),
            "valid": self.result.is_ok(),
            "problems": problems,
            "more": more,
            "warnings": warnings,
        });
        if self.is_fix {
            document["changes"] = json!(self.result.as_ref().map_or(&[][..], |valid| &valid.changes));
        }
        document
    }
}

/// Formats the reports on several documents, some of which may be unreadable.
pub fn together(reports: Vec<Result<Report, Failure>>, files: &[PathBuf], format: Format) -> Outcome {
    let statuses = reports.iter().map(|report| report.as_ref().map_or_else(Failure::status, Report::status));
    let status = statuses.max().unwrap_or_default();
    let (mut out, mut err, mut documents) = (String::new(), String::new(), Vec::new());
    for (report, file) in reports.into_iter().zip(files) {
        match report {
            Ok(report) => {
                out.push_str(&report.text());
                documents.push(report.document());
            }
            Err(failure) => {
                documents.push(json!({
                    "file": file.display().to_string(),
                    "valid": false,
                    "error": failure.document(),
                }));
                err.push_str(&failure.into_outcome("appflow validate --help", Format::Text).err);
            }
        }
    }
    if format == Format::Json {
        out = format!("{:#}\n", with_version(json!({ "valid": status == 0, "files": documents })));
    }
    Outcome { out, err, status }
}

fn with_version(mut document: Value) -> Value {
    document["version"] = VERSION.into();
    document
}

fn count(number: usize, what: &str) -> String {
    match number {
        0 => String::new(),
        1 => format!(", 1 {what}"),
        _ => format!(", {number} {what}s"),
    }
}
