//! The endpoint rules of a service, typed and with Rust names, and their tests.
//!
//! Invariant: every rule can match; conditions that are always true are removed; every declared variable is used; only
//! the last rule of a list has no conditions.

/// The rules of a service.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleSet {
    /// Parameters that have a value before the rules are evaluated.
    pub parameters: Vec<Parameter>,
    /// The rules; the first that matches applies.
    pub rules: Vec<Rule>,
}

/// A parameter that is required or has a default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The variable with its value.
    pub variable: Variable,
    /// The source of its value.
    pub source: Source,
    /// The fallback if it is not set.
    pub otherwise: Otherwise,
}

/// The fallback of a parameter that is not set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Otherwise {
    /// This default.
    Default(Value),
    /// An error with this message.
    Error(String),
}

/// The source of a parameter's value: a setting of the client, or a value set by the call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The region, an optional string.
    Region,
    /// The custom endpoint URL, an optional string.
    Endpoint,
    /// Whether to use FIPS.
    UseFips,
    /// Whether to use dual stack.
    UseDualStack,
    /// Another optional string of this name.
    Text(String),
    /// Another optional boolean of this name.
    Flag(String),
    /// An optional list of strings of this name.
    Texts(String),
}

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A string.
    Text(String),
    /// A boolean.
    Flag(bool),
    /// A list of strings.
    Texts(Vec<String>),
}

/// Conditions, and the outcome if all of them are true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its place in the model, such as `rules[1].rules[0]`.
    pub place: String,
    /// The conditions, in order of evaluation.
    pub conditions: Vec<Condition>,
    /// The outcome.
    pub outcome: Outcome,
}

/// A condition, or the declaration of a variable that later conditions use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// A boolean expression is true.
    Holds(Expression),
    /// An optional value is present, and is bound to a variable.
    Binds(Variable, Expression),
    /// A variable for a value that is always present.
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

/// The outcome of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An endpoint.
    Endpoint(Box<Endpoint>),
    /// An error with this message.
    Error(Expression),
    /// More rules. If none of them matches, there is no endpoint.
    Rules(Vec<Rule>),
}

/// An endpoint whose parts are expressions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The URL.
    pub url: Expression,
    /// Headers and their values.
    pub headers: Vec<(String, Vec<Expression>)>,
    /// The signing region.
    pub signing_region: Option<Expression>,
    /// The signing name.
    pub signing_name: Option<Expression>,
    /// Whether the path is signed without a second percent-encoding.
    pub disable_double_encoding: bool,
    /// The required authentication schemes if the client supports none of them; otherwise empty.
    pub unsupported_schemes: Option<String>,
}

/// The type of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// A string.
    String,
    /// A boolean.
    Boolean,
    /// A whole number of at least 0.
    Integer,
    /// A partition of AWS.
    Partition,
    /// The parts of a URL.
    Url,
    /// The parts of an ARN.
    Arn,
    /// A list of strings.
    Texts,
    /// The parts of a split string.
    Parts,
}

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// A string literal.
    Text(String),
    /// A boolean literal.
    Boolean(bool),
    /// A whole number.
    Integer(u32),
    /// A parameter: a string is optional, a boolean is not.
    Parameter(Source),
    /// A variable.
    Variable(Variable),
    /// A concatenation of strings.
    Concatenation(Vec<Expression>),
    /// Whether an optional value is present.
    IsSet(Box<Expression>),
    /// The negation of a boolean.
    Not(Box<Expression>),
    /// Whether two strings or two booleans are equal.
    Equal(Box<Expression>, Box<Expression>),
    /// A part of a partition, URL or ARN.
    Attribute(Box<Expression>, Attribute),
    /// An optional part of an ARN's resource; a negative index counts from the end.
    ResourceId(Box<Expression>, i32),
    /// An optional element of a list of strings; a negative index counts from the end.
    Element(Box<Expression>, i32),
    /// An optional part of a split string; a negative index counts from the end.
    Part(Box<Expression>, i32),
    /// The first of these optional values that is present.
    Coalesce(Vec<Expression>),
    /// The optional value if it is present, otherwise the other value.
    Default(Box<Expression>, Box<Expression>),
    /// One of two values of the same type, chosen by a boolean.
    Choice(Box<Expression>, Box<Expression>, Box<Expression>),
    /// A value that is always present, where an optional value of its type is needed.
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
    /// A substring, if the string is long enough.
    Substring,
    /// The parts of a URL, if it is one.
    ParseUrl,
    /// The parts of a string between delimiters.
    Split,
    /// Whether a string is a valid host label.
    IsValidHostLabel,
    /// A percent-encoded string.
    UriEncode,
    /// The partition of a region.
    Partition,
    /// The parts of an ARN, if it is one.
    ParseArn,
    /// Whether a bucket's name can be a host name label.
    IsVirtualHostableS3Bucket,
}

impl Expression {
    /// Passes every variable in the expression to the visitor.
    pub fn visit<'a>(&'a self, visitor: &mut dyn FnMut(&'a Variable)) {
        match self {
            Self::Variable(variable) => visitor(variable),
            _ => self.parts().into_iter().for_each(|part| part.visit(visitor)),
        }
    }

    /// Returns the direct subexpressions.
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

    /// Returns `true` if it reads a parameter.
    pub fn reads_parameters(&self) -> bool {
        matches!(self, Self::Parameter(_)) || self.parts().into_iter().any(Self::reads_parameters)
    }
}

impl Condition {
    /// Passes every variable that is used, but not declared, to the visitor.
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
    /// Passes every variable that is used to the visitor.
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
    /// Passes every variable that is used to the visitor.
    pub fn visit<'a>(&'a self, visitor: &mut dyn FnMut(&'a Variable)) {
        self.conditions.iter().for_each(|condition| condition.visit(visitor));
        self.outcome.visit(visitor);
    }

    /// Returns `true` if it reads a parameter.
    pub fn reads_parameters(&self) -> bool {
        self.conditions.iter().any(Condition::reads_parameters) || self.outcome.reads_parameters()
    }
}

/// Parameters, with the expected result of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Test {
    /// The name of its function.
    pub name: String,
    /// The region.
    pub region: Option<String>,
    /// Whether to use FIPS.
    pub use_fips: bool,
    /// Whether to use dual stack.
    pub use_dual_stack: bool,
    /// The custom endpoint URL.
    pub endpoint: Option<String>,
    /// Service-specific parameters, by name.
    pub others: Vec<(String, Value)>,
    /// The result.
    pub expected: Expected,
}

/// The expected result of the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expected {
    /// An endpoint.
    Endpoint(Box<Endpoint>),
    /// An error with this message.
    Error(String),
}
