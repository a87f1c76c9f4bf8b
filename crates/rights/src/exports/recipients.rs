//! Who has a person's data: those who received a file or letters, and the processors who work for the purposes they are
//! held for (GDPR art. 4(9), 15(1)(c)); and whom of them one has to tell what became of the data (art. 19).

use std::collections::BTreeSet;

use jiff::Timestamp;
use zgoda_law::PurposeId;
use zgoda_store::{Export, Ordinal, Person, Register, Store, mark};

use crate::RightsError;
use crate::registers::{self, Entry};
use crate::tag::name_of_purpose;

/// Everybody who has data of a person, by name.
///
/// # Errors
/// Where the store fails.
pub fn recipients(store: &Store, person: &Person, now: Timestamp) -> Result<Vec<String>, RightsError> {
    let held = person.facts.iter().filter(|fact| person.holds(fact.no));
    let purposes: BTreeSet<PurposeId> =
        held.flat_map(|fact| fact.grounds.links.iter().map(|link| link.purpose)).collect();
    let purposes: Vec<String> = purposes.into_iter().map(|id| name_of_purpose(store, id)).collect();
    let mut names: BTreeSet<String> = store.recipients_of(person.ordinal)?.into_iter().collect();
    for entered in registers::list(store, Register::Processors, now)? {
        if let Entry::Processor(one) = &entered.entry
            && entered.is_open(now)
            && one.purposes.0.iter().any(|purpose| purposes.contains(purpose))
        {
            names.insert(one.name.0.clone());
        }
    }
    Ok(names.into_iter().collect())
}

/// The files that had left by a moment, as they stood then, the latest first.
///
/// # Errors
/// Where the store fails.
pub fn as_of(store: &Store, at: Timestamp, limit: u32) -> Result<Vec<Export>, RightsError> {
    let then = |export: Export| Export { destroyed: export.destroyed.filter(|gone| gone.at <= at), ..export };
    Ok(store.exports(at, limit)?.into_iter().map(then).collect())
}

/// Whom to tell what became of a person's data. Where somebody has them in a file, the file and the person's mark in it
/// stand behind the name, so that the person can be found there without being named again. Our own files are among them:
/// nobody else would mend those.
pub(crate) fn to_be_told(store: &Store, person: Ordinal) -> Result<Vec<String>, RightsError> {
    let subject = store.person_by_ordinal(person)?.id;
    let exports = store.exports_of(person)?;
    let in_files: Vec<&Export> = exports.iter().filter(|export| export.is_out()).collect();
    let received_file = |name: &String| exports.iter().any(|export| export.recipient == *name);
    let mut all: Vec<String> = store.recipients_of(person)?;
    all.retain(|name| !received_file(name));
    all.extend(
        in_files
            .iter()
            .map(|export| format!("{} (E{}/{})", export.recipient, export.id, mark(export.id, subject))),
    );
    all.sort();
    Ok(all)
}
