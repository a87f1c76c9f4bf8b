//! Ties between firms, from what is held of them: who holds shares in whom, who sits in whose organs, who consolidates
//! whom. Only firms: two
//! people of one name are not one person, so nobody's name makes a tie here.

use zgoda_store::{OrgId, Organisation, OrganisationFact, Store};

use crate::EnrichError;

/// The facts that tie firms: a number, of the court register where the firm is in it, and a name.
const SHAREHOLDER: &str = "shareholder";
const ORGAN_MEMBER: &str = "organ_member";
const DIRECT_PARENT: &str = "direct_parent";
const ULTIMATE_PARENT: &str = "ultimate_parent";
/// Ties of one firm that are told, at most.
const TIES_MAX: usize = 100;

/// How two firms are tied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TieKind {
    /// The other holds shares in this one.
    Shareholder,
    /// The other sits in an organ of this one.
    OrganMember,
    /// This one holds shares in the other.
    Holding,
    /// This one sits in an organ of the other.
    MemberOf,
    /// Somebody else holds shares in both.
    Sister,
    /// The other consolidates this one.
    Parent,
    /// The other is at the top of this one's group.
    Top,
    /// This one consolidates the other.
    Subsidiary,
    /// This one is at the top of the other's group.
    InGroup,
}

impl TieKind {
    /// The stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shareholder => "shareholder",
            Self::OrganMember => "organ-member",
            Self::Holding => "holding",
            Self::MemberOf => "member-of",
            Self::Sister => "sister",
            Self::Parent => "parent",
            Self::Top => "top",
            Self::Subsidiary => "subsidiary",
            Self::InGroup => "in-group",
        }
    }
}

/// A tie to another firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// How.
    pub kind: TieKind,
    /// The other firm's name.
    pub name: String,
    /// The other firm, where it is held.
    pub org: Option<OrgId>,
    /// The name of the firm that holds shares in both.
    pub through: Option<String>,
    /// The fact that tells of the tie, which is one of either firm.
    pub fact: OrganisationFact,
}

/// The ties of a firm.
///
/// # Errors
/// Where the store fails.
pub fn ties(store: &Store, org: &Organisation) -> Result<Vec<Tie>, EnrichError> {
    let mut ties = Vec::new();
    let facts = store.organisation_facts(org.id)?;
    for fact in facts.iter().filter(|fact| fact.ended_at.is_none()) {
        let kind = match fact.field.as_str() {
            SHAREHOLDER => TieKind::Shareholder,
            ORGAN_MEMBER => TieKind::OrganMember,
            DIRECT_PARENT => TieKind::Parent,
            ULTIMATE_PARENT => TieKind::Top,
            _ => continue,
        };
        let Some((krs, name)) = fact.value.split_once(' ') else { continue };
        let held = store.organisation_by_krs(krs)?;
        let tie = Tie {
            kind,
            name: held.as_ref().map_or(name, |held| &held.name).to_owned(),
            org: held.map(|held| held.id),
            through: None,
            fact: fact.clone(),
        };
        ties.push(tie);
        if kind == TieKind::Shareholder {
            let sisters = naming(store, org.id, SHAREHOLDER, krs, TieKind::Sister)?;
            ties.extend(sisters.into_iter().map(|tie| Tie { through: Some(name.to_owned()), ..tie }));
        }
    }
    if let Some(krs) = &org.krs {
        ties.extend(naming(store, org.id, SHAREHOLDER, krs, TieKind::Holding)?);
        ties.extend(naming(store, org.id, ORGAN_MEMBER, krs, TieKind::MemberOf)?);
        ties.extend(naming(store, org.id, DIRECT_PARENT, krs, TieKind::Subsidiary)?);
        ties.extend(naming(store, org.id, ULTIMATE_PARENT, krs, TieKind::InGroup)?);
    }
    ties.truncate(TIES_MAX);
    Ok(ties)
}

/// The other firms of which a fact names the firm with this number.
fn naming(store: &Store, but: OrgId, field: &str, krs: &str, kind: TieKind) -> Result<Vec<Tie>, EnrichError> {
    let mut ties = Vec::new();
    for (id, fact) in store.facts_naming(field, krs)?.into_iter().filter(|(id, _)| *id != but).take(TIES_MAX)
    {
        let other = store.organisation(id)?;
        ties.push(Tie { kind, name: other.name, org: Some(id), through: None, fact });
    }
    Ok(ties)
}
