//! Emits rules as nested `if`s, each of which returns; those nested too deeply become separate functions.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::endpoint;
use super::expressions::{is_owned, text, value};
use crate::emit::ident;
use crate::emit::syntax::docs;
use crate::ir::endpoints::{Condition, Endpoint, Expression, Outcome, Rule, Type, Variable};

/// The maximum nesting depth of blocks.
const MAX_BLOCKS: usize = 5;
/// The maximum length of an inline message.
const MAX_MESSAGE: usize = 40;
/// The maximum number of arguments of a function.
const MAX_ARGUMENTS: usize = 7;

/// The functions that evaluate the rules.
pub struct Functions<'a> {
    /// The functions that another one calls, in the order of the calls.
    helpers: Vec<TokenStream>,
    /// The variables in scope at the next statement.
    scope: Vec<&'a Variable>,
}

/// The end of a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// With an expression that is the function's result.
    Value,
    /// With a `return`.
    Return,
}

impl<'a> Functions<'a> {
    /// Creates an empty list of functions; `scope` has the variables declared before the rules.
    pub fn new(scope: Vec<&'a Variable>) -> Self {
        Self { helpers: Vec::new(), scope }
    }

    /// Returns the body of a function that evaluates these rules.
    pub fn body(&mut self, rules: &'a [Rule]) -> TokenStream {
        self.rules(rules, 0, End::Value)
    }

    /// Returns all functions that the body calls.
    pub fn into_helpers(self) -> TokenStream {
        self.helpers.into_iter().collect()
    }

    /// Emits statements that return the outcome of the first matching rule, or an error if none matches.
    fn rules(&mut self, rules: &'a [Rule], blocks: usize, end: End) -> TokenStream {
        let mut statements = TokenStream::new();
        for rule in rules {
            let outer = self.scope.len();
            let always = rule.conditions.iter().all(is_name);
            let end = if always { end } else { End::Return };
            statements.extend(self.rule(rule, &rule.conditions, blocks, end));
            self.scope.truncate(outer);
            if always {
                return statements;
            }
        }
        statements.extend(ending(&quote!(Err(EndpointError::exhausted())), end));
        statements
    }

    /// Returns the code of a rule: its outcome inside its conditions, with one `if` for as many tests as possible.
    fn rule(&mut self, rule: &'a Rule, conditions: &'a [Condition], blocks: usize, end: End) -> TokenStream {
        let names = conditions.iter().take_while(|condition| is_name(condition)).count();
        let (names, rest) = conditions.split_at(names);
        let tests = rest.iter().take_while(|condition| !is_name(condition)).count();
        let (tests, rest) = rest.split_at(tests);
        self.scope.extend(names.iter().chain(tests).filter_map(declared));
        let (names, chain) = (names.iter().map(condition), tests.iter().map(condition));
        if tests.is_empty() {
            let outcome = self.outcome(rule, blocks, end);
            quote!(#(#names)* #outcome)
        } else {
            let inner = self.rule(rule, rest, blocks + 1, end);
            quote!(#(#names)* if #(#chain)&&* { #inner })
        }
    }

    fn outcome(&mut self, rule: &'a Rule, blocks: usize, end: End) -> TokenStream {
        match &rule.outcome {
            Outcome::Endpoint(endpoint) => found(endpoint, end),
            Outcome::Error(message) => failed(message, end),
            Outcome::Rules(rules) => {
                let variables = self.captured(rules);
                if blocks < MAX_BLOCKS || rules.len() < 2 || variables.len() > MAX_ARGUMENTS - 1 {
                    return self.rules(rules, blocks, end);
                }
                let call = self.helper(&rule.place, rules, variables);
                ending(&call, end)
            }
        }
    }

    /// Returns the variables that the rules use but do not declare.
    fn captured(&self, rules: &'a [Rule]) -> Vec<&'a Variable> {
        let mut captured: Vec<&Variable> = Vec::new();
        let mut add = |variable: &'a Variable| {
            if self.scope.contains(&variable) && !captured.contains(&variable) {
                captured.push(variable);
            }
        };
        rules.iter().for_each(|rule| rule.visit(&mut add));
        captured
    }

    /// Emits a separate function for the rules, and returns a call of it.
    fn helper(&mut self, place: &'a str, rules: &'a [Rule], variables: Vec<&'a Variable>) -> TokenStream {
        let index = self.helpers.len();
        self.helpers.push(TokenStream::new());
        let outer = std::mem::replace(&mut self.scope, variables.clone());
        let body = self.body(rules);
        self.scope = outer;
        let (given, taken) = match rules.iter().any(Rule::reads_parameters) {
            true => (Some(quote!(parameters,)), Some(quote!(parameters: &Parameters,))),
            false => (None, None),
        };
        let name = format_ident!("decide_{}", index + 1);
        let arguments: Vec<_> = variables.iter().map(|variable| ident(&variable.name)).collect();
        let types = variables.iter().map(|variable| ty(variable.ty));
        let docs = docs(&format!("Applies the rules after the conditions of the model's `{place}`."));
        self.helpers[index] = quote! {
            #docs
            fn #name(#taken #(#arguments: #types),*) -> Result<Endpoint, EndpointError> {
                #body
            }
        };
        quote!(#name(#given #(#arguments),*))
    }
}

fn is_name(condition: &Condition) -> bool {
    matches!(condition, Condition::Names(..))
}

fn declared(condition: &Condition) -> Option<&Variable> {
    match condition {
        Condition::Binds(variable, _) | Condition::Names(variable, _) => Some(variable),
        Condition::Holds(_) => None,
    }
}

/// Returns a `let` statement for a condition that assigns a name, and an operand of `&&` for any other.
fn condition(condition: &Condition) -> TokenStream {
    match condition {
        Condition::Holds(expression) => value(expression),
        Condition::Binds(variable, expression) => {
            let (name, value) = (ident(&variable.name), value(expression));
            match is_owned(expression) {
                true => quote!(let Some(#name) = #value.as_deref()),
                false => quote!(let Some(#name) = #value),
            }
        }
        Condition::Names(variable, expression) => {
            let (name, value) = (ident(&variable.name), value(expression));
            let borrowed = match variable.ty {
                Type::String => is_owned(expression).then(|| quote!(let #name = #name.as_str();)),
                Type::Parts => Some(quote!(let #name = #name.as_slice();)),
                _ => None,
            };
            quote!(let #name = #value; #borrowed)
        }
    }
}

/// Returns the statements that return an endpoint.
fn found(endpoint: &Endpoint, end: End) -> TokenStream {
    let (line, url) = match &endpoint.url {
        Expression::Concatenation(parts) => joined(parts),
        url => (TokenStream::new(), value(url)),
    };
    let endpoint = self::endpoint(&url, endpoint);
    let ending = ending(&quote!(Ok(#endpoint)), end);
    quote!(#line #ending)
}

/// Returns the statements that return an error.
fn failed(message: &Expression, end: End) -> TokenStream {
    let (line, message) = match message {
        Expression::Concatenation(parts) => joined(parts),
        Expression::Text(text) if text.len() > MAX_MESSAGE => (quote!(let message = #text;), quote!(message)),
        Expression::Text(text) => (TokenStream::new(), quote!(#text)),
        message if is_owned(message) => (TokenStream::new(), value(message)),
        message => {
            let text = text(message);
            (TokenStream::new(), quote!(#text.to_owned()))
        }
    };
    let ending = ending(&quote!(Err(EndpointError::new(#message))), end);
    quote!(#line #ending)
}

/// Returns a statement that borrows the parts of a string, and the string. Temporaries do not outlive the statement.
fn joined(parts: &[Expression]) -> (TokenStream, TokenStream) {
    let texts = parts.iter().map(text);
    if parts.iter().any(is_owned) {
        (quote!(let parts = [#(#texts),*].concat();), quote!(parts))
    } else {
        (quote!(let parts = [#(#texts),*];), quote!(parts.concat()))
    }
}

fn ending(result: &TokenStream, end: End) -> TokenStream {
    match end {
        End::Value => result.clone(),
        End::Return => quote!(return #result;),
    }
}

fn ty(ty: Type) -> TokenStream {
    match ty {
        Type::String => quote!(&str),
        Type::Boolean => quote!(bool),
        Type::Integer => quote!(usize),
        Type::Partition => quote!(&Partition),
        Type::Url => quote!(functions::Url<'_>),
        Type::Arn => quote!(functions::Arn<'_>),
        Type::Texts => quote!(&[String]),
        Type::Parts => quote!(&[&str]),
    }
}
