//! A small service for the tests, written by hand like generated code, and servers that send given bytes.

#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a helper of tests")]

pub mod server;
pub mod trace;

use std::collections::BTreeMap;

use tinsmith_client::codegen::{Handle, Operation, RestJson1, Service, next_page};
use tinsmith_client::endpoint::{Endpoint, EndpointError, Parameters};
use tinsmith_client::{Builder, Credentials, Error, PagedCall};
use tinsmith_types::codegen::{Kind, Member, Members, MembersMut, Schema, Token, Value, prelude};
use tinsmith_types::{Secret, Structure};

pub static CREATE: Operation = Operation::new("CreateThing", "POST", "/create", 200);
pub static LIST: Operation = Operation::new("ListThings", "POST", "/list", 200);
pub static DELETE: Operation = Operation::new("DeleteThing", "POST", "/delete", 200);

/// Declares a structure like generated code.
macro_rules! shape {
    ($name:ident { $($field:ident: $type:ty = $member:expr),* $(,)? } $($token:item)?) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $(pub $field: $type,)*
        }

        impl Structure for $name {
            const SCHEMA: &'static Schema = {
                static SCHEMA: Schema = Schema::structure(stringify!($name), &[$($member),*]);
                &SCHEMA
            };

            fn unset() -> Self {
                Self { $($field: Value::empty()),* }
            }

            #[allow(unused_mut, unused_variables, reason = "a structure may have no members")]
            fn visit<V: Members>(&self, visitor: &mut V) -> bool {
                let mut members = Self::SCHEMA.members().iter();
                true $(&& visitor.member(members.next().unwrap(), &self.$field))*
            }

            #[allow(unused_mut, unused_variables, reason = "a structure may have no members")]
            fn visit_mut<V: MembersMut>(&mut self, name: &str, visitor: &mut V) {
                let mut members = Self::SCHEMA.members().iter();
                $(if members.next().is_some_and(|member| member.name == name) {
                    return visitor.member(&mut self.$field);
                })*
            }
            $($token)?
        }

        tinsmith_types::codegen::structure!($name);
    };
}

static SECRET_TEXT: Schema = Schema::new("SecretText", Kind::String).sensitive();

shape!(Create {
    name: Option<String> = Member::optional("name", &prelude::STRING),
    secret: Option<Secret> = Member::optional("secret", &SECRET_TEXT),
    token: Option<String> = Member::optional("token", &prelude::STRING).json_name("clientToken").idempotency_token(),
}
    fn idempotency_token(&mut self) -> Option<Token<'_>> {
        Some(Token::Text(&mut self.token))
    }
);

shape!(Created {
    arn: Option<String> = Member::optional("arn", &prelude::STRING),
    count: Option<i32> = Member::optional("count", &prelude::INTEGER),
    ratio: Option<f32> = Member::optional("ratio", &prelude::FLOAT),
});

shape!(List {
    token: Option<String> = Member::optional("token", &prelude::STRING),
    secret_token: Option<Secret> = Member::optional("secretToken", &SECRET_TEXT),
});

static NAMES: Schema = Schema::list("Names", &prelude::STRING);
static COUNTS: Schema = Schema::map("Counts", &prelude::STRING, &prelude::INTEGER);

shape!(Listed {
    names: Option<Vec<String>> = Member::optional("names", &NAMES),
    counts: Option<BTreeMap<String, i32>> = Member::optional("counts", &COUNTS),
    next: Option<String> = Member::optional("next", &prelude::STRING),
    secret_next: Option<Secret> = Member::optional("secretNext", &SECRET_TEXT),
});

shape!(Nothing {});

shape!(ConflictException {
    message: Option<String> = Member::optional("message", &prelude::STRING),
});

impl tinsmith_types::codegen::ErrorShape for ConflictException {
    fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum ServiceError {
    ConflictException(ConflictException),
}

tinsmith_types::codegen::service_error!(ServiceError, { ConflictException });

/// The service of the tests.
#[derive(Debug)]
pub enum Sample {}

impl Service for Sample {
    const ID: &'static str = "Sample";
    const SIGNING_NAME: &'static str = "sample";
    const VERSION: &'static str = "2026-11-01";
    const ENDPOINT_URL_VARIABLE: &'static str = "AWS_ENDPOINT_URL_SAMPLE";
    type Error = ServiceError;
    type Protocol = RestJson1;
    type Client = Client;

    fn endpoint(parameters: &Parameters) -> Result<Endpoint, EndpointError> {
        let region = parameters.region.as_deref().unwrap_or_default();
        let endpoint = match (&parameters.endpoint, parameters.text("Account")) {
            (Some(url), Some(account)) => Endpoint::new(format!("{url}/accounts/{account}")),
            (Some(url), None) => Endpoint::new(url.clone()),
            (None, _) => Endpoint::new(format!("https://sample.{region}.amazonaws.com")),
        };
        let is_multi_region = parameters.flag("Multi") == Some(true);
        Ok(if is_multi_region { endpoint.unsupported_schemes("sigv4a") } else { endpoint })
    }

    fn client(handle: Handle<Self>) -> Client {
        Client(handle)
    }
}

#[derive(Clone, Debug)]
pub struct Client(pub Handle<Sample>);

impl Client {
    pub async fn create(&self, input: Create) -> Result<Created, Error<ServiceError>> {
        self.0.call(&CREATE, input).await
    }

    pub fn list(&self, input: List) -> PagedCall<Sample, List, Listed, Vec<String>> {
        self.0.paged(
            &LIST,
            input,
            |request, page| next_page(page.next.as_ref(), |token| request.token = Some(token)),
            |page| page.names.unwrap_or_default(),
        )
    }

    /// Like `list`, with tokens that are secrets, and a map.
    pub fn count(&self, input: List) -> PagedCall<Sample, List, Listed, BTreeMap<String, i32>> {
        self.0.paged(
            &LIST,
            input,
            |request, page| next_page(page.secret_next.as_ref(), |token| request.secret_token = Some(token)),
            |page| page.counts.unwrap_or_default(),
        )
    }

    pub async fn delete(&self) -> Result<Nothing, Error<ServiceError>> {
        self.0.call(&DELETE, Nothing {}).await
    }
}

pub fn credentials() -> Credentials {
    Credentials::new("AKIDEXAMPLE", "hunter2-secret", Some("session-token-1".to_owned()), None, "tests")
}

/// Returns the settings of a client for a server at this URL.
pub fn builder(url: &str) -> Builder<Sample> {
    Builder::new().region("eu-west-1").credentials(credentials()).endpoint_url(url)
}

/// Returns a request of `CreateThing`.
pub fn thing() -> Create {
    Create { name: Some("one".into()), ..Create::default() }
}
