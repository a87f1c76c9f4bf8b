# Obowiązek informacyjny: lista, podgląd, treść dla jednej osoby i nasze własne słowa.
nav-notices = Informowanie
notices-title = Obowiązek informacyjny
notices-lead = Kto musi się dowiedzieć, że masz jego dane, do kiedy i co już dostał.
notices-words = Treść
notices-words-fill = Uzupełnij
notices-lists = Listy
notices-overdue = Po terminie
notices-due = Do zrobienia
notices-told = Poinformowani
notices-exempt-list = Zwolnieni
notices-by = Do kiedy
notices-done = Kiedy
notices-ways = Dokąd można
notices-state = Stan
notices-way-email = e-mail
notices-way-letter = list
notices-way-none = nie mamy adresu
notices-ends = dane znikną { $date }
notices-ticked = Zaznaczeni:
notices-send = Wyślij e-mailem
notices-exempt = Informacja nie jest potrzebna
notices-exempt-text = Ta sama ocena zostanie zapisana przy każdej zaznaczonej osobie, z Twoim nazwiskiem i dzisiejszą datą.
notices-empty-title = Nikt nie czeka
notices-empty-text = Gdy pojawią się dane, które nie przyszły od samej osoby, stanie tu termin, do którego trzeba jej o tym powiedzieć.
notices-none-title = Jeszcze nikogo tu nie ma
notices-none-text = Osoby trafią tu, gdy dostaną informację albo zapiszesz, dlaczego jej nie potrzebują.
notices-nobody = Najpierw zaznacz osoby na liście.
notices-sent = { $n ->
    [one] { $n } wiadomość czeka w kolejce
    [few] { $n } wiadomości czekają w kolejce
   *[many] { $n } wiadomości czeka w kolejce
}
notices-queued = { $n ->
    [one] W kolejce czeka { $n } wiadomość.
    [few] W kolejce czekają { $n } wiadomości.
   *[many] W kolejce czeka { $n } wiadomości.
}
notices-exempted = { $n ->
    [one] Zapisane: { $n } zwolnienie
    [few] Zapisane: { $n } zwolnienia
   *[many] Zapisane: { $n } zwolnień
}
notices-not-exempt = Ta podstawa tu nie pasuje
notices-stuck = Do sprawdzenia
notices-stuck-text = Nie wiadomo, czy te wiadomości doszły, albo serwer ich nie przyjął. Same nie pójdą drugi raz.
notices-again = Wyślij ponownie
notices-stop = Nie wysyłaj
skipped-nothing-due = nic im nie jesteś winien albo wiadomość już idzie
skipped-no-address = nie mamy adresu
skipped-denied = nie wolno tam wysłać
skipped-not-ready = treść nie jest gotowa

delivery-queued = w kolejce
delivery-sending = wysyłana
delivery-sent = wysłana
delivery-refused = odrzucona przez serwer
delivery-uncertain = nie wiadomo, czy wysłana
delivery-bounced = wróciła
delivery-stopped = zatrzymana
delivery-printed = wydrukowana
delivery-posted = nadana
delivery-returned = zwrócona

notice-preview = Informacja dla tej osoby
notice-preview-open = Zobacz, co przeczyta
notice-preview-lead = Tak to przeczyta. Treść powstaje z tego, co naprawdę trzymamy.
notice-moving = Wiadomość jest już w drodze. Druga nie powstanie.
notice-to-email = E-mailem na
notice-to-letter = Listem na
notice-no-address = nie mamy adresu
notice-missing-controller-name = Nie wiadomo, kto jest administratorem danych. Bez nazwy informacja nie wyjdzie.
notice-missing-controller-address = Brakuje adresu administratora. Bez niego informacja nie wyjdzie.
notice-missing-controller-contact = Nie wiadomo, dokąd osoba ma pisać w sprawie danych. Bez tego informacja nie wyjdzie.
notice-nothing-held = Nie mamy już danych, o których trzeba by powiedzieć.
notice-message = Co ta osoba dostała
notice-message-lead = Dokładna treść, z drogą, którą poszła, i odciskiem zapisanym w dzienniku.
notice-read = treść
notice-hash = Odcisk SHA-256
notice-way = Jak
notice-queued-at = Przygotowana
notice-moved-at = Stan od
notice-message-id = Znak wiadomości
notice-code = Odpowiedź serwera
notice-reference = Numer
done-message-again = Wiadomość wróciła do kolejki.
done-message-stopped = Wiadomość zatrzymana. Osoba nadal czeka na informację.

lint-promotion = Brzmi jak reklama
lint-call = Namawia do działania
lint-price = Mówi o cenie
lint-link = Odsyła gdzie indziej niż na stronę praw albo prywatności
lint-image = Zawiera obraz albo kod

words-lead = Większość treści powstaje sama. Tu dopisujesz to, czego program nie wie. Nic z tego nie może reklamować: inaczej stałoby się informacją handlową, na którą trzeba mieć zgodę.
words-contact-title = W każdej informacji
words-contact = Kontakt w sprawach danych
words-contact-hint = E-mail albo telefon, pod którym ktoś odpowie.
words-rights = Strona praw
words-rights-hint = Gdzie osoba sprawdzi, poprawi albo usunie swoje dane. Może być puste.
words-privacy = Strona o prywatności
words-privacy-hint = Publiczna informacja o danych. Konieczna, jeśli kogoś nie da się poinformować osobiście.
words-url-wrong = Podaj pełny adres, od https://.
words-own = Nasze słowa: { $language }
words-opening = Na początku
words-opening-hint = Dlaczego piszemy, jednym zdaniem. Może być puste.
words-recipients = Komu przekazujemy dane
words-recipients-hint = Firmy albo rodzaje firm, np. księgowość, hosting. Puste znaczy: nikomu.
words-transfers = Dane poza Europejskim Obszarem Gospodarczym
words-transfers-hint = Dokąd i na jakiej podstawie. Puste znaczy: nie przekazujemy.
words-closing = Na końcu
words-closing-hint = Może być puste.
words-versions = { $n ->
    [one] { $n } wersja
    [few] { $n } wersje
   *[many] { $n } wersji
}
words-version = Wersja { NUMBER($n) }
words-not-yours = To zmieni inspektor albo administrator.
done-words-kept = Zapisane. Kolejne informacje będą miały nową treść.

informed-review = Sprawdzić ponownie
informed-review-wrong = Podaj dzień ponownego sprawdzenia
informed-review-wrong-next = Wybierz dzień w przyszłości, najdalej za rok.
informed-not-public = Najpierw opublikuj informację
informed-not-public-next = Kto nie informuje osobiście, musi informować publicznie (art. 14 ust. 5 lit. b RODO). Podaj stronę o prywatności w treści informacji.
duty-exemption-review = Sprawdź, czy zwolnienie nadal jest słuszne
duty-exemption-review-do = Otwórz
duty-exemption-consequence = Bez sprawdzenia nie da się wykazać, że nadal nie trzeba informować.
duty-notice-ends = { $date } retencja zniszczy to, o czym osoba nie wie.

mail-title = Poczta
mail-lead = Przez ten serwer wychodzą informacje do osób. Bez niego zostają listy.
mail-host = Serwer SMTP
mail-host-hint = Np. smtp.firma.pl
mail-host-wrong = Z tym serwerem nie da się połączyć bezpiecznie. Podaj samą nazwę i wybierz szyfrowanie.
mail-port = Port
mail-port-hint = 465 przy TLS, 587 przy STARTTLS.
mail-port-wrong = Podaj liczbę od 1 do 65535.
mail-encryption = Szyfrowanie
mail-encryption-hint = Bez szyfrowania tylko na tym komputerze.
mail-tls = TLS od początku
mail-starttls = STARTTLS
mail-plain = bez szyfrowania
mail-user = Użytkownik
mail-user-hint = Puste, jeśli serwer nie wymaga logowania.
mail-password = Hasło
mail-password-hint = Leży zapieczętowane. Puste zostawia obecne.
mail-from = Adres nadawcy
mail-from-hint = Tu wracają wiadomości, których nie doręczono.
mail-sender = Nazwa nadawcy
mail-sender-hint = Tak podpisze się wiadomość.
mail-test = Wyślij próbę
mail-test-lead = Próba przyjdzie na Twój adres logowania.
mail-test-subject = Próba poczty
mail-test-text = To jest próbna wiadomość. Poczta działa.
mail-none = Najpierw zapisz serwer poczty.
mail-accepted = Serwer przyjął próbę dla { $address }
mail-refused = Serwer odmówił: { $code }
mail-unknown = Serwer zamilkł. Nie wiadomo, czy ma wiadomość.
mail-unreachable = Serwer nie odpowiada. Sprawdź nazwę i port.
mail-certificate = Certyfikatu serwera nie da się sprawdzić albo serwer nie mówi przez TLS.
mail-no-starttls = Serwer nie zna STARTTLS. Nic nie wysłano otwartym tekstem.
mail-login = Serwer nie przyjął użytkownika albo hasła.
mail-broken-off = Serwer przerwał rozmowę, zanim dostał wiadomość.
mail-later = Serwer prosi, żeby spróbować później.
settings-mail = Poczta
settings-mail-set = Serwer, szyfrowanie, nadawca i próba wysyłki
done-mail-saved = Ustawienia poczty zapisane.

notices-letters = Listy
notices-make = Zrób listy
notices-make-text = Listy z adresem w oknie koperty i plik dla drukarni. Po terminie nikt już ich nie pobierze.
notices-recipient = Kto drukuje i nadaje
notices-recipient-hint = Np. sekretariat albo nazwa drukarni, z którą masz umowę powierzenia.
notices-days = Do pobrania przez (dni)
notices-made = { $n ->
    [one] { $n } list gotowy
    [few] { $n } listy gotowe
   *[many] { $n } listów gotowych
}
notices-make-wrong = Podaj, kto drukuje, i liczbę dni od 1 do 30.
notices-report = Wklej zwrotkę
notices-report-text = Cała treść wiadomości o niedoręczeniu. Adresów z niej nie zapisujemy.
notices-report-label = Treść zwrotki
notices-report-submit = Zapisz zwrotkę
notices-report-bounced = Zapisane: wiadomość wróciła. Osoba znów czeka na informację.
notices-report-fine = Ta zwrotka nie mówi, że wiadomość przepadła. Nic się nie zmieniło.
notices-report-unknown = To nie jest zwrotka żadnej z naszych wiadomości. Nic się nie zmieniło.
notice-came-back = Wróciła
notice-came-back-text = Osoba nie dostała informacji i znów na nią czeka.
done-message-back = Zapisane: wiadomość wróciła. Osoba znów czeka na informację.
letters-title = Listy
letters-lead = Każda partia ma cel, odbiorcę i dzień, po którym nikt jej nie pobierze.
letters-empty-title = Jeszcze nie ma listów
letters-empty-text = Zaznacz osoby na liście i wybierz „Zrób listy”.
letters-batch = Partia
letters-count = Listów
letters-recipient = Kto drukuje i nadaje
letters-purpose = Cel
letters-made = Przygotowane
letters-ends = Do pobrania przed
letters-over = Termin minął. Tej partii nie da się już pobrać.
letters-posted = Nadane
letters-unposted = czeka na nadanie
letters-batch-lead = Adresy otwierają się przy każdym pobraniu, a dziennik to zapisuje. Żaden plik u nas nie zostaje.
letters-files = Pobierz
letters-files-text = Po wydruku usuń plik. Zawiera nazwiska i adresy.
letters-csv = Plik CSV dla drukarni
letters-post = Nadanie
letters-post-text = Po nadaniu osoby z tej partii liczą się jako poinformowane.
letters-post-day = Dzień nadania
letters-day-wrong = Podaj dzień od przygotowania listów do dziś.
letters-posting = Numer nadania
letters-posting-hint = Np. numer z książki nadawczej. Bez nazwisk: dziennik nie zapomina.
letters-post-submit = Zapisz nadanie
letters-posted-on = Nadane { $date }, numer { $number }.
done-letters-posted = Nadanie zapisane. Te osoby są poinformowane.

cli-notices-about = Obowiązek informacyjny
cli-notices-due-about = Pokaż, kogo i do kiedy trzeba poinformować
cli-notices-send-about = Poinformuj e-mailem wszystkich, którzy czekają i mają adres
cli-notices-letters-about = Zrób listy dla tych, którzy jeszcze czekają i mają adres pocztowy
cli-notices-letters-arg-file = Plik PDF albo CSV do zapisania; nie może jeszcze istnieć
cli-notices-letters-arg-recipient = Kto drukuje i nadaje
cli-notices-letters-arg-days = Przez ile dni można pobrać tę partię, od 1 do 30
cli-notices-sent = Wysłane
cli-notices-later = Do ponowienia
cli-notices-refused = Odrzucone przez serwer
cli-notices-uncertain = Nie wiadomo, czy wysłane
skipped-unfit = adres nie mieści się w oknie koperty albo nie da się go wydrukować
letters-mark = Znak: { $reference }
letters-pdf = Listy w PDF
letters-window = Okno koperty
letters-window-right = po prawej
letters-window-left = po lewej
letters-unfit = Adres jednej z osób nie mieści się w oknie koperty
letters-unfit-next = Popraw adres tej osoby albo pobierz plik CSV.
letters-unfit-safe = Nic nie zostało wydane.
