# Prośba, którą usłyszał lub przeczytał ktoś, kto nie jest inspektorem: przekazanie jej do rejestru żądań.
access-area-passing = Przekazywanie próśb osób
wish-title = Przekaż prośbę inspektorowi
wish-lead = Ktoś zadzwonił lub napisał, czego chce w sprawie swoich danych? Zapisz to od razu. Termin biegnie od dnia, w którym powiedział to firmie, a nie od dnia przekazania (art. 12 ust. 3 RODO). Dalej zajmie się tym inspektor.
wish-said = Co powiedziała lub napisała
wish-wrong = Sprawdź dzień, nie może być z przyszłości, i wpisz, co osoba powiedziała.
wish-submit = Przekaż
done-wish-passed = Prośba jest u inspektora. Termin już biegnie. Nie obiecuj osobie niczego więcej niż odpowiedź.
