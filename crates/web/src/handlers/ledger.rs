//! `/ledger`: the last entries, the checkpoint, verification, a copy and proofs to take away.

use std::collections::HashMap;
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::routing::{get, post};
use serde::Deserialize;
use zgoda_law::{ActorId, Deed};
use zgoda_ledger::{CopyWriter, Proof, Verifier, inclusion_proof, leaf_hash};
use zgoda_rights::roles::Area;
use zgoda_store::{Entry, Ledger, StoreError};
use zgoda_text::Text;

use crate::app::App;
use crate::page::{Answer, Posted, Reader, attachment, go, html};
use crate::show;
use crate::trouble::Trouble;
use crate::views::frame::Section;
use crate::views::ledger::{Checkpoint, EntryRow, LedgerPage, Verification};
use crate::views::parts::{Pager, Progress};

/// Entries on a page.
const ON_PAGE: u64 = 50;
/// Entries read at a time.
const CHUNK: u64 = 4_096;
/// How long an answer waits for a verification to end.
const PATIENCE: Duration = Duration::from_secs(2);

/// The addresses of this place.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/ledger", get(page))
        .route("/ledger/verify", post(verify))
        .route("/ledger/copy", post(copy))
        .route("/ledger/{seq}/proof", get(proof))
}

/// Where in the ledger.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Wish {
    before: Option<u64>,
}

/// `GET /ledger`
async fn page(State(app): State<App>, Query(wish): Query<Wish>, reader: Reader) -> Answer {
    app.blocking(move |app| {
        let ledger = app.store.ledger();
        let size = ledger.size()?;
        let to = wish.before.unwrap_or(size).min(size);
        let from = to.saturating_sub(ON_PAGE);
        let checkpoint = checkpoint(&ledger)?;
        let covered = checkpoint.as_ref().map_or(0, |point| point.size);
        let names = show::names(app)?;
        let t = reader.t();
        let entries = ledger.entries(from, to)?;
        let mut rows: Vec<EntryRow> =
            entries.iter().map(|entry| row(app, t, entry, &names, covered)).collect();
        rows.reverse();
        let pager = Pager {
            first: size - to + u64::from(to > 0),
            last: size - from,
            total: size,
            previous: (to < size).then(|| newer(to, size)),
            next: (from > 0).then(|| format!("/ledger?before={from}")),
        };
        let frame = reader.frame(app, Section::Ledger, None)?;
        let verification = app.verifying.look();
        let may_copy = reader.may(Area::Evidence, Deed::Export);
        Ok(html(&LedgerPage { frame, checkpoint, verification, rows, pager, may_copy }))
    })
    .await
}

fn newer(to: u64, size: u64) -> String {
    let before = to.saturating_add(ON_PAGE);
    if before >= size { "/ledger".to_owned() } else { format!("/ledger?before={before}") }
}

fn row(app: &App, t: Text, entry: &Entry, names: &HashMap<ActorId, String>, covered: u64) -> EntryRow {
    let purpose = entry.purpose.and_then(|id| app.store.law().catalogue().purpose_by_id(id));
    let key = format!("happened-{}", entry.event.name().replace('_', "-"));
    EntryRow {
        number: entry.seq,
        at: entry.at,
        actor: names.get(&entry.actor).cloned(),
        what: capital(t.find(&key).unwrap_or(entry.event.name())),
        detail: entry.detail.clone(),
        purpose: purpose.map(|purpose| purpose.name.clone()),
        subject: entry.subject.map(|id| id.to_string()),
        hash: hex::encode(leaf_hash(&entry.encode()).0),
        provable: entry.seq < covered,
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// The last signed state.
fn checkpoint(ledger: &Ledger<'_>) -> Result<Option<Checkpoint>, Trouble> {
    let Some((_, at, note)) = ledger.last_checkpoint()? else { return Ok(None) };
    let key = ledger.vkey();
    let verifier = Verifier::from_vkey(&key).map_err(|_| Trouble::Unexpected)?;
    let signed = verifier.verify(&note).map_err(|_| Trouble::Unexpected)?;
    let (size, root, origin) = (signed.size, signed.root.to_base64(), signed.origin);
    Ok(Some(Checkpoint { size, root, origin, key, at, note }))
}

/// `POST /ledger/verify`: recomputes the tree from every entry, and signs it if it is sound.
async fn verify(State(app): State<App>, _reader: Reader, _form: Posted) -> Answer {
    let work = {
        let app = app.clone();
        tokio::task::spawn_blocking(move || check(&app))
    };
    // A small ledger is checked before the answer leaves; of a large one the page tells how far it is.
    match tokio::time::timeout(PATIENCE, work).await {
        Err(_) => Ok(go("/ledger")),
        Ok(done) => {
            done.map_err(|_| Trouble::Unexpected)??;
            Ok(go("/ledger"))
        }
    }
}

fn check(app: &App) -> Result<(), Trouble> {
    let ledger = app.store.ledger();
    let total = ledger.size()?;
    if !app.verifying.begin(total) {
        return Ok(());
    }
    let found = ledger.verify(|done, total| {
        app.verifying.is(Verification::Running(Progress { done, total }));
    });
    let at = app.now();
    match found {
        Ok(verified) => {
            app.verifying.is(Verification::Sound { entries: verified.entries, at });
            ledger.checkpoint(at)?;
            Ok(())
        }
        Err(StoreError::LedgerDamaged(entry)) => {
            app.verifying.is(Verification::Broken { entry, at });
            Ok(())
        }
        Err(other) => {
            app.verifying.is(Verification::None);
            Err(other.into())
        }
    }
}

/// `POST /ledger/copy`: signs the present state and gives every entry with it.
async fn copy(State(app): State<App>, _reader: Reader, _form: Posted) -> Answer {
    app.blocking(move |app| {
        let ledger = app.store.ledger();
        let at = app.now();
        let note = ledger.checkpoint(at)?;
        let verifier = Verifier::from_vkey(&ledger.vkey()).map_err(|_| Trouble::Unexpected)?;
        let size = verifier.verify(&note).map_err(|_| Trouble::Unexpected)?.size;
        let mut writer = CopyWriter::new(Vec::new()).map_err(|_| Trouble::Unexpected)?;
        let mut from = 0;
        while from < size {
            let to = size.min(from + CHUNK);
            for entry in ledger.raw(from, to)? {
                writer.entry(&entry).map_err(|_| Trouble::Unexpected)?;
            }
            from = to;
        }
        let bytes = writer.finish(&note, &ledger.vkey()).map_err(|_| Trouble::Unexpected)?;
        Ok(attachment("application/octet-stream", &format!("zgoda-ledger-{size}.copy"), bytes))
    })
    .await
}

/// `GET /ledger/{seq}/proof`: that an entry is in the ledger as the last checkpoint has it.
async fn proof(State(app): State<App>, Path(seq): Path<u64>, _reader: Reader) -> Answer {
    app.blocking(move |app| {
        let ledger = app.store.ledger();
        let point = checkpoint(&ledger)?.filter(|point| seq < point.size).ok_or(Trouble::NotFound)?;
        let entry = ledger.raw(seq, seq + 1)?.pop().ok_or(Trouble::NotFound)?;
        let path = inclusion_proof(&ledger, seq, point.size).map_err(|_| Trouble::Unexpected)?;
        let text = Proof { entry, index: seq, path, checkpoint: point.note }.to_text();
        Ok(attachment("text/plain; charset=utf-8", &format!("zgoda-entry-{seq}.proof"), text.into_bytes()))
    })
    .await
}
