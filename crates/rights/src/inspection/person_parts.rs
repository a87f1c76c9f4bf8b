//! The parts of a pack about one person: what was held of them at its moment and why, their word, how they were told, who
//! was allowed to reach them. By pseudonym; nobody else is named.

use std::collections::BTreeSet;

use serde_json::json;
use zgoda_law::calendar::day_of;
use zgoda_law::{ConsentState, Event};
use zgoda_report::Block;
use zgoda_store::{Fact, Person, Source, SourceId};

use super::log;
use super::part::{Desk, Part};
use super::transfers;
use crate::RightsError;
use crate::past::person_as_of;
use crate::registers::Grade;
use crate::registers::activities::activities;
use crate::tag::name_of_field;

/// All parts about a person but the ledger's.
pub fn parts(desk: &Desk<'_>, person: &Person) -> Result<Vec<Part>, RightsError> {
    let then = person_as_of(desk.store, person, desk.at)?;
    Ok(vec![
        purposes(desk, &then)?,
        consents(desk, &then),
        objections(desk, &then)?,
        notices(desk, &then)?,
        sources(desk, person)?,
        values(desk, person, &then),
        requests(desk, &then)?,
        channels(desk, &then),
    ])
}

/// `01_rcp`: the activities for which something was held of them.
fn purposes(desk: &Desk<'_>, then: &Person) -> Result<Part, RightsError> {
    let t = desk.t;
    let mut part = Part::live("01_rcp");
    let links = then.facts.iter().flat_map(|fact| &fact.grounds.links);
    let held: BTreeSet<String> = links.map(|link| desk.purpose_name(link.purpose)).collect();
    let mut all = activities(desk.store, desk.at)?;
    all.retain(|activity| held.contains(&activity.purpose));
    let none = || t.reg_act_none().to_owned();
    part.note(Grade::Good, t.evi_note_live(all.len()));
    part.blocks.extend(desk.table(
        t.evi_01_rcp(),
        [t.reg_act_purpose(), t.reg_act_bases(), t.reg_act_term()],
        all.iter().map(|activity| {
            let term = activity.said_term(desk.store, t, desk.at).unwrap_or_else(none);
            [t.purpose(&activity.purpose).to_owned(), activity.said_bases(t).join("; "), term]
        }),
    ));
    part.data = json!({ "purposes": all.iter().map(|activity| json!({
        "purpose": activity.purpose, "bases": activity.bases, "duty": activity.duty, "rule": activity.rule,
    })).collect::<Vec<_>>() });
    Ok(part)
}

/// `06_zgody`: their consents, with the wordings they were given to.
fn consents(desk: &Desk<'_>, then: &Person) -> Part {
    let t = desk.t;
    let mut part = Part::live("06_zgody");
    let given = |consent: &&zgoda_store::Consent| consent.state == ConsentState::Given;
    let unproved = then.consents.iter().filter(given).filter(|one| one.evidence.is_none()).count() as u64;
    part.note(Grade::Good, t.evi_note_live(then.consents.len()));
    part.check(unproved, |count| t.evi_note_unproved(count), t.evi_ok_proved());
    part.blocks.extend(desk.table(
        t.evi_06_zgody(),
        [t.reg_act_purpose(), t.evi_channel(), t.evi_given(), t.evi_state()],
        then.consents.iter().map(|consent| {
            let channels: Vec<&str> = consent.channels.iter().map(|channel| t.channel(*channel)).collect();
            let ended = consent.ended_at.map(|at| format!(", {}", t.moment_short(at))).unwrap_or_default();
            [
                desk.purpose(consent.purpose),
                channels.join(", "),
                t.moment_short(consent.given_at),
                format!("{}{ended}", t.consent_state(consent.state)),
            ]
        }),
    ));
    let wordings: BTreeSet<&str> =
        then.consents.iter().filter_map(|consent| consent.wording.as_deref()).collect();
    if !wordings.is_empty() {
        part.blocks.push(Block::heading(2, t.evi_texts()));
        part.blocks.extend(wordings.into_iter().map(Block::paragraph));
    }
    part.data = json!({ "consents": then.consents.iter().map(|consent| json!({
        "no": consent.no, "purpose": desk.purpose_name(consent.purpose), "channels": consent.channels,
        "state": consent.state, "given_at": consent.given_at, "ended_at": consent.ended_at,
        "expires_at": consent.expires_at, "wording": consent.wording, "evidence": consent.evidence,
    })).collect::<Vec<_>>() });
    part
}

/// `07_sprzeciwy`: their objections and withdrawals.
fn objections(desk: &Desk<'_>, then: &Person) -> Result<Part, RightsError> {
    let t = desk.t;
    let mut part = Part::live("07_sprzeciwy");
    let mut withdrawn = desk.store.ledger().about(then.id)?;
    withdrawn.retain(|entry| entry.event == Event::ConsentWithdrawn && entry.at <= desk.at);
    part.note(Grade::Good, t.evi_note_live(then.objections.len() + withdrawn.len()));
    part.blocks.extend(desk.table(
        t.evi_07_sprzeciwy(),
        [t.evi_what(), t.reg_act_purpose(), t.evi_channel(), t.evi_when()],
        then.objections.iter().map(|one| {
            [
                t.objection(one.kind).to_owned(),
                one.purpose.map(|purpose| desk.purpose(purpose)).unwrap_or_default(),
                one.channel.map(|channel| t.channel(channel).to_owned()).unwrap_or_default(),
                t.moment_short(one.made_at),
            ]
        }),
    ));
    part.blocks.push(Block::heading(2, t.evi_withdrawals()));
    part.blocks.extend(log::table(desk, &withdrawn));
    part.data = json!({
        "objections": then.objections.iter().map(|one| json!({
            "no": one.no, "kind": one.kind, "channel": one.channel, "made_at": one.made_at,
            "purpose": one.purpose.map(|purpose| desk.purpose_name(purpose)),
            "rejected_at": one.rejected_at, "via": one.via,
        })).collect::<Vec<_>>(),
        "withdrawals": log::data(&withdrawn),
    });
    Ok(part)
}

/// `08_klauzule`: how and when they were told of their data.
fn notices(desk: &Desk<'_>, then: &Person) -> Result<Part, RightsError> {
    let t = desk.t;
    let mut part = Part::live("08_klauzule");
    let late = |notice: &&zgoda_store::Notice| !notice.status.is_met() && notice.due_at <= desk.at;
    part.note(Grade::Good, t.evi_note_live(then.notices.len()));
    part.check(
        then.notices.iter().filter(late).count() as u64,
        |count| t.evi_note_overdue(count),
        t.evi_ok_told(),
    );
    let mut rows = Vec::new();
    for notice in &then.notices {
        let done = notice.done_at.map(|at| t.moment_short(at)).unwrap_or_default();
        let by = notice.channel.map(|channel| t.channel(channel).to_owned()).unwrap_or_default();
        rows.push([
            t.duty(notice.duty).to_owned(),
            desk.store.source(notice.source)?.name,
            t.moment_short(notice.due_at),
            t.notice_status(notice.status).to_owned(),
            [done, by].join(" ").trim().to_owned(),
        ]);
    }
    let columns = [t.evi_duty(), t.evi_source(), t.evi_due(), t.evi_state(), t.evi_told()];
    part.blocks.extend(desk.table(t.evi_08_klauzule(), columns, rows));
    part.data = json!({ "notices": then.notices.iter().map(|notice| json!({
        "no": notice.no, "duty": notice.duty, "source": notice.source, "obtained_at": notice.obtained_at,
        "due_at": notice.due_at, "status": notice.status, "done_at": notice.done_at, "channel": notice.channel,
    })).collect::<Vec<_>>() });
    Ok(part)
}

/// What there was of them by the moment of the pack, also what ended before.
fn known<'p>(desk: &Desk<'_>, person: &'p Person) -> impl Iterator<Item = &'p Fact> {
    let at = desk.at;
    person.facts.iter().filter(move |fact| fact.obtained_at <= at)
}

/// `09_zrodla`: where their data came from.
fn sources(desk: &Desk<'_>, person: &Person) -> Result<Part, RightsError> {
    let t = desk.t;
    let mut part = Part::live("09_zrodla");
    let ids: BTreeSet<SourceId> = known(desk, person).map(|fact| fact.grounds.source.id).collect();
    let sources: Vec<Source> = ids.into_iter().map(|id| desk.store.source(id)).collect::<Result<_, _>>()?;
    let unapproved = sources.iter().filter(|source| source.approved_at.is_none()).count() as u64;
    part.note(Grade::Good, t.evi_note_live(sources.len()));
    part.check(unapproved, |count| t.evi_note_unapproved(count), t.evi_ok_approved());
    part.blocks.extend(desk.table(
        t.evi_09_zrodla(),
        [t.evi_source(), t.evi_what(), t.evi_duty(), t.evi_public()],
        sources.iter().map(|source| {
            [
                t.origin(&source.name),
                t.source(source.kind).to_owned(),
                t.duty(source.duty).to_owned(),
                if source.is_public { t.assess_yes() } else { t.assess_no() }.to_owned(),
            ]
        }),
    ));
    part.data = json!({ "sources": sources.iter().map(|source| json!({
        "id": source.id, "kind": source.kind, "name": source.name, "duty": source.duty,
        "public": source.is_public, "occurred_at": source.occurred_at, "approved_at": source.approved_at,
    })).collect::<Vec<_>>() });
    Ok(part)
}

/// `10_retencja`: every value by its field, what it was held for then and until when, and how it ended. No value is said.
fn values(desk: &Desk<'_>, person: &Person, then: &Person) -> Part {
    let t = desk.t;
    let mut part = Part::live("10_retencja");
    let ended = |fact: &Fact| fact.ended.filter(|(at, _)| *at <= desk.at);
    let today = day_of(desk.at);
    let due = then.facts.iter().filter(|fact| fact.last_day().is_some_and(|day| day <= today)).count();
    part.note(Grade::Good, t.evi_note_live(known(desk, person).count()));
    match due {
        0 => part.note(Grade::Good, t.evi_ok_due()),
        _ => part.note(Grade::Watch, t.evi_note_due(due)),
    }
    // What ended before the moment is shown with the terms it had in the end.
    let rows: Vec<&Fact> = known(desk, person).map(|fact| then.fact(fact.no).unwrap_or(fact)).collect();
    let held_for = |fact: &Fact| {
        let links = fact.grounds.links.iter().map(|link| {
            let until = fact.until.iter().find(|(purpose, _)| *purpose == link.purpose);
            let until = until.map(|(_, day)| format!(", {}", t.date_short(*day))).unwrap_or_default();
            format!("{}{until}", desk.purpose(link.purpose))
        });
        links.collect::<Vec<_>>().join("; ")
    };
    part.blocks.extend(desk.table(
        t.evi_values(),
        [t.evi_fields(), t.evi_given(), t.evi_held_for(), t.evi_state()],
        rows.iter().map(|fact| {
            let end = ended(fact).map(|(at, how)| format!("{} {}", t.ending(how), t.moment_short(at)));
            [
                t.field(&name_of_field(desk.store, fact.field)).to_owned(),
                t.moment_short(fact.obtained_at),
                held_for(fact),
                end.unwrap_or_else(|| t.evi_held().to_owned()),
            ]
        }),
    ));
    part.data = json!({ "values": rows.iter().map(|fact| json!({
        "no": fact.no.0, "field": name_of_field(desk.store, fact.field), "obtained_at": fact.obtained_at,
        "confirmed_at": fact.confirmed_at, "source": fact.grounds.source.id,
        "purposes": fact.grounds.links.iter().map(|link| json!({
            "purpose": desk.purpose_name(link.purpose), "basis": link.basis,
            "until": fact.until.iter().find(|(purpose, _)| *purpose == link.purpose).map(|(_, day)| *day),
        })).collect::<Vec<_>>(),
        "ended": ended(fact).map(|(at, how)| json!({ "at": at, "how": how })),
    })).collect::<Vec<_>>() });
    part
}

/// `11_prawa_osob`: their requests with clocks and outcomes.
fn requests(desk: &Desk<'_>, then: &Person) -> Result<Part, RightsError> {
    let t = desk.t;
    let mut part = Part::live("11_prawa_osob");
    let answered = |request: &zgoda_store::Request| request.answered_at.filter(|at| *at <= desk.at);
    let late = then.requests.iter().filter(|one| answered(one).is_none() && one.due_at <= desk.at).count();
    part.note(Grade::Good, t.evi_note_live(then.requests.len()));
    part.check(late as u64, |count| t.evi_note_late_requests(count), t.evi_ok_requests());
    part.blocks.extend(desk.table(
        t.evi_11_prawa_osob(),
        [t.evi_number(), t.evi_what(), t.evi_received(), t.evi_due(), t.evi_answered()],
        then.requests.iter().map(|request| {
            [
                request.no.to_string(),
                t.request_kind(request.kind.name()).to_owned(),
                t.moment_short(request.received_at),
                t.moment_short(request.due_at),
                answered(request).map(|at| t.moment_short(at)).unwrap_or_default(),
            ]
        }),
    ));
    let files: Vec<_> = then.requests.iter().filter_map(|request| then.request_file(request.no)).collect();
    let transfers = transfers::add(desk, &mut part, &files)?;
    part.data = json!({ "requests": then.requests, "transfers": transfers });
    Ok(part)
}

/// `21_kanaly`: on which channels they might be reached and were.
fn channels(desk: &Desk<'_>, then: &Person) -> Part {
    let t = desk.t;
    let mut part = Part::live("21_kanaly");
    part.note(Grade::Good, t.evi_note_live(then.permissions.len()));
    part.blocks.push(Block::paragraph(t.evi_channels_text()));
    part.blocks.extend(desk.table(
        t.evi_21_kanaly(),
        [t.reg_act_purpose(), t.evi_channel(), t.evi_what(), t.evi_since(), t.evi_until()],
        then.permissions.iter().map(|one| {
            let until = one.ended_at.or(one.valid_to);
            [
                desk.purpose(one.purpose),
                t.channel(one.channel).to_owned(),
                t.permission(one.kind).to_owned(),
                t.moment_short(one.given_at),
                until.map(|at| t.moment_short(at)).unwrap_or_default(),
            ]
        }),
    ));
    part.blocks.push(Block::heading(2, t.evi_contacts()));
    let direction = |inbound| if inbound { t.evi_from_person() } else { t.evi_to_person() };
    let called = |kind: &str| t.find(&format!("touch-{}", kind.replace('_', "-"))).unwrap_or(kind).to_owned();
    part.blocks.extend(desk.table(
        t.evi_contacts(),
        [t.evi_when(), t.evi_what(), t.evi_direction(), t.evi_channel()],
        then.touchpoints.iter().map(|touch| {
            [
                t.moment_short(touch.happened_at),
                called(&touch.kind),
                direction(touch.inbound).to_owned(),
                touch.channel.map(|channel| t.channel(channel).to_owned()).unwrap_or_default(),
            ]
        }),
    ));
    part.data = json!({
        "permissions": then.permissions.iter().map(|one| json!({
            "no": one.no, "purpose": desk.purpose_name(one.purpose), "channel": one.channel, "kind": one.kind,
            "given_at": one.given_at, "valid_to": one.valid_to, "max_contacts": one.max_contacts,
            "ended_at": one.ended_at,
        })).collect::<Vec<_>>(),
        "contacts": then.touchpoints.iter().map(|touch| json!({
            "at": touch.happened_at, "inbound": touch.inbound, "kind": touch.kind, "channel": touch.channel,
        })).collect::<Vec<_>>(),
    });
    part
}
