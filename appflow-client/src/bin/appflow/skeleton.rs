//! Requests to fill in: JSON with the members of a request, and beside it a line of documentation for each.

use serde_json::{Value, json};
use tinsmith_types::codegen::{Kind, Member, Range, Schema, TimestampFormat};

use crate::members;
use crate::operation::Operation;
use crate::outcome::Outcome;
use crate::output::{Format, VERSION};

/// The members that are in a skeleton.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of them.
    All,
    /// Those that must be present.
    Required,
}

/// Prints a request of an operation to fill in: on the standard output, so that it can go to a file. In text, the
/// documentation goes to the standard error.
pub fn outcome(operation: Operation, extent: Extent, format: Format) -> Outcome {
    let mut skeleton = Skeleton { extent, members: Vec::new(), open: Vec::new() };
    let text = skeleton.structure(operation.input(), "");
    match format {
        Format::Text => {
            let line = |(path, about): (String, String)| format!("{path}: {about}\n");
            Outcome { out: text + "\n", err: skeleton.members.into_iter().map(line).collect(), status: 0 }
        }
        Format::Json => {
            let request: Value = serde_json::from_str(&text).unwrap_or_default();
            let member = |(path, about)| json!({ "path": path, "about": about });
            let members: Vec<Value> = skeleton.members.into_iter().map(member).collect();
            let document = json!({ "version": VERSION, "request": request, "members": members });
            Outcome::success(format!("{document:#}\n"))
        }
    }
}

/// A walk over the shape of a request. The text is written by hand, because the order of members matters to people.
struct Skeleton {
    extent: Extent,
    /// Every member so far: its path as problems of a document name it, and its description.
    members: Vec<(String, String)>,
    /// The names of the structures around, which a structure may contain again.
    open: Vec<&'static str>,
}

impl Skeleton {
    fn structure(&mut self, schema: &'static Schema, path: &str) -> String {
        if self.open.contains(&schema.name) {
            return "{}".to_owned();
        }
        self.open.push(schema.name);
        let is_shown = |member: &&Member| {
            // The client sets the token, and a repeated one would prevent the next call.
            !member.idempotency_token && (self.extent == Extent::All || member.required)
        };
        let members: Vec<&Member> = schema.members().iter().filter(is_shown).collect();
        let members = members.into_iter().map(|member| {
            let path = format!("{path}/{}", member.json);
            self.members.push((path.clone(), members::description(schema, member)));
            format!("{}: {}", Value::from(member.json), self.value(member.schema, &path))
        });
        let entries: Vec<String> = members.collect();
        self.open.pop();
        enclosed('{', &entries, '}')
    }

    fn value(&mut self, schema: &'static Schema, path: &str) -> String {
        match &schema.kind {
            Kind::Structure(_) | Kind::Union(_) => self.structure(schema, path),
            Kind::List { member, .. } => {
                let item = self.value(member, &format!("{path}/0"));
                enclosed('[', &[item], ']')
            }
            Kind::Map { value, .. } => {
                let entry = self.value(value, &format!("{path}/key"));
                enclosed('{', &[format!("\"key\": {entry}")], '}')
            }
            _ => placeholder(schema).to_string(),
        }
    }
}

/// A value of the right type; of an enum, its first word.
fn placeholder(schema: &Schema) -> Value {
    match &schema.kind {
        Kind::Boolean => false.into(),
        Kind::Byte | Kind::Short | Kind::Integer | Kind::Long => match schema.range {
            Some(Range::Integer { min: Some(min), .. }) => min.into(),
            _ => 0.into(),
        },
        Kind::Float | Kind::Double | Kind::BigInteger | Kind::BigDecimal => 0.into(),
        Kind::Timestamp(TimestampFormat::EpochSeconds) => 0.into(),
        Kind::Timestamp(_) => "1970-01-01T00:00:00Z".into(),
        Kind::Enum(words) => words.first().copied().unwrap_or_default().into(),
        Kind::IntEnum(numbers) => numbers.first().copied().unwrap_or_default().into(),
        Kind::Document => json!({}),
        _ => "".into(),
    }
}

fn enclosed(open: char, entries: &[String], close: char) -> String {
    if entries.is_empty() {
        return format!("{open}{close}");
    }
    let entries = entries.join(",\n").replace('\n', "\n  ");
    format!("{open}\n  {entries}\n{close}")
}
