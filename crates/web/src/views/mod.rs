//! One view model per screen: plain data that a handler fills and a template renders. Values of persons reach a view
//! model only after they were opened against a permit; what was not opened is a pseudonym or a sealed value.

pub mod account;
pub mod assessments;
pub mod chart;
pub mod components;
pub mod dashboard;
pub mod deadlines;
pub mod enrichment;
pub mod evidence;
pub mod exports;
pub mod figures;
pub mod firm;
pub mod frame;
pub mod holds;
pub mod imports;
pub mod inspection;
pub mod inventory;
pub mod ledger;
pub mod message;
pub mod moje_dane;
pub mod notices;
pub mod organisations;
pub mod parts;
pub mod past;
pub mod people;
pub mod person;
pub mod registers;
pub mod requests;
pub mod retention;
pub mod rights;
pub mod rules;
pub mod settings;
pub mod unused;
pub mod webhooks;
pub mod why;
