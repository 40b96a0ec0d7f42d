//! How a command prints: text for people, or one JSON object for programs, on the standard output in either case.

use std::ffi::OsString;

use lexopt::Parser;

use crate::args;
use crate::outcome::Failure;

/// The version of all objects in JSON.
pub const VERSION: u32 = 1;

/// The formats, in the order of completions.
pub const FORMATS: &[&str] = &["json", "text"];

/// A format.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Lines of text.
    #[default]
    Text,
    /// An object with a version.
    Json,
}

impl Format {
    /// Finds the format that a name stands for.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "text" => Some(Self::Text),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// Finds the first format in a command line that may be wrong elsewhere, so that its error is printed in that format.
    pub fn of(arguments: impl Iterator<Item = OsString>) -> Self {
        let arguments: Vec<OsString> = arguments.collect();
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

/// Reads the format that follows an option.
pub fn format(parser: &mut Parser, slot: &mut Option<Format>, option: &str) -> Result<(), Failure> {
    let mut name = None;
    args::text(parser, &mut name, option)?;
    let format = name.as_deref().and_then(Format::parse);
    args::once(slot, format.ok_or_else(|| Failure::usage("unknown format, expected `text` or `json`"))?, option)
}
