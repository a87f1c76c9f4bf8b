//! Closed sets that the catalogue and the packs are made of.

closed_set! {
    /// What a purpose is for; decides whether the absolute objection of art. 21(2) reaches it.
    PurposeCategory {
        /// Direct marketing and the profiling that serves it.
        Marketing = 1 "marketing",
        /// Serving the person.
        Service = 2 "service",
        /// Duties and claims.
        Legal = 3 "legal",
        /// Keeping the system safe.
        Security = 4 "security",
        /// Numbers without names.
        Stats = 5 "stats",
    }
}

closed_set! {
    /// When a field is personal data.
    Personal {
        /// Whoever it is about.
        Always = 1 "always",
        /// Never: it can only describe an organisation.
        Never = 2 "never",
        /// If it is about a natural person, a sole trader included.
        IfNaturalPerson = 3 "if_natural_person",
    }
}

closed_set! {
    /// What a channel pack demands before a message of a class may go out.
    Need {
        /// Nothing beyond GDPR.
        None = 1 "none_required",
        /// Prior consent for the channel.
        Consent = 2 "consent",
        /// The person's request, within its scope.
        Requested = 3 "requested",
        /// Prior consent, or own similar products after a sale.
        SoftOptin = 4 "soft_optin",
        /// Nothing beyond GDPR, unless the number stands on the public opt-out register.
        OptoutRegister = 5 "optout_register",
    }
}

closed_set! {
    /// How a term ends.
    TermCalendar {
        /// On the same-numbered day.
        Exact = 1 "exact",
        /// On 31 December of the year in which it would end (KC art. 118, Ordynacja podatkowa art. 70).
        YearEnd = 2 "year_end_pl",
    }
}

closed_set! {
    /// What happens to a value when its term ends.
    RetentionAction {
        /// It is erased.
        Erase = 1 "erase",
        /// Only numbers without names stay.
        Aggregate = 2 "aggregate",
        /// It moves to the archive, restricted.
        ArchiveRestricted = 3 "archive_restricted",
    }
}

closed_set! {
    /// The event that starts a term of keeping.
    StartEvent {
        /// The last message *from* the person. Messages to the person never move it.
        LastInbound = 1 "last_inbound",
        /// When the value was obtained.
        Obtained = 2 "obtained",
        /// When consent ended or was last used.
        ConsentEnd = 3 "consent_end",
        /// The deadline of a tax payment.
        TaxDeadline = 4 "tax_deadline",
        /// The end of a financial year.
        FinancialYearEnd = 5 "financial_year_end",
        /// Final settlement or limitation.
        Settlement = 6 "settlement",
        /// The day a claim falls due.
        ClaimDue = 7 "claim_due",
        /// When the injured person learned of the tort.
        Knowledge = 8 "knowledge",
        /// The day of an event.
        EventDay = 9 "event_day",
        /// When a copy was confirmed to be held elsewhere.
        TransferConfirmed = 10 "transfer_confirmed",
        /// When a case was closed.
        Closure = 11 "closure",
        /// When an entry was made.
        Entry = 12 "entry",
        /// The end of a contract.
        ContractEnd = 13 "contract_end",
    }
}
