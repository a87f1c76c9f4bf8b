# Import: from a file to its report.
import-new = New import
import-steps = Steps of the import
import-step-file = File
import-step-source = Source and purpose
import-step-mapping = Columns
import-step-preview = Preview
import-step-report = Report
import-file-lead = The file is read on trial first. Nothing is kept before you confirm it.
import-file-drop = Drop a file here or choose one
import-file-kinds = CSV, XLSX, Messenger export. Up to { $size }.
import-file-promise = The file itself is removed after the import. Its fingerprint and the report remain.
import-source-title = Where are these data from, and what for?
import-origin = Name of the source
import-origin-hint = The person concerned will see it.
import-collected = When collected
import-collected-hint = Terms run from this day.
import-purposes = For which purposes
import-purposes-hint = Tick only what these data were really collected for.
import-not-contactable = Imported people cannot be contacted at once. A consent counts only if it comes with proof.
import-mapping-title = Which column is what?
import-their-header = Column in the file
import-our-field = Our field
import-first-values = First values
import-skip = leave out
import-guessed = recognised
import-will-skip = left out
import-preview-title = See what will happen
import-line = Row
import-verdict = Verdict
import-accepted = { $n ->
    [one] { $n } row comes in
   *[other] { $n } rows come in
}
import-refused = { $n ->
    [one] { $n } row stays out
   *[other] { $n } rows stay out
}
import-owed = { $n ->
    [one] { $n } person must be told within a month
   *[other] { $n } people must be told within a month
}
import-run = { $n ->
    [one] Import { $n } row
   *[other] Import { $n } rows
}
import-running = Reading in
import-can-leave = You may leave. You find the import under Sources.
import-report-title = Import report
import-refusals = What we did not take, and why
import-lines = rows
import-download = Refusals as CSV
import-undo = Undo the import
import-undo-text = Everything that came from this file goes: new people with their keys, and new values of known people. The ledger keeps that there was an import and that it was undone. Objections from the file stay.
import-state-draft = not confirmed
import-state-running = running
import-state-done = done
import-state-undone = undone
import-state-stopped = stopped
row-new = new
row-confirmed = confirmed
row-suppressed = suppressed
row-refused = refused
row-all = all
imports-lead = Every file that came in, and what we took from it.
imports-file = File
imports-state = State
imports-when = When
imports-empty-title = There are no imports yet
imports-empty-text = Read in a CSV, an XLSX or Messenger chats. You see the verdict for every row.
row-opted-out = opt-outs only
field-company = firm
field-tax-id = tax number
field-consent-text = wording of consent
field-consent-at = date of consent
field-opt-out = opt-out
import-discard = Discard
import-discarded = The import was discarded. The file is gone, nothing was kept.
import-basis = Basis of the purpose
import-informed = These people were told when the data were collected
import-informed-hint = Tick only if you can show it. Otherwise a term to tell them appears.
import-evidence = Proof of origin
import-evidence-hint = A contract, the entries, a link. Needed for a purchased list; otherwise the file itself is the proof.
import-consents = Consents that the file carries
import-consents-hint = A bare “yes” in a column is a claim, not a proof. A consent opens a channel only if all of this is true.
import-consent-purpose = Consent to what
import-consent-act = How it was given
import-consent-act-none = unknown
import-consent-act-tick = a ticked box
import-consent-act-click = a pressed button
import-consent-act-signed = a signature
import-consent-act-voice = spoken, recorded
import-consent-act-double-optin = confirmed by a link in an e-mail
import-consent-act-setting = a setting of software
import-consent-proof = I hold the complete record of each
import-consent-told = People knew who asked, what for, and that they may withdraw
import-consent-separate = It stood apart, not inside terms of use
import-consent-pke = The wording covers commercial information on these channels (Art. 398 PKE, Electronic Communications Law)
import-wording = Wording of the consent
import-wording-hint = Word for word, if the file does not have it in a column.
import-refused-plan = This may not be done: { $reasons }.
import-must-destroy = These data are older than they may be held. Destroy the file and keep a record of that.
import-trying = Reading the file on trial
import-counted-first = The figures are those of the whole file; below are the first { NUMBER($n) } rows.
import-nothing-shown = There are no such rows in this part of the file.
import-quarantined = cells put aside
import-not-needed = values not needed
import-not-kept-hint = not kept
import-undo-sure = Yes, undo this import
import-undo-unsure = Tick that you are sure.
import-undoing = Undoing
import-undone-notice = { $n ->
    [one] The import was undone. The data of { $n } person were destroyed.
   *[other] The import was undone. The data of { $n } people were destroyed.
}
import-undone-held = { $n ->
    [one] The data of { $n } person stayed, because their erasure is on hold.
   *[other] The data of { $n } people stayed, because their erasure is on hold.
}
import-stopped = The import stopped half-way: { $reason }
import-stopped-text = What came in before is counted below and can be undone.
import-not-begun = The import did not begin: { $reason }
import-busy = Too many files are waiting. Finish or discard one of them.
import-csv-row = row
import-csv-code = code
import-csv-reason = reason
import-thread-title = A Messenger chat
import-thread-lead = Only who wrote, when and in which direction is read. The text of the chat is not taken.
import-thread-me = Who in this chat is on our side?
import-thread-contacts = Take addresses and numbers that the person wrote themselves
import-thread-offer = The person asked for an offer
import-thread-offer-hint = Leave empty if they did not. The request allows this one offer and nothing more.
import-thread-offer-name = Which offer
import-thread-offer-asked = When they asked
import-thread-offer-from = Not before
import-thread-offer-channel = On which channel
import-thread-run = Read the chat in
import-thread-done = { $n ->
    [one] The chat was read in: { $n } message in the timeline.
   *[other] The chat was read in: { $n } messages in the timeline.
}
import-thread-offer-done = The request for an offer was recorded.
import-thread-offer-refused = The request for an offer was not recorded: { $reasons }.
import-thread-person = See the person
import-format-csv = CSV, { $delimiter }
import-delimiter-semicolon = semicolon
import-delimiter-comma = comma
import-delimiter-tab = tab
import-delimiter-other = another delimiter
import-reload = Refresh
import-date-order = Day and month cannot be told apart in the dates of consent
import-date-order-day = day first (31.12.2026)
import-date-order-month = month first (12/31/2026)
import-nothing-mapped = No column is any of our fields. Choose at least one.
