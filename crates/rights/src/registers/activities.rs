//! The record of processing activities (GDPR art. 30(1)). Nobody writes it: it is made of the purposes in use, of what is
//! held for them at this moment, of the terms, the assessments, and the processors and transfers that were entered.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use zgoda_law::calendar::day_of;
use zgoda_law::pack::RetentionRule;
use zgoda_law::{Basis, Country, PurposeDef, SourceType, SubjectKind};
use zgoda_store::{Assessment, AssessmentKind, Condition, Export, Register, Store};
use zgoda_text::Text;

use super::{Entry, list};
use crate::RightsError;
use crate::assess::{Known, holds};
use crate::exports;

/// Files that left, looked through at most.
const EXPORTS: u32 = 10_000;

/// One activity: a purpose, and everything that is done for it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Activity {
    /// The stable name of the purpose.
    pub purpose: String,
    /// Whether the controller uses it now; one that is not used may still hold something.
    pub in_use: bool,
    /// The provision that makes it a duty.
    pub duty: Option<String>,
    /// The bases it may rest on.
    pub bases: Vec<Basis>,
    /// Whether it evaluates traits.
    pub profiling: bool,
    /// People with a value held for it.
    pub people: u64,
    /// Of them, how many of each kind.
    pub kinds: Vec<(SubjectKind, u64)>,
    /// How many people each field is held of, by stable name.
    pub fields: Vec<(String, u64)>,
    /// The fields it may read at all, by stable name.
    pub fields_allowed: Vec<String>,
    /// How many people came from each kind of source.
    pub sources: Vec<(SourceType, u64)>,
    /// Those who process for it or received a file for it: name, country, what they do or which file.
    pub recipients: Vec<(String, Country, String)>,
    /// The transfers among them, by the name of the recipient and the mechanism.
    pub transfers: Vec<(String, String)>,
    /// The rule by which its data end.
    pub rule: Option<String>,
    /// The balancing test that stands, with its day of review.
    pub balancing: Option<(u32, Date)>,
    /// The impact assessment or screening that stands, with its day of review.
    pub impact: Option<(u32, Date)>,
    /// Whether it needs an impact assessment that does not stand.
    pub impact_missing: bool,
}

/// All activities at this moment.
///
/// # Errors
/// Where the store fails.
pub fn activities(store: &Store, now: Timestamp) -> Result<Vec<Activity>, RightsError> {
    let (in_use, held) = (store.purposes_at(now)?, store.values_by_purpose()?);
    let assessments = store.assessments()?;
    let (processors, transfers) = recipients(store, now)?;
    let exports = exports::as_of(store, now, EXPORTS)?;
    let wanted = |purpose: &&PurposeDef| {
        in_use.contains(&purpose.id) || held.contains_key(&purpose.id) || purpose.duty.is_some()
    };
    let mut all = Vec::new();
    for purpose in store.law().catalogue().purposes().iter().filter(wanted) {
        let known = Known::of(store, purpose, now)?;
        let mut kinds = Vec::new();
        for kind in SubjectKind::ALL {
            let condition = Condition::All(vec![Condition::For(purpose.id), Condition::Kind(*kind)]);
            kinds.push((*kind, store.people_who(&condition)?.len()));
        }
        kinds.retain(|(_, people)| *people > 0);
        let stands = |kind| standing(&assessments, purpose, kind, now);
        let mut recipients: Vec<_> = processors
            .iter()
            .filter(|(purposes, _)| purposes.contains(&purpose.name))
            .map(|(_, recipient)| recipient.clone())
            .collect();
        received(&exports, purpose, &mut recipients);
        let carried = recipients.iter().filter_map(|(name, ..)| transfers.get_key_value(name));
        let transfers = carried.map(|(name, mechanism)| (name.clone(), mechanism.clone())).collect();
        let impact = stands(AssessmentKind::Impact);
        let catalogue = store.law().catalogue();
        let allowed = catalogue.fields().iter().filter(|field| purpose.fields().contains(field.id));
        all.push(Activity {
            purpose: purpose.name.clone(),
            in_use: in_use.contains(&purpose.id) || purpose.duty.is_some(),
            duty: purpose.duty.clone(),
            bases: purpose.bases.iter().map(|(basis, _)| *basis).collect(),
            profiling: purpose.profiling,
            people: known.people,
            kinds,
            fields: known.fields,
            fields_allowed: allowed.map(|field| field.name.clone()).collect(),
            sources: known.sources,
            recipients,
            transfers,
            rule: Some(purpose.retention.clone()).filter(|rule| !rule.is_empty()),
            balancing: stands(AssessmentKind::Balancing),
            impact_missing: purpose.dpia_required && impact.is_none(),
            impact,
        });
    }
    Ok(all)
}

/// Adds those who received a file for the purpose.
fn received(exports: &[Export], purpose: &PurposeDef, recipients: &mut Vec<(String, Country, String)>) {
    let given =
        |export: &&Export| export.purpose == purpose.id && export.is_disclosure() && export.people > 0;
    for export in exports.iter().filter(given) {
        let known = recipients.iter().any(|(name, ..)| *name == export.recipient);
        if let (false, Ok(country)) = (known, export.country.parse()) {
            recipients.push((export.recipient.clone(), country, format!("E{}", export.id)));
        }
    }
}

/// Processors with the purposes they serve, and transfers by recipient: those that stand.
type Recipients = (Vec<(Vec<String>, (String, Country, String))>, BTreeMap<String, String>);

fn recipients(store: &Store, now: Timestamp) -> Result<Recipients, RightsError> {
    let (mut processors, mut transfers) = (Vec::new(), BTreeMap::new());
    for register in [Register::Processors, Register::Transfers] {
        for entered in list(store, register, now)?.into_iter().filter(|entered| entered.is_open(now)) {
            match entered.entry {
                Entry::Processor(one) => {
                    processors.push((one.purposes.0, (one.name.0, one.country, one.service.0)));
                }
                Entry::Transfer(one) => {
                    transfers.insert(one.recipient.0, one.mechanism.name().to_owned());
                }
                _ => {}
            }
        }
    }
    Ok((processors, transfers))
}

fn standing(
    all: &[Assessment],
    purpose: &PurposeDef,
    kind: AssessmentKind,
    now: Timestamp,
) -> Option<(u32, Date)> {
    let fits = |found: &&Assessment| found.purpose == purpose.id && found.kind == kind && holds(found, now);
    all.iter().rfind(fits).map(|found| (found.id, day_of(found.valid_to)))
}

impl Activity {
    /// Its bases in words, each with its article.
    pub fn said_bases(&self, t: Text) -> Vec<String> {
        match &self.duty {
            Some(provision) => vec![t.article(provision)],
            None => self.bases.iter().map(|basis| t.basis_article(*basis).to_owned()).collect(),
        }
    }

    /// How long its data are kept, in words: from what on, how long, by which act.
    pub fn said_term(&self, store: &Store, t: Text, now: Timestamp) -> Option<String> {
        let pack = store.law().packs().retention(Country::PL, now)?;
        let rule: &RetentionRule = pack.rule(self.rule.as_deref()?)?;
        // A term that the controller decided takes the place of the pack's.
        let decided = store.decided_terms().ok()?;
        let own = decided.iter().rfind(|own| own.rule == rule.id && own.is_in_force(now));
        let term = own.map_or_else(|| t.term(rule), |own| t.span(own.term));
        let start = t.start_event(rule.start);
        Some(format!("{start}: {term} ({})", t.article(&rule.legal_ref)))
    }
}
