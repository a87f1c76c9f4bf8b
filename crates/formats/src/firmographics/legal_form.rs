//! The legal form of a firm, from the register's words, the end of its name or the code of the statistical register.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold;

/// A legal form that decides what a firm is to the law of data protection and of companies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LegalForm {
    /// *Osoba fizyczna prowadząca działalność gospodarczą*: a person, whose firm's data are their own.
    SoleTrader,
    /// *Spółka cywilna*: a contract of people, no entity of its own.
    CivilPartnership,
    /// *Spółka jawna*.
    GeneralPartnership,
    /// *Spółka partnerska*.
    ProfessionalPartnership,
    /// *Spółka komandytowa*.
    LimitedPartnership,
    /// *Spółka komandytowo-akcyjna*.
    LimitedJointStockPartnership,
    /// *Spółka z ograniczoną odpowiedzialnością*.
    LimitedCompany,
    /// *Spółka akcyjna*.
    JointStockCompany,
    /// *Prosta spółka akcyjna*, since 2021.
    SimpleJointStockCompany,
    /// *Spółka europejska*.
    EuropeanCompany,
    /// *Fundacja*.
    Foundation,
    /// *Fundacja rodzinna*, since 2023.
    FamilyFoundation,
    /// *Stowarzyszenie*.
    Association,
    /// *Spółdzielnia*.
    Cooperative,
    /// *Przedsiębiorstwo państwowe*.
    StateEnterprise,
    /// *Oddział zagranicznego przedsiębiorcy*.
    ForeignBranch,
}

impl LegalForm {
    /// The stable name, such as `limited-company`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SoleTrader => "sole-trader",
            Self::CivilPartnership => "civil-partnership",
            Self::GeneralPartnership => "general-partnership",
            Self::ProfessionalPartnership => "professional-partnership",
            Self::LimitedPartnership => "limited-partnership",
            Self::LimitedJointStockPartnership => "limited-joint-stock-partnership",
            Self::LimitedCompany => "limited-company",
            Self::JointStockCompany => "joint-stock-company",
            Self::SimpleJointStockCompany => "simple-joint-stock-company",
            Self::EuropeanCompany => "european-company",
            Self::Foundation => "foundation",
            Self::FamilyFoundation => "family-foundation",
            Self::Association => "association",
            Self::Cooperative => "cooperative",
            Self::StateEnterprise => "state-enterprise",
            Self::ForeignBranch => "foreign-branch",
        }
    }

    /// Whether the firm's data are those of natural persons: the trader, or the partners of a civil partnership.
    pub fn is_natural_person(self) -> bool {
        matches!(self, Self::SoleTrader | Self::CivilPartnership)
    }
}

/// A state that registers write at the end of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FirmState {
    /// *W organizacji*: not yet registered.
    BeingFounded,
    /// *W likwidacji*.
    InLiquidation,
    /// *W upadłości*.
    Bankrupt,
    /// *W restrukturyzacji*.
    InRestructuring,
}

impl FirmState {
    /// The stable name, such as `in-liquidation`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BeingFounded => "being-founded",
            Self::InLiquidation => "in-liquidation",
            Self::Bankrupt => "bankrupt",
            Self::InRestructuring => "in-restructuring",
        }
    }
}

/// What the end of a name, or the words of a register, say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NamedForm {
    /// The legal form.
    pub form: LegalForm,
    /// The state, if one follows.
    pub state: Option<FirmState>,
}

/// Ways of writing, as folded words without spaces. Longer ones come first, because a name may end in several.
const WRITTEN: &[(&str, LegalForm)] = &[
    ("osobafizycznaprowadzacadzialalnoscgospodarcza", LegalForm::SoleTrader),
    ("spolkazograniczonaodpowiedzialnoscia", LegalForm::LimitedCompany),
    ("spolkazoo", LegalForm::LimitedCompany),
    ("spzoo", LegalForm::LimitedCompany),
    ("zoo", LegalForm::LimitedCompany),
    ("prostaspolkaakcyjna", LegalForm::SimpleJointStockCompany),
    ("psa", LegalForm::SimpleJointStockCompany),
    ("spolkakomandytowoakcyjna", LegalForm::LimitedJointStockPartnership),
    ("spolkaeuropejska", LegalForm::EuropeanCompany),
    ("ska", LegalForm::LimitedJointStockPartnership),
    ("spolkakomandytowa", LegalForm::LimitedPartnership),
    ("spk", LegalForm::LimitedPartnership),
    ("spolkapartnerska", LegalForm::ProfessionalPartnership),
    ("spp", LegalForm::ProfessionalPartnership),
    ("spolkaakcyjna", LegalForm::JointStockCompany),
    ("sa", LegalForm::JointStockCompany),
    ("spolkajawna", LegalForm::GeneralPartnership),
    ("spj", LegalForm::GeneralPartnership),
    ("spolkacywilna", LegalForm::CivilPartnership),
    ("sc", LegalForm::CivilPartnership),
];

/// Forms that stand as a word at the beginning.
const FIRST_WORD: &[(&str, LegalForm)] = &[
    ("fundacja rodzinna", LegalForm::FamilyFoundation),
    ("fundacja", LegalForm::Foundation),
    ("stowarzyszenie", LegalForm::Association),
    ("spoldzielnia", LegalForm::Cooperative),
    ("przedsiebiorstwo panstwowe", LegalForm::StateEnterprise),
    ("oddzial zagranicznego przedsiebiorcy", LegalForm::ForeignBranch),
];

const STATES: &[(&str, FirmState)] = &[
    ("organizacji", FirmState::BeingFounded),
    ("likwidacji", FirmState::InLiquidation),
    ("upadlosci", FirmState::Bankrupt),
    ("restrukturyzacji", FirmState::InRestructuring),
];

/// Longest way of writing a form, in words: the full words of a limited company take four, its letters as many.
const WORDS_MAX: usize = 6;

/// The legal form in the words of a register or at the end of a firm's name: *spółka z ograniczoną
/// odpowiedzialnością*, *Sp. z o.o.*, *… sp. z o.o. sp.k.* (the last one counts). `None` where neither says.
pub fn legal_form(text: &str) -> Option<NamedForm> {
    let folded = fold(text);
    let mut words: Vec<&str> =
        folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut state = None;
    while let [.., "w", last] = words[..] {
        let Some((_, named)) = STATES.iter().find(|(written, _)| *written == last) else { break };
        state = Some(*named);
        words.truncate(words.len() - 2);
    }
    let at_end = (1..=WORDS_MAX.min(words.len())).rev().find_map(|count| {
        let solid = words.get(words.len() - count..)?.concat();
        WRITTEN.iter().find(|(written, _)| *written == solid).map(|(_, form)| *form)
    });
    let joined = words.join(" ");
    let at_start = || {
        let begins = |written: &str| {
            joined.strip_prefix(written).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        FIRST_WORD.iter().find(|(written, _)| begins(written)).map(|(_, form)| *form)
    };
    at_end.or_else(at_start).map(|form| NamedForm { form, state })
}

static REGISTER_NAMES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("../../data/legal_forms.txt").lines().filter_map(|line| line.split_once('\t')).collect()
});

/// The name of a specific legal form of the statistical register (REGON) by its code: `117`, or in old data `17`.
/// `None` for codes that are not known here; there are newer ones than the published table.
pub fn register_name(code: &str) -> Option<&'static str> {
    REGISTER_NAMES.get(code).or_else(|| REGISTER_NAMES.get(format!("1{code}").as_str())).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_known_however_they_are_written() {
        for (text, expected) in [
            ("SPÓŁKA Z OGRANICZONĄ ODPOWIEDZIALNOŚCIĄ", Some(LegalForm::LimitedCompany)),
            ("Przykład sp. z o.o.", Some(LegalForm::LimitedCompany)),
            ("Przykład Sp.zo.o.", Some(LegalForm::LimitedCompany)),
            ("Przykład sp. z o. o.", Some(LegalForm::LimitedCompany)),
            ("Przykład spółka z o.o.", Some(LegalForm::LimitedCompany)),
            ("Przykład S.A.", Some(LegalForm::JointStockCompany)),
            ("Przykład SA", Some(LegalForm::JointStockCompany)),
            ("Kasa", None),
            ("Salon USA", None),
            ("Przykład P.S.A.", Some(LegalForm::SimpleJointStockCompany)),
            ("PROSTA SPÓŁKA AKCYJNA", Some(LegalForm::SimpleJointStockCompany)),
            ("Przykład sp. z o.o. sp. k.", Some(LegalForm::LimitedPartnership)),
            ("Przykład sp. z o.o. sp.k.", Some(LegalForm::LimitedPartnership)),
            ("Przykład S.K.A.", Some(LegalForm::LimitedJointStockPartnership)),
            ("Kowalski, Nowak spółka jawna", Some(LegalForm::GeneralPartnership)),
            ("Kowalski, Nowak sp. j.", Some(LegalForm::GeneralPartnership)),
            ("Kancelaria Nowak i Partnerzy sp.p.", Some(LegalForm::ProfessionalPartnership)),
            ("Bar Pod Lipą s.c.", Some(LegalForm::CivilPartnership)),
            ("FUNDACJA", Some(LegalForm::Foundation)),
            ("Fundacja Rodzinna Nowaków", Some(LegalForm::FamilyFoundation)),
            ("Fundacjarnia", None),
            ("Stowarzyszenie Miłośników Łodzi", Some(LegalForm::Association)),
            ("Spółdzielnia Mieszkaniowa „Zgoda”", Some(LegalForm::Cooperative)),
            ("", None),
        ] {
            assert_eq!(legal_form(text).map(|named| named.form), expected, "{text}");
        }
    }

    #[test]
    fn a_state_at_the_end_is_told_apart_from_the_form() {
        for (text, state) in [
            ("Przykład sp. z o.o. w likwidacji", FirmState::InLiquidation),
            ("PRZYKŁAD S.A. W UPADŁOŚCI", FirmState::Bankrupt),
            ("Przykład sp. z o.o. w restrukturyzacji", FirmState::InRestructuring),
            ("Przykład sp. z o.o. w organizacji", FirmState::BeingFounded),
        ] {
            assert_eq!(legal_form(text).and_then(|named| named.state), Some(state), "{text}");
        }
    }

    #[test]
    fn a_trader_and_the_partners_of_a_civil_partnership_are_people() {
        assert!(LegalForm::SoleTrader.is_natural_person() && LegalForm::CivilPartnership.is_natural_person());
        assert!(
            !LegalForm::LimitedCompany.is_natural_person()
                && !LegalForm::GeneralPartnership.is_natural_person()
        );
    }

    #[test]
    fn codes_of_the_statistical_register_have_names() {
        assert_eq!(register_name("117"), Some("spółki z ograniczoną odpowiedzialnością"));
        assert_eq!(register_name("17"), Some("spółki z ograniczoną odpowiedzialnością"));
        assert_eq!(register_name("099"), Some("osoby fizyczne prowadzące działalność gospodarczą"));
        assert_eq!(register_name("777"), None);
    }
}
