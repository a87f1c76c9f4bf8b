# Nieużywane dane.
retention-tab-unused = Nieużywane
unused-title = Dane, których nikt nie używa
unused-lead = Czego nie używa żaden cel, tego nie wolno trzymać na zapas. Tu widać, co leży, ile to waży i jak to jednym ruchem uprzątnąć.
unused-held = Wszystkich danych
unused-values = Leży nieużywane
unused-risk = Ryzyko
unused-share = { $share } wszystkich danych
unused-history = Ryzyko nadmiaru dzień po dniu
unused-history-told = Ryzyko nadmiaru: { NUMBER($first) } na początku, { NUMBER($last) } teraz.
unused-points = punkty
unused-days = Bez użycia od
unused-list = Pola bez użycia
unused-empty-title = Nic nie leży bez użycia
unused-empty-text = Każde pole, które trzymasz, posłużyło ostatnio jakiemuś celowi albo wymaga go przepis.
unused-field = Pole
unused-class = Klasa
unused-since = Ostatnio użyte
unused-formula = Ryzyko to liczba danych razy waga klasy pola: jawne dane firm 1, podstawowe 2, kontaktowe 3, o zachowaniu 4, finansowe 5, numery urzędowe 10, szczególne kategorie, wyroki, dane dzieci i hasła 20. Odczyty na żądanie osoby i inne obowiązki nie są użyciem.
unused-stop = Zatrzymaj i usuń
unused-stop-title = Zatrzymaj pole „{ $field }”
unused-goes = { $n ->
    [one] { $n } dana ({ $people }), dnia { $day }
    [few] { $n } dane ({ $people }), dnia { $day }
   *[many] { $n } danych ({ $people }), dnia { $day }
}
unused-kept = { $n ->
    [one] { $n } dana, której wymaga przepis albo spór
    [few] { $n } dane, których wymaga przepis albo spór
   *[many] { $n } danych, których wymaga przepis albo spór
}
unused-nothing-new = Nowe dane w tym polu, już od teraz: żaden formularz ani import ich nie zapisze
unused-grace = Do { $day } możesz to cofnąć i nic nie przepadnie.
unused-stop-submit = Zatrzymaj i usuń { $day }
unused-stopped = Zatrzymane pola
unused-stopped-by = { $who }, { $date }
unused-erase-on = usunięcie { $date }
unused-erased = { $n ->
    [one] usunięto { $n } daną
    [few] usunięto { $n } dane
   *[many] usunięto { $n } danych
}
unused-undo = Cofnij
unused-resume = Zbieraj znowu
unused-waits = czeka na usunięcie
unused-done = usunięte
done-unused-stopped = Pole zatrzymane. Do dnia usunięcia możesz to cofnąć.
done-unused-resumed = Pole znów przyjmuje dane.
dashboard-stat-unused = Nieużywane dane
dashboard-unused-risk = ryzyko { NUMBER($risk) }
dashboard-unused-falls = ryzyko { NUMBER($risk) }, o { NUMBER($by) } mniej niż miesiąc temu
dashboard-unused-grows = ryzyko { NUMBER($risk) }, o { NUMBER($by) } więcej niż miesiąc temu
happened-field-stopped = zatrzymano albo wznowiono pole
