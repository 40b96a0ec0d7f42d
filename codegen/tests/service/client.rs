//! The generated client of the service. Its files name the crate of types, which is a module here.

mod endpoints {
    include!("../goldens/everything/endpoints.rs");
}

pub mod operations {
    use crate::types;

    include!("../goldens/everything/operations.rs");
}

mod service {
    use crate::types;

    include!("../goldens/everything/service.rs");
}

mod waiters {
    use crate::types;

    include!("../goldens/everything/waiters.rs");
}

pub use service::*;
