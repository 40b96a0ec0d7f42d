//! Checks that pagination names members that exist and have the right type.

use super::context::Context;
use crate::ast::{Member, Model, Operation, Shape, ShapeKind};
use crate::closure;
use crate::error::{Error, quote};
use crate::traits::{Paginated, Required, SmithyTrait};

pub(super) fn check(context: &Context<'_>) -> Vec<Error> {
    let mut errors = Vec::new();
    for service in context.model.services() {
        let common = service.traits.get::<Paginated>();
        for shape in closure::operations(context.model, &service.id) {
            errors.extend(operation(context, shape, common.as_ref()));
        }
    }
    errors
}

fn operation(context: &Context<'_>, shape: &Shape, common: Option<&Paginated>) -> Vec<Error> {
    let (ShapeKind::Operation(operation), Some(own)) = (&shape.kind, shape.traits.get::<Paginated>()) else {
        return Vec::new();
    };
    let place = shape.traits.applied(Paginated::ID).map_or(&shape.place, |applied| &applied.place);
    let paginated = merge(own, common);
    let problems = problems(context.model, operation, &paginated);
    let error = |(problem, expected): (String, &str)| Error::new(place, problem, expected).about(&shape.id);
    problems.into_iter().map(error).collect()
}

/// Merges the `paginated` trait of an operation with the defaults of its service.
fn merge(own: Paginated, common: Option<&Paginated>) -> Paginated {
    let Some(common) = common.cloned() else { return own };
    Paginated {
        input_token: own.input_token.or(common.input_token),
        output_token: own.output_token.or(common.output_token),
        items: own.items.or(common.items),
        page_size: own.page_size.or(common.page_size),
    }
}

fn problems(model: &Model, operation: &Operation, paginated: &Paginated) -> Vec<(String, &'static str)> {
    let (Some(input), Some(output)) =
        (model.shapes.get(&operation.input.target), model.shapes.get(&operation.output.target))
    else {
        return Vec::new();
    };
    let parts: [Part<'_>; 4] = [
        Part {
            name: "inputToken",
            path: &paginated.input_token,
            start: input,
            is_right: is_token,
            expected: "a string",
        },
        Part {
            name: "outputToken",
            path: &paginated.output_token,
            start: output,
            is_right: is_token,
            expected: "a string",
        },
        Part {
            name: "items",
            path: &paginated.items,
            start: output,
            is_right: is_collection,
            expected: "a list or map",
        },
        Part { name: "pageSize", path: &paginated.page_size, start: input, is_right: is_count, expected: "an integer" },
    ];
    let mut problems: Vec<_> = parts.iter().filter_map(|part| part.problem(model)).collect();
    let token = paginated.input_token.as_ref().and_then(|path| follow(model, input, path));
    if token.is_some_and(|member| member.traits.has::<Required>()) {
        problems.push((
            "the `inputToken` is required".to_string(),
            "an optional member, because the first page has no token",
        ));
    }
    for (name, value) in [("inputToken", &paginated.input_token), ("outputToken", &paginated.output_token)] {
        if value.is_none() {
            problems.push((format!("pagination has no `{name}`"), "one on the operation or its service"));
        }
    }
    problems
}

/// A member that pagination names.
struct Part<'p> {
    name: &'static str,
    path: &'p Option<String>,
    start: &'p Shape,
    is_right: fn(&ShapeKind) -> bool,
    expected: &'static str,
}

impl Part<'_> {
    fn problem(&self, model: &Model) -> Option<(String, &'static str)> {
        let path = self.path.as_ref()?;
        let Some(member) = follow(model, self.start, path) else {
            let problem = format!("the `{}` {} is not a member of `{}`", self.name, quote(path), self.start.id);
            return Some((problem, "the name of a member"));
        };
        let is_wrong = !(self.is_right)(&model.target(member)?.kind);
        is_wrong.then(|| (format!("the `{}` {} targets `{}`", self.name, quote(path), member.target), self.expected))
    }
}

fn is_token(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::String | ShapeKind::Enum(_) | ShapeKind::Map { .. })
}

fn is_collection(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::List(_) | ShapeKind::Set(_) | ShapeKind::Map { .. })
}

fn is_count(kind: &ShapeKind) -> bool {
    matches!(kind, ShapeKind::Byte | ShapeKind::Short | ShapeKind::Integer | ShapeKind::Long | ShapeKind::IntEnum(_))
}

/// Follows a path of member names separated by dots.
fn follow<'m>(model: &'m Model, start: &'m Shape, path: &str) -> Option<&'m Member> {
    let mut shape = Some(start);
    let mut member = None;
    for name in path.split('.') {
        let found = shape?.member(name)?;
        shape = model.target(found);
        member = Some(found);
    }
    member
}
