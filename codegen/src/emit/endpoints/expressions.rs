//! Emits expressions of endpoint rules.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{given, source};
use crate::emit::ident;
use crate::ir::endpoints::{ArnPart, Attribute, Expression, Function, PartitionPart, UrlPart};

/// Returns a value for a place where its own type is needed; a string may be a `String` or a `&str`.
pub fn value(expression: &Expression) -> TokenStream {
    match expression {
        Expression::Text(text) => quote!(#text),
        Expression::Boolean(value) => quote!(#value),
        Expression::Integer(value) => {
            let value = Literal::u32_unsuffixed(*value);
            quote!(#value)
        }
        Expression::Parameter(parameter) => given(parameter),
        Expression::Variable(variable) => {
            let name = ident(&variable.name);
            quote!(#name)
        }
        Expression::Concatenation(parts) => {
            let parts = parts.iter().map(text);
            quote!([#(#parts),*].concat())
        }
        Expression::IsSet(inner) => presence(inner, true),
        Expression::Not(inner) => negation(inner),
        Expression::Equal(left, right) if is_empty(right) => {
            let left = text(left);
            quote!(#left.is_empty())
        }
        Expression::Equal(left, right) => {
            let (left, right) = (operand(left), operand(right));
            quote!(#left == #right)
        }
        Expression::Attribute(inner, attribute) => {
            let (inner, part) = (value(inner), part(*attribute));
            quote!(#inner.#part)
        }
        Expression::ResourceId(inner, index) => {
            let (inner, index) = (value(inner), Literal::i32_unsuffixed(*index));
            quote!(#inner.resource_id(#index))
        }
        Expression::Element(inner, index) => {
            let (inner, index) = (value(inner), Literal::i32_unsuffixed(*index));
            quote!(functions::element(#inner, #index))
        }
        Expression::Part(inner, index) => {
            let borrow = matches!(**inner, Expression::Call(..)).then(|| quote!(&));
            let (inner, index) = (value(inner), Literal::i32_unsuffixed(*index));
            quote!(functions::part(#borrow #inner, #index))
        }
        Expression::Coalesce(values) => {
            let owned = is_owned(expression);
            let values: Vec<_> = values.iter().map(|value| like(value, owned)).collect();
            let (first, others) = (values.first(), values.get(1..).unwrap_or_default());
            quote!(#first #(.or(#others))*)
        }
        Expression::Default(first, other) => {
            let owned = is_owned(expression);
            let (first, other) = (like(first, owned), like_present(other, owned));
            quote!(#first.unwrap_or(#other))
        }
        Expression::Choice(condition, one, two) => {
            let owned = is_owned(expression);
            let (condition, one, two) = (value(condition), like(one, owned), like(two, owned));
            quote!(functions::choose(#condition, #one, #two))
        }
        Expression::Present(inner) => {
            let inner = value(inner);
            quote!(Some(#inner))
        }
        Expression::Call(function, arguments) => {
            let arguments = arguments.iter().map(text);
            let function = path(*function);
            quote!(#function(#(#arguments),*))
        }
    }
}

/// Returns a value for a place where a string must be a `&str`.
pub fn text(expression: &Expression) -> TokenStream {
    let value = value(expression);
    if is_owned(expression) { quote!(#value.as_str()) } else { value }
}

/// Returns a value, optional or not; its strings are `String`s if `owned` is set.
fn like(expression: &Expression, owned: bool) -> TokenStream {
    match expression {
        Expression::Present(inner) => {
            let inner = like_present(inner, owned);
            quote!(Some(#inner))
        }
        expression if !owned || is_owned(expression) => value(expression),
        // Only strings can be owned, so these expressions are strings if `owned` is set.
        Expression::Text(_) | Expression::Variable(_) | Expression::Attribute(..) => like_present(expression, owned),
        Expression::Default(..) | Expression::Choice(..) if !is_optional(expression) => like_present(expression, owned),
        expression => {
            let value = value(expression);
            quote!(#value.map(str::to_owned))
        }
    }
}

/// Returns a value that is always present; its strings are `String`s if `owned` is set.
fn like_present(expression: &Expression, owned: bool) -> TokenStream {
    let value = value(expression);
    if owned && !is_owned(expression) { quote!(#value.to_owned()) } else { value }
}

/// Returns `true` if the value may be absent.
fn is_optional(expression: &Expression) -> bool {
    match expression {
        Expression::Choice(_, one, two) => is_optional(one) || is_optional(two),
        Expression::Parameter(_)
        | Expression::Element(..)
        | Expression::Part(..)
        | Expression::ResourceId(..)
        | Expression::Coalesce(_)
        | Expression::Present(_)
        | Expression::Call(Function::Substring, _) => true,
        _ => false,
    }
}

fn is_empty(expression: &Expression) -> bool {
    matches!(expression, Expression::Text(text) if text.is_empty())
}

/// Returns a value as an operand of `==`.
fn operand(expression: &Expression) -> TokenStream {
    let text = text(expression);
    if matches!(expression, Expression::Equal(..)) { quote!((#text)) } else { text }
}

/// Returns `true` if a string expression has the type `String`.
pub fn is_owned(expression: &Expression) -> bool {
    match expression {
        Expression::Concatenation(_) | Expression::Call(Function::UriEncode, _) => true,
        Expression::Attribute(_, attribute) => *attribute == Attribute::Url(UrlPart::NormalizedPath),
        Expression::Coalesce(values) => values.iter().any(is_owned),
        Expression::Default(one, two) | Expression::Choice(_, one, two) => is_owned(one) || is_owned(two),
        Expression::Present(inner) => is_owned(inner),
        _ => false,
    }
}

/// Returns the negation of a boolean, simplified where an operator has an opposite.
fn negation(expression: &Expression) -> TokenStream {
    match expression {
        Expression::IsSet(inner) => presence(inner, false),
        Expression::Equal(left, right) if !is_empty(right) => {
            let (left, right) = (operand(left), operand(right));
            quote!(#left != #right)
        }
        expression => {
            let value = value(expression);
            quote!(!#value)
        }
    }
}

fn presence(expression: &Expression, present: bool) -> TokenStream {
    let value = match expression {
        Expression::Parameter(parameter) => source(parameter),
        expression => value(expression),
    };
    if present { quote!(#value.is_some()) } else { quote!(#value.is_none()) }
}

/// Emits the access to a part of a value: a field, or a method if the part is computed.
fn part(attribute: Attribute) -> TokenStream {
    match attribute {
        Attribute::Partition(PartitionPart::Name) => quote!(name),
        Attribute::Partition(PartitionPart::DnsSuffix) => quote!(dns_suffix),
        Attribute::Partition(PartitionPart::DualStackDnsSuffix) => quote!(dual_stack_dns_suffix),
        Attribute::Partition(PartitionPart::SupportsFips) => quote!(supports_fips),
        Attribute::Partition(PartitionPart::SupportsDualStack) => quote!(supports_dual_stack),
        Attribute::Partition(PartitionPart::ImplicitGlobalRegion) => quote!(implicit_global_region),
        Attribute::Url(UrlPart::Scheme) => quote!(scheme),
        Attribute::Url(UrlPart::Authority) => quote!(authority),
        Attribute::Url(UrlPart::Path) => quote!(path),
        Attribute::Url(UrlPart::NormalizedPath) => quote!(normalized_path()),
        Attribute::Url(UrlPart::IsIp) => quote!(is_ip),
        Attribute::Arn(ArnPart::Partition) => quote!(partition),
        Attribute::Arn(ArnPart::Service) => quote!(service),
        Attribute::Arn(ArnPart::Region) => quote!(region),
        Attribute::Arn(ArnPart::AccountId) => quote!(account_id),
    }
}

fn path(function: Function) -> TokenStream {
    match function {
        Function::Split => quote!(functions::split),
        Function::Substring => quote!(functions::substring),
        Function::ParseUrl => quote!(functions::parse_url),
        Function::IsValidHostLabel => quote!(functions::is_valid_host_label),
        Function::UriEncode => quote!(functions::uri_encode),
        Function::Partition => quote!(Partition::of),
        Function::ParseArn => quote!(functions::parse_arn),
        Function::IsVirtualHostableS3Bucket => quote!(functions::is_virtual_hostable_s3_bucket),
    }
}
