# Słowa wspólne i liczebniki.
app-name = Zgoda
word-yes = tak
word-no = nie
word-none = brak
word-until = do
word-from = od
word-of = z
word-and = i
word-allowed = wolno
word-not-allowed = nie wolno
count-people = { $n ->
    [one] { $n } osoba
    [few] { $n } osoby
   *[many] { $n } osób
}
count-orgs = { $n ->
    [one] { $n } firma
    [few] { $n } firmy
   *[many] { $n } firm
}
count-facts = { $n ->
    [one] { $n } dana
    [few] { $n } dane
   *[many] { $n } danych
}
count-rows = { $n ->
    [one] { $n } wiersz
    [few] { $n } wiersze
   *[many] { $n } wierszy
}
count-entries = { $n ->
    [one] { $n } wpis
    [few] { $n } wpisy
   *[many] { $n } wpisów
}
count-days = { $n ->
    [one] { $n } dzień
    [few] { $n } dni
   *[many] { $n } dni
}
count-files = { $n ->
    [one] { $n } plik
    [few] { $n } pliki
   *[many] { $n } plików
}
