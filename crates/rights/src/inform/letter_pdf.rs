//! Letters as PDF, with the address where the window of the envelope is.

use jiff::Timestamp;
use zgoda_law::calendar::day_of;
use zgoda_report::{Block as Part, Envelope, Letter, ReportError, Stationery, Window, Words, letters};
use zgoda_store::{BatchId, Store};
use zgoda_text::Lang;

use super::letters::OpenLetter;
use super::telling::Block;
use crate::{Controller, RightsError};

/// Sets the letters of a batch in one PDF, ready for a printer: A4 for DL envelopes with the window on this side, each
/// letter on a sheet of its own.
///
/// # Errors
/// [`RightsError::Unfit`] where an address does not fit its window, or holds a letter that cannot be printed.
pub fn letters_pdf(
    store: &Store,
    id: BatchId,
    open: &[OpenLetter],
    window: Window,
    at: Timestamp,
) -> Result<Vec<u8>, RightsError> {
    let controller = Controller::of(store)?;
    let all = open.iter().enumerate();
    let all: Vec<Letter> = all
        .map(|(place, letter)| {
            let lang = Lang::from_tag(&letter.text.lang).unwrap_or_default();
            let reference = OpenLetter::reference(id, place);
            set(&controller, lang, letter.address.clone(), &letter.text.body, &reference, at)
        })
        .collect();
    typeset(&all, &format!("L{id}"), window)
}

/// Whether a letter can be set at all: its address fits the window, and every letter of it can be printed.
pub(crate) fn fits(
    store: &Store,
    lang: Lang,
    address: Vec<String>,
    text: &str,
    at: Timestamp,
) -> Result<(), RightsError> {
    let letter = set(&Controller::of(store)?, lang, address, text, "L0/0", at);
    typeset(&[letter], "L0", Window::Left).map(drop)
}

fn typeset(all: &[Letter], title: &str, window: Window) -> Result<Vec<u8>, RightsError> {
    let stationery = Stationery { envelope: Envelope::Dl, window, duplex: true };
    let batch = letters(all, title, stationery).map_err(|error| match error {
        ReportError::NoAddress { .. } | ReportError::AddressTooLong { .. } => RightsError::Unfit,
        other => RightsError::Report(other),
    })?;
    if batch.missing.iter().any(|missing| *missing > 0) { Err(RightsError::Unfit) } else { Ok(batch.pdf) }
}

fn set(
    controller: &Controller,
    lang: Lang,
    address: Vec<String>,
    text: &str,
    reference: &str,
    at: Timestamp,
) -> Letter {
    let t = lang.text();
    let (mut subject, mut body) = (String::new(), Vec::new());
    for block in Block::read(text) {
        match block {
            Block::Title(title) => subject = title,
            Block::Heading(text) => body.push(Part::heading(2, text)),
            Block::Text(text) => body.push(Part::paragraph(text)),
            Block::List(points) => body.push(Part::bullets(points)),
            Block::Apart(text) => body.push(Part::paragraph(Words::default().strong(text))),
        }
    }
    let sender = [&controller.name, &controller.address, &controller.contact];
    let written = |part: &&&String| !part.is_empty();
    Letter {
        lang,
        sender: sender.iter().filter(written).map(|part| (*part).clone()).collect(),
        return_line: format!("{} · {}", controller.name, controller.address),
        address,
        details: vec![t.date(day_of(at)), t.letters_mark(reference)],
        subject,
        body,
    }
}
