//! Every table of both zones has an erasure rule or a stated reason why it needs none, and is fit for distribution.

use std::collections::BTreeMap;

use zgoda_law::{Ending, Event};
use zgoda_store::Engine;

use crate::bed::{Bed, Zone, now, stamp};
use crate::people::Office;
use crate::standing;

/// What becomes of a person's rows when the person is erased.
enum Rule {
    /// The rows are deleted.
    Deleted,
    /// The rows stay: what they say of a pseudonym whose key is gone is needed to prove what was done.
    Pseudonymous,
    /// The table does not lead to a person.
    Apart(&'static str),
}
use Rule::{Apart, Deleted, Pseudonymous};

const WORK: Rules = &[
    ("account", Apart("staff, not data subjects of the CRM; ended by disabling")),
    ("archive", Apart("which archives were made, and when they end")),
    ("assessment", Apart("about purposes")),
    ("assessment_draft", Apart("about purposes")),
    ("bulk_alarm", Apart("members of staff and counts")),
    ("checkpoint", Apart("signed sizes and roots")),
    ("consent", Pseudonymous),
    ("consent_text", Apart("our own wordings")),
    ("counter", Apart("numbers given out")),
    ("enrichment_proposal", Apart("facts about firms; values of people never wait for a decision")),
    ("enrichment_run", Apart("choices of firms, rules and counts")),
    ("enrichment_schedule", Apart("choices of firms and rules")),
    ("enrichment_subject", Pseudonymous),
    ("enrichment_target", Apart("questions about firms; people in them are counted, not named")),
    ("excess_sample", Apart("sums of a day")),
    ("export", Apart("files that left, by purpose and recipient; who was in them stands beside")),
    ("export_subject", Pseudonymous),
    ("field_stop", Apart("fields and who stopped them")),
    ("field_use", Apart("fields, purposes and dates, of nobody in particular")),
    ("grounds", Apart("sources and bases, shared by many")),
    ("import", Apart("files by digest, no rows of them")),
    ("import_refusal", Apart("row numbers and codes, nothing of the row")),
    ("lead_outcome", Apart("how many closed leads of a month were alike, none of them named")),
    ("ledger_about", Pseudonymous),
    ("ledger_entry", Apart("pseudonyms, and commitments whose salts die with the key")),
    ("ledger_head", Apart("hashes")),
    ("ledger_subtree", Apart("hashes")),
    ("legal_hold", Apart("matters, grounds and who approved; whom they cover stands beside")),
    ("legal_hold_subject", Pseudonymous),
    ("letter_batch", Apart("how many letters went together, not to whom")),
    ("migration", Apart("the schema")),
    ("notice", Pseudonymous),
    ("notice_delivery", Pseudonymous),
    ("notice_exemption", Pseudonymous),
    ("notice_template", Apart("our own words")),
    ("objection", Pseudonymous),
    ("organisation", Apart("public facts of organisations")),
    ("organisation_fact", Apart("public facts of organisations")),
    ("organisation_figure", Apart("public figures of organisations")),
    ("organisation_statement", Apart("public statements of organisations, without those who signed")),
    ("past_terms", Pseudonymous),
    ("permission", Pseudonymous),
    ("purpose_switch", Apart("which purpose was in use when")),
    ("register_entry", Apart("at which revision an entry is")),
    ("register_revision", Apart("what the controller says of itself, its staff and its vendors")),
    ("request", Pseudonymous),
    ("request_telling", Pseudonymous),
    ("request_transfer", Pseudonymous),
    ("request_words", Pseudonymous),
    ("retention_run", Apart("when a run was and how much it ended, not of whom")),
    ("retention_term", Apart("terms of purposes and who approved them")),
    ("role_grant", Apart("staff; what they are or were authorised to")),
    ("session", Apart("staff; a session runs out")),
    ("setting", Apart("settings of the installation")),
    ("source", Apart("forms, fairs and files, shared by many")),
    ("subject", Pseudonymous),
    ("touchpoint", Pseudonymous),
    ("webhook", Apart("receivers that an administrator set up, and their sealed secrets")),
    ("webhook_message", Apart("numbers of facts about firms; people are never told of")),
    ("work_applied", Apart("the number of a record of the journal")),
];

const VAULT: Rules = &[
    ("blind_index", Deleted),
    ("data_key", Deleted),
    ("kek_floor", Apart("a version number")),
    ("migration", Apart("the schema")),
    ("sealed", Deleted),
    ("suppression", Apart("keyed digests that keep an erased address from coming back")),
    ("vault_applied", Apart("the number of a record of the journal")),
];

/// The columns of each table's primary key, in order, and all its columns.
type Schema = BTreeMap<String, (Vec<String>, Vec<String>)>;
type Rules = &'static [(&'static str, Rule)];

fn schema(bed: &Bed, zone: &Zone, schema: &'static str) -> Schema {
    let rows = match bed.engine {
        Engine::Sqlite(_) => zone.rows(
            "SELECT m.name, c.name, c.pk FROM sqlite_master m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table' ORDER BY m.name, c.pk",
            &[],
        ),
        Engine::Postgres(_) => zone.rows(
            "SELECT c.table_name::text, c.column_name::text, CAST(COALESCE(k.ordinal_position, 0) AS BIGINT)
             FROM information_schema.columns c LEFT JOIN information_schema.key_column_usage k
             ON k.table_schema = c.table_schema AND k.table_name = c.table_name AND k.column_name = c.column_name
             WHERE CAST(c.table_schema AS TEXT) = $1 ORDER BY 1, 3",
            &[schema.into()],
        ),
    };
    let mut tables = Schema::new();
    for row in rows {
        let (key, columns) = tables.entry(row.get(0).unwrap()).or_default();
        let column: String = row.get(1).unwrap();
        if row.get::<i64>(2).unwrap() > 0 {
            key.push(column.clone());
        }
        columns.push(column);
    }
    tables
}

fn zones(bed: &Bed) -> [(Zone, Schema, Rules); 2] {
    drop(bed.open());
    let (work, vault) = (bed.work(), bed.vault());
    let (work_schema, vault_schema) = (schema(bed, &work, "zgoda"), schema(bed, &vault, "zgoda_vault"));
    [(work, work_schema, WORK), (vault, vault_schema, VAULT)]
}

pub fn every_table_has_an_erasure_rule_or_a_reason(bed: &Bed) {
    for (_, tables, rules) in zones(bed) {
        let found: Vec<&str> = tables.keys().map(String::as_str).collect();
        let named: Vec<&str> = rules.iter().map(|(name, _)| *name).collect();
        assert_eq!(found, named, "a table was added or removed: say here what erasing a person does to it");
        for (name, rule) in rules {
            let leads_to_people = tables[*name].1.iter().any(|column| column == "subject_id");
            match rule {
                Apart(reason) => assert!(!leads_to_people && !reason.is_empty(), "{name} leads to people"),
                Deleted | Pseudonymous => {
                    assert!(leads_to_people, "{name} cannot be reached from the person")
                }
            }
        }
    }
}

pub fn every_table_of_people_has_the_person_first_in_its_key(bed: &Bed) {
    for (_, tables, _) in zones(bed) {
        let of_people =
            tables.iter().filter(|(_, (_, columns))| columns.iter().any(|name| name == "subject_id"));
        for (name, (key, _)) in of_people {
            assert_eq!(key.first().map(String::as_str), Some("subject_id"), "{name}");
        }
    }
}

pub fn erasing_a_person_does_to_each_table_what_its_rule_says(bed: &Bed) {
    let office = Office::open(bed);
    let id = office.add(&[("first_name", "Anna"), ("email", "anna@example.test")]);
    let mut change = office.store.change(stamp());
    change.open(&office.store.person(id).unwrap()).unwrap();
    change.add_consent(id, standing::consent(&office, &[zgoda_law::Channel::Email])).unwrap();
    change.add_permission(id, standing::permission(&office, zgoda_law::Channel::Email)).unwrap();
    change.add_objection(id, standing::objection()).unwrap();
    crate::inform::inform(&office, &mut change, id);
    crate::enrichment::ask_about(&office.store, office.store.person(id).unwrap().ordinal);
    crate::requests::ask(&mut change, id);
    change
        .add_touchpoint(
            id,
            zgoda_store::NewTouchpoint {
                happened_at: now(),
                inbound: true,
                kind: "chat_message".into(),
                channel: None,
                source: None,
            },
        )
        .unwrap();
    change.commit().unwrap();
    crate::hold::asked(&office, &[id]);
    standing::narrow(&office, id);
    crate::exports::export_all(&office, &[id]);
    let person = office.store.person(id).unwrap();
    let count = |zone: &Zone, table: &str| -> u64 {
        let sql: &'static str =
            Box::leak(format!("SELECT COUNT(*) FROM {table} WHERE subject_id = $1").into_boxed_str());
        zone.rows(sql, &[person.ordinal.into()])[0].get(0).unwrap()
    };
    let zones = [(bed.work(), WORK), (bed.vault(), VAULT)];
    let of_people =
        |rules: Rules| rules.iter().filter(|(name, rule)| !matches!(rule, Apart(_)) && *name != "staged");
    for (zone, rules) in &zones {
        of_people(rules).for_each(|(table, _)| assert!(count(zone, table) > 0, "{table} is not tried here"));
    }
    let mut change = office.store.change(stamp());
    change.erase(&person, Ending::Erased, Event::Erased).unwrap();
    change.commit().unwrap();
    for (zone, rules) in &zones {
        for (table, rule) in of_people(rules) {
            assert_eq!(count(zone, table) > 0, matches!(rule, Pseudonymous), "{table}");
        }
    }
}
