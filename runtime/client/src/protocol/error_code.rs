//! The code of an error, in the header `x-amzn-errortype` or in the JSON document of the body.
//!
//! Text that does not have the form of a code is ignored.

use http::Response;
use tinsmith_types::Document;

use crate::Body;

/// Finds the code in the header, or else in the first of these members of the body that has one.
pub fn read(response: &Response<Body>, members: [&str; 2]) -> Option<String> {
    let header = response.headers().get("x-amzn-errortype").and_then(|value| value.to_str().ok());
    if let Some(name) = header.and_then(name) {
        return Some(name.to_owned());
    }
    let document = serde_json::from_slice(response.body().bytes()).unwrap_or(Document::Null);
    let texts = members.into_iter().filter_map(|member| document.get(member)?.as_str());
    texts.into_iter().find_map(name).map(str::to_owned)
}

/// Returns the name of a shape, without the namespace before it and the URI after it; `None` if the text has no name.
pub fn name(text: &str) -> Option<&str> {
    let text = text.split(':').next()?.trim();
    let name = text.rsplit('#').next()?;
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-');
    ((1..=128).contains(&name.len()) && name.bytes().all(is_name)).then_some(name)
}
