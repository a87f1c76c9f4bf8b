# Przeniesienie danych wprost do innego administratora (art. 20 ust. 2 RODO).
requests-words-wish = Dokąd mają trafić dane
request-ground-not-feasible = Przesłanie wprost do innego administratora nie jest technicznie możliwe

transfer-title = Wyślij wprost do innej firmy
transfer-lead = Jeśli osoba tak chce, dane idą prosto do wskazanego administratora, o ile to technicznie możliwe (art. 20 ust. 2 RODO). Idzie to samo co w plikach: JSON, CSV i vCard w jednym zaszyfrowanym archiwum.
transfer-start = Wyślij do wskazanej firmy
transfer-receiver = Nazwa firmy
transfer-receiver-hint = Ta, którą wskazała osoba.
transfer-address = Adres e-mail albo adres https
transfer-address-hint = Adres https musi przyjmować pliki metodą POST. Zapiszemy go zaszyfrowany.
transfer-lock = Szyfrowanie
transfer-no-mail = Poczta nie jest ustawiona, więc można wysłać tylko na adres https.
transfer-submit = Zaszyfruj i wyślij
transfer-submit-hint = Wysyłka zostaje zapisana, zanim wyjdzie pierwszy bajt. Nic nie wyjdzie drugi raz samo.
transfer-infeasible = Nie da się wysłać wprost
transfer-infeasible-text = Wtedy osoba dostaje pliki, a w piśmie powód. Odpowiedź zapisze się jako spełniona w części.
transfer-infeasible-submit = Wydaj pliki osobie

transfer-sent = Wysyłki
transfer-state-sending = w drodze
transfer-state-taken = przyjęte
transfer-state-refused = odrzucone
transfer-state-not-sent = nie wyszło
transfer-state-uncertain = nie wiadomo, czy doszło
transfer-way-email = e-mailem
transfer-way-https = na adres https
transfer-answered-mail = Odpowiedź serwera { $code }
transfer-answered-https = Status HTTP { $code }
transfer-proof = dowód: { $proof }
transfer-values =
    { $count ->
        [one] { $count } wartość
        [few] { $count } wartości
       *[many] { $count } wartości
    }
transfer-note-unreachable = Serwer nie odpowiada. Nic nie wyszło.
transfer-note-certificate = Certyfikat serwera jest niewiarygodny. Nic nie wyszło.
transfer-note-no-starttls = Serwer poczty nie szyfruje połączenia. Nic nie wyszło.
transfer-note-login = Serwer poczty nie przyjął hasła. Nic nie wyszło.
transfer-note-broken-off = Serwer poczty przerwał rozmowę, zanim dostał plik.
transfer-note-later = Serwer prosi, by spróbować później.
transfer-note-forbidden = Adres prowadzi do sieci wewnętrznej. Nic nie wyszło.

transfer-settle = Ustal, czy doszło
transfer-settle-text = Zapytaj odbiorcę. Dopóki nie wiadomo, nic nie wyjdzie drugi raz.
transfer-settle-how = Co wiadomo
transfer-settle-arrived = Odbiorca ma plik
transfer-settle-lost = Odbiorca nie ma pliku
transfer-settle-proof = Sygnatura dowodu
transfer-settle-proof-hint = Na przykład numer pisma albo wiadomości, litery i cyfry, bez danych osób.

transfer-done-title = Dane wysłane
transfer-done-text = Serwer odbiorcy przyjął plik. Żądanie jest załatwione, pobierz pismo dla osoby.
transfer-refused-title = Odbiorca nie przyjął pliku
transfer-refused-text = Żądanie nadal czeka. Sprawdź adres i wyślij jeszcze raz albo wydaj pliki osobie.
transfer-not-sent-title = Nic nie wyszło
transfer-not-sent-text = Żądanie nadal czeka. Spróbuj później, pod innym adresem albo wydaj pliki osobie.
transfer-uncertain-title = Nie wiadomo, czy doszło
transfer-uncertain-text = Serwer nie potwierdził odbioru. Zapytaj odbiorcę i zapisz, co wiadomo. Samo nic nie wyjdzie drugi raz.
transfer-passphrase = Hasło do pliku
transfer-passphrase-hint = Zapisz je teraz. Nie przechowujemy go i nie pokażemy drugi raz. Przekaż je odbiorcy inną drogą niż plik, na przykład przez telefon.
transfer-by-key = Plik otworzy tylko właściciel klucza publicznego.
transfer-back = Wróć do żądania

transfer-unmovable = Nic nie zostało wysłane
transfer-unmovable-next-kind = Wprost do innej firmy można wysłać tylko przy żądaniu przeniesienia danych.
transfer-unmovable-next-receiver = Wpisz nazwę firmy, najwyżej 200 znaków.
transfer-unmovable-next-address = Wpisz adres e-mail albo adres, który zaczyna się od https://.
transfer-unmovable-next-inside = Ten adres prowadzi do tej maszyny lub sieci wewnętrznej. Wpisz adres publiczny.
transfer-unmovable-next-no-mail = Ustaw pocztę w Ustawieniach albo podaj adres https odbiorcy.
transfer-unmovable-next-nothing = Nie ma danych, które osoba nam przekazała na podstawie zgody albo umowy (art. 20 ust. 1 RODO). Odmów z tym powodem.
transfer-unmovable-next-pending = Ustal najpierw, czy doszła poprzednia wysyłka.
transfer-unmovable-next-too-large = Plik jest za duży na wysyłkę. Wydaj pliki osobie.
transfer-unmovable-next-key = Sprawdź klucz publiczny: zaczyna się od age1. Tajnego klucza nie podawaj nikomu.

transfer-answer = Twoje dane wysłaliśmy bezpośrednio do firmy { $receiver } { $day }. Od tej chwili odpowiada ona za swoją kopię.
transfer-mail-subject = Dane do przeniesienia od { $controller }
transfer-mail-lead = Dzień dobry,
    osoba, której dane przetwarza { $controller }, zażądała przesłania ich wprost do Państwa (art. 20 ust. 2 RODO).
transfer-mail-file = W załączniku { $file } jest archiwum ZIP z plikami JSON, CSV i vCard, zaszyfrowane programem age (age-encryption.org).
transfer-mail-passphrase = Hasło do pliku przekażemy inną drogą.
transfer-mail-key = Plik otwiera klucz tajny do Państwa klucza publicznego.
transfer-mail-end = Jeśli ta wiadomość trafiła do Państwa omyłkowo, prosimy ją usunąć i dać nam znać.
    { $controller }, { $contact }
done-transfer-settled = Zapisane.
done-own-moving = Przyjęliśmy Twoje żądanie. Odpowiedź znajdziesz na tej stronie.
done-own-moving-before = Takie żądanie już czeka. Nic nie trzeba robić drugi raz.

own-move = Wyślij moje dane do innej firmy
own-move-text = To, co nam podano na podstawie zgody lub umowy, wyślemy zaszyfrowane wprost do wskazanej firmy, jeśli da się to zrobić. Jeśli nie, dostaniesz pliki i powód.
own-move-receiver = Nazwa firmy
own-move-address = Jej adres e-mail lub strona, jeśli znasz
own-move-submit = Poproś o przeniesienie
