//! Samples: what happened to a person.

use zgoda_law::Channel;
use zgoda_web::views::person::{Direction, Event};

use super::{moment, say};

pub fn timeline(t: &zgoda_text::Text) -> Vec<Event> {
    let event = |at, direction, channel, title: String, detail: Option<String>, actor: Option<&str>| Event {
        at: moment(at),
        direction,
        channel,
        title,
        detail,
        actor: actor.map(String::from),
    };
    vec![
        event(
            "2026-11-20T08:12:00Z",
            Direction::Inbound,
            Some(Channel::Email),
            say(t, "Pyta o termin dostawy", "Asks about the delivery date"),
            Some(say(
                t,
                "„Czy zdążą Państwo przed świętami? Potrzebujemy 20 tysięcy etykiet.”",
                "“Can you make it before the holidays? We need 20 thousand labels.”",
            )),
            None,
        ),
        event(
            "2026-11-18T13:40:00Z",
            Direction::Outbound,
            Some(Channel::Email),
            say(t, "Oferta, kontakt 2 z 3", "Offer, contact 2 of 3"),
            None,
            Some("Marta Wiśniewska"),
        ),
        event(
            "2026-11-18T13:39:00Z",
            Direction::System,
            None,
            say(t, "Odczyt: e-mail, oferta", "Read: e-mail, offer"),
            None,
            Some("Marta Wiśniewska"),
        ),
        event(
            "2026-11-04T10:05:00Z",
            Direction::Outbound,
            Some(Channel::Email),
            say(t, "Oferta, kontakt 1 z 3", "Offer, contact 1 of 3"),
            None,
            Some("Marta Wiśniewska"),
        ),
        event(
            "2026-11-03T15:21:00Z",
            Direction::Inbound,
            Some(Channel::CallLive),
            say(t, "Prosi o ofertę na etykiety", "Asks for an offer for labels"),
            Some(say(
                t,
                "Zgodziła się na trzy kontakty w tej sprawie, do końca kwietnia.",
                "Agreed to three contacts about it, until the end of April.",
            )),
            None,
        ),
        event(
            "2026-06-02T09:00:00Z",
            Direction::System,
            None,
            say(t, "Potwierdzone w KRS: stanowisko", "Confirmed in KRS: position"),
            None,
            None,
        ),
        event(
            "2026-03-12T11:32:00Z",
            Direction::Inbound,
            Some(Channel::InPerson),
            say(
                t,
                "Targi Packaging 2026, zostawiła wizytówkę i zgodę na newsletter",
                "Packaging fair 2026, left a card and consent to the newsletter",
            ),
            None,
            None,
        ),
        event(
            "2026-03-12T11:33:00Z",
            Direction::System,
            None,
            say(t, "Zapisano zgodę: newsletter, e-mail", "Consent recorded: newsletter, e-mail"),
            None,
            Some("Marta Wiśniewska"),
        ),
    ]
}
