//! Which service is meant.

use model::{Error, Model, Place, Shape, ShapeKind, traits};

/// The service with this name or id; without one, the only service of the model.
pub fn service<'m>(model: &'m Model, name: Option<&str>) -> Result<&'m Shape, Error> {
    let services = model.shapes.values().filter(|shape| is_service(shape));
    let is_meant = |shape: &&Shape| name.is_none_or(|name| shape.id.name() == name || shape.id.as_str() == name);
    let found: Vec<_> = services.clone().filter(is_meant).collect();
    let listed: Vec<_> = services.map(|shape| format!("`{}`", shape.id)).collect();
    match (found.as_slice(), name) {
        ([service], _) => Ok(service),
        ([], None) => Err(Error::new(&start(model), "no service", "a shape of type `service`")),
        ([], Some(name)) => {
            let expected = format!("one of {}", or_none(&listed));
            Err(Error::new(&start(model), format!("no service `{name}`"), expected))
        }
        ([first, ..], _) => {
            let problem = format!("{} services", found.len());
            Err(Error::new(&first.place, problem, format!("the name of one of {}", listed.join(", "))))
        }
    }
}

/// Whether it is one; a mixin only lends itself to services.
fn is_service(shape: &Shape) -> bool {
    matches!(shape.kind, ShapeKind::Service(_)) && !shape.traits.has::<traits::Mixin>()
}

fn or_none(services: &[String]) -> String {
    if services.is_empty() { "none: the model has no service".to_owned() } else { services.join(", ") }
}

/// The start of the model's first document that has shapes of its own.
fn start(model: &Model) -> Place {
    let own = model.shapes.values().find(|shape| shape.id.namespace() != "smithy.api");
    let document = own.map(|shape| shape.place.document.clone()).unwrap_or_default();
    Place { document, line: 1, column: 1 }
}
