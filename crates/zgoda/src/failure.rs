//! Failures as people and machines read them: what happened, what is safe, what to do; and the exit code.

use std::path::Path;
use std::process::ExitCode;

use zgoda_enrich::EnrichError;
use zgoda_intake::IntakeError;
use zgoda_law::Reason;
use zgoda_rights::RightsError;
use zgoda_store::sql::SqlError;
use zgoda_store::{ImportId, Part, StoreError};
use zgoda_text::Text;
use zgoda_vault::VaultError;

/// How the program ended; documented in `docs/command-line.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done; or, of `may`, allowed.
    Done = 0,
    /// Something failed; the data are as they were.
    Failed = 1,
    /// The input or the command cannot be used.
    Unusable = 2,
    /// Denied.
    Denied = 3,
    /// Only a human's decision is missing.
    Pending = 4,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// A failure with all that its reader needs.
#[derive(Debug)]
pub struct Failure {
    kind: Kind,
    cause: Option<Box<dyn std::error::Error>>,
}

/// What happened. Each has its text in both languages.
#[derive(Debug)]
pub enum Kind {
    /// No installation in this folder.
    NoInstallation(String),
    /// There is one already.
    InstallationExists(String),
    /// The keyring cannot be used.
    Keyring(String),
    /// A file or folder is open to others.
    TooOpen(String),
    /// A file cannot be read or written.
    File(String),
    /// The databases and the keyring do not belong together.
    Mismatch,
    /// Data that were there are gone.
    DataMissing(Part),
    /// The database cannot be reached.
    Unreachable(String),
    /// The database belongs to another version.
    OtherVersion,
    /// The ledger is damaged.
    LedgerDamaged(u64),
    /// A copy or proof of the ledger does not hold.
    ProofBroken,
    /// A sealed value or key does not open.
    BoxDamaged,
    /// An archive was changed or cut short, or is none of this kind.
    ArchiveDamaged(String),
    /// An archive belongs to another installation.
    ArchiveForeign(String),
    /// An archive was made by another version of the program.
    ArchiveFormat(String),
    /// An archive of keys ended with its key-encryption key.
    ArchiveEnded(String),
    /// An archive of keys is older than that of the data.
    KeysOlder,
    /// An archive of keys does not reach back to that of the data.
    KeysGap,
    /// A restore was cut off.
    RestoreUnfinished,
    /// The keyring or a copy of it cannot be read or written.
    KeyFile,
    /// A pack does not parse.
    Pack,
    /// A case cannot be used.
    Case,
    /// A file to import cannot be used.
    ImportFile,
    /// An import stopped on its way.
    ImportStopped(ImportId),
    /// Nothing has this number or name.
    NotFound(String),
    /// An option makes no sense.
    Option(String),
    /// The server would be reachable by others without protection.
    UnsafeListen(String),
    /// A register cannot be asked.
    Register,
    /// The register is switched off.
    RegisterOff,
    /// A use case refused, for these codes.
    Refused(Vec<String>),
    /// Anything else of the store.
    Store,
}

impl Kind {
    /// A refusal with its codes.
    pub fn refused<'c>(codes: impl IntoIterator<Item = &'c str>) -> Self {
        Self::Refused(codes.into_iter().map(str::to_owned).collect())
    }
}

impl Failure {
    /// A failure without a technical cause.
    pub fn new(kind: Kind) -> Self {
        Self { kind, cause: None }
    }

    /// A failure with the technical cause beneath.
    pub fn because(kind: Kind, cause: impl Into<Box<dyn std::error::Error>>) -> Self {
        Self { kind, cause: Some(cause.into()) }
    }

    /// A file that cannot be read or written.
    pub fn file(path: &Path, cause: std::io::Error) -> Self {
        Self::because(Kind::File(path.display().to_string()), cause)
    }

    /// The exit code.
    pub fn code(&self) -> Exit {
        match self.kind {
            Kind::Case | Kind::Option(_) | Kind::ImportFile | Kind::Pack => Exit::Unusable,
            Kind::ArchiveDamaged(_) | Kind::ArchiveForeign(_) | Kind::ArchiveFormat(_) => Exit::Unusable,
            Kind::ArchiveEnded(_) | Kind::KeysOlder | Kind::KeysGap => Exit::Unusable,
            Kind::Refused(_) => Exit::Denied,
            _ => Exit::Failed,
        }
    }

    /// A stable name for machines.
    pub fn name(&self) -> &'static str {
        match &self.kind {
            Kind::NoInstallation(_) => "no_installation",
            Kind::InstallationExists(_) => "installation_exists",
            Kind::Keyring(_) => "keyring",
            Kind::TooOpen(_) => "too_open",
            Kind::File(_) => "file",
            Kind::Mismatch => "mismatch",
            Kind::DataMissing(_) => "database_missing",
            Kind::Unreachable(_) => "unreachable",
            Kind::OtherVersion => "other_version",
            Kind::LedgerDamaged(_) => "ledger_damaged",
            Kind::ProofBroken => "proof_broken",
            Kind::BoxDamaged => "box_damaged",
            Kind::ArchiveDamaged(_) => "archive_damaged",
            Kind::ArchiveForeign(_) => "archive_foreign",
            Kind::ArchiveFormat(_) => "archive_format",
            Kind::ArchiveEnded(_) => "archive_ended",
            Kind::KeysOlder => "keys_older",
            Kind::KeysGap => "keys_gap",
            Kind::RestoreUnfinished => "restore_unfinished",
            Kind::KeyFile => "key_file",
            Kind::Pack => "pack",
            Kind::Case => "case",
            Kind::ImportFile => "import_file",
            Kind::ImportStopped(_) => "import_stopped",
            Kind::NotFound(_) => "not_found",
            Kind::Option(_) => "option",
            Kind::UnsafeListen(_) => "unsafe_listen",
            Kind::Register => "register",
            Kind::RegisterOff => "register_off",
            Kind::Refused(_) => "refused",
            Kind::Store => "store",
        }
    }

    /// What happened, what is safe and what to do, in the reader's language.
    pub fn message(&self, text: Text) -> String {
        match &self.kind {
            Kind::NoInstallation(folder) => text.cli_fail_no_installation(folder),
            Kind::InstallationExists(folder) => text.cli_fail_installation_exists(folder),
            Kind::Keyring(path) => text.cli_fail_keyring(path),
            Kind::TooOpen(path) => text.cli_fail_too_open(path),
            Kind::File(path) => text.cli_fail_file(path),
            Kind::Mismatch => text.cli_fail_mismatch().to_owned(),
            Kind::DataMissing(part) => text.cli_fail_data_missing(match part {
                Part::Working => text.cli_missing_working(),
                Part::Vault => text.cli_missing_vault(),
                Part::Journal => text.cli_missing_journal(),
                Part::Masks => text.cli_missing_masks(),
                Part::Databases => text.cli_missing_databases(),
            }),
            Kind::Unreachable(location) => text.cli_fail_unreachable(location),
            Kind::OtherVersion => text.cli_fail_other_version().to_owned(),
            Kind::LedgerDamaged(entry) => text.cli_fail_ledger_damaged(entry.to_string()),
            Kind::ProofBroken => text.cli_fail_proof_broken().to_owned(),
            Kind::BoxDamaged => text.cli_fail_box_damaged().to_owned(),
            Kind::ArchiveDamaged(path) => text.cli_fail_archive_damaged(path),
            Kind::ArchiveForeign(path) => text.cli_fail_archive_foreign(path),
            Kind::ArchiveFormat(path) => text.cli_fail_archive_format(path),
            Kind::ArchiveEnded(path) => text.cli_fail_archive_ended(path),
            Kind::KeysOlder => text.cli_fail_keys_older().to_owned(),
            Kind::KeysGap => text.cli_fail_keys_gap().to_owned(),
            Kind::RestoreUnfinished => text.cli_fail_restore_unfinished().to_owned(),
            Kind::KeyFile => text.cli_fail_key_file().to_owned(),
            Kind::Pack => text.cli_fail_pack().to_owned(),
            Kind::Case => text.cli_fail_case().to_owned(),
            Kind::ImportFile => text.cli_fail_import_file().to_owned(),
            Kind::ImportStopped(id) => text.cli_fail_import_stopped(id),
            Kind::NotFound(what) => text.cli_fail_not_found(what),
            Kind::Option(option) => text.cli_fail_option(option),
            Kind::UnsafeListen(address) => text.cli_fail_unsafe_listen(address),
            Kind::Register => text.cli_fail_register().to_owned(),
            Kind::RegisterOff => text.cli_fail_register_off().to_owned(),
            Kind::Refused(codes) => {
                let told = codes.iter().map(|code| format!("{} ({code})", text.refusal(code)));
                text.cli_fail_refused(told.collect::<Vec<_>>().join("; "))
            }
            Kind::Store => text.cli_fail_store().to_owned(),
        }
    }

    /// The technical causes, outermost first, without personal values.
    pub fn causes(&self) -> Vec<String> {
        let mut causes = Vec::new();
        let mut cause = self.cause.as_deref();
        while let Some(error) = cause {
            causes.push(error.to_string());
            cause = error.source();
        }
        causes
    }
}

impl From<IntakeError> for Failure {
    fn from(error: IntakeError) -> Self {
        match error {
            IntakeError::Store(error) => error.into(),
            IntakeError::Refused(refusal) => Self::new(Kind::refused(refusal.codes)),
            IntakeError::Format(_) | IntakeError::NotATable => Self::because(Kind::ImportFile, error),
            IntakeError::Stopped { id, .. } => Self::because(Kind::ImportStopped(id), error),
        }
    }
}

impl From<RightsError> for Failure {
    fn from(error: RightsError) -> Self {
        match error {
            RightsError::Store(error) => error.into(),
            RightsError::Denied(reasons) => Self::new(Kind::refused(codes(&reasons))),
            RightsError::NotFound(what) => Self::new(Kind::NotFound(what.to_owned())),
            other => Self::because(Kind::Store, other),
        }
    }
}

impl From<EnrichError> for Failure {
    fn from(error: EnrichError) -> Self {
        match error {
            EnrichError::Store(error) => error.into(),
            EnrichError::Refused(reasons) => Self::new(Kind::refused(codes(&reasons))),
            EnrichError::SwitchedOff(_) => Self::because(Kind::RegisterOff, error),
            other => Self::because(Kind::Register, other),
        }
    }
}

fn codes(reasons: &[Reason]) -> impl Iterator<Item = &'static str> {
    reasons.iter().map(|reason| reason.code.name())
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let kind = match &error {
            StoreError::Mismatch => Kind::Mismatch,
            StoreError::Missing(part) => Kind::DataMissing(*part),
            StoreError::LedgerDamaged(entry) => Kind::LedgerDamaged(*entry),
            StoreError::Vault(_) => Kind::BoxDamaged,
            StoreError::Archive { path, source } => match source {
                VaultError::ArchiveForeign => Kind::ArchiveForeign(path.clone()),
                VaultError::ArchiveFormatUnknown => Kind::ArchiveFormat(path.clone()),
                VaultError::KeyVersionUnknown { .. } => Kind::ArchiveEnded(path.clone()),
                _ => Kind::ArchiveDamaged(path.clone()),
            },
            StoreError::File { path, .. } => Kind::File(path.clone()),
            StoreError::KeysOlder => Kind::KeysOlder,
            StoreError::KeysGap => Kind::KeysGap,
            StoreError::RestoreUnfinished => Kind::RestoreUnfinished,
            StoreError::Keyring(_) => Kind::KeyFile,
            StoreError::NotFound(what) => Kind::NotFound((*what).to_owned()),
            StoreError::Sql(SqlError::Unreachable { location, .. }) => Kind::Unreachable(location.clone()),
            StoreError::Sql(SqlError::Migration(_)) => Kind::OtherVersion,
            _ => Kind::Store,
        };
        Self::because(kind, error)
    }
}
