# Osoby, jedna osoba, „dlaczego?”.
people-searched = Wyniki dla: { $query }
people-filters = Filtry
people-clear-filters = Wyczyść filtry
people-filter-email-allowed = Wolno e-mail
people-filter-call-allowed = Wolno zadzwonić
people-filter-objected = Sprzeciw
people-filter-owed = Zaległa informacja
people-filter-ending = Kończy się w 30 dni
people-filter-leads = Leady
people-filter-contracts = Umowy
people-pseudonymous = W celu „{ $purpose }” nazwiska nie są potrzebne, więc widzisz pseudonimy. Zmień cel u góry, jeśli ich potrzebujesz.
people-none-title = Nikt nie pasuje
people-none-text = Zmień filtry albo szukaj inaczej. Szukamy po całym adresie, numerze albo po nazwisku.
people-empty-title = Jeszcze nikogo tu nie ma
people-empty-text = Osoby pojawią się po pierwszym imporcie, każda ze źródłem i podstawą.
people-name = Osoba
people-group = Grupa
people-legal = Wolno?
people-last-inbound = Odezwała się
people-until = Najbliższy koniec
people-source = Źródło
people-never = nigdy
people-tick = Zaznacz: { $name }
people-tick-all = Zaznacz wszystkie na tej stronie
people-ticked = Zaznaczono:
people-may-i = Sprawdź, co wolno
people-keys = Klawisze
people-keys-move = góra i dół
people-keys-tick = zaznacz
people-keys-open = otwórz
people-keys-search = szukaj

person-reveal = Pokaż
person-reveal-hint = Sprawdzimy, czy wolno, i zapiszemy to w dzienniku
person-menu = Prawa osoby
person-export = Wydaj dane
person-erase = Usuń dane
person-may-i = Co wolno
person-no-channel-held = Nie ma adresu ani numeru, pod którym można się odezwać.
person-purpose = Cel
person-channels = Kanały
person-why-hint = Kliknij znak, żeby zobaczyć dlaczego.
person-offers = Zamówione oferty
person-offer-window = { $n ->
    [one] { NUMBER($used) } z { $n } kontaktu, do { $date }
    [few] { NUMBER($used) } z { $n } kontaktów, do { $date }
   *[many] { NUMBER($used) } z { $n } kontaktów, do { $date }
}
person-timeline = Historia
person-timeline-empty-title = Jeszcze nic się nie działo
person-timeline-empty-text = Pojawią się tu rozmowy, wiadomości i to, co zrobiono z danymi.
person-known = Co wiemy
person-contradiction = Źródła mówią różnie
person-sealed = zamknięte

why = Dlaczego?
why-allowed = Każdy krok się zgadza.
why-ways = Co można zrobić
why-obligations = Co trzeba przy tym zrobić
why-steps = Krok po kroku
why-as-text = Jako tekst, dla prawnika
why-decided = Rozstrzygnięto { $moment }.
why-packs = Przepisy:
why-way-letter = Wyślij list
why-way-notice = Wyślij informację
why-way-balancing = Zobacz test równowagi
why-way-impact = Zobacz ocenę skutków
why-way-purpose = Zmień cel pracy
why-way-erase = Usuń dane
why-question-send = { $channel }, { $purpose }
why-question-read = odczyt: { $field }, { $purpose }
