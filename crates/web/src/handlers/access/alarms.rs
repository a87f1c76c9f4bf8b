//! `/access/alarms`: alarms of bulk reading, their answers, and the limits of every role.

use std::collections::HashMap;

use axum::extract::{Path, Query, State};
use zgoda_law::calendar::day_of;
use zgoda_law::{ActorId, Deed, Role};
use zgoda_rights::RightsError;
use zgoda_rights::roles::{Area, ROLES};
use zgoda_rights::watch::{self, AllLimits, Limits};
use zgoda_store::{BulkAlarm, BulkKind};
use zgoda_text::Text;

use crate::app::App;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::watch::{AlarmRow, AlarmsPage, LimitRow};

/// `GET /access/alarms`
pub async fn page(State(app): State<App>, reader: Reader, Query(done): Query<show::Done>) -> Answer {
    app.blocking(move |app| {
        let notice = done.notice(reader.t(), "alarm-");
        let frame = reader.frame(app, Section::Access, notice)?;
        let (t, names) = (frame.t, show::names(app)?);
        let (open, answered) =
            app.store.alarms()?.into_iter().partition::<Vec<_>, _>(|one| one.answered.is_none());
        let rows = |alarms: &[BulkAlarm]| alarms.iter().map(|alarm| row(t, alarm, &names)).collect();
        let limits = AllLimits::load(&app.store)?;
        Ok(html(&AlarmsPage {
            open: rows(&open),
            answered: rows(&answered),
            limits: ROLES.iter().map(|role| limit_row(t, *role, limits.of(*role))).collect(),
            may_decide: reader.may(Area::Access, Deed::Decide),
            frame,
        }))
    })
    .await
}

fn row(t: Text, alarm: &BulkAlarm, names: &HashMap<ActorId, String>) -> AlarmRow {
    let name = |actor: ActorId| names.get(&actor).cloned().unwrap_or_default();
    AlarmRow {
        seq: alarm.seq,
        kind: alarm.kind.name(),
        what: watch::told(t, alarm),
        by: name(alarm.account),
        at: alarm.raised_at,
        href: format!("/access/reads?staff={}&day={}", alarm.account.0, day_of(alarm.raised_at)),
        answered: alarm.answered.map(|(by, at)| t.alarm_answered_by(name(by), t.moment_short(at))),
        word: alarm.word.clone(),
    }
}

fn limit_row(t: Text, role: Role, limits: Limits) -> LimitRow {
    let limit = |kind: &BulkKind| {
        let label = match kind {
            BulkKind::OpenedHour => t.alarm_limit_opened_hour(),
            BulkKind::OpenedDay => t.alarm_limit_opened_day(),
            BulkKind::ListedDay => t.alarm_limit_listed_day(),
            BulkKind::ExportedDay => t.alarm_limit_exported_day(),
        };
        (kind.name(), label, limits.of(*kind))
    };
    LimitRow { role: role.name(), words: t.role(role), limits: BulkKind::ALL.iter().map(limit).collect() }
}

/// `POST /access/alarms/{seq}/{kind}`
pub async fn answer(
    State(app): State<App>,
    Path((seq, kind)): Path<(u64, String)>,
    reader: Reader,
    form: Posted,
) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let kind = BulkKind::from_name(&kind).ok_or(Trouble::NotFound)?;
        match watch::answer(&app.store, reader.stamp(app), seq, kind, form.get("word")) {
            Ok(()) => Ok(go("/access/alarms?done=alarm-answered")),
            Err(RightsError::SamePerson) => Err(refused(t, t.alarm_own(), t.alarm_own_next())),
            Err(RightsError::Incomplete(_)) => Err(refused(t, t.alarm_word_needed(), t.alarm_word_hint())),
            Err(other) => Err(other.into()),
        }
    })
    .await
}

/// `POST /access/alarms/limits/{role}`
pub async fn limits(
    State(app): State<App>,
    Path(role): Path<String>,
    reader: Reader,
    form: Posted,
) -> Answer {
    app.blocking(move |app| {
        let t = reader.t();
        let role = Role::from_name(&role).filter(|role| ROLES.contains(role)).ok_or(Trouble::NotFound)?;
        let limit = |kind: BulkKind| form.get(kind.name()).parse::<u32>();
        let limits = (|| {
            Ok::<_, std::num::ParseIntError>(Limits {
                opened_hour: limit(BulkKind::OpenedHour)?,
                opened_day: limit(BulkKind::OpenedDay)?,
                listed_day: limit(BulkKind::ListedDay)?,
                exported_day: limit(BulkKind::ExportedDay)?,
            })
        })();
        let wrong = || refused(t, t.alarm_limit_wrong(), t.alarm_limit_wrong_next());
        let limits = limits.map_err(|_| wrong())?;
        match AllLimits::load(&app.store)?.change(&app.store, reader.stamp(app), role, limits) {
            Err(RightsError::Incomplete(_)) => Err(wrong()),
            other => {
                other?;
                Ok(go("/access/alarms?done=alarm-limits"))
            }
        }
    })
    .await
}

fn refused(t: Text, happened: &str, next: &str) -> Trouble {
    let safe = t.access_refused_safe().to_owned();
    Trouble::Refused { happened: happened.to_owned(), safe, next: next.to_owned() }
}
