//! Numbers of any size, kept as the digits that were written.
//!
//! They are numbers in JSON, too, but most JSON readers would round them to 64 bits. Here, serde_json's raw values read
//! and write the text of the number unchanged. In formats other than JSON, numbers have the precision of the format's
//! reader.

mod decimal;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde_core::de::value::MapAccessDeserializer;
use serde_core::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_core::ser::{Error as _, Serialize, Serializer};
use serde_json::value::RawValue;
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

use crate::scalars::only;
use crate::schema::Schema;
use crate::secret::Sensitive;
use crate::validation::{Fingerprint, Path, Violations};
use crate::value::{Form, Mode, TextError, Value};

use decimal::Decimal;
pub use decimal::compare;

/// The name under which serde_json's readers hand over the text of a value.
pub const RAW: &str = "$serde_json::private::RawValue";

/// A text that is not a number of the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberError {
    expected: &'static str,
}

impl fmt::Display for NumberError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "expected {}", self.expected)
    }
}

impl std::error::Error for NumberError {}

/// An integer of any size.
///
/// It is written as it was read. `-0` equals `0`.
///
/// ```
/// use tinsmith_types::BigInteger;
///
/// let large: BigInteger = "340282366920938463463374607431768211456".parse()?;
/// assert!(large > BigInteger::from(u128::MAX));
/// assert_eq!(large.to_string(), "340282366920938463463374607431768211456");
/// # Ok::<(), tinsmith_types::NumberError>(())
/// ```
#[derive(Clone)]
pub struct BigInteger(String);

/// A decimal number of any size and precision.
///
/// It is written as it was read, with its exponent and its trailing zeros; `1.50` and `15e-1` are equal.
///
/// ```
/// use tinsmith_types::BigDecimal;
///
/// let price: BigDecimal = "19.990".parse()?;
/// assert_eq!(price, "1.999e1".parse()?);
/// assert_eq!(serde_json::to_string(&price).unwrap(), "19.990");
/// # Ok::<(), tinsmith_types::NumberError>(())
/// ```
#[derive(Clone)]
pub struct BigDecimal(String);

impl BigInteger {
    const EXPECTED: &str = "an integer";

    fn is_valid(text: &str) -> bool {
        Decimal::parse(text).is_some_and(|_| !text.contains(['.', 'e', 'E']))
    }
}

impl BigDecimal {
    const EXPECTED: &str = "a number";

    fn is_valid(text: &str) -> bool {
        Decimal::parse(text).is_some()
    }
}

/// Implements the parts that both types share.
macro_rules! numbers {
    ($($name:ident),*) => {$(
        impl $name {
            /// Returns the number as it was written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self("0".to_owned())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(formatter, concat!(stringify!($name), "({})"), self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad_integral(true, "", &self.0)
            }
        }

        /// Accepts the numbers of JSON: no sign but `-`, no zeros before other digits.
        impl FromStr for $name {
            type Err = NumberError;

            fn from_str(text: &str) -> Result<Self, NumberError> {
                let valid = Self::is_valid(text).then(|| Self(text.to_owned()));
                valid.ok_or(NumberError { expected: Self::EXPECTED })
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.cmp(other).is_eq()
            }
        }

        impl Eq for $name {}

        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl Ord for $name {
            fn cmp(&self, other: &Self) -> Ordering {
                compare(&self.0, &other.0)
            }
        }

        impl Hash for $name {
            fn hash<H: Hasher>(&self, state: &mut H) {
                Decimal::parse(&self.0).hash(state);
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                write(&self.0, serializer)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = deserializer.deserialize_newtype_struct(RAW, Number { expected: Self::EXPECTED })?;
                text.parse().map_err(D::Error::custom)
            }
        }

        impl Sensitive for $name {
            fn wipe(&mut self) {
                self.0.zeroize();
                *self = Self::default();
            }

            fn same(&self, other: &Self) -> bool {
                self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
            }
        }

        impl Value for $name {
            fn empty() -> Self {
                Self::default()
            }

            fn is_valid_fast(&self, schema: &'static Schema) -> bool {
                schema.range.is_none_or(|range| range.has_decimal(&self.0))
            }

            fn check(&self, schema: &'static Schema, path: &Path<'_>, violations: &mut Violations) {
                violations.decimal(&self.0, schema, path);
            }

            fn fingerprint(&self, fingerprint: &mut Fingerprint) {
                fingerprint.add(self);
            }

            fn serialize<S: Serializer>(&self, _: &'static Schema, _: Form, to: S) -> Result<S::Ok, S::Error> {
                write(&self.0, to)
            }

            fn deserialize<'de, D: Deserializer<'de>>(_: &'static Schema, _: Mode, from: D) -> Result<Self, D::Error> {
                Deserialize::deserialize(from)
            }

            fn write_text(&self, _schema: &'static Schema, each: &mut dyn FnMut(&str)) {
                each(&self.0);
            }

            fn read_text(schema: &'static Schema, texts: &[Cow<'_, str>]) -> Result<Self, TextError> {
                only(schema, texts)?.trim().parse().map_err(|_| TextError { shape: schema.name })
            }
        }
    )*};
}

numbers!(BigInteger, BigDecimal);

/// Implements `From` for primitive integers.
macro_rules! from_integers {
    ($($integer:ty),*) => {$(
        impl From<$integer> for BigInteger {
            fn from(value: $integer) -> Self {
                Self(value.to_string())
            }
        }

        impl From<$integer> for BigDecimal {
            fn from(value: $integer) -> Self {
                Self(value.to_string())
            }
        }
    )*};
}

from_integers!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128);

impl From<BigInteger> for BigDecimal {
    fn from(value: BigInteger) -> Self {
        Self(value.0)
    }
}

/// Converts a double to the shortest decimal number that is nearest to it; not-a-number and infinities are errors.
impl TryFrom<f64> for BigDecimal {
    type Error = NumberError;

    fn try_from(value: f64) -> Result<Self, NumberError> {
        value.to_string().parse()
    }
}

/// Writes a number unchanged. A number that fits one of serde_json's types is written as that type, so that other
/// formats can represent it.
fn write<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
    match text.parse::<serde_json::Number>() {
        Ok(number) if number.to_string() == text => number.serialize(to),
        _ => {
            let raw: &RawValue =
                serde_json::from_str(text).map_err(|_| S::Error::custom("a number is none of JSON's"))?;
            raw.serialize(to)
        }
    }
}

/// Reads the text of a number.
struct Number {
    expected: &'static str,
}

impl Number {
    /// Refuses a value by its kind: the value itself may be a secret.
    fn unexpected<E: serde_core::de::Error>(&self, found: &str) -> E {
        E::custom(format_args!("invalid type: {found}, expected {}", self.expected))
    }
}

impl<'de> Visitor<'de> for Number {
    type Value = String;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.expected)
    }

    /// Reads the map by which `RawValue` passes the text of a JSON value.
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<String, A::Error> {
        let Ok(raw) = Box::<RawValue>::deserialize(MapAccessDeserializer::new(map)) else {
            return Err(self.unexpected("an object"));
        };
        let found = match raw.get().as_bytes().first() {
            Some(b'-' | b'0'..=b'9') => return Ok(String::from(Box::<str>::from(raw))),
            Some(b'"') => "a string",
            Some(b'{') => "an object",
            Some(b'[') => "an array",
            Some(b'n') => "null",
            _ => "a boolean",
        };
        Err(self.unexpected(found))
    }

    /// Reads a number from formats other than JSON, which treat `RawValue` as a plain newtype.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, from: D) -> Result<String, D::Error> {
        from.deserialize_any(self)
    }

    fn visit_i64<E>(self, value: i64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_i128<E>(self, value: i128) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u64<E>(self, value: u64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_u128<E>(self, value: u128) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_f64<E>(self, value: f64) -> Result<String, E> {
        Ok(value.to_string())
    }

    fn visit_bool<E: serde_core::de::Error>(self, _: bool) -> Result<String, E> {
        Err(self.unexpected("a boolean"))
    }

    fn visit_str<E: serde_core::de::Error>(self, _: &str) -> Result<String, E> {
        Err(self.unexpected("a string"))
    }
}
