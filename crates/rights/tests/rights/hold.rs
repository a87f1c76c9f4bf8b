//! Legal holds: two people, what they keep and close, and what is refused.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::date;
use zgoda_law::{Action, ActorId, Basis, ErasureExtent, Event, Outcome, ReasonCode, Role, SubjectId};
use zgoda_rights::deadlines::{DutyKind, deadlines};
use zgoda_rights::hold::{self, HoldWish};
use zgoda_rights::{ErasureOptions, RightsError, erasure, object, retention};
use zgoda_store::{HoldGround, HoldId, NewAccount, Question, Stamp};

use crate::bed::{Bed, Known, at, now, stamp};

const ASKING: ActorId = ActorId(11);

fn by(actor: ActorId, at: Timestamp) -> Stamp {
    Stamp { actor, at }
}

/// An account with a role.
fn account(bed: &Bed, role: Role) -> ActorId {
    let login = format!("account-{}", bed.store.accounts().unwrap().len());
    let new = NewAccount {
        login: &login,
        name: "Tomasz Wilk",
        roles: BTreeSet::from([role]),
        until: None,
        password: "-",
        trained_until: now(),
    };
    bed.store.add_account(stamp(now()), &new).unwrap()
}

fn wish(people: &[SubjectId]) -> HoldWish {
    HoldWish {
        matter: "Reklamacja serwera z marca".into(),
        ground: HoldGround::Proceeding,
        reference: "V GC 123/26".into(),
        fields: BTreeSet::new(),
        review_by: date(2027, 5, 1),
        people: people.iter().copied().collect(),
    }
}

fn hold(bed: &Bed, wish: &HoldWish) -> HoldId {
    let id = hold::ask(&bed.store, by(ASKING, now()), wish).unwrap();
    hold::approve(&bed.store, by(account(bed, Role::Dpo), now()), id).unwrap();
    id
}

/// What may be done with an e-mail address for a purpose.
fn may(bed: &Bed, id: SubjectId, action: Action, purpose: &str) -> (Outcome, Vec<ReasonCode>) {
    let person = bed.person(id);
    let email = bed.store.law().catalogue().field("email").unwrap().id;
    let fact = person.facts.iter().find(|fact| fact.field == email).unwrap();
    let actor = bed.staff(Role::Dpo, purpose, now()).actor;
    let question = Question { actor, action, purpose: bed.purpose(purpose), at: now() };
    let verdict = bed.store.law().may(&bed.store.case(&question, &person, Some(fact)).unwrap());
    (verdict.outcome(), verdict.reasons().iter().map(|reason| reason.code).collect())
}

#[test]
fn whoever_asks_for_a_hold_cannot_approve_it() {
    let bed = Bed::new();
    let person = bed.add(&Known::default());
    let id = hold::ask(&bed.store, by(ASKING, now()), &wish(&[person])).unwrap();
    let alone = hold::approve(&bed.store, by(ASKING, now()), id);
    assert!(matches!(alone, Err(RightsError::SamePerson)), "{alone:?}");
    assert!(
        bed.store.approve_hold(by(ASKING, now()), id, &[bed.person(person)]).is_err(),
        "nor by any other way"
    );
    for stranger in [ActorId(99), account(&bed, Role::Sales), account(&bed, Role::Legal)] {
        let refused = hold::approve(&bed.store, by(stranger, now()), id);
        assert!(matches!(refused, Err(RightsError::NotAuthorised)), "{refused:?}");
    }
    assert!(!bed.person(person).flags.hold);
    hold::approve(&bed.store, by(account(&bed, Role::Admin), now()), id).unwrap();
    assert!(bed.person(person).flags.hold);
    let again = hold::approve(&bed.store, by(ActorId(13), now()), id);
    assert!(matches!(again, Err(RightsError::NotFound("hold"))));
    assert_eq!(bed.events(person).iter().filter(|event| **event == Event::HoldDecided).count(), 2);
    assert!(bed.store.examine().unwrap().is_sound());
}

#[test]
fn what_is_held_serves_claims_alone_and_outlives_its_term() {
    let bed = Bed::new();
    let person = bed.add(&Known {
        links: &[("respond_inquiry", Basis::Contract), ("claims", Basis::LegitimateInterest)],
        ..Known::default()
    });
    let id = hold(&bed, &wish(&[person]));
    let (outcome, reasons) = may(&bed, person, Action::Read, "respond_inquiry");
    assert_eq!(outcome, Outcome::Deny);
    assert!(reasons.contains(&ReasonCode::HoldOnlyClaims), "{reasons:?}");
    let (_, reasons) = may(&bed, person, Action::Read, "claims");
    assert!(!reasons.contains(&ReasonCode::HoldOnlyClaims), "{reasons:?}");

    let late = at("2040-01-01T09:00:00Z");
    assert_eq!(retention::plan(&bed.store, date(2040, 1, 1)).unwrap().held_back, 1);
    let report = retention::run(&bed.store, stamp(late), None, |_| {}).unwrap();
    assert_eq!((report.values, report.held_back), (0, 1));
    hold::end(&bed.store, by(ASKING, late), id).unwrap();
    let report = retention::run(&bed.store, stamp(late), None, |_| {}).unwrap();
    assert_eq!((report.values, report.ended, report.held_back), (3, 1, 0));
}

#[test]
fn a_hold_over_some_fields_lets_the_others_go() {
    let bed = Bed::new();
    let person = bed.add(&Known::default());
    let email = bed.store.law().catalogue().field("email").unwrap().id;
    hold(&bed, &HoldWish { fields: BTreeSet::from([email]), ..wish(&[person]) });
    let report = retention::run(&bed.store, stamp(at("2040-01-01T09:00:00Z")), None, |_| {}).unwrap();
    assert_eq!((report.values, report.ended, report.held_back), (2, 0, 1));
    let left: Vec<_> = bed.person(person).current().map(|fact| fact.field).collect();
    assert_eq!(left, [email]);
}

#[test]
fn a_request_for_erasure_is_answered_with_what_stays_and_on_what_ground() {
    let bed = Bed::new();
    let person = bed.add(&Known::default());
    let email = bed.store.law().catalogue().field("email").unwrap().id;
    hold(&bed, &HoldWish { fields: BTreeSet::from([email]), ..wish(&[person]) });
    let plan = erasure::plan(&bed.store, &bed.person(person), now()).unwrap();
    assert_eq!(plan.extent, ErasureExtent::Partial);
    assert_eq!((plan.going.len(), plan.staying.len()), (2, 1));
    assert_eq!(
        (plan.staying[0].field.as_str(), plan.staying[0].articles.as_slice()),
        ("email", &["art. 17 ust. 3 lit. e RODO".to_owned()][..])
    );
    erasure::carry_out(&bed.store, &bed.officer(now()), person, &ErasureOptions::default()).unwrap();
    let left = bed.person(person);
    assert!(!left.flags.erased && left.flags.hold);
    assert_eq!(left.facts.iter().filter(|fact| left.holds(fact.no)).count(), 1);
}

#[test]
fn an_objection_stands_after_the_hold() {
    let bed = Bed::new();
    let person = bed.add(&Known {
        links: &[("direct_marketing_own", Basis::LegitimateInterest), ("respond_inquiry", Basis::Contract)],
        ..Known::default()
    });
    let id = hold(&bed, &wish(&[person]));
    object(&bed.store, stamp(now()), person, "email").unwrap();
    for _ in 0..2 {
        let (outcome, reasons) = may(&bed, person, Action::Use, "direct_marketing_own");
        assert_eq!(outcome, Outcome::Deny);
        assert!(reasons.contains(&ReasonCode::Objected), "{reasons:?}");
        let _ = hold::end(&bed.store, by(ASKING, now()), id);
    }
}

#[test]
fn two_holds_end_one_after_the_other() {
    let bed = Bed::new();
    let person = bed.add(&Known::default());
    let [first, second] = [hold(&bed, &wish(&[person])), hold(&bed, &wish(&[person]))];
    hold::end(&bed.store, by(ASKING, now()), first).unwrap();
    assert!(bed.person(person).flags.hold);
    hold::end(&bed.store, by(ASKING, now()), second).unwrap();
    assert!(!bed.person(person).flags.hold);
    let ended = hold::end(&bed.store, by(ASKING, now()), second);
    assert!(matches!(ended, Err(RightsError::NotFound("hold"))));
}

#[test]
fn what_makes_no_sense_is_refused_by_name() {
    let bed = Bed::new();
    let (person, gone) = (bed.add(&Known::default()), bed.add(&Known::default()));
    erasure::carry_out(&bed.store, &bed.officer(now()), gone, &ErasureOptions::default()).unwrap();
    let good = wish(&[person]);
    for (case, wrong, refused) in [
        ("no matter", HoldWish { matter: "  ".into(), ..good.clone() }, "Incomplete(\"matter\")"),
        ("no reference", HoldWish { reference: String::new(), ..good.clone() }, "Incomplete(\"reference\")"),
        ("nobody", HoldWish { people: BTreeSet::new(), ..good.clone() }, "Incomplete(\"people\")"),
        (
            "over at once",
            HoldWish { review_by: date(2026, 11, 21), ..good.clone() },
            "Incomplete(\"day of review\")",
        ),
        (
            "seven months",
            HoldWish { review_by: date(2027, 6, 21), ..good.clone() },
            "Incomplete(\"day of review\")",
        ),
        ("an erased person", wish(&[person, gone]), "Erased"),
        ("somebody unknown", wish(&[SubjectId::from_bytes([9; 16])]), "NotFound(\"person\")"),
    ] {
        let answer = hold::ask(&bed.store, by(ASKING, now()), &wrong);
        assert_eq!(format!("{:?}", answer.unwrap_err()), refused, "{case}");
    }
    assert_eq!(bed.store.holds().unwrap(), []);
}

#[test]
fn a_person_erased_before_the_approval_makes_it_void() {
    let bed = Bed::new();
    let person = bed.add(&Known::default());
    let id = hold::ask(&bed.store, by(ASKING, now()), &wish(&[person])).unwrap();
    erasure::carry_out(&bed.store, &bed.officer(now()), person, &ErasureOptions::default()).unwrap();
    assert!(matches!(
        hold::approve(&bed.store, by(account(&bed, Role::Dpo), now()), id),
        Err(RightsError::Erased)
    ));
    hold::end(&bed.store, by(ASKING, now()), id).unwrap();
    assert!(bed.store.examine().unwrap().is_sound());
}

#[test]
fn a_review_stands_on_the_board_until_the_hold_is_looked_at_again() {
    let bed = Bed::new();
    let person = bed.add(&Known::default());
    let soon = HoldWish { review_by: date(2026, 12, 1), ..wish(&[person]) };
    let id = hold(&bed, &soon);
    let over = at("2026-12-02T09:00:00Z");
    let is_overdue = |bed: &Bed| {
        let board = deadlines(&bed.store, over).unwrap();
        board.overdue.iter().any(|duty| duty.kind == DutyKind::ReviewHold)
    };
    assert!(is_overdue(&bed));
    let never = hold::review(&bed.store, by(ASKING, over), id, date(2027, 7, 2));
    assert!(matches!(never, Err(RightsError::Incomplete("day of review"))));
    hold::review(&bed.store, by(ASKING, over), id, date(2027, 6, 1)).unwrap();
    assert!(!is_overdue(&bed));
}
