//! People who do not exist, as a file of leads with eight fields, in our store by way of an import, and in PostgreSQL.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use zgoda_formats::{Input, Mapping, recognise};
use zgoda_intake::import::{Report, run};
use zgoda_intake::{By, ImportPlan, PlannedSource, SourceKind};
use zgoda_law::calendar::day_of;
use zgoda_law::{Basis, PurposeId};
use zgoda_store::{Link, Store};

use crate::error::{BenchError, Result, io, same, wrong};
use crate::harness::WorkFolder;
use crate::ours::Installation;

/// The same fields as columns, with the look-up indexes our import makes.
pub const PEER_TABLE: &str = "CREATE TABLE person (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, \
     first_name text NOT NULL, last_name text NOT NULL, email text NOT NULL, phone text NOT NULL, \
     company text NOT NULL, nip text NOT NULL, position text NOT NULL, city text NOT NULL); \
     CREATE INDEX person_by_email ON person (email); CREATE INDEX person_by_phone ON person (phone); \
     CREATE INDEX person_by_nip ON person (nip)";
/// The people's values as facts, with what a lawful record needs: grounds, source, consent, and a log of what was done.
pub const PEER_FACTS: &str = "CREATE TABLE source (id int PRIMARY KEY, name text NOT NULL); \
     INSERT INTO source VALUES (1, 'Targi'); \
     CREATE TABLE grounds (id int PRIMARY KEY, source_id int NOT NULL, purpose text NOT NULL, basis text NOT NULL); \
     INSERT INTO grounds VALUES (1, 1, 'respond_inquiry', 'b'); \
     CREATE TABLE fact (person_id bigint NOT NULL, no int NOT NULL, field text NOT NULL, value text NOT NULL, \
     grounds_id int NOT NULL, obtained bigint NOT NULL, expires int NOT NULL); \
     INSERT INTO fact SELECT p.id, v.no, v.field, v.value, 1, 0, 1000 FROM person p CROSS JOIN LATERAL (VALUES \
     (1, 'first_name', first_name), (2, 'last_name', last_name), (3, 'email', email), (4, 'phone', phone), \
     (5, 'company_name', company), (6, 'position', position), (7, 'city', city)) AS v (no, field, value); \
     ALTER TABLE fact ADD PRIMARY KEY (person_id, no); CREATE INDEX fact_by_expires ON fact (expires); \
     CREATE TABLE consent (person_id bigint NOT NULL, no int NOT NULL, purpose text NOT NULL, given bigint NOT NULL, \
     PRIMARY KEY (person_id, no)); INSERT INTO consent SELECT id, 1, 'newsletter', 0 FROM person; \
     CREATE TABLE audit (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, person_id bigint NOT NULL, \
     at bigint NOT NULL, event text NOT NULL, purpose text NOT NULL); \
     INSERT INTO audit (person_id, at, event, purpose) SELECT id, n, 'collected', 'respond_inquiry' FROM person \
     CROSS JOIN generate_series(1, 2) AS n; CREATE INDEX audit_by_person ON audit (person_id); ANALYZE";
const COPY: &str = "COPY person (first_name, last_name, email, phone, company, nip, position, city) \
     FROM STDIN (FORMAT csv, DELIMITER ';', HEADER)";
const HEADER: &str = "Imię;Nazwisko;E-mail;Telefon;Firma;NIP;Stanowisko;Miasto\n";
/// The purpose the leads came for.
const PURPOSE: &str = "respond_inquiry";
/// People of one firm.
pub const STAFF: u64 = 20;

const FIRST: [&str; 8] =
    ["Anna", "Łukasz", "Zofia", "Grzegorz", "Małgorzata", "Paweł", "Agnieszka", "Wojciech"];
const LAST: [&str; 7] = ["Nowak", "Wiśniewska", "Wójcik", "Kowalczyk", "Żółkiewski", "Dąbrowska", "Śliwa"];
const CITY: [&str; 5] = ["Poznań", "Łódź", "Gdańsk", "Rzeszów", "Białystok"];
const POSITION: [&str; 4] = ["kierowniczka", "specjalista", "dyrektor", "księgowa"];

/// The time of the run: that of its beginning. It is the real one, because a server that is started shows nothing whose
/// term is over.
pub fn now() -> Timestamp {
    static BEGAN: LazyLock<Timestamp> = LazyLock::new(Timestamp::now);
    *BEGAN
}

/// The e-mail address of a person.
pub fn email(number: u64) -> String {
    format!("osoba{number}@example.test")
}

/// Their telephone, as it is stored.
pub fn phone(number: u64) -> String {
    format!("+48{}{:06}", 500 + number / 1_000_000 % 100, number % 1_000_000)
}

/// The word by which a firm is told from all others.
pub fn firm(number: u64) -> String {
    format!("Nr{number:06}")
}

/// The tax number of their firm: nine digits and the right check digit.
pub fn nip(number: u64) -> String {
    const WEIGHTS: [u64; 9] = [6, 5, 7, 2, 3, 4, 5, 6, 7];
    let base = 512_000_000 + number / STAFF * 100;
    // Numbers whose check digit would be ten are not given out, so each firm has a hundred to choose from.
    let candidates = (0..100).map(|choice| base + choice);
    let checked = candidates.filter_map(|digits| {
        let text = digits.to_string();
        let sum: u64 =
            text.bytes().zip(WEIGHTS).map(|(digit, weight)| u64::from(digit - b'0') * weight).sum();
        (sum % 11 < 10).then(|| format!("{text}{}", sum % 11))
    });
    checked.take(1).collect()
}

/// Values of a lead that the import keeps about the person; the tax number is the firm's.
pub const VALUES: u64 = 7;

/// Writes the file of the leads with these numbers.
///
/// # Errors
/// Where it cannot be written.
pub fn write_file(path: &Path, numbers: std::ops::Range<u64>) -> Result<()> {
    let fail = || io(path.display().to_string());
    let mut file = BufWriter::new(File::create(path).map_err(fail())?);
    file.write_all(HEADER.as_bytes()).map_err(fail())?;
    let mut line = String::new();
    for number in numbers {
        line.clear();
        write_line(&mut line, number);
        file.write_all(line.as_bytes()).map_err(fail())?;
    }
    file.flush().map_err(fail())
}

fn write_line(line: &mut String, number: u64) {
    let pick =
        |list: &[&'static str], by: u64| list.get((number / by) as usize % list.len()).copied().unwrap_or("");
    let written = writeln!(
        line,
        "{};{};{};{};Zakłady {} sp. z o.o.;{};{};{}",
        pick(&FIRST, 1),
        pick(&LAST, 7),
        email(number),
        phone(number),
        firm(number / STAFF),
        nip(number),
        pick(&POSITION, 3),
        pick(&CITY, 1),
    );
    debug_assert!(written.is_ok());
}

/// Sends the file to PostgreSQL as it is.
///
/// # Errors
/// Where the server fails.
pub fn copy_file(client: &mut postgres::Client, path: &Path) -> Result<u64> {
    let mut file = BufReader::new(File::open(path).map_err(io(path.display().to_string()))?);
    let mut writer = client.copy_in(COPY)?;
    std::io::copy(&mut file, &mut writer).map_err(io("COPY"))?;
    Ok(writer.finish()?)
}

/// Imports the file the whole way: parsed, normalised, matched, decided, sealed, committed, entered in the ledger.
///
/// # Errors
/// Where the import fails.
pub fn import_file(store: &Store, path: &Path, days_ago: i64) -> Result<Report> {
    let purpose = purpose(store)?;
    store.set_purposes(&[purpose].into())?;
    let name = format!("Targi, {days_ago} dni temu");
    let source = PlannedSource::New { kind: SourceKind::Fair, name, evidence: String::new() };
    let links = vec![Link { purpose, basis: Basis::Contract, reference: Some("targi".into()) }];
    let day = day_of(now()).saturating_sub(jiff::Span::new().days(days_ago));
    let mut plan = ImportPlan::new(source, Some(day), links);
    plan.informed = true;
    let input = Input::from(path);
    let table = recognise(&input).map_err(zgoda_intake::IntakeError::from)?;
    let table = table.open_table(&input).map_err(zgoda_intake::IntakeError::from)?;
    let Some(table) = table else { return wrong("the file of leads is no table") };
    let mapping = Mapping::propose(&table);
    Ok(run(store, By::system(now()), &input, &plan, &mapping, &mut |_| {})?)
}

/// The purpose the leads came for.
///
/// # Errors
/// Where the catalogue does not have it.
pub fn purpose(store: &Store) -> Result<PurposeId> {
    let purpose = store.law().catalogue().purpose(PURPOSE).map(|purpose| purpose.id);
    purpose.ok_or_else(|| BenchError::Wrong("the catalogue has no purpose for leads".into()))
}

/// An installation with so many people.
pub struct People {
    /// How many.
    pub count: u64,
    /// Seconds their import took.
    pub import_s: f64,
    installation: Installation,
    file: PathBuf,
}

impl People {
    /// Imports them.
    ///
    /// # Errors
    /// Where that fails.
    pub fn load(folder: &WorkFolder, count: u64) -> Result<Self> {
        let file = folder.path().join(format!("people-{count}.csv"));
        write_file(&file, 0..count)?;
        let installation = Installation::new(folder.path().join(format!("people-{count}")))?;
        let began = Instant::now();
        let store = installation.open()?;
        let report = import_file(&store, &file, 0)?;
        same("people imported", &report.counts.imported, &count)?;
        drop(store);
        Ok(Self { count, import_s: began.elapsed().as_secs_f64(), installation, file })
    }

    /// Puts the same people into PostgreSQL's table.
    ///
    /// # Errors
    /// Where the server fails.
    pub fn copy_into(&self, client: &mut postgres::Client) -> Result<()> {
        same("people copied", &copy_file(client, &self.file)?, &self.count)
    }

    /// The installation itself, for benchmarks that change nothing of the people.
    pub fn installation(&self) -> &Installation {
        &self.installation
    }

    /// A copy that may be changed.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn copy(&self, folder: &Path) -> Result<Installation> {
        if folder.exists() {
            std::fs::remove_dir_all(folder).map_err(io("an earlier copy"))?;
        }
        crate::harness::copy_folder(self.installation.folder(), folder)?;
        Ok(self.installation.at(folder.to_owned()))
    }
}

/// The clock of an operation: each a second after the one before.
pub fn later(seconds: u64) -> Timestamp {
    now() + SignedDuration::from_secs(seconds as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tax_numbers_are_valid_and_each_firm_has_its_own() {
        assert_eq!(nip(0), nip(STAFF - 1));
        assert_ne!(nip(0), nip(STAFF));
        for number in [0, 1, 999, 123_456, 999_999] {
            let nip = nip(number);
            assert_eq!(zgoda_formats::identifiers::Nip::parse(&nip).map(|nip| nip.into_string()), Ok(nip));
        }
    }
}
