//! A fixed course of changes, and a text that says everything there is after each of them.

use std::fmt::Write;

use zgoda_law::{Action, Channel, Ending, Event};
use zgoda_store::{Draft, Ordinal, Person};

use crate::bed::stamp;
use crate::people::Office;
use crate::standing;

pub const ANNA: &str = "anna@example.test";
pub const JAN: &str = "jan@example.test";
pub const PHONE: &str = "+48600000000";

/// One step: a change that is acknowledged or not.
type Step = fn(&Office);

/// The steps, in their order.
pub const STEPS: &[Step] = &[
    add_anna,
    begin_import,
    add_to_anna,
    consent,
    withdraw,
    object,
    look_at,
    forget_phone,
    add_more,
    import_jan,
    look_at,
    erase_anna,
    undo_import,
];

fn anna(office: &Office) -> Person {
    office.by_email(ANNA).unwrap()
}

fn add_anna(office: &Office) {
    office.add(&[("first_name", "Anna"), ("email", ANNA), ("note", "pyta o ofertę")]);
}

fn begin_import(office: &Office) {
    office.store.begin_import(stamp(), office.source.id, [7; 32], "csv", "{}").unwrap();
}

fn add_to_anna(office: &Office) {
    office.add_to(&anna(office), "phone", PHONE).unwrap();
}

fn consent(office: &Office) {
    let anna = anna(office);
    let mut change = office.store.change(stamp());
    change.open(&anna).unwrap();
    change.add_consent(anna.id, standing::consent(office, &[Channel::Email])).unwrap();
    change.add_permission(anna.id, standing::permission(office, Channel::Email)).unwrap();
    change.commit().unwrap();
}

fn withdraw(office: &Office) {
    let anna = anna(office);
    let mut change = office.store.change(stamp());
    change.withdraw_consent(&anna, anna.consents[0].no).unwrap();
    change.commit().unwrap();
}

fn object(office: &Office) {
    let anna = anna(office);
    let mut change = office.store.change(stamp());
    change.open(&anna).unwrap();
    change.add_objection(anna.id, standing::objection()).unwrap();
    change.commit().unwrap();
}

/// What says that something was read waits for the next change.
fn look_at(office: &Office) {
    let anna = anna(office);
    let mut change = office.store.change(stamp());
    change.record(Draft::new(Event::Read, Action::Read).person(anna.id, anna.ordinal));
    change.commit().unwrap();
}

fn forget_phone(office: &Office) {
    let anna = anna(office);
    let mut change = office.store.change(stamp());
    change.forget(&anna, &[office.standing(&anna, "phone")], Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
}

fn add_more(office: &Office) {
    office.add_to(&anna(office), "city", "Poznań").unwrap();
}

fn import_jan(office: &Office) {
    let import = office.store.imports(1).unwrap()[0].id;
    let mut change = office.store.change(stamp());
    let blank = office.begin(&mut change, Some(import));
    for (field, value) in [("first_name", "Jan"), ("email", JAN)] {
        office.collect(&mut change, &blank, field, value).unwrap();
    }
    change.commit().unwrap();
}

fn erase_anna(office: &Office) {
    let mut change = office.store.change(stamp());
    change.erase(&anna(office), Ending::Erased, Event::Erased).unwrap();
    change.suppress(office.field("email"), ANNA, "erasure");
    change.commit().unwrap();
}

fn undo_import(office: &Office) {
    let import = office.store.imports(1).unwrap()[0].id;
    let mut change = office.store.change(stamp());
    change.undo_import(import);
    for ordinal in office.store.people_of_import(import).unwrap() {
        let person = office.store.person_by_ordinal(ordinal).unwrap();
        change.erase(&person, Ending::Undone, Event::Erased).unwrap();
    }
    change.commit().unwrap();
}

/// Everything that can be seen of the people, in words that are the same in every installation.
pub fn state(office: &Office) -> String {
    let store = &office.store;
    let mut text = String::new();
    // Numbers that a dead process took stay unused.
    for person in (1..100).filter_map(|number| store.person_by_ordinal(Ordinal(number)).ok()) {
        writeln!(text, "person {:?} {:?}", person.flags, person.lifecycle).unwrap();
        for fact in &person.facts {
            let value =
                (fact.is_current() && !person.flags.erased).then(|| office.read(&person, fact.no).unwrap());
            let held = person.holds(fact.no);
            writeln!(text, "  fact {} {:?} {:?} {held} {value:?}", fact.no.0, fact.field, fact.ended)
                .unwrap();
        }
        writeln!(text, "  {:?}", person.consents).unwrap();
        writeln!(text, "  {:?}", person.permissions).unwrap();
        writeln!(text, "  {:?} {}", person.objections, person.notices.len()).unwrap();
        let events: Vec<_> = store
            .ledger()
            .about(person.id)
            .unwrap()
            .into_iter()
            .map(|entry| (entry.event, entry.facts))
            .collect();
        writeln!(text, "  {events:?}").unwrap();
    }
    let email = office.field("email");
    for address in [ANNA, JAN] {
        let found = store.find(email, address).unwrap().len();
        let suppressed = store.suppressed_all(email, &[address]).unwrap();
        writeln!(text, "{address} {found} {suppressed:?}").unwrap();
    }
    for import in store.imports(9).unwrap() {
        writeln!(text, "import {:?}", import.undone_at).unwrap();
    }
    text.replace(&format!("{:?}", office.source.id), "the source")
}
