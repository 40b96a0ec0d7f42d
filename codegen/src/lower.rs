//! Lowers the model to plain data: Rust names beside wire names, constraints resolved, recursion boxed, order fixed.
//!
//! Unsupported features are reported by name, with their place, and never skipped silently.

pub mod endpoints;
pub mod test_cases;

mod authentication;
mod checksums;
mod context;
mod customizations;
mod documentation;
mod endpoint_parameters;
mod enums;
mod literals;
mod malformed_tests;
mod naming;
mod operations;
mod pagination;
mod paths;
mod problem;
pub mod protocol;
mod protocol_tests;
mod recursion;
mod rules;
mod schemas;
mod select;
mod streams;
mod structures;
mod summaries;
mod support;
mod supported;
mod types;
mod waiters;

use std::collections::BTreeMap;

use model::{Errors, Model, ShapeId, ShapeKind, traits};

use crate::{Options, docs, ir};
use context::{Context, Role};
use problem::Problem;
use schemas::Schemas;
use test_cases::TestCase;

/// The state of lowering: the context, the schemas so far, and the problems found.
struct Lowering<'m> {
    context: Context<'m>,
    schemas: Schemas,
    problems: Vec<Problem>,
}

/// Lowers the chosen service, with everything that its chosen operations reach.
///
/// # Errors
///
/// Returns an error for each unsupported feature.
pub fn service(model: &Model, options: &Options) -> Result<ir::Service, Errors> {
    let options = &narrowed(model, options)?.0;
    let context = Context::new(model, options).map_err(without_context)?;
    let mut lowering = Lowering { schemas: Schemas::new(&context), context, problems: Vec::new() };
    let service = lowering.service();
    let Lowering { context, problems, .. } = lowering;
    match service {
        Some(service) if problems.is_empty() => Ok(service),
        _ => Err(errors(&context, problems)),
    }
}

/// Returns the features of the service that are left out without affecting its calls, one line each.
///
/// # Errors
///
/// Returns an error if there is no such service or operation.
pub fn omissions(model: &Model, options: &Options) -> Result<Vec<String>, Errors> {
    let (options, mut omissions) = narrowed(model, options)?;
    let context = Context::new(model, &options).map_err(without_context)?;
    omissions.extend(waiters::omissions(&context));
    omissions.extend(support::omissions(&context));
    omissions.extend(endpoint_parameters::omissions(&context));
    omissions.extend(operations::outdated_endpoint_tests(&context));
    omissions.extend(test_cases::omissions(&context));
    Ok(omissions)
}

/// Returns the test cases of the service, including those that are left out.
///
/// # Errors
///
/// Returns an error for each unsupported feature.
pub fn test_cases(model: &Model, options: &Options) -> Result<Vec<TestCase>, Errors> {
    let options = &narrowed(model, options)?.0;
    let service = service(model, options)?;
    let context = Context::new(model, options).map_err(without_context)?;
    Ok(test_cases::all(&service, &context))
}

/// Returns the options restricted to supported operations if they ask for that, and the problems of the others.
fn narrowed(model: &Model, options: &Options) -> Result<(Options, Vec<String>), Errors> {
    if options.supported_only { supported::supported(model, options) } else { Ok((options.clone(), Vec::new())) }
}

impl Lowering<'_> {
    /// Lowers the service; `None` if its types can't be written at all.
    fn service(&mut self) -> Option<ir::Service> {
        self.check();
        if !self.check_nesting() {
            return None;
        }
        let mut service = self.frame();
        self.add_shapes(&mut service);
        service.schemas = std::mem::take(&mut self.schemas).into_sorted();
        service.protocol_tests = self.protocol_tests();
        Some(service)
    }

    /// Lowers the service without its shapes.
    fn frame(&mut self) -> ir::Service {
        let (rule_set, endpoint_tests) = (self.rule_set(), self.endpoint_tests());
        let context = &self.context;
        let signed = context.service.traits.get::<traits::SigV4>();
        ir::Service {
            id: context.service.id.clone(),
            name: context.naming.marker.clone(),
            title: docs::plain(&context.sdk_id()),
            sdk_id: context.sdk_id(),
            protocol: context.protocol,
            signing_name: signed.map_or_else(String::new, |trait_| trait_.name),
            version: context.version(),
            model: context.model_version(),
            docs: documentation::of_service(context),
            operations: operations::lower(context),
            waiters: waiters::lower(context),
            requests: Vec::new(),
            responses: Vec::new(),
            errors: Vec::new(),
            structures: Vec::new(),
            unions: Vec::new(),
            enums: Vec::new(),
            int_enums: Vec::new(),
            schemas: Vec::new(),
            rule_set,
            client_parameters: endpoint_parameters::of_client(context),
            endpoint_tests,
            protocol_tests: Vec::new(),
            malformed_tests: malformed_tests::lower(context),
            summaries: summaries::lower(context),
        }
    }

    fn add_shapes(&mut self, service: &mut ir::Service) {
        for shape in self.context.shapes().to_vec() {
            match &shape.kind {
                ShapeKind::Structure(members) => {
                    let structure = self.structure(shape, members);
                    match self.context.role(&shape.id) {
                        Role::Request => service.requests.push(structure),
                        Role::Response => service.responses.push(structure),
                        Role::Error => service.errors.push(structure),
                        Role::Nested => service.structures.push(structure),
                    }
                }
                ShapeKind::Union(members) => service.unions.push(self.union(shape, members)),
                ShapeKind::IntEnum(members) => service.int_enums.push(self.numbers(shape, members)),
                _ => service.enums.extend(self.words(shape)),
            }
        }
    }
}

/// Converts the problems to the library's errors, each with the operations that it concerns.
fn errors(context: &Context<'_>, problems: Vec<Problem>) -> Errors {
    let mut remarks: BTreeMap<Option<ShapeId>, String> = BTreeMap::new();
    let with_remark = problems.into_iter().map(|problem| {
        let shape = problem.shape().cloned();
        let remark = remarks
            .entry(shape)
            .or_insert_with_key(|shape| shape.as_ref().map_or_else(String::new, |shape| context.remark(shape)));
        problem.into_error(remark)
    });
    Errors::new(with_remark.collect())
}

fn without_context(problems: Vec<Problem>) -> Errors {
    Errors::new(problems.into_iter().map(|problem| problem.into_error("")).collect())
}
