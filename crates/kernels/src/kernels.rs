//! The kernels themselves. Inputs are fixed, so that a count says something about the code alone.

use std::fmt::Write as _;
use std::hint::black_box;

use zgoda_formats::{Candidates, Input, Mapping, recognise};
use zgoda_law::{Case, FactNo, FieldId, Law, Permit, SubjectId, parse_case};
use zgoda_ledger::{Frontier, leaf_hash};
use zgoda_vault::{DataKey, Keyring, Vault};

use crate::kernel::KernelError;

/// Somebody's e-mail address, collected in a form: allowed.
const CASE: &str = include_str!("../case.json");
/// A value of the usual length.
const VALUE: &str = "malgorzata.zolkiewska@zaklady-poznan.example.test";
/// An entry of the usual length.
const ENTRY: [u8; 96] = [0x5a; 96];

fn case() -> Result<Case, KernelError> {
    parse_case(CASE).map_err(|_| KernelError::Denied)
}

/// One decision.
pub fn may(times: u32) -> Result<(), KernelError> {
    let (law, case) = (Law::builtin()?, case()?);
    permit(&law, &case)?;
    for _ in 0..times {
        black_box(law.may(black_box(&case)));
    }
    Ok(())
}

fn permit(law: &Law, case: &Case) -> Result<Permit, KernelError> {
    law.may(case).permit().ok_or(KernelError::Denied)
}

fn vault() -> Result<(Vault, Permit, DataKey), KernelError> {
    let case = case()?;
    let permit = permit(&Law::builtin()?, &case)?;
    let vault = Vault::new(Keyring::generate()?);
    let (key, _) = vault.new_data_key(case.subject.id)?;
    Ok((vault, permit, key))
}

/// One value sealed.
pub fn seal(times: u32) -> Result<(), KernelError> {
    let (vault, permit, key) = vault()?;
    for number in 0..times {
        black_box(vault.seal(&permit, &key, FactNo(number + 1), black_box(VALUE))?);
    }
    Ok(())
}

/// One value opened, its person's key unwrapped first.
pub fn open(times: u32) -> Result<(), KernelError> {
    let mut reading = case()?;
    reading.action = zgoda_law::Action::Read;
    let reading = permit(&Law::builtin()?, &reading)?;
    let (vault, permit, _) = vault()?;
    let subject: SubjectId = permit.grant().subject;
    let (key, wrapped) = vault.new_data_key(subject)?;
    let (sealed, _) = vault.seal(&permit, &key, FactNo(1), VALUE)?;
    for _ in 0..times {
        let key = vault.unwrap_key(subject, black_box(&wrapped))?;
        black_box(vault.open(&reading, &key, black_box(&sealed))?);
    }
    Ok(())
}

/// One blind index of an address.
pub fn blind_index(times: u32) -> Result<(), KernelError> {
    let (vault, ..) = vault()?;
    let indexer = vault.blind_indexer(FieldId(3));
    for _ in 0..times {
        black_box(indexer.index(black_box(VALUE)));
    }
    Ok(())
}

/// One leaf hashed and appended.
pub fn ledger(times: u32) -> Result<(), KernelError> {
    let mut frontier = Frontier::new();
    for _ in 0..times {
        frontier.append(leaf_hash(black_box(&ENTRY)));
    }
    black_box(frontier.root());
    Ok(())
}

/// One row of a file read, recognised and normalised.
pub fn import_row(times: u32) -> Result<(), KernelError> {
    let mut text = String::from("Imię;Nazwisko;E-mail;Telefon;Firma;NIP;Stanowisko;Miasto\n");
    for row in 0..times {
        let written = writeln!(
            text,
            "Małgorzata;Żółkiewska;osoba{row:06}@example.test;+48 501 {:03} {:03};Zakłady {} sp. z o.o.;\
             774-000-14-54;kierowniczka;Poznań",
            row / 1_000 % 1_000,
            row % 1_000,
            row / 20,
        );
        debug_assert!(written.is_ok());
    }
    let input = Input::from(text.into_bytes());
    let table = recognise(&input)?.open_table(&input)?.ok_or(KernelError::Denied)?;
    let mapping = Mapping::propose(&table);
    for row in Candidates::new(table, mapping) {
        black_box(row.map_err(|_| KernelError::Denied)?);
    }
    Ok(())
}
