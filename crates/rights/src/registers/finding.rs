//! What follows from an entry: what the law makes of it, and what is due.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use zgoda_law::calendar::end_of_day;
use zgoda_law::{Carried, Obligation, Reason};
use zgoda_report::Mark;
use zgoda_text::Text;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Grade {
    /// As it should be.
    Good,
    /// To be watched or mended soon.
    Watch,
    /// Not as the law wants it.
    Bad,
}

impl Grade {
    /// How it is marked in a document.
    pub const fn mark(self) -> Mark {
        match self {
            Self::Good => Mark::Good,
            Self::Watch => Mark::Watch,
            Self::Bad => Mark::Bad,
        }
    }
}

/// What the law makes of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// A reason of the law, as decisions have it.
    Law(Reason),
    /// Something that must be done.
    Duty(Obligation),
    /// A finding of the register's own.
    Own {
        /// How much it weighs.
        grade: Grade,
        /// Its key in the texts, behind `reg-finding-`.
        key: &'static str,
        /// The article it rests on; empty where it rests on none.
        article: Cow<'static, str>,
    },
}

impl Finding {
    /// As it should be.
    pub fn good(key: &'static str, article: impl Into<Cow<'static, str>>) -> Self {
        Self::Own { grade: Grade::Good, key, article: article.into() }
    }

    /// To be watched.
    pub fn watch(key: &'static str, article: impl Into<Cow<'static, str>>) -> Self {
        Self::Own { grade: Grade::Watch, key, article: article.into() }
    }

    /// Not as the law wants it.
    pub fn bad(key: &'static str, article: impl Into<Cow<'static, str>>) -> Self {
        Self::Own { grade: Grade::Bad, key, article: article.into() }
    }

    /// What was found about a recipient.
    pub fn carried(carried: Carried) -> Vec<Self> {
        let mut found: Vec<Self> = carried.reasons.into_iter().map(Self::Law).collect();
        if found.is_empty() {
            let by = carried.adequacy.unwrap_or_else(|| "art. 44–49 RODO".to_owned());
            found.push(Self::good("carried", by));
        }
        found.extend(carried.obligations.into_iter().map(Self::Duty));
        found
    }

    /// How much it weighs.
    pub fn grade(&self) -> Grade {
        match self {
            Self::Law(_) => Grade::Bad,
            Self::Duty(_) => Grade::Watch,
            Self::Own { grade, .. } => *grade,
        }
    }

    /// What it says.
    pub fn words(&self, t: Text) -> String {
        match self {
            Self::Law(reason) => t.reason(reason.code).to_owned(),
            Self::Duty(obligation) => t.obligation(obligation),
            Self::Own { key, .. } => t.find(&format!("reg-finding-{key}")).unwrap_or(key).to_owned(),
        }
    }

    /// The article it rests on.
    pub fn article(&self) -> &str {
        match self {
            Self::Law(reason) => &reason.article,
            Self::Duty(_) => "",
            Self::Own { article, .. } => article,
        }
    }
}

/// What is to be done about an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DueKind {
    /// Weigh a breach, within a day of becoming aware.
    WeighBreach,
    /// Tell the authority of a breach, within 72 hours.
    NotifyAuthority,
    /// Tell the persons of a breach.
    TellPersons,
    /// Look at a processor again.
    ReviewProcessor,
    /// Look at a transfer again.
    ReviewTransfer,
    /// Sign clauses behind the Data Privacy Framework.
    SignClauses,
    /// Assess the transfer's impact again.
    RenewImpact,
    /// Answer an authority.
    AnswerAuthority,
    /// Tell the authority who the officer is.
    NotifyOfficer,
    /// Train again.
    RenewTraining,
    /// Look at a policy again.
    ReviewPolicy,
    /// Look at a safeguard again.
    ReviewMeasure,
    /// Mend what an audit found.
    MendFinding,
    /// Look at a model again.
    ReviewModel,
    /// Decide what becomes of a stray file or medium.
    DecideStray,
    /// Destroy a stray file or medium.
    DestroyStray,
}

impl DueKind {
    /// Every kind.
    pub const ALL: [Self; 16] = [
        Self::WeighBreach,
        Self::NotifyAuthority,
        Self::TellPersons,
        Self::ReviewProcessor,
        Self::ReviewTransfer,
        Self::SignClauses,
        Self::RenewImpact,
        Self::AnswerAuthority,
        Self::NotifyOfficer,
        Self::RenewTraining,
        Self::ReviewPolicy,
        Self::ReviewMeasure,
        Self::MendFinding,
        Self::ReviewModel,
        Self::DecideStray,
        Self::DestroyStray,
    ];

    /// The article it rests on.
    pub const fn article(self) -> &'static str {
        match self {
            Self::WeighBreach | Self::NotifyAuthority => "art. 33 ust. 1 RODO",
            Self::TellPersons => "art. 34 ust. 1 RODO",
            Self::ReviewProcessor => "art. 28 ust. 1 RODO",
            Self::ReviewTransfer => "art. 44 RODO",
            Self::SignClauses => "art. 46 ust. 2 lit. c RODO",
            Self::RenewImpact => "art. 46 RODO, C-311/18",
            Self::AnswerAuthority => "art. 31, art. 58 ust. 1 RODO",
            Self::NotifyOfficer => "art. 37 ust. 7 RODO, art. 10 u.o.d.o.",
            Self::RenewTraining => "art. 39 ust. 1 lit. b RODO",
            Self::ReviewPolicy => "art. 24 ust. 2 RODO",
            Self::ReviewMeasure => "art. 32 ust. 1 lit. d RODO",
            Self::MendFinding => "art. 5 ust. 2 RODO",
            Self::DecideStray | Self::DestroyStray => "art. 5 ust. 1 lit. e RODO",
            Self::ReviewModel => "art. 4, 26, 50 (UE) 2024/1689",
        }
    }

    /// The key of its words.
    const fn key(self) -> &'static str {
        match self {
            Self::WeighBreach => "weigh-breach",
            Self::NotifyAuthority => "notify-authority",
            Self::TellPersons => "tell-persons",
            Self::ReviewProcessor => "review-processor",
            Self::ReviewTransfer => "review-transfer",
            Self::SignClauses => "sign-clauses",
            Self::RenewImpact => "renew-impact",
            Self::AnswerAuthority => "answer-authority",
            Self::NotifyOfficer => "notify-officer",
            Self::RenewTraining => "renew-training",
            Self::ReviewPolicy => "review-policy",
            Self::ReviewMeasure => "review-measure",
            Self::MendFinding => "mend-finding",
            Self::ReviewModel => "review-model",
            Self::DecideStray => "decide-stray",
            Self::DestroyStray => "destroy-stray",
        }
    }

    /// What is to be done, as a short order.
    pub fn title(self, t: Text) -> &'static str {
        t.find(&format!("reg-due-{}", self.key())).unwrap_or(self.key())
    }

    /// What happens if nothing is done.
    pub fn otherwise(self, t: Text) -> &'static str {
        t.find(&format!("reg-due-{}-otherwise", self.key())).unwrap_or_default()
    }
}

/// Something to be done until a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Due {
    /// What.
    pub kind: DueKind,
    /// The last moment.
    pub at: Timestamp,
}

impl Due {
    /// Something to be done until a moment.
    pub const fn at(kind: DueKind, at: Timestamp) -> Self {
        Self { kind, at }
    }

    /// Something to be done until a day is over.
    pub fn on(kind: DueKind, day: Date) -> Self {
        Self { kind, at: end_of_day(day) }
    }
}

#[cfg(test)]
mod tests {
    use zgoda_text::Lang;

    use super::*;

    #[test]
    fn every_duty_has_its_words_in_both_languages() {
        for kind in DueKind::ALL {
            for lang in Lang::ALL {
                let t = lang.text();
                assert!(t.find(&format!("reg-due-{}", kind.key())).is_some(), "{kind:?}");
                assert!(!kind.otherwise(t).is_empty(), "{kind:?}");
            }
        }
    }
}
