//! What the person said, and that they were told: objection, withdrawal, notices.

use axum::extract::{Path, State};
use zgoda_law::Channel;
use zgoda_rights::notice::{self, Exemption};
use zgoda_rights::{RightsError, object as heed_objection, withdraw as heed_withdrawal};

use super::subject;
use crate::app::App;
use crate::page::{Answer, Posted, Reader, go};
use crate::trouble::Trouble;
use crate::views::person::{NOTICE_CHANNELS, VIAS};

/// `POST /people/{id}/object`
pub async fn object(State(app): State<App>, reader: Reader, Path(id): Path<String>, form: Posted) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let via = VIAS.into_iter().find(|via| *via == form.get("via")).ok_or(Trouble::StaleForm)?;
        let heeded = heed_objection(&app.store, reader.stamp(app), id, via)?;
        Ok(go(&format!("/people/{id}?done={}", if heeded.new { "objected" } else { "objected-before" })))
    })
    .await
}

/// `POST /people/{id}/consents/{no}/withdraw`
pub async fn withdraw(
    State(app): State<App>,
    reader: Reader,
    Path((id, no)): Path<(String, u32)>,
    _form: Posted,
) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let heeded = heed_withdrawal(&app.store, reader.stamp(app), id, no)?;
        Ok(go(&format!("/people/{id}?done={}", if heeded.new { "withdrawn" } else { "withdrawn-before" })))
    })
    .await
}

/// `POST /people/{id}/notices/{no}/deliver`
pub async fn deliver(
    State(app): State<App>,
    reader: Reader,
    Path((id, no)): Path<(String, u32)>,
    form: Posted,
) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let channel = Channel::from_name(form.get("channel"));
        let channel =
            channel.filter(|channel| NOTICE_CHANNELS.contains(channel)).ok_or(Trouble::StaleForm)?;
        let done = notice::delivered(&app.store, reader.stamp(app), id, no, channel, form.get("proof"));
        let t = reader.t();
        match done {
            Err(RightsError::Incomplete(_)) => {
                Err(refused(&reader, t.informed_proof_wrong(), t.informed_proof_wrong_next()))
            }
            done => done.map(|()| go(&format!("/people/{id}?done=informed"))).map_err(Trouble::from),
        }
    })
    .await
}

/// `POST /people/{id}/notices/{no}/exempt`
pub async fn exempt(
    State(app): State<App>,
    reader: Reader,
    Path((id, no)): Path<(String, u32)>,
    form: Posted,
) -> Answer {
    let id = subject(&id)?;
    app.blocking(move |app| {
        let ground = Exemption::from_name(form.get("ground")).ok_or(Trouble::StaleForm)?;
        let review = form.get("review").parse().map_err(|_| Trouble::StaleForm)?;
        let stamp = reader.stamp(app);
        let t = reader.t();
        match notice::exempt(&app.store, stamp, id, no, ground, form.get("assessment"), review) {
            Err(RightsError::Incomplete("public information")) => {
                Err(refused(&reader, t.informed_not_public(), t.informed_not_public_next()))
            }
            Err(RightsError::Incomplete("day of review")) => {
                Err(refused(&reader, t.informed_review_wrong(), t.informed_review_wrong_next()))
            }
            Err(RightsError::Incomplete(_)) => {
                Err(refused(&reader, t.informed_assessment_wrong(), t.informed_assessment_wrong_next()))
            }
            Err(RightsError::Reachable) => {
                Err(refused(&reader, t.informed_reachable(), t.informed_reachable_next()))
            }
            done => done.map(|()| go(&format!("/people/{id}?done=exempted"))).map_err(Trouble::from),
        }
    })
    .await
}

fn refused(reader: &Reader, happened: &str, next: &str) -> Trouble {
    let safe = reader.t().message_stale_form_safe();
    Trouble::Refused { happened: happened.to_owned(), safe: safe.to_owned(), next: next.to_owned() }
}
