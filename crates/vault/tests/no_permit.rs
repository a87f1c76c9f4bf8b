//! No permit, no plaintext: what must not compile.

#[test]
fn code_that_reads_personal_data_without_asking_does_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.compile_fail("tests/no_permit/*.rs");
}
