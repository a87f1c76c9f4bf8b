//! A firm that turns out to be a person who trades in their own name: whatever was held of it as public facts is that
//! person's data, so it goes. What is to be kept stands in the person's own record by then.

use zgoda_law::{Action, Event, SubjectId, SubjectKind};

use crate::change::{Change, Draft};
use crate::model::{OrgId, Stamp};
use crate::organisation::Organisation;
use crate::sql::statements;
use crate::{Store, StoreError};

statements! {
    STRIP = "UPDATE organisation SET krs = NULL, nip = NULL, name = $1, trader = 1, next_no = $2
        WHERE org_id = $3 AND next_no = $4";
    DROP_FACTS = "DELETE FROM organisation_fact WHERE org_id = $1";
    DROP_FIGURES = "DELETE FROM organisation_figure WHERE org_id = $1";
    DROP_STATEMENTS = "DELETE FROM organisation_statement WHERE org_id = $1";
    DROP_PROPOSALS = "DELETE FROM enrichment_proposal WHERE org_id = $1";
    // What was still to be asked about the firm is asked about nobody.
    DROP_QUESTIONS = "UPDATE enrichment_target SET number = '', outcome = CASE WHEN state = 1 THEN 'sole_trader'
        ELSE outcome END, state = CASE WHEN state = 1 THEN 5 ELSE state END WHERE org_id = $1";
    AMONG_FIRMS = "SELECT s.org_id, s.public_id FROM subject s JOIN organisation o ON o.org_id = s.org_id
        WHERE o.trader = 1 AND s.kind = $1 AND s.state % 2 = 0 ORDER BY s.subject_id";
    WITH_TAX_NUMBER = "SELECT org_id, nip FROM organisation WHERE krs IS NULL AND nip IS NOT NULL AND org_id > $1
        ORDER BY org_id LIMIT $2";
}

/// Firms looked at in one go.
const PAGE: u32 = 1_000;

impl Change<'_> {
    /// Destroys what is held of a firm that is a person: its name and numbers, its facts with their history, its
    /// statements, what runs proposed about it. Webhooks are told to forget it too. The change fails where somebody else
    /// changed the firm meanwhile.
    pub fn strip_organisation(&mut self, org: &Organisation) {
        let next = org.next_no + 1;
        // Every firm has a name; this one says nothing.
        let name = format!("№ {}", org.id);
        self.guard(&STRIP, vec![name.into(), next.into(), org.id.into(), org.next_no.into()]);
        for statement in [&DROP_FACTS, &DROP_FIGURES, &DROP_STATEMENTS, &DROP_PROPOSALS, &DROP_QUESTIONS] {
            self.run(statement, vec![org.id.into()]);
        }
        self.tell_webhooks_to_forget(org);
        let detail = format!("organisation {} is a person", org.id);
        self.record(Draft::new(Event::OrganisationEnriched, Action::Erase).detail(detail));
    }
}

impl Store {
    /// The people of whom it came out that they trade in their own name, each with the number of what was a firm before.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn traders_among_firms(&self) -> Result<Vec<(OrgId, SubjectId)>, StoreError> {
        let rows = self.work.read(&AMONG_FIRMS, &[SubjectKind::SoleTrader.into()])?;
        rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
    }

    /// Destroys what is held of firms whose tax number must not come back: they are people who were erased. A restored
    /// archive may still have them as firms.
    pub(crate) fn strip_suppressed(&self, stamp: Stamp) -> Result<(), StoreError> {
        let Some(field) = self.law().catalogue().field("nip").map(|field| field.id) else { return Ok(()) };
        let mut after = OrgId(0);
        loop {
            let rows = self.work.read(&WITH_TAX_NUMBER, &[after.into(), PAGE.into()])?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = last.get(0)?;
            let numbers = rows.iter().map(|row| row.get(1)).collect::<Result<Vec<String>, _>>()?;
            let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
            let suppressed = self.suppressed_all(field, &numbers)?;
            let mut change = self.change(stamp);
            for (row, _) in rows.iter().zip(suppressed).filter(|(_, suppressed)| *suppressed) {
                change.strip_organisation(&self.organisation(row.get(0)?)?);
            }
            if !change.is_empty() {
                change.commit()?;
            }
        }
    }
}
