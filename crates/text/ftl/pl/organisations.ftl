# Firmy.
orgs-lead = Jawne dane firm, każda ze źródłem i datą.
orgs-krs = Numer KRS
orgs-add = Sprawdź w KRS
orgs-name = Firma
orgs-number = Numer
orgs-city = Miejscowość
orgs-confirmed = Potwierdzono
orgs-empty-title = Nie ma jeszcze firm
orgs-empty-text = Wpisz numer KRS u góry albo wczytaj plik z firmami.
org-facts = Co wiemy o firmie
org-struck-off = Firma wykreślona z rejestru { $date }.
org-enrich-title = Wzbogać
org-enrich = Zapytaj rejestr
org-plan-asks = Zapytamy o
org-plan-takes = Weźmiemy
org-plan-persons = Osoby
org-plan-owed = { $n ->
    [one] { $n } osobę trzeba będzie zawiadomić do { $date }
    [few] { $n } osoby trzeba będzie zawiadomić do { $date }
   *[many] { $n } osób trzeba będzie zawiadomić do { $date }
}
org-plan-unknown = Osoby z zarządu trzeba będzie zawiadomić do { $date }
org-people = Ludzie w firmie
org-people-empty-title = Nikogo tu nie znamy
org-people-empty-text = Osoby pojawią się z importu albo z rejestru.
org-notice-due = informacja { $when }
org-activities = Działalność (PKD)
org-main-activity = główna
