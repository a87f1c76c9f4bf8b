# The pack of evidence for an inspection: 25 files with a signed manifest.
evi-00-kompletnosc = Completeness of the pack
evi-01-rcp = Record of processing activities
evi-02-rkcp = Record of processing for others
evi-03-podstawy = Purposes, bases and necessity
evi-04-lia = Balancing tests
evi-05-dpia = Screenings and impact assessments
evi-06-zgody = Register of consents
evi-07-sprzeciwy = Objections and withdrawals
evi-08-klauzule = Notices and their delivery
evi-09-zrodla = Register of sources
evi-10-retencja = Retention and erasures
evi-11-prawa-osob = Requests of people
evi-12-naruszenia = Register of breaches
evi-13-powierzenia = Register of processors
evi-14-transfery = Register of transfers
evi-15-upowaznienia = Grants and training
evi-16-bezpieczenstwo = Security
evi-17-pseudonimizacja = Pseudonymisation and keys
evi-18-profilowanie = Profiling
evi-19-iod = Data protection officer
evi-20-polityki = Policies
evi-21-kanaly = Channels and permissions
evi-22-audyt = Inventory and audits
evi-23-korespondencja = Letters of authorities
evi-24-ai = AI systems
evi-25-log = Extract of the ledger
evi-title = Pack of evidence
evi-lead = 25 files for an inspection, each to read (PDF) and for machines (JSON), with a manifest signed by the key of the ledger. No names and no addresses of people, only pseudonyms.
evi-back = Evidence
evi-download = Download the pack
evi-see = See what is complete, and download
evi-check-hint = Anybody can check it, without a database: zgoda evidence verify FILE. The key to trust:
evi-only-officer = The officer or an administrator downloads the pack.
evi-complete = Completeness
evi-summary = { $good } in order, { $watch } to watch, { $bad } lacking
evi-origin = From
evi-origin-live = worked out live by the system
evi-origin-entered = from entries of a register
evi-origin-form = a form, nothing entered yet
evi-none = None.
evi-more =
    { $count ->
        [one] And { $count } more row, in the JSON file.
       *[other] And { $count } more rows, in the JSON file.
    }
evi-note-live =
    { $count ->
        [one] worked out live: { $count } item
       *[other] worked out live: { $count } items
    }
evi-note-form = { $name }: nothing was entered, this is only a form
evi-note-entered =
    { $count ->
        [one] { $name }: { $count } entry
       *[other] { $name }: { $count } entries
    }
evi-note-no-impact =
    { $count ->
        [one] { $count } purpose in use lacks the impact assessment it needs
       *[other] { $count } purposes in use lack the impact assessment they need
    }
evi-note-no-assessment =
    { $count ->
        [one] { $count } purpose with data has no valid assessment
       *[other] { $count } purposes with data have no valid assessment
    }
evi-assessment-lacking = { $purpose }: no valid assessment, and data are held
evi-note-unproved =
    { $count ->
        [one] { $count } consent is without proof and does not count
       *[other] { $count } consents are without proof and do not count
    }
evi-note-overdue =
    { $count ->
        [one] { $count } person was not told in time
       *[other] { $count } people were not told in time
    }
evi-note-unapproved =
    { $count ->
        [one] { $count } source is not approved
       *[other] { $count } sources are not approved
    }
evi-note-due =
    { $count ->
        [one] { $count } value waits to be destroyed
       *[other] { $count } values wait to be destroyed
    }
evi-note-late-requests =
    { $count ->
        [one] { $count } request is past its term
       *[other] { $count } requests are past their term
    }
evi-note-untrained =
    { $count ->
        [one] { $count } account has no valid training
       *[other] { $count } accounts have no valid training
    }
evi-note-unguarded =
    { $count ->
        [one] { $count } account has no second factor
       *[other] { $count } accounts have no second factor
    }
evi-note-no-backup = there is no trace of any backup
evi-note-of-now = counts of people, values and keys are those of the day the pack was made
evi-ok-backup = backups are on record
evi-ok-impact = no purpose in use lacks an impact assessment that it needs
evi-ok-assessment = no purpose with data lacks an assessment that it needs
evi-ok-proved = every consent that stands has its proof
evi-ok-told = nobody has waited beyond the term to be told
evi-ok-approved = every source is approved
evi-ok-due = no value waits to be destroyed
evi-ok-requests = no request is past its term
evi-ok-trained = every account has valid training
evi-ok-guarded = every account has a second factor
evi-note-proved =
    { $count ->
        [one] { $count } entry of the ledger, with proof
       *[other] { $count } entries of the ledger, with proof
    }
evi-report-lead = What in the pack is worked out live, what was entered by hand, and what is lacking. Each file has its SHA-256 in manifest.json, and the manifest is signed by the key of the ledger.
evi-report-lead-person = The part of the pack that is about one person, by pseudonym: what was held of them and why, their word, how they were told and reached, and the entries of the ledger about them. Nobody else is named; staff stand in it by number. Each file has its SHA-256 in manifest.json, and the manifest is signed by the key of the ledger.
evi-scope = Pack about
evi-scope-all = everybody
evi-left-out = What is not about one person
evi-left-out-text = These files of the whole pack say nothing of a single person and are left out: { $files }.
evi-certified = Certified true copy
evi-certified-text = Whoever is inspected certifies prints of this pack as true (Art. 84(3) of the Polish act on data protection). That the files are as the system made them is shown by the signature in manifest.sig, which anybody checks without the database: zgoda evidence verify FILE.
evi-staff = member of staff no. { $no }
evi-values = Values, without what they say
evi-held-for = Held for, until
evi-held = held
evi-direction = From whom
evi-from-person = from the person
evi-to-person = to the person
evi-person-title = Pack of evidence about this person
evi-person-menu = Pack of evidence…
evi-person-lead = What was held of this person on a day, from where, why and until when; their consents, objections and requests; how they were told and reached; and every entry of the ledger about them, proved one by one. No values and no other names.
evi-person-day = State at the end of this day
evi-person-make = Download the pack
evi-person-hint = Checked like the whole pack, anywhere and without a database: zgoda evidence verify FILE. That it was made stands in the ledger.
evi-fields = Data
evi-why = What for
evi-terms = Terms
evi-destroyed = What was destroyed
evi-counts = Figures
evi-count = How many
evi-state = State
evi-texts = Wordings of consents
evi-text-no =
    { $count ->
        [one] Wording no. { $number }, { $count } consent
       *[other] Wording no. { $number }, { $count } consents
    }
evi-register = Register
evi-pseudonym = Pseudonym
evi-channel = Channel
evi-given = When
evi-what = What
evi-when = When
evi-who = Who
evi-number = No.
evi-suppression-text = The address of a person who objected or withdrew stays only as a keyed digest (HMAC-SHA-256), without name and without address. Every import and every enrichment compares digests, so the address does not come back. The key lies outside the databases.
evi-suppressed = Addresses that do not come back
evi-withdrawals = Consents withdrawn
evi-told = Told
evi-exempt = Exempt from being told
evi-due = Due
evi-overdue = Overdue
evi-template = Own words no. { $number } ({ $lang })
evi-own-words-none = No own words were added. The program composes notices from purposes, sources and terms.
evi-deliveries = Deliveries and exemptions
evi-source = Source
evi-duty = Duty
evi-public = Public
evi-approved = Approved
evi-volumes = How many people from which source
evi-received = Received
evi-answered = Answered
evi-channels-text = Every message is decided for every person by itself, at the moment it is sent: basis, permission for the channel, objection, number of contacts. Tracking of opens and devices is off (Art. 398 and 399 PKE, Electronic Communications Law).
evi-contacts = Contacts
evi-roles = Roles
evi-since = Since
evi-until = Until
evi-trained = Trained until
evi-changes = Changes
evi-ledger-size = Entries of the ledger
evi-backups = Backups and keys
evi-zones-text = Values about a person lie in a database of their own, sealed with that person’s key. The rest of the system knows random pseudonyms only. The main key lies outside both databases, so a copy of them alone names nobody. Every opening of a value is kept in the ledger.
evi-key-version = Version of the main key
evi-key-rotated = Last rotation
evi-key-wraps = Keys of people
evi-inventory = What is held
evi-class = Kind
evi-profiling-text = Scores order conversations at most. The program makes no decision with legal effect by itself (Art. 22 GDPR), and an objection ends profiling at once.
evi-log-text-person = The entries of the ledger about this person, the latest at the top, each with its own proof that it is in the signed state. Entries about others are neither shown nor needed.
evi-log-text = The last entries of the ledger with the proof that they are in the signed state. The verifier hashes them and arrives at the signed root of the tree.

# On the command line.
cli-evidence-about = The pack of evidence for an inspection
cli-evidence-export-about = Make a pack: 25 files with a signed manifest
cli-evidence-verify-about = Check a pack, without a database
cli-evidence-export-arg-at = The day or the moment whose state it shows; now if none is given
cli-evidence-export-arg-subject = One person only: id, e-mail address or telephone number
cli-evidence-export-arg-to = The file
cli-evidence-verify-arg-file = The file of the pack
cli-evidence-verify-arg-key = The key you trust
cli-evidence-files = Files
cli-evidence-whole = The pack is whole: every file, the signature and the extract of the ledger hold.
