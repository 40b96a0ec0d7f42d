//! Selectors, which define where a trait may be applied.
//!
//! Supported are names of types (and `*`, `member`, `simpleType`, `number`, `collection`), `:is`, `:not`, `:test`,
//! `[trait|…]`, `[id=…]`, `[id|name=…]`, `[id|namespace=…]`, `[id|member=…]`, `>`, and `-[…]->` for references between
//! shapes. The selection of a selector that uses other features, or takes more than [`FUEL`] steps, is unknown.

mod evaluate;
mod parse;

use std::collections::HashMap;

use self::evaluate::Selection;
use super::context::{Context, Site};

/// The maximum number of sites visited for one selector.
const FUEL: u64 = 50_000_000;

/// The maximum nesting depth of functions in a selector.
const DEEPEST: usize = 32;

/// The selections of selectors in a model.
pub(super) struct Selectors<'c, 'm> {
    context: &'c Context<'m>,
    /// The selections by the text of their selector; `None` if the selection is unknown.
    selections: HashMap<String, Option<Selection>>,
}

/// A sequence of steps.
struct Selector(Vec<Step>);

enum Step {
    /// Keeps sites of a type.
    Kind(String),
    /// Keeps sites with that trait.
    Trait(String),
    /// Keeps sites with such an id.
    Id(Part, String),
    /// Continues with the sites that any of the selectors selects.
    Is(Vec<Selector>),
    /// Keeps sites for which none of the selectors selects anything.
    Not(Vec<Selector>),
    /// Keeps sites for which one of the selectors selects anything.
    Test(Vec<Selector>),
    /// Continues with the sites that a site refers to, optionally only by relationships of these names.
    Neighbors(Option<Vec<String>>),
}

#[derive(Clone, Copy)]
enum Part {
    Whole,
    Namespace,
    Name,
    Member,
}

impl<'c, 'm> Selectors<'c, 'm> {
    pub fn new(context: &'c Context<'m>) -> Self {
        Self { context, selections: HashMap::new() }
    }

    /// Returns whether a selector selects a site, or `None` if that is unknown.
    pub fn selects(&mut self, selector: &str, site: &Site<'m>) -> Option<bool> {
        if !self.selections.contains_key(selector) {
            let parsed = parse::parse(selector);
            let selection = parsed.and_then(|parsed| evaluate::select(self.context, &parsed));
            self.selections.insert(selector.to_string(), selection);
        }
        let selection = self.selections.get(selector)?.as_ref()?;
        Some(selection.contains(site))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::document::Document;

    const MODEL: &str = r##"{"smithy": "2.0", "shapes": {
        "a#S": {"type": "service", "operations": [{"target": "a#O"}]},
        "a#O": {"type": "operation", "input": {"target": "a#I"}, "errors": [{"target": "a#E"}]},
        "a#I": {"type": "structure", "members": {
            "s": {"target": "smithy.api#String", "traits": {"smithy.api#required": {}}},
            "n": {"target": "a#N"}, "l": {"target": "a#L"}, "m": {"target": "a#M"}}},
        "a#E": {"type": "structure", "traits": {"smithy.api#error": "client"}},
        "a#L": {"type": "list", "member": {"target": "a#V"}},
        "a#M": {"type": "map", "key": {"target": "smithy.api#String"}, "value": {"target": "a#N"}},
        "a#N": {"type": "intEnum", "members": {"X": {"target": "smithy.api#Unit", "traits": {"smithy.api#enumValue": 1}}}},
        "a#V": {"type": "enum", "members": {"Y": {"target": "smithy.api#Unit"}}}}}"##;

    #[track_caller]
    fn check(selector: &str, expect: &str) {
        let model = crate::load(&[Document { name: "m".into(), bytes: MODEL.into() }]).unwrap();
        let broken = BTreeSet::new();
        let context = Context::new(&model, &broken);
        let mut selectors = Selectors::new(&context);
        let mut selected = Vec::new();
        for site in context.sites() {
            match selectors.selects(selector, &site) {
                Some(true) => selected.push(site.id().as_str().trim_start_matches("a#").to_string()),
                Some(false) => {}
                None => selected = vec!["unknown".to_string()],
            }
        }
        assert_eq!(selected.join(" "), expect);
    }

    #[test]
    fn types() {
        check("*", "E I I$s I$n I$l I$m L L$member M M$key M$value N N$X O S V V$Y");
        check("structure", "E I");
        check("string", "V");
        check("integer", "N");
        check("number", "N");
        check("simpleType", "N V");
        check("collection", "L");
        check("member", "I$s I$n I$l I$m L$member M$key M$value N$X V$Y");
        check("service", "S");
    }

    #[test]
    fn steps() {
        check("structure > member", "I$s I$n I$l I$m");
        check("structure > member[trait|required]", "I$s");
        check("structure[trait|smithy.api#error]", "E");
        check(":is(list, map)", "L M");
        check("string :not(enum)", "");
        check(":not(member):not(:is(structure,operation))", "L M N S V");
        check(":test(number, member > number)", "I$n M$value N");
        check("structure > :test(member > :test(string, list > member > string))", "I$s I$l");
        check("structure > member :test(> map > member[id|member=value] > integer)", "I$m");
        check("operation -[input, output]-> structure > member :test(> string)", "I$s");
        check("operation -[error]-> structure", "E");
        check("service > operation", "O");
        check("[id=a#I]", "I");
        check("[id|namespace=b]", "");
        check("[id|name='L']", "L L$member");
        check("structure\n\t>\nmember [trait | required]", "I$s");
    }

    #[test]
    fn unknown_selectors() {
        let unknown = [
            "",
            "foo",
            "structure > ",
            "~> member",
            "< structure",
            "<-[input]- structure",
            "[trait|a",
            ":is(",
            ":is()",
            ":foo(string)",
            "-[foo]-> member",
            "$x(*)",
            "[id|foo=a]",
            "[id^=a]",
            "string)",
            "structure ! member",
        ];
        for selector in unknown {
            check(selector, "unknown");
        }
        check(&":is(".repeat(33), "unknown");
        check(&format!("{}structure{}", ":is(".repeat(32), ")".repeat(32)), "E I");
        check(&format!("{}structure{}", ":is(".repeat(33), ")".repeat(33)), "unknown");
    }
}
