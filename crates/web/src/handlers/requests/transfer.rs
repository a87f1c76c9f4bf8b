//! Sending what a person gave us straight to the controller they name, and what is told of it.

use axum::extract::{Path, State};
use zgoda_law::calendar::day_of;
use zgoda_rights::RightsError;
use zgoda_rights::exports::Unfit;
use zgoda_rights::inform::MailServer;
use zgoda_rights::requests::transfer::{
    Destination, Means, Unmovable, may_settle, not_feasible, settle as settle_one, transfer,
};
use zgoda_store::{RequestFile, RequestKind, Transfer};

use super::copy::portable_files;
use super::{key, told};
use crate::app::App;
use crate::handlers::people::export::SUBJECT_RIGHTS;
use crate::page::{Answer, Posted, Reader, go, html};
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::transfer::{TransferBox, TransferRow, TransferredPage};

/// What a file of the register shows of transfers; `None` where the right is another one.
pub fn shown(
    app: &App,
    reader: &Reader,
    file: &RequestFile,
    identified: bool,
) -> Result<Option<TransferBox>, Trouble> {
    if file.request.kind != RequestKind::Portability {
        return Ok(None);
    }
    let (t, now) = (reader.t(), app.now());
    let row = |one: Transfer| TransferRow {
        no: one.no,
        waits: may_settle(&one, now),
        sent: day_of(one.begun_at),
        values: one.values,
        shown: TransferRow::how(t, &one),
        digest: hex::encode(one.digest),
        receiver: one.receiver,
        way: one.way,
        state: one.state,
    };
    let rows: Vec<TransferRow> = app.store.transfers(file.key)?.into_iter().map(row).collect();
    let open = file.request.answered_at.is_none() && identified && file.subject.is_some() && !file.erased;
    let may_send = open && !rows.iter().any(|row| row.state.is_open());
    Ok(Some(TransferBox { rows, may_send, has_mail: MailServer::load(&app.store)?.is_some() }))
}

/// `POST /requests/{key}/transfer`
pub async fn send(State(app): State<App>, reader: Reader, Path(file): Path<String>, form: Posted) -> Answer {
    let key = key(&file)?;
    app.blocking(move |app| {
        let who = reader.acting_for(app, SUBJECT_RIGHTS)?;
        let by_key = form.get("lock") == "key";
        let to = Destination {
            receiver: form.get("receiver").to_owned(),
            address: form.get("address").to_owned(),
            public_key: by_key.then(|| form.get("public_key").to_owned()),
        };
        // A throw-away installation has nothing around it that would have to be guarded.
        let means = Means { t: reader.t(), nearby: app.options.demo, now: &|| app.now() };
        let moved = transfer(&app.store, &who, key, &to, &means).map_err(|error| unmoved(&reader, error))?;
        let sent = app.store.transfers(key)?.into_iter().find(|one| one.no == moved.no);
        let sent = sent.ok_or(Trouble::NotFound)?;
        let mut frame = reader.frame(app, Section::Requests, None)?;
        frame.here = format!("/requests/{key}");
        Ok(html(&TransferredPage {
            file: key.to_string(),
            how: TransferRow::how(reader.t(), &sent),
            receiver: sent.receiver,
            state: sent.state,
            by_key,
            passphrase: moved.passphrase.filter(|_| sent.state.may_have_arrived()),
            frame,
        }))
    })
    .await
}

/// `POST /requests/{key}/transfer/{no}`
pub async fn settle(
    State(app): State<App>,
    reader: Reader,
    Path((file, no)): Path<(String, u32)>,
    form: Posted,
) -> Answer {
    let key = key(&file)?;
    let arrived = match form.get("known") {
        "arrived" => true,
        "lost" => false,
        _ => return Err(Trouble::StaleForm),
    };
    app.blocking(move |app| {
        let who = reader.acting_for(app, SUBJECT_RIGHTS)?;
        let settled = settle_one(&app.store, &who, (key, no), arrived, form.get("proof"), reader.t());
        settled.map_err(|error| told(&reader, error))?;
        Ok(go(&format!("/requests/{key}?done=transfer-settled")))
    })
    .await
}

/// `POST /requests/{key}/not-feasible`: the person gets the files, and the reasons.
pub async fn refuse(
    State(app): State<App>,
    reader: Reader,
    Path(file): Path<String>,
    form: Posted,
) -> Answer {
    let key = key(&file)?;
    app.blocking(move |app| {
        let who = reader.acting_for(app, SUBJECT_RIGHTS)?;
        let copy = not_feasible(&app.store, &who, key, form.get("reasons"));
        let copy = copy.map_err(|error| unmoved(&reader, error))?;
        portable_files(app, &reader, &app.store.request_file(key)?, &copy)
    })
    .await
}

/// Why nothing was sent, told in full.
fn unmoved(reader: &Reader, error: RightsError) -> Trouble {
    let t = reader.t();
    let next = match error {
        RightsError::Unmovable(why) => match why {
            Unmovable::Kind => t.transfer_unmovable_next_kind(),
            Unmovable::Receiver => t.transfer_unmovable_next_receiver(),
            Unmovable::Address => t.transfer_unmovable_next_address(),
            Unmovable::Inside => t.transfer_unmovable_next_inside(),
            Unmovable::NoMail => t.transfer_unmovable_next_no_mail(),
            Unmovable::Nothing => t.transfer_unmovable_next_nothing(),
            Unmovable::Pending => t.transfer_unmovable_next_pending(),
            Unmovable::TooLarge => t.transfer_unmovable_next_too_large(),
        },
        RightsError::Export(Unfit::Key | Unfit::SecretKey) => t.transfer_unmovable_next_key(),
        other => return told(reader, other),
    };
    let safe = t.message_stale_form_safe().to_owned();
    Trouble::Refused { happened: t.transfer_unmovable().to_owned(), safe, next: next.to_owned() }
}
