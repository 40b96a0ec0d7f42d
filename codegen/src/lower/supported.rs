//! Restricts the operations to those that reach no unsupported feature.

use std::collections::BTreeMap;

use model::{Errors, Model};

use super::context::Context;
use super::problem::Problem;
use super::{Lowering, errors, without_context};
use crate::Options;
use crate::lower::schemas::Schemas;

/// Returns the options without these operations, and a line for each of their problems.
///
/// # Errors
///
/// Returns an error for problems that no choice of operations avoids, and for a choice that leaves none.
pub fn supported(model: &Model, options: &Options) -> Result<(Options, Vec<String>), Errors> {
    let context = Context::new(model, options).map_err(without_context)?;
    let mut lowering = Lowering { schemas: Schemas::new(&context), context, problems: Vec::new() };
    lowering.service();
    let Lowering { context, problems, .. } = lowering;
    let reaching = |problem: &Problem| problem.shape().map(|shape| context.reaching(shape)).unwrap_or_default();
    let (mut lines, mut left_out) = (Vec::new(), BTreeMap::new());
    for problem in &problems {
        let operations = reaching(problem);
        if operations.is_empty() {
            return Err(errors(&context, problems));
        }
        let names: Vec<_> = operations.iter().map(|operation| operation.id.name()).collect();
        let error = problem.clone().into_error("");
        lines.push(format!("{error}: left out: `{}`", names.join("`, `")));
        left_out.extend(operations.iter().map(|operation| (&operation.id, ())));
    }
    if left_out.len() == context.operations.len() && !left_out.is_empty() {
        return Err(errors(&context, problems));
    }
    lines.sort();
    lines.dedup();
    let mut options = options.clone();
    options.without.extend(left_out.keys().map(|id| id.to_string()));
    Ok((options, lines))
}
