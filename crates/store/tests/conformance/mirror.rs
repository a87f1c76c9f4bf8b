//! The mirror kept up with the ledger is the mirror read anew, whoever changed what.

use jiff::ToSpan;
use zgoda_law::{Channel, Ending, Event, LifecycleGroup, NoticeStatus, SourceType, SubjectKind, calendar};
use zgoda_store::{Condition, NewSubject, NewTouchpoint, Ordinal, PeopleFilter, Person, Store, StoreError};

use crate::bed::{Bed, now, stamp};
use crate::people::Office;
use crate::standing;

/// Numbers that look random and are the same in every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}

/// One random change of a random person. One that does not fit the person's state is refused, and that is fine.
pub fn happen(office: &Office, dice: &mut Dice) -> Result<(), StoreError> {
    let store = &office.store;
    let highest = everybody(store).first().map_or(0, |ordinal| ordinal.0);
    let kind = dice.roll(16);
    if highest == 0 || kind == 0 {
        office.add(&[("first_name", "Anna"), ("email", &format!("p{}@example.test", dice.roll(9)))]);
        return Ok(());
    }
    let Ok(person) = store.person_by_ordinal(Ordinal(1 + dice.roll(highest.into()) as u32)) else {
        return Ok(());
    };
    let mut change = store.change(stamp());
    if kind == 1 {
        change.add_subject(NewSubject { kind: SubjectKind::OrgContact, ..NewSubject::default() })?;
        return change.commit().map(drop);
    }
    change.open(&person)?;
    act(office, kind, &person, &mut change, dice)?;
    change.commit().map(drop)
}

fn act(
    office: &Office,
    kind: u64,
    person: &Person,
    change: &mut zgoda_store::Change<'_>,
    dice: &mut Dice,
) -> Result<(), StoreError> {
    let (id, facts) = (person.id, &person.facts);
    let pick = |dice: &mut Dice, count: usize| (count > 0).then(|| dice.roll(count as u64) as usize);
    match kind {
        2 | 3 => {
            let told = !person.notices.is_empty() && person.notices.iter().all(|known| known.status.is_met());
            if told && !person.flags.restricted {
                office.collect(change, person, "phone", "+48600000000")?;
            }
        }
        4 => drop(change.add_consent(id, standing::consent(office, &[Channel::Email]))?),
        5 => drop(change.add_permission(id, standing::permission(office, Channel::Sms))?),
        6 => drop(change.add_objection(id, standing::objection())?),
        7 => change.restrict(id, dice.roll(2) == 0)?,
        8 => change.move_to(id, LifecycleGroup::ALL[dice.roll(3) as usize])?,
        9 => change.add_touchpoint(
            id,
            NewTouchpoint {
                happened_at: now() + (dice.roll(99) as i64).hours(),
                inbound: true,
                kind: "chat_message".into(),
                channel: None,
                source: None,
            },
        )?,
        10 => {
            let due_at = now() + (1 + dice.roll(90) as i64).hours();
            change.add_notice(
                id,
                zgoda_store::NewNotice { status: NoticeStatus::Due, due_at, ..office.told() },
            )?;
        }
        11 => {
            if let Some(at) = pick(dice, person.notices.len()) {
                change.settle_notice(
                    person,
                    person.notices[at].no,
                    NoticeStatus::Undeliverable,
                    None,
                    "x",
                )?;
            }
        }
        12 => {
            if let Some(at) = pick(dice, facts.len()) {
                let day = calendar::day_of(now()) + (dice.roll(9) as i64).days();
                change.relink(person, facts[at].no, office.grounds, &[(office.purpose, day)])?;
            }
        }
        13 => {
            if let Some(at) = pick(dice, facts.len()) {
                change.supersede(person, facts[at].no, Ending::Superseded)?;
            }
        }
        14 => {
            if let Some(at) = pick(dice, facts.len()) {
                change.forget(person, &[facts[at].no], Ending::Erased, Event::PartlyErased)?;
            }
        }
        _ if dice.roll(3) == 0 => change.erase(person, Ending::Erased, Event::Erased)?,
        _ => match person.consents.first() {
            Some(consent) => change.withdraw_consent(person, consent.no)?,
            None => change.end_permissions(person, office.purpose)?,
        },
    }
    Ok(())
}

fn everybody(store: &Store) -> Vec<Ordinal> {
    store.people(&PeopleFilter::default(), None, u32::MAX).unwrap()
}

pub fn a_mirror_kept_up_with_changes_equals_one_read_anew(bed: &Bed) {
    let office = Office::open(bed);
    // Another process: nobody tells it anything but the ledger.
    let other = bed.open();
    for seed in 0..4 {
        let mut dice = Dice(seed);
        for step in 0..40 {
            let _ = happen(&office, &mut dice);
            assert_eq!(everybody(&office.store), everybody(&other), "seed {seed}, step {step}");
            if step % 8 == 7 {
                let unlike = [office.store.examine().unwrap().unlike, other.examine().unwrap().unlike];
                assert_eq!(unlike, [0, 0], "seed {seed}, step {step}");
            }
        }
    }
    assert!(office.store.people_count().unwrap() > 3 && office.store.erased_count().unwrap() > 0);
}

pub fn an_erased_person_is_gone_from_every_condition_at_once(bed: &Bed) {
    let office = Office::open(bed);
    let other = bed.open();
    let store = &office.store;
    let id = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    let kept = office.add(&[("first_name", "Jan"), ("email", "jan@example.test")]);
    let mut change = store.change(stamp());
    change.open(&store.person(id).unwrap()).unwrap();
    change.add_objection(id, standing::objection()).unwrap();
    change.restrict(id, true).unwrap();
    change.commit().unwrap();
    let (person, kept) = (store.person(id).unwrap(), store.person(kept).unwrap().ordinal);
    let conditions = [
        Condition::All(vec![]),
        Condition::Holds(office.field("email")),
        Condition::For(office.purpose),
        Condition::From(SourceType::Form),
        Condition::Kind(SubjectKind::Natural),
        Condition::Lifecycle(LifecycleGroup::Leads),
        Condition::Restricted,
        Condition::Objected(zgoda_law::ObjectionKind::Marketing),
        Condition::Created { from: now(), to: now() + 1.second() },
        Condition::EndingBefore(calendar::day_of(now()) + 9_000.days()),
        Condition::Not(Box::new(Condition::OnHold)),
        Condition::Any(vec![Condition::Restricted, Condition::Holds(office.field("email"))]),
    ];
    for store in [store, &other] {
        for condition in &conditions {
            let people = store.people_who(condition).unwrap();
            assert!(people.contains(person.ordinal), "{condition:?}");
        }
        assert!(
            !store
                .people_who(&Condition::Not(Box::new(Condition::Restricted)))
                .unwrap()
                .contains(person.ordinal)
        );
    }
    let mut change = store.change(stamp());
    change.erase(&person, Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    for store in [store, &other] {
        for condition in &conditions {
            let people = store.people_who(condition).unwrap();
            assert!(!people.contains(person.ordinal), "{condition:?}");
            assert_eq!(
                people.iter().collect::<Vec<_>>(),
                people.page(0, 9),
                "of one, either way is the same"
            );
        }
        assert_eq!(everybody(store), [kept]);
        assert_eq!((store.people_count().unwrap(), store.erased_count().unwrap()), (1, 1));
        assert_eq!(store.facts_count().unwrap(), 2);
        assert_eq!(store.facts_due(calendar::day_of(now()) + 9_000.days(), 9).unwrap().len(), 2);
    }
}

pub fn a_page_of_the_list_is_stable_and_newest_first(bed: &Bed) {
    let office = Office::open(bed);
    let ids: Vec<_> = (0..7).map(|n| office.add(&[("email", &format!("p{n}@example.test"))])).collect();
    let newest: Vec<Ordinal> = ids.iter().rev().map(|id| office.store.person(*id).unwrap().ordinal).collect();
    let people = office.store.people_who(&Condition::All(vec![])).unwrap();
    assert_eq!((people.len(), people.is_empty()), (7, false));
    for skip in 0..9_usize {
        let shown: Vec<_> = newest.iter().copied().skip(skip).take(3).collect();
        assert_eq!(people.page(skip as u64, 3), shown, "without the first {skip}");
    }
}
