//! What people are told, put together from what is held.

use jiff::civil::date;
use zgoda_law::{Basis, Channel, Event, NoticeStatus, SourceType};
use zgoda_rights::RightsError;
use zgoda_rights::inform::{
    Block, Parts, Problem, Rule, Skipped, compose, keep_parts, lint, queue_email, queue_emails, waiting,
};
use zgoda_store::DeliveryState;
use zgoda_text::Lang;

use crate::bed::{Bed, Known, now, stamp};

pub fn ready() -> Bed {
    let bed = Bed::new();
    for (name, value) in [
        ("controller.name", "ACME sp. z o.o."),
        ("controller.address", "ul. Długa 1, 00-001 Warszawa"),
        ("controller.contact", "dane@acme.example"),
        ("officer.email", "iod@acme.example"),
        ("notices.rights_url", "https://acme.example/prawa"),
        ("notices.privacy_url", "https://acme.example/dane"),
    ] {
        bed.store.set(name, value).unwrap();
    }
    bed
}

pub fn enriched() -> Known<'static> {
    Known {
        source: SourceType::RegistryCeidg,
        links: &[("enrich_person", Basis::LegitimateInterest)],
        values: &[
            ("first_name", "Anna"),
            ("last_name", "Kos"),
            ("email", "kos@example.test"),
            ("street", "Polna 1"),
            ("postal_code", "00-001"),
            ("city", "Warszawa"),
        ],
        notice: NoticeStatus::Due,
        ..Known::default()
    }
}

fn composed(bed: &Bed, known: &Known, lang: Lang) -> (String, Vec<Problem>) {
    let id = bed.add(known);
    let person = bed.person(id);
    let owed = waiting(&bed.store, &person).unwrap();
    let composed = compose(&bed.store, &person, &owed, lang, Channel::Email).unwrap();
    (composed.text(), composed.problems)
}

#[test]
fn a_notice_says_all_that_article_14_wants_in_plain_words_in_both_languages() {
    let bed = ready();
    for lang in Lang::ALL {
        let (text, problems) = composed(&bed, &enriched(), lang);
        assert_eq!(problems, []);
        insta::assert_snapshot!(format!("notice_{}", lang.tag()), text);
        assert!(!text.contains("Kos") && !text.contains("Polna"), "the text names nobody");
        let apart = Block::read(&text).into_iter().filter(|block| matches!(block, Block::Apart(_)));
        assert_eq!(apart.count(), 1, "the right to object stands apart, art. 21(4)");
    }
}

#[test]
fn data_from_the_person_are_told_of_as_article_13_wants() {
    let bed = ready();
    let person = bed.person(bed.add(&Known::default()));
    let told: Vec<_> = person.notices.iter().collect();
    let composed = compose(&bed.store, &person, &told, Lang::Pl, Channel::Email).unwrap();
    assert_eq!(composed.problems, []);
    let text = composed.text();
    assert!(text.contains("art.\u{a0}13 RODO") && text.contains("dobrowolne"));
}

#[test]
fn no_notice_goes_out_before_the_controller_said_who_they_are() {
    let bed = Bed::new();
    let id = bed.add(&enriched());
    let who = bed.officer(now());
    let missing: Vec<Problem> =
        ["controller-name", "controller-address", "controller-contact"].map(Problem::Missing).into();
    match queue_email(&bed.store, &who, id) {
        Err(RightsError::NotReady(problems)) => assert_eq!(problems, missing),
        other => panic!("{other:?}"),
    }
}

#[test]
fn our_own_words_are_judged_before_they_are_kept_and_change_what_people_read() {
    let bed = ready();
    let promo = Parts {
        closing: "Przy okazji: mamy nową promocję na www.acme.example.".into(),
        ..Parts::default()
    };
    match keep_parts(&bed.store, stamp(now()), Lang::Pl, &promo) {
        Err(RightsError::Promo(found)) => {
            assert_eq!(
                found.iter().map(|found| found.rule).collect::<Vec<_>>(),
                [Rule::Promotion, Rule::Promotion, Rule::Link]
            );
        }
        other => panic!("{other:?}"),
    }
    let plain = Parts {
        recipients: "Dane dostaje biuro rachunkowe, które pracuje na nasze zlecenie.".into(),
        ..Parts::default()
    };
    keep_parts(&bed.store, stamp(now()), Lang::Pl, &plain).unwrap();
    let (text, problems) = composed(&bed, &enriched(), Lang::Pl);
    assert_eq!(problems, []);
    assert!(text.contains("biuro rachunkowe") && !text.contains("nikomu innemu"));
    assert_eq!(bed.store.notice_templates("pl").unwrap().len(), 1);
}

#[test]
fn a_letter_names_the_postal_operator_as_a_recipient() {
    let bed = ready();
    let person = bed.person(bed.add(&enriched()));
    let owed = waiting(&bed.store, &person).unwrap();
    let letter = compose(&bed.store, &person, &owed, Lang::Pl, Channel::Post).unwrap();
    assert_eq!(letter.problems, []);
    assert!(letter.text().contains("operatora pocztowego"));
}

#[test]
fn one_message_meets_all_duties_and_is_not_queued_twice() {
    let bed = ready();
    let id = bed.add(&enriched());
    bed.learn(id, &Known { source: SourceType::Website, values: &[("position", "prezes")], ..enriched() });
    let who = bed.officer(now());
    let no = queue_email(&bed.store, &who, id).unwrap();
    let person = bed.person(id);
    let delivery = bed.store.deliveries(&person).unwrap().pop().unwrap();
    assert_eq!((delivery.no, delivery.state, delivery.notices.len()), (no, DeliveryState::Queued, 2));
    assert_eq!(bed.events(id).last(), Some(&Event::NoticeMoved));
    let bulk = queue_emails(&bed.store, &who, &[id]).unwrap();
    assert_eq!((bulk.queued, bulk.skipped.get(&Skipped::NothingDue)), (0, Some(&1)));
    let silent = bed.add(&Known { values: &[("last_name", "Kos")], ..enriched() });
    let bulk = queue_emails(&bed.store, &who, &[silent]).unwrap();
    assert_eq!(bulk.skipped.get(&Skipped::NoAddress), Some(&1));
}

#[test]
fn an_exemption_is_looked_at_again_on_its_day() {
    let bed = ready();
    let id = bed.add(&enriched());
    let no = bed.person(id).notices[0].no;
    let why = "Osoba dostała tę informację od nas w umowie z 3 marca 2026, punkt 7.";
    zgoda_rights::notice::exempt(
        &bed.store,
        stamp(now()),
        id,
        no,
        zgoda_rights::notice::Exemption::Informed,
        why,
        date(2026, 12, 1),
    )
    .unwrap();
    let board = zgoda_rights::deadlines::deadlines(&bed.store, now()).unwrap();
    assert!(
        board.later.iter().any(|duty| duty.kind == zgoda_rights::deadlines::DutyKind::ReviewExemption
            && duty.subject == Some(id))
    );
}

#[test]
fn nothing_that_the_product_itself_says_in_a_notice_breaks_a_rule() {
    let bed = Bed::new();
    let catalogue = bed.store.law().catalogue();
    for t in Lang::ALL.map(Lang::text) {
        let mut said: Vec<String> =
            catalogue.fields().iter().map(|field| t.field(&field.name).to_owned()).collect();
        said.extend(SourceType::ALL.iter().map(|kind| t.source(*kind).to_owned()));
        said.extend(
            Basis::ALL.iter().map(|basis| format!("{} {}", t.basis(*basis), t.basis_article(*basis))),
        );
        for purpose in catalogue.purposes().iter().filter(|purpose| purpose.allows(Basis::LegitimateInterest))
        {
            let key = format!("interest-{}", purpose.name.replace('_', "-"));
            said.push(t.find(&key).unwrap_or_else(|| panic!("{key} is not said")).to_owned());
        }
        for words in said {
            assert_eq!(lint(&words, &[]), [], "{words}");
        }
    }
}
