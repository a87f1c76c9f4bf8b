//! A power cut: the disk has what was synced, and of the rest what it happened to have.

use std::path::Path;

use zgoda_sim::{Deed, Handle, copy_files, scratch};

use crate::company::{Company, failures};

/// What is synced before anything is acknowledged; the databases are synced only when a new stretch of it begins.
const JOURNAL: &str = "journal";
/// The part of the journal that says which stretch it is.
const HEAD: usize = 512;
/// How many cuts are tried, and how many steps lie between the last sync of the databases and each.
const CUTS: u64 = 12;
const STEPS: u64 = 4;

/// The first of those whom the load never brings in; it goes on upwards from the highest.
const STRANGER: Handle = 900_001;

/// Which of the databases did not reach the disk: the one, the other, or both.
const LOST: [&[&str]; 3] = [&["work.db"], &["vault.db"], &["work.db", "vault.db"]];

/// Gives a copy of an installation databases of an earlier moment.
fn set_back(databases: &[&str], before: &Path, after: &Path) {
    for name in databases {
        for file in [(*name).to_owned(), format!("{name}-wal"), format!("{name}-shm")] {
            let (from, to) = (before.join(&file), after.join(&file));
            match from.exists() {
                true => drop(std::fs::copy(from, to).unwrap()),
                false => drop(std::fs::remove_file(to)),
            }
        }
    }
}

fn head(folder: &Path) -> Vec<u8> {
    std::fs::read(folder.join(JOURNAL)).unwrap()[..HEAD].to_vec()
}

/// The databases as they were before the last steps, and the journal as it is after them: what a machine may come up
/// with whose databases were not synced in between. One of them may have got further than the other.
#[test]
fn with_databases_that_the_disk_never_got_everything_acknowledged_is_in_the_journal() {
    let mut company = Company::new();
    company.work_in_peace(1, 30);
    let mut cuts = 0;
    for seed in 0..200 {
        let desk = company.open();
        let folder = company.site.folder().unwrap();
        // One step, so that the copy is not of a stretch that ends with opening.
        let mut reports = company.bring_in(&desk, STRANGER - seed as Handle);
        let (before, stretch) = (scratch().unwrap(), head(&folder));
        copy_files(&folder, before.path()).unwrap();
        let mut load = company.load(seed + 1_000, STEPS);
        load.world.last += 1;
        reports.extend(company.work(&desk, &load));
        assert_eq!(failures(&reports), [""; 0]);
        let after = scratch().unwrap();
        copy_files(&folder, after.path()).unwrap();
        drop(desk);
        let same_stretch = head(after.path()) == stretch;
        company.examine(&reports);
        if !same_stretch {
            continue;
        }
        set_back(LOST[cuts as usize % 3], before.path(), after.path());
        let site = company.site.beside(after.path());
        company.examine_at(&site);
        cuts += 1;
        if cuts == CUTS {
            return;
        }
    }
    assert_eq!(cuts, CUTS, "too few steps that begin no new stretch");
}

/// What an erasure ends are the masks, which the disk has before it is acknowledged. The stretch goes on.
#[test]
fn an_erasure_that_the_databases_never_got_is_in_the_journal() {
    let mut company = Company::new();
    company.work_in_peace(1, 20);
    for (number, lost) in (0..).zip(LOST) {
        let desk = company.open();
        let who = STRANGER + number;
        let mut reports = company.bring_in(&desk, who);
        let (before, stretch) = (scratch().unwrap(), head(&company.site.folder().unwrap()));
        copy_files(&company.site.folder().unwrap(), before.path()).unwrap();
        let (no, subject) = (company.checker.world().last + 2, desk.subject(who).unwrap());
        reports.extend(company.carry_out(&desk, no, Deed::Erase { who, subject }));
        let after = scratch().unwrap();
        copy_files(&company.site.folder().unwrap(), after.path()).unwrap();
        drop(desk);
        assert_eq!(head(after.path()), stretch);
        company.examine(&reports);
        set_back(lost, before.path(), after.path());
        let site = company.site.beside(after.path());
        company.examine_at(&site);
    }
}
