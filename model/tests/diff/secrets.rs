//! New members named like secrets, and the marks that decide whether they are; rules that become stricter.

use super::{model, whole};
use model::diff::{Scope, Validation, diff};

const SHAPES: &str = r#""x#A": { "type": "structure", "members": { "a": { "target": "x#String" } } },
"x#String": { "type": "string", "traits": { "rust.codegen#notSecret": { "reason": "r" } } },
"x#Token": { "type": "string", "traits": { "rust.codegen#notSecret": { "reason": "r" } } },
"x#ClientToken": { "type": "string", "traits": { "rust.codegen#notSecret": { "reason": "r" } } },
"x#Strings": { "type": "list", "member": { "target": "x#String" } },
"x#Pairs": { "type": "map", "key": { "target": "x#String" }, "value": { "target": "x#String" } },
"x#Marked": { "type": "string", "traits": { "@sensitive": {} } },
"x#Stated": { "type": "string", "traits": { "rust.codegen#secret": { "reason": "r" } } },
"x#Plain": { "type": "string" },
"x#Number": { "type": "integer" }"#;

/// Checks whether a member added to the structure is reported.
#[track_caller]
fn check(name: &str, target: &str, traits: &str, is_reported: bool) {
    let member = format!(r#", "{name}": {{ "target": "{target}", "traits": {{ {traits} }} }} }}"#);
    let (old, new) = (model(SHAPES), model(&SHAPES.replacen(" } }", &(" }".to_owned() + &member), 1)));
    let changes = diff(&old, &new, &Scope::default());
    assert!(changes.iter().any(|change| change.rule == "member-added"), "{changes:?}");
    let found = changes.iter().any(|change| change.rule == "unmarked-secret-added" && change.security.is_some());
    assert_eq!(found, is_reported, "{name}: {target} {traits}");
}

#[test]
fn statements_about_generic_shapes_settle_nothing() {
    for name in ["password", "apiKey", "secretKey", "accessToken", "privateKey", "passphrase", "credential"] {
        for target in ["x#String", "x#Token", "x#ClientToken", "x#Strings", "x#Pairs", "x#Plain", "smithy.api#String"] {
            check(name, target, "", true);
        }
        check(name, "x#Marked", "", false);
        check(name, "x#Stated", "", false);
        check(name, "x#Number", "", false);
        check(name, "x#String", r#""@sensitive": {}"#, false);
        check(name, "x#String", r#""rust.codegen#notSecret": { "reason": "r" }"#, false);
        check(name, "x#String", r#""@idempotencyToken": {}"#, false);
    }
    check("username", "x#String", "", false);
}

#[test]
fn statements_about_specific_shapes_settle_members_of_their_name() {
    check("clientToken", "x#ClientToken", "", false);
    check("token", "x#ClientToken", "", false);
    check("token", "x#Token", "", false);
    check("refreshToken", "x#Token", "", true);
    check("clientToken", "x#Token", "", true);
}

#[test]
fn members_that_get_the_name_of_a_secret_are_new_secrets() {
    let rules = |from: &str, to: &str| {
        let named = |name: &str| model(&SHAPES.replacen("\"a\": {", &format!("\"{name}\": {{"), 1));
        let changes = diff(&named(from), &named(to), &Scope::default());
        changes.into_iter().map(|change| change.rule).collect::<Vec<_>>()
    };
    assert!(rules("a", "b").contains(&"member-renamed"));
    assert!(!rules("a", "b").contains(&"unmarked-secret-added"));
    assert!(rules("a", "apiKey").contains(&"unmarked-secret-added"));
    assert!(!rules("apiToken", "apiKey").contains(&"unmarked-secret-added"));
}

/// Checks the values that a rule between members refuses after a change.
#[track_caller]
fn check_rule(old: &str, new: &str, expect: &Validation) {
    let with = |rules: &str| {
        let shape =
            r#""x#A": { "type": "structure", "members": { "a": { "target": "smithy.api#String" } }, "traits": "#;
        model(&whole(&format!("{shape}{{ \"rust.codegen#rules\": [{rules}] }} }}")))
    };
    let changes = diff(&with(old), &with(new), &Scope::default());
    let validations: Vec<_> = changes.into_iter().map(|change| change.validation).collect();
    assert_eq!(validations, std::slice::from_ref(expect), "{old} {new}");
}

#[test]
fn stricter_rules_are_tightenings() {
    let rule = |severity: &str, when: &str| {
        format!(r#"{{ "id": "A", "severity": "{severity}", "when": {when}, "must": "m", "source": "s" }}"#)
    };
    let (set, is) = (r#"{ "set": "/a" }"#, r#"{ "is": { "path": "/a", "values": ["A"] } }"#);
    let tightened = |refused: &str| Validation::Tightened { refused: Some(refused.to_owned()) };
    let relaxed = |accepted: &str| Validation::Relaxed { accepted: Some(accepted.to_owned()) };
    check_rule("", &rule("error", set), &tightened(r#"{"a":"…"}"#));
    check_rule("", &rule("warning", set), &Validation::Same);
    check_rule(&rule("warning", set), &rule("error", set), &tightened(r#"{"a":"…"}"#));
    check_rule(&rule("error", set), &rule("warning", set), &relaxed(r#"{"a":"…"}"#));
    check_rule(&rule("error", is), &rule("error", set), &tightened(r#"{"a":"…"}"#));
    check_rule(&rule("error", set), &rule("error", is), &relaxed(r#"{"a":"…"}"#));
    check_rule(&rule("error", set), &rule("error", set).replace("\"s\"", "\"t\""), &Validation::Same);
    let changed = Validation::Changed { refused: Some("{}".into()), accepted: Some(r#"{"a":"…"}"#.into()) };
    check_rule(&rule("error", set), &rule("error", r#"{ "unset": "/a" }"#), &changed);
}

#[test]
fn changed_rules_show_the_difference() {
    let with = |severity: &str, value: &str| {
        let when =
            format!(r#"{{ "all": [{{ "set": "/a" }}, {{ "is": {{ "path": "/a", "values": ["{value}"] }} }}] }}"#);
        let must = "long ".repeat(40);
        let rule = format!(r#"{{ "id": "A", "must": "{must}", "severity": "{severity}", "when": {when} }}"#);
        let shape = r#""x#A": { "type": "structure", "members": {}, "traits": { "rust.codegen#rules": "#;
        model(&format!("{shape}[{rule}] }} }}"))
    };
    let changes = diff(&with("warning", "A"), &with("error", "B"), &Scope::default());
    let values = changes.iter().map(|change| (change.old.as_deref(), change.new.as_deref())).collect::<Vec<_>>();
    let old = r#"{"severity":"warning","when":{"all":{"is":{"values":"A"}}}}"#;
    let new = r#"{"severity":"error","when":{"all":{"is":{"values":"B"}}}}"#;
    assert_eq!(values, [(Some(old), Some(new))]);
}
