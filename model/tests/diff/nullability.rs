//! Optional members and their defaults.

use expect_test::expect;

use super::members::{OPERATION, input, output};
use super::{Case, case};

pub(super) fn cases() -> Vec<Case> {
    let member = |traits: &str| format!(r#""m": {{"target": "@String", "traits": {{{traits}}}}}"#);
    let with_input = |traits: &str| {
        format!(
            r#"{OPERATION}, "x#A": {{"type": "structure", "members": {{"m": {{"target": "@String", "traits": {{"@required": {{}}}}}}}}, "traits": {{{traits}}}}}, "x#B": {{"type": "structure"}}"#
        )
    };
    let both = |traits: &str| format!(r#""x#A": {{"type": "structure", "members": {{{}}}}}"#, member(traits));
    let root = |traits: &str| format!(r#""x#I": {{"type": "integer", "traits": {{{traits}}}}}"#);
    vec![
        case(
            input(&member("")),
            input(&member(r#""@required": {}"#)),
            expect![[r#"
            > required-added A$m: now required; Breaking: old clients may leave it out of requests; Tightened { refused: Some("absent") }; code: a member that could be absent is always there
            < required-removed A$m: no longer required; Relaxed { accepted: Some("absent") }; code: a member that was always there may be absent
        "#]],
        ),
        case(
            output(&member("")),
            output(&member(r#""@required": {}"#)),
            expect![[r#"
            > required-added B$m: now required; Risky: the old service may leave it out of responses; Tightened { refused: Some("absent") }; code: a member that could be absent is always there
            < required-removed B$m: no longer required; Risky: old clients count on it in responses; Relaxed { accepted: Some("absent") }; code: a member that was always there may be absent
        "#]],
        ),
        case(
            both(""),
            both(r#""@required": {}"#),
            expect![[r#"
            > required-added A$m: now required; Breaking: old clients may leave it out of requests; Tightened { refused: Some("absent") }; code: a member that could be absent is always there
            < required-removed A$m: no longer required; Risky: old clients count on it in responses; Relaxed { accepted: Some("absent") }; code: a member that was always there may be absent
        "#]],
        ),
        case(
            both(r#""@required": {}"#),
            both(r#""@default": """#),
            expect![[r#"
            > default-added A$m: has a default now (- => ); code: what could be absent has a value now, and the member does not say that its default was added
            > required-removed A$m: no longer required; Relaxed { accepted: Some("absent") }
            < default-removed A$m: has no default any longer ( => -); Risky: an absent value means something else; code: an absent value has another default
            < required-added A$m: now required; Breaking: old clients may leave it out of requests; Tightened { refused: Some("absent") }
        "#]],
        ),
        case(
            both(r#""@required": {}"#),
            both(r#""@required": {}, "@clientOptional": {}"#),
            expect![[r#"
            > client-optional-added A$m: now optional for clients; code: a member that was always there may be absent
            < client-optional-removed A$m: no longer optional for clients alone; code: a member that could be absent is always there
        "#]],
        ),
        case(
            both(""),
            both(r#""@clientOptional": {}"#),
            expect![[r#"
            > client-optional-added A$m: now optional for clients
            < client-optional-removed A$m: no longer optional for clients alone
        "#]],
        ),
        case(
            both(""),
            both(r#""@required": {}, "@clientOptional": {}"#),
            expect![[r#"
            > client-optional-added A$m: now optional for clients
            > required-added A$m: now required; Breaking: old clients may leave it out of requests; Tightened { refused: Some("absent") }
            < client-optional-removed A$m: no longer optional for clients alone
            < required-removed A$m: no longer required; Risky: old clients count on it in responses; Relaxed { accepted: Some("absent") }
        "#]],
        ),
        case(
            both(""),
            both(r#""@default": "a""#),
            expect![[r#"
            > default-added A$m: has a default now (- => a); code: what could be absent has a value now, and the member does not say that its default was added
            < default-removed A$m: has no default any longer (a => -); Risky: an absent value means something else; code: an absent value has another default
        "#]],
        ),
        case(
            both(""),
            both(r#""@default": "a", "@addedDefault": {}"#),
            expect![[r#"
                > default-added A$m: has a default now (- => a)
                > trait-added A$m: trait added: smithy.api#addedDefault
                < default-removed A$m: has no default any longer (a => -); Risky: an absent value means something else; code: an absent value has another default
                < trait-removed A$m: trait removed: smithy.api#addedDefault; code: generators that left the member optional, for its default was added later, no longer do
            "#]],
        ),
        case(
            both(""),
            both(r#""@default": null"#),
            expect![[r#"
            > default-added A$m: has a default now (- => null)
            < default-removed A$m: has no default any longer (null => -)
        "#]],
        ),
        case(
            both(r#""@default": "a""#),
            both(r#""@default": "b""#),
            expect![[r#"
            > default-changed A$m: has another default (a => b); Risky: an absent value means something else; code: an absent value has another default
            < default-changed A$m: has another default (b => a); Risky: an absent value means something else; code: an absent value has another default
        "#]],
        ),
        case(
            root(""),
            root(r#""@default": 1"#),
            expect![[r#"
            > default-added I: has a default now (- => 1); code: what could be absent has a value now, and the member does not say that its default was added
            < default-removed I: has no default any longer (1 => -); Risky: an absent value means something else; code: an absent value has another default
        "#]],
        ),
        case(
            with_input(""),
            with_input(r#""@input": {}"#),
            expect![[r#"
            > input-trait-added A: now the input of one operation; code: which members may be absent depends on it, and so do names
            < input-trait-removed A: no longer the input of one operation alone; code: which members may be absent depends on it, and so do names
        "#]],
        ),
        case(
            with_input(""),
            with_input(r#""@output": {}"#),
            expect![[r#"
            > output-trait-added A: now the output of one operation; code: which members may be absent depends on it, and so do names
            < output-trait-removed A: no longer the output of one operation alone; code: which members may be absent depends on it, and so do names
        "#]],
        ),
    ]
}
