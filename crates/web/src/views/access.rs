//! *Uprawnienia*: what each role may do, who is authorised to what, and one member of staff.

use askama::Template;
use jiff::civil::Date;
use zgoda_law::{Deed, FieldClass, Role};
use zgoda_text::Text;

use super::frame::Frame;
use super::parts::{Input, Tone};

/// A role at the head of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoleColumn {
    /// Which.
    pub role: Role,
    /// How many hold it now.
    pub holders: u64,
}

/// What each role may do in an area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AreaRow {
    /// What the area is called.
    pub name: &'static str,
    /// One cell for each role.
    pub cells: Vec<Vec<Deed>>,
}

/// Which classes of data each role opens for a purpose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PurposeRow {
    /// Its stable name.
    pub name: String,
    /// One cell for each role.
    pub cells: Vec<Vec<FieldClass>>,
}

/// The matrix.
#[derive(Debug, Template)]
#[template(path = "access/matrix.html")]
pub struct MatrixPage {
    /// What stands around.
    pub frame: Frame,
    /// The columns.
    pub roles: Vec<RoleColumn>,
    /// Areas.
    pub areas: Vec<AreaRow>,
    /// Purposes in use and duties.
    pub purposes: Vec<PurposeRow>,
    /// The classes that occur.
    pub classes: Vec<FieldClass>,
}

/// The icon of what may be done.
pub const fn deed_icon(deed: &Deed) -> &'static str {
    match deed {
        Deed::Read => "eye",
        Deed::Write => "pen",
        Deed::Export => "download",
        Deed::Decide => "seal",
    }
}

/// What may be done, in words.
pub fn deed_words(t: &Text, deed: &Deed) -> &'static str {
    t.find(&format!("access-deed-{deed}")).unwrap_or_default()
}

/// The short word for a class of data.
pub fn class_letters(t: &Text, class: &FieldClass) -> &'static str {
    t.find(&format!("access-letter-{}", class.name().replace('_', "-"))).unwrap_or_default()
}

/// How an authorisation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// It begins later.
    Later,
    /// It stands, and its holder has accepted it.
    Accepted(Date),
    /// It stands, not accepted yet.
    Open,
    /// It is over.
    Over,
}

impl Stands {
    /// Its colour.
    pub const fn tone(&self) -> Tone {
        match self {
            Self::Later | Self::Over => Tone::Info,
            Self::Accepted(_) => Tone::Allow,
            Self::Open => Tone::Wait,
        }
    }

    /// Its words.
    pub fn words(&self, t: &Text) -> String {
        match self {
            Self::Later => t.access_later().to_owned(),
            Self::Accepted(day) => t.access_accepted(t.date_short(*day)),
            Self::Open => t.access_not_accepted().to_owned(),
            Self::Over => t.access_over().to_owned(),
        }
    }
}

/// An authorisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorisationRow {
    /// Its number.
    pub id: u32,
    /// To what, in words.
    pub role: &'static str,
    /// From when until when, in words.
    pub term: String,
    /// The purposes it is narrowed to, in words; empty where it is not.
    pub purposes: String,
    /// What it was given for.
    pub word: String,
    /// Who gave it and when, in words.
    pub given: String,
    /// How it stands.
    pub stands: Stands,
    /// How it ended, in words.
    pub ended: Option<String>,
}

/// A member of staff in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffRow {
    /// The number of the account.
    pub id: u32,
    /// What they are called.
    pub name: String,
    /// What they sign in with.
    pub login: String,
    /// The roles they hold now with their days, in words.
    pub roles: Vec<(&'static str, String)>,
    /// Whether the account has ended.
    pub disabled: bool,
}

/// Who is authorised to what.
#[derive(Debug, Template)]
#[template(path = "access/people.html")]
pub struct StaffPage {
    /// What stands around.
    pub frame: Frame,
    /// Members of staff.
    pub rows: Vec<StaffRow>,
    /// Whether the reader may authorise others.
    pub may_give: bool,
}

/// The form that authorises somebody, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GiveForm {
    /// The stable name of the chosen role.
    pub role: String,
    /// The first day.
    pub from: Input,
    /// The last day.
    pub to: Input,
    /// What for.
    pub word: Input,
    /// Purposes by stable name, and whether each is ticked.
    pub purposes: Vec<(String, bool)>,
    /// What was wrong with the purposes.
    pub purposes_problem: Option<String>,
}

/// One member of staff.
#[derive(Debug, Template)]
#[template(path = "access/person.html")]
pub struct StaffMemberPage {
    /// What stands around.
    pub frame: Frame,
    /// The number of the account.
    pub id: u32,
    /// What they are called.
    pub name: String,
    /// What they sign in with.
    pub login: String,
    /// What stands or begins later.
    pub standing: Vec<AuthorisationRow>,
    /// What is over, the latest first.
    pub over: Vec<AuthorisationRow>,
    /// The roles that can be given: stable names and words.
    pub roles: Vec<(&'static str, &'static str)>,
    /// Whether the reader may authorise this member of staff.
    pub may_give: bool,
    /// Whether the reader may take authorisations back.
    pub may_end: bool,
    /// Whether it is the reader themselves.
    pub own: bool,
    /// Whether the reader may take the printed form.
    pub may_print: bool,
    /// The form.
    pub form: GiveForm,
}
