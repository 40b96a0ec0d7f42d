//! Changes every type of member to every other, to check which arguments are still accepted.

use super::proof::{Pair, prove};
use super::{SERVICE, load};

/// Targets of members, each of another Rust type.
const TARGETS: &[&str] = &[
    "@String",
    "x#Hidden",
    "@Boolean",
    "@Integer",
    "@Long",
    "@Double",
    "@Blob",
    "x#HiddenBlob",
    "@Timestamp",
    "@Document",
    "x#HiddenNumber",
    "x#Color",
    "x#HiddenColor",
    "x#Grade",
    "x#Part",
    "x#Choice",
    "x#Texts",
    "x#HiddenTexts",
    "x#Numbers",
    "x#HiddenNumbers",
    "x#SecretNumbers",
    "x#Gaps",
    "x#Grid",
    "x#Documents",
    "x#Colors",
    "x#ByText",
    "x#ByColor",
    "x#DocumentByText",
    "x#SecretByText",
];

/// Traits that determine whether a member may be absent.
const PRESENCES: [&str; 3] = ["", r#", "traits": {"@required": {}}"#, r#", "traits": {"@default": ""}"#];

const SHAPES: &str = r#"
"x#Service": {"type": "service", "mixins": [{"target": "example#Common"}], "operations": [{"target": "x#Put"}]},
"x#Put": {"type": "operation", "output": {"target": "x#Out"}, "traits": {"@http": {"method": "POST", "uri": "/"}}},
"x#Hidden": {"type": "string", "traits": {"@sensitive": {}}},
"x#HiddenBlob": {"type": "blob", "traits": {"@sensitive": {}}},
"x#HiddenNumber": {"type": "integer", "traits": {"@sensitive": {}}},
"x#Color": {"type": "enum", "members": {"RED": {"target": "@Unit", "traits": {"@enumValue": "red"}}}},
"x#HiddenColor": {"type": "enum", "traits": {"@sensitive": {}}, "members": {"RED": {"target": "@Unit"}}},
"x#Grade": {"type": "intEnum", "members": {"LOW": {"target": "@Unit", "traits": {"@enumValue": 1}}}},
"x#Part": {"type": "structure", "members": {}},
"x#Choice": {"type": "union", "members": {"text": {"target": "@String"}}},
"x#Texts": {"type": "list", "member": {"target": "@String"}},
"x#HiddenTexts": {"type": "list", "member": {"target": "@String"}, "traits": {"@sensitive": {}}},
"x#Numbers": {"type": "list", "member": {"target": "@Integer"}},
"x#HiddenNumbers": {"type": "list", "member": {"target": "@Integer"}, "traits": {"@sensitive": {}}},
"x#SecretNumbers": {"type": "list", "member": {"target": "x#HiddenNumber"}},
"x#Gaps": {"type": "list", "member": {"target": "@Integer"}, "traits": {"@sparse": {}}},
"x#Grid": {"type": "list", "member": {"target": "x#Texts"}},
"x#Documents": {"type": "list", "member": {"target": "@Document"}},
"x#Colors": {"type": "list", "member": {"target": "x#Color"}},
"x#ByText": {"type": "map", "key": {"target": "@String"}, "value": {"target": "@Integer"}},
"x#ByColor": {"type": "map", "key": {"target": "x#Color"}, "value": {"target": "@Integer"}},
"x#DocumentByText": {"type": "map", "key": {"target": "@String"}, "value": {"target": "@Document"}},
"x#SecretByText": {"type": "map", "key": {"target": "@String"}, "value": {"target": "x#HiddenNumber"}}"#;

/// Returns a model with a structure whose only member is this one.
fn model(member: &str) -> model::Model {
    let pair = format!(r#""x#Thing": {{"type": "structure", "members": {{"value": {{{member}}}}}}}"#);
    // All targets exist in every model, so that nothing else differs.
    let all = TARGETS.iter().enumerate().map(|(index, target)| format!(r#", "m{index}": {{"target": "{target}"}}"#));
    let all: String = all.collect();
    let out = format!(r#""x#Out": {{"type": "structure", "members": {{"thing": {{"target": "x#Thing"}}{all}}}}}"#);
    load(&[SERVICE, &format!(r#"{{"smithy": "2.0", "shapes": {{{SHAPES},{pair},{out}}}}}"#)])
}

/// Returns a pair for every change of one member to another.
fn pairs(members: &[String]) -> Vec<Pair> {
    let models: Vec<(&String, model::Model)> = members.iter().map(|member| (member, model(member))).collect();
    let pair = |(old, before): &(&String, model::Model), (new, now): &(&String, model::Model)| Pair {
        name: format!("{old} that becomes {new}"),
        old: before.clone(),
        new: now.clone(),
        about: "Thing",
        programs: Vec::new(),
    };
    models.iter().flat_map(|old| models.iter().map(move |new| pair(old, new))).collect()
}

#[test]
fn the_compiler_agrees() {
    let required = |target: &&str| format!(r#""target": "{target}", "traits": {{"@required": {{}}}}"#);
    let mut all = pairs(&TARGETS.iter().map(required).collect::<Vec<_>>());
    all.extend(pairs(&PRESENCES.map(|presence| format!(r#""target": "@String"{presence}"#))));
    prove("arguments", &all);
}
