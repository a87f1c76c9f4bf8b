//! The words for the law's closed sets, for purposes and for fields, looked up by stable name.
//!
//! A name without words is shown as it is; the tests of this file fail for every member that would be.

use jiff::Span;
use zgoda_law::pack::RetentionRule;
use zgoda_law::{
    Action, Basis, Channel, ConsentState, ContentClass, Ending, FieldClass, InformationDuty, LifecycleGroup,
    NoticeStatus, ObjectionKind, Obligation, Outcome, PermissionKind, ReasonCode, Remedy, Role, SourceClass,
    SourceType, StartEvent, SubjectKind, SubjectState, TermCalendar,
};

use crate::{Given, Text};

/// A word found by the name of a member.
macro_rules! named {
    ($($(#[$doc:meta])* $method:ident($set:ty) = $prefix:literal;)+) => {
        impl Text {
            $($(#[$doc])* pub fn $method(self, member: impl Given<$set>) -> &'static str {
                let name = member.given().name();
                self.named($prefix, name).unwrap_or(name)
            })+
        }
    };
}

named! {
    /// Why something may not be done, in one plain sentence to the reader.
    reason(ReasonCode) = "reason";
    /// What is done with data, as a noun.
    action(Action) = "action";
    /// The legal basis in a word.
    basis(Basis) = "basis";
    /// What kind of subject this is.
    subject_kind(SubjectKind) = "kind";
    /// The lifecycle group.
    group(LifecycleGroup) = "group";
    /// The channel.
    channel(Channel) = "channel";
    /// What a message is about.
    content(ContentClass) = "content";
    /// Where a value came from.
    source(SourceType) = "source";
    /// How near a source is to a value.
    source_class(SourceClass) = "nearness";
    /// Which duty to inform follows.
    duty(InformationDuty) = "duty";
    /// The class of a field.
    field_class(FieldClass) = "class";
    /// How a permission to contact came to be.
    permission(PermissionKind) = "permission";
    /// How a consent stands.
    consent_state(ConsentState) = "consent";
    /// What kind of objection it is.
    objection(ObjectionKind) = "objection";
    /// How a fact ended.
    ending(Ending) = "ending";
    /// How a duty to inform stands.
    notice_status(NoticeStatus) = "notice";
    /// What would change a denial, as a short order.
    remedy(Remedy) = "remedy";
    /// In what state a person's data are.
    subject_state(SubjectState) = "state";
    /// What a term of keeping runs from.
    start_event(StartEvent) = "start";
    /// What a member of staff was authorised to.
    role(Role) = "role";
}

impl Text {
    /// What would change a denial for this reason, in one or two plain sentences.
    pub fn reason_remedy(self, code: impl Given<ReasonCode>) -> &'static str {
        self.named("reason", &format!("{}-remedy", code.given().name())).unwrap_or_default()
    }

    /// A reason in two or three words, for counts and filters.
    pub fn reason_short(self, code: impl Given<ReasonCode>) -> &'static str {
        let name = code.given().name();
        self.named("reason", &format!("{name}-short")).unwrap_or(name)
    }

    /// The article a basis stands in: `art. 6 ust. 1 lit. a RODO`.
    pub fn basis_article(self, basis: impl Given<Basis>) -> &'static str {
        let name = basis.given().name();
        self.named("basis", &format!("{name}-article")).unwrap_or(name)
    }

    /// What a source means for the one who imports from it: which duty follows.
    pub fn source_duty(self, source: impl Given<SourceType>) -> &'static str {
        self.named("source", &format!("{}-duty", source.given().name())).unwrap_or_default()
    }

    /// How a decision came out.
    pub fn outcome(self, outcome: impl Given<Outcome>) -> &'static str {
        match outcome.given() {
            Outcome::Allow => self.outcome_allow(),
            Outcome::Deny => self.outcome_deny(),
            Outcome::Pending => self.outcome_pending(),
        }
    }

    /// How long a rule keeps.
    pub fn term(self, rule: &RetentionRule) -> String {
        let length = self.span(rule.duration);
        match rule.calendar {
            TermCalendar::Exact => length,
            TermCalendar::YearEnd => format!("{length}, {}", self.retention_year_end()),
        }
    }

    /// A length of time in years, months and days.
    pub fn span(self, span: Span) -> String {
        let whole = |number: i64| u64::try_from(number).unwrap_or(0);
        let (years, months) = (whole(span.get_years().into()), whole(span.get_months().into()));
        let days = whole(i64::from(span.get_days()) + 7 * i64::from(span.get_weeks()));
        let mut parts = Vec::new();
        if years > 0 {
            parts.push(self.count_years(years));
        }
        if months > 0 {
            parts.push(self.count_months(months));
        }
        if days > 0 {
            parts.push(self.count_days(days));
        }
        if parts.is_empty() { self.retention_at_once().to_owned() } else { parts.join(" ") }
    }

    /// What a step of the decision asks, steps 0–15; empty for a number that is no step.
    pub fn step(self, step: impl Given<u8>) -> &'static str {
        self.named("step", &step.given().to_string()).unwrap_or_default()
    }

    /// What must be done along with what was allowed.
    pub fn obligation(self, obligation: &Obligation) -> String {
        let plain = match obligation {
            Obligation::Log => self.obligation_log(),
            Obligation::Mask => self.obligation_mask(),
            Obligation::Pseudonymise => self.obligation_pseudonymise(),
            Obligation::IncludeOptout => self.obligation_include_optout(),
            Obligation::IncludeArt14 => self.obligation_include_art14(),
            Obligation::Art14Due { by } => return self.obligation_art14_due(self.date(self.day_of(*by))),
            Obligation::LabelCommercial => self.obligation_label_commercial(),
            Obligation::SccFallback => self.obligation_scc_fallback(),
            Obligation::NotifyRecipients => self.obligation_notify_recipients(),
            Obligation::Erase => self.obligation_erase(),
            Obligation::PurgeCopy => self.obligation_purge_copy(),
            Obligation::Quarantine => self.obligation_quarantine(),
            Obligation::StripTracking => self.obligation_strip_tracking(),
            Obligation::DestructionProtocol => self.obligation_destruction_protocol(),
            Obligation::HumanReview => self.obligation_human_review(),
        };
        plain.to_owned()
    }

    /// A code of the law, of a plan or of the reading of a row, in a few words; the code itself where there are none.
    pub fn refusal(self, code: &str) -> &str {
        match ReasonCode::from_name(code) {
            Some(code) => self.reason_short(code),
            None => self.find(&format!("refusal-{}", code.replace('_', "-"))).unwrap_or(code),
        }
    }

    /// The name of a purpose, by its stable name; the stable name itself for one the catalogue does not know.
    pub fn purpose(self, name: &str) -> &str {
        self.named("purpose", name).unwrap_or(name)
    }

    /// The name of a field, by its stable name; the stable name itself for one the catalogue does not know.
    pub fn field(self, name: &str) -> &str {
        self.named("field", name).unwrap_or(name)
    }

    /// The text under a prefix for a stable name (`CHANNEL_SCOPE`, `21_1`, `send_requested_offer`).
    fn named(self, prefix: &str, name: &str) -> Option<&'static str> {
        self.find(&format!("{prefix}-{}", name.to_ascii_lowercase().replace('_', "-")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lang;

    /// Fails for every member of a set without words in either language.
    fn assert_named(prefix: &str, names: impl Iterator<Item = String>) {
        let missing: Vec<String> = names
            .flat_map(|name| Lang::ALL.map(|lang| (lang, name.clone())))
            .filter(|(lang, name)| lang.text().named(prefix, name).is_none())
            .map(|(lang, name)| format!("{} {prefix}-{name}", lang.tag()))
            .collect();
        assert!(missing.is_empty(), "{missing:#?}");
    }

    macro_rules! every {
        ($($set:ty = $prefix:literal),+ $(,)?) => {
            $(assert_named($prefix, <$set>::ALL.iter().map(|member| member.name().to_owned()));)+
        };
    }

    #[test]
    fn every_member_of_every_closed_set_has_words() {
        every! {
            Action = "action", Basis = "basis", SubjectKind = "kind", LifecycleGroup = "group", Channel = "channel",
            ContentClass = "content", SourceType = "source", InformationDuty = "duty", FieldClass = "class",
            PermissionKind = "permission", ConsentState = "consent", ObjectionKind = "objection", Ending = "ending",
            NoticeStatus = "notice", ReasonCode = "reason", Remedy = "remedy", SubjectState = "state",
            StartEvent = "start", Role = "role", SourceClass = "nearness",
        }
    }

    #[test]
    fn every_reason_says_what_would_change_it_and_has_a_short_form() {
        assert_named("reason", ReasonCode::ALL.iter().map(|code| format!("{}_remedy", code.name())));
        assert_named("reason", ReasonCode::ALL.iter().map(|code| format!("{}_short", code.name())));
    }

    #[test]
    fn every_basis_names_its_article_and_every_source_its_duty() {
        assert_named("basis", Basis::ALL.iter().map(|basis| format!("{}_article", basis.name())));
        assert_named("source", SourceType::ALL.iter().map(|source| format!("{}_duty", source.name())));
    }

    #[test]
    fn every_purpose_and_field_of_the_catalogue_has_words() {
        let law = zgoda_law::Law::builtin().unwrap();
        assert_named("purpose", law.catalogue().purposes().iter().map(|purpose| purpose.name.clone()));
        assert_named("field", law.catalogue().fields().iter().map(|field| field.name.clone()));
    }

    #[test]
    fn every_step_of_the_decision_has_a_question() {
        assert_named("step", (0..=15).map(|step| step.to_string()));
    }

    #[test]
    fn a_purpose_the_catalogue_does_not_know_is_shown_by_its_name() {
        assert_eq!(Lang::Pl.text().purpose("something_of_their_own"), "something_of_their_own");
    }
}
