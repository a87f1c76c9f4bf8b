# Inwentaryzacja: gdzie są dane, w firmie i jednej osoby.
inventory-title = Gdzie są dane
inventory-lead = Tabele, pliki, które wyszły, podmioty, kopie zapasowe, nośniki i to, co niedługo zniknie. Stan na { $moment }.
inventory-card = Tabele, pliki, które wyszły, podmioty, kopie zapasowe, nośniki i to, co niedługo zniknie. Liczone w tej chwili.
inventory-tables = Bazy
inventory-tables-lead = W sejfie leżą zaszyfrowane wartości i klucze. W strefie roboczej są tylko pseudonimy, daty i liczby.
inventory-count = Policz od nowa
inventory-uncounted = Jeszcze nie policzono. Serwer liczy sam, co dzień o świcie.
inventory-zone-vault = sejf
inventory-zone-work = strefa robocza
inventory-table = Tabela
inventory-rows = Wiersze
inventory-size = Miejsce
inventory-of-people = prowadzi do osób
inventory-sum = Razem
inventory-exports = Pliki, które wyszły
inventory-exports-out =
    { $count ->
        [one] { $count } plik w obiegu
        [few] { $count } pliki w obiegu
       *[many] { $count } plików w obiegu
    }
inventory-exports-none = Żaden plik nie jest w obiegu.
inventory-processors = Kto przetwarza w Twoim imieniu
inventory-processors-none = W rejestrze powierzeń nie ma nikogo.
inventory-archives = Kopie zapasowe
inventory-archives-lead = Archiwum danych może leżeć długo, bo bez kluczy nic się z niego nie odczyta. Klucze osób usuniętych znikają z końcem archiwum kluczy.
inventory-archives-none = Nie zrobiono żadnej kopii. Zrób ją poleceniem zgoda backup.
inventory-archive-data = dane
inventory-archive-keys = klucze
inventory-archive-until = otwiera się do { $day }
inventory-archive-ended = nie otwiera się od { $day }
inventory-archive-lasting = dopóki żyje klucz główny
inventory-strays = Pliki i nośniki rozproszone
inventory-strays-none = Żaden nie czeka na zniszczenie.
inventory-purges = Co zniknie samo
inventory-purges-values =
    { $count ->
        [one] { $count } wartość w 90 dni
        [few] { $count } wartości w 90 dni
       *[many] { $count } wartości w 90 dni
    }
inventory-purges-first = najbliższe { $day }
inventory-purges-field = pole { $field } do { $day }
inventory-purges-letters = Listy w druku nr { $number }, sztuk { $letters }, do { $day }
inventory-purges-none = W najbliższych 90 dniach nic.
where-title = Gdzie są dane tej osoby
where-lead = Wszystkie miejsca, także kopie i pliki, które wyszły. Żadna wartość nie jest tu pokazana.
where-link = Gdzie są te dane
where-sealed =
    { $count ->
        [one] { $count } wartość zaszyfrowana w sejfie
        [few] { $count } wartości zaszyfrowane w sejfie
       *[many] { $count } wartości zaszyfrowanych w sejfie
    }
where-recipients = Kto je ma
where-recipients-none = Nikt poza Tobą.
where-exports-none = Nie ma jej w żadnym pliku.
where-archives-none = Żadna otwierająca się kopia nie ma jej danych.
where-keys-end = Po usunięciu dziś żadna kopia nie otworzy jej danych od { $day }.
where-purges-none = Nic nie jest trzymane.
