//! What the commands' options have in common: each is given once, with a value that is not empty.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::Parser;

use crate::document;
use crate::outcome::Failure;

/// The path that follows an option.
pub fn path(parser: &mut Parser, slot: &mut Option<PathBuf>, option: &str) -> Result<(), Failure> {
    let value = given(parser, option)?;
    once(slot, value.into(), option)
}

/// The path of a request that follows an option.
pub fn request(parser: &mut Parser, slot: &mut Option<PathBuf>, option: &str) -> Result<(), Failure> {
    let value = given(parser, option)?;
    once(slot, document::path(value)?, option)
}

/// The text that follows an option.
pub fn text(parser: &mut Parser, slot: &mut Option<String>, option: &str) -> Result<(), Failure> {
    let value = given(parser, option)?.into_string();
    let value = value.map_err(|_| Failure::usage(format!("the value of `{option}` is not UTF-8, expected text")))?;
    once(slot, value, option)
}

/// The number that follows an option.
pub fn number<T: std::str::FromStr>(parser: &mut Parser, slot: &mut Option<T>, option: &str) -> Result<(), Failure> {
    let (mut value, max) = (None, 8 * size_of::<T>());
    text(parser, &mut value, option)?;
    let number = value.and_then(|value| value.parse().ok());
    let expected = format!("the value of `{option}` is not a number, expected one from 0 to 2^{max} - 1");
    once(slot, number.ok_or_else(|| Failure::usage(expected))?, option)
}

/// The flag that an option is.
pub fn flag(slot: &mut bool, option: &str) -> Result<(), Failure> {
    if std::mem::replace(slot, true) { Err(twice(option)) } else { Ok(()) }
}

/// Puts a value into its place, if there is none yet.
pub fn once<T>(slot: &mut Option<T>, value: T, option: &str) -> Result<(), Failure> {
    if slot.replace(value).is_some() { Err(twice(option)) } else { Ok(()) }
}

fn given(parser: &mut Parser, option: &str) -> Result<OsString, Failure> {
    let value = parser.value()?;
    if value.is_empty() {
        return Err(Failure::usage(format!("the value of `{option}` is empty, expected at least one character")));
    }
    Ok(value)
}

fn twice(option: &str) -> Failure {
    Failure::usage(format!("`{option}` is given twice, expected it once"))
}
