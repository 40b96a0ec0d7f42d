//! The small models to edit; `@name` is a trait of the prelude.

/// Structures with members of all presences, a list, a map, a secret and constraints.
pub const STRUCTURES: &str = r#"{"smithy": "2.0", "shapes": {
"x#Service": {"type": "service", "mixins": [{"target": "example#Common"}], "operations": [{"target": "x#Put"}]},
"x#Put": {"type": "operation", "input": {"target": "x#In"}, "output": {"target": "x#Out"},
    "traits": {"@http": {"method": "POST", "uri": "/"}}},
"x#In": {"type": "structure", "members": {
    "thing": {"target": "x#Thing", "traits": {"@required": {}}},
    "token": {"target": "@String", "traits": {"@idempotencyToken": {}}}
}},
"x#Out": {"type": "structure", "members": {
    "size": {"target": "@Integer", "traits": {"@default": 7}},
    "state": {"target": "@String"},
    "kept": {"target": "@Boolean", "traits": {"@required": {}}}
}},
"x#Thing": {"type": "structure", "members": {
    "name": {"target": "x#Name", "traits": {"@required": {}}},
    "owner": {"target": "@String", "traits": {"@required": {}}},
    "count": {"target": "@Integer", "traits": {"@required": {}}},
    "fooBar": {"target": "@String"},
    "password": {"target": "@String", "traits": {"@documentation": "Opens it."}},
    "tags": {"target": "x#Tags"},
    "sizes": {"target": "x#Sizes"},
    "part": {"target": "x#Part"}
}},
"x#Part": {"type": "structure", "members": {
    "label": {"target": "@String"},
    "weight": {"target": "@Float"}
}},
"x#Name": {"type": "string", "traits": {"@length": {"min": 1}}},
"x#Tags": {"type": "list", "member": {"target": "@String"}},
"x#Sizes": {"type": "map", "key": {"target": "@String"}, "value": {"target": "@Integer"}},
"x#Hidden": {"type": "string", "traits": {"@sensitive": {}}},
"x#Color": {"type": "enum", "members": {"RED": {"target": "@Unit", "traits": {"@enumValue": "red"}}}}
}}"#;

/// An enum of strings, one of integers, and a union.
pub const CHOICES: &str = r#"{"smithy": "2.0", "shapes": {
"x#Service": {"type": "service", "mixins": [{"target": "example#Common"}], "operations": [{"target": "x#Put"}]},
"x#Put": {"type": "operation", "input": {"target": "x#In"}, "traits": {"@http": {"method": "POST", "uri": "/"}}},
"x#In": {"type": "structure", "members": {
    "color": {"target": "x#Color"},
    "grade": {"target": "x#Grade"},
    "choice": {"target": "x#Choice"}
}},
"x#Color": {"type": "enum", "members": {
    "RED": {"target": "@Unit", "traits": {"@enumValue": "red"}},
    "GREEN": {"target": "@Unit", "traits": {"@enumValue": "green"}}
}},
"x#Grade": {"type": "intEnum", "members": {
    "LOW": {"target": "@Unit", "traits": {"@enumValue": 1}},
    "HIGH": {"target": "@Unit", "traits": {"@enumValue": 2}}
}},
"x#Choice": {"type": "union", "members": {
    "text": {"target": "@String"},
    "number": {"target": "@Integer"},
    "part": {"target": "x#Part"}
}},
"x#Part": {"type": "structure", "members": {"label": {"target": "@String"}}}
}}"#;

/// Operations with pages, without input or output, and with errors.
pub const OPERATIONS: &str = r#"{"smithy": "2.0", "shapes": {
"x#Service": {"type": "service", "mixins": [{"target": "example#Common"}],
    "operations": [{"target": "x#List"}, {"target": "x#Ping"}]},
"x#List": {"type": "operation", "input": {"target": "x#In"}, "output": {"target": "x#Out"},
    "errors": [{"target": "x#Gone"}, {"target": "x#Busy"}],
    "traits": {"@paginated": {"inputToken": "after", "outputToken": "next"},
    "@http": {"method": "POST", "uri": "/list"}}},
"x#Ping": {"type": "operation", "traits": {"@http": {"method": "POST", "uri": "/ping"}}},
"x#In": {"type": "structure", "members": {"after": {"target": "@String"}}},
"x#Out": {"type": "structure", "members": {
    "next": {"target": "@String"},
    "last": {"target": "@String"},
    "reason": {"target": "x#Busy"}
}},
"x#Gone": {"type": "structure", "traits": {"@error": "client"}, "members": {"message": {"target": "@String"}}},
"x#Busy": {"type": "structure", "traits": {"@error": "server"}, "members": {"message": {"target": "@String"}}}
}}"#;

/// A discriminator with its parts.
pub const TAGGED: &str = r#"{"smithy": "2.0", "shapes": {
"x#Service": {"type": "service", "mixins": [{"target": "example#Common"}], "operations": [{"target": "x#Put"}]},
"x#Put": {"type": "operation", "input": {"target": "x#In"}, "traits": {"@http": {"method": "POST", "uri": "/"}}},
"x#In": {"type": "structure", "traits": {"rust.codegen#discriminated": {
    "name": "Connector", "constructor": "forConnector", "tag": "kind",
    "parts": [
        {"name": "properties", "path": "/config/allProperties", "required": true},
        {"name": "credentials", "path": "/config/allCredentials", "required": false}
    ],
    "without": ["None"], "with": {"Two": ["label"]}
}}, "members": {
    "kind": {"target": "x#Kind", "traits": {"@required": {}}},
    "label": {"target": "@String"},
    "name": {"target": "@String", "traits": {"@required": {}}},
    "config": {"target": "x#Config", "traits": {"@required": {}}}
}},
"x#Config": {"type": "structure", "members": {
    "allProperties": {"target": "x#Properties", "traits": {"@required": {}}},
    "allCredentials": {"target": "x#Credentials"}
}},
"x#Kind": {"type": "enum", "members": {
    "One": {"target": "@Unit"},
    "Two": {"target": "@Unit"},
    "None": {"target": "@Unit"}
}},
"x#Properties": {"type": "structure", "members": {"One": {"target": "x#Empty"}, "Two": {"target": "x#Empty"}}},
"x#Credentials": {"type": "structure", "members": {"One": {"target": "x#Login"}, "Two": {"target": "x#Login"}}},
"x#Empty": {"type": "structure", "members": {}},
"x#Other": {"type": "structure", "members": {}},
"x#Login": {"type": "structure", "members": {"password": {"target": "x#Password"}}},
"x#Password": {"type": "string", "traits": {"@sensitive": {}}},
"rust.codegen#discriminated": {"type": "document", "traits": {"@trait": {}}}
}}"#;

/// AppFlow's change between 2025-04 and 2026-11, in the old state.
pub const SNOWFLAKE: &str = r#"{"smithy": "2.0", "shapes": {
"x#Service": {"type": "service", "mixins": [{"target": "example#Common"}], "operations": [{"target": "x#Put"}]},
"x#Put": {"type": "operation", "input": {"target": "x#In"}, "traits": {"@http": {"method": "POST", "uri": "/"}}},
"x#In": {"type": "structure", "members": {
    "Snowflake": {"target": "x#SnowflakeConnectorProfileCredentials"},
    "oAuthRequest": {"target": "x#ConnectorOAuthRequest"}
}},
"x#SnowflakeConnectorProfileCredentials": {"type": "structure", "members": {
    "username": {"target": "x#Username", "traits": {"@required": {}}},
    "password": {"target": "x#Password", "traits": {"@required": {}}}
}},
"x#ConnectorOAuthRequest": {"type": "structure", "members": {
    "authCode": {"target": "x#Password"}
}},
"x#Username": {"type": "string", "traits": {"@length": {"max": 512}}},
"x#Password": {"type": "string", "traits": {"@sensitive": {}}}
}}"#;

/// Returns the model of that name.
pub fn named(name: &str) -> &'static str {
    let models = [
        ("STRUCTURES", STRUCTURES),
        ("CHOICES", CHOICES),
        ("OPERATIONS", OPERATIONS),
        ("TAGGED", TAGGED),
        ("SNOWFLAKE", SNOWFLAKE),
    ];
    models.into_iter().find(|(known, _)| *known == name).expect("a model of that name").1
}
