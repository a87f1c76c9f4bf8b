# The frame of the screens, common buttons, messages.
app-promise = Every value has a source, a basis and a term.
skip-to-content = Skip to content
nav-label = Main navigation
nav-dashboard = Dashboard
nav-people = People
nav-organisations = Firms
nav-imports = Sources
nav-deadlines = Deadlines
nav-retention = Retention
nav-ledger = Evidence
nav-settings = Settings
nav-add = Add
nav-more = More
nav-overdue = { $n ->
    [one] { $n } matter overdue
   *[other] { $n } matters overdue
}

search-label = Search people or go to…
search-placeholder = Search or go to…
search-find = Search people:
working-for = Working for:
working-why = Reading has a purpose. You see only what yours needs.
user-menu = Your account
account-title = Password and second factor
logout = Log out
theme-auto = As the device
theme-light = Light
theme-dark = Dark

close = Close
cancel = Cancel
back = Back
next = Next
save = Save
copy = Copy
copied = Copied
goes = What goes
stays = What stays
progress-of = { NUMBER($done) } of { NUMBER($total) }
pager-label = Pages of the list
pager-shown = { NUMBER($first) }–{ NUMBER($last) } of { NUMBER($total) }
pager-previous = Previous
pager-next = Next
split-allowed = { NUMBER($n) } allowed
split-denied = { NUMBER($n) } not allowed

tag-open = Show where this comes from
tag-until = until { $date }
tag-source = Source
tag-obtained = Since
tag-basis = Basis
tag-purposes = Purposes
tag-last-day = Last day
tag-read-by = Last read by:
tag-evidence = Evidence
tag-correct = Correct

message-safe = What is safe:
message-next = What to do:
message-reference = Number for the administrator:
message-not-found = There is no such page
message-not-found-safe = Nothing has changed.
message-not-found-next = Check the address or go back to the dashboard. If you look for a person, their data may have been erased.
message-forbidden = This page is not for your role
message-forbidden-safe = Nothing was shown or changed.
message-forbidden-next = Change your working purpose at the top, or ask the administrator for a grant.
message-stale-form = This form waited too long
message-stale-form-safe = Nothing was changed.
message-stale-form-next = Go back, reload the page and send it again.
message-too-large = The file is too large
message-too-large-safe = Nothing was read in.
message-too-large-next = Split the file and send the parts one by one.
message-too-many = Too many attempts
message-too-many-safe = The account is safe.
message-too-many-next = Wait a while and try again.
message-unexpected = Something went wrong on our side
message-unexpected-safe = The data are whole: a change that was not finished has been taken back.
message-unexpected-next = Try again. If it comes back, give the administrator the number below.
message-busy = The database is busy for a moment
message-busy-safe = Nothing was changed.
message-busy-next = Try again in a moment.
message-go-home = Back to the dashboard
message-try-again = Try again
