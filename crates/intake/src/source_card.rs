//! Source cards: the kinds of collection a user chooses from, and what each of them means in law.

use zgoda_law::{Basis, Channel, InformationDuty, SourceType};

/// A kind of collection. Names are stable: they stand in commands, forms and the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SourceKind {
    /// A stand at a fair, a conference.
    Fair,
    /// A webinar.
    Webinar,
    /// The chat on the own site.
    Chat,
    /// A thread of a messenger.
    Messenger,
    /// A form the person filled in.
    Form,
    /// A telephone call.
    Call,
    /// A business card.
    Card,
    /// A recommendation by another person.
    Referral,
    /// Own records from an earlier system.
    EarlierSystem,
    /// A purchased list.
    Broker,
    /// Typed in by staff from another source.
    Manual,
    /// The National Court Register.
    Krs,
    /// The register of sole traders.
    Ceidg,
    /// A firm's website.
    Website,
}

/// What starts the term of keeping for data of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The day of the event.
    EventDay,
    /// The last sign from the person.
    LastInbound,
    /// The day the data were obtained.
    Obtained,
}

/// What a kind of collection means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceCard {
    /// Which kind.
    pub kind: SourceKind,
    /// The stable name, as in `--source fair:…`.
    pub name: &'static str,
    /// What it is in law.
    pub source: SourceType,
    /// Which information duty it carries.
    pub duty: InformationDuty,
    /// The purposes one usually has, by name, with their bases.
    pub purposes: &'static [(&'static str, Basis)],
    /// What starts the term of keeping.
    pub anchor: Anchor,
    /// The code of the text that says which duty follows.
    pub follows: &'static str,
    /// Refused unless the source was approved and can be shown.
    pub refused: bool,
    /// The day must be said; elsewhere it is today unless said otherwise.
    pub day_required: bool,
    /// Whether the source is publicly accessible, GDPR art. 14(2)(f).
    pub is_public: bool,
    /// What the timeline calls it where the person came to us, and by which channel.
    pub touch: Option<(&'static str, Option<Channel>)>,
}

/// What all cards of data from the person have in common.
const FROM_THE_PERSON: SourceCard = SourceCard {
    kind: SourceKind::Form,
    name: "",
    source: SourceType::Form,
    duty: InformationDuty::Article13,
    purposes: &[("respond_inquiry", Basis::Contract)],
    anchor: Anchor::LastInbound,
    follows: "notice_13_at_once",
    refused: false,
    day_required: false,
    is_public: false,
    touch: None,
};

/// What all cards of data from elsewhere have in common.
const FROM_ELSEWHERE: SourceCard = SourceCard {
    duty: InformationDuty::Article14,
    purposes: &[("enrich_person", Basis::LegitimateInterest)],
    anchor: Anchor::Obtained,
    follows: "notice_14_within_a_month",
    ..FROM_THE_PERSON
};

/// Every card, in the order in which a user is shown them.
pub const SOURCE_CARDS: &[SourceCard] = &[
    SourceCard {
        kind: SourceKind::Fair,
        name: "fair",
        source: SourceType::Event,
        anchor: Anchor::EventDay,
        day_required: true,
        touch: Some(("event_visit", Some(Channel::InPerson))),
        ..FROM_THE_PERSON
    },
    SourceCard {
        kind: SourceKind::Webinar,
        name: "webinar",
        source: SourceType::Webinar,
        purposes: &[("event_run", Basis::Contract)],
        anchor: Anchor::EventDay,
        day_required: true,
        touch: Some(("webinar_visit", None)),
        ..FROM_THE_PERSON
    },
    SourceCard {
        kind: SourceKind::Form,
        name: "form",
        source: SourceType::Form,
        touch: Some(("form_sent", None)),
        ..FROM_THE_PERSON
    },
    SourceCard {
        kind: SourceKind::Chat,
        name: "chat",
        source: SourceType::Chat,
        touch: Some(("chat_message", None)),
        ..FROM_THE_PERSON
    },
    SourceCard {
        kind: SourceKind::Messenger,
        name: "messenger",
        source: SourceType::Messenger,
        touch: Some(("messenger_message", Some(Channel::MessengerDm))),
        ..FROM_THE_PERSON
    },
    SourceCard {
        kind: SourceKind::Call,
        name: "call",
        source: SourceType::Call,
        touch: Some(("call", Some(Channel::CallLive))),
        ..FROM_THE_PERSON
    },
    SourceCard {
        kind: SourceKind::Card,
        name: "card",
        source: SourceType::Card,
        day_required: true,
        touch: Some(("business_card", Some(Channel::InPerson))),
        ..FROM_THE_PERSON
    },
    SourceCard {
        kind: SourceKind::Referral,
        name: "referral",
        source: SourceType::Referral,
        purposes: &[("direct_marketing_own", Basis::LegitimateInterest)],
        ..FROM_ELSEWHERE
    },
    SourceCard {
        kind: SourceKind::EarlierSystem,
        name: "import",
        source: SourceType::Import,
        purposes: &[],
        anchor: Anchor::LastInbound,
        day_required: true,
        ..FROM_ELSEWHERE
    },
    SourceCard {
        kind: SourceKind::Manual,
        name: "manual",
        source: SourceType::Manual,
        purposes: &[],
        ..FROM_ELSEWHERE
    },
    SourceCard {
        kind: SourceKind::Krs,
        name: "krs",
        source: SourceType::RegistryKrs,
        is_public: true,
        ..FROM_ELSEWHERE
    },
    SourceCard {
        kind: SourceKind::Ceidg,
        name: "ceidg",
        source: SourceType::RegistryCeidg,
        is_public: true,
        ..FROM_ELSEWHERE
    },
    SourceCard {
        kind: SourceKind::Website,
        name: "website",
        source: SourceType::Website,
        is_public: true,
        ..FROM_ELSEWHERE
    },
    SourceCard {
        kind: SourceKind::Broker,
        name: "broker",
        source: SourceType::Broker,
        purposes: &[("direct_marketing_own", Basis::Consent)],
        follows: "proof_of_consent_for_each_record",
        refused: true,
        day_required: true,
        ..FROM_ELSEWHERE
    },
];

impl SourceKind {
    /// What it means.
    pub fn card(self) -> &'static SourceCard {
        SOURCE_CARDS.iter().find(|card| card.kind == self).unwrap_or(&FROM_ELSEWHERE)
    }

    /// The kind with this stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        SOURCE_CARDS.iter().find(|card| card.name == name).map(|card| card.kind)
    }
}

impl SourceCard {
    /// The card of a source that is described already.
    pub(crate) fn of(source: SourceType) -> Option<&'static Self> {
        SOURCE_CARDS.iter().find(|card| card.source == source)
    }
}

/// A source as it is named on the command line: `fair:Targi Poznań 2026`. A name without a kind is a list of own records
/// from an earlier system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceSpec {
    /// Which kind.
    pub kind: SourceKind,
    /// What people call it.
    pub name: String,
}

impl std::str::FromStr for SourceSpec {
    type Err = crate::Refusal;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let Some((kind, name)) = text.split_once(':') else {
            let name = text.trim();
            if name.is_empty() || SourceKind::from_name(name).is_some() {
                return Err(crate::Refusal::of("source_unnamed"));
            }
            return Ok(Self { kind: SourceKind::EarlierSystem, name: name.to_owned() });
        };
        let kind = SourceKind::from_name(kind.trim()).ok_or(crate::Refusal::of("source_unknown"))?;
        let name = name.trim().to_owned();
        if name.is_empty() { Err(crate::Refusal::of("source_unnamed")) } else { Ok(Self { kind, name }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_card_of_its_own_and_an_honest_duty() {
        for card in SOURCE_CARDS {
            assert_eq!(card.kind.card(), card);
            assert_eq!(card.duty, card.source.duty(), "{}", card.name);
            assert_eq!(SourceKind::from_name(card.name), Some(card.kind));
        }
    }

    #[test]
    fn default_purposes_stand_in_the_catalogue_and_allow_their_basis() {
        let law = zgoda_law::Law::builtin().unwrap();
        for (purpose, basis) in SOURCE_CARDS.iter().flat_map(|card| card.purposes) {
            assert!(law.catalogue().purpose(purpose).unwrap().allows(*basis), "{purpose}");
        }
    }

    #[test]
    fn a_source_is_named_by_its_kind_and_its_name() {
        let spec: SourceSpec = "fair:Targi Poznań 2026".parse().unwrap();
        assert_eq!((spec.kind, spec.name.as_str()), (SourceKind::Fair, "Targi Poznań 2026"));
        let spec: SourceSpec = "Stary CRM".parse().unwrap();
        assert_eq!((spec.kind, spec.name.as_str()), (SourceKind::EarlierSystem, "Stary CRM"));
        assert_eq!("stall:x".parse::<SourceSpec>().unwrap_err().codes, ["source_unknown"]);
        assert_eq!("fair".parse::<SourceSpec>().unwrap_err().codes, ["source_unnamed"]);
    }
}
