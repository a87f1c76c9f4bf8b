# Unused data.
retention-tab-unused = Unused
unused-title = Data that nobody uses
unused-lead = What no purpose uses must not be kept in store. Here is what lies about, what it weighs, and how to clear it away in one go.
unused-held = All values
unused-values = Lying unused
unused-risk = Risk
unused-share = { $share } of all values
unused-history = The risk of excess, day by day
unused-history-told = The risk of excess: { NUMBER($first) } at first, { NUMBER($last) } now.
unused-points = points
unused-days = Unused for
unused-list = Fields without use
unused-empty-title = Nothing lies unused
unused-empty-text = Every field that you hold has lately served some purpose, or an act demands it.
unused-field = Field
unused-class = Class
unused-since = Last used
unused-formula = Risk is the number of values times the weight of the field’s class: public facts of firms 1, basic 2, contact 3, behaviour 4, financial 5, official numbers 10, special categories, convictions, children’s data and passwords 20. Reading for a person’s request and other duties are no use.
unused-stop = Stop and erase
unused-stop-title = Stop the field “{ $field }”
unused-goes = { $n ->
    [one] { $n } value ({ $people }), on { $day }
   *[other] { $n } values ({ $people }), on { $day }
}
unused-kept = { $n ->
    [one] { $n } value that an act or a dispute demands
   *[other] { $n } values that an act or a dispute demands
}
unused-nothing-new = New values of this field, from now on: no form and no import records them
unused-grace = Until { $day } you can take it back and nothing is lost.
unused-stop-submit = Stop, and erase on { $day }
unused-stopped = Stopped fields
unused-stopped-by = { $who }, { $date }
unused-erase-on = to be erased on { $date }
unused-erased = { $n ->
    [one] { $n } value erased
   *[other] { $n } values erased
}
unused-undo = Take back
unused-resume = Collect again
unused-waits = waits to be erased
unused-done = erased
done-unused-stopped = The field is stopped. Until the day of erasure you can take it back.
done-unused-resumed = The field takes values again.
dashboard-stat-unused = Unused values
dashboard-unused-risk = risk { NUMBER($risk) }
dashboard-unused-falls = risk { NUMBER($risk) }, { NUMBER($by) } less than a month ago
dashboard-unused-grows = risk { NUMBER($risk) }, { NUMBER($by) } more than a month ago
happened-field-stopped = a field was stopped or resumed
