//! The people of the invented firm who sign in, and what the firm has decided.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;
use zgoda_law::{ActorId, PurposeId, Role};
use zgoda_store::{AssessmentKind, NewAccount, NewAuthorisation, Stamp, Store, StoreError};
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
        until: None,
        password: &digest,
        trained_until: next_year,
    };
    second_factor(store, store.add_account(stamp(begin), &new)?)?;
    others(store, id, next_year)?;
    decide(store, begin, next_year)?;
    Ok(vec![seller, officer])
}

/// Others who were authorised and do not sign in here: for marketing, for the books of one year, and an inspector whose
/// days are over.
fn others(store: &Store, boss: ActorId, next_year: Timestamp) -> Result<(), Failure> {
    let begin = ago(50, 0);
    for (login, name, role, purpose, from, to, word) in [
        ("kasia", "Kasia Lis", Role::Marketing, Some("newsletter"), begin, None, "Newsletter i wydarzenia"),
        (
            "jan",
            "Jan Bury",
            Role::Accounting,
            None,
            begin,
            Some(next_year),
            "Umowa z biurem rachunkowym nr 4/2026",
        ),
        (
            "kontrola",
            "Maria Sowa",
            Role::Inspector,
            None,
            ago(30, 0),
            Some(ago(24, 0)),
            "Kontrola DKN.5110.3.2026",
        ),
    ] {
        let new = NewAccount {
            login: &format!("{login}@jasny-serwer.example.test"),
            name,
            roles: BTreeSet::new(),
            until: None,
            password: "-",
            trained_until: next_year,
        };
        let account = store.add_account(stamp(begin), &new)?;
        let purpose = purpose.and_then(|name| store.law().catalogue().purpose(name));
        let purposes = purpose.iter().map(|purpose| purpose.id).collect();
        let given = NewAuthorisation { account, role, purposes, from, to, word: word.into() };
        let id = store.authorise(Stamp { actor: boss, at: from }, &given)?;
        store.accept_authorisation(Stamp { actor: account, at: from }, id)?;
    }
    Ok(())
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
