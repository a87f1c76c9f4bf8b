//! Why a decision denies, and what would change it.

closed_set! {
    /// Why a step of `may` failed (law E.2).
    ReasonCode {
        /// The case names something unknown.
        UnknownInput = 1 "UNKNOWN_INPUT",
        /// No pack is valid at the time of the decision.
        PackExpired = 2 "PACK_EXPIRED",
        /// A store that must be asked is unreachable.
        StoreDown = 3 "STORE_DOWN",
        /// The actor has no grant, no second factor or no session for the purpose.
        ActorNotAuthorised = 4 "ACTOR_NOT_AUTHORISED",
        /// The actor's training lapsed.
        TrainingExpired = 5 "TRAINING_EXPIRED",
        /// The person was erased.
        SubjectErased = 6 "SUBJECT_ERASED",
        /// The duty to inform is overdue.
        Quarantined = 7 "QUARANTINED",
        /// Restricted, GDPR art. 18.
        Restricted18 = 8 "RESTRICTED_18",
        /// A legal hold leaves claims only.
        HoldOnlyClaims = 9 "HOLD_ONLY_CLAIMS",
        /// A child is protected.
        ChildProtected = 10 "CHILD_PROTECTED",
        /// Special category without a cleared condition, GDPR art. 9.
        SpecialCategoryUncleared = 11 "SPECIAL_CATEGORY_UNCLEARED",
        /// Convictions and offences, GDPR art. 10.
        OffenceData = 12 "OFFENCE_DATA",
        /// A field this product does not hold, or holds only where an act is cited.
        ForbiddenField = 13 "FORBIDDEN_FIELD",
        /// The purpose is switched off or not registered.
        PurposeInactive = 14 "PURPOSE_INACTIVE",
        /// The impact assessment is missing.
        DpiaMissing = 15 "DPIA_MISSING",
        /// The balancing test is missing.
        LiaMissing = 16 "LIA_MISSING",
        /// The balancing test lapsed.
        LiaExpired = 17 "LIA_EXPIRED",
        /// The purpose does not need the field.
        NotNecessary = 18 "NOT_NECESSARY",
        /// No purpose has used the field for long.
        UnusedField = 19 "UNUSED_FIELD",
        /// A copy of data held elsewhere.
        DuplicateCopy = 20 "DUPLICATE_COPY",
        /// The source is not approved.
        SourceNotApproved = 21 "SOURCE_NOT_APPROVED",
        /// The source cannot be shown.
        SourceUnverified = 22 "SOURCE_UNVERIFIED",
        /// The person could not expect this.
        ExpectationExceeded = 23 "EXPECTATION_EXCEEDED",
        /// No basis for the purpose.
        BasisMissing = 24 "BASIS_MISSING",
        /// The consent does not meet the conditions.
        ConsentInvalid = 25 "CONSENT_INVALID",
        /// The consent was withdrawn.
        ConsentWithdrawn = 26 "CONSENT_WITHDRAWN",
        /// The consent is past its term.
        ConsentExpired = 27 "CONSENT_EXPIRED",
        /// A new purpose that the old one does not allow, GDPR art. 6(4).
        PurposeIncompatible = 28 "PURPOSE_INCOMPATIBLE",
        /// Technical data used for marketing.
        PurposeLaundering = 29 "PURPOSE_LAUNDERING",
        /// Objection to marketing, absolute.
        Objected = 30 "OBJECTED_21_3",
        /// Objection being weighed.
        ObjectionPending = 31 "OBJECTION_PENDING",
        /// The term of the duty to inform passed.
        NoticeOverdue = 32 "NOTICE_OVERDUE",
        /// The person must be informed first.
        NoticeRequiredFirst = 33 "NOTICE_REQUIRED_FIRST",
        /// The term of keeping passed.
        RetentionExpired = 34 "RETENTION_EXPIRED",
        /// The address is on the suppression list.
        Suppressed = 35 "SUPPRESSED",
        /// No consent for the channel.
        ChannelNoConsent = 36 "CHANNEL_NO_CONSENT",
        /// A permission exists, but not for this.
        ChannelScope = 37 "CHANNEL_SCOPE",
        /// The number of contacts is used up.
        ContactCap = 38 "CONTACT_CAP",
        /// Before the agreed day.
        TooEarly = 39 "TOO_EARLY",
        /// Promotion in a message that must have none.
        MixedContent = 40 "MIXED_CONTENT",
        /// Sender, address or way out missing.
        LabelMissing = 41 "LABEL_MISSING",
        /// An AI must say that it is one.
        AiDisclosureMissing = 42 "AI_DISCLOSURE_MISSING",
        /// No consent for the device.
        DeviceNoConsent = 43 "DEVICE_NO_CONSENT",
        /// The browser signals a refusal.
        SignalRefusal = 44 "SIGNAL_REFUSAL",
        /// A human must decide, GDPR art. 22.
        Art22HumanRequired = 45 "ART22_HUMAN_REQUIRED",
        /// No processing contract, GDPR art. 28.
        DpaMissing = 46 "DPA_MISSING",
        /// The recipient has no basis of its own.
        RecipientBasisMissing = 47 "RECIPIENT_BASIS_MISSING",
        /// No mechanism for the transfer, GDPR ch. V.
        TransferNoMechanism = 48 "TRANSFER_NO_MECHANISM",
        /// The mechanism was struck down or does not fit.
        TransferInvalidMechanism = 49 "TRANSFER_INVALID_MECHANISM",
        /// The transfer impact assessment is missing.
        TiaMissing = 50 "TIA_MISSING",
    }
}

closed_set! {
    /// What an entry of the ledger says has happened.
    Event {
        /// The installation was set up.
        Installed = 1 "installed",
        /// Values came in.
        Collected = 2 "collected",
        /// Values that were held already came in again; only their date moved.
        Confirmed = 3 "confirmed",
        /// A value was replaced by a newer one.
        Superseded = 4 "superseded",
        /// A wrong value was corrected, GDPR art. 16.
        Rectified = 5 "rectified",
        /// Values were shown.
        Read = 6 "read",
        /// Values left in a file, GDPR art. 15 or 20.
        Exported = 7 "exported",
        /// The person's key was destroyed, GDPR art. 17.
        Erased = 8 "erased",
        /// Some values were destroyed, others stay restricted, GDPR art. 17(3).
        PartlyErased = 9 "partly_erased",
        /// The term of values passed and they were destroyed.
        Expired = 10 "expired",
        /// A consent was given.
        ConsentGiven = 11 "consent_given",
        /// A consent was refused.
        ConsentRefused = 12 "consent_refused",
        /// A consent was withdrawn.
        ConsentWithdrawn = 13 "consent_withdrawn",
        /// A permission to contact came to be.
        PermissionGiven = 14 "permission_given",
        /// The person was contacted.
        Contacted = 15 "contacted",
        /// The person objected.
        Objected = 16 "objected",
        /// A duty to inform was armed.
        NoticeArmed = 17 "notice_armed",
        /// The person was informed.
        NoticeDelivered = 18 "notice_delivered",
        /// A duty to inform was found not to apply.
        NoticeExempted = 19 "notice_exempted",
        /// An import finished.
        Imported = 20 "imported",
        /// An import was undone.
        ImportUndone = 21 "import_undone",
        /// Data went to another recipient.
        Disclosed = 22 "disclosed",
        /// Data were restricted, GDPR art. 18.
        Restricted = 23 "restricted",
        /// A restriction was lifted.
        RestrictionLifted = 24 "restriction_lifted",
        /// Facts about an organisation came from a register.
        OrganisationEnriched = 25 "organisation_enriched",
        /// An assessment was approved.
        Assessed = 26 "assessed",
        /// An account was created or changed.
        AccountChanged = 27 "account_changed",
        /// Somebody signed in.
        SignedIn = 28 "signed_in",
        /// The key-encryption key was rotated.
        KeyRotated = 29 "key_rotated",
        /// A backup was made.
        BackedUp = 30 "backed_up",
        /// A backup was restored and erasures were replayed.
        Restored = 31 "restored",
        /// A request of the person was received.
        RequestReceived = 32 "request_received",
        /// A request of the person was answered.
        RequestAnswered = 33 "request_answered",
        /// A source was described.
        SourceAdded = 34 "source_added",
        /// A retention run finished.
        RetentionRun = 35 "retention_run",
        /// What is kept beside a person's values changed: a term, a group, an organisation, a sign from them.
        Amended = 36 "amended",
        /// A message that informs the person took a step on its way: queued, handed to the server, printed, came back.
        NoticeMoved = 37 "notice_moved",
        /// An enrichment run or schedule was approved, ended or taken back.
        EnrichmentDecided = 38 "enrichment_decided",
        /// Who is told of accepted changes of firms was changed.
        WebhookChanged = 39 "webhook_changed",
        /// Nobody doubts any more who made a request, GDPR art. 12(6).
        RequestIdentified = 50 "request_identified",
        /// The term of a request was extended, GDPR art. 12(3).
        RequestExtended = 51 "request_extended",
        /// Something was written in the file of a request, or done in it.
        RequestNoted = 52 "request_noted",
        /// A recipient was told what became of the data, or cannot be, GDPR art. 19.
        RecipientTold = 53 "recipient_told",
        /// The file of a request reached its last day.
        RequestEnded = 54 "request_ended",
        /// A term of keeping other than the pack's was approved or ended.
        TermDecided = 60 "term_decided",
        /// A legal hold was asked for, approved, reviewed or ended, or began or ceased to cover a person, GDPR art. 17(3)(e).
        HoldDecided = 61 "hold_decided",
        /// A field that nobody uses was stopped, its values were erased, or it takes values again.
        FieldStopped = 62 "field_stopped",
        /// A purpose was put in use, or is no longer.
        PurposeDecided = 64 "purpose_decided",
        /// Something was entered in a register, or an entry of it was revised or struck.
        Registered = 70 "registered",
        /// A pack of evidence was made.
        EvidenceMade = 71 "evidence_made",
        /// Somebody was authorised, accepted it, or an authorisation ended, GDPR art. 29.
        AuthorisationChanged = 90 "authorisation_changed",
        /// Somebody saw more people than their roles let pass unnoticed.
        BulkReadFound = 91 "bulk_read_found",
        /// It was found out why.
        BulkReadAnswered = 92 "bulk_read_answered",
        /// A file that had left was destroyed.
        ExportSettled = 75 "export_settled",
    }
}

impl Event {
    /// Whether it can stand for a change of the person it names, and not only for a look at them.
    pub const fn changes(self) -> bool {
        !matches!(self, Self::Read | Self::Exported | Self::Disclosed)
    }
}

closed_set! {
    /// What would change a denial. Every reason names one.
    Remedy {
        /// Nothing would: the law does not allow it at all.
        None = 1 "none",
        /// Correct the case: it names something unknown.
        CorrectInput = 2 "correct_input",
        /// Install the pack that is valid now.
        UpdatePack = 3 "update_pack",
        /// Try again when the store answers.
        RetryLater = 4 "retry_later",
        /// Grant a role, open a session for the purpose, use the second factor.
        AuthoriseActor = 5 "authorise_actor",
        /// Complete the training.
        TrainActor = 6 "train_actor",
        /// Deliver the notice of art. 13 or 14.
        DeliverNotice = 7 "deliver_notice",
        /// Lift the restriction or the hold, once its reason is gone.
        LiftRestriction = 8 "lift_restriction",
        /// Ask a parent.
        AskParent = 9 "ask_parent",
        /// Have the data protection officer clear or redact the value.
        ClearSpecialCategory = 10 "clear_special_category",
        /// Cite the act that demands the field.
        CiteAct = 11 "cite_act",
        /// Register and activate the purpose.
        ActivatePurpose = 12 "activate_purpose",
        /// Approve the impact assessment.
        ApproveDpia = 13 "approve_dpia",
        /// Approve the balancing test.
        ApproveLia = 14 "approve_lia",
        /// Leave the field out.
        DropField = 15 "drop_field",
        /// Purge the copy and use the record in the CRM.
        PurgeCopy = 16 "purge_copy",
        /// Approve the source.
        ApproveSource = 17 "approve_source",
        /// Show where the value came from.
        ProveSource = 18 "prove_source",
        /// Ask the person for consent, on a channel where asking is allowed.
        AskConsent = 19 "ask_consent",
        /// Assess the compatibility of the purposes, art. 6(4).
        AssessCompatibility = 20 "assess_compatibility",
        /// Only the person can change it, by a new consent or request.
        OnlyThePerson = 21 "only_the_person",
        /// Decide the objection.
        DecideObjection = 22 "decide_objection",
        /// Erase: the term has passed.
        EraseValue = 23 "erase_value",
        /// Write a paper letter instead, where a balancing test allows it.
        WriteLetter = 24 "write_letter",
        /// Wait for the agreed day.
        WaitUntil = 25 "wait_until",
        /// Take the promotion out of the message.
        RemovePromotion = 26 "remove_promotion",
        /// Add sender, label and way out to the message.
        CompleteMessage = 27 "complete_message",
        /// Say that an AI speaks.
        DiscloseAi = 28 "disclose_ai",
        /// Have a human decide.
        HumanDecision = 29 "human_decision",
        /// Conclude a processing contract.
        SignDpa = 30 "sign_dpa",
        /// Show the recipient's own basis.
        ProveRecipientBasis = 31 "prove_recipient_basis",
        /// Find a mechanism that carries the transfer.
        ChooseMechanism = 32 "choose_mechanism",
        /// Carry out the transfer impact assessment.
        CarryOutTia = 33 "carry_out_tia",
    }
}
