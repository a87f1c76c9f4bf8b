//! *Test równowagi* and *Przesiew i ocena skutków*: what stands, the draft with its questions, the versions.

use askama::Template;
use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_rights::assess::form::Answer;
use zgoda_store::AssessmentKind;
use zgoda_text::Text;

use super::frame::Frame;
use super::parts::{Input, Tone};

/// Whether the assessment opens its purpose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Until that day.
    Until(Date),
    /// Its day has passed.
    Over(Date),
    /// The last one ended in a no.
    Failed,
    /// Nobody approved one.
    Missing,
}

impl Stands {
    /// Its colour.
    pub const fn tone(&self) -> Tone {
        match self {
            Self::Until(_) => Tone::Allow,
            _ => Tone::Deny,
        }
    }

    /// Whether it stands, as a sentence.
    pub fn sentence(&self, t: &Text) -> String {
        match self {
            Self::Until(day) => format!("{} {}", t.assess_stands(), t.assess_stands_until(t.date(*day))),
            Self::Over(day) => t.assess_over(t.date(*day)),
            Self::Failed => t.assess_no_result().to_owned(),
            Self::Missing => t.assess_missing().to_owned(),
        }
    }
}

/// A box of the form: the key of a part, its label, and what was answered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Its name in the form.
    pub name: String,
    /// What was answered.
    pub value: String,
    /// What is lacking.
    pub problem: Option<&'static str>,
}

/// A question with its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionView {
    /// How it is answered.
    pub answer: Answer,
    /// The question.
    pub label: &'static str,
    /// What helps to answer; empty where nothing does.
    pub hint: &'static str,
    /// The answer itself: words, a code, a degree, yes or no.
    pub main: Part,
    /// The words beside it.
    pub why: Part,
    /// How severe, beside how likely.
    pub severity: Part,
    /// The codes of a choice with their words.
    pub choices: Vec<(&'static str, &'static str)>,
    /// Whether it matters for enrichment.
    pub marked: bool,
    /// How heavy the risk is, as colour and word.
    pub weight: Option<(Tone, &'static str)>,
}

impl QuestionView {
    /// The degrees with their words.
    pub fn degrees(&self, t: &Text) -> [(&'static str, &'static str); 4] {
        [
            ("1", t.assess_degree_1()),
            ("2", t.assess_degree_2()),
            ("3", t.assess_degree_3()),
            ("4", t.assess_degree_4()),
        ]
    }
}

/// Questions that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionView {
    /// What they are about.
    pub title: &'static str,
    /// What they rest on.
    pub article: &'static str,
    /// The questions.
    pub questions: Vec<QuestionView>,
}

/// The draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftView {
    /// Which saving it is over.
    pub revision: String,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// What follows from the answers so far, each with its colour.
    pub follows: Vec<(Tone, String)>,
    /// How many questions are answered, and how many must be.
    pub progress: (usize, usize),
    /// The questions.
    pub sections: Vec<SectionView>,
    /// The day of review.
    pub until: Input,
}

/// One approved version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Which one, from 1.
    pub number: usize,
    /// Who approved it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Whether it stands, as colour and word.
    pub state: (Tone, &'static str),
    /// Its text, where it was not written with these questions.
    pub text: Option<String>,
}

/// An assessment of a purpose.
#[derive(Debug, Template)]
#[template(path = "settings/assessment.html")]
pub struct AssessmentPage {
    /// What stands around.
    pub frame: Frame,
    /// Which assessment.
    pub kind: AssessmentKind,
    /// The stable name of the purpose.
    pub purpose: String,
    /// Whether the reader may write and approve it.
    pub may_assess: bool,
    /// Whether it opens the purpose.
    pub stands: Stands,
    /// What the system knows: names and numbers.
    pub known: Vec<(String, String)>,
    /// The draft, where one is being written.
    pub draft: Option<DraftView>,
    /// The approved versions, the newest at the top.
    pub versions: Vec<VersionRow>,
}

impl AssessmentPage {
    /// What the assessment is called.
    pub fn title(&self) -> &'static str {
        zgoda_rights::assess::title(self.frame.t, self.kind)
    }

    /// What it is for.
    pub fn lead(&self) -> &'static str {
        match self.kind {
            AssessmentKind::Balancing => self.frame.t.assess_lia_lead(),
            AssessmentKind::Impact => self.frame.t.assess_dpia_lead(),
        }
    }

    /// Where it stands.
    pub fn here(&self) -> String {
        format!("/settings/assessments/{}/{}", self.kind.name(), self.purpose)
    }

    /// Where the other assessment of the same purpose stands, and its name.
    pub fn other(&self) -> (String, &'static str) {
        let other = match self.kind {
            AssessmentKind::Balancing => AssessmentKind::Impact,
            AssessmentKind::Impact => AssessmentKind::Balancing,
        };
        let href = format!("/settings/assessments/{}/{}", other.name(), self.purpose);
        (href, zgoda_rights::assess::title(self.frame.t, other))
    }
}
