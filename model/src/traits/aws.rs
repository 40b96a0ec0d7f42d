//! Traits of AWS: names of the service, signing, protocols.
//!
//! Definitions are those of the namespaces `aws.api`, `aws.auth` and `aws.protocols`.

use serde::Deserialize;

annotations! {
    /// The body is not part of the signature.
    UnsignedPayload = "aws.auth#unsignedPayload";
    /// The service, which used awsQuery before, also sends awsQuery's error codes.
    AwsQueryCompatible = "aws.protocols#awsQueryCompatible";
}

identifiers! {
    AwsQueryError = "aws.protocols#awsQueryError";
    AwsService = "aws.api#service";
    SigV4 = "aws.auth#sigv4";
    RestJson1 = "aws.protocols#restJson1";
}

wrappers! {
    /// The service supports awsJson1_0.
    AwsJson1_0(HttpVersions) = "aws.protocols#awsJson1_0";
    /// The service supports awsJson1_1.
    AwsJson1_1(HttpVersions) = "aws.protocols#awsJson1_1";
}

/// The names of a service in different contexts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AwsService {
    /// The name in SDKs.
    pub sdk_id: String,
    /// The service part of ARNs.
    pub arn_namespace: Option<String>,
    /// The service part of CloudFormation types.
    pub cloud_formation_name: Option<String>,
    /// The source of CloudTrail events.
    pub cloud_trail_event_source: Option<String>,
    /// The name in documentation links.
    pub doc_id: Option<String>,
    /// The first part of the host.
    pub endpoint_prefix: Option<String>,
}

/// Requests are signed with Signature Version 4.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct SigV4 {
    /// The service's name in the credential scope.
    pub name: String,
}

/// The service supports restJson1.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RestJson1 {
    /// HTTP versions, the preferred one first.
    #[serde(default)]
    pub http: Vec<String>,
    /// HTTP versions for event streams; those of `http` where empty.
    #[serde(default)]
    pub event_stream_http: Vec<String>,
}

/// The HTTP versions of a protocol.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct HttpVersions {
    /// HTTP versions, the preferred one first.
    #[serde(default)]
    pub http: Vec<String>,
    /// HTTP versions for event streams; those of `http` where empty.
    #[serde(default)]
    pub event_stream_http: Vec<String>,
}

/// The code of an error in awsQuery.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AwsQueryError {
    /// The code.
    pub code: String,
    /// The status of the response.
    pub http_response_code: u16,
}
