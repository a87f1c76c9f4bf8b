//! Closed leads as counters without identity (law B7.2): what for, in which month, after how many contacts and how long a
//! silence, and how it ended. They stay when the people are erased, and teach how long leads are worth keeping.

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::calendar::day_of;
use zgoda_law::evidence::longest_silence;
use zgoda_law::{PermissionKind, PurposeId};

use crate::change::Change;
use crate::model::{ChannelPermission, Person};
use crate::person::{date, epoch_day};
use crate::sql::{Row, Value, statements};
use crate::{Store, StoreError};

statements! {
    COUNT = "INSERT INTO lead_outcome (month, product, followups, silent_days, outcome, leads)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (month, product, followups, silent_days, outcome)
        DO UPDATE SET leads = lead_outcome.leads + $6";
    SINCE = "SELECT month, product, followups, silent_days, outcome, leads FROM lead_outcome WHERE month >= $1
        ORDER BY month, product, followups, silent_days, outcome";
}

crate::closed_numbers! {
    /// How a lead was closed.
    LeadOutcome { Bought = 1 "bought", Silent = 2 "silent", Left = 3 "left" }
}

/// What closed leads that are alike have in common.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Closed {
    /// The first day of the month in which they were closed.
    pub month: Date,
    /// The offer they had asked for, by our own name for it.
    pub product: String,
    /// How many times they were contacted about it.
    pub followups: u32,
    /// Their longest silence, in days.
    pub silent_days: u32,
    /// How it ended.
    pub outcome: LeadOutcome,
}

impl Closed {
    /// The lead that a person was since they asked for an offer, as it is closed now.
    fn of(person: &Person, asked: &ChannelPermission, outcome: LeadOutcome, at: Timestamp) -> Self {
        let since = |happened: Timestamp| happened >= asked.given_at && happened <= at;
        let allowed = |happened| asked.valid_to.is_none_or(|end| happened < end);
        let days = |inbound: bool| {
            let touches = person.touchpoints.iter().filter(move |touch| touch.inbound == inbound);
            touches.filter(move |touch| since(touch.happened_at) && (inbound || allowed(touch.happened_at)))
        };
        let heard: Vec<Date> = days(true).map(|touch| day_of(touch.happened_at)).collect();
        let ours = days(false).filter(|touch| touch.channel == Some(asked.channel));
        let contacts: Vec<Date> = ours.map(|touch| day_of(touch.happened_at)).collect();
        Self {
            month: day_of(at).first_of_month(),
            product: asked.offer.clone().unwrap_or_default(),
            followups: u32::try_from(contacts.len()).unwrap_or(u32::MAX),
            silent_days: longest_silence(day_of(asked.given_at), &heard, &contacts, day_of(at)),
            outcome,
        }
    }
}

impl Change<'_> {
    /// Closes what a person had asked to be offered for a purpose: counts it without identity, once, and ends the
    /// permission to contact them about it.
    ///
    /// # Errors
    /// Where the person is erased.
    pub fn close_leads(
        &mut self,
        person: &Person,
        purpose: PurposeId,
        outcome: LeadOutcome,
    ) -> Result<(), StoreError> {
        let open = |asked: &&ChannelPermission| {
            asked.kind == PermissionKind::Requested && asked.purpose == purpose && asked.ended_at.is_none()
        };
        let mut asked = person.permissions.iter().filter(open).peekable();
        if asked.peek().is_none() {
            return Ok(());
        }
        let at = self.stamp().at;
        asked.for_each(|asked| self.count_closed(&Closed::of(person, asked, outcome, at), 1));
        self.end_permissions(person, purpose)
    }

    /// Counts closed leads that are alike. Nothing of it tells who they were.
    pub fn count_closed(&mut self, closed: &Closed, leads: u32) {
        let values: Vec<Value> = vec![
            epoch_day(closed.month.first_of_month()).into(),
            closed.product.as_str().into(),
            closed.followups.into(),
            closed.silent_days.into(),
            closed.outcome.into(),
            leads.into(),
        ];
        self.run(&COUNT, values);
    }
}

impl Store {
    /// The leads that were closed since the month of this day, the earliest first, each with how many were alike.
    ///
    /// # Errors
    /// Where the database fails.
    pub fn closed_leads(&self, since: Date) -> Result<Vec<(Closed, u64)>, StoreError> {
        let read = |row: &Row| -> Result<_, StoreError> {
            let closed = Closed {
                month: date(row.get(0)?).ok_or(StoreError::Incomplete("readable month"))?,
                product: row.get(1)?,
                followups: row.get(2)?,
                silent_days: row.get(3)?,
                outcome: row.get(4)?,
            };
            Ok((closed, row.get(5)?))
        };
        let from = epoch_day(since.first_of_month());
        self.work.read(&SINCE, &[from.into()])?.iter().map(read).collect()
    }
}
