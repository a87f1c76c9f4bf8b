//! The first draft: what the system can say of itself and of the purpose. What has to be weighed stays empty.

use zgoda_law::{Catalogue, PurposeDef};
use zgoda_store::AssessmentKind;
use zgoda_text::{Lang, Text};

use super::form::WHY;
use super::{Answers, Known, text_key};

/// People from which processing is taken for large-scale, so that a human looks at it; the law names no number.
const LARGE: u64 = 50_000;
/// Answers that describe what the system does for every purpose.
const OWN: [(AssessmentKind, &str); 5] = [
    (AssessmentKind::Balancing, "safeguards"),
    (AssessmentKind::Balancing, "objection"),
    (AssessmentKind::Balancing, "transparency"),
    (AssessmentKind::Impact, "description"),
    (AssessmentKind::Impact, "proportionality"),
];

/// The first answers to an assessment, in one language.
pub(super) fn fill(
    kind: AssessmentKind,
    catalogue: &Catalogue,
    purpose: &PurposeDef,
    known: &Known,
    t: Text,
) -> Answers {
    let mut answers = Answers::default();
    let said = |name: &str| t.find(&text_key(kind, &format!("fill-{name}"))).unwrap_or_default();
    for (of, name) in OWN {
        if of == kind {
            answers.set(name, said(name));
        }
    }
    match kind {
        AssessmentKind::Balancing => answers.set("fields", &needs(catalogue, purpose, t)),
        AssessmentKind::Impact => {
            let is_enriching = purpose.name == "enrich_person";
            for (point, found) in [(1, purpose.profiling), (7, known.people >= LARGE), (8, is_enriching)] {
                if found {
                    let key = format!("point_{point}");
                    answers.set(&key, "yes");
                    answers.set(&format!("{key}.{WHY}"), said(&key));
                }
            }
        }
    }
    answers
}

/// The fields of a purpose, each group with why it is needed, as the catalogue has them.
fn needs(catalogue: &Catalogue, purpose: &PurposeDef, t: Text) -> String {
    let name = |id| Some(t.field(&catalogue.field_by_id(id)?.name));
    let lines = purpose.needs.iter().map(|need| {
        let why = if t.lang() == Lang::Pl { &need.why_pl } else { &need.why_en };
        let fields: Vec<&str> = need.fields.iter().copied().filter_map(name).collect();
        format!("{}: {why}.", fields.join(", "))
    });
    lines.collect::<Vec<_>>().join("\n")
}
