//! Typed traits are read with omitted values filled in.

use std::fmt::Debug;

use expect_test::{Expect, expect};
use model::traits::{
    AwsService, Deprecated, EndpointTests, EnumTrait, EnumValue, ErrorKind, ExternalDocumentation, Http,
    HttpMalformedRequestTests, HttpRequestTests, HttpResponseTests, Length, Mixin, Paginated, Range, Required,
    SmithyTrait, StaticContextParams, TimestampFormat, TraitDefinition,
};
use model::{AppliedTrait, Place, ShapeId, Traits};

#[track_caller]
fn check<T: SmithyTrait + Debug>(value: &str, expect: Expect) {
    let mut traits = Traits::default();
    let value = serde_json::from_str(value).expect("a case is JSON");
    traits.set(AppliedTrait { id: ShapeId::new(T::ID), value, place: Place::default() });
    assert!(traits.has::<T>());
    expect.assert_eq(&format!("{:?}", traits.get::<T>()));
}

#[test]
fn constraints() {
    check::<Length>(r#"{"min": 1}"#, expect!["Some(Length { min: Some(1), max: None })"]);
    check::<Length>(r#"{"min": -1}"#, expect!["None"]);
    check::<Range>(
        r#"{"min": "-0.5", "max": 9223372036854775807}"#,
        expect!["Some(Range { min: Some(Number(-0.5)), max: Some(Number(9223372036854775807)) })"],
    );
    check::<Range>(r#"{"min": true}"#, expect!["None"]);
    check::<Required>("{}", expect!["Some(Required)"]);
    check::<Required>("true", expect!["None"]);
    check::<EnumValue>(r#""a""#, expect![[r#"Some(Text("a"))"#]]);
    check::<EnumValue>("-2147483648", expect!["Some(Number(-2147483648))"]);
    check::<EnumValue>("2147483648", expect!["None"]);
    check::<EnumTrait>(
        r#"[{"value": "a"}]"#,
        expect![[
            r#"Some(EnumTrait([EnumDefinition { value: "a", name: None, documentation: None, tags: [], deprecated: false }]))"#
        ]],
    );
}

#[test]
fn behavior() {
    check::<Http>(
        r#"{"method": "GET", "uri": "/"}"#,
        expect![[r#"Some(Http { method: "GET", uri: "/", code: 200 })"#]],
    );
    check::<ErrorKind>(r#""client""#, expect!["Some(Client)"]);
    check::<ErrorKind>(r#""Client""#, expect!["None"]);
    check::<TimestampFormat>(r#""http-date""#, expect!["Some(HttpDate)"]);
    check::<Paginated>(
        r#"{"inputToken": "a", "pageSize": "b"}"#,
        expect![[
            r#"Some(Paginated { input_token: Some("a"), output_token: None, items: None, page_size: Some("b") })"#
        ]],
    );
    check::<Mixin>(r#"{"localTraits": ["a#b"]}"#, expect![[r#"Some(Mixin { local_traits: ["a#b"] })"#]]);
    check::<TraitDefinition>(
        r#"{"structurallyExclusive": "target"}"#,
        expect!["Some(TraitDefinition { selector: None, structurally_exclusive: Some(Target), conflicts: [] })"],
    );
    check::<Deprecated>("{}", expect!["Some(Deprecated { message: None, since: None })"]);
    check::<ExternalDocumentation>(
        r#"{"b": "c", "a": "d"}"#,
        expect![[r#"Some(ExternalDocumentation({"a": "d", "b": "c"}))"#]],
    );
    check::<AwsService>(
        r#"{"sdkId": "A", "futureProperty": 1}"#,
        expect![[
            r#"Some(AwsService { sdk_id: "A", arn_namespace: None, cloud_formation_name: None, cloud_trail_event_source: None, doc_id: None, endpoint_prefix: None })"#
        ]],
    );
}

#[test]
fn tests() {
    check::<HttpRequestTests>(
        r#"[{"id": "a", "protocol": "b", "method": "GET", "uri": "/", "appliesTo": "client"}]"#,
        expect![[
            r#"Some(HttpRequestTests([HttpRequestTest { id: "a", protocol: "b", method: "GET", uri: "/", host: None, resolved_host: None, auth_scheme: None, query_params: [], forbid_query_params: [], require_query_params: [], headers: {}, forbid_headers: [], require_headers: [], body: None, body_media_type: None, params: None, vendor_params: None, vendor_params_shape: None, documentation: None, tags: [], applies_to: Some(Client) }]))"#
        ]],
    );
    check::<HttpResponseTests>(
        r#"[{"id": "a", "protocol": "b", "code": 404}]"#,
        expect![[
            r#"Some(HttpResponseTests([HttpResponseTest { id: "a", protocol: "b", code: 404, auth_scheme: None, headers: {}, forbid_headers: [], require_headers: [], body: None, body_media_type: None, params: None, vendor_params: None, vendor_params_shape: None, documentation: None, tags: [], applies_to: None }]))"#
        ]],
    );
    check::<HttpMalformedRequestTests>(
        r#"[{"id": "a", "protocol": "b", "request": {"method": "GET", "uri": "/"},
            "response": {"code": 400, "body": {"mediaType": "c", "assertion": {"messageRegex": "d"}}}}]"#,
        expect![[
            r#"Some(HttpMalformedRequestTests([HttpMalformedRequestTest { id: "a", protocol: "b", request: MalformedRequest { method: "GET", uri: "/", host: None, query_params: [], headers: {}, body: None, body_media_type: None }, response: MalformedResponse { headers: {}, code: 400, body: Some(MalformedResponseBody { assertion: MessageRegex("d"), media_type: "c" }) }, documentation: None, tags: [], test_parameters: {} }]))"#
        ]],
    );
    check::<EndpointTests>(
        r#"{"version": "1.0", "testCases": [{"expect": {"endpoint": {"url": "a"}}}, {"expect": {"error": "b"}}]}"#,
        expect![[
            r#"Some(EndpointTests { version: "1.0", test_cases: [EndpointTest { documentation: None, params: {}, operation_inputs: [], expect: Endpoint(ExpectedEndpoint { url: Some("a"), headers: {}, properties: {} }) }, EndpointTest { documentation: None, params: {}, operation_inputs: [], expect: Error("b") }] })"#
        ]],
    );
    check::<StaticContextParams>(
        r#"{"a": {"value": true}}"#,
        expect![[r#"Some(StaticContextParams({"a": StaticContextParam { value: Bool(true) }}))"#]],
    );
}
