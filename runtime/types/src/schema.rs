//! Descriptions of shapes as data: names, constraints, HTTP bindings.
//!
//! The generated crates describe each shape once, in a `static`. Everything that is done with a value (checking,
//! reading, writing, sending) is implemented once, on top of these descriptions.

mod member;
mod prelude;
mod text;

use crate::pattern::{Matcher, Pattern};
use crate::validation::Discriminator;

pub use member::{Location, Member};
pub use prelude::*;
use text::{CharacterBounds, FastCheck};

/// A shape of the service's model.
#[derive(Debug)]
pub struct Schema {
    /// The shape's name in the model, without its namespace.
    pub name: &'static str,
    /// The version of the model that declares a structure.
    pub model: &'static str,
    /// The kind of values that it describes.
    pub kind: Kind,
    /// The values of an enum that are internal to the service: they are accepted, but not shown.
    internal: &'static [&'static str],
    /// Whether its values are sensitive and must not be shown.
    pub sensitive: bool,
    /// The bounds of its length: Unicode scalar values of a string, bytes of a blob, entries of a list or map.
    pub length: Option<Length>,
    /// The bounds of `length`, in the form used to check a string.
    characters: CharacterBounds,
    /// A fast pre-check of the length and the pattern of a string.
    fast_check: FastCheck,
    /// The bounds of a number.
    pub range: Option<Range>,
    /// The pattern of a string.
    pub pattern: Option<Pattern>,
    /// Whether the service is known to accept values that violate the published pattern; a violation is then only a
    /// warning.
    pub narrow: bool,
    /// Whether the members of a list must differ from one another.
    pub unique_items: bool,
    /// The media type of a blob that is an HTTP payload.
    pub media_type: &'static str,
    /// The discriminator of a structure, if it has one.
    pub discriminator: Option<&'static Discriminator>,
}

/// The kind of a shape.
#[derive(Debug)]
pub enum Kind {
    /// `true` or `false`.
    Boolean,
    /// A signed 8-bit integer.
    Byte,
    /// A signed 16-bit integer.
    Short,
    /// A signed 32-bit integer.
    Integer,
    /// A signed 64-bit integer.
    Long,
    /// An IEEE 754 single.
    Float,
    /// An IEEE 754 double.
    Double,
    /// An integer of any size.
    BigInteger,
    /// A decimal number of any size and precision.
    BigDecimal,
    /// Text.
    String,
    /// A string that holds a document of a media type; in a header it is sent as base64.
    MediaType(&'static str),
    /// Bytes, base64 in JSON.
    Blob,
    /// A point in time, in one of three forms.
    Timestamp(TimestampFormat),
    /// Any JSON.
    Document,
    /// One of a set of strings, in the model's order, without those that are internal to the service.
    Enum(&'static [&'static str]),
    /// One of a set of integers.
    IntEnum(&'static [i32]),
    /// A list.
    List {
        /// The schema of its members.
        member: &'static Schema,
        /// Whether it may contain null.
        sparse: bool,
    },
    /// A map whose keys are strings.
    Map {
        /// The keys.
        key: &'static Schema,
        /// The values.
        value: &'static Schema,
        /// Whether its values may be null.
        sparse: bool,
    },
    /// Named members.
    Structure(&'static [Member]),
    /// Exactly one of several named members.
    Union(&'static [Member]),
}

/// The format of a timestamp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// Seconds since 1970-01-01T00:00:00Z, with an optional fraction.
    EpochSeconds,
    /// RFC 3339, `1985-04-12T23:20:50.52Z`.
    DateTime,
    /// RFC 9110's IMF-fixdate, `Tue, 29 Apr 2014 18:30:38 GMT`.
    HttpDate,
}

/// Bounds of a length, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The minimum length.
    pub min: Option<u64>,
    /// The maximum length.
    pub max: Option<u64>,
}

/// Bounds of a number, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Range {
    /// The range of an integer shape.
    Integer {
        /// The minimum.
        min: Option<i64>,
        /// The maximum.
        max: Option<i64>,
    },
    /// The range of a floating-point shape.
    Float {
        /// The minimum.
        min: Option<f64>,
        /// The maximum.
        max: Option<f64>,
    },
    /// The range of a number of any size; the bounds are decimal text.
    Decimal {
        /// The minimum value.
        min: Option<&'static str>,
        /// The maximum value.
        max: Option<&'static str>,
    },
}

impl Schema {
    /// Creates a shape without constraints.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            model: "",
            internal: &[],
            sensitive: false,
            length: None,
            characters: CharacterBounds::ANY,
            fast_check: FastCheck::new(CharacterBounds::ANY, None),
            range: None,
            pattern: None,
            narrow: false,
            unique_items: false,
            media_type: "application/octet-stream",
            discriminator: None,
        }
    }

    /// Creates a string without constraints.
    pub const fn string(name: &'static str) -> Self {
        Self::new(name, Kind::String)
    }

    /// Creates a structure with these members.
    pub const fn structure(name: &'static str, members: &'static [Member]) -> Self {
        Self::new(name, Kind::Structure(members))
    }

    /// Creates a union with these members.
    pub const fn union(name: &'static str, members: &'static [Member]) -> Self {
        Self::new(name, Kind::Union(members))
    }

    /// Creates a list of such members.
    pub const fn list(name: &'static str, member: &'static Schema) -> Self {
        Self::new(name, Kind::List { member, sparse: false })
    }

    /// Creates a list whose members may be null.
    pub const fn sparse_list(name: &'static str, member: &'static Schema) -> Self {
        Self::new(name, Kind::List { member, sparse: true })
    }

    /// Creates a map with such keys and values.
    pub const fn map(name: &'static str, key: &'static Schema, value: &'static Schema) -> Self {
        Self::new(name, Kind::Map { key, value, sparse: false })
    }

    /// Creates a map whose values may be null.
    pub const fn sparse_map(name: &'static str, key: &'static Schema, value: &'static Schema) -> Self {
        Self::new(name, Kind::Map { key, value, sparse: true })
    }

    /// Sets the version of the service's model, which violations name.
    pub const fn of_model(mut self, model: &'static str) -> Self {
        self.model = model;
        self
    }

    /// Adds enum values that are internal to the service.
    pub const fn internal(mut self, words: &'static [&'static str]) -> Self {
        self.internal = words;
        self
    }

    /// Marks the values as sensitive.
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// Sets the length to `min` to `max`, inclusive.
    pub const fn length(self, min: u64, max: u64) -> Self {
        self.min_length(min).max_length(max)
    }

    /// Sets the minimum length.
    pub const fn min_length(self, min: u64) -> Self {
        let max = match self.length {
            Some(Length { max, .. }) => max,
            None => None,
        };
        self.bounds(Length { min: Some(min), max })
    }

    /// Sets the maximum length.
    pub const fn max_length(self, max: u64) -> Self {
        let min = match self.length {
            Some(Length { min, .. }) => min,
            None => None,
        };
        self.bounds(Length { min, max: Some(max) })
    }

    const fn bounds(mut self, length: Length) -> Self {
        self.length = Some(length);
        self.characters = CharacterBounds::new(length);
        self.fast_check = FastCheck::new(self.characters, self.pattern.as_ref());
        self
    }

    /// Sets the range of an integer.
    pub const fn range(mut self, min: Option<i64>, max: Option<i64>) -> Self {
        self.range = Some(Range::Integer { min, max });
        self
    }

    /// Sets the range of a floating-point number.
    pub const fn float_range(mut self, min: Option<f64>, max: Option<f64>) -> Self {
        self.range = Some(Range::Float { min, max });
        self
    }

    /// Sets the range of a number of any size.
    pub const fn decimal_range(mut self, min: Option<&'static str>, max: Option<&'static str>) -> Self {
        self.range = Some(Range::Decimal { min, max });
        self
    }

    /// Sets the pattern and its matcher.
    pub const fn pattern(mut self, text: &'static str, matcher: Matcher) -> Self {
        self.pattern = Some(Pattern::new(text, matcher));
        self.fast_check = FastCheck::new(self.characters, self.pattern.as_ref());
        self
    }

    /// Marks the pattern as narrower than the service: a violation is a warning.
    pub const fn narrow(mut self) -> Self {
        self.narrow = true;
        self
    }

    /// Requires that the members of the list differ from one another.
    pub const fn unique_items(mut self) -> Self {
        self.unique_items = true;
        self
    }

    /// Sets the media type of a blob as an HTTP payload.
    pub const fn media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = media_type;
        self
    }

    /// Sets the discriminator.
    pub const fn discriminator(mut self, discriminator: &'static Discriminator) -> Self {
        self.discriminator = Some(discriminator);
        self
    }

    /// Returns `true` if a string satisfies the length and the pattern.
    #[inline(never)] // It is called for every text.
    pub(crate) fn accepts(&self, text: &str) -> bool {
        match self.fast_check.verdict(text) {
            Some(verdict) => verdict,
            None => self.accepts_exactly(text),
        }
    }

    #[inline(never)] // It needs registers and a stack, which most texts do without.
    fn accepts_exactly(&self, text: &str) -> bool {
        self.characters.contains(text) && self.pattern.as_ref().is_none_or(|pattern| pattern.is_match(text))
    }

    /// Returns `true` if a string is a value of the enum.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        let Kind::Enum(words) = self.kind else { return true };
        words.contains(&word) || self.internal.contains(&word)
    }

    /// Returns the members of a structure or union, or an empty slice for any other shape.
    pub const fn members(&self) -> &'static [Member] {
        match self.kind {
            Kind::Structure(members) | Kind::Union(members) => members,
            _ => &[],
        }
    }
}

impl Schema {
    /// Finds the members with these names in the model, at compile time.
    ///
    /// # Panics
    ///
    /// Panics if there is no such member; in a constant, that is a compile error.
    pub const fn members_named<const N: usize>(&'static self, names: [&str; N]) -> [&'static Member; N] {
        let mut members = [&NO_MEMBER; N];
        let mut index = 0;
        while index < N {
            members[index] = self.member(names[index]);
            index += 1;
        }
        members
    }

    /// Finds the member with this name in the model, at compile time.
    ///
    /// # Panics
    ///
    /// Panics if there is no such member; in a constant, that is a compile error.
    #[allow(clippy::panic, reason = "it is evaluated by the compiler")]
    pub const fn member(&'static self, name: &str) -> &'static Member {
        let members = self.members();
        let mut index = 0;
        while index < members.len() {
            if is_same(members[index].name.as_bytes(), name.as_bytes()) {
                return &members[index];
            }
            index += 1;
        }
        panic!("generated code names members of the schema")
    }
}

/// Declares the statics that describe a service's shapes, for the sibling modules of the one with the table.
#[doc(hidden)]
#[macro_export]
macro_rules! __schemas {
    ($($name:ident = $schema:expr;)*) => {$(
        pub(super) static $name: $crate::codegen::Schema = $schema;
    )*};
}

/// A placeholder for members that have not been found yet.
static NO_MEMBER: Member = Member::optional("", &UNIT);

const fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}
