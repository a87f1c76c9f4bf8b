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
orgs-add-title = Dodaj firmę
orgs-add-hint = Wystarczy nazwa albo numer KRS. Z numerem, przy włączonym rejestrze, resztę wpisze rejestr.
orgs-add-plain = Dodaj
orgs-krs-wrong = Numer KRS ma do dziesięciu cyfr i nie jest zerem.
orgs-needed = Wpisz nazwę albo numer KRS.
orgs-name-needed = Rejestr jest wyłączony, więc wpisz też nazwę.
org-no-facts-title = Na razie tylko nazwa
org-no-facts-text = Fakty przyjdą z rejestru, każdy ze źródłem, miejscem i datą.
org-fact-path = Miejsce w źródle
org-fact-confirmed = Ostatnio potwierdzono
org-no-number = Rejestr pyta się o numer, a tej firmy numeru nie znamy.
org-register-off = Pytanie rejestru jest wyłączone
org-register-off-text = Nowa instalacja nie dzwoni nigdzie. Administrator włącza rejestr w ustawieniach albo poleceniem: zgoda org register on --contact ADRES
org-register-settings = Otwórz ustawienia
org-with-persons = Weź też osoby z organów
org-with-persons-hint = Domyślnie nie. To dane osób: każda zostanie wpisana z terminem zawiadomienia.
org-persons-denied = Osoby zostaną pominięte: { $reasons }.
org-plan-host = Zapytamy serwer
org-plan-nothing = Prawo nie pozwala tu wziąć niczego: { $reasons }.
org-done-enriched = Rejestr odpowiedział. Nowe: { NUMBER($new) }, potwierdzone: { NUMBER($confirmed) }, już nieaktualne: { NUMBER($ended) }.
org-done-people = { $n ->
    [one] Wpisano { $n } osobę. Termin jej zawiadomienia jest w Terminach.
    [few] Wpisano { $n } osoby. Terminy ich zawiadomienia są w Terminach.
   *[many] Wpisano { $n } osób. Terminy ich zawiadomienia są w Terminach.
}
org-fail-register = Rejestr nie odpowiedział tak, jak powinien
org-fail-register-safe = Dane firmy są takie, jak były.
org-fail-register-next = Spróbuj za jakiś czas. Jeśli to wraca, sprawdź adres rejestru w ustawieniach.
org-fail-off = Pytanie rejestru jest wyłączone
org-fail-off-next = Poproś administratora, żeby włączył rejestr w ustawieniach i podał adres do kontaktu.
org-fail-other = To numer innej firmy
org-fail-other-next = Porównaj numer KRS i NIP. Jeśli trzeba, dodaj tę firmę osobno.
org-fail-goes-on = Przebieg jeszcze trwa
org-fail-goes-on-next = Wstrzymaj go i zakończ, potem cofnij.
org-fail-refused = Prawo nie pozwala na to wzbogacenie: { $reasons }
org-fail-refused-next = Sprawdź w ustawieniach, czy cel jest włączony, a u góry, czy pracujesz w celu, któremu to służy.
done-org-added = Firma dodana.
done-org-not-found = Rejestr nie zna tego numeru. Nic się nie zmieniło.
done-org-struck-off = Firma jest wykreślona z rejestru. Zapisano to; nic nie usunięto.
field-name = nazwa
field-register = rejestr
field-registration-date = wpisano do rejestru
field-last-entry-number = numer ostatniego wpisu
field-last-entry-date = dzień ostatniego wpisu
field-struck-off-date = wykreślono
field-public-benefit = organizacja pożytku publicznego
field-seat-voivodeship = województwo
field-seat-county = powiat
field-seat-commune = gmina
field-seat-city = siedziba
field-address = adres
field-main-activity = główna działalność (PKD)
field-other-activity = pozostała działalność (PKD)
field-standing = stan wpisu
org-register-rejp = rejestr przedsiębiorców
org-register-rejs = rejestr stowarzyszeń
org-standing-standing = czynny
org-standing-struck-off = wykreślony
org-standing-unknown = nieznany
field-krs-number = numer KRS
