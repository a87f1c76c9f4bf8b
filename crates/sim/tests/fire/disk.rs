//! Disks that are full, read-only or broken.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;

use zgoda_sim::{BEGIN, Deed, Desk, Handle, Report, SimError, Step, Worker, copy_files, moment, scratch};

use crate::apart;
use crate::company::{Company, failures, program_under};

/// Somebody whom the load never brings in, nor those below; it goes on upwards from the highest.
const NOBODY: Handle = 900_001;

#[test]
fn on_a_full_disk_work_stops_with_a_word_and_goes_on_when_there_is_room_again() {
    let test = "disk::on_a_full_disk_work_stops_with_a_word_and_goes_on_when_there_is_room_again";
    let Some(folder) = apart::small_disk(test, "8m") else { return };
    let data = folder.join("data");
    std::fs::create_dir(&data).unwrap();
    let mut company = Company::in_folder(&data);
    company.work_in_peace(1, 30);
    for round in 0..3_u64 {
        let desk = company.open();
        let ballast = folder.join("ballast");
        fill(&ballast, 40_000 * (round + 1));
        let mut reports = company.work(&desk, &company.load(round, 100_000));
        let failed = failures(&reports);
        // The engine's words, or the system's about the journal.
        let clear = |text: &&str| text.contains("disk is full") || text.contains("No space left");
        assert!(!failed.is_empty() && failed.iter().all(clear), "{failed:?}");

        // The same desk goes on as soon as there is room.
        std::fs::remove_file(&ballast).unwrap();
        for newcomer in 0..10 {
            let (no, who) = (1_000_000 * (round + 1) + newcomer, NOBODY - (100 * round + newcomer) as Handle);
            let step = Step { no, at: moment(no), deed: Deed::Collect { who, informed: true } };
            reports.push(Report::Begun(step.clone()));
            reports.push(Report::Done(no, desk.carry_out(&step).unwrap()));
        }
        drop(desk);
        company.examine(&reports);
    }
    company.work_in_peace(2, 30);
}

/// Leaves so many bytes on the disk.
fn fill(ballast: &Path, left: u64) {
    let mut file = OpenOptions::new().create(true).append(true).open(ballast).unwrap();
    while file.write_all(&[0; 4_096]).is_ok() {}
    let size = file.metadata().unwrap().len();
    file.set_len(size.saturating_sub(left)).unwrap();
}

#[test]
fn a_read_only_folder_or_file_is_told_and_nothing_is_lost() {
    let test = "disk::a_read_only_folder_or_file_is_told_and_nothing_is_lost";
    let Some(folder) = apart::small_disk(test, "8m") else { return };
    let mut company = Company::in_folder(&folder);
    company.work_in_peace(1, 30);
    // A file that is open already, or that is only read on opening, is missed at the first write.
    let refusal = |company: &Company| -> String {
        let deed = Deed::Collect { who: NOBODY, informed: true };
        let tried = company.site.open().and_then(Desk::open);
        let tried = tried.and_then(|desk| desk.carry_out(&Step { no: 1, at: BEGIN, deed }));
        tried.unwrap_err().chain()
    };
    apart::remount(&folder, "ro");
    let said = refusal(&company);
    assert!(said.contains("cannot be opened") || said.contains("readonly"), "{said}");
    apart::remount(&folder, "rw");
    company.examine(&[]);
    for name in ["work.db", "vault.db", "masks"] {
        let file = folder.join(name);
        apart::freeze(&file);
        let said = refusal(&company);
        assert!(said.contains(name) || said.contains("readonly"), "{said}");
        apart::thaw(&file);
        company.examine(&[]);
    }
    company.work_in_peace(2, 30);
}

#[test]
fn a_write_that_fails_in_the_middle_is_told_and_nothing_is_by_half() {
    let mut company = Company::new();
    company.work_in_peace(1, 30);
    for blocks in [1_000, 1_200, 2_000] {
        let load = company.load(blocks, 20_000);
        let mut worker = Worker::start(program_under(&format!("-f {blocks}")), &load).unwrap();
        worker.wait().unwrap();
        let said = worker.errors();
        let reports = worker.reports(true).unwrap();
        let failed = failures(&reports);
        let told = failed.iter().copied().chain([said.as_str()]).any(|text| text.contains("disk I/O error"));
        assert!(told && failed.iter().all(|text| text.contains("disk I/O error")), "{failed:?} {said}");
        company.examine(&reports);
    }
    company.work_in_peace(2, 30);
}

#[test]
fn too_few_open_files_are_told_and_nothing_is_lost() {
    let mut company = Company::new();
    company.work_in_peace(1, 30);
    let (mut refused, mut worked) = (0, 0);
    for files in (8..40).step_by(4) {
        let load = company.load(files, 30);
        let mut worker = Worker::start(program_under(&format!("-n {files}")), &load).unwrap();
        worker.wait().unwrap();
        let said = worker.errors();
        let reports = worker.reports(true).unwrap();
        let failed = failures(&reports);
        let texts: Vec<&str> =
            failed.iter().copied().chain([said.as_str()]).filter(|text| !text.is_empty()).collect();
        match texts.as_slice() {
            [] => worked += 1,
            texts => {
                let unclear = texts.iter().find(|text| !text.contains("open"));
                assert_eq!(unclear, None, "{files} files");
                refused += 1;
            }
        }
        company.examine(&reports);
    }
    assert!(refused > 0 && worked > 0, "{refused} refused, {worked} worked");
}

#[test]
fn a_database_cut_in_two_is_noticed_before_anything_is_made_of_it() {
    let mut company = Company::new();
    company.work_in_peace(1, 30);
    let folder = company.site.folder().unwrap();
    for name in ["work.db", "vault.db"] {
        for part in [0, 1, 50, 200, 500, 800] {
            let other = scratch().unwrap();
            copy_files(&folder, other.path()).unwrap();
            let file = OpenOptions::new().write(true).open(other.path().join(name)).unwrap();
            let whole = file.metadata().unwrap().len();
            let left = whole * part / 1_000;
            file.set_len(left).unwrap();
            let noticed = match company.site.beside(other.path()).open() {
                Err(error) => error.chain(),
                Ok(store) => match (store.examine(), store.ledger().verify(|_, _| {})) {
                    (Err(error), _) | (_, Err(error)) => SimError::from(error).chain(),
                    (Ok(found), _) => {
                        assert!(
                            !found.is_sound(),
                            "{name} cut to {left} of {whole} bytes is taken for whole"
                        );
                        format!("{found:?}")
                    }
                },
            };
            let clear =
                ["malformed", "not a database", "missing or empty", "Findings", "damaged", "does not hold"];
            assert!(clear.iter().any(|word| noticed.contains(word)), "{name} cut to {left}: {noticed}");
        }
    }
}
