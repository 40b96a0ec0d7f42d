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
    /// In restJson1: a method and a URI.
    Http {
        /// The HTTP method.
        method: String,
        /// The URI pattern.
        uri: String,
        /// The status of success.
        status: u16,
    },
    /// In awsJson: a `POST` to `/` with the header `X-Amz-Target`.
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
    /// The one of several algorithms that a request names, in a header of AWS.
    Chosen {
        /// The header that names the algorithm, if the operation has one.
        header: Option<String>,
        /// Whether a request that names none has a checksum as well.
        is_required: bool,
    },
}

/// The checksum of a response's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseChecksum {
    /// The header of the request that asks for it.
    pub mode_header: String,
    /// The algorithms, the fastest one first.
    pub algorithms: Vec<ChecksumAlgorithm>,
}

/// An algorithm of checksums, the fastest one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChecksumAlgorithm {
    /// CRC-32.
    Crc32,
    /// CRC-32C.
    Crc32c,
    /// CRC-64/NVME.
    Crc64Nvme,
    /// SHA-1.
    Sha1,
    /// SHA-256.
    Sha256,
}

/// The customizations of an operation: behaviour that AWS's SDKs have and the model does not mention. Nearly all have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Customizations {
    /// The headers of every request.
    pub headers: Vec<(String, String)>,
    /// A member that is a label of the URI, and the text of an absent or empty one.
    pub label_default: Option<(String, String)>,
    /// The header for the SHA-256 tree hash of the body.
    pub tree_hash: Option<String>,
    /// The member of the input that is the URL of the endpoint.
    pub endpoint_member: Option<String>,
}
