# People, one person, why.
people-searched = Results for: { $query }
people-filters = Filters
people-clear-filters = Clear filters
people-filter-email-allowed = E-mail allowed
people-filter-call-allowed = Calls allowed
people-filter-objected = Objected
people-filter-owed = Notice owed
people-filter-ending = Ends in 30 days
people-filter-leads = Leads
people-filter-contracts = Contracts
people-pseudonymous = Names are not needed for “{ $purpose }”, so you see pseudonyms. Change the purpose at the top if you need them.
people-none-title = Nobody fits
people-none-text = Change the filters or search differently. We search by full address, by number or by name.
people-empty-title = Nobody is here yet
people-empty-text = People appear after the first import, each with a source and a basis.
people-name = Person
people-group = Group
people-legal = Allowed?
people-last-inbound = Last heard from
people-until = Next end
people-source = Source
people-never = never
people-tick = Tick: { $name }
people-tick-all = Tick all on this page
people-ticked = Ticked:
people-may-i = Check what is allowed
people-keys = Keys
people-keys-move = up and down
people-keys-tick = tick
people-keys-open = open
people-keys-search = search

person-reveal = Show
person-reveal-hint = We check whether it is allowed and write it to the ledger
person-menu = Rights
person-export = Give access
person-erase = Erase data
person-may-i = What is allowed
person-purpose = Purpose
person-channels = Channels
person-why-hint = Click a sign to see why.
person-offers = Requested offers
person-offer-window = { $n ->
    [one] { NUMBER($used) } of { $n } contact, until { $date }
   *[other] { NUMBER($used) } of { $n } contacts, until { $date }
}
person-timeline = History
person-timeline-empty-title = Nothing has happened yet
person-timeline-empty-text = Conversations, messages and what was done with the data will appear here.
person-known = What we know
person-contradiction = Sources disagree
person-sealed = sealed

why = Why?
why-allowed = Every step holds.
why-ways = What can be done
why-obligations = What comes with it
why-steps = Step by step
why-as-text = As text, for a lawyer
why-decided = Decided { $moment }.
why-packs = Rules:
why-way-letter = Send a letter
why-way-notice = Send the notice
why-way-purpose = Change the purpose
why-way-erase = Erase the data
why-question-send = { $channel }, { $purpose }
why-question-read = reading: { $field }, { $purpose }
