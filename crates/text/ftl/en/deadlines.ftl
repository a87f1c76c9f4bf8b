# Deadlines.
deadlines-lead = What must be done, by when, and what happens otherwise.
deadlines-overdue = Overdue
deadlines-today = Today
deadlines-week = This week
deadlines-later = Later
deadlines-lane-empty = Nothing.
deadlines-empty-title = Nothing is due
deadlines-empty-text = Notices, requests of persons and data about to expire will appear here.
duty-notice = Tell the person that you hold their data
duty-notice-consequence = After the term their data close by themselves.
duty-notice-overdue = Their data are closed until they are told.
duty-notice-do = Prepare
duty-request = Answer the person’s request
duty-request-consequence = After a month the person may complain to the authority.
duty-request-do = Open
duty-objection = Decide on the objection
duty-objection-consequence = Until it is decided the data are restricted.
duty-review = Review the balancing test
duty-review-impact = Review the impact assessment
duty-review-consequence = Without a review the purpose switches off.
duty-expiry = { $n ->
    [one] { $n } value reaches its term
   *[other] { $n } values reach their term
}
duty-expiry-consequence = Retention will erase them by itself.
duty-expiry-do = See
