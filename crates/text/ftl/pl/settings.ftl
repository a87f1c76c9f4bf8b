# Ustawienia.
settings-controller = Administrator danych
settings-controller-name = Nazwa i adres
settings-officer = Inspektor
settings-users = Kto ma dostęp
settings-user = Osoba
settings-role = Rola
settings-second-factor = Drugi składnik
settings-training = Szkolenie
settings-on = włączony
settings-off = wyłączony
settings-preferences = Wygląd
settings-language = Język
settings-theme = Kolory
settings-keys = Klucze
settings-ledger-key = Odcisk klucza dziennika
settings-keys-hint = Klucze leżą poza bazami. Tu widać tylko odciski.
settings-packs = Pakiety prawa
settings-pack-from = od { $date }
settings-user-disabled = wyłączone od { $date }
settings-user-add = Dodaj osobę
settings-user-name = Imię i nazwisko
settings-user-email = E-mail do logowania
settings-user-roles = Role
settings-user-roles-hint = Rola mówi, do jakich celów wolno tej osobie używać danych. Daj najmniej, ile potrzeba.
settings-user-password = Hasło na start
settings-user-password-hint = Co najmniej 12 znaków. Osoba zmieni je po zalogowaniu i doda drugi składnik.
settings-user-trained = Szkolenie ważne do
settings-user-taken = Ktoś już loguje się tym adresem.
settings-user-role-needed = Wybierz choć jedną rolę.
settings-user-disable = Wyłącz konto
settings-user-disable-text = Konto i wszystkie jego sesje skończą się od razu. Wpisy w dzienniku zostaną.
settings-user-disable-sure = Tak, wyłącz
settings-register-contact = Adres do kontaktu
settings-register-contact-hint = Poznaje go rejestr przy każdym pytaniu: e-mail albo strona tego, kto prowadzi instalację.
settings-register-url = Inny adres rejestru
settings-register-wrong = Tego adresu rejestru nie da się użyć. Podaj pełny adres z https://.
settings-register-contact-needed = Rejestr musi wiedzieć, do kogo napisać. Podaj adres do kontaktu.
settings-purposes = Cele w użyciu
settings-purpose = Cel
settings-purpose-bases = Podstawy
settings-purpose-term = Jak długo
settings-purpose-lia = Test równowagi
settings-purpose-dpia = Ocena skutków
settings-assessed-until = do { $date }
settings-assessed-over = minął { $date }
settings-assessed-missing = brak
settings-assessed-not-needed = niepotrzebny
settings-key-versions = Wersje klucza głównego
settings-only-admin = To zmieni tylko administrator.
done-user-added = Konto założone. Przekaż hasło osobiście, nie e-mailem.
done-user-disabled = Konto wyłączone, jego sesje się skończyły.
done-source-saved = Źródło zapisane.
done-source-key-forgotten = Klucz zapomniany, źródło wyłączone.
settings-assessed-hint = Test równowagi jest potrzebny tylko tam, gdzie opierasz się na uzasadnionym interesie. Bez niego taki odczyt i taka wysyłka dostaną odmowę. Kliknij stan, żeby napisać, zatwierdzić albo przeczytać ocenę.
settings-purpose-firms = fakty o firmach, nie o osobach

# Źródła danych: przełączniki, adresy, klucze.
sources-title = Źródła danych
sources-lead = Nowa instalacja nie pyta nikogo. Każde źródło włączasz osobno, a o osoby pytamy dopiero wtedy, gdy ich cel ma zatwierdzone oceny.
settings-sources-set = Rejestry i strony firm: przełączniki, adresy, klucze
sources-change = Zmień
sources-key = Klucz
sources-key-kept = zapisany i zaszyfrowany
sources-key-missing = brak
sources-key-stays = Puste pole zostawia klucz, jaki jest. Zapisanego nie pokazujemy nikomu.
sources-key-forget = Zapomnij klucz
sources-key-wrong = To nie wygląda na klucz: wklej go bez odstępów i polskich liter.
sources-key-needed = To źródło odpowiada tylko temu, kto ma klucz. Podaj go.
sources-key-ceidg = Token z CEIDG, bezpłatny, przychodzi e-mailem po wniosku na biznes.gov.pl. Zawiera imię, nazwisko i PESEL wnioskodawcy, więc trzymaj go jak dane osobowe.
sources-key-regon = Klucz użytkownika usługi BIR, bezpłatny, na prośbę do regon_bir@stat.gov.pl.
sources-url-hint = Zwykle urzędowy. Własna bramka albo środowisko testowe, jeśli je masz.
sources-test = Sprawdź połączenie
sources-test-ok = { $source }: odpowiada.
sources-test-failed = { $source }: { $why }.
sources-name-website = Strony firm
sources-about-krs = Spółki, fundacje, stowarzyszenia i ich organy. Pytamy o numer KRS.
sources-about-regon = Podstawowe dane każdego podmiotu, także osób prowadzących działalność. Pytamy o NIP albo KRS.
sources-about-ceidg = Osoby prowadzące działalność. Wszystko tu jest danymi osoby: trafia do jej karty z terminem zawiadomienia. Pytamy o NIP.
sources-about-biala-lista = Status podatnika VAT. Sto pytań dziennie, po trzydzieści numerów w jednym. Pytamy o NIP.
sources-about-gleif = Identyfikatory LEI i adresy osób prawnych. Pytamy o numer KRS.
sources-about-vies = Tylko potwierdzenie, czy numer VAT jest ważny. Nazwy i adresu stąd nie bierzemy.
sources-about-website = Własna strona firmy: najpierw robots.txt i zastrzeżenia, potem najwyżej pięć podstron. Osób ze strony nie czytamy.

# Cele: których danych wolno używać i po co.
settings-purposes-set = Włącz i wyłącz cele
purposes-title = Cele
purposes-lead = Danych wolno użyć tylko do celu, który jest w użyciu. Włącz to, co naprawdę robicie, i nic ponad to. Rejestr czynności zmienia się razem z celami, a każda zmiana stoi w dzienniku.
purposes-in-use = w użyciu
purposes-not-in-use = wyłączony
purposes-use = Włącz
purposes-stop = Wyłącz
purposes-stop-sure = Tak, wyłącz
purposes-stop-text = Od tej chwili nikt nie użyje danych do tego celu. To, co macie, zostaje do końca swojego terminu.
purposes-stop-values =
    { $count ->
        [one] Opiera się na nim { $count } wartość.
        [few] Opierają się na nim { $count } wartości.
       *[many] Opiera się na nim { $count } wartości.
    }
purposes-needs = Jakich danych potrzebuje
purposes-closed = Zamknięty, dopóki nie zatwierdzisz:
purposes-duties = Obowiązki
purposes-duties-text = Działają zawsze i nie da się ich wyłączyć.
done-purpose-on = Cel jest w użyciu.
done-purpose-off = Cel jest wyłączony.
happened-purpose-decided = włączono albo wyłączono cel
