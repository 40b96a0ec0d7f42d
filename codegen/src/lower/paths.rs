//! Expressions of JMESPath held against the shapes that they are applied to.
//!
//! A path to a member that no value has would always be null, so that a waiter would never end, and an endpoint parameter
//! would never be set. Invariant: an expression of known types is never reported; where a type is not known, such as that
//! of a document, everything is allowed.

use model::{Shape, ShapeKind};

use super::context::{Context, UNIT};
use crate::jmespath::{Expression, Function, Literal};

/// The type of an expression's value.
#[derive(Clone)]
pub enum Kind<'m> {
    /// A value of any type.
    Any,
    Boolean,
    Number,
    Text,
    /// A structure, a union or a map of the model.
    Shape(&'m Shape),
    List(Box<Kind<'m>>),
    Object(Vec<(String, Kind<'m>)>),
}

/// Why an expression doesn't fit.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    #[error("{shape} has no member `{member}`")]
    Member { shape: String, member: String },
    #[error("the function `{function}` is applied to {found}")]
    Function { function: &'static str, found: String },
    #[error("{found} has no {part}")]
    Part { found: String, part: &'static str },
    #[error("its value is {found}, expected {expected}")]
    Value { found: String, expected: &'static str },
}

impl Kind<'_> {
    /// The type in words.
    pub fn words(&self) -> String {
        match self {
            Self::Any => "a value".to_owned(),
            Self::Boolean => "a boolean".to_owned(),
            Self::Number => "a number".to_owned(),
            Self::Text => "a text".to_owned(),
            Self::Shape(shape) => format!("`{}`", shape.id.name()),
            Self::List(_) => "a list".to_owned(),
            Self::Object(_) => "an object".to_owned(),
        }
    }
}

/// The type of a shape's values. `Unit` is an object without members.
pub fn of_shape<'m>(context: &Context<'m>, shape: Option<&'m Shape>) -> Kind<'m> {
    let Some(shape) = shape else { return Kind::Any };
    match &shape.kind {
        ShapeKind::Structure(_) if shape.id.as_str() == UNIT => Kind::Object(Vec::new()),
        ShapeKind::Structure(_) | ShapeKind::Union(_) | ShapeKind::Map { .. } => Kind::Shape(shape),
        ShapeKind::List(member) | ShapeKind::Set(member) => {
            Kind::List(Box::new(of_shape(context, context.target(member))))
        }
        ShapeKind::String | ShapeKind::Enum(_) => Kind::Text,
        ShapeKind::Boolean => Kind::Boolean,
        ShapeKind::Byte
        | ShapeKind::Short
        | ShapeKind::Integer
        | ShapeKind::Long
        | ShapeKind::Float
        | ShapeKind::Double
        | ShapeKind::IntEnum(_) => Kind::Number,
        // A blob, a timestamp, a document, or a number of any size.
        _ => Kind::Any,
    }
}

/// Returns the type of an expression that is applied to a value of type `current`.
///
/// # Errors
///
/// The first part that has no value, whatever the document is.
pub fn check<'m>(context: &Context<'m>, expression: &Expression, current: &Kind<'m>) -> Result<Kind<'m>, Misfit> {
    let of = |part: &Expression| check(context, part, current);
    Ok(match expression {
        Expression::Current => current.clone(),
        Expression::Literal(Literal::Null) => Kind::Any,
        Expression::Literal(Literal::Boolean(_)) | Expression::Not(_) | Expression::Comparison(..) => {
            expression.parts().into_iter().try_for_each(|part| of(part).map(drop))?;
            Kind::Boolean
        }
        Expression::Literal(Literal::Number(_)) => Kind::Number,
        Expression::Literal(Literal::Text(_)) => Kind::Text,
        Expression::Field(name) => member(context, current, name)?,
        Expression::Index(_) => element(current)?,
        Expression::Sequence(one, two) => check(context, two, &of(one)?)?,
        Expression::Values(one) => Kind::List(Box::new(value(context, &of(one)?)?)),
        Expression::Flatten(one) => match element(&of(one)?)? {
            Kind::List(inner) => Kind::List(inner),
            other => Kind::List(Box::new(other)),
        },
        Expression::Slice(list, ..) => Kind::List(Box::new(element(&of(list)?)?)),
        Expression::Filter(list, condition) => {
            let element = element(&of(list)?)?;
            check(context, condition, &element)?;
            Kind::List(Box::new(element))
        }
        Expression::Projection(list, each) => Kind::List(Box::new(check(context, each, &element(&of(list)?)?)?)),
        Expression::List(parts) => {
            let kinds = parts.iter().map(of).collect::<Result<Vec<_>, _>>()?;
            Kind::List(Box::new(common(kinds)))
        }
        Expression::Object(entries) => {
            let entries = entries.iter().map(|(name, part)| Ok((name.clone(), of(part)?)));
            Kind::Object(entries.collect::<Result<_, Misfit>>()?)
        }
        Expression::Or(one, two) | Expression::And(one, two) => common(vec![of(one)?, of(two)?]),
        Expression::Call(function, arguments) => {
            let arguments = arguments.iter().map(of).collect::<Result<Vec<_>, _>>()?;
            call(context, *function, &arguments)?
        }
    })
}

/// The type of values that all have one of these types.
fn common(kinds: Vec<Kind<'_>>) -> Kind<'_> {
    let mut kinds = kinds.into_iter();
    let first = kinds.next().unwrap_or(Kind::Any);
    let is_same = |kind: &Kind<'_>| match (&first, kind) {
        (Kind::Boolean, Kind::Boolean) | (Kind::Number, Kind::Number) | (Kind::Text, Kind::Text) => true,
        (Kind::Shape(one), Kind::Shape(two)) => one.id == two.id,
        _ => false,
    };
    let is_one = kinds.all(|kind| is_same(&kind));
    if is_one { first } else { Kind::Any }
}

fn member<'m>(context: &Context<'m>, kind: &Kind<'m>, name: &str) -> Result<Kind<'m>, Misfit> {
    let missing = |shape: String| Misfit::Member { shape, member: name.to_owned() };
    match kind {
        Kind::Any => Ok(Kind::Any),
        Kind::Shape(shape) => match &shape.kind {
            ShapeKind::Map { value, .. } => Ok(of_shape(context, context.target(value))),
            _ => {
                let member = shape.member(name).ok_or_else(|| missing(kind.words()))?;
                Ok(of_shape(context, context.target(member)))
            }
        },
        Kind::Object(entries) => {
            let found = entries.iter().find(|(known, _)| known == name);
            found.map(|(_, kind)| kind.clone()).ok_or_else(|| missing(kind.words()))
        }
        Kind::Boolean | Kind::Number | Kind::Text | Kind::List(_) => Err(missing(kind.words())),
    }
}

fn element<'m>(kind: &Kind<'m>) -> Result<Kind<'m>, Misfit> {
    match kind {
        Kind::Any => Ok(Kind::Any),
        Kind::List(element) => Ok((**element).clone()),
        _ => Err(Misfit::Part { found: kind.words(), part: "elements" }),
    }
}

/// The type of the values of an object.
fn value<'m>(context: &Context<'m>, kind: &Kind<'m>) -> Result<Kind<'m>, Misfit> {
    match kind {
        Kind::Shape(Shape { kind: ShapeKind::Map { value, .. }, .. }) => Ok(of_shape(context, context.target(value))),
        Kind::Any | Kind::Shape(_) | Kind::Object(_) => Ok(Kind::Any),
        _ => Err(Misfit::Part { found: kind.words(), part: "members" }),
    }
}

/// The type of a function's value.
fn call<'m>(context: &Context<'m>, function: Function, arguments: &[Kind<'m>]) -> Result<Kind<'m>, Misfit> {
    let first = arguments.first().cloned().unwrap_or(Kind::Any);
    let wrong = |found: &Kind<'_>| Misfit::Function { function: function.name(), found: found.words() };
    let number = |kind: &Kind<'m>| match kind {
        Kind::Any | Kind::Number => Ok(Kind::Number),
        other => Err(wrong(other)),
    };
    let text = |kind: &Kind<'m>| match kind {
        Kind::Any | Kind::Text => Ok(()),
        other => Err(wrong(other)),
    };
    let list = || element(&first).map_err(|_| wrong(&first));
    let ordered = || match list()? {
        kind @ (Kind::Any | Kind::Number | Kind::Text) => Ok(kind),
        _ => Err(wrong(&first)),
    };
    Ok(match function {
        Function::Abs | Function::Ceil | Function::Floor => number(&first)?,
        Function::Avg | Function::Sum => number(&list()?).map_err(|_| wrong(&first))?,
        Function::Max | Function::Min => ordered()?,
        Function::Sort => Kind::List(Box::new(ordered()?)),
        Function::Contains if matches!(first, Kind::Text) => Kind::Boolean,
        Function::Contains => list().map(|_| Kind::Boolean)?,
        Function::StartsWith | Function::EndsWith => arguments.iter().try_for_each(text).map(|()| Kind::Boolean)?,
        Function::Length => match first {
            Kind::Boolean | Kind::Number => return Err(wrong(&first)),
            _ => Kind::Number,
        },
        Function::Keys => {
            value(context, &first).map(|_| Kind::List(Box::new(Kind::Text))).map_err(|_| wrong(&first))?
        }
        Function::Values => Kind::List(Box::new(value(context, &first).map_err(|_| wrong(&first))?)),
        Function::Merge => {
            arguments.iter().try_for_each(|kind| value(context, kind).map(drop).map_err(|_| wrong(kind)))?;
            Kind::Any
        }
        Function::NotNull => common(arguments.to_vec()),
        Function::ToArray => match first {
            list @ Kind::List(_) => list,
            Kind::Any => Kind::Any,
            other => Kind::List(Box::new(other)),
        },
        Function::ToNumber => Kind::Number,
        Function::Type => Kind::Text,
    })
}
