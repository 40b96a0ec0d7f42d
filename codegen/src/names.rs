//! Converts the model's names to Rust names, without collisions with keywords or with one another.
//!
//! All names are decided here; `lower` requests each name once, in its scope.

mod article;
mod explicit;
mod reserved;
mod scope;
mod words;

#[cfg(test)]
mod tests;

pub use article::article;
pub use explicit::{Unusable, explicit_function, explicit_type};
pub use reserved::{CLIENT_FUNCTIONS, ERROR_FUNCTIONS, PRELUDE, RUNTIME_TYPES, STRUCTURE_FUNCTIONS, VALIDATOR_IMPORTS};
pub use scope::Scope;

use heck::ToShoutySnakeCase;
use model::symbols;

/// Returns the name of a type, such as `KmsArn`.
pub fn type_name(name: &str) -> String {
    let camel = words::camel(name);
    let reserved = camel == "Self" || is_reserved_type(&camel);
    if reserved { camel + "Shape" } else { camel }
}

/// Returns `true` if the standard prelude or the runtime has a type of this name.
pub fn is_reserved_type(name: &str) -> bool {
    PRELUDE.contains(&name) || RUNTIME_TYPES.contains(&name)
}

/// Returns the name of a service's marker type, such as `Appflow`.
pub fn marker_name(sdk_id: &str) -> String {
    let camel = words::camel(sdk_id);
    let reserved = camel == "Self" || is_reserved_type(&camel) || reserved::MARKER_FILES.contains(&camel.as_str());
    if reserved { camel + "Service" } else { camel }
}

/// Returns the name of a variant.
pub fn variant_name(name: &str) -> String {
    match words::camel(name).as_str() {
        "Self" => "SelfValue".to_owned(),
        "Unknown" => "UnknownValue".to_owned(),
        camel => camel.to_owned(),
    }
}

/// Returns the name of the variant for a value of an enum, from the words of its name or, if only the value has
/// capitals to separate them, from those of the value.
pub fn enum_variant_name(name: &str, value: &str) -> String {
    let words_in_value = !name.contains('_') && name.eq_ignore_ascii_case(value);
    let name = if words_in_value { value } else { name };
    // A member's name is an identifier, so only a value that is its own name has symbols.
    if name == value { variant_name(&symbols::spelled(value)) } else { variant_name(name) }
}

/// Returns the name of a field and its setter, such as `kms_arn`.
pub fn field_name(name: &str) -> String {
    aside(words::snake(name), &STRUCTURE_FUNCTIONS)
}

/// Returns the name of a field of an error, and of its setter.
pub fn error_field_name(name: &str) -> String {
    let field = field_name(name);
    if ERROR_FUNCTIONS.contains(&field.as_str()) { field + "_" } else { field }
}

/// Returns the name of the client's method for an operation.
pub fn method_name(name: &str) -> String {
    aside(words::snake(name), &CLIENT_FUNCTIONS)
}

/// Returns the name of a variable, or of a function that is not a method.
pub fn function_name(name: &str) -> String {
    aside(words::snake(name), &[])
}

/// Returns the name of a static, such as `KMS_ARN`.
pub fn static_name(name: &str) -> String {
    words::snake(name).to_shouty_snake_case()
}

/// Returns the name of a predicate, such as `is_conflict_exception`.
pub fn predicate_name(name: &str) -> String {
    format!("is_{}", words::snake(name))
}

/// Appends an underscore to a name that is a keyword or in `taken`.
fn aside(name: String, taken: &[&str]) -> String {
    let is_taken = reserved::KEYWORDS.contains(&name.as_str()) || taken.contains(&name.as_str());
    if is_taken { name + "_" } else { name }
}
