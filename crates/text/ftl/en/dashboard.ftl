# The dashboard.
dashboard-hello = Good day, { $name }
dashboard-today = It is { $date }.
dashboard-due = Most urgent
dashboard-all-deadlines = All deadlines
dashboard-next = Whom to contact next
dashboard-next-empty-title = Nobody is waiting
dashboard-next-empty-text = People you may contact will appear here.
dashboard-sources = New people this week
dashboard-sources-empty = Nobody new came this week.
dashboard-stat-people = People
dashboard-stat-mailable = E-mail allowed
dashboard-stat-due = Due this week
dashboard-stat-ending = Values ending in 30 days
dashboard-empty-title = Nobody is here yet
dashboard-empty-text = Read in a first file. Before anything is kept you see every row and our verdict.
dashboard-sample-import = Read in a sample file
