//! Two years of closed leads before the demonstration begins: counters, as they stay when people are gone.

use jiff::ToSpan;
use zgoda_law::calendar::day_of;
use zgoda_store::{Closed, LeadOutcome, Store};

use super::{BEGIN, ago, stamp};
use crate::failure::Failure;

/// Months over which the leads were closed.
const MONTHS: i32 = 20;
/// How long those were watched who never answered, in days.
const WATCHED: u32 = 90;
/// Each offer with who bought after how many days of silence, who stayed silent, and who left after so many days.
const OFFERS: [Offer; 2] = [
    Offer {
        product: "komputery",
        bought: &[
            (0, 60),
            (1, 48),
            (2, 31),
            (3, 22),
            (5, 17),
            (7, 14),
            (9, 9),
            (12, 8),
            (14, 6),
            (17, 5),
            (21, 4),
            (24, 3),
            (28, 2),
            (33, 1),
            (41, 1),
        ],
        silent: 420,
        left: &[(4, 9), (15, 6), (22, 5)],
    },
    Offer {
        product: "szkolenie",
        bought: &[(0, 20), (2, 14), (6, 11), (10, 7), (15, 5), (20, 4), (26, 3), (31, 2), (38, 1)],
        silent: 260,
        left: &[(8, 6)],
    },
];

struct Offer {
    product: &'static str,
    bought: &'static [(u32, u32)],
    silent: u32,
    left: &'static [(u32, u32)],
}

pub fn count(store: &Store) -> Result<(), Failure> {
    let mut change = store.change(stamp(ago(60, 0)));
    let this_month = day_of(BEGIN).first_of_month();
    for offer in &OFFERS {
        let bought = offer.bought.iter().map(|(days, leads)| (LeadOutcome::Bought, *days, *leads));
        let left = offer.left.iter().map(|(days, leads)| (LeadOutcome::Left, *days, *leads));
        let silent =
            (0..MONTHS).map(|_| (LeadOutcome::Silent, WATCHED, offer.silent / MONTHS.unsigned_abs()));
        for (place, (outcome, silent_days, leads)) in (1..).zip(bought.chain(left).chain(silent)) {
            let closed = Closed {
                month: this_month.saturating_sub((place % MONTHS + 1).months()),
                product: offer.product.into(),
                followups: u32::from(silent_days > 3) + u32::from(silent_days > 14),
                silent_days,
                outcome,
            };
            change.count_closed(&closed, leads);
        }
    }
    change.commit()?;
    Ok(())
}
