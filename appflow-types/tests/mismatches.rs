//! Programs that do not compile, because a connector's type, properties and credentials are one value.
//!
//! `TRYBUILD=overwrite cargo test -p appflow-types --test mismatches` writes the compiler's output.

#[test]
fn mismatches_do_not_compile() {
    trybuild::TestCases::new().compile_fail("tests/mismatches/*.rs");
}
