//! The pack of evidence for an inspection (u.o.d.o. art. 84): 25 files as PDF and JSON, a report of what is complete and
//! what is lacking, and a manifest signed by the key of the ledger, which can be checked anywhere without a database.
//! People stand in it by their pseudonyms only.

mod archive;
mod extract;
mod house_parts;
mod law_parts;
mod log;
mod manifest;
mod part;
mod people_parts;
mod person_parts;
mod run_counts;
mod run_parts;
mod transfers;

use jiff::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use zgoda_law::calendar::day_of;
use zgoda_law::{Action, Event, SubjectId};
use zgoda_ledger::Verifier;
use zgoda_report::{Block, Document};
use zgoda_store::{AssessmentKind, Draft, Person, Register, RunId, Stamp, Store};
use zgoda_text::{Lang, Text};

use crate::RightsError;
use crate::registers::Grade;

pub use archive::{ArchiveError, write};
pub use extract::verify as proved;
pub use manifest::{FileEntry, Manifest, PackError, Verified, verify};
pub use part::{Origin, Part};

use archive::Files;
use manifest::{FORMAT, MANIFEST, SIGNATURE};
use part::Desk;
use run_parts::Campaign;

/// How the files are ordered and named, after the list of the law.
pub const NAMES: [&str; 25] = [
    "01_rcp",
    "02_rkcp",
    "03_podstawy",
    "04_lia",
    "05_dpia",
    "06_zgody",
    "07_sprzeciwy",
    "08_klauzule",
    "09_zrodla",
    "10_retencja",
    "11_prawa_osob",
    "12_naruszenia",
    "13_powierzenia",
    "14_transfery",
    "15_upowaznienia",
    "16_bezpieczenstwo",
    "17_pseudonimizacja",
    "18_profilowanie",
    "19_iod",
    "20_polityki",
    "21_kanaly",
    "22_audyt",
    "23_korespondencja",
    "24_ai",
    "25_log",
];

/// A pack, ready to be handed over.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// The file.
    pub bytes: Vec<u8>,
    /// Its manifest.
    pub manifest: Manifest,
    /// How complete it is.
    pub lines: Vec<Line>,
}

/// One line of the report of completeness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The name of the file without its ending.
    pub name: &'static str,
    /// Where it comes from.
    pub origin: Origin,
    /// The heaviest of its notes.
    pub grade: Grade,
    /// All its notes.
    pub notes: Vec<(Grade, String)>,
}

impl From<&Part> for Line {
    fn from(part: &Part) -> Self {
        Self { name: part.name, origin: part.origin, grade: part.grade(), notes: part.notes.clone() }
    }
}

/// All parts but the ledger's.
fn parts(desk: &Desk<'_>) -> Result<Vec<Part>, RightsError> {
    Ok(vec![
        law_parts::activities_part(desk)?,
        desk.register("02_rkcp", Register::Mandates, false)?,
        law_parts::bases(desk)?,
        law_parts::assessments(desk, "04_lia", AssessmentKind::Balancing, None)?,
        law_parts::assessments(desk, "05_dpia", AssessmentKind::Impact, None)?,
        people_parts::consents(desk)?,
        people_parts::objections(desk)?,
        people_parts::notices(desk)?,
        people_parts::sources(desk)?,
        law_parts::retention(desk)?,
        people_parts::requests(desk)?,
        desk.register("12_naruszenia", Register::Breaches, false)?,
        desk.register("13_powierzenia", Register::Processors, true)?,
        desk.register("14_transfery", Register::Transfers, false)?,
        house_parts::grants(desk)?,
        house_parts::security(desk)?,
        house_parts::pseudonyms(desk)?,
        law_parts::profiling(desk)?,
        desk.register("19_iod", Register::Officers, false)?,
        desk.register("20_polityki", Register::Policies, true)?,
        people_parts::channels(desk)?,
        house_parts::audit(desk)?,
        desk.register("23_korespondencja", Register::Letters, false)?,
        law_parts::models(desk)?,
    ])
}

/// How complete a pack would be that was made now.
///
/// # Errors
/// Where the store fails.
pub fn completeness(store: &Store, at: Timestamp, t: Text) -> Result<Vec<Line>, RightsError> {
    let desk = Desk::new(store, t, at)?;
    let mut lines: Vec<Line> = parts(&desk)?.iter().map(Line::from).collect();
    let size = store.ledger().size()?;
    let log = (Grade::Good, t.evi_note_proved(size.min(extract::EXTRACT_MAX)));
    lines.push(Line { name: "25_log", origin: Origin::Live, grade: Grade::Good, notes: vec![log] });
    Ok(lines)
}

/// Makes a pack that shows the state of a moment. The ledger keeps that it was made, and its hash.
///
/// # Errors
/// Where the store fails, the moment is yet to come, or a file cannot be set.
pub fn make(store: &Store, stamp: Stamp, at: Timestamp, lang: Lang) -> Result<Pack, RightsError> {
    let desk = Desk { made_at: stamp.at, ..Desk::new(store, lang.text(), at)? };
    assemble(&desk, stamp, &About::All)
}

/// Makes a pack about one person: the files that say something of them, as of a moment. Nobody else is named in it, staff
/// stand in it by number.
///
/// # Errors
/// As [`make`]; [`zgoda_store::StoreError::NotFound`] where there is no such person.
pub fn make_of(
    store: &Store,
    stamp: Stamp,
    at: Timestamp,
    lang: Lang,
    id: SubjectId,
) -> Result<Pack, RightsError> {
    let person = store.person(id)?;
    let desk = Desk { names: None, made_at: stamp.at, ..Desk::new(store, lang.text(), at)? };
    assemble(&desk, stamp, &About::Person(&person))
}

/// Makes a pack about one enrichment run: what was planned and approved, who was asked, what came of it, how those it found
/// were told, and their word since. Nobody is named in it, staff stand in it by number.
///
/// # Errors
/// As [`make`]; [`zgoda_store::StoreError::NotFound`] where there is no such run.
pub fn make_of_run(
    store: &Store,
    stamp: Stamp,
    at: Timestamp,
    lang: Lang,
    id: RunId,
) -> Result<Pack, RightsError> {
    let run = store.run(id)?;
    if run.planned_at > at {
        return Err(RightsError::Incomplete("moment"));
    }
    let desk = Desk { names: None, made_at: stamp.at, ..Desk::new(store, lang.text(), at)? };
    let campaign = Campaign::of(&desk, run)?;
    assemble(&desk, stamp, &About::Run(&campaign))
}

/// What a pack is about.
enum About<'a> {
    All,
    Person(&'a Person),
    Run(&'a Campaign),
}

impl About<'_> {
    /// As the manifest says it.
    fn scope(&self) -> String {
        match self {
            Self::All => "all".to_owned(),
            Self::Person(person) => person.id.to_string(),
            Self::Run(campaign) => format!("run-{}", campaign.run.id),
        }
    }
}

fn assemble(desk: &Desk<'_>, stamp: Stamp, about: &About<'_>) -> Result<Pack, RightsError> {
    let (store, at) = (desk.store, desk.at);
    if at > stamp.at {
        return Err(RightsError::Incomplete("moment"));
    }
    let checkpoint = store.ledger().checkpoint(stamp.at)?;
    let vkey = store.ledger().vkey();
    let verifier = Verifier::from_vkey(&vkey).map_err(|_| RightsError::Unproved)?;
    let size = verifier.verify(&checkpoint).map_err(|_| RightsError::Unproved)?.size;
    let all = match about {
        About::All => {
            let mut all = parts(desk)?;
            all.push(log::extract(desk, size)?.0);
            all
        }
        About::Person(person) => {
            let mut all = person_parts::parts(desk, person)?;
            all.push(log::extract_of(desk, person.id, size)?);
            all
        }
        About::Run(campaign) => {
            let mut all = run_parts::parts(desk, campaign)?;
            all.push(log::extract_of_run(desk, campaign, size)?);
            all
        }
    };
    let lines: Vec<Line> = all.iter().map(Line::from).collect();
    let mut files: Files = vec![
        ("00_kompletnosc.pdf".to_owned(), report(desk, &lines, about)?),
        ("00_kompletnosc.json".to_owned(), json_file(desk, "00_kompletnosc", &data_of(&lines))?),
    ];
    for part in all {
        files.push((format!("{}.pdf", part.name), pdf_file(desk, &part)?));
        files.push((format!("{}.json", part.name), json_file(desk, part.name, &part.data)?));
    }
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        controller: desk.controller.name.clone(),
        at,
        made_at: stamp.at,
        lang: desk.t.lang().tag().to_owned(),
        scope: about.scope(),
        law: store.law().digests().to_vec(),
        checkpoint,
        vkey,
        files: files.iter().map(|(name, content)| FileEntry::of(name, content)).collect(),
    };
    let bytes = seal(store, &manifest, files)?;
    record(store, stamp, about, &manifest, &bytes)?;
    Ok(Pack { bytes, manifest, lines })
}

/// Signs the manifest and puts everything together.
fn seal(store: &Store, manifest: &Manifest, files: Files) -> Result<Vec<u8>, RightsError> {
    let written = serde_json::to_vec_pretty(manifest)?;
    let note = store.ledger().vouch(FORMAT, &Sha256::digest(&written).into());
    let mut all = vec![(MANIFEST.to_owned(), written), (SIGNATURE.to_owned(), note.into_bytes())];
    all.extend(files);
    Ok(archive::write(&all)?)
}

fn record(
    store: &Store,
    stamp: Stamp,
    about: &About<'_>,
    manifest: &Manifest,
    bytes: &[u8],
) -> Result<(), RightsError> {
    let digest = hex::encode(Sha256::digest(bytes));
    let detail = format!("{} {} of {}, {digest}", manifest.scope, manifest.lang, manifest.at);
    let mut change = store.change(stamp);
    let draft = Draft::new(Event::EvidenceMade, Action::Disclose).detail(detail);
    change.record(match about {
        About::Person(person) => draft.subject(person.id),
        About::All | About::Run(_) => draft,
    });
    change.commit()?;
    Ok(())
}

/// A file for machines, with what it is and as of when.
fn json_file(desk: &Desk<'_>, name: &str, data: &Value) -> Result<Vec<u8>, RightsError> {
    let file = json!({
        "file": name,
        "title": Part::title(name, desk.t),
        "controller": desk.controller,
        "at": desk.at,
        "data": data,
    });
    Ok(serde_json::to_vec_pretty(&file)?)
}

fn pdf_file(desk: &Desk<'_>, part: &Part) -> Result<Vec<u8>, RightsError> {
    let t = desk.t;
    let marks = part.notes.iter().map(|(grade, words)| (grade.mark(), words.as_str().into()));
    let mut blocks = vec![
        Block::pairs([
            (t.assess_controller().to_owned(), desk.controller.name.clone()),
            (t.reg_as_of().to_owned(), t.moment(desk.at)),
            (t.evi_origin().to_owned(), part.origin.words(t).to_owned()),
        ]),
        Block::Marks(marks.collect()),
    ];
    blocks.extend(part.blocks.iter().cloned());
    typeset(desk, part.name, blocks)
}

/// The report of completeness as a document.
fn report(desk: &Desk<'_>, lines: &[Line], about: &About<'_>) -> Result<Vec<u8>, RightsError> {
    let t = desk.t;
    let count = |grade| lines.iter().filter(|line| line.grade == grade).count();
    let mut blocks = vec![
        Block::paragraph(match about {
            About::All => t.evi_report_lead(),
            About::Person(_) => t.evi_report_lead_person(),
            About::Run(_) => t.evi_report_lead_run(),
        }),
        Block::pairs([
            (t.assess_controller().to_owned(), desk.controller.name.clone()),
            (
                t.evi_scope().to_owned(),
                match about {
                    About::All => t.evi_scope_all().to_owned(),
                    About::Person(_) | About::Run(_) => about.scope(),
                },
            ),
            (t.reg_as_of().to_owned(), t.moment(desk.at)),
            (t.reg_grade_good().to_owned(), t.count(count(Grade::Good))),
            (t.reg_grade_watch().to_owned(), t.count(count(Grade::Watch))),
            (t.reg_grade_bad().to_owned(), t.count(count(Grade::Bad))),
        ]),
    ];
    for line in lines {
        blocks.push(Block::heading(3, format!("{} {}", number(line.name), Part::title(line.name, t))));
        let marks = line.notes.iter().map(|(grade, words)| (grade.mark(), words.as_str().into()));
        blocks.push(Block::Marks(marks.collect()));
    }
    let left_out = NAMES.iter().filter(|name| lines.iter().all(|line| line.name != **name));
    let left_out: Vec<String> =
        left_out.map(|name| format!("{} {}", number(name), Part::title(name, t))).collect();
    if !left_out.is_empty() {
        blocks.push(Block::heading(2, t.evi_left_out()));
        blocks.push(Block::paragraph(t.evi_left_out_text(left_out.join(", "))));
    }
    blocks.push(Block::heading(2, t.evi_certified()));
    blocks.push(Block::paragraph(t.evi_certified_text()));
    typeset(desk, "00_kompletnosc", blocks)
}

/// The number of a file.
pub fn number(name: &str) -> &str {
    name.split('_').next().unwrap_or_default()
}

fn data_of(lines: &[Line]) -> Value {
    let one = |line: &Line| {
        json!({
            "file": line.name, "origin": line.origin, "grade": line.grade,
            "notes": line.notes.iter().map(|(grade, words)| json!({"grade": grade, "words": words}))
                .collect::<Vec<_>>(),
        })
    };
    Value::Array(lines.iter().map(one).collect())
}

fn typeset(desk: &Desk<'_>, name: &str, blocks: Vec<Block>) -> Result<Vec<u8>, RightsError> {
    let title = Part::title(name, desk.t);
    let foot =
        format!("{} · {} {title} · {}", desk.controller.name, number(name), desk.t.date(day_of(desk.at)));
    Ok(Document { lang: desk.t.lang(), title: title.to_owned(), foot, blocks }.typeset()?.pdf)
}
