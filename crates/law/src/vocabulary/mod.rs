//! The closed sets of the law: each an enum with a stable name (used in packs, cases, exports) and a stable small
//! integer (used in tables and ledger entries). Names and integers are only ever added, never changed.

/// Declares an enum whose members have a stable integer and a stable name.
macro_rules! closed_set {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $number:literal $text:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $text)] $variant = $number,)+ }

        impl $name {
            /// Every member, in the order of their integers.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// The stable small integer.
            pub const fn number(self) -> u8 {
                self as u8
            }

            /// The member with this integer.
            pub fn from_number(number: u8) -> Option<Self> {
                Self::ALL.iter().copied().find(|member| member.number() == number)
            }

            /// The member with this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|member| member.name() == name)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}

mod case;
mod law;
mod reason;

pub use case::*;
pub use law::*;
pub use reason::*;

closed_set! {
    /// What is done with data: the operations of GDPR art. 4(2) that the product tells apart.
    Action {
        /// A value comes in.
        Collect = 1 "collect",
        /// A value is shown to somebody.
        Read = 2 "read",
        /// A value is used by the product without being shown.
        Use = 3 "use",
        /// A message goes to the person.
        Send = 4 "send",
        /// Data go to another recipient.
        Disclose = 5 "disclose",
        /// Data leave in a file.
        Export = 6 "export",
        /// Traits are evaluated, GDPR art. 4(4).
        Profile = 7 "profile",
        /// A decision about the person is made, GDPR art. 22.
        Decide = 8 "decide",
        /// Something is stored on or read from the person's device, PKE art. 399.
        DeviceAccess = 9 "device_access",
        /// Data end.
        Erase = 10 "erase",
        /// A legal notice goes to the person.
        Notify = 11 "notify",
    }
}

closed_set! {
    /// What a role lets somebody do, coarser than an [`Action`].
    Deed {
        /// See it.
        Read = 1 "read",
        /// Bring it in, change it, use it, end it.
        Write = 2 "write",
        /// Take it out of the system.
        Export = 3 "export",
        /// Decide about others: approve, grant, answer for.
        Decide = 4 "decide",
    }
}

impl Action {
    /// What a role must let its holder do for this.
    pub const fn deed(self) -> Deed {
        match self {
            Self::Read => Deed::Read,
            Self::Disclose | Self::Export => Deed::Export,
            Self::Decide => Deed::Decide,
            Self::Collect
            | Self::Use
            | Self::Send
            | Self::Profile
            | Self::DeviceAccess
            | Self::Erase
            | Self::Notify => Deed::Write,
        }
    }
}

closed_set! {
    /// The legal bases of GDPR art. 6(1) that a firm can rest on; `d` and `e` are never open to a CRM (law B1.1).
    Basis {
        /// Art. 6(1)(a), consent.
        Consent = 1 "a",
        /// Art. 6(1)(b), contract or steps at the person's request.
        Contract = 2 "b",
        /// Art. 6(1)(c), legal obligation.
        LegalObligation = 3 "c",
        /// Art. 6(1)(f), legitimate interest.
        LegitimateInterest = 4 "f",
    }
}

closed_set! {
    /// Who a subject is; decides which rules protect them.
    SubjectKind {
        /// A natural person outside business.
        Natural = 1 "natural",
        /// A natural person running a business: firm data are their personal data.
        SoleTrader = 2 "sole_trader",
        /// A natural person who stands for an organisation.
        OrgContact = 3 "org_contact",
        /// An organisation: outside GDPR, inside PKE art. 398.
        LegalPerson = 4 "legal_person",
    }
}

closed_set! {
    /// The lifecycle group of a subject per purpose: *leady*, *umowy*, *archiwum*.
    LifecycleGroup {
        /// A prospect.
        Leads = 1 "leads",
        /// A party to a contract.
        Contracts = 2 "contracts",
        /// Kept for a duty or a claim, restricted.
        Archive = 3 "archive",
    }
}

closed_set! {
    /// A way to reach a person.
    Channel {
        /// E-mail.
        Email = 1 "email",
        /// Text message.
        Sms = 2 "sms",
        /// Multimedia message.
        Mms = 3 "mms",
        /// Message in a messenger.
        MessengerDm = 4 "messenger_dm",
        /// A call by a human.
        CallLive = 5 "call_live",
        /// A call by a machine or an AI voice.
        CallAuto = 6 "call_auto",
        /// Fax.
        Fax = 7 "fax",
        /// Push notification.
        Push = 8 "push",
        /// Paper letter.
        Post = 9 "post",
        /// Face to face.
        InPerson = 10 "in_person",
    }
}

closed_set! {
    /// What a message is about; decides which channel rule applies.
    ContentClass {
        /// Promotes goods, services or image (uśude art. 2(2)).
        Commercial = 1 "commercial",
        /// Asks for marketing consent, which is itself marketing (SN III SZP 7/15).
        SolicitConsent = 2 "solicit_consent",
        /// The offer the person asked for (PKE art. 398(2)).
        Requested = 3 "requested",
        /// Serves a contract or a service.
        Transactional = 4 "transactional",
        /// A duty of information: art. 13, 14, 34.
        LegalNotice = 5 "legal_notice",
    }
}

closed_set! {
    /// Where a value came from.
    SourceType {
        /// A form the person filled in.
        Form = 1 "form",
        /// A telephone call.
        Call = 2 "call",
        /// A chat on the own site.
        Chat = 3 "chat",
        /// A messenger thread.
        Messenger = 4 "messenger",
        /// A fair or a conference.
        Event = 5 "event",
        /// A business card.
        Card = 6 "card",
        /// A webinar.
        Webinar = 7 "webinar",
        /// The National Court Register (KRS).
        RegistryKrs = 8 "registry_krs",
        /// The register of sole traders (CEIDG).
        RegistryCeidg = 9 "registry_ceidg",
        /// The statistical register (REGON).
        Regon = 10 "regon",
        /// A firm's website.
        Website = 11 "website",
        /// A social network.
        Social = 12 "social",
        /// A purchased list.
        Broker = 13 "broker",
        /// A recommendation by another person.
        Referral = 14 "referral",
        /// A commercial enrichment interface.
        ApiEnrich = 15 "api_enrich",
        /// A cookie or the like.
        Cookie = 16 "cookie",
        /// A file of own records from an earlier system.
        Import = 17 "import",
        /// Typed in by staff.
        Manual = 18 "manual",
        /// Another public register: the list of VAT payers, VIES, the LEI register.
        RegistryOther = 19 "registry_other",
    }
}

closed_set! {
    /// Which information duty a source carries.
    InformationDuty {
        /// From the person: GDPR art. 13, at collection.
        Article13 = 13 "13",
        /// From elsewhere: GDPR art. 14, within a month.
        Article14 = 14 "14",
    }
}

closed_set! {
    /// The class of a field, which decides its gate (law E.1 DataCategory).
    FieldClass {
        /// Public fact about an organisation.
        PublicOrg = 1 "public_org",
        /// Name, position and the like.
        Basic = 2 "basic",
        /// A way to reach somebody.
        Contact = 3 "contact",
        /// What somebody did.
        Behavioural = 4 "behavioural",
        /// Money.
        Financial = 5 "financial",
        /// National identifiers: PESEL, ID card, passport.
        Restricted = 6 "restricted",
        /// Special categories, GDPR art. 9.
        Special = 7 "special",
        /// Convictions and offences, GDPR art. 10.
        Offence = 8 "offence",
        /// Data of a child.
        Child = 9 "child",
        /// Passwords, payment cards: never in a CRM.
        Secret = 10 "secret",
    }
}

closed_set! {
    /// How a permission to contact came to be (PKE art. 398).
    PermissionKind {
        /// Prior consent, art. 398(1).
        Consent = 1 "consent",
        /// The person gave an address to receive this, art. 398(2).
        Requested = 2 "requested",
        /// Own similar products after a sale; not in Poland.
        SoftOptin = 3 "soft_optin",
        /// The channel needs none.
        NoneRequired = 4 "none_required",
    }
}

closed_set! {
    /// The state of a consent record.
    ConsentState {
        /// Given and standing.
        Given = 1 "given",
        /// Asked and refused.
        Refused = 2 "refused",
        /// Taken back by the person, GDPR art. 7(3).
        Withdrawn = 3 "withdrawn",
        /// Past its term.
        Expired = 4 "expired",
        /// Found not to meet the conditions.
        Invalidated = 5 "invalidated",
    }
}

closed_set! {
    /// The kind of an objection.
    ObjectionKind {
        /// Art. 21(1), to be weighed; until decided the data are restricted.
        Grounds = 1 "21_1",
        /// Art. 21(2), direct marketing: absolute.
        Marketing = 2 "21_2",
        /// A signal of the browser (Sec-GPC, DNT), art. 21(5).
        Signal = 3 "signal_gpc",
    }
}

closed_set! {
    /// How a fact ended. Facts are ended, never overwritten.
    Ending {
        /// A newer value took its place.
        Superseded = 1 "superseded",
        /// Its last purpose reached its term.
        Expired = 2 "expired",
        /// The person objected.
        Objected = 3 "objected",
        /// The person withdrew consent.
        Withdrawn = 4 "withdrawn",
        /// Erased at the person's request, GDPR art. 17.
        Erased = 5 "erased",
        /// The import that brought it was undone.
        Undone = 6 "undone",
        /// Found wrong and corrected, GDPR art. 16.
        Rectified = 7 "rectified",
    }
}

closed_set! {
    /// The state of a duty to inform.
    NoticeStatus {
        /// Armed, not yet sent.
        Due = 1 "due",
        /// Sent, delivery not yet known.
        Sent = 2 "sent",
        /// Delivered.
        Delivered = 3 "delivered",
        /// Could not be delivered.
        Undeliverable = 4 "undeliverable",
        /// Exempt by a written assessment, art. 13(4), 14(5).
        Exempt = 5 "exempt",
    }
}

impl NoticeStatus {
    /// Whether the duty is met. What came back undelivered told nobody anything.
    pub const fn is_met(self) -> bool {
        matches!(self, Self::Sent | Self::Delivered | Self::Exempt)
    }
}
