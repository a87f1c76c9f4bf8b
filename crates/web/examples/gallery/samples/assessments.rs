//! An assessment being written, with what is lacking, and one that nobody began.

use jiff::Timestamp;
use zgoda_rights::assess::form::Answer;
use zgoda_store::AssessmentKind;
use zgoda_web::views::assessments::{
    AssessmentPage, DraftView, Part, QuestionView, SectionView, Stands, VersionRow,
};
use zgoda_web::views::frame::Frame;
use zgoda_web::views::parts::{Input, Tone};

use super::TODAY;

/// A draft of the screening.
pub fn draft(frame: Frame) -> AssessmentPage {
    let t = frame.t;
    let part = |name: &str, value: &str, problem| Part { name: name.into(), value: value.into(), problem };
    let question = |answer, label, main, why| QuestionView {
        answer,
        label,
        hint: "",
        main,
        why,
        severity: Part::default(),
        choices: vec![("yes", t.assess_yes()), ("no", t.assess_no())],
        marked: true,
        weight: None,
    };
    let lacking = Some(t.assess_problem_empty());
    let point = question(
        Answer::Point,
        t.assess_dpia_point_8(),
        part("point_8", "yes", None),
        part("point_8.why", "", lacking),
    );
    let decision = question(
        Answer::Choice(&["needed", "not_needed"]),
        t.assess_dpia_decision(),
        part("decision", "", Some(t.assess_problem_choose())),
        Part::default(),
    );
    let words = question(
        Answer::Words,
        t.assess_dpia_views(),
        part("views", "Zapytaliśmy dwie izby branżowe.", None),
        Part::default(),
    );
    let risk = QuestionView {
        severity: part("risk_leak.severity", "4", None),
        weight: Some((Tone::Deny, t.assess_weight_high())),
        ..question(
            Answer::Risk,
            t.assess_dpia_risk_leak(),
            part("risk_leak.likelihood", "3", None),
            part("risk_leak.why", "Wartości leżą zapieczętowane.", None),
        )
    };
    let section = |title, article, questions| SectionView { title, article, questions };
    let sections = vec![
        section(t.assess_dpia_section_screening(), t.assess_dpia_article_screening(), vec![point]),
        section(t.assess_dpia_section_decision(), t.assess_dpia_article_decision(), vec![decision]),
        section(t.assess_dpia_section_risks(), t.assess_dpia_article_risks(), vec![risk]),
        section(t.assess_dpia_section_views(), t.assess_dpia_article_views(), vec![words]),
    ];
    let follows = vec![
        (Tone::Info, t.assess_types(2_u64)),
        (Tone::Wait, t.assess_impact_needed().to_owned()),
        (Tone::Deny, format!("{}: {}", t.assess_heaviest(), t.assess_weight_high())),
    ];
    let until = Input { value: "2027-11-22".into(), problem: Some(t.assess_review_wrong().into()) };
    let version = VersionRow {
        number: 1,
        by: "Marta Wiśniewska".into(),
        at: Timestamp::UNIX_EPOCH,
        state: (Tone::Deny, t.assess_version_over()),
        text: Some("Interes: wiedzieć, kto reprezentuje firmę.".into()),
    };
    let draft = DraftView {
        revision: "1".into(),
        saved_at: Timestamp::UNIX_EPOCH,
        follows,
        progress: (11, 24),
        sections,
        until,
    };
    AssessmentPage {
        stands: Stands::Over(TODAY),
        draft: Some(draft),
        versions: vec![version],
        ..begun_by_nobody(frame)
    }
}

/// Nothing written yet.
pub fn begun_by_nobody(frame: Frame) -> AssessmentPage {
    AssessmentPage {
        kind: AssessmentKind::Impact,
        purpose: "enrich_person".into(),
        may_assess: true,
        stands: Stands::Missing,
        known: vec![(frame.t.assess_known_people().into(), "312".into())],
        draft: None,
        versions: Vec::new(),
        frame,
    }
}
