//! The built-in shapes: Smithy's prelude, and the traits of AWS and of Smithy's tests.
//!
//! Only the shapes that a member may target are added to a model. The definitions of traits stay here, where the values
//! of traits are checked against them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::ast::{Model, Shape, ShapeId};
use crate::document::Document;
use crate::load::load_without_prelude;
use crate::traits::{Private, TraitDefinition};

const DOCUMENTS: [(&str, &str); 4] = [
    ("prelude/smithy.api.json", include_str!("prelude/smithy.api.json")),
    ("prelude/smithy.test.json", include_str!("prelude/smithy.test.json")),
    ("prelude/smithy.rules.json", include_str!("prelude/smithy.rules.json")),
    ("prelude/aws.json", include_str!("prelude/aws.json")),
];

static PRELUDE: LazyLock<BTreeMap<ShapeId, Shape>> = LazyLock::new(|| {
    let document = |(name, text): (&str, &str)| Document { name: name.to_string(), bytes: text.into() };
    load_without_prelude(&DOCUMENTS.map(document)).expect("the prelude's documents are well formed").shapes
});

/// The namespace of the prelude.
pub(crate) const NAMESPACE: &str = "smithy.api";

/// The structure without members.
pub(crate) const UNIT: &str = "smithy.api#Unit";

/// Adds the shapes of the prelude that members may target.
pub(crate) fn add_to(model: &mut Model) {
    let public = PRELUDE.values().filter(|shape| {
        shape.id.namespace() == NAMESPACE && !shape.traits.has::<TraitDefinition>() && !shape.traits.has::<Private>()
    });
    model.shapes.extend(public.map(|shape| (shape.id.clone(), shape.clone())));
}

/// Returns a shape of the prelude, or one that defines a well-known trait.
pub(crate) fn shape(id: &str) -> Option<&'static Shape> {
    PRELUDE.get(id)
}

/// Returns all shapes of the prelude, and all that define well-known traits.
pub(crate) fn shapes<'m>() -> impl Iterator<Item = &'m Shape> {
    PRELUDE.values()
}

/// Returns `true` if Smithy or AWS owns a namespace.
///
/// Unknown traits in such a namespace are kept as JSON: AWS adds new ones all the time.
pub(crate) fn is_well_known(namespace: &str) -> bool {
    let (first, _) = namespace.split_once('.').unwrap_or((namespace, ""));
    namespace != NAMESPACE && matches!(first, "smithy" | "aws")
}
