//! The screens: server-rendered HTML that works without JavaScript and gets better with it.
//!
//! [`views`] holds one view model per screen and knows neither requests nor tables; [`assets`] the style, the script
//! and the icons, compiled in; [`security`] what stands before every handler; `handlers` mirror the addresses.

mod app;
pub mod assets;
mod doors;
mod handlers;
mod page;
mod received;
pub mod security;
mod server;
mod show;
mod shut;
mod trouble;
mod uploads;
mod verifying;
pub mod views;
mod visits;
mod words;

pub use app::{App, Options};
pub use handlers::account::{hash_password, seal_seed};
pub use handlers::setup::{SetupAnswers, put_in_use, set_up};
pub use server::{router, serve};
pub use trouble::Trouble;
pub use views::account::LeadUse;
pub use words::not_taken;
