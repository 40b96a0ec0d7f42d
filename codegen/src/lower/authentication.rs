//! Lowers the authentication of operations: the schemes in the model that the runtime supports, in the model's order.

use model::{Shape, SmithyTrait, traits};

use super::context::Context;
use super::problem::Problem;
use crate::ir::Auth;

const BEARER: &str = "smithy.api#httpBearerAuth";
const NO_AUTH: &str = "smithy.api#noAuth";
/// The traits of a service that are authentication schemes.
const SCHEMES: [&str; 6] = [
    "aws.auth#sigv4",
    "aws.auth#sigv4a",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpBasicAuth",
    BEARER,
    "smithy.api#httpDigestAuth",
];

/// Returns the schemes of an operation that the runtime supports, the preferred one first; without any scheme, anyone
/// may call it.
pub fn of_operation(context: &Context<'_>, operation: &Shape) -> Vec<Auth> {
    let schemes = schemes(context, operation);
    let known = schemes.iter().filter_map(|scheme| match scheme.as_str() {
        traits::SigV4::ID => Some(Auth::SigV4),
        BEARER => Some(Auth::Bearer),
        NO_AUTH => Some(Auth::Anonymous),
        _ => None,
    });
    let mut known: Vec<_> = known.collect();
    let is_open = schemes.is_empty() || operation.traits.has::<traits::OptionalAuth>();
    if is_open && !known.contains(&Auth::Anonymous) {
        known.push(Auth::Anonymous);
    }
    known
}

/// Reports an operation none of whose schemes the runtime supports, unless they are those of its service, which are
/// reported there.
pub fn problem(context: &Context<'_>, operation: &Shape) -> Option<Problem> {
    if !of_operation(context, operation).is_empty() {
        return None;
    }
    let problem = format!("no supported authentication among `{}`", schemes(context, operation).join("`, `"));
    let expected = format!("`{}` or `{BEARER}`", traits::SigV4::ID);
    let chooser = if operation.traits.has::<traits::Auth>() { operation } else { context.service };
    Some(Problem::unsupported(&chooser.place, &chooser.id, problem, expected))
}

/// Returns the ids of the operation's `auth` trait, else of its service's `auth` trait, else of all schemes of the
/// service, sorted.
fn schemes(context: &Context<'_>, operation: &Shape) -> Vec<String> {
    let service = context.service;
    let chosen = operation.traits.get::<traits::Auth>().or_else(|| service.traits.get());
    let all = || SCHEMES.into_iter().filter(|id| service.traits.applied(id).is_some()).map(str::to_owned).collect();
    chosen.map_or_else(all, |chosen| chosen.0)
}
