# Evidence: the ledger.
ledger-lead = Every change leaves an entry here that cannot be quietly altered.
ledger-verify = Verify
ledger-verifying = Checking every entry
ledger-download = Download a copy
ledger-sound = { $n ->
    [one] { $n } entry checked. Everything is as it was written.
   *[other] { $n } entries checked. Everything is as it was written.
}
ledger-broken = Entry { NUMBER($entry) } is not as it was written.
ledger-broken-next = Do not remove anything. Compare with the last downloaded copy and tell the officer.
ledger-checkpoint = Checkpoint
ledger-name = Ledger
ledger-size = Entries
ledger-root = Root of the tree
ledger-key = Fingerprint of the key
ledger-checkpoint-hint = Keep it away from this computer. Whoever has it will notice any later change.
ledger-entries = Last entries
ledger-number = No.
ledger-what = What
ledger-purpose = Purpose
ledger-whose = Whose
ledger-who = Who
ledger-when = When
ledger-hash = Hash
ledger-system = program
ledger-empty-title = The ledger is empty
ledger-empty-text = The first entry comes with the first value.
ledger-broken-finding = Its hash does not agree with the tree, or it cannot be read.
ledger-vkey = Verifier key
ledger-note = Signed checkpoint
ledger-note-hint = To be kept away from this computer, together with the key.
ledger-copy-hint = The copy holds all entries, the checkpoint and the key. It is checked with: zgoda ledger verify --copy FILE
ledger-proof = proof
ledger-proof-title = Download the proof of entry { NUMBER($entry) }
ledger-no-checkpoint = There is no checkpoint yet. The first verification makes one.
