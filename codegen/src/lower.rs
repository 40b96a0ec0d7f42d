//! The model to plain data: names beside wire names, constraints resolved, recursion boxed, order fixed.
//!
//! What is not supported is refused here by name, with its place, never skipped in silence.

pub mod endpoints;
pub mod test_cases;

mod context;
mod documentation;
mod enums;
mod literals;
mod malformed_tests;
mod operations;
mod pagination;
mod protocol_tests;
mod recursion;
mod rules;
mod schemas;
mod select;
mod structures;
mod support;
mod types;

use model::{Error, Errors, Model, ShapeKind, traits};

use crate::ir;
use crate::names;
use context::{Context, Role};
use schemas::Schemas;
use test_cases::TestCase;

/// The service of that name, or the only one, with everything that its operations reach.
///
/// # Errors
///
/// Everything that is not supported.
pub fn service(model: &Model, name: Option<&str>) -> Result<ir::Service, Errors> {
    let shape = select::service(model, name).map_err(|error| Errors::new(vec![error]))?;
    let context = Context::new(model, shape);
    let mut problems = support::check(&context);
    let too_deep = support::check_nesting(&context);
    if !too_deep.is_empty() {
        problems.extend(too_deep);
        return Err(Errors::new(problems));
    }
    let mut schemas = Schemas::new(&context);
    let rule_set = operations::rule_set(&context, &mut problems);
    let endpoint_tests = operations::endpoint_tests(&context, &mut problems);
    let mut service = ir::Service {
        id: context.service.id.clone(),
        name: names::type_name(&context.sdk_id()),
        sdk_id: context.sdk_id(),
        signing_name: shape.traits.get::<traits::SigV4>().map_or_else(String::new, |trait_| trait_.name),
        version: context.version(),
        model: context.model_version(),
        docs: documentation::of_service(&context),
        operations: operations::lower(&context),
        requests: Vec::new(),
        responses: Vec::new(),
        errors: Vec::new(),
        structures: Vec::new(),
        unions: Vec::new(),
        enums: Vec::new(),
        int_enums: Vec::new(),
        schemas: Vec::new(),
        rule_set,
        endpoint_tests,
        protocol_tests: Vec::new(),
        malformed_tests: malformed_tests::lower(&context),
        shadowed: context.shadowed(),
    };
    for shape in context.shapes() {
        match &shape.kind {
            ShapeKind::Structure(members) => {
                let structure = structures::structure(&context, shape, members, &mut schemas, &mut problems);
                match context.role(&shape.id) {
                    Role::Request => service.requests.push(structure),
                    Role::Response => service.responses.push(structure),
                    Role::Error => service.errors.push(structure),
                    Role::Nested => service.structures.push(structure),
                }
            }
            ShapeKind::Union(members) => {
                service.unions.push(structures::union(&context, shape, members, &mut schemas, &mut problems));
            }
            ShapeKind::IntEnum(members) => {
                service.int_enums.push(enums::numbers(&context, shape, members, &mut schemas));
            }
            _ => service.enums.extend(enums::words(&context, shape, &mut schemas)),
        }
    }
    service.schemas = schemas.into_sorted();
    service.protocol_tests = protocol_tests::lower(&context, &mut problems);
    if problems.is_empty() { Ok(service) } else { Err(Errors::new(problems)) }
}

/// What of the service is left out without harm to its calls, a line each.
///
/// # Errors
///
/// No such service.
pub fn omissions(model: &Model, name: Option<&str>) -> Result<Vec<String>, Error> {
    let context = Context::new(model, select::service(model, name)?);
    let mut omissions = support::omissions(&context);
    omissions.extend(test_cases::omissions(&context));
    Ok(omissions)
}

/// The test cases of the service, those that are left out too.
///
/// # Errors
///
/// Everything that is not supported.
pub fn test_cases(model: &Model, name: Option<&str>) -> Result<Vec<TestCase>, Errors> {
    let service = service(model, name)?;
    let shape = select::service(model, name).map_err(|error| Errors::new(vec![error]))?;
    Ok(test_cases::all(&service, &Context::new(model, shape)))
}
