# Common words and counted nouns.
app-name = Zgoda
word-yes = yes
word-no = no
word-none = none
word-until = until
word-from = from
word-of = of
word-and = and
word-allowed = allowed
word-not-allowed = not allowed
count-people = { $n ->
    [one] { $n } person
   *[other] { $n } people
}
count-orgs = { $n ->
    [one] { $n } firm
   *[other] { $n } firms
}
count-facts = { $n ->
    [one] { $n } value
   *[other] { $n } values
}
count-rows = { $n ->
    [one] { $n } row
   *[other] { $n } rows
}
count-entries = { $n ->
    [one] { $n } entry
   *[other] { $n } entries
}
count-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
count-files = { $n ->
    [one] { $n } file
   *[other] { $n } files
}
