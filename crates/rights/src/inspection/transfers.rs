//! The part of `11_prawa_osob` about data that went straight to another controller, GDPR art. 20(2).

use serde_json::{Value, json};
use zgoda_report::Block;
use zgoda_store::{RequestFile, Transfer, TransferState};

use super::part::{Desk, Part};
use crate::RightsError;

/// Shows the packages of these files that had gone by the moment of the pack; nothing is shown where none had.
///
/// # Errors
/// Where the store fails.
pub fn add(desk: &Desk<'_>, part: &mut Part, files: &[RequestFile]) -> Result<Value, RightsError> {
    let t = desk.t;
    let mut sent: Vec<(String, Transfer)> = Vec::new();
    for file in files {
        let gone = desk.store.transfers(file.key)?.into_iter().filter(|one| one.begun_at <= desk.at);
        sent.extend(gone.map(|one| (file.key.to_string(), one)));
    }
    if !sent.is_empty() {
        part.blocks.push(Block::heading(2, t.transfer_sent()));
        part.blocks.extend(desk.table(
            t.transfer_sent(),
            [t.evi_number(), t.transfer_receiver(), t.evi_what(), t.evi_when(), t.evi_state()],
            sent.iter().map(|(file, one)| {
                [
                    format!("{file}, {}", one.no),
                    one.receiver.clone(),
                    format!("{}, {}", t.transfer_values(one.values), t.transfer_way(one.way.name())),
                    t.moment_short(one.begun_at),
                    t.transfer_state(state_then(desk, one).name()).to_owned(),
                ]
            }),
        ));
    }
    let data = sent.iter().map(|(file, one)| {
        json!({
            "file": file, "no": one.no, "receiver": one.receiver, "way": one.way.name(), "values": one.values,
            "bytes": one.bytes, "sha256": hex::encode(one.digest), "begun_at": one.begun_at,
            "state": state_then(desk, one).name(),
            "answer": one.code.filter(|_| one.moved_at <= desk.at),
        })
    });
    Ok(Value::Array(data.collect()))
}

/// How far a package was at the moment of the pack, as far as that is known: what came of it may have been found out later.
fn state_then(desk: &Desk<'_>, one: &Transfer) -> TransferState {
    if one.moved_at <= desk.at { one.state } else { TransferState::Sending }
}
