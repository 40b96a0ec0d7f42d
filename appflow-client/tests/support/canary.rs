//! Fills a request along its schema with a marker in each string, so that no member can be forgotten.

use serde_json::{Map, Value, json};
use tinsmith_types::codegen::{Kind, Schema, TimestampFormat};

/// The depth to which recursive shapes are filled.
const DEPTH: usize = 6;

/// A document of a schema, with one variant of each union.
pub struct Canary {
    pub document: Value,
    /// The markers in secret strings.
    pub secrets: Vec<String>,
    /// The markers in all other strings.
    pub plain: Vec<String>,
}

impl Canary {
    pub fn plant(schema: &'static Schema) -> Self {
        let mut canary = Self { document: Value::Null, secrets: Vec::new(), plain: Vec::new() };
        canary.document = canary.value(schema, false, DEPTH);
        canary
    }

    fn marker(&mut self, is_secret: bool) -> String {
        let (kind, list) = if is_secret { ("secret", &mut self.secrets) } else { ("plain", &mut self.plain) };
        let marker = format!("{kind}-canary-{}-", list.len());
        list.push(marker.clone());
        marker
    }

    fn value(&mut self, schema: &'static Schema, is_secret: bool, depth: usize) -> Value {
        let is_secret = is_secret || schema.sensitive;
        match &schema.kind {
            Kind::String | Kind::MediaType(_) | Kind::Enum(_) => json!(self.marker(is_secret)),
            Kind::Blob => json!(""),
            Kind::Boolean => json!(true),
            Kind::Timestamp(TimestampFormat::DateTime) => json!("1970-01-01T00:00:07Z"),
            Kind::Timestamp(TimestampFormat::HttpDate) => json!("Thu, 01 Jan 1970 00:00:07 GMT"),
            Kind::Document => json!({}),
            Kind::List { member, .. } if depth > 0 => json!([self.value(member, is_secret, depth - 1)]),
            Kind::List { .. } => json!([]),
            Kind::Map { key, value, .. } if depth > 0 => {
                let key = self.marker(is_secret || key.sensitive);
                json!({ key: self.value(value, is_secret, depth - 1) })
            }
            Kind::Map { .. } => json!({}),
            Kind::Structure(members) => {
                let present = members.iter().filter(|member| member.required || depth > 0);
                let planted = present.map(|member| {
                    (member.json.to_owned(), self.value(member.schema, is_secret, depth.saturating_sub(1)))
                });
                Value::Object(planted.collect::<Map<_, _>>())
            }
            Kind::Union(members) => {
                let member = members.first().expect("a union has members");
                json!({ member.json: self.value(member.schema, is_secret, depth.saturating_sub(1)) })
            }
            _ => json!(7),
        }
    }
}
