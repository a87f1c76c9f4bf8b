# Termin z dowodów: jak długo czekać na odpowiedź.
retention-tab-calendar = Kalendarz i reguły
retention-tab-evidence = Jak długo czekać
evidence-title = Jak długo czekać na odpowiedź
evidence-lead = Ile osób kupuje jeszcze po tylu dniach ciszy? Gdy prawie nikt, dalsze trzymanie ich danych nie ma uzasadnienia.
evidence-default = Obowiązuje termin domyślny: { $term } od ostatniego kontaktu. Możesz go zastąpić terminem, który wynika z Twoich własnych leadów.
evidence-in-force = Obowiązuje termin z dowodów: { $term } ciszy
evidence-approved = Zatwierdzenie: { $who }, { $date }.
evidence-holds-until = Zatwierdzenie działa do { $date }; potem wraca termin domyślny.
evidence-dataset = Skrót danych, na których się opiera:
evidence-end = Wróć do terminu domyślnego ({ $term })
evidence-says = Co mówią zamknięte leady
evidence-share = Przestajemy czekać, gdy kupuje mniej niż
evidence-empty-title = Nie ma jeszcze zamkniętych leadów
evidence-empty-text = Gdy osoba, która prosiła o ofertę, kupi albo zamilknie do końca terminu, zostanie po niej licznik bez nazwiska. Z takich liczników powstanie ta krzywa.
evidence-counted = { $n ->
    [one] { $n } zamknięty lead od { $day }, z tego kupiło: { NUMBER($bought) }.
    [few] { $n } zamknięte leady od { $day }, z tego kupiło: { NUMBER($bought) }.
   *[many] { $n } zamkniętych leadów od { $day }, z tego kupiło: { NUMBER($bought) }.
}
evidence-slowest = Krzywa jest dla oferty „{ $product }”, bo na nią czeka się najdłużej.
evidence-chart = Kto jeszcze kupi, choć milczy
evidence-chart-days = dni ciszy
evidence-chart-bound = najwyżej (95 %)
evidence-chart-seen = zaobserwowano
evidence-chart-limit = granica { $share }
evidence-chart-told = Szansa zakupu spada z każdym dniem ciszy. Po upływie { $days } wynosi najwyżej { $share }.
evidence-chart-open = Szansa zakupu spada z każdym dniem ciszy, ale nie widać, by spadła poniżej { $share }.
evidence-proposed = { $n ->
    [one] Wystarczy { $n } dzień
    [few] Wystarczą { $n } dni
   *[many] Wystarczy { $n } dni
}
evidence-because = Kto milczy { $days }, kupi z szansą najwyżej { $share } (pewność 95 %).
evidence-seen = Takich zakupów zaobserwowano: { NUMBER($late) } na { NUMBER($watched) } leadów.
evidence-reaches = { $n ->
    [one] { $n } dana ({ $people }) dostanie od razu wcześniejszy ostatni dzień.
    [few] { $n } dane ({ $people }) dostaną od razu wcześniejszy ostatni dzień.
   *[many] { $n } danych ({ $people }) dostanie od razu wcześniejszy ostatni dzień.
}
evidence-due = { $n ->
    [one] Z tego { $n } odejdzie przy najbliższym przebiegu.
    [few] Z tego { $n } odejdą przy najbliższym przebiegu.
   *[many] Z tego { $n } odejdzie przy najbliższym przebiegu.
}
evidence-reaches-none = Dane, które już masz, zachowają swoje terminy. Nowy termin dostaną dane przyjęte od teraz.
evidence-approve = { $n ->
    [one] Zatwierdź { $n } dzień
    [few] Zatwierdź { $n } dni
   *[many] Zatwierdź { $n } dni
}
evidence-approve-hint = Zatwierdzenie działa 12 miesięcy i trafia do dziennika razem ze skrótem danych.
evidence-too-few = Za mało leadów, by coś udowodnić
evidence-too-few-text = Potrzeba co najmniej 200 zamkniętych leadów z ostatnich 24 miesięcy. Do tego czasu obowiązuje termin domyślny: { $term }.
evidence-never-low = Dane nie dowodzą żadnego terminu
evidence-never-low-text = W żadnym dniu, do dwunastu miesięcy, szansa zakupu nie jest dowodnie niższa niż ta granica. Brak dowodu nie wydłuża terminu: obowiązuje domyślny, { $term }.
evidence-method = Jak to policzono
evidence-method-silence = Cisza biegnie od ostatniego znaku osoby albo od ostatniego kontaktu, na który się zgodziła. Nasze dalsze wiadomości i odświeżanie danych jej nie przerywają.
evidence-method-watched = Kto milczał, liczy się dla danego dnia tylko wtedy, gdy obserwowano go jeszcze przez 14 dni. Inaczej krótki termin sam dowodziłby jeszcze krótszego.
evidence-method-bound = Granica górna to dokładny przedział Cloppera i Pearsona, jednostronny, 95 %. Przy małych liczbach przesadza w stronę dłuższego trzymania, nigdy krótszego.
evidence-method-limits = Termin to pierwszy dzień od 14. do 365., w którym granica górna jest niższa od wybranego udziału. Oferta z co najmniej 200 leadami jest liczona też osobno i wygrywa dłuższy termin.
evidence-offers = Według ofert
evidence-offer = Oferta
evidence-closed = Zamknięte
evidence-bought = Kupili
evidence-rest = pozostałe, każda poniżej 10 leadów
evidence-anonymous = To liczniki bez nazwisk: miesiąc, oferta, liczba kontaktów, długość ciszy i wynik. Zostają, gdy danych osób już nie ma.
evidence-past = Wcześniejsze zatwierdzenia
evidence-ended = Działało do { $date }.
evidence-uncounted = Zanim zatwierdzisz ten termin, policz, których danych dotknie.
evidence-count = Policz, czego dotknie
evidence-count-anew = Policz od nowa
evidence-counting = Trwa liczenie, których danych dotknie ten termin
evidence-counted-at = Policzono: { $moment }.
evidence-old = Od liczenia minęła więcej niż doba. Policz od nowa, żeby zatwierdzić to, co jest.
evidence-moved = Od liczenia zmieniła się więcej niż jedna setna danych, których to dotyczy. Policz od nowa.
evidence-applying = Dane, które już masz, dostają nowy termin
evidence-can-leave = Możesz zamknąć tę stronę. Praca idzie dalej, także po ponownym uruchomieniu serwera.
evidence-changed = Od otwarcia tej strony doszły nowe leady, więc wynik mógł się zmienić.
evidence-changed-safe = Nic nie zatwierdzono. Obowiązuje ten sam termin co dotąd.
evidence-changed-next = Wróć do krzywej, sprawdź nowy wynik i zatwierdź go jeszcze raz.
done-evidence-approved = Termin zatwierdzony. Co jest już po terminie, odejdzie przy najbliższym przebiegu.
done-evidence-ended = Wrócił termin domyślny. Dane, którym skrócono termin, zachowały krótszy.
contract-title = Umowa
contract-open = Zawarliśmy umowę
contract-lead = Osoba przejdzie do umów, a jej imię, nazwisko i adresy będą służyć wykonaniu umowy. To nie jest zgoda na reklamę.
contract-number = Numer umowy albo zamówienia
contract-informed = Powiedzieliśmy jej, co zrobimy z danymi przy umowie (art. 13)
contract-submit = Zapisz umowę
done-contract = Umowa zapisana. Osoba jest teraz wśród umów.
contract-refused = Nie zapisano umowy: { $why }.
contract-refused-safe = Dane osoby są takie, jak były.
contract-refused-next = Wróć do osoby i popraw wpis. Jeśli cel „wykonanie umowy” jest wyłączony, włączy go administrator w ustawieniach.
refusal-contract-unnumbered = nie podano numeru umowy ani zamówienia
refusal-contract-closed = żadna dana tej osoby nie może służyć wykonaniu umowy
touch-contract = Zawarta umowa
happened-term-decided = zmieniono termin trzymania
happened-hold-decided = zmieniono wstrzymanie usunięcia
