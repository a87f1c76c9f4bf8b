//! Which facts a register can give.

/// Declares the fields with their stable names.
macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident $name:literal,)+) => {
        /// The facts about an organisation that a register may give: the allow-list.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Field { $($(#[$doc])* $variant,)+ }

        impl Field {
            /// Every field, in the order of the allow-list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

fields! {
    /// Number in the National Court Register.
    KrsNumber "krs_number",
    /// Which register: entrepreneurs or associations.
    Register "register",
    /// First day in the register.
    RegistrationDate "registration_date",
    /// Number of the last entry: it only grows, so it tells whether anything changed.
    LastEntryNumber "last_entry_number",
    /// Day of the last entry.
    LastEntryDate "last_entry_date",
    /// Day of the entry that struck the entity off.
    StruckOffDate "struck_off_date",
    /// Registered name.
    Name "name",
    /// Legal form.
    LegalForm "legal_form",
    /// Tax number (NIP).
    Nip "nip",
    /// Statistical number (REGON), 9 digits.
    Regon "regon",
    /// Public-benefit status (OPP).
    PublicBenefit "public_benefit",
    /// Voivodeship of the seat.
    SeatVoivodeship "seat_voivodeship",
    /// County of the seat.
    SeatCounty "seat_county",
    /// Commune of the seat.
    SeatCommune "seat_commune",
    /// City of the seat.
    SeatCity "seat_city",
    /// Registered address.
    Address "address",
    /// Website, lower case, without scheme.
    Website "website",
    /// Address of a role, such as an office; never of a person.
    Email "email",
    /// Address for electronic delivery (e-Doręczenia).
    ElectronicDelivery "electronic_delivery",
    /// Share capital.
    ShareCapital "share_capital",
    /// A firm that holds shares: its number in the court register and its name.
    Shareholder "shareholder",
    /// A firm that sits in an organ: its number in the court register and its name.
    OrganMember "organ_member",
    /// The firm that consolidates this one directly: its number and its name.
    DirectParent "direct_parent",
    /// The firm at the top of its group, where it is another: its number and its name.
    UltimateParent "ultimate_parent",
    /// Main activity (PKD).
    MainActivity "main_activity",
    /// Further activities (PKD).
    OtherActivity "other_activity",
    /// Periods of the last annual statements that were filed.
    FilingPeriod "filing_period",
    /// Id of the entry in the register of sole traders.
    CeidgId "ceidg_id",
    /// Whether a business is active, suspended, not yet begun.
    ActivityStatus "activity_status",
    /// First day of the business.
    StartDate "start_date",
    /// Day from which it is suspended.
    SuspensionDate "suspension_date",
    /// Day from which it is resumed.
    ResumptionDate "resumption_date",
    /// Last day of the business.
    EndDate "end_date",
    /// Status in the register of VAT payers.
    VatStatus "vat_status",
    /// Day of registration as a VAT payer.
    VatRegistrationDate "vat_registration_date",
    /// Day on which the registration was refused.
    VatDenialDate "vat_denial_date",
    /// Day on which the registration was restored.
    VatRestorationDate "vat_restoration_date",
    /// Day on which the VAT payer was removed.
    VatRemovalDate "vat_removal_date",
    /// VAT number with its prefix.
    VatNumber "vat_number",
    /// Whether the VAT number was valid on the day it was asked about.
    VatValid "vat_valid",
    /// Number of the answer: the proof that it was asked for.
    RequestId "request_id",
    /// Legal Entity Identifier.
    Lei "lei",
    /// Status of the Legal Entity Identifier.
    LeiStatus "lei_status",
    /// Address of the headquarters, where it is not the registered one.
    Headquarters "headquarters",
    /// Jurisdiction, ISO 3166.
    Jurisdiction "jurisdiction",
    /// Name under which an organisation trades.
    TradeName "trade_name",
    /// Telephone number of an organisation.
    Phone "phone",
    /// Number of employees as the organisation itself tells it: a number or a range.
    Employees "employees",
    /// Profile of the organisation in a network.
    SocialProfile "social_profile",
    /// Address of the page with its contact data.
    ContactPage "contact_page",
}
