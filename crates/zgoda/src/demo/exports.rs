//! Files that left the demonstration's firm: one that nobody destroyed in time, and one at a processor of the register.

use jiff::ToSpan;
use zgoda_law::calendar::day_of;
use zgoda_rights::Acting;
use zgoda_rights::exports::{Lock, To, Wish, new_passphrase, plan, receivers, weigh, write};
use zgoda_store::{Condition, ExportFormat, Ordinal, Store, StoreError};
use zgoda_text::Lang;

use super::ago;
use crate::failure::Failure;

/// Writes them; what is written goes nowhere.
pub fn write_all(store: &Store) -> Result<(), Failure> {
    let entered = receivers(store, ago(0, 0))?.into_iter().find(|one| one.name.starts_with("Serwerownia"));
    let processor = entered.map(|one| To::Entered(one.entry));
    leave(store, (5, 3), To::Own("Marek Handlowiec".to_owned()), &["first_name", "last_name", "phone"])?;
    processor.map_or(Ok(()), |to| leave(store, (2, 7), to, &["first_name", "email"]))
}

/// Writes one so many days ago, to live for so many.
fn leave(store: &Store, (days, life): (i64, i32), to: To, fields: &[&str]) -> Result<(), Failure> {
    let at = ago(days, 1);
    let catalogue = store.law().catalogue();
    let purpose = catalogue.purpose("respond_inquiry").ok_or(StoreError::NotFound("purpose"))?;
    let wish = Wish {
        purpose: purpose.id,
        fields: fields.iter().filter_map(|name| catalogue.field(name)).map(|field| field.id).collect(),
        to,
        format: ExportFormat::Csv,
        public_key: None,
        expires_on: day_of(at).saturating_add(life.days()),
    };
    let people: Vec<Ordinal> = store.people_who(&Condition::For(purpose.id))?.iter().collect();
    let who = Acting::system(store, purpose.id, at);
    let plan = plan(store, &wish, people.len() as u64, at)?;
    let weighed = weigh(store, &who, &plan, &people)?;
    if weighed.people > 0 {
        let lock = Lock::passphrase(&new_passphrase()?).map_err(zgoda_rights::RightsError::from)?;
        write(store, &who, &plan, (&people, &weighed), &lock, (Lang::Pl.text(), std::io::sink()))?;
    }
    Ok(())
}
