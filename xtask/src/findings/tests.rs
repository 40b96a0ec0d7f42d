//! Reports in all formats, including hostile ones.

use expect_test::{Expect, expect};
use serde_json::Value;

use super::*;

mod shown;

fn place(document: &str, line: u32) -> Place {
    Place { document: document.into(), line, column: 7 }
}

fn finding(shape: &str, what: &str, level: Verdict) -> Finding {
    let verdicts = Verdicts {
        old: None,
        new: None,
        wire: Verdict::Safe,
        reason: None,
        request: None,
        rust: Some(RustVerdict { item: "X::y".into(), what: "is added".into(), witness: None, bump: Bump::Minor }),
        validation: Validation::Same,
        security: None,
    };
    Finding {
        rule: "member-added".into(),
        shape: format!("com.amazonaws.appflow#{shape}"),
        place: place("model/appflow.json", 12),
        anchor: place("model/appflow.json", 12),
        what: what.into(),
        level,
        verdicts: Some(verdicts),
        acknowledged: None,
    }
}

fn versions(old: &str, new: Option<&str>, bump: Bump) -> Option<Versions> {
    let parse = |text: &str| Version::parse(text).unwrap();
    Some(Versions {
        package: Some("appflow-types".into()),
        bump: Some(bump),
        old: Some(parse(old)),
        new: new.map(parse),
    })
}

fn report(findings: Vec<Finding>) -> Report {
    let mut report = Report {
        command: "diff",
        subject: "2026-11 against 2025-04".into(),
        findings,
        documentation: 3,
        versions: versions("0.4.0", None, Bump::Major),
        notes: Vec::new(),
    };
    report.sort();
    report
}

/// Returns a report of AppFlow's change of 2026.
fn example() -> Report {
    let mut password =
        finding("SnowflakeConnectorProfileCredentials$password", "no longer required", Verdict::Breaking);
    password.rule = "member-required-removed".into();
    if let Some(verdicts) = &mut password.verdicts {
        verdicts.old = Some("required".into());
        verdicts.validation = Validation::Relaxed { accepted: Some("{}".into()) };
        verdicts.rust = Some(RustVerdict {
            item: "SnowflakeConnectorProfileCredentials::password".into(),
            what: "becomes an Option".into(),
            witness: Some("let p: Secret = c.password;".into()),
            bump: Bump::Major,
        });
    }
    let mut gone = finding("ConnectorOAuthRequest$codeVerifier", "removed", Verdict::Risky);
    gone.place = place("0123456789ab:model/appflow.json", 40);
    if let Some(verdicts) = &mut gone.verdicts {
        verdicts.wire = Verdict::Risky;
        verdicts.reason = Some("an old client may still send it".into());
        verdicts.security = Some("no longer marked sensitive".into());
        verdicts.rust = None;
    }
    gone.acknowledged = Some("Nobody sends it. (until 2027-01-31)".into());
    report(vec![
        finding("SnowflakeConnectorProfileCredentials$privateKey", "added, secret", Verdict::Safe),
        gone,
        password,
    ])
}

/// Returns a report with text that tries to be interpreted in every format.
fn hostile() -> Report {
    let text = "a|b`c</td><script>&amp;\n::error::x\r\u{1b}[31m@someone #1 http://x www.x [l](u) ![i](u) *b* _i_ $x$ \\| a,b:c%\u{202e}";
    let mut finding = finding("X", text, Verdict::Breaking);
    finding.rule = format!("r{text}");
    finding.shape = text.into();
    finding.anchor.document = text.into();
    finding.acknowledged = Some(text.into());
    if let Some(verdicts) = &mut finding.verdicts {
        verdicts.reason = Some(text.into());
        verdicts.security = Some(text.into());
        verdicts.old = Some(text.into());
        verdicts.validation = Validation::Changed { refused: Some(text.into()), accepted: Some(String::new()) };
        verdicts.rust =
            Some(RustVerdict { item: text.into(), what: text.into(), witness: Some(text.into()), bump: Bump::Major });
    }
    Report { subject: text.into(), notes: vec![text.into()], ..report(vec![finding]) }
}

#[track_caller]
fn check(report: &Report, format: Format, expect: Expect) {
    let outcome = report.outcome(&Shown { format, limit: Limit::Breaking });
    expect.assert_eq(&outcome.out);
}

#[test]
fn as_text() {
    check(
        &example(),
        Format::Text,
        expect![[r#"
        2026-11 against 2025-04: 1 breaking, 1 risky, 1 safe (1 acknowledged). Needs a major version of appflow-types (0.4.0 -> 0.5.0).

        ✗ com.amazonaws.appflow#SnowflakeConnectorProfileCredentials$password: no longer required
            at           model/appflow.json:12:7 (member-required-removed)
            was          required
            wire         safe
            Rust         breaks: let p: Secret = c.password; (SnowflakeConnectorProfileCredentials::password: becomes an Option)
            validation   relaxed, now valid: {}

        ! com.amazonaws.appflow#ConnectorOAuthRequest$codeVerifier: removed
            at           0123456789ab:model/appflow.json:40:7 (member-added)
            acknowledged Nobody sends it. (until 2027-01-31)
            wire         risky: an old client may still send it
            Rust         –
            validation   –
            security     no longer marked sensitive

        ✓ com.amazonaws.appflow#SnowflakeConnectorProfileCredentials$privateKey: added, secret
            at           model/appflow.json:12:7 (member-added)
            wire         safe
            Rust         safe (X::y: is added)
            validation   –

        3 changes touch documentation alone.
    "#]],
    );
}

#[test]
fn as_markdown() {
    check(
        &example(),
        Format::Markdown,
        expect![[r#"
            2026-11 against 2025-04: 1 breaking, 1 risky, 1 safe (1 acknowledged). Needs a major version of appflow-types (0.4.0 -> 0.5.0).

            3 changes touch documentation alone.

            | | shape | change | wire | Rust | validation |
            |---|---|---|---|---|---|
            | ✗ | `SnowflakeConnectorProfileCredentials$password` | no longer required | safe | breaks: `let p: Secret = c.password;` | relaxed |
            | ☑ | `ConnectorOAuthRequest$codeVerifier` | removed; **security**: no longer marked sensitive | risky | – | – |
            | ✓ | `SnowflakeConnectorProfileCredentials$privateKey` | added, secret | safe | safe | – |

            <details><summary>Details</summary>

            - ✗ `com.amazonaws.appflow#SnowflakeConnectorProfileCredentials$password`: no longer required
              - rule: `member-required-removed` at `model/appflow.json:12:7`
              - was: `required`
              - Rust: `SnowflakeConnectorProfileCredentials::password`: becomes an Option
              - now valid: `{}`
            - ! `com.amazonaws.appflow#ConnectorOAuthRequest$codeVerifier`: removed
              - rule: `member-added` at `0123456789ab:model/appflow.json:40:7`
              - acknowledged: Nobody sends it. (until 2027-01-31)
              - wire: an old client may still send it
              - security: no longer marked sensitive
            - ✓ `com.amazonaws.appflow#SnowflakeConnectorProfileCredentials$privateKey`: added, secret
              - rule: `member-added` at `model/appflow.json:12:7`
              - Rust: `X::y`: is added

            </details>
        "#]],
    );
}

#[test]
fn as_annotations() {
    check(
        &example(),
        Format::Github,
        expect![[r#"
        ::notice title=cargo xtask diff::2026-11 against 2025-04: 1 breaking, 1 risky, 1 safe (1 acknowledged). Needs a major version of appflow-types (0.4.0 -> 0.5.0).
        ::notice title=cargo xtask diff::3 changes touch documentation alone.
        ::error file=model/appflow.json,line=12,col=7,title=member-required-removed%3A com.amazonaws.appflow#SnowflakeConnectorProfileCredentials$password::com.amazonaws.appflow#SnowflakeConnectorProfileCredentials$password: no longer required%0Awire: safe; Rust: breaks; validation: relaxed%0Alet p: Secret = c.password;
        ::notice file=model/appflow.json,line=12,col=7,title=member-added%3A com.amazonaws.appflow#ConnectorOAuthRequest$codeVerifier::com.amazonaws.appflow#ConnectorOAuthRequest$codeVerifier: removed%0Awire: risky; Rust: –; validation: –%0Aan old client may still send it%0Ano longer marked sensitive%0Aacknowledged: Nobody sends it. (until 2027-01-31)
        ::notice file=model/appflow.json,line=12,col=7,title=member-added%3A com.amazonaws.appflow#SnowflakeConnectorProfileCredentials$privateKey::com.amazonaws.appflow#SnowflakeConnectorProfileCredentials$privateKey: added, secret%0Awire: safe; Rust: safe; validation: –
    "#]],
    );
}

#[test]
fn nothing_in_any_form() {
    let nothing = Report { documentation: 0, versions: versions("0.4.0", None, Bump::None), ..report(Vec::new()) };
    let line = "2026-11 against 2025-04: 0 breaking, 0 risky, 0 safe. Needs no new version.";
    check(
        &nothing,
        Format::Text,
        expect![[r#"
        2026-11 against 2025-04: 0 breaking, 0 risky, 0 safe. Needs no new version.
    "#]],
    );
    for format in [Format::Markdown, Format::Github, Format::Json, Format::Sarif] {
        let out = nothing.outcome(&Shown { format, limit: Limit::Any }).out;
        assert!(out.contains(line), "{out}");
    }
}

/// Checks a value against the subset of JSON Schema that the schema uses.
fn conforms(value: &Value, schema: &Value, root: &Value) -> Result<(), String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let definition = root.pointer(reference.trim_start_matches('#')).ok_or(format!("no {reference}"))?;
        conforms(value, definition, root)?;
    }
    let complain = |what: &str| Err(format!("{value} is not {what} of {schema}"));
    if schema.get("const").is_some_and(|constant| constant != value) {
        return complain("the constant");
    }
    if schema["enum"].as_array().is_some_and(|values| !values.contains(value)) {
        return complain("one");
    }
    if let Some(kinds) = schema.get("type") {
        let kind = match value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(_) => "integer",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Object(_) => "object",
        };
        let is_kind = kinds == kind || kinds.as_array().is_some_and(|kinds| kinds.iter().any(|known| known == kind));
        if !is_kind {
            return complain("of the type");
        }
    }
    if let Some(choices) = schema["oneOf"].as_array()
        && choices.iter().filter(|choice| conforms(value, choice, root).is_ok()).count() != 1
    {
        return complain("exactly one");
    }
    for required in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if value.get(required).is_none() {
            return complain(required);
        }
    }
    for (key, part) in value.as_object().into_iter().flatten() {
        let Some(property) = schema["properties"].get(key).filter(|_| schema.get("properties").is_some()) else {
            if schema.get("properties").is_some() {
                return Err(format!("{key} is not in {schema}"));
            }
            continue;
        };
        conforms(part, property, root)?;
    }
    value.as_array().into_iter().flatten().try_for_each(|item| match schema.get("items") {
        Some(items) => conforms(item, items, root),
        None => Ok(()),
    })
}

#[test]
fn json_conforms_to_its_schema() {
    let schema: Value = serde_json::from_str(include_str!("../../schemas/diff.schema.json")).unwrap();
    assert_eq!(schema["properties"]["version"]["const"], json::VERSION);
    let lint = Report { command: "lint", versions: None, ..report(vec![]) };
    for report in [example(), hostile(), report(Vec::new()), lint] {
        let out = report.outcome(&Shown { format: Format::Json, limit: Limit::Breaking }).out;
        let value: Value = serde_json::from_str(&out).unwrap();
        conforms(&value, &schema, &schema).unwrap();
        let mut broken = value.clone();
        broken["counts"]["risky"] = "none".into();
        conforms(&broken, &schema, &schema).unwrap_err();
    }
}

#[test]
fn sarif_has_the_required_properties() {
    for report in [example(), hostile(), report(Vec::new())] {
        let out = report.outcome(&Shown { format: Format::Sarif, limit: Limit::Breaking }).out;
        let value: Value = serde_json::from_str(&out).unwrap();
        assert_eq!(value["version"], "2.1.0");
        let run = &value["runs"][0];
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), report.findings.len());
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(rules[index]["id"], result["ruleId"]);
            let location = &result["locations"][0]["physicalLocation"];
            let uri = location["artifactLocation"]["uri"].as_str().unwrap();
            assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/.-_~%".contains(&byte)), "{uri}");
            assert!(location["region"]["startLine"].as_u64() > Some(0));
        }
    }
}

#[track_caller]
fn check_status(report: &Report, limit: Limit, expect: u8) {
    assert_eq!(report.outcome(&Shown { format: Format::Text, limit }).status, expect, "{limit:?}");
}

#[test]
fn failing_levels() {
    for (level, expect) in [(Verdict::Breaking, [1, 1, 1]), (Verdict::Risky, [0, 1, 1]), (Verdict::Safe, [0, 0, 1])] {
        let mut report = Report { documentation: 0, ..report(vec![finding("X", "changed", level)]) };
        for (limit, expect) in [Limit::Breaking, Limit::Risky, Limit::Any].into_iter().zip(expect) {
            check_status(&report, limit, expect);
        }
        report.findings[0].acknowledged = Some("known".into());
        check_status(&report, Limit::Any, 0);
    }
    let documentation = report(Vec::new());
    check_status(&documentation, Limit::Risky, 0);
    check_status(&documentation, Limit::Any, 1);
}

#[test]
fn versions_that_say_too_little_fail() {
    let cases = [
        ("0.5.0", Bump::Major, 0),
        ("0.4.9", Bump::Major, 1),
        ("0.4.1", Bump::Minor, 0),
        ("0.4.0", Bump::Minor, 1),
        ("0.4.1-alpha.1", Bump::Minor, 1),
        ("0.5.0-rc.1", Bump::Major, 1),
        ("0.5.0-rc.1", Bump::Minor, 0),
        ("0.4.1+build", Bump::Patch, 0),
        ("0.4.0+build", Bump::None, 0),
    ];
    for (new, bump, expect) in cases {
        let report = Report { versions: versions("0.4.0", Some(new), bump), ..report(Vec::new()) };
        check_status(&report, Limit::Breaking, expect);
        assert_eq!(report.headline().ends_with(&format!(", but it is {new}.")), expect == 1, "{}", report.headline());
    }
}
