//! Compares the verdicts on pairs of models with the compiler.

use std::collections::BTreeSet;

use codegen::compatibility::{Bump, Difference, Item, differences, items};
use model::Model;

use super::compiler::Compiler;
use super::options;

/// A model before and after an edit.
pub struct Pair {
    /// The name of the edit.
    pub name: String,
    pub old: Model,
    pub new: Model,
    /// The prefix of the paths of the items to compile.
    pub about: &'static str,
    /// Code that users may have written, each with whether it still compiles.
    pub programs: Vec<(&'static str, bool)>,
}

/// A line that compiles against the old crates.
struct Claim {
    /// The message if the claim is wrong.
    shown: String,
    /// The line with the old crates, and with the new ones.
    lines: [String; 2],
    compiles: bool,
}

/// Compiles all public items of the old crates of each pair against both of its sides.
pub fn prove(name: &str, pairs: &[Pair]) {
    let mut compiler = Compiler::new(name);
    let mut claims = Vec::new();
    let mut known: Vec<(&Model, String)> = Vec::new();
    for pair in pairs {
        let [old, new] = [&pair.old, &pair.new].map(|model| add(&mut compiler, &mut known, model));
        claims.extend(self::claims(pair, &old, &new));
    }
    let lines: BTreeSet<&str> = claims.iter().flat_map(|claim| &claim.lines).map(String::as_str).collect();
    let failing = compiler.failing(&lines.into_iter().collect::<Vec<_>>());
    let wrong: Vec<String> = claims.iter().filter_map(|claim| wrong(claim, &failing)).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), claims.len(), wrong.join("\n"));
}

/// Returns the module of a model's crates, which are generated once.
fn add<'p>(compiler: &mut Compiler, known: &mut Vec<(&'p Model, String)>, model: &'p Model) -> String {
    if let Some((_, module)) = known.iter().find(|(known, _)| *known == model) {
        return module.clone();
    }
    let module = format!("model_{}", known.len());
    let files = codegen::generate(model, &options()).expect("the model is supported");
    compiler.add(&module, &files);
    known.push((model, module.clone()));
    module
}

/// Describes why a claim is wrong; `None` if it is right.
fn wrong(claim: &Claim, failing: &BTreeSet<&str>) -> Option<String> {
    let [old, new] = claim.lines.each_ref().map(|line| !failing.contains(line.as_str()));
    let what = match (old, new) {
        (true, new) if new == claim.compiles => return None,
        (false, _) => "does not compile against the old crates",
        (true, true) => "still compiles",
        (true, false) => "does not compile any longer",
    };
    Some(format!("{}\n    {what}: {}", claim.shown, claim.lines[0]))
}

fn claims(pair: &Pair, old: &str, new: &str) -> Vec<Claim> {
    let options = options();
    let items = items(&pair.old, &options).expect("the old model is supported");
    let differences = differences(&pair.old, &pair.new, &options).expect("both models are supported");
    let broken: BTreeSet<&str> = differences.iter().filter(|one| breaks(one)).map(|one| one.path.as_str()).collect();
    let is_broken = |item: &Item| {
        let is_owner_broken = item.owner.as_deref().is_some_and(|owner| broken.contains(owner));
        broken.contains(item.path.as_str()) || is_owner_broken
    };
    let types: BTreeSet<&str> =
        items.iter().filter(|item| item.owner.is_none()).map(|item| item.path.as_str()).collect();
    let of_items =
        items.iter().filter(|item| item.path.starts_with(pair.about) && !item.line.code.is_empty()).map(|item| {
            let given: Vec<String> = item.line.given.iter().map(|(name, ty)| format!("{name}: {ty}")).collect();
            let (given, code) = (given.join(", "), &item.line.code);
            let lines = [old, new].map(|module| function(module, &types, &given, code));
            Claim { shown: format!("{}: `{}`: {code}", pair.name, item.path), lines, compiles: !is_broken(item) }
        });
    let of_programs = pair.programs.iter().map(|(code, compiles)| {
        let lines = [old, new].map(|module| function(module, &types, "", code));
        Claim { shown: format!("{}: {code}", pair.name), lines, compiles: *compiles }
    });
    of_items.chain(of_programs).collect()
}

/// Returns `true` if the difference says that code no longer compiles; a breaking difference without a witness
/// compiles.
fn breaks(difference: &Difference) -> bool {
    assert!(difference.witness.is_none() || difference.bump == Bump::Major, "{difference:?}");
    difference.witness.is_some()
}

/// Returns the code as a function on one line, with only the imports that it needs from a module.
fn function(module: &str, types: &BTreeSet<&str>, given: &str, code: &str) -> String {
    let text = format!("{given} {code}");
    let words: BTreeSet<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let imports = words.iter().filter_map(|word| match *word {
        "BTreeMap" => Some("use std::collections::BTreeMap;".to_owned()),
        "Duration" => Some("use std::time::Duration;".to_owned()),
        "Items" | "Pages" | "Wait" => Some(format!("use tinsmith_client::{word};")),
        "Client" => Some(format!("use generated::{module}::client::Client;")),
        "Blob" | "Document" | "Secret" | "Timestamp" | "Unit" | "UnknownMember" => {
            Some(format!("use tinsmith_types::{word};"))
        }
        // The marker of the service is in the client.
        "Example" | "Sample" => Some(format!("use generated::{module}::client::{word};")),
        word => types.contains(word).then(|| format!("use generated::{module}::types::{word};")),
    });
    let imports: String = imports.collect();
    let code = code.replace('\n', " ").replace("use types::*;", &format!("use generated::{module}::types::*;"));
    if code.contains(".await") {
        let error = format!("generated::{module}::client::Error");
        return format!(
            "const _: () = {{ {imports} async fn _f({given}) -> ::std::result::Result<(), {error}> {{ {code} ::std::result::Result::Ok(()) }} }};"
        );
    }
    format!("const _: () = {{ {imports} fn _f({given}) {{ {code} }} }};")
}
