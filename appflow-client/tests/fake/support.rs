//! Requests for the tests: through the client, and over a socket with a signature computed here.

use std::time::{SystemTime, UNIX_EPOCH};

use appflow_client::fake::{ACCESS_KEY_ID, FakeAppFlow, SECRET_ACCESS_KEY};
use appflow_client::types::{
    ConnectionMode, Connector, CreateConnectorProfileRequest, CreateFlowRequest, SalesforceConnectorProfileCredentials,
    SalesforceConnectorProfileProperties, Timestamp, TimestampFormat,
};
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A secret of every request, which must not be shown anywhere.
pub const SECRET: &str = "hunter2-access-token";
pub const PATH: &str = "/create-connector-profile";

/// Returns a valid request.
pub fn request(name: &str) -> CreateConnectorProfileRequest {
    let credentials =
        SalesforceConnectorProfileCredentials::new().access_token(SECRET).refresh_token("hunter2-refresh");
    let connector = Connector::Salesforce {
        properties: SalesforceConnectorProfileProperties::new().instance_url("https://acme.my.salesforce.com"),
        credentials: Some(credentials),
    };
    CreateConnectorProfileRequest::for_connector(name, ConnectionMode::Public, connector)
}

/// Returns a valid request as a document, with a token.
pub fn document(name: &str, token: &str) -> Value {
    serde_json::to_value(request(name).client_token(token)).expect("a request has a form in JSON")
}

/// Returns the names of the profiles in a fake.
pub fn names(fake: &FakeAppFlow) -> Vec<String> {
    fake.profiles().into_iter().map(|profile| profile.name).collect()
}

/// A request built here.
#[derive(Clone)]
pub struct Raw {
    pub method: &'static str,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
    pub access_key: String,
    pub secret: String,
    pub region: String,
    pub time: SystemTime,
}

/// A response as received.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Raw {
    /// Creates a POST of JSON with the fake's own credentials.
    pub fn post(target: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            method: "POST",
            target: target.to_owned(),
            headers: vec![("content-type".into(), "application/json".into())],
            body: body.into(),
            access_key: ACCESS_KEY_ID.into(),
            secret: SECRET_ACCESS_KEY.into(),
            region: "us-east-1".into(),
            time: SystemTime::now(),
        }
    }

    /// Creates a request to create a profile.
    pub fn create(document: &Value) -> Self {
        Self::post(PATH, document.to_string())
    }

    pub fn method(mut self, method: &'static str) -> Self {
        self.method = method;
        self
    }

    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn without_headers(mut self) -> Self {
        self.headers.clear();
        self
    }

    pub fn at(mut self, time: SystemTime) -> Self {
        self.time = time;
        self
    }

    /// Returns its bytes, signed.
    pub fn signed(mut self, host: &str) -> Vec<u8> {
        let seconds = self.time.duration_since(UNIX_EPOCH).expect("a time after 1970").as_secs();
        let time = Timestamp::new(i64::try_from(seconds).expect("a time before 9999"), 0)
            .expect("a time before 9999")
            .format(TimestampFormat::DateTime);
        let time = time.replace(['-', ':'], "");
        self.headers.push(("host".into(), host.into()));
        self.headers.push(("x-amz-date".into(), time.clone()));
        self.headers.sort();
        let lines: String = self.headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        let names = names.join(";");
        let (path, query) = self.target.split_once('?').unwrap_or((&self.target, ""));
        // The path is encoded once more, and the parameters are sorted.
        let path = path.replace('%', "%25");
        let mut query: Vec<&str> = query.split('&').collect();
        query.sort_unstable();
        let query = query.join("&");
        let body = hex(&Sha256::digest(&self.body));
        let canonical = format!("{}\n{path}\n{query}\n{lines}\n{names}\n{body}", self.method);
        let scope = format!("{}/{}/appflow/aws4_request", &time[..8], self.region);
        let text = format!("AWS4-HMAC-SHA256\n{time}\n{scope}\n{}", hex(&Sha256::digest(canonical)));
        let key = scope.split('/').fold(format!("AWS4{}", self.secret).into_bytes(), |key, part| mac(&key, part));
        let signature = hex(&mac(&key, &text));
        let authorization = format!(
            "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={names}, Signature={signature}",
            self.access_key
        );
        self.headers.push(("authorization".into(), authorization));
        self.bytes()
    }

    /// Returns its bytes without a signature.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = format!("{} {} HTTP/1.1\r\n", self.method, self.target).into_bytes();
        for (name, value) in &self.headers {
            bytes.extend(format!("{name}: {value}\r\n").into_bytes());
        }
        bytes.extend(format!("content-length: {}\r\n\r\n", self.body.len()).into_bytes());
        bytes.extend(&self.body);
        bytes
    }

    pub async fn send(self, fake: &FakeAppFlow) -> Answer {
        let bytes = self.signed(&fake.address().to_string());
        exchange(fake, &bytes).await
    }

    /// Sends it without a signature.
    pub async fn send_unsigned(self, fake: &FakeAppFlow) -> Answer {
        exchange(fake, &self.header("host", &fake.address().to_string()).bytes()).await
    }
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the answer is JSON")
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the status, and the code of the error.
    pub fn code(&self) -> (u16, &str) {
        (self.status, self.header("x-amzn-errortype").unwrap_or(""))
    }

    pub fn message(&self) -> String {
        self.json()["message"].as_str().expect("errors have a message").to_owned()
    }
}

/// Sends bytes over a separate connection, and reads the response.
pub async fn exchange(fake: &FakeAppFlow, bytes: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(fake.address()).await.expect("the fake listens");
    stream.write_all(bytes).await.expect("the fake reads");
    read(&mut stream).await
}

/// Reads a response with a length.
pub async fn read(stream: &mut TcpStream) -> Answer {
    let mut bytes = Vec::new();
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            break end + 4;
        }
        assert_ne!(stream.read_buf(&mut bytes).await.expect("an answer"), 0, "{}", String::from_utf8_lossy(&bytes));
    };
    let head = String::from_utf8(bytes[..end].to_vec()).expect("the head is text");
    let mut lines = head.trim_end().split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status").parse().expect("a number");
    let headers: Vec<(String, String)> = lines
        .map(|line| line.split_once(": ").expect("a header"))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let mut answer = Answer { status, headers, body: bytes.split_off(end) };
    let length: usize = answer.header("content-length").expect("a length").parse().expect("a number");
    while answer.body.len() < length {
        assert_ne!(stream.read_buf(&mut answer.body).await.expect("a body"), 0, "{answer:?}");
    }
    answer
}

/// Posts a document to a path below `/_fake/`.
pub async fn control(fake: &FakeAppFlow, path: &str, document: Value) -> Value {
    let answer = Raw::post(path, document.to_string()).send_unsigned(fake).await;
    assert_eq!(answer.status, 200, "{answer:?}");
    answer.json()
}

/// Returns whether a text contains a secret.
pub fn shows_a_secret(text: &str) -> bool {
    text.contains("hunter2") || text.contains(SECRET_ACCESS_KEY)
}

/// Returns a request as a document without any required member.
pub fn empty() -> Value {
    json!({})
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mac = Hmac::<Sha256>::new_from_slice(key).expect("any key");
    mac.chain_update(text).finalize().into_bytes().to_vec()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads a request from a document, like a program with a file.
pub fn parse<T: serde::de::DeserializeOwned>(document: Value) -> T {
    serde_json::from_value(document).expect("a request")
}

/// Starts a fake with a fixed clock.
pub async fn still() -> FakeAppFlow {
    let clock = appflow_client::fake::Clock::fixed(SystemTime::now());
    FakeAppFlow::builder().clock(clock).start().await.expect("a free port")
}

/// Starts a fake with a fixed clock and the profile `crm`.
pub async fn with_profile() -> FakeAppFlow {
    let fake = still().await;
    fake.client().create_connector_profile(request("crm")).await.expect("it is new");
    fake
}

/// Returns the settings of a flow from the profile `crm` to a bucket, with this trigger.
pub fn settings(name: &str, trigger: &Value) -> Value {
    json!({
        "flowName": name,
        "triggerConfig": trigger,
        "sourceFlowConfig": {
            "connectorType": "Salesforce",
            "connectorProfileName": "crm",
            "sourceConnectorProperties": { "Salesforce": { "object": "Account" } },
        },
        "destinationFlowConfigList": [{
            "connectorType": "S3",
            "destinationConnectorProperties": { "S3": { "bucketName": "acme-lake" } },
        }],
        "tasks": [{ "sourceFields": [], "taskType": "Map_all", "taskProperties": {} }],
    })
}

pub fn on_demand() -> Value {
    json!({ "triggerType": "OnDemand" })
}

pub fn on_event() -> Value {
    json!({ "triggerType": "Event" })
}

pub fn scheduled(expression: &str) -> Value {
    let properties = json!({ "scheduleExpression": expression, "dataPullMode": "Complete" });
    json!({ "triggerType": "Scheduled", "triggerProperties": { "Scheduled": properties } })
}

/// Returns a request to create a flow.
pub fn flow(name: &str, trigger: &Value) -> CreateFlowRequest {
    parse(settings(name, trigger))
}

/// Returns the status and the code of an error.
#[track_caller]
pub fn failed<T: std::fmt::Debug>(result: Result<T, appflow_client::Error>) -> (u16, String) {
    let error = result.expect_err("it fails");
    (error.status().expect("an answer"), error.code().expect("a code").to_owned())
}

/// Returns an expected status and code.
pub fn code(status: u16, code: &str) -> (u16, String) {
    (status, code.to_owned())
}
