//! The generated text, compiled with warnings denied and used, over the runtime of the crate of types.
//!
//! Generated code finds its runtime at the root of its crate, so this is such a crate: the same modules and the same
//! names at the root, but a module of generated code for each case. `sync` keeps it so.

#![deny(warnings)]

#[path = "../../appflow-types/src"]
mod runtime {
    //! The modules that are written by hand.

    #![allow(dead_code, unused_imports, reason = "no service needs all of it")]

    pub mod schema;

    pub mod pattern;
    pub mod validation;

    pub mod value;

    pub mod blob;
    pub mod collections;
    pub mod scalars;
    pub mod secret;
    pub mod timestamp;

    pub mod enumeration;
    pub mod structure;
    pub mod union;

    pub mod document;

    pub mod modeled_error;

    #[cfg(test)]
    pub mod canary;
    pub mod malformed_test;
    pub mod round_trip;
}

use runtime::*;

/// Stands for the one of the generated code at the root of a crate of types, which says what version the model has.
use goldens::errors::ServiceError;

pub use blob::Blob;
pub use document::{Change, ChangeKind, DocumentError, Fixed, Problem, ProblemKind};
pub use secret::Secret;
pub use serde_json::Value as Document;
pub use structure::Unit;
pub use timestamp::{Timestamp, TimestampError};
pub use validation::{Constraint, ValidationError, Violation};

/// Includes the files of a case as the crate of types includes its generated files.
macro_rules! golden {
    ($case:ident: $($file:ident)*) => {
        pub mod $case {
            //! The generated code of the case.

            $(
                #[rustfmt::skip]
                mod $file;
                pub use $file::*;
            )*
            #[rustfmt::skip]
            mod validators;
        }
    };
}

pub mod goldens {
    //! The cases.

    #![allow(dead_code, reason = "a library offers more than one test uses")]
    #![allow(
        clippy::approx_constant,
        clippy::large_enum_variant,
        clippy::should_implement_trait,
        clippy::too_many_arguments,
        clippy::type_complexity,
        clippy::wrong_self_convention,
        deprecated,
        reason = "names, sizes and deprecations are the model's"
    )]
    #![allow(unused_imports, reason = "a service may have no shapes of one kind")]

    golden!(constraints: requests structures);
    golden!(defaults: requests responses structures enums canary_tests);
    golden!(discriminated: requests structures enums);
    golden!(documentation: requests responses enums);
    golden!(enums: requests enums);
    golden!(errors: errors);
    golden!(http_bindings: requests responses structures);
    golden!(lists_and_maps: requests enums canary_tests);
    golden!(malformed_tests: requests structures malformed_tests);
    golden!(naming_obstacles: requests structures enums errors);
    golden!(pagination: requests responses structures);
    golden!(secret_aggregates: requests structures canary_tests);
    golden!(secrets: requests responses enums canary_tests);
    golden!(timestamps: requests);
    golden!(unions_and_recursion: requests responses structures canary_tests);
}

mod behavior {
    //! What the generated code does.

    mod construction;
    mod errors;
    mod json;
    mod names;
    mod secrets;
    mod sync;
    mod text;
    mod validation;
    mod verdicts;
}
