//! The rows of a person, and of many in few questions.

use std::collections::HashMap;
use std::iter::Peekable;
use std::vec::IntoIter;

use zgoda_law::{Channel, PurposeId};

use crate::StoreError;
use crate::facts::Facts;
use crate::model::{
    ChannelPermission, Consent, Notice, Objection, Ordinal, Person, SubjectFlags, Touchpoint,
};
use crate::request::request;
use crate::sql::{AMONG, Connection, Row, Statement, Value, among, padded, statements};

/// Contacts shown in the timeline.
const TOUCHPOINTS: i64 = 200;

/// What is read of each table, whose it is last. Most people are in few of the tables, so the first of them says in which.
macro_rules! subject {
    () => {
        concat!(
            "SELECT public_id, kind, country, state, lifecycle, org_id, created_at, last_inbound_at, next_no, facts, ",
            tables!(),
            ", subject_id FROM subject s WHERE subject_id "
        )
    };
}
macro_rules! tables {
    () => {
        "(CASE WHEN EXISTS (SELECT 1 FROM consent x WHERE x.subject_id = s.subject_id) THEN 1 ELSE 0 END
         + CASE WHEN EXISTS (SELECT 1 FROM permission x WHERE x.subject_id = s.subject_id) THEN 2 ELSE 0 END
         + CASE WHEN EXISTS (SELECT 1 FROM objection x WHERE x.subject_id = s.subject_id) THEN 4 ELSE 0 END
         + CASE WHEN EXISTS (SELECT 1 FROM notice x WHERE x.subject_id = s.subject_id) THEN 8 ELSE 0 END
         + CASE WHEN EXISTS (SELECT 1 FROM request x WHERE x.subject_id = s.subject_id) THEN 16 ELSE 0 END
         + CASE WHEN EXISTS (SELECT 1 FROM touchpoint x WHERE x.subject_id = s.subject_id) THEN 32 ELSE 0 END)"
    };
}
macro_rules! consents {
    () => {
        "SELECT c.consent_no, c.purpose, c.channels, c.state, c.given_at, c.ended_at, c.expires_at, c.pke398, t.body,
         c.source_id, c.evidence, c.subject_id FROM consent c LEFT JOIN consent_text t ON t.text_id = c.text_id
         WHERE c.subject_id "
    };
}
macro_rules! permissions {
    () => {
        "SELECT permission_no, channel, kind, purpose, offer, given_at, not_before, valid_to, max_contacts, contacts,
         source_id, ended_at, subject_id FROM permission WHERE subject_id "
    };
}
macro_rules! objections {
    () => {
        "SELECT objection_no, kind, channel, made_at, rejected_at, via, purpose, subject_id FROM objection
         WHERE subject_id "
    };
}
macro_rules! notices {
    () => {
        "SELECT notice_no, duty, source_id, obtained_at, purposes, status, due_at, done_at, channel, subject_id FROM notice
         WHERE subject_id "
    };
}
macro_rules! requests {
    () => {
        "SELECT request_no, kind, received_at, due_at, answered_at, door, identity, identified_at, extended_at, outcome,
         ground, ends_on, lifting_told_at, subject_id FROM request WHERE subject_id "
    };
}

statements! {
    SUBJECT = concat!(subject!(), "= $1");
    SUBJECT_AMONG = concat!(subject!(), among!());
    CONSENTS = concat!(consents!(), "= $1 ORDER BY c.consent_no");
    CONSENTS_AMONG = concat!(consents!(), among!(), " ORDER BY c.subject_id, c.consent_no");
    PERMISSIONS = concat!(permissions!(), "= $1 ORDER BY permission_no");
    PERMISSIONS_AMONG = concat!(permissions!(), among!(), " ORDER BY subject_id, permission_no");
    OBJECTIONS = concat!(objections!(), "= $1 ORDER BY objection_no");
    OBJECTIONS_AMONG = concat!(objections!(), among!(), " ORDER BY subject_id, objection_no");
    NOTICES = concat!(notices!(), "= $1 ORDER BY notice_no");
    NOTICES_AMONG = concat!(notices!(), among!(), " ORDER BY subject_id, notice_no");
    REQUESTS = concat!(requests!(), "= $1 ORDER BY request_no");
    REQUESTS_AMONG = concat!(requests!(), among!(), " ORDER BY subject_id, request_no");
    TOUCHPOINTS_OF = "SELECT happened_at, inbound, kind, channel FROM touchpoint WHERE subject_id = $1
        ORDER BY happened_at DESC, touch_no DESC LIMIT $2";
}

/// The tables that a person may be in, as the statement about the person names them.
#[derive(Clone, Copy)]
enum Table {
    Consent = 1,
    Permission = 2,
    Objection = 4,
    Notice = 8,
    Request = 16,
    Touchpoint = 32,
}

/// Which of them a person is in.
#[derive(Clone, Copy)]
struct Tables(i64);

impl Tables {
    fn of(row: &Row) -> Result<Self, StoreError> {
        Ok(Self(row.get(10)?))
    }

    fn hold(self, table: Table) -> bool {
        self.0 & table as i64 != 0
    }
}

/// What the tables of one person hold.
pub(super) fn person(work: &mut Connection, ordinal: Ordinal) -> Result<Person, StoreError> {
    let key = [ordinal.into()];
    let subject = work.read(&SUBJECT, &key)?;
    let row = subject.first().ok_or(StoreError::NotFound("person"))?;
    let tables = Tables::of(row)?;
    let mut ask = |table, statement, params: &[Value]| match tables.hold(table) {
        true => work.read(statement, params),
        false => Ok(Vec::new()),
    };
    let contacts = [ordinal.into(), TOUCHPOINTS.into()];
    Ok(Person {
        consents: list(&ask(Table::Consent, &CONSENTS, &key)?, consent)?,
        permissions: list(&ask(Table::Permission, &PERMISSIONS, &key)?, permission)?,
        objections: list(&ask(Table::Objection, &OBJECTIONS, &key)?, objection)?,
        notices: list(&ask(Table::Notice, &NOTICES, &key)?, notice)?,
        requests: list(&ask(Table::Request, &REQUESTS, &key)?, request)?,
        touchpoints: list(&ask(Table::Touchpoint, &TOUCHPOINTS_OF, &contacts)?, touchpoint)?,
        ..bare(row, ordinal)?
    })
}

/// The same of many, whose numbers ascend. Who is not there is left out.
pub(super) fn people(work: &mut Connection, ordinals: &[u32]) -> Result<HashMap<u32, Person>, StoreError> {
    let mut found = HashMap::with_capacity(ordinals.len());
    for some in ordinals.chunks(AMONG) {
        let key = padded(some);
        let mut subjects = Lists::read(work, &SUBJECT_AMONG, &key)?;
        let mut consents = Lists::read(work, &CONSENTS_AMONG, &key)?;
        let mut permissions = Lists::read(work, &PERMISSIONS_AMONG, &key)?;
        let mut objections = Lists::read(work, &OBJECTIONS_AMONG, &key)?;
        let mut notices = Lists::read(work, &NOTICES_AMONG, &key)?;
        let mut requests = Lists::read(work, &REQUESTS_AMONG, &key)?;
        for number in some {
            let Some(row) = subjects.of(*number).pop() else { continue };
            let contacts = match Tables::of(&row)?.hold(Table::Touchpoint) {
                true => work.read(&TOUCHPOINTS_OF, &[(*number).into(), TOUCHPOINTS.into()])?,
                false => Vec::new(),
            };
            let person = Person {
                consents: list(&consents.of(*number), consent)?,
                permissions: list(&permissions.of(*number), permission)?,
                objections: list(&objections.of(*number), objection)?,
                notices: list(&notices.of(*number), notice)?,
                requests: list(&requests.of(*number), request)?,
                touchpoints: list(&contacts, touchpoint)?,
                ..bare(&row, Ordinal(*number))?
            };
            found.insert(*number, person);
        }
    }
    Ok(found)
}

/// The rows of one table, in the order of the people they belong to.
struct Lists(Peekable<IntoIter<(u32, Row)>>);

impl Lists {
    fn read(work: &mut Connection, statement: &'static Statement, key: &[Value]) -> Result<Self, StoreError> {
        let owned = |row: Row| Ok((row.last()?, row));
        let mut rows: Vec<(u32, Row)> =
            work.read(statement, key)?.into_iter().map(owned).collect::<Result<_, StoreError>>()?;
        rows.sort_by_key(|(owner, _)| *owner);
        Ok(Self(rows.into_iter().peekable()))
    }

    fn of(&mut self, person: u32) -> Vec<Row> {
        let mut rows = Vec::new();
        while let Some((_, row)) = self.0.next_if(|(owner, _)| *owner == person) {
            rows.push(row);
        }
        rows
    }
}

fn list<T>(rows: &[Row], item: fn(&Row) -> Result<T, StoreError>) -> Result<Vec<T>, StoreError> {
    rows.iter().map(item).collect()
}

/// A person without what other tables have of them.
fn bare(row: &Row, ordinal: Ordinal) -> Result<Person, StoreError> {
    Ok(Person {
        id: row.get(0)?,
        ordinal,
        kind: row.get(1)?,
        country: row.get(2)?,
        flags: SubjectFlags::from_bits(row.get(3)?),
        lifecycle: row.get(4)?,
        org: row.get(5)?,
        created_at: row.get(6)?,
        last_inbound_at: row.get(7)?,
        next_no: row.get(8)?,
        facts: Vec::new(),
        held_fields: None,
        consents: Vec::new(),
        permissions: Vec::new(),
        objections: Vec::new(),
        notices: Vec::new(),
        touchpoints: Vec::new(),
        requests: Vec::new(),
        kept: row.get::<Facts>(9)?,
        sealed: None,
    })
}

fn consent(row: &Row) -> Result<Consent, StoreError> {
    let evidence: Option<String> = row.get(10)?;
    Ok(Consent {
        no: row.get(0)?,
        purpose: row.get(1)?,
        channels: row.get::<String>(2)?.split(' ').filter_map(Channel::from_name).collect(),
        state: row.get(3)?,
        given_at: row.get(4)?,
        ended_at: row.get(5)?,
        expires_at: row.get(6)?,
        pke398: row.get(7)?,
        wording: row.get(8)?,
        source: row.get(9)?,
        evidence: evidence
            .map(|text| serde_json::from_str(&text))
            .transpose()
            .map_err(StoreError::Journal)?,
    })
}

fn permission(row: &Row) -> Result<ChannelPermission, StoreError> {
    Ok(ChannelPermission {
        no: row.get(0)?,
        channel: row.get(1)?,
        kind: row.get(2)?,
        purpose: row.get(3)?,
        offer: row.get(4)?,
        given_at: row.get(5)?,
        not_before: row.get(6)?,
        valid_to: row.get(7)?,
        max_contacts: row.get(8)?,
        contacts: row.get(9)?,
        source: row.get(10)?,
        ended_at: row.get(11)?,
    })
}

fn objection(row: &Row) -> Result<Objection, StoreError> {
    Ok(Objection {
        no: row.get(0)?,
        kind: row.get(1)?,
        channel: row.get(2)?,
        made_at: row.get(3)?,
        rejected_at: row.get(4)?,
        via: row.get(5)?,
        purpose: row.get(6)?,
    })
}

fn notice(row: &Row) -> Result<Notice, StoreError> {
    Ok(Notice {
        no: row.get(0)?,
        duty: row.get(1)?,
        source: row.get(2)?,
        obtained_at: row.get(3)?,
        purposes: row
            .get::<String>(4)?
            .split(' ')
            .filter_map(|number| number.parse().ok().map(PurposeId))
            .collect(),
        status: row.get(5)?,
        due_at: row.get(6)?,
        done_at: row.get(7)?,
        channel: row.get(8)?,
    })
}

fn touchpoint(row: &Row) -> Result<Touchpoint, StoreError> {
    Ok(Touchpoint { happened_at: row.get(0)?, inbound: row.get(1)?, kind: row.get(2)?, channel: row.get(3)? })
}
