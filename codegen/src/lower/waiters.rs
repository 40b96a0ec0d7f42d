//! Waiters: conditions on the answers of an operation that is called until they hold.
//!
//! One that can't be generated is left out, with a line that says why: its operation can be called all the same.

use model::{AppliedTrait, Operation, Shape, ShapeKind};
use serde::Deserialize;

use super::context::{Context, UNIT};
use super::paths::{self, Kind};
use super::streams;
use crate::docs;
use crate::ir::{Acceptor, AcceptorState, Expected, Matcher, Path, Waiter};
use crate::jmespath;

/// The trait of operations that have waiters.
pub const WAITERS: &str = "smithy.waiters#waitable";
/// The delays of a waiter that says nothing about them, in seconds.
const DELAYS: (u32, u32) = (2, 120);

/// A waiter as the trait has it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Described {
    documentation: Option<String>,
    acceptors: Vec<DescribedAcceptor>,
    min_delay: Option<u32>,
    max_delay: Option<u32>,
    #[serde(default)]
    deprecated: bool,
}

#[derive(Deserialize)]
struct DescribedAcceptor {
    state: DescribedState,
    matcher: DescribedMatcher,
    message: Option<String>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "camelCase")]
enum DescribedState {
    Success,
    Failure,
    Retry,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum DescribedMatcher {
    Output(PathMatcher),
    InputOutput(PathMatcher),
    Success(bool),
    ErrorType(String),
}

#[derive(Deserialize)]
struct PathMatcher {
    path: String,
    expected: String,
    comparator: Comparator,
}

#[derive(Clone, Copy, Deserialize)]
enum Comparator {
    #[serde(rename = "stringEquals")]
    Text,
    #[serde(rename = "booleanEquals")]
    Boolean,
    #[serde(rename = "allStringEquals")]
    AllTexts,
    #[serde(rename = "anyStringEquals")]
    AnyText,
}

/// Why a waiter is not generated.
#[derive(Debug, thiserror::Error)]
enum Unwaited {
    #[error("its request or response has a stream")]
    Stream,
    #[error("no acceptor has the state `success`")]
    Endless,
    #[error("it can't be read: {0}")]
    Unread(#[from] serde_json::Error),
    #[error("the path `{0}`: {1}")]
    Path(String, jmespath::Error),
    #[error("it matches the output of an operation without one")]
    NoOutput,
    #[error("the path `{0}`: {1}")]
    Shape(String, paths::Misfit),
    #[error("{0:?} is expected, which is no boolean")]
    NoBoolean(String),
}

/// The waiters of the service, by the names of their methods.
pub fn lower(context: &Context<'_>) -> Vec<Waiter> {
    let mut waiters: Vec<_> = described(context).filter_map(|(.., waiter)| waiter.ok()).collect();
    waiters.sort_by(|one, two| one.method_name.cmp(&two.method_name));
    waiters
}

/// The waiters that are not generated, a line each.
pub fn omissions(context: &Context<'_>) -> Vec<String> {
    let lines = described(context).filter_map(|(shape, applied, name, waiter)| {
        let error = waiter.err()?;
        Some(format!("{}: {}: the waiter `{name}` is not generated: {error}", applied.place, shape.id))
    });
    lines.collect()
}

/// The names of the waiters of an operation, which are those of `waiters` and in the same order.
pub fn names(shape: &Shape) -> Vec<&str> {
    let applied = shape.traits.applied(WAITERS).and_then(|applied| applied.value.as_object());
    applied.into_iter().flatten().map(|(name, _)| name.as_str()).collect()
}

type Lowered<'m> = (&'m Shape, &'m AppliedTrait, &'m str, Result<Waiter, Unwaited>);

fn described<'c, 'm>(context: &'c Context<'m>) -> impl Iterator<Item = Lowered<'m>> + 'c {
    context.operations.iter().flat_map(move |shape| {
        let shape: &'m Shape = shape;
        let applied = shape.traits.applied(WAITERS);
        let waiters = applied.into_iter().flat_map(move |applied| {
            names(shape).into_iter().map(move |name| (shape, applied, name, waiter(context, shape, applied, name)))
        });
        waiters.collect::<Vec<_>>()
    })
}

fn waiter(context: &Context<'_>, shape: &Shape, applied: &AppliedTrait, name: &str) -> Result<Waiter, Unwaited> {
    let ShapeKind::Operation(operation) = &shape.kind else { return Err(Unwaited::NoOutput) };
    if streams::any(context, operation) {
        return Err(Unwaited::Stream);
    }
    let described = Described::deserialize(applied.value.get(name).unwrap_or_default())?;
    let acceptors = described.acceptors.iter().map(|described| acceptor(context, operation, described));
    let acceptors = acceptors.collect::<Result<Vec<_>, _>>()?;
    if !acceptors.iter().any(|acceptor| acceptor.state == AcceptorState::Success) {
        return Err(Unwaited::Endless);
    }
    let delays = (described.min_delay.unwrap_or(DELAYS.0), described.max_delay.unwrap_or(DELAYS.1));
    let named = |id: &model::ShapeId| (id.as_str() != UNIT).then(|| context.naming.type_name(id));
    let names = context.naming.waiter(&shape.id, name);
    let words = described.documentation.as_deref().map(docs::rustdoc).filter(|docs| !docs.is_empty());
    Ok(Waiter {
        operation: shape.id.clone(),
        name: name.to_owned(),
        method_name: names.method,
        static_name: names.static_name,
        operation_static: context.naming.operation(&shape.id).static_name,
        operation_method: context.naming.operation(&shape.id).method,
        input: named(&operation.input.target),
        output: named(&operation.output.target),
        docs: words.unwrap_or_else(|| format!("Waits until {}.", docs::code(name))),
        deprecated: described.deprecated.then(|| "the model marks this waiter as deprecated".to_owned()),
        delays: (delays != DELAYS).then_some(delays),
        acceptors,
    })
}

fn acceptor(context: &Context<'_>, operation: &Operation, described: &DescribedAcceptor) -> Result<Acceptor, Unwaited> {
    let state = match described.state {
        DescribedState::Success => AcceptorState::Success,
        DescribedState::Failure => AcceptorState::Failure,
        DescribedState::Retry => AcceptorState::Retry,
    };
    let matcher = match &described.matcher {
        DescribedMatcher::Success(success) => Matcher::Success(*success),
        DescribedMatcher::ErrorType(id) => {
            Matcher::Error(id.rsplit_once('#').map_or(id.as_str(), |(_, name)| name).to_owned())
        }
        DescribedMatcher::Output(_) if operation.output.target.as_str() == UNIT => return Err(Unwaited::NoOutput),
        DescribedMatcher::Output(matcher) => {
            let output = of_id(context, &operation.output.target);
            Matcher::Output(path(context, matcher, &output)?, expected(matcher)?)
        }
        DescribedMatcher::InputOutput(matcher) => {
            let [input, output] = [&operation.input, &operation.output].map(|shape| of_id(context, &shape.target));
            let both = Kind::Object(vec![("input".to_owned(), input), ("output".to_owned(), output)]);
            Matcher::InputOutput(path(context, matcher, &both)?, expected(matcher)?)
        }
    };
    Ok(Acceptor { state, matcher, message: described.message.clone() })
}

fn of_id<'m>(context: &Context<'m>, id: &model::ShapeId) -> Kind<'m> {
    paths::of_shape(context, context.model.shapes.get(id))
}

/// Parses a path, and checks that it leads to a value that the comparator compares.
fn path(context: &Context<'_>, matcher: &PathMatcher, document: &Kind<'_>) -> Result<Path, Unwaited> {
    let text = matcher.path.clone();
    let expression = jmespath::parse(&text).map_err(|error| Unwaited::Path(text.clone(), error))?;
    let value = paths::check(context, &expression, document).map_err(|misfit| Unwaited::Shape(text.clone(), misfit))?;
    let expected = match (matcher.comparator, &value) {
        (_, Kind::Any) | (Comparator::Text, Kind::Text) | (Comparator::Boolean, Kind::Boolean) => None,
        (Comparator::AllTexts | Comparator::AnyText, Kind::List(element)) if is_text(element) => None,
        (Comparator::Text, _) => Some("a text"),
        (Comparator::Boolean, _) => Some("a boolean"),
        (Comparator::AllTexts | Comparator::AnyText, _) => Some("a list of texts"),
    };
    match expected {
        Some(expected) => Err(Unwaited::Shape(text, paths::Misfit::Value { found: value.words(), expected })),
        None => Ok(Path { text, expression }),
    }
}

fn is_text(kind: &Kind<'_>) -> bool {
    matches!(kind, Kind::Any | Kind::Text)
}

fn expected(matcher: &PathMatcher) -> Result<Expected, Unwaited> {
    let expected = matcher.expected.clone();
    Ok(match matcher.comparator {
        Comparator::Text => Expected::Text(expected),
        Comparator::AllTexts => Expected::AllTexts(expected),
        Comparator::AnyText => Expected::AnyText(expected),
        Comparator::Boolean => Expected::Boolean(expected.parse().map_err(|_| Unwaited::NoBoolean(expected))?),
    })
}
