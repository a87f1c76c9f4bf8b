//! *Wzbogacanie*: the runs, the choice of firms, a run with its plan and progress, its differences, and the order of
//! sources.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_enrich::runs::{PlannedSource, Rules, RunPlan};
use zgoda_law::{FieldGroup, SourceClass};
use zgoda_store::{Decision, ProposalKind, RunState};
use zgoda_text::Text;

use super::frame::Frame;
use super::parts::{Chip, Input, Progress, Tone};

/// A run in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRow {
    /// Its number.
    pub id: String,
    /// How its firms were chosen, in words.
    pub choice: String,
    /// The schedule that planned it.
    pub schedule: Option<String>,
    /// How it stands.
    pub state: Standing,
    /// Firms it asks about.
    pub firms: u64,
    /// Proposals that wait for a decision.
    pub open: u64,
    /// When it was planned.
    pub at: Timestamp,
    /// Who planned it; empty for the program itself.
    pub by: String,
}

/// How a run stands, as it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// As its state says.
    In(RunState),
    /// What it brought was taken back.
    Undone,
}

impl Standing {
    /// Its word.
    pub fn label(self, t: &Text) -> &'static str {
        match self {
            Self::In(RunState::Planned) => t.enrich_state_planned(),
            Self::In(RunState::Approved) => t.enrich_state_approved(),
            Self::In(RunState::Running) => t.enrich_state_running(),
            Self::In(RunState::Paused) => t.enrich_state_paused(),
            Self::In(RunState::Done) => t.enrich_state_done(),
            Self::In(RunState::Ended) => t.enrich_state_ended(),
            Self::Undone => t.enrich_state_undone(),
        }
    }

    /// Its colour and icon.
    pub const fn tone(self) -> Tone {
        match self {
            Self::In(RunState::Done) => Tone::Allow,
            Self::In(RunState::Planned | RunState::Paused) => Tone::Wait,
            Self::In(RunState::Ended) | Self::Undone => Tone::Deny,
            Self::In(RunState::Approved | RunState::Running) => Tone::Info,
        }
    }
}

/// The list of runs.
#[derive(Debug, Template)]
#[template(path = "enrichment/list.html")]
pub struct RunsPage {
    /// What stands around.
    pub frame: Frame,
    /// The newest runs.
    pub rows: Vec<RunRow>,
}

/// A source that can be ticked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceChoice {
    /// Its stable id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it tells, and of whom.
    pub about: String,
    /// Whether it is switched on.
    pub on: bool,
    /// Whether it is ticked.
    pub ticked: bool,
}

/// The first page of a new run.
#[derive(Debug, Template)]
#[template(path = "enrichment/new.html")]
pub struct NewRunPage {
    /// What stands around.
    pub frame: Frame,
    /// The way of choosing that is ticked: `all`, `with_people`, `stale`, `numbers`, `firms`.
    pub by: String,
    /// Firms that were ticked elsewhere, by number.
    pub orgs: Vec<String>,
    /// Sole traders who were ticked elsewhere, by their ids.
    pub traders: Vec<String>,
    /// Days for those not checked for long.
    pub days: Input,
    /// The list of numbers.
    pub numbers: Input,
    /// The sources.
    pub sources: Vec<SourceChoice>,
    /// Whether people are to be taken too.
    pub persons: bool,
    /// What is accepted without asking.
    pub rules: Rules,
    /// What was wrong with the form as a whole.
    pub problem: Option<String>,
}

/// Why questions stayed without an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailureCount {
    /// The reason in words.
    pub why: String,
    /// How many.
    pub count: u64,
}

/// A firm with a word to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirmNote {
    /// Its number; `None` where it is not held.
    pub id: Option<String>,
    /// Its name, or the number asked by.
    pub name: String,
    /// The word.
    pub note: String,
}

/// What came of a run so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RunCounts {
    /// Questions that were answered with an entry.
    pub found: u64,
    /// Questions about numbers that the source does not know.
    pub not_found: u64,
    /// Firms that were struck off.
    pub struck_off: u64,
    /// Questions without an answer.
    pub quarantined: u64,
    /// Facts whose date moved.
    pub confirmed: u64,
    /// Proposals that wait.
    pub open: u64,
    /// Proposals that were accepted.
    pub accepted: u64,
    /// All proposals.
    pub proposals: u64,
    /// Values that were dropped because no purpose needs them.
    pub dropped: u64,
    /// Values that the source masks or that cannot be read.
    pub withheld: u64,
    /// People who came in.
    pub people_added: u64,
    /// People who are owed a notice because of it.
    pub people_owed: u64,
    /// People who were confirmed.
    pub people_confirmed: u64,
    /// People whom the register lists no longer.
    pub people_gone: u64,
    /// Reasons for which people were stopped, in words, and how often.
    pub stopped: Vec<(String, u64)>,
    /// Fields that were dropped, and how many values of each.
    pub dropped_fields: Vec<(String, u64)>,
}

/// A run.
#[derive(Debug, Template)]
#[template(path = "enrichment/run.html")]
pub struct RunPage {
    /// What stands around.
    pub frame: Frame,
    /// The run.
    pub row: RunRow,
    /// What was, or is to be, approved.
    pub plan: RunPlan,
    /// Why nothing may be taken, in words; empty where something may.
    pub refused: String,
    /// Why people may not be taken, in words.
    pub persons_refused: String,
    /// What is accepted without asking.
    pub rules: Rules,
    /// Who approved it, and when.
    pub approved: Option<(String, Timestamp)>,
    /// How far it is; `None` where nothing goes on.
    pub progress: Option<Progress>,
    /// What goes on.
    pub doing: &'static str,
    /// Why it paused by itself.
    pub halted: Option<String>,
    /// What came of it.
    pub counts: RunCounts,
    /// Why questions stayed without an answer.
    pub failures: Vec<FailureCount>,
    /// Firms without an answer.
    pub failed: Vec<FirmNote>,
    /// Firms that a human should look up.
    pub attention: Vec<FirmNote>,
    /// Days for a schedule, as they were typed.
    pub every: Input,
}

impl RunPage {
    /// Whether the run is in this state.
    pub fn is(&self, state: RunState) -> bool {
        self.row.state == Standing::In(state)
    }

    /// Whether it is through, and stands.
    pub fn is_over(&self) -> bool {
        self.is(RunState::Done) || self.is(RunState::Ended)
    }

    /// How long all questions take.
    pub fn duration(&self, t: &Text) -> String {
        duration(t, self.plan.sources.iter().map(|source| source.seconds).sum())
    }

    /// How long those of one source take.
    pub fn source_duration(&self, t: &Text, source: &PlannedSource) -> String {
        duration(t, source.seconds)
    }

    /// What all questions cost, in words.
    pub fn cost(&self, t: &Text) -> String {
        match self.plan.sources.iter().map(|source| source.price).sum::<u64>() {
            0 => t.enrich_plan_free().to_owned(),
            grosze => t.enrich_plan_price(format!("{},{:02}", grosze / 100, grosze % 100)),
        }
    }

    /// The name of a source.
    pub fn source_name(&self, t: &Text, source: &PlannedSource) -> String {
        crate::handlers::enrichment::source_name(*t, &source.id, &source.name)
    }

    /// Whether every source is switched on.
    pub fn is_on(&self) -> bool {
        self.plan.sources.iter().all(|source| source.on || source.questions == 0)
    }
}

fn duration(t: &Text, seconds: u64) -> String {
    match seconds.div_ceil(60) {
        0 | 1 => t.enrich_under_minute().to_owned(),
        minutes => t.enrich_minutes(minutes),
    }
}

/// A proposal in the differences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposalRow {
    /// Question and number, as in the form: `12:3`.
    pub key: String,
    /// Stable name of the field.
    pub field: String,
    /// How it stands to what is held.
    pub kind: ProposalKind,
    /// What is held; empty for nothing.
    pub was: String,
    /// What the source says; empty where it says nothing any more.
    pub value: String,
    /// Where in the source it stood.
    pub path: String,
    /// For a contradiction: which value would be shown first, and why.
    pub would_show: Option<String>,
    /// What was decided.
    pub decision: Decision,
}

impl ProposalRow {
    /// The colour of its kind.
    pub const fn tone(&self) -> Tone {
        match self.kind {
            ProposalKind::New => Tone::Allow,
            ProposalKind::Changed => Tone::Info,
            ProposalKind::Contradicting => Tone::Wait,
            ProposalKind::Gone => Tone::Deny,
        }
    }

    /// The word for its kind.
    pub fn kind_label(&self, t: &Text) -> &'static str {
        kind_label(self.kind, t)
    }

    /// The word for its decision.
    pub fn decision_label(&self, t: &Text) -> &'static str {
        decision_label(self.decision, t)
    }

    /// Whether it can still be decided.
    pub const fn is_open(&self) -> bool {
        matches!(self.decision, Decision::Open | Decision::Rejected)
    }
}

/// The word for a kind of proposal.
pub fn kind_label(kind: ProposalKind, t: &Text) -> &'static str {
    match kind {
        ProposalKind::New => t.enrich_kind_new(),
        ProposalKind::Changed => t.enrich_kind_changed(),
        ProposalKind::Contradicting => t.enrich_kind_contradicting(),
        ProposalKind::Gone => t.enrich_kind_gone(),
    }
}

/// The word for a decision.
pub fn decision_label(decision: Decision, t: &Text) -> &'static str {
    match decision {
        Decision::Open => t.enrich_decision_open(),
        Decision::Wanted => t.enrich_decision_wanted(),
        Decision::Accepted => t.enrich_decision_accepted(),
        Decision::Rejected => t.enrich_decision_rejected(),
        Decision::Recalled => t.enrich_decision_recalled(),
        Decision::Undone => t.enrich_decision_undone(),
    }
}

/// The proposals of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirmDiff {
    /// The firm's number.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The source that was asked, by its stable id.
    pub source: String,
    /// How many facts were confirmed.
    pub confirmed: u64,
    /// The proposals.
    pub rows: Vec<ProposalRow>,
}

/// The differences of a run.
#[derive(Debug, Template)]
#[template(path = "enrichment/diff.html")]
pub struct DiffPage {
    /// What stands around.
    pub frame: Frame,
    /// The run's number.
    pub id: String,
    /// Whether there is anything to filter.
    pub filters: bool,
    /// Filters by kind.
    pub kinds: Vec<Chip>,
    /// Filters by decision.
    pub decisions: Vec<Chip>,
    /// Fields that can be filtered by, and whether each is.
    pub fields: Vec<(String, bool)>,
    /// Kind, decision and field of the filter, as in the address.
    pub filter: [String; 3],
    /// Firms on this page.
    pub firms: Vec<FirmDiff>,
    /// How many open proposals pass the filter.
    pub open: u64,
    /// Where the next page is.
    pub next: Option<String>,
    /// Whether decisions are being carried out.
    pub applying: Option<Progress>,
}

/// An order of sources that can be changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankForm {
    /// Its name in the form: a group, or a field.
    pub key: String,
    /// What it is about.
    pub title: String,
    /// What is meant.
    pub hint: String,
    /// The classes, best first.
    pub order: Vec<SourceClass>,
    /// Whether it is a single field's.
    pub own: bool,
}

impl RankForm {
    /// The place of a class; 1 is the best.
    pub fn place(&self, class: &SourceClass) -> usize {
        self.order.iter().position(|known| known == class).map_or(0, |place| place + 1)
    }
}

/// The order of sources.
#[derive(Debug, Template)]
#[template(path = "enrichment/ranks.html")]
pub struct RanksPage {
    /// What stands around.
    pub frame: Frame,
    /// The orders.
    pub forms: Vec<RankForm>,
    /// Fields that can get an order of their own, each with its group.
    pub fields: Vec<(String, FieldGroup)>,
    /// Whether the reader may change them.
    pub may_change: bool,
}

/// A schedule in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduleRow {
    /// Its number.
    pub id: String,
    /// How its firms are chosen, in words.
    pub choice: String,
    /// Days between two runs.
    pub every: u64,
    /// The day of the next run.
    pub next: Date,
    /// Whether people are taken too.
    pub persons: bool,
    /// Who made it.
    pub by: String,
    /// The day it was stopped.
    pub stopped: Option<Date>,
}

/// The schedules.
#[derive(Debug, Template)]
#[template(path = "enrichment/schedules.html")]
pub struct SchedulesPage {
    /// What stands around.
    pub frame: Frame,
    /// The schedules, newest first.
    pub rows: Vec<ScheduleRow>,
}
