//! What the kinds of requests rest on and ask of us.

use zgoda_store::RequestKind;

/// The article of a right, as lawyers cite it.
pub const fn article_of(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Withdrawal => "art. 7 ust. 3 RODO",
        RequestKind::Access => "art. 15 RODO",
        RequestKind::Rectification => "art. 16 RODO",
        RequestKind::Erasure => "art. 17 RODO",
        RequestKind::Restriction => "art. 18 RODO",
        RequestKind::Portability => "art. 20 RODO",
        RequestKind::Objection => "art. 21 RODO",
        RequestKind::HumanReview => "art. 22 ust. 3 RODO",
    }
}

/// Whether it must be certain who asks before the request is granted: where data are given out, changed or destroyed.
/// To end marketing or to take a consent back, nobody need show who they are.
pub const fn needs_identity(kind: RequestKind) -> bool {
    !matches!(kind, RequestKind::Withdrawal | RequestKind::Objection)
}
