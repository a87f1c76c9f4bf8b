//! A hundred firms from the choice to the proof: enriched, told, and, where nobody could be told, erased.

#[path = "../../examples/enrich_and_inform/scenario.rs"]
mod scenario;

#[test]
fn of_every_firm_question_and_person_it_can_be_said_what_became_of_it() {
    let figures = scenario::play(100);
    assert_eq!(figures.planned, 100);
    assert_eq!(figures.found + figures.failures(), figures.planned, "{figures:?}");
    // Every tenth of each range has a bad day; the run went on, and says of each what was wrong.
    let mut why: Vec<&str> = figures.failed.iter().map(|(why, _)| why.as_str()).collect();
    why.sort_unstable();
    assert_eq!((figures.failures(), why), (11, vec!["maintenance", "redirected", "unreadable"]));
    assert_eq!(figures.facts, figures.held, "what was accepted is held, and nothing of a trader");
    assert!(figures.facts > 0 && figures.dropped > 0);
    assert_eq!(figures.owed, figures.mailed + figures.posted + figures.erased, "{figures:?}");
    // Traders who were met at a fair are told by e-mail, the others by letter, board members cannot be reached.
    assert!(figures.mailed > 10 && figures.mailed <= figures.known && figures.posted > 10, "{figures:?}");
    assert!(figures.erased > 100 && figures.values > figures.erased, "{figures:?}");
    assert_eq!(figures.added, figures.posted + figures.erased, "{figures:?}");
}
