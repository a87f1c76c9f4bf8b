//! All components on one page, for those who build screens of them. Served in debug builds only.

use askama::Template;
use zgoda_law::{Channel, Outcome};

use super::chart::Bars;
use super::deadlines::Duty;
use super::frame::Frame;
use super::parts::{Chip, Input, Light, Notice, Pager, Progress, Split, Stat, Tag, Tone};

/// All components, each with an example.
#[derive(Debug, Template)]
#[template(path = "components_page.html")]
pub struct ComponentsPage {
    /// What stands around.
    pub frame: Frame,
    /// Metryczki.
    pub tags: Vec<Tag>,
    /// Deadline cards.
    pub duties: Vec<Duty>,
    /// Counts with reasons.
    pub split: Split,
    /// Filters.
    pub chips: Vec<Chip>,
    /// Bars.
    pub bars: Bars,
    /// Figures.
    pub stats: Vec<Stat>,
    /// A list's place.
    pub pager: Pager,
}

impl ComponentsPage {
    /// A light of each kind.
    pub fn lights(&self) -> Vec<Light> {
        let channels = [Channel::Email, Channel::CallLive, Channel::Post];
        let outcomes = [Outcome::Allow, Outcome::Deny, Outcome::Pending];
        let light = |(channel, outcome)| Light {
            channel,
            purpose: "newsletter".to_owned(),
            outcome,
            reason: None,
            why: "#".to_owned(),
        };
        channels.into_iter().zip(outcomes).map(light).collect()
    }

    /// A notice of each kind.
    pub fn notices(&self) -> Vec<Notice> {
        let notice = |tone: Tone| Notice { tone, title: tone.class().to_owned(), text: None, action: None };
        [Tone::Allow, Tone::Deny, Tone::Wait, Tone::Info].map(notice).to_vec()
    }

    /// A field as it stands empty, and one that says what is wrong.
    pub fn inputs(&self) -> [(&'static str, Input); 2] {
        let wrong = Input { value: "anna@".to_owned(), problem: Some("anna@example.test".to_owned()) };
        [("field-empty", Input::default()), ("field-wrong", wrong)]
    }

    /// Work that is half done.
    pub fn work(&self) -> Progress {
        Progress { done: 6_240, total: 12_480 }
    }
}
