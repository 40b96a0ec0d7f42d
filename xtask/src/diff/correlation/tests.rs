use model::Document;

use super::*;

const OLD: &str = r##"{
  "smithy": "2.0",
  "shapes": {
    "x#S": { "type": "service", "version": "1", "operations": [{ "target": "x#Do" }] },
    "x#Do": { "type": "operation", "input": { "target": "x#In" } },
    "x#In": { "type": "structure", "members": { "a": { "target": "smithy.api#String" }, "b": { "target": "smithy.api#String" } } },
    "x#Gone": { "type": "string" }
  }
}"##;

fn side(name: &str, text: &str) -> ComparedModel {
    let document = Document { name: name.into(), bytes: text.into() };
    let model = model::load(&[document]).unwrap();
    ComparedModel::new(model, vec![name.to_owned()], name)
}

fn models() -> ModelPair {
    let new = OLD
        .replace(", \"b\": { \"target\": \"smithy.api#String\" }", "")
        .replace("\n    \"x#Gone\"", "\n\n    \"x#Kept\"");
    ModelPair { old: side("old.json", OLD), new: side("new.json", &new), revision: None, left_out: Vec::new() }
}

fn change(rule: &'static str, shape: &str, document: &str) -> Change {
    let place = Place { document: document.into(), line: 6, column: 90 };
    let (shape, what) = (ShapeId::new(shape), "changed".to_owned());
    let (wire, validation) = (Verdict::Safe, Validation::Same);
    Change {
        rule,
        shape,
        place,
        what,
        old: None,
        new: None,
        wire,
        reason: None,
        validation,
        code: None,
        security: None,
    }
}

fn rust(shape: &str, bump: Bump) -> RustChange {
    let (item, what) = ("I".to_owned(), "is removed".to_owned());
    RustChange { shape: ShapeId::new(shape), item, what, witness: None, bump }
}

#[track_caller]
fn check(changes: Vec<Change>, rust: Vec<RustChange>, expect: &[&str]) -> usize {
    let correlated = correlate(changes, rust, &models());
    let line = |finding: &Finding| {
        let has_rust = finding.verdicts.as_ref().is_some_and(|verdicts| verdicts.rust.is_some());
        format!("{} {} {:?} {has_rust} {}", finding.rule, finding.shape, finding.level, finding.anchor)
    };
    assert_eq!(correlated.findings.iter().map(line).collect::<Vec<_>>(), expect);
    correlated.documentation
}

#[test]
fn changes_are_joined_by_shape() {
    let changes = || vec![change("r", "x#In$a", "new.json"), change("s", "x#In$a", "new.json")];
    let one = ["r x#In$a Breaking true new.json:6:90", "s x#In$a Safe false new.json:6:90"];
    check(changes(), vec![rust("x#In$a", Bump::Major)], &one);
    let two = ["r x#In$a Safe true new.json:6:90", "s x#In$a Breaking true new.json:6:90"];
    check(changes(), vec![rust("x#In$a", Bump::Minor), rust("x#In$a", Bump::Major)], &two);
}

#[test]
fn a_rename_is_one_finding() {
    let mut renamed = change("member-renamed", "x#In$b", "new.json");
    renamed.old = Some("c".into());
    let gone = RustChange { witness: Some("it.c;".into()), ..rust("x#In$c", Bump::Major) };
    let correlated = correlate(vec![renamed], vec![gone, rust("x#In$b", Bump::Minor)], &models());
    assert_eq!(correlated.findings.len(), 1);
    let verdict = correlated.findings[0].verdicts.as_ref().unwrap().rust.as_ref().unwrap();
    assert_eq!((verdict.bump, verdict.witness.as_deref()), (Bump::Major, Some("it.c;")));
    assert_eq!(correlated.findings[0].level, Verdict::Breaking);
}

#[test]
fn changes_of_rust_alone_are_findings() {
    let in_shape = ["rust-item-changed x#In Breaking true new.json:6:5"];
    check(vec![], vec![rust("x#In", Bump::Major)], &in_shape);
    let gone = ["rust-item-changed x#Gone Safe true new.json:4:5"];
    check(vec![], vec![rust("x#Gone", Bump::Minor)], &gone);
    let nowhere = ["rust-item-changed y#Z Safe true new.json:1:1"];
    check(vec![], vec![rust("y#Z", Bump::Minor)], &nowhere);
    check(vec![], vec![rust("x#In", Bump::Patch), rust("y#Z", Bump::None)], &[]);
}

#[test]
fn removed_members_are_shown_at_their_old_place() {
    check(
        vec![change("member-removed", "x#In$b", "old.json")],
        vec![],
        &["member-removed x#In$b Safe false new.json:6:5"],
    );
    check(
        vec![change("shape-removed", "x#Gone", "old.json")],
        vec![],
        &["shape-removed x#Gone Safe false new.json:4:5"],
    );
}

#[test]
fn documentation_is_counted() {
    let changes = vec![change(DOCUMENTATION, "x#In", "new.json"), change(DOCUMENTATION, "x#In$a", "new.json")];
    assert_eq!(check(changes, vec![], &[]), 2);
}

#[test]
fn the_worst_verdict_counts() {
    let level = |edit: fn(&mut Change)| {
        let mut change = change("r", "x#In", "new.json");
        edit(&mut change);
        correlate(vec![change], vec![], &models()).findings.remove(0).level
    };
    assert_eq!(level(|_| {}), Verdict::Safe);
    assert_eq!(level(|change| change.wire = Verdict::Breaking), Verdict::Breaking);
    assert_eq!(level(|change| change.wire = Verdict::Risky), Verdict::Risky);
    assert_eq!(level(|change| change.security = Some("s".into())), Verdict::Risky);
    assert_eq!(level(|change| change.validation = Validation::Tightened { refused: None }), Verdict::Risky);
    assert_eq!(level(|change| change.validation = Validation::Relaxed { accepted: None }), Verdict::Safe);
    assert_eq!(level(|change| change.validation = Validation::Unknown("r".into())), Verdict::Risky);
    assert_eq!(bump(&[]), Bump::None);
    assert_eq!(bump(&[rust("x#In", Bump::Patch), rust("x#In", Bump::Major)]), Bump::Major);
}
