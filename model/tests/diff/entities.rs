//! Services, resources and operations, and their properties.

use expect_test::expect;

use super::{Case, case};

/// Returns a service with an operation, a resource, and whatever else is bound.
fn service(bindings: &str, shapes: &str) -> String {
    format!(
        r#""x#S": {{"type": "service", "version": "1"{bindings}}},
        "x#O": {{"type": "operation"}}, "x#R": {{"type": "resource"}},
        "x#E": {{"type": "structure", "traits": {{"@error": "client"}}}}{shapes}"#
    )
}

fn resource(body: &str) -> String {
    service(
        r#", "resources": [{"target": "x#Q"}]"#,
        &format!(r#", "x#T": {{"type": "string"}}, "x#Q": {{"type": "resource"{body}}}"#),
    )
}

fn operation(body: &str) -> String {
    format!(
        r#""x#O": {{"type": "operation"{body}}}, "x#E": {{"type": "structure", "traits": {{"@error": "client"}}}},
        "x#A": {{"type": "structure", "members": {{"a": {{"target": "@String"}}}}}},
        "x#B": {{"type": "structure", "members": {{"a": {{"target": "@String"}}, "b": {{"target": "@String", "traits": {{"@required": {{}}}}}}}}}}"#
    )
}

pub(super) fn cases() -> Vec<Case> {
    let mut cases = bindings();
    cases.extend(operations());
    cases.extend(resources());
    cases
}

fn bindings() -> Vec<Case> {
    let none = || service("", "");
    let renamed =
        |name: &str| service(&format!(r#", "operations": [{{"target": "x#O"}}], "rename": {{"x#E": "{name}"}}"#), "");
    vec![
        case(
            none(),
            service(r#", "operations": [{"target": "x#O"}]"#, ""),
            expect![[r#"
            > operation-bound S: operation now bound (- => x#O)
            < operation-unbound S: operation no longer bound (x#O => -); Breaking: old clients may call it; code: code that depends on the binding
        "#]],
        ),
        case(
            none(),
            service(r#", "resources": [{"target": "x#R"}]"#, ""),
            expect![[r#"
            > resource-bound S: resource now bound (- => x#R)
            < resource-unbound S: resource no longer bound (x#R => -); code: code that depends on the binding
        "#]],
        ),
        case(
            none(),
            service(r#", "errors": [{"target": "x#E"}]"#, ""),
            expect![[r#"
                > service-error-added S: all operations may return another error (- => x#E)
                < service-error-removed S: an error is no longer common to all operations (x#E => -)
            "#]],
        ),
        case(
            service("", ""),
            service("", "").replace("\"1\"", "\"2\""),
            expect![[r#"
            > service-version-changed S: another version (1 => 2)
            < service-version-changed S: another version (2 => 1)
        "#]],
        ),
        case(
            service(r#", "operations": [{"target": "x#O"}]"#, ""),
            renamed("F"),
            expect![[r#"
            > service-rename-added S: renamed within the service: x#E (- => F); code: a type may have its name
            < service-rename-removed S: no longer renamed within the service: x#E (F => -); code: a type may have its name
        "#]],
        ),
        case(
            renamed("F"),
            renamed("G"),
            expect![[r#"
            > service-rename-changed S: renamed differently within the service: x#E (F => G); code: a type may have its name
            < service-rename-changed S: renamed differently within the service: x#E (G => F); code: a type may have its name
        "#]],
        ),
        case(
            service(r#", "operations": [{"target": "x#O"}]"#, r#", "x#P": {"type": "operation"}"#),
            service(
                r#", "operations": [{"target": "x#O"}, {"target": "x#N"}]"#,
                r#", "x#P": {"type": "operation"}, "x#N": {"type": "operation", "traits": {"@readonly": {}}}"#,
            ),
            expect![[r#"
                > operation-added N: operation added
                < operation-removed N: operation removed; Breaking: old clients may call it; code: a type may have its name
            "#]],
        ),
        case(
            "",
            r#""x#T": {"type": "service", "version": "1"}"#,
            expect![[r#"
            > service-added T: service added
            < service-removed T: service removed; Breaking: old clients may call it; code: a type may have its name
        "#]],
        ),
        case(
            "",
            r#""x#T": {"type": "resource"}"#,
            expect![[r#"
            > resource-added T: resource added
            < resource-removed T: resource removed; code: a type may have its name
        "#]],
        ),
        // It moves from the service to a resource, but stays within the service.
        case(
            service(
                r#", "operations": [{"target": "x#O"}], "resources": [{"target": "x#Q"}]"#,
                r#", "x#Q": {"type": "resource"}"#,
            ),
            service(
                r#", "resources": [{"target": "x#Q"}]"#,
                r#", "x#Q": {"type": "resource", "operations": [{"target": "x#O"}]}"#,
            ),
            expect![[r#"
                > operation-bound Q: operation now bound (- => x#O)
                > operation-unbound S: operation no longer bound (x#O => -); code: code that depends on the binding
                < operation-unbound Q: operation no longer bound (x#O => -); code: code that depends on the binding
                < operation-bound S: operation now bound (- => x#O)
            "#]],
        ),
    ]
}

fn operations() -> Vec<Case> {
    vec![
        case(
            operation(""),
            operation(r#", "input": {"target": "x#A"}"#),
            expect![[r#"
            > operation-input-changed O: has another input (smithy.api#Unit => x#A); code: types may have the name of the shape
            < operation-input-changed O: has another input (x#A => smithy.api#Unit); Breaking: smithy.api#Unit$a: member removed: old clients may send it; code: smithy.api#Unit$a: member removed: its name is removed
        "#]],
        ),
        case(
            operation(""),
            operation(r#", "output": {"target": "x#A"}"#),
            expect![[r#"
            > operation-output-changed O: has another output (smithy.api#Unit => x#A); code: types may have the name of the shape
            < operation-output-changed O: has another output (x#A => smithy.api#Unit); Breaking: smithy.api#Unit$a: member removed: old clients may count on it in responses; code: smithy.api#Unit$a: member removed: its name is removed
        "#]],
        ),
        case(
            operation(r#", "input": {"target": "x#A"}"#),
            operation(r#", "input": {"target": "x#B"}"#),
            expect![[r#"
            > operation-input-changed O: has another input (x#A => x#B); Breaking: x#B$b: required member added: old clients do not send it; code: x#B$b: required member added: code that makes the structure does not give it
            < operation-input-changed O: has another input (x#B => x#A); Breaking: x#A$b: member removed: old clients may send it; code: x#A$b: member removed: its name is removed
        "#]],
        ),
        case(
            operation(""),
            operation(r#", "errors": [{"target": "x#E"}]"#),
            expect![[r#"
                > operation-error-added O: may return another error (- => x#E)
                < operation-error-removed O: no longer returns an error (x#E => -)
            "#]],
        ),
    ]
}

fn resources() -> Vec<Case> {
    vec![
        case(
            resource(""),
            resource(r#", "identifiers": {"id": {"target": "x#T"}}"#),
            expect![[r#"
            > resource-identifiers-changed Q: has other identifiers ( => id: T); code: code that handles resources depends on it
            < resource-identifiers-changed Q: has other identifiers (id: T => ); code: code that handles resources depends on it
        "#]],
        ),
        case(
            resource(""),
            resource(r#", "properties": {"p": {"target": "x#T"}}"#),
            expect![[r#"
            > resource-properties-changed Q: has other properties ( => p: T); code: code that handles resources depends on it
            < resource-properties-changed Q: has other properties (p: T => ); code: code that handles resources depends on it
        "#]],
        ),
        case(
            resource(r#", "read": {"target": "x#O"}"#),
            resource(r#", "create": {"target": "x#O"}"#),
            expect![[r#"
            > resource-lifecycle-changed Q: has other operations of its lifecycle (read: O => create: O); code: code that handles resources depends on it
            < resource-lifecycle-changed Q: has other operations of its lifecycle (create: O => read: O); code: code that handles resources depends on it
        "#]],
        ),
    ]
}
