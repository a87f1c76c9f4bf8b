//! Financial statements of organisations.

use jiff::civil::date;
use zgoda_store::{Layout, NewStatement, StatedFigure};

use crate::bed::{Bed, now, stamp};
use crate::people::form;

pub fn a_statement_is_kept_with_its_figures_and_taken_back_once(bed: &Bed) {
    let store = bed.open();
    let id = store.add_organisation(stamp(), "Fala", Some("0000000001"), None).unwrap();
    let source = store.add_source(stamp(), form()).unwrap();
    let figure =
        |figure: &str, this_year, year_before| StatedFigure { figure: figure.into(), this_year, year_before };
    let new = NewStatement {
        source,
        digest: [7; 32],
        layout: Layout::Micro,
        period: (date(2024, 1, 1), date(2024, 12, 31)),
        prepared: None,
        in_thousands: true,
        figures: vec![figure("assets", i64::MAX, Some(i64::MIN)), figure("net_result", -5, None)],
    };
    let org = store.organisation(id).unwrap();
    let mut change = store.change(stamp());
    let no = change.add_statement(&org, &new);
    change.commit().unwrap();
    let kept = &store.statements(id).unwrap()[0];
    assert_eq!((kept.no, kept.digest, kept.layout, kept.period), (no, new.digest, new.layout, new.period));
    assert_eq!((kept.prepared, kept.in_thousands, kept.undone), (None, true, None));
    assert_eq!((kept.source, kept.added), (source, (stamp().actor, now())));
    let mut figures = kept.figures.clone();
    figures.sort_by(|one, other| one.figure.cmp(&other.figure));
    assert_eq!(figures, new.figures);

    let mut late = store.change(stamp());
    late.add_statement(&org, &new);
    assert!(late.commit().unwrap_err().is_conflict(), "somebody else was faster");

    for is_first in [true, false] {
        let mut change = store.change(stamp());
        change.undo_statement(&store.organisation(id).unwrap(), no);
        assert_eq!(change.commit().is_ok(), is_first);
    }
    assert_eq!(store.statements(id).unwrap()[0].undone, Some((stamp().actor, now())));
}
