//! Names of what is said of firms, by the stable names of the closed sets that say it.

use crate::Text;

macro_rules! named {
    ($($(#[$doc:meta])* $method:ident $prefix:literal;)+) => {
        impl Text {
            $($(#[$doc])* pub fn $method(self, name: &str) -> &str {
                self.find(&format!(concat!($prefix, "-{}"), name.replace('_', "-"))).unwrap_or(name)
            })+
        }
    };
}

named! {
    /// A figure of a financial statement: *przychody*.
    figure "figure";
    /// The layout of a financial statement: *jednostka mikro*.
    layout "layout";
    /// A size class: *mała*.
    size_class "size";
    /// A legal form: *spółka jawna*.
    legal_form "legal-form";
    /// The heading of a column of firms.
    firm_column "firm-column";
    /// A band of ages: *3–9 lat*.
    age_band "age-band";
    /// How another firm is tied to this one: *ma udziały w tej firmie*.
    tie "tie";
    /// A state that registers write at the end of a name: *w likwidacji*.
    firm_state "firm-state";
}
