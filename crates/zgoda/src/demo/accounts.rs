//! The people of the invented firm who sign in, and what the firm has decided.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;
use zgoda_law::{ActorId, PurposeId, Role};
use zgoda_store::{AssessmentKind, NewAccount, Store, StoreError};
use zgoda_text::Text;
use zgoda_web::{LeadUse, SetupAnswers, hash_password, seal_seed, set_up as first_run};

use super::{ago, now, stamp};
use crate::failure::Failure;
use crate::random;

/// Letters of an invented password.
const PASSWORD_LETTERS: usize = 12;
/// Assessments and training hold for a year.
const YEAR: SignedDuration = SignedDuration::from_hours(365 * 24);
/// Purposes beyond those of the first run, with the words of their balancing tests.
const ASSESSED: &[(&str, &str)] = &[
    (
        "direct_marketing_own",
        "Interes: informowanie firm, które same się zgłosiły, o własnej ofercie. Zakres: imię, nazwisko, firma i adres. \
         Osoba może się temu spodziewać po rozmowie na targach. Zabezpieczenia: sprzeciw jednym kliknięciem, termin \
         12 miesięcy, żadnych e-maili bez zgody.",
    ),
    (
        "enrich_person",
        "Interes: wiedzieć, kto reprezentuje firmę, z którą zawiera się umowę. Zakres: funkcja i nazwisko z rejestru \
         publicznego. Każda osoba jest informowana w ciągu miesiąca; potem dane znikają.",
    ),
    ("complaints", "Reklamacje rozpatruje się w interesie samych zgłaszających."),
    ("claims", "Ustalenie i obrona roszczeń przed ich przedawnieniem."),
];

/// Somebody who signs in.
pub struct Account {
    /// With what.
    pub login: String,
    /// The password, drawn anew for each demonstration.
    pub password: String,
    officer: bool,
}

impl Account {
    /// What they do, in the reader's language.
    pub fn role(&self, text: Text) -> &'static str {
        if self.officer { text.cli_demo_officer() } else { text.cli_demo_seller() }
    }
}

/// Sets the firm up: its purposes, its assessments, a seller and an officer.
pub fn set_up(store: &Store) -> Result<Vec<Account>, Failure> {
    let seller = account("ola@jasny-serwer.example.test", false)?;
    let officer = account("iod@jasny-serwer.example.test", true)?;
    let begin = ago(60, 0);
    let answers = SetupAnswers {
        controller: "Jasny Serwer sp. z o.o.".into(),
        controller_address: "ul. Przykładowa 12, 61-001 Poznań".into(),
        officer: "Tomasz Wilk".into(),
        officer_email: officer.login.clone(),
        leads: LeadUse::ALL.to_vec(),
        admin_name: "Ola Maj".into(),
        admin_email: seller.login.clone(),
        admin_password: Zeroizing::new(seller.password.clone()),
    };
    let id = first_run(store, &answers, begin)?;
    second_factor(store, id)?;
    let next_year = begin.checked_add(YEAR).unwrap_or(begin);
    let digest = hash_password(&officer.password).ok_or(StoreError::NoRandomness)?;
    let new = NewAccount {
        login: &officer.login,
        name: "Tomasz Wilk",
        roles: BTreeSet::from([Role::Dpo]),
        password: &digest,
        trained_until: next_year,
    };
    second_factor(store, store.add_account(stamp(begin), &new)?)?;
    decide(store, begin, next_year)?;
    Ok(vec![seller, officer])
}

fn account(login: &str, officer: bool) -> Result<Account, Failure> {
    Ok(Account { login: login.into(), password: random::code(PASSWORD_LETTERS)?, officer })
}

fn second_factor(store: &Store, id: ActorId) -> Result<(), Failure> {
    let mut seed = Zeroizing::new([0; 20]);
    getrandom::fill(seed.as_mut_slice()).map_err(|_| StoreError::NoRandomness)?;
    let sealed = seal_seed(store, seed.as_slice())?;
    Ok(store.set_totp(stamp(now()), id, &sealed, 0)?)
}

/// Puts the assessed purposes in use and approves their assessments.
fn decide(store: &Store, at: Timestamp, until: Timestamp) -> Result<(), Failure> {
    let catalogue = store.law().catalogue();
    let mut purposes: BTreeSet<PurposeId> = store.purposes()?;
    for (name, words) in ASSESSED {
        let purpose = catalogue.purpose(name).ok_or(StoreError::NotFound("purpose"))?;
        purposes.insert(purpose.id);
        store.approve(stamp(at), AssessmentKind::Balancing, purpose.id, until, words)?;
        if purpose.dpia_required {
            store.approve(stamp(at), AssessmentKind::Impact, purpose.id, until, words)?;
        }
    }
    Ok(store.set_purposes(&purposes)?)
}
