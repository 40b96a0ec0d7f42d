//! Reads the modules of a crate that are written by hand.
//!
//! That is everything in its `src/` but `src/generated/`, and but what stands for one service alone: the fake and the
//! command line.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, anyhow};

/// The features behind which stands what is for one service alone.
pub const FEATURES: [&str; 2] = ["cli", "fake"];

/// What is behind them, and what the tool writes.
const LEFT_OUT: [&str; 4] = ["bin", "fake", "fake.rs", "generated"];

/// The content of each file by its path from the crate's `src/`; hidden files are an editor's, not the crate's.
pub fn handwritten(krate: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut directories = vec![String::new()];
    while let Some(directory) = directories.pop() {
        let full = krate.join("src").join(&directory);
        let unlisted = || format!("{}: cannot be listed, expected the sources of a crate", full.display());
        for entry in fs::read_dir(&full).with_context(unlisted)? {
            let entry = entry.with_context(unlisted)?;
            let name = entry.file_name().into_string();
            let name = name.map_err(|name| anyhow!("{}: not UTF-8, expected a module", full.join(name).display()))?;
            let path = format!("{directory}{name}");
            if name.starts_with('.') || LEFT_OUT.contains(&path.as_str()) {
                continue;
            }
            if entry.path().is_dir() {
                directories.push(format!("{path}/"));
                continue;
            }
            let unread = || format!("{}: cannot be read, expected a module", entry.path().display());
            let mut content = fs::read(entry.path()).with_context(unread)?;
            if path == "lib.rs" {
                content = without_features(content);
            }
            files.insert(path, content);
        }
    }
    Ok(files)
}

/// Leaves out the items of a module that are behind one of the features, each of which is a line after its attribute.
fn without_features(module: Vec<u8>) -> Vec<u8> {
    let Ok(mut text) = String::from_utf8(module.clone()) else { return module };
    for feature in FEATURES {
        let attribute = format!("#[cfg(feature = \"{feature}\")]\n");
        while let Some(start) = text.find(&attribute) {
            let item = start + attribute.len();
            let end = text[item..].find('\n').map_or(text.len(), |end| item + end + 1);
            // Of the empty lines around it, one is left.
            let end = if text[..start].ends_with("\n\n") && text[end..].starts_with('\n') { end + 1 } else { end };
            text.replace_range(start..end, "");
        }
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::without_features;

    #[track_caller]
    fn check(module: &str, expect: &str) {
        assert_eq!(String::from_utf8(without_features(module.into())).unwrap(), expect);
    }

    #[test]
    fn features_of_one_service() {
        check("", "");
        check("mod a;\n\n#[cfg(feature = \"tls\")]\nmod b;\n", "mod a;\n\n#[cfg(feature = \"tls\")]\nmod b;\n");
        check("mod a;\n\n#[cfg(feature = \"fake\")]\npub mod fake;\n\nmod b;\n", "mod a;\n\nmod b;\n");
        check("mod a;\n#[cfg(feature = \"fake\")]\npub mod fake;\nmod b;\n", "mod a;\nmod b;\n");
        check("#[cfg(feature = \"cli\")]\nmod a;\n#[cfg(feature = \"fake\")]\nmod b;", "");
    }
}
