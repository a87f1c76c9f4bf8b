//! A client with invoices and an open complaint, and somebody who was erased and left only a proof.

use jiff::civil::Date;
use zgoda_intake::{By, ImportPlan, IntakeError, PlannedSource, SourceKind, add_person, add_value, link};
use zgoda_law::{Basis, InformationDuty, SourceType, SubjectId};
use zgoda_rights::erasure::carry_out;
use zgoda_rights::{Acting, ErasureOptions};
use zgoda_store::{NewSource, SourceId, Store, StoreError};

use super::{ago, entry, stamp};
use crate::failure::Failure;

pub fn record(store: &Store) -> Result<(), Failure> {
    let form = form(store)?;
    let client = person(
        store,
        form,
        &[("perform_contract", Basis::Contract, "umowa 14/2026")],
        &[
            ("first_name", "Barbara"),
            ("last_name", "Lis"),
            ("email", "barbara.lis@example.test"),
            ("phone", "+48600000090"),
            ("contract_no", "14/2026"),
        ],
    )?;
    let invoice =
        [("accounting_tax", Basis::LegalObligation, "Ordynacja podatkowa art. 70, 86; u.o.r. art. 74")];
    for (field, value) in [
        ("invoice_name", "Barbara Lis"),
        ("invoice_address", "ul. Polna 3, 62-800 Kalisz"),
        ("invoice_no", "FV/2026/0412"),
    ] {
        value_of(store, form, client, &invoice, field, value)?;
    }
    let complaint = [("complaints", Basis::LegitimateInterest, "")];
    value_of(
        store,
        form,
        client,
        &complaint,
        "complaint",
        "Klawiatura z zamówienia FV/2026/0412 nie działa.",
    )?;

    let leaving = person(
        store,
        form,
        &[("respond_inquiry", Basis::Contract, "zapytanie z 20 listopada")],
        &[("first_name", "Zenon"), ("email", "zenon@example.test")],
    )?;
    let purpose = store.law().catalogue().purpose("subject_rights").ok_or(StoreError::NotFound("purpose"))?;
    let who = Acting::system(store, purpose.id, ago(0, 3));
    carry_out(store, &who, leaving, &ErasureOptions::default())?;
    Ok(())
}

/// The form that all of them filled in.
fn form(store: &Store) -> Result<SourceId, Failure> {
    let new = NewSource {
        kind: SourceType::Form,
        name: "Formularz zamówienia".into(),
        duty: InformationDuty::Article13,
        is_public: false,
        occurred_at: ago(0, 12),
        approved: true,
        evidence: "formularz zamowienie wersja 2".into(),
    };
    Ok(store.add_source(stamp(ago(1, 0)), new)?)
}

fn plan(store: &Store, form: SourceId, purposes: &[(&str, Basis, &str)]) -> Result<ImportPlan, Failure> {
    let catalogue = store.law().catalogue();
    let links = purposes.iter().map(|(purpose, basis, reference)| {
        link(catalogue, Some(SourceKind::Form.card()), purpose, Some(*basis), reference)
    });
    let links = links.collect::<Result<Vec<_>, _>>().map_err(IntakeError::Refused)?;
    let mut plan = ImportPlan::new(PlannedSource::Known(form), Some(Date::constant(2026, 11, 20)), links);
    plan.informed = true;
    Ok(plan)
}

fn person(
    store: &Store,
    form: SourceId,
    purposes: &[(&str, Basis, &str)],
    values: &[(&str, &str)],
) -> Result<SubjectId, Failure> {
    let entry = entry(store, values)?;
    Ok(add_person(store, By::system(ago(0, 12)), &plan(store, form, purposes)?, &entry)?.person)
}

fn value_of(
    store: &Store,
    form: SourceId,
    person: SubjectId,
    purposes: &[(&str, Basis, &str)],
    field: &str,
    value: &str,
) -> Result<(), Failure> {
    let field = store.law().catalogue().field(field).ok_or(StoreError::NotFound("field"))?.id;
    add_value(store, By::system(ago(0, 11)), &plan(store, form, purposes)?, person, field, value)?;
    Ok(())
}
