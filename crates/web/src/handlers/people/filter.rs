//! The filters of the list of people, as they stand in its address: nothing personal ever does.

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Deserialize;
use zgoda_law::calendar::start_of_day;
use zgoda_law::{Channel, LifecycleGroup, ReasonCode, SourceType};
use zgoda_store::{OrgId, PeopleFilter, PeopleOrder, SortedBy};
use zgoda_text::Text;

use crate::views::parts::{Chip, Heading};

/// How far ahead a chip looks for values that end, in days.
const MONTH: i32 = 30;
/// What the list can be sorted by, and how it usually is: who gave a sign last, whose values end soonest.
const ORDERS: [(&str, PeopleOrder); 2] = [
    ("heard", PeopleOrder { by: SortedBy::Heard, descending: true }),
    ("ends", PeopleOrder { by: SortedBy::Ends, descending: false }),
];

/// What the address of the list asks for. A wish that is none is not followed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct Filters {
    /// `leads`, `contracts` or `archive`.
    pub group: Option<String>,
    /// The stable name of a kind of source.
    pub source: Option<String>,
    /// `1`: a duty to inform is overdue; or a day before which it is due.
    pub owed: Option<String>,
    /// `1`: they objected to something.
    pub objected: Option<String>,
    /// `1`: restricted or under a hold.
    pub restricted: Option<String>,
    /// A value of theirs ends before this day.
    pub ends: Option<String>,
    /// The number of an organisation.
    pub org: Option<String>,
    /// The channel on which they may be reached, or not.
    pub may: Option<String>,
    /// Why they may not.
    pub why: Option<String>,
    /// What the list is sorted by: `heard` or `ends`.
    pub sort: Option<String>,
    /// `1`: in the other direction than this is usually sorted.
    pub turned: Option<String>,
    /// The page, from 1.
    pub page: Option<String>,
    /// What was done just now.
    pub done: Option<String>,
}

impl Filters {
    /// What the store can tell by itself.
    pub fn plain(&self, now: jiff::Timestamp) -> PeopleFilter {
        let is = |wish: &Option<String>| wish.as_deref() == Some("1");
        PeopleFilter {
            org: self.org.as_deref().and_then(|id| id.parse().ok()).map(OrgId),
            kind: None,
            source: self.source.as_deref().and_then(SourceType::from_name),
            notice_overdue_at: self.owed(now),
            expiring_before: self.ends(),
            restricted: is(&self.restricted),
            lifecycle: self.group.as_deref().and_then(LifecycleGroup::from_name),
            objected: is(&self.objected),
        }
    }

    /// The channel asked about.
    pub fn may(&self) -> Option<Channel> {
        self.may.as_deref().and_then(Channel::from_name)
    }

    /// The reason of a denial that is looked for.
    pub fn why(&self) -> Option<ReasonCode> {
        self.why.as_deref().and_then(ReasonCode::from_name)
    }

    /// The page, from 0.
    pub fn page(&self) -> u32 {
        self.page.as_deref().and_then(|page| page.parse::<u32>().ok()).unwrap_or(1).saturating_sub(1)
    }

    fn owed(&self, now: jiff::Timestamp) -> Option<jiff::Timestamp> {
        match self.owed.as_deref()? {
            "1" => Some(now),
            day => day.parse().ok().map(start_of_day),
        }
    }

    fn ends(&self) -> Option<Date> {
        self.ends.as_deref().and_then(|day| day.parse().ok())
    }

    /// The order of the list: the newest first unless another one is asked for.
    pub fn order(&self) -> PeopleOrder {
        let by = self.sorted_by().map(|(_, order)| order);
        let turn = |order: PeopleOrder| PeopleOrder { descending: !order.descending, ..order };
        by.map(|order| if self.turned.is_some() { turn(order) } else { order }).unwrap_or_default()
    }

    fn sorted_by(&self) -> Option<(&'static str, PeopleOrder)> {
        ORDERS.into_iter().find(|(name, _)| self.sort.as_deref() == Some(name))
    }

    /// The headings of what the list can be sorted by. Each leads to its order, then to the other direction, then back.
    pub fn headings(&self, t: Text) -> [Heading; 2] {
        ORDERS.map(|(name, usual)| {
            let is_now = self.sorted_by().is_some_and(|(now, _)| now == name);
            let (sort, turned) = match (is_now, &self.turned) {
                (false, _) => (Some(name.to_owned()), None),
                (true, None) => (Some(name.to_owned()), Some("1".to_owned())),
                (true, Some(_)) => (None, None),
            };
            let direction = if self.order().descending { "descending" } else { "ascending" };
            let label = if usual.by == SortedBy::Heard { t.people_last_inbound() } else { t.people_until() };
            Heading {
                name: label.to_owned(),
                href: Some(Self { sort, turned, ..self.clone() }.href(0)),
                sorted: is_now.then_some(direction),
            }
        })
    }

    /// Whether anything is filtered at all.
    pub fn is_set(&self) -> bool {
        let Self { page, done, sort, turned, .. } = self.clone();
        *self != Self { page, done, sort, turned, ..Self::default() }
    }

    /// The address of the list with these filters and a page from 0.
    pub fn href(&self, page: u32) -> String {
        match self.query_of(page) {
            query if query.is_empty() => "/people".to_owned(),
            query => format!("/people?{query}"),
        }
    }

    /// The filters as they stand in an address, without the order, which changes nothing about whom they leave.
    pub fn query(&self) -> String {
        Self { sort: None, turned: None, ..self.clone() }.query_of(0)
    }

    fn query_of(&self, page: u32) -> String {
        let number = (page > 0).then(|| page.saturating_add(1).to_string());
        let wishes = [
            ("group", &self.group),
            ("source", &self.source),
            ("owed", &self.owed),
            ("objected", &self.objected),
            ("restricted", &self.restricted),
            ("ends", &self.ends),
            ("org", &self.org),
            ("may", &self.may),
            ("why", &self.why),
            ("sort", &self.sort),
            ("turned", &self.turned),
            ("page", &number),
        ];
        let wishes: Vec<(&str, &String)> =
            wishes.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?))).collect();
        serde_urlencoded::to_string(wishes).unwrap_or_default()
    }

    /// The filters as chips, each leading to the list with it set or taken off.
    pub fn chips(&self, t: Text, today: Date) -> Vec<Chip> {
        let month = today.saturating_add(MONTH.days());
        let one = || Some("1".to_owned());
        let with = |change: &dyn Fn(&mut Self)| {
            let mut changed = self.clone();
            change(&mut changed);
            changed.href(0)
        };
        let channel = |label: &str, channel: Channel| {
            let on = self.may() == Some(channel) && self.why.is_none();
            let wish = (!on).then(|| channel.name().to_owned());
            let href = with(&|changed| (changed.may, changed.why) = (wish.clone(), None));
            Chip { label: label.to_owned(), href, on }
        };
        let group = |label: &str, group: LifecycleGroup| {
            let on = self.group.as_deref() == Some(group.name());
            let wish = (!on).then(|| group.name().to_owned());
            Chip { label: label.to_owned(), href: with(&|changed| changed.group = wish.clone()), on }
        };
        let ending = self.ends() == Some(month);
        let mut chips = vec![
            channel(t.people_filter_email_allowed(), Channel::Email),
            channel(t.people_filter_call_allowed(), Channel::CallLive),
            Chip {
                label: t.people_filter_objected().to_owned(),
                href: with(&|changed| changed.objected = if self.objected.is_some() { None } else { one() }),
                on: self.objected.is_some(),
            },
            Chip {
                label: t.people_filter_owed().to_owned(),
                href: with(&|changed| changed.owed = if self.owed.is_some() { None } else { one() }),
                on: self.owed.is_some(),
            },
            Chip {
                label: t.people_filter_ending().to_owned(),
                href: with(&|changed| changed.ends = (!ending).then(|| month.to_string())),
                on: ending,
            },
            group(t.people_filter_leads(), LifecycleGroup::Leads),
            group(t.people_filter_contracts(), LifecycleGroup::Contracts),
        ];
        self.add_rare(t, month, &mut chips);
        chips
    }

    /// Filters that other screens lead to stand as chips only while they are set.
    fn add_rare(&self, t: Text, month: Date, chips: &mut Vec<Chip>) {
        let mut off =
            |label: String, without: Self| chips.push(Chip { label, href: without.href(0), on: true });
        if let Some(code) = self.why() {
            off(t.reason_short(code).to_owned(), Self { why: None, ..self.clone() });
        }
        if let Some(source) = self.source.as_deref().and_then(SourceType::from_name) {
            off(t.source(source).to_owned(), Self { source: None, ..self.clone() });
        }
        if let Some(day) = self.ends().filter(|day| *day != month) {
            off(t.people_filter_before(t.date_short(day)), Self { ends: None, ..self.clone() });
        }
        if self.restricted.is_some() {
            off(t.people_filter_restricted().to_owned(), Self { restricted: None, ..self.clone() });
        }
        if self.org.is_some() {
            off(t.people_filter_org().to_owned(), Self { org: None, ..self.clone() });
        }
    }
}
