//! Loading what is held about a person, and opening single values against a permit.

use std::collections::HashMap;

use jiff::civil::Date;
use zgoda_law::{Channel, FactNo, FieldId, Permit, PurposeId, SubjectId};
use zgoda_vault::{Boxes, Plaintext, WrappedKey};

use crate::facts::{KeptFact, dates};
use crate::mirror::load::sealed_of;
use crate::model::{
    ChannelPermission, Consent, Fact, Notice, Objection, Ordinal, Person, Sealed, SubjectFlags, Touchpoint,
};
use crate::request::request;
use crate::sql::{Connection, Row, Statement, Value, statements};
use crate::{Store, StoreError};

/// Contacts shown in the timeline.
const TOUCHPOINTS: i64 = 200;
/// How many digests one look-up asks for; shorter lists are padded with the first.
pub(crate) const LOOKUP: usize = 32;

statements! {
    BY_PUBLIC_ID = "SELECT subject_id FROM subject WHERE public_id = $1";
    SUBJECT = "SELECT public_id, kind, country, state, lifecycle, org_id, created_at, last_inbound_at, next_no,
        facts FROM subject WHERE subject_id = $1";
    CONSENTS = "SELECT c.consent_no, c.purpose, c.channels, c.state, c.given_at, c.ended_at, c.expires_at, c.pke398,
        t.body, c.source_id, c.evidence FROM consent c LEFT JOIN consent_text t ON t.text_id = c.text_id
        WHERE c.subject_id = $1 ORDER BY c.consent_no";
    PERMISSIONS = "SELECT permission_no, channel, kind, purpose, offer, given_at, not_before, valid_to, max_contacts,
        contacts, source_id, ended_at FROM permission WHERE subject_id = $1 ORDER BY permission_no";
    OBJECTIONS = "SELECT objection_no, kind, channel, made_at, rejected_at, via, purpose FROM objection WHERE subject_id = $1
        ORDER BY objection_no";
    NOTICES = "SELECT notice_no, duty, source_id, obtained_at, purposes, status, due_at, done_at, channel FROM notice
        WHERE subject_id = $1 ORDER BY notice_no";
    TOUCHPOINTS_OF = "SELECT happened_at, inbound, kind, channel FROM touchpoint WHERE subject_id = $1
        ORDER BY happened_at DESC, touch_no DESC LIMIT $2";
    REQUESTS = "SELECT request_no, kind, received_at, due_at, answered_at, door, identity, identified_at, extended_at,
        outcome, ground, ends_on, lifting_told_at FROM request WHERE subject_id = $1 ORDER BY request_no";
    SEALED = "SELECT k.kek_version, k.wrapped, s.revision, s.boxes FROM data_key k
        JOIN sealed s ON s.subject_id = k.subject_id WHERE k.subject_id = $1";
    LOOK_UP = "SELECT digest, subject_id FROM blind_index WHERE digest IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
        $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)";
    SUPPRESSED = "SELECT digest FROM suppression WHERE digest IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
        $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)";
    // Zero is no field: its entry marks the installation.
    ANY_SUPPRESSED = "SELECT field FROM suppression WHERE field <> 0 LIMIT 1";
    SUPPRESSION = "SELECT since FROM suppression WHERE digest = $1";
}

pub(crate) fn epoch_day(date: Date) -> i64 {
    date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24
}

pub(crate) fn date(epoch_day: i64) -> Option<Date> {
    let days = jiff::Span::new().try_days(epoch_day).ok()?;
    Date::constant(1970, 1, 1).checked_add(days).ok()
}

fn list<T>(
    work: &mut Connection,
    statement: &'static Statement,
    params: &[Value],
    item: fn(&Row) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    work.read(statement, params)?.iter().map(item).collect()
}

/// What the tables of a person hold.
fn read_person(work: &mut Connection, ordinal: Ordinal) -> Result<Person, StoreError> {
    let key = [ordinal.into()];
    let subject = work.read(&SUBJECT, &key)?;
    let row = subject.first().ok_or(StoreError::NotFound("person"))?;
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
        consents: list(work, &CONSENTS, &key, consent)?,
        permissions: list(work, &PERMISSIONS, &key, permission)?,
        objections: list(work, &OBJECTIONS, &key, objection)?,
        notices: list(work, &NOTICES, &key, notice)?,
        touchpoints: list(work, &TOUCHPOINTS_OF, &[ordinal.into(), TOUCHPOINTS.into()], touchpoint)?,
        requests: list(work, &REQUESTS, &key, request)?,
        kept: row.get(9)?,
        sealed: None,
    })
}

impl Store {
    /// The internal number behind a public id.
    pub(crate) fn ordinal(&self, id: SubjectId) -> Result<Ordinal, StoreError> {
        let row = self.work.read_one(&BY_PUBLIC_ID, &[id.into()])?;
        Ok(row.ok_or(StoreError::NotFound("person"))?.get(0)?)
    }

    /// Everything held about a person, values still sealed.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is no such person.
    pub fn person(&self, id: SubjectId) -> Result<Person, StoreError> {
        self.person_by_ordinal(self.ordinal(id)?)
    }

    /// The same by internal number.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is no such person.
    pub fn person_by_ordinal(&self, ordinal: Ordinal) -> Result<Person, StoreError> {
        // The sealed boxes are read first: facts may be younger than boxes, but never the other way round.
        let sealed = self.sealed(ordinal)?;
        let person = self.work.together(|work| read_person(work, ordinal))?;
        self.complete(person, sealed)
    }

    /// Everything held about some people, in the order they are asked for, values still sealed.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is no such person.
    pub fn people_by_ordinals(&self, ordinals: &[Ordinal]) -> Result<Vec<Person>, StoreError> {
        let mut numbers: Vec<u32> = ordinals.iter().map(|ordinal| ordinal.0).collect();
        numbers.sort_unstable();
        let sealed: HashMap<u32, Sealed> = sealed_of(&self.vault_db, &numbers)?.into_iter().collect();
        let read = |work: &mut Connection| {
            ordinals.iter().map(|ordinal| read_person(work, *ordinal)).collect::<Result<Vec<_>, StoreError>>()
        };
        let people = self.work.together(read)?.into_iter();
        people
            .map(|person| {
                let sealed = sealed.get(&person.ordinal.0).cloned();
                self.complete(person, sealed)
            })
            .collect()
    }

    /// Adds what is not in the tables of the person alone: the sealed values, why each is held, and which are in dispute.
    fn complete(&self, person: Person, sealed: Option<Sealed>) -> Result<Person, StoreError> {
        let facts = person.kept.iter().map(|fact| self.fact(fact)).collect::<Result<_, _>>()?;
        let held_fields = if person.flags.hold { self.held_fields(person.ordinal)? } else { None };
        Ok(Person { facts, sealed, held_fields, ..person })
    }

    pub(crate) fn sealed(&self, ordinal: Ordinal) -> Result<Option<Sealed>, StoreError> {
        let Some(row) = self.vault_db.read_one(&SEALED, &[ordinal.into()])? else { return Ok(None) };
        let wrapped = WrappedKey { version: row.get(0)?, bytes: row.get(1)? };
        Ok(Some(Sealed { wrapped, revision: row.get(2)?, boxes: Boxes::decode(&row.get::<Vec<u8>>(3)?)? }))
    }

    fn fact(&self, kept: &KeptFact) -> Result<Fact, StoreError> {
        let terms = &kept.terms;
        Ok(Fact {
            no: kept.no,
            field: kept.field,
            grounds: self.grounds(terms.grounds)?,
            obtained_at: terms.obtained_at,
            confirmed_at: kept.confirmed_at,
            until: dates(&terms.until).ok_or(StoreError::Incomplete("readable term"))?,
            commitment: kept.commitment,
            import: terms.import,
            ended: kept.ended,
        })
    }

    /// Opens one value. Without a permit of `may` there is no way to it.
    ///
    /// # Errors
    /// [`StoreError::Gone`] where the value was destroyed; [`StoreError::NotCovered`] where the permit is for another
    /// person; the vault's refusal where it is for another field or action.
    pub fn open_value(&self, permit: &Permit, person: &Person, no: FactNo) -> Result<Plaintext, StoreError> {
        if permit.grant().subject != person.id {
            return Err(StoreError::NotCovered);
        }
        let sealed = person.sealed.as_ref().ok_or(StoreError::Gone)?;
        let key = self.vault.unwrap_key(person.id, &sealed.wrapped)?;
        let sealed_box = sealed.boxes.get(no).ok_or(StoreError::Gone)?;
        Ok(self.vault.open(permit, &key, sealed_box)?)
    }

    /// Who has these normalised values, asked in one go: for each value the persons' internal numbers.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn find_all(&self, field: FieldId, normalised: &[&str]) -> Result<Vec<Vec<Ordinal>>, StoreError> {
        let indexer = self.vault.blind_indexer(field);
        let digests: Vec<[u8; 16]> = normalised.iter().map(|value| indexer.index(value).0).collect();
        let mut found: HashMap<[u8; 16], Vec<Ordinal>> = HashMap::new();
        for row in self.look_up(&LOOK_UP, &digests)? {
            found.entry(row.get(0)?).or_default().push(row.get(1)?);
        }
        Ok(digests.iter().map(|digest| found.get(digest).cloned().unwrap_or_default()).collect())
    }

    /// Who has this normalised value.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn find(&self, field: FieldId, normalised: &str) -> Result<Vec<Ordinal>, StoreError> {
        Ok(self.find_all(field, &[normalised])?.pop().unwrap_or_default())
    }

    /// Which of these normalised values must not come back.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn suppressed_all(&self, field: FieldId, normalised: &[&str]) -> Result<Vec<bool>, StoreError> {
        if self.vault_db.read_one(&ANY_SUPPRESSED, &[])?.is_none() {
            return Ok(vec![false; normalised.len()]);
        }
        let indexer = self.vault.suppression_indexer(field);
        let digests: Vec<[u8; 16]> = normalised.iter().map(|value| indexer.index(value).0).collect();
        let rows = self.look_up(&SUPPRESSED, &digests)?;
        let found: Vec<[u8; 16]> = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
        Ok(digests.iter().map(|digest| found.contains(digest)).collect())
    }

    /// Since when this normalised value must not come back.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn suppressed_since(
        &self,
        field: FieldId,
        normalised: &str,
    ) -> Result<Option<jiff::Timestamp>, StoreError> {
        let digest = self.vault.suppression_index(field, normalised).0;
        Ok(self.vault_db.read_one(&SUPPRESSION, &[digest.into()])?.map(|row| row.get(0)).transpose()?)
    }

    fn look_up(
        &self,
        statement: &'static crate::sql::Statement,
        digests: &[[u8; 16]],
    ) -> Result<Vec<Row>, StoreError> {
        let mut rows = Vec::new();
        for chunk in digests.chunks(LOOKUP) {
            let padding = std::iter::repeat_n(&chunk[0], LOOKUP - chunk.len());
            let params: Vec<_> = chunk.iter().chain(padding).map(|digest| (*digest).into()).collect();
            rows.extend(self.vault_db.read(statement, &params)?);
        }
        Ok(rows)
    }
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
