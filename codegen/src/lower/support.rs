//! Finds the unsupported features in the service's closure, each by its name and place.

use model::{Member, Shape, ShapeKind, SmithyTrait, traits};

use super::context::{Context, Role};
use super::problem::Problem;
use super::schemas::constraints::unchecked_patterns;
use super::{Lowering, authentication, checksums, enums, literals, pagination, protocol, streams};

/// The maximum number of members of one structure, which the runtime can track.
const MAX_MEMBERS: usize = 512;
/// The maximum nesting of lists and maps.
const MAX_NESTING: usize = 32;

impl Lowering<'_> {
    /// Reports everything that is not supported.
    pub fn check(&mut self) {
        let (context, problems) = (&self.context, &mut self.problems);
        problems.extend(protocol::check(context.model, context.service));
        for operation in &context.operations {
            problems.extend(authentication::problem(context, operation));
            pagination::check(context, operation, problems);
        }
        for shape in context.shapes() {
            self::shape(context, shape, problems);
            key(context, shape, problems);
            for member in shape.members() {
                default(context, shape, member, problems);
                streams::check(context, shape, member, problems);
            }
        }
    }

    /// Reports lists and maps that are nested too deeply to be written as types. Returns `false` if there are any,
    /// because nothing else can be lowered then.
    pub fn check_nesting(&mut self) -> bool {
        let before = self.problems.len();
        for shape in self.context.shapes() {
            for member in shape.members() {
                nesting(&self.context, shape, member, &mut self.problems);
            }
        }
        self.problems.len() == before
    }
}

/// Returns the features that are not generated but do not affect calls, one line each.
pub fn omissions(context: &Context<'_>) -> Vec<String> {
    let patterns = unchecked_patterns(context);
    let unpaged = context.operations.iter().filter_map(|shape| pagination::omission(context, shape));
    checksums::omissions(context).into_iter().chain(patterns).chain(unpaged).collect()
}

fn shape(context: &Context<'_>, shape: &Shape, problems: &mut Vec<Problem>) {
    match &shape.kind {
        ShapeKind::Structure(members) | ShapeKind::Union(members) if members.len() > MAX_MEMBERS => {
            let problem = format!("{} members are not supported", members.len());
            problems.push(Problem::unsupported(&shape.place, &shape.id, problem, format!("at most {MAX_MEMBERS}")));
        }
        _ => {}
    }
    if context.role(&shape.id) != Role::Nested && matches!(shape.kind, ShapeKind::Union(_)) {
        let problem = "a union as input, output or error is not supported";
        problems.push(Problem::unsupported(&shape.place, &shape.id, problem, "a structure"));
    }
}

/// Reports a default that can't be written as Rust: ignoring it would change the meaning of an absent member.
fn default(context: &Context<'_>, shape: &Shape, member: &Member, problems: &mut Vec<Problem>) {
    let applied = member.traits.applied(traits::DefaultValue::ID).filter(|applied| !applied.value.is_null());
    let (Some(applied), Some(target)) = (applied, context.target(member)) else { return };
    if literals::default(target, &applied.value).is_none() {
        let problem = format!("a default of `{}` is not supported", applied.value);
        let expected = "a value that is written as its shape is in JSON";
        problems.push(Problem::unsupported(&applied.place, &shape.id.with_member(&member.name), problem, expected));
    }
}

/// Reports a sensitive enum as a key of a map: ordering reveals a secret, so only strings, which need an order anyway,
/// may be both.
fn key(context: &Context<'_>, shape: &Shape, problems: &mut Vec<Problem>) {
    let ShapeKind::Map { key, .. } = &shape.kind else { return };
    let secret = |target: &&Shape| target.traits.has::<traits::Sensitive>() && enums::is_words(target);
    if context.target(key).filter(secret).is_some() {
        let problem = "a sensitive enum as the key of a map is not supported";
        problems.push(Problem::unsupported(
            &key.place,
            &shape.id,
            problem,
            "a string or an enum that is not sensitive",
        ));
    }
}

fn nesting(context: &Context<'_>, shape: &Shape, member: &Member, problems: &mut Vec<Problem>) {
    let mut target = context.target(member);
    for _ in 0..=MAX_NESTING {
        target = match target.map(|target| &target.kind) {
            Some(ShapeKind::List(member) | ShapeKind::Set(member) | ShapeKind::Map { value: member, .. }) => {
                context.target(member)
            }
            _ => return,
        };
    }
    let problem = format!("lists and maps nested more than {MAX_NESTING} levels deep are not supported");
    problems.push(Problem::unsupported(&member.place, &shape.id, problem, "structures between them"));
}
