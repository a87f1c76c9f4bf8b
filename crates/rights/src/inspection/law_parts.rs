//! Parts about the rules: purposes and bases, assessments, terms, profiling.

use std::collections::BTreeSet;

use serde_json::json;
use zgoda_law::{Basis, Event, PurposeDef, PurposeId};
use zgoda_report::{Block, Mark};
use zgoda_store::{Assessment, AssessmentKind, Register};

use super::part::{Desk, Part};
use crate::RightsError;
use crate::assess::{self, Heading, Written};
use crate::registers::activities::{Activity, activities};
use crate::registers::{Grade, blocks_of_activities, capital};

/// `01_rcp`: the record of processing activities.
pub fn activities_part(desk: &Desk<'_>) -> Result<Part, RightsError> {
    let all = activities(desk.store, desk.at)?;
    let mut part = Part::live("01_rcp");
    desk.counts_of_now(&mut part);
    let running = || all.iter().filter(|activity| activity.in_use);
    part.note(Grade::Good, desk.t.evi_note_live(all.len()));
    let lacking = running().filter(|activity| activity.impact_missing).count() as u64;
    part.check(lacking, |count| desk.t.evi_note_no_impact(count), desk.t.evi_ok_impact());
    part.blocks = blocks_of_activities(desk.store, desk.t, &all, &desk.controller, desk.at)?;
    part.data = serde_json::to_value(&all)?;
    Ok(part)
}

/// `03_podstawy`: which purpose rests on what, and why it needs which field.
pub fn bases(desk: &Desk<'_>) -> Result<Part, RightsError> {
    let (t, catalogue) = (desk.t, desk.store.law().catalogue());
    let mut part = Part::live("03_podstawy");
    let mut data = Vec::new();
    let used: Vec<Activity> = activities(desk.store, desk.at)?;
    for purpose in catalogue.purposes().iter().filter(|one| used.iter().any(|used| used.purpose == one.name))
    {
        let name = |id| catalogue.field_by_id(id).map(|field| field.name.clone()).unwrap_or_default();
        let is_polish = t.lang() == zgoda_text::Lang::Pl;
        let mut rows = Vec::new();
        for need in &purpose.needs {
            let why = if is_polish { &need.why_pl } else { &need.why_en };
            let fields: Vec<String> = need.fields.iter().map(|id| t.field(&name(*id)).to_owned()).collect();
            rows.push([fields.join(", "), why.clone()]);
        }
        let bases: Vec<String> = match &purpose.duty {
            Some(provision) => vec![t.article(provision)],
            None => purpose.bases.iter().map(|(basis, _)| t.basis_article(*basis).to_owned()).collect(),
        };
        part.blocks.push(Block::heading(2, capital(t.purpose(&purpose.name))));
        part.blocks.push(Block::pairs([(t.reg_act_bases(), bases.join("; "))]));
        part.blocks.extend(desk.table(t.purpose(&purpose.name), [t.evi_fields(), t.evi_why()], rows));
        data.push(json!({
            "purpose": purpose.name,
            "bases": purpose.bases.iter().map(|(basis, condition)| json!({"basis": basis, "condition": condition}))
                .collect::<Vec<_>>(),
            "duty": purpose.duty,
            "needs": purpose.needs.iter().map(|need| json!({
                "fields": need.fields.iter().map(|id| name(*id)).collect::<Vec<_>>(),
                "why_pl": need.why_pl,
                "why_en": need.why_en,
            })).collect::<Vec<_>>(),
        }));
    }
    part.note(Grade::Good, t.evi_note_live(data.len()));
    part.data = json!({ "catalogue": catalogue.pack_ref(), "purposes": data });
    Ok(part)
}

/// `04_lia` and `05_dpia`: every version of every assessment, with its approval; where a pack is about something, only of
/// the purposes that it served.
pub fn assessments(
    desk: &Desk<'_>,
    name: &'static str,
    kind: AssessmentKind,
    served: Option<&BTreeSet<PurposeId>>,
) -> Result<Part, RightsError> {
    let (t, catalogue) = (desk.t, desk.store.law().catalogue());
    let mut part = Part::live(name);
    let (mut data, mut lacking) = (Vec::new(), 0);
    let (in_use, held) = (desk.store.purposes_at(desk.at)?, desk.store.values_by_purpose()?);
    let passing = |purpose: &&PurposeDef| served.is_none_or(|served| served.contains(&purpose.id));
    for purpose in catalogue.purposes().iter().filter(passing) {
        let versions = desk.store.assessments_of(kind, purpose.id)?;
        let versions: Vec<Assessment> =
            versions.into_iter().filter(|version| version.approved_at <= desk.at).collect();
        let holds = versions.iter().any(|version| held_at(version, desk));
        let needed =
            in_use.contains(&purpose.id) && held.contains_key(&purpose.id) && is_needed(kind, purpose);
        lacking += u64::from(needed && !holds);
        if needed && !holds {
            let words = t.evi_assessment_lacking(t.purpose(&purpose.name));
            part.blocks.push(Block::Marks(vec![(Mark::Bad, words.into())]));
        }
        for (place, version) in versions.iter().enumerate() {
            let title = format!("{}, {}", t.purpose(&purpose.name), t.assess_version_of(place + 1));
            part.blocks.push(Block::heading(2, capital(&title)));
            let approval = Some((desk.name(version.approved_by), version.approved_at, version.valid_to));
            let heading = Heading {
                controller: desk.controller.clone(),
                version: place + 1,
                approval,
                hash: Some(version.hash()),
            };
            let written = Written::read(&version.body);
            match &written {
                Some(written) => part.blocks.extend(assess::blocks(t, kind, purpose, written, &heading)),
                None => part.blocks.push(Block::paragraph(version.body.as_str())),
            }
            data.push(json!({
                "purpose": purpose.name,
                "version": place + 1,
                "approved_by": version.approved_by,
                "approved_at": version.approved_at,
                "valid_to": version.valid_to,
                "ended_at": version.ended_at,
                "holds": held_at(version, desk),
                "sha256": version.hash(),
                "body": version.body,
            }));
        }
    }
    if data.is_empty() {
        part.blocks.push(Block::paragraph(t.evi_none()));
        part.note(Grade::Watch, t.evi_note_form(Part::title(name, t)));
        part.origin = super::Origin::Form;
    } else {
        part.note(Grade::Good, t.evi_note_live(data.len()));
    }
    part.check(lacking, |count| t.evi_note_no_assessment(count), t.evi_ok_assessment());
    part.data = json!(data);
    Ok(part)
}

/// Whether an assessment stood and held at the moment of the pack.
fn held_at(version: &Assessment, desk: &Desk<'_>) -> bool {
    version.ended_at.is_none_or(|ended| ended > desk.at) && desk.at < version.valid_to
}

/// Whether a purpose cannot do without such an assessment: it can rest on nothing but legitimate interest, or it needs
/// an impact assessment by the catalogue.
fn is_needed(kind: AssessmentKind, purpose: &PurposeDef) -> bool {
    match kind {
        AssessmentKind::Balancing => {
            purpose.duty.is_none()
                && purpose.bases.iter().all(|(basis, _)| *basis == Basis::LegitimateInterest)
        }
        AssessmentKind::Impact => purpose.dpia_required,
    }
}

/// `10_retencja`: the terms, what they hold, and what was destroyed.
pub fn retention(desk: &Desk<'_>) -> Result<Part, RightsError> {
    let t = desk.t;
    let mut part = Part::live("10_retencja");
    desk.counts_of_now(&mut part);
    let all = activities(desk.store, desk.at)?;
    let rows = all.iter().map(|activity| {
        let term = activity.said_term(desk.store, t, desk.at).unwrap_or_else(|| t.reg_act_none().to_owned());
        [t.purpose(&activity.purpose).to_owned(), term, t.count(activity.people)]
    });
    part.blocks.push(Block::heading(2, t.evi_terms()));
    part.blocks.extend(desk.table(
        t.evi_terms(),
        [t.reg_act_purpose(), t.reg_act_term(), t.reg_act_people()],
        rows,
    ));
    let gone = super::log::entries(
        desk,
        &[Event::Expired, Event::Erased, Event::PartlyErased, Event::RetentionRun],
    )?;
    part.blocks.push(Block::heading(2, t.evi_destroyed()));
    part.blocks.extend(super::log::table(desk, &gone));
    let overdue =
        desk.store.facts_due(zgoda_law::calendar::day_of(desk.at), super::part::ROWS_MAX)?.len() as u64;
    part.note(Grade::Good, t.evi_note_live(all.len()));
    match overdue {
        0 => part.note(Grade::Good, t.evi_ok_due()),
        _ => part.note(Grade::Watch, t.evi_note_due(overdue)),
    }
    part.data = json!({
        "terms": all.iter().map(|activity| json!({
            "purpose": activity.purpose, "rule": activity.rule, "people": activity.people,
        })).collect::<Vec<_>>(),
        "destroyed": super::log::data(&gone),
        "due": overdue,
    });
    Ok(part)
}

/// `18_profilowanie`: purposes that evaluate traits, and models.
pub fn profiling(desk: &Desk<'_>) -> Result<Part, RightsError> {
    let t = desk.t;
    let mut part = Part::live("18_profilowanie");
    desk.counts_of_now(&mut part);
    let all = activities(desk.store, desk.at)?;
    let profiling: Vec<&Activity> =
        all.iter().filter(|activity| activity.in_use && activity.profiling).collect();
    part.note(Grade::Good, t.evi_note_live(profiling.len()));
    let lacking = profiling.iter().filter(|activity| activity.impact_missing).count() as u64;
    part.check(lacking, |count| t.evi_note_no_impact(count), t.evi_ok_impact());
    part.blocks.push(Block::paragraph(t.evi_profiling_text()));
    let rows = profiling.iter().map(|activity| {
        let impact = activity.impact.map(|(id, day)| t.reg_act_until(id, t.date(day)));
        let impact = impact.unwrap_or_else(|| t.reg_act_impact_missing().to_owned());
        [t.purpose(&activity.purpose).to_owned(), t.count(activity.people), impact]
    });
    let columns = [t.reg_act_purpose(), t.reg_act_people(), t.reg_act_impact()];
    part.blocks.extend(desk.table(t.evi_18_profilowanie(), columns, rows));
    part.data = json!({ "purposes": profiling, "solely_automated_decisions": [] });
    Ok(part)
}

/// `24_ai`: systems of artificial intelligence.
pub fn models(desk: &Desk<'_>) -> Result<Part, RightsError> {
    desk.register("24_ai", Register::Models, false)
}
