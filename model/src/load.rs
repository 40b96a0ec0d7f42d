//! Loads a model from JSON text.
//!
//! Loading has several steps: every document is [read](read::read) into drafts of its shapes, the drafts are merged,
//! `apply` statements are merged into them, mixins are flattened, and omitted values are filled in. The order of
//! documents matters only where Smithy says so: for arrays, which are concatenated.
//!
//! Accepted input, and the behaviour where Smithy leaves a choice:
//!
//! - Documents say `"smithy": "2.0"` or `"2"`, or `"1.0"` or `"1"`; any other version is refused. A document of
//!   Smithy 1.0 is [upgraded](upgrade): numbers and booleans that are not boxed get a default.
//! - Nothing is ignored: an unknown property of a shape or of the document is an error.
//! - A shape is defined once. Smithy allows a second document to repeat a definition; here that is an error that names
//!   both places, because repeated definitions diverge.
//! - If a trait is applied twice to a shape, equal values are merged, arrays are concatenated in the order of the
//!   documents (the shape's own first), and anything else is an error. A shape's own traits override those of its
//!   mixins.
//! - Metadata: equal values are merged, arrays are concatenated, anything else is an error.
//! - A member of an enum without `enumValue` has its name as value.
//! - Mixins themselves stay in the model, flattened like other shapes.
//!
//! If a document can't be read, only its errors and those of the other documents are reported. Otherwise all problems
//! are listed, including those that [`check`](crate::check()) finds in the remaining shapes.

mod apply;
mod draft;
mod finish;
mod identifier;
mod merge;
mod mixins;
mod read;
mod upgrade;

use std::collections::BTreeSet;

use self::draft::Drafts;
pub(crate) use self::identifier::{is_identifier, is_shape_id};
use crate::ast::{Model, ShapeId};
use crate::check::check_except;
use crate::document::{Document, Source};
use crate::error::{Error, Errors};
use crate::json;
use crate::prelude;

/// Loads one model from one or more documents.
pub fn load(documents: &[Document]) -> Result<Model, Errors> {
    let mut assembly = assemble(documents)?;
    assembly.errors.extend(own_prelude_shapes(&assembly.model));
    prelude::add_to(&mut assembly.model);
    if !assembly.errors.is_empty() {
        assembly.errors.extend(check_except(&assembly.model, &assembly.broken));
    }
    Errors::new(assembly.errors).or(assembly.model)
}

/// Loads a model from the documents alone.
pub(crate) fn load_without_prelude(documents: &[Document]) -> Result<Model, Errors> {
    let assembly = assemble(documents)?;
    Errors::new(assembly.errors).or(assembly.model)
}

/// A model, as far as it could be built.
struct Assembly {
    model: Model,
    errors: Vec<Error>,
    /// Shapes that the documents define but that are not in the model, because of errors.
    broken: BTreeSet<ShapeId>,
}

fn assemble(documents: &[Document]) -> Result<Assembly, Errors> {
    let mut drafts = Drafts::default();
    let mut unreadable = Vec::new();
    for document in documents {
        match Source::new(document) {
            Err(error) => unreadable.push(error),
            Ok(source) => match json::read(&source) {
                Err(errors) => unreadable.extend(errors),
                Ok(node) => read::read(&source, node, &mut drafts),
            },
        }
    }
    Errors::new(unreadable).or(())?;
    apply::apply(&mut drafts);
    mixins::flatten(&mut drafts);
    upgrade::upgrade(&mut drafts);
    Ok(finish::finish(drafts))
}

fn own_prelude_shapes(model: &Model) -> Vec<Error> {
    let own = model.shapes.values().filter(|shape| shape.id.namespace() == prelude::NAMESPACE);
    own.map(|shape| {
        let problem = "the shape is defined in the namespace of Smithy's prelude";
        Error::new(&shape.place, problem, "another namespace").about(&shape.id)
    })
    .collect()
}
