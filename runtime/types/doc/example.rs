// The structure that the examples of the documentation use, as generated code declares it. Each example includes this file.

use tinsmith_types::codegen::{Kind, Member, Schema, prelude};
use tinsmith_types::{Secret, Structure, Timestamp};

static USER_NAME: Schema = Schema::string("UserName").length(1, 16);
static PASSWORD: Schema = Schema::string("Password").min_length(8).sensitive();
static ROLE: Schema = Schema::new("Role", Kind::Enum(&["ADMIN", "READER"]));
static REQUEST: Schema = Schema::structure(
    "CreateUserRequest",
    &[
        Member::required("userName", &USER_NAME),
        Member::optional("password", &PASSWORD),
        Member::optional("role", &ROLE),
        Member::optional("validUntil", &prelude::DATE_TIME),
    ],
)
.of_model("2026-11-01");

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    Admin,
    Reader,
    Unknown(String),
}

tinsmith_types::codegen::string_enum!(Role, ROLE, { Admin = "ADMIN", Reader = "READER" });

#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct CreateUserRequest {
    pub user_name: String,
    pub password: Option<Secret>,
    pub role: Option<Role>,
    pub valid_until: Option<Timestamp>,
}

impl CreateUserRequest {
    pub fn new(user_name: impl Into<String>) -> Self {
        Self { user_name: user_name.into(), password: None, role: None, valid_until: None }
    }

    pub fn password(mut self, value: impl Into<Secret>) -> Self {
        self.password = Some(value.into());
        self
    }

    pub fn role(mut self, value: Role) -> Self {
        self.role = Some(value);
        self
    }
}

impl Structure for CreateUserRequest {
    const SCHEMA: &'static Schema = &REQUEST;
    tinsmith_types::codegen::members! {
        "userName" => user_name, "password" => password, "role" => role, "validUntil" => valid_until
    }
}

tinsmith_types::codegen::structure!(CreateUserRequest);
