//! The entities the replay server knows.

/// One entity of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Company {
    /// KRS number.
    pub number: &'static str,
    /// What it is, for people who choose one in the demo.
    pub title: &'static str,
    /// `P` or `S`.
    pub part: &'static str,
    /// The answer to a question for the current extract.
    pub current: Option<&'static str>,
    /// The answer to a question for the full extract.
    pub full: Option<&'static str>,
}

macro_rules! fixture {
    ($name:literal) => {
        Some(include_str!(concat!("../../fixtures/krs/", $name)))
    };
}

/// All entities. One with neither a current extract nor a strike-off in the full one does not exist here.
pub const COMPANIES: &[Company] = &[
    Company {
        number: "0009000019",
        title: "Bursztynowa Fala sp. z o.o.",
        part: "P",
        current: fixture!("odpis_aktualny_P_bursztynowa_fala_syntetyczny.json"),
        full: None,
    },
    Company {
        number: "0009000027",
        title: "Pracownia Żywych Ogrodów sp. z o.o.",
        part: "P",
        current: fixture!("odpis_aktualny_P_zywe_ogrody_syntetyczny.json"),
        full: None,
    },
    Company {
        number: "0009000035",
        title: "Młyn pod Lipą sp.j.",
        part: "P",
        current: fixture!("odpis_aktualny_P_mlyn_pod_lipa_syntetyczny.json"),
        full: None,
    },
    Company {
        number: "0001268296",
        title: "Przykład sp. z o.o.",
        part: "P",
        current: fixture!("odpis_aktualny_P_maly_syntetyczny.json"),
        full: fixture!("odpis_pelny_P_maly.json"),
    },
    Company {
        number: "0000028860",
        title: "ORLEN S.A.",
        part: "P",
        current: fixture!("odpis_aktualny_P_orlen_skrocony.json"),
        full: None,
    },
    Company {
        number: "0000030897",
        title: "Fundacja Wielka Orkiestra Świątecznej Pomocy",
        part: "S",
        current: fixture!("odpis_aktualny_S_fundacja_skrocony.json"),
        full: None,
    },
    Company {
        number: "0000106150",
        title: "Grupa LOTOS S.A. (struck off)",
        part: "P",
        current: None,
        full: fixture!("odpis_pelny_wykreslony_naglowek.json"),
    },
];

/// The register's own words for "not found".
pub(super) const NOT_FOUND: &str = include_str!("../../fixtures/krs/not_found_404.json");
