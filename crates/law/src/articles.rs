//! The article each reason rests on, and what would change it: the one place where both are said.

use crate::{ReasonCode, Remedy};

/// The article a reason rests on, as lawyers cite it. A channel or device pack may cite a nearer one.
pub const fn article(code: ReasonCode) -> &'static str {
    use ReasonCode as R;
    match code {
        R::UnknownInput | R::PackExpired | R::StoreDown => "art. 5 ust. 2, art. 25 RODO",
        R::ActorNotAuthorised => "art. 29, art. 32 ust. 4 RODO",
        R::TrainingExpired => "art. 32 ust. 4, art. 39 ust. 1 lit. b RODO",
        R::SubjectErased => "art. 17 ust. 1 RODO",
        R::Quarantined | R::NoticeOverdue => "art. 14 ust. 3 RODO",
        R::Restricted18 => "art. 18 ust. 2 RODO",
        R::HoldOnlyClaims => "art. 17 ust. 3 lit. e, art. 18 ust. 2 RODO",
        R::ChildProtected => "art. 8, motyw 38 RODO",
        R::SpecialCategoryUncleared => "art. 9 ust. 1 RODO",
        R::OffenceData => "art. 10 RODO",
        R::ForbiddenField => "art. 5 ust. 1 lit. c, art. 87 RODO",
        R::PurposeInactive => "art. 5 ust. 1 lit. b, art. 30 RODO",
        R::DpiaMissing => "art. 35 ust. 1 RODO",
        R::LiaMissing | R::LiaExpired => "art. 6 ust. 1 lit. f, art. 5 ust. 2 RODO",
        R::NotNecessary | R::UnusedField => "art. 5 ust. 1 lit. c RODO",
        R::DuplicateCopy => "art. 5 ust. 1 lit. c i e RODO",
        R::SourceNotApproved => "art. 5 ust. 1 lit. a RODO",
        R::SourceUnverified => "art. 5 ust. 2, art. 7 ust. 1 RODO",
        R::ExpectationExceeded => "art. 6 ust. 1 lit. f, motyw 47 RODO",
        R::BasisMissing => "art. 6 ust. 1 RODO",
        R::ConsentInvalid => "art. 4 pkt 11, art. 7 ust. 1 RODO",
        R::ConsentWithdrawn => "art. 7 ust. 3 RODO",
        R::ConsentExpired => "art. 5 ust. 1 lit. e, art. 7 RODO",
        R::PurposeIncompatible => "art. 5 ust. 1 lit. b, art. 6 ust. 4 RODO",
        R::PurposeLaundering => "art. 5 ust. 1 lit. a i b RODO",
        R::Objected => "art. 21 ust. 2 i 3 RODO",
        R::ObjectionPending => "art. 21 ust. 1, art. 18 ust. 1 lit. d RODO",
        R::NoticeRequiredFirst => "art. 13 ust. 3, art. 14 ust. 3 i 4 RODO",
        R::RetentionExpired => "art. 5 ust. 1 lit. e RODO",
        R::Suppressed => "art. 21 ust. 3, art. 7 ust. 3 RODO",
        R::ChannelNoConsent => "art. 398 ust. 1 PKE",
        R::ChannelScope => "art. 398 PKE, art. 4 pkt 11 RODO",
        R::ContactCap => "art. 5 ust. 1 lit. b RODO",
        R::TooEarly => "art. 398 ust. 2 PKE",
        R::MixedContent => "art. 398 PKE, art. 21 ust. 3 RODO",
        R::LabelMissing => "art. 9 uśude",
        R::AiDisclosureMissing => "art. 50 rozporządzenia (UE) 2024/1689",
        R::DeviceNoConsent => "art. 399 PKE",
        R::SignalRefusal => "art. 21 ust. 5 RODO",
        R::Art22HumanRequired => "art. 22 RODO",
        R::DpaMissing => "art. 28 ust. 3 RODO",
        R::RecipientBasisMissing => "art. 6 ust. 1 RODO",
        R::TransferNoMechanism => "art. 44 RODO",
        R::TransferInvalidMechanism => "art. 44-46 RODO, C-311/18",
        R::TiaMissing => "art. 46 RODO, C-311/18",
    }
}

/// What would change a denial for this reason, unless the step that denies knows better.
pub const fn remedy(code: ReasonCode) -> Remedy {
    use ReasonCode as R;
    match code {
        R::UnknownInput => Remedy::CorrectInput,
        R::PackExpired => Remedy::UpdatePack,
        R::StoreDown => Remedy::RetryLater,
        R::ActorNotAuthorised => Remedy::AuthoriseActor,
        R::TrainingExpired => Remedy::TrainActor,
        R::TransferNoMechanism | R::TransferInvalidMechanism => Remedy::ChooseMechanism,
        R::Quarantined | R::NoticeOverdue | R::NoticeRequiredFirst => Remedy::DeliverNotice,
        R::Restricted18 | R::HoldOnlyClaims => Remedy::LiftRestriction,
        R::ChildProtected => Remedy::AskParent,
        R::SpecialCategoryUncleared => Remedy::ClearSpecialCategory,
        R::OffenceData | R::ForbiddenField => Remedy::CiteAct,
        R::PurposeInactive => Remedy::ActivatePurpose,
        R::DpiaMissing => Remedy::ApproveDpia,
        R::LiaMissing | R::LiaExpired => Remedy::ApproveLia,
        R::NotNecessary | R::UnusedField => Remedy::DropField,
        R::DuplicateCopy => Remedy::PurgeCopy,
        R::SourceNotApproved => Remedy::ApproveSource,
        R::SourceUnverified => Remedy::ProveSource,
        R::BasisMissing | R::ConsentInvalid | R::ConsentExpired | R::ChannelNoConsent | R::ChannelScope => {
            Remedy::AskConsent
        }
        R::DeviceNoConsent => Remedy::AskConsent,
        R::PurposeIncompatible => Remedy::AssessCompatibility,
        R::ConsentWithdrawn | R::Objected | R::Suppressed | R::SignalRefusal | R::ContactCap => {
            Remedy::OnlyThePerson
        }
        R::ObjectionPending => Remedy::DecideObjection,
        R::RetentionExpired => Remedy::EraseValue,
        R::TooEarly => Remedy::WaitUntil,
        R::MixedContent => Remedy::RemovePromotion,
        R::LabelMissing => Remedy::CompleteMessage,
        R::AiDisclosureMissing => Remedy::DiscloseAi,
        R::Art22HumanRequired => Remedy::HumanDecision,
        R::DpaMissing => Remedy::SignDpa,
        R::RecipientBasisMissing => Remedy::ProveRecipientBasis,
        R::TiaMissing => Remedy::CarryOutTia,
        R::SubjectErased | R::ExpectationExceeded | R::PurposeLaundering => Remedy::None,
    }
}
