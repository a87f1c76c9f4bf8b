//! Catching up with the journal: what a dead process had promised, what another one wrote, and what was told since.

use super::Pen;
use super::applied::{applied, applied_mark};
use super::tail::End;
use crate::StoreError;
use crate::journal::record::Zone;
use crate::masks::Ended;

/// What was read of the journal that others wrote.
#[derive(Default)]
pub(super) struct Caught {
    /// How many groups a database lacked.
    pub(super) ran: usize,
    /// Whose masks end with all that was read.
    pub(super) ended: Ended,
}

impl Pen {
    /// Begins with both databases at the end of the journal. What they lack is committed by itself: taken back with a
    /// refused group, it would be lacking again.
    pub(super) fn begin_caught_up(&mut self) -> Result<(), StoreError> {
        let tail = self.tail.clone();
        loop {
            self.connection.begin()?;
            let lacking = tail.hold().and_then(|mut end| self.catch_up(&mut end));
            let lacking = match lacking {
                Ok(caught) if caught.ran == 0 => return Ok(()),
                Ok(caught) => self.commit_caught(&caught),
                Err(error) => Err(error),
            };
            if let Err(error) = lacking {
                self.give_up();
                return Err(error);
            }
        }
    }

    /// Commits what was run again. Whoever promised it may have died before the masks were overwritten.
    pub(super) fn commit_caught(&mut self, caught: &Caught) -> Result<(), StoreError> {
        self.end_masks(&caught.ended)?;
        Ok(self.commit()?)
    }

    /// Runs what was told since the transaction began, by other processes and by this one. Others change nothing meanwhile,
    /// so no mask ends with it.
    pub(super) fn told_since(&mut self, end: &mut End) -> Result<(), StoreError> {
        self.catch_up(end)?;
        let put_off = end.take_put_off();
        self.take_up(put_off)
    }

    /// Runs what the journal has and a database does not.
    pub(super) fn catch_up(&mut self, end: &mut End) -> Result<Caught, StoreError> {
        let Some(journal) = &mut end.journal else { return Ok(Caught::default()) };
        let mark = journal.mark();
        let unread = journal.unread(&self.vault)?;
        if journal.mark() != mark {
            // Another process wrote; where a new stretch has begun since, what it wrote is not even read here.
            self.logs.iter_mut().for_each(|logs| logs.grew(true));
            end.edge = None;
            self.moved = true;
        }
        let Some(last) = unread.last().map(|(number, _)| *number) else { return Ok(Caught::default()) };
        let mut ended = Ended::default();
        unread.iter().for_each(|(_, record)| ended.add(record.ended()));
        let mut from = last;
        for zone in [Zone::Vault, Zone::Work] {
            let applied = applied(&mut self.connection, zone)?;
            let mut lacked = false;
            for (_, record) in
                unread.iter().filter(|(number, record)| *number > applied && record.reaches(zone))
            {
                for step in record.steps().iter().filter(|step| step.zone == zone) {
                    self.connection.run_text(&step.sql, step.touches, &step.rows)?;
                }
                lacked = true;
            }
            if lacked {
                from = from.min(applied);
                self.connection.run(&applied_mark(zone, last))?;
                if zone == Zone::Vault {
                    self.reaches_vault = true;
                }
            }
        }
        let ran = unread.iter().filter(|(number, _)| *number > from).count();
        Ok(Caught { ran, ended })
    }
}
