//! Letters of a request as PDF, in Polish or English: that it arrived, that it takes longer, what became of it, and that a
//! restriction will be lifted. A refusal names the authority and the court.

use zgoda_law::calendar::day_of;
use zgoda_law::{Action, Event};
use zgoda_report::{Block, Document, Words};
use zgoda_store::{Draft, Outcome, Request, RequestFile, RequestKey, Store, TransferState, WordsKind};
use zgoda_text::{Lang, Text};

use super::{Ground, article_of, authorise};
use crate::acting::{SUBJECT_RIGHTS, purpose};
use crate::{Acting, Controller, Name, RightsError, name_of};

/// What a letter says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Letter {
    /// The request arrived; by when it will be answered, and how we make sure who asks.
    Receipt,
    /// It takes longer, and why (GDPR art. 12(3)).
    Extension,
    /// What became of it (art. 12(3) and (4)).
    Answer,
    /// The restriction will be lifted (art. 18(3)).
    Lifting,
}

impl Letter {
    /// All.
    pub const ALL: [Self; 4] = [Self::Receipt, Self::Extension, Self::Answer, Self::Lifting];

    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Receipt => "receipt",
            Self::Extension => "extension",
            Self::Answer => "answer",
            Self::Lifting => "lifting",
        }
    }

    /// The letter with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|letter| letter.name() == name)
    }

    /// Whether there is something for it to say.
    pub fn fits(self, file: &RequestFile) -> bool {
        let request = &file.request;
        match self {
            Self::Receipt => request.answered_at.is_none(),
            Self::Extension => request.extended_at.is_some(),
            Self::Answer => request.answered_at.is_some(),
            Self::Lifting => {
                request.kind == zgoda_store::RequestKind::Restriction
                    && request.outcome == Some(Outcome::Granted)
            }
        }
    }
}

/// Sets a letter. That it was made stands in the ledger; the letter itself is kept nowhere.
///
/// # Errors
/// [`RightsError::NotFound`] where the request has not come so far; else where it cannot be typeset.
pub fn letter(
    store: &Store,
    who: &Acting,
    key: RequestKey,
    letter: Letter,
    lang: Lang,
) -> Result<Vec<u8>, RightsError> {
    authorise(store, who)?;
    let file = store.request_file(key)?;
    if !letter.fits(&file) {
        return Err(RightsError::NotFound("letter"));
    }
    let t = lang.text();
    let controller = Controller::of(store)?;
    let mut blocks = vec![Block::pairs(head(t, &file, &controller, addressee(store, who, &file)?, who))];
    blocks.push(Block::paragraph(t.letter_greeting()));
    blocks.extend(body(store, t, &file, letter)?);
    blocks.push(Block::paragraph(t.letter_closing(&controller.name)));
    let document = Document {
        lang,
        title: title(t, letter, &file).to_owned(),
        foot: format!("{} · {}", controller.name, t.letter_reference(key.to_string())),
        blocks,
    };
    let pdf = document.typeset()?.pdf;
    let mut change = store.change(who.stamp());
    let detail = format!("request {key}: letter {} {}", letter.name(), lang.tag());
    let draft = Draft::new(Event::RequestNoted, Action::Notify)
        .purpose(purpose(store, SUBJECT_RIGHTS)?)
        .detail(detail);
    change.record(match file.subject {
        Some(id) => draft.subject(id),
        None => draft,
    });
    change.commit()?;
    Ok(pdf)
}

/// Whom the letter is for, where a name is held and may be read.
fn addressee(store: &Store, who: &Acting, file: &RequestFile) -> Result<Option<String>, RightsError> {
    let Some(id) = file.subject.filter(|_| !file.erased) else { return Ok(None) };
    match name_of(store, who, purpose(store, SUBJECT_RIGHTS)?, &store.person(id)?)? {
        Name::Known(name) => Ok(Some(name)),
        Name::Pseudonym(_) => Ok(None),
    }
}

fn title(t: Text, letter: Letter, file: &RequestFile) -> &'static str {
    match letter {
        Letter::Receipt => t.letter_receipt_title(),
        Letter::Extension => t.letter_extension_title(),
        Letter::Answer if file.request.outcome == Some(Outcome::Refused) => t.letter_refusal_title(),
        Letter::Answer => t.letter_answer_title(),
        Letter::Lifting => t.letter_lifting_title(),
    }
}

fn head(
    t: Text,
    file: &RequestFile,
    controller: &Controller,
    addressee: Option<String>,
    who: &Acting,
) -> Vec<(String, String)> {
    let request = &file.request;
    let written = [&controller.name, &controller.address, &controller.contact];
    let written: Vec<&str> =
        written.iter().map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
    let mut pairs = vec![(t.doc_controller().to_owned(), written.join(", "))];
    pairs.extend(controller.officer.iter().map(|officer| (t.doc_officer().to_owned(), officer.clone())));
    pairs.extend(addressee.map(|name| (t.letter_to().to_owned(), name)));
    pairs.push((
        t.letter_about().to_owned(),
        format!("{} ({})", t.request_kind(request.kind.name()), article_of(request.kind)),
    ));
    pairs.push((t.letter_received().to_owned(), t.date(day_of(request.received_at))));
    pairs.push((t.letter_number().to_owned(), file.key.to_string()));
    pairs.push((t.letter_day().to_owned(), t.date(day_of(who.at))));
    pairs
}

fn body(store: &Store, t: Text, file: &RequestFile, letter: Letter) -> Result<Vec<Block>, RightsError> {
    let request = &file.request;
    let due = t.date(day_of(request.due_at));
    let said = |kind| store.request_words(file.key, kind);
    Ok(match letter {
        Letter::Receipt => {
            let mut blocks = vec![Block::paragraph(t.letter_receipt(&due))];
            if request.identity.is_none() && super::needs_identity(request.kind) {
                blocks.push(Block::paragraph(t.letter_receipt_identity()));
            }
            blocks.push(Block::paragraph(t.letter_free()));
            blocks
        }
        Letter::Extension => {
            let mut blocks = vec![Block::paragraph(t.letter_extension(&due))];
            blocks.extend(quoted(t.letter_reasons(), said(WordsKind::Extension)?));
            blocks.push(complaint(t));
            blocks
        }
        Letter::Answer => {
            let moved = store.transfers(file.key)?.iter().any(|one| one.state == TransferState::Taken);
            answered(t, file, said(WordsKind::Answer)?, moved)
        }
        Letter::Lifting => vec![Block::paragraph(t.letter_lifting()), complaint(t)],
    })
}

/// The answer; where data went straight to another controller, what was said of that takes the place of what is enclosed.
fn answered(t: Text, file: &RequestFile, said: Option<String>, moved: bool) -> Vec<Block> {
    let request = &file.request;
    let done = t.request_done(request.kind.name());
    match request.outcome {
        Some(Outcome::Refused) => {
            let mut blocks = vec![Block::paragraph(t.letter_refusal())];
            blocks.extend(ground(t, request));
            blocks.extend(quoted(t.letter_reasons(), said));
            blocks.push(complaint(t));
            blocks
        }
        Some(Outcome::Partly) => {
            let mut blocks = vec![Block::paragraph(t.letter_partly())];
            blocks.extend(ground(t, request));
            blocks.extend(quoted(t.letter_reasons(), said));
            blocks.push(complaint(t));
            blocks
        }
        Some(Outcome::NothingHeld) => {
            let mut blocks = vec![Block::paragraph(t.letter_nothing_held())];
            blocks.extend(said.into_iter().map(Block::paragraph));
            blocks.push(complaint(t));
            blocks
        }
        Some(Outcome::TakenBack) => vec![Block::paragraph(t.letter_taken_back())],
        Some(Outcome::Granted) | None => {
            let mut blocks = if moved { Vec::new() } else { vec![Block::paragraph(done)] };
            blocks.extend(said.into_iter().map(Block::paragraph));
            blocks
        }
    }
}

/// The ground of what was refused, with its article.
fn ground(t: Text, request: &Request) -> Option<Block> {
    let ground = request.ground.as_deref().and_then(Ground::from_name)?;
    let words = Words::default().strong(t.request_ground(ground.name()));
    Some(Block::paragraph(words.plain(format!(" ({})", t.article(ground.article(request.kind))))))
}

fn quoted(heading: &str, said: Option<String>) -> Vec<Block> {
    let Some(said) = said else { return Vec::new() };
    let lines = said.lines().filter(|line| !line.trim().is_empty()).map(Block::paragraph);
    std::iter::once(Block::heading(2, heading)).chain(lines).collect()
}

/// Where to turn against us (art. 12(4), 77 and 79).
fn complaint(t: Text) -> Block {
    Block::paragraph(t.letter_complaint())
}
