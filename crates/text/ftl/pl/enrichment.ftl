# Wzbogacanie: przebiegi, plan, postęp, różnice, źródła.
nav-enrichment = Wzbogacanie
enrichments-lead = Pytamy rejestry o wiele firm naraz. Najpierw plan, potem zgoda, na końcu decyzja o tym, co przyszło.
enrichments-new = Nowy przebieg
enrichments-sources = Źródła i pierwszeństwo
enrichments-schedules = Powtarzane
enrichments-empty-title = Nikogo jeszcze nie pytano
enrichments-empty-text = Wybierz firmy. Zobaczysz, o co zapytamy, ile to potrwa i kogo trzeba będzie zawiadomić. Nic się nie stanie, dopóki tego nie zatwierdzisz.
enrichments-run = Przebieg
enrichments-state = Stan
enrichments-when = Kiedy
enrichments-to-decide = Do decyzji
enrich-run-title = Przebieg { $number }
enrich-by-schedule = z harmonogramu { $number }
enrich-choice-all = Wszystkie firmy
enrich-choice-with-people = Firmy, w których kogoś znamy
enrich-choice-stale = Firmy niesprawdzane od { $days } dni
enrich-choice-firms = Wybrane firmy
enrich-choice-numbers = Firmy z listy numerów KRS
enrich-state-planned = czeka na zatwierdzenie
enrich-state-approved = zaraz ruszy
enrich-state-running = pyta
enrich-state-paused = wstrzymany
enrich-state-done = gotowy
enrich-state-ended = zakończony przed czasem
enrich-state-undone = cofnięty

enrich-new-title = O kogo pytamy?
enrich-new-lead = To tylko plan. Na następnej stronie zobaczysz, co się stanie, i dopiero tam zatwierdzisz.
enrich-choose = Firmy
enrich-choice-all-hint = Każda firma, której numer znamy.
enrich-choice-with-people-hint = Tylko te, z którymi mamy kontakt. Najmniej danych.
enrich-choice-stale-label = Dawno niesprawdzane
enrich-choice-stale-hint = Firmy, o których od tylu dni nic się nie potwierdziło.
enrich-choice-numbers-hint = Po jednym w wierszu. Firm, których nie znamy, przybędzie.
enrich-choice-traders-hint = { $n ->
    [one] Do tego { $n } osoba prowadząca działalność.
    [few] Do tego { NUMBER($n) } osoby prowadzące działalność.
   *[many] Do tego { NUMBER($n) } osób prowadzących działalność.
}
enrich-choice-firms-hint = { $n ->
    [one] { $n } firma, którą zaznaczono.
    [few] { $n } firmy, które zaznaczono.
   *[many] { $n } firm, które zaznaczono.
}
enrich-days = Dni
enrich-numbers = Numery KRS
enrich-numbers-wrong = Tego nie da się odczytać jako numeru KRS: { $number }.
enrich-nobody = Nie ma o kogo zapytać: brak numerów, o które te źródła się pyta, albo mówią one tylko o osobach, a osób ten przebieg nie bierze.
enrich-asked = Źródła
enrich-source-off = wyłączone
enrich-source-needed = Wybierz choć jedno źródło.
enrich-source-ask = Pytaj to źródło
enrich-rules = Co przyjąć bez pytania
enrich-rules-hint = To, co się zgadza, zawsze tylko odświeża datę. Resztę domyślnie pokażemy Ci do decyzji.
enrich-rule-new = Nowe dane firm: przyjmij wszystkie
enrich-rule-changed = To samo źródło mówi teraz co innego: przyjmij nowsze, starsze zostaje w historii
enrich-rule-contradicting = Inne źródło mówi co innego: przyjmij obok, pokazuj lepiej uzasadnione
enrich-rule-gone = Źródło już czegoś nie podaje: zakończ
enrich-make-plan = Pokaż plan

enrich-plan-title = Plan
enrich-plan-firms = Firmy
enrich-plan-unheld = { $n ->
    [one] w tym { $n } nowa
    [few] w tym { $n } nowe
   *[many] w tym { $n } nowych
}
enrich-plan-numberless = { $n ->
    [one] pominiemy { $n }, bo nie znamy numeru
    [few] pominiemy { $n }, bo nie znamy ich numerów
   *[many] pominiemy { $n }, bo nie znamy ich numerów
}
enrich-plan-questions = { $n ->
    [one] { $n } pytanie
    [few] { $n } pytania
   *[many] { $n } pytań
}
enrich-plan-time = Potrwa
enrich-plan-time-note = w tempie, na które źródło pozwala
enrich-minutes = { $n ->
    [one] około { $n } minuty
    [few] około { $n } minut
   *[many] około { $n } minut
}
enrich-under-minute = mniej niż minutę
enrich-plan-cost = Koszt
enrich-plan-free = bez opłat
enrich-plan-price = { $amount } zł
enrich-plan-not-asked = tu nikogo, bo to źródło mówi tylko o osobach albo nie znamy numeru
enrich-plan-host = Serwer
enrich-plan-keeps = Zachowamy
enrich-plan-drops = Odrzucimy
enrich-plan-drops-note = bo żaden włączony cel ich nie potrzebuje
enrich-plan-people = Osoby
enrich-person-asked = Osoba prowadząca działalność
enrich-plan-people-none = Nie weźmiemy nikogo.
enrich-plan-people-denied = Nie weźmiemy nikogo: { $reasons }.
enrich-plan-people-held = { $n ->
    [one] { $n } osobę już mamy: tylko ją potwierdzimy.
    [few] { $n } osoby już mamy: tylko je potwierdzimy.
   *[many] { $n } osób już mamy: tylko je potwierdzimy.
}
enrich-plan-people-unknown = { $n ->
    [one] W { $n } firmie osób nie znamy.
    [few] W { NUMBER($n) } firmach osób nie znamy.
   *[many] W { NUMBER($n) } firmach osób nie znamy.
}
enrich-plan-people-estimate = { $n ->
    [one] Może przybyć około { $n } osoby.
    [few] Może przybyć około { NUMBER($n) } osób.
   *[many] Może przybyć około { NUMBER($n) } osób.
}
enrich-plan-asked = { $n ->
    [one] Zapytamy wprost o { $n } osobę prowadzącą działalność.
    [few] Zapytamy wprost o { NUMBER($n) } osoby prowadzące działalność.
   *[many] Zapytamy wprost o { NUMBER($n) } osób prowadzących działalność.
}
enrich-plan-kept-out = Nie zapytamy o { NUMBER($n) }: { $reason }.
enrich-plan-traders = { $n ->
    [one] { $n } firma może się okazać działalnością jednej osoby.
    [few] { NUMBER($n) } firmy mogą się okazać działalnością jednej osoby.
   *[many] { NUMBER($n) } firm może się okazać działalnością jednej osoby.
}
enrich-plan-people-owed = Każdą nową osobę trzeba zawiadomić do { $date } (art. 14 RODO), inaczej jej dane zostaną zamknięte.
enrich-plan-people-until = Jeśli nic z tego nie wyniknie, dane tych osób znikną { $date }.
enrich-persons = Weź też osoby: z organów i prowadzące działalność
enrich-persons-hint = Domyślnie nie. To dane osób: każda zostanie wpisana z terminem zawiadomienia.
enrich-approve = Zatwierdź i zapytaj
enrich-approve-note = Zatwierdzenie zostaje w dowodach z Twoim nazwiskiem i tym planem.
enrich-discard = Nie pytaj
enrich-off = Źródło jest wyłączone, więc nikogo nie zapytamy.
enrich-nothing-allowed = Prawo nie pozwala tu wziąć niczego: { $reasons }.

enrich-asking = Pytamy źródła
enrich-applying = Wpisujemy decyzje
enrich-can-leave = Możesz stąd wyjść. Przebieg idzie dalej, także po ponownym uruchomieniu.
enrich-pause = Wstrzymaj
enrich-resume = Wznów
enrich-end = Zakończ bez reszty
enrich-halted-source-down = Źródło nie odpowiada, więc przebieg sam się wstrzymał. Wznów go, gdy źródło wróci. Nic nie przepadło.
enrich-halted-switched-off = Źródło zostało wyłączone w trakcie. Włącz je w ustawieniach i wznów.
enrich-halted-refused = Prawo nie pozwala już niczego tu brać: cel został wyłączony albo skończył się jego test. Popraw to i wznów.
enrich-halted-waits = Źródło każe poczekać do { $moment }. Przebieg sam ruszy dalej.
enrich-halted-key-refused = Źródło nie przyjmuje klucza. Podaj nowy w ustawieniach źródeł i wznów. Nic nie przepadło.
enrich-halted-settings = Ustawień źródła nie da się użyć. Sprawdź adres i kontakt, potem wznów.
enrich-found = Znalezione
enrich-not-found = Nieznane źródłu
enrich-struck-off = Wykreślone
enrich-quarantined = Bez odpowiedzi
enrich-confirmed = Potwierdzone fakty
enrich-confirmed-hint = przesunęła się tylko data
enrich-open = Do decyzji
enrich-accepted = Przyjęte
enrich-people-added = Nowe osoby
enrich-people-added-hint = każda ma termin zawiadomienia
enrich-people-owed = { $n ->
    [one] { $n } osobę trzeba zawiadomić do { $date } (art. 14 RODO), inaczej jej dane zostaną zamknięte.
    [few] { NUMBER($n) } osoby trzeba zawiadomić do { $date } (art. 14 RODO), inaczej ich dane zostaną zamknięte.
   *[many] { NUMBER($n) } osób trzeba zawiadomić do { $date } (art. 14 RODO), inaczej ich dane zostaną zamknięte.
}
enrich-people-confirmed = Potwierdzone osoby
enrich-people-stopped = Zatrzymane przy drzwiach
enrich-people-gone = Nie ma ich już w rejestrze
enrich-dropped = Odrzucone, bo niepotrzebne
enrich-withheld = Zasłonięte lub nieczytelne w źródle
enrich-quarantine-title = Bez odpowiedzi
enrich-ask-again = Zapytaj jeszcze raz
enrich-failed-unreachable = źródło nie odpowiedziało na czas
enrich-failed-certificate = certyfikat źródła się nie zgadza
enrich-failed-too-large = odpowiedź jest za duża
enrich-failed-redirected = źródło odsyła gdzie indziej
enrich-failed-rate-limited = źródło prosi, żeby zwolnić
enrich-failed-maintenance = źródło ma przerwę techniczną
enrich-failed-unavailable = źródło ma awarię
enrich-failed-rejected = źródło odrzuciło pytanie
enrich-failed-wrong-record = odpowiedź dotyczy kogoś innego
enrich-failed-unreadable = odpowiedzi nie da się odczytać
enrich-failed-other-company = pod tym numerem jest firma z innym NIP
enrich-failed-sole-trader = to osoba prowadząca działalność: nic o niej z tego źródła nie bierzemy
enrich-failed-forbidden-address = adres źródła jest niedozwolony
enrich-failed-opted-out = źródło zastrzegło, że nie chce być czytane
enrich-failed-unusable = odpowiedzi nie da się zapisać
enrich-failed-person-refused = o tę osobę nie wolno już pytać
enrich-failed-unclear = źródło nie mówi, czy to firma, czy osoba; zapytaj najpierw REGON
enrich-failed-key-refused = źródło nie przyjmuje klucza
enrich-failed-held-back = źródło każe na razie poczekać
enrich-failed-contact = adresu do kontaktu nie da się użyć
enrich-attention = Warto zajrzeć do rejestru
enrich-attention-arrears = wpisy o zaległościach
enrich-attention-curator = kurator
enrich-attention-changes = połączenie, podział lub przekształcenie
enrich-attention-liquidation = likwidacja
enrich-attention-bankruptcy = upadłość
enrich-attention-restructuring = restrukturyzacja
enrich-attention-suspension = zawieszenie
enrich-attention-name-may-hold-surnames = nazwa może zawierać nazwiska
enrich-attention-unknown-standing = nieznany stan wpisu
enrich-attention-struck-off = wykreślona
enrich-attention-sole-trader = jednoosobowa działalność: dane są u osoby, nie przy firmie
enrich-review = Przejrzyj różnice
enrich-undo = Cofnij przebieg
enrich-undo-text = Fakty, które przyniósł, skończą się, a to, co zastąpiły, wróci. Osoby, które przyszły tylko z nim, zostaną usunięte. Zostaną te, które wniosły sprzeciw lub żądanie albo o których wiemy więcej.
enrich-undo-sure = Rozumiem, cofnij to, co przyniósł ten przebieg
enrich-undone-people = { $n ->
    [one] Usunięto { $n } osobę.
    [few] Usunięto { $n } osoby.
   *[many] Usunięto { $n } osób.
}
enrich-undone-left = { $n ->
    [one] { $n } osoba została: zdecyduj o niej osobno.
    [few] { $n } osoby zostały: zdecyduj o nich osobno.
   *[many] { $n } osób zostało: zdecyduj o nich osobno.
}

enrich-diff-title = Różnice
enrich-diff-lead = Co źródło mówi inaczej, niż mamy. To, co się zgadza, już potwierdzono.
enrich-kind-new = nowe
enrich-kind-changed = zmiana
enrich-kind-contradicting = sprzeczne
enrich-kind-gone = już nie podaje
enrich-decision-open = do decyzji
enrich-decision-wanted = zaraz
enrich-decision-accepted = przyjęte
enrich-decision-rejected = odrzucone
enrich-decision-recalled = cofamy
enrich-decision-undone = cofnięte
enrich-filter-all = Wszystkie
enrich-filter-field = Pole
enrich-filter-show = Pokaż
enrich-held = Mamy
enrich-says = Źródło mówi
enrich-nothing-held = nic
enrich-ends = zakończy się
enrich-firm-confirmed = { $n ->
    [one] { $n } fakt potwierdzony
    [few] { $n } fakty potwierdzone
   *[many] { $n } faktów potwierdzonych
}
enrich-accept = Przyjmij zaznaczone
enrich-reject = Odrzuć zaznaczone
enrich-accept-all = Przyjmij wszystkie widoczne w filtrze ({ NUMBER($n) })
enrich-reject-all = Odrzuć wszystkie w filtrze
enrich-tick = Zaznacz: { $field }
enrich-diff-empty-title = Nie ma tu nic do decyzji
enrich-diff-empty-text = Zmień filtr albo wróć do przebiegu.
enrich-shown-first = Pokazujemy tę wartość
enrich-better-source = bo jej źródło ma pierwszeństwo dla tego pola
enrich-better-newer = bo potwierdzono ją później
enrich-better-first = bo była pierwsza
enrich-would-show = Po przyjęciu będziemy pokazywać wartość, którą podaje { $source }, { $why }.

enrich-ranks-title = Pierwszeństwo źródeł
enrich-ranks-lead = Gdy o tym samym kilka źródeł mówi co innego, zostają wszystkie wartości. Ta kolejność mówi, którą pokazujemy pierwszą.
enrich-ranks-legal = Dane prawne
enrich-ranks-legal-hint = nazwa, numery, siedziba, forma, funkcje
enrich-ranks-contact = Dane kontaktowe
enrich-ranks-contact-hint = e-mail, telefon, strona
enrich-ranks-place = Miejsce
enrich-ranks-own = Pole z własną kolejnością
enrich-ranks-own-hint = Na przykład sama strona internetowa albo sam telefon.
enrich-ranks-own-add = Dodaj pole
enrich-ranks-own-drop = Usuń wyjątek
enrich-ranks-only-admin = Kolejność zmienia administrator.
nearness-register = rejestr publiczny
nearness-site = strona firmy
nearness-person = sama osoba
nearness-records = własne zapiski
nearness-broker = ktoś inny: pośrednik, sieć społecznościowa

enrich-schedules-lead = Te same pytania i te same reguły co jakiś czas. Odświeżanie nie przedłuża żadnego terminu.
enrich-schedules-empty-title = Nic się nie powtarza
enrich-schedules-empty-text = Przebieg można powtarzać: na stronie gotowego przebiegu podaj, co ile dni.
enrich-schedule-every = { $n ->
    [one] co dzień
    [few] co { $n } dni
   *[many] co { $n } dni
}
enrich-schedule-next = Następny raz
enrich-schedule-stop = Przestań powtarzać
enrich-schedule-stopped = zatrzymany { $date }
enrich-repeat = Powtarzaj
enrich-repeat-text = Ten sam wybór, źródła i reguły. Zatwierdzasz je teraz na przyszłość; prawo jest pytane za każdym razem od nowa.
enrich-repeat-days = Co ile dni
enrich-repeat-wrong = Podaj od 1 do 365 dni.
org-contradiction = Kilka źródeł mówi tu co innego. Pierwsza jest wartość lepiej uzasadniona, { $why }.
orgs-enrich-selected = Wzbogać zaznaczone
people-enrich-firms = Wzbogać ich firmy
done-enrich-planned = Plan gotowy. Nikogo jeszcze nie zapytano.
done-enrich-approved = Zatwierdzone. Pytamy.
done-enrich-paused = Wstrzymano.
done-enrich-resumed = Wznowiono.
done-enrich-ended = Zakończono. Reszty już nie zapytamy.
done-enrich-decided = Decyzja zapisana.
done-enrich-again = Zapytamy jeszcze raz tych, którzy nie odpowiedzieli.
done-enrich-undone = Przebieg jest cofany.
done-enrich-ranks = Kolejność zapisana.
done-enrich-scheduled = Będziemy powtarzać.
done-enrich-unscheduled = Już nie powtarzamy.
