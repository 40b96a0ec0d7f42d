//! The rules that give a service's endpoint, typed and with Rust names, and the tests of them.
//!
//! Invariant: every rule can match; what always holds is no condition; a variable that is declared is used; only the
//! last rule of a list has no conditions.

/// The rules of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleSet {
    /// Parameters that have a value before any rule is looked at.
    pub parameters: Vec<Parameter>,
    /// The rules; the first that matches decides.
    pub rules: Vec<Rule>,
}

/// A parameter that must be set, or has a default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// What holds it.
    pub variable: Variable,
    /// Where it is taken from.
    pub source: Source,
    /// What it is otherwise.
    pub otherwise: Otherwise,
}

/// What happens without a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// It has this value.
    Default(Value),
    /// There is no endpoint, for this reason.
    Error(String),
}

/// The source of a parameter's value: a setting of the client, or something that a call brings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The region, a text that may be absent.
    Region,
    /// The URL instead of the service's own, a text that may be absent.
    Endpoint,
    /// Whether FIPS is wanted.
    UseFips,
    /// Whether IPv6 is wanted.
    UseDualStack,
    /// Another text of this name, which may be absent.
    Text(String),
    /// Another boolean of this name, which may be absent.
    Flag(String),
    /// A list of texts of this name, which may be absent.
    Texts(String),
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// True or false.
    Flag(bool),
    /// A list of texts.
    Texts(Vec<String>),
}

/// Conditions, and what they lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Where it is in the model, such as `rules[1].rules[0]`.
    pub place: String,
    /// All must hold, the first first.
    pub conditions: Vec<Condition>,
    /// What they lead to.
    pub outcome: Outcome,
}

/// What must hold, or a name for what later conditions need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A boolean is true.
    Holds(Expression),
    /// A value is there; inside the rule it has a name.
    Binds(Variable, Expression),
    /// A name for a value that is always there.
    Names(Variable, Expression),
}

/// A value with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// The type of its value.
    pub ty: Type,
}

/// What a rule leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An endpoint.
    Endpoint(Box<Endpoint>),
    /// An error with this text.
    Error(Expression),
    /// More rules. None of them may match; then there is no endpoint.
    Rules(Vec<Rule>),
}

/// An endpoint whose parts are expressions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The URL.
    pub url: Expression,
    /// Headers and their values.
    pub headers: Vec<(String, Vec<Expression>)>,
    /// The region to sign for.
    pub signing_region: Option<Expression>,
    /// The name to sign for.
    pub signing_name: Option<Expression>,
    /// Whether the path is signed as it is.
    pub disable_double_encoding: bool,
    /// The authentication schemes that it demands, where the client knows none of them.
    pub unsupported_schemes: Option<String>,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A text.
    String,
    /// True or false.
    Boolean,
    /// A whole number of at least 0.
    Integer,
    /// A partition of AWS.
    Partition,
    /// The parts of a URL.
    Url,
    /// The parts of an ARN.
    Arn,
    /// A list of texts.
    Texts,
    /// The texts that a text was divided into.
    Parts,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// A text as it stands.
    Text(String),
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(u32),
    /// A parameter as it is given: a text is optional, a boolean is not.
    Parameter(Source),
    /// A value with a name.
    Variable(Variable),
    /// Texts, one after the other.
    Concatenation(Vec<Expression>),
    /// Whether an optional value is there.
    IsSet(Box<Expression>),
    /// The opposite of a boolean.
    Not(Box<Expression>),
    /// Whether two texts or two booleans are the same.
    Equal(Box<Expression>, Box<Expression>),
    /// A part of a partition, URL or ARN.
    Attribute(Box<Expression>, Attribute),
    /// An optional part of an ARN's resource; a negative index counts from the end.
    ResourceId(Box<Expression>, i32),
    /// An optional entry of a list of texts; a negative index counts from the end.
    Element(Box<Expression>, i32),
    /// An optional one of the parts of a text; a negative index counts from the end.
    Part(Box<Expression>, i32),
    /// The first of these optional values that is there.
    Coalesce(Vec<Expression>),
    /// The optional value if it is there, or else the other.
    Default(Box<Expression>, Box<Expression>),
    /// One of two values of one kind, by a boolean.
    Choice(Box<Expression>, Box<Expression>, Box<Expression>),
    /// A value that is there in place of an optional one.
    Present(Box<Expression>),
    /// The result of a function.
    Call(Function, Vec<Expression>),
}

/// A part of a value of the rules engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    /// A part of a partition.
    Partition(PartitionPart),
    /// A part of a URL.
    Url(UrlPart),
    /// A part of an ARN.
    Arn(ArnPart),
}

/// A part of a partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartitionPart {
    /// `name`
    Name,
    /// `dnsSuffix`
    DnsSuffix,
    /// `dualStackDnsSuffix`
    DualStackDnsSuffix,
    /// `supportsFIPS`
    SupportsFips,
    /// `supportsDualStack`
    SupportsDualStack,
    /// `implicitGlobalRegion`
    ImplicitGlobalRegion,
}

/// A part of a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlPart {
    /// `scheme`
    Scheme,
    /// `authority`
    Authority,
    /// `path`
    Path,
    /// `normalizedPath`, which the runtime computes
    NormalizedPath,
    /// `isIp`
    IsIp,
}

/// A part of an ARN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArnPart {
    /// `partition`
    Partition,
    /// `service`
    Service,
    /// `region`
    Region,
    /// `accountId`
    AccountId,
}

/// A function of the runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// A part of a text, if it is long enough.
    Substring,
    /// The parts of a URL, if it is one.
    ParseUrl,
    /// The parts of a text between delimiters.
    Split,
    /// Whether a text is a label of a host name.
    IsValidHostLabel,
    /// A text for a URL.
    UriEncode,
    /// The partition of a region.
    Partition,
    /// The parts of an ARN, if it is one.
    ParseArn,
    /// Whether a bucket's name is a label of a host name.
    IsVirtualHostableS3Bucket,
}

impl Expression {
    /// Hands out every variable in it.
    pub fn visit<'a>(&'a self, visitor: &mut dyn FnMut(&'a Variable)) {
        match self {
            Self::Variable(variable) => visitor(variable),
            _ => self.parts().into_iter().for_each(|part| part.visit(visitor)),
        }
    }

    /// The expressions in it.
    pub fn parts(&self) -> Vec<&Self> {
        match self {
            Self::Text(_) | Self::Boolean(_) | Self::Integer(_) | Self::Parameter(_) | Self::Variable(_) => Vec::new(),
            Self::Concatenation(parts) | Self::Call(_, parts) | Self::Coalesce(parts) => parts.iter().collect(),
            Self::IsSet(inner)
            | Self::Not(inner)
            | Self::Attribute(inner, _)
            | Self::ResourceId(inner, _)
            | Self::Element(inner, _)
            | Self::Part(inner, _)
            | Self::Present(inner) => vec![inner],
            Self::Equal(one, two) | Self::Default(one, two) => vec![one, two],
            Self::Choice(condition, one, two) => vec![condition, one, two],
        }
    }

    /// Whether it reads a parameter.
    pub fn reads_parameters(&self) -> bool {
        matches!(self, Self::Parameter(_)) || self.parts().into_iter().any(Self::reads_parameters)
    }
}

impl Condition {
    /// Hands out every variable that is used, not those that are declared.
    pub fn visit<'a>(&'a self, visitor: &mut dyn FnMut(&'a Variable)) {
        let (Self::Holds(value) | Self::Binds(_, value) | Self::Names(_, value)) = self;
        value.visit(visitor);
    }

    fn reads_parameters(&self) -> bool {
        let (Self::Holds(value) | Self::Binds(_, value) | Self::Names(_, value)) = self;
        value.reads_parameters()
    }
}

impl Outcome {
    /// Hands out every variable that is used.
    pub fn visit<'a>(&'a self, visitor: &mut dyn FnMut(&'a Variable)) {
        match self {
            Self::Endpoint(endpoint) => {
                let headers = endpoint.headers.iter().flat_map(|(_, values)| values);
                let texts = [Some(&endpoint.url), endpoint.signing_region.as_ref(), endpoint.signing_name.as_ref()];
                texts.into_iter().flatten().chain(headers).for_each(|value| value.visit(visitor));
            }
            Self::Error(message) => message.visit(visitor),
            Self::Rules(rules) => rules.iter().for_each(|rule| rule.visit(visitor)),
        }
    }

    fn reads_parameters(&self) -> bool {
        match self {
            Self::Endpoint(endpoint) => {
                let headers = endpoint.headers.iter().flat_map(|(_, values)| values);
                let texts = [Some(&endpoint.url), endpoint.signing_region.as_ref(), endpoint.signing_name.as_ref()];
                texts.into_iter().flatten().chain(headers).any(Expression::reads_parameters)
            }
            Self::Error(message) => message.reads_parameters(),
            Self::Rules(rules) => rules.iter().any(Rule::reads_parameters),
        }
    }
}

impl Rule {
    /// Hands out every variable that is used.
    pub fn visit<'a>(&'a self, visitor: &mut dyn FnMut(&'a Variable)) {
        self.conditions.iter().for_each(|condition| condition.visit(visitor));
        self.outcome.visit(visitor);
    }

    /// Whether it reads a parameter.
    pub fn reads_parameters(&self) -> bool {
        self.conditions.iter().any(Condition::reads_parameters) || self.outcome.reads_parameters()
    }
}

/// Parameters, and what the rules must lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// The name of its function.
    pub name: String,
    /// The region.
    pub region: Option<String>,
    /// Whether FIPS is wanted.
    pub use_fips: bool,
    /// Whether IPv6 is wanted.
    pub use_dual_stack: bool,
    /// The URL instead of the service's own.
    pub endpoint: Option<String>,
    /// Parameters that only some services have, by name.
    pub others: Vec<(String, Value)>,
    /// The result.
    pub expected: Expected,
}

/// What the rules must lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// An endpoint.
    Endpoint(Box<Endpoint>),
    /// An error with this text.
    Error(String),
}
