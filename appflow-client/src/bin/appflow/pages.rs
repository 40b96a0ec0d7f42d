//! Prints all pages of a response as one document. Items are printed as they arrive, and are not kept in memory.

use appflow_client::{Appflow, Client};
use serde_json::{Map, Value};
use tinsmith_client::codegen::dynamic::BoxRequest;
use tinsmith_types::codegen::Kind;

use crate::operation::Operation;
use crate::outcome::{Failure, Outcome, say};
use crate::output::{Format, json};
use crate::{answer, outline};

/// The state of printing pages.
pub struct Paging {
    format: Format,
    /// The number of items that may still be printed, if it is limited.
    left: Option<usize>,
    /// The list of items, which is printed page by page. Without one, everything is printed at the end.
    list: Option<&'static str>,
    next_token: &'static str,
    /// The number of items printed.
    printed: usize,
    /// The members of all pages except for the list.
    rest: Map<String, Value>,
}

impl Paging {
    /// Starts to print at most `max_items` items of an operation's response.
    pub fn new(operation: Operation, format: Format, max_items: Option<usize>) -> Self {
        let members = operation.output().members();
        let list = members.iter().find(|member| matches!(member.schema.kind, Kind::List { .. }));
        let list = list.map(|member| member.json);
        let next_token = operation.next_token().unwrap_or_default();
        Self { format, left: max_items, list, next_token, printed: 0, rest: Map::new() }
    }

    /// Fetches and prints the pages. An error after the first page is reported after the items that were printed.
    pub async fn run(
        mut self,
        request: BoxRequest<Appflow>,
        client: &Client,
        notes: Value,
    ) -> Result<Outcome, Failure> {
        let no_pages = || Failure::usage("the operation has no pages, expected it without `--paginate`");
        let mut pages = request.pages(client).ok_or_else(no_pages)?;
        let mut has_begun = false;
        while let Some(page) = pages.next().await {
            let is_first = !std::mem::replace(&mut has_begun, true);
            match page {
                Ok(page) => {
                    if !self.page(page, is_first) {
                        break;
                    }
                }
                Err(error) if is_first => return Err(Failure::call(&error)),
                Err(error) => return Ok(self.end(notes, Some(&Failure::call(&error)))),
            }
        }
        Ok(self.end(notes, None))
    }

    /// Prints a page, and returns whether to fetch the next one.
    fn page(&mut self, mut page: Value, is_first: bool) -> bool {
        let Value::Object(members) = &mut page else { return false };
        let items = self.list.and_then(|list| members.remove(list));
        let mut items = items.as_ref().and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        if let Some(left) = &mut self.left {
            if let Some(wanted) = items.get(..*left).filter(|wanted| wanted.len() < items.len()) {
                items = wanted;
                // The token would skip the items that are left out.
                members.remove(self.next_token);
            }
            *left -= items.len();
        }
        let is_read = say(&self.items(items, is_first));
        if let Value::Object(page) = page {
            answer::merge(&mut self.rest, page);
        }
        is_read && self.left != Some(0)
    }

    /// Formats the items of a page, after the beginning of the document.
    fn items(&mut self, items: &[Value], is_first: bool) -> String {
        let Some(list) = self.list else { return String::new() };
        let mut text = String::new();
        if is_first {
            text = match self.format {
                Format::Text => format!("{list}:\n"),
                Format::Json => format!("{{\n  \"{list}\": ["),
            };
        }
        for item in items {
            let printed = match self.format {
                Format::Text => indented(&outline::item(item), "  "),
                Format::Json => {
                    let separator = if self.printed == 0 { "\n" } else { ",\n" };
                    separator.to_owned() + indented(&json(item), "    ").trim_end()
                }
            };
            text.push_str(&printed);
            self.printed += 1;
        }
        text
    }

    /// Formats the end of the document: the other members, and the error of a page that could not be fetched.
    fn end(self, mut notes: Value, failure: Option<&Failure>) -> Outcome {
        let rest = Value::Object(self.rest);
        let out = match self.format {
            Format::Text => outline::document(&rest),
            Format::Json => {
                answer::extend(&mut notes, rest);
                if let Some(failure) = failure {
                    notes["error"] = failure.document();
                }
                let text = json(&notes);
                match (self.list, self.printed) {
                    (None, _) => text + "\n",
                    (Some(_), 0) => format!("],{}\n", &text[1..]),
                    (Some(_), _) => format!("\n  ],{}\n", &text[1..]),
                }
            }
        };
        match failure {
            None => Outcome::success(out),
            Some(failure) => Outcome { out, err: failure.line(), status: failure.status() },
        }
    }
}

fn indented(text: &str, by: &str) -> String {
    text.lines().map(|line| format!("{by}{line}\n")).collect()
}
