# Co można zrobić na karcie osoby i co wtedy mówimy.
done-corrected = Poprawione. Poprzednia dana została jako historia, do końca swojego terminu.
done-objected = Sprzeciw zapisany. Marketing się skończył, a adresy są na liście sprzeciwów.
done-objected-before = Ten sprzeciw już stoi. Nic więcej nie trzeba.
done-withdrawn = Zgoda cofnięta. Cel skończył się od razu.
done-withdrawn-before = Ta zgoda była już cofnięta.
done-informed = Zapisane: osoba została poinformowana.
done-exempted = Zapisane: informacja nie jest potrzebna. Ocena została w aktach.
done-erase-refused = Na razie nie wolno usunąć tych danych. Leżą w archiwum i służą tylko celom, dla których trzeba je zachować.
done-retention = Retencja skończona. Usunięto wszystko, co przekroczyło termin.
done-retention-more = Usunięto pierwszą część. Uruchom jeszcze raz, żeby dokończyć.

people-filter-before = Kończy się przed { $date }
people-filter-restricted = Ograniczone
people-filter-org = Tylko ta firma
split-no-address = bez adresu { NUMBER($n) }
search-newest-only = Pasuje więcej osób, tu są najnowsze. Jeśli brakuje tej, której szukasz, wpisz więcej liter albo jej cały adres lub numer.

word-title = Zgody i sprzeciwy
word-empty = Ta osoba nie wyraziła żadnej zgody ani sprzeciwu.
word-withdrawn = cofnięta { $date }
word-unproven = Nie da się jej wykazać, więc niczego nie otwiera
word-wording = Pokaż treść
word-withdraw = Cofnij
word-objected = sprzeciw
word-object = Zapisz sprzeciw wobec marketingu
word-object-text = Działa od razu i na zawsze: skończą się wszystkie cele marketingowe, dane bez innego celu znikną, a adresy trafią na listę sprzeciwów.
word-object-submit = Zapisz sprzeciw
word-via = Jak do nas dotarł
via-email = e-mailem
via-phone = telefonicznie
via-letter = listem
via-in-person = osobiście
via-messenger = komunikatorem

informed-title = Obowiązek informacyjny
informed-deliver = Zapisz doręczenie
informed-channel = Jak poinformowano
informed-proof = Znak dowodu
informed-proof-hint = Numer sprawy lub pliku z potwierdzeniem, np. DOR-2026/114. Bez nazwisk i adresów: dziennik nie zapomina.
informed-deliver-submit = Poinformowano
informed-exempt = Informacja nie jest potrzebna
informed-ground = Dlaczego
informed-assessment = Ocena
informed-assessment-hint = Pełnym zdaniem, bez danych osoby. Zostanie w aktach.
informed-exempt-submit = Zapisz zwolnienie
informed-proof-wrong = To nie wygląda na znak dowodu
informed-proof-wrong-next = Wpisz numer sprawy lub pliku: litery, cyfry, kropki, ukośniki i kreski, do 40 znaków, co najmniej jedna litera.
informed-assessment-wrong = Ocena jest za krótka
informed-assessment-wrong-next = Napisz pełnym zdaniem, co najmniej 40 znaków, dlaczego informacja nie jest potrzebna.
informed-reachable = Tę osobę da się poinformować
informed-reachable-next = Mamy jej adres, więc nie można powołać się na niewspółmierny wysiłek. Wyślij informację i zapisz doręczenie.
exemption-informed = osoba już to wie (art. 13 ust. 4, art. 14 ust. 5 lit. a RODO)
exemption-disproportionate = niemożliwe albo wymaga niewspółmiernego wysiłku (art. 14 ust. 5 lit. b RODO)
exemption-laid-down-by-law = pozyskanie wynika z prawa (art. 14 ust. 5 lit. c RODO)
exemption-secrecy = tajemnica zawodowa (art. 14 ust. 5 lit. d RODO)

requests-title = Żądania
requests-received = wpłynęło { $date }
requests-answered = odpowiedziano { $date }

correct-title = Popraw daną
correct-lead = Poprawiona dana zajmie miejsce tej. Cel, podstawa i termin zostaną takie same, a poprzednia będzie widoczna jako historia.
correct-now = Jest teraz
correct-value = Ma być
correct-submit = Popraw
correct-wrong = Tej wartości nie da się tu zapisać. Sprawdź, czy to pełny adres albo numer.
correct-same = To ta sama wartość. Wpisz poprawną albo wróć.

reveal-refused = Nazwisko zostaje zamknięte
reveal-refused-text = Żaden cel, w którym pracujesz, nie potrzebuje nazwiska tej osoby.
reveal-shown = Nazwisko pokazane w celu: { $purpose }. Odczyt jest w dzienniku.

export-offer-title = Wydaj dane
export-offer-lead = Osoba dostanie wszystko, co o niej trzymamy, w postaci do czytania i do wczytania gdzie indziej.
export-offer-contents = Co znajdzie się w kopii
export-offer-sources = { $n ->
    [one] { $n } źródło
    [few] { $n } źródła
   *[many] { $n } źródeł
}
export-offer-history = Zgody, sprzeciwy, kontakty i historia danych, bez nazwisk pracowników
export-offer-request-open = Żądanie z { $date } czeka na odpowiedź do { $due }. Wydanie je zamknie.
export-offer-request-none = Nie zapisano żądania, więc zapiszemy je teraz, razem z odpowiedzią.
export-offer-submit = Wydaj dane
export-offer-ledger = Wydanie zapiszemy w dzienniku, zanim zobaczysz kopię.

erase-keeps-field = { $field } ({ $purposes })
erase-keeps-why = Trzeba ją zachować, i tylko w tym celu.
certificate-partial = { $n ->
    [one] Usunięto { $n } daną. Reszta jest wymieniona niżej, razem z jedynymi celami, którym służy.
    [few] Usunięto { $n } dane. Reszta jest wymieniona niżej, razem z jedynymi celami, którym służy.
   *[many] Usunięto { $n } danych. Reszta jest wymieniona niżej, razem z jedynymi celami, którym służy.
}
certificate-proof-file = Dowód (txt)

duty-notice-group = { $n ->
    [one] Powiedz { $n } osobie, że masz jej dane
    [few] Powiedz { $n } osobom, że masz ich dane
   *[many] Powiedz { $n } osobom, że masz ich dane
}
duty-review-do = Zobacz ustawienia

retention-not-yours = Retencję uruchamia inspektor albo administrator.

dashboard-stat-facts = Trzymane dane
dashboard-offer = { $n ->
    [one] prosi o ofertę, { NUMBER($used) } z { $n } kontaktu
    [few] prosi o ofertę, { NUMBER($used) } z { $n } kontaktów
   *[many] prosi o ofertę, { NUMBER($used) } z { $n } kontaktów
}
dashboard-offer-open = prosi o ofertę
dashboard-consented = zgoda na: { $purpose }

touch-event-visit = Spotkanie na targach
touch-webinar-visit = Udział w webinarze
touch-form-sent = Formularz
touch-chat-message = Rozmowa na czacie
touch-messenger-message = Wiadomość w komunikatorze
touch-call = Rozmowa telefoniczna
touch-business-card = Wizytówka
touch-consent-given = Zgoda
touch-consent-refused = Odmowa zgody
touch-offer-requested = Prośba o ofertę
touch-offer-sent = Wysłana oferta
touch-inbound = Kontakt od osoby
touch-outbound = Kontakt od nas

count-months = { $n ->
    [one] { $n } miesiąc
    [few] { $n } miesiące
   *[many] { $n } miesięcy
}
count-years = { $n ->
    [one] { $n } rok
    [few] { $n } lata
   *[many] { $n } lat
}
retention-at-once = od razu
retention-year-end = do końca roku
retention-dropped = { $n ->
    [one] { $n } cel na danych, które zostają dla innego celu
    [few] { $n } cele na danych, które zostają dla innego celu
   *[many] { $n } celów na danych, które zostają dla innego celu
}
erase-keeps-suppression-article = art. 21 ust. 3 RODO
erase-keeps-ledger-article = art. 5 ust. 2 RODO
erase-submit-refused = Zapisz żądanie i odmowę
person-opens = Część danych jest zamknięta. Zobaczysz więcej, pracując w celu:
