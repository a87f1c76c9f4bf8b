//! Parts about the house: who is authorised, how data are protected, where pseudonyms are kept apart, audits.

use serde_json::json;
use zgoda_law::Event;
use zgoda_law::calendar::day_of;
use zgoda_report::Block;
use zgoda_store::{Condition, Export, Register};

use super::part::{Desk, Part, ROWS_MAX};
use super::{Origin, log};
use crate::registers::Grade;
use crate::tag::name_of_field;
use crate::{RightsError, exports, inventory};

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
    let roles = |account: &zgoda_store::Account| {
        account.roles.iter().map(|role| t.role(*role)).collect::<Vec<_>>().join(", ")
    };
    part.blocks.extend(desk.table(
        t.evi_15_upowaznienia(),
        [t.evi_who(), t.evi_roles(), t.evi_since(), t.evi_until(), t.evi_trained()],
        accounts.iter().map(|account| {
            [
                account.name.clone(),
                roles(account),
                t.moment_short(account.created_at),
                account.disabled_at.map(|at| t.moment_short(at)).unwrap_or_default(),
                t.moment_short(account.trained_until),
            ]
        }),
    ));
    let changed = log::entries(desk, &[Event::AccountChanged])?;
    part.blocks.push(Block::heading(2, t.evi_changes()));
    part.blocks.extend(log::table(desk, &changed));
    part.data = json!({
        "accounts": accounts.iter().map(|account| json!({
            "id": account.id, "name": account.name, "roles": account.roles, "created_at": account.created_at,
            "disabled_at": account.disabled_at, "trained_until": account.trained_until,
            "second_factor": account.totp.is_some(),
        })).collect::<Vec<_>>(),
        "changes": log::data(&changed),
    });
    part.blocks.push(Block::heading(2, t.reg_trainings()));
    desk.add_register(&mut part, Register::Trainings, true)?;
    part.origin = Origin::Live;
    Ok(part)
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
    part.blocks.push(Block::heading(2, t.reg_measures()));
    part.data =
        json!({ "ledger_entries": size, "backups_and_keys": log::data(&backups), "archives": copies });
    let none = u64::from(backups.is_empty());
    part.check(none, |_| t.evi_note_no_backup().to_owned(), t.evi_ok_backup());
    desk.add_register(&mut part, Register::Measures, true)?;
    Ok(part)
}

/// `17_pseudonimizacja`: the zones, the keys, and when they changed.
pub fn pseudonyms(desk: &Desk<'_>) -> Result<Part, RightsError> {
    let t = desk.t;
    let mut part = Part::live("17_pseudonimizacja");
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
