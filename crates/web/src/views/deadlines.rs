//! The board of deadlines: what is due, when, by what article, and what happens otherwise.

use askama::Template;
use jiff::civil::Date;
use zgoda_rights::deadlines::Lane;
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
    /// How near it is; a term may end within a day.
    pub lane: Lane,
    /// How many duties the card stands for.
    pub count: usize,
    /// What happens if nothing is done.
    pub consequence: String,
    /// The action on the card.
    pub action: Link,
}

impl Duty {
    /// The class of the card: past its term, due today, or neither.
    pub fn urgency(&self) -> &'static str {
        match self.lane {
            Lane::Overdue => "late",
            Lane::Today => "today",
            Lane::Week | Lane::Later => "",
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
    pub fn new(mut duties: Vec<Duty>) -> Self {
        duties.sort_by_key(|duty| duty.due);
        let mut board = Self::default();
        for duty in duties {
            let lane = match duty.lane {
                Lane::Overdue => &mut board.overdue,
                Lane::Today => &mut board.today,
                Lane::Week => &mut board.week,
                Lane::Later => &mut board.later,
            };
            lane.push(duty);
        }
        board
    }

    /// Whether nothing is due at all.
    pub fn is_empty(&self) -> bool {
        [&self.overdue, &self.today, &self.week, &self.later].iter().all(|lane| lane.is_empty())
    }

    /// The four lanes: class, name, number of duties and cards of each. `overdue` are those past their term, which the
    /// rail counts too.
    pub fn lanes(&self, t: &Text, overdue: &u64) -> [(&'static str, &'static str, u64, &[Duty]); 4] {
        [
            ("late", t.deadlines_overdue(), *overdue, &self.overdue),
            ("today", t.deadlines_today(), count(&self.today), &self.today),
            ("", t.deadlines_week(), count(&self.week), &self.week),
            ("", t.deadlines_later(), count(&self.later), &self.later),
        ]
    }

    /// How many duties are past their term, due today or within seven days, by what is on the board.
    pub fn soon(&self) -> u64 {
        [&self.overdue, &self.today, &self.week].into_iter().map(|lane| count(lane)).sum()
    }

    /// The most urgent duties, at most `limit`.
    pub fn first(&self, limit: usize) -> Vec<&Duty> {
        self.overdue.iter().chain(&self.today).chain(&self.week).chain(&self.later).take(limit).collect()
    }
}

/// How many duties stand on these cards.
fn count(cards: &[Duty]) -> u64 {
    cards.iter().map(|duty| duty.count as u64).sum()
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
    fn each_duty_stands_in_its_lane_and_the_oldest_first() {
        let duty = |day, lane, count| Duty {
            title: String::new(),
            person: None,
            article: String::new(),
            due: date(2026, 11, day),
            lane,
            count,
            consequence: String::new(),
            action: Link::new("", ""),
        };
        let board = Board::new(vec![
            duty(25, Lane::Week, 7),
            duty(22, Lane::Today, 1),
            duty(22, Lane::Overdue, 1),
            duty(1, Lane::Overdue, 1),
            duty(30, Lane::Later, 1),
        ]);
        let days = |lane: &[Duty]| lane.iter().map(|duty| duty.due.day()).collect::<Vec<_>>();
        assert_eq!(days(&board.overdue), [1, 22]);
        assert_eq!(days(&board.today), [22]);
        assert_eq!(days(&board.week), [25]);
        assert_eq!(days(&board.later), [30]);
        assert_eq!((board.first(2).len(), board.soon()), (2, 10));
        let t = zgoda_text::Lang::Pl.text();
        assert_eq!(board.lanes(&t, &600).map(|(_, _, count, _)| count), [600, 1, 7, 1]);
        assert!(Board::default().is_empty() && !board.is_empty());
    }
}
