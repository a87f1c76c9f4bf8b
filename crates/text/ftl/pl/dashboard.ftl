# Pulpit.
dashboard-hello = Dzień dobry, { $name }
dashboard-today = Jest { $date }.
dashboard-due = Najpilniejsze
dashboard-all-deadlines = Wszystkie terminy
dashboard-next = Do kogo teraz
dashboard-next-empty-title = Nikt nie czeka
dashboard-next-empty-text = Pojawią się tu osoby, do których wolno się odezwać.
dashboard-sources = Nowe osoby w tym tygodniu
dashboard-sources-empty = W tym tygodniu nikt nowy nie doszedł.
dashboard-stat-people = Osoby
dashboard-stat-mailable = Wolno wysłać e-mail
dashboard-stat-due = Terminy w tym tygodniu
dashboard-stat-ending = Dane kończące się w 30 dni
dashboard-empty-title = Jeszcze nikogo tu nie ma
dashboard-empty-text = Wczytaj pierwszy plik. Zanim cokolwiek zapiszemy, zobaczysz każdy wiersz i nasz werdykt.
dashboard-sample-import = Wczytaj przykładowy plik
