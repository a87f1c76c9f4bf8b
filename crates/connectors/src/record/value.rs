//! The forms that values take.

use std::fmt;

use jiff::civil::Date;

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
    /// An activity.
    Activity {
        /// The code, for example `19.20.Z`.
        code: String,
        /// The year of the classification (PKD 2007 or 2025), where the source tells it.
        vintage: Option<u16>,
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
            Self::Activity { code, vintage, description } => {
                let year = vintage.map(|year| format!("\u{1f}{year}")).unwrap_or_default();
                format!("{code}\u{1f}{}{year}", description.as_deref().unwrap_or_default())
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

    /// Street, house and flat as they stand on an envelope.
    pub fn street_line(&self) -> String {
        let flat = if self.flat.is_empty() { String::new() } else { format!("/{}", self.flat) };
        // Villages have no streets: the number then stands after the city's name.
        let street = if self.street.is_empty() { &self.city } else { &self.street };
        format!("{street} {}{flat}", self.house).trim().to_owned()
    }

    fn parts(&self) -> [&str; 6] {
        [&self.street, &self.house, &self.flat, &self.postal_code, &self.city, &self.country]
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.street_line();
        let town = format!("{} {}", self.postal_code, self.city);
        let parts = [line.as_str(), town.trim()];
        f.write_str(&parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", "))
    }
}
