//! *Rejestr przekazań*: data that leave the European Economic Area, and what carries them there (GDPR art. 44 to 49).

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::calendar::day_of;
use zgoda_law::{Basis, Country, Law, Obligation, Recipient, RecipientRole, TransferMechanism};
use zgoda_store::Register;

use super::{days_after, has_come};
use crate::registers::cell::{Line, Words};
use crate::registers::finding::{Due, DueKind, Finding};
use crate::registers::record::{Problem, Problems, Record, boxes};

/// Days within which clauses are to stand behind the Data Privacy Framework.
const FALLBACK_DAYS: i32 = 30;

boxes! {
    /// A transfer to a third country, remote access from there included.
    Transfer {
        whom {
            recipient: Line,
            role: RecipientRole,
            country: Country,
            data_kinds: Words,
            since: Date,
            contract: bool,
            basis: Option<Basis>,
        }
        mechanism {
            mechanism: TransferMechanism,
            dpf_listed: bool,
            dpf_checked_on: Option<Date>,
            scc_signed_on: Option<Date>,
            derogation_approved: bool,
            derogation_why: Option<Words>,
        }
        impact {
            tia_on: Option<Date>,
            tia_map: Option<Words>,
            tia_law: Option<Words>,
            tia_measures: Option<Words>,
            tia_result: Option<Words>,
            tia_valid_to: Option<Date>,
        }
        end {
            review_on: Date,
            ended_on: Option<Date>,
        }
    }
}

impl Transfer {
    /// The recipient as the law judges it.
    pub fn recipient(&self) -> Recipient {
        // An assessment stands once all its steps are told and it has a day on which it is made again.
        let assessed = self.tia_on.is_some()
            && self.tia_map.is_some()
            && self.tia_law.is_some()
            && self.tia_measures.is_some()
            && self.tia_result.is_some();
        Recipient {
            role: self.role,
            country: self.country,
            contract: self.contract,
            basis: self.basis,
            mechanism: Some(self.mechanism),
            dpf_listed: self.dpf_listed,
            scc_signed: self.scc_signed_on.is_some(),
            tia_valid_to: self.tia_valid_to.filter(|_| assessed),
            derogation_approved: self.derogation_approved,
        }
    }
}

impl Record for Transfer {
    const REGISTER: Register = Register::Transfers;

    fn title(&self) -> String {
        format!("{} ({})", self.recipient.0, self.country)
    }

    fn is_over(&self, now: Timestamp) -> bool {
        has_come(self.ended_on, now)
    }

    fn check(&self, now: Timestamp) -> Vec<Problem> {
        let mut problems = Problems::default();
        let today = day_of(now);
        let future = |day: Option<Date>| day.is_some_and(|day| day > today);
        problems.add(future(self.scc_signed_on), "scc_signed_on", "future");
        problems.add(future(self.tia_on), "tia_on", "future");
        problems.add(self.dpf_listed && self.dpf_checked_on.is_none(), "dpf_checked_on", "missing");
        problems.add(self.derogation_approved && self.derogation_why.is_none(), "derogation_why", "why");
        problems.add(self.tia_on.is_some() && self.tia_valid_to.is_none(), "tia_valid_to", "missing");
        problems.add(self.ended_on.is_some_and(|end| end < self.since), "ended_on", "before");
        problems.found()
    }

    fn findings(&self, law: &Law, now: Timestamp) -> Vec<Finding> {
        if self.is_over(now) {
            return Vec::new();
        }
        let today = day_of(now);
        if law.is_within_area(self.country, today) {
            return vec![Finding::good("transfer-within", "art. 44 RODO")];
        }
        let mut found = Finding::carried(law.recipient(&self.recipient(), today));
        if self.tia_on.is_some() && self.recipient().tia_valid_to.is_none() {
            found.push(Finding::watch("transfer-impact-unfinished", "EROD 01/2020"));
        }
        found
    }

    fn dues(&self, law: &Law, entered: Timestamp, now: Timestamp) -> Vec<Due> {
        let today = day_of(now);
        if self.is_over(now) || law.is_within_area(self.country, today) {
            return Vec::new();
        }
        let mut dues = vec![Due::on(DueKind::ReviewTransfer, self.review_on)];
        if law.recipient(&self.recipient(), today).obligations.contains(&Obligation::SccFallback) {
            dues.push(Due::on(DueKind::SignClauses, days_after(day_of(entered), FALLBACK_DAYS)));
        }
        // An assessment holds to the day before.
        let renewal = self.tia_valid_to.and_then(|end| end.yesterday().ok());
        dues.extend(renewal.map(|day| Due::on(DueKind::RenewImpact, day)));
        dues
    }
}
