//! Parts about the house: who is authorised, how data are protected, where pseudonyms are kept apart, audits.

use jiff::Timestamp;
use serde_json::{Value, json};
use zgoda_law::Event;
use zgoda_law::calendar::day_of;
use zgoda_report::Block;
use zgoda_store::{Authorisation, BulkAlarm, Condition, Export, Register};

use super::part::{Desk, Part, ROWS_MAX};
use super::{Origin, log};
use crate::registers::Grade;
use crate::tag::name_of_field;
use crate::{RightsError, exports, inventory, roles, watch};

/// `15_upowaznienia`: who may do what, since when, and who was trained.
pub fn grants(desk: &Desk<'_>) -> Result<Part, RightsError> {
    let t = desk.t;
    let mut part = Part::live("15_upowaznienia");
    let accounts = desk.store.accounts()?;
    let accounts: Vec<_> = accounts.into_iter().filter(|account| account.created_at <= desk.at).collect();
    let active = |account: &&zgoda_store::Account| account.disabled_at.is_none_or(|ended| ended > desk.at);
    let untrained = accounts.iter().filter(active).filter(|one| one.trained_until <= desk.at).count() as u64;
    let unguarded = accounts.iter().filter(active).filter(|one| one.totp.is_none()).count() as u64;
    part.note(Grade::Good, t.evi_note_live(accounts.len()));
    part.check(untrained, |count| t.evi_note_untrained(count), t.evi_ok_trained());
    part.check(unguarded, |count| t.evi_note_unguarded(count), t.evi_ok_guarded());
    let authorisations = authorisations(desk, &mut part)?;
    part.blocks.push(Block::heading(2, t.evi_trained()));
    part.blocks.extend(desk.table(
        t.evi_trained(),
        [t.evi_who(), t.evi_since(), t.evi_until(), t.evi_trained()],
        accounts.iter().map(|account| {
            [
                account.name.clone(),
                t.moment_short(account.created_at),
                account
                    .disabled_at
                    .filter(|at| *at <= desk.at)
                    .map(|at| t.moment_short(at))
                    .unwrap_or_default(),
                t.moment_short(account.trained_until),
            ]
        }),
    ));
    let changed = log::entries(desk, &[Event::AccountChanged, Event::AuthorisationChanged])?;
    part.blocks.push(Block::heading(2, t.evi_changes()));
    part.blocks.extend(log::table(desk, &changed));
    part.data = json!({
        "accounts": accounts.iter().map(|account| json!({
            "id": account.id, "name": account.name, "roles": account.roles(desk.at), "created_at": account.created_at,
            "disabled_at": account.disabled_at.filter(|at| *at <= desk.at), "trained_until": account.trained_until,
            "second_factor": account.totp.is_some(),
        })).collect::<Vec<_>>(),
        "authorisations": authorisations,
        "changes": log::data(&changed),
    });
    part.blocks.push(Block::heading(2, t.reg_trainings()));
    desk.add_register(&mut part, Register::Trainings, true)?;
    part.origin = Origin::Live;
    Ok(part)
}

/// The authorisations as they stood at the moment of the pack.
fn authorisations(desk: &Desk<'_>, part: &mut Part) -> Result<Value, RightsError> {
    let t = desk.t;
    // What was decided after the moment of the pack is not known yet at it.
    let mut given: Vec<Authorisation> = desk.store.authorisations()?;
    given.retain(|one| one.given.1 <= desk.at);
    given.iter_mut().for_each(|one| as_of(one, desk.at));
    let unaccepted =
        given.iter().filter(|one| one.stands(desk.at) && one.accepted_at.is_none()).count() as u64;
    if unaccepted > 0 {
        part.note(Grade::Watch, t.evi_note_unaccepted(unaccepted));
    }
    part.blocks.extend(desk.table(
        t.evi_15_upowaznienia(),
        [
            t.evi_number(),
            t.evi_who(),
            t.evi_roles(),
            t.doc_access_purposes(),
            t.doc_access_term(),
            t.doc_access_given(),
            t.doc_access_ended(),
        ],
        given.iter().map(|one| {
            let ended = match one.ended {
                Some((by, at)) => format!("{}, {}. {}", t.moment_short(at), desk.name(by), one.end_word),
                None if one.to.is_some_and(|to| to <= desk.at) => t.access_ran_out().to_owned(),
                None => String::new(),
            };
            [
                one.id.to_string(),
                desk.name(one.account),
                t.role(one.role).to_owned(),
                if one.purposes.is_empty() {
                    t.access_all_purposes().to_owned()
                } else {
                    roles::scope(desk.store, one).purposes_in_words(t)
                },
                roles::term(t, one),
                format!("{}, {}. {}", t.moment_short(one.given.1), desk.name(one.given.0), one.word),
                ended,
            ]
        }),
    ));
    let data = |one: &Authorisation| {
        let scope = roles::scope(desk.store, one);
        json!({
            "id": one.id.0, "account": one.account, "role": one.role, "purposes": scope.purposes,
            "classes": scope.classes, "from": one.from, "to": one.to, "word": one.word, "given_by": one.given.0,
            "given_at": one.given.1, "accepted_at": one.accepted_at, "ended_by": one.ended.map(|(by, _)| by),
            "ended_at": one.ended.map(|(_, at)| at), "end_word": one.end_word, "stands": one.stands(desk.at),
        })
    };
    Ok(given.iter().map(data).collect())
}

/// Takes away what was said of an authorisation after a moment.
fn as_of(one: &mut Authorisation, at: Timestamp) {
    one.accepted_at = one.accepted_at.filter(|accepted| *accepted <= at);
    one.ended = one.ended.filter(|(_, ended)| *ended <= at);
    if one.ended.is_none() {
        one.end_word = String::new();
    }
}

/// `16_bezpieczenstwo`: what protects data by construction, and the safeguards and tests that were entered.
pub fn security(desk: &Desk<'_>) -> Result<Part, RightsError> {
    let t = desk.t;
    let mut part = Part::live("16_bezpieczenstwo");
    let copies = inventory::copies(desk.store, desk.at)?;
    let backups = log::entries(desk, &[Event::BackedUp, Event::Restored, Event::KeyRotated])?;
    let size = desk.store.ledger().size()?;
    part.blocks.push(Block::heading(2, t.reg_act_security()));
    part.blocks.push(Block::paragraph(t.reg_act_security_text()));
    part.blocks.push(Block::pairs([(t.evi_ledger_size().to_owned(), t.count(size))]));
    part.blocks.push(Block::heading(2, t.evi_backups()));
    part.blocks.extend(log::table(desk, &backups));
    let alarms = alarms(desk, &mut part)?;
    part.blocks.push(Block::heading(2, t.reg_measures()));
    part.data = json!({ "ledger_entries": size, "backups_and_keys": log::data(&backups), "archives": copies, "bulk_reading": alarms });
    let none = u64::from(backups.is_empty());
    part.check(none, |_| t.evi_note_no_backup().to_owned(), t.evi_ok_backup());
    desk.add_register(&mut part, Register::Measures, true)?;
    Ok(part)
}

/// Alarms of bulk reading, as they stood at the moment of the pack.
fn alarms(desk: &Desk<'_>, part: &mut Part) -> Result<Value, RightsError> {
    let t = desk.t;
    let mut alarms = desk.store.alarms()?;
    alarms.retain(|alarm| alarm.raised_at <= desk.at);
    for alarm in alarms.iter_mut().filter(|alarm| alarm.answered.is_some_and(|(_, at)| at > desk.at)) {
        (alarm.answered, alarm.word) = (None, String::new());
    }
    let waiting = alarms.iter().filter(|alarm| alarm.answered.is_none()).count() as u64;
    part.check(waiting, |count| t.evi_note_alarms(count), t.evi_ok_alarms());
    part.blocks.push(Block::heading(2, t.evi_alarms()));
    part.blocks.extend(desk.table(
        t.evi_alarms(),
        [t.evi_when(), t.evi_who(), t.evi_what(), t.evi_alarm_answer()],
        alarms.iter().map(|alarm| {
            let answered =
                alarm.answered.map(|(by, at)| format!("{}, {}", desk.name(by), t.moment_short(at)));
            [
                t.moment_short(alarm.raised_at),
                desk.name(alarm.account),
                watch::told(t, alarm),
                answered.map(|by| format!("{} ({by})", alarm.word)).unwrap_or_default(),
            ]
        }),
    ));
    let one = |alarm: &BulkAlarm| {
        json!({
            "seq": alarm.seq, "kind": alarm.kind, "account": alarm.account, "raised_at": alarm.raised_at,
            "people": alarm.people, "allowed": alarm.allowed, "answered_by": alarm.answered.map(|(by, _)| by),
            "answered_at": alarm.answered.map(|(_, at)| at), "word": alarm.word,
        })
    };
    Ok(Value::Array(alarms.iter().map(one).collect()))
}

/// `17_pseudonimizacja`: the zones, the keys, and when they changed.
pub fn pseudonyms(desk: &Desk<'_>) -> Result<Part, RightsError> {
    let t = desk.t;
    let mut part = Part::live("17_pseudonimizacja");
    desk.counts_of_now(&mut part);
    let status = desk.store.key_status()?;
    let rotated = log::entries(desk, &[Event::KeyRotated])?;
    part.note(Grade::Good, t.evi_note_live(status.versions.len()));
    part.blocks.push(Block::paragraph(t.evi_zones_text()));
    part.blocks.push(Block::pairs([
        (t.evi_key_version().to_owned(), status.newest.to_string()),
        (
            t.evi_key_rotated().to_owned(),
            status.rotated_at.map_or_else(|| t.reg_act_none().to_owned(), |at| t.moment(at)),
        ),
    ]));
    part.blocks.extend(desk.table(
        t.evi_17_pseudonimizacja(),
        [t.evi_key_version(), t.evi_key_wraps()],
        status.versions.iter().map(|(version, wraps)| [version.to_string(), t.count(*wraps)]),
    ));
    part.blocks.push(Block::heading(2, t.evi_changes()));
    part.blocks.extend(log::table(desk, &rotated));
    part.data = json!({
        "versions": status.versions, "newest": status.newest, "rotated_at": status.rotated_at,
        "rotations": log::data(&rotated),
    });
    Ok(part)
}

/// `22_audyt`: what is held at all, field by field, and the audits, stray files and media that were entered.
pub fn audit(desk: &Desk<'_>) -> Result<Part, RightsError> {
    let t = desk.t;
    let mut part = Part::live("22_audyt");
    desk.counts_of_now(&mut part);
    let mut fields = Vec::new();
    for field in desk.store.law().catalogue().fields() {
        let people = desk.store.people_who(&Condition::Holds(field.id))?.len();
        if people > 0 {
            fields.push((field.name.clone(), field.class, people));
        }
    }
    part.blocks.push(Block::heading(2, t.evi_inventory()));
    part.blocks.extend(desk.table(
        t.evi_inventory(),
        [t.evi_fields(), t.evi_class(), t.reg_act_people()],
        fields.iter().map(|(name, class, people)| {
            [t.field(name).to_owned(), t.field_class(*class).to_owned(), t.count(*people)]
        }),
    ));
    let exports = add_exports(desk, &mut part)?;
    part.blocks.push(Block::heading(2, t.reg_audits()));
    part.data = json!({
        "exports": exports,
        "processors": inventory::processors(desk.store, desk.at)?,
        "archives": inventory::copies(desk.store, desk.at)?,
        "fields": fields.iter().map(|(name, class, people)| json!({
            "field": name, "class": class, "people": people,
        })).collect::<Vec<_>>(),
    });
    desk.add_register(&mut part, Register::Audits, true)?;
    part.blocks.push(Block::heading(2, t.reg_strays()));
    desk.add_register(&mut part, Register::Strays, true)?;
    part.origin = Origin::Live;
    Ok(part)
}

/// The files that had left, as they stood: those past their last day that nobody said were destroyed are lacking.
fn add_exports(desk: &Desk<'_>, part: &mut Part) -> Result<serde_json::Value, RightsError> {
    let t = desk.t;
    let today = day_of(desk.at);
    let all = exports::as_of(desk.store, desk.at, ROWS_MAX)?;
    let late = all.iter().filter(|export| export.is_out() && export.expires_on < today).count() as u64;
    part.check(late, |count| t.evi_note_exports_late(count), t.evi_ok_exports());
    part.blocks.push(Block::heading(2, t.exports_title()));
    part.blocks.extend(desk.table(
        t.exports_title(),
        [
            t.evi_number(),
            t.export_to(),
            t.export_purpose(),
            t.reg_act_people(),
            t.export_last_day(),
            t.exports_destroyed(),
        ],
        all.iter().map(|export| {
            let gone = export.destroyed.as_ref().map(|gone| t.date_short(gone.on));
            [
                format!("E{}", export.id),
                export.recipient.clone(),
                desk.purpose(export.purpose),
                t.count(export.people),
                t.date_short(export.expires_on),
                gone.unwrap_or_default(),
            ]
        }),
    ));
    let one = |export: &Export| -> Result<serde_json::Value, serde_json::Error> {
        let mut value = serde_json::to_value(export)?;
        if let Some(object) = value.as_object_mut() {
            let fields = export.fields.iter().map(|field| name_of_field(desk.store, *field).into()).collect();
            object.insert("purpose".to_owned(), desk.purpose_name(export.purpose).into());
            object.insert("fields".to_owned(), serde_json::Value::Array(fields));
        }
        Ok(value)
    };
    Ok(all.iter().map(one).collect::<Result<Vec<_>, _>>()?.into())
}
