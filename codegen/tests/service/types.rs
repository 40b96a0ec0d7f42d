//! The generated types of the service.

#[rustfmt::skip]
#[path = "../goldens/everything/enums.rs"]
mod enums;
#[rustfmt::skip]
#[path = "../goldens/everything/errors.rs"]
mod errors;
#[rustfmt::skip]
#[path = "../goldens/everything/requests.rs"]
mod requests;
#[rustfmt::skip]
#[path = "../goldens/everything/responses.rs"]
mod responses;
#[rustfmt::skip]
#[path = "../goldens/everything/schemas.rs"]
mod schemas;
#[rustfmt::skip]
#[path = "../goldens/everything/structures.rs"]
mod structures;
#[rustfmt::skip]
#[path = "../goldens/everything/validators.rs"]
mod validators;

pub use enums::*;
pub use errors::*;
pub use requests::*;
pub use responses::*;
pub use structures::*;
pub use tinsmith_types::{Blob, Timestamp, Unit, UnknownMember};
