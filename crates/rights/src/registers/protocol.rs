//! The protocol of destruction of a stray file or medium, for the signatures of those who did it and who saw it.

use jiff::Timestamp;
use zgoda_report::Block;
use zgoda_store::Register;
use zgoda_text::Lang;

use super::kinds::Stray;
use super::print::{boxes_of, marks, typeset};
use super::{Entered, Finding};
use crate::{Controller, RightsError};

/// What stands where somebody signs.
const LINE: &str = "____________________________";

/// The protocol of a destruction. It tells what was destroyed, how and by whom, never what was written on it.
///
/// # Errors
/// [`RightsError::NotFound`] where nothing was destroyed yet; where it cannot be typeset.
pub fn destruction(
    entered: &Entered,
    stray: &Stray,
    findings: &[Finding],
    controller: &Controller,
    lang: Lang,
    now: Timestamp,
) -> Result<Vec<u8>, RightsError> {
    let t = lang.text();
    if stray.destroyed_on.is_none() || entered.struck.is_some() {
        return Err(RightsError::NotFound("destruction"));
    }
    let mut blocks = vec![
        Block::paragraph(t.stray_protocol_lead()),
        Block::pairs([
            (t.assess_controller().to_owned(), controller.name.clone()),
            (
                t.reg_revision().to_owned(),
                format!("{} {}, {}", t.reg_entry_no(entered.id), entered.revision, t.moment(entered.made_at)),
            ),
            (t.reg_hash().to_owned(), entered.hash.clone()),
        ]),
    ];
    for (part, boxes) in boxes_of(t, &entered.entry) {
        blocks.push(Block::heading(2, part));
        blocks.push(Block::pairs(boxes));
    }
    blocks.push(marks(t, findings));
    blocks.push(Block::heading(2, t.stray_signatures()));
    let signs = [("destroyed_by", &stray.destroyed_by), ("witness", &stray.witness)];
    blocks.push(Block::pairs(signs.into_iter().filter_map(|(key, name)| {
        let name = &name.as_ref()?.0;
        Some((super::title(t, Register::Strays, key).to_owned(), format!("{name}\n\n{LINE}")))
    })));
    typeset(&t.stray_protocol_title(entered.id), blocks, controller, lang, now)
}
