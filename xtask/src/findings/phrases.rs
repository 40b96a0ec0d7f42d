//! The words for verdicts, the same in every form.

use codegen::compatibility::Bump;
use model::diff::{Validation, Verdict};

use super::{Finding, RustVerdict, Versions};

/// A verdict in a word.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Safe => "safe",
        Verdict::Risky => "risky",
        Verdict::Breaking => "breaks",
    }
}

/// How a level is called when findings are counted.
pub fn level(level: Verdict) -> &'static str {
    match level {
        Verdict::Safe => "safe",
        Verdict::Risky => "risky",
        Verdict::Breaking => "breaking",
    }
}

/// The sign of a level.
pub fn sign(level: Verdict) -> char {
    match level {
        Verdict::Safe => '✓',
        Verdict::Risky => '!',
        Verdict::Breaking => '✗',
    }
}

/// The effect on code, in a word.
pub fn rust(verdict: Option<&RustVerdict>) -> &'static str {
    match verdict.map(|verdict| verdict.bump) {
        None => "–",
        Some(Bump::None | Bump::Patch | Bump::Minor) => "safe",
        Some(Bump::Major) => "breaks",
    }
}

/// The effect on validation, in a word.
pub fn validation(validation: &Validation) -> &'static str {
    match validation {
        Validation::Same => "–",
        Validation::Tightened { .. } => "tightened",
        Validation::Relaxed { .. } => "relaxed",
        Validation::Changed { .. } => "changed",
        Validation::Unknown(_) => "unknown",
    }
}

/// Values that show it: one that is no longer valid, one that now is; or why it is not known.
pub fn examples(validation: &Validation) -> Vec<(&'static str, &str)> {
    let (refused, accepted) = match validation {
        Validation::Same => (None, None),
        Validation::Tightened { refused } => (refused.as_deref(), None),
        Validation::Relaxed { accepted } => (None, accepted.as_deref()),
        Validation::Changed { refused, accepted } => (refused.as_deref(), accepted.as_deref()),
        Validation::Unknown(reason) => return vec![("not found out", reason)],
    };
    let refused = refused.map(|text| ("no longer valid", text));
    refused.into_iter().chain(accepted.map(|text| ("now valid", text))).collect()
}

/// The change, with the values before and after unless its words contain them.
pub fn change(finding: &Finding) -> String {
    let what = &finding.what;
    let Some(verdicts) = finding.verdicts.as_ref().filter(|_| !what.contains(" becomes ")) else {
        return what.clone();
    };
    let value = |value: &Option<String>| value.as_deref().map(|value| quoted(value, &finding.shape));
    match (value(&verdicts.old), value(&verdicts.new)) {
        (Some(old), Some(new)) if old != new => format!("{what}: {old} becomes {new}"),
        (Some(value), None) | (None, Some(value)) if !what.contains(value.trim_matches('`')) && value != "`{}`" => {
            format!("{what}: {value}")
        }
        _ => what.clone(),
    }
}

/// A value as a short quotation; an id without the namespace that it shares with the shape.
fn quoted(value: &str, shape: &str) -> String {
    const WIDTH: usize = 60;
    let namespace = shape.split_once('#').map_or(shape, |(namespace, _)| namespace);
    let name = value.strip_prefix(namespace).and_then(|rest| rest.strip_prefix('#'));
    let mut short: String = name.unwrap_or(value).replace('`', "'").chars().take(WIDTH).collect();
    if name.unwrap_or(value).chars().nth(WIDTH).is_some() {
        short.push('…');
    }
    format!("`{short}`")
}

/// A bump in a word.
pub fn bump(bump: Bump) -> &'static str {
    match bump {
        Bump::None => "none",
        Bump::Patch => "patch",
        Bump::Minor => "minor",
        Bump::Major => "major",
    }
}

/// The sentence about the version that is needed.
pub fn needed(versions: &Versions) -> String {
    let needed = match versions.bump {
        None => return "The version that follows is not known.".to_owned(),
        Some(Bump::None) => return "Needs no new version.".to_owned(),
        Some(needed) => needed,
    };
    let package = versions.package.as_deref().map(|package| format!(" of {package}")).unwrap_or_default();
    let change = match versions.old.as_ref().zip(versions.needed()) {
        Some((old, needed)) => format!(" ({old} -> {needed})"),
        None => String::new(),
    };
    let still = match &versions.new {
        Some(new) if !versions.is_enough() => format!(", but it is {new}"),
        _ => String::new(),
    };
    format!("Needs a {} version{package}{change}{still}.", bump(needed))
}
