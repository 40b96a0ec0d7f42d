//! The generated types of the service.

#[rustfmt::skip]
#[path = "../../goldens/rpc_events/errors.rs"]
mod errors;
#[rustfmt::skip]
#[path = "../../goldens/rpc_events/requests.rs"]
mod requests;
#[rustfmt::skip]
#[path = "../../goldens/rpc_events/responses.rs"]
mod responses;
#[rustfmt::skip]
#[path = "../../goldens/rpc_events/schemas.rs"]
mod schemas;
#[rustfmt::skip]
#[path = "../../goldens/rpc_events/structures.rs"]
mod structures;
#[rustfmt::skip]
#[path = "../../goldens/rpc_events/validators.rs"]
mod validators;

pub use errors::*;
pub use requests::*;
pub use responses::*;
pub use structures::*;
