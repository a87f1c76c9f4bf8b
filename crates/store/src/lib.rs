//! The store: everything the product keeps, on SQLite or PostgreSQL, in two databases. The *working zone* holds
//! pseudonyms, links and dates; the *vault zone* holds sealed values. Facts, boxes and ledger entries are committed
//! together or not at all.

mod account;
mod alarm;
mod assessment;
mod authorisation;
mod backup;
mod bytes;
mod change;
mod decide;
mod enrichment;
mod entry;
mod error;
mod examine;
mod export;
mod facts;
mod fault;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod governance;
mod grounds;
mod hold;
mod import;
mod inform;
mod inspection;
mod inventory;
mod journal;
mod keys;
mod list;
mod log;
mod masks;
mod member;
mod minimise;
mod mirror;
mod model;
mod nodes;
mod numbers;
mod organisation;
mod past;
mod person;
mod pseudonym;
mod reading;
mod register;
mod remembered;
mod request;
mod retention;
mod source;
pub mod sql;
mod statement;
mod store;
mod threads;
mod trader;
mod traits;
mod vault_db;
mod webhook;
mod writer;

use numbers::closed_numbers;

pub use account::{Account, NewAccount, Session};
pub use alarm::{BulkAlarm, BulkKind};
pub use assessment::{Assessment, AssessmentDraft, AssessmentKind};
pub use authorisation::{Authorisation, NewAuthorisation};
pub use backup::{Archive, ArchiveKind, ArchiveMade, Header, Restored, newest, origin_of};
pub use change::{
    Change, Draft, NewConsent, NewFact, NewNotice, NewObjection, NewPermission, NewSubject, NewTouchpoint,
    commit_to,
};
pub use decide::{Collection, Decider, Question, purposes_of};
pub use enrichment::{
    Answered, Decision, NewProposal, NewRun, NewSchedule, NewTarget, Proposal, ProposalFilter, ProposalKind,
    Run, RunState, Schedule, Target, TargetState,
};
pub use entry::{Entry, EntryError};
pub use error::{Part, StoreError, retried};
pub use examine::Findings;
pub use export::{Destroyed, Export, ExportFormat, ExportTotals, NewExport, RecipientKind, mark};
pub use hold::{HoldGround, LegalHold, NewHold};
pub use import::{Import, ImportCounts};
pub use inform::{
    Delivery, DeliveryState, LetterBatch, NewDelivery, NoticeCounts, NoticeExemption, NoticeFilter,
    NoticeListed, NoticeTemplate, Step, Wording,
};
pub use inspection::{ConsentRow, ConsentText, ObjectionRow, PermissionCount};
pub use inventory::{TableHeld, TablesCounted, Zone};
pub use keys::KeyStatus;
pub use list::{NoticeDue, PeopleFilter};
pub use log::{Ledger, Verified};
pub use member::MemberKey;
pub use minimise::{ExcessSample, FieldStop, FieldUse};
pub use mirror::condition::{Condition, People};
pub use mirror::opening::{NameSearch, Named};
pub use mirror::order::{PeopleOrder, SortedBy};
pub use mirror::reach::{Asking, Reach};
pub use model::*;
pub use organisation::{Amended, Difference, IncomingFact, Merged, Organisation, OrganisationFact};
pub use past::PastTerms;
pub use reading::{LISTED, Opened, Reading, Values, Weighed};
pub use register::{Register, Revision};
pub use request::{
    Door, Identity, NewRequest, NewTransfer, Outcome, Request, RequestFile, RequestKey, RequestKind, Telling,
    TellingDue, TellingState, Transfer, TransferState, TransferWay, WordsKind,
};
pub use retention::{Closed, DecidedTerm, LeadOutcome, NewTerm, RunCounts, RunLogged, TermOrigin};
pub use source::NewSource;
pub use statement::{Layout, NewStatement, StatedFigure, Statement};
pub use store::{Config, Engine, Store};
pub use traits::Trait;
pub use webhook::{Hold, MessageKind, MessageState, Tried, Webhook, WebhookMessage, WebhookState};
