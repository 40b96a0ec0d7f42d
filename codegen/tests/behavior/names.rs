//! That generated names leave those of Rust and of the runtime alone.

use crate::goldens::naming_obstacles::{
    BlobShape, Box as BoxStructure, Choice, Default as DefaultStructure, ElsewhereType, Members,
    Option as OptionStructure, Prelude, Runtime, SapODataRequest, String as StringStructure, Type, Value,
    Vec as VecStructure,
};

#[test]
fn members_are_found_under_their_own_names() {
    let members = Members::new()
        .foo1bar2("0")
        .async_("1")
        .foo_bar("2")
        .foo_bar_2("3")
        .sap_odata("4")
        .self_("5")
        .type_(Type::new())
        .type2(ElsewhereType::new())
        .value("6");
    let text = r#"{"__foo1bar2":"0","async":"1","fooBar":"2","foo_bar":"3","SAPOData":"4","self":"5","type":{},"Type2":{},"value":"6"}"#;
    assert_eq!(serde_json::to_string(&members).unwrap(), text);
    assert_eq!(serde_json::from_str::<Members>(text).unwrap(), members);
}

#[test]
fn shapes_of_the_prelude_are_of_the_model() {
    let prelude = Prelude::new()
        .box_(BoxStructure::new().box_(BoxStructure::new()))
        .default_(DefaultStructure::default())
        .option(OptionStructure::new().option(OptionStructure::new()))
        .string(StringStructure::new().string("text"))
        .vec(VecStructure::new().vec(["a"]));
    let request = SapODataRequest::new().prelude(prelude).runtime(Runtime::new().blob(BlobShape::new()));
    let text = serde_json::to_string(&request).unwrap();
    assert_eq!(
        text,
        r#"{"prelude":{"box":{"box":{}},"default":{"default":"default"},"option":{"option":{}},"string":{"string":"text"},"vec":{"vec":["a"]}},"runtime":{"blob":{}}}"#
    );
    assert_eq!(serde_json::from_str::<SapODataRequest>(&text).unwrap(), request);
}

#[test]
fn values_that_share_words_stay_apart() {
    for value in Value::VALUES {
        assert_eq!(Value::from(value.as_str()), *value);
        assert!(!matches!(value, Value::Unknown(_)));
    }
    assert_eq!((Value::AwsKms.as_str(), Value::AwsKms2.as_str()), ("aws:kms", "aws::kms"));
    assert_eq!(Value::UnknownValue.as_str(), "Unknown");
    let choice = Choice::FooBar2("a".to_owned());
    assert_eq!(serde_json::to_string(&choice).unwrap(), r#"{"foo_bar":"a"}"#);
}
