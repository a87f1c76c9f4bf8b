//! *Firma w skrócie*: what public facts mean, each with the fact it rests on.

use jiff::civil::Date;

use super::organisations::OrganisationFact;

/// What is said of a firm from its public facts. What is not known is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// The legal form.
    pub form: Option<Said>,
    /// The voivodeship of its seat.
    pub voivodeship: Option<Said>,
    /// How long it has been there.
    pub age: Option<Said>,
    /// How big it is.
    pub size: Option<Size>,
}

/// Something said from a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// What is said.
    pub text: String,
    /// What should be known beside it.
    pub note: Option<String>,
    /// The fact; `None` where it is told by the name of the firm.
    pub of: Option<OrganisationFact>,
}

/// The size class of a firm, with what decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Size {
    /// The class or the range of classes.
    pub text: String,
    /// Whether how many people work there would decide.
    pub is_range: bool,
    /// The last day of the year that was measured.
    pub ends: Date,
    /// The source by name.
    pub origin: String,
    /// From which year on the thresholds hold.
    pub since: u16,
    /// Assets and revenue of the year, and of the year before: written out, in whole złoty.
    pub measured: Vec<(String, String, String)>,
    /// The ceilings of each class: its name, assets, revenue, people.
    pub ceilings: Vec<(String, String, String, String)>,
}

/// An activity by the Polish classification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// The code, as `62.01.Z`.
    pub code: String,
    /// Whether it is the main one.
    pub main: bool,
    /// Its official name, in Polish.
    pub name: Option<&'static str>,
    /// The vintage, as *PKD 2007*; empty where no vintage has the code.
    pub vintage: &'static str,
    /// Whether the vintage is told by the day of the record only.
    pub is_uncertain: bool,
    /// What it is in the other vintage.
    pub other: Option<OtherVintage>,
    /// The fact.
    pub of: OrganisationFact,
}

/// A tie to another firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TieRow {
    /// The other firm's name.
    pub name: String,
    /// The other firm's number with us, where it is held.
    pub id: Option<String>,
    /// How the two are tied, in words.
    pub how: String,
    /// The fact that tells of it.
    pub of: OrganisationFact,
}

/// A code in the other vintage, by the official key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherVintage {
    /// The other vintage.
    pub vintage: &'static str,
    /// Codes and names, the one that the key names first before the others.
    pub codes: Vec<(&'static str, &'static str)>,
}
