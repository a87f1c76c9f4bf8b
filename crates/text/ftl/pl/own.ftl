# Moje dane: strona osoby, o której dane chodzi.
own-title = Moje dane
own-ask-lead = Zobacz, co o Tobie wiemy, skąd i po co. Możesz to poprawić, zabrać ze sobą albo usunąć.
own-ask-email = Twój adres e-mail
own-ask-email-hint = Wyślemy na niego kod. Hasła ani dokumentu nie trzeba.
own-ask-submit = Wyślij kod
own-ask-same = Odpowiemy tak samo, czy znamy ten adres, czy nie. Dzięki temu nikt nie sprawdzi tu cudzego.
own-ask-cannot = Z tej strony nie możemy teraz wysłać kodu. Napisz do nas, a odpowiemy w ciągu miesiąca.
own-holder = Dane trzyma { $name }.
own-holder-write = W sprawach danych pisz do: { $name }.
own-have-code = Mam już kod

own-code-title = Wpisz kod
own-code-lead = { $n ->
    [one] Jeśli znamy ten adres, właśnie wysłaliśmy na niego kod. Działa { $n } minutę i tylko raz.
    [few] Jeśli znamy ten adres, właśnie wysłaliśmy na niego kod. Działa { $n } minuty i tylko raz.
   *[many] Jeśli znamy ten adres, właśnie wysłaliśmy na niego kod. Działa { $n } minut i tylko raz.
}
own-code-label = Kod z wiadomości
own-code-hint = Dwanaście znaków, na przykład ABCD-EFGH-2345
own-code-submit = Pokaż moje dane
own-code-wrong = Ten kod nie działa: jest inny, użyty albo stary. Sprawdź go albo poproś o nowy.
own-code-again = Poproś o nowy kod
own-code-nothing = Nic nie przyszło po kilku minutach? Zajrzyj do spamu. Jeśli tam też nic nie ma, nie znamy tego adresu.

own-mail-subject = Kod do Twoich danych: { $name }
own-mail-code = { $n ->
    [one] Ktoś, zapewne Ty, chce zobaczyć, co o Tobie wie { $name }. Kod: { $code }. Działa { $n } minutę i tylko raz. Jeśli to nie Ty, nie rób nic: bez kodu nikt niczego nie zobaczy.
    [few] Ktoś, zapewne Ty, chce zobaczyć, co o Tobie wie { $name }. Kod: { $code }. Działa { $n } minuty i tylko raz. Jeśli to nie Ty, nie rób nic: bez kodu nikt niczego nie zobaczy.
   *[many] Ktoś, zapewne Ty, chce zobaczyć, co o Tobie wie { $name }. Kod: { $code }. Działa { $n } minut i tylko raz. Jeśli to nie Ty, nie rób nic: bez kodu nikt niczego nie zobaczy.
}
own-mail-link = Możesz też otworzyć: { $link }
own-mail-several = Ktoś poprosił o dane przypisane do tego adresu. { $name } zna pod nim więcej niż jedną osobę, więc kodu nie wysyłamy: nie wiemy, kto go przeczyta. Odpisz na tę wiadomość, podaj imię i nazwisko, a odpowiemy w ciągu miesiąca.

own-mine-title = Co o Tobie wiemy, skąd i po co
own-mine-values = { $n ->
    [0] Nie trzymamy o Tobie żadnych danych
    [one] { $n } dana
    [few] { $n } dane
   *[many] { $n } danych
}
own-sealed = Tej wartości nie pokazujemy na tej stronie. Znajdziesz ją w kopii.
own-correct = Popraw
own-correct-title = Popraw: { $field }
own-correct-now = Teraz zapisane: { $value }
own-correct-value = Jak powinno być
own-consents = Twoje zgody
own-consents-none = Nie mamy od Ciebie żadnej zgody.
own-consent-given = Od { $date }, kanały: { $channels }
own-withdraw = Cofnij zgodę
own-marketing = Marketing
own-objected-since = Sprzeciwiasz się marketingowi od { $date }. Nie użyjemy do niego żadnej danej.
own-object-lead = Jednym kliknięciem kończysz każdy marketing: listy, telefony, wiadomości. Danych, których nie trzyma nic innego, już nie będzie.
own-object = Nie chcę marketingu
own-recipients = Komu je daliśmy
own-recipients-none = Nikomu.
own-requests = Twoje żądania
own-request-open = Przyszło { $date }. Odpowiemy do { $due }.
own-request-done = Przyszło { $date }. Odpowiedzieliśmy { $answered }.
own-more = Wszystko naraz
own-copy = Przygotuj kopię
own-copy-lead = Do czytania, do programu, do tabeli i do książki adresowej.
own-erase = Usuń moje dane
own-erase-lead = Najpierw pokażemy, co zniknie, a co każe zatrzymać prawo.
own-leave = Zakończ
own-complain = Możesz też poskarżyć się do Prezesa Urzędu Ochrony Danych Osobowych.

own-copy-title = Kopia Twoich danych
own-copy-done = Zapisaliśmy w dzienniku, że ją dostajesz. Pliki są tylko na tej stronie: zapisz je teraz.
own-copy-document = Do czytania (HTML)
own-copy-json = Wszystko, dla programów (JSON)
own-copy-csv = Tabela (CSV)
own-copy-card = Książka adresowa (vCard)
own-copy-fingerprint = Odcisk pliku JSON:
own-back = Wróć do moich danych

own-erase-title = Usuń moje dane
own-erase-goes = Zniknie
own-erase-stays = Zostanie
own-erase-nothing = Nie ma nic, co można by teraz usunąć.
own-erase-forever = Tego nie da się cofnąć, także z kopii zapasowej.
own-erase-no-suppression = Nie chcę też zostać na liście sprzeciwów
own-erase-no-suppression-hint = Ta lista trzyma tylko skrót adresu. Bez niej ktoś może dodać Cię na nowo z innego pliku.
own-erase-submit = Usuń moje dane
own-erased-title = Usunięte
own-erased-proof = Wpis { NUMBER($entry) } w dzienniku o { NUMBER($tree) } wpisach dowodzi, że to się stało.
own-erased-document = Potwierdzenie (HTML)
own-erased-file = Dowód (txt)
own-erased-save = Zapisz oba teraz: potem już ich tu nie znajdziesz, bo nie będziemy wiedzieć, kim jesteś.

done-own-over = Wizyta dobiegła końca. Poproś o nowy kod.
done-own-left = Do widzenia. Nic z Twoich danych nie zostało w tej przeglądarce.
done-own-nothing-left = Zrobione. Nic innego nie trzymało Twoich danych, więc są usunięte.
done-own-objected = Sprzeciw działa od tej chwili.
done-own-withdrawn = Zgoda cofnięta.
done-own-corrected = Poprawione. Dawna wartość jest oznaczona jako nieprawdziwa.
done-own-erase-refused = Prawo każe zatrzymać wszystko, co mamy. Żądanie i odpowiedź są zapisane.

login-not-staff = Szukasz swoich danych?
mail-address = Adres Zgody w internecie
mail-address-hint = Na przykład https://crm.firma.pl. Osoby dostaną w wiadomościach odnośnik do strony Moje dane; bez adresu tylko kod.
mail-address-wrong = Podaj adres bez ścieżki, zaczynający się od https://.
own-request-outcome = Wynik: { $outcome }.
own-request-confirm-lead = To żądanie wpłynęło inną drogą. Zanim odpowiemy, potwierdź, że jest Twoje. Jeśli nie, nie rób nic.
own-request-confirm = To moje żądanie
done-own-confirmed = Dziękujemy. Wiemy już, że to Twoje żądanie.
own-keeps-suppression-why = Żeby nikt nie wczytał Cię ponownie.
own-keeps-ledger-why = Dowodzą, co się stało. Nic z nich nie prowadzi do Ciebie.
own-erase-one = Usuń
own-erase-one-text = Tego nie da się cofnąć. Jeśli prawo każe tę daną zachować, zostanie tylko w tym celu.
own-erase-one-submit = Usuń tę daną
own-withdraw-channel = Nie chcę: { $channel }
own-grounds = Sprzeciw z innych powodów
own-grounds-text = Część danych trzymamy, bo mamy w tym prawnie uzasadniony interes. Możesz się temu sprzeciwić ze względu na swoją sytuację. Przestaniemy od razu, rozpatrzymy sprzeciw i odpowiemy w ciągu miesiąca.
own-grounds-why = Dlaczego (jeśli chcesz)
own-grounds-submit = Sprzeciwiam się
own-paused-since = Sprzeciw z innych powodów działa od { $date }: danych trzymanych dla naszego interesu nie używamy.
own-restrict = Wstrzymaj używanie moich danych
own-restrict-text = Będziemy je tylko przechowywać. Uprzedzimy Cię, zanim znów ich użyjemy.
own-restrict-why = Powód
own-restrict-accuracy = Dane są nieprawidłowe, trzeba je sprawdzić
own-restrict-unlawful = Używacie ich niezgodnie z prawem, ale nie chcę ich usuwać
own-restrict-claims = Potrzebuję ich do dochodzenia lub obrony roszczeń
own-restrict-objection = Sprzeciw nie jest jeszcze rozpatrzony
own-restrict-submit = Wstrzymaj
own-restricted = Twoje dane tylko przechowujemy. Uprzedzimy Cię, zanim znów ich użyjemy.
own-request-receipt = Potwierdzenie (PDF)
own-request-answer = Odpowiedź (PDF)
done-own-paused = Sprzeciw przyjęty. Przestaliśmy od tej chwili, a odpowiedź dostaniesz w ciągu miesiąca.
done-own-restricted = Od tej chwili Twoje dane tylko przechowujemy.
done-own-withdrawn-channel = Zgoda na ten kanał cofnięta.
done-own-value-erased = Usunięte.
done-own-value-partly = Usunięte ze wszystkich celów poza tym, w którym prawo każe ją zachować.
done-own-value-kept = Prawo każe zachować tę daną. Żądanie i odpowiedź są zapisane.
own-purposes = Sprzeciw wobec pojedynczych celów
own-purposes-text = Pozostałe cele zostają. Marketing kończy się od razu. W innych sprawach wstrzymamy się, rozstrzygniemy i odpowiemy w ciągu miesiąca.
own-purpose-object = Sprzeciwiam się
own-purpose-object-to = Sprzeciwiam się temu celowi: { $purpose }
own-purpose-since = Twój sprzeciw działa od { $date }.
done-own-objected-purpose = Twój sprzeciw wobec tego celu działa od teraz.
own-ask-either = Twój e-mail albo numer komórki
own-ask-either-hint = Wyślemy tam kod. Nie trzeba hasła ani dokumentu.
own-ask-mobile = Twój numer komórki
own-ask-mobile-hint = Wyślemy tam kod SMS-em. Nie trzeba hasła ani dokumentu.
own-ask-address-wrong = Podaj adres e-mail albo polski numer komórki.
own-sms-code = { $n ->
    [one] { $name }: kod do Twoich danych { $code }, ważny { $n } minutę. Jeśli to nie Ty, nie rób nic.
    [few] { $name }: kod do Twoich danych { $code }, ważny { $n } minuty. Jeśli to nie Ty, nie rób nic.
   *[many] { $name }: kod do Twoich danych { $code }, ważny { $n } minut. Jeśli to nie Ty, nie rób nic.
}
own-sms-several = { $name } zna pod tym numerem więcej niż jedną osobę, więc kodu nie wysyła. Napisz do nas, odpowiemy w ciągu miesiąca.
