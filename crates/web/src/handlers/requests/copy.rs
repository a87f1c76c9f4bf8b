//! What a request asks for, done: copies as files that stay nowhere on the server, and letters.

use axum::extract::{Path, State};
use zgoda_law::calendar::day_of;
use zgoda_rights::requests::{self, Answer as Answered, Letter, letter as set_letter};
use zgoda_rights::{PortableCopy, export, object, portable, withdraw};
use zgoda_store::{RequestFile, RequestKind};
use zgoda_text::Lang;

use super::{key, told};
use crate::app::App;
use crate::handlers::people::export::{SUBJECT_RIGHTS, as_address, fingerprint};
use crate::page::{Answer, Posted, Reader, attachment, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::requests::{CopyFile, CopyPage};

/// `POST /requests/{key}/do`
pub async fn deed(State(app): State<App>, reader: Reader, Path(file): Path<String>, form: Posted) -> Answer {
    let key = key(&file)?;
    app.blocking(move |app| {
        let file = app.store.request_file(key)?;
        let done = |code: &str| Ok(go(&format!("/requests/{key}?done={code}")));
        let subject = file.subject.ok_or(Trouble::NotFound)?;
        let who = reader.acting_for(app, SUBJECT_RIGHTS)?;
        match file.request.kind {
            RequestKind::Access => access(app, &reader, &file),
            RequestKind::Portability => portability(app, &reader, &file),
            RequestKind::Restriction => {
                requests::restrict(&app.store, &who, key).map_err(|error| told(&reader, error))?;
                done("request-restricted")
            }
            RequestKind::Objection => {
                object(&app.store, who.stamp(), subject, file.request.door.name())?;
                let granted = Answered::Granted(String::new());
                requests::answer(&app.store, &who, key, &granted).map_err(|error| told(&reader, error))?;
                done("request-objected")
            }
            RequestKind::Withdrawal => {
                let consent = form.get("consent").parse().map_err(|_| Trouble::StaleForm)?;
                withdraw(&app.store, who.stamp(), subject, consent)?;
                done("request-withdrawn")
            }
            RequestKind::Rectification | RequestKind::Erasure | RequestKind::HumanReview => {
                Err(Trouble::StaleForm)
            }
        }
    })
    .await
}

/// The copy of everything, as a document and for programs.
fn access(app: &App, reader: &Reader, file: &RequestFile) -> Answer {
    let who = reader.acting_for(app, SUBJECT_RIGHTS)?;
    let subject = file.subject.ok_or(Trouble::NotFound)?;
    let copy =
        export(&app.store, &who, subject, &show::controller(app)?).map_err(|error| told(reader, error))?;
    let (t, json) = (reader.t(), copy.to_json()?);
    let name = format!("zgoda-{}-{}", file.key, day_of(copy.at));
    let files = vec![
        of(t.requests_file_pdf(), &name, "pdf", "application/pdf", copy.to_pdf(t.lang())?),
        of(t.requests_file_page(), &name, "html", "text/html", copy.to_html(t.lang())?),
        of(t.requests_file_json(), &name, "json", "application/json", &json),
    ];
    shown(app, reader, file, files, &json)
}

/// What the person gave, in three forms that other programs read.
fn portability(app: &App, reader: &Reader, file: &RequestFile) -> Answer {
    let who = reader.acting_for(app, SUBJECT_RIGHTS)?;
    let subject = file.subject.ok_or(Trouble::NotFound)?;
    let copy =
        portable(&app.store, &who, subject, &show::controller(app)?).map_err(|error| told(reader, error))?;
    portable_files(app, reader, file, &copy)
}

/// The three forms of what the person gave.
pub fn portable_files(app: &App, reader: &Reader, file: &RequestFile, copy: &PortableCopy) -> Answer {
    let (t, json) = (reader.t(), copy.to_json()?);
    let name = format!("zgoda-{}-{}", file.key, day_of(copy.at));
    let files = vec![
        of(t.requests_file_json(), &name, "json", "application/json", &json),
        of(t.requests_file_csv(), &name, "csv", "text/csv", copy.to_csv()),
        of(t.requests_file_card(), &name, "vcf", "text/vcard", copy.to_vcard()),
    ];
    shown(app, reader, file, files, &json)
}

fn of(label: &str, name: &str, ending: &str, kind: &str, bytes: impl AsRef<[u8]>) -> CopyFile {
    let (label, name) = (label.to_owned(), format!("{name}.{ending}"));
    CopyFile { label, name, address: as_address(kind, bytes) }
}

fn shown(app: &App, reader: &Reader, file: &RequestFile, files: Vec<CopyFile>, json: &str) -> Answer {
    let mut frame = reader.frame(app, Section::Requests, None)?;
    frame.here = format!("/requests/{}", file.key);
    let (kind, fingerprint) = (file.request.kind, fingerprint(json));
    Ok(html(&CopyPage { frame, file: file.key.to_string(), kind, files, fingerprint }))
}

/// `POST /requests/{key}/letter`: that it was made stands in the ledger, so it is no `GET`.
pub async fn letter(
    State(app): State<App>,
    reader: Reader,
    Path(file): Path<String>,
    form: Posted,
) -> Answer {
    let key = key(&file)?;
    let letter = Letter::from_name(form.get("letter")).ok_or(Trouble::StaleForm)?;
    let lang = Lang::from_tag(form.get("lang")).ok_or(Trouble::StaleForm)?;
    app.blocking(move |app| {
        let who = reader.acting_for(app, SUBJECT_RIGHTS)?;
        let pdf = set_letter(&app.store, &who, key, letter, lang).map_err(|error| told(&reader, error))?;
        Ok(attachment("application/pdf", &format!("zgoda-{key}-{}-{}.pdf", letter.name(), lang.tag()), pdf))
    })
    .await
}
