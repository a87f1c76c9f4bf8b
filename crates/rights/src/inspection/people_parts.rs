//! Parts about people, by pseudonym: consents, objections, notices, sources, requests, channels.

use serde_json::json;
use zgoda_law::{ConsentState, Event};
use zgoda_report::Block;
use zgoda_text::Lang;

use super::log;
use super::part::{Desk, Part, ROWS_MAX};
use super::transfers;
use crate::RightsError;
use crate::registers::Grade;

/// `06_zgody`: the register of consents, with their wordings.
pub fn consents(desk: &Desk<'_>) -> Result<Part, RightsError> {
    let (t, store) = (desk.t, desk.store);
    let mut part = Part::live("06_zgody");
    let counts = store.consent_counts(desk.at)?;
    let rows = store.consent_rows(desk.at, ROWS_MAX)?;
    let texts = store.consent_texts(desk.at)?;
    let total: u64 = counts.iter().map(|(.., count)| count).sum();
    part.note(Grade::Good, t.evi_note_live(total));
    let unproved = rows.iter().filter(|row| !row.proved && row.state == ConsentState::Given).count() as u64;
    part.check(unproved, |count| t.evi_note_unproved(count), t.evi_ok_proved());
    part.blocks.push(Block::heading(2, t.evi_counts()));
    part.blocks.extend(desk.table(
        t.evi_06_zgody(),
        [t.reg_act_purpose(), t.evi_state(), t.evi_count()],
        counts.iter().map(|(purpose, state, count)| {
            [desk.purpose(*purpose), t.consent_state(*state).to_owned(), t.count(*count)]
        }),
    ));
    part.blocks.push(Block::heading(2, t.evi_texts()));
    if texts.is_empty() {
        part.blocks.push(Block::paragraph(t.evi_none()));
    }
    for text in &texts {
        part.blocks.push(Block::heading(3, t.evi_text_no(text.id, text.used)));
        part.blocks.push(Block::paragraph(text.body.as_str()));
    }
    part.blocks.push(Block::heading(2, t.evi_register()));
    let channels = |row: &zgoda_store::ConsentRow| {
        row.channels.iter().map(|channel| t.channel(*channel)).collect::<Vec<_>>().join(", ")
    };
    part.blocks.extend(desk.table(
        t.evi_register(),
        [t.evi_pseudonym(), t.reg_act_purpose(), t.evi_channel(), t.evi_given(), t.evi_state()],
        rows.iter().map(|row| {
            let ended = row.ended_at.map(|at| format!(", {}", t.moment_short(at))).unwrap_or_default();
            [
                short(&row.subject.to_string()),
                desk.purpose(row.purpose),
                channels(row),
                t.moment_short(row.given_at),
                format!("{}{ended}", t.consent_state(row.state)),
            ]
        }),
    ));
    part.data = json!({
        "counts": counts.iter().map(|(purpose, state, count)| json!({
            "purpose": desk.purpose_name(*purpose), "state": state, "count": count,
        })).collect::<Vec<_>>(),
        "texts": texts.iter().map(|text| json!({
            "id": text.id, "lang": text.lang, "body": text.body, "consents": text.used,
        })).collect::<Vec<_>>(),
        "register": rows.iter().map(|row| json!({
            "subject": row.subject, "purpose": desk.purpose_name(row.purpose), "channels": row.channels,
            "state": row.state, "given_at": row.given_at, "ended_at": row.ended_at, "expires_at": row.expires_at,
            "text": row.text, "proved": row.proved,
        })).collect::<Vec<_>>(),
    });
    Ok(part)
}

/// Enough of a pseudonym to tell people apart.
pub fn short(id: &str) -> String {
    id.get(..8).unwrap_or(id).to_owned()
}

/// `07_sprzeciwy`: objections and withdrawals, and how addresses are kept from coming back.
pub fn objections(desk: &Desk<'_>) -> Result<Part, RightsError> {
    let (t, store) = (desk.t, desk.store);
    let mut part = Part::live("07_sprzeciwy");
    desk.counts_of_now(&mut part);
    let counts = store.objection_counts(desk.at)?;
    let rows = store.objection_rows(desk.at, ROWS_MAX)?;
    let withdrawn = log::entries(desk, &[Event::ConsentWithdrawn])?;
    let suppressed = store.suppressed_count()?;
    let total: u64 = counts.iter().map(|(_, count)| count).sum();
    part.note(Grade::Good, t.evi_note_live(total + withdrawn.len() as u64));
    part.blocks.push(Block::paragraph(t.evi_suppression_text()));
    part.blocks.push(Block::pairs([(t.evi_suppressed().to_owned(), t.count(suppressed))]));
    part.blocks.extend(desk.table(
        t.evi_07_sprzeciwy(),
        [t.evi_pseudonym(), t.evi_what(), t.reg_act_purpose(), t.evi_channel(), t.evi_when()],
        rows.iter().map(|row| {
            [
                short(&row.subject.to_string()),
                t.objection(row.kind).to_owned(),
                row.purpose.map(|purpose| desk.purpose(purpose)).unwrap_or_default(),
                row.channel.map(|channel| t.channel(channel).to_owned()).unwrap_or_default(),
                t.moment_short(row.made_at),
            ]
        }),
    ));
    part.blocks.push(Block::heading(2, t.evi_withdrawals()));
    part.blocks.extend(log::table(desk, &withdrawn));
    part.data = json!({
        "counts": counts.iter().map(|(kind, count)| json!({"kind": kind, "count": count})).collect::<Vec<_>>(),
        "objections": rows.iter().map(|row| json!({
            "subject": row.subject, "kind": row.kind, "channel": row.channel, "made_at": row.made_at,
            "purpose": row.purpose.map(|purpose| desk.purpose_name(purpose)),
            "rejected_at": row.rejected_at,
        })).collect::<Vec<_>>(),
        "withdrawals": log::data(&withdrawn),
        "suppressed": suppressed,
    });
    Ok(part)
}

/// `08_klauzule`: the words of notices, and how far people were told.
pub fn notices(desk: &Desk<'_>) -> Result<Part, RightsError> {
    let (t, store) = (desk.t, desk.store);
    let mut part = Part::live("08_klauzule");
    let counts = store.notice_counts(desk.at)?;
    let moved = store.deliveries_by_state()?;
    part.note(Grade::Good, t.evi_note_live(counts.told + counts.exempt));
    part.check(counts.overdue, |count| t.evi_note_overdue(count), t.evi_ok_told());
    part.blocks.push(Block::pairs([
        (t.evi_told(), t.count(counts.told)),
        (t.evi_exempt(), t.count(counts.exempt)),
        (t.evi_due(), t.count(counts.due)),
        (t.evi_overdue(), t.count(counts.overdue)),
    ]));
    let mut words = Vec::new();
    for lang in Lang::ALL {
        for template in store.notice_templates(lang.tag())?.into_iter().filter(|one| one.made_at <= desk.at) {
            let kept = store.wording(template.text)?;
            part.blocks.push(Block::heading(2, t.evi_template(template.id, lang.tag())));
            part.blocks.push(Block::pairs([
                (
                    t.evi_who().to_owned(),
                    format!("{}, {}", desk.name(template.made_by), t.moment(template.made_at)),
                ),
                ("SHA-256".to_owned(), hex::encode(kept.digest)),
            ]));
            let parts: serde_json::Value = serde_json::from_str(&kept.body).unwrap_or_default();
            let said = parts.as_object().into_iter().flatten().filter_map(|(_, text)| text.as_str());
            part.blocks.extend(said.filter(|text| !text.is_empty()).map(Block::paragraph));
            words.push(json!({
                "id": template.id, "lang": lang.tag(), "made_at": template.made_at,
                "sha256": hex::encode(kept.digest), "parts": parts,
            }));
        }
    }
    if words.is_empty() {
        part.blocks.push(Block::paragraph(t.evi_own_words_none()));
    }
    let delivered = log::entries(desk, &[Event::NoticeDelivered, Event::NoticeExempted])?;
    part.blocks.push(Block::heading(2, t.evi_deliveries()));
    part.blocks.extend(log::table(desk, &delivered));
    part.data = json!({
        "told": counts.told, "exempt": counts.exempt, "due": counts.due, "overdue": counts.overdue,
        "messages": moved.iter().map(|(state, count)| json!({"state": state, "count": count})).collect::<Vec<_>>(),
        "words": words,
        "deliveries": log::data(&delivered),
    });
    Ok(part)
}

/// `09_zrodla`: where data come from.
pub fn sources(desk: &Desk<'_>) -> Result<Part, RightsError> {
    let (t, store) = (desk.t, desk.store);
    let mut part = Part::live("09_zrodla");
    desk.counts_of_now(&mut part);
    let sources = store.sources()?;
    let people = store.people_by_source(jiff::Timestamp::UNIX_EPOCH, ROWS_MAX)?;
    let unapproved = sources.iter().filter(|source| source.approved_at.is_none()).count() as u64;
    part.note(Grade::Good, t.evi_note_live(sources.len()));
    part.check(unapproved, |count| t.evi_note_unapproved(count), t.evi_ok_approved());
    part.blocks.extend(desk.table(
        t.evi_09_zrodla(),
        [t.evi_source(), t.evi_what(), t.evi_duty(), t.evi_public(), t.evi_approved()],
        sources.iter().map(|source| {
            [
                t.origin(&source.name),
                t.source(source.kind).to_owned(),
                t.duty(source.duty).to_owned(),
                if source.is_public { t.assess_yes() } else { t.assess_no() }.to_owned(),
                source.approved_at.map_or_else(|| t.assess_no().to_owned(), |at| t.moment_short(at)),
            ]
        }),
    ));
    part.blocks.push(Block::heading(2, t.evi_volumes()));
    let volumes = people.iter().map(|(name, count)| [t.origin(name), t.count(*count)]);
    part.blocks.extend(desk.table(t.evi_volumes(), [t.evi_source(), t.evi_count()], volumes));
    part.data = json!({
        "sources": sources.iter().map(|source| json!({
            "id": source.id, "kind": source.kind, "name": source.name, "duty": source.duty,
            "public": source.is_public, "occurred_at": source.occurred_at, "approved_at": source.approved_at,
            "evidence": source.evidence,
        })).collect::<Vec<_>>(),
        "people": people.iter().map(|(name, count)| json!({"source": name, "people": count})).collect::<Vec<_>>(),
    });
    Ok(part)
}

/// `11_prawa_osob`: the register of requests with their clocks and outcomes.
pub fn requests(desk: &Desk<'_>) -> Result<Part, RightsError> {
    let (t, store) = (desk.t, desk.store);
    let mut part = Part::live("11_prawa_osob");
    let mut files = store.open_requests(ROWS_MAX)?;
    files.extend(store.answered_requests(0, ROWS_MAX)?);
    files.retain(|file| file.request.received_at <= desk.at);
    let open = |file: &zgoda_store::RequestFile| file.request.answered_at.is_none_or(|at| at > desk.at);
    let late = files.iter().filter(|file| open(file) && file.request.due_at <= desk.at).count() as u64;
    part.note(Grade::Good, t.evi_note_live(files.len()));
    part.check(late, |count| t.evi_note_late_requests(count), t.evi_ok_requests());
    part.blocks.extend(desk.table(
        t.evi_11_prawa_osob(),
        [t.evi_number(), t.evi_pseudonym(), t.evi_what(), t.evi_received(), t.evi_due(), t.evi_answered()],
        files.iter().map(|file| {
            let answered = file.request.answered_at.filter(|at| *at <= desk.at);
            [
                file.key.to_string(),
                file.subject.map(|id| short(&id.to_string())).unwrap_or_default(),
                t.request_kind(file.request.kind.name()).to_owned(),
                t.moment_short(file.request.received_at),
                t.moment_short(file.request.due_at),
                answered.map(|at| t.moment_short(at)).unwrap_or_default(),
            ]
        }),
    ));
    let transfers = transfers::add(desk, &mut part, &files)?;
    part.data = json!({
        "transfers": transfers,
        "requests": files.iter().map(|file| json!({
            "file": file.key.to_string(), "subject": file.subject, "erased": file.erased, "request": file.request,
        })).collect::<Vec<_>>(),
    });
    Ok(part)
}

/// `21_kanaly`: which channels may be used for what, and which decisions were made on sending.
pub fn channels(desk: &Desk<'_>) -> Result<Part, RightsError> {
    let (t, store) = (desk.t, desk.store);
    let mut part = Part::live("21_kanaly");
    let counts = store.permission_counts(desk.at)?;
    let contacts = log::entries(desk, &[Event::Contacted])?;
    let total: u64 = counts.iter().map(|row| row.permissions).sum();
    part.note(Grade::Good, t.evi_note_live(total));
    part.blocks.push(Block::paragraph(t.evi_channels_text()));
    part.blocks.extend(desk.table(
        t.evi_21_kanaly(),
        [t.reg_act_purpose(), t.evi_channel(), t.evi_what(), t.evi_count(), t.evi_contacts()],
        counts.iter().map(|row| {
            [
                desk.purpose(row.purpose),
                t.channel(row.channel).to_owned(),
                t.permission(row.kind).to_owned(),
                t.count(row.permissions),
                t.count(row.contacts),
            ]
        }),
    ));
    part.blocks.push(Block::heading(2, t.evi_contacts()));
    part.blocks.extend(log::table(desk, &contacts));
    part.data = json!({
        "permissions": counts.iter().map(|row| json!({
            "purpose": desk.purpose_name(row.purpose), "channel": row.channel, "kind": row.kind,
            "permissions": row.permissions, "contacts": row.contacts,
        })).collect::<Vec<_>>(),
        "contacts": log::data(&contacts),
        "device_access": [],
    });
    Ok(part)
}
