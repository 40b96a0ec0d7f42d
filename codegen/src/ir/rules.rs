//! Rules between the members of a structure, with their paths resolved to fields.

use super::Type;

/// The rules between the members of a structure.
#[derive(Debug)]
pub struct Rules {
    /// The function that checks them.
    pub function: String,
    /// The rules, in the order of the document.
    pub rules: Vec<Rule>,
    /// The members that belong together.
    pub discriminated: Option<Discriminated>,
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// The static's name.
    pub static_name: String,
    /// The name by which programs know it.
    pub id: String,
    /// Whether the service refuses a value that breaks it.
    pub error: bool,
    /// What must not be.
    pub when: Condition,
    /// The JSON pointer of the member that it is about.
    pub path: String,
    /// What a violation says.
    pub must: String,
    /// Where it is documented.
    pub source: String,
}

/// Something that is true or false of a structure.
#[derive(Debug)]
pub enum Condition {
    /// The member has a value.
    Set(Vec<Step>),
    /// The member has none.
    Unset(Vec<Step>),
    /// The member has one of these values.
    Is(Vec<Step>, Vec<Comparand>),
    /// Every one of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
}

/// A value that a member is compared with.
#[derive(Debug)]
pub enum Comparand {
    /// A boolean.
    Bool(bool),
    /// An integer.
    Integer(i64),
    /// Text.
    Text(String),
    /// A variant of an enum.
    Variant(String, String),
}

/// A member on the way from a structure to one in it.
#[derive(Clone, Debug)]
pub struct Step {
    /// The field's name.
    pub field: String,
    /// Whether it may be absent.
    pub optional: bool,
}

/// Members of which some belong together, and the type that takes their place.
#[derive(Debug)]
pub struct Discriminated {
    /// The static's name.
    pub static_name: String,
    /// The type's name.
    pub name: String,
    /// The name of the function that makes the structure of a variant.
    pub constructor: String,
    /// The name of that function's parameter.
    pub parameter: String,
    /// The name of that function's variable for the structure.
    pub value: String,
    /// The member that says which variant it is; without one, the parts say it.
    pub tag: Option<Tag>,
    /// The other required members of the structure, outside of the parts.
    pub arguments: Vec<(String, Type)>,
    /// The fields of all required members of the structure, in the order in which `new` takes them.
    pub order: Vec<String>,
    /// The structure that holds the parts, if they are no members of the structure itself: its field, and its type.
    pub holder: Option<(String, String)>,
    /// The parts.
    pub parts: Vec<Part>,
    /// The values of the tag that have no variant.
    pub without: Vec<String>,
    /// The variants, in the order of the tag's values.
    pub variants: Vec<TaggedVariant>,
}

/// A member that is a tag.
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
    /// What the variants call it.
    pub name: String,
    /// The way to it, in the model's names.
    pub path: Vec<String>,
    /// The way to it.
    pub steps: Vec<Step>,
    /// Its type.
    pub ty: String,
    /// Whether one of its members must be set.
    pub required: bool,
}

/// A variant of the type that takes the place of members that belong together.
#[derive(Debug)]
pub struct TaggedVariant {
    /// The variant, which is also that of the tag's enum, if there is a tag.
    pub name: String,
    /// The value of the tag, if there is one.
    pub value: Option<String>,
    /// The member of each part that belongs to it, in the model; `None` for a value of the tag that goes without.
    pub member: Option<String>,
    /// Rustdoc.
    pub docs: String,
    /// For each part, the field of that member and its type.
    pub fields: Vec<(String, String)>,
    /// The members that the variant can't do without: field and type.
    pub additions: Vec<(String, Type)>,
    /// The names of the constructor's variables for those members.
    pub bindings: Vec<String>,
}
