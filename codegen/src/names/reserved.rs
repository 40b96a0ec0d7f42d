//! Reserved names: those of Rust, of the runtime, and of the functions of every generated item.

/// Rust's strict and reserved keywords of all editions.
pub(super) const KEYWORDS: [&str; 53] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod",
    "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true",
    "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield", "union", "Self",
];

/// Types, traits and variants that the standard prelude exports, as of the edition 2024: a shape with such a name gets
/// the suffix `Shape`, because a glob import of the generated types would hide the standard one.
///
/// `Debug` and `Hash` are not among them, since the prelude exports only the derive macros of that name.
pub const PRELUDE: [&str; 43] = [
    "AsMut",
    "AsRef",
    "AsyncFn",
    "AsyncFnMut",
    "AsyncFnOnce",
    "Box",
    "Clone",
    "Copy",
    "Default",
    "DoubleEndedIterator",
    "Drop",
    "Eq",
    "Err",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Names that the generated crate of types re-exports from the runtime or imports beside its own types: a shape with
/// such a name gets the suffix `Shape`.
pub const RUNTIME_TYPES: [&str; 31] = [
    "BTreeMap",
    "BigDecimal",
    "BigInteger",
    "Blob",
    "Change",
    "ChangeKind",
    "Client",
    "Constraint",
    "Document",
    "DocumentError",
    "Error",
    "Fixed",
    "ModeledError",
    "NumberError",
    "Pointer",
    "Problem",
    "ProblemKind",
    "Redacted",
    "Schema",
    "Secret",
    "Segment",
    "ServiceError",
    "Strict",
    "Structure",
    "Timestamp",
    "TimestampError",
    "TimestampFormat",
    "Unit",
    "UnknownMember",
    "ValidationError",
    "Violation",
];

/// Names that the files with the service's marker type import: a marker type with such a name gets the suffix
/// `Service`.
pub(super) const MARKER_FILES: [&str; 15] = [
    "Acceptor",
    "DynOperation",
    "Endpoint",
    "EndpointError",
    "Entry",
    "Expected",
    "Operation",
    "Pages",
    "Paginated",
    "Paginator",
    "Parameters",
    "RequestBody",
    "Service",
    "State",
    "Waiter",
];

/// Functions that every structure has, and functions of traits that users call on structures: a setter with such a
/// name would hide them.
pub const STRUCTURE_FUNCTIONS: [&str; 28] = [
    // Inherent functions.
    "fix_json",
    "from_json",
    "new",
    "redacted",
    "validate",
    "warnings",
    // Traits of the standard library, derived or blanket.
    "as_ref",
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "clone_into",
    "cmp",
    "default",
    "eq",
    "fmt",
    "from",
    "hash",
    "into",
    "ne",
    "to_owned",
    "to_string",
    "try_from",
    "try_into",
    "type_id",
    // Traits of serde.
    "deserialize",
    "deserialize_in_place",
    "serialize",
];

/// Functions of `std::error::Error` that errors have in addition.
pub const ERROR_FUNCTIONS: [&str; 1] = ["source"];

/// Functions of every client, and functions of traits that users call on it: an operation's method with such a name
/// gets an underscore.
pub const CLIENT_FUNCTIONS: [&str; 21] = [
    // Inherent functions.
    "builder",
    "call",
    "config",
    "from_env",
    "from_sdk_config",
    "new",
    "with_timeouts",
    "with_validation",
    // Traits of the standard library, derived or blanket.
    "as_ref",
    "borrow",
    "borrow_mut",
    "clone",
    "clone_from",
    "clone_into",
    "fmt",
    "from",
    "into",
    "to_owned",
    "try_from",
    "try_into",
    "type_id",
];

/// Functions and statics that the generated schemas and validators import, and the constant that the schemas declare.
pub const VALIDATOR_IMPORTS: [&str; 5] = ["MODEL", "NOT_SPACES", "SPACES", "table", "wide_table"];
