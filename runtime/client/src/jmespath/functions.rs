//! The functions of JMESPath.

use super::{Function, Item};

impl Function {
    /// Calls a function; returns `None` if an argument has the wrong type.
    pub(super) fn of<'a>(self, arguments: &[Item<'a>]) -> Option<Item<'a>> {
        match (self, arguments) {
            (Self::Abs, [number]) => Some(Item::Number(number.number()?.abs())),
            (Self::Avg, [list]) => average(&numbers(list)?),
            (Self::Ceil, [number]) => Some(Item::Number(number.number()?.ceil())),
            (Self::Floor, [number]) => Some(Item::Number(number.number()?.floor())),
            (Self::Max, [list]) => Some(sorted(list)?.pop().unwrap_or(Item::NULL)),
            (Self::Merge, objects) => merged(objects).map(Item::Object),
            (Self::Min, [list]) => Some(sorted(list)?.into_iter().next().unwrap_or(Item::NULL)),
            (Self::Sort, [list]) => sorted(list).map(Item::List),
            (Self::Sum, [list]) => Some(Item::Number(total(&numbers(list)?))),
            (Self::ToArray, [value]) => Some(Item::List(value.elements().unwrap_or_else(|| vec![value.clone()]))),
            (Self::ToNumber, [value]) => Some(to_number(value)),
            (Self::Type, [value]) => Some(Item::Text(value.type_name())),
            (Self::Contains, [whole, part]) => contains(whole, part).map(Item::Boolean),
            (Self::EndsWith, [text, end]) => Some(Item::Boolean(text.text()?.ends_with(end.text()?))),
            (Self::Keys, [object]) => {
                Some(Item::List(object.members()?.into_iter().map(|(name, _)| Item::Text(name)).collect()))
            }
            (Self::Length, [whole]) => length(whole).map(Item::Number),
            (Self::NotNull, arguments) => {
                Some(arguments.iter().find(|argument| !argument.is_null()).cloned().unwrap_or(Item::NULL))
            }
            (Self::StartsWith, [text, start]) => Some(Item::Boolean(text.text()?.starts_with(start.text()?))),
            (Self::Values, [object]) => Some(Item::List(object.members()?.into_iter().map(|(_, item)| item).collect())),
            _ => None,
        }
    }
}

fn numbers(list: &Item<'_>) -> Option<Vec<f64>> {
    list.elements()?.iter().map(Item::number).collect()
}

/// The sum; of no numbers it is 0, for which the standard library has the negative one.
fn total(numbers: &[f64]) -> f64 {
    0.0 + numbers.iter().sum::<f64>()
}

/// The average of no numbers is null.
fn average<'a>(numbers: &[f64]) -> Option<Item<'a>> {
    #[allow(clippy::cast_precision_loss, reason = "no list in memory has so many elements")]
    let count = numbers.len() as f64;
    Some(if numbers.is_empty() { Item::NULL } else { Item::Number(total(numbers) / count) })
}

/// The elements in their order: all of them are numbers, or all of them texts, which are in the order of code points.
fn sorted<'a>(list: &Item<'a>) -> Option<Vec<Item<'a>>> {
    let mut items = list.elements()?;
    if items.iter().all(|item| item.text().is_some()) {
        items.sort_by(|one, two| one.text().cmp(&two.text()));
        return Some(items);
    }
    let numbers = numbers(list)?;
    // JSON has no NaN, and no function makes one of numbers.
    let mut numbered: Vec<_> = numbers.into_iter().zip(items).collect();
    numbered.sort_by(|(one, _), (two, _)| one.total_cmp(two));
    Some(numbered.into_iter().map(|(_, item)| item).collect())
}

/// Of members of one name, the last one stays.
fn merged<'a>(objects: &[Item<'a>]) -> Option<Vec<(&'a str, Item<'a>)>> {
    let mut merged: Vec<(&str, Item<'_>)> = Vec::new();
    for object in objects {
        for (name, item) in object.members()? {
            match merged.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) => *known = item,
                None => merged.push((name, item)),
            }
        }
    }
    Some(merged)
}

/// The number that a text is in JSON; null for any other value.
fn to_number<'a>(value: &Item<'a>) -> Item<'a> {
    let parsed = value.text().and_then(|text| serde_json::from_str::<serde_json::Number>(text).ok()?.as_f64());
    value.number().or(parsed).map_or(Item::NULL, Item::Number)
}

fn contains(whole: &Item<'_>, part: &Item<'_>) -> Option<bool> {
    match whole.text() {
        Some(text) => Some(part.text().is_some_and(|part| text.contains(part))),
        None => Some(whole.elements()?.iter().any(|item| item.equals(part))),
    }
}

/// Returns the number of code points, elements or members.
fn length(whole: &Item<'_>) -> Option<f64> {
    let length = match (whole.text(), whole.elements(), whole.members()) {
        (Some(text), ..) => text.chars().count(),
        (_, Some(items), _) => items.len(),
        (.., members) => members?.len(),
    };
    #[allow(clippy::cast_precision_loss, reason = "no list in memory has so many elements")]
    Some(length as f64)
}
