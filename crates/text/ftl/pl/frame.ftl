# Rama ekranów, wspólne przyciski, komunikaty.
app-promise = Każda dana ma źródło, podstawę i termin.
skip-to-content = Przejdź do treści
nav-label = Główna nawigacja
nav-dashboard = Pulpit
nav-people = Osoby
nav-organisations = Firmy
nav-imports = Źródła
nav-deadlines = Terminy
nav-retention = Retencja
nav-ledger = Dowody
nav-settings = Ustawienia
nav-add = Dodaj
nav-more = Więcej
nav-overdue = { $n ->
    [one] { $n } sprawa po terminie
    [few] { $n } sprawy po terminie
   *[many] { $n } spraw po terminie
}

search-label = Szukaj osób albo przejdź do…
search-placeholder = Szukaj albo przejdź do…
search-find = Szukaj osób:
working-for = Pracujesz w celu:
working-why = Odczyt ma cel. Widzisz tylko to, czego Twój cel potrzebuje.
user-menu = Twoje konto
account-title = Hasło i drugi składnik
logout = Wyloguj
theme-auto = Jak w systemie
theme-light = Jasny
theme-dark = Ciemny

close = Zamknij
cancel = Anuluj
back = Wstecz
next = Dalej
save = Zapisz
copy = Kopiuj
copied = Skopiowano
goes = Zniknie
stays = Zostanie
progress-of = { NUMBER($done) } z { NUMBER($total) }
pager-label = Strony listy
pager-shown = { NUMBER($first) }–{ NUMBER($last) } z { NUMBER($total) }
pager-previous = Poprzednie
pager-next = Następne
split-allowed = wolno { NUMBER($n) }
split-denied = nie wolno { NUMBER($n) }

tag-open = Pokaż metryczkę
tag-until = do { $date }
tag-source = Źródło
tag-obtained = Od kiedy
tag-basis = Podstawa
tag-purposes = Cele
tag-last-day = Ostatni dzień
tag-read-by = Ostatnio czytali:
tag-evidence = Dowód
tag-correct = Popraw

message-safe = Co jest bezpieczne:
message-next = Co zrobić:
message-reference = Numer dla administratora:
message-not-found = Nie ma takiej strony
message-not-found-safe = Nic się nie zmieniło.
message-not-found-next = Sprawdź adres albo wróć na pulpit. Jeśli szukasz osoby, jej dane mogły zostać usunięte.
message-forbidden = Ta strona nie jest dla Twojej roli
message-forbidden-safe = Nic nie zostało pokazane ani zmienione.
message-forbidden-next = Zmień cel pracy u góry albo poproś administratora o upoważnienie.
message-stale-form = Formularz zbyt długo czekał
message-stale-form-safe = Nic nie zostało zmienione.
message-stale-form-next = Wróć, odśwież stronę i wyślij jeszcze raz.
message-too-large = Plik jest za duży
message-too-large-safe = Niczego nie wczytano.
message-too-large-next = Podziel plik na mniejsze i wyślij je po kolei.
message-too-many = Za dużo prób
message-too-many-safe = Konto jest bezpieczne.
message-too-many-next = Odczekaj chwilę i spróbuj ponownie.
message-unexpected = Coś poszło nie tak po naszej stronie
message-unexpected-safe = Dane są całe: zmiana, której nie dokończono, została wycofana.
message-unexpected-next = Spróbuj ponownie. Jeśli to wróci, podaj administratorowi numer poniżej.
message-busy = Baza jest chwilowo zajęta
message-busy-safe = Nic nie zostało zmienione.
message-busy-next = Spróbuj ponownie za chwilę.
message-go-home = Wróć na pulpit
message-try-again = Spróbuj ponownie
