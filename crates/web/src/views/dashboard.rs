//! *Pulpit*: whom to contact next, what is due, what came in.

use askama::Template;

use super::chart::Bars;
use super::deadlines::Duty;
use super::frame::Frame;
use super::parts::{Light, Link, Stat, Who};

/// A person who may be contacted now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextContact {
    /// Who.
    pub who: Who,
    /// Their firm.
    pub firm: Option<String>,
    /// Why now: *prosi o ofertę, 2 z 3 kontaktów*.
    pub because: String,
    /// The channels that may be used.
    pub lights: Vec<Light>,
}

/// The dashboard.
#[derive(Debug, Template)]
#[template(path = "dashboard.html")]
pub struct DashboardPage {
    /// What stands around.
    pub frame: Frame,
    /// The main figures.
    pub stats: Vec<Stat>,
    /// The most urgent duties.
    pub duties: Vec<Duty>,
    /// Whom to contact next.
    pub next: Vec<NextContact>,
    /// New people this week by source.
    pub sources: Bars,
    /// A first step, in an installation without people.
    pub first_step: Option<Link>,
}
