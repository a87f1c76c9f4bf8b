//! An authorisation on paper: what is signed, filed and shown to an inspection.

use zgoda_law::calendar::day_of;
use zgoda_law::{ActorId, FieldClass};
use zgoda_report::{Block, Document};
use zgoda_store::{Authorisation, Store};
use zgoda_text::{Lang, Text};

use crate::{Controller, RightsError};

impl super::Scope {
    /// The purposes in words.
    pub fn purposes_in_words(&self, t: Text) -> String {
        self.purposes.iter().map(|name| t.purpose(name)).collect::<Vec<_>>().join(", ")
    }

    fn classes_in_words(&self, t: Text) -> String {
        self.classes.iter().map(|class: &FieldClass| t.field_class(*class)).collect::<Vec<_>>().join(", ")
    }
}

/// Its days in words.
pub fn term(t: Text, one: &Authorisation) -> String {
    let from = t.date(day_of(one.from));
    match super::last_day(one) {
        Some(to) => t.access_from_to(&from, t.date(to)),
        None => t.access_from_open(&from),
    }
}

/// An authorisation as a PDF, to be printed and signed.
///
/// # Errors
/// Where the store fails or it cannot be typeset.
pub fn print(store: &Store, one: &Authorisation, lang: Lang) -> Result<Vec<u8>, RightsError> {
    let (t, controller) = (lang.text(), Controller::of(store)?);
    let who = |actor: ActorId| -> Result<String, RightsError> {
        if actor == ActorId::SYSTEM {
            return Ok(t.access_given_setup().to_owned());
        }
        Ok(store.account(actor)?.name)
    };
    let dated = |(actor, at)| Ok::<_, RightsError>(format!("{}, {}", who(actor)?, t.moment(at)));
    let scope = super::scope(store, one);
    let role = store.law().catalogue().role(one.role);
    let deeds = role.iter().flat_map(|role| &role.deeds);
    let deeds =
        deeds.filter_map(|deed| t.find(&format!("access-deed-{deed}"))).collect::<Vec<_>>().join(", ");
    let mut pairs = vec![
        (t.doc_controller(), controller.name.clone()),
        (t.doc_access_number(), one.id.to_string()),
        (t.doc_access_holder(), store.account(one.account)?.name),
        (t.doc_access_role(), t.role(one.role).to_owned()),
        (t.doc_access_purposes(), scope.purposes_in_words(t)),
        (t.doc_access_categories(), scope.classes_in_words(t)),
        (t.doc_access_deeds(), deeds),
        (t.doc_access_term(), term(t, one)),
    ];
    if !one.word.is_empty() {
        pairs.push((t.doc_access_word(), one.word.clone()));
    }
    pairs.push((t.doc_access_given(), dated(one.given)?));
    let accepted = one.accepted_at.map_or_else(|| t.access_not_accepted().to_owned(), |at| t.moment(at));
    pairs.push((t.doc_access_accepted(), accepted));
    if let Some(ended) = one.ended {
        pairs.push((t.doc_access_ended(), format!("{}. {}", dated(ended)?, one.end_word)));
    }
    let pairs = pairs.into_iter().map(|(name, value)| (name.to_owned(), value));
    let line = |name: &str| Block::paragraph(format!("{name}: ______________________________"));
    let blocks = vec![
        Block::paragraph(t.doc_access_text()),
        Block::pairs(pairs),
        Block::paragraph(t.doc_access_duty()),
        line(t.doc_access_signed_giver()),
        line(t.doc_access_signed_holder()),
    ];
    let foot = format!("{} · {} {}", controller.name, t.doc_access_title(), one.id);
    Ok(Document { lang, title: t.doc_access_title().to_owned(), foot, blocks }.typeset()?.pdf)
}
