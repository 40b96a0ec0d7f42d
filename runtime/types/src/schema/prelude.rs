//! The schemas of Smithy's prelude, and of timestamps in each part of a message.

use super::{Kind, Schema, TimestampFormat};

/// The shapes of Smithy's prelude, for members without constraints.
macro_rules! prelude {
    ($($name:ident = $kind:expr, $shape:literal;)*) => {$(
        #[doc = concat!("`smithy.api#", $shape, "`.")]
        pub static $name: Schema = Schema::new($shape, $kind);
    )*};
}

prelude! {
    BOOLEAN = Kind::Boolean, "Boolean";
    BYTE = Kind::Byte, "Byte";
    SHORT = Kind::Short, "Short";
    INTEGER = Kind::Integer, "Integer";
    LONG = Kind::Long, "Long";
    FLOAT = Kind::Float, "Float";
    DOUBLE = Kind::Double, "Double";
    BIG_INTEGER = Kind::BigInteger, "BigInteger";
    BIG_DECIMAL = Kind::BigDecimal, "BigDecimal";
    STRING = Kind::String, "String";
    BLOB = Kind::Blob, "Blob";
    DOCUMENT = Kind::Document, "Document";
    UNIT = Kind::Structure(&[]), "Unit";
}

/// A timestamp in the default format of JSON documents.
pub static TIMESTAMP: Schema = Schema::new("Timestamp", Kind::Timestamp(TimestampFormat::EpochSeconds));
/// A timestamp in the default format of query strings and labels.
pub static DATE_TIME: Schema = Schema::new("Timestamp", Kind::Timestamp(TimestampFormat::DateTime));
/// A timestamp in the default format of headers.
pub static HTTP_DATE: Schema = Schema::new("Timestamp", Kind::Timestamp(TimestampFormat::HttpDate));
