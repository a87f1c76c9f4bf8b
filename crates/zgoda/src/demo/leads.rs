//! Leads: a fair, a webinar with consents, and two chats.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_formats::{Input, Mapping, recognise};
use zgoda_intake::import;
use zgoda_intake::messenger::{ThreadOptions, import_thread};
use zgoda_intake::{
    By, ConsentTerms, ImportPlan, IntakeError, PlannedSource, RequestedOffer, SourceKind, link,
    requested_offer,
};
use zgoda_law::calendar::start_of_day;
use zgoda_law::{Basis, Channel, ConsentAct, SubjectId};
use zgoda_rights::{object, withdraw};
use zgoda_store::{Link, Store, StoreError};

use super::{ago, stamp};
use crate::failure::Failure;

const FAIR: &[u8] = include_bytes!("../../fixtures/demo/targi.csv");
const WEBINAR: &[u8] = include_bytes!("../../fixtures/demo/webinar.csv");
const JAN: &[u8] = include_bytes!("../../fixtures/demo/messenger_jan.json");
const ADAM: &[u8] = include_bytes!("../../fixtures/demo/messenger_adam.json");
/// How the invented firm is called in its Messenger.
const ME: &str = "Jasny Serwer sp. z o.o.";

/// A purpose and, where it is not the usual one, its basis.
type Wish = (&'static str, Option<Basis>);

fn links(store: &Store, kind: SourceKind, purposes: &[Wish], reference: &str) -> Result<Vec<Link>, Failure> {
    let catalogue = store.law().catalogue();
    let links =
        purposes.iter().map(|(name, basis)| link(catalogue, Some(kind.card()), name, *basis, reference));
    Ok(links.collect::<Result<_, _>>().map_err(IntakeError::Refused)?)
}

fn plan(
    store: &Store,
    kind: SourceKind,
    name: &str,
    day: Date,
    purposes: &[Wish],
) -> Result<ImportPlan, Failure> {
    let source = PlannedSource::New { kind, name: name.into(), evidence: String::new() };
    let mut plan = ImportPlan::new(source, Some(day), links(store, kind, purposes, name)?);
    plan.informed = true;
    Ok(plan)
}

fn bring_in(store: &Store, at: Timestamp, bytes: &'static [u8], plan: &ImportPlan) -> Result<(), Failure> {
    let input = Input::Bytes(bytes.into());
    let recognised = recognise(&input).map_err(IntakeError::from)?;
    let table = recognised.open_table(&input).map_err(IntakeError::from)?.ok_or(IntakeError::NotATable)?;
    let mapping = Mapping::propose(&table);
    import::run(store, By::system(at), &input, plan, &mapping, &mut |_| {})?;
    Ok(())
}

fn by_email(store: &Store, email: &str) -> Result<SubjectId, Failure> {
    let field = store.law().catalogue().field("email").ok_or(StoreError::NotFound("field"))?.id;
    let found = store.find(field, email)?;
    let ordinal = found.first().ok_or(StoreError::NotFound("person"))?;
    Ok(store.person_by_ordinal(*ordinal)?.id)
}

/// Forty visitors of a fair, one of whom objects to marketing a day later.
pub fn fair(store: &Store) -> Result<(), Failure> {
    let day = Date::constant(2026, 11, 19);
    let interest = Some(Basis::LegitimateInterest);
    let purposes =
        [("respond_inquiry", None), ("send_requested_offer", None), ("direct_marketing_own", interest)];
    let plan = plan(store, SourceKind::Fair, "Targi Biuro i Praca, Poznań 2026", day, &purposes)?;
    bring_in(store, ago(1, 20), FAIR, &plan)?;
    let objecting = by_email(store, "piotr.zajac@bursztynowa-fala.example.test")?;
    object(store, stamp(ago(0, 18)), objecting, "email")?;
    Ok(())
}

/// Twenty-five participants of a webinar: consents that can be shown, refusals, and bare claims. One withdraws.
pub fn webinar(store: &Store) -> Result<(), Failure> {
    let day = Date::constant(2026, 11, 5);
    let name = "Webinar „Biuro bez papieru”";
    let mut plan = plan(store, SourceKind::Webinar, name, day, &[("event_run", None)])?;
    plan.consent = ConsentTerms {
        channels: BTreeSet::from([Channel::Email]),
        act: Some(ConsentAct::DoubleOptin),
        proof: true,
        informed: true,
        separate: true,
        double_optin: true,
        pke398: true,
        ..ConsentTerms::default()
    };
    bring_in(store, ago(15, 21), WEBINAR, &plan)?;
    let withdrawing = by_email(store, "lukasz.zolkiewski@zywe-ogrody.example.test")?;
    let person = store.person(withdrawing)?;
    for consent in &person.consents {
        withdraw(store, stamp(ago(2, 4)), withdrawing, consent.no)?;
    }
    Ok(())
}

/// Jan asks for an offer in three weeks, Adam for one now.
pub fn chats(store: &Store) -> Result<(), Failure> {
    let threads = [
        (JAN, Date::constant(2026, 11, 18), "szkolenie", Some(Date::constant(2026, 12, 9)), ago(2, 0)),
        (ADAM, Date::constant(2026, 11, 20), "komputery", None, ago(0, 10)),
    ];
    for (bytes, day, offer, not_before, at) in threads {
        let name = format!("Messenger, {offer}");
        let plan = plan(store, SourceKind::Messenger, &name, day, &[("send_requested_offer", None)])?;
        let options = ThreadOptions { me: ME.into(), contacts_from_text: true };
        let report = import_thread(store, By::system(at), &Input::Bytes(bytes.into()), &plan, &options)?;
        let request = RequestedOffer {
            offer: offer.into(),
            channel: Channel::Email,
            asked_at: report.last_inbound,
            not_before: not_before.map(start_of_day),
            source: report.source,
            informed: true,
        };
        requested_offer(store, By::system(at), report.person, &request)?;
    }
    Ok(())
}
