//! Encodes outputs as a service does: each member goes to the part of the HTTP message to which the model binds it.

use bytes::Bytes;
use http::StatusCode;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use tinsmith_types::Structure;
use tinsmith_types::codegen::structure::{self, Scope};
use tinsmith_types::codegen::{Form, Kind, Location, Member, Members, Value, Writing};

use super::answer::{Answer, Failure, JSON};
use crate::protocol::headers;

/// Writes an output.
///
/// # Errors
///
/// Returns an internal error for a member that HTTP can't carry.
pub(crate) fn encode<O: Structure>(status: StatusCode, output: &O) -> Result<Answer, Failure> {
    let mut bindings = Bindings { status, headers: HeaderMap::new(), body: None, result: Ok(()) };
    output.visit(&mut bindings);
    bindings.result?;
    let (body, content_type) = match bindings.body {
        Some(payload) => payload,
        None => (json(output)?, JSON),
    };
    bindings.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(content_type));
    Ok(Answer { status: bindings.status, error: None, headers: bindings.headers, body })
}

fn json<O: Structure>(output: &O) -> Result<Bytes, Failure> {
    let mut body = Vec::new();
    structure::serialize(output, Scope::Body, Form::Wire, &mut serde_json::Serializer::new(&mut body))
        .map_err(|_| Failure::internal())?;
    Ok(body.into())
}

/// Collects the members that are not in the JSON document of the body.
struct Bindings {
    status: StatusCode,
    headers: HeaderMap,
    body: Option<(Bytes, &'static str)>,
    result: Result<(), Failure>,
}

impl Members for Bindings {
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool {
        self.result = self.bind(member, value);
        self.result.is_ok()
    }
}

impl Bindings {
    fn bind<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Failure> {
        match member.location {
            Location::Header => {
                let mut line = None;
                value.write_text(member.schema, &mut |text| headers::join(&mut line, member.schema, text));
                line.map_or(Ok(()), |line| self.header(member.http, &line))
            }
            Location::PrefixHeaders => {
                let mut result = Ok(());
                value.write_entries(member.schema, &mut |name, text| {
                    if result.is_ok() {
                        result = self.header(&format!("{}{name}", member.http), text);
                    }
                });
                result
            }
            Location::ResponseCode => {
                let mut status = Ok(self.status);
                value.write_text(member.schema, &mut |text| status = text.parse());
                self.status = status.map_err(|_| Failure::internal())?;
                Ok(())
            }
            Location::Payload => self.payload(member, value),
            Location::Body
            | Location::Label
            | Location::Query
            | Location::QueryParams
            | Location::EventHeader
            | Location::EventPayload => Ok(()),
        }
    }

    fn header(&mut self, name: &str, text: &str) -> Result<(), Failure> {
        let name = HeaderName::try_from(name).map_err(|_| Failure::internal())?;
        self.headers.insert(name, HeaderValue::from_str(text).map_err(|_| Failure::internal())?);
        Ok(())
    }

    fn payload<T: Value>(&mut self, member: &'static Member, value: &T) -> Result<(), Failure> {
        let schema = member.schema;
        if value.is_absent() {
            self.body = Some((Bytes::new(), JSON));
            return Ok(());
        }
        let media_type = match schema.kind {
            Kind::MediaType(media_type) => media_type,
            Kind::Blob => schema.media_type,
            _ => "text/plain",
        };
        self.body = Some(match value.as_raw() {
            Some(bytes) => (Bytes::copy_from_slice(bytes), media_type),
            None => {
                let document = serde_json::to_vec(&Writing { value, schema, form: Form::Wire });
                (document.map_err(|_| Failure::internal())?.into(), JSON)
            }
        });
        Ok(())
    }
}
