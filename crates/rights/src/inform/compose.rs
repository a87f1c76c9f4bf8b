//! Putting a notice together in plain words: who, what, where from, why, how long, to whom, and what the person can do.

use serde::Serialize;
use zgoda_law::{Basis, Channel, Country};
use zgoda_store::{Notice, Person, Store};
use zgoda_text::{Lang, Text};

use super::lint::{Finding, lint};
use super::parts::{Parts, parts};
use super::telling::{Block, Telling, TellingPurpose, TellingSource, write};
use crate::{Controller, RightsError};

/// A notice as the person will read it. It names neither them nor their address, so people of whom the same is held are
/// told the same text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// Its language.
    pub lang: Lang,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// Why it may not go out as it is; empty where it may.
    pub problems: Vec<Problem>,
}

impl Composed {
    /// The exact text.
    pub fn text(&self) -> String {
        write(&self.blocks)
    }
}

/// Why a notice may not go out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// The controller has not said who they are or how to reach them; a code of what is missing.
    Missing(&'static str),
    /// Nothing is held that the person has to be told of.
    NothingHeld,
    /// It holds what a notice must not.
    Promo(Finding),
}

/// Puts together what a person is to be told to meet these duties, for the way it will go.
///
/// # Errors
/// Where the store fails.
pub fn compose(
    store: &Store,
    person: &Person,
    notices: &[&Notice],
    lang: Lang,
    channel: Channel,
) -> Result<Composed, RightsError> {
    let (controller, parts) = (Controller::of(store)?, parts(store, lang)?);
    let telling = Telling::of(store, person, notices);
    let writer =
        Writer { t: lang.text(), controller: &controller, parts: &parts, telling: &telling, channel };
    let blocks = writer.blocks();
    let mut problems = missing(&controller);
    if telling.is_empty() {
        problems.push(Problem::NothingHeld);
    }
    let t = lang.text();
    let purposes = telling.purposes.iter().map(|purpose| t.purpose(&purpose.name));
    let sites = telling.sources.iter().map(|source| source.name.as_str()).filter(|name| is_address(name));
    let known: Vec<&str> = controller.known_words().into_iter().chain(purposes).chain(sites).collect();
    problems.extend(lint(&write(&blocks), &known).into_iter().map(Problem::Promo));
    Ok(Composed { lang, blocks, problems })
}

/// Whether the name of a source is the address of a page, which must be told where the data come from it.
fn is_address(name: &str) -> bool {
    !name.contains(char::is_whitespace) && name.contains('.')
}

/// What the controller has not said yet, without which no notice goes out.
///
/// # Errors
/// Where the store fails.
pub fn missing_of_controller(store: &Store) -> Result<Vec<Problem>, RightsError> {
    Ok(missing(&Controller::of(store)?))
}

fn missing(controller: &Controller) -> Vec<Problem> {
    let needed = [
        (&controller.name, "controller-name"),
        (&controller.address, "controller-address"),
        (&controller.contact, "controller-contact"),
    ];
    needed.into_iter().filter(|(said, _)| said.is_empty()).map(|(_, code)| Problem::Missing(code)).collect()
}

struct Writer<'a> {
    t: Text,
    controller: &'a Controller,
    parts: &'a Parts,
    telling: &'a Telling,
    channel: Channel,
}

impl Writer<'_> {
    fn blocks(&self) -> Vec<Block> {
        let t = self.t;
        let elsewhere = self.telling.from_elsewhere;
        let heading = |text: &str| Block::Heading(text.to_owned());
        let text = |text: &str| Block::Text(text.to_owned());
        let mut blocks = vec![
            Block::Title(if elsewhere { t.inform_title_14() } else { t.inform_title_13() }.to_owned()),
            text(t.inform_greeting()),
        ];
        blocks.extend(own(&self.parts.opening));
        blocks.push(text(if elsewhere { t.inform_opening_14() } else { t.inform_opening_13() }));
        blocks.extend([heading(t.inform_who()), Block::Text(self.who())]);
        blocks.push(heading(t.inform_from()));
        blocks.push(Block::List(self.telling.sources.iter().map(|source| self.source(source)).collect()));
        blocks.extend([heading(t.inform_what()), Block::List(self.fields())]);
        blocks.push(heading(t.inform_why()));
        blocks.push(Block::List(self.telling.purposes.iter().map(|purpose| self.purpose(purpose)).collect()));
        if !elsewhere {
            blocks.push(text(t.inform_voluntary()));
        }
        blocks.extend([heading(t.inform_recipients()), self.recipients(), self.transfers()]);
        blocks.push(heading(t.inform_automated()));
        blocks.push(text(if self.telling.profiling {
            t.inform_automated_profiling()
        } else {
            t.inform_automated_none()
        }));
        blocks.extend([heading(t.inform_rights()), Block::List(self.rights()), Block::Text(self.how())]);
        blocks.push(Block::Apart(self.objection()));
        blocks.extend([heading(t.inform_complaint()), text(t.inform_complaint_text())]);
        if !self.controller.privacy_url.is_empty() {
            blocks.push(Block::Text(t.inform_privacy(&self.controller.privacy_url)));
        }
        blocks.extend(own(&self.parts.closing));
        blocks.push(Block::Text(self.controller.name.clone()));
        blocks
    }

    fn who(&self) -> String {
        let t = self.t;
        let Controller { name, address, contact, officer, .. } = self.controller;
        let mut said = t.inform_controller(name, address, contact);
        if let Some(officer) = officer {
            said.push(' ');
            said.push_str(&t.inform_officer(officer));
        }
        said
    }

    fn source(&self, source: &TellingSource) -> String {
        let t = self.t;
        let access = if source.public { t.inform_source_public() } else { t.inform_source_closed() };
        t.inform_source(t.origin(&source.name), t.source(source.kind), access, t.date(source.obtained))
    }

    fn fields(&self) -> Vec<String> {
        let t = self.t;
        let names = |fields: &std::collections::BTreeSet<String>| {
            fields.iter().map(|field| t.field(field)).collect::<Vec<_>>().join(", ")
        };
        let fields = self.telling.fields.iter();
        fields.map(|(class, fields)| t.inform_category(t.field_class(*class), names(fields))).collect()
    }

    fn purpose(&self, purpose: &TellingPurpose) -> String {
        let t = self.t;
        let bases: Vec<String> = purpose
            .bases
            .iter()
            .map(|basis| format!("{} ({})", t.basis(*basis), t.basis_article(*basis)))
            .collect();
        let mut said = t.inform_purpose(t.purpose(&purpose.name), bases.join(", "));
        if purpose.bases.contains(&Basis::LegitimateInterest)
            && let Some(interest) = t.find(&format!("interest-{}", purpose.name.replace('_', "-")))
        {
            said.push(' ');
            said.push_str(&t.inform_interest(interest));
        }
        if let Some(until) = purpose.until {
            said.push(' ');
            said.push_str(&t.inform_until(t.date(until)));
        }
        said
    }

    fn recipients(&self) -> Block {
        let t = self.t;
        let carrier = if self.channel == Channel::Post {
            t.inform_recipients_post()
        } else {
            t.inform_recipients_mail()
        };
        Block::Text(match self.parts.recipients.trim() {
            "" => t.inform_recipients_none(carrier),
            own => format!("{own} {}", t.inform_recipients_also(carrier)),
        })
    }

    fn transfers(&self) -> Block {
        let own = self.parts.transfers.trim();
        Block::Text(if own.is_empty() { self.t.inform_transfers_none() } else { own }.to_owned())
    }

    fn rights(&self) -> Vec<String> {
        let t = self.t;
        let mut rights = vec![
            t.inform_right_access(),
            t.inform_right_rectify(),
            t.inform_right_erase(),
            t.inform_right_restrict(),
        ];
        let (consent, contract) =
            (self.telling.rests_on(Basis::Consent), self.telling.rests_on(Basis::Contract));
        if consent || contract {
            rights.push(t.inform_right_move());
        }
        if consent {
            rights.push(t.inform_right_withdraw());
        }
        rights.into_iter().map(str::to_owned).collect()
    }

    fn how(&self) -> String {
        let Controller { contact, rights_url, .. } = self.controller;
        let mut said = self.t.inform_how(contact);
        if !rights_url.is_empty() {
            said.push(' ');
            said.push_str(&self.t.inform_how_page(rights_url));
        }
        said
    }

    fn objection(&self) -> String {
        let t = self.t;
        let interest = self.telling.rests_on(Basis::LegitimateInterest);
        let said = if interest { t.inform_objection_interest() } else { t.inform_objection_marketing() };
        format!("{} {said}", t.inform_objection())
    }
}

/// A part of the operator's own, as paragraphs.
fn own(part: &str) -> impl Iterator<Item = Block> {
    let lines = part.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| Block::Text(line.to_owned()))
}

/// The language of somebody who never said which: by their country.
pub(crate) fn language_of(country: &str) -> Lang {
    if country == Country::PL.to_string() { Lang::Pl } else { Lang::En }
}
