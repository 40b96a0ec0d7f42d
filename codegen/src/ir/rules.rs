//! Rules between the members of a structure, with paths resolved to fields.

use super::Type;

/// The rules between the members of a structure.
#[derive(Debug)]
pub struct Rules {
    /// The function that checks them.
    pub function: String,
    /// The rules, in the order of the document.
    pub rules: Vec<Rule>,
    /// The members that a discriminator governs.
    pub discriminated: Option<Discriminated>,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// The static's name.
    pub static_name: String,
    /// A stable identifier for programs.
    pub id: String,
    /// Whether the service refuses a value that violates it.
    pub error: bool,
    /// The condition of a violation.
    pub when: Condition,
    /// The JSON pointer of the member concerned.
    pub path: String,
    /// The text of a violation after "Member must".
    pub must: String,
    /// The source that documents it.
    pub source: String,
}

/// A condition on a structure.
#[derive(Debug)]
pub enum Condition {
    /// The member is set.
    Set(Vec<Step>),
    /// The member is not set.
    Unset(Vec<Step>),
    /// The member has one of these values.
    Is(Vec<Step>, Vec<Comparand>),
    /// All of these conditions are true.
    All(Vec<Condition>),
    /// At least one of these conditions is true.
    Any(Vec<Condition>),
    /// This condition is false.
    Not(Box<Condition>),
}

/// A value that a member is compared with.
#[derive(Debug)]
pub enum Comparand {
    /// A boolean.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// A string.
    Text(String),
    /// A variant of an enum.
    Variant(String, String),
}

/// A step of a path from a structure to a member within it.
#[derive(Clone, Debug)]
pub struct Step {
    /// The field's name.
    pub field: String,
    /// Whether it may be absent.
    pub optional: bool,
}

/// A discriminator with its members, and the enum that replaces them.
#[derive(Debug)]
pub struct Discriminated {
    /// The static's name.
    pub static_name: String,
    /// The type's name.
    pub name: String,
    /// The name of the constructor with a variant as argument.
    pub constructor: String,
    /// The name of that function's parameter.
    pub parameter: String,
    /// The name of that function's variable for the structure.
    pub value: String,
    /// The tag; without one, the parts decide the variant.
    pub tag: Option<Tag>,
    /// The required members of the structure that are not parts.
    pub arguments: Vec<(String, Type)>,
    /// The fields of all required members of the structure, in the order in which `new` takes them.
    pub order: Vec<String>,
    /// The field and the type of the structure that contains the parts, if they are not members of the structure
    /// itself.
    pub holder: Option<(String, String)>,
    /// The parts.
    pub parts: Vec<Part>,
    /// The values of the tag that have no variant.
    pub without: Vec<String>,
    /// The variants, in the order of the tag's values.
    pub variants: Vec<TaggedVariant>,
}

/// The member that is the tag.
#[derive(Debug)]
pub struct Tag {
    /// Its name in the model.
    pub name: String,
    /// Its field.
    pub field: String,
    /// Its enum.
    pub ty: String,
    /// Whether it may be absent.
    pub optional: bool,
}

/// A structure with one member for each variant.
#[derive(Debug)]
pub struct Part {
    /// Its name in the variants.
    pub name: String,
    /// The path to it, in the model's names.
    pub path: Vec<String>,
    /// The path to it.
    pub steps: Vec<Step>,
    /// Its type.
    pub ty: String,
    /// Whether one of its members must be set.
    pub required: bool,
}

/// A variant of the enum that replaces a discriminator and its members.
#[derive(Debug)]
pub struct TaggedVariant {
    /// The variant's name; if there is a tag, the tag's enum has a variant of the same name.
    pub name: String,
    /// The value of the tag, if there is one.
    pub value: Option<String>,
    /// The member of each part, in the model; `None` for a value of the tag without a member.
    pub member: Option<String>,
    /// Rustdoc.
    pub docs: String,
    /// For each part, the field of that member and its type.
    pub fields: Vec<(String, String)>,
    /// The additional members that the variant requires: field and type.
    pub additions: Vec<(String, Type)>,
    /// The names of the constructor's variables for those members.
    pub bindings: Vec<String>,
}
