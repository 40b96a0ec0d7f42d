//! Checks JSON values against enums and shapes without members.
//!
//! The forms are those of Smithy's table of trait node values.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use super::{Expected, Rules, Walk};
use crate::ast::{Shape, ShapeKind};
use crate::error::{one_of, quote};
use crate::load::is_shape_id;
use crate::number;
use crate::pattern::{self, Automaton};
use crate::prelude;
use crate::traits::{EnumTrait, EnumValue, IdRef, Pattern, Range, SmithyTrait};

impl<'m> Walk<'_, '_, 'm> {
    pub(super) fn scalar(&mut self, value: &Value, expected: Expected<'m>) {
        match (&expected.shape.kind, value) {
            (ShapeKind::Boolean, Value::Bool(_)) | (ShapeKind::Timestamp, Value::Number(_)) => {}
            (ShapeKind::Blob, Value::String(text)) => self.blob(text, expected),
            (ShapeKind::String | ShapeKind::Enum(_), Value::String(text)) => self.text(text, expected),
            (ShapeKind::Timestamp, Value::String(text)) => {
                if !is_timestamp(text) {
                    self.mismatch(format!("{} is not a time", quote(text)), "`YYYY-MM-DDThh:mm:ssZ`");
                }
            }
            (ShapeKind::Float | ShapeKind::Double, Value::String(text)) => {
                if !matches!(text.as_str(), "NaN" | "Infinity" | "-Infinity") {
                    self.mismatch(format!("{} is not a number", quote(text)), "a number");
                }
            }
            (ShapeKind::BigInteger | ShapeKind::BigDecimal, Value::String(text)) => match text.parse() {
                Ok(number) => self.number(&number, expected),
                Err(_) if number::is_json(text) => {}
                Err(_) => self.mismatch(format!("{} is not a number", quote(text)), "a number"),
            },
            (kind, Value::Number(number)) if is_number(kind) => self.number(number, expected),
            (kind, other) => self.mismatch(format!("the value is {}", described(other)), name(kind)),
        }
    }

    fn number(&mut self, value: &Number, expected: Expected<'m>) {
        let kind = &expected.shape.kind;
        if let Some((min, max)) = bounds(kind) {
            let integer = value.as_i64();
            if !integer.is_some_and(|integer| (min..=max).contains(&integer)) {
                return self.mismatch(format!("the value is {value}"), format!("{} from {min} to {max}", name(kind)));
            }
        }
        if matches!(kind, ShapeKind::BigInteger) && !number::is_integral(value) {
            return self.mismatch(format!("the value is {value}"), name(kind));
        }
        if self.rules == Rules::TypesOnly {
            return;
        }
        if let ShapeKind::IntEnum(members) = kind {
            let is_value =
                |known| matches!(known, EnumValue::Number(known) if value.as_i64() == Some(i64::from(known)));
            if !members.iter().filter_map(|member| member.traits.get()).any(is_value) {
                self.mismatch(format!("the value is {value}"), format!("a value of `{}`", expected.shape.id));
            }
        }
        if self.rules == Rules::Default && value.as_f64() == Some(0.0) {
            // Smithy allows 0 as the default of a number whose range excludes it, because models of Smithy 1.0 have
            // such defaults.
            return;
        }
        if let Some(Range { min, max }) = expected.constraint::<Range>() {
            let is_below = min.as_ref().is_some_and(|min| number::compare(value, min) == Ordering::Less);
            let is_above = max.as_ref().is_some_and(|max| number::compare(value, max) == Ordering::Greater);
            if is_below || is_above {
                self.mismatch(format!("the value is {value}"), described_range(min, max));
            }
        }
    }

    fn blob(&mut self, text: &str, expected: Expected<'m>) {
        if self.rules != Rules::Default {
            return;
        }
        let padding = text.bytes().rev().take_while(|byte| *byte == b'=').count();
        let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
        let mut digits = text.bytes().take(text.len() - padding);
        if !text.len().is_multiple_of(4) || padding > 2 || !digits.all(is_digit) {
            return self.mismatch(format!("the value is {}", quote(text)), "a blob in base64");
        }
        self.length((text.len() / 4 * 3 - padding) as u64, "bytes", expected);
    }

    fn text(&mut self, text: &str, expected: Expected<'m>) {
        if self.rules == Rules::TypesOnly {
            return;
        }
        if let Some(values) = enum_values(expected.shape).filter(|values| !values.iter().any(|value| value == text)) {
            self.mismatch(format!("the value is {}", quote(text)), one_of(values.iter().map(String::as_str)));
        }
        self.length(text.chars().count() as u64, "characters", expected);
        self.pattern(text, expected);
        if let Some(reference) = expected.constraint::<IdRef>() {
            self.shape_id(text, &reference);
        }
    }

    fn pattern(&mut self, text: &str, expected: Expected<'m>) {
        let Some(Pattern(pattern)) = expected.constraint() else { return };
        let mut automata = self.values.automata.borrow_mut();
        // A malformed pattern is reported at the trait.
        let is_refused = automata.find(&pattern).is_some_and(|automaton| !accepts(automaton, text));
        drop(automata);
        if is_refused {
            self.mismatch(format!("the value is {}", quote(text)), format!("a match of {}", quote(&pattern)));
        }
    }

    fn shape_id(&mut self, text: &str, reference: &IdRef) {
        if !is_shape_id(text) {
            return self.mismatch(format!("{} is not a shape id", quote(text)), "`namespace#Name`");
        }
        let namespace = text.split_once('#').map_or("", |(namespace, _)| namespace);
        let is_known = self.values.context.shape(text).is_some() || prelude::is_well_known(namespace);
        if reference.fail_when_missing && !is_known {
            self.mismatch(format!("the shape {} does not exist", quote(text)), "the id of a shape");
        }
    }
}

fn bounds(kind: &ShapeKind) -> Option<(i64, i64)> {
    match kind {
        ShapeKind::Byte => Some((i64::from(i8::MIN), i64::from(i8::MAX))),
        ShapeKind::Short => Some((i64::from(i16::MIN), i64::from(i16::MAX))),
        ShapeKind::Integer | ShapeKind::IntEnum(_) => Some((i64::from(i32::MIN), i64::from(i32::MAX))),
        ShapeKind::Long => Some((i64::MIN, i64::MAX)),
        _ => None,
    }
}

/// Describes a JSON value of that kind.
fn name(kind: &ShapeKind) -> &'static str {
    match kind {
        ShapeKind::Boolean => "a boolean",
        ShapeKind::Blob | ShapeKind::String | ShapeKind::Enum(_) => "a string",
        ShapeKind::Timestamp => "a number of seconds or a string",
        ShapeKind::List(_) | ShapeKind::Set(_) => "an array",
        ShapeKind::Map { .. } | ShapeKind::Structure(_) | ShapeKind::Union(_) => "an object",
        ShapeKind::Float | ShapeKind::Double | ShapeKind::BigDecimal => "a number",
        _ => "an integer",
    }
}

fn is_number(kind: &ShapeKind) -> bool {
    matches!(name(kind), "a number" | "an integer")
}

fn described(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn described_range(min: Option<Number>, max: Option<Number>) -> String {
    match (min, max) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        (Some(min), None) => format!("{min} or more"),
        (None, Some(max)) => format!("{max} or less"),
        (None, None) => "any number".to_string(),
    }
}

/// Returns the values of an enum, or of a string with the deprecated `enum` trait.
fn enum_values(shape: &Shape) -> Option<Vec<String>> {
    match &shape.kind {
        ShapeKind::Enum(members) => {
            let values = members.iter().filter_map(|member| member.traits.value(EnumValue::ID));
            Some(values.filter_map(|value| value.as_str().map(str::to_string)).collect())
        }
        _ => {
            let EnumTrait(values) = shape.traits.get()?;
            Some(values.into_iter().map(|known| known.value).collect())
        }
    }
}

fn accepts(automaton: &Automaton, text: &str) -> bool {
    let mut state = 0;
    for character in text.chars() {
        let symbol = automaton.symbols.iter().position(|symbol| contains(symbol, character));
        let next = symbol.and_then(|symbol| automaton.states.get(state)?.next.get(symbol));
        let Some(next) = next else { return false };
        state = *next;
    }
    automaton.states.get(state).is_some_and(|state| state.accepting)
}

fn contains(set: &pattern::Set, character: char) -> bool {
    set.ranges().iter().any(|range| (range.start()..=range.end()).contains(&character))
}

/// Returns `true` for an RFC 3339 time in UTC, such as `1985-04-12T23:20:50.52Z`.
fn is_timestamp(text: &str) -> bool {
    const FORM: &[u8] = b"0000-00-00T00:00:00";
    let Some(text) = text.strip_suffix('Z') else { return false };
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let fits = |(form, byte): (&u8, u8)| if *form == b'0' { byte.is_ascii_digit() } else { byte == *form };
    let is_fraction = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let part = |range: std::ops::Range<usize>| seconds.get(range).and_then(|part| part.parse::<u8>().ok());
    let within = |range, least, most| part(range).is_some_and(|part| (least..=most).contains(&part));
    seconds.len() == FORM.len()
        && FORM.iter().zip(seconds.bytes()).all(fits)
        && is_fraction
        && within(5..7, 1, 12)
        && within(8..10, 1, 31)
        && within(11..13, 0, 23)
        && within(14..16, 0, 59)
        && within(17..19, 0, 60)
}
