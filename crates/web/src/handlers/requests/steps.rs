//! The steps of a request as forms: who asks, more time, the answer, what follows it.

use axum::extract::{Path, State};
use zgoda_rights::inform::send_now;
use zgoda_rights::own_page::public_address;
use zgoda_rights::requests::{self, Answer as Answered, Ground, known_email};
use zgoda_rights::{Acting, RightsError};
use zgoda_store::{Identity, RequestKey, TellingState};

use super::{key, told};
use crate::app::App;
use crate::handlers::people::export::SUBJECT_RIGHTS;
use crate::page::{Answer, Posted, Reader, go};
use crate::show;
use crate::trouble::Trouble;
use crate::visits::CODE_MINUTES;

/// Takes one step of a file and goes back to it.
async fn step(
    app: App,
    reader: Reader,
    file: String,
    done: &'static str,
    take: impl FnOnce(&App, &Acting, RequestKey) -> Result<(), RightsError> + Send + 'static,
) -> Answer {
    let key = key(&file)?;
    app.blocking(move |app| {
        let acting = reader.acting_for(app, SUBJECT_RIGHTS)?;
        take(app, &acting, key).map_err(|error| told(&reader, error))?;
        Ok(go(&format!("/requests/{key}?done={done}")))
    })
    .await
}

/// `POST /requests/{key}/identify`
pub async fn identify(
    State(app): State<App>,
    reader: Reader,
    Path(file): Path<String>,
    form: Posted,
) -> Answer {
    let identity = match form.get("identity") {
        "known_channel" => Identity::KnownChannel,
        "in_person" => Identity::InPerson,
        _ => return Err(Trouble::StaleForm),
    };
    step(app, reader, file, "request-identified", move |app, who, key| {
        requests::identify(&app.store, who, key, identity, form.get("note"))
    })
    .await
}

/// `POST /requests/{key}/code`: sends a code to the address that is held; whoever receives it confirms the request at
/// their own page.
pub async fn send_code(
    State(app): State<App>,
    reader: Reader,
    Path(file): Path<String>,
    _form: Posted,
) -> Answer {
    let key = key(&file)?;
    app.blocking(move |app| {
        let acting = reader.acting_for(app, SUBJECT_RIGHTS)?;
        let known = known_email(&app.store, &acting, key).map_err(|error| told(&reader, error))?;
        let controller = show::controller(app)?.name;
        let t = reader.t();
        let code = app.visits.code(known.subject, app.now())?;
        let mut text = t.requests_mail_code(&controller, &code, u64::from(CODE_MINUTES));
        if let Some(address) = public_address(&app.store)? {
            text = format!("{text}\n\n{}", t.own_mail_link(format!("{address}/moje-dane/kod#{code}")));
        }
        send_now(&app.store, &known.email, &t.own_mail_subject(&controller), &text, app.now())?;
        Ok(go(&format!("/requests/{key}?done=request-code-sent")))
    })
    .await
}

/// `POST /requests/{key}/extend`
pub async fn extend(
    State(app): State<App>,
    reader: Reader,
    Path(file): Path<String>,
    form: Posted,
) -> Answer {
    step(app, reader, file, "request-extended", move |app, who, key| {
        let months = form.get("months").parse().unwrap_or_default();
        requests::extend(&app.store, who, key, months, form.get("reasons"))
    })
    .await
}

/// `POST /requests/{key}/answer`
pub async fn answer(
    State(app): State<App>,
    reader: Reader,
    Path(file): Path<String>,
    form: Posted,
) -> Answer {
    let said = form.get("said").to_owned();
    let answer = match form.get("outcome") {
        "granted" => Answered::Granted(said),
        "partly" => Answered::Partly(said),
        "nothing_held" => Answered::NothingHeld(said),
        "taken_back" => Answered::TakenBack,
        _ => return Err(Trouble::StaleForm),
    };
    step(app, reader, file, "request-answered", move |app, who, key| {
        requests::answer(&app.store, who, key, &answer)
    })
    .await
}

/// `POST /requests/{key}/refuse`
pub async fn refuse(
    State(app): State<App>,
    reader: Reader,
    Path(file): Path<String>,
    form: Posted,
) -> Answer {
    let ground = Ground::from_name(form.get("ground")).ok_or(Trouble::StaleForm)?;
    step(app, reader, file, "request-refused", move |app, who, key| {
        let refusal = Answered::Refused(ground, form.get("reasons").to_owned());
        requests::answer(&app.store, who, key, &refusal)
    })
    .await
}

/// `POST /requests/{key}/lifting`
pub async fn tell_of_lifting(
    State(app): State<App>,
    reader: Reader,
    Path(file): Path<String>,
    form: Posted,
) -> Answer {
    step(app, reader, file, "request-lifting-told", move |app, who, key| {
        requests::tell_of_lifting(&app.store, who, key, form.get("proof"))
    })
    .await
}

/// `POST /requests/{key}/lift`
pub async fn lift(State(app): State<App>, reader: Reader, Path(file): Path<String>, _form: Posted) -> Answer {
    step(app, reader, file, "request-lifted", |app, who, key| requests::lift(&app.store, who, key)).await
}

/// `POST /requests/{key}/recipients/{no}`
pub async fn tell_recipient(
    State(app): State<App>,
    reader: Reader,
    Path((file, no)): Path<(String, u32)>,
    form: Posted,
) -> Answer {
    let state = TellingState::from_name(form.get("state")).ok_or(Trouble::StaleForm)?;
    step(app, reader, file, "request-recipient", move |app, who, key| {
        requests::tell_recipient(&app.store, who, key, no, state, form.get("note"))
    })
    .await
}
