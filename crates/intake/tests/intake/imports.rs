//! What comes in with a table, and what does not.

use std::collections::BTreeSet;

use jiff::civil::date;
use zgoda_intake::import::{RowVerdict, dry_run, preview, run};
use zgoda_intake::{By, ImportPlan, PlannedSource, SourceKind};
use zgoda_law::{
    ActorId, Basis, InformationDuty, NoticeStatus, ObjectionKind, PurposeId, ReasonCode, Role, SubjectKind,
};
use zgoda_store::{Account, Authorisation, AuthorisationId, Session};

use crate::bed::{Bed, by, codes, denied, fair_day, now, opened, refusal};

const FAIR: &str = "Imię;Nazwisko;E-mail;Telefon;Firma;NIP;Stanowisko;Uwagi\r\n\
    Łucja;Żółkiewska;lucja@example.test;600 100 200;Zażółć sp. z o.o.;5260250995;prezeska;pyta o wózki\r\n\
    Jan;Kowalski;jan@example.test;;Jan Kowalski Usługi;5260250995;właściciel;\r\n\
    ;;biuro@example.test;;;;;\r\n\
    ;;;;Bez Osoby SA;;;\r\n";

#[test]
fn a_polish_file_of_windows_comes_in_with_every_letter() {
    let bed = Bed::new();
    let report = bed.try_import(&cp1250(FAIR), &bed.fair()).unwrap();
    assert_eq!((report.counts.rows, report.counts.imported, report.counts.refused), (4, 3, 1));
    let person = bed.by_email("lucja@example.test");
    assert_eq!(bed.value(&person, "first_name"), "Łucja");
    assert_eq!(bed.value(&person, "last_name"), "Żółkiewska");
    assert_eq!(bed.value(&person, "phone"), "+48600100200");
    assert_eq!(bed.value(&person, "note"), "pyta o wózki");
    assert!(bed.store.examine().unwrap().is_sound());
}

#[test]
fn a_row_without_a_name_comes_in_and_one_with_a_firm_alone_is_refused_by_its_number() {
    let bed = Bed::new();
    let report = bed.import(FAIR, &bed.fair());
    assert!(bed.is_known("biuro@example.test"));
    assert_eq!(report.refused_rows, [(5, "nothing_usable")]);
    let stored = bed.store.refusals(report.import.unwrap(), 10).unwrap();
    assert_eq!(stored, [(5, "nothing_usable".to_owned())]);
    assert_eq!(bed.store.import(report.import.unwrap()).unwrap().counts, report.counts);
}

#[test]
fn a_person_with_a_firm_stands_for_it_and_a_sole_trader_is_a_person() {
    let bed = Bed::new();
    bed.import(FAIR, &bed.fair());
    let contact = bed.by_email("lucja@example.test");
    let org = bed.store.organisation(contact.org.unwrap()).unwrap();
    assert_eq!(contact.kind, SubjectKind::OrgContact);
    assert_eq!((org.name.as_str(), org.nip.as_deref()), ("Zażółć sp. z o.o.", Some("5260250995")));
    let trader = bed.by_email("jan@example.test");
    assert_eq!((trader.kind, trader.org), (SubjectKind::SoleTrader, None));
    assert_eq!(bed.store.organisation_count().unwrap(), 1);
}

#[test]
fn rows_of_one_firm_share_one_organisation() {
    let bed = Bed::new();
    let file = "E-mail;Firma;NIP;KRS\na@example.test;Alfa SA;5260250995;\nb@example.test;Alfa Spółka Akcyjna;\
        5260250995;\nc@example.test;Beta;;0000033371\nd@example.test;BETA;;33371\ne@example.test;Alfa SA;;\n";
    bed.import(file, &bed.fair());
    let org = |email: &str| bed.by_email(email).org;
    assert_eq!(org("a@example.test"), org("b@example.test"));
    assert_eq!(org("a@example.test"), org("e@example.test"));
    assert_eq!(org("c@example.test"), org("d@example.test"));
    assert_eq!(bed.store.organisation_count().unwrap(), 2);
}

#[test]
fn a_plan_without_source_day_or_basis_is_refused() {
    let bed = Bed::new();
    let check = |plan: &ImportPlan| refusal(&plan.check(&bed.store, by()).unwrap_err()).0;
    assert_eq!(
        check(&bed.plan(SourceKind::Fair, " ", &[("respond_inquiry", Basis::Contract)])),
        ["source_unnamed"]
    );
    assert_eq!(check(&ImportPlan { occurred_on: None, ..bed.fair() }), ["day_missing"]);
    assert_eq!(check(&ImportPlan { links: vec![], ..bed.fair() }), ["BASIS_MISSING"]);
    let mut unreferenced = bed.fair();
    unreferenced.links[0].reference = None;
    assert_eq!(check(&unreferenced), ["BASIS_MISSING"]);
    let wrong_basis = bed.plan(SourceKind::Fair, "Targi", &[("newsletter", Basis::LegitimateInterest)]);
    assert_eq!(check(&wrong_basis), ["BASIS_MISSING"]);
    let off = bed.plan(SourceKind::Fair, "Targi", &[("survey", Basis::LegitimateInterest)]);
    assert_eq!(check(&off), ["LIA_MISSING", "PURPOSE_INACTIVE"]);
    let future = ImportPlan { occurred_on: Some(date(2026, 12, 1)), ..bed.fair() };
    assert_eq!(check(&future), ["BASIS_MISSING", "SOURCE_UNVERIFIED"]);
    assert_eq!(bed.store.sources().unwrap(), [], "a refused plan leaves nothing behind");
}

#[test]
fn g30_a_conference_list_from_2021_is_refused_whole_and_must_be_destroyed() {
    let bed = Bed::new();
    let mut plan =
        bed.plan(SourceKind::Fair, "Konferencja 2021", &[("event_follow_up", Basis::LegitimateInterest)]);
    plan.occurred_on = Some(date(2021, 5, 12));
    plan.informed = true;
    let error = bed.try_import(FAIR.as_bytes(), &plan).unwrap_err();
    assert_eq!(refusal(&error), (vec!["RETENTION_EXPIRED"], true));
    assert_eq!(bed.store.people_count().unwrap(), 0);
    assert_eq!(bed.store.imports(10).unwrap(), []);
}

#[test]
fn g29_a_purchased_list_needs_the_proof_of_each_consent() {
    let bed = Bed::new();
    let mut plan = bed.plan(SourceKind::Broker, "Baza firm", &[("direct_marketing_own", Basis::Consent)]);
    let error = bed.try_import(FAIR.as_bytes(), &plan).unwrap_err();
    assert_eq!(refusal(&error).0, ["SOURCE_NOT_APPROVED", "SOURCE_UNVERIFIED"]);

    // Even a source that was approved and can be shown brings nobody without their own proof.
    let source = zgoda_store::NewSource {
        kind: zgoda_law::SourceType::Broker,
        name: "Baza firm".into(),
        duty: InformationDuty::Article14,
        is_public: false,
        occurred_at: now(),
        approved: true,
        evidence: "umowa 7/2026".into(),
    };
    plan.source = PlannedSource::Known(bed.store.add_source(by().stamp(), source).unwrap());
    plan.occurred_on = None;
    let report = bed.import(FAIR, &plan);
    assert_eq!((report.counts.imported, report.refused["SOURCE_UNVERIFIED"]), (0, 3));
}

#[test]
fn g31_a_home_address_is_not_kept_for_a_requested_offer() {
    let bed = Bed::new();
    let plan = bed.plan(SourceKind::Chat, "Czat", &[("send_requested_offer", Basis::Contract)]);
    let report = bed.import("E-mail;Ulica;Miasto\nadam@example.test;Lipowa 3;Łódź\n", &plan);
    assert_eq!(report.counts.discarded, 2);
    assert_eq!(report.discarded[&bed.field("street")], 1);
    let adam = bed.by_email("adam@example.test");
    assert_eq!(bed.values(&adam), [("email".to_owned(), "adam@example.test".to_owned())]);
}

#[test]
fn g21_a_bare_yes_is_a_claim_that_the_law_rejects() {
    let bed = Bed::new();
    bed.import("E-mail;Zgoda;Data zgody\nanna@example.test;tak;2019-03-12\n", &bed.fair());
    let anna = bed.by_email("anna@example.test");
    assert_eq!(anna.consents.len(), 1);
    assert_eq!(anna.consents[0].evidence, None);
    assert_eq!(anna.permissions, []);
    let verdict = bed.newsletter(&anna);
    assert!(denied(&verdict, ReasonCode::ConsentInvalid), "{:?}", codes(&verdict));
}

#[test]
fn imported_people_are_not_contactable() {
    let bed = Bed::new();
    bed.import(FAIR, &ImportPlan { informed: true, ..bed.fair() });
    let person = bed.by_email("lucja@example.test");
    assert_eq!((person.permissions.len(), person.consents.len()), (0, 0));
    assert!(denied(&bed.newsletter(&person), ReasonCode::ChannelNoConsent));
}

#[test]
fn what_comes_from_the_person_is_told_at_once_and_what_comes_from_elsewhere_within_a_month() {
    let bed = Bed::new();
    bed.import("E-mail\na@example.test\n", &bed.fair());
    let due = &bed.by_email("a@example.test").notices[0];
    assert_eq!((due.duty, due.status), (InformationDuty::Article13, NoticeStatus::Due));
    assert_eq!(due.due_at, "2026-11-23T00:00:00+01:00".parse().unwrap());

    bed.import("E-mail\nb@example.test\n", &ImportPlan { informed: true, ..bed.fair() });
    assert_eq!(bed.by_email("b@example.test").notices[0].status, NoticeStatus::Delivered);

    let referral =
        bed.plan(SourceKind::Referral, "Polecenie", &[("direct_marketing_own", Basis::LegitimateInterest)]);
    bed.import("E-mail\nc@example.test\n", &referral);
    let due = &bed.by_email("c@example.test").notices[0];
    assert_eq!((due.duty, due.status), (InformationDuty::Article14, NoticeStatus::Due));
    assert_eq!(due.due_at, "2026-12-18T00:00:00+01:00".parse().unwrap());
}

#[test]
fn a_value_known_already_is_confirmed_and_its_term_does_not_move() {
    let bed = Bed::new();
    let earlier = ImportPlan { occurred_on: Some(date(2026, 11, 2)), ..bed.fair() };
    bed.import("Imię;E-mail\nAnna;anna@example.test\n", &earlier);
    let before = bed.by_email("anna@example.test");
    let later = "2026-11-22T15:00:00Z".parse().unwrap();
    let (input, mapping) = opened("Imię;E-mail\nANNA;Anna@Example.test\n".as_bytes());
    let report = run(&bed.store, By::system(later), &input, &bed.fair(), &mapping, &mut |_| {}).unwrap();
    assert_eq!((report.counts.imported, report.counts.confirmed, report.values_confirmed), (0, 1, 2));
    let after = bed.by_email("anna@example.test");
    assert_eq!(after.facts.len(), 2);
    for (old, new) in before.facts.iter().zip(&after.facts) {
        assert_eq!((&old.until, old.obtained_at), (&new.until, new.obtained_at));
        assert_eq!(new.confirmed_at, later);
    }
}

#[test]
fn another_value_of_a_known_field_stands_beside_the_old_one() {
    let bed = Bed::new();
    bed.import("Imię;Nazwisko;E-mail\nAnna;Nowak;anna@example.test\n", &bed.fair());
    let report = bed.import("Imię;Nazwisko;E-mail\nAnna;Nowak-Lis;anna@example.test\n", &bed.fair());
    assert_eq!((report.values_new, report.values_confirmed), (1, 2));
    let anna = bed.by_email("anna@example.test");
    let names: Vec<_> = bed.values(&anna).into_iter().filter(|(field, _)| field == "last_name").collect();
    assert_eq!(names.len(), 2);
    assert!(anna.facts.iter().all(zgoda_store::Fact::is_current));
    assert_eq!(bed.store.people_count().unwrap(), 1);
}

#[test]
fn rows_of_one_person_in_a_file_become_one_person() {
    let bed = Bed::new();
    let file = "Imię;Nazwisko;E-mail;Telefon\nJan;Lis;jan@example.test;\nJan;Lis;jan@example.test;600100200\n\
        Jan;Lis;;600 100 200\nEwa;Kot;ewa@example.test;600100200\n";
    let report = bed.import(file, &bed.fair());
    assert_eq!((report.counts.imported, report.counts.confirmed), (2, 2));
    assert_eq!(bed.by_email("jan@example.test").facts.len(), 4);
    assert_eq!(bed.by_email("ewa@example.test").facts.len(), 4);
    let again = bed.import(file, &bed.fair());
    assert_eq!((again.counts.imported, again.counts.confirmed, again.values_new), (0, 4, 0));
}

#[test]
fn a_suppressed_address_is_dropped_and_counted() {
    let bed = Bed::new();
    let mut change = bed.store.change(by().stamp());
    change.suppress(bed.field("email"), "gone@example.test", "erasure");
    change.suppress(bed.field("phone"), "+48600100200", "erasure");
    change.commit().unwrap();
    let report = bed.import(
        "E-mail;Telefon\nGONE@example.test;\nx@example.test;600 100 200\ny@example.test;\n",
        &bed.fair(),
    );
    assert_eq!((report.counts.suppressed, report.counts.imported), (2, 1));
    assert_eq!(bed.store.people_count().unwrap(), 1);
}

#[test]
fn an_opt_out_is_kept_even_where_nothing_else_is() {
    let bed = Bed::new();
    bed.import("E-mail\nanna@example.test\n", &bed.fair());
    let report = bed.import(
        "E-mail;Telefon;Wypisany\nanna@example.test;;tak\nnowy@example.test;600100200;tak\n",
        &bed.fair(),
    );
    assert_eq!((report.counts.opted_out, report.counts.imported), (2, 0));
    let anna = bed.by_email("anna@example.test");
    assert_eq!(anna.objections.len(), 1);
    assert_eq!(anna.objections[0].kind, ObjectionKind::Marketing);
    assert!(!bed.is_known("nowy@example.test"));
    let barred = bed.store.suppressed_all(bed.field("phone"), &["+48600100200"]).unwrap();
    assert_eq!(barred, [true]);
    let again = bed.import("E-mail\nnowy@example.test\nanna@example.test\n", &bed.fair());
    assert_eq!(again.counts.suppressed, 2);
    assert_eq!(bed.by_email("anna@example.test").objections.len(), 1);
}

#[test]
fn what_must_not_be_held_is_put_aside_and_counted() {
    let bed = Bed::new();
    let file = "E-mail;Uwagi\na@example.test;PESEL 44051401359\nb@example.test;choruje na cukrzycę\n";
    let report = bed.import(file, &bed.fair());
    assert_eq!((report.counts.quarantined, report.counts.imported), (2, 2));
    assert_eq!(bed.by_email("a@example.test").facts.len(), 1);
    assert_eq!(bed.by_email("b@example.test").facts.len(), 1);
}

#[test]
fn each_value_carries_only_the_purposes_that_need_it() {
    let bed = Bed::new();
    let links = [("respond_inquiry", Basis::Contract), ("event_run", Basis::Contract)];
    bed.import("E-mail;Ulica\na@example.test;Lipowa 3\n", &bed.plan(SourceKind::Fair, "Targi", &links));
    let person = bed.by_email("a@example.test");
    let purposes = |field: &str| {
        let fact = person.current().find(|fact| fact.field == bed.field(field)).unwrap();
        (fact.grounds.links.len(), fact.until.len())
    };
    assert_eq!(purposes("email"), (2, 2));
    assert_eq!(purposes("street"), (1, 1));
}

#[test]
fn a_preview_shows_each_row_with_its_verdict_and_tells_the_ledger_what_it_compared() {
    let bed = Bed::new();
    bed.import("Imię;E-mail\nAnna;anna@example.test\n", &bed.fair());
    let (input, mapping) = opened(
        "Imię;E-mail;Ulica;Wypisany\nAnna;anna@example.test;;nie\nEwa;ewa@example.test;Lipowa 1;nie\n;;Polna 2;nie\n\
         Jan;jan@example.test;;tak\nPo;po@example.test;;nie\n"
            .as_bytes(),
    );
    let entries = bed.store.ledger().size().unwrap();
    let plan = bed.plan(SourceKind::Chat, "Czat", &[("send_requested_offer", Basis::Contract)]);
    let shown = preview(&bed.store, by(), &input, &plan, &mapping, 4).unwrap();
    assert!(shown.more);
    let verdicts: Vec<_> = shown.rows.iter().map(|row| row.verdict.clone()).collect();
    assert_eq!(
        verdicts,
        [
            RowVerdict::Known { confirmed: 2, added: 0 },
            RowVerdict::New { values: 2 },
            RowVerdict::Refused(vec!["nothing_usable"]),
            RowVerdict::OptedOut,
        ]
    );
    assert_eq!(shown.rows[1].discarded, [bed.field("street")]);
    assert_eq!(bed.store.people_count().unwrap(), 1);
    assert_eq!(bed.store.ledger().size().unwrap(), entries + 1, "the values that were compared");
}

#[test]
fn a_dry_run_counts_as_a_run_does_and_leaves_nothing() {
    let bed = Bed::new();
    let mut file = String::from("E-mail;Zgoda;Wypisany\n");
    for row in 0..1_200 {
        file +=
            &format!("osoba{}@example.test;tak;{}\n", row % 1_100, if row % 97 == 0 { "tak" } else { "nie" });
    }
    let (input, mapping) = opened(file.as_bytes());
    let mut steps = 0;
    let dry = dry_run(&bed.store, by(), &input, &bed.fair(), &mapping, &mut |_| steps += 1).unwrap();
    assert_eq!((bed.store.people_count().unwrap(), bed.store.sources().unwrap().len()), (0, 0));
    assert!(steps >= 3);
    let run = bed.import(&file, &bed.fair());
    assert_eq!(dry.counts.rows, run.counts.rows);
    assert_eq!(dry.counts.imported, run.counts.imported);
    assert_eq!(dry.counts.opted_out, run.counts.opted_out);
}

#[test]
fn staff_whose_role_does_not_serve_the_purpose_import_nothing() {
    let bed = Bed::new();
    let account = account(Role::Accounting);
    let session = session(&account, bed.purpose("respond_inquiry"));
    let staff = By::staff(&account, &session, now());
    let error = bed.fair().check(&bed.store, staff).unwrap_err();
    assert_eq!(refusal(&error).0, ["ACTOR_NOT_AUTHORISED"]);
    let account = self::account(Role::Sales);
    let session = self::session(&account, bed.purpose("respond_inquiry"));
    bed.fair().check(&bed.store, By::staff(&account, &session, now())).unwrap();
    assert_eq!(fair_day(), date(2026, 11, 18));
}

/// The text in the encoding of Polish Windows.
fn cp1250(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        'ą' => 0xb9,
        'ć' => 0xe6,
        'ę' => 0xea,
        'ł' => 0xb3,
        'Ł' => 0xa3,
        'ś' => 0x9c,
        'ż' => 0xbf,
        'Ż' => 0xaf,
        'ó' => 0xf3,
        _ => u8::try_from(c).unwrap(),
    };
    text.chars().map(byte).collect()
}

fn account(role: Role) -> Account {
    let from = now() - jiff::SignedDuration::from_hours(48);
    let authorisation = Authorisation {
        id: AuthorisationId(1),
        account: ActorId(7),
        role,
        purposes: BTreeSet::new(),
        from,
        to: None,
        word: "praca".into(),
        given: (ActorId(1), from),
        accepted_at: None,
        ended: None,
        end_word: String::new(),
    };
    Account {
        id: ActorId(7),
        login: "ewa".into(),
        name: "Ewa".into(),
        authorisations: vec![authorisation],
        password: String::new(),
        totp: None,
        totp_step: 0,
        trained_until: now() + jiff::SignedDuration::from_hours(48),
        created_at: from,
        disabled_at: None,
    }
}

fn session(account: &Account, purpose: PurposeId) -> Session {
    let (created_at, expires_at) = (now(), now());
    Session { account: account.id, second_factor: true, purpose, lang: "pl".into(), created_at, expires_at }
}

#[test]
fn an_import_that_stops_on_its_way_is_counted_and_can_be_undone() {
    let bed = Bed::new();
    let mut file = String::from("Imię;E-mail\n");
    for row in 0..700 {
        file += &format!("Anna;osoba{row}@example.test\n");
    }
    file += &format!("{};ostatnia@example.test\n", "x".repeat(300_000));
    let error = bed.try_import(file.as_bytes(), &bed.fair()).unwrap_err();
    let zgoda_intake::IntakeError::Stopped { id, counts, .. } = error else { panic!("{error}") };
    assert_eq!((counts.rows, counts.imported), (700, 700));
    let import = bed.store.import(id).unwrap();
    assert_eq!((import.counts, import.finished_at), (counts, None));
    assert_eq!(bed.store.people_count().unwrap(), 700);
    let undone = zgoda_intake::import::undo(&bed.store, by(), id, &mut |_| {}).unwrap();
    assert_eq!((undone.destroyed, bed.store.people_count().unwrap()), (700, 0));
    assert!(bed.store.examine().unwrap().is_sound());
}
