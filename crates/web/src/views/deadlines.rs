//! The board of deadlines: what is due, when, by what article, and what happens otherwise.

use askama::Template;
use jiff::civil::Date;
use zgoda_text::Text;

use super::frame::Frame;
use super::parts::{Link, Who};

/// One duty with a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duty {
    /// What is to be done, as a short order.
    pub title: String,
    /// Whom it concerns.
    pub person: Option<Who>,
    /// The article it rests on.
    pub article: String,
    /// The last day.
    pub due: Date,
    /// What happens if nothing is done.
    pub consequence: String,
    /// The action on the card.
    pub action: Link,
}

impl Duty {
    /// The class of the card: past its term, due today, or neither.
    pub fn urgency(&self, today: &Date) -> &'static str {
        match (self.due - *today).get_days() {
            ..0 => "late",
            0 => "today",
            _ => "",
        }
    }
}

/// The duties in four lanes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Board {
    /// Past their term, oldest first.
    pub overdue: Vec<Duty>,
    /// Due today.
    pub today: Vec<Duty>,
    /// Due within seven days.
    pub week: Vec<Duty>,
    /// Due later.
    pub later: Vec<Duty>,
}

impl Board {
    /// Sorts duties by their term and puts each into its lane.
    pub fn new(mut duties: Vec<Duty>, today: Date) -> Self {
        duties.sort_by_key(|duty| duty.due);
        let mut board = Self::default();
        for duty in duties {
            let lane = match (duty.due - today).get_days() {
                ..0 => &mut board.overdue,
                0 => &mut board.today,
                1..=7 => &mut board.week,
                _ => &mut board.later,
            };
            lane.push(duty);
        }
        board
    }

    /// Whether nothing is due at all.
    pub fn is_empty(&self) -> bool {
        [&self.overdue, &self.today, &self.week, &self.later].iter().all(|lane| lane.is_empty())
    }

    /// The four lanes: class, name and duties of each.
    pub fn lanes(&self, t: &Text) -> [(&'static str, &'static str, &[Duty]); 4] {
        [
            ("late", t.deadlines_overdue(), &self.overdue),
            ("today", t.deadlines_today(), &self.today),
            ("", t.deadlines_week(), &self.week),
            ("", t.deadlines_later(), &self.later),
        ]
    }

    /// The most urgent duties, at most `limit`.
    pub fn first(&self, limit: usize) -> Vec<&Duty> {
        self.overdue.iter().chain(&self.today).chain(&self.week).chain(&self.later).take(limit).collect()
    }
}

/// The board of deadlines.
#[derive(Debug, Template)]
#[template(path = "deadlines.html")]
pub struct DeadlinesPage {
    /// What stands around.
    pub frame: Frame,
    /// The duties.
    pub board: Board,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn each_duty_stands_in_the_lane_of_its_term_and_the_oldest_first() {
        let today = date(2026, 11, 22);
        let duty = |due| Duty {
            title: String::new(),
            person: None,
            article: String::new(),
            due,
            consequence: String::new(),
            action: Link::new("", ""),
        };
        let days = [25, 22, 29, 1, 30, 21].map(|day| duty(date(2026, 11, day)));
        let board = Board::new(days.to_vec(), today);
        let days = |lane: &[Duty]| lane.iter().map(|duty| duty.due.day()).collect::<Vec<_>>();
        assert_eq!(days(&board.overdue), [1, 21]);
        assert_eq!(days(&board.today), [22]);
        assert_eq!(days(&board.week), [25, 29]);
        assert_eq!(days(&board.later), [30]);
        assert_eq!(board.first(2).len(), 2);
        assert!(Board::default().is_empty() && !board.is_empty());
    }
}
