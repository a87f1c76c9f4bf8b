//! The severity of a breach by the ENISA method: SE = DPC × EI + CB. It proposes; a human decides.

use serde::{Deserialize, Serialize};

closed_set! {
    /// How easily a person can be told from the data (EI).
    Identification {
        /// 0.25: practically not.
        Negligible = 1 "negligible",
        /// 0.5: with effort.
        Limited = 2 "limited",
        /// 0.75: easily.
        Significant = 3 "significant",
        /// 1: directly.
        Maximum = 4 "maximum",
    }
}

closed_set! {
    /// How much of a quality was lost (CB).
    Loss {
        /// 0: none.
        None = 0 "none",
        /// 0.25: some.
        Partial = 1 "partial",
        /// 0.5: all of it.
        Full = 2 "full",
    }
}

closed_set! {
    /// The level a score falls into.
    SeverityLevel {
        /// Below 2: the register is enough if the risk is shown to be unlikely.
        Low = 1 "low",
        /// 2 to below 3: the authority.
        Medium = 2 "medium",
        /// 3 to below 4: the authority and the persons.
        High = 3 "high",
        /// From 4 on.
        VeryHigh = 4 "very_high",
    }
}

/// What is known about a breach.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BreachFacts {
    /// Data processing context (DPC), 1 simple to 4 sensitive, adjusted by context; other numbers count as 4.
    pub context: u8,
    /// Ease of identification (EI).
    pub identification: Identification,
    /// Loss of confidentiality.
    pub confidentiality: Loss,
    /// Loss of integrity.
    pub integrity: Loss,
    /// Loss of availability.
    pub availability: Loss,
    /// Somebody meant harm.
    pub malicious: bool,
    /// PESEL numbers, or more than one identifier of a person, are among the data.
    pub strong_identifiers: bool,
}

/// What the method proposes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Severity {
    /// The score in quarters: 10 is 2.5.
    pub score_quarters: u8,
    /// Its level.
    pub level: SeverityLevel,
    /// The authority should be notified, GDPR art. 33.
    pub notify_authority: bool,
    /// The persons should be told, GDPR art. 34.
    pub notify_persons: bool,
    /// A human must look at it before anything else.
    pub human_review: bool,
}

/// Scores a breach.
pub fn severity(facts: &BreachFacts) -> Severity {
    let context = if (1..=4).contains(&facts.context) { facts.context } else { 4 };
    let circumstances = facts.confidentiality.number()
        + facts.integrity.number()
        + facts.availability.number()
        + if facts.malicious { 2 } else { 0 };
    let score_quarters = context * facts.identification.number() + circumstances;
    let level = match score_quarters {
        0..8 => SeverityLevel::Low,
        8..12 => SeverityLevel::Medium,
        12..16 => SeverityLevel::High,
        _ => SeverityLevel::VeryHigh,
    };
    Severity {
        score_quarters,
        level,
        notify_authority: level >= SeverityLevel::Medium,
        notify_persons: level >= SeverityLevel::High,
        human_review: level >= SeverityLevel::Medium || facts.strong_identifiers,
    }
}
