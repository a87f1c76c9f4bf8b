//! How each fact of an answer stands to what is held: pure, so that it can be tried case by case.

use zgoda_store::{Difference, NewProposal, OrganisationFact, ProposalKind};

/// Fields of which several values stand side by side without contradicting each other.
const MANY: [&str; 7] =
    ["main_activity", "other_activity", "shareholder", "organ_member", "email", "phone", "social_profile"];

/// Whether several values of a field can all be true.
pub(crate) fn holds_many(field: &str) -> bool {
    MANY.contains(&field)
}

/// The proposals that follow from a difference, in the order of the answer; what is gone comes last. `name` is what the
/// organisation is called now.
pub(super) fn classify(known: &[OrganisationFact], difference: &Difference, name: &str) -> Vec<NewProposal> {
    let standing = || known.iter().filter(|fact| fact.ended_at.is_none());
    let is_gone = |fact: &OrganisationFact| difference.gone.contains(&fact.no);
    let mut replaced = Vec::new();
    let mut proposals = Vec::new();
    for fact in &difference.new {
        let single = !holds_many(&fact.field);
        let of_field = || standing().filter(|held| single && held.field == fact.field);
        let older = of_field().find(|held| is_gone(held) && !replaced.contains(&held.no));
        let other = of_field().find(|held| !is_gone(held));
        let (kind, beside) = match (older, other) {
            (Some(older), _) => (ProposalKind::Changed, Some(older)),
            (None, Some(other)) => (ProposalKind::Contradicting, Some(other)),
            (None, None) => (ProposalKind::New, None),
        };
        replaced.extend(older.map(|older| older.no));
        let called = || if fact.field == "name" { name } else { "" };
        proposals.push(NewProposal {
            kind,
            field: fact.field.clone(),
            value: fact.value.clone(),
            path: fact.path.clone(),
            beside: beside.map(|held| held.no),
            was: beside.map_or_else(called, |held| &held.value).to_owned(),
            accepted_as: None,
        });
    }
    let left = standing().filter(|held| is_gone(held) && !replaced.contains(&held.no));
    proposals.extend(left.map(|held| NewProposal {
        kind: ProposalKind::Gone,
        field: held.field.clone(),
        value: held.value.clone(),
        path: held.path.clone(),
        beside: Some(held.no),
        was: held.value.clone(),
        accepted_as: None,
    }));
    proposals
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use zgoda_store::{IncomingFact, SourceId};

    use super::*;

    /// A held fact: field, value, source, whether it ended.
    type Held = (&'static str, &'static str, u32, bool);

    fn held(all: &[Held]) -> Vec<OrganisationFact> {
        let at = Timestamp::UNIX_EPOCH;
        let fact = |(no, (field, value, source, ended)): (u32, &Held)| OrganisationFact {
            no,
            field: (*field).into(),
            value: (*value).into(),
            path: "there".into(),
            source: SourceId(*source),
            obtained_at: at,
            confirmed_at: at,
            ended_at: ended.then_some(at),
        };
        (1..).zip(all).map(fact).collect()
    }

    /// A proposal: its kind, its fact, what is held.
    type Line = (String, String, String);

    /// What comes of an answer of source 2, whose earlier word is that of source 1; source 9 is somebody else.
    fn told(known: &[Held], answer: &[(&str, &str)]) -> (usize, Vec<Line>) {
        let known = held(known);
        let incoming: Vec<IncomingFact> = answer
            .iter()
            .map(|(field, value)| IncomingFact {
                field: (*field).into(),
                value: (*value).into(),
                path: String::new(),
            })
            .collect();
        let difference = Difference::of(&known, &[SourceId(1)], &incoming);
        let proposals = classify(&known, &difference, "Fala");
        let told = |p: NewProposal| (p.kind.name().to_owned(), format!("{}={}", p.field, p.value), p.was);
        (difference.confirmed.len(), proposals.into_iter().map(told).collect())
    }

    fn line(kind: &str, fact: &str, was: &str) -> Line {
        (kind.into(), fact.into(), was.into())
    }

    #[test]
    fn each_fact_is_new_confirmed_changed_contradicting_or_gone() {
        type Case = (&'static [Held], &'static [(&'static str, &'static str)], usize, Vec<Line>);
        let table: [Case; 9] = [
            (&[], &[("legal_form", "SA")], 0, vec![line("new", "legal_form=SA", "")]),
            (&[("legal_form", "SA", 1, false)], &[("legal_form", "SA")], 1, vec![]),
            (&[("legal_form", "SA", 9, false)], &[("legal_form", "SA")], 1, vec![]),
            (
                &[("legal_form", "SPZOO", 1, false)],
                &[("legal_form", "SA")],
                0,
                vec![line("changed", "legal_form=SA", "SPZOO")],
            ),
            (
                &[("legal_form", "SPZOO", 9, false)],
                &[("legal_form", "SA")],
                0,
                vec![line("contradicting", "legal_form=SA", "SPZOO")],
            ),
            (
                &[("legal_form", "SPZOO", 9, true)],
                &[("legal_form", "SA")],
                0,
                vec![line("new", "legal_form=SA", "")],
            ),
            (&[("website", "A", 1, false)], &[], 0, vec![line("gone", "website=A", "A")]),
            (
                &[("other_activity", "1", 1, false), ("other_activity", "2", 1, false)],
                &[("other_activity", "2"), ("other_activity", "3")],
                1,
                vec![line("new", "other_activity=3", ""), line("gone", "other_activity=1", "1")],
            ),
            (&[], &[("name", "FALA SA")], 0, vec![line("new", "name=FALA SA", "Fala")]),
        ];
        for (known, answer, confirmed, expected) in table {
            assert_eq!(told(known, answer), (confirmed, expected), "{known:?} {answer:?}");
        }
    }

    #[test]
    fn the_sources_own_older_word_is_replaced_and_anothers_stays() {
        let known = [("website", "old", 1, false), ("website", "theirs", 9, false)];
        let (_, proposals) = told(&known, &[("website", "new")]);
        assert_eq!(proposals, [line("changed", "website=new", "old")]);
    }
}
