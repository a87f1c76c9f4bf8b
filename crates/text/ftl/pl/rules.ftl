# Reguły trzymania: szczegóły, skracanie, dziennik przebiegów.
rule-lead = Co mówi ta reguła, co trzyma i czy wystarczy krócej.
rule-cap = Najdłużej, gdy tak wykażą dowody
rule-ends = Co na końcu
rule-ends-erase = dane są usuwane
rule-ends-aggregate = dane są usuwane, zostaje licznik bez nazwiska
rule-ends-archive = dane przechodzą do zamkniętego archiwum, a z końcem terminu są usuwane
rule-purposes = Cele pod tą regułą
rule-open = Otwórz regułę
term-shorten = Skróć termin
term-shorten-lead = Możesz trzymać dane krócej niż reguła, nigdy dłużej. Krótszy termin obejmie też dane, które już masz.
term-number = Ile
term-unit = Czego
term-days = dni
term-months = miesięcy
term-preview = Gdyby termin wynosił { $term }
term-approve = Skróć do { $term }
term-in-force = Skrócony termin: { $term }
term-empty = Podaj liczbę od 1 do 999.
term-not-shorter = To nie jest krócej niż w regule. Dłuższy termin mogą uzasadnić tylko dowody.
term-contradicts = Obowiązuje już termin równie krótki albo krótszy. Dwa terminy naraz byłyby sprzeczne: najpierw wróć do domyślnego.
term-statutory = Ten termin wyznacza przepis albo zdarzenie, którego tu nie zapisujemy, więc nie można go skrócić.
term-refused-safe = Obowiązuje ten sam termin co dotąd.
term-refused-next = Wróć do reguły i wybierz inny termin.
done-term-shortened = Termin skrócony.
done-term-ended = Wrócił termin z reguły. Dane, którym skrócono termin, zachowały krótszy.
rule-shortened = skrócony
rule-proved = z dowodów
retention-runs = Przebiegi
retention-runs-empty = Pierwszy przebieg ruszy jutro o świcie.
retention-run-by = { $who }, { $moment }
retention-run-self = Samoczynnie
retention-run-counts = { $n ->
    [one] { $n } dana usunięta ({ $people })
    [few] { $n } dane usunięte ({ $people })
   *[many] { $n } danych usuniętych ({ $people })
}
retention-run-ended = osób bez śladu: { NUMBER($n) }
retention-run-held = wstrzymane: { NUMBER($n) }
retention-run-part = przerwany, dokończy następny
retention-strip = Najbliższe osiem tygodni, dzień po dniu
retention-strip-day = { $day }: { NUMBER($n) }
retention-on = Podgląd na dzień
retention-preview-on = Co usunęłaby retencja { $day }
retention-preview-later = To podgląd przyszłego dnia. Usuwać można dopiero, gdy nadejdzie.
