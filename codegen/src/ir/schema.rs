//! Schemas: descriptions of shapes for the runtime.

use model::ShapeId;

use crate::pattern::Matcher;

/// A description of a shape for the runtime.
#[derive(Debug)]
pub struct Schema {
    /// The shape that it describes, or the member whose constraints override those of its target.
    pub id: ShapeId,
    /// The static's name.
    pub static_name: String,
    /// The shape's name in the model.
    pub shape: String,
    /// Its kind.
    pub kind: SchemaKind,
    /// Whether its values must not be shown.
    pub sensitive: bool,
    /// The constraints.
    pub constraints: Constraints,
}

/// The constraints of a shape, or of a member that overrides its shape's.
#[derive(Clone, Debug, Default)]
pub struct Constraints {
    /// The minimum and maximum length.
    pub length: Option<(Option<u64>, Option<u64>)>,
    /// The range of a number.
    pub range: Option<Range>,
    /// The pattern and its matcher.
    pub pattern: Option<(String, Matcher)>,
    /// The static of the matcher, unless the runtime has it built in.
    pub matcher: Option<String>,
    /// Whether the items of a list must be unique.
    pub unique_items: bool,
}

/// The minimum and maximum of a number.
#[derive(Clone, Debug)]
pub enum Range {
    /// The range of an integer.
    Integer(Option<i64>, Option<i64>),
    /// The range of a floating-point number.
    Float(Option<f64>, Option<f64>),
    /// The range of a number of any size, as decimal text.
    Decimal(Option<String>, Option<String>),
}

/// The kind of a schema.
#[derive(Debug)]
pub enum SchemaKind {
    /// A kind without members.
    Simple(SimpleKind),
    /// A string that contains a document of this media type.
    MediaType(String),
    /// Bytes of this media type.
    MediaBlob(String),
    /// A timestamp in this format.
    Timestamp(TimestampFormat),
    /// An enum of strings.
    Enum {
        /// The values that are not internal to the service.
        words: Vec<String>,
        /// The internal values.
        internal: Vec<String>,
    },
    /// An enum of integers.
    IntEnum(Vec<i32>),
    /// A list.
    List {
        /// Its members.
        member: SchemaRef,
        /// Whether it may contain null.
        sparse: bool,
    },
    /// A map.
    Map {
        /// Its keys.
        key: SchemaRef,
        /// Its values.
        value: SchemaRef,
        /// Whether it may contain null.
        sparse: bool,
    },
    /// A structure.
    Structure(Vec<SchemaMember>),
    /// A union.
    Union(Vec<SchemaMember>),
}

/// A kind of schema without members.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SimpleKind {
    /// `true` or `false`.
    Boolean,
    /// A signed 8-bit integer.
    Byte,
    /// A signed 16-bit integer.
    Short,
    /// A signed 32-bit integer.
    Integer,
    /// A signed 64-bit integer.
    Long,
    /// A 32-bit floating-point number.
    Float,
    /// A 64-bit floating-point number.
    Double,
    /// An integer of any size.
    BigInteger,
    /// A decimal number of any size.
    BigDecimal,
    /// Text.
    String,
    /// Bytes.
    Blob,
    /// Any JSON.
    Document,
}

/// The forms in which a timestamp is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// `epoch-seconds`
    EpochSeconds,
    /// `date-time`
    DateTime,
    /// `http-date`
    HttpDate,
}

/// A schema that another refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaRef {
    /// A schema of the runtime.
    Prelude(PreludeSchema),
    /// A schema of this service, by the name of its static.
    Own(String),
}

/// A schema of the runtime, for shapes without constraints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreludeSchema {
    /// `smithy.api#Boolean`
    Boolean,
    /// `smithy.api#Byte`
    Byte,
    /// `smithy.api#Short`
    Short,
    /// `smithy.api#Integer`
    Integer,
    /// `smithy.api#Long`
    Long,
    /// `smithy.api#Float`
    Float,
    /// `smithy.api#Double`
    Double,
    /// `smithy.api#BigInteger`
    BigInteger,
    /// `smithy.api#BigDecimal`
    BigDecimal,
    /// `smithy.api#String`
    String,
    /// `smithy.api#Blob`
    Blob,
    /// `smithy.api#Document`
    Document,
    /// `smithy.api#Timestamp`, in epoch seconds
    Timestamp,
    /// `smithy.api#Timestamp`, as a date-time
    DateTime,
    /// `smithy.api#Timestamp`, as an HTTP date
    HttpDate,
    /// `smithy.api#Unit`
    Unit,
}

/// A member in the schema of its structure.
#[derive(Debug)]
pub struct SchemaMember {
    /// The name in the model.
    pub name: String,
    /// The schema of its value.
    pub schema: SchemaRef,
    /// Whether a value without it is invalid; an idempotency token may be absent.
    pub required: bool,
    /// The location.
    pub location: Location,
    /// Whether the client fills it in if it is absent.
    pub idempotency_token: bool,
}

/// The location of a member in the HTTP message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// In the body, under this key.
    Body(String),
    /// The whole body.
    Payload,
    /// In the path, at this label.
    Label(String),
    /// In the query, under this name.
    Query(String),
    /// In the query, under the keys of a map.
    QueryParams,
    /// In this header.
    Header(String),
    /// In the headers with this prefix.
    PrefixHeaders(String),
    /// The status code.
    ResponseCode,
    /// In a header of an event, which has the member's name.
    EventHeader,
    /// The payload of an event.
    EventPayload,
}
