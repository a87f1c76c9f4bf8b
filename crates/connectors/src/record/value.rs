//! Which facts a register can give, and the forms their values take.

use std::fmt;

use jiff::civil::Date;

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
    /// Main activity (PKD).
    MainActivity "main_activity",
    /// Further activities (PKD).
    OtherActivity "other_activity",
    /// Periods of the last annual statements that were filed.
    FilingPeriod "filing_period",
}

/// A normalised value. `Display` gives the form in which it is kept and shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactValue {
    /// Text without control characters and double spaces.
    Text(String),
    /// A day.
    Date(Date),
    /// A count.
    Number(u64),
    /// Yes or no.
    YesNo(bool),
    /// An amount of money: decimal point, no thousands separator.
    Money {
        /// The amount.
        amount: String,
        /// ISO 4217 code.
        currency: String,
    },
    /// An activity. The source does not say of which vintage the code is (PKD 2007 or 2025).
    Activity {
        /// The code, for example `19.20.Z`.
        code: String,
        /// Its description.
        description: Option<String>,
    },
    /// An accounting period.
    Period {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
        /// Day of filing, where told.
        filed_on: Option<Date>,
    },
    /// A postal address.
    Address(Address),
}

impl FactValue {
    /// Everything the value holds, separated by U+001F: the input of the record hash.
    pub(crate) fn canonical(&self) -> String {
        match self {
            Self::Activity { code, description } => {
                format!("{code}\u{1f}{}", description.as_deref().unwrap_or_default())
            }
            Self::Period { filed_on: Some(day), .. } => format!("{self}\u{1f}{day}"),
            Self::Address(address) => address.parts().join("\u{1f}"),
            _ => self.to_string(),
        }
    }
}

impl fmt::Display for FactValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Date(day) => write!(f, "{day}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::YesNo(yes) => write!(f, "{yes}"),
            Self::Money { amount, currency } => write!(f, "{amount} {currency}"),
            Self::Activity { code, .. } => f.write_str(code),
            Self::Period { from, to, .. } => write!(f, "{from}/{to}"),
            Self::Address(address) => write!(f, "{address}"),
        }
    }
}

/// A postal address as the register spells it; absent parts are empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// Street.
    pub street: String,
    /// House number.
    pub house: String,
    /// Flat number.
    pub flat: String,
    /// Postal code, `NN-NNN`.
    pub postal_code: String,
    /// City.
    pub city: String,
    /// Country.
    pub country: String,
}

impl Address {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.parts().iter().all(|part| part.is_empty())
    }

    fn parts(&self) -> [&str; 6] {
        [&self.street, &self.house, &self.flat, &self.postal_code, &self.city, &self.country]
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let flat = if self.flat.is_empty() { String::new() } else { format!("/{}", self.flat) };
        // Villages have no streets: the number then stands after the city's name.
        let street = if self.street.is_empty() { &self.city } else { &self.street };
        let line = format!("{street} {}{flat}", self.house);
        let town = format!("{} {}", self.postal_code, self.city);
        let parts = [line.trim(), town.trim()];
        f.write_str(&parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
    }
}
