//! `schemas.rs`: a static for every shape, which the runtime uses to validate, read and write values.
//!
//! The statics are formatted as a table, because a service has hundreds of them, and most fit on one line.

use std::collections::BTreeMap;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{ident, rules};
use crate::ir::{
    Constraints, Location, PreludeSchema, Range, Schema, SchemaKind, SchemaMember, SchemaRef, Service, SimpleKind,
    TimestampFormat,
};
use crate::pattern;

/// Emits the version of the model, and the statics.
pub fn emit(service: &Service) -> TokenStream {
    let model = &service.model;
    let tags = rules::tags(service);
    let items = service.schemas.iter().map(|schema| item(schema, &tags));
    quote! {
        use super::validators;
        use tinsmith_types::codegen::*;

        /// The version of the service's model.
        pub(super) const MODEL: &str = #model;

        const fn structure(name: &'static str, members: &'static [Member]) -> Schema {
            Schema::structure(name, members).of_model(MODEL)
        }

        schemas! { #(#items)* }
    }
}

fn item(schema: &Schema, tags: &BTreeMap<&str, &str>) -> TokenStream {
    let name = ident(&schema.static_name);
    let body = body(schema);
    let constraints = constraints(&schema.constraints);
    let sensitive = schema.sensitive.then(|| quote!(.sensitive()));
    let tag = tags
        .get(schema.static_name.as_str())
        .map(|tag| ident(tag))
        .map(|tag| quote!(.discriminator(&validators::#tag)));
    quote!(#name = #body #constraints #sensitive #tag;)
}

fn body(schema: &Schema) -> TokenStream {
    let shape = &schema.shape;
    match &schema.kind {
        SchemaKind::Simple(SimpleKind::String) => quote!(Schema::string(#shape)),
        SchemaKind::Simple(kind) => {
            let kind = simple(*kind);
            quote!(Schema::new(#shape, Kind::#kind))
        }
        SchemaKind::MediaType(media_type) => quote!(Schema::new(#shape, Kind::MediaType(#media_type))),
        SchemaKind::MediaBlob(media_type) => quote!(Schema::new(#shape, Kind::Blob).media_type(#media_type)),
        SchemaKind::Timestamp(format) => {
            let format = match format {
                TimestampFormat::EpochSeconds => quote!(TimestampFormat::EpochSeconds),
                TimestampFormat::DateTime => quote!(TimestampFormat::DateTime),
                TimestampFormat::HttpDate => quote!(TimestampFormat::HttpDate),
            };
            quote!(Schema::new(#shape, Kind::Timestamp(#format)))
        }
        SchemaKind::Enum { words, internal } => {
            let internal = (!internal.is_empty()).then(|| quote!(.internal(&[#(#internal),*])));
            quote!(Schema::new(#shape, Kind::Enum(&[#(#words),*])) #internal)
        }
        SchemaKind::IntEnum(values) => {
            let values = values.iter().map(|value| Literal::i32_unsuffixed(*value));
            quote!(Schema::new(#shape, Kind::IntEnum(&[#(#values),*])))
        }
        SchemaKind::List { member, sparse } => {
            let (function, member) = (ident(if *sparse { "sparse_list" } else { "list" }), reference(member));
            quote!(Schema::#function(#shape, #member))
        }
        SchemaKind::Map { key, value, sparse } => {
            let function = ident(if *sparse { "sparse_map" } else { "map" });
            let (key, value) = (reference(key), reference(value));
            quote!(Schema::#function(#shape, #key, #value))
        }
        SchemaKind::Structure(members) => {
            let members = members.iter().map(member);
            quote!(structure(#shape, &[#(#members),*]))
        }
        SchemaKind::Union(members) => {
            let members = members.iter().map(member);
            quote!(Schema::union(#shape, &[#(#members),*]))
        }
    }
}

fn reference(schema: &SchemaRef) -> TokenStream {
    match schema {
        SchemaRef::Prelude(name) => {
            let name = prelude(*name);
            quote!(&prelude::#name)
        }
        SchemaRef::Own(name) => {
            let name = ident(name);
            quote!(&#name)
        }
    }
}

fn member(member: &SchemaMember) -> TokenStream {
    let (name, schema) = (&member.name, reference(&member.schema));
    let function = ident(if member.required { "required" } else { "optional" });
    let at = |location: TokenStream, wire: &str| Some(quote!(.at(Location::#location, #wire)));
    let location = match &member.location {
        Location::Body(key) if key == name => None,
        Location::Body(key) => Some(quote!(.json_name(#key))),
        Location::Payload => at(quote!(Payload), name),
        Location::Label(label) => at(quote!(Label), label),
        Location::Query(key) => at(quote!(Query), key),
        Location::QueryParams => at(quote!(QueryParams), name),
        Location::Header(header) => at(quote!(Header), header),
        Location::PrefixHeaders(prefix) => at(quote!(PrefixHeaders), prefix),
        Location::ResponseCode => at(quote!(ResponseCode), name),
        Location::EventHeader => at(quote!(EventHeader), name),
        Location::EventPayload => at(quote!(EventPayload), name),
    };
    let token = member.idempotency_token.then(|| quote!(.idempotency_token()));
    quote!(Member::#function(#name, #schema) #location #token)
}

fn constraints(constraints: &Constraints) -> TokenStream {
    let length = constraints.length.map(|(min, max)| {
        match (min.map(Literal::u64_unsuffixed), max.map(Literal::u64_unsuffixed)) {
            (Some(min), Some(max)) => quote!(.length(#min, #max)),
            (Some(min), None) => quote!(.min_length(#min)),
            (None, Some(max)) => quote!(.max_length(#max)),
            (None, None) => TokenStream::new(),
        }
    });
    let range = constraints.range.as_ref().map(|range| match range {
        Range::Integer(min, max) => {
            let (min, max) = (bound(*min, Literal::i64_unsuffixed), bound(*max, Literal::i64_unsuffixed));
            quote!(.range(#min, #max))
        }
        Range::Float(min, max) => {
            let (min, max) = (bound(*min, Literal::f64_unsuffixed), bound(*max, Literal::f64_unsuffixed));
            quote!(.float_range(#min, #max))
        }
        Range::Decimal(min, max) => {
            let [min, max] = [min, max].map(|text| bound(text.as_deref(), Literal::string));
            quote!(.decimal_range(#min, #max))
        }
    });
    let pattern = constraints.pattern.as_ref().map(|(text, matcher)| {
        let matcher = match &constraints.matcher {
            Some(name) => {
                let name = ident(name);
                quote!(validators::#name)
            }
            None => pattern::tokens(matcher),
        };
        let narrow = pattern::knows_one_partition(text).then(|| quote!(.narrow()));
        quote!(.pattern(#text, #matcher) #narrow)
    });
    let unique = constraints.unique_items.then(|| quote!(.unique_items()));
    quote!(#length #range #pattern #unique)
}

fn bound<T>(bound: Option<T>, literal: fn(T) -> Literal) -> TokenStream {
    match bound.map(literal) {
        Some(bound) => quote!(Some(#bound)),
        None => quote!(None),
    }
}

/// Returns the runtime's variant for a kind without members.
fn simple(kind: SimpleKind) -> TokenStream {
    match kind {
        SimpleKind::Boolean => quote!(Boolean),
        SimpleKind::Byte => quote!(Byte),
        SimpleKind::Short => quote!(Short),
        SimpleKind::Integer => quote!(Integer),
        SimpleKind::Long => quote!(Long),
        SimpleKind::Float => quote!(Float),
        SimpleKind::Double => quote!(Double),
        SimpleKind::BigInteger => quote!(BigInteger),
        SimpleKind::BigDecimal => quote!(BigDecimal),
        SimpleKind::String => quote!(String),
        SimpleKind::Blob => quote!(Blob),
        SimpleKind::Document => quote!(Document),
    }
}

/// Returns the runtime's static for a shape without constraints.
fn prelude(schema: PreludeSchema) -> TokenStream {
    match schema {
        PreludeSchema::Boolean => quote!(BOOLEAN),
        PreludeSchema::Byte => quote!(BYTE),
        PreludeSchema::Short => quote!(SHORT),
        PreludeSchema::Integer => quote!(INTEGER),
        PreludeSchema::Long => quote!(LONG),
        PreludeSchema::Float => quote!(FLOAT),
        PreludeSchema::Double => quote!(DOUBLE),
        PreludeSchema::BigInteger => quote!(BIG_INTEGER),
        PreludeSchema::BigDecimal => quote!(BIG_DECIMAL),
        PreludeSchema::String => quote!(STRING),
        PreludeSchema::Blob => quote!(BLOB),
        PreludeSchema::Document => quote!(DOCUMENT),
        PreludeSchema::Timestamp => quote!(TIMESTAMP),
        PreludeSchema::DateTime => quote!(DATE_TIME),
        PreludeSchema::HttpDate => quote!(HTTP_DATE),
        PreludeSchema::Unit => quote!(UNIT),
    }
}
