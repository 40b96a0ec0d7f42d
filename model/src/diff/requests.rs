//! For a change that breaks something: a request, or a response, that no longer works.
//!
//! Invariant: what is named exists in the old model, or the old model lacks what the new one demands.

use std::collections::{HashMap, VecDeque};

use super::{Change, Validation, Verdict};
use crate::ast::{Model, Shape, ShapeId, ShapeKind};
use crate::traits::{Http, JsonName};

/// For each change, a request or response that worked before and does not now: `POST /things where /name is absent`.
///
/// There is none for a change that breaks nothing, and for one that is part of no message.
pub fn requests(old: &Model, new: &Model, changes: &[Change]) -> Vec<Option<String>> {
    let (old, new) = (Messages::new(old), Messages::new(new));
    changes.iter().map(|change| breaks(change).then(|| old.request(change).or_else(|| new.request(change)))?).collect()
}

fn breaks(change: &Change) -> bool {
    change.wire == Verdict::Breaking || refused(change).is_some()
}

fn refused(change: &Change) -> Option<&str> {
    match &change.validation {
        Validation::Tightened { refused } | Validation::Changed { refused, .. } => refused.as_deref(),
        _ => None,
    }
}

/// How each shape of a model is part of a message.
struct Messages<'m> {
    model: &'m Model,
    steps: HashMap<&'m ShapeId, Step<'m>>,
}

/// The last step of the way from an operation to a shape.
#[derive(Clone, Copy)]
struct Step<'m> {
    operation: &'m Shape,
    is_input: bool,
    /// The shape whose member refers to it, and the member's name; none where it is the message.
    from: Option<(&'m ShapeId, &'m str)>,
}

impl<'m> Messages<'m> {
    /// Inputs come first: of a shape that is in both, a request is shown.
    fn new(model: &'m Model) -> Self {
        let mut messages = Self { model, steps: HashMap::new() };
        for is_input in [true, false] {
            let mut waiting = VecDeque::new();
            for operation in model.shapes.values() {
                let ShapeKind::Operation(ends) = &operation.kind else { continue };
                let step = Step { operation, is_input, from: None };
                match is_input {
                    true => waiting.push_back((&ends.input.target, step)),
                    false => {
                        let errors = ends.errors.iter().map(|error| (&error.target, step));
                        waiting.extend([(&ends.output.target, step)].into_iter().chain(errors));
                    }
                }
            }
            messages.spread(waiting);
        }
        messages
    }

    fn spread(&mut self, mut waiting: VecDeque<(&'m ShapeId, Step<'m>)>) {
        while let Some((id, step)) = waiting.pop_front() {
            let Some(shape) = self.model.shapes.get(id) else { continue };
            if self.steps.contains_key(id) {
                continue;
            }
            self.steps.insert(&shape.id, step);
            let next = |name| Step { from: Some((&shape.id, name)), ..step };
            waiting.extend(shape.members().into_iter().map(|member| (&member.target, next(member.name.as_str()))));
        }
    }

    fn request(&self, change: &Change) -> Option<String> {
        // What a service or resource no longer binds is the operation that it bound.
        let unbound = change.old.as_deref().filter(|_| change.rule == "operation-unbound");
        let unbound = unbound.and_then(|id| self.model.shapes.get(id));
        let shape = unbound.or_else(|| self.model.shapes.get(&change.shape.without_member()))?;
        if let ShapeKind::Operation(_) = &shape.kind {
            return Some(called(shape));
        }
        let step = *self.steps.get(&shape.id)?;
        let mut path = self.path(&shape.id);
        // The value of an enum is no part of the path.
        let is_value = matches!(shape.kind, ShapeKind::Enum(_) | ShapeKind::IntEnum(_));
        if let Some(name) = change.shape.member().filter(|_| !is_value) {
            path.push('/');
            path.push_str(&step_name(shape, name));
        }
        let operation = called(step.operation);
        let is_demanded = matches!(change.rule, "required-added" | "member-added");
        let place = match (path.as_str(), refused(change)) {
            ("", _) => String::new(),
            (path, _) if is_demanded => format!(" without {path}"),
            (path, Some(refused)) => format!(" where {path} is {}", of_value(refused)),
            (path, None) => format!(" with {path}"),
        };
        Some(if step.is_input { operation + &place } else { format!("the response to {operation}{place}") })
    }

    /// The JSON pointer to a shape within its message.
    fn path(&self, id: &ShapeId) -> String {
        let mut parts = Vec::new();
        let mut next = self.steps.get(id);
        while let Some((shape, name)) = next.and_then(|step| step.from) {
            parts.push(self.model.shapes.get(shape).map_or_else(String::new, |shape| step_name(shape, name)));
            next = self.steps.get(shape);
        }
        parts.iter().rev().map(|part| format!("/{part}")).collect()
    }
}

/// `length 33` is a value of that length.
fn of_value(refused: &str) -> String {
    refused.strip_prefix("length ").map_or_else(|| refused.to_owned(), |length| format!("of length {length}"))
}

/// The part of a JSON pointer that leads to a member; of a list, its first item.
fn step_name(shape: &Shape, member: &str) -> String {
    if matches!(shape.kind, ShapeKind::List(_) | ShapeKind::Set(_)) {
        return "0".to_owned();
    }
    let own = shape.member(member).and_then(|member| member.traits.get::<JsonName>()).map(|JsonName(name)| name);
    let name = own.unwrap_or_else(|| member.to_owned());
    let name: String = name.escape_debug().collect();
    name.replace('~', "~0").replace('/', "~1")
}

/// The request of an operation: its method and URI, or its name where it has none.
fn called(operation: &Shape) -> String {
    let http = operation.traits.get::<Http>();
    let text = http.map(|Http { method, uri, .. }| format!("{method} {uri}"));
    text.map_or_else(|| operation.id.name().to_owned(), |text| text.escape_debug().to_string())
}
