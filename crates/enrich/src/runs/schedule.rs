//! The same run again every so many days, with the same rules. Whoever makes the schedule approves its runs; the law is
//! asked anew each time, and no term of anybody is prolonged (law R-000-09).

use jiff::{SignedDuration, Timestamp};
use zgoda_law::Actor;
use zgoda_store::{NewSchedule, Schedule, ScheduleId, Stamp, Store, StoreError};

use super::plan::{RunOptions, approve, plan_run, profiles, text};
use crate::EnrichError;
use crate::desk::Desk;

/// Makes a schedule. It runs first after its number of days.
///
/// # Errors
/// [`EnrichError::Refused`] where the law allows no fact at all; else where the store fails.
pub fn add_schedule(
    store: &Store,
    options: &RunOptions,
    every_days: u16,
    actor: &Actor,
    at: Timestamp,
) -> Result<ScheduleId, EnrichError> {
    profiles(&options.sources)?;
    Desk::new(store, actor, at).need_company_fields()?;
    let every_days = every_days.max(1);
    let new = NewSchedule {
        choice: text(&options.choice)?,
        sources: options.sources.clone(),
        persons: options.persons,
        rules: text(&options.rules)?,
        every_days,
        next_at: after(at, every_days),
    };
    Ok(store.add_schedule(Stamp { actor: actor.id, at }, &new)?)
}

fn after(at: Timestamp, days: u16) -> Timestamp {
    at.checked_add(SignedDuration::from_hours(24 * i64::from(days))).unwrap_or(Timestamp::MAX)
}

/// Plans and approves the runs whose time has come; true where there was one. A time that was slept through is not made
/// up for more than once.
pub(super) fn run_due(store: &Store, actor: &Actor, now: Timestamp) -> Result<bool, EnrichError> {
    let mut any = false;
    for schedule in store.schedules_due(now)? {
        // Whoever moves the schedule first runs it: two processes never both do.
        if !store.move_schedule(&schedule, next(&schedule, now))? {
            continue;
        }
        any = true;
        let options = options(&schedule)?;
        let planned = match plan_run(store, &options, Some(schedule.id), actor, now) {
            Err(EnrichError::Nobody { .. }) => continue,
            other => other?,
        };
        match approve(store, planned, options.rules, actor, now) {
            // The run stays planned, and whoever looks at it sees what is in its way.
            Ok(()) | Err(EnrichError::Refused(_) | EnrichError::SwitchedOff(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(any)
}

fn next(schedule: &Schedule, now: Timestamp) -> Timestamp {
    let next = after(schedule.next_at, schedule.every_days);
    if next > now { next } else { after(now, schedule.every_days) }
}

fn options(schedule: &Schedule) -> Result<RunOptions, EnrichError> {
    let (choice, rules) = (&schedule.choice, &schedule.rules);
    let unread = |error| EnrichError::Store(StoreError::Journal(error));
    Ok(RunOptions {
        choice: serde_json::from_str(choice).map_err(unread)?,
        sources: schedule.sources.clone(),
        persons: schedule.persons,
        rules: serde_json::from_str(rules).map_err(unread)?,
    })
}
