//! Structures with every HTTP binding, for the tests of this folder.

use std::collections::BTreeMap;

use tinsmith_types::codegen::{
    Kind, Location, Member, Members, MembersMut, Schema, TimestampFormat, Token, Value, prelude,
};
use tinsmith_types::{Blob, Document, Secret, Structure, Timestamp};

/// Declares a structure like generated code: the type, and its members in the order of the schema.
macro_rules! sample {
    ($name:ident { $($field:ident: $type:ty = $member:expr),* $(,)? } $($token:item)?) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        pub(crate) struct $name {
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

            #[allow(unused_variables, reason = "a structure may have no members")]
            fn visit<V: Members>(&self, visitor: &mut V) -> bool {
                let mut members = Self::SCHEMA.members().iter();
                let visited =
                    true $(&& visitor.member(members.next().expect("a member for each field"), &self.$field))*;
                assert!(!visited || members.next().is_none());
                visited
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

static STRINGS: Schema = Schema::list("Strings", &prelude::STRING);
static NUMBERS: Schema = Schema::list("Numbers", &prelude::INTEGER);
static DATES: Schema = Schema::list("Dates", &prelude::HTTP_DATE);
static STRING_MAP: Schema = Schema::map("StringMap", &prelude::STRING, &prelude::STRING);
static LIST_MAP: Schema = Schema::map("ListMap", &prelude::STRING, &STRINGS);
static JSON_TEXT: Schema = Schema::new("JsonText", Kind::MediaType("application/json"));
static SECRET_TEXT: Schema = Schema::new("SecretText", Kind::String).sensitive();
static SECRET_MAP: Schema = Schema::map("SecretMap", &SECRET_TEXT, &SECRET_TEXT);
static EPOCH: Schema = Schema::new("Epoch", Kind::Timestamp(TimestampFormat::EpochSeconds));
static NESTED: Schema = Schema::structure("Nested", &[]);
static SHORT: Schema = Schema::new("Short", Kind::String).length(1, 3);

sample!(LabelsSample {
    name: String = Member::required("name", &prelude::STRING).at(Location::Label, "name"),
    path: Option<String> = Member::optional("path", &prelude::STRING).at(Location::Label, "path"),
    number: Option<f64> = Member::optional("number", &prelude::DOUBLE).at(Location::Label, "number"),
    time: Option<Timestamp> = Member::optional("time", &prelude::DATE_TIME).at(Location::Label, "time"),
});

sample!(QueriesSample {
    text: Option<String> = Member::optional("text", &prelude::STRING).at(Location::Query, "a text"),
    list: Option<Vec<String>> = Member::optional("list", &STRINGS).at(Location::Query, "list"),
    flag: Option<bool> = Member::optional("flag", &prelude::BOOLEAN).at(Location::Query, "flag"),
    map: Option<BTreeMap<String, String>> = Member::optional("map", &STRING_MAP).at(Location::QueryParams, ""),
    lists: Option<BTreeMap<String, Vec<String>>> = Member::optional("lists", &LIST_MAP).at(Location::QueryParams, ""),
});

sample!(HeadersSample {
    text: Option<String> = Member::optional("text", &prelude::STRING).at(Location::Header, "X-Text"),
    secret: Option<Secret> = Member::optional("secret", &SECRET_TEXT).at(Location::Header, "X-Secret"),
    list: Option<Vec<String>> = Member::optional("list", &STRINGS).at(Location::Header, "X-List"),
    numbers: Option<Vec<i32>> = Member::optional("numbers", &NUMBERS).at(Location::Header, "X-Numbers"),
    dates: Option<Vec<Timestamp>> = Member::optional("dates", &DATES).at(Location::Header, "X-Dates"),
    epoch: Option<Timestamp> = Member::optional("epoch", &EPOCH).at(Location::Header, "X-Epoch"),
    json: Option<String> = Member::optional("json", &JSON_TEXT).at(Location::Header, "X-Json"),
    map: Option<BTreeMap<String, String>> =
        Member::optional("map", &STRING_MAP).at(Location::PrefixHeaders, "X-Map-"),
});

sample!(BodySample {
    id: Option<String> = Member::optional("id", &prelude::STRING).at(Location::Header, "X-Id"),
    token: Option<String> = Member::optional("token", &SHORT_TOKEN).json_name("clientToken").idempotency_token(),
    text: Option<String> = Member::optional("text", &SHORT).json_name("Text"),
    secret: Option<Secret> = Member::optional("secret", &SECRET_TEXT),
    secrets: Option<BTreeMap<Secret, Secret>> = Member::optional("secrets", &SECRET_MAP),
    status: Option<i32> = Member::optional("status", &prelude::INTEGER).at(Location::ResponseCode, ""),
}
    fn idempotency_token(&mut self) -> Option<Token<'_>> {
        Some(Token::Text(&mut self.token))
    }
);

static SHORT_TOKEN: Schema = Schema::new("Token", Kind::String).length(36, 36);

sample!(SecretToken {
    token: Option<Secret> = Member::optional("token", &SECRET_TEXT).at(Location::Query, "token").idempotency_token(),
}
    fn idempotency_token(&mut self) -> Option<Token<'_>> {
        Some(Token::Secret(&mut self.token))
    }
);

sample!(Nested {});

sample!(StructurePayload {
    nested: Option<Nested> = Member::optional("nested", &NESTED).at(Location::Payload, ""),
});

sample!(BlobPayload {
    media_type: Option<String> = Member::optional("mediaType", &prelude::STRING).at(Location::Header, "Content-Type"),
    blob: Option<Blob> = Member::optional("blob", &prelude::BLOB).at(Location::Payload, ""),
});

sample!(StringPayload {
    text: Option<String> = Member::optional("text", &prelude::STRING).at(Location::Payload, ""),
});

sample!(JsonPayload {
    text: Option<String> = Member::optional("text", &JSON_TEXT).at(Location::Payload, ""),
});

sample!(DocumentPayload {
    document: Option<Document> = Member::optional("document", &prelude::DOCUMENT).at(Location::Payload, ""),
});

sample!(RefusedSample {
    message: Option<String> = Member::optional("message", &prelude::STRING),
    after: Option<String> = Member::optional("after", &prelude::STRING).at(Location::Header, "Retry-After"),
});

/// Builds a map of these entries.
pub(crate) fn map<V>(entries: impl IntoIterator<Item = (&'static str, V)>) -> Option<BTreeMap<String, V>> {
    Some(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// Builds a list of these strings.
pub(crate) fn strings<const N: usize>(texts: [&str; N]) -> Option<Vec<String>> {
    Some(texts.map(str::to_owned).to_vec())
}
