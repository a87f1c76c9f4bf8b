# Access: who may do what, who gave it, and the trace of it.
nav-access = Access
access-tab-matrix = Roles
access-tab-people = Authorisations
access-matrix-title = Who may do what
access-matrix-lead = Every page and every value asks for a role. What does not stand here, nobody may do.
access-holders = { $n ->
    [0] nobody
    [one] { $n } person
   *[other] { $n } people
}
access-area = Place
access-areas = What may be done where
access-purpose = Purpose
access-matrix-purposes = Which data for which purpose
access-matrix-purposes-text = A role opens only those categories that the purpose needs and that the role itself is cleared for. Shown are the purposes in use and the duties under the law.
access-nothing = nothing
access-area-desk = Desk and Deadlines
access-area-people = People
access-area-firms = Firms
access-area-imports = Sources
access-area-enrichment = Enrichment
access-area-requests = Requests, copies, erasures
access-area-notices = Duty to inform
access-area-retention = Retention
access-area-registers = Registers
access-area-evidence = Evidence
access-area-access = Access
access-area-settings = Settings
access-area-own = One’s own account
access-deed-read = sees
access-deed-write = changes
access-deed-export = takes out
access-deed-decide = decides
access-letter-public-org = org
access-letter-basic = bas
access-letter-contact = con
access-letter-behavioural = beh
access-letter-financial = fin
access-letter-restricted = id
access-letter-special = spec
access-letter-offence = off
access-letter-child = ch
access-letter-secret = sec
access-people-title = Authorisations
access-people-lead = Who is authorised to what, since when and by whom (Art. 29 and 32(4) GDPR). The history stays.
access-one-person = One person may hold several roles. In a firm of one they hold them all, given at the first run, and that is fine. Nobody gives them to themselves.
access-no-roles = not authorised
access-ended-account = account disabled
access-standing = In force
access-standing-none = Nothing is in force now. This person cannot sign in.
access-over = Over
access-from-open = from { $from }, without an end
access-from-to = from { $from } to { $to }
access-all-purposes = all purposes of the role
access-given-by = Given by { $who }, { $date }
access-given-setup = the first run
access-accepted = accepted { $date }
access-not-accepted = not accepted yet
access-later = begins later
access-ended-by = Taken back by { $who }, { $date }
access-ran-out = ran out
access-give = Authorise
access-give-role = Role
access-give-from = First day
access-give-to = Last day
access-give-to-hint = Empty: without an end. An inspector must have a last day.
access-give-word = What for
access-give-word-hint = In one sentence: a task, a contract, the number of an inspection. No data of people.
access-give-purposes = Narrow it to some purposes
access-give-purposes-hint = None chosen: all purposes of the role.
access-word-wrong = Say what it is for, in 300 characters at most.
access-from-wrong = Choose today or a later day.
access-to-wrong = Choose a last day that is not before the first.
access-purpose-wrong = One of these purposes does not belong to the role.
access-self = This is your own account. Another administrator must authorise you.
access-end = Take back
access-end-text = The right is gone at once, and the sessions of this person end. The entry stays in the history.
access-end-word = Why
access-end-sure = Take the authorisation back
access-last-admin = This is the last administrator without an end.
access-last-admin-next = Give this role to somebody else first, without an end.
access-refused-safe = Nothing has changed.
access-pdf = Print
access-own = My authorisations
access-own-text = By accepting you undertake to keep the data secret and to use them only as the controller instructs.
access-accept = I accept
access-change = Change roles
settings-user-until = Last day of the authorisation
settings-user-until-hint = Empty: without an end. An inspector must have a last day.
settings-users-access = Authorisations and roles
login-unauthorised = You are not authorised to anything now. Ask an administrator to authorise you.
happened-authorisation-changed = authorisation changed
done-access-given = The authorisation is given.
done-access-ended = The authorisation is taken back.
done-access-accepted = The authorisation is accepted.
doc-access-title = Authorisation to process personal data
doc-access-text = Under art. 29 and art. 32(4) GDPR the controller authorises the person named here to process personal data within the scope described below, and only as the controller instructs.
doc-access-number = Number
doc-access-holder = Authorised person
doc-access-role = Role
doc-access-purposes = Purposes
doc-access-categories = Categories of data
doc-access-deeds = Operations
doc-access-term = Time
doc-access-word = What for
doc-access-given = Given
doc-access-accepted = Accepted
doc-access-ended = Ended
doc-access-duty = The authorised person keeps the data and the ways of protecting them secret, also after the authorisation has ended.
doc-access-signed-giver = Signature of whoever authorises
doc-access-signed-holder = Signature of the authorised person
evi-note-unaccepted =
    { $count ->
        [one] { $count } authorisation not accepted yet
       *[other] { $count } authorisations not accepted yet
    }
access-tab-reads = Readings
access-tab-alarms = Alarms
access-reads-title = Who looked at whom
access-reads-lead = Every time data are shown, an entry stays in the ledger. This page reads the entries and opens no value.
access-reads-staff = Who
access-reads-everybody = all staff
access-reads-person = Pseudonym of the person
access-reads-day = Day
access-reads-show = Show
access-reads-all = Show everything
access-reads-wrong = This cannot be read. A pseudonym has 32 characters, as in the address of the person’s page.
access-reads-none = Nothing found
access-reads-none-text = Nobody looked at data within this range.
access-reads-when = When
access-reads-who = Who
access-reads-how = How
access-reads-whom = Whom
access-reads-values = { $n ->
    [one] { $n } value
   *[other] { $n } values
}
access-reads-more = { $n ->
    [one] and { $n } person
   *[other] and { $n } people
}
access-reads-older = Older readings
access-reads-of-person = Who looked
access-sight-opened = person opened
access-sight-listed = list or search
access-sight-exported = taken out
alarms-title = Alarms of bulk reading
alarms-lead = When somebody sees more people than their role usually needs, one alarm appears here. Find out why, and keep what you found.
alarms-none = Nothing waits
alarms-none-text = Nobody passed a limit. The trace of every reading is in the ledger anyway.
alarms-answered = Explained
alarm-open = waits for an explanation
alarm-opened-hour = { $people } people opened within an hour. Limit: { $allowed }.
alarm-opened-day = { $people } people opened within a day. Limit: { $allowed }.
alarm-listed-day = { $people } people seen in lists within a day. Limit: { $allowed }.
alarm-exported-day = Data of { $people } people taken out within a day. Limit: { $allowed }.
alarm-look = See the readings
alarm-breach = Enter a breach
alarm-word = What was found out
alarm-word-hint = In one sentence: the reason, and who confirmed it. No data of people.
alarm-word-needed = Say what was found out.
alarm-answer = Keep the explanation
alarm-answered-by = { $who }, { $date }
alarm-own = This alarm is about you, so somebody else explains it.
alarm-own-next = Ask a second person who is an officer or an administrator.
alarm-limits = Limits
alarm-limits-text = How many people may be seen without a question. Whoever holds several roles has the widest of the limits. Every change stays in the ledger.
alarm-limit-change = Change
alarm-limit-opened-hour = opened an hour
alarm-limit-opened-day = opened a day
alarm-limit-listed-day = in lists a day
alarm-limit-exported-day = taken out a day
alarm-limit-wrong = A limit must be a number from 0 to 100,000.
alarm-limit-wrong-next = Go back and correct the limit.
done-alarm-answered = The explanation is kept.
done-alarm-limits = The limits are changed.
duty-alarm = Explain a bulk reading
duty-alarm-consequence = If it is a breach, the 72 hours for notifying it are already running.
duty-alarm-do = Explain
happened-bulk-read-found = alarm of bulk reading
happened-bulk-read-answered = alarm explained
evi-reads = Who looked at data in the last 30 days
evi-reads-people = People
evi-reads-readings = Readings
evi-alarms = Alarms of bulk reading
evi-alarm-answer = Explanation
evi-note-alarms =
    { $count ->
        [one] { $count } alarm waits for an explanation
       *[other] { $count } alarms wait for an explanation
    }
evi-ok-alarms = every alarm of bulk reading is explained
