//! What a thread does next: only what is lawful for the person as they stand, so that every refusal is a finding.

use super::world::Portrait;
use super::{Deed, Desk, Handle, Lane, SHARED, Step, World};
use crate::Dice;

/// New people in a file.
const ROWS_MAX: u64 = 40;
/// Consents that one person gives in a lifetime.
const CONSENTS_MAX: u32 = 3;
/// Notes on one person.
const NOTES_MAX: usize = 6;

/// A thread's own view: it alone changes its people, so it knows how they stand.
pub(super) struct Choice {
    dice: Dice,
    lane: Lane,
    own: World,
    next: Handle,
}

impl Choice {
    /// The choice of one thread.
    pub(super) fn new(dice: Dice, lane: Lane, world: &World) -> Self {
        let Lane { which: thread, of: threads } = lane;
        let mut own = world.clone();
        own.people.retain(|who, _| *who >= SHARED && who % threads == thread);
        own.companies.retain(|name, _| name.ends_with(&company_mark(thread)));
        let past = own.people.keys().next_back().map_or(SHARED, |last| last + 1);
        let next = past.next_multiple_of(threads) + thread;
        Self { dice, lane, own, next }
    }

    /// The step was acknowledged.
    pub(super) fn done(&mut self, step: &Step) {
        self.own.apply(step);
    }

    /// What to do as the step with this number.
    pub(super) fn next(&mut self, desk: &Desk, no: u64) -> Deed {
        let case = self.dice.below(100);
        match case {
            0..14 => return self.collect(),
            14..18 => return self.import(),
            18..22 => return self.company(no),
            22..24 => return Deed::Sign,
            24..30 => return self.note_on_shared(no),
            _ => {}
        }
        let Some((who, person)) = self.somebody() else { return self.collect() };
        self.deed_for(desk, who, &person, case, no).unwrap_or_else(|| self.collect())
    }

    fn deed_for(&mut self, desk: &Desk, who: Handle, person: &Portrait, case: u64, no: u64) -> Option<Deed> {
        let erase = || Some(Deed::Erase { who, subject: desk.subject(who)? });
        if !person.told {
            return if case < 40 { erase() } else { Some(Deed::Settle { who }) };
        }
        if person.restricted {
            return if case < 40 { erase() } else { Some(Deed::Restrict { who, on: false }) };
        }
        let notes: Vec<_> = person.values.iter().filter(|(field, _)| field == "note").collect();
        let note = self.dice.choose(&notes).map(|(field, value)| (field.clone(), value.clone()));
        let stands = person.consents.0 > person.consents.1;
        match case {
            30..42 if notes.len() < NOTES_MAX => Some(Deed::Note { who, value: format!("notatka {no}") }),
            42..48 => Some(Deed::Confirm { who }),
            48..56 => {
                let (field, from) = note?;
                Some(Deed::Rectify { who, field, from, to: format!("notatka {no}") })
            }
            56..64 => {
                let (field, value) = note?;
                Some(Deed::Forget { who, field, value })
            }
            64..76 if !stands && !person.objected && person.consents.0 < CONSENTS_MAX => {
                Some(Deed::Consent { who })
            }
            64..76 if stands => Some(Deed::Withdraw { who }),
            76..80 if !person.objected => Some(Deed::Object { who }),
            80..83 => Some(Deed::Restrict { who, on: true }),
            83..92 => erase(),
            _ => Some(Deed::Read { who }),
        }
    }

    fn somebody(&mut self) -> Option<(Handle, Portrait)> {
        let standing: Vec<_> = self.own.people.iter().filter(|(_, person)| !person.erased).collect();
        self.dice.choose(&standing).map(|(who, person)| (**who, (*person).clone()))
    }

    fn newcomer(&mut self) -> Handle {
        let who = self.next;
        self.next += self.lane.of;
        who
    }

    fn collect(&mut self) -> Deed {
        let informed = !self.dice.one_in(5);
        Deed::Collect { who: self.newcomer(), informed }
    }

    fn import(&mut self) -> Deed {
        let rows = 1 + self.dice.below(ROWS_MAX);
        let new = (0..rows).map(|_| self.newcomer()).collect();
        let known =
            self.somebody().filter(|(_, person)| person.told && !person.restricted && !person.objected);
        Deed::Import { new, known: known.map(|(who, _)| who) }
    }

    fn company(&mut self, no: u64) -> Deed {
        let bare = self.own.companies.iter().find(|(_, enriched)| !**enriched);
        match bare {
            Some((name, _)) => Deed::Enrich { name: name.clone() },
            None => Deed::Found { name: format!("Firma {no}{}", company_mark(self.lane.which)) },
        }
    }

    fn note_on_shared(&mut self, no: u64) -> Deed {
        let who = Handle::try_from(self.dice.below(SHARED.into())).unwrap_or_default();
        Deed::Note { who, value: format!("wspólna {no}") }
    }
}

/// By what a thread knows its companies.
fn company_mark(thread: u32) -> String {
    format!(" oddział {thread}")
}
