//! Values during evaluation: parts of the document, and values that an expression creates.

use serde_json::{Map, Value as Json};

/// A value. Lists and objects of the document are borrowed; only those that an expression creates are owned.
#[derive(Clone)]
pub(crate) enum Item<'a> {
    Json(&'a Json),
    Boolean(bool),
    Number(f64),
    Text(&'a str),
    List(Vec<Item<'a>>),
    Object(Vec<(&'a str, Item<'a>)>),
}

impl<'a> Item<'a> {
    pub const NULL: Self = Self::Json(&Json::Null);

    pub fn is_null(&self) -> bool {
        matches!(self, Self::Json(Json::Null))
    }

    /// Returns `true` for every value except null, `false`, and empty strings, lists and objects.
    pub fn is_true(&self) -> bool {
        match self {
            Self::Json(Json::Null) => false,
            Self::Json(Json::Bool(value)) | Self::Boolean(value) => *value,
            Self::Json(Json::Number(_)) | Self::Number(_) => true,
            Self::Json(Json::String(text)) => !text.is_empty(),
            Self::Text(text) => !text.is_empty(),
            Self::Json(Json::Array(items)) => !items.is_empty(),
            Self::List(items) => !items.is_empty(),
            Self::Json(Json::Object(members)) => !members.is_empty(),
            Self::Object(members) => !members.is_empty(),
        }
    }

    /// The name of its type in JMESPath.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Json(Json::Null) => "null",
            Self::Json(Json::Bool(_)) | Self::Boolean(_) => "boolean",
            Self::Json(Json::Number(_)) | Self::Number(_) => "number",
            Self::Json(Json::String(_)) | Self::Text(_) => "string",
            Self::Json(Json::Array(_)) | Self::List(_) => "array",
            Self::Json(Json::Object(_)) | Self::Object(_) => "object",
        }
    }

    pub fn boolean(&self) -> Option<bool> {
        match self {
            Self::Json(Json::Bool(value)) | Self::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Json(Json::Number(number)) => number.as_f64(),
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub fn text(&self) -> Option<&'a str> {
        match self {
            Self::Json(Json::String(text)) => Some(text),
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the elements of a list; `None` for other values.
    pub fn elements(&self) -> Option<Vec<Self>> {
        match self {
            Self::Json(Json::Array(items)) => Some(items.iter().map(Self::Json).collect()),
            Self::List(items) => Some(items.clone()),
            _ => None,
        }
    }

    /// Returns the members of an object; `None` for other values.
    pub fn members(&self) -> Option<Vec<(&'a str, Self)>> {
        match self {
            Self::Json(Json::Object(members)) => Some(entries(members)),
            Self::Object(members) => Some(members.clone()),
            _ => None,
        }
    }

    /// Returns the member of this name, or null.
    pub fn member(&self, name: &str) -> Self {
        let found = match self {
            Self::Json(value) => value.get(name).map(Self::Json),
            Self::Object(members) => members.iter().find(|(known, _)| *known == name).map(|(_, item)| item.clone()),
            _ => None,
        };
        found.unwrap_or(Self::NULL)
    }

    /// Returns `true` if two values are equal: they have the same type, and lists and objects have equal elements.
    pub fn equals(&self, other: &Self) -> bool {
        if let (Some(one), Some(two)) = (self.text(), other.text()) {
            return one == two;
        }
        if let (Some(one), Some(two)) = (self.number(), other.number()) {
            return one.total_cmp(&two).is_eq() || one == two;
        }
        if let (Some(one), Some(two)) = (self.boolean(), other.boolean()) {
            return one == two;
        }
        if let (Some(one), Some(two)) = (self.elements(), other.elements()) {
            return one.len() == two.len() && one.iter().zip(&two).all(|(one, two)| one.equals(two));
        }
        if let (Some(one), Some(two)) = (self.members(), other.members()) {
            return one.len() == two.len() && one.iter().all(|(name, item)| item.equals(&other.member(name)));
        }
        self.is_null() && other.is_null()
    }
}

fn entries(members: &Map<String, Json>) -> Vec<(&str, Item<'_>)> {
    members.iter().map(|(name, value)| (name.as_str(), Item::Json(value))).collect()
}
