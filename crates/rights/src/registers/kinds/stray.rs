//! Stray files and media: spreadsheets on desktops, sticks, paper, mailboxes, folders in clouds. Each with its age, its
//! owner, what shall become of it, and the protocol of its destruction (GDPR art. 5(1)(e) and (f), 32; ISO/IEC 21964).

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use zgoda_law::Law;
use zgoda_law::calendar::day_of;
use zgoda_store::Register;

use super::has_come;
use crate::registers::cell::{Line, Words, closed};
use crate::registers::finding::{Due, DueKind, Finding};
use crate::registers::record::{Problem, Problems, Record, boxes};

/// Years after which data that lay about are called old.
const OLD_YEARS: i16 = 3;

closed! {
    /// What it is.
    StrayKind {
        Spreadsheet "spreadsheet",
        Document "document",
        Mailbox "mailbox",
        CloudFolder "cloud_folder",
        LocalDatabase "local_database",
        Stick "stick",
        Disk "disk",
        Computer "computer",
        Phone "phone",
        Optical "optical",
        Paper "paper",
    }

    /// How it was found.
    FoundHow {
        Review "review",
        Staff "staff",
        Scan "scan",
        Audit "audit",
        Chance "chance",
    }

    /// What shall become of it.
    Plan {
        Undecided "undecided",
        ImportDestroy "import_destroy",
        Destroy "destroy",
        Keep "keep",
    }

    /// How it was destroyed.
    Method {
        Shredded "shredded",
        Overwritten "overwritten",
        KeyDestroyed "key_destroyed",
        Deleted "deleted",
    }

    /// The kinds of media of DIN 66399 and ISO/IEC 21964.
    Medium {
        Paper "p",
        Film "f",
        Optical "o",
        Magnetic "t",
        HardDisk "h",
        Electronic "e",
    }

    /// The security levels of DIN 66399 and ISO/IEC 21964.
    Level {
        One "1",
        Two "2",
        Three "3",
        Four "4",
        Five "5",
        Six "6",
        Seven "7",
    }
}

boxes! {
    /// A stray file or medium.
    Stray {
        what {
            name: Line,
            kind: StrayKind,
            place: Line,
            data_kinds: Words,
            persons: Option<u32>,
            since: Option<Date>,
            sensitive: bool,
            encrypted: bool,
        }
        found {
            owner: Line,
            found_on: Date,
            found_how: FoundHow,
        }
        plan {
            plan: Plan,
            due_on: Date,
            keep_why: Option<Words>,
            keep_until: Option<Date>,
            imported_on: Option<Date>,
        }
        destruction {
            destroyed_on: Option<Date>,
            method: Option<Method>,
            medium: Option<Medium>,
            level: Option<Level>,
            destroyed_by: Option<Line>,
            witness: Option<Line>,
            proof: Option<Line>,
        }
    }
}

impl Stray {
    /// The last day for what is to be done with it.
    pub fn last_day(&self) -> Date {
        match (self.plan, self.keep_until) {
            (Plan::Keep, Some(until)) => until,
            _ => self.due_on,
        }
    }

    /// Whether somebody can carry it away.
    fn is_portable(&self) -> bool {
        matches!(
            self.kind,
            StrayKind::Stick | StrayKind::Disk | StrayKind::Computer | StrayKind::Phone | StrayKind::Optical
        )
    }

    /// Whether its data are older than a firm should find by chance.
    fn is_old(&self, now: Timestamp) -> bool {
        self.since.is_some_and(|since| since.saturating_add(OLD_YEARS.years()) <= day_of(now))
    }

    /// The least level for what it holds: personal data need level 3, sensitive ones should have level 4.
    fn destroyed_well(&self) -> Finding {
        let article = "art. 5 ust. 1 lit. f, art. 32 RODO, ISO/IEC 21964";
        match (self.method, self.level) {
            (Some(Method::Shredded), Some(level)) if level < Level::Three => {
                Finding::bad("stray-level-low", article)
            }
            (Some(Method::Shredded), Some(Level::Three)) if self.sensitive => {
                Finding::watch("stray-level-sensitive", article)
            }
            (Some(Method::Deleted), _) if !self.encrypted => Finding::watch("stray-only-deleted", article),
            _ => Finding::good("stray-destroyed", article),
        }
    }
}

impl Record for Stray {
    const REGISTER: Register = Register::Strays;

    fn title(&self) -> String {
        self.name.0.clone()
    }

    fn is_over(&self, now: Timestamp) -> bool {
        has_come(self.destroyed_on, now)
    }

    fn check(&self, now: Timestamp) -> Vec<Problem> {
        let today = day_of(now);
        let future = |day: Option<Date>| day.is_some_and(|day| day > today);
        let (kept, gone) = (self.plan == Plan::Keep, self.destroyed_on.is_some());
        let shredded = self.method == Some(Method::Shredded);
        let mut problems = Problems::default();
        problems.add(self.found_on > today, "found_on", "future");
        problems.add(future(self.since), "since", "future");
        problems.add(self.due_on < self.found_on, "due_on", "before");
        problems.add(kept && self.keep_why.is_none(), "keep_why", "why");
        problems.add(kept && self.keep_until.is_none(), "keep_until", "missing");
        problems.add(self.keep_until.is_some_and(|day| day < self.found_on), "keep_until", "before");
        problems.add(future(self.imported_on), "imported_on", "future");
        let unread = self.plan == Plan::ImportDestroy && gone && self.imported_on.is_none();
        problems.add(unread, "imported_on", "missing");
        problems.add(future(self.destroyed_on), "destroyed_on", "future");
        problems.add(self.destroyed_on.is_some_and(|day| day < self.found_on), "destroyed_on", "before");
        problems.add(gone && self.method.is_none(), "method", "missing");
        problems.add(!gone && self.method.is_some(), "destroyed_on", "missing");
        problems.add(gone && shredded && self.medium.is_none(), "medium", "missing");
        problems.add(gone && shredded && self.level.is_none(), "level", "missing");
        problems.add(gone && self.destroyed_by.is_none(), "destroyed_by", "missing");
        problems.add(gone && self.witness.is_none(), "witness", "missing");
        let alone = self.witness.is_some() && self.witness == self.destroyed_by;
        problems.add(alone, "witness", "alone");
        problems.found()
    }

    fn findings(&self, _law: &Law, now: Timestamp) -> Vec<Finding> {
        if self.is_over(now) {
            return vec![self.destroyed_well()];
        }
        let (term, guard) = ("art. 5 ust. 1 lit. e RODO", "art. 32 ust. 1 lit. a RODO");
        let late = |day: Option<Date>| day.is_some_and(|day| day < day_of(now));
        let mut found = vec![match self.plan {
            Plan::Keep if late(self.keep_until) => Finding::bad("stray-kept-over", term),
            Plan::Keep => Finding::good("stray-kept", term),
            _ if late(Some(self.due_on)) => Finding::bad("stray-overdue", term),
            Plan::Undecided => Finding::watch("stray-undecided", term),
            Plan::ImportDestroy | Plan::Destroy => Finding::watch("stray-waits", term),
        }];
        if self.is_portable() && !self.encrypted {
            found.push(Finding::bad("stray-unencrypted", guard));
        }
        if self.is_old(now) {
            found.push(Finding::watch("stray-old", term));
        }
        found
    }

    fn dues(&self, _law: &Law, _entered: Timestamp, now: Timestamp) -> Vec<Due> {
        if self.is_over(now) {
            return Vec::new();
        }
        let undecided = self.plan == Plan::Undecided;
        let kind = if undecided { DueKind::DecideStray } else { DueKind::DestroyStray };
        vec![Due::on(kind, self.last_day())]
    }
}
