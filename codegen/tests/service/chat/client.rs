//! The generated client of the service. Its files name the crate of types, which is a module here.

mod endpoints {
    include!("../../goldens/rpc_events/endpoints.rs");
}

pub mod operations {
    use crate::chat::types;

    include!("../../goldens/rpc_events/operations.rs");
}

mod service {
    use crate::chat::types;

    include!("../../goldens/rpc_events/service.rs");
}

/// All operations have streams, so that the table is empty.
#[deny(dead_code, unused_imports)]
pub mod dynamic {
    include!("../../goldens/rpc_events/dynamic.rs");
}

pub use service::*;
