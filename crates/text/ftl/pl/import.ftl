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
row-unreadable = nieczytelne
row-all = wszystkie
imports-lead = Każdy plik, który wszedł, i co z niego wzięliśmy.
imports-file = Plik
imports-state = Stan
imports-when = Kiedy
imports-empty-title = Nie ma jeszcze importów
imports-empty-text = Wczytaj CSV, XLSX albo rozmowy z Messengera. Zobaczysz werdykt dla każdego wiersza.
