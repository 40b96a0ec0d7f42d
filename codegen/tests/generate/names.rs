//! The types of a service do not conflict with the items at the root of the generated crate.

use super::{SERVICE, document, generate};

const LIBRARY: &str = include_str!("../../../appflow-types/src/lib.rs");

/// Returns the types of the runtime that the root exports.
fn exported() -> Vec<&'static str> {
    let (_, rest) = LIBRARY.split_once("pub use tinsmith_types::{").expect("the root exports types of the runtime");
    let (names, _) = rest.split_once("};").expect("the list ends");
    names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect()
}

#[test]
fn shapes_take_no_name_from_the_root() {
    let names = exported();
    assert!(names.contains(&"Document") && names.contains(&"Violation"), "{names:?}");
    // A service has `Unit` of Smithy's prelude, and can't have another.
    for name in names.into_iter().filter(|name| *name != "Unit") {
        let shapes = format!(
            r#"{{"smithy": "2.0", "shapes": {{
                "x#Service": {{"type": "service", "mixins": [{{"target": "example#Common"}}], "operations": [{{"target": "x#Do"}}]}},
                "x#Do": {{"type": "operation", "input": {{"target": "x#{name}"}}, "traits": {{"smithy.api#http": {{"method": "POST", "uri": "/"}}}}}},
                "x#{name}": {{"type": "structure"}}
            }}}}"#
        );
        let files = generate(&[document("service.json", SERVICE), document("a.json", &shapes)], Some("Service"));
        let files = files.unwrap_or_else(|errors| panic!("{errors}"));
        let requests = &files.iter().find(|file| file.path == "requests.rs").expect("the generator writes it").text;
        assert!(requests.contains(&format!("pub struct {name}Shape ")), "{name}: {requests}");
    }
}
