# The rights of a person: access, erasure, certificate.
export-title = Your data with us
export-lead = This is how the person will see it. Giving it out is written to the ledger.
export-who = Who holds them
export-controller = The controller of your data is { $name }.
export-officer = For questions about your data write to: { $name }.
export-values = { $n ->
    [one] What we know about you ({ $n } value)
   *[other] What we know about you ({ $n } values)
}
export-from = From:
export-basis = Basis:
export-for = What for:
export-until = Kept until { $date }.
export-recipients = Whom we gave them to
export-no-recipients = Nobody.
export-history = What happened to them
export-rights = What you can do
export-rights-text = You can correct, move, restrict or erase your data, object to their use and withdraw any consent. Writing to us is enough. You can also complain to the supervisory authority (in Poland the President of UODO).
export-fingerprint = Fingerprint of the JSON copy:

erase-title = Erase data
erase-lead = This cannot be undone, not from a backup either.
erase-key-goes = This person’s key: without it nothing of their data can be read
erase-told = Recipients that will be told:
erase-backups = { $n ->
    [one] Old backups may hold the key for { $n } more day; then it is gone there too.
   *[other] Old backups may hold the key for { $n } more days; then it is gone there too.
}
erase-no-suppression = The person does not want to stay on the suppression list either
erase-no-suppression-hint = Without it somebody may read their address in again from another file.
erase-submit = Erase data
erase-keeps-invoices = Data on invoices
erase-keeps-invoices-why = Tax law demands that they be kept.
erase-keeps-suppression = A keyed hash of the address on the suppression list
erase-keeps-suppression-why = So that nobody reads this person in again.
erase-keeps-ledger = Entries of the ledger, without data
erase-keeps-ledger-why = They prove what happened. Nothing in them leads to the person.

certificate-title = Certificate of erasure
certificate-sentence = { $n ->
    [one] { $n } value and the person’s key have been erased.
   *[other] { $n } values and the person’s key have been erased.
}
certificate-how = How
certificate-how-text = Every person has their own random key. It has been destroyed, so nobody can read their data, we included. The last backup that may still hold the key ends on { $date }.
certificate-proof = Proof in the ledger
certificate-subject = Identifier
certificate-entry = Entry
certificate-entry-of = { NUMBER($entry) } in a tree of { NUMBER($tree) } entries
certificate-leaf = Hash of the entry
certificate-root = Root of the tree
certificate-check = You can check this without us: the command zgoda ledger verify --copy FILE --key KEY reads this file without a database.
