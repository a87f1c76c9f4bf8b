//! What every register connector looks like from outside: one question by identifier, one outcome.

use zgoda_formats::identifiers::{EuVat, Lei, Nip, Regon};
use zgoda_law::{InformationDuty, SourceType};

use crate::gate::{Gate, Manners};
use crate::http::BaseUrl;
use crate::krs::KrsNumber;
use crate::{ConnectorError, Credential, Extract, Field, StruckOff};

/// A public register that can be asked about one entity at a time.
///
/// Implementations block: they are called from a job's thread, never from an async task. They keep the shared HTTP
/// rules of [`crate::http`] and hand over allow-listed facts only.
pub trait Register: Send + Sync {
    /// What the register is, for the registry of sources and the metryczka.
    fn profile(&self) -> &'static Profile;

    /// Asks the register. "Struck off" and "not found" are answers; an error means that nothing is known.
    fn look_up(&self, identifier: &Identifier) -> Result<Outcome, ConnectorError>;

    /// Asks about several, in as few questions as the register allows ([`Profile::batch`]). The answers stand in the
    /// order of the identifiers; one that fails spoils no other.
    fn look_up_many(&self, identifiers: &[Identifier]) -> Vec<Result<Outcome, ConnectorError>> {
        identifiers.iter().map(|identifier| self.look_up(identifier)).collect()
    }

    /// Asks whether an entry changed since it was read with `tag` ([`crate::ReadDocument::tag`]). Nothing of the
    /// earlier answer has to be kept for it.
    fn refresh(&self, identifier: &Identifier, _tag: &str) -> Result<Refreshed, ConnectorError> {
        self.look_up(identifier).map(Refreshed::Read)
    }

    /// The gate of the register: its limits, blocks and breaker, to be shown, kept and restored.
    fn gate(&self) -> Option<&Gate> {
        None
    }

    /// Says that no more questions follow for now, so that a session can be closed. Failures do not matter.
    fn finish(&self) {}
}

/// By what a register is asked. Each register answers to some of these.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Identifier {
    /// The number in the National Court Register.
    Krs(KrsNumber),
    /// The tax number.
    Nip(Nip),
    /// The statistical number.
    Regon(Regon),
    /// A VAT number with its prefix.
    EuVat(EuVat),
    /// The Legal Entity Identifier.
    Lei(Lei),
    /// The address of a website, see [`BaseUrl::site`].
    Website(BaseUrl),
}

/// The kinds of [`Identifier`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdentifierKind {
    /// The number in the National Court Register.
    Krs,
    /// The tax number.
    Nip,
    /// The statistical number.
    Regon,
    /// A VAT number with its prefix.
    EuVat,
    /// The Legal Entity Identifier.
    Lei,
    /// The address of a website.
    Website,
}

impl Identifier {
    /// Of which kind it is.
    pub fn kind(&self) -> IdentifierKind {
        match self {
            Self::Krs(_) => IdentifierKind::Krs,
            Self::Nip(_) => IdentifierKind::Nip,
            Self::Regon(_) => IdentifierKind::Regon,
            Self::EuVat(_) => IdentifierKind::EuVat,
            Self::Lei(_) => IdentifierKind::Lei,
            Self::Website(_) => IdentifierKind::Website,
        }
    }
}

/// What a register says about an identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The entity stands in the register.
    Found(Box<Extract>),
    /// The entity once stood in the register and was struck off.
    StruckOff(StruckOff),
    /// The register does not know the identifier.
    NotFound,
}

/// What a register says about an entry that was read before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refreshed {
    /// It is as it was.
    Unchanged,
    /// It was read anew.
    Read(Outcome),
}

/// The constant facts about a register. Names of laws and prices are told by their stable names, for the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    /// The stable id, for example `krs`.
    pub id: &'static str,
    /// The official name.
    pub name: &'static str,
    /// The source type its facts carry.
    pub source: SourceType,
    /// The licence of the data (SPDX, or `LicenseRef-…` where there is none). A copyright licence is no legal basis.
    pub licence: &'static str,
    /// The duty of information that persons found in it bring.
    pub duty: InformationDuty,
    /// What makes its data open to us.
    pub access: Access,
    /// Whose data are in it.
    pub persons: Persons,
    /// By what it is asked.
    pub asked_by: &'static [IdentifierKind],
    /// Which facts it gives.
    pub holds: &'static [Field],
    /// How many identifiers fit into one question.
    pub batch: u32,
    /// How many calls one identifier takes at most.
    pub calls: u32,
    /// What a call costs, in grosze.
    pub price: u32,
    /// What it wants to see before it answers.
    pub credential: Option<Credential>,
    /// How it wants to be asked.
    pub manners: Manners,
}

/// What makes the data of a register open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Access {
    /// Act on the National Court Register, art. 8: the register is public.
    CourtRegisterAct,
    /// Act on CEIDG, art. 45 and 47: the data are public, reuse on request.
    CeidgAct,
    /// VAT act, art. 96b: the list serves to verify counterparties. Another purpose needs its own weighing.
    VatAct,
    /// Act on public statistics: the open part of REGON.
    StatisticsAct,
    /// Regulation (EU) 904/2010, art. 31: confirmation of VAT numbers, nothing else.
    VatConfirmation,
    /// Published by the Global LEI Foundation for free reuse.
    OpenData,
    /// Published by the firm itself; text and data mining unless it is reserved (directive 2019/790, art. 4).
    OwnPublication,
}

impl Access {
    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CourtRegisterAct => "court_register_act",
            Self::CeidgAct => "ceidg_act",
            Self::VatAct => "vat_act",
            Self::StatisticsAct => "statistics_act",
            Self::VatConfirmation => "vat_confirmation",
            Self::OpenData => "open_data",
            Self::OwnPublication => "own_publication",
        }
    }
}

/// Whose data are in a register, as far as we read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Persons {
    /// Nobody's: organisations only.
    None,
    /// Members of organs beside the facts of organisations.
    Members,
    /// Some entries are sole traders'.
    SomeTraders,
    /// Every entry is a sole trader's.
    Traders,
}

impl Persons {
    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Members => "members",
            Self::SomeTraders => "some_traders",
            Self::Traders => "traders",
        }
    }
}
