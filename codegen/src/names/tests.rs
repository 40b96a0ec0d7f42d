//! Names of every kind, and the names that they must avoid.

use super::*;

#[track_caller]
fn check(name: &str, field: &str, ty: &str) {
    assert_eq!((field_name(name).as_str(), type_name(name).as_str()), (field, ty));
}

#[test]
fn names_are_words() {
    check("kmsArn", "kms_arn", "KmsArn");
    check("KMSArn", "kms_arn", "KmsArn");
    check("oAuth2GrantType", "oauth2_grant_type", "OAuth2GrantType");
    check("ConnectorOAuthRequest", "connector_oauth_request", "ConnectorOAuthRequest");
    check("oauth2", "oauth2", "OAuth2");
    check(
        "SAPODataConnectorProfileProperties",
        "sap_odata_connector_profile_properties",
        "SapODataConnectorProfileProperties",
    );
    check("SAPOData", "sap_odata", "SapOData");
    check("disableSSO", "disable_sso", "DisableSso");
    check(
        "usePrivateLinkForMetadataAndAuthorization",
        "use_private_link_for_metadata_and_authorization",
        "UsePrivateLinkForMetadataAndAuthorization",
    );
    check("ServiceNow", "service_now", "ServiceNow");
    check("dynamoDBv2", "dynamo_d_bv2", "DynamoDBv2");
    check("DynamoDBAction", "dynamodb_action", "DynamoDBAction");
    check("subnetIDs", "subnet_ids", "SubnetIds");
    check("S3", "s3", "S3");
    check("__listOf__string", "list_of_string", "ListOfString");
    check("ipv6Address", "ipv6_address", "IPv6Address");
}

#[test]
fn names_of_keywords_and_functions_get_a_suffix() {
    check("type", "type_", "Type");
    check("self", "self_", "SelfShape");
    check("new", "new_", "New");
    check("validate", "validate_", "Validate");
    check("from", "from_", "FromShape");
    check("toString", "to_string_", "ToStringShape");
    check("hash", "hash_", "Hash");
    check("serialize", "serialize_", "Serialize");
    check("tryInto", "try_into_", "TryIntoShape");
    check("typeId", "type_id_", "TypeId");
    check("max", "max", "Max");
    check("source", "source", "Source");
    assert_eq!(error_field_name("source"), "source_");
    assert_eq!(error_field_name("type"), "type_");
}

#[test]
fn types_leave_the_prelude_and_the_runtime_alone() {
    check("String", "string", "StringShape");
    check("Some", "some", "SomeShape");
    check("IntoIterator", "into_iterator", "IntoIteratorShape");
    check("Secret", "secret", "SecretShape");
    for name in PRELUDE.iter().chain(&RUNTIME_TYPES) {
        assert_eq!(type_name(name), format!("{name}Shape"));
    }
    assert_eq!([marker_name("AppFlow"), marker_name("Client")], ["AppFlow", "ClientService"]);
    assert_eq!(marker_name("Service"), "ServiceService");
}

#[test]
fn methods_leave_the_client_s_own_alone() {
    let methods = ["WithValidation", "WithTimeouts", "FromSdkConfig", "Builder", "New", "Clone", "Match", "Validate"];
    let expect =
        ["with_validation_", "with_timeouts_", "from_sdk_config_", "builder_", "new_", "clone_", "match_", "validate"];
    assert_eq!(methods.map(method_name), expect);
    assert_eq!(function_name("new"), "new");
}

#[test]
fn odd_names_are_still_names() {
    check("1st", "n1st", "N1st");
    check("_", "empty", "Empty");
    check("a.b-c", "a_b_c", "ABC");
    check("größe", "gr_e", "GrE");
}

#[track_caller]
fn check_variant(name: &str, value: &str, variant: &str) {
    assert_eq!(enum_variant_name(name, value), variant);
}

#[test]
fn variants_use_the_spelling_that_shows_words() {
    check_variant("SALESFORCE", "Salesforce", "Salesforce");
    check_variant("SAPODATA", "SAPOData", "SapOData");
    check_variant("EVENTBRIDGE", "EventBridge", "EventBridge");
    check_variant("CLIENT_CREDENTIALS", "CLIENT_CREDENTIALS", "ClientCredentials");
    check_variant("AWS_KMS", "aws:kms", "AwsKms");
    check_variant("V1", "1.0", "V1");
    check_variant("UNKNOWN", "UNKNOWN", "UnknownValue");
    check_variant("SELF", "SELF", "SelfValue");
}

/// A value without a name is named after itself.
#[test]
fn symbols_are_words() {
    let cases = [
        ("=", "Equal"),
        (">", "GreaterThan"),
        ("<", "LessThan"),
        (">=", "GreaterThanOrEqual"),
        ("<=", "LessThanOrEqual"),
        ("!=", "NotEqual"),
        ("*", "Star"),
        ("+", "Plus"),
        ("-", "Minus"),
        ("!", "Exclamation"),
        ("", "Empty"),
        (" ", "Space"),
        ("é", "Ue9"),
        ("日本", "U65e5U672c"),
        ("1", "N1"),
        ("-1", "Minus1"),
        ("+1", "Plus1"),
        ("12", "N12"),
        ("-0.5", "Minus05"),
        (">=5", "GreaterThanOrEqual5"),
        ("10+", "N10Plus"),
        ("50%", "N50Percent"),
        ("C", "C"),
        ("C++", "CPlusPlus"),
        ("C#", "CHash"),
        ("s3:*", "S3Star"),
        ("-x", "X"),
        ("a-1", "A1"),
        ("us-east-1", "UsEast1"),
        ("aws:kms", "AwsKms"),
        ("text/plain", "TextPlain"),
    ];
    for (value, variant) in cases {
        check_variant(value, value, variant);
    }
}

/// Returns the names in a braced list after `prefix` in a source text.
fn listed(source: &str, prefix: &str) -> Vec<String> {
    let list = source.split_once(prefix).and_then(|(_, rest)| rest.split_once('}')).expect("the list is there").0;
    list.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// The re-exports of a crate of types are reserved type names.
#[test]
fn reserved_types_are_those_that_the_crates_re_export() {
    let root = include_str!("../../../appflow-types/src/lib.rs");
    for name in listed(root, "pub use tinsmith_types::{") {
        assert!(RUNTIME_TYPES.contains(&name.as_str()), "{name}");
    }
}

/// The client's functions that do not depend on the model are reserved method names.
#[test]
fn reserved_functions_are_those_of_the_emitted_client() {
    let service = include_str!("../../../appflow-client/src/generated/service.rs");
    let file: syn::File = syn::parse_str(service).expect("generated code is Rust");
    let inherent = file.items.iter().filter_map(|item| match item {
        syn::Item::Impl(item) if item.trait_.is_none() => Some(&item.items),
        _ => None,
    });
    let mut functions = 0;
    for item in inherent.flatten() {
        let syn::ImplItem::Fn(function) = item else { continue };
        let name = function.sig.ident.to_string();
        assert!(CLIENT_FUNCTIONS.contains(&name.as_str()), "{name}");
        functions += 1;
    }
    assert!(functions >= 5, "{functions}");
}
