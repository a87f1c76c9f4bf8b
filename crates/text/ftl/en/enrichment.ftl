# Enrichment: runs, plan, progress, differences, sources.
nav-enrichment = Enrichment
enrichments-lead = Ask registers about many firms at once. First a plan, then your approval, then a decision about what came back.
enrichments-new = New run
enrichments-sources = Sources and precedence
enrichments-schedules = Repeated
enrichments-empty-title = Nobody has been asked yet
enrichments-empty-text = Choose firms. You will see what we ask, how long it takes and who will have to be told. Nothing happens until you approve it.
enrichments-run = Run
enrichments-state = State
enrichments-when = When
enrichments-to-decide = To decide
enrich-run-title = Run { $number }
enrich-by-schedule = by schedule { $number }
enrich-choice-all = All firms
enrich-choice-with-people = Firms where we know somebody
enrich-choice-stale = Firms not checked for { $days } days
enrich-choice-firms = Chosen firms
enrich-choice-numbers = Firms from a list of KRS numbers
enrich-state-planned = waits for approval
enrich-state-approved = about to start
enrich-state-running = asking
enrich-state-paused = paused
enrich-state-done = done
enrich-state-ended = ended early
enrich-state-undone = undone

enrich-new-title = Whom do we ask about?
enrich-new-lead = This is only a plan. The next page shows what will happen, and only there you approve it.
enrich-choose = Firms
enrich-choice-all-hint = Every firm whose number we know.
enrich-choice-with-people-hint = Only those we are in contact with. The least data.
enrich-choice-stale-label = Not checked for long
enrich-choice-stale-hint = Firms of which nothing was confirmed for so many days.
enrich-choice-numbers-hint = One a line. Firms we do not know are added.
enrich-choice-traders-hint = { $n ->
    [one] And { $n } sole trader.
   *[other] And { NUMBER($n) } sole traders.
}
enrich-choice-firms-hint = { $n ->
    [one] { $n } firm that was ticked.
   *[other] { $n } firms that were ticked.
}
enrich-days = Days
enrich-numbers = KRS numbers
enrich-numbers-wrong = This cannot be read as a KRS number: { $number }.
enrich-nobody = There is nobody to ask about: no number is known that these sources are asked by, or they tell of people only, and this run takes none.
enrich-asked = Sources
enrich-source-off = switched off
enrich-source-needed = Choose at least one source.
enrich-source-ask = Ask this source
enrich-rules = What to accept without asking
enrich-rules-hint = What agrees only ever gets a newer date. Everything else is shown to you first, unless you say otherwise.
enrich-rule-new = New data about firms: accept all
enrich-rule-changed = The same source says something else now: accept the newer, the older stays as history
enrich-rule-contradicting = Another source says something else: accept it beside, show the better founded
enrich-rule-gone = The source no longer says something: end it
enrich-make-plan = Show the plan

enrich-plan-title = Plan
enrich-plan-firms = Firms
enrich-plan-unheld = { $n ->
    [one] { $n } of them new
   *[other] { $n } of them new
}
enrich-plan-numberless = { $n ->
    [one] { $n } is left out, because we do not know its number
   *[other] { $n } are left out, because we do not know their numbers
}
enrich-plan-questions = { $n ->
    [one] { $n } question
   *[other] { $n } questions
}
enrich-plan-time = It takes
enrich-plan-time-note = at the pace the source allows
enrich-minutes = { $n ->
    [one] about { $n } minute
   *[other] about { $n } minutes
}
enrich-under-minute = less than a minute
enrich-plan-cost = Cost
enrich-plan-free = free of charge
enrich-plan-price = PLN { $amount }
enrich-plan-not-asked = nobody here: the source tells of people only, or no number is known
enrich-plan-host = Server
enrich-plan-keeps = We keep
enrich-plan-drops = We drop
enrich-plan-drops-note = because no purpose in use needs them
enrich-plan-people = People
enrich-person-asked = A sole trader
enrich-plan-people-none = We take nobody.
enrich-plan-people-denied = We take nobody: { $reasons }.
enrich-plan-people-held = { $n ->
    [one] { $n } person is known already: we only confirm them.
   *[other] { $n } people are known already: we only confirm them.
}
enrich-plan-people-unknown = { $n ->
    [one] In { $n } firm we know no people yet.
   *[other] In { NUMBER($n) } firms we know no people yet.
}
enrich-plan-people-estimate = { $n ->
    [one] About { $n } person may come in.
   *[other] About { NUMBER($n) } people may come in.
}
enrich-plan-asked = { $n ->
    [one] { $n } sole trader is asked about directly.
   *[other] { NUMBER($n) } sole traders are asked about directly.
}
enrich-plan-kept-out = { NUMBER($n) } not asked about: { $reason }.
enrich-plan-traders = { $n ->
    [one] { $n } firm may turn out to be one person’s business.
   *[other] { NUMBER($n) } firms may turn out to be one person’s business.
}
enrich-plan-people-owed = Every new person must be told by { $date } (Art. 14 GDPR), or their data are closed.
enrich-plan-people-until = If nothing comes of it, the data of these people end on { $date }.
enrich-persons = Take people as well: in the organs, and sole traders
enrich-persons-hint = Off by default. These are data of people: each is recorded with a day by which they must be told.
enrich-approve = Approve and ask
enrich-approve-note = The approval stays in the evidence with your name and this plan.
enrich-discard = Do not ask
enrich-off = The source is switched off, so nobody will be asked.
enrich-nothing-allowed = The law lets us take nothing here: { $reasons }.

enrich-asking = Asking the sources
enrich-applying = Carrying out decisions
enrich-can-leave = You can leave this page. The run goes on, also after a restart.
enrich-pause = Pause
enrich-resume = Resume
enrich-end = End without the rest
enrich-halted-source-down = The source does not answer, so the run paused by itself. Resume it when the source is back. Nothing is lost.
enrich-halted-switched-off = The source was switched off meanwhile. Switch it on in the settings and resume.
enrich-halted-refused = The law does not let us take anything here any more: the purpose was switched off or its assessment ended. Mend that and resume.
enrich-halted-waits = The source wants us to wait until { $moment }. The run goes on by itself.
enrich-halted-key-refused = The source does not accept the key. Give a new one in the settings of sources and resume. Nothing is lost.
enrich-halted-settings = The settings of the source cannot be used. Check the address and the contact, then resume.
enrich-found = Found
enrich-not-found = Unknown to the source
enrich-struck-off = Struck off
enrich-quarantined = Without an answer
enrich-confirmed = Confirmed facts
enrich-confirmed-hint = only the date moved
enrich-open = To decide
enrich-accepted = Accepted
enrich-people-added = New people
enrich-people-added-hint = each has a day by which they must be told
enrich-people-owed = { $n ->
    [one] { $n } person must be told by { $date } (Art. 14 GDPR), or their data are closed.
   *[other] { NUMBER($n) } people must be told by { $date } (Art. 14 GDPR), or their data are closed.
}
enrich-people-confirmed = Confirmed people
enrich-people-stopped = Stopped at the door
enrich-people-gone = No longer in the register
enrich-dropped = Dropped as not needed
enrich-withheld = Masked or unreadable in the source
enrich-quarantine-title = Without an answer
enrich-ask-again = Ask again
enrich-failed-unreachable = the source did not answer in time
enrich-failed-certificate = the certificate of the source does not fit
enrich-failed-too-large = the answer is too large
enrich-failed-redirected = the source redirects elsewhere
enrich-failed-rate-limited = the source asks to slow down
enrich-failed-maintenance = the source is under maintenance
enrich-failed-unavailable = the source is out of order
enrich-failed-rejected = the source refused the question
enrich-failed-wrong-record = the answer is about somebody else
enrich-failed-unreadable = the answer cannot be read
enrich-failed-other-company = this number belongs to a firm with another tax number
enrich-failed-sole-trader = a person who trades in their own name: nothing of them is taken from this source
enrich-failed-forbidden-address = the address of the source is not allowed
enrich-failed-opted-out = the source does not want to be read
enrich-failed-unusable = the answer cannot be kept
enrich-failed-person-refused = this person may not be asked about any more
enrich-failed-unclear = the source does not say whether this is a firm or a person; ask REGON first
enrich-failed-key-refused = the source does not accept the key
enrich-failed-held-back = the source wants us to wait for now
enrich-failed-contact = the contact cannot be used
enrich-attention = Worth a look into the register
enrich-attention-arrears = entries about arrears
enrich-attention-curator = a curator
enrich-attention-changes = a merger, division or transformation
enrich-attention-liquidation = liquidation
enrich-attention-bankruptcy = bankruptcy
enrich-attention-restructuring = restructuring
enrich-attention-suspension = suspension
enrich-attention-name-may-hold-surnames = the name may hold surnames
enrich-attention-unknown-standing = unknown state of the entry
enrich-attention-struck-off = struck off
enrich-attention-sole-trader = a sole trader: the data are with the person, not the firm
enrich-review = Review the differences
enrich-undo = Undo the run
enrich-undo-text = The facts it brought end, and what they replaced stands again. People who came only with it are erased. Those who objected or asked for something, or of whom more is known, stay.
enrich-undo-sure = I understand, take back what this run brought
enrich-undone-people = { $n ->
    [one] { $n } person erased.
   *[other] { $n } people erased.
}
enrich-undone-left = { $n ->
    [one] { $n } person stayed: decide about them apart.
   *[other] { $n } people stayed: decide about them apart.
}

enrich-diff-title = Differences
enrich-diff-lead = Where the source differs from what we hold. What agrees is confirmed already.
enrich-kind-new = new
enrich-kind-changed = changed
enrich-kind-contradicting = contradicting
enrich-kind-gone = no longer said
enrich-decision-open = to decide
enrich-decision-wanted = in a moment
enrich-decision-accepted = accepted
enrich-decision-rejected = rejected
enrich-decision-recalled = being undone
enrich-decision-undone = undone
enrich-filter-all = All
enrich-filter-field = Field
enrich-filter-show = Show
enrich-held = We hold
enrich-says = The source says
enrich-nothing-held = nothing
enrich-ends = will end
enrich-firm-confirmed = { $n ->
    [one] { $n } fact confirmed
   *[other] { $n } facts confirmed
}
enrich-accept = Accept ticked
enrich-reject = Reject ticked
enrich-accept-all = Accept all that pass the filter ({ NUMBER($n) })
enrich-reject-all = Reject all that pass the filter
enrich-tick = Tick: { $field }
enrich-diff-empty-title = Nothing to decide here
enrich-diff-empty-text = Change the filter, or go back to the run.
enrich-shown-first = This value is shown
enrich-better-source = because its source ranks higher for this field
enrich-better-newer = because it was confirmed later
enrich-better-first = because it was first
enrich-would-show = Once accepted, we show the value of this source: { $source }, { $why }.

enrich-ranks-title = Precedence of sources
enrich-ranks-lead = Where several sources say different things, all values stay. This order says which one is shown first.
enrich-ranks-legal = Legal data
enrich-ranks-legal-hint = name, numbers, seat, form, offices
enrich-ranks-contact = Contact data
enrich-ranks-contact-hint = e-mail, phone, website
enrich-ranks-place = Place
enrich-ranks-own = Field with an order of its own
enrich-ranks-own-hint = For example the website alone, or the phone alone.
enrich-ranks-own-add = Add a field
enrich-ranks-own-drop = Remove the exception
enrich-ranks-only-admin = An administrator changes the order.
nearness-register = public register
nearness-site = website of the firm
nearness-person = the person themselves
nearness-records = own records
nearness-broker = somebody else: a broker, a social network

enrich-schedules-lead = The same questions and the same rules every so often. Refreshing prolongs no term.
enrich-schedules-empty-title = Nothing is repeated
enrich-schedules-empty-text = A run can be repeated: on the page of a finished run, say every how many days.
enrich-schedule-every = { $n ->
    [one] every day
   *[other] every { $n } days
}
enrich-schedule-next = Next time
enrich-schedule-stop = Stop repeating
enrich-schedule-stopped = stopped { $date }
enrich-repeat = Repeat
enrich-repeat-text = The same choice, sources and rules. You approve them for the future now; the law is asked anew each time.
enrich-repeat-days = Every how many days
enrich-repeat-wrong = Enter 1 to 365 days.
org-contradiction = Several sources differ here. The better founded value comes first, { $why }.
orgs-enrich-selected = Enrich ticked
people-enrich-firms = Enrich their firms
done-enrich-planned = The plan is ready. Nobody has been asked yet.
done-enrich-approved = Approved. We are asking.
done-enrich-paused = Paused.
done-enrich-resumed = Resumed.
done-enrich-ended = Ended. The rest will not be asked.
done-enrich-decided = Your decision is kept.
done-enrich-again = Those who did not answer will be asked again.
done-enrich-undone = The run is being undone.
done-enrich-ranks = The order is kept.
done-enrich-scheduled = It will be repeated.
done-enrich-unscheduled = It is not repeated any more.
