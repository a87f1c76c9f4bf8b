//! One suite, run on both engines against real servers.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a failed test shall stop where it fails"
)]

mod bed;
mod way;

use bed::Bed;

/// Runs each story on a fresh SQLite folder and on a fresh PostgreSQL database.
macro_rules! on_both_engines {
    ($($module:ident :: $story:ident),+ $(,)?) => {
        mod sqlite { $(#[test] fn $story() { super::$module::$story(&super::Bed::sqlite()); })+ }
        mod postgresql { $(#[test] fn $story() { super::$module::$story(&super::Bed::postgres()); })+ }
    };
}

on_both_engines! {
    way::every_statement_is_understood_by_the_engine,
    way::a_value_goes_the_whole_way_and_ends,
}
