# Rejestry: wpisy prowadzone ręcznie, rejestr czynności liczony na żywo, terminy z nich i ich wydruki.
nav-registers = Rejestry
registers-lead = Wszystko, o co pyta kontrola. Rejestr czynności liczy się sam z tego, co naprawdę działa; pozostałe prowadzisz tutaj, a każda zmiana zostaje w historii i w dzienniku.
registers-open =
    { $count ->
        [one] { $count } otwarty
        [few] { $count } otwarte
       *[many] { $count } otwartych
    }
registers-all =
    { $count ->
        [one] { $count } wpis
        [few] { $count } wpisy
       *[many] { $count } wpisów
    }
registers-none = jeszcze nic
registers-live = liczy się sam
registers-back = Rejestry
registers-pdf = Pobierz PDF
registers-json = Pobierz JSON
registers-only-officer = Wpisuje inspektor albo administrator. Ty możesz czytać.
registers-next-due = najbliższy termin { $date }
reg-new-title = Nowy wpis
reg-save = Zapisz wpis
reg-save-change = Zapisz zmianę
reg-cancel = Anuluj
reg-edit = Zmień
reg-strike = Wykreśl
reg-strike-lead = Wykreślaj tylko wpis zrobiony przez pomyłkę. Zostanie widoczny z powodem, nic nie zniknie. Sprawę zakończoną zamknij datą zakończenia.
reg-strike-why = Dlaczego
reg-strike-sure = Wykreśl wpis
reg-strike-short = Napisz powód pełnym zdaniem, najmniej dziesięć znaków.
reg-struck = wykreślony
reg-struck-title = { $title } (wykreślony)
reg-struck-why = Powód wykreślenia
reg-over = zakończony
reg-choose = wybierz
reg-optional = nieobowiązkowe
reg-conflict = Ktoś zmienił ten wpis przed Tobą. Twoje słowa zostały w formularzu: sprawdź historię i zapisz jeszcze raz.
reg-not-yet = Tego jeszcze nie można zapisać. Zobacz pola niżej.
reg-history = Historia wpisu
reg-history-row = wersja { $number }
reg-changed = Zmieniono
reg-findings = Co z tego wynika
reg-dues = Terminy
reg-revision = Wpis
reg-entry-no = nr { $number }, wersja
reg-as-of = Stan na
reg-nothing = Nic nie wpisano. Rejestr jest pusty.
reg-unknown-yet = jeszcze nieznane
reg-grade-good = W porządku
reg-grade-watch = Uwaga
reg-grade-bad = Brakuje
reg-hash = Skrót w dzienniku
done-reg-entered = Wpis zapisany.
done-reg-revised = Zmiana zapisana, poprzednia wersja została w historii.
done-reg-struck = Wpis wykreślony. Zostaje widoczny z powodem.
reg-problem-empty = To pole jest potrzebne.
reg-problem-long = To za długie.
reg-problem-day = Podaj dzień, na przykład 2026-11-22.
reg-problem-moment = Podaj dzień i godzinę, na przykład 2026-11-22 14:30. W noc wiosennej zmiany czasu godziny od 2 do 3 nie ma.
reg-problem-twice = Tej nocy zegar pokazuje tę godzinę dwa razy. Dopisz przesunięcie: +02:00 przed zmianą czasu, +01:00 po niej.
reg-problem-number = Podaj liczbę całkowitą.
reg-problem-country = Podaj dwie litery kodu kraju, na przykład PL.
reg-problem-choose = Wybierz jedno z możliwych.
reg-problem-before = Ta data jest wcześniejsza, niż może być.
reg-problem-future = Ta data jest w przyszłości.
reg-problem-why = Napisz dlaczego.
reg-problem-late = Minęły 72 godziny, więc podaj przyczynę opóźnienia (art. 33 ust. 1 RODO).
reg-problem-first = Najpierw rozstrzygnij to pole.
reg-problem-missing = Bez tego wpis jest niepełny.

# Rejestr czynności, art. 30 ust. 1.
reg-activities = Rejestr czynności przetwarzania
reg-activities-lead = Cele, które działają albo dla których coś trzymasz, z liczbami z tej chwili. Tego rejestru nikt nie pisze: zmienia się razem z systemem (art. 30 ust. 1 RODO).
reg-act-purpose = Cel
reg-act-bases = Podstawa
reg-act-people = Osoby
reg-act-kinds = Kategorie osób
reg-act-fields = Kategorie danych
reg-act-fields-allowed = Dane dopuszczone
reg-act-sources = Źródła
reg-act-recipients = Odbiorcy
reg-act-transfers = Przekazania
reg-act-term = Kiedy znikną
reg-act-balancing = Test równowagi
reg-act-impact = Ocena skutków
reg-act-profiling = Profilowanie
reg-act-until = nr { $number }, przegląd { $date }
reg-act-none = brak
reg-act-nobody = teraz nikt
reg-act-impact-missing = potrzebna, brak
reg-act-not-needed = niepotrzebna
reg-act-no-recipient = brak; wpisz ich w rejestrze powierzeń
reg-act-no-transfer = brak
reg-act-off = wyłączony, ale dane jeszcze są
reg-act-on = działa
reg-act-security = Zabezpieczenia (art. 30 ust. 1 lit. g RODO)
reg-act-security-text = Wartości opisujące osobę są zaszyfrowane w osobnej bazie, każda osoba ma własny klucz, a klucz główny leży poza bazami. Otwarcie wartości wymaga zgody funkcji decyzyjnej i zostaje w dzienniku, który wykrywa każdą zmianę. Usunięcie osoby to zniszczenie jej klucza. Pracownicy logują się drugim składnikiem i działają w wybranym celu. Kopie zapasowe są szyfrowane, a przy odtworzeniu usunięcia są powtarzane.
reg-act-security-own = Środki wpisane w rejestrze zabezpieczeń

# Części formularzy.
reg-part-who = Kto
reg-part-whom = Komu i co
reg-part-what = Opis
reg-part-contract = Umowa
reg-part-subprocessors = Dalsze powierzenie
reg-part-supervision = Nadzór
reg-part-end = Zakończenie
reg-part-mechanism = Na czym opiera się przekazanie
reg-part-impact = Ocena skutków przekazania (TIA)
reg-part-scale = Ile osób i danych
reg-part-severity = Waga naruszenia
reg-part-effects = Skutki i środki
reg-part-authority = Prezes UODO
reg-part-persons = Osoby, których to dotyczy
reg-part-work = Co robimy
reg-part-told = Zawiadomienie i publikacja
reg-part-independence = Niezależność
reg-part-letter = Pismo
reg-part-answer = Odpowiedź
reg-part-when = Kiedy
reg-part-confidence = Poufność
reg-part-approval = Zatwierdzenie
reg-part-test = Sprawdzenie
reg-part-result = Wynik
reg-part-risk = Ryzyko

# Pola wspólne.
reg-box-name = Nazwa
reg-box-country = Kraj
reg-box-since = Od kiedy
reg-box-ended-on = Zakończono dnia
reg-box-review-on = Przegląd do dnia
reg-box-contract = Umowa powierzenia zawarta
reg-box-contract-on = Umowa z dnia
reg-box-contract-ref = Numer albo miejsce umowy
reg-box-data-kinds = Jakie dane i czyje
reg-box-subprocessors = Dalsze podmioty
reg-box-reference = Znak albo numer
reg-box-closed-on = Zamknięto dnia
reg-box-held-on = Kiedy się odbyło
reg-box-findings = Co stwierdzono
reg-box-officer = Inspektor ochrony danych
reg-box-result = Wynik

# Naruszenia.
reg-breaches = Rejestr naruszeń
reg-breaches-lead = Każde naruszenie, także to, o którym nikogo nie trzeba zawiadamiać (art. 33 ust. 5 RODO). Od stwierdzenia biegną 72 godziny, z weekendami.
reg-breaches-empty = Żadnego naruszenia. Gdy zginie pendrive albo list pójdzie do innej osoby, wpisz to od razu: zegar 72 godzin biegnie od stwierdzenia.
reg-breaches-new = Zgłoś naruszenie
reg-breaches-name = Nazwa w jednym zdaniu
reg-breaches-happened-at = Kiedy do niego doszło
reg-breaches-aware-at = Kiedy je stwierdzono
reg-breaches-found-by = Skąd wiadomo
reg-breaches-found-by-own = sami zauważyliśmy
reg-breaches-found-by-processor = od podmiotu przetwarzającego
reg-breaches-found-by-person = od osoby
reg-breaches-found-by-authority = od organu
reg-breaches-found-by-media = z mediów
reg-breaches-found-by-other = inaczej
reg-breaches-processor = U którego podmiotu
reg-breaches-nature = Co się stało
reg-breaches-persons = Ilu osób dotyczy, w przybliżeniu
reg-breaches-persons-kinds = Jakich osób
reg-breaches-records = Ilu wpisów dotyczy, w przybliżeniu
reg-breaches-data-kinds = Jakich danych
reg-breaches-context = Rodzaj danych (DPC)
reg-breaches-context-simple = 1, zwykłe: imię, kontakt
reg-breaches-context-behavioural = 2, o zachowaniu: zakupy, rozmowy, położenie
reg-breaches-context-financial = 3, finansowe
reg-breaches-context-sensitive = 4, szczególne albo bardzo wrażliwe
reg-breaches-context-why = Co podnosi albo obniża tę ocenę
reg-breaches-identification = Jak łatwo rozpoznać osobę (EI)
reg-breaches-identification-negligible = 0,25, praktycznie nie
reg-breaches-identification-limited = 0,5, z wysiłkiem
reg-breaches-identification-significant = 0,75, łatwo
reg-breaches-identification-maximum = 1, wprost
reg-breaches-confidentiality = Poufność
reg-breaches-confidentiality-none = 0, nie naruszona
reg-breaches-confidentiality-partial = 0,25, znani odbiorcy
reg-breaches-confidentiality-full = 0,5, nieznani odbiorcy
reg-breaches-integrity = Integralność
reg-breaches-integrity-none = 0, nie naruszona
reg-breaches-integrity-partial = 0,25, zmienione, można odtworzyć
reg-breaches-integrity-full = 0,5, zmienione, nie można odtworzyć
reg-breaches-availability = Dostępność
reg-breaches-availability-none = 0, nie naruszona
reg-breaches-availability-partial = 0,25, na jakiś czas
reg-breaches-availability-full = 0,5, na zawsze
reg-breaches-malicious = Ktoś działał celowo, ze złą wolą (+0,5)
reg-breaches-strong-identifiers = Jest PESEL albo więcej niż jeden identyfikator osoby
reg-breaches-unreadable = Dane były zaszyfrowane, a klucz jest bezpieczny
reg-breaches-consequences = Możliwe konsekwencje dla osób
reg-breaches-measures = Co już zrobiono
reg-breaches-planned = Co zostanie zrobione
reg-breaches-authority = Zgłoszenie Prezesowi UODO
reg-breaches-authority-undecided = jeszcze nierozstrzygnięte
reg-breaches-authority-notify = zgłaszamy
reg-breaches-authority-not-needed = nie zgłaszamy, ryzyko mało prawdopodobne
reg-breaches-authority-why = Uzasadnienie decyzji
reg-breaches-notified-at = Zgłoszono
reg-breaches-filed = Jakie zgłoszenie
reg-breaches-filed-initial = wstępne
reg-breaches-filed-complete = kompletne
reg-breaches-filed-supplementary = uzupełniające
reg-breaches-reference = Numer sprawy albo UPO
reg-breaches-delay-why = Przyczyna opóźnienia
reg-breaches-tell = Zawiadomienie osób
reg-breaches-tell-undecided = jeszcze nierozstrzygnięte
reg-breaches-tell-tell = zawiadamiamy
reg-breaches-tell-not-needed = nie zawiadamiamy, nie ma wysokiego ryzyka
reg-breaches-tell-unreadable = nie zawiadamiamy, danych nie da się odczytać (art. 34 ust. 3 lit. a)
reg-breaches-tell-averted = nie zawiadamiamy, ryzyko usunięto (art. 34 ust. 3 lit. b)
reg-breaches-tell-public = komunikat publiczny zamiast zawiadomień (art. 34 ust. 3 lit. c)
reg-breaches-tell-why = Uzasadnienie
reg-breaches-told-at = Zawiadomiono
reg-breaches-told-how = W jaki sposób
reg-breaches-message = Treść zawiadomienia
reg-breaches-lessons = Wnioski na przyszłość
reg-severity = Waga według metody ENISA
reg-level-low = niska
reg-level-medium = średnia
reg-level-high = wysoka
reg-level-very-high = bardzo wysoka
reg-proposal-low = Propozycja: wystarczy rejestr, jeśli ryzyko jest mało prawdopodobne.
reg-proposal-medium = Propozycja: zgłosić Prezesowi UODO.
reg-proposal-high = Propozycja: zgłosić Prezesowi UODO i zawiadomić osoby.
reg-proposal-human = Metoda tylko podpowiada. Decydujesz Ty.
reg-clock = Zegar 72 godzin
reg-clock-left =
    { $count ->
        [one] została { $count } godzina
        [few] zostały { $count } godziny
       *[many] zostało { $count } godzin
    }
reg-clock-gone =
    { $count ->
        [one] { $count } godzina po terminie
        [few] { $count } godziny po terminie
       *[many] { $count } godzin po terminie
    }
reg-clock-until = do { $moment }
reg-clock-filed =
    { $count ->
        [one] zgłoszono po { $count } godzinie
        [few] zgłoszono po { $count } godzinach
       *[many] zgłoszono po { $count } godzinach
    }
reg-clock-stopped = zgłoszenie nie jest potrzebne
reg-form = Treść zgłoszenia do UODO
reg-form-title = Zgłoszenie naruszenia nr { $number }
reg-form-lead = Treść zgłoszenia naruszenia ochrony danych osobowych według art. 33 ust. 3 RODO, ułożona z rejestru.
reg-form-by-hand = Zgłoszenie składa człowiek: usługą na biznes.gov.pl, z podpisem kwalifikowanym albo profilem zaufanym. Numer sprawy lub UPO wpisz potem do rejestru.
reg-form-controller = 1. Administrator i inspektor (lit. b)
reg-form-contact = Adres i kontakt
reg-form-time = 2. Czas
reg-form-due = Koniec 72 godzin
reg-form-nature = 3. Charakter naruszenia (lit. a)
reg-form-scale = 4. Osoby i dane (lit. a)
reg-form-effects = 5. Możliwe konsekwencje (lit. c)
reg-form-measures = 6. Środki (lit. d)
reg-form-persons = 7. Zawiadomienie osób (art. 34)

# Powierzenia.
reg-processors = Rejestr powierzeń
reg-processors-lead = Kto przetwarza dane w Twoim imieniu: hosting, poczta, księgowość. Z punktami umowy z art. 28 ust. 3 RODO po kolei.
reg-processors-empty = Nikogo nie wpisano. Zacznij od hostingu, poczty i księgowości.
reg-processors-new = Dodaj podmiot
reg-processors-service = Co dla Ciebie robi
reg-processors-purposes = W jakich celach
reg-processors-point-a = a) przetwarza tylko na udokumentowane polecenie
reg-processors-point-b = b) osoby z dostępem zobowiązano do poufności
reg-processors-point-c = c) stosuje zabezpieczenia z art. 32
reg-processors-point-d = d) dalsze powierzenie tylko za Twoją zgodą
reg-processors-point-e = e) pomaga odpowiadać na żądania osób
reg-processors-point-f = f) pomaga przy naruszeniach i ocenach skutków
reg-processors-point-g = g) po zakończeniu usuwa albo zwraca dane
reg-processors-point-h = h) udostępnia informacje i pozwala na audyty
reg-processors-authorisation = Zgoda na dalsze powierzenie
reg-processors-authorisation-none = brak zgody
reg-processors-authorisation-general = ogólna
reg-processors-authorisation-specific = szczegółowa
reg-processors-notice-days = Ile dni wcześniej uprzedza
reg-processors-subprocessors = Dalsze podmioty: nazwa, kraj, co robią
reg-processors-evidence = Dowody zabezpieczeń, np. ISO 27001, SOC 2
reg-processors-audited-on = Ostatnia kontrola
reg-processors-audit-result = Wynik kontroli
reg-processors-breach-hours = W ile godzin zgłasza naruszenie
reg-processors-exit-plan = Plan wyjścia
reg-processors-deleted = Dowód usunięcia danych po zakończeniu

# Przekazania.
reg-transfers = Rejestr przekazań
reg-transfers-lead = Dane poza Europejskim Obszarem Gospodarczym, także gdy ktoś stamtąd tylko ma do nich dostęp. Podstawę oceniamy według dzisiejszej listy decyzji (art. 44–49 RODO).
reg-transfers-empty = Żadnego przekazania. Sprawdź, gdzie naprawdę leżą dane u dostawców i skąd ich ludzie mają dostęp.
reg-transfers-new = Dodaj przekazanie
reg-transfers-recipient = Odbiorca
reg-transfers-role = Kim jest
reg-transfers-role-processor = podmiot przetwarzający
reg-transfers-role-controller = osobny administrator
reg-transfers-role-joint = współadministrator
reg-transfers-role-authority = organ publiczny
reg-transfers-basis = Jego własna podstawa, jeśli jest administratorem
reg-transfers-basis-a = zgoda
reg-transfers-basis-b = umowa
reg-transfers-basis-c = obowiązek prawny
reg-transfers-basis-f = prawnie uzasadniony interes
reg-transfers-mechanism = Podstawa przekazania
reg-transfers-mechanism-eea = w EOG, nie ma przekazania
reg-transfers-mechanism-adequacy = decyzja o odpowiednim stopniu ochrony (art. 45)
reg-transfers-mechanism-dpf = Data Privacy Framework, USA
reg-transfers-mechanism-scc-m1 = klauzule, administrator do administratora
reg-transfers-mechanism-scc-m2 = klauzule, administrator do przetwarzającego
reg-transfers-mechanism-scc-m3 = klauzule, przetwarzający do przetwarzającego
reg-transfers-mechanism-scc-m4 = klauzule, przetwarzający do administratora
reg-transfers-mechanism-bcr = wiążące reguły korporacyjne (art. 47)
reg-transfers-mechanism-art49-consent = wyraźna zgoda osoby (art. 49 ust. 1 lit. a)
reg-transfers-mechanism-art49-contract = umowa z osobą (art. 49 ust. 1 lit. b, c)
reg-transfers-mechanism-art49-claims = roszczenia (art. 49 ust. 1 lit. e)
reg-transfers-mechanism-privacy-shield = Tarcza Prywatności (nieważna od 2020)
reg-transfers-dpf-listed = Odbiorca jest na liście Data Privacy Framework
reg-transfers-dpf-checked-on = Listę sprawdzono dnia
reg-transfers-scc-signed-on = Klauzule podpisano dnia
reg-transfers-derogation-approved = Wyjątek z art. 49 zatwierdzono dla tego przypadku
reg-transfers-derogation-why = Dlaczego wyjątek
reg-transfers-tia-on = Ocenę wykonano dnia
reg-transfers-tia-map = 1. Co, dokąd i którędy idzie
reg-transfers-tia-law = 2. i 3. Prawo i praktyka kraju odbiorcy
reg-transfers-tia-measures = 4. Środki uzupełniające
reg-transfers-tia-result = 5. Wynik i kroki formalne
reg-transfers-tia-valid-to = 6. Ponowna ocena najpóźniej

# Rejestr kategorii czynności, art. 30 ust. 2.
reg-mandates = Rejestr kategorii czynności
reg-mandates-lead = W czyim imieniu sam przetwarzasz (art. 30 ust. 2 RODO). Pusty, jeśli nie jesteś podmiotem przetwarzającym.
reg-mandates-empty = Nie przetwarzasz w niczyim imieniu. Jeśli prowadzisz kampanie dla klientów, wpisz ich tutaj.
reg-mandates-new = Dodaj administratora
reg-mandates-controller = Administrator
reg-mandates-contact = Dane kontaktowe
reg-mandates-processing = Kategorie przetwarzań
reg-mandates-transfers = Przekazania poza EOG i zabezpieczenia
reg-mandates-security = Środki bezpieczeństwa

# Pisma organów.
reg-letters = Pisma organów
reg-letters-lead = Pisma Prezesa UODO, Prezesa UKE i sądów, z terminami. Za samo milczenie są kary (art. 31, art. 58 RODO).
reg-letters-empty = Żadnego pisma. Gdy przyjdzie, wpisz je od razu: termin trafi na tablicę.
reg-letters-new = Dodaj pismo
reg-letters-authority = Kto pisze
reg-letters-authority-puodo = Prezes UODO
reg-letters-authority-uke = Prezes UKE
reg-letters-authority-uokik = Prezes UOKiK
reg-letters-authority-court = sąd
reg-letters-authority-other = inny organ
reg-letters-received-on = Otrzymano dnia
reg-letters-about = W jakiej sprawie
reg-letters-demands = Czego żąda
reg-letters-due-on = Termin odpowiedzi
reg-letters-answered-on = Odpowiedziano dnia
reg-letters-answer = Co odpowiedziano
reg-letters-sent-how = Jak wysłano, numer nadania
reg-letters-outcome = Jak się skończyło

# Inspektor.
reg-officers = Inspektor ochrony danych
reg-officers-lead = Powołanie, zawiadomienie Prezesa UODO w 14 dni i publikacja danych inspektora (art. 37–39 RODO, art. 10 i 11 u.o.d.o.).
reg-officers-empty = Inspektora nie wpisano. Jeśli nie musisz go mieć, opisz dlaczego w polityce ochrony danych.
reg-officers-new = Dodaj powołanie
reg-officers-name = Imię i nazwisko
reg-officers-email = E-mail
reg-officers-phone = Telefon
reg-officers-appointed-on = Powołano dnia
reg-officers-act = Akt powołania
reg-officers-notified-on = Prezesa UODO zawiadomiono dnia
reg-officers-published-at = Gdzie opublikowano
reg-officers-reports-to = Komu podlega
reg-officers-other-tasks = Inne zadania i jak unika się konfliktu interesów
reg-officers-resources = Czas i środki

# Szkolenia.
reg-trainings = Szkolenia
reg-trainings-lead = Kto, z czego i do kiedy jest przeszkolony, oraz kto zobowiązał się do poufności (art. 29, art. 32 ust. 4, art. 39 RODO).
reg-trainings-empty = Żadnego szkolenia. Wpisz pierwsze: kto pracuje z danymi, powinien je mieć.
reg-trainings-new = Dodaj szkolenie
reg-trainings-person = Kto
reg-trainings-position = Stanowisko
reg-trainings-topic = Z czego
reg-trainings-form = W jakiej formie
reg-trainings-form-classroom = na sali
reg-trainings-form-online = przez internet
reg-trainings-form-reading = materiały do przeczytania
reg-trainings-form-briefing = instruktaż na stanowisku
reg-trainings-valid-to = Ważne do dnia
reg-trainings-proof = Dowód, np. numer zaświadczenia
reg-trainings-confidentiality-on = Zobowiązanie do poufności z dnia
reg-trainings-left-on = Przestał pracować dnia

# Polityki.
reg-policies = Polityki i procedury
reg-policies-lead = Dokumenty z wersjami i przeglądami (art. 24 ust. 2 RODO): ochrona danych, dostęp, logi, incydenty, kopie zapasowe.
reg-policies-empty = Żadnej polityki. Zacznij od polityki ochrony danych i procedury naruszeń.
reg-policies-new = Dodaj politykę
reg-policies-kind = O czym
reg-policies-kind-protection = ochrona danych
reg-policies-kind-security = bezpieczeństwo
reg-policies-kind-access = dostęp i uprawnienia
reg-policies-kind-logging = logi
reg-policies-kind-incidents = naruszenia i incydenty
reg-policies-kind-backups = kopie zapasowe
reg-policies-kind-retention = retencja
reg-policies-kind-requests = żądania osób
reg-policies-kind-ai = sztuczna inteligencja
reg-policies-kind-other = inna
reg-policies-version = Wersja
reg-policies-summary = Co postanawia, w skrócie
reg-policies-place = Gdzie leży dokument
reg-policies-digest = Skrót SHA-256 pliku
reg-policies-approved-by = Kto zatwierdził
reg-policies-approved-on = Zatwierdzono dnia

# Zabezpieczenia.
reg-measures = Zabezpieczenia i testy
reg-measures-lead = Analiza ryzyka, środki i ich sprawdzanie: testy odtwarzania, podatności, przeglądy uprawnień, opieka nad kluczami (art. 32 RODO).
reg-measures-empty = Nic nie wpisano. Zacznij od analizy ryzyka i testu odtworzenia kopii.
reg-measures-new = Dodaj środek albo test
reg-measures-kind = Rodzaj
reg-measures-kind-risk-analysis = analiza ryzyka
reg-measures-kind-technical = środek techniczny
reg-measures-kind-organisational = środek organizacyjny
reg-measures-kind-restore-test = test odtworzenia kopii
reg-measures-kind-vulnerability-test = test podatności
reg-measures-kind-access-review = przegląd uprawnień
reg-measures-kind-key-custody = opieka nad kluczami
reg-measures-description = Na czym polega
reg-measures-owner = Kto odpowiada
reg-measures-tested-on = Sprawdzono dnia
reg-measures-result-passed = działa
reg-measures-result-partly = działa częściowo
reg-measures-result-failed = nie działa

# Audyty.
reg-audits = Audyty i inwentaryzacje
reg-audits-lead = Co sprawdzono, co znaleziono i czy to naprawiono (art. 5 ust. 2 RODO).
reg-audits-empty = Żadnego audytu. Wpisz ostatni przegląd danych albo kontrolę.
reg-audits-new = Dodaj audyt
reg-audits-scope = Zakres
reg-audits-auditor = Kto badał
reg-audits-corrective = Co trzeba naprawić
reg-audits-mend-by = Naprawić do dnia
reg-audits-mended-on = Naprawiono dnia

# Sztuczna inteligencja.
reg-models = Systemy AI
reg-models-lead = Jakich systemów sztucznej inteligencji używasz, po co i jak mówisz o tym ludziom (rozporządzenie (UE) 2024/1689).
reg-models-empty = Żadnego systemu AI. Zgoda sama nie wysyła danych do żadnego modelu.
reg-models-new = Dodaj system
reg-models-provider = Dostawca
reg-models-role = Kim wobec niego jesteś
reg-models-role-deployer = stosujesz
reg-models-role-provider = dostarczasz
reg-models-used-for = Do czego służy
reg-models-personal-data = Jakie dane osobowe dostaje
reg-models-risk = Ryzyko według aktu
reg-models-risk-minimal = minimalne
reg-models-risk-transparency = wymaga informowania (art. 50)
reg-models-risk-high = wysokie (załącznik III)
reg-models-risk-forbidden = zakazane (art. 5)
reg-models-risk-why = Uzasadnienie oceny
reg-models-disclosure = Jak ludzie dowiadują się, że to AI
reg-models-oversight = Nadzór człowieka

# Co z wpisu wynika.
reg-finding-carried = dane mogą tam iść
reg-finding-processor-not-deleted = umowa się skończyła, a dowodu usunięcia danych nie ma
reg-finding-processor-no-contract = nie ma umowy powierzenia, danych nie wolno przekazywać
reg-finding-processor-contract = umowa ma wszystkie punkty
reg-finding-processor-points = umowie brakuje punktów
reg-finding-processor-subprocessors = są dalsze podmioty, choć zgody na nie nie ma
reg-finding-processor-notice = przy zgodzie ogólnej ustal, ile dni wcześniej uprzedza
reg-finding-processor-unaudited = nikt jeszcze nie sprawdził zabezpieczeń
reg-finding-processor-slow = ustal zgłaszanie naruszeń najpóźniej w 48 godzin, bo Twoje 72 biegną dalej
reg-finding-processor-abroad = jest poza EOG, potrzebny wpis w rejestrze przekazań
reg-finding-transfer-within = kraj jest w EOG, to nie jest przekazanie
reg-finding-transfer-impact-unfinished = ocena skutków przekazania nie jest skończona, więc nie działa
reg-finding-breach-undecided = nie rozstrzygnięto, czy zgłosić Prezesowi UODO
reg-finding-breach-to-file = zgłoszenie jeszcze nie złożone
reg-finding-breach-notified = zgłoszono w terminie
reg-finding-breach-notified-late = zgłoszono po 72 godzinach
reg-finding-breach-register-only = wystarczy ten rejestr
reg-finding-breach-against-proposal = decyzja idzie wbrew propozycji, jej uzasadnienie będzie czytane
reg-finding-breach-over-time = minęły 72 godziny, a zgłoszenia nie ma
reg-finding-breach-supplement = zgłoszenie wstępne trzeba uzupełnić
reg-finding-breach-persons-undecided = nie rozstrzygnięto, czy zawiadomić osoby
reg-finding-breach-persons-untold = osoby trzeba zawiadomić bez zbędnej zwłoki
reg-finding-breach-persons-told = osoby zawiadomiono
reg-finding-breach-persons-against-proposal = waga jest wysoka, a osób nie zawiadamiasz
reg-finding-breach-persons-excused = zawiadomienie osób nie jest wymagane
reg-finding-breach-unreadable = jeśli klucz naprawdę jest bezpieczny, rozpoznanie osób jest praktycznie niemożliwe (EI 0,25)
reg-finding-breach-strong-identifiers = PESEL albo kilka identyfikatorów: UODO widzi w tym zwykle wysokie ryzyko
reg-finding-mandate-contract = umowa powierzenia jest
reg-finding-mandate-no-contract = nie ma umowy powierzenia
reg-finding-officer-late = Prezesa UODO zawiadomiono po 14 dniach
reg-finding-officer-notified = Prezesa UODO zawiadomiono w terminie
reg-finding-officer-unnotified = Prezesa UODO jeszcze nie zawiadomiono
reg-finding-officer-unpublished = nie wiadomo, gdzie opublikowano dane inspektora
reg-finding-officer-other-tasks = inne zadania inspektora wymagają oceny konfliktu interesów
reg-finding-letter-late = odpowiedź poszła po terminie
reg-finding-letter-answered = odpowiedziano
reg-finding-letter-overdue = termin odpowiedzi minął
reg-finding-letter-open = czeka na odpowiedź
reg-finding-letter-no-term = pismo nie ma wpisanego terminu
reg-finding-training-over = szkolenie straciło ważność
reg-finding-training-valid = szkolenie jest ważne
reg-finding-training-confidence = brak zobowiązania do poufności
reg-finding-policy-unreviewed = termin przeglądu minął
reg-finding-policy-stands = polityka obowiązuje
reg-finding-measure-passed = ostatnie sprawdzenie wyszło dobrze
reg-finding-measure-partly = ostatnie sprawdzenie wyszło częściowo
reg-finding-measure-failed = ostatnie sprawdzenie nie wyszło
reg-finding-measure-untested = nikt tego jeszcze nie sprawdził
reg-finding-measure-unreviewed = termin przeglądu minął
reg-finding-audit-mended = naprawiono
reg-finding-audit-overdue = termin naprawy minął
reg-finding-audit-open = czeka na naprawę
reg-finding-audit-held = niczego nie trzeba naprawiać
reg-finding-model-forbidden = takiego systemu nie wolno używać
reg-finding-model-high = system wysokiego ryzyka: sprawdź obowiązki stosującego
reg-finding-model-told = ludzie są informowani
reg-finding-model-minimal = nic więcej nie jest wymagane
reg-finding-model-no-contract = dostawca dostaje dane osobowe bez umowy powierzenia
reg-finding-model-unreviewed = termin przeglądu minął

# Terminy z rejestrów.
reg-due-weigh-breach = Oceń naruszenie
reg-due-weigh-breach-otherwise = Po dobie na zgłoszenie zostają dwie.
reg-due-notify-authority = Zgłoś naruszenie Prezesowi UODO
reg-due-notify-authority-otherwise = Po 72 godzinach trzeba tłumaczyć opóźnienie, a kary są za samo milczenie.
reg-due-tell-persons = Zawiadom osoby o naruszeniu
reg-due-tell-persons-otherwise = Bez tego nie mogą się bronić.
reg-due-review-processor = Sprawdź podmiot przetwarzający
reg-due-review-processor-otherwise = Odpowiadasz za jego wybór i nadzór.
reg-due-review-transfer = Sprawdź przekazanie danych
reg-due-review-transfer-otherwise = Decyzje o krajach przestają obowiązywać z dnia na dzień.
reg-due-sign-clauses = Podpisz klauzule za Data Privacy Framework
reg-due-sign-clauses-otherwise = Gdy decyzja upadnie, przekazanie będzie bezprawne.
reg-due-renew-impact = Ponów ocenę skutków przekazania
reg-due-renew-impact-otherwise = Potem przekazanie jest bez podstawy.
reg-due-answer-authority = Odpowiedz organowi
reg-due-answer-authority-otherwise = Za brak odpowiedzi grozi kara.
reg-due-notify-officer = Zawiadom Prezesa UODO o inspektorze
reg-due-notify-officer-otherwise = Ustawa daje na to 14 dni.
reg-due-renew-training = Powtórz szkolenie
reg-due-renew-training-otherwise = Bez ważnego szkolenia dostęp do danych jest trudny do obrony.
reg-due-review-policy = Przejrzyj politykę
reg-due-review-policy-otherwise = Nieprzeglądana polityka nic nie dowodzi.
reg-due-review-measure = Sprawdź zabezpieczenie
reg-due-review-measure-otherwise = Środki trzeba regularnie testować.
reg-due-mend-finding = Napraw, co znalazł audyt
reg-due-mend-finding-otherwise = Znane i nienaprawione obciąża najbardziej.
reg-due-review-model = Przejrzyj system AI
reg-due-review-model-otherwise = Obowiązki zmieniają się z użyciem.
reg-due-do = Otwórz wpis
