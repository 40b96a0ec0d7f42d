//! Parsers shared by the commands' options.
//!
//! A problem with the command line is a [`lexopt::Error`], so that it has its own exit status.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Error, Parser};

/// Parses the path that follows an option.
pub fn path(parser: &mut Parser, slot: &mut Option<PathBuf>, option: &str) -> Result<(), Error> {
    let value = given(parser, option)?;
    once(slot, value.into(), option)
}

/// Parses the text that follows an option.
pub fn text(parser: &mut Parser, slot: &mut Option<String>, option: &str) -> Result<(), Error> {
    let value = given(parser, option)?.into_string()?;
    once(slot, value, option)
}

/// Parses the text that follows a repeatable option.
pub fn repeated(parser: &mut Parser, values: &mut Vec<String>, option: &str) -> Result<(), Error> {
    values.push(given(parser, option)?.into_string()?);
    Ok(())
}

/// Parses the names that follow a repeatable option, separated by commas.
pub fn names(parser: &mut Parser, names: &mut Vec<String>, option: &str) -> Result<(), Error> {
    let value = given(parser, option)?.into_string()?;
    for name in value.split(',').map(str::trim) {
        if name.is_empty() {
            return Err(format!("a name of `{option}` is empty, expected names with single commas between them").into());
        }
        names.push(name.to_owned());
    }
    Ok(())
}

/// Returns the value of a required option.
pub fn required<T>(slot: Option<T>, option: &str) -> Result<T, Error> {
    slot.ok_or_else(|| format!("the option `{option}` is missing, expected it with a value").into())
}

fn given(parser: &mut Parser, option: &str) -> Result<OsString, Error> {
    let value = parser.value()?;
    if value.is_empty() {
        return Err(format!("the value of `{option}` is empty, expected at least one character").into());
    }
    Ok(value)
}

fn once<T>(slot: &mut Option<T>, value: T, option: &str) -> Result<(), Error> {
    match slot.replace(value) {
        Some(_) => Err(format!("the option `{option}` is given twice, expected it once").into()),
        None => Ok(()),
    }
}
