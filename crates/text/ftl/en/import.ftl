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
row-unreadable = unreadable
row-all = all
imports-lead = Every file that came in, and what we took from it.
imports-file = File
imports-state = State
imports-when = When
imports-empty-title = There are no imports yet
imports-empty-text = Read in a CSV, an XLSX or Messenger chats. You see the verdict for every row.
