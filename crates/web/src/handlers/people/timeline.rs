//! What happened to a person: their contacts and what the ledger says, in one line of time.

use std::collections::BTreeMap;

use zgoda_law::calendar::day_of;
use zgoda_law::{Action, ActorId, Event as Happened};
use zgoda_store::{Entry, Person, Touchpoint};
use zgoda_text::Text;

use super::person::purpose_name;
use crate::app::App;
use crate::trouble::Trouble;
use crate::views::person::{Direction, Event};

/// Events shown.
const SHOWN: usize = 100;
/// How far back an entry that says the same is looked for.
const NEAR: usize = 8;

/// What members of staff are called.
pub struct Staff(BTreeMap<ActorId, String>);

impl Staff {
    /// Everybody who ever had an account.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn load(app: &App) -> Result<Self, Trouble> {
        Ok(Self(app.store.accounts()?.into_iter().map(|account| (account.id, account.name)).collect()))
    }

    /// What somebody is called; the product itself where it acted.
    pub fn name(&self, actor: ActorId) -> String {
        self.0.get(&actor).cloned().unwrap_or_else(|| "Zgoda".to_owned())
    }
}

/// What happened, the latest first.
pub fn timeline(t: Text, app: &App, staff: &Staff, person: &Person, entries: &[Entry]) -> Vec<Event> {
    let mut events: Vec<Event> = person.touchpoints.iter().map(|touch| contact(t, touch)).collect();
    events.extend(told_once(entries).into_iter().map(|(entry, times)| noted(t, app, staff, entry, times)));
    events.sort_by_key(|event| std::cmp::Reverse(event.at));
    events.truncate(SHOWN);
    events
}

fn contact(t: Text, touch: &Touchpoint) -> Event {
    let other = if touch.inbound { t.touch_inbound() } else { t.touch_outbound() };
    let title = t.find(&format!("touch-{}", touch.kind.replace('_', "-"))).unwrap_or(other);
    Event {
        at: touch.happened_at,
        direction: if touch.inbound { Direction::Inbound } else { Direction::Outbound },
        channel: touch.channel,
        title: title.to_owned(),
        detail: None,
        actor: None,
    }
}

/// Entries of one day that say the same are told once. Look-ups by the machine alone are not told.
fn told_once(entries: &[Entry]) -> Vec<(&Entry, usize)> {
    let same = |a: &Entry, b: &Entry| {
        (a.event, a.actor, a.purpose) == (b.event, b.actor, b.purpose) && day_of(a.at) == day_of(b.at)
    };
    let mut told: Vec<(&Entry, usize)> = Vec::new();
    for entry in entries.iter().filter(|entry| (entry.event, entry.action) != (Happened::Read, Action::Use)) {
        match told.iter_mut().rev().take(NEAR).find(|(last, _)| same(last, entry)) {
            Some((last, times)) => (*last, *times) = (entry, *times + 1),
            None => told.push((entry, 1)),
        }
    }
    told
}

fn noted(t: Text, app: &App, staff: &Staff, entry: &Entry, times: usize) -> Event {
    let what = happened(t, entry.event);
    let purpose = entry.purpose.map(|purpose| purpose_name(app, purpose));
    let mut title = match purpose {
        Some(purpose) => format!("{what} ({})", t.purpose(&purpose)),
        None => what.to_owned(),
    };
    if times > 1 {
        title.push_str(&format!(" ×\u{a0}{times}"));
    }
    let (at, actor) = (entry.at, Some(staff.name(entry.actor)));
    Event { at, direction: Direction::System, channel: None, title, detail: None, actor }
}

/// What an entry says, in words.
pub fn happened(t: Text, event: Happened) -> &'static str {
    t.find(&format!("happened-{}", event.name().replace('_', "-"))).unwrap_or(event.name())
}
