//! Organisations: public facts with source and date, in the clear, because they are not personal data.

use jiff::Timestamp;
use zgoda_law::{Action, Event};

use crate::change::{Change, Draft};
use crate::model::{Ordinal, OrgId, SourceId, Stamp};
use crate::sql::{Row, Value, statements, table};
use crate::{Store, StoreError};

statements! {
    INSERT = "INSERT INTO organisation (org_id, krs, nip, name, created_at, next_no) VALUES ($1, $2, $3, $4, $5, 1)";
    BY_ID = "SELECT org_id, krs, nip, name, created_at, next_no, trader FROM organisation WHERE org_id = $1";
    BY_KRS = "SELECT org_id, krs, nip, name, created_at, next_no, trader FROM organisation WHERE krs = $1";
    BY_NIP = "SELECT org_id, krs, nip, name, created_at, next_no, trader FROM organisation WHERE nip = $1";
    BY_NAME = "SELECT org_id, krs, nip, name, created_at, next_no, trader FROM organisation WHERE name = $1 ORDER BY org_id";
    LIST = "SELECT org_id, krs, nip, name, created_at, next_no, trader FROM organisation
        WHERE name > $1 AND trader = 0 ORDER BY name LIMIT $2";
    BETWEEN = "SELECT org_id, krs, nip, name, created_at, next_no, trader FROM organisation
        WHERE org_id > $1 AND org_id <= $2 AND trader = 0 ORDER BY org_id";
    COUNT = "SELECT COUNT(*) FROM organisation WHERE trader = 0";
    FACTS = "SELECT fact_no, field, value, path, source_id, obtained_at, confirmed_at, ended_at
        FROM organisation_fact WHERE org_id = $1 ORDER BY field, fact_no";
    NAMING = "SELECT fact_no, field, value, path, source_id, obtained_at, confirmed_at, ended_at, org_id
        FROM organisation_fact WHERE field = $1 AND value LIKE $2 AND ended_at IS NULL ORDER BY org_id, fact_no";
    CHOSEN = "SELECT org_id, krs, nip, name, created_at, next_no, trader FROM organisation o WHERE org_id > $1
        AND trader = 0 AND (CAST($2 AS BIGINT) = 0 OR EXISTS (SELECT 1 FROM subject s WHERE s.org_id = o.org_id AND s.state % 2 = 0))
        AND (CAST($3 AS BIGINT) = 0 OR NOT EXISTS (SELECT 1 FROM organisation_fact f
            WHERE f.org_id = o.org_id AND f.confirmed_at >= $3))
        ORDER BY org_id LIMIT $4";
    PEOPLE = "SELECT subject_id FROM subject WHERE org_id = $1 AND state % 2 = 0 ORDER BY subject_id";
    MOVE = "UPDATE organisation SET krs = $1, nip = $2, name = $3, next_no = $4 WHERE org_id = $5 AND next_no = $6";
    NEXT = "UPDATE organisation SET next_no = $1 WHERE org_id = $2 AND next_no = $3";
    END = "UPDATE organisation_fact SET ended_at = $1 WHERE org_id = $2 AND fact_no = $3";
    CONFIRM = "UPDATE organisation_fact SET confirmed_at = $1 WHERE org_id = $2 AND fact_no = $3";
}

table! { FACT = "organisation_fact" {
    org_id: Int, fact_no: Int, field: Text, value: Text, path: Text, source_id: Int, obtained_at: Int,
    confirmed_at: Int,
} }

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Its number.
    pub id: OrgId,
    /// KRS number, ten digits.
    pub krs: Option<String>,
    /// Tax number, ten digits.
    pub nip: Option<String>,
    /// Its name.
    pub name: String,
    /// When the record began.
    pub created_at: Timestamp,
    /// It turned out to be a person who trades in their own name; nothing of it is held here.
    pub is_trader: bool,
    pub(crate) next_no: u32,
}

/// One fact about an organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganisationFact {
    /// Its number within the organisation.
    pub no: u32,
    /// A stable name such as `legal_form`.
    pub field: String,
    /// The value.
    pub value: String,
    /// Where in the source it stood.
    pub path: String,
    /// The source.
    pub source: SourceId,
    /// When it was obtained.
    pub obtained_at: Timestamp,
    /// When it was last seen to be still so.
    pub confirmed_at: Timestamp,
    /// When another value took its place.
    pub ended_at: Option<Timestamp>,
}

/// A fact that comes from a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncomingFact {
    /// A stable name such as `legal_form`. Several facts of one field stand side by side.
    pub field: String,
    /// The value.
    pub value: String,
    /// Where in the source it stood.
    pub path: String,
}

/// What came of offering facts to an organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merged {
    /// Facts that were not there.
    pub new: u32,
    /// Facts that were there; only their date moved.
    pub confirmed: u32,
    /// Facts of this source that are no longer so.
    pub ended: u32,
}

/// What a source says now beside what is held.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// Facts that are not held.
    pub new: Vec<IncomingFact>,
    /// Numbers of held facts that are still so.
    pub confirmed: Vec<u32>,
    /// Numbers of held facts that the same source said before and no longer says.
    pub gone: Vec<u32>,
    /// The name it gives.
    pub name: Option<String>,
}

impl Difference {
    /// Compares; `earlier` are the sources whose word the incoming facts are the newer state of.
    pub fn of(known: &[OrganisationFact], earlier: &[SourceId], incoming: &[IncomingFact]) -> Self {
        let name = incoming.iter().find(|fact| fact.field == "name").map(|fact| fact.value.clone());
        let mut difference = Self { name, ..Self::default() };
        let standing = || known.iter().filter(|fact| fact.ended_at.is_none());
        let same = |known: &OrganisationFact, fact: &IncomingFact| {
            known.field == fact.field && known.value == fact.value
        };
        for fact in incoming {
            match standing().find(|known| same(known, fact)) {
                Some(held) => difference.confirmed.push(held.no),
                None => difference.new.push(fact.clone()),
            }
        }
        let gone = standing().filter(|known| {
            earlier.contains(&known.source) && !incoming.iter().any(|fact| same(known, fact))
        });
        difference.gone.extend(gone.map(|known| known.no));
        difference
    }
}

/// A change of an organisation's facts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Amended {
    /// Facts to add, each with the source that said it.
    pub new: Vec<(IncomingFact, SourceId)>,
    /// Numbers of facts that are still so.
    pub confirmed: Vec<u32>,
    /// Numbers of facts that end; they stay as history.
    pub ended: Vec<u32>,
    /// Another name for the organisation.
    pub name: Option<String>,
}

impl Organisation {
    /// A number that moves whenever what is told of it changes: what is told of it next gets it.
    pub fn mark(&self) -> u32 {
        self.next_no
    }
}

fn organisation(row: &Row) -> Result<Organisation, StoreError> {
    Ok(Organisation {
        id: row.get(0)?,
        krs: row.get(1)?,
        nip: row.get(2)?,
        name: row.get(3)?,
        created_at: row.get(4)?,
        next_no: row.get(5)?,
        is_trader: row.get(6)?,
    })
}

fn fact(row: &Row) -> Result<OrganisationFact, StoreError> {
    Ok(OrganisationFact {
        no: row.get(0)?,
        field: row.get(1)?,
        value: row.get(2)?,
        path: row.get(3)?,
        source: row.get(4)?,
        obtained_at: row.get(5)?,
        confirmed_at: row.get(6)?,
        ended_at: row.get(7)?,
    })
}

impl Store {
    /// Records an organisation by name, with whatever number is known.
    ///
    /// # Errors
    /// Where it has no name, or the database fails.
    pub fn add_organisation(
        &self,
        stamp: Stamp,
        name: &str,
        krs: Option<&str>,
        nip: Option<&str>,
    ) -> Result<OrgId, StoreError> {
        let id = OrgId(self.take_ahead("organisation", 1)?);
        let mut change = self.change(stamp);
        change.add_organisation(id, name, krs, nip)?;
        change.commit()?;
        Ok(id)
    }

    /// Takes numbers for `count` organisations that are recorded with [`Change::add_organisation`].
    ///
    /// # Errors
    /// Where the database fails.
    pub fn reserve_organisations(&self, count: u32) -> Result<std::ops::Range<u32>, StoreError> {
        let first = self.take_ahead("organisation", count)?;
        Ok(first..first.saturating_add(count))
    }

    /// The organisation with this number.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] where there is none.
    pub fn organisation(&self, id: OrgId) -> Result<Organisation, StoreError> {
        let row = self.work.read_one(&BY_ID, &[id.into()])?;
        organisation(&row.ok_or(StoreError::NotFound("organisation"))?)
    }

    /// The organisation with this KRS number.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn organisation_by_krs(&self, krs: &str) -> Result<Option<Organisation>, StoreError> {
        self.work.read_one(&BY_KRS, &[krs.into()])?.as_ref().map(organisation).transpose()
    }

    /// The organisation with this tax number.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn organisation_by_nip(&self, nip: &str) -> Result<Option<Organisation>, StoreError> {
        self.work.read_one(&BY_NIP, &[nip.into()])?.as_ref().map(organisation).transpose()
    }

    /// The oldest organisation of exactly this name.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn organisation_by_name(&self, name: &str) -> Result<Option<Organisation>, StoreError> {
        self.work.read_one(&BY_NAME, &[name.into()])?.as_ref().map(organisation).transpose()
    }

    /// Organisations by name, after the given one.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn organisations(&self, after: &str, limit: u32) -> Result<Vec<Organisation>, StoreError> {
        self.work.read(&LIST, &[after.into(), limit.into()])?.iter().map(organisation).collect()
    }

    /// Organisations by number, after the given one: all, those somebody we know stands for, those of which nothing was
    /// confirmed since `stale_since`.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn organisations_chosen(
        &self,
        after: OrgId,
        with_people: bool,
        stale_since: Option<Timestamp>,
        limit: u32,
    ) -> Result<Vec<Organisation>, StoreError> {
        let since = stale_since.map_or(Value::Int(0), Into::into);
        let asked = [after.into(), with_people.into(), since, limit.into()];
        self.work.read(&CHOSEN, &asked)?.iter().map(organisation).collect()
    }

    /// The organisations after one number and up to another.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn organisations_between(&self, after: OrgId, up_to: OrgId) -> Result<Vec<Organisation>, StoreError> {
        self.work.read(&BETWEEN, &[after.into(), up_to.into()])?.iter().map(organisation).collect()
    }

    /// How many organisations there are.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn organisation_count(&self) -> Result<u64, StoreError> {
        Ok(self.work.read_one(&COUNT, &[])?.map_or(Ok(0), |row| row.get(0))?)
    }

    /// Its facts, present and past.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn organisation_facts(&self, id: OrgId) -> Result<Vec<OrganisationFact>, StoreError> {
        self.work.read(&FACTS, &[id.into()])?.iter().map(fact).collect()
    }

    /// The standing facts of a field that begin with a number, whichever organisation they are about.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn facts_naming(
        &self,
        field: &str,
        number: &str,
    ) -> Result<Vec<(OrgId, OrganisationFact)>, StoreError> {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let rows = self.work.read(&NAMING, &[field.into(), format!("{digits} %").into()])?;
        rows.iter().map(|row| Ok((row.get(8)?, fact(row)?))).collect()
    }

    /// The people who stand for it and are not erased.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn people_of(&self, id: OrgId) -> Result<Vec<Ordinal>, StoreError> {
        let rows = self.work.read(&PEOPLE, &[id.into()])?;
        Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?)
    }
}

impl Change<'_> {
    /// Records an organisation under a reserved number, together with what else the change does.
    ///
    /// # Errors
    /// Where it has no name.
    pub fn add_organisation(
        &mut self,
        id: OrgId,
        name: &str,
        krs: Option<&str>,
        nip: Option<&str>,
    ) -> Result<(), StoreError> {
        if name.trim().is_empty() {
            return Err(StoreError::Incomplete("name"));
        }
        let at = self.stamp().at;
        self.run(&INSERT, vec![id.into(), krs.into(), nip.into(), name.trim().into(), at.into()]);
        self.record(Draft::new(Event::Collected, Action::Collect).detail(format!("organisation {id}")));
        Ok(())
    }

    /// Offers the facts that a source holds about an organisation now: new ones are added, known ones confirmed, and
    /// what the same kind of source said before and no longer says is ended.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn merge_organisation(
        &mut self,
        org: &Organisation,
        source: SourceId,
        earlier: &[SourceId],
        incoming: &[IncomingFact],
    ) -> Result<Merged, StoreError> {
        let known = self.store.organisation_facts(org.id)?;
        Ok(self.merge_difference(org, source, Difference::of(&known, earlier, incoming)))
    }

    /// The same where what came of comparing is known.
    pub fn merge_difference(
        &mut self,
        org: &Organisation,
        source: SourceId,
        difference: Difference,
    ) -> Merged {
        let amended = Amended {
            new: difference.new.into_iter().map(|fact| (fact, source)).collect(),
            confirmed: difference.confirmed,
            ended: difference.gone,
            name: difference.name,
        };
        let count = |list: usize| u32::try_from(list).unwrap_or(u32::MAX);
        let (new, confirmed, ended) = (amended.new.len(), amended.confirmed.len(), amended.ended.len());
        self.amend_organisation(org, &amended, &format!("source {source}"));
        Merged { new: count(new), confirmed: count(confirmed), ended: count(ended) }
    }

    /// Changes the facts of an organisation; the change fails where somebody else did meanwhile. A number it is found
    /// by is taken over where it had none. Returns the numbers of the added facts; `detail` is told to the ledger.
    pub fn amend_organisation(
        &mut self,
        org: &Organisation,
        amended: &Amended,
        detail: &str,
    ) -> std::ops::Range<u32> {
        let at = self.stamp().at;
        let mut next_no = org.next_no;
        for no in &amended.confirmed {
            self.run(&CONFIRM, vec![at.into(), org.id.into(), (*no).into()]);
        }
        for (fact, source) in &amended.new {
            let row: Vec<Value> = vec![
                org.id.into(),
                next_no.into(),
                fact.field.as_str().into(),
                fact.value.as_str().into(),
                fact.path.as_str().into(),
                (*source).into(),
                at.into(),
                at.into(),
            ];
            self.batch().insert(&FACT, row);
            next_no += 1;
        }
        for no in &amended.ended {
            self.run(&END, vec![at.into(), org.id.into(), (*no).into()]);
        }
        let number = |held: &Option<String>, field: &str| {
            let said = || amended.new.iter().find(|(fact, _)| fact.field == field);
            held.clone().or_else(|| said().map(|(fact, _)| fact.value.clone()))
        };
        let values: Vec<Value> = vec![
            number(&org.krs, "krs").into(),
            number(&org.nip, "nip").into(),
            amended.name.as_ref().unwrap_or(&org.name).as_str().into(),
            next_no.max(org.next_no + 1).into(),
            org.id.into(),
            org.next_no.into(),
        ];
        self.guard(&MOVE, values);
        self.tell_webhooks(org, amended, org.next_no..next_no);
        let detail = format!("organisation {} {detail}", org.id);
        self.record(Draft::new(Event::OrganisationEnriched, Action::Collect).detail(detail));
        org.next_no..next_no
    }

    /// Takes the next number of an organisation; the change fails where somebody else did meanwhile.
    pub(crate) fn take_next_no(&mut self, org: &Organisation) {
        self.guard(&NEXT, vec![(org.next_no + 1).into(), org.id.into(), org.next_no.into()]);
    }
}
