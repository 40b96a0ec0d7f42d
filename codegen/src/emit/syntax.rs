//! Emits types, documentation and literals.

use proc_macro2::{Literal as TokenLiteral, TokenStream};
use quote::quote;

use super::ident;
use crate::ir::{Literal, Type};

/// Returns documentation comments, one for each line.
pub fn docs(text: &str) -> TokenStream {
    let lines = text.lines().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// Returns the `#[deprecated]` attribute of a deprecated item.
pub fn deprecated(note: Option<&String>) -> Option<TokenStream> {
    note.map(|note| if note.is_empty() { quote!(#[deprecated]) } else { quote!(#[deprecated(note = #note)]) })
}

/// The place of emitted code, which decides the path by which it refers to a type.
#[derive(Clone, Copy)]
pub enum Scope {
    /// A file of the crate of types.
    Types,
    /// Code outside of the crate that imports all types, such as a test of the client.
    Imported,
    /// The client's own code, which names types by their crate.
    Client,
}

impl Scope {
    /// Returns the path of a generated type.
    pub fn generated(self, name: &str) -> TokenStream {
        let name = ident(name);
        match self {
            Self::Types => quote!(super::#name),
            Self::Imported => quote!(#name),
            Self::Client => quote!(types::#name),
        }
    }

    /// Returns the path of a type of the runtime.
    fn runtime(self, name: &str) -> TokenStream {
        let name = ident(name);
        match self {
            Self::Types => quote!(tinsmith_types::#name),
            Self::Imported => quote!(#name),
            Self::Client => quote!(types::#name),
        }
    }

    /// Returns the path of the function that parses a JSON document of the model.
    fn document(self) -> TokenStream {
        match self {
            Self::Types => quote!(tinsmith_types::codegen::document),
            Self::Imported | Self::Client => quote!(tinsmith_client::testing::document),
        }
    }
}

/// Returns a type as it is written in this scope.
pub fn ty(scope: Scope, ty: &Type) -> TokenStream {
    let inner = |inner: &Type| self::ty(scope, inner);
    match ty {
        Type::Bool => quote!(bool),
        Type::I8 => quote!(i8),
        Type::I16 => quote!(i16),
        Type::I32 => quote!(i32),
        Type::I64 => quote!(i64),
        Type::F32 => quote!(f32),
        Type::F64 => quote!(f64),
        Type::BigInteger => scope.runtime("BigInteger"),
        Type::BigDecimal => scope.runtime("BigDecimal"),
        Type::String => quote!(String),
        Type::Blob => scope.runtime("Blob"),
        Type::Timestamp => scope.runtime("Timestamp"),
        Type::Document => scope.runtime("Document"),
        Type::Unit => scope.runtime("Unit"),
        Type::Aggregate(name) | Type::Enum(name) | Type::IntEnum(name) => scope.generated(name),
        Type::Secret(secret) if **secret == Type::String => scope.runtime("Secret"),
        Type::Secret(secret) => {
            let (name, secret) = (scope.runtime("Secret"), inner(secret));
            quote!(#name<#secret>)
        }
        Type::List(member) => {
            let member = inner(member);
            quote!(Vec<#member>)
        }
        Type::Map(key, value) => {
            let (key, value) = (inner(key), inner(value));
            quote!(std::collections::BTreeMap<#key, #value>)
        }
        Type::Option(value) => {
            let value = inner(value);
            quote!(Option<#value>)
        }
        Type::Box(value) => {
            let value = inner(value);
            quote!(Box<#value>)
        }
    }
}

/// Returns the type of an argument that is converted to this type, and the expression that converts it.
pub fn argument(scope: Scope, ty: &Type, name: &TokenStream) -> (TokenStream, TokenStream) {
    let itself = self::ty(scope, ty);
    match ty {
        _ if is_into(ty) => (quote!(impl Into<#itself>), quote!(#name.into())),
        Type::Box(value) => {
            let value = self::ty(scope, value);
            (quote!(#value), quote!(Box::new(#name)))
        }
        Type::List(member) => {
            let element = self::ty(scope, member);
            if is_into(member) {
                (
                    quote!(impl IntoIterator<Item = impl Into<#element>>),
                    quote!(#name.into_iter().map(Into::into).collect()),
                )
            } else {
                (quote!(impl IntoIterator<Item = #element>), quote!(#name.into_iter().collect()))
            }
        }
        Type::Map(key_type, value) => {
            let (key_ty, value_ty) = (self::ty(scope, key_type), self::ty(scope, value));
            let (key_ty, key) = converted(is_into(key_type), &key_ty, &quote!(key));
            let (value_ty, value_expression) = converted(is_into(value), &value_ty, &quote!(value));
            let map =
                (is_into(key_type) || is_into(value)).then(|| quote!(.map(|(key, value)| (#key, #value_expression))));
            let collected = quote!(#name.into_iter()#map.collect());
            (quote!(impl IntoIterator<Item = (#key_ty, #value_ty)>), collected)
        }
        _ => (itself, name.clone()),
    }
}

fn converted(convert: bool, ty: &TokenStream, name: &TokenStream) -> (TokenStream, TokenStream) {
    if convert { (quote!(impl Into<#ty>), quote!(#name.into())) } else { (ty.clone(), name.clone()) }
}

/// Returns `true` if callers may pass a more convenient type than the type itself, such as `&str`.
pub fn is_into(ty: &Type) -> bool {
    matches!(ty, Type::String | Type::Blob | Type::Document | Type::BigInteger | Type::BigDecimal | Type::Secret(_))
}

/// Returns the expression for a literal of this type.
pub fn literal(scope: Scope, literal: &Literal, ty: &Type) -> TokenStream {
    match (literal, ty) {
        (Literal::Empty, Type::Bool) => quote!(false),
        (Literal::Empty, Type::I8 | Type::I16 | Type::I32 | Type::I64) => quote!(0),
        (Literal::Empty, Type::F32 | Type::F64) => quote!(0.0),
        (Literal::Empty, Type::Document) => {
            let document = scope.runtime("Document");
            quote!(#document::Null)
        }
        (Literal::Empty, Type::Enum(name)) => {
            let name = scope.generated(name);
            quote!(#name::from(""))
        }
        (Literal::Empty, Type::IntEnum(name)) => {
            let name = scope.generated(name);
            quote!(#name::from(0))
        }
        (Literal::Empty | Literal::Text(_), Type::Secret(secret)) if **secret == Type::String => {
            let (name, text) = (scope.runtime("Secret"), if let Literal::Text(text) = literal { text } else { "" });
            quote!(#name::from(#text))
        }
        (literal, Type::Secret(secret)) => {
            let (name, secret) = (scope.runtime("Secret"), self::literal(scope, literal, secret));
            quote!(#name::new(#secret))
        }
        (Literal::Empty, Type::List(_)) => quote!(Vec::new()),
        (Literal::Empty, Type::Map(..)) => quote!(std::collections::BTreeMap::new()),
        (Literal::Empty, ty) => {
            let ty = callable(scope, ty);
            quote!(#ty::default())
        }
        (Literal::True, _) => quote!(true),
        (Literal::Integer(value), _) => {
            let value = TokenLiteral::i64_unsuffixed(*value);
            quote!(#value)
        }
        // Written as the nearest `f32`: with more digits, or beyond its range, the literal would not compile.
        (Literal::Float(value), Type::F32) if (*value as f32).is_finite() => {
            let value = TokenLiteral::f32_unsuffixed(*value as f32);
            quote!(#value)
        }
        (Literal::Float(value), ty) if !value.is_finite() || *ty == Type::F32 => {
            let ty = self::ty(scope, ty);
            let name = if value.is_nan() {
                "NAN"
            } else if *value > 0.0 {
                "INFINITY"
            } else {
                "NEG_INFINITY"
            };
            let name = ident(name);
            quote!(#ty::#name)
        }
        (Literal::Float(value), _) => {
            let value = TokenLiteral::f64_unsuffixed(*value);
            quote!(#value)
        }
        (Literal::Number(value), ty) => {
            let (ty, value) = (callable(scope, ty), TokenLiteral::i32_unsuffixed(*value));
            quote!(#ty::from(#value))
        }
        (Literal::Digits(digits), ty) => {
            let ty = self::ty(scope, ty);
            quote!(#digits.parse::<#ty>().expect("the model has a number"))
        }
        (Literal::Text(text), ty) => {
            let ty = callable(scope, ty);
            quote!(#ty::from(#text))
        }
        (Literal::Bytes(bytes), _) => {
            let (blob, bytes) = (scope.runtime("Blob"), TokenLiteral::byte_string(bytes));
            quote!(#blob::from(#bytes))
        }
        (Literal::Time(seconds, nanos), _) => {
            let (seconds, nanos) = (TokenLiteral::i64_unsuffixed(*seconds), TokenLiteral::u32_unsuffixed(*nanos));
            let timestamp = scope.runtime("Timestamp");
            quote!(#timestamp::new(#seconds, #nanos).expect("the model has a time between the years 0 and 9999"))
        }
        (Literal::Document(value), _) => {
            let (document, json) = (scope.document(), value.to_string());
            quote!(#document(#json))
        }
    }
}

/// Returns the type as the start of a path to one of its functions.
fn callable(scope: Scope, ty: &Type) -> TokenStream {
    let tokens = self::ty(scope, ty);
    match ty {
        Type::String
        | Type::BigInteger
        | Type::BigDecimal
        | Type::Blob
        | Type::Timestamp
        | Type::Unit
        | Type::Aggregate(_)
        | Type::Enum(_)
        | Type::IntEnum(_) => tokens,
        Type::Secret(secret) if **secret == Type::String => tokens,
        _ => quote!(<#tokens>),
    }
}

/// Emits a raw string, so that JSON in it is readable.
pub fn raw(text: &str) -> TokenStream {
    let plain = !text.contains(['"', '\\']) || text.contains('\r');
    let hashes =
        "#".repeat(1 + text.split('"').map(|part| part.len() - part.trim_start_matches('#').len()).max().unwrap_or(0));
    let raw = (!plain).then(|| format!("r{hashes}\"{text}\"{hashes}").parse().ok()).flatten();
    raw.unwrap_or_else(|| quote!(#text))
}
