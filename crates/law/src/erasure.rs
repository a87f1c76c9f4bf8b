//! What goes and what stays when a person asks for erasure (GDPR art. 17, law B6.3).

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::calendar::start_of_day;
use crate::{Basis, Law, Obligation, PurposeCategory};

/// A person's request, and what is held about them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErasureRequest {
    /// When it is carried out.
    pub at: Timestamp,
    /// The values held.
    pub facts: Vec<HeldFact>,
    /// A legal hold covers the person.
    #[serde(default)]
    pub on_hold: bool,
    /// The person does not want to stand on the suppression list either.
    #[serde(default)]
    pub suppression_refused: bool,
    /// Recipients that received the data.
    #[serde(default)]
    pub recipients: Vec<String>,
}

/// One value and why it is held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldFact {
    /// Its field, by name.
    pub field: String,
    /// The purposes it is held for.
    pub purposes: Vec<HeldPurpose>,
    /// A legal hold covers this value, where it does not cover the whole person.
    #[serde(default)]
    pub on_hold: bool,
}

/// One purpose of a held value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldPurpose {
    /// The purpose, by name.
    pub purpose: String,
    /// Its basis.
    pub basis: Basis,
    /// The first day on which its term is over.
    pub keep_until: Date,
}

/// How far an erasure goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ErasureExtent {
    /// Everything goes; the person's key can be destroyed.
    Full,
    /// Some values stay, restricted.
    Partial,
    /// Nothing may go.
    Refused,
}

/// The plan of an erasure: indices point into the request's facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ErasurePlan {
    /// How far it goes.
    pub extent: ErasureExtent,
    /// The facts to erase.
    pub erase: Vec<usize>,
    /// The facts that stay, restricted to the purposes that keep them.
    pub keep: Vec<KeptFact>,
    /// What must be done besides.
    pub obligations: Vec<Obligation>,
    /// Whether the addresses go on the suppression list, under a keyed hash.
    pub suppress: bool,
}

/// A fact that stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KeptFact {
    /// Which fact.
    pub fact: usize,
    /// The only purposes it may still serve.
    pub purposes: Vec<String>,
    /// The exceptions that keep it.
    pub articles: Vec<&'static str>,
    /// The first day on which none of them holds any more.
    pub keep_until: Date,
}

impl Law {
    /// Plans an erasure. What no exception keeps goes.
    pub fn erasure_plan(&self, request: &ErasureRequest) -> ErasurePlan {
        let mut erase = Vec::new();
        let mut keep = Vec::new();
        for (index, fact) in request.facts.iter().enumerate() {
            match self.kept(request, index, fact) {
                Some(kept) => keep.push(kept),
                None => erase.push(index),
            }
        }
        let extent = match (erase.is_empty(), keep.is_empty()) {
            (_, true) => ErasureExtent::Full,
            (true, false) => ErasureExtent::Refused,
            (false, false) => ErasureExtent::Partial,
        };
        let mut obligations = vec![Obligation::Log];
        if !erase.is_empty() {
            obligations.push(Obligation::Erase);
            if !request.recipients.is_empty() {
                obligations.push(Obligation::NotifyRecipients);
            }
        }
        ErasurePlan { extent, erase, keep, obligations, suppress: !request.suppression_refused }
    }

    fn kept(&self, request: &ErasureRequest, index: usize, fact: &HeldFact) -> Option<KeptFact> {
        let mut kept = KeptFact { fact: index, purposes: vec![], articles: vec![], keep_until: Date::MIN };
        for held in &fact.purposes {
            let on_hold = request.on_hold || fact.on_hold;
            let Some(article) = self.exception(request.at, on_hold, held) else { continue };
            kept.purposes.push(held.purpose.clone());
            if !kept.articles.contains(&article) {
                kept.articles.push(article);
            }
            kept.keep_until = kept.keep_until.max(held.keep_until);
        }
        (!kept.purposes.is_empty()).then_some(kept)
    }

    /// The exception that keeps a value for a purpose, if one does.
    fn exception(&self, at: Timestamp, on_hold: bool, held: &HeldPurpose) -> Option<&'static str> {
        if on_hold {
            return Some("art. 17 ust. 3 lit. e RODO");
        }
        if start_of_day(held.keep_until) <= at {
            return None;
        }
        let category = self.catalogue().purpose(&held.purpose)?.category;
        match held.basis {
            Basis::LegalObligation => Some("art. 17 ust. 3 lit. b RODO"),
            Basis::LegitimateInterest | Basis::Contract if category == PurposeCategory::Legal => {
                Some("art. 17 ust. 3 lit. e RODO")
            }
            // A running contract still needs the data, so that no ground of art. 17(1) is given.
            Basis::Contract if held.purpose == "perform_contract" => Some("art. 17 ust. 1 lit. a RODO"),
            _ => None,
        }
    }
}
