//! The protocol of a service, and the binding of its operations.

/// The protocol of a service's messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// The name of the protocol.
    pub name: ProtocolName,
    /// Whether errors also have the codes of AWS's query protocol.
    pub query_compatible: bool,
}

/// The supported protocols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProtocolName {
    /// `aws.protocols#awsJson1_0`
    AwsJson1_0,
    /// `aws.protocols#awsJson1_1`
    AwsJson1_1,
    /// `aws.protocols#restJson1`
    RestJson1,
}

/// The binding of an operation's requests to HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Binding {
    /// By method and URI.
    Http {
        /// The HTTP method.
        method: String,
        /// The URI pattern.
        uri: String,
        /// The status of success.
        status: u16,
    },
    /// By the header `X-Amz-Target`.
    Rpc {
        /// The value of the header.
        target: String,
    },
}

/// The checksum of a request's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// MD5, in the header `Content-MD5`.
    Md5,
    /// CRC-32, in a header of AWS, and the header that names the algorithm, if the operation has one.
    Crc32(Option<String>),
}
