//! The service as plain data, in the order of emission.
//!
//! Rust names are stored with wire names. `lower` decides every order and every name; nothing here has behaviour.

pub mod endpoints;

mod malformed_tests;
mod parameters;
mod protocol;
mod protocol_tests;
mod rules;
mod schema;
mod streams;
mod waiters;

use model::ShapeId;
use serde_json::Value;

pub use malformed_tests::{Malformation, MalformedRequest, MalformedTest};
pub use parameters::{ClientParameter, ContextParameter, ContextSource};
pub use protocol::{Binding, Checksum, ChecksumAlgorithm, Customizations, Protocol, ProtocolName, ResponseChecksum};
pub use protocol_tests::{ExpectedRequest, Expression, ProtocolCase, ProtocolTest, TestResponse};
pub use rules::{Comparand, Condition, Discriminated, Part, Rule, Rules, Step, Tag, TaggedVariant};
pub use schema::{
    Constraints, Location, PreludeSchema, Range, Schema, SchemaKind, SchemaMember, SchemaRef, SimpleKind,
    TimestampFormat,
};
pub use streams::{Stream, StreamKind};
pub use waiters::{Acceptor, AcceptorState, Expected, Matcher, Path, Waiter};

/// A service and everything that its operations reach.
#[derive(Debug)]
pub struct Service {
    /// The shape's id.
    pub id: ShapeId,
    /// The Rust name of its marker type, such as `Appflow`.
    pub name: String,
    /// Its name among AWS's SDKs.
    pub sdk_id: String,
    /// Its title in rustdoc.
    pub title: String,
    /// The protocol of its messages.
    pub protocol: Protocol,
    /// Its name in signatures.
    pub signing_name: String,
    /// The version of its API.
    pub version: String,
    /// The version of the model, as its maintainers name it.
    pub model: String,
    /// Rustdoc.
    pub docs: String,
    /// The operations, by Rust name.
    pub operations: Vec<Operation>,
    /// The waiters, by Rust name.
    pub waiters: Vec<Waiter>,
    /// The inputs of operations.
    pub requests: Vec<Structure>,
    /// The outputs of operations.
    pub responses: Vec<Structure>,
    /// The errors.
    pub errors: Vec<Structure>,
    /// All other structures.
    pub structures: Vec<Structure>,
    /// The unions.
    pub unions: Vec<Union>,
    /// The enums of strings.
    pub enums: Vec<Enum<String>>,
    /// The enums of integers.
    pub int_enums: Vec<Enum<i32>>,
    /// The shapes' constraints, by the name of their static.
    pub schemas: Vec<Schema>,
    /// The endpoint rules.
    pub rule_set: endpoints::RuleSet,
    /// The endpoint parameters that are set on a client.
    pub client_parameters: Vec<ClientParameter>,
    /// The endpoint tests.
    pub endpoint_tests: Vec<endpoints::Test>,
    /// The test cases of requests and responses.
    pub protocol_tests: Vec<ProtocolTest>,
    /// The test cases of malformed requests.
    pub malformed_tests: Vec<MalformedTest>,
    /// The summaries of the members of requests.
    pub summaries: Vec<Summary>,
}

/// The first sentence of a member's documentation.
#[derive(Debug)]
pub struct Summary {
    /// The names of the structure and the member in the model, with `$` between them.
    pub member: String,
    /// Markdown on one line.
    pub text: String,
}

/// An operation.
#[derive(Debug)]
pub struct Operation {
    /// The shape's id.
    pub id: ShapeId,
    /// The name in the model.
    pub name: String,
    /// The method's name.
    pub method_name: String,
    /// The static's name.
    pub static_name: String,
    /// Rustdoc.
    pub docs: String,
    /// The first sentence of the documentation.
    pub summary: String,
    /// The deprecation note, if it is deprecated.
    pub deprecated: Option<String>,
    /// The binding of its requests to HTTP.
    pub binding: Binding,
    /// The Rust name of the input structure; `None` if the operation has no input.
    pub input: Option<String>,
    /// The Rust name of the output structure; `None` if the operation has no output.
    pub output: Option<String>,
    /// The authentication schemes, in order of preference.
    pub auth: Vec<Auth>,
    /// The endpoint parameters that the operation sets.
    pub context: Vec<ContextParameter>,
    /// Whether the body is excluded from the signature.
    pub unsigned_payload: bool,
    /// The prefix of the endpoint's host, with labels.
    pub host_prefix: Option<String>,
    /// The stream in the request body, if it has one.
    pub request_stream: Option<Stream>,
    /// The stream in the response body, if it has one.
    pub response_stream: Option<Stream>,
    /// Whether it is sent over HTTP/2.
    pub is_http2: bool,
    /// The required checksum of its requests.
    pub checksum: Option<Checksum>,
    /// The checksum of its response that is compared.
    pub response_checksum: Option<ResponseChecksum>,
    /// Its customizations: behaviour that AWS's SDKs have and its model does not mention.
    pub customizations: Customizations,
    /// Whether the service takes its request compressed with gzip.
    pub takes_gzip: bool,
    /// The pagination, if it has one.
    pub pagination: Option<Pagination>,
}

impl Operation {
    /// Returns `true` if the body of its request or response is a stream.
    pub fn has_stream(&self) -> bool {
        self.request_stream.is_some() || self.response_stream.is_some()
    }
}

/// An authentication scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Auth {
    /// Signature Version 4.
    SigV4,
    /// A bearer token.
    Bearer,
    /// No authentication.
    Anonymous,
}

/// The pagination of an operation.
#[derive(Debug)]
pub struct Pagination {
    /// The field of the input for the token.
    pub input_token: Step,
    /// The fields of the output that lead to the token.
    pub output_token: Vec<Step>,
    /// The path of the token in the model, with dots between the members' names.
    pub output_token_path: String,
    /// The fields of the output that lead to the items, and the type of the collection at their end.
    pub items: Option<(Vec<Step>, Type)>,
}

/// A structure.
#[derive(Debug)]
pub struct Structure {
    /// The shape's id.
    pub id: ShapeId,
    /// The name in the model.
    pub shape: String,
    /// The Rust name.
    pub name: String,
    /// The static that describes it.
    pub schema: String,
    /// The base name of functions about it, such as its tests.
    pub function: String,
    /// Rustdoc.
    pub docs: String,
    /// The deprecation note, if it is deprecated.
    pub deprecated: Option<String>,
    /// Whether the whole structure is sensitive.
    pub sensitive: bool,
    /// The members, in the model's order.
    pub members: Vec<Member>,
    /// The rules between them.
    pub rules: Option<Rules>,
    /// The code of an error in AWS's query protocol, if the service still sends it.
    pub query_code: Option<String>,
    /// Whether an error has the status of a conflict in the model, and the protocol does not send that status.
    pub is_conflict: bool,
}

/// A member of a structure.
#[derive(Debug)]
pub struct Member {
    /// The member's id.
    pub id: ShapeId,
    /// The shape that it targets.
    pub target: ShapeId,
    /// The field's name.
    pub field: String,
    /// The type of its value, without `Option`.
    pub ty: Type,
    /// Whether it is required.
    pub presence: Presence,
    /// Whether the client fills in an idempotency token if the caller has not.
    pub idempotency_token: bool,
    /// Rustdoc.
    pub docs: String,
    /// The deprecation note, if it is deprecated.
    pub deprecated: Option<String>,
}

/// Whether a member is required.
#[derive(Debug)]
pub enum Presence {
    /// It must be given.
    Required,
    /// It may be absent.
    Optional,
    /// It has this default.
    Defaulted(Literal),
}

/// A literal in the source.
#[derive(Debug)]
pub enum Literal {
    /// The empty value of its type: false, zero, or an empty string or collection.
    Empty,
    /// True.
    True,
    /// An integer.
    Integer(i64),
    /// A floating-point number.
    Float(f64),
    /// A number of any size.
    Digits(String),
    /// A string, or a value of a string enum.
    Text(String),
    /// A value of an integer enum.
    Number(i32),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Seconds since 1970, and nanoseconds.
    Time(i64, u32),
    /// Any JSON.
    Document(Value),
}

/// A Rust type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// `bool`
    Bool,
    /// `i8`
    I8,
    /// `i16`
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// The runtime's `BigInteger`.
    BigInteger,
    /// The runtime's `BigDecimal`.
    BigDecimal,
    /// `String`
    String,
    /// The runtime's `Blob`.
    Blob,
    /// The runtime's `Timestamp`.
    Timestamp,
    /// Any JSON.
    Document,
    /// The runtime's unit structure.
    Unit,
    /// A generated structure or union.
    Aggregate(String),
    /// A generated enum of strings.
    Enum(String),
    /// A generated enum of integers.
    IntEnum(String),
    /// A secret.
    Secret(Box<Type>),
    /// A list.
    List(Box<Type>),
    /// A map.
    Map(Box<Type>, Box<Type>),
    /// An entry of a sparse list or map.
    Option(Box<Type>),
    /// A boxed value, because its type contains itself.
    Box(Box<Type>),
}

/// A union.
#[derive(Debug)]
pub struct Union {
    /// The shape's id.
    pub id: ShapeId,
    /// The name in the model.
    pub shape: String,
    /// The Rust name.
    pub name: String,
    /// The static that describes it.
    pub schema: String,
    /// Rustdoc.
    pub docs: String,
    /// The deprecation note, if it is deprecated.
    pub deprecated: Option<String>,
    /// Whether the whole union is sensitive.
    pub sensitive: bool,
    /// The variants, in the model's order.
    pub variants: Vec<UnionVariant>,
}

/// A variant of a union.
#[derive(Debug)]
pub struct UnionVariant {
    /// The member's id.
    pub id: ShapeId,
    /// The shape that it targets.
    pub target: ShapeId,
    /// The variant's name.
    pub name: String,
    /// The type of its value.
    pub ty: Type,
    /// Rustdoc.
    pub docs: String,
}

/// An enum of strings or integers.
#[derive(Debug)]
pub struct Enum<T> {
    /// The shape's id.
    pub id: ShapeId,
    /// The name in the model.
    pub shape: String,
    /// The Rust name.
    pub name: String,
    /// The static that describes it.
    pub schema: String,
    /// Rustdoc.
    pub docs: String,
    /// The deprecation note, if it is deprecated.
    pub deprecated: Option<String>,
    /// The values, in the model's order.
    pub variants: Vec<EnumVariant<T>>,
}

/// A value of an enum.
#[derive(Debug)]
pub struct EnumVariant<T> {
    /// The member's id; for an enum trait, the shape's.
    pub id: ShapeId,
    /// The variant's name.
    pub name: String,
    /// The wire value.
    pub value: T,
    /// Rustdoc.
    pub docs: String,
    /// The deprecation note, if it is deprecated.
    pub deprecated: Option<String>,
}
