//! Counting whom somebody saw, out of the ledger: distinct people within a window that slides along, and at most one alarm
//! of a kind for each window.

use std::collections::{HashMap, VecDeque};

use jiff::{SignedDuration, Timestamp};
use zgoda_law::{Action, ActorId, Event, SubjectId};
use zgoda_store::{BulkAlarm, BulkKind, Entry, LISTED};

use super::Limits;

/// How somebody came to see a person's data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sight {
    /// The person alone was opened.
    Opened,
    /// The person stood in a list or among what a search found.
    Listed,
    /// The data were taken out.
    Exported,
}

impl Sight {
    /// How an entry of the ledger says that a person's data were seen; nothing where it says something else.
    pub fn of(entry: &Entry) -> Option<Self> {
        match (entry.event, entry.action) {
            (Event::Read, Action::Read) if entry.detail == LISTED => Some(Self::Listed),
            (Event::Read, Action::Read) => Some(Self::Opened),
            (Event::Read, Action::Export | Action::Disclose) => Some(Self::Exported),
            // Otherwise the product uses a value, and nobody sees it.
            (Event::Read, _) => None,
            (Event::Exported | Event::Disclosed, _) => Some(Self::Exported),
            _ => None,
        }
    }

    /// Its stable name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Listed => "listed",
            Self::Exported => "exported",
        }
    }

    const fn kinds(self) -> &'static [BulkKind] {
        match self {
            Self::Opened => &[BulkKind::OpenedHour, BulkKind::OpenedDay],
            Self::Listed => &[BulkKind::ListedDay],
            Self::Exported => &[BulkKind::ExportedDay],
        }
    }
}

/// How long the window of a kind is.
pub const fn window(kind: BulkKind) -> SignedDuration {
    match kind {
        BulkKind::OpenedHour => SignedDuration::from_hours(1),
        BulkKind::OpenedDay | BulkKind::ListedDay | BulkKind::ExportedDay => SignedDuration::from_hours(24),
    }
}

/// The people seen within a window, each counted once.
#[derive(Debug, Default)]
struct Window {
    seen: VecDeque<(Timestamp, SubjectId)>,
    times: HashMap<SubjectId, u32>,
}

impl Window {
    /// Takes one in, lets go of those that are too long ago, and says how many there are.
    fn take(&mut self, at: Timestamp, subject: SubjectId, length: SignedDuration) -> u32 {
        self.seen.push_back((at, subject));
        *self.times.entry(subject).or_default() += 1;
        while let Some((first, gone)) =
            self.seen.front().copied().filter(|(first, _)| at.duration_since(*first) >= length)
        {
            debug_assert!(first <= at);
            self.seen.pop_front();
            if let Some(times) = self.times.get_mut(&gone) {
                *times -= 1;
                if *times == 0 {
                    self.times.remove(&gone);
                }
            }
        }
        u32::try_from(self.times.len()).unwrap_or(u32::MAX)
    }
}

/// What was counted so far.
#[derive(Debug, Default)]
pub struct Counting {
    windows: HashMap<(ActorId, BulkKind), Window>,
    last: HashMap<(ActorId, BulkKind), Timestamp>,
}

impl Counting {
    /// Goes on from the alarms that were raised before.
    pub fn after(alarms: &[BulkAlarm]) -> Self {
        let mut last = HashMap::new();
        for alarm in alarms {
            let at: &mut Timestamp = last.entry((alarm.account, alarm.kind)).or_insert(alarm.raised_at);
            *at = (*at).max(alarm.raised_at);
        }
        Self { windows: HashMap::new(), last }
    }

    /// Takes an entry in; `limits` are those of whoever it names, at its time. Returns the alarms it raises.
    pub fn take(&mut self, entry: &Entry, limits: impl FnOnce() -> Limits) -> Vec<BulkAlarm> {
        let (Some(sight), Some(subject)) = (Sight::of(entry), entry.subject) else { return Vec::new() };
        if entry.actor == ActorId::SYSTEM {
            return Vec::new();
        }
        let (limits, mut raised) = (limits(), Vec::new());
        for kind in sight.kinds() {
            let (key, length) = ((entry.actor, *kind), window(*kind));
            let people = self.windows.entry(key).or_default().take(entry.at, subject, length);
            let is_quiet = self.last.get(&key).is_none_or(|last| entry.at.duration_since(*last) >= length);
            if people > limits.of(*kind) && is_quiet {
                self.last.insert(key, entry.at);
                raised.push(BulkAlarm {
                    seq: entry.seq,
                    kind: *kind,
                    account: entry.actor,
                    raised_at: entry.at,
                    people,
                    allowed: limits.of(*kind),
                    answered: None,
                    word: String::new(),
                });
            }
        }
        raised
    }
}

#[cfg(test)]
mod tests {
    use zgoda_law::Role;

    use super::*;

    fn entry(seq: u64, minutes: i64, actor: u32, event: Event, person: u8) -> Entry {
        Entry {
            seq,
            at: Timestamp::UNIX_EPOCH + SignedDuration::from_mins(minutes),
            actor: ActorId(actor),
            event,
            action: Action::Read,
            purpose: None,
            subject: Some(SubjectId::from_bytes([person; 16])),
            facts: Vec::new(),
            detail: String::new(),
            commitment: None,
        }
    }

    fn three() -> Limits {
        Limits { opened_hour: 3, opened_day: 10, listed_day: 10, exported_day: 1 }
    }

    fn kinds(entries: &[Entry]) -> Vec<(u64, BulkKind)> {
        let mut counting = Counting::default();
        let raised = entries.iter().flat_map(|entry| counting.take(entry, three));
        raised.map(|alarm| (alarm.seq, alarm.kind)).collect()
    }

    #[test]
    fn people_are_counted_once_and_an_hour_has_one_alarm() {
        let same: Vec<Entry> = (0..50).map(|n| entry(n, 0, 1, Event::Read, 7)).collect();
        assert!(kinds(&same).is_empty(), "one person opened fifty times is one person");
        let many: Vec<Entry> = (0..10).map(|n| entry(n, n as i64, 1, Event::Read, n as u8)).collect();
        assert_eq!(
            kinds(&many),
            [(3, BulkKind::OpenedHour)],
            "the fourth passes, the rest is the same alarm"
        );
    }

    #[test]
    fn the_window_slides_and_the_next_hour_can_raise_the_next_alarm() {
        // Two at the end of one hour and two at the beginning of the next are four within an hour.
        let over: Vec<Entry> = [(0, 58), (1, 59), (2, 61), (3, 62)]
            .map(|(n, minute)| entry(n, minute, 1, Event::Read, n as u8))
            .into();
        assert_eq!(kinds(&over), [(3, BulkKind::OpenedHour)]);
        let slow: Vec<Entry> = (0..8).map(|n| entry(n, 25 * n as i64, 1, Event::Read, n as u8)).collect();
        assert!(kinds(&slow).is_empty(), "never more than three within an hour");
        let steady: Vec<Entry> = (0..9).map(|n| entry(n, 14 * n as i64, 1, Event::Read, n as u8)).collect();
        assert_eq!(kinds(&steady), [(3, BulkKind::OpenedHour), (8, BulkKind::OpenedHour)]);
    }

    #[test]
    fn each_member_of_staff_and_each_kind_is_counted_alone_and_the_program_never() {
        let two: Vec<Entry> = (0..6).map(|n| entry(n, 0, 1 + n as u32 % 2, Event::Read, n as u8)).collect();
        assert!(kinds(&two).is_empty());
        let taken: Vec<Entry> = (0..3).map(|n| entry(n, 0, 1, Event::Exported, n as u8)).collect();
        assert_eq!(kinds(&taken), [(1, BulkKind::ExportedDay)]);
        let own: Vec<Entry> = (0..30).map(|n| entry(n, 0, 0, Event::Read, n as u8)).collect();
        assert_eq!(own[0].actor, ActorId::SYSTEM);
        assert!(kinds(&own).is_empty());
    }

    #[test]
    fn an_alarm_that_was_raised_before_a_restart_is_not_raised_again() {
        let many: Vec<Entry> = (0..10).map(|n| entry(n, n as i64, 1, Event::Read, n as u8)).collect();
        let mut first = Counting::default();
        let raised: Vec<BulkAlarm> = many[..5].iter().flat_map(|entry| first.take(entry, three)).collect();
        let mut second = Counting::after(&raised);
        assert!(many.iter().flat_map(|entry| second.take(entry, three)).next().is_none());
    }

    #[test]
    fn the_usual_limits_are_widest_for_none_and_several_roles_have_the_wider_of_each() {
        let all = super::super::AllLimits::default();
        let both = all.of_all(&[Role::Marketing, Role::Sales].into());
        assert_eq!((both.opened_hour, both.listed_day), (60, 2_500));
        assert_eq!(all.of_all(&[].into()), Limits::usual(Role::Admin));
    }
}
