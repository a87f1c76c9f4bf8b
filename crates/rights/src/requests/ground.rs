//! The grounds on which a request may be refused: a closed set, each with its article and the rights it belongs to.

use zgoda_store::RequestKind;

/// Declares the grounds with their stable names.
macro_rules! grounds {
    ($($(#[$doc:meta])* $variant:ident $name:literal),+ $(,)?) => {
        /// Why a request is refused.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Ground { $($(#[$doc])* $variant),+ }

        impl Ground {
            /// All.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

grounds! {
    /// Whoever asks cannot be identified, which must be shown.
    CannotIdentify "cannot_identify",
    /// The request is about somebody else's data, without their authority.
    SomebodyElses "somebody_elses",
    /// Manifestly unfounded; the burden of proof is the controller's (C-526/24).
    ManifestlyUnfounded "manifestly_unfounded",
    /// Manifestly excessive, as by repetition; likewise.
    Excessive "excessive",
    /// The copy would infringe the rights of others.
    RightsOfOthers "rights_of_others",
    /// The values are right as they stand.
    Accurate "accurate",
    /// None of the grounds for erasure is there.
    NoErasureGround "no_erasure_ground",
    /// Freedom of expression and information.
    Expression "expression",
    /// A legal obligation to keep the data.
    LegalObligation "legal_obligation",
    /// Public health.
    PublicHealth "public_health",
    /// Archiving, research or statistics.
    Archiving "archiving",
    /// Legal claims.
    Claims "claims",
    /// None of the four cases of a restriction is there.
    NoRestrictionCase "no_restriction_case",
    /// The data rest neither on a consent nor on a contract, or are not processed by automated means.
    OtherBasis "other_basis",
    /// Direct transfer to another controller is not technically feasible. It never refuses a request: the person gets the
    /// files.
    NotFeasible "not_feasible",
    /// Compelling legitimate grounds; never against marketing.
    CompellingGrounds "compelling_grounds",
    /// No decision was made by automated means alone.
    NoAutomatedDecision "no_automated_decision",
}

impl Ground {
    /// The ground with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|ground| ground.name() == name)
    }

    /// The article it rests on, for a right.
    pub const fn article(self, kind: RequestKind) -> &'static str {
        match self {
            Self::CannotIdentify => "art. 11 ust. 2, art. 12 ust. 2 RODO",
            Self::SomebodyElses => "art. 12 ust. 2 i 6 RODO",
            Self::ManifestlyUnfounded | Self::Excessive => "art. 12 ust. 5 RODO",
            Self::RightsOfOthers if matches!(kind, RequestKind::Portability) => "art. 20 ust. 4 RODO",
            Self::RightsOfOthers => "art. 15 ust. 4 RODO",
            Self::Accurate => "art. 16 RODO",
            Self::NoErasureGround => "art. 17 ust. 1 RODO",
            Self::Expression => "art. 17 ust. 3 lit. a RODO",
            Self::LegalObligation => "art. 17 ust. 3 lit. b RODO",
            Self::PublicHealth => "art. 17 ust. 3 lit. c RODO",
            Self::Archiving => "art. 17 ust. 3 lit. d RODO",
            Self::Claims => "art. 17 ust. 3 lit. e RODO",
            Self::NoRestrictionCase => "art. 18 ust. 1 RODO",
            Self::OtherBasis => "art. 20 ust. 1 RODO",
            Self::NotFeasible => "art. 20 ust. 2 RODO",
            Self::CompellingGrounds => "art. 21 ust. 1 RODO",
            Self::NoAutomatedDecision => "art. 22 ust. 1 RODO",
        }
    }

    /// The grounds on which a right can be refused. A withdrawal is refused to nobody whose consent it is.
    pub fn of(kind: RequestKind) -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(move |ground| ground.fits(kind))
    }

    /// Whether a right can be refused on it.
    pub const fn fits(self, kind: RequestKind) -> bool {
        match self {
            Self::CannotIdentify | Self::SomebodyElses => true,
            Self::ManifestlyUnfounded | Self::Excessive => !matches!(kind, RequestKind::Withdrawal),
            Self::RightsOfOthers => matches!(kind, RequestKind::Access | RequestKind::Portability),
            Self::Accurate => matches!(kind, RequestKind::Rectification),
            Self::NoErasureGround
            | Self::Expression
            | Self::LegalObligation
            | Self::PublicHealth
            | Self::Archiving
            | Self::Claims => matches!(kind, RequestKind::Erasure),
            Self::NoRestrictionCase => matches!(kind, RequestKind::Restriction),
            Self::OtherBasis => matches!(kind, RequestKind::Portability),
            Self::NotFeasible => false,
            Self::CompellingGrounds => matches!(kind, RequestKind::Objection),
            Self::NoAutomatedDecision => matches!(kind, RequestKind::HumanReview),
        }
    }
}
