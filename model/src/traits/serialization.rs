//! Traits that define the wire format of values.
//!
//! A member's own traits take precedence over its target's.

use serde::Deserialize;

annotations! {
    /// The blob or union is a stream, not held in memory as a whole.
    Streaming = "smithy.api#streaming";
    /// The streaming blob's length is known.
    RequiresLength = "smithy.api#requiresLength";
    /// The member is the payload of an event.
    EventPayload = "smithy.api#eventPayload";
    /// The member is a header of an event.
    EventHeader = "smithy.api#eventHeader";
}

wrappers! {
    /// The member's name in JSON objects.
    JsonName(String) = "smithy.api#jsonName";
    /// The media type of the content.
    MediaType(String) = "smithy.api#mediaType";
}

identifiers! {
    TimestampFormat = "smithy.api#timestampFormat";
    XmlNamespace = "smithy.api#xmlNamespace";
}

/// The format of a timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimestampFormat {
    /// RFC 3339, in UTC.
    DateTime,
    /// Seconds since 1970, with fractions.
    EpochSeconds,
    /// The IMF-fixdate of RFC 7231.
    HttpDate,
}

/// The XML namespace of an element.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct XmlNamespace {
    /// The namespace's URI.
    pub uri: String,
    /// Its prefix.
    pub prefix: Option<String>,
}
