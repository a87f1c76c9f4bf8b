# Retention.
retention-lead = Every value has a last day. Here is what goes, and when.
retention-preview = Preview
retention-preview-title = What retention would erase now
retention-nothing-title = Nothing is past its term
retention-nothing-text = We look again tomorrow at dawn.
retention-goes = { $n ->
    [one] { $n } value ({ $people })
   *[other] { $n } values ({ $people })
}
retention-gone = { $n ->
    [one] { $n } person goes entirely, with the key
   *[other] { $n } people go entirely, with their keys
}
retention-held = { $n ->
    [one] The data of { $n } person, on hold for a dispute
   *[other] The data of { $n } people, on hold for a dispute
}
retention-ledger-stays = The entries of the ledger, without the data themselves
retention-field = Value
retention-purpose = Purpose
retention-ended = Term
retention-last-value = the last, the key goes
retention-run = { $n ->
    [one] Erase { $n } value
   *[other] Erase { $n } values
}
retention-running = Erasing
retention-calendar = What goes when
retention-rules = Rules
retention-due-now = { NUMBER($n) } past term
retention-begins = From
retention-term = How long
retention-article = Rests on
retention-held-count = Held
retention-due-count = Past term
retention-done = { $n ->
    [one] { $n } value erased.
   *[other] { $n } values erased.
}
