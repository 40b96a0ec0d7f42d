//! What a shape is, as data: names, constraints, HTTP bindings.
//!
//! The generated crates describe each shape once, in a `static`; everything that is done with a value (check it,
//! read it, write it, send it) is written once over these descriptions.

mod member;
mod prelude;
mod text;

use crate::pattern::{Matcher, Pattern};
use crate::validation::Discriminator;

pub use member::{Location, Member};
pub use prelude::*;
use text::{Bytes, Sure};

/// A shape of the service's model.
#[derive(Debug)]
pub struct Schema {
    /// The shape's name in the model, without its namespace.
    pub name: &'static str,
    /// The version of the model that a structure is from.
    pub model: &'static str,
    /// What kind of values it describes.
    pub kind: Kind,
    /// The words of an enum that are internal to the service: they are taken, but not told.
    internal: &'static [&'static str],
    /// Whether its values must not be shown.
    pub sensitive: bool,
    /// The bounds of its length: Unicode scalar values of a string, bytes of a blob, entries of a list or map.
    pub length: Option<Length>,
    /// The same as texts are held against it.
    bytes: Bytes,
    /// What tells of most texts that they have the length and the pattern.
    sure: Sure,
    /// The bounds of a number.
    pub range: Option<Range>,
    /// The pattern of a string.
    pub pattern: Option<Pattern>,
    /// Whether the service accepts more than the published pattern, so that a violation is only a warning.
    pub narrow: bool,
    /// Whether the members of a list must differ from one another.
    pub unique_items: bool,
    /// The media type of a blob that is an HTTP body.
    pub media_type: &'static str,
    /// The member of a structure that names what others hold.
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
    /// Text that holds a document of a media type; in a header it travels as base64.
    MediaType(&'static str),
    /// Bytes, base64 in JSON.
    Blob,
    /// A point in time, in one of three forms.
    Timestamp(TimestampFormat),
    /// Any JSON.
    Document,
    /// One of a set of words, in the model's order, without those that are internal to the service.
    Enum(&'static [&'static str]),
    /// One of a set of numbers.
    IntEnum(&'static [i32]),
    /// A list; `sparse` where it may hold null.
    List {
        /// What it holds.
        member: &'static Schema,
        /// Whether null is an entry of its own.
        sparse: bool,
    },
    /// A map from text; `sparse` where it may hold null.
    Map {
        /// The keys.
        key: &'static Schema,
        /// The values.
        value: &'static Schema,
        /// Whether null is a value of its own.
        sparse: bool,
    },
    /// Named members.
    Structure(&'static [Member]),
    /// Exactly one of several named members.
    Union(&'static [Member]),
}

/// How a timestamp is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimestampFormat {
    /// Seconds since 1970-01-01T00:00:00Z, with a fraction where there is one.
    EpochSeconds,
    /// RFC 3339, `1985-04-12T23:20:50.52Z`.
    DateTime,
    /// RFC 9110's IMF-fixdate, `Tue, 29 Apr 2014 18:30:38 GMT`.
    HttpDate,
}

/// Bounds of a length, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The least length.
    pub min: Option<u64>,
    /// The greatest length.
    pub max: Option<u64>,
}

/// Bounds of a number, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Range {
    /// Of an integer shape.
    Integer {
        /// The least value.
        min: Option<i64>,
        /// The greatest value.
        max: Option<i64>,
    },
    /// Of a floating-point shape.
    Float {
        /// The least value.
        min: Option<f64>,
        /// The greatest value.
        max: Option<f64>,
    },
    /// Of a number of any size, by the texts of numbers.
    Decimal {
        /// The least value.
        min: Option<&'static str>,
        /// The greatest value.
        max: Option<&'static str>,
    },
}

impl Schema {
    /// A shape without constraints.
    pub const fn new(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            model: "",
            internal: &[],
            sensitive: false,
            length: None,
            bytes: Bytes::ANY,
            sure: Sure::new(Bytes::ANY, None),
            range: None,
            pattern: None,
            narrow: false,
            unique_items: false,
            media_type: "application/octet-stream",
            discriminator: None,
        }
    }

    /// A string without constraints.
    pub const fn string(name: &'static str) -> Self {
        Self::new(name, Kind::String)
    }

    /// A structure with these members.
    pub const fn structure(name: &'static str, members: &'static [Member]) -> Self {
        Self::new(name, Kind::Structure(members))
    }

    /// A union with these members.
    pub const fn union(name: &'static str, members: &'static [Member]) -> Self {
        Self::new(name, Kind::Union(members))
    }

    /// A list of such members.
    pub const fn list(name: &'static str, member: &'static Schema) -> Self {
        Self::new(name, Kind::List { member, sparse: false })
    }

    /// A list of such members and null.
    pub const fn sparse_list(name: &'static str, member: &'static Schema) -> Self {
        Self::new(name, Kind::List { member, sparse: true })
    }

    /// A map with such keys and values.
    pub const fn map(name: &'static str, key: &'static Schema, value: &'static Schema) -> Self {
        Self::new(name, Kind::Map { key, value, sparse: false })
    }

    /// A map with such keys, and such values and null.
    pub const fn sparse_map(name: &'static str, key: &'static Schema, value: &'static Schema) -> Self {
        Self::new(name, Kind::Map { key, value, sparse: true })
    }

    /// The same from this version of the service's model, which violations name.
    pub const fn of_model(mut self, model: &'static str) -> Self {
        self.model = model;
        self
    }

    /// The same with these words besides, which are internal to the service.
    pub const fn internal(mut self, words: &'static [&'static str]) -> Self {
        self.internal = words;
        self
    }

    /// The same with values that must not be shown.
    pub const fn sensitive(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// The same with a length between `min` and `max`, inclusive.
    pub const fn length(self, min: u64, max: u64) -> Self {
        self.min_length(min).max_length(max)
    }

    /// The same with a length of `min` or more.
    pub const fn min_length(self, min: u64) -> Self {
        let max = match self.length {
            Some(Length { max, .. }) => max,
            None => None,
        };
        self.bounds(Length { min: Some(min), max })
    }

    /// The same with a length of `max` or less.
    pub const fn max_length(self, max: u64) -> Self {
        let min = match self.length {
            Some(Length { min, .. }) => min,
            None => None,
        };
        self.bounds(Length { min, max: Some(max) })
    }

    const fn bounds(mut self, length: Length) -> Self {
        self.length = Some(length);
        self.bytes = Bytes::new(length);
        self.sure = Sure::new(self.bytes, self.pattern.as_ref());
        self
    }

    /// The same with an integer in this range.
    pub const fn range(mut self, min: Option<i64>, max: Option<i64>) -> Self {
        self.range = Some(Range::Integer { min, max });
        self
    }

    /// The same with a floating-point number in this range.
    pub const fn float_range(mut self, min: Option<f64>, max: Option<f64>) -> Self {
        self.range = Some(Range::Float { min, max });
        self
    }

    /// The same with a number of any size in this range.
    pub const fn decimal_range(mut self, min: Option<&'static str>, max: Option<&'static str>) -> Self {
        self.range = Some(Range::Decimal { min, max });
        self
    }

    /// The same with a pattern and its matcher.
    pub const fn pattern(mut self, text: &'static str, matcher: Matcher) -> Self {
        self.pattern = Some(Pattern::new(text, matcher));
        self.sure = Sure::new(self.bytes, self.pattern.as_ref());
        self
    }

    /// The same with a pattern that is known to be narrower than the service: a violation is a warning.
    pub const fn narrow(mut self) -> Self {
        self.narrow = true;
        self
    }

    /// The same with members that must differ from one another.
    pub const fn unique_items(mut self) -> Self {
        self.unique_items = true;
        self
    }

    /// The same with this media type, which a blob has as an HTTP body.
    pub const fn media_type(mut self, media_type: &'static str) -> Self {
        self.media_type = media_type;
        self
    }

    /// The same with a member that names what others hold.
    pub const fn discriminator(mut self, discriminator: &'static Discriminator) -> Self {
        self.discriminator = Some(discriminator);
        self
    }

    /// Whether a text has the length and the pattern.
    #[inline(never)] // It is called for every text.
    pub(crate) fn takes(&self, text: &str) -> bool {
        match self.sure.verdict(text) {
            Some(verdict) => verdict,
            None => self.takes_exactly(text),
        }
    }

    #[inline(never)] // It needs registers and a stack, which most texts do without.
    fn takes_exactly(&self, text: &str) -> bool {
        self.bytes.hold(text) && self.pattern.as_ref().is_none_or(|pattern| pattern.is_match(text))
    }

    /// Whether a word is one of the enum's.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        let Kind::Enum(words) = self.kind else { return true };
        words.contains(&word) || self.internal.contains(&word)
    }

    /// The members of a structure or union; of anything else, none.
    pub const fn members(&self) -> &'static [Member] {
        match self.kind {
            Kind::Structure(members) | Kind::Union(members) => members,
            _ => &[],
        }
    }
}

impl Schema {
    /// The members with these names in the model, found when the code is compiled.
    ///
    /// # Panics
    ///
    /// There is no such member; in a constant, that is an error of the compiler.
    pub const fn members_named<const N: usize>(&'static self, names: [&str; N]) -> [&'static Member; N] {
        let mut members = [&NO_MEMBER; N];
        let mut index = 0;
        while index < N {
            members[index] = self.member(names[index]);
            index += 1;
        }
        members
    }

    /// The member with this name in the model, found when the code is compiled.
    ///
    /// # Panics
    ///
    /// There is no such member; in a constant, that is an error of the compiler.
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

/// Declares the statics that describe a service's shapes, for the modules beside the one with the table.
#[doc(hidden)]
#[macro_export]
macro_rules! __schemas {
    ($($name:ident = $schema:expr;)*) => {$(
        pub(super) static $name: $crate::codegen::Schema = $schema;
    )*};
}

/// Stands for members that have not been found yet.
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
