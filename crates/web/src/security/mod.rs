//! What stands before every handler: headers, cookies, tokens of forms, and limits on guessing. None of it knows who
//! the users are.

pub mod cookie;
pub mod csrf;
pub mod headers;
pub mod limit;
