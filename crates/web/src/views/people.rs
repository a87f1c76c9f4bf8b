//! *Osoby*: the list of people with filters, legal state and counts of allowed and not allowed.

use askama::Template;
use jiff::civil::Date;
use zgoda_law::SourceType;

use super::frame::Frame;
use super::parts::{Chip, Heading, Light, Pager, Split, Who};

/// One person in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// Who.
    pub who: Who,
    /// Firm, and position there.
    pub firm: Option<String>,
    /// The lifecycle group, in words.
    pub group: String,
    /// When the person last contacted us.
    pub last_inbound: Option<Date>,
    /// E-mail, telephone, letter.
    pub lights: Vec<Light>,
    /// The day the next value of theirs ends.
    pub until: Option<Date>,
    /// Where they came from.
    pub source: SourceType,
    /// The source by name.
    pub origin: Option<String>,
}

impl PersonRow {
    /// Whether a value ends within a month of `today`.
    pub fn ends_soon(&self, today: &Date) -> bool {
        self.until.is_some_and(|until| (until - *today).get_days() <= 31)
    }
}

/// The list of people.
#[derive(Debug, Template)]
#[template(path = "people.html")]
pub struct PeoplePage {
    /// What stands around.
    pub frame: Frame,
    /// What was searched for, if anything.
    pub searched: Option<String>,
    /// What the reader should know of how the list came to be.
    pub note: Option<String>,
    /// The stable name of the purpose whose lights are shown; `None` where each light is the best of all purposes.
    pub lit: Option<String>,
    /// The filters.
    pub chips: Vec<Chip>,
    /// Where the list without filters is, if any is set.
    pub unfiltered: Option<String>,
    /// Where everybody whom the filters leave can be exported.
    pub export: Option<String>,
    /// Counts by channel, of the people the filters leave.
    pub split: Option<Split>,
    /// The headings of when they last gave a sign and of when the next value ends.
    pub headings: [Heading; 2],
    /// The rows of this page.
    pub rows: Vec<PersonRow>,
    /// Where this page is in the list.
    pub pager: Pager,
    /// Whether names are withheld because the working purpose does not need them.
    pub pseudonymous: bool,
}
