//! Lists, look-ups, organisations and accounts.

use std::collections::BTreeSet;

use jiff::ToSpan;
use zgoda_law::{
    ActorId, Ending, Event, InformationDuty, LifecycleGroup, NoticeStatus, Role, SourceType, SubjectKind,
    calendar,
};
use zgoda_store::{
    BulkAlarm, BulkKind, IncomingFact, Merged, NewAccount, NewAuthorisation, NewNotice, NewSubject,
    NewTouchpoint, PeopleFilter, PeopleOrder, RequestKind, Session, SortedBy, Stamp, Store, StoreError,
};

use crate::bed::{Bed, now, stamp};
use crate::people::{Office, form};

pub fn people_are_found_by_exactly_their_values(bed: &Bed) {
    let office = Office::open(bed);
    let ids: Vec<_> = (0..70).map(|n| office.add(&[("email", &format!("p{n}@example.test"))])).collect();
    let twin = office.add(&[("email", "p3@example.test")]);
    let asked: Vec<String> = (0..80).map(|n| format!("p{n}@example.test")).collect();
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    let found = office.store.find_all(office.field("email"), &asked).unwrap();
    let ordinal = |id| office.store.person(id).unwrap().ordinal;
    for (at, id) in ids.iter().enumerate() {
        assert!(found[at].contains(&ordinal(*id)));
        assert_eq!(found[at].len(), if at == 3 { 2 } else { 1 });
    }
    assert!(found[3].contains(&ordinal(twin)) && found[70..].iter().all(Vec::is_empty));
    assert_eq!(office.store.find_all(office.field("email"), &[]).unwrap(), Vec::<Vec<_>>::new());
    assert_eq!(office.store.find(office.field("phone"), "p3@example.test").unwrap(), []);
}

pub fn filters_show_the_people_they_name(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let org = store.add_organisation(stamp(), "Piekarnia Sp. z o.o.", None, None).unwrap();
    let plain = office.add(&[("email", "plain@example.test")]);
    let restricted = office.add(&[("email", "restricted@example.test")]);
    let mut change = store.change(stamp());
    change.open(&store.person(restricted).unwrap()).unwrap();
    change.restrict(restricted, true).unwrap();
    change.commit().unwrap();
    let mut change = store.change(stamp());
    let contact = change
        .add_subject(NewSubject { kind: SubjectKind::OrgContact, org: Some(org), ..NewSubject::default() })
        .unwrap();
    let late = NewNotice { status: NoticeStatus::Due, due_at: now() - 1.hour(), ..office.told() };
    let notice = change.add_notice(contact, NewNotice { duty: InformationDuty::Article14, ..late }).unwrap();
    let erasure = crate::requests::new(RequestKind::Erasure);
    let request = change.add_request(Some(contact), erasure).unwrap();
    change.commit().unwrap();

    let shown = |filter: PeopleFilter| -> Vec<_> {
        let page = store.people(&filter, None, 50).unwrap();
        page.iter().map(|ordinal| store.person_by_ordinal(*ordinal).unwrap().id).collect()
    };
    let all = PeopleFilter::default;
    assert_eq!(shown(all()), [contact, restricted, plain], "newest first");
    assert_eq!(shown(PeopleFilter { org: Some(org), ..all() }), [contact]);
    assert_eq!(shown(PeopleFilter { kind: Some(SubjectKind::OrgContact), ..all() }), [contact]);
    assert_eq!(shown(PeopleFilter { source: Some(SourceType::Form), ..all() }), [restricted, plain]);
    assert_eq!(shown(PeopleFilter { source: Some(SourceType::Chat), ..all() }), []);
    assert_eq!(shown(PeopleFilter { notice_overdue_at: Some(now()), ..all() }), [contact]);
    assert_eq!(shown(PeopleFilter { restricted: true, ..all() }), [restricted]);
    let leads = PeopleFilter { lifecycle: Some(LifecycleGroup::Leads), ..all() };
    assert_eq!(shown(leads.clone()), [contact, restricted, plain]);
    assert_eq!(shown(PeopleFilter { lifecycle: Some(LifecycleGroup::Contracts), ..all() }), []);
    assert_eq!(shown(PeopleFilter { objected: true, ..all() }), []);
    let leading = store.people_who(&leads.condition()).unwrap();
    let second = store.page_of(&leading, PeopleOrder::default(), 1, 1).unwrap();
    assert_eq!(second, [store.person(restricted).unwrap().ordinal]);
    assert_eq!(leading.len(), 3);
    assert_eq!(store.values_by_purpose().unwrap(), [(office.purpose, store.facts_count().unwrap())].into());
    let first = store.people(&all(), None, 2).unwrap();
    assert_eq!(store.people(&all(), first.last().copied(), 2).unwrap().len(), 1);
    assert_eq!(store.people_of(org).unwrap(), [store.person(contact).unwrap().ordinal]);

    let due = store.notices_due(now(), 10).unwrap();
    assert_eq!((due.len(), due[0].subject, due[0].no), (1, contact, notice));
    assert_eq!(
        (due[0].duty, due[0].source_name.as_str()),
        (InformationDuty::Article14, form().name.as_str())
    );
    assert_eq!(store.notices_due(now() - 2.hours(), 10).unwrap(), []);
    let open = store.open_requests(10).unwrap();
    assert_eq!((open.len(), open[0].key, open[0].request.kind), (1, request, RequestKind::Erasure));
    assert_eq!((open[0].subject, open[0].erased), (Some(contact), false));
    assert_eq!(store.people_by_source(now() - 1.hour(), 5).unwrap(), [(form().name, 2)]);
}

pub fn people_stand_in_the_order_asked_for_and_who_has_nothing_to_be_sorted_by_comes_last(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let [silent, early, late, both] =
        ["a", "b", "c", "d"].map(|name| office.add(&[("email", &format!("{name}@example.test"))]));
    let mut change = store.change(stamp());
    for (id, hours) in [(early, 1), (late, 9), (both, 9)] {
        change.open(&store.person(id).unwrap()).unwrap();
        let happened_at = now() + hours.hours();
        let (kind, channel, source) = ("chat_message".into(), None, None);
        change
            .add_touchpoint(id, NewTouchpoint { happened_at, inbound: true, kind, channel, source })
            .unwrap();
    }
    let person = store.person(early).unwrap();
    let soon = calendar::day_of(now()).tomorrow().unwrap();
    change.relink(&person, person.facts[0].no, office.grounds, &[(office.purpose, soon)]).unwrap();
    change.commit().unwrap();
    let mut change = store.change(stamp());
    change.erase(&store.person(silent).unwrap(), Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    let silent = office.add(&[]);

    let everybody = || store.people_who(&PeopleFilter::default().condition()).unwrap();
    let shown = |by, descending, skip, limit| {
        let page = store.page_of(&everybody(), PeopleOrder { by, descending }, skip, limit).unwrap();
        page.iter().map(|ordinal| store.person_by_ordinal(*ordinal).unwrap().id).collect::<Vec<_>>()
    };
    assert_eq!(shown(SortedBy::Added, true, 0, 9), [silent, both, late, early]);
    assert_eq!(shown(SortedBy::Added, false, 1, 2), [late, both]);
    assert_eq!(shown(SortedBy::Heard, true, 0, 9), [both, late, early, silent]);
    assert_eq!(shown(SortedBy::Heard, false, 0, 9), [early, both, late, silent]);
    assert_eq!(shown(SortedBy::Ends, false, 0, 9), [early, both, late, silent]);
    assert_eq!(shown(SortedBy::Ends, true, 0, 2), [both, late]);
    assert_eq!(shown(SortedBy::Ends, true, 3, 2), [silent]);
    assert_eq!(shown(SortedBy::Heard, true, 4, 2), []);
}

pub fn values_come_due_on_the_last_day_of_a_purpose(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let id = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    let person = store.person(id).unwrap();
    let today = calendar::day_of(now());
    let day = store.terms(&office.links, today, now()).unwrap()[0].1;
    let before = day.yesterday().unwrap();
    assert_eq!(store.facts_due(before, 10).unwrap(), []);
    assert_eq!(store.facts_due(day, 10).unwrap().len(), 2);
    assert_eq!(store.facts_due(day, 1).unwrap(), [(person.ordinal, person.facts[0].no)]);
    assert_eq!(store.due_by_day(day).unwrap(), [(day, 2)]);
    let expiring = |day| PeopleFilter { expiring_before: Some(day), ..PeopleFilter::default() };
    assert_eq!(store.people(&expiring(day), None, 9).unwrap(), []);
    assert_eq!(store.people(&expiring(day.tomorrow().unwrap()), None, 9).unwrap(), [person.ordinal]);

    let mut change = store.change(stamp());
    change.relink(&person, person.facts[0].no, office.grounds, &[(office.purpose, today)]).unwrap();
    change.commit().unwrap();
    assert_eq!(store.facts_due(today, 10).unwrap(), [(person.ordinal, person.facts[0].no)]);
    let person = store.person(id).unwrap();
    assert_eq!(person.facts[0].last_day(), Some(today));
    let mut change = store.change(stamp());
    let without = change.relink(&person, person.facts[0].no, office.grounds, &[]);
    assert!(matches!(without, Err(StoreError::Incomplete("term"))));
}

fn fact(field: &str, value: &str) -> IncomingFact {
    IncomingFact { field: field.into(), value: value.into(), path: format!("odpis.{field}") }
}

pub fn a_register_adds_confirms_and_ends_facts_of_an_organisation(bed: &Bed) {
    let office = Office::open(bed);
    let store = &office.store;
    let id = store.add_organisation(stamp(), "Stara Nazwa", None, Some("5260250274")).unwrap();
    let merge = |earlier: &[_], facts: &[IncomingFact]| {
        let mut change = store.change(stamp());
        let org = store.organisation(id).unwrap();
        let merged = change.merge_organisation(&org, office.source.id, earlier, facts).unwrap();
        change.commit().unwrap();
        merged
    };
    let first = [fact("name", "Nowa Nazwa"), fact("krs", "0000019193"), fact("city", "Kraków")];
    assert_eq!(merge(&[], &first), Merged { new: 3, confirmed: 0, ended: 0 });
    let second = [fact("name", "Nowa Nazwa"), fact("krs", "0000019193"), fact("city", "Poznań")];
    assert_eq!(merge(&[office.source.id], &second), Merged { new: 1, confirmed: 2, ended: 1 });
    assert_eq!(merge(&[], &[]), Merged::default(), "another kind of source ends nothing");

    let org = store.organisation_by_krs("0000019193").unwrap().unwrap();
    assert_eq!((org.id, org.name.as_str(), org.nip.as_deref()), (id, "Nowa Nazwa", Some("5260250274")));
    assert_eq!(store.organisation_by_nip("5260250274").unwrap().as_ref(), Some(&org));
    assert_eq!(store.organisation_by_name("Nowa Nazwa").unwrap().as_ref(), Some(&org));
    assert_eq!(store.organisation_by_name("Stara Nazwa").unwrap(), None);
    assert_eq!((store.organisations("", 9).unwrap().len(), store.organisation_count().unwrap()), (1, 1));
    let cities: Vec<_> = store
        .organisation_facts(id)
        .unwrap()
        .into_iter()
        .filter(|fact| fact.field == "city")
        .map(|fact| (fact.value, fact.ended_at))
        .collect();
    assert_eq!(cities, [("Kraków".to_owned(), Some(now())), ("Poznań".to_owned(), None)]);

    let (mut one, mut two) = (store.change(stamp()), store.change(stamp()));
    one.merge_organisation(&org, office.source.id, &[], &[fact("city", "Łódź")]).unwrap();
    two.merge_organisation(&org, office.source.id, &[], &[fact("city", "Gdynia")]).unwrap();
    // Both saw the organisation as `merge(&[], &[])` left it before `org` was read, so the first goes through.
    one.commit().unwrap();
    assert!(two.commit().unwrap_err().is_conflict());
}

pub fn an_account_signs_in_with_each_time_step_once_and_ends_with_its_sessions(bed: &Bed) {
    let store = bed.open();
    let purpose = store.law().catalogue().purpose("respond_inquiry").unwrap().id;
    let new = NewAccount {
        login: "ola",
        name: "Ola",
        roles: BTreeSet::from([Role::Sales, Role::Marketing]),
        until: None,
        password: "$argon2id$one",
        trained_until: now() + 24.hours(),
    };
    let id = store.add_account(stamp(), &new).unwrap();
    assert!(matches!(store.add_account(stamp(), &new), Err(StoreError::Exists("login"))));
    let account = store.account_by_login("ola").unwrap().unwrap();
    assert_eq!((account.id, account.roles(now()), account.totp), (id, new.roles.clone(), None));
    assert!(store.account_by_login("Ola").unwrap().is_none());

    store.set_totp(stamp(), id, b"sealed", 100).unwrap();
    assert_eq!(store.account(id).unwrap().totp.as_deref(), Some(b"sealed".as_slice()));
    let used: Vec<bool> =
        [100, 101, 101, 99, 102].iter().map(|step| store.use_totp_step(id, *step).unwrap()).collect();
    assert_eq!(used, [false, true, false, false, true]);

    let session = Session {
        account: id,
        second_factor: true,
        purpose,
        lang: "pl".into(),
        created_at: now(),
        expires_at: now() + 8.hours(),
    };
    store.open_session([1; 32], &session).unwrap();
    store.open_session([2; 32], &session).unwrap();
    assert_eq!(store.session([1; 32], now()).unwrap().as_ref(), Some(&session));
    assert_eq!(store.session([1; 32], now() + 8.hours()).unwrap(), None, "it has run out");
    assert_eq!(store.session([3; 32], now()).unwrap(), None);
    store.change_session([1; 32], purpose, "en").unwrap();
    assert_eq!(store.session([1; 32], now()).unwrap().unwrap().lang, "en");
    store.close_session([1; 32]).unwrap();
    assert_eq!(store.session([1; 32], now()).unwrap(), None);
    store.set_password(stamp(), id, "$argon2id$two").unwrap();
    assert_eq!(store.session([2; 32], now()).unwrap(), None, "a new password ends all sessions");

    store.open_session([4; 32], &session).unwrap();
    assert!(
        store.disable_account(stamp(), id).unwrap_err().is_conflict(),
        "nobody else could authorise others"
    );
    let boss = NewAccount { login: "boss", name: "Ewa", roles: BTreeSet::from([Role::Admin]), ..new };
    store.add_account(stamp(), &boss).unwrap();
    store.disable_account(stamp(), id).unwrap();
    assert!(store.account(id).unwrap().roles(now()).is_empty());
    assert_eq!(store.session([4; 32], now()).unwrap(), None);
    assert_eq!(store.accounts().unwrap()[0].disabled_at, Some(now()));
    assert!(store.disable_account(stamp(), id).unwrap_err().is_conflict());
}

pub fn an_authorisation_stands_within_its_days_and_the_last_administrator_stays(bed: &Bed) {
    let store = bed.open();
    let purpose = store.law().catalogue().purpose("newsletter").unwrap().id;
    let account = |login: &str, role: Role| {
        let (roles, trained_until) = (BTreeSet::from([role]), now() + 24.hours());
        let until = None;
        let new = NewAccount { login, name: login, roles, until, password: "-", trained_until };
        store.add_account(stamp(), &new).unwrap()
    };
    let (boss, staff) = (account("boss", Role::Admin), account("staff", Role::Sales));
    let by = |actor, hours: i64| Stamp { actor, at: now() + hours.hours() };
    let new = |account, role, to| NewAuthorisation {
        account,
        role,
        purposes: BTreeSet::from([purpose]),
        from: now() + 1.hours(),
        to,
        word: "listopad".into(),
    };
    let alone = store.authorise(by(boss, 0), &new(boss, Role::Dpo, None));
    assert!(matches!(alone, Err(StoreError::Incomplete("second person"))), "nobody authorises themselves");
    let endless = store.authorise(by(boss, 0), &new(staff, Role::Inspector, None));
    assert!(matches!(endless, Err(StoreError::Incomplete("last day"))));

    let id = store.authorise(by(boss, 0), &new(staff, Role::Marketing, Some(now() + 3.hours()))).unwrap();
    let roles = |hours: i64| store.account(staff).unwrap().roles(now() + hours.hours());
    assert_eq!([0, 1, 2, 3].map(|hours| roles(hours).contains(&Role::Marketing)), [false, true, true, false]);
    let one = store.authorisations().unwrap().pop().unwrap();
    assert_eq!((one.id, one.account, one.given.0, one.word.as_str()), (id, staff, boss, "listopad"));
    assert_eq!(one.purposes, BTreeSet::from([purpose]));
    assert!(store.accept_authorisation(by(boss, 1), id).unwrap_err().is_conflict(), "it is not theirs");
    store.accept_authorisation(by(staff, 1), id).unwrap();
    assert!(store.accept_authorisation(by(staff, 1), id).unwrap_err().is_conflict());

    let session = Session {
        account: staff,
        second_factor: true,
        purpose,
        lang: "pl".into(),
        created_at: now(),
        expires_at: now() + 8.hours(),
    };
    store.open_session([7; 32], &session).unwrap();
    store.end_authorisation(by(boss, 2), &one, "koniec kampanii").unwrap();
    assert_eq!(store.session([7; 32], now()).unwrap(), None, "the session ends with it");
    assert_eq!([1, 2].map(|hours| roles(hours).contains(&Role::Marketing)), [true, false]);
    assert!(store.end_authorisation(by(boss, 2), &one, "").unwrap_err().is_conflict());

    let last = store.authorisations().unwrap().into_iter().find(|one| one.role == Role::Admin).unwrap();
    assert!(store.end_authorisation(by(staff, 2), &last, "").unwrap_err().is_conflict());
    let passing = NewAuthorisation { to: Some(now() + 9.hours()), ..new(staff, Role::Admin, None) };
    store.authorise(by(boss, 0), &passing).unwrap();
    assert!(store.end_authorisation(by(staff, 2), &last, "").unwrap_err().is_conflict(), "that one runs out");
    store.authorise(by(boss, 0), &new(staff, Role::Admin, None)).unwrap();
    store.end_authorisation(by(staff, 2), &last, "odejście").unwrap();
    assert!(store.examine().unwrap().is_sound());
}

pub fn an_alarm_of_an_entry_is_raised_and_answered_once(bed: &Bed) {
    let store = bed.open();
    let alarm = |seq: u64, kind: BulkKind| BulkAlarm {
        seq,
        kind,
        account: ActorId(3),
        raised_at: now(),
        people: 61,
        allowed: 60,
        answered: None,
        word: String::new(),
    };
    let before = store.ledger().size().unwrap();
    for _ in 0..2 {
        store.raise_alarm(stamp(), &alarm(7, BulkKind::OpenedHour)).unwrap();
    }
    store.raise_alarm(stamp(), &alarm(7, BulkKind::OpenedDay)).unwrap();
    store.raise_alarm(stamp(), &alarm(9, BulkKind::ExportedDay)).unwrap();
    assert_eq!(store.ledger().size().unwrap() - before, 3, "the second time changed nothing");
    let kinds: Vec<_> = store.alarms().unwrap().iter().map(|alarm| (alarm.seq, alarm.kind)).collect();
    assert_eq!(kinds, [(9, BulkKind::ExportedDay), (7, BulkKind::OpenedHour), (7, BulkKind::OpenedDay)]);
    let by = Stamp { actor: ActorId(4), at: now() + 1.hours() };
    store.answer_alarm(by, 7, BulkKind::OpenedHour, "przegląd").unwrap();
    assert!(store.answer_alarm(by, 7, BulkKind::OpenedHour, "jeszcze raz").unwrap_err().is_conflict());
    assert!(store.answer_alarm(by, 8, BulkKind::OpenedHour, "nie ma").unwrap_err().is_conflict());
    let answered = store.alarms().unwrap().remove(1);
    assert_eq!((answered.answered, answered.word.as_str()), (Some((by.actor, by.at)), "przegląd"));
    let since = |hours: i64| store.ledger().first_since(now() + hours.hours()).unwrap();
    assert_eq!((since(-1), since(1), since(2)), (0, before + 3, before + 4));
}

pub fn accounts_from_before_keep_their_roles_and_the_first_one_can_authorise(bed: &Bed) {
    let account = |login: &str, store: &Store| {
        let (roles, trained_until) = (BTreeSet::from([Role::Sales]), now() + 24.hours());
        let new = NewAccount { login, name: login, roles, until: None, password: "-", trained_until };
        store.add_account(stamp(), &new).unwrap()
    };
    let store = bed.open();
    let (first, second) = (account("first", &store), account("second", &store));
    drop(store);
    for id in [first, second] {
        let had = "UPDATE account SET roles = 'sales accounting' WHERE account_id = $1";
        bed.work().change(had, vec![id.0.into()]).unwrap();
        bed.work().change("DELETE FROM role_grant WHERE account_id = $1", vec![id.0.into()]).unwrap();
    }
    let unread = "DELETE FROM setting WHERE name = 'authorisations.adopted'";
    bed.work().change(unread, vec![]).unwrap();
    for _ in 0..2 {
        let store = bed.open();
        let roles = |id| store.account(id).unwrap().roles(now()).into_iter().collect::<Vec<_>>();
        assert_eq!(roles(first), [Role::Sales, Role::Accounting, Role::Dpo, Role::Admin]);
        assert_eq!(roles(second), [Role::Sales, Role::Accounting]);
        assert_eq!(store.authorisations().unwrap().len(), 6, "once, however often it is opened");
    }
}
