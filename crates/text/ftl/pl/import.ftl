# Import: od pliku do raportu.
import-new = Nowy import
import-steps = Kroki importu
import-step-file = Plik
import-step-source = Źródło i cel
import-step-mapping = Kolumny
import-step-preview = Podgląd
import-step-report = Raport
import-file-lead = Plik czyta się najpierw na próbę. Nic nie zostanie zapisane, zanim tego nie potwierdzisz.
import-file-drop = Upuść plik tutaj albo wybierz
import-file-kinds = CSV, XLSX, eksport z Messengera. Do { $size }.
import-file-promise = Sam plik usuniemy po imporcie. Zostanie jego odcisk i raport.
import-source-title = Skąd są te dane i po co?
import-origin = Nazwa źródła
import-origin-hint = Zobaczy ją osoba, której dane dotyczą.
import-collected = Kiedy zebrano
import-collected-hint = Od tego dnia biegną terminy.
import-purposes = W jakim celu
import-purposes-hint = Zaznacz tylko to, do czego te dane naprawdę zebrano.
import-not-contactable = Zaimportowane osoby nie są od razu do kontaktu. Zgoda liczy się tylko wtedy, gdy przychodzi z dowodem.
import-mapping-title = Która kolumna jest czym?
import-their-header = Kolumna w pliku
import-our-field = Nasze pole
import-first-values = Pierwsze wartości
import-skip = pominę
import-guessed = rozpoznane
import-will-skip = pominę
import-preview-title = Zobacz, co się stanie
import-line = Wiersz
import-verdict = Werdykt
import-accepted = { $n ->
    [one] wejdzie { $n } wiersz
    [few] wejdą { $n } wiersze
   *[many] wejdzie { $n } wierszy
}
import-refused = { $n ->
    [one] nie wejdzie { $n } wiersz
    [few] nie wejdą { $n } wiersze
   *[many] nie wejdzie { $n } wierszy
}
import-owed = { $n ->
    [one] { $n } osobę trzeba zawiadomić w miesiąc
    [few] { $n } osoby trzeba zawiadomić w miesiąc
   *[many] { $n } osób trzeba zawiadomić w miesiąc
}
import-run = { $n ->
    [one] Importuj { $n } wiersz
    [few] Importuj { $n } wiersze
   *[many] Importuj { $n } wierszy
}
import-running = Wczytuję
import-can-leave = Możesz stąd odejść. Import znajdziesz w Źródłach.
import-report-title = Raport z importu
import-refusals = Czego nie wzięliśmy i dlaczego
import-lines = wiersze
import-download = Odmowy jako CSV
import-undo = Cofnij import
import-undo-text = Zniknie wszystko, co przyszło z tego pliku: nowe osoby z ich kluczami i nowe dane znanych osób. Zostanie wpis w dzienniku, że import był i że go cofnięto. Sprzeciwy z pliku zostaną.
import-state-draft = niepotwierdzony
import-state-running = trwa
import-state-done = gotowy
import-state-undone = cofnięty
import-state-stopped = przerwany
row-new = nowe
row-confirmed = potwierdzone
row-suppressed = na liście sprzeciwów
row-refused = odmówione
row-all = wszystkie
imports-lead = Każdy plik, który wszedł, i co z niego wzięliśmy.
imports-file = Plik
imports-state = Stan
imports-when = Kiedy
imports-empty-title = Nie ma jeszcze importów
imports-empty-text = Wczytaj CSV, XLSX albo rozmowy z Messengera. Zobaczysz werdykt dla każdego wiersza.
row-opted-out = same sprzeciwy
field-company = firma
field-tax-id = NIP
field-consent-text = treść zgody
field-consent-at = data zgody
field-opt-out = sprzeciw
import-discard = Porzuć
import-discarded = Import porzucony. Plik usunięty, nic nie zapisano.
import-basis = Podstawa celu
import-informed = Te osoby dostały informację już przy zbieraniu danych
import-informed-hint = Zaznacz, tylko jeśli umiesz to pokazać. Inaczej pojawi się termin na zawiadomienie.
import-evidence = Dowód pochodzenia
import-evidence-hint = Umowa, zgłoszenia, odnośnik. Przy zakupionej bazie konieczny, inaczej dowodem jest sam plik.
import-consents = Zgody, które niesie plik
import-consents-hint = Samo „tak” w kolumnie to twierdzenie, nie dowód. Zgoda otwiera kanał dopiero, gdy wszystko poniżej jest prawdą.
import-consent-purpose = Na co zgoda
import-consent-act = Jak ją wyrażono
import-consent-act-none = nie wiadomo
import-consent-act-tick = zaznaczone pole
import-consent-act-click = kliknięty przycisk
import-consent-act-signed = podpis
import-consent-act-voice = głos, nagrany
import-consent-act-double-optin = potwierdzenie odnośnikiem z e-maila
import-consent-act-setting = ustawienie w programie
import-consent-proof = Mam pełny zapis każdej z nich
import-consent-told = Osoby wiedziały, kto pyta, po co i że mogą zgodę cofnąć
import-consent-separate = Zgoda stała osobno, nie w regulaminie
import-consent-pke = Treść mówi o informacjach handlowych na tych kanałach (art. 398 PKE)
import-wording = Treść zgody
import-wording-hint = Słowo w słowo, jeśli plik jej nie ma w kolumnie.
import-refused-plan = Tak nie można: { $reasons }.
import-must-destroy = Te dane są starsze, niż wolno je trzymać. Zniszcz plik i spisz z tego protokół.
import-trying = Czytam plik na próbę
import-counted-first = Liczby dotyczą całego pliku, poniżej pierwsze { NUMBER($n) } wierszy.
import-nothing-shown = W tej części pliku nie ma takich wierszy.
import-quarantined = odłożone komórki
import-not-needed = dane zbędne
import-not-kept-hint = nie zapisano
import-undo-sure = Tak, cofnij ten import
import-undo-unsure = Zaznacz, że na pewno.
import-undoing = Cofam
import-undone-notice = { $n ->
    [one] Import cofnięty. Zniszczono dane { $n } osoby.
    [few] Import cofnięty. Zniszczono dane { $n } osób.
   *[many] Import cofnięty. Zniszczono dane { $n } osób.
}
import-undone-held = { $n ->
    [one] Dane { $n } osoby zostały, bo wstrzymano ich usunięcie.
    [few] Dane { $n } osób zostały, bo wstrzymano ich usunięcie.
   *[many] Dane { $n } osób zostały, bo wstrzymano ich usunięcie.
}
import-stopped = Import stanął w połowie: { $reason }
import-stopped-text = To, co zdążyło wejść, jest policzone poniżej i można to cofnąć.
import-not-begun = Import się nie zaczął: { $reason }
import-busy = Zbyt wiele plików czeka na import. Dokończ albo porzuć któryś z nich.
import-csv-row = wiersz
import-csv-code = kod
import-csv-reason = powód
import-thread-title = Rozmowa z Messengera
import-thread-lead = Wczytamy tylko, kto, kiedy i w którą stronę pisał. Treści rozmowy nie bierzemy.
import-thread-me = Kto w tej rozmowie jest po naszej stronie?
import-thread-contacts = Weź adresy i telefony, które ta osoba sama napisała
import-thread-offer = Osoba poprosiła o ofertę
import-thread-offer-hint = Zostaw puste, jeśli nie prosiła. Prośba pozwala na tę jedną ofertę i nic więcej.
import-thread-offer-name = Jaka oferta
import-thread-offer-asked = Kiedy prosiła
import-thread-offer-from = Nie wcześniej niż
import-thread-offer-channel = Na jakim kanale
import-thread-run = Wczytaj rozmowę
import-thread-done = { $n ->
    [one] Wczytano rozmowę: { $n } wiadomość na osi czasu.
    [few] Wczytano rozmowę: { $n } wiadomości na osi czasu.
   *[many] Wczytano rozmowę: { $n } wiadomości na osi czasu.
}
import-thread-offer-done = Prośba o ofertę zapisana.
import-thread-offer-refused = Prośby o ofertę nie zapisano: { $reasons }.
import-thread-person = Zobacz osobę
import-format-csv = CSV, { $delimiter }
import-delimiter-semicolon = średnik
import-delimiter-comma = przecinek
import-delimiter-tab = tabulator
import-delimiter-other = inny rozdzielnik
import-reload = Odśwież
import-date-order = W datach zgód nie widać, co jest dniem, a co miesiącem
import-date-order-day = najpierw dzień (31.12.2026)
import-date-order-month = najpierw miesiąc (12/31/2026)
import-nothing-mapped = Żadna kolumna nie jest niczym z naszych pól. Wybierz choć jedną.
