# Pakiet dowodowy dla kontroli: 25 plików z podpisanym spisem.
evi-00-kompletnosc = Kompletność pakietu
evi-01-rcp = Rejestr czynności przetwarzania
evi-02-rkcp = Rejestr kategorii czynności
evi-03-podstawy = Cele, podstawy i konieczność
evi-04-lia = Testy równowagi
evi-05-dpia = Przesiew i oceny skutków
evi-06-zgody = Rejestr zgód
evi-07-sprzeciwy = Sprzeciwy i wycofania
evi-08-klauzule = Klauzule i ich doręczenia
evi-09-zrodla = Rejestr źródeł
evi-10-retencja = Retencja i usunięcia
evi-11-prawa-osob = Żądania osób
evi-12-naruszenia = Rejestr naruszeń
evi-13-powierzenia = Rejestr powierzeń
evi-14-transfery = Rejestr przekazań
evi-15-upowaznienia = Upoważnienia i szkolenia
evi-16-bezpieczenstwo = Bezpieczeństwo
evi-17-pseudonimizacja = Pseudonimizacja i klucze
evi-18-profilowanie = Profilowanie
evi-19-iod = Inspektor ochrony danych
evi-20-polityki = Polityki
evi-21-kanaly = Kanały i zgody na kontakt
evi-22-audyt = Inwentaryzacja i audyty
evi-23-korespondencja = Pisma organów
evi-24-ai = Systemy AI
evi-25-log = Wyciąg z dziennika
evi-title = Pakiet dowodowy
evi-lead = 25 plików dla kontroli, każdy do czytania (PDF) i dla maszyn (JSON), ze spisem podpisanym kluczem dziennika. Bez nazwisk i adresów osób, same pseudonimy.
evi-back = Dowody
evi-download = Pobierz pakiet
evi-see = Zobacz kompletność i pobierz
evi-check-hint = Sprawdzi go każdy, bez bazy: zgoda evidence verify PLIK. Klucz, któremu ufasz:
evi-only-officer = Pakiet pobiera inspektor albo administrator.
evi-complete = Kompletność
evi-summary = { $good } w porządku, { $watch } do uwagi, { $bad } braków
evi-origin = Skąd
evi-origin-live = liczone na żywo z systemu
evi-origin-entered = z wpisów w rejestrze
evi-origin-form = formularz, nic jeszcze nie wpisano
evi-none = Brak.
evi-more =
    { $count ->
        [one] I jeszcze { $count } wiersz, w pliku JSON.
        [few] I jeszcze { $count } wiersze, w pliku JSON.
       *[many] I jeszcze { $count } wierszy, w pliku JSON.
    }
evi-note-live =
    { $count ->
        [one] liczone na żywo: { $count } pozycja
        [few] liczone na żywo: { $count } pozycje
       *[many] liczone na żywo: { $count } pozycji
    }
evi-note-form = { $name }: nic nie wpisano, to sam formularz
evi-note-entered =
    { $count ->
        [one] { $name }: { $count } wpis
        [few] { $name }: { $count } wpisy
       *[many] { $name }: { $count } wpisów
    }
evi-note-no-impact =
    { $count ->
        [one] { $count } działający cel nie ma potrzebnej oceny skutków
        [few] { $count } działające cele nie mają potrzebnej oceny skutków
       *[many] { $count } działających celów nie ma potrzebnej oceny skutków
    }
evi-note-no-assessment =
    { $count ->
        [one] { $count } cel z danymi nie ma ważnej oceny
        [few] { $count } cele z danymi nie mają ważnej oceny
       *[many] { $count } celów z danymi nie ma ważnej oceny
    }
evi-assessment-lacking = { $purpose }: brak ważnej oceny, a dane są
evi-note-unproved =
    { $count ->
        [one] { $count } zgoda jest bez dowodu i nie działa
        [few] { $count } zgody są bez dowodu i nie działają
       *[many] { $count } zgód jest bez dowodu i nie działa
    }
evi-note-overdue =
    { $count ->
        [one] { $count } osoba nie dostała informacji w terminie
        [few] { $count } osoby nie dostały informacji w terminie
       *[many] { $count } osób nie dostało informacji w terminie
    }
evi-note-unapproved =
    { $count ->
        [one] { $count } źródło nie jest zatwierdzone
        [few] { $count } źródła nie są zatwierdzone
       *[many] { $count } źródeł nie jest zatwierdzonych
    }
evi-note-due =
    { $count ->
        [one] { $count } wartość czeka na usunięcie
        [few] { $count } wartości czekają na usunięcie
       *[many] { $count } wartości czeka na usunięcie
    }
evi-note-late-requests =
    { $count ->
        [one] { $count } żądanie jest po terminie
        [few] { $count } żądania są po terminie
       *[many] { $count } żądań jest po terminie
    }
evi-note-untrained =
    { $count ->
        [one] { $count } konto nie ma ważnego szkolenia
        [few] { $count } konta nie mają ważnego szkolenia
       *[many] { $count } kont nie ma ważnego szkolenia
    }
evi-note-unguarded =
    { $count ->
        [one] { $count } konto nie ma drugiego składnika
        [few] { $count } konta nie mają drugiego składnika
       *[many] { $count } kont nie ma drugiego składnika
    }
evi-note-no-backup = nie ma śladu żadnej kopii zapasowej
evi-note-of-now = liczby osób, danych i kluczy są z dnia, w którym złożono pakiet
evi-ok-backup = są ślady kopii zapasowych
evi-ok-impact = żadnemu działającemu celowi nie brakuje potrzebnej oceny skutków
evi-ok-assessment = żadnemu celowi z danymi nie brakuje potrzebnej oceny
evi-ok-proved = każda zgoda, która obowiązuje, ma dowód
evi-ok-told = nikt nie czeka na informację dłużej niż termin
evi-ok-approved = każde źródło jest zatwierdzone
evi-ok-due = żadna dana nie czeka na zniszczenie
evi-ok-requests = żadne żądanie nie jest po terminie
evi-ok-trained = każde konto ma ważne szkolenie
evi-ok-guarded = każde konto ma drugi składnik logowania
evi-note-proved =
    { $count ->
        [one] { $count } wpis dziennika z dowodem
        [few] { $count } wpisy dziennika z dowodem
       *[many] { $count } wpisów dziennika z dowodem
    }
evi-report-lead = Co w pakiecie jest liczone na żywo, co wpisano ręcznie, a czego brakuje. Każdy plik ma skrót SHA-256 w spisie manifest.json, a spis jest podpisany kluczem dziennika.
evi-report-lead-person = Część pakietu o jednej osobie, pod pseudonimem: co było jej danymi i dlaczego, jej zgody i sprzeciwy, jak ją informowano i jak się z nią kontaktowano, oraz wpisy dziennika o niej. Nikt inny nie jest wymieniony z nazwiska, pracownicy mają numery. Każdy plik ma skrót SHA-256 w spisie manifest.json, a spis jest podpisany kluczem dziennika.
evi-scope = Pakiet o
evi-scope-all = wszystkich
evi-left-out = Co nie dotyczy jednej osoby
evi-left-out-text = Te pliki całego pakietu nie mówią nic o pojedynczej osobie, więc ich tu nie ma: { $files }.
evi-certified = Potwierdzenie za zgodność
evi-certified-text = Wydruki z tego pakietu potwierdza za zgodność z oryginałem kontrolowany (art. 84 ust. 3 u.o.d.o.). Zgodność plików ze stanem systemu potwierdza podpis w manifest.sig; sprawdzisz go bez dostępu do bazy: zgoda evidence verify PLIK.
evi-staff = pracownik nr { $no }
evi-values = Dane, bez ich treści
evi-held-for = Po co, do kiedy
evi-held = trzymana
evi-direction = Od kogo
evi-from-person = od osoby
evi-to-person = do osoby
evi-person-title = Pakiet dowodowy o tej osobie
evi-person-menu = Pakiet dowodowy…
evi-person-lead = Co było danymi tej osoby w wybranym dniu, skąd, po co i do kiedy; jej zgody, sprzeciwy i żądania; jak ją informowano i jak się z nią kontaktowano; oraz wszystkie wpisy dziennika o niej, każdy z osobnym dowodem. Bez treści danych i bez innych nazwisk.
evi-person-day = Stan na koniec dnia
evi-person-make = Pobierz pakiet
evi-person-hint = Sprawdzisz go jak cały pakiet, gdziekolwiek i bez bazy: zgoda evidence verify PLIK. To, że go złożono, zostaje w dzienniku.
evi-fields = Dane
evi-why = Po co
evi-terms = Terminy
evi-destroyed = Co usunięto
evi-counts = Liczby
evi-count = Ile
evi-state = Stan
evi-texts = Treści zgód
evi-text-no =
    { $count ->
        [one] Treść nr { $number }, { $count } zgoda
        [few] Treść nr { $number }, { $count } zgody
       *[many] Treść nr { $number }, { $count } zgód
    }
evi-register = Rejestr
evi-pseudonym = Pseudonim
evi-channel = Kanał
evi-given = Kiedy
evi-what = Co
evi-when = Kiedy
evi-who = Kto
evi-number = Nr
evi-suppression-text = Adres osoby, która sprzeciwiła się albo cofnęła zgodę, zostaje tylko jako skrót z kluczem (HMAC-SHA-256), bez imienia i bez adresu. Przy każdym imporcie i wzbogaceniu porównuje się skróty, więc adres nie wraca. Klucz leży poza bazami.
evi-suppressed = Adresy, które nie wrócą
evi-withdrawals = Wycofane zgody
evi-told = Poinformowani
evi-exempt = Zwolnieni z informacji
evi-due = Termin
evi-overdue = Po terminie
evi-template = Własne słowa nr { $number } ({ $lang })
evi-own-words-none = Własnych słów nie dodano. Treść informacji układa program z celów, źródeł i terminów.
evi-deliveries = Doręczenia i zwolnienia
evi-source = Źródło
evi-duty = Obowiązek
evi-public = Publiczne
evi-approved = Zatwierdzone
evi-volumes = Ile osób z którego źródła
evi-received = Wpłynęło
evi-answered = Odpowiedź
evi-channels-text = O każdej wysyłce decyduje się osobno dla każdej osoby, w chwili wysyłki: podstawa, zgoda na kanał, sprzeciw, limit kontaktów. Śledzenie otwarć i urządzeń jest wyłączone (art. 398 i 399 PKE).
evi-contacts = Kontakty
evi-roles = Role
evi-since = Od
evi-until = Do
evi-trained = Szkolenie do
evi-changes = Zmiany
evi-ledger-size = Wpisy dziennika
evi-backups = Kopie zapasowe i klucze
evi-zones-text = Wartości opisujące osobę leżą w osobnej bazie, zaszyfrowane kluczem tej osoby. Reszta systemu zna tylko losowe pseudonimy. Klucz główny leży poza obiema bazami, więc sama kopia baz nikogo nie wskaże. Każde otwarcie wartości zostaje w dzienniku.
evi-key-version = Wersja klucza głównego
evi-key-rotated = Ostatnia wymiana
evi-key-wraps = Kluczy osób
evi-inventory = Co jest w bazie
evi-class = Rodzaj
evi-profiling-text = Oceny służą najwyżej kolejności rozmów. Program nie podejmuje sam decyzji o skutkach prawnych (art. 22 RODO), a sprzeciw wyłącza profilowanie od razu.
evi-log-text-person = Wpisy dziennika o tej osobie, najnowsze na górze, każdy z osobnym dowodem, że jest w podpisanym stanie. Wpisów o innych tu nie ma i nie są potrzebne.
evi-log-text = Ostatnie wpisy dziennika razem z dowodem, że są w podpisanym stanie. Program sprawdzający liczy ich skróty i dochodzi do podpisanego korzenia drzewa.

# Na linii poleceń.
cli-evidence-about = Pakiet dowodowy dla kontroli
cli-evidence-export-about = Złóż pakiet: 25 plików z podpisanym spisem
cli-evidence-verify-about = Sprawdź pakiet, bez bazy
cli-evidence-export-arg-at = Dzień albo chwila, której stan pokazać; bez podania: teraz
cli-evidence-export-arg-subject = Tylko jedna osoba: identyfikator, adres e-mail albo numer telefonu
cli-evidence-export-arg-to = Plik
cli-evidence-verify-arg-file = Plik pakietu
cli-evidence-verify-arg-key = Klucz, któremu ufasz
cli-evidence-files = Pliki
cli-evidence-whole = Pakiet jest cały: każdy plik, podpis i wyciąg z dziennika się zgadzają.
