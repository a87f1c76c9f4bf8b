//! Requests of invented people: some wait, one is answered, two are of people of whom nothing is held.

use jiff::Timestamp;
use zgoda_law::SubjectId;
use zgoda_rights::Acting;
use zgoda_rights::requests::{Answer, Incoming, answer, identify, receive};
use zgoda_store::{Door, Identity, PeopleFilter, RequestKey, RequestKind, Store, StoreError};

use super::ago;
use crate::failure::Failure;

/// Notes them.
pub fn note(store: &Store) -> Result<(), Failure> {
    let newest = store.people(&PeopleFilter::default(), None, 3)?;
    let people = newest.iter().map(|ordinal| Ok(store.person_by_ordinal(*ordinal)?.id));
    let people: Vec<SubjectId> = people.collect::<Result<_, StoreError>>()?;
    let whose = |place: usize| people.get(place).copied();

    let access =
        noted(store, RequestKind::Access, Door::Email, whose(0), ago(1, 2), "Proszę o kopię danych.")?;
    let known = "Napisała z adresu, który mamy od formularza.";
    identify(store, &desk(store, ago(1, 0))?, access, Identity::KnownChannel, known)?;
    noted(store, RequestKind::Objection, Door::Phone, whose(1), ago(0, 3), "")?;
    let wrong = "Nazwisko zapisane z literówką.";
    noted(store, RequestKind::Rectification, Door::Phone, whose(2), ago(2, 1), wrong)?;
    noted(store, RequestKind::Access, Door::Letter, None, ago(26, 0), "List polecony, znak PW/2026/31.")?;
    let old = noted(store, RequestKind::Erasure, Door::Email, None, ago(40, 0), "")?;
    let looked = "Szukaliśmy po adresie e-mail podanym w wiadomości.".to_owned();
    answer(store, &desk(store, ago(38, 0))?, old, &Answer::NothingHeld(looked))?;
    Ok(())
}

fn noted(
    store: &Store,
    kind: RequestKind,
    door: Door,
    whose: Option<SubjectId>,
    received_at: Timestamp,
    said: &str,
) -> Result<RequestKey, Failure> {
    let incoming = Incoming { kind, door, received_at, whose, said: said.to_owned() };
    Ok(receive(store, &desk(store, received_at)?, &incoming)?)
}

/// Whoever keeps the register, at that moment.
fn desk(store: &Store, at: Timestamp) -> Result<Acting, Failure> {
    let purpose = store.law().catalogue().purpose("subject_rights").ok_or(StoreError::NotFound("purpose"))?;
    Ok(Acting::system(store, purpose.id, at))
}
