// The service that the examples of the documentation call, as generated code declares it. Each example includes this file.

use tinsmith_client::codegen::{Handle, Operation, RestJson1, Service, next_page};
use tinsmith_client::endpoint::{Endpoint, EndpointError, Parameters};
use tinsmith_client::{ConfigError, PagedCall, Timeouts, Validation};
use tinsmith_types::codegen::{Kind, Member, Schema, Token, prelude};
use tinsmith_types::{Secret, Structure};

static CREATE_USER: Operation = Operation::new("CreateUser", "POST", "/create-user", 200);
static LIST_USERS: Operation = Operation::new("ListUsers", "POST", "/list-users", 200);

static USER_NAME: Schema = Schema::string("UserName").length(1, 16);
static PASSWORD: Schema = Schema::new("Password", Kind::String).sensitive();
static USER_NAMES: Schema = Schema::list("UserNames", &USER_NAME);
const NEXT_TOKEN: Member = Member::optional("nextToken", &prelude::STRING);

/// Declares a structure and its schema.
macro_rules! structure {
    ($name:ident, [$($member:expr),*], { $($wire:literal => $field:ident: $type:ty),* $(,)? } $($token:item)?) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $(pub $field: $type,)*
        }

        impl Structure for $name {
            const SCHEMA: &'static Schema = {
                static SCHEMA: Schema = Schema::structure(stringify!($name), &[$($member),*]).of_model("2026-11-01");
                &SCHEMA
            };
            tinsmith_types::codegen::members! { $($wire => $field),* }
            $($token)?
        }

        tinsmith_types::codegen::structure!($name);
    };
}

structure!(CreateUserRequest, [
    Member::required("userName", &USER_NAME),
    Member::optional("password", &PASSWORD),
    Member::optional("clientToken", &prelude::STRING).idempotency_token()
], { "userName" => user_name: String, "password" => password: Option<Secret>, "clientToken" => client_token: Option<String> }
    fn idempotency_token(&mut self) -> Option<Token<'_>> {
        Some(Token::Text(&mut self.client_token))
    }
);
structure!(CreateUserResponse, [Member::optional("arn", &prelude::STRING)], { "arn" => arn: Option<String> });
structure!(ListUsersRequest, [NEXT_TOKEN], { "nextToken" => next_token: Option<String> });
structure!(ListUsersResponse, [Member::optional("userNames", &USER_NAMES), NEXT_TOKEN], {
    "userNames" => user_names: Option<Vec<String>>, "nextToken" => next_token: Option<String>
});
structure!(ConflictException, [Member::optional("message", &prelude::STRING)], { "message" => message: Option<String> });

impl CreateUserRequest {
    pub fn new(user_name: impl Into<String>) -> Self {
        Self { user_name: user_name.into(), ..Self::default() }
    }

    pub fn password(mut self, value: impl Into<Secret>) -> Self {
        self.password = Some(value.into());
        self
    }

    pub fn client_token(mut self, value: impl Into<String>) -> Self {
        self.client_token = Some(value.into());
        self
    }
}

impl ListUsersRequest {
    pub fn new() -> Self {
        Self::default()
    }
}

impl tinsmith_types::codegen::ErrorShape for ConflictException {
    fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ServiceError {
    ConflictException(ConflictException),
}

tinsmith_types::codegen::service_error!(ServiceError, { ConflictException });

#[derive(Debug)]
pub enum Users {}

impl Service for Users {
    const ID: &'static str = "Users";
    const SIGNING_NAME: &'static str = "users";
    const VERSION: &'static str = "2026-11-01";
    const ENDPOINT_URL_VARIABLE: &'static str = "AWS_ENDPOINT_URL_USERS";
    type Error = ServiceError;
    type Protocol = RestJson1;
    type Client = Client;

    fn endpoint(parameters: &Parameters) -> Result<Endpoint, EndpointError> {
        let region = parameters.region.as_deref().unwrap_or_default();
        let url = parameters.endpoint.clone();
        Ok(Endpoint::new(url.unwrap_or_else(|| format!("https://users.{region}.amazonaws.com"))))
    }

    fn client(handle: Handle<Self>) -> Client {
        Client(handle)
    }
}

pub type Builder = tinsmith_client::Builder<Users>;
pub type Error = tinsmith_client::Error<ServiceError>;

#[derive(Clone, Debug)]
pub struct Client(Handle<Users>);

impl Client {
    pub fn builder() -> Builder {
        Builder::new()
    }

    pub fn from_env() -> Result<Self, ConfigError> {
        Builder::from_env()?.build()
    }

    pub fn with_validation(&self, validation: Validation) -> Self {
        Self(self.0.with_validation(validation))
    }

    pub fn with_timeouts(&self, timeouts: Timeouts) -> Self {
        Self(self.0.with_timeouts(timeouts))
    }

    pub async fn create_user(&self, request: CreateUserRequest) -> Result<CreateUserResponse, Error> {
        self.0.call(&CREATE_USER, request).await
    }

    pub fn list_users(
        &self,
        request: ListUsersRequest,
    ) -> PagedCall<Users, ListUsersRequest, ListUsersResponse, Vec<String>> {
        self.0.paged(
            &LIST_USERS,
            request,
            |request, page| next_page(page.next_token.as_ref(), |token| request.next_token = Some(token)),
            |page| page.user_names.unwrap_or_default(),
        )
    }
}
