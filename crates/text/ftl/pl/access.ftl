# Uprawnienia: kto co może, kto to nadał, i ślad po tym.
nav-access = Uprawnienia
access-tab-matrix = Role
access-tab-people = Upoważnienia
access-matrix-title = Kto co może
access-matrix-lead = Każda strona i każda wartość pyta o rolę. Czego tu nie ma, tego nie wolno nikomu.
access-holders = { $n ->
    [0] nikt
    [one] { $n } osoba
    [few] { $n } osoby
   *[many] { $n } osób
}
access-area = Miejsce
access-areas = Co wolno w którym miejscu
access-purpose = Cel
access-matrix-purposes = Które dane do jakiego celu
access-matrix-purposes-text = Rola otwiera tylko te kategorie, których cel potrzebuje i do których sama jest dopuszczona. Zestawienie obejmuje cele w użyciu i obowiązki z prawa.
access-nothing = nic
access-area-desk = Pulpit i Terminy
access-area-people = Osoby
access-area-firms = Firmy
access-area-imports = Źródła
access-area-enrichment = Wzbogacanie
access-area-requests = Żądania, kopie, usunięcia
access-area-notices = Obowiązek informacyjny
access-area-retention = Retencja
access-area-registers = Rejestry
access-area-evidence = Dowody
access-area-access = Uprawnienia
access-area-settings = Ustawienia
access-area-own = Własne konto
access-deed-read = widzi
access-deed-write = zmienia
access-deed-export = wydaje na zewnątrz
access-deed-decide = decyduje
access-letter-public-org = fir
access-letter-basic = pod
access-letter-contact = kon
access-letter-behavioural = zach
access-letter-financial = fin
access-letter-restricted = urz
access-letter-special = szcz
access-letter-offence = wyr
access-letter-child = dz
access-letter-secret = has
access-people-title = Upoważnienia
access-people-lead = Kto jest do czego upoważniony, od kiedy i przez kogo (art. 29 i 32 ust. 4 RODO). Historia zostaje.
access-one-person = Jedna osoba może mieć kilka ról. W jednoosobowej firmie ma je wszystkie, nadane przy pierwszym uruchomieniu, i tak jest w porządku. Nikt nie nadaje ich sam sobie.
access-no-roles = bez upoważnienia
access-ended-account = konto wyłączone
access-standing = Obowiązujące
access-standing-none = Teraz nic nie obowiązuje. Ta osoba nie może się zalogować.
access-over = Zakończone
access-from-open = od { $from }, bezterminowo
access-from-to = od { $from } do { $to }
access-all-purposes = wszystkie cele roli
access-given-by = Nadanie: { $who }, { $date }
access-given-setup = pierwsze uruchomienie
access-accepted = przyjęte { $date }
access-not-accepted = jeszcze nieprzyjęte
access-later = zacznie obowiązywać
access-ended-by = Odebranie: { $who }, { $date }
access-ran-out = termin minął
access-give = Nadaj upoważnienie
access-give-role = Rola
access-give-from = Pierwszy dzień
access-give-to = Ostatni dzień
access-give-to-hint = Puste: bezterminowo. Kontrolujący musi mieć ostatni dzień.
access-give-word = Po co
access-give-word-hint = Jednym zdaniem: zadanie, umowa, numer kontroli. Bez danych osób.
access-give-purposes = Zawęź do wybranych celów
access-give-purposes-hint = Bez wyboru: wszystkie cele tej roli.
access-word-wrong = Napisz, po co: najwyżej 300 znaków.
access-from-wrong = Wybierz dziś albo dzień późniejszy.
access-to-wrong = Wybierz ostatni dzień, nie wcześniejszy niż pierwszy.
access-purpose-wrong = Jeden z tych celów nie należy do tej roli.
access-self = To Twoje konto. Upoważnienie musi Ci nadać inny administrator.
access-end = Odbierz
access-end-text = Uprawnienie zniknie od razu, a sesje tej osoby się zakończą. Wpis zostanie w historii.
access-end-word = Dlaczego
access-end-sure = Odbierz upoważnienie
access-last-admin = To ostatni administrator bez terminu.
access-last-admin-next = Najpierw nadaj tę rolę bezterminowo komuś innemu.
access-refused-safe = Nic się nie zmieniło.
access-pdf = Wydruk
access-own = Moje upoważnienia
access-own-text = Przyjmując upoważnienie, zobowiązujesz się zachować dane w tajemnicy i używać ich tylko na polecenie administratora danych.
access-accept = Przyjmuję
access-change = Zmień role
settings-user-until = Ostatni dzień upoważnienia
settings-user-until-hint = Puste: bezterminowo. Kontrolujący musi mieć ostatni dzień.
settings-users-access = Upoważnienia i role
login-unauthorised = Nie masz teraz żadnego upoważnienia. Poproś administratora, żeby je nadał.
happened-authorisation-changed = zmieniono upoważnienie
done-access-given = Upoważnienie nadane.
done-access-ended = Upoważnienie odebrane.
done-access-accepted = Upoważnienie przyjęte.
doc-access-title = Upoważnienie do przetwarzania danych osobowych
doc-access-text = Na podstawie art. 29 i art. 32 ust. 4 RODO administrator danych upoważnia wskazaną osobę do przetwarzania danych osobowych w zakresie opisanym poniżej, wyłącznie na jego polecenie.
doc-access-number = Numer
doc-access-holder = Osoba upoważniona
doc-access-role = Rola
doc-access-purposes = Cele
doc-access-categories = Kategorie danych
doc-access-deeds = Czynności
doc-access-term = Czas
doc-access-word = Po co
doc-access-given = Nadanie
doc-access-accepted = Przyjęcie
doc-access-ended = Zakończenie
doc-access-duty = Osoba upoważniona zachowuje dane i sposoby ich zabezpieczenia w tajemnicy, także po zakończeniu upoważnienia.
doc-access-signed-giver = Podpis osoby nadającej
doc-access-signed-holder = Podpis osoby upoważnionej
evi-note-unaccepted =
    { $count ->
        [one] nieprzyjęte: { $count } upoważnienie
        [few] nieprzyjęte: { $count } upoważnienia
       *[many] nieprzyjęte: { $count } upoważnień
    }
access-tab-reads = Odczyty
access-tab-alarms = Alarmy
access-reads-title = Kto kogo oglądał
access-reads-lead = Każde pokazanie danych zostawia wpis w dzienniku. Ta strona czyta wpisy, nie otwiera żadnej wartości.
access-reads-staff = Kto
access-reads-everybody = wszyscy pracownicy
access-reads-person = Pseudonim osoby
access-reads-day = Dzień
access-reads-show = Pokaż
access-reads-all = Pokaż wszystko
access-reads-wrong = Tego nie da się odczytać. Pseudonim ma 32 znaki z adresu strony osoby.
access-reads-none = Nic nie znaleziono
access-reads-none-text = W tym zakresie nikt nie oglądał danych.
access-reads-when = Kiedy
access-reads-who = Kto
access-reads-how = Jak
access-reads-whom = Kogo
access-reads-values = { $n ->
    [one] { $n } wartość
    [few] { $n } wartości
   *[many] { $n } wartości
}
access-reads-more = { $n ->
    [one] i { $n } osoba
    [few] i { $n } osoby
   *[many] i { $n } osób
}
access-reads-older = Starsze odczyty
access-reads-of-person = Kto oglądał
access-sight-opened = otwarcie osoby
access-sight-listed = lista lub wyszukiwanie
access-sight-exported = wydanie na zewnątrz
alarms-title = Alarmy masowego odczytu
alarms-lead = Gdy ktoś ogląda więcej osób, niż jego rola zwykle potrzebuje, pojawia się tu jeden alarm. Sprawdź, dlaczego, i zapisz, co ustalono.
alarms-none = Nic nie czeka
alarms-none-text = Nikt nie przekroczył progów. Ślad każdego odczytu i tak jest w dzienniku.
alarms-answered = Wyjaśnione
alarm-open = czeka na wyjaśnienie
alarm-opened-hour = Otwarcie { $people } osób w ciągu godziny. Próg: { $allowed }.
alarm-opened-day = Otwarcie { $people } osób w ciągu doby. Próg: { $allowed }.
alarm-listed-day = Na listach { $people } osób w ciągu doby. Próg: { $allowed }.
alarm-exported-day = Wydanie danych { $people } osób w ciągu doby. Próg: { $allowed }.
alarm-look = Zobacz odczyty
alarm-breach = Wpisz naruszenie
alarm-word = Co ustalono
alarm-word-hint = Jednym zdaniem: powód, kto go potwierdził. Bez danych osób.
alarm-word-needed = Napisz, co ustalono.
alarm-answer = Zapisz wyjaśnienie
alarm-answered-by = { $who }, { $date }
alarm-own = Ten alarm dotyczy Ciebie, więc wyjaśnia go ktoś inny.
alarm-own-next = Poproś drugą osobę z uprawnieniem inspektora lub administratora.
alarm-limits = Progi
alarm-limits-text = Ile osób można zobaczyć bez pytania. Kto ma kilka ról, ma najszerszy z progów. Każda zmiana zostaje w dzienniku.
alarm-limit-change = Zmień
alarm-limit-opened-hour = otwarcia na godzinę
alarm-limit-opened-day = otwarcia na dobę
alarm-limit-listed-day = na listach na dobę
alarm-limit-exported-day = wydania na dobę
alarm-limit-wrong = Próg musi być liczbą od 0 do 100 000.
alarm-limit-wrong-next = Wróć i popraw próg.
done-alarm-answered = Wyjaśnienie zapisane.
done-alarm-limits = Progi zmienione.
duty-alarm = Wyjaśnij masowy odczyt
duty-alarm-consequence = Jeśli to naruszenie, 72 godziny na zgłoszenie już biegną.
duty-alarm-do = Wyjaśnij
happened-bulk-read-found = alarm masowego odczytu
happened-bulk-read-answered = wyjaśniono alarm
evi-reads = Kto oglądał dane w ostatnich 30 dniach
evi-reads-people = Osoby
evi-reads-readings = Odczyty
evi-alarms = Alarmy masowego odczytu
evi-alarm-answer = Wyjaśnienie
evi-note-alarms =
    { $count ->
        [one] czeka na wyjaśnienie: { $count } alarm
        [few] czekają na wyjaśnienie: { $count } alarmy
       *[many] czeka na wyjaśnienie: { $count } alarmów
    }
evi-ok-alarms = każdy alarm masowego odczytu ma wyjaśnienie
