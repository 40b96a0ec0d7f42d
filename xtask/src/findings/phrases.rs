//! The wording of verdicts, which all formats share.

use codegen::compatibility::Bump;
use model::diff::{Validation, Verdict};

use super::{Finding, RustVerdict, Versions};

/// Returns the word for a verdict.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Safe => "safe",
        Verdict::Risky => "risky",
        Verdict::Breaking => "breaks",
    }
}

/// Returns the word for a severity in a count of findings.
pub fn level(level: Verdict) -> &'static str {
    match level {
        Verdict::Safe => "safe",
        Verdict::Risky => "risky",
        Verdict::Breaking => "breaking",
    }
}

/// Returns the symbol of a severity.
pub fn sign(level: Verdict) -> char {
    match level {
        Verdict::Safe => '✓',
        Verdict::Risky => '!',
        Verdict::Breaking => '✗',
    }
}

/// Returns the word for an effect on code.
pub fn rust(verdict: Option<&RustVerdict>) -> &'static str {
    match verdict.map(|verdict| verdict.bump) {
        None => "–",
        Some(Bump::None | Bump::Patch | Bump::Minor) => "safe",
        Some(Bump::Major) => "breaks",
    }
}

/// Returns the word for an effect on validation.
pub fn validation(validation: &Validation) -> &'static str {
    match validation {
        Validation::Same => "–",
        Validation::Tightened { .. } => "tightened",
        Validation::Relaxed { .. } => "relaxed",
        Validation::Changed { .. } => "changed",
        Validation::Unknown(_) => "unknown",
    }
}

/// Returns examples: a value that is no longer valid, and one that now is; or the reason why they are unknown.
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

/// Formats the change, with the old and new values unless its description contains them.
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

/// Quotes a value briefly; an id without the namespace that it shares with the shape.
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

/// Returns the word for a bump.
pub fn bump(bump: Bump) -> &'static str {
    match bump {
        Bump::None => "none",
        Bump::Patch => "patch",
        Bump::Minor => "minor",
        Bump::Major => "major",
    }
}

/// Returns the sentence about the required version.
pub fn needed(versions: &Versions) -> String {
    let needed = match versions.bump {
        None => return "The next version is unknown.".to_owned(),
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
