//! Emits JMESPath expressions as constants of the runtime's types. A file with one imports
//! `tinsmith_client::codegen::jmespath`.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::jmespath::{Comparator, Expression, Function, Literal};

/// Returns the constant expression that builds a JMESPath expression.
pub fn expression(expression: &Expression) -> TokenStream {
    let all = |parts: &[Expression]| parts.iter().map(self::expression).collect::<Vec<_>>();
    let pair = |name: TokenStream, one: &Expression, two: &Expression| {
        let (one, two) = (self::expression(one), self::expression(two));
        quote!(#name(&#one, &#two))
    };
    let single = |name: TokenStream, one: &Expression| {
        let one = self::expression(one);
        quote!(#name(&#one))
    };
    match expression {
        Expression::Current => quote!(jmespath::Current),
        Expression::Literal(literal) => self::literal(literal),
        Expression::Field(name) => quote!(jmespath::Field(#name)),
        Expression::Index(index) => {
            let index = Token::i32_unsuffixed(*index);
            quote!(jmespath::Index(#index))
        }
        Expression::Sequence(one, two) => pair(quote!(jmespath::Sequence), one, two),
        Expression::Values(one) => single(quote!(jmespath::Values), one),
        Expression::Slice(one, start, stop, step) => {
            let (one, step) = (self::expression(one), Token::i32_unsuffixed(*step));
            let place = |place: &Option<i32>| match place.map(Token::i32_unsuffixed) {
                Some(place) => quote!(Some(#place)),
                None => quote!(None),
            };
            let (start, stop) = (place(start), place(stop));
            quote!(jmespath::Slice(&#one, jmespath::Part { start: #start, stop: #stop, step: #step }))
        }
        Expression::Flatten(one) => single(quote!(jmespath::Flatten), one),
        Expression::Filter(one, two) => pair(quote!(jmespath::Filter), one, two),
        Expression::Projection(one, two) => pair(quote!(jmespath::Projection), one, two),
        Expression::List(parts) => {
            let parts = all(parts);
            quote!(jmespath::List(&[#(#parts),*]))
        }
        Expression::Object(entries) => {
            let entries = entries.iter().map(|(name, part)| {
                let part = self::expression(part);
                quote!((#name, #part))
            });
            quote!(jmespath::Object(&[#(#entries),*]))
        }
        Expression::Or(one, two) => pair(quote!(jmespath::Or), one, two),
        Expression::And(one, two) => pair(quote!(jmespath::And), one, two),
        Expression::Not(one) => single(quote!(jmespath::Not), one),
        Expression::Comparison(comparator, one, two) => {
            let (comparator, one, two) = (self::comparator(*comparator), self::expression(one), self::expression(two));
            quote!(jmespath::Comparison(#comparator, &#one, &#two))
        }
        Expression::Call(function, arguments) => {
            let (function, arguments) = (self::function(*function), all(arguments));
            quote!(jmespath::Call(#function, &[#(#arguments),*]))
        }
    }
}

fn literal(literal: &Literal) -> TokenStream {
    match literal {
        Literal::Null => quote!(jmespath::Null),
        Literal::Boolean(value) => quote!(jmespath::Boolean(#value)),
        Literal::Number(number) => {
            let number = Token::f64_unsuffixed(*number);
            quote!(jmespath::Number(#number))
        }
        Literal::Text(text) => quote!(jmespath::Text(#text)),
    }
}

fn comparator(comparator: Comparator) -> TokenStream {
    match comparator {
        Comparator::Equal => quote!(jmespath::Comparator::Equal),
        Comparator::NotEqual => quote!(jmespath::Comparator::NotEqual),
        Comparator::Less => quote!(jmespath::Comparator::Less),
        Comparator::LessOrEqual => quote!(jmespath::Comparator::LessOrEqual),
        Comparator::Greater => quote!(jmespath::Comparator::Greater),
        Comparator::GreaterOrEqual => quote!(jmespath::Comparator::GreaterOrEqual),
    }
}

fn function(function: Function) -> TokenStream {
    match function {
        Function::Abs => quote!(jmespath::Function::Abs),
        Function::Avg => quote!(jmespath::Function::Avg),
        Function::Ceil => quote!(jmespath::Function::Ceil),
        Function::Floor => quote!(jmespath::Function::Floor),
        Function::Max => quote!(jmespath::Function::Max),
        Function::Merge => quote!(jmespath::Function::Merge),
        Function::Min => quote!(jmespath::Function::Min),
        Function::Sort => quote!(jmespath::Function::Sort),
        Function::Sum => quote!(jmespath::Function::Sum),
        Function::ToArray => quote!(jmespath::Function::ToArray),
        Function::ToNumber => quote!(jmespath::Function::ToNumber),
        Function::Type => quote!(jmespath::Function::Type),
        Function::Contains => quote!(jmespath::Function::Contains),
        Function::EndsWith => quote!(jmespath::Function::EndsWith),
        Function::Keys => quote!(jmespath::Function::Keys),
        Function::Length => quote!(jmespath::Function::Length),
        Function::NotNull => quote!(jmespath::Function::NotNull),
        Function::StartsWith => quote!(jmespath::Function::StartsWith),
        Function::Values => quote!(jmespath::Function::Values),
    }
}
