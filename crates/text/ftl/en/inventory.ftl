# The inventory: where data are, those of the firm and those of one person.
inventory-title = Where data are
inventory-lead = Tables, files that left, processors, backups, media, and what will soon be gone. As of { $moment }.
inventory-card = Tables, files that left, processors, backups, media, and what will soon be gone. Counted at this moment.
inventory-tables = Databases
inventory-tables-lead = The vault holds sealed values and keys. The working zone has only pseudonyms, dates and numbers.
inventory-count = Count anew
inventory-uncounted = Not counted yet. The server counts by itself every day at dawn.
inventory-zone-vault = vault
inventory-zone-work = working zone
inventory-table = Table
inventory-rows = Rows
inventory-size = Space
inventory-of-people = leads to people
inventory-sum = In all
inventory-exports = Files that left
inventory-exports-out =
    { $count ->
        [one] { $count } file still out
       *[other] { $count } files still out
    }
inventory-exports-none = No file is out.
inventory-processors = Who processes for you
inventory-processors-none = The register of processors is empty.
inventory-archives = Backups
inventory-archives-lead = An archive of data may lie for long, because without keys nothing can be read from it. Keys of erased people end with their archive of keys.
inventory-archives-none = No backup was made. Make one with zgoda backup.
inventory-archive-data = data
inventory-archive-keys = keys
inventory-archive-until = opens until { $day }
inventory-archive-ended = has not opened since { $day }
inventory-archive-lasting = as long as the main key lives
inventory-strays = Stray files and media
inventory-strays-none = None waits to be destroyed.
inventory-purges = What will go by itself
inventory-purges-values =
    { $count ->
        [one] { $count } value within 90 days
       *[other] { $count } values within 90 days
    }
inventory-purges-first = the first on { $day }
inventory-purges-field = field { $field } by { $day }
inventory-purges-letters = Letters in print no. { $number }, { $letters } of them, until { $day }
inventory-purges-none = Nothing within the next 90 days.
where-title = Where this person’s data are
where-lead = Every place, copies and files that left included. No value is shown here.
where-link = Where these data are
where-sealed =
    { $count ->
        [one] { $count } value sealed in the vault
       *[other] { $count } values sealed in the vault
    }
where-recipients = Who has them
where-recipients-none = Nobody but you.
where-exports-none = They are in no file.
where-archives-none = No copy that opens has their data.
where-keys-end = Erased today, no copy opens their data from { $day } on.
where-purges-none = Nothing is held.
