//! The value of an expression.

use serde_json::Value as Json;

use super::{Comparator, Expression, Item};

impl Expression {
    /// Evaluates the expression for a document. Returns `None` where JMESPath has an error.
    pub(crate) fn evaluate<'a>(&'static self, document: &'a Json) -> Option<Item<'a>> {
        self.of(&Item::Json(document))
    }

    pub(super) fn of<'a>(&'static self, current: &Item<'a>) -> Option<Item<'a>> {
        Some(match self {
            Self::Current => current.clone(),
            Self::Null => Item::NULL,
            Self::Boolean(value) => Item::Boolean(*value),
            Self::Number(number) => Item::Number(*number),
            Self::Text(text) => Item::Text(text),
            Self::Field(name) => current.member(name),
            Self::Index(index) => element(current, *index),
            Self::Sequence(one, two) => return two.of(&one.of(current)?),
            Self::Values(inner) => match inner.of(current)?.members() {
                Some(members) => Item::List(members.into_iter().map(|(_, item)| item).collect()),
                None => Item::NULL,
            },
            Self::Flatten(inner) => match inner.of(current)?.elements() {
                Some(items) => Item::List(items.into_iter().flat_map(inner_elements).collect()),
                None => Item::NULL,
            },
            Self::Slice(list, slice) => match list.of(current)?.elements() {
                Some(items) => Item::List(slice.of(&items)),
                None => Item::NULL,
            },
            Self::Filter(list, condition) => {
                let Some(items) = list.of(current)?.elements() else { return Some(Item::NULL) };
                let mut kept = Vec::new();
                for item in items {
                    if condition.of(&item)?.is_true() {
                        kept.push(item);
                    }
                }
                Item::List(kept)
            }
            Self::Projection(list, each) => {
                let Some(items) = list.of(current)?.elements() else { return Some(Item::NULL) };
                let items: Option<Vec<_>> = items.iter().map(|item| each.of(item)).collect();
                Item::List(items?.into_iter().filter(|item| !item.is_null()).collect())
            }
            Self::List(_) | Self::Object(_) if current.is_null() => Item::NULL,
            Self::List(parts) => Item::List(parts.iter().map(|part| part.of(current)).collect::<Option<_>>()?),
            Self::Object(entries) => {
                let entries = entries.iter().map(|(name, part)| Some((*name, part.of(current)?)));
                Item::Object(entries.collect::<Option<_>>()?)
            }
            Self::Or(one, two) => match one.of(current)? {
                item if item.is_true() => item,
                _ => return two.of(current),
            },
            Self::And(one, two) => match one.of(current)? {
                item if !item.is_true() => item,
                _ => return two.of(current),
            },
            Self::Not(inner) => Item::Boolean(!inner.of(current)?.is_true()),
            Self::Comparison(comparator, one, two) => compare(*comparator, &one.of(current)?, &two.of(current)?),
            Self::Call(function, arguments) => {
                let arguments: Option<Vec<_>> = arguments.iter().map(|argument| argument.of(current)).collect();
                return function.of(&arguments?);
            }
        })
    }
}

fn element<'a>(list: &Item<'a>, index: i32) -> Item<'a> {
    let Some(items) = list.elements() else { return Item::NULL };
    let distance = usize::try_from(index.unsigned_abs()).unwrap_or(usize::MAX);
    let place = if index < 0 { items.len().checked_sub(distance) } else { Some(distance) };
    place.and_then(|place| items.into_iter().nth(place)).unwrap_or(Item::NULL)
}

fn inner_elements(item: Item<'_>) -> Vec<Item<'_>> {
    item.elements().unwrap_or_else(|| vec![item])
}

/// Only numbers have an order; other values are compared to null.
fn compare<'a>(comparator: Comparator, one: &Item<'_>, two: &Item<'_>) -> Item<'a> {
    let is_equal = || Item::Boolean(one.equals(two));
    let ordered = |holds: fn(f64, f64) -> bool| match (one.number(), two.number()) {
        (Some(one), Some(two)) => Item::Boolean(holds(one, two)),
        _ => Item::NULL,
    };
    match comparator {
        Comparator::Equal => is_equal(),
        Comparator::NotEqual => Item::Boolean(!one.equals(two)),
        Comparator::Less => ordered(|one, two| one < two),
        Comparator::LessOrEqual => ordered(|one, two| one <= two),
        Comparator::Greater => ordered(|one, two| one > two),
        Comparator::GreaterOrEqual => ordered(|one, two| one >= two),
    }
}
