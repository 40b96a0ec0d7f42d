//! One structure with shapes of every kind, as no single service has them.

#![allow(dead_code, reason = "the macros give each type more than the tests need")]

use std::collections::BTreeMap;

use crate::codegen::serde::de::MapAccess;
use crate::codegen::{
    Kind, Location, Member, Members, Schema, Union, Variant, int_enum, members, prelude, string_enum, structure, union,
};
use crate::{Blob, Document, Secret, Structure, Timestamp, UnknownMember};

static SIZE: Schema = Schema::new("Size", Kind::IntEnum(&[1, 2]));
static COLOUR: Schema = Schema::new("Colour", Kind::Enum(&["red", "green", "dark-green"]));
static COLOURS: Schema = Schema::list("Colours", &COLOUR).length(1, 2).unique_items();
static NAMES: Schema = Schema::list("Names", &HIDDEN);
static SPARSE: Schema = Schema::sparse_list("Sparse", &prelude::STRING);
static BY_COLOUR: Schema = Schema::map("ByColour", &COLOUR, &prelude::INTEGER).length(1, 2);
static SPARSE_MAP: Schema = Schema::sparse_map("SparseMap", &prelude::STRING, &prelude::INTEGER);
static SECRETS: Schema = Schema::map("Secrets", &HIDDEN, &COLOUR);
static HIDDEN: Schema = Schema::new("Hidden", Kind::String).length(2, 8).sensitive();
static CHOICE: Schema =
    Schema::union("Choice", &[Member::optional("left", &prelude::STRING), Member::optional("right", &ITEM)]);
static PRIVATE: Schema = Schema::structure("Private", &[Member::required("password", &HIDDEN)]).sensitive();
static POSITIVE: Schema = Schema::new("Positive", Kind::Double).float_range(Some(0.0), None);
static SMALL: Schema = Schema::new("Small", Kind::Byte).range(Some(-1), Some(1));

static ITEM: Schema = Schema::structure(
    "Item",
    &[
        Member::optional("flag", &prelude::BOOLEAN),
        Member::optional("byte", &SMALL),
        Member::optional("short", &prelude::SHORT),
        Member::optional("long", &prelude::LONG),
        Member::optional("single", &prelude::FLOAT),
        Member::optional("double", &POSITIVE),
        Member::optional("blob", &prelude::BLOB),
        Member::optional("seconds", &prelude::TIMESTAMP),
        Member::optional("moment", &prelude::DATE_TIME),
        Member::optional("date", &prelude::HTTP_DATE),
        Member::optional("anything", &prelude::DOCUMENT),
        Member::optional("size", &SIZE),
        Member::optional("colours", &COLOURS),
        Member::optional("sparse", &SPARSE),
        Member::optional("byColour", &BY_COLOUR),
        Member::optional("sparseMap", &SPARSE_MAP),
        Member::optional("secrets", &SECRETS),
        Member::optional("choice", &CHOICE),
        Member::optional("private", &PRIVATE),
        Member::optional("other", &ITEM).json_name("wireName"),
        Member::optional("names", &NAMES),
        Member::optional("header", &HIDDEN).at(Location::Header, "X-Header"),
    ],
);

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub(super) flag: Option<bool>,
    pub(super) byte: Option<i8>,
    pub(super) short: Option<i16>,
    pub(super) long: Option<i64>,
    pub(super) single: Option<f32>,
    pub(super) double: Option<f64>,
    pub(super) blob: Option<Blob>,
    pub(super) seconds: Option<Timestamp>,
    pub(super) moment: Option<Timestamp>,
    pub(super) date: Option<Timestamp>,
    pub(super) anything: Option<Document>,
    pub(super) size: Option<Size>,
    pub(super) colours: Option<Vec<Colour>>,
    pub(super) sparse: Option<Vec<Option<String>>>,
    pub(super) by_colour: Option<BTreeMap<Colour, i32>>,
    pub(super) sparse_map: Option<BTreeMap<String, Option<i32>>>,
    pub(super) secrets: Option<BTreeMap<Secret, Colour>>,
    pub(super) choice: Option<Choice>,
    pub(super) private: Option<Secret<Private>>,
    pub(super) other: Option<Box<Item>>,
    pub(super) names: Option<Vec<Secret>>,
    pub(super) header: Option<Secret>,
}

impl Structure for Item {
    const SCHEMA: &'static Schema = &ITEM;

    members! {
        "flag" => flag, "byte" => byte, "short" => short, "long" => long, "single" => single, "double" => double,
        "blob" => blob, "seconds" => seconds, "moment" => moment, "date" => date, "anything" => anything,
        "size" => size, "colours" => colours, "sparse" => sparse, "byColour" => by_colour,
        "sparseMap" => sparse_map, "secrets" => secrets, "choice" => choice, "private" => private,
        "other" => other, "names" => names, "header" => header,
    }
}

structure!(Item);

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Private {
    pub(super) password: Secret,
}

impl Structure for Private {
    const SCHEMA: &'static Schema = &PRIVATE;

    members! { "password" => password }
}

structure!(Private);

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Choice {
    Left(String),
    Right(Box<Item>),
    Unknown(UnknownMember),
}

impl Union for Choice {
    const SCHEMA: &'static Schema = &CHOICE;

    fn unknown(member: UnknownMember) -> Self {
        Self::Unknown(member)
    }

    fn as_unknown(&self) -> Option<&UnknownMember> {
        if let Self::Unknown(member) = self { Some(member) } else { None }
    }

    fn visit<V: Members>(&self, visitor: &mut V) -> bool {
        match self {
            Self::Left(value) => visitor.member(const { CHOICE.member("left") }, value),
            Self::Right(value) => visitor.member(const { CHOICE.member("right") }, value),
            Self::Unknown(_) => true,
        }
    }

    fn read<'de, A: MapAccess<'de>>(name: &str, source: &mut Variant<'_, A>) -> Result<Option<Self>, A::Error> {
        match name {
            "left" => Ok(source.value()?.map(Self::Left)),
            "right" => Ok(source.value()?.map(Self::Right)),
            _ => Ok(None),
        }
    }
}

union!(Choice);

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Colour {
    Red,
    Green,
    DarkGreen,
    Unknown(String),
}

string_enum!(Colour, COLOUR, { Red = "red", Green = "green", DarkGreen = "dark-green" });

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Size {
    One,
    Two,
    Unknown(i32),
}

int_enum!(Size, SIZE, { One = 1, Two = 2 });
