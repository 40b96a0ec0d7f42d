//! Compiles the generated text with warnings denied over the real runtime, and uses it.

#![deny(warnings)]

use tinsmith_types::{Constraint, Problem, ProblemKind};

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
            mod schemas;
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
    #![allow(missing_docs, reason = "a setter has the name of a field, which is documented")]
    #![allow(unused_imports, reason = "a service may have no shapes of one kind")]

    golden!(alternatives: requests structures enums);
    golden!(big_numbers: requests responses structures canary_tests);
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
    golden!(rpc: requests responses errors);
    golden!(rpc_events: requests responses structures errors);
    golden!(rules: requests structures);
    golden!(secret_aggregates: requests structures canary_tests);
    golden!(secrets: requests responses enums canary_tests);
    golden!(streams: requests responses);
    golden!(timestamps: requests);
    golden!(unions_and_recursion: requests responses structures canary_tests);
}

mod behavior {
    //! Tests of the generated code's behaviour.

    mod construction;
    mod errors;
    mod json;
    mod names;
    mod numbers;
    mod rules;
    mod secrets;
    mod text;
    mod validation;
    mod verdicts;
}
