//! Endpoint parameters that an operation sets: constants, members of its input, and paths into its input.
//!
//! Invariant: if a member is absent, or a path has no value, the parameter keeps its earlier value.

use tinsmith_types::Structure;
use tinsmith_types::codegen::{Kind, Member, Members, Queried, Value};

use super::{ParameterValue, Parameters};
use crate::jmespath::{Expression, Item};

/// An endpoint parameter that an operation sets, described by generated code.
#[derive(Debug)]
pub struct ContextParameter {
    name: &'static str,
    source: Source,
}

#[derive(Debug)]
enum Source {
    Text(&'static str),
    Flag(bool),
    Texts(&'static [&'static str]),
    /// A member of the input, by its name in the model.
    Member(&'static str),
    /// The result of a JMESPath expression over the input.
    Path(Expression),
}

impl ContextParameter {
    /// Creates a parameter with a fixed string.
    pub const fn text(name: &'static str, text: &'static str) -> Self {
        Self { name, source: Source::Text(text) }
    }

    /// Creates a parameter with a fixed boolean.
    pub const fn flag(name: &'static str, flag: bool) -> Self {
        Self { name, source: Source::Flag(flag) }
    }

    /// Creates a parameter with a fixed list of strings.
    pub const fn texts(name: &'static str, texts: &'static [&'static str]) -> Self {
        Self { name, source: Source::Texts(texts) }
    }

    /// Creates a parameter that takes its value from a member of the input.
    pub const fn member(name: &'static str, member: &'static str) -> Self {
        Self { name, source: Source::Member(member) }
    }

    /// Creates a parameter whose value an expression finds in the input: a string, a boolean, or a list of strings.
    pub const fn path(name: &'static str, path: Expression) -> Self {
        Self { name, source: Source::Path(path) }
    }

    fn value<T: Structure>(&'static self, input: &T) -> Option<ParameterValue> {
        match &self.source {
            Source::Text(text) => Some(ParameterValue::from(*text)),
            Source::Flag(flag) => Some(ParameterValue::Flag(*flag)),
            Source::Texts(texts) => Some(ParameterValue::Texts(texts.iter().map(|text| (*text).to_owned()).collect())),
            Source::Member(name) => value_of_member(name, input),
            Source::Path(path) => {
                let input = Queried::new(input, |member| path.reads(member));
                path.evaluate(input.value()).and_then(|item| parameter(&item))
            }
        }
    }
}

fn value_of_member<T: Structure>(name: &str, input: &T) -> Option<ParameterValue> {
    let mut found = MemberValue { name, value: None };
    input.visit(&mut found);
    found.value
}

/// Returns the text of a member of an input, unless it is absent or empty.
pub(crate) fn text_of_member<T: Structure>(name: &str, input: &T) -> Option<String> {
    match value_of_member(name, input) {
        Some(ParameterValue::Text(text)) if !text.is_empty() => Some(text),
        _ => None,
    }
}

impl Parameters {
    /// Sets the parameters of an operation for this input.
    pub(crate) fn with_context<T: Structure>(&self, context: &'static [ContextParameter], input: &T) -> Self {
        context.iter().fold(self.clone(), |parameters, parameter| match parameter.value(input) {
            Some(value) => parameters.with(parameter.name, value),
            None => parameters,
        })
    }
}

/// Converts a value of the input to a parameter, if it can be one; of a list, only the strings count.
fn parameter(item: &Item<'_>) -> Option<ParameterValue> {
    if let Some(items) = item.elements() {
        return Some(ParameterValue::Texts(items.iter().filter_map(Item::text).map(str::to_owned).collect()));
    }
    item.text().map(ParameterValue::from).or_else(|| item.boolean().map(ParameterValue::Flag))
}

/// A visitor that keeps the value of one member as a parameter.
struct MemberValue<'a> {
    name: &'a str,
    value: Option<ParameterValue>,
}

impl Members for MemberValue<'_> {
    fn member<T: Value>(&mut self, member: &'static Member, value: &T) -> bool {
        if member.name == self.name && !value.is_absent() {
            let mut texts = Vec::new();
            value.write_text(member.schema, &mut |text| texts.push(text.to_owned()));
            self.value = match member.schema.kind {
                Kind::List { .. } => Some(ParameterValue::Texts(texts)),
                Kind::Boolean => Some(ParameterValue::Flag(texts.first().is_some_and(|text| text == "true"))),
                _ => texts.pop().map(ParameterValue::Text),
            };
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jmespath::Function;
    use crate::protocol::samples::{QueriesSample, map, strings};

    static PATHS: &[ContextParameter] = &[
        ContextParameter::path("Text", Expression::Field("text")),
        ContextParameter::path("Flag", Expression::Field("flag")),
        ContextParameter::path("List", Expression::Field("list")),
        ContextParameter::path("Keys", Expression::Call(Function::Keys, &[Expression::Field("map")])),
        ContextParameter::path("First", Expression::Sequence(&Expression::Field("list"), &Expression::Index(0))),
        ContextParameter::path("Map", Expression::Field("map")),
        ContextParameter::path("None", Expression::Call(Function::Keys, &[Expression::Field("text")])),
    ];

    #[test]
    fn paths_into_inputs() {
        let input = QueriesSample {
            text: Some("t".into()),
            list: strings(["x", "y"]),
            flag: Some(true),
            map: map([("k", "1".to_owned()), ("l", "2".to_owned())]),
            ..Default::default()
        };
        let texts = |texts: [&str; 2]| Some(texts.map(str::to_owned).to_vec());
        let found = Parameters::new().with("None", "before").with_context(PATHS, &input);
        assert_eq!((found.text("Text"), found.flag("Flag"), found.text("First")), (Some("t"), Some(true), Some("x")));
        assert_eq!(found.texts("List").map(<[String]>::to_vec), texts(["x", "y"]));
        assert_eq!(found.texts("Keys").map(<[String]>::to_vec), texts(["k", "l"]));
        assert_eq!((found.text("Map"), found.text("None")), (None, Some("before")));
        let found = Parameters::new().with("Text", "before").with_context(PATHS, &QueriesSample::default());
        assert_eq!((found.text("Text"), found.flag("Flag"), found.texts("List")), (Some("before"), None, None));
    }

    static CONTEXT: &[ContextParameter] = &[
        ContextParameter::member("Text", "text"),
        ContextParameter::member("List", "list"),
        ContextParameter::member("Flag", "flag"),
        ContextParameter::member("None", "unknown"),
        ContextParameter::text("Fixed", "f"),
        ContextParameter::flag("On", true),
        ContextParameter::texts("Some", &["a", "b"]),
    ];

    #[test]
    fn inputs_bring_parameters() {
        let input =
            QueriesSample { text: Some("t".into()), list: strings(["x", "y"]), flag: Some(true), ..Default::default() };
        let found = Parameters::new().with("Text", "before").with_context(CONTEXT, &input);
        assert_eq!((found.text("Text"), found.text("Fixed"), found.text("None")), (Some("t"), Some("f"), None));
        assert_eq!((found.flag("Flag"), found.flag("On"), found.flag("Text")), (Some(true), Some(true), None));
        assert_eq!(found.texts("List"), Some(&["x".to_owned(), "y".to_owned()][..]));
        assert_eq!(found.texts("Some").map(<[String]>::len), Some(2));
    }

    #[test]
    fn absent_members_change_nothing() {
        let found = Parameters::new().with("Text", "before").with_context(CONTEXT, &QueriesSample::default());
        assert_eq!((found.text("Text"), found.flag("Flag"), found.texts("List")), (Some("before"), None, None));
    }
}
