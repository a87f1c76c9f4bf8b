# Firms.
orgs-lead = Public data of firms, each with its source and date.
orgs-krs = KRS number
orgs-add = Look up in KRS
orgs-name = Firm
orgs-number = Number
orgs-city = City
orgs-confirmed = Confirmed
orgs-empty-title = There are no firms yet
orgs-empty-text = Enter a KRS number above, or read in a file with firms.
org-facts = What we know about the firm
org-struck-off = The firm was struck off the register on { $date }.
org-enrich-title = Enrich
org-enrich = Ask the register
org-plan-asks = We ask for
org-plan-takes = We take
org-plan-persons = People
org-plan-owed = { $n ->
    [one] { $n } person must be told by { $date }
   *[other] { $n } people must be told by { $date }
}
org-plan-unknown = Board members must be told by { $date }
org-people = People there
org-people-empty-title = We know nobody here
org-people-empty-text = People come from an import or from the register.
org-notice-due = notice { $when }
org-activities = Activities (PKD)
org-main-activity = main
