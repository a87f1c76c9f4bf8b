//! Closed sets that a case to be decided is made of.

closed_set! {
    /// A state that closes a person's data to most uses. None of them: the person is active.
    SubjectState {
        /// The duty to inform is overdue: only notices, requests and security.
        Quarantined = 1 "quarantined",
        /// Restricted, GDPR art. 18.
        Restricted = 2 "restricted",
        /// Under a legal hold: claims only.
        Hold = 3 "hold",
        /// Erased, GDPR art. 17.
        Erased = 4 "erased",
    }
}

closed_set! {
    /// Who acts.
    ActorKind {
        /// A member of staff.
        Human = 1 "human",
        /// A scheduled job or an integration.
        Service = 2 "service",
        /// An AI agent.
        AiAgent = 3 "ai_agent",
    }
}

closed_set! {
    /// What a member of staff was authorised to (GDPR art. 29, 32(4)); the catalogue says which purposes a role serves.
    Role {
        /// Marketing.
        Marketing = 1 "marketing",
        /// Sales.
        Sales = 2 "sales",
        /// Customer service.
        Service = 3 "service",
        /// Accounting: sees invoice fields only.
        Accounting = 4 "accounting",
        /// Claims and debt recovery.
        Legal = 5 "legal",
        /// Data protection officer (*IOD*).
        Dpo = 6 "dpo",
        /// Administrator of the installation: no personal data by the role itself, but security.
        Admin = 7 "admin",
        /// The product's own scheduled work.
        System = 8 "system",
        /// Whoever inspects for the supervisory authority: reads, until a day, and changes nothing.
        Inspector = 9 "inspector",
    }
}

closed_set! {
    /// How visible the source was when the value was taken.
    Visibility {
        /// Open to everybody.
        Open = 1 "open",
        /// Limited by the person's settings (KASPR).
        Limited = 2 "limited",
    }
}

closed_set! {
    /// The act by which a consent was given: only active ones (recital 32, Planet49).
    ConsentAct {
        /// A box ticked.
        Tick = 1 "tick",
        /// A button pressed.
        Click = 2 "click",
        /// A signature.
        Signed = 3 "signed",
        /// A recorded voice.
        Voice = 4 "voice",
        /// The confirmation link of a double opt-in.
        DoubleOptin = 5 "double_optin",
        /// A setting of the software, actively made (PKE art. 399(2)).
        Setting = 6 "setting",
    }
}

closed_set! {
    /// The condition of GDPR art. 9(2) that a special category rests on; the others are not available to a CRM.
    Article9Condition {
        /// Art. 9(2)(a), explicit consent; only where the purpose enables it.
        ExplicitConsent = 1 "a",
        /// Art. 9(2)(f), legal claims; only under a hold.
        LegalClaims = 2 "f",
    }
}

closed_set! {
    /// What the person's device is accessed for (PKE art. 399).
    DeviceUse {
        /// A session of a service the user requested.
        Session = 1 "session",
        /// Securing that service.
        Security = 2 "security",
        /// Spreading its load.
        LoadBalancing = 3 "load_balancing",
        /// A basket.
        Cart = 4 "cart",
        /// Remembering a consent or a refusal.
        ConsentMemory = 5 "consent_memory",
        /// The language the user chose.
        Language = 6 "language",
        /// Carrying a communication.
        Transmission = 7 "transmission",
        /// Measuring visits.
        Analytics = 8 "analytics",
        /// Marketing and retargeting.
        Marketing = 9 "marketing",
        /// A pixel in a message.
        EmailPixel = 10 "email_pixel",
        /// A link that tells one reader from another.
        LinkTracking = 11 "link_tracking",
        /// Installing software.
        Install = 12 "install",
    }
}

closed_set! {
    /// A refusal the browser sends by itself (GDPR art. 21(5)). There is no signal of consent.
    Signal {
        /// `Sec-GPC: 1`.
        Gpc = 1 "gpc",
        /// `DNT: 1`.
        Dnt = 2 "dnt",
    }
}

closed_set! {
    /// What a recipient is in data protection law.
    RecipientRole {
        /// Acts for the controller, GDPR art. 28.
        Processor = 1 "processor",
        /// Decides for itself.
        Controller = 2 "controller",
        /// Decides together with the controller, GDPR art. 26.
        Joint = 3 "joint",
        /// A public authority.
        Authority = 4 "authority",
    }
}

closed_set! {
    /// What carries a transfer to a third country (GDPR ch. V).
    TransferMechanism {
        /// Inside the European Economic Area: no transfer.
        Eea = 1 "eea",
        /// An adequacy decision, art. 45.
        Adequacy = 2 "adequacy",
        /// EU-US Data Privacy Framework, (EU) 2023/1795; listed recipients only.
        Dpf = 3 "dpf",
        /// Standard clauses, controller to controller.
        SccM1 = 4 "scc_m1",
        /// Standard clauses, controller to processor.
        SccM2 = 5 "scc_m2",
        /// Standard clauses, processor to processor.
        SccM3 = 6 "scc_m3",
        /// Standard clauses, processor to controller.
        SccM4 = 7 "scc_m4",
        /// Binding corporate rules, art. 47.
        Bcr = 8 "bcr",
        /// Explicit consent, art. 49(1)(a).
        Article49Consent = 9 "art49_consent",
        /// Contract, art. 49(1)(b) and (c).
        Article49Contract = 10 "art49_contract",
        /// Legal claims, art. 49(1)(e).
        Article49Claims = 11 "art49_claims",
        /// Privacy Shield, struck down by C-311/18.
        PrivacyShield = 12 "privacy_shield",
    }
}
