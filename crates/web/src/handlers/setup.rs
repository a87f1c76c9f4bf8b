//! The first run: a few questions, then an empty, ready installation with the least data that will do.

use std::collections::BTreeSet;

use axum::extract::State;
use jiff::{SignedDuration, Timestamp};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;
use zgoda_law::{ActorId, PurposeId, Role};
use zgoda_store::{NewAccount, Stamp, Store, StoreError};

use crate::app::App;
use crate::handlers::account::hash_password;
use crate::page::{Answer, Posted, Visitor, go};
use crate::trouble::Trouble;
use crate::views::account::{LeadUse, SetupPage};
use crate::views::frame::Door;
use crate::views::parts::Input;

/// A password shorter than this is refused.
pub const PASSWORD_MIN: usize = 12;
/// A year of trust: then training and assessments are looked at again.
const YEAR: SignedDuration = SignedDuration::from_hours(365 * 24);

/// `GET /setup`
pub async fn page(State(app): State<App>, visitor: Visitor) -> Answer {
    let open = app.blocking(is_open).await?;
    if !open {
        return Ok(go("/login"));
    }
    visitor.door_page(&app, |door| blank(door, &[LeadUse::Inquiries, LeadUse::Offers]))
}

fn is_open(app: &App) -> Result<bool, Trouble> {
    Ok(app.options.setup_code.is_some() && app.store.accounts()?.is_empty())
}

fn blank(door: Door, leads: &[LeadUse]) -> SetupPage {
    SetupPage {
        door,
        code: Input::default(),
        controller: Input::default(),
        controller_address: Input::default(),
        officer: Input::default(),
        officer_email: Input::default(),
        leads: leads.to_vec(),
        admin_name: Input::default(),
        admin_email: Input::default(),
        admin_password: Input::default(),
    }
}

/// `POST /setup`
pub async fn submit(State(app): State<App>, visitor: Visitor, form: Posted) -> Answer {
    let open = app.blocking(is_open).await?;
    if !open {
        return Ok(go("/login"));
    }
    if app.addresses.check(&visitor_address(&visitor), app.now()).is_err() {
        return Err(Trouble::TooMany);
    }
    let problems = problems(&app, &form);
    if problems.iter().any(Option::is_some) {
        if problems[0].is_some() {
            app.addresses.failed(&visitor_address(&visitor), app.now());
        }
        return visitor.door_page(&app, |door| filled(door, &form, problems));
    }
    let answers = SetupAnswers {
        controller: form.get("controller").to_owned(),
        controller_address: form.get("controller_address").to_owned(),
        officer: form.get("officer").to_owned(),
        officer_email: form.get("officer_email").to_owned(),
        leads: leads(&form),
        admin_name: form.get("admin_name").to_owned(),
        admin_email: form.get("admin_email").to_lowercase(),
        admin_password: Zeroizing::new(form.get("admin_password").to_owned()),
    };
    app.hashing(move |app| Ok(set_up(&app.store, &answers, app.now())?)).await?;
    Ok(go("/login"))
}

fn visitor_address(visitor: &Visitor) -> std::net::IpAddr {
    visitor.from.unwrap_or(std::net::Ipv4Addr::LOCALHOST.into())
}

fn leads(form: &Posted) -> Vec<LeadUse> {
    LeadUse::ALL.into_iter().filter(|lead| form.all("leads").any(|name| name == lead.name())).collect()
}

/// What is wrong with each of the answers, in the visitor's language.
type Problems = [Option<fn(zgoda_text::Text) -> &'static str>; 5];

/// What is wrong with the code, the controller, the name, the address and the password.
fn problems(app: &App, form: &Posted) -> Problems {
    let needed = |name: &str| -> Option<fn(zgoda_text::Text) -> &'static str> {
        form.get(name).is_empty().then_some(|t| t.field_needed())
    };
    let code = app.options.setup_code.as_deref().unwrap_or_default();
    let right: bool = form.get("code").as_bytes().ct_eq(code.as_bytes()).into();
    [
        (!right).then_some(|t| t.setup_code_wrong()),
        needed("controller"),
        needed("admin_name"),
        (!is_email(form.get("admin_email"))).then_some(|t| t.setup_email_wrong()),
        (form.get("admin_password").chars().count() < PASSWORD_MIN).then_some(|t| t.setup_password_hint()),
    ]
}

/// Whether a text looks like an e-mail address that somebody can sign in with.
pub fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(local, host)| !local.is_empty() && host.contains('.'))
}

fn filled(door: Door, form: &Posted, problems: Problems) -> SetupPage {
    let t = door.t;
    let [code, controller, name, email, password] =
        problems.map(|problem| problem.map(|sentence| sentence(t).to_owned()));
    let typed = |field: &str, problem: Option<String>| Input { value: form.get(field).to_owned(), problem };
    SetupPage {
        code: Input { value: String::new(), problem: code },
        controller: typed("controller", controller),
        controller_address: typed("controller_address", None),
        officer: typed("officer", None),
        officer_email: typed("officer_email", None),
        leads: leads(form),
        admin_name: typed("admin_name", name),
        admin_email: typed("admin_email", email),
        admin_password: Input { value: String::new(), problem: password },
        door,
    }
}

/// The answers of the first run.
pub struct SetupAnswers {
    /// Name of the controller.
    pub controller: String,
    /// Address of the controller.
    pub controller_address: String,
    /// Name of the data protection officer; may be empty.
    pub officer: String,
    /// The officer's address; may be empty.
    pub officer_email: String,
    /// What is done with leads.
    pub leads: Vec<LeadUse>,
    /// The first user's name.
    pub admin_name: String,
    /// The first user's address, with which they sign in.
    pub admin_email: String,
    /// The first user's password.
    pub admin_password: Zeroizing<String>,
}

/// The purposes that a way of working needs, and no others.
fn purposes(lead: LeadUse) -> &'static [&'static str] {
    match lead {
        LeadUse::Inquiries => &["respond_inquiry"],
        LeadUse::Offers => {
            &["send_requested_offer", "prepare_contract", "perform_contract", "accounting_tax"]
        }
        LeadUse::Newsletter => &["newsletter"],
        LeadUse::Events => &["event_run"],
        LeadUse::Registers => &["enrich_company"],
    }
}

/// Puts the purposes of these ways of working in use, and no others.
///
/// # Errors
/// Where the store fails.
pub fn put_in_use(store: &Store, leads: &[LeadUse]) -> Result<(), StoreError> {
    let catalogue = store.law().catalogue();
    let names = leads.iter().flat_map(|lead| purposes(*lead));
    let chosen: BTreeSet<PurposeId> =
        names.filter_map(|name| catalogue.purpose(name)).map(|purpose| purpose.id).collect();
    store.set_purposes(&chosen)
}

/// Sets an empty installation up: the controller, the purposes in use, the first account.
///
/// # Errors
/// Where the store fails, or the login is taken.
pub fn set_up(store: &Store, answers: &SetupAnswers, now: Timestamp) -> Result<ActorId, StoreError> {
    let stamp = Stamp { actor: ActorId::SYSTEM, at: now };
    for (name, value) in [
        ("controller.name", &answers.controller),
        ("controller.address", &answers.controller_address),
        ("officer.name", &answers.officer),
        ("officer.email", &answers.officer_email),
    ] {
        store.set(name, value)?;
    }
    put_in_use(store, &answers.leads)?;
    let next_year = now.checked_add(YEAR).unwrap_or(now);
    let password = hash_password(&answers.admin_password).ok_or(StoreError::NoRandomness)?;
    let roles = [Role::Sales, Role::Marketing, Role::Accounting, Role::Dpo, Role::Admin];
    store.add_account(
        stamp,
        &NewAccount {
            login: &answers.admin_email,
            name: &answers.admin_name,
            roles: BTreeSet::from(roles),
            until: None,
            password: &password,
            trained_until: next_year,
        },
    )
}
