//! Roles of staff (GDPR art. 29, 32(4)): what each may do where and for what, who was authorised, and how that ends.

mod give;
mod print;
mod scope;
mod table;

pub use give::{Wish, accept, end, give, must_hold};
pub use print::{print, term};
pub use scope::{Scope, last_day, opens, scope};
pub use table::{Area, ROLES, deeds, may};
