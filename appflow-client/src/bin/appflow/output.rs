//! The output formats: text for people, or one JSON object for programs, both on the standard output.

use std::ffi::OsString;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use serde_json::Value;
use tinsmith_types::codegen::document::steers;

/// The version of all JSON objects.
pub const VERSION: u32 = 1;

/// A format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Lines of text.
    #[default]
    Text,
    /// An object with a version.
    Json,
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Json, Self::Text]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(match self {
            Self::Text => "text",
            Self::Json => "json",
        }))
    }
}

impl Format {
    /// Returns the format of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::from_str(name, false).ok()
    }

    /// Finds the format in a possibly invalid command line, so that its error is printed in that format.
    pub fn of(arguments: &[OsString]) -> Self {
        let is_option = |text: &str| ["--output", "--format"].contains(&text);
        let format = |(index, argument): (usize, &OsString)| {
            let (option, name) = match argument.to_str()?.split_once('=') {
                Some(parts) => parts,
                None => (arguments.get(index.checked_sub(1)?)?.to_str()?, argument.to_str()?),
            };
            Self::parse(name).filter(|_| is_option(option))
        };
        arguments.iter().enumerate().find_map(format).unwrap_or_default()
    }
}

/// Formats a JSON document with indentation, and with characters escaped that control a terminal.
pub fn json(document: &Value) -> String {
    let text = format!("{document:#}");
    if !text.contains(is_escaped) {
        return text;
    }
    // Such characters occur only in strings, where an escape has the same meaning.
    let escaped = |character: char| match is_escaped(character) {
        true => format!("\\u{:04x}", u32::from(character)),
        false => character.to_string(),
    };
    text.chars().map(escaped).collect()
}

/// Returns `true` for a character to escape. Line feeds are layout, because those in strings are escaped already.
fn is_escaped(character: char) -> bool {
    steers(character) && character != '\n'
}
