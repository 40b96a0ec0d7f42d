//! A small service, described like generated crates: notes that are put, got and listed by path.

use tinsmith_client::Error;
use tinsmith_client::codegen::endpoint::{Endpoint, EndpointError, Parameters};
use tinsmith_client::codegen::{Handle, Operation, RestJson1, Service};
use tinsmith_types::Structure;
use tinsmith_types::codegen::prelude::{BOOLEAN, STRING};
use tinsmith_types::codegen::{ErrorShape, Kind, Location, Member, Schema, Token};

pub static PUT_NOTE: Operation = Operation::new("PutNote", "PUT", "/notes/{path+}", 201);
pub static GET_NOTE: Operation = Operation::new("GetNote", "GET", "/notes/{path+}", 200);
pub static LIST_NOTES: Operation = Operation::new("ListNotes", "GET", "/notes?list", 200);

static TEXT: Schema = Schema::new("Text", Kind::String).length(1, 20);
static PATHS: Schema = Schema::list("Paths", &STRING);

/// Declares a structure with its schema.
macro_rules! shape {
    ($name:ident { $($member:literal => $field:ident: $type:ty = $declared:expr),* $(,)? } $($token:item)?) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name {
            $(pub $field: $type,)*
        }

        impl Structure for $name {
            const SCHEMA: &'static Schema = {
                static SCHEMA: Schema = Schema::structure(stringify!($name), &[$($declared),*]);
                &SCHEMA
            };

            tinsmith_types::codegen::members! { $($member => $field,)* }
            $($token)?
        }

        tinsmith_types::codegen::structure!($name);
    };
}

shape!(PutNoteInput {
    "path" => path: String = Member::required("path", &STRING).at(Location::Label, "path"),
    "author" => author: Option<String> = Member::optional("author", &STRING).at(Location::Header, "X-Author"),
    "pinned" => pinned: Option<bool> = Member::optional("pinned", &BOOLEAN).at(Location::Query, "pin"),
    "token" => token: Option<String> =
        Member::optional("token", &STRING).at(Location::Header, "X-Token").idempotency_token(),
    "text" => text: String = Member::required("text", &TEXT),
}
    fn idempotency_token(&mut self) -> Option<Token<'_>> {
        Some(Token::Text(&mut self.token))
    }
);

shape!(PutNoteOutput {
    "arn" => arn: Option<String> = Member::optional("arn", &STRING),
    "version" => version: Option<String> = Member::optional("version", &STRING).at(Location::Header, "ETag"),
});

shape!(GetNoteInput {
    "path" => path: String = Member::required("path", &STRING).at(Location::Label, "path"),
});

shape!(GetNoteOutput {
    "author" => author: Option<String> = Member::optional("author", &STRING).at(Location::Header, "X-Author"),
    "pinned" => pinned: Option<bool> = Member::optional("pinned", &BOOLEAN).at(Location::Header, "X-Pinned"),
    "text" => text: Option<String> = Member::optional("text", &TEXT).at(Location::Payload, ""),
});

shape!(ListNotesInput {
    "prefix" => prefix: Option<String> = Member::optional("prefix", &STRING).at(Location::Query, "prefix"),
});

shape!(ListNotesOutput {
    "paths" => paths: Vec<String> = Member::required("paths", &PATHS),
});

shape!(NotFoundException {
    "message" => message: Option<String> = Member::optional("message", &STRING),
});

impl ErrorShape for NotFoundException {
    fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

#[derive(Clone, Debug, PartialEq)]
pub enum NotesError {
    NotFoundException(NotFoundException),
}

tinsmith_types::codegen::service_error!(NotesError, { NotFoundException });

#[derive(Debug)]
pub enum Notes {}

impl Service for Notes {
    const ID: &'static str = "Notes";
    const SIGNING_NAME: &'static str = "notes";
    const VERSION: &'static str = "2026-11-30";
    const ENDPOINT_URL_VARIABLE: &'static str = "AWS_ENDPOINT_URL_NOTES";
    type Error = NotesError;
    type Protocol = RestJson1;
    type Client = Client;

    fn endpoint(parameters: &Parameters) -> Result<Endpoint, EndpointError> {
        parameters.endpoint.as_deref().map(Endpoint::new).ok_or_else(EndpointError::exhausted)
    }

    fn client(handle: Handle<Self>) -> Client {
        Client(handle)
    }
}

#[derive(Clone, Debug)]
pub struct Client(Handle<Notes>);

impl Client {
    pub async fn put_note(&self, input: PutNoteInput) -> Result<PutNoteOutput, Error<NotesError>> {
        self.0.call(&PUT_NOTE, input).await
    }

    pub async fn get_note(&self, path: &str) -> Result<GetNoteOutput, Error<NotesError>> {
        self.0.call(&GET_NOTE, GetNoteInput { path: path.to_owned() }).await
    }

    pub async fn list_notes(&self, prefix: Option<&str>) -> Result<ListNotesOutput, Error<NotesError>> {
        self.0.call(&LIST_NOTES, ListNotesInput { prefix: prefix.map(str::to_owned) }).await
    }
}
