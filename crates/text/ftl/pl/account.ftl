# Logowanie, drugi składnik, pierwsze uruchomienie.
login-title = Zaloguj się
login-lead = Do danych osób wchodzi się po imieniu: każdy odczyt ma autora.
login-email = E-mail
login-password = Hasło
login-submit = Zaloguj
login-failed = Nie znamy takiej pary adresu i hasła. Sprawdź oba.
login-wait = { $n ->
    [one] Za dużo prób. Spróbuj ponownie za { $n } minutę.
    [few] Za dużo prób. Spróbuj ponownie za { $n } minuty.
   *[many] Za dużo prób. Spróbuj ponownie za { $n } minut.
}
totp-title = Drugi składnik
totp-lead = Wpisz sześć cyfr z aplikacji w telefonie.
totp-code = Kod
totp-submit = Potwierdź
totp-failed = Ten kod nie pasuje albo już minął. Wpisz następny.
totp-other-user = Zaloguj się jako ktoś inny
enrol-title = Dodaj drugi składnik
enrol-lead = Samo hasło nie wystarcza do danych osób. Potrzebna jest aplikacja z kodami w telefonie.
enrol-scan = Zeskanuj ten kod w aplikacji
enrol-qr = Kod QR z sekretem drugiego składnika
enrol-by-hand = Nie mogę zeskanować, wpiszę ręcznie
enrol-code = Kod z aplikacji
enrol-submit = Włącz drugi składnik

setup-title = Zacznijmy od trzech pytań
setup-lead = Odpowiedzi ustawią najmniej danych, jakie wystarczą. Każdą zmienisz później.
setup-controller = 1. Kto jest administratorem danych?
setup-controller-hint = Firma, która odpowiada za dane. Zobaczy ją każda osoba, o której coś wiesz.
setup-controller-name = Nazwa firmy
setup-controller-address = Adres
setup-officer = 2. Kto jest inspektorem ochrony danych?
setup-officer-hint = Jeśli inspektora nie ma, zostaw puste. Zgłoszenia trafią wtedy do administratora.
setup-officer-name = Imię i nazwisko
setup-officer-email = E-mail inspektora
setup-leads = 3. Co robisz z leadami?
setup-leads-hint = Każdy wybór włącza tylko te cele, których wymaga, z podstawą i terminem.
setup-lead-inquiries = Odpowiadam na zapytania
setup-lead-inquiries-text = Umowa lub uzasadniony interes. Dane do 12 miesięcy od ostatniego kontaktu osoby.
setup-lead-offers = Wysyłam zamówione oferty
setup-lead-offers-text = Prośba osoby. Umówiona liczba kontaktów, potem koniec.
setup-lead-newsletter = Wysyłam newsletter
setup-lead-newsletter-text = Tylko za zgodą, którą da się wykazać. Do jej cofnięcia.
setup-lead-events = Robię targi i webinary
setup-lead-events-text = Obsługa wydarzenia. Lista do 3 miesięcy po nim.
setup-lead-registers = Sprawdzam firmy w rejestrach
setup-lead-registers-text = Jawne dane firm z KRS. Osoby z zarządu zawiadamiasz w miesiąc.
setup-admin = Twoje konto
setup-admin-name = Imię i nazwisko
setup-password-hint = Co najmniej 12 znaków. Kilka zwykłych słów jest lepsze niż jedno dziwne.
setup-submit = Utwórz instalację
setup-after = Potem zaproponujemy próbny import.
setup-code = Kod z terminala
setup-code-hint = Wypisał go serwer przy starcie: tak wiemy, że instalację zakłada ten, kto go uruchomił.
setup-code-wrong = To nie jest kod, który wypisał serwer. Przepisz go z terminala.
setup-email-wrong = Podaj pełny adres e-mail, na przykład anna@firma.pl.
field-needed = To pole jest potrzebne.
totp-demo = To pokaz: kod z aplikacji to teraz { $code }.
