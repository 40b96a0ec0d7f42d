//! The signatures of the rules engine's functions.

use crate::ir::endpoints::{ArnPart, Attribute, Function, PartitionPart, Type, UrlPart};

/// A function that the runtime implements.
pub struct Signature {
    /// The name in rules.
    pub name: &'static str,
    /// The function.
    pub function: Function,
    /// The types of the arguments.
    pub arguments: &'static [Type],
    /// The type of the result.
    pub result: Type,
    /// Whether the result is optional.
    pub optional: bool,
}

/// The functions that are lowered to operators instead of calls.
pub const OPERATORS: [&str; 7] = ["booleanEquals", "coalesce", "getAttr", "isSet", "ite", "not", "stringEquals"];

/// All other functions.
///
/// `aws.partition` always returns a partition, because one of the partitions covers all regions that no other does.
pub const FUNCTIONS: [Signature; 8] = [
    Signature {
        name: "aws.isVirtualHostableS3Bucket",
        function: Function::IsVirtualHostableS3Bucket,
        arguments: &[Type::String, Type::Boolean],
        result: Type::Boolean,
        optional: false,
    },
    Signature {
        name: "aws.parseArn",
        function: Function::ParseArn,
        arguments: &[Type::String],
        result: Type::Arn,
        optional: true,
    },
    Signature {
        name: "aws.partition",
        function: Function::Partition,
        arguments: &[Type::String],
        result: Type::Partition,
        optional: false,
    },
    Signature {
        name: "isValidHostLabel",
        function: Function::IsValidHostLabel,
        arguments: &[Type::String, Type::Boolean],
        result: Type::Boolean,
        optional: false,
    },
    Signature {
        name: "parseURL",
        function: Function::ParseUrl,
        arguments: &[Type::String],
        result: Type::Url,
        optional: true,
    },
    Signature {
        name: "split",
        function: Function::Split,
        arguments: &[Type::String, Type::String, Type::Integer],
        result: Type::Parts,
        optional: false,
    },
    Signature {
        name: "substring",
        function: Function::Substring,
        arguments: &[Type::String, Type::Integer, Type::Integer, Type::Boolean],
        result: Type::String,
        optional: true,
    },
    Signature {
        name: "uriEncode",
        function: Function::UriEncode,
        arguments: &[Type::String],
        result: Type::String,
        optional: false,
    },
];

/// Returns the names of all functions, as a message lists them.
pub fn names() -> String {
    let mut names: Vec<_> = FUNCTIONS.iter().map(|signature| signature.name).chain(OPERATORS).collect();
    names.sort_unstable();
    names.join(", ")
}

/// Returns the attributes of a value of this type by their names in rules, without the indexed parts of an ARN's
/// resource.
pub fn attributes(ty: Type) -> &'static [(&'static str, Attribute)] {
    match ty {
        Type::Partition => &[
            ("name", Attribute::Partition(PartitionPart::Name)),
            ("dnsSuffix", Attribute::Partition(PartitionPart::DnsSuffix)),
            ("dualStackDnsSuffix", Attribute::Partition(PartitionPart::DualStackDnsSuffix)),
            ("supportsFIPS", Attribute::Partition(PartitionPart::SupportsFips)),
            ("supportsDualStack", Attribute::Partition(PartitionPart::SupportsDualStack)),
            ("implicitGlobalRegion", Attribute::Partition(PartitionPart::ImplicitGlobalRegion)),
        ],
        Type::Url => &[
            ("scheme", Attribute::Url(UrlPart::Scheme)),
            ("authority", Attribute::Url(UrlPart::Authority)),
            ("path", Attribute::Url(UrlPart::Path)),
            ("normalizedPath", Attribute::Url(UrlPart::NormalizedPath)),
            ("isIp", Attribute::Url(UrlPart::IsIp)),
        ],
        Type::Arn => &[
            ("partition", Attribute::Arn(ArnPart::Partition)),
            ("service", Attribute::Arn(ArnPart::Service)),
            ("region", Attribute::Arn(ArnPart::Region)),
            ("accountId", Attribute::Arn(ArnPart::AccountId)),
        ],
        Type::String | Type::Boolean | Type::Integer | Type::Texts | Type::Parts => &[],
    }
}

/// Returns the type of an attribute.
pub fn attribute_type(attribute: Attribute) -> Type {
    match attribute {
        Attribute::Partition(PartitionPart::SupportsFips | PartitionPart::SupportsDualStack)
        | Attribute::Url(UrlPart::IsIp) => Type::Boolean,
        Attribute::Partition(_) | Attribute::Url(_) | Attribute::Arn(_) => Type::String,
    }
}

/// Returns the name of a type in messages.
pub fn type_name(ty: Type) -> &'static str {
    match ty {
        Type::String => "a string",
        Type::Boolean => "a boolean",
        Type::Integer => "a non-negative integer",
        Type::Partition => "a partition",
        Type::Url => "a URL",
        Type::Arn => "an ARN",
        Type::Texts => "a list of strings",
        Type::Parts => "the parts of a string",
    }
}
