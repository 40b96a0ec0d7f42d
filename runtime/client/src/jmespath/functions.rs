//! The functions of JMESPath.

use super::{Function, Item};

impl Function {
    /// Returns `None` for arguments of another type than the function takes.
    pub(super) fn of<'a>(self, arguments: &[Item<'a>]) -> Option<Item<'a>> {
        match (self, arguments) {
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

fn contains(whole: &Item<'_>, part: &Item<'_>) -> Option<bool> {
    match whole.text() {
        Some(text) => Some(part.text().is_some_and(|part| text.contains(part))),
        None => Some(whole.elements()?.iter().any(|item| item.equals(part))),
    }
}

/// The number of code points, elements or members.
fn length(whole: &Item<'_>) -> Option<f64> {
    let length = match (whole.text(), whole.elements(), whole.members()) {
        (Some(text), ..) => text.chars().count(),
        (_, Some(items), _) => items.len(),
        (.., members) => members?.len(),
    };
    #[allow(clippy::cast_precision_loss, reason = "no list in memory has so many elements")]
    Some(length as f64)
}
