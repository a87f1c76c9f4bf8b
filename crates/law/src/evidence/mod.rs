//! Terms that rest on evidence (law B7.2, the case of Adam Nowak): from closed leads, how likely somebody still buys who
//! has been silent for so long, and after how many days that is no reason any more to keep them.

mod bound;

use jiff::civil::Date;

pub use bound::upper_bound;

/// How sure the bound is, on one side.
pub const CONFIDENCE: f64 = 0.95;
/// Below this chance of a sale a lead is no longer kept, unless the controller set another share.
pub const THETA: f64 = 0.02;
/// Fewer closed leads than this prove nothing.
pub const LEADS_MIN: u64 = 200;
/// The shortest term that may be proposed, in days.
pub const DAYS_MIN: u32 = 14;
/// The longest one: twelve months, in days.
pub const DAYS_MAX: u32 = 365;
/// How long a silent lead must have been watched after a day to say anything about it, in days. Who was let go on the day
/// itself cannot be seen to buy later: counting them would let every short term prove the next, shorter one.
pub const WATCHED_DAYS: u32 = 14;

/// A closed lead, without who it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClosedLead {
    /// The longest silence in days: since the last sign from the person or the last contact they allowed, until they
    /// bought, or until they were let go.
    pub silent_days: u32,
    /// Whether the silence ended with a purchase.
    pub bought: bool,
}

/// The longest silence of a lead in days. A silence begins with a sign from the person, the first being that they asked,
/// or with a later contact that they had allowed; it ends with their next sign, or on the day the lead was closed.
pub fn longest_silence(asked: Date, heard: &[Date], allowed_contacts: &[Date], closed: Date) -> u32 {
    let mut signs: Vec<Date> = heard.iter().copied().filter(|day| (asked..=closed).contains(day)).collect();
    signs.extend([asked, closed]);
    signs.sort_unstable();
    let silence = |pair: &[Date]| {
        let &[began, ended] = pair else { return 0 };
        let contacted = allowed_contacts.iter().filter(|day| (began..=ended).contains(day)).max();
        u32::try_from((ended - *contacted.unwrap_or(&began)).get_days()).unwrap_or(0)
    };
    signs.windows(2).map(silence).max().unwrap_or(0)
}

/// What is known of one day of silence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SilenceDay {
    /// Days of silence.
    pub day: u32,
    /// Leads that were silent until then and whose further way was watched.
    pub leads: u64,
    /// Of these, those who bought on that day or later.
    pub bought: u64,
    /// The upper bound of the chance that somebody silent until then still buys.
    pub bound: f64,
}

impl SilenceDay {
    /// The share seen; nought where nobody was.
    pub fn share(&self) -> f64 {
        if self.leads == 0 { 0.0 } else { self.bought as f64 / self.leads as f64 }
    }
}

/// What closed leads say about a term.
#[derive(Debug, Clone, PartialEq)]
pub struct Evidence {
    /// How many there are.
    pub leads: u64,
    /// How many of them bought.
    pub bought: u64,
    /// The share below which a lead is let go.
    pub theta: f64,
    /// Each day of silence from the first to the last that a term may have.
    pub curve: Vec<SilenceDay>,
    /// What follows.
    pub finding: Finding,
}

/// What follows from closed leads. Without a term the default of the pack stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Finding {
    /// From this day on the chance of a sale is proved to be below the share: it is the term.
    Term(SilenceDay),
    /// There are too few leads to say anything.
    TooFew,
    /// On no day was the chance proved to be that low. Lack of proof is no reason for a longer term.
    NeverLow,
}

impl Evidence {
    /// Weighs closed leads, each with how many there are like it. The term is the first day within the limits on which the
    /// bound is below `theta`.
    pub fn weigh(leads: &[(ClosedLead, u64)], theta: f64) -> Self {
        let total = |wanted: fn(&ClosedLead) -> bool| {
            leads.iter().filter(|(lead, _)| wanted(lead)).map(|(_, count)| *count).sum::<u64>()
        };
        let all = total(|_| true);
        let curve: Vec<SilenceDay> = (0..=DAYS_MAX).map(|day| silence_day(leads, day)).collect();
        let low = || curve.iter().find(|point| point.day >= DAYS_MIN && point.bound < theta);
        let finding = match all {
            ..LEADS_MIN => Finding::TooFew,
            _ => low().copied().map_or(Finding::NeverLow, Finding::Term),
        };
        Self { leads: all, bought: total(|lead| lead.bought), theta, curve, finding }
    }

    /// The term in days, where one follows.
    pub fn days(&self) -> Option<u32> {
        match self.finding {
            Finding::Term(point) => Some(point.day),
            Finding::TooFew | Finding::NeverLow => None,
        }
    }
}

fn silence_day(leads: &[(ClosedLead, u64)], day: u32) -> SilenceDay {
    let (mut bought, mut silent) = (0, 0);
    for (lead, count) in leads {
        match lead.bought {
            true if lead.silent_days >= day => bought += count,
            false if lead.silent_days >= day + WATCHED_DAYS => silent += count,
            _ => {}
        }
    }
    let trials = bought + silent;
    SilenceDay { day, leads: trials, bought, bound: upper_bound(bought, trials, CONFIDENCE) }
}

#[cfg(test)]
mod tests;
