//! Entries in words: on the screen, in the register as a document, and as the content of a notification of a breach.

use jiff::Timestamp;
use jiff::civil::Date;
use zgoda_law::calendar::day_of;
use zgoda_law::{ActorId, SeverityLevel};
use zgoda_report::{Block, Document};
use zgoda_store::Register;
use zgoda_text::{Lang, Text};

use super::cell::{Cell, Control};
use super::finding::{Finding, Grade};
use super::kinds::Breach;
use super::{Entered, Entry, name_of, text_key};
use crate::{Controller, RightsError};

/// A part of an entry: its title, and its boxes with what they say.
pub type Part = (&'static str, Vec<(&'static str, String)>);

/// The word for a box or for a choice in it: the register's own where it has one, else the common one.
pub fn word(t: Text, register: Register, name: &str) -> Option<&'static str> {
    let common = || t.find(&format!("reg-box-{}", name.replace('_', "-")));
    t.find(&text_key(register, name)).or_else(common)
}

/// What a box is called.
pub fn title(t: Text, register: Register, key: &'static str) -> &'static str {
    word(t, register, key).unwrap_or(key)
}

/// What a box says, in words.
pub fn said(t: Text, register: Register, key: &str, control: &Control, typed: &str) -> String {
    if typed.is_empty() {
        return if *control == Control::Flag { t.assess_no().to_owned() } else { String::new() };
    }
    let plain = || typed.to_owned();
    match control {
        Control::Line | Control::Words | Control::Country => plain(),
        Control::Day => typed.parse::<Date>().map_or_else(|_| plain(), |day| t.date(day)),
        Control::Moment => Timestamp::read(typed).map_or_else(|_| plain(), |at| t.moment(at)),
        Control::Count => typed.parse::<u64>().map_or_else(|_| plain(), |number| t.count(number)),
        Control::Flag => t.assess_yes().to_owned(),
        Control::Choice(_) => word(t, register, &format!("{key}-{typed}")).map_or_else(plain, str::to_owned),
        Control::Purposes => typed.split(',').map(|name| t.purpose(name)).collect::<Vec<_>>().join(", "),
    }
}

/// An entry part by part; boxes that say nothing are left out.
pub fn boxes_of(t: Text, entry: &Entry) -> Vec<Part> {
    let register = entry.register();
    let mut parts: Vec<Part> = Vec::new();
    let mut last = "";
    for (field, (key, typed)) in Entry::fields(register).into_iter().zip(entry.typed()) {
        let words = said(t, register, key, &field.control, &typed);
        if field.section != last {
            last = field.section;
            let name = t.find(&format!("reg-part-{}", field.section)).unwrap_or(field.section);
            parts.push((name, Vec::new()));
        }
        if let Some((_, boxes)) = parts.last_mut().filter(|_| !words.is_empty()) {
            boxes.push((title(t, register, key), words));
        }
    }
    parts.retain(|(_, boxes)| !boxes.is_empty());
    parts
}

/// A finding as a line: how much it weighs, what it says, and the article.
pub fn line(t: Text, finding: &Finding) -> String {
    let grade = match finding.grade() {
        Grade::Good => t.reg_grade_good(),
        Grade::Watch => t.reg_grade_watch(),
        Grade::Bad => t.reg_grade_bad(),
    };
    let article = Some(finding.article()).filter(|article| !article.is_empty());
    let article = article.map(|article| format!(" ({})", t.article(article))).unwrap_or_default();
    format!("{grade}: {}{article}", finding.words(t))
}

/// Findings as they stand in a document.
pub fn marks(t: Text, findings: &[Finding]) -> Block {
    Block::Marks(findings.iter().map(|finding| (finding.grade().mark(), line(t, finding).into())).collect())
}

/// The entries of a register, one after the other, as parts of a document.
pub fn blocks(t: Text, entries: &[(Entered, Vec<Finding>)], names: &dyn Fn(ActorId) -> String) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (entered, findings) in entries {
        let title = entered.entry.title();
        let title = if entered.struck.is_some() { t.reg_struck_title(title) } else { title };
        blocks.push(Block::heading(2, title));
        let by = Some(names(entered.made_by)).filter(|name| !name.is_empty());
        let by = by.unwrap_or_else(|| t.ledger_system().to_owned());
        let mut pairs = vec![(
            t.reg_revision().to_owned(),
            format!(
                "{} {}, {by}, {}",
                t.reg_entry_no(entered.id),
                entered.revision,
                t.moment(entered.made_at)
            ),
        )];
        pairs.extend(entered.struck.iter().map(|why| (t.reg_struck_why().to_owned(), why.clone())));
        let boxes = boxes_of(t, &entered.entry).into_iter().flat_map(|(_, boxes)| boxes);
        pairs.extend(boxes.map(|(name, words)| (name.to_owned(), words)));
        if let (Entry::Breach(breach), None) = (&entered.entry, &entered.struck) {
            pairs.push((t.reg_severity().to_owned(), proposal(t, breach)));
        }
        blocks.push(Block::pairs(pairs));
        if !findings.is_empty() {
            blocks.push(marks(t, findings));
        }
    }
    blocks
}

/// What the method of ENISA proposes, in a sentence with its sum.
pub fn proposal(t: Text, breach: &Breach) -> String {
    let proposed = breach.severity();
    let hundredths = u32::from(proposed.score_quarters) * 25;
    let point = if t.lang() == Lang::Pl { ',' } else { '.' };
    let score = format!("{}{point}{:02}", hundredths / 100, hundredths % 100);
    let what = match proposed.level {
        SeverityLevel::Low => t.reg_proposal_low(),
        SeverityLevel::Medium => t.reg_proposal_medium(),
        SeverityLevel::High | SeverityLevel::VeryHigh => t.reg_proposal_high(),
    };
    format!("SE = {score}, {}. {what}", level_word(t, proposed.level))
}

/// A level of severity in a word.
pub fn level_word(t: Text, level: SeverityLevel) -> &'static str {
    match level {
        SeverityLevel::Low => t.reg_level_low(),
        SeverityLevel::Medium => t.reg_level_medium(),
        SeverityLevel::High => t.reg_level_high(),
        SeverityLevel::VeryHigh => t.reg_level_very_high(),
    }
}

/// A register as a document.
///
/// # Errors
/// Where it cannot be typeset.
pub fn of_register(
    register: Register,
    entries: &[(Entered, Vec<Finding>)],
    names: &dyn Fn(ActorId) -> String,
    controller: &Controller,
    lang: Lang,
    now: Timestamp,
) -> Result<Vec<u8>, RightsError> {
    let t = lang.text();
    let lead = t.find(&text_key(register, "lead")).unwrap_or_default();
    let mut all = vec![
        Block::paragraph(lead),
        Block::pairs([
            (t.assess_controller().to_owned(), controller.name.clone()),
            (t.reg_as_of().to_owned(), t.moment(now)),
        ]),
    ];
    if entries.is_empty() {
        all.push(Block::paragraph(t.reg_nothing()));
    }
    all.extend(blocks(t, entries, names));
    typeset(name_of(t, register), all, controller, lang, now)
}

/// The content of a notification of a breach to the authority (GDPR art. 33(3)). A human files it.
///
/// # Errors
/// Where it cannot be typeset.
pub fn notification(
    entered: &Entered,
    breach: &Breach,
    controller: &Controller,
    lang: Lang,
    now: Timestamp,
) -> Result<Vec<u8>, RightsError> {
    let t = lang.text();
    let number =
        |count: Option<u32>| count.map_or_else(|| t.reg_unknown_yet().to_owned(), |count| t.count(count));
    let moment = |at: Option<Timestamp>| at.map_or_else(|| t.reg_unknown_yet().to_owned(), |at| t.moment(at));
    let said = |key: &'static str| {
        let field = Entry::fields(Register::Breaches).into_iter().find(|field| field.key == key);
        let typed = entered.entry.typed().into_iter().find(|(name, _)| *name == key);
        match (field, typed) {
            (Some(field), Some((_, typed))) => said(t, Register::Breaches, key, &field.control, &typed),
            _ => String::new(),
        }
    };
    let named = |key: &'static str| (title(t, Register::Breaches, key).to_owned(), said(key));
    let full =
        |pairs: Vec<(String, String)>| Block::pairs(pairs.into_iter().filter(|(_, words)| !words.is_empty()));
    let contact = [&controller.address, &controller.contact].map(String::as_str).join(", ");
    let clock = breach.clock(now);
    let blocks = vec![
        Block::paragraph(t.reg_form_lead()),
        Block::heading(2, t.reg_form_controller()),
        full(vec![
            (t.assess_controller().to_owned(), controller.name.clone()),
            (t.reg_form_contact().to_owned(), contact.trim_matches([',', ' ']).to_owned()),
            (t.assess_officer().to_owned(), controller.officer.clone().unwrap_or_default()),
        ]),
        Block::heading(2, t.reg_form_time()),
        full(vec![
            (title(t, Register::Breaches, "happened_at").to_owned(), moment(breach.happened_at)),
            (title(t, Register::Breaches, "aware_at").to_owned(), t.moment(breach.aware_at)),
            (t.reg_form_due().to_owned(), t.moment(clock.due_at)),
            named("notified_at"),
            named("filed"),
            named("delay_why"),
            named("found_by"),
            named("processor"),
        ]),
        Block::heading(2, t.reg_form_nature()),
        full(vec![
            named("nature"),
            named("confidentiality"),
            named("integrity"),
            named("availability"),
            named("malicious"),
            named("unreadable"),
        ]),
        Block::heading(2, t.reg_form_scale()),
        full(vec![
            named("persons_kinds"),
            (title(t, Register::Breaches, "persons").to_owned(), number(breach.persons)),
            named("data_kinds"),
            (title(t, Register::Breaches, "records").to_owned(), number(breach.records)),
        ]),
        Block::heading(2, t.reg_form_effects()),
        full(vec![named("consequences"), (t.reg_severity().to_owned(), proposal(t, breach))]),
        Block::heading(2, t.reg_form_measures()),
        full(vec![named("measures"), named("planned")]),
        Block::heading(2, t.reg_form_persons()),
        full(vec![named("tell"), named("tell_why"), named("told_at"), named("told_how"), named("message")]),
        Block::paragraph(t.reg_form_by_hand()),
    ];
    typeset(&t.reg_form_title(entered.id), blocks, controller, lang, now)
}

/// A document with the controller, its title and the day at its foot.
pub(super) fn typeset(
    title: &str,
    blocks: Vec<Block>,
    controller: &Controller,
    lang: Lang,
    now: Timestamp,
) -> Result<Vec<u8>, RightsError> {
    let foot = format!("{} · {title} · {}", controller.name, lang.text().date(day_of(now)));
    Ok(Document { lang, title: title.to_owned(), foot, blocks }.typeset()?.pdf)
}
