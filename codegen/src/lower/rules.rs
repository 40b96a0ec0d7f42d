//! Lowers rules between members: two traits in the project's namespace.
//!
//! Paths are resolved to fields here, so that the emitted code accesses fields directly.

mod discriminated;

use model::{AppliedTrait, Shape, ShapeKind, SmithyTrait, extensions};
use serde::Deserialize;
use serde_json::Value;

use super::context::Context;
use super::problem::Problem;
use super::schemas::Schemas;
use super::{Lowering, enums, streams, structures};
use crate::ir::{self, Comparand, Condition, Presence, Step};

/// The rules of a structure.
#[derive(Deserialize)]
struct RulesTrait(Vec<RuleTrait>);

impl SmithyTrait for RulesTrait {
    const ID: &'static str = extensions::RULES;
}

#[derive(Deserialize)]
struct RuleTrait {
    id: String,
    severity: Severity,
    when: ConditionTrait,
    path: String,
    must: String,
    source: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Severity {
    Error,
    Warning,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum ConditionTrait {
    Set(String),
    Unset(String),
    Is { path: String, values: Vec<Value> },
    All(Vec<ConditionTrait>),
    Any(Vec<ConditionTrait>),
    Not(Box<ConditionTrait>),
}

impl Lowering<'_> {
    /// Lowers the rules of a structure, if it has any, and reports the paths that lead to no member.
    pub fn rules(&mut self, shape: &Shape) -> Option<ir::Rules> {
        let applied = shape.traits.applied(RulesTrait::ID);
        let rules = applied.map(|applied| self.rules_of(shape, applied));
        let discriminated = self.discriminated(shape);
        if applied.is_none() && discriminated.is_none() {
            return None;
        }
        let function = self.context.naming.function(&shape.id);
        Some(ir::Rules { function, rules: rules.unwrap_or_default(), discriminated })
    }

    fn rules_of(&mut self, shape: &Shape, applied: &AppliedTrait) -> Vec<ir::Rule> {
        let Self { context, schemas, problems } = self;
        match RulesTrait::deserialize(&applied.value) {
            Ok(rules) => {
                let mut resolver = Resolver { context, schemas, shape, applied, problems };
                rules.0.into_iter().filter_map(|rule| resolver.rule(rule)).collect()
            }
            Err(error) => {
                let problem = format!("`{}` can't be read: {error}", RulesTrait::ID);
                problems.push(Problem::value(applied, shape, "", problem, "a list of rules"));
                Vec::new()
            }
        }
    }
}

/// Resolves the paths in the rules of one structure.
struct Resolver<'a, 'm> {
    context: &'a Context<'m>,
    schemas: &'a mut Schemas,
    shape: &'a Shape,
    applied: &'a AppliedTrait,
    problems: &'a mut Vec<Problem>,
}

impl<'m> Resolver<'_, 'm> {
    fn rule(&mut self, rule: RuleTrait) -> Option<ir::Rule> {
        let (when, path) = (self.condition(rule.when), self.steps(&rule.path));
        path?;
        Some(ir::Rule {
            static_name: self.schemas.claim_static(&rule.id),
            error: matches!(rule.severity, Severity::Error),
            when: when?,
            id: rule.id,
            path: rule.path,
            must: rule.must,
            source: rule.source,
        })
    }

    fn condition(&mut self, condition: ConditionTrait) -> Option<Condition> {
        Some(match condition {
            ConditionTrait::Set(path) => Condition::Set(self.steps(&path)?.0),
            ConditionTrait::Unset(path) => Condition::Unset(self.steps(&path)?.0),
            ConditionTrait::Is { path, values } => {
                let (steps, target) = self.steps(&path)?;
                let values = values.iter().map(|value| self.comparand(target, value)).collect::<Option<_>>()?;
                Condition::Is(steps, values)
            }
            ConditionTrait::All(conditions) => Condition::All(self.conditions(conditions)?),
            ConditionTrait::Any(conditions) => Condition::Any(self.conditions(conditions)?),
            ConditionTrait::Not(condition) => Condition::Not(Box::new(self.condition(*condition)?)),
        })
    }

    fn conditions(&mut self, conditions: Vec<ConditionTrait>) -> Option<Vec<Condition>> {
        conditions.into_iter().map(|condition| self.condition(condition)).collect()
    }

    /// Returns the fields on the path, and the shape at its end.
    fn steps(&mut self, path: &str) -> Option<(Vec<Step>, &'m Shape)> {
        let resolved = resolve(self.context, self.shape, path);
        if resolved.is_none() {
            self.problem(format!("path `{path}` leads to no member"), "a JSON pointer of member names");
        }
        resolved
    }

    fn comparand(&mut self, target: &Shape, value: &Value) -> Option<Comparand> {
        let comparand = match (&target.kind, value) {
            (ShapeKind::Boolean, Value::Bool(value)) => Some(Comparand::Bool(*value)),
            (ShapeKind::Byte | ShapeKind::Short | ShapeKind::Integer | ShapeKind::Long, Value::Number(number)) => {
                number.as_i64().map(Comparand::Integer)
            }
            (_, Value::String(word)) if enums::is_words(target) => enums::variant_of(target, word)
                .map(|variant| Comparand::Variant(self.context.naming.type_name(&target.id), variant)),
            (ShapeKind::String, Value::String(text)) => Some(Comparand::Text(text.clone())),
            _ => None,
        };
        if comparand.is_none() {
            self.problem(format!("{value} is not a value of `{}`", target.id), "a value in the model");
        }
        comparand
    }

    fn problem(&mut self, problem: String, expected: &str) {
        self.problems.push(Problem::value(self.applied, self.shape, "", problem, expected));
    }
}

/// Returns the fields on the path from a structure to a member below it, and the shape at its end.
fn resolve<'m>(context: &Context<'m>, shape: &Shape, path: &str) -> Option<(Vec<Step>, &'m Shape)> {
    let mut steps = Vec::new();
    let mut names = path.strip_prefix('/')?.split('/');
    let (step, mut target) = step(context, shape, names.next()?)?;
    steps.push(step);
    for name in names {
        let (step, next) = self::step(context, target, name)?;
        steps.push(step);
        target = next;
    }
    Some((steps, target))
}

fn step<'m>(context: &Context<'m>, shape: &Shape, name: &str) -> Option<(Step, &'m Shape)> {
    let ShapeKind::Structure(members) = &shape.kind else { return None };
    let index = members.iter().position(|member| member.name == name && !streams::is_stream(context, member))?;
    let field = context.fields(shape).into_iter().nth(index)?;
    let optional = matches!(structures::presence(context, shape, &members[index]), Presence::Optional);
    Some((Step { field, optional }, context.target(&members[index])?))
}
