//! The board of deadlines: what must be done, by when, by whom, on which article, and what happens otherwise.

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use serde::Serialize;
use zgoda_law::calendar::{day_of, end_of_day, start_of_day};
use zgoda_law::{InformationDuty, Role, SubjectId};
use zgoda_store::{
    Assessment, AssessmentKind, BulkAlarm, Export, LegalHold, Register, RequestFile, RequestKey, Store,
    TellingDue,
};
use zgoda_text::Text;

use crate::RightsError;
use crate::inform::destroyed_on;
use crate::registers::{self, DueKind};
use crate::requests::article_of;
use crate::tag::name_of_purpose;

/// How far the board looks ahead, in days.
const AHEAD: i32 = 45;
/// Within which an alarm is looked into, so that a breach can still be notified in time (GDPR art. 33(1)).
const TRIAGE: SignedDuration = SignedDuration::from_hours(24);
/// Days after which a file whose destruction nobody confirmed counts as lost.
const LOST_DAYS: i64 = 7;
/// How many duties of one kind it shows.
const SHOWN: u32 = 500;

/// One thing to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Duty {
    /// What.
    pub kind: DutyKind,
    /// Towards whom; a pseudonym.
    pub subject: Option<SubjectId>,
    /// The number of the notice within the person, or of the entry of a register.
    pub no: Option<u32>,
    /// The number of the request's file, where it is about one.
    pub request: Option<String>,
    /// What it is about, in a word: the source of the data, the stable name of the purpose or of the right, a recipient.
    pub about: Option<String>,
    /// How many values, where values end.
    pub values: u64,
    /// The last moment.
    pub due_at: Timestamp,
    /// The article it rests on.
    pub article: &'static str,
    /// Whose it is.
    pub owner: Role,
    /// What happens if nothing is done.
    pub consequence: Consequence,
    /// The day on which values are destroyed that nobody told the person of; only where a notice is overdue.
    pub ends_on: Option<Date>,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DutyKind {
    /// Inform the person, art. 13.
    InformAtCollection,
    /// Inform the person, art. 14.
    Inform,
    /// Answer a request of the person.
    Answer,
    /// Tell a recipient what became of the data, art. 19.
    TellRecipient,
    /// Review a balancing test.
    ReviewBalancing,
    /// Review an impact assessment.
    ReviewImpact,
    /// Look again whether somebody need not be informed.
    ReviewExemption,
    /// Look again whether a legal hold is still needed.
    ReviewHold,
    /// Find out why somebody saw so many people.
    AnswerAlarm,
    /// Values reach the end of a term.
    DataEnd,
    /// A file that left reaches its last day: whoever has it destroys it and says so.
    EndExport,
    /// Something about an entry of a register.
    Entered(Register, DueKind),
}

/// What happens if nothing is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Consequence {
    /// The person's data will close.
    DataWillClose,
    /// The person's data are closed and will be destroyed.
    DataAreClosed,
    /// The person may complain to the authority.
    Complaint,
    /// A recipient goes on with data that are wrong, erased or restricted.
    RecipientUnaware,
    /// The purpose stops.
    PurposeStops,
    /// Nobody can show any more that the person need not be informed.
    ExemptionUnproved,
    /// Data are kept beyond their term without anybody knowing why.
    HoldUnproved,
    /// A breach may go unnoticed past its 72 hours.
    BreachUnnoticed,
    /// A file lives on beyond its last day.
    FileLivesOn,
    /// Nobody has said for a week that a file was destroyed: it counts as lost.
    FileIsLost,
    /// Retention destroys the values by itself.
    DestroyedBySchedule,
    /// What the register says.
    Entered(DueKind),
}

impl Duty {
    /// What is to be done, in words.
    pub fn title(&self, t: Text) -> String {
        let plain = match self.kind {
            DutyKind::InformAtCollection | DutyKind::Inform => t.duty_notice(),
            DutyKind::Answer => t.duty_request(),
            DutyKind::TellRecipient => t.duty_recipient(),
            DutyKind::ReviewBalancing => t.duty_review(),
            DutyKind::ReviewImpact => t.duty_review_impact(),
            DutyKind::ReviewExemption => t.duty_exemption_review(),
            DutyKind::ReviewHold => t.duty_hold_review(),
            DutyKind::AnswerAlarm => t.duty_alarm(),
            DutyKind::EndExport => t.duty_export(),
            DutyKind::DataEnd => return t.duty_expiry(self.values),
            DutyKind::Entered(_, due) => due.title(t),
        };
        plain.to_owned()
    }

    /// What happens if nothing is done, in words.
    pub fn otherwise(&self, t: Text) -> String {
        let plain = match self.consequence {
            Consequence::DataWillClose => t.duty_notice_consequence(),
            Consequence::DataAreClosed => t.duty_notice_overdue(),
            Consequence::Complaint => t.duty_request_consequence(),
            Consequence::RecipientUnaware => t.duty_recipient_consequence(),
            Consequence::PurposeStops => t.duty_review_consequence(),
            Consequence::ExemptionUnproved => t.duty_exemption_consequence(),
            Consequence::HoldUnproved => t.duty_hold_consequence(),
            Consequence::BreachUnnoticed => t.duty_alarm_consequence(),
            Consequence::FileLivesOn => t.duty_export_consequence(),
            Consequence::FileIsLost => t.duty_export_lost(),
            Consequence::DestroyedBySchedule => t.duty_expiry_consequence(),
            Consequence::Entered(due) => due.otherwise(t),
        };
        match self.ends_on {
            Some(day) => format!("{plain} {}", t.duty_notice_ends(t.date(day))),
            None => plain.to_owned(),
        }
    }
}

/// How near the term of a duty is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// Its last moment has passed.
    Overdue,
    /// Due today, in Warsaw.
    Today,
    /// Due within seven days.
    Week,
    /// Due later.
    Later,
}

impl Lane {
    /// The lane of a last moment.
    pub fn of(due_at: Timestamp, now: Timestamp) -> Self {
        match (day_of(due_at) - day_of(now)).get_days() {
            _ if due_at <= now => Self::Overdue,
            ..=0 => Self::Today,
            1..=7 => Self::Week,
            _ => Self::Later,
        }
    }
}

/// The duties in four lanes, the most urgent first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Deadlines {
    /// Past their term.
    pub overdue: Vec<Duty>,
    /// Due today, in Warsaw.
    pub today: Vec<Duty>,
    /// Due within seven days.
    pub week: Vec<Duty>,
    /// Due later.
    pub later: Vec<Duty>,
}

impl Deadlines {
    /// Puts duties in their lanes.
    pub fn sorted(mut duties: Vec<Duty>, now: Timestamp) -> Self {
        duties.sort_by_key(|duty| duty.due_at);
        let mut board = Self::default();
        for duty in duties {
            let lane = match Lane::of(duty.due_at, now) {
                Lane::Overdue => &mut board.overdue,
                Lane::Today => &mut board.today,
                Lane::Week => &mut board.week,
                Lane::Later => &mut board.later,
            };
            lane.push(duty);
        }
        board
    }

    /// How many duties there are.
    pub fn len(&self) -> usize {
        [&self.overdue, &self.today, &self.week, &self.later].iter().map(|lane| lane.len()).sum()
    }

    /// Whether nothing is due at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Everything that is due now or within the next weeks.
///
/// # Errors
/// Where the store fails.
pub fn deadlines(store: &Store, now: Timestamp) -> Result<Deadlines, RightsError> {
    let horizon = day_of(now).saturating_add(AHEAD.days());
    let mut duties = notices(store, now, start_of_day(horizon))?;
    duties.extend(others(store, now, horizon)?);
    Ok(Deadlines::sorted(duties, now))
}

/// How many duties are past their term, `most` at most: those of the first lane, and every notice, of which a board shows
/// some only.
///
/// # Errors
/// Where the store fails.
pub fn overdue(store: &Store, now: Timestamp, most: u32) -> Result<u64, RightsError> {
    let others = others(store, now, day_of(now).saturating_add(1.day()))?;
    let late = others.iter().filter(|duty| Lane::of(duty.due_at, now) == Lane::Overdue).count() as u64;
    let by_now = now.saturating_add(1.microsecond()).unwrap_or(now);
    Ok((store.notices_overdue(by_now, most)? + late).min(most.into()))
}

/// Everything but notices that is due before a day.
fn others(store: &Store, now: Timestamp, horizon: Date) -> Result<Vec<Duty>, RightsError> {
    let mut duties = requests(store)?;
    duties.extend(reviews(store, start_of_day(horizon))?);
    duties.extend(exemptions(store, horizon)?);
    duties.extend(holds(store, horizon)?);
    duties.extend(alarms(store)?);
    duties.extend(exports(store, now, horizon)?);
    duties.extend(endings(store, horizon)?);
    duties.extend(entered(store, now, start_of_day(horizon))?);
    Ok(duties)
}

fn notices(store: &Store, now: Timestamp, horizon: Timestamp) -> Result<Vec<Duty>, RightsError> {
    let duty = |notice: zgoda_store::NoticeDue| {
        let (kind, article) = match notice.duty {
            InformationDuty::Article13 => (DutyKind::InformAtCollection, "art. 13 ust. 1 RODO"),
            InformationDuty::Article14 => (DutyKind::Inform, "art. 14 ust. 3 RODO"),
        };
        let overdue = notice.due_at <= now;
        let consequence = if overdue { Consequence::DataAreClosed } else { Consequence::DataWillClose };
        Duty {
            kind,
            subject: Some(notice.subject),
            no: Some(notice.no),
            request: None,
            about: Some(notice.source_name),
            values: 0,
            due_at: notice.due_at,
            article,
            owner: Role::Sales,
            consequence,
            ends_on: overdue.then(|| destroyed_on(notice.duty, notice.due_at)).flatten(),
        }
    };
    Ok(store.notices_due(horizon, SHOWN)?.into_iter().map(duty).collect())
}

fn requests(store: &Store) -> Result<Vec<Duty>, RightsError> {
    let owed = |key: RequestKey, subject, due_at| Duty {
        kind: DutyKind::Answer,
        subject,
        no: None,
        request: Some(key.to_string()),
        about: None,
        values: 0,
        due_at,
        article: "art. 12 ust. 3 RODO",
        owner: Role::Dpo,
        consequence: Consequence::Complaint,
        ends_on: None,
    };
    let answer = |file: RequestFile| Duty {
        about: Some(file.request.kind.name().to_owned()),
        article: article_of(file.request.kind),
        ..owed(file.key, file.subject, file.request.due_at)
    };
    let tell = |due: TellingDue| Duty {
        kind: DutyKind::TellRecipient,
        about: Some(due.recipient),
        article: "art. 19 RODO",
        consequence: Consequence::RecipientUnaware,
        ..owed(due.key, due.subject, due.due_at)
    };
    let mut duties: Vec<Duty> = store.open_requests(SHOWN)?.into_iter().map(answer).collect();
    duties.extend(store.tellings_due(SHOWN)?.into_iter().map(tell));
    Ok(duties)
}

/// Of each assessment of a purpose in use, the one that holds longest.
fn reviews(store: &Store, horizon: Timestamp) -> Result<Vec<Duty>, RightsError> {
    let in_use = store.purposes()?;
    let mut latest: BTreeMap<(u16, &'static str), Assessment> = BTreeMap::new();
    for assessment in store.assessments()?.into_iter().filter(|found| in_use.contains(&found.purpose)) {
        // They come in the order of their ends.
        latest.insert((assessment.purpose.0, assessment.kind.name()), assessment);
    }
    let duty = |assessment: Assessment| {
        let (kind, article) = match assessment.kind {
            AssessmentKind::Balancing => (DutyKind::ReviewBalancing, "art. 6 ust. 1 lit. f RODO"),
            AssessmentKind::Impact => (DutyKind::ReviewImpact, "art. 35 ust. 11 RODO"),
        };
        Duty {
            kind,
            subject: None,
            no: None,
            request: None,
            about: Some(name_of_purpose(store, assessment.purpose)),
            values: 0,
            due_at: assessment.valid_to,
            article,
            owner: Role::Dpo,
            consequence: Consequence::PurposeStops,
            ends_on: None,
        }
    };
    Ok(latest.into_values().filter(|found| found.valid_to < horizon).map(duty).collect())
}

/// Exemptions from the duty to inform that are to be looked at again.
fn exemptions(store: &Store, horizon: Date) -> Result<Vec<Duty>, RightsError> {
    let duty = |exemption: zgoda_store::NoticeExemption| Duty {
        kind: DutyKind::ReviewExemption,
        subject: Some(exemption.subject),
        no: Some(exemption.notice),
        request: None,
        about: None,
        values: 0,
        due_at: end_of_day(exemption.review_on),
        article: "art. 14 ust. 5 RODO",
        owner: Role::Dpo,
        consequence: Consequence::ExemptionUnproved,
        ends_on: None,
    };
    Ok(store.exemptions_to_review(horizon, SHOWN)?.into_iter().map(duty).collect())
}

/// Legal holds in force that are to be looked at again.
fn holds(store: &Store, horizon: Date) -> Result<Vec<Duty>, RightsError> {
    let due = |hold: &LegalHold| hold.is_in_force() && hold.review_by < horizon;
    let duty = |hold: LegalHold| Duty {
        kind: DutyKind::ReviewHold,
        subject: None,
        no: Some(hold.id.0),
        request: None,
        about: Some(hold.matter),
        values: 0,
        due_at: end_of_day(hold.review_by),
        article: "art. 17 ust. 3 lit. e RODO",
        owner: Role::Dpo,
        consequence: Consequence::HoldUnproved,
        ends_on: None,
    };
    Ok(store.holds()?.into_iter().filter(due).map(duty).collect())
}

/// Alarms of bulk reading that nobody answered yet, each with the name of whom it is about.
fn alarms(store: &Store) -> Result<Vec<Duty>, RightsError> {
    let duty = |alarm: BulkAlarm| {
        let name = store.account(alarm.account).map(|account| account.name).ok();
        Duty {
            kind: DutyKind::AnswerAlarm,
            subject: None,
            no: None,
            request: None,
            about: name,
            values: 0,
            due_at: alarm.raised_at.saturating_add(TRIAGE).unwrap_or(alarm.raised_at),
            article: "art. 32, art. 33 ust. 1 RODO",
            owner: Role::Dpo,
            consequence: Consequence::BreachUnnoticed,
            ends_on: None,
        }
    };
    Ok(store.alarms()?.into_iter().filter(|alarm| alarm.answered.is_none()).map(duty).collect())
}

/// Files that reach their last day. Who made one sees to it; a week later it is the officer's, as a loss.
fn exports(store: &Store, now: Timestamp, horizon: Date) -> Result<Vec<Duty>, RightsError> {
    let duty = |export: Export| {
        let due_at = end_of_day(export.expires_on);
        let lost =
            due_at.saturating_add(SignedDuration::from_hours(24 * LOST_DAYS)).is_ok_and(|end| end <= now);
        Duty {
            kind: DutyKind::EndExport,
            subject: None,
            no: Some(export.id.0),
            request: None,
            about: Some(export.recipient),
            values: 0,
            due_at,
            article: "art. 5 ust. 1 lit. e, art. 28 ust. 3 lit. g RODO",
            owner: if lost { Role::Dpo } else { Role::Sales },
            consequence: if lost { Consequence::FileIsLost } else { Consequence::FileLivesOn },
            ends_on: None,
        }
    };
    Ok(store.exports_out(horizon, SHOWN)?.into_iter().map(duty).collect())
}

fn endings(store: &Store, horizon: Date) -> Result<Vec<Duty>, RightsError> {
    let duty = |(day, values): (Date, u64)| Duty {
        kind: DutyKind::DataEnd,
        subject: None,
        no: None,
        request: None,
        about: None,
        values,
        due_at: end_of_day(day),
        article: "art. 5 ust. 1 lit. e RODO",
        owner: Role::System,
        consequence: Consequence::DestroyedBySchedule,
        ends_on: None,
    };
    Ok(store.due_by_day(horizon)?.into_iter().map(duty).collect())
}

/// What registers ask for.
fn entered(store: &Store, now: Timestamp, horizon: Timestamp) -> Result<Vec<Duty>, RightsError> {
    let dues = registers::dues(store, now)?.into_iter().filter(|(_, due)| due.at < horizon);
    let duty = |(entry, due): (registers::Entered, registers::Due)| Duty {
        kind: DutyKind::Entered(entry.register, due.kind),
        subject: None,
        no: Some(entry.id.0),
        request: None,
        about: Some(entry.entry.title()),
        values: 0,
        due_at: due.at,
        article: due.kind.article(),
        owner: Role::Dpo,
        consequence: Consequence::Entered(due.kind),
        ends_on: None,
    };
    Ok(dues.map(duty).collect())
}
