# Prawa osoby: dostęp, usunięcie, potwierdzenie.
export-title = Twoje dane u nas
export-lead = Tak zobaczy to osoba. Wydanie zapiszemy w dzienniku.
export-who = Kto je ma
export-controller = Administratorem Twoich danych jest { $name }.
export-officer = W sprawach danych pisz do: { $name }.
export-values = { $n ->
    [one] Co o Tobie wiemy ({ $n } dana)
    [few] Co o Tobie wiemy ({ $n } dane)
   *[many] Co o Tobie wiemy ({ $n } danych)
}
export-from = Skąd:
export-basis = Podstawa:
export-for = Po co:
export-until = Trzymamy do { $date }.
export-recipients = Komu je daliśmy
export-no-recipients = Nikomu.
export-history = Co się z nimi działo
export-rights = Co możesz zrobić
export-rights-text = Możesz swoje dane poprawić, przenieść, ograniczyć albo usunąć, sprzeciwić się ich używaniu i cofnąć każdą zgodę. Wystarczy napisać. Możesz też poskarżyć się do Prezesa UODO.
export-fingerprint = Odcisk kopii JSON:

erase-title = Usuń dane
erase-lead = Tego nie da się cofnąć, także z kopii zapasowej.
erase-key-goes = Klucz tej osoby: bez niego nic z jej danych nie da się odczytać
erase-told = Powiadomimy odbiorców:
erase-backups = { $n ->
    [one] W starych kopiach zapasowych klucz może leżeć jeszcze { $n } dzień, potem i tam go nie będzie.
    [few] W starych kopiach zapasowych klucz może leżeć jeszcze { $n } dni, potem i tam go nie będzie.
   *[many] W starych kopiach zapasowych klucz może leżeć jeszcze { $n } dni, potem i tam go nie będzie.
}
erase-no-suppression = Osoba nie chce też zostać na liście sprzeciwów
erase-no-suppression-hint = Bez tej listy ktoś może wczytać jej adres na nowo z innego pliku.
erase-submit = Usuń dane
erase-keeps-invoices = Dane z faktur
erase-keeps-invoices-why = Każe je trzymać prawo podatkowe.
erase-keeps-suppression = Skrót adresu na liście sprzeciwów
erase-keeps-suppression-why = Żeby nikt nie wczytał tej osoby ponownie.
erase-keeps-ledger = Wpisy w dzienniku, bez danych
erase-keeps-ledger-why = Dowodzą, co się stało. Nic z nich nie prowadzi do osoby.

certificate-title = Potwierdzenie usunięcia danych
certificate-sentence = { $n ->
    [one] Usunięto { $n } daną i klucz osoby.
    [few] Usunięto { $n } dane i klucz osoby.
   *[many] Usunięto { $n } danych i klucz osoby.
}
certificate-how = Jak
certificate-how-text = Każda osoba ma własny losowy klucz. Zniszczono go, więc jej danych nie odczyta nikt, także my. Ostatnia kopia zapasowa, w której klucz mógł zostać, kończy się { $date }.
certificate-proof = Dowód w dzienniku
certificate-subject = Identyfikator
certificate-entry = Wpis
certificate-entry-of = { NUMBER($entry) } w drzewie { NUMBER($tree) } wpisów
certificate-leaf = Skrót wpisu
certificate-root = Korzeń drzewa
certificate-check = Sprawdzisz to bez nas: polecenie zgoda ledger verify --copy PLIK --key KLUCZ czyta ten plik bez bazy danych.
