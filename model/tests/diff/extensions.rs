//! The project's own traits, documentation, and unknown traits.

use expect_test::expect;

use super::traits::{member, string, structure};
use super::{Case, traits_case};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = own();
    cases.extend(words());
    cases
}

fn own() -> Vec<Case> {
    let reason = |id: &str, reason: &str| format!(r#""rust.codegen#{id}": {{"reason": "{reason}"}}"#);
    let rule = |id: &str, severity: &str, must: &str| {
        format!(r#"{{"id": "{id}", "severity": "{severity}", "must": "{must}"}}"#)
    };
    let rules = |rules: &str| format!(r#""rust.codegen#rules": [{rules}]"#);
    vec![
        traits_case(
            string,
            "",
            r#""@sensitive": {}"#,
            expect![[r#"
            > sensitive-added S: now sensitive
            < sensitive-removed S: no longer sensitive; security: its values may be printed and logged
        "#]],
        ),
        traits_case(
            string,
            "",
            &reason("secret", "r"),
            expect![[r#"
            > secret-added S: marked as secret (- => {"reason":"r"})
            < secret-removed S: no longer marked as secret ({"reason":"r"} => -); security: a secret is no longer redacted
        "#]],
        ),
        traits_case(
            string,
            &reason("secret", "r"),
            &reason("secret", "s"),
            expect![[r#"
            > secret-changed S: secret for another reason ({"reason":"r"} => {"reason":"s"})
            < secret-changed S: secret for another reason ({"reason":"s"} => {"reason":"r"})
        "#]],
        ),
        traits_case(
            string,
            "",
            &reason("notSecret", "r"),
            expect![[r#"
            > not-secret-added S: marked as not secret (- => {"reason":"r"}); security: what looks like a secret may be printed
            < not-secret-removed S: no longer marked as not secret ({"reason":"r"} => -)
        "#]],
        ),
        traits_case(
            string,
            &reason("notSecret", "r"),
            &reason("notSecret", "s"),
            expect![[r#"
            > not-secret-changed S: not secret for another reason ({"reason":"r"} => {"reason":"s"})
            < not-secret-changed S: not secret for another reason ({"reason":"s"} => {"reason":"r"})
        "#]],
        ),
        traits_case(
            structure,
            "",
            r#""rust.codegen#discriminated": {"name": "A"}"#,
            expect![[r#"
            > discriminated-changed A: has other variants (- => {"name":"A"}); code: variants depend on it
            < discriminated-changed A: has other variants ({"name":"A"} => -); code: variants depend on it
        "#]],
        ),
        traits_case(
            structure,
            "",
            &rules(&rule("A", "error", "m")),
            expect![[r#"
            > cross-field-rule-added A: rule A (- => {"id":"A","must":"m","severity":"error"}); Tightened { refused: None }
            < cross-field-rule-removed A: rule A ({"id":"A","must":"m","severity":"error"} => -); Relaxed { accepted: None }
        "#]],
        ),
        traits_case(
            structure,
            "",
            &rules(&rule("A", "warning", "m")),
            expect![[r#"
            > cross-field-rule-added A: rule A (- => {"id":"A","must":"m","severity":"warning"})
            < cross-field-rule-removed A: rule A ({"id":"A","must":"m","severity":"warning"} => -)
        "#]],
        ),
        traits_case(
            structure,
            &rules(&rule("A", "error", "m")),
            &rules(&rule("A", "error", "n")),
            expect![[r#"
            > cross-field-rule-changed A: rule A ({"must":"m"} => {"must":"n"}); Unknown("rules between members are not compared")
            < cross-field-rule-changed A: rule A ({"must":"n"} => {"must":"m"}); Unknown("rules between members are not compared")
        "#]],
        ),
        traits_case(
            structure,
            &rules(&[rule("A", "error", "m"), rule("B", "error", "m")].join(",")),
            &rules(&[rule("B", "error", "m"), rule("A", "error", "m")].join(",")),
            expect![[r#"
                > cross-field-rule-changed A: rules in another order ([{"id":"A","must":"m","severity":"error"},{"id":"B","must":"m","severity":"error… => [{"id":"B","must":"m","severity":"error"},{"id":"A","must":"m","severity":"error…)
                < cross-field-rule-changed A: rules in another order ([{"id":"B","must":"m","severity":"error"},{"id":"A","must":"m","severity":"error… => [{"id":"A","must":"m","severity":"error"},{"id":"B","must":"m","severity":"error…)
            "#]],
        ),
    ]
}

fn words() -> Vec<Case> {
    vec![
        traits_case(
            string,
            r#""@documentation": "a""#,
            r#""@documentation": "b", "@since": "1""#,
            expect![[r#"
            > documentation-changed S: documentation changed (a => b)
            > documentation-changed S: since changed (- => 1)
            < documentation-changed S: documentation changed (b => a)
            < documentation-changed S: since changed (1 => -)
        "#]],
        ),
        traits_case(
            member,
            "",
            r#""@documentation": "b""#,
            expect![[r#"
            > documentation-changed A$m: documentation changed (- => b)
            < documentation-changed A$m: documentation changed (b => -)
        "#]],
        ),
        traits_case(
            member,
            "",
            r#""@deprecated": {}"#,
            expect![[r#"
            > deprecated-added A$m: now deprecated
            < deprecated-removed A$m: no longer deprecated
        "#]],
        ),
        traits_case(
            member,
            r#""@deprecated": {}"#,
            r#""@deprecated": {"message": "m"}"#,
            expect![[r#"
            > deprecated-changed A$m: deprecated with another message (- => {"message":"m"})
            < deprecated-changed A$m: deprecated with another message ({"message":"m"} => -)
        "#]],
        ),
        traits_case(
            string,
            "",
            r#""@tags": ["a"]"#,
            expect![[r#"
            > trait-added S: trait added: smithy.api#tags (- => ["a"])
            < trait-removed S: trait removed: smithy.api#tags (["a"] => -)
        "#]],
        ),
        traits_case(
            string,
            r#""aws.new#trait": {"a": 1}"#,
            r#""aws.new#trait": {"a": 2}"#,
            expect![[r#"
            > trait-changed S: trait aws.new#trait changed ({"a":1} => {"a":2}); Risky: what the trait means is not known here
            < trait-changed S: trait aws.new#trait changed ({"a":2} => {"a":1}); Risky: what the trait means is not known here
        "#]],
        ),
        traits_case(
            string,
            "",
            r#""aws.new#trait": {}"#,
            expect![[r#"
            > trait-added S: trait aws.new#trait added; Risky: what the trait means is not known here
            < trait-removed S: trait aws.new#trait removed; Risky: what the trait means is not known here
        "#]],
        ),
    ]
}
