# Exports: files with people’s data that leave the system. What for, to whom, until when, and what became of them.
exports-title = Exports
exports-lead = Every file with data that left: what for, to whom, until when. The file itself is not here, only its trace (Art. 5(2), Art. 30 GDPR).
exports-empty = No file has left
exports-empty-text = Choose people in the list and press “Export”. The file will be encrypted and will have a last day.
exports-new = Export
exports-choose = Choose people
exports-out = still out
exports-broken = broken off
exports-late = overdue
exports-destroyed = destroyed
exports-people =
    { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
exports-values =
    { $count ->
        [one] { $count } value
       *[other] { $count } values
    }
export-no = Export E{ $number }
export-to = Recipient
export-to-own = For our own use
export-kind-own = our own use
export-stays = What stays
export-to-own-hint = The file stays with you. You answer for it until its last day.
export-to-processor = processor
export-to-controller = separate controller
export-to-other = Another controller
export-to-name = Name
export-to-country = Country, two letters
export-to-basis = On what basis they may have these data
export-to-none = The register of processors is empty. Whoever processes for you has to be entered there first.
export-purpose = Purpose
export-purpose-hint = The purpose decides which fields may leave at all.
export-fields = Fields
export-fields-hint = Only those the purpose needs. Every further field is a further risk.
export-format = Form of the file
export-format-csv = CSV, for spreadsheets and other systems
export-format-json = JSON, for programs, with the source of every value
export-format-xlsx = XLSX, a spreadsheet, 20,000 people at most
export-lock = Encryption
export-lock-passphrase = With a passphrase that we show once
export-lock-key = With the recipient’s public key (age)
export-lock-hint = The file is encrypted in the age format. The recipient opens it with age or rage, which are free.
export-key = Public key
export-key-hint = It begins with age1. Give the secret key to nobody.
export-expires = Last day of the file
export-expires-hint = After it the recipient has to destroy it and say so. 90 days at most.
export-weigh = See what may leave
export-chosen = Chosen
export-allowed = Goes into the file
export-partly =
    { $count ->
        [one] Of { $count } person not every chosen field
       *[other] Of { $count } people not every chosen field
    }
export-closed = People who stay out of the file
export-without = Have nothing in the chosen fields
export-refused = Values that may not leave
export-refused-none = Everything chosen may leave.
export-nobody = Nobody’s data may leave
export-nobody-text = For this purpose and this recipient the law does not let a single value out. The reasons stand below.
export-tell-first = Tell these people first: data collected from others may be disclosed only once they were informed (Art. 14(3)(c) GDPR).
export-tell-first-do = Duty to inform
export-passphrase = Passphrase of the file
export-passphrase-hint = Write it down now. We do not keep it and will not show it again. Send it by another way than the file.
export-write = Download the encrypted file
export-write-hint = From this moment on everybody in the file has in their history to whom and what for their data went.
export-change = Change
export-made = Made
export-made-by = By
export-file = File
export-file-size = { $size }, SHA-256 { $digest }
export-file-broken = The download broke off. Those who had got into the file by then are recorded.
export-in-file = In the file
export-last-day = Last day
export-open-with = How to open it
export-settle = Confirm its destruction
export-settle-lead = Record when the file was destroyed and how you can show it: a letter of the recipient, a protocol.
export-settle-day = Destroyed on
export-settle-proof = Proof
export-settle-proof-hint = The reference of a letter or the number of a protocol, without data of people.
export-settled = Destroyed on { $day }. Proof: { $proof }
export-mark = Mark
export-sources = Source
export-sheet = People
export-unfit-purpose = This purpose is not in use. Choose another one.
export-unfit-fields = Choose at least one field.
export-unfit-not-needed = The purpose does not need one of the chosen fields (Art. 5(1)(c) GDPR). Untick it.
export-unfit-recipient = Name a recipient: from the register, or by name.
export-unfit-basis = Another controller needs a basis of its own. Name it.
export-unfit-not-entrusted = The contract with this processor does not have this purpose. Amend its entry in the register of processors, or choose another recipient.
export-unfit-past = This day has passed.
export-unfit-too-long = A file may live for 90 days at most. Choose an earlier day.
export-unfit-key = This is no public key of age. A right one begins with age1 and has 62 characters.
export-unfit-secret-key = This is a secret key. Whoever saw it can open files with it: the recipient should make a new pair and send the public one, which begins with age1.
export-unfit-passphrase = This passphrase was not made here. Check the choice again, and a new one will be made.
export-unfit-too-many = A spreadsheet holds 20,000 people at most. Choose CSV or JSON, which have no limit.
export-unfit-nobody = Nobody was chosen, or nobody’s data may leave.
export-unfit-day = Give a day, such as 2026-11-29.
export-unfit-country = Give the two letters of a country, such as PL.
export-unfit-settle = Give a day between the making of the file and today, and a proof of five characters at least.
done-export-settled = The destruction of the file is recorded.
duty-export = See to it that a file is destroyed
duty-export-consequence = After the last day nobody has a basis to keep this file.
duty-export-lost = For a week nobody has confirmed the destruction. Take the file as lost and weigh the breach (Art. 33 GDPR).
duty-export-do = Open the export
happened-export-settled = file destroyed
people-export = Export
evi-note-exports-late =
    { $count ->
        [one] { $count } export past its last day that nobody said was destroyed
       *[other] { $count } exports past their last day that nobody said were destroyed
    }
evi-ok-exports = every file that left has its last day to come, or was destroyed
