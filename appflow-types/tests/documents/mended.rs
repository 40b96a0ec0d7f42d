//! Mistakes with one reading, and ambiguous ones.

use expect_test::{Expect, expect};

use crate::{VALID, check_fix, with};

#[test]
fn corrections() {
    check_fix(VALID, expect![[""]]);
    let fix_with = |part: &str, replacement: &str, expect: Expect| check_fix(&with(part, replacement), expect);
    fix_with(
        "\"connectorLabel\"",
        "\"conectorLabel\"",
        expect![[r#"
        4:3: /conectorLabel: renamed conectorLabel to connectorLabel
    "#]],
    );
    fix_with(
        "\"connectorLabel\"",
        "\"connectorLabel\": null, \"ConnectorLabel\"",
        expect![[r#"
        4:21: /connectorLabel: dropped null
        4:27: /ConnectorLabel: renamed ConnectorLabel to connectorLabel
    "#]],
    );
    fix_with(
        "\"Public\"",
        "\"PUBLIC\"",
        expect![[r#"
        5:21: /connectionMode: read connectionMode's value as Public
    "#]],
    );
    fix_with(
        "\"Public\"",
        "\"Public\", \"anything\": null",
        expect![[r#"
        5:43: /anything: dropped null
    "#]],
    );
    fix_with(
        "\"connectorType\": \"CustomConnector\",",
        "",
        expect![[r#"
        1:1: /connectorType: set connectorType to CustomConnector, because CustomConnector is the one member that connectorProfileProperties and connectorProfileCredentials have
    "#]],
    );
    fix_with(
        "\"connectorType\": \"CustomConnector\",",
        "\"connectorType\": null,",
        expect![[r#"
        1:1: /connectorType: set connectorType to CustomConnector, because CustomConnector is the one member that connectorProfileProperties and connectorProfileCredentials have
        3:20: /connectorType: dropped null
    "#]],
    );
    fix_with(
        "\"CustomConnector\",",
        "\"none of all\",",
        expect![[r#"
        3:20: /connectorType: set connectorType to CustomConnector, because CustomConnector is the one member that connectorProfileProperties and connectorProfileCredentials have
    "#]],
    );
    fix_with(
        "\"connectorLabel\"",
        "\"connector_label\"",
        expect![[r#"
        4:3: /connector_label: renamed connector_label to connectorLabel
    "#]],
    );
    fix_with(
        "\"connectorLabel\"",
        "\"label\"",
        expect![[r#"
            4:3: /label: renamed label to connectorLabel
        "#]],
    );
}

#[test]
fn ambiguous_mistakes() {
    let fix_with = |part: &str, replacement: &str, expect: Expect| check_fix(&with(part, replacement), expect);
    fix_with(
        "\"CustomConnector\",",
        "\"S3\",",
        expect![[r#"
            2 problems in the document
            3:20: /connectorType: either S3 is meant, or CustomConnector, because CustomConnector is the one member that connectorProfileProperties and connectorProfileCredentials have: change one
            3:20: /connectorType: must name something that can be set here, which S3, EventBridge, LookoutMetrics, Upsolver, CustomerProfiles can't"#]],
    );
    check_fix(
        r#"{"connectorProfileName": "n", "connectionMode": "Public", "connectorType": "Slack",
            "connectorProfileConfig": {"connectorProfileProperties": {"GoogleAnalytics": {}}}}"#,
        expect![[r#"
            3 problems in the document
            1:76: /connectorType: either Slack is meant, or Googleanalytics, because GoogleAnalytics is the one member that connectorProfileProperties has: change one
            2:70: /connectorProfileConfig/connectorProfileProperties/Slack: must be set, because connectorType names Slack
            2:90: /connectorProfileConfig/connectorProfileProperties/GoogleAnalytics: must be absent, because connectorType names Slack"#]],
    );
    fix_with(
        "\"Public\"",
        "\"Public\", \"connectionmode\": \"Private\"",
        expect![[r#"
        1 problem in the document
        5:31: /connectionmode: unknown member connectionmode; did you mean connectionMode?"#]],
    );
    fix_with(
        "\"connectorLabel\"",
        "\"connectorlabel\": \"a\", \"ConnectorLabel\"",
        expect![[r#"
        2 problems in the document
        4:3: /connectorlabel: unknown member connectorlabel; did you mean connectorLabel?
        4:26: /ConnectorLabel: unknown member ConnectorLabel; did you mean connectorLabel?"#]],
    );
    fix_with(
        "\"Public\"",
        "\"Public\", \"connectionMode\": \"Public\"",
        expect![[r#"
        1 problem in the document
        5:31: /connectionMode: occurs twice in the object, first at 5:3"#]],
    );
    fix_with(
        "\"Public\"",
        "\"Internal\"",
        expect![[r#"
        1 problem in the document
        5:21: /connectionMode: must satisfy enum value set: [Public, Private]"#]],
    );
    fix_with(
        "\"CustomConnector\",",
        "7,",
        expect![[r#"
        1 problem in the document
        3:20: /connectorType: expected a string, found a number"#]],
    );
    fix_with(
        "\"crm\"",
        "7",
        expect![[r#"
        1 problem in the document
        2:27: /connectorProfileName: expected a string, found a number"#]],
    );
    fix_with(
        "\"crm\"",
        "\"a b\"",
        expect![[r#"
        1 problem in the document
        2:27: /connectorProfileName: must satisfy regular expression pattern: ^[\w/!@#+=.-]+$"#]],
    );
    check_fix(
        "{",
        expect![[r#"
        1 problem in the document
        1:2: the document ends too early, expected a member name in double quotes"#]],
    );
    check_fix(
        r#"{"connectorProfileName": "n", "connectionMode": "Public", "connectorType": "Zendesk",
            "connectorProfileConfig": {"connectorProfileProperties": {"Slack": {"instanceUrl": "u"}},
              "connectorProfileCredentials": {"Singular": {"apiKey": "k"}}}}"#,
        expect![[r#"
            3 problems in the document
            2:70: /connectorProfileConfig/connectorProfileProperties/Zendesk: must be set, because connectorType names Zendesk
            2:80: /connectorProfileConfig/connectorProfileProperties/Slack: must be absent, because connectorType names Zendesk
            3:59: /connectorProfileConfig/connectorProfileCredentials/Singular: must be absent, because connectorType names Zendesk"#]],
    );
    check_fix(
        r#"{"connectorProfileName": "n", "connectionMode": "Public", "connectorType": "Zendesk",
            "connectorProfileConfig": {"connectorProfileProperties": {},
              "connectorProfileCredentials": {"Singular": {"apiKey": "k"}}}}"#,
        expect![[r#"
            2 problems in the document
            2:70: /connectorProfileConfig/connectorProfileProperties/Zendesk: must be set, because connectorType names Zendesk
            3:59: /connectorProfileConfig/connectorProfileCredentials/Singular: must be absent, because connectorType names Zendesk"#]],
    );
    check_fix(
        r#"{"connectorProfileName": "n", "connectionMode": "Public", "connectorType": "Zendesk",
            "connectorProfileConfig": {"connectorProfileProperties": {"Singular": {}, "Trendmicro": {}}}}"#,
        expect![[r#"
            3 problems in the document
            2:70: /connectorProfileConfig/connectorProfileProperties/Zendesk: must be set, because connectorType names Zendesk
            2:83: /connectorProfileConfig/connectorProfileProperties/Singular: must be absent, because connectorType names Zendesk
            2:101: /connectorProfileConfig/connectorProfileProperties/Trendmicro: must be absent, because connectorType names Zendesk"#]],
    );
}
