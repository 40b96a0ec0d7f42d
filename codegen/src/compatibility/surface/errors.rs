//! Errors: the items that make structures errors, and the enum of all errors.

use super::{Item, Line, Signature, structures, text, unions};
use crate::ir::{Service, Structure};

/// The enum of all errors.
const ALL: &str = "ServiceError";

/// Returns the items that errors have in addition to those of structures.
pub fn items(service: &Service) -> Vec<Item> {
    let all = Item::named_type(&service.id, ALL);
    let each = service.errors.iter().flat_map(|error| {
        let (id, name) = (&error.id, &error.name);
        let line = Line::new([("it", name.clone())], "let error: &dyn ::std::error::Error = &it;".to_owned());
        let is_error = Item::new(id, name, format!("{name}: Error"), Signature::Presence, line);
        let variant = unions::variant(id, ALL, name, text::named(name));
        [is_error, variant.known_by(structures::identity(error)).wire(codes(error))]
    });
    [all].into_iter().chain(each).collect()
}

/// Returns the codes that identify an error.
fn codes(error: &Structure) -> String {
    let query_code = error.query_code.as_ref().map(|code| format!(" or `{}`", code.escape_debug()));
    format!("`{}`{}", error.shape, query_code.unwrap_or_default())
}
