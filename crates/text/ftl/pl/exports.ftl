# Eksporty: pliki z danymi osób, które opuszczają system. W jakim celu, do kogo, do kiedy, i co się z nimi stało.
exports-title = Eksporty
exports-lead = Każdy plik z danymi, który stąd wyszedł: po co, do kogo, do kiedy. Samego pliku tu nie ma, jest tylko ślad po nim (art. 5 ust. 2, art. 30 RODO).
exports-empty = Żaden plik nie wyszedł
exports-empty-text = Wybierz osoby na liście i naciśnij „Eksportuj”. Plik będzie zaszyfrowany i będzie miał ostatni dzień.
exports-new = Eksportuj
exports-choose = Wybierz osoby
exports-out = w obiegu
exports-broken = przerwany
exports-late = po terminie
exports-destroyed = zniszczony
exports-people =
    { $count ->
        [one] { $count } osoba
        [few] { $count } osoby
       *[many] { $count } osób
    }
exports-values =
    { $count ->
        [one] { $count } wartość
        [few] { $count } wartości
       *[many] { $count } wartości
    }
export-no = Eksport E{ $number }
export-to = Odbiorca
export-to-own = Na własny użytek
export-kind-own = własny użytek
export-stays = Co zostaje
export-to-own-hint = Plik zostaje u Ciebie. Odpowiadasz za niego do ostatniego dnia.
export-to-processor = podmiot przetwarzający
export-to-controller = osobny administrator
export-to-other = Inny administrator
export-to-name = Nazwa
export-to-country = Kraj, dwie litery
export-to-basis = Na jakiej podstawie może mieć te dane
export-to-none = W rejestrze powierzeń nie ma nikogo. Podmiot, który przetwarza w Twoim imieniu, wpisz najpierw tam.
export-purpose = Cel
export-purpose-hint = Od celu zależy, które pola w ogóle można wydać.
export-fields = Pola
export-fields-hint = Tylko te, których cel potrzebuje. Każde dodatkowe pole to dodatkowe ryzyko.
export-format = Postać pliku
export-format-csv = CSV, do arkusza i do innych systemów
export-format-json = JSON, dla programów, ze źródłem każdej wartości
export-format-xlsx = XLSX, arkusz, najwyżej 20 000 osób
export-lock = Szyfrowanie
export-lock-passphrase = Hasłem, które pokażemy raz
export-lock-key = Kluczem publicznym odbiorcy (age)
export-lock-hint = Plik szyfrujemy programem age. Odbiorca otwiera go darmowym age albo rage.
export-key = Klucz publiczny
export-key-hint = Zaczyna się od age1. Tajnego klucza nie podawaj nikomu.
export-expires = Ostatni dzień pliku
export-expires-hint = Potem odbiorca ma go zniszczyć i to potwierdzić. Najwyżej 90 dni.
export-weigh = Sprawdź, co można wydać
export-chosen = Wybrano
export-allowed = Wejdzie do pliku
export-partly =
    { $count ->
        [one] U { $count } osoby nie wszystkie wybrane pola
        [few] U { $count } osób nie wszystkie wybrane pola
       *[many] U { $count } osób nie wszystkie wybrane pola
    }
export-closed = Osoby, które nie wejdą do pliku
export-without = Nic z wybranych pól nie mają
export-refused = Wartości, których nie wolno wydać
export-refused-none = Wszystko, co wybrano, można wydać.
export-nobody = Nikogo nie można wydać
export-nobody-text = Dla tego celu i tego odbiorcy prawo nie pozwala wydać ani jednej wartości. Powody stoją niżej.
export-tell-first = Najpierw poinformuj te osoby: dane zebrane od innych wolno ujawnić dopiero po spełnieniu obowiązku informacyjnego (art. 14 ust. 3 lit. c RODO).
export-tell-first-do = Obowiązek informacyjny
export-passphrase = Hasło do pliku
export-passphrase-hint = Zapisz je teraz. Nie przechowujemy go i nie pokażemy drugi raz. Przekaż je inną drogą niż plik.
export-write = Pobierz zaszyfrowany plik
export-write-hint = Od tej chwili każda osoba w pliku ma w historii, komu i po co wydano jej dane.
export-change = Zmień
export-made = Utworzono
export-made-by = Kto
export-file = Plik
export-file-size = { $size }, SHA-256 { $digest }
export-file-broken = Pobieranie przerwano. Osoby, które zdążyły wejść do pliku, są zapisane.
export-in-file = W pliku
export-last-day = Ostatni dzień
export-open-with = Jak otworzyć
export-settle = Potwierdź zniszczenie
export-settle-lead = Zapisz, kiedy plik zniszczono i czym to wykażesz: pismem odbiorcy, protokołem.
export-settle-day = Zniszczono dnia
export-settle-proof = Dowód
export-settle-proof-hint = Znak pisma albo numer protokołu, bez danych osób.
export-settled = Zniszczono { $day }. Dowód: { $proof }
export-mark = Oznaczenie
export-sources = Źródło
export-sheet = Osoby
export-unfit-purpose = Ten cel nie jest włączony. Wybierz inny.
export-unfit-fields = Wybierz przynajmniej jedno pole.
export-unfit-not-needed = Cel nie potrzebuje jednego z wybranych pól (art. 5 ust. 1 lit. c RODO). Odznacz je.
export-unfit-recipient = Wskaż odbiorcę: z rejestru albo z nazwy.
export-unfit-basis = Inny administrator musi mieć własną podstawę. Wskaż ją.
export-unfit-not-entrusted = Tego celu nie ma w umowie z tym podmiotem. Popraw wpis w rejestrze powierzeń albo wybierz innego odbiorcę.
export-unfit-past = Ten dzień już minął.
export-unfit-too-long = Plik może żyć najwyżej 90 dni. Wybierz bliższy dzień.
export-unfit-key = To nie jest klucz publiczny age. Poprawny zaczyna się od age1 i ma 62 znaki.
export-unfit-secret-key = To jest tajny klucz. Ktokolwiek go zobaczył, otworzy nim pliki: odbiorca powinien zrobić nową parę i przysłać publiczny, zaczyna się od age1.
export-unfit-passphrase = To hasło nie powstało tutaj. Sprawdź wybór jeszcze raz, powstanie nowe.
export-unfit-too-many = Arkusz mieści najwyżej 20 000 osób. Wybierz CSV albo JSON, one nie mają granicy.
export-unfit-nobody = Nikogo nie wybrano albo niczyich danych nie można wydać.
export-unfit-day = Podaj dzień, na przykład 2026-11-29.
export-unfit-country = Podaj dwie litery kodu kraju, na przykład PL.
export-unfit-settle = Podaj dzień od utworzenia pliku do dziś i dowód, najmniej pięć znaków.
done-export-settled = Zniszczenie pliku zapisane.
duty-export = Dopilnuj zniszczenia pliku
duty-export-consequence = Po ostatnim dniu nikt nie ma podstawy trzymać tego pliku.
duty-export-lost = Od tygodnia nikt nie potwierdził zniszczenia. Uznaj plik za utracony i oceń naruszenie (art. 33 RODO).
duty-export-do = Otwórz eksport
happened-export-settled = plik zniszczony
people-export = Eksportuj
evi-note-exports-late =
    { $count ->
        [one] { $count } eksport po ostatnim dniu bez potwierdzenia zniszczenia
        [few] { $count } eksporty po ostatnim dniu bez potwierdzenia zniszczenia
       *[many] { $count } eksportów po ostatnim dniu bez potwierdzenia zniszczenia
    }
evi-ok-exports = każdy plik, który wyszedł, ma ostatni dzień przed sobą albo potwierdzone zniszczenie
