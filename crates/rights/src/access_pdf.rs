//! The copy of art. 15 as a PDF that can be read aloud and printed.

use zgoda_law::calendar::day_of;
use zgoda_report::{Block, Column, Document, Table, Words};
use zgoda_text::{Lang, Text};

use crate::{AccessExport, AccessValue, RightsError};

impl AccessExport {
    /// As a PDF, in Polish or English.
    ///
    /// # Errors
    /// Where it cannot be typeset.
    pub fn to_pdf(&self, lang: Lang) -> Result<Vec<u8>, RightsError> {
        let t = lang.text();
        let mut blocks = vec![Block::paragraph(t.access_lead()), Block::pairs(self.head(t))];
        blocks.extend([Block::heading(2, t.access_values()), self.table_of_values(t)]);
        blocks.push(Block::heading(2, t.access_purposes()));
        blocks.push(self.table_of_purposes(t));
        blocks.push(Block::heading(2, t.access_sources()));
        let public = |public| if public { t.access_public() } else { t.access_not_public() };
        blocks.push(Block::bullets(self.sources.iter().map(|source| {
            let day = t.date_short(day_of(source.occurred_at));
            format!(
                "{} ({}, {day}, {})",
                t.origin(&source.name),
                t.source(source.kind),
                public(source.public)
            )
        })));
        blocks.extend(listed(t.access_recipients(), t.access_recipients_none(), self.recipients.clone()));
        let decisions = self.automated_decisions.clone();
        blocks.extend(listed(t.access_automated(), t.access_automated_none(), decisions));
        blocks.extend(listed(t.access_consents(), t.doc_none(), self.consents(t)));
        let objections = self.objections.iter();
        let objections = objections.map(|objection| {
            let to = objection.purpose.as_deref().map(|name| format!(" ({})", t.purpose(name)));
            let made = t.date_short(day_of(objection.made_at));
            format!("{}{}, {made}", t.objection(objection.kind), to.unwrap_or_default())
        });
        blocks.extend(listed(t.access_objections(), t.doc_none(), objections.collect()));
        blocks.push(Block::heading(2, t.access_rights()));
        let rights = self.rights.iter().filter_map(|article| t.find(&format!("access-right-{article}")));
        blocks.push(Block::bullets(rights));
        blocks.push(Block::paragraph(t.access_rights_how()));
        let foot = format!("{} · {}", self.controller.name, t.date(day_of(self.at)));
        let document = Document { lang, title: t.access_title().to_owned(), foot, blocks };
        Ok(document.typeset()?.pdf)
    }

    fn head(&self, t: Text) -> Vec<(String, String)> {
        let controller = [self.controller.name.as_str(), self.controller.address.as_str()];
        let written: Vec<&str> = controller.into_iter().filter(|part| !part.is_empty()).collect();
        let mut pairs = vec![(t.doc_controller().to_owned(), written.join(", "))];
        pairs.extend(
            self.controller.officer.iter().map(|officer| (t.doc_officer().to_owned(), officer.clone())),
        );
        pairs.push((t.doc_subject().to_owned(), self.subject.to_string()));
        pairs
    }

    fn table_of_values(&self, t: Text) -> Block {
        let purposes = |value: &AccessValue| {
            let said = value.tag.purposes.iter().map(|purpose| {
                format!("{} ({})", t.purpose(&purpose.purpose), t.basis_article(purpose.basis))
            });
            said.collect::<Vec<_>>().join("\n")
        };
        let row = |value: &AccessValue| -> Vec<Words> {
            let obtained = t.date_short(day_of(value.tag.obtained_at));
            let mut field = t.field(&value.field).to_owned();
            if let Some((at, how)) = value.ended_at.zip(value.ended_how) {
                let ended = t.access_ended(t.ending(how), t.date_short(day_of(at)));
                field = format!("{field}\n{ended}");
            }
            let until = value.tag.last_day.map(|day| t.date_short(day)).unwrap_or_default();
            let origin = format!("{}\n{obtained}", value.tag.source);
            vec![
                field.into(),
                Words::default().strong(value.value.as_str()),
                origin.into(),
                purposes(value).into(),
                until.into(),
            ]
        };
        Block::Table(Table {
            summary: t.access_columns().to_owned(),
            columns: [
                t.access_value(),
                t.access_content(),
                t.access_origin(),
                t.access_why(),
                t.access_until(),
            ]
            .map(Column::text)
            .into(),
            rows: self.values.iter().map(row).collect(),
        })
    }

    fn table_of_purposes(&self, t: Text) -> Block {
        let rows = self.purposes.iter().map(|purpose| {
            let bases: Vec<String> =
                purpose.bases.iter().map(|basis| t.basis_article(*basis).to_owned()).collect();
            let until = purpose.until.map(|day| t.date_short(day)).unwrap_or_default();
            let said = format!("{}\n{}", t.purpose(&purpose.purpose), bases.join("; "));
            [said, until, t.article(purpose.term.as_deref().unwrap_or_default())].map(Words::from).into()
        });
        Block::Table(Table {
            summary: t.access_purposes().to_owned(),
            columns: [t.access_why(), t.access_until(), t.access_term()].map(Column::text).into(),
            rows: rows.collect(),
        })
    }

    fn consents(&self, t: Text) -> Vec<String> {
        let said = self.consents.iter().map(|consent| {
            let day = |at| t.date_short(day_of(at));
            let given = t.access_consent_given(day(consent.given_at));
            let end = match consent.ended_at {
                Some(at) => t.access_consent_ended(day(at)),
                None => t.access_consent_until(day(consent.expires_at)),
            };
            let state = t.consent_state(consent.state);
            format!("{}: {state} ({given}, {end})", t.purpose(&consent.purpose))
        });
        said.collect()
    }
}

fn listed(heading: &str, none: &str, items: Vec<String>) -> [Block; 2] {
    let body = if items.is_empty() { Block::paragraph(none) } else { Block::bullets(items) };
    [Block::heading(2, heading), body]
}
