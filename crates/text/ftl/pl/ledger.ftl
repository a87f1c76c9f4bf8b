# Dowody: dziennik.
ledger-lead = Każda zmiana zostawia tu wpis, którego nie da się po cichu poprawić.
ledger-verify = Sprawdź
ledger-verifying = Sprawdzam każdy wpis
ledger-download = Pobierz kopię
ledger-sound = { $n ->
    [one] Sprawdzono { $n } wpis. Wszystko się zgadza.
    [few] Sprawdzono { $n } wpisy. Wszystko się zgadza.
   *[many] Sprawdzono { $n } wpisów. Wszystko się zgadza.
}
ledger-broken = Wpis { NUMBER($entry) } nie jest taki, jak go zapisano.
ledger-broken-next = Nie usuwaj niczego. Porównaj z ostatnią pobraną kopią i zawiadom inspektora.
ledger-checkpoint = Punkt kontrolny
ledger-name = Dziennik
ledger-size = Wpisy
ledger-root = Korzeń drzewa
ledger-key = Odcisk klucza
ledger-checkpoint-hint = Zapisz go poza tym komputerem. Kto go ma, zauważy każdą późniejszą zmianę.
ledger-entries = Ostatnie wpisy
ledger-number = Nr
ledger-what = Co
ledger-purpose = Cel
ledger-whose = Czyje
ledger-who = Kto
ledger-when = Kiedy
ledger-hash = Skrót
ledger-system = program
ledger-empty-title = Dziennik jest pusty
ledger-empty-text = Pierwszy wpis pojawi się z pierwszą daną.
ledger-broken-finding = Skrót nie zgadza się z drzewem albo wpis jest nieczytelny.
ledger-vkey = Klucz sprawdzający
ledger-note = Podpisany punkt kontrolny
ledger-note-hint = Do wklejenia poza tym komputerem, razem z kluczem.
ledger-copy-hint = Kopia zawiera wszystkie wpisy, punkt kontrolny i klucz. Sprawdzi ją polecenie: zgoda ledger verify --copy PLIK
ledger-proof = dowód
ledger-proof-title = Pobierz dowód wpisu { NUMBER($entry) }
ledger-no-checkpoint = Nie ma jeszcze punktu kontrolnego. Powstanie po pierwszym sprawdzeniu.
