//! *Pulpit*: whom to contact next, what is due, what came in, what is held without use.

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

/// What is held and not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excess {
    /// Values nobody has used for long.
    pub values: u64,
    /// Of how many held.
    pub held: u64,
    /// Change since a month ago.
    pub change: i64,
}

impl Excess {
    /// Whole hundredths of all values held.
    pub fn percent(&self) -> u64 {
        let share = u128::from(self.values) * 100;
        share.checked_div(u128::from(self.held)).and_then(|share| u64::try_from(share).ok()).unwrap_or(0)
    }
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
    /// What is held without use.
    pub excess: Excess,
    /// A first step, in an installation without people.
    pub first_step: Option<Link>,
}
